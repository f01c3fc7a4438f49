file-not-writable = The file “{ $file }” could not be written or removed: { $detail }
    .help = Check the room on the disk and your rights, then run again: nothing is lost.
build-locked = Another build is writing to “{ $folder }”.
    .help = Wait until it ends, or write elsewhere with --out.
threads-refused = The system refuses { $jobs } threads: { $detail }
    .help = Ask for fewer with --jobs.
site-panicked = A defect of Parvis stopped this site: { $message } ({ $place }).
    .help = The other sites are built and the last good state of this one stays in place. Send this message to the authors of Parvis, with the file you had just changed.
