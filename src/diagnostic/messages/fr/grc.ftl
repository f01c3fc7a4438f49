form-unknown = Le formulaire « { $name } » n’existe pas dans le catalogue.
    .help = { $suggestion ->
        [none] Choisissez un formulaire de la liste que donne « parvis forms », ou demandez aux webmestres de l’ajouter.
       *[other] Vouliez-vous dire « { $suggestion } » ? La liste complète : « parvis forms ».
    }
form-disabled = Le site « { $site } » ne propose pas le formulaire « { $form } ».
    .help = Retirez ce lien, ou demandez aux webmestres de proposer le formulaire sur ce site (grc › forms dans site.yaml).
form-provider-unknown = Le fournisseur de formulaires « { $name } » n’est pas défini.
    .help = { $suggestion ->
        [none] Ajoutez-le sous grc › providers dans parvis.yaml.
       *[other] Vouliez-vous dire « { $suggestion } » ? Sinon, ajoutez-le sous grc › providers dans parvis.yaml.
    }
form-unreachable = Le formulaire « { $form } » ne mène nulle part sur le site « { $site } » : aucun fournisseur ne le propose, et le site n’a ni adresse électronique, ni téléphone, ni adresse postale.
    .help = Indiquez au moins un moyen de contact sous « contact » dans site.yaml.
service-unknown = Le service « { $name } » n’est pas défini.
    .help = { $suggestion ->
        [none] Choisissez un service défini sous « services » dans parvis.yaml.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
service-off = Le site « { $site } » n’utilise pas le service « { $name } ».
    .help = Retirez ce lien, ou retirez la ligne de ce service sous « services » dans site.yaml.
service-without-address = Le service « { $name } » n’a pas d’adresse pour le site « { $site } ».
    .help = Donnez son adresse sous « services » dans site.yaml, ou une adresse commune dans parvis.yaml.
publik-not-readable = La liste de formulaires « { $origin } » n’est pas lisible : { $detail ->
    [no-json] ce n’est pas du JSON
    [no-forms] on n’y trouve aucune liste de formulaires avec « slug » et « title », seule ou sous « data »
   *[other] { cause }
}.
    .help = Donnez la réponse de « /api/formdefs/ » d’une plateforme Publik, telle quelle.
publik-no-catalogue = Le fichier parvis.yaml n’a pas de catalogue où ajouter ces formulaires.
    .help = Écrivez-y la clé « grc » puis, à la ligne et en retrait, la clé « forms », et recommencez.
form-not-for-kind = Le formulaire « { $form } » n’est pas proposé par ce genre de site ({ $kind }).
    .help = Retirez ce lien, ou demandez aux webmestres d’ajouter ce genre à la clé « kinds » du formulaire, dans parvis.yaml.
