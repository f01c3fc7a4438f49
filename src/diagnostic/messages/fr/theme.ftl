theme-missing = Le thème « { $theme } » n’existe pas. Thèmes connus : { $known }.
    .help = { $suggestion ->
        [none] Choisissez un des thèmes connus, ou créez le dossier « themes/{ $theme } ».
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
theme-endless = Le thème « { $theme } » s’étend lui-même, directement ou par un autre thème.
    .help = Dans theme.yaml, donnez à « extends » un thème qui ne mène pas à celui-ci, ou retirez la ligne.
theme-file-unreadable = Un fichier du thème n’a pas pu être lu : { $detail }
    .help = Vérifiez que le fichier existe et que vous avez le droit de le lire.
theme-file-not-utf8 = Un fichier du thème n’est pas enregistré en UTF-8.
    .help = Enregistrez-le de nouveau en choisissant l’encodage UTF-8.
theme-symlink = Le thème contient un lien symbolique : il n’est pas suivi.
    .help = Remplacez le lien par une copie du fichier.
theme-too-large = Un fichier du thème dépasse { $megabytes } Mo, ou le thème a plus de { $files } fichiers.
    .help = Retirez ce qui n’appartient pas au thème : photos et documents vont dans le dossier du site.
theme-messages-broken = Les textes de l’interface ne peuvent pas être lus : { $detail }
    .help = Corrigez la ligne : un texte s’écrit « nom = Le texte ».
theme-asset-missing = La feuille de style demande « { $asset } », qui n’est pas dans le dossier « assets » du thème.
    .help = { $suggestion ->
        [none] Ajoutez le fichier au dossier « assets », ou retirez la ligne.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
template-broken = Le modèle de page ne peut pas être utilisé : { $detail }
    .help = Corrigez le modèle à l’endroit indiqué. Un nom inconnu est souvent une faute de frappe.
template-missing = Le modèle « { $template } » n’existe pas dans ce thème.
    .help = { $suggestion ->
        [none] Vérifiez le nom, ou ajoutez le fichier au dossier « templates » du thème.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
template-endless = Le modèle « { $template } » s’appelle lui-même sans fin.
    .help = Retirez un des appels de la boucle. Pour compléter le modèle du thème parent, nommez-le avec son thème : « parvis/page.html ».
template-block-nested = Le bloc « { $block } » existe déjà dans le modèle parent : il ne peut pas être écrit à l’intérieur d’un autre bloc.
    .help = Écrivez ce bloc seul, hors de tout autre bloc, ou donnez-lui un nouveau nom.
stylesheet-broken = La feuille de style contient une erreur : { $detail }
    .help = Corrigez la feuille de style à l’endroit indiqué.
stylesheet-too-deep = La feuille de style ouvre plus de { $limit } blocs ou parenthèses les uns dans les autres.
    .help = Fermez ceux qui doivent l’être : il manque sans doute une accolade ou une parenthèse plus haut.
stylesheet-import-missing = La feuille de style importe « { $detail } », qui n’existe dans aucun dossier du thème.
    .help = Vérifiez le nom ; un fichier du thème parent se nomme « parvis/css/base.css ».
stylesheet-foreign = La feuille de style va chercher « { $detail } » sur un autre site.
    .help = Copiez le fichier dans le dossier « assets » du thème : une page ne demande rien à un tiers.
token-unknown = Le réglage de thème « { $token } » n’existe pas. Réglages connus : { $known }.
    .help = { $suggestion ->
        [none] Choisissez un des réglages connus ; ils sont expliqués dans tokens.yaml.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
token-value = La valeur « { $value } » ne convient pas au réglage « { $token } ».
    .help = { $kind ->
        [colour] Donnez une couleur en hexadécimal, par exemple « #0b6e4f ».
        [length] Donnez un nombre suivi de son unité, par exemple « 1.5rem » ou « 8px ».
        [number] Donnez un nombre, par exemple « 1.6 ».
       *[choice] Choisissez parmi : { $choices }.
    }
template-without-body = Le modèle « { $template } » n’affiche pas le contenu de l’encadré.
    .help = Ajoutez au modèle { "{{ notice.body }}" }, une seule fois dans chaque cas.
