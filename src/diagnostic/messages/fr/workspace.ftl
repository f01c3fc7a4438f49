# Ce que disent les fichiers YAML et les réglages de l’espace de travail.
yaml-syntax = { $cause ->
    [bracket] Un crochet ou une accolade n’a pas son pendant, ou une virgule manque entre deux valeurs.
    [reference] Un renvoi de YAML (« & » ou « * ») ne mène à rien, ou mène à lui-même.
    [colon] Cette ligne n’est pas une clé suivie de deux-points et d’une valeur.
    [indentation] Le retrait de cette ligne ne va pas avec celui des lignes qui l’entourent.
    [quotes] Le texte entre guillemets ne peut pas être lu.
    [sign] Un signe qui a un sens pour YAML (« ! » ou « % ») n’est pas à sa place.
    [character] Un caractère que YAML n’admet pas, peut-être invisible, se trouve ici.
    [end] Le YAML s’arrête ici avant d’être complet.
   *[unknown] Le YAML ne peut pas être lu ici.
}
    .help = Vérifiez les retraits (des espaces, jamais de tabulation), les deux-points suivis d’une espace, et les guillemets : un texte qui contient « : » ou commence par un signe s’écrit entre guillemets droits.
yaml-unknown-key = La clé « { $key } » n’existe pas.
    .help = { $suggestion ->
        [none] Les clés possibles ici : { $known }.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
yaml-unknown-value = La valeur « { $value } » n’est pas possible ici.
    .help = { $suggestion ->
        [none] Les valeurs possibles : { $known }.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
yaml-missing-key = Il manque la clé « { $key } ».
    .help = Ajoutez une ligne qui commence par « { $key } : ».
yaml-duplicate-key = La clé « { $key } » est écrite deux fois.
    .help = Gardez une seule des deux lignes.
yaml-wrong-type = Il faut ici { $expected ->
        [boolean] « true » (oui) ou « false » (non)
        [mapping] une suite de clés et de valeurs
        [list] une liste
        [number] un nombre
        [integer] un nombre entier
       *[text] un texte
    }.
    .help = { $suggestion ->
        [none] { $expected ->
            [boolean] Écrivez true ou false, sans guillemets.
            [mapping] Écrivez une clé par ligne, en retrait : « clé : valeur ».
            [list] Écrivez un élément par ligne, en retrait, chacun précédé d’un tiret et d’une espace.
            [number] Écrivez un nombre avec un point décimal, sans guillemets ni unité.
            [integer] Écrivez un nombre sans virgule, sans guillemets ni unité.
           *[text] Écrivez un texte ; s’il ressemble à autre chose, mettez-le entre guillemets droits.
        }
       *[other] Écrivez la ligne ainsi : { $suggestion }
    }
yaml-bad-value = Cette valeur ne convient pas ici.
    .help = Corrigez la valeur ; pour une date, écrivez par exemple 2026-12-25.
yaml-too-large = Ce YAML est trop long, trop imbriqué ou se répète trop.
    .help = Gardez moins de 500 ko, 24 niveaux de retrait et 100 renvois (« & » et « * ») ; le texte long va dans le corps de la page.
file-missing = Le fichier n’existe pas.
    .help = Créez-le, ou retirez le dossier qui devrait le contenir.
file-unreadable = Le fichier ne peut pas être lu : { cause }.
    .help = Vérifiez que le fichier existe et que vous avez le droit de le lire.
file-not-utf8 = Le texte n’est pas enregistré en UTF-8.
    .help = Ouvrez le fichier dans votre éditeur et enregistrez-le avec l’encodage UTF-8 ; le premier caractère illisible est à cet endroit.
file-too-large = Le fichier est trop gros : { $size } Mo, pour { $limit } Mo au plus.
    .help = Coupez le texte en plusieurs pages ; les images et les documents vont dans leurs propres fichiers.
file-not-regular = Ce n’est pas un fichier ordinaire.
    .help = Retirez-le du dossier du site.
symlink-refused = Les liens symboliques ne sont pas suivis : ils peuvent mener hors du site.
    .help = Remplacez le lien par une copie du fichier.
name-not-unicode = Le nom du fichier contient des caractères illisibles.
    .help = Renommez le fichier avec des lettres ordinaires.
names-collide = Ce nom ne diffère de « { $first } » que par les majuscules ou la façon d’écrire les accents.
    .help = Renommez l’un des deux fichiers : sur certains ordinateurs, ils n’en feraient qu’un.
site-id-invalid = Le nom de ce dossier ne peut pas servir d’adresse.
    .help = Renommez-le en lettres minuscules sans accent, chiffres et traits d’union : « { $suggestion } ».
group-unknown = Le groupe « { $name } » n’existe pas.
    .help = { $suggestion ->
        [none] Créez le fichier groups/{ $name }.yaml, ou retirez cette ligne.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
group-broken = Les réglages du groupe « { $name } » comportent une erreur.
    .help = Corrigez d’abord groups/{ $name }.yaml.
parent-unknown = Le site parent « { $name } » n’existe pas.
    .help = { $suggestion ->
        [none] Écrivez le nom d’un dossier de sites/.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
parent-cycle = Le site est son propre ancêtre : { $chain }.
    .help = Retirez la ligne « parent » de l’un de ces sites, ou celle de son groupe.
portal-unknown = Le site portail « { $name } » n’existe pas.
    .help = { $suggestion ->
        [none] Écrivez le nom d’un dossier de sites/, ou retirez cette ligne.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
theme-unknown = Le thème « { $name } » n’existe pas.
    .help = { $suggestion ->
        [none] Écrivez « parvis », ou le nom d’un dossier de themes/.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
setting-provider-unknown = Le fournisseur de formulaires « { $name } » n’est pas défini.
    .help = { $suggestion ->
        [none] Définissez-le sous « grc », « providers », dans parvis.yaml.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
setting-form-unknown = Le formulaire « { $name } » n’est pas au catalogue.
    .help = { $suggestion ->
        [none] Ajoutez-le sous « grc », « forms », dans parvis.yaml.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
setting-service-unknown = Le service « { $name } » n’est pas défini.
    .help = { $suggestion ->
        [none] Définissez-le sous « services » dans parvis.yaml.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
url-taken = L’adresse { $url } est déjà celle du site « { $other } ».
    .help = Donnez à chaque site sa propre adresse (clé « url »).
url-invalid = « { $value } » n’est pas une adresse complète.
    .help = Écrivez l’adresse entière, par exemple https://www.exemple.fr.
url-without-id = L’adresse « { $value } » serait la même pour tous les sites.
    .help = Écrivez { "{id}" } à la place du nom du site : https://{ "{id}" }.exemple.fr.
url-template-invalid = « { $value } » n’est pas un modèle d’adresse.
    .help = Écrivez une adresse complète ; { "{tenant}" }, { "{form}" }, { "{insee}" }, { "{siren}" } et { "{id}" } y sont remplacés.
domain-invalid = « { $value } » n’est pas un nom de domaine.
    .help = Écrivez le nom seul, sans « https:// » ni barre oblique : www.exemple.fr.
insee-invalid = « { $value } » n’est pas un code INSEE de commune.
    .help = Écrivez les cinq caractères du code officiel géographique, par exemple 40002 (ce n’est pas le code postal).
siren-invalid = « { $value } » n’est pas un numéro SIREN.
    .help = Écrivez les neuf chiffres ; l’un d’eux est faux ou manque, car la clé de contrôle ne convient pas.
color-invalid = « { $value } » n’est pas une couleur.
    .help = Écrivez un dièse et six chiffres hexadécimaux, entre guillemets droits : "#1f5c99".
email-invalid = « { $value } » n’est pas une adresse électronique.
    .help = Écrivez-la sous la forme mairie@exemple.fr.
phone-invalid = « { $value } » n’est pas un numéro de téléphone.
    .help = N’écrivez qu’un numéro, en chiffres et espaces : 05 36 49 00 00. S’il y en a plusieurs, gardez-en un ici et donnez les autres dans le texte.
position-invalid = La position { $value } n’est pas sur Terre.
    .help = La latitude va de -90 à 90, la longitude de -180 à 180, en degrés.
timezone-unknown = Le fuseau horaire « { $value } » n’existe pas.
    .help = Écrivez par exemple Europe/Paris ou Indian/Reunion.
language-invalid = « { $value } » n’est pas un code de langue.
    .help = Écrivez par exemple fr, eu ou oc.
value-out-of-range = Ce nombre doit aller de { $least } à { $most }.
    .help = Corrigez le nombre.
folder-invalid = Le dossier « { $value } » ne peut pas servir d’adresse.
    .help = N’utilisez que des lettres minuscules sans accent, des chiffres et des traits d’union.
server-setting-invalid = « { $value } » ne convient pas à un serveur web.
    .help = Donnez un dossier par son chemin entier (/srv/parvis), un port (443) ou une adresse et un port (127.0.0.1:8080).
folder-unreadable = Ce dossier ne peut pas être lu : { cause }.
    .help = Vérifiez que le dossier existe et que vous avez le droit de le lire. En attendant, rien n’est construit et rien n’est retiré.
folder-not-empty = Le dossier n’est pas vide : il contient « { $name } ».
    .help = Donnez un dossier vide ou qui n’existe pas encore : un nouvel espace de travail ne se mêle à rien.
name-empty = Le nom du site est vide.
    .help = Écrivez le nom de la commune ou de l’organisme.
crest-missing = Le blason « { $value } » n’est pas dans le dossier du site.
    .help = Ajoutez l’image au dossier du site et écrivez son chemin à partir de ce dossier.
menu-item-empty = Une ligne du menu n’a pas de libellé ou pas d’adresse.
    .help = Écrivez « label » et « link ».
menu-too-deep = Le menu a plus de deux niveaux.
    .help = Remontez cette ligne d’un niveau : au-delà de deux, on s’y perd.
security-contact-invalid = « { $value } » n’est pas un moyen de signaler une faille.
    .help = Écrivez par exemple mailto:securite@exemple.fr ou https://www.exemple.fr/securite.
hours-range-invalid = « { $value } » n’est pas une plage horaire.
    .help = Écrivez l’ouverture et la fermeture : "09:00-12:00".
hours-end-before-start = La plage « { $value } » finit avant de commencer.
    .help = Inversez les deux heures ; au-delà de minuit, écrivez deux plages sur deux jours.
hours-overlap = La plage « { $value } » chevauche « { $other } ».
    .help = Réunissez les deux plages en une seule.
hours-exception-undated = Cette exception n’a pas de date.
    .help = Écrivez « date » pour un seul jour, ou « from » et « to » pour une période.
hours-date-invalid = « { $value } » n’est pas une date.
    .help = Écrivez l’année, le mois et le jour : 2026-12-25.
hours-exception-reversed = La période finit ({ $to }) avant de commencer ({ $from }).
    .help = Inversez les deux dates.
hours-exception-ambiguous = On ne sait pas si ces jours sont fermés ou ouverts à d’autres heures.
    .help = Écrivez « closed » avec la valeur true, ou bien « hours » avec des plages ; l’un ou l’autre.
hours-exceptions-overlap = Deux exceptions portent sur le { $date }.
    .help = Corrigez les dates de l’une des deux.
legal-host-incomplete = Les mentions légales ne disent pas tout de l’hébergeur : il manque { $missing }.
    .help = Complétez ces clés : le nom, l’adresse et le téléphone de l’hébergeur sont obligatoires (loi n° 2004-575 du 21 juin 2004).
legal-dpo-incomplete = Le délégué à la protection des données n’est pas joignable : il manque { $missing }.
    .help = Complétez ces clés : le nom, et un moyen de le joindre (email, phone ou address) (RGPD, articles 13 et 37).
legal-contact-incomplete = Les mentions légales ne disent pas comment joindre l’éditeur : il manque { $missing }.
    .help = Complétez ces clés : l’adresse et le téléphone de l’éditeur sont obligatoires (loi n° 2004-575 du 21 juin 2004).
legal-accessibility-contact-missing = Personne n’est joignable pour signaler un défaut d’accessibilité.
    .help = Ajoutez une adresse électronique ou un téléphone sous « contact » ou sous « accessibility », « contact » (loi n° 2005-102 du 11 février 2005, article 47).
yaml-tab = Une tabulation décale cette ligne : YAML ne connaît que les espaces.
    .help = Remplacez la tabulation par deux espaces.
yaml-colon-unquoted = Le texte de cette ligne contient un deux-points suivi d’une espace : YAML y voit une autre clé.
    .help = Mettez tout le texte entre guillemets droits, par exemple "Travaux : la rue est fermée".
workspace-exists = Un espace de travail se trouve déjà ici.
    .help = Choisissez un autre dossier, ou travaillez dans celui-ci : « parvis build » le construit.
file-exists = Le fichier existe déjà.
    .help = Modifiez-le, ou choisissez un autre titre : rien n’est jamais écrasé.
file-unwritable = Le fichier ne peut pas être écrit : { cause }.
    .help = Vérifiez que le dossier existe et que vous avez le droit d’y écrire.
site-unknown = Le site « { $name } » n’existe pas.
    .help = { $suggestion ->
        [none] Écrivez le nom d’un dossier de sites/ ; « parvis sites » en donne la liste.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
title-without-letters = Le titre « { $title } » ne contient ni lettre ni chiffre latin : on ne peut pas en faire une adresse.
    .help = Donnez un titre qui contient au moins une lettre.
folder-missing = Aucun dossier n’est prévu pour ce genre de contenu.
    .help = Ajoutez-le sous « folders » dans parvis.yaml.
kind-unknown = Le genre de site « { $name } » n’existe pas.
    .help = { $suggestion ->
        [none] Écrivez par exemple commune, communaute-de-communes, syndicat ou association.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
table-without-name = Le tableau n’a pas de colonne pour le nom.
    .help = Nommez l’une des colonnes « nom ». La première ligne est : { $header }
table-name-missing = Cette ligne n’a pas de nom.
    .help = Remplissez la colonne « nom », ou retirez la ligne.
table-number-invalid = « { $value } » n’est pas un nombre.
    .help = Écrivez des chiffres seulement, avec un point pour les décimales.
table-line-malformed = { $detail ->
    [columns] Cette ligne du tableau a { $found ->
        [one] une colonne
       *[other] { $found } colonnes
    }, quand la première en a { $wanted }.
   *[other] Cette ligne du tableau ne peut pas être lue : { cause }.
}
    .help = Vérifiez que la ligne a autant de colonnes que la première, et que chaque guillemet ouvert est fermé.
table-site-twice = Deux lignes donnent le même site « { $name } ».
    .help = Retirez l’une des deux lignes, ou donnez à chacune un « id » différent.
yaml-value-cut = YAML coupe cette valeur au signe « # », où commence pour lui un commentaire : il n’en reste que « { $kept } ».
    .help = Mettez toute la valeur entre guillemets droits : { $right }
url-with-path = « { $value } » est l’adresse d’un dossier : un site occupe toute une adresse.
    .help = Donnez à chaque site son propre nom, par exemple https://amou.exemple.fr ou, dans parvis.yaml, https://{ "{id}" }.exemple.fr.
yaml-indentation = Cette ligne est décalée par des espaces : YAML y voit la suite de la ligne du dessus.
    .help = Écrivez-la au bord, comme les autres clés : { $line }
yaml-sign-unquoted = Cette valeur commence par le signe « { $sign } », qui a un sens pour YAML.
    .help = Écrivez la ligne ainsi : { $line }
yaml-quotes = Les guillemets de cette valeur ne l’entourent pas toute.
    .help = Écrivez la ligne ainsi : { $line }
mount-path-invalid = « { $value } » n’est pas un chemin dans le site.
    .help = Écrivez le nom que le dossier ou le fichier aura dans le site, sans « / » au début ni « .. » : redaction, ou guides/ci.md.
mount-outside-workspace = « { $value } » n’est pas un chemin visible de l’espace de travail.
    .help = Écrivez un chemin depuis le dossier de parvis.yaml, sans « / » au début ni « .. » : docs, ou docs/guide-ci.md.
mount-not-for-sites = « { $value } » ne peut pas être montré par un site.
    .help = Un site ne montre que ce qui n’est à aucun autre : mettez ces fichiers dans un dossier à part, comme docs.
mount-name-differs = « { $path } » et « { $value } » n’ont pas la même extension : le fichier changerait de nature.
    .help = Donnez au fichier dans le site un nom qui finit comme l’autre.
mount-missing = Il n’y a ni fichier ni dossier « { $value } » dans l’espace de travail.
    .help = Corrigez le chemin, ou retirez la ligne. Un lien symbolique n’est pas suivi.
mount-path-taken = Le site a déjà un fichier « { $path } » : celui-ci n’est pas montré.
    .help = Renommez l’un des deux, ou montrez ce dossier sous un autre nom.
yaml-value-comment = Cette valeur commence par le signe « # », où commence pour YAML un commentaire : il n’en reste rien.
    .help = Mettez toute la valeur entre guillemets droits : { $right }
table-missing = Le tableau « { $file } » n’existe pas.
    .help = Vérifiez le chemin du fichier ; il se lit à partir du dossier où vous êtes.
