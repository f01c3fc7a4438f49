# The words of the reports themselves.
report-error = error
report-warning = warning
report-note = note
report-workspace = Workspace
report-see-also = see also
# Why a file, a folder or an address cannot be had.
cause = { $detail ->
    [not-found] the file or folder does not exist
    [denied] access is denied
    [exists] it exists already
    [no-folder] a part of the path is no folder
    [folder] it is a folder
    [not-empty] the folder is not empty
    [read-only] the disk can only be read
    [full] the disk is full
    [too-large] the file would be too large
    [name] the name is too long or holds a sign that is not allowed
    [busy] another program uses it
    [many-files] too many files are open or watched
    [cut] the file ends too early
    [no-text] it is not a text in UTF-8
    [slow] no answer in time
    [refused] the connection is refused
    [unreachable] the machine cannot be reached
    [in-use] the address is taken
    [memory] there is no memory left
    [status] the server answers with the error { $status }
    [unknown] for an unknown reason
   *[other] system error { $detail }
}
