file-not-writable = Le fichier « { $file } » n’a pas pu être écrit ou retiré : { $detail }
    .help = Vérifiez la place sur le disque et vos droits, puis relancez : rien n’est perdu.
build-locked = Une autre construction écrit déjà dans « { $folder } ».
    .help = Attendez qu’elle finisse, ou écrivez ailleurs avec --out.
threads-refused = Le système refuse { $jobs } fils d’exécution : { $detail }
    .help = Demandez-en moins avec --jobs.
site-panicked = Un défaut de Parvis a interrompu ce site : { $message } ({ $place }).
    .help = Les autres sites sont construits et le dernier bon état de celui-ci reste en place. Envoyez ce message aux auteurs de Parvis, avec le fichier que vous veniez de changer.
