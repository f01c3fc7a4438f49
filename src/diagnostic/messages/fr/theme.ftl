theme-missing = Le thème « { $theme } » n’existe pas. Thèmes connus : { $known }.
    .help = { $suggestion ->
        [none] Choisissez un des thèmes connus, ou créez le dossier « themes/{ $theme } ».
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
theme-endless = Le thème « { $theme } » s’étend lui-même, directement ou par un autre thème.
    .help = Dans theme.yaml, donnez à « extends » un thème qui ne mène pas à celui-ci, ou retirez la ligne.
theme-file-unreadable = Un fichier du thème n’a pas pu être lu : { cause }.
    .help = Vérifiez que le fichier existe et que vous avez le droit de le lire.
theme-file-not-utf8 = Un fichier du thème n’est pas enregistré en UTF-8.
    .help = Enregistrez-le de nouveau en choisissant l’encodage UTF-8.
theme-symlink = Le thème contient un lien symbolique : il n’est pas suivi.
    .help = Remplacez le lien par une copie du fichier.
theme-too-large = Un fichier du thème dépasse { $megabytes } Mo, ou le thème a plus de { $files } fichiers.
    .help = Retirez ce qui n’appartient pas au thème : photos et documents vont dans le dossier du site.
theme-messages-broken = Les textes de l’interface ne peuvent pas être lus à partir d’ici.
    .help = Corrigez la ligne : un texte s’écrit « nom = Le texte ».
theme-asset-missing = La feuille de style demande « { $asset } », qui n’est pas dans le dossier « assets » du thème.
    .help = { $suggestion ->
        [none] Ajoutez le fichier au dossier « assets », ou retirez la ligne.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
template-broken = { $cause ->
    [variable] Le modèle de page emploie la variable « { $name } », qui n’existe pas ici.
    [field] Le modèle de page emploie « { $name } », que cette valeur n’a pas.
    [filter] Le modèle de page emploie le filtre « { $name } », qui n’existe pas.
    [test] Le modèle de page emploie le test « { $name } », qui n’existe pas.
    [function] Le modèle de page emploie la fonction « { $name } », qui n’existe pas.
    [component] Le modèle de page emploie le composant « { $name } », qui n’existe pas.
    [template] Le modèle de page emploie le modèle « { $name } », qui n’existe pas.
    [block] Aucun modèle parent n’a de bloc « { $name } ».
    [argument] Il manque l’argument « { $name } ».
    [syntax] Le modèle de page ne peut pas être lu : « { $found } » n’est pas attendu ici.
    [end] Le modèle de page n’est pas complet : une balise ouverte n’est pas fermée.
    [keyword] Ce nom est réservé.
    [twice] Ce nom est donné deux fois.
    [loop] On ne peut parcourir ici qu’une liste, un texte ou des clés.
    [operation] Cette opération n’est pas possible entre ces deux valeurs.
   *[other] Le modèle de page ne peut pas être utilisé. Le message de Tera, en anglais : « { $detail } »
}
    .help = { $suggestion ->
        [none] { $known ->
            [none] Corrigez le modèle à l’endroit indiqué. Un nom inconnu est souvent une faute de frappe.
           *[other] Les noms possibles ici : { $known }.
        }
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
template-block-missing = { $cause ->
    [hidden] Ce modèle n’a pas de bloc « { $block } », que remplit « { $child } ».
   *[own] Aucun modèle parent n’a de bloc « { $block } ».
}
    .help = { $cause ->
        [hidden] Ajoutez-lui la ligne { "{% block " }{ $block }{ " %}{% endblock %}" }, ou donnez au thème son propre modèle à la place de « { $child } ».
       *[own] { $suggestion ->
            [none] Retirez ce bloc, ou placez-le dans un bloc que le parent connaît.
           *[other] Vouliez-vous dire « { $suggestion } » ?
        }
    }
template-missing = Le modèle « { $template } » n’existe pas dans ce thème.
    .help = { $suggestion ->
        [none] Vérifiez le nom, ou ajoutez le fichier au dossier « templates » du thème.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
template-endless = Le modèle « { $template } » s’appelle lui-même sans fin.
    .help = Retirez un des appels de la boucle. Pour compléter le modèle du thème parent, nommez-le avec son thème : « parvis/page.html ».
template-block-nested = Le bloc « { $block } » existe déjà dans le modèle parent : il ne peut pas être écrit à l’intérieur d’un autre bloc.
    .help = Écrivez ce bloc seul, hors de tout autre bloc, ou donnez-lui un nouveau nom.
stylesheet-broken = La feuille de style contient une erreur : { $cause ->
    [selector] ce sélecteur ne peut pas être lu.
    [end] elle finit avant d’être complète.
    [media] cette condition ne peut pas être lue.
    [import] « @import » doit venir avant tout le reste.
    [rule] cette règle « @ » ne peut pas être lue.
    [declaration] cette déclaration ne peut pas être lue.
    [token] ce signe n’est pas attendu ici.
   *[other] elle ne peut pas être lue à partir d’ici.
}
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
