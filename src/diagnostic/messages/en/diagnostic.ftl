# The words of the reports themselves.
report-error = error
report-warning = warning
report-note = note
report-workspace = Workspace
report-see-also = see also
