# Ce que disent les contenus : l’en-tête de chaque fichier Markdown, et ses valeurs.
front-matter-missing = Le fichier ne commence pas par un en-tête.
    .help = Mettez tout en haut une ligne « --- », puis « { "title:" } » suivi du titre, puis une autre ligne « --- » ; le texte vient ensuite. Un fichier qui commence par « # Titre » n’en a pas besoin.
front-matter-unclosed = L’en-tête du fichier n’est pas fermé.
    .help = Ajoutez une ligne « --- » après la dernière ligne de l’en-tête, avant le texte.
entry-key-missing = Il manque « { $key } » pour { $kind ->
        [news] une actualité
        [event] un événement
        [alert] une alerte
        [directory] une fiche de l’annuaire
        [procedure] une démarche
        [publication] une publication
       *[page] une page
    }.
    .help = { $key ->
        [title] Ajoutez à l’en-tête une ligne « { "title:" } » suivie du titre.
        [date] Ajoutez à l’en-tête la date de publication, par exemple « { "date: 2026-03-14" } ».
        [start] Ajoutez à l’en-tête le début de l’événement, par exemple « { "start: 2026-03-14 18:30" } ».
        [starts] Ajoutez à l’en-tête le début de l’alerte, par exemple « { "starts: 2026-03-14 18:30" } ».
        [level] Ajoutez à l’en-tête « { "level: info" } », « { "level: vigilance" } » ou « { "level: urgence" } ».
        [type] Ajoutez à l’en-tête « { "type: service" } », « association », « commerce », « equipement » ou « elu ».
        [document] Ajoutez à l’en-tête le fichier publié, par exemple « { "document: budget.pdf" } ».
       *[other] Ajoutez à l’en-tête une ligne « { $key }{ ":" } » suivie de la valeur.
    }
entry-key-misplaced = « { $key } » ne peut pas servir pour { $kind ->
        [news] une actualité
        [event] un événement
        [alert] une alerte
        [directory] une fiche de l’annuaire
        [procedure] une démarche
        [publication] une publication
       *[page] une page
    } : cette clé est faite pour { $owner ->
        [news] une actualité
        [event] un événement
        [alert] une alerte
        [directory] une fiche de l’annuaire
        [procedure] une démarche
        [publication] une publication
       *[page] une page
    }.
    .help = Retirez cette ligne, ou déplacez le fichier dans le dossier qui convient.
date-not-iso = La date « { $value } » n’est pas écrite dans la forme attendue.
    .help = Écrivez « { $right } » : l’année, le mois puis le jour, avec des traits d’union.
date-invalid = « { $value } » n’est pas une date, ou cette date n’existe pas.
    .help = Écrivez par exemple « 2026-03-14 », ou « 2026-03-14 18:30 » avec une heure.
end-before-start = La fin ({ $second }) vient avant le début ({ $first }).
    .help = Corrigez l’une des deux dates ; un événement qui finit après minuit finit le lendemain.
expires-before-date = La page disparaîtrait ({ $second }) avant d’être publiée ({ $first }).
    .help = Corrigez « date » ou « expires ».
event-all-day-mismatch = « all_day » ne s’accorde pas avec les dates de l’événement.
    .help = Retirez « all_day » : un événement dont les dates n’ont pas d’heure dure toute la journée.
recurrence-invalid = La règle de répétition « { $value } » ne peut pas être lue{ $detail ->
        [none] .
       *[other] {" "}({ $detail }).
    }
    .help = Écrivez par exemple « FREQ=WEEKLY;BYDAY=MO » (tous les lundis) ou « FREQ=MONTHLY;BYDAY=1SU » (le premier dimanche du mois).
recurrence-frequency = La fréquence « { $frequency } » n’est pas possible pour un événement.
    .help = Écrivez FREQ=DAILY (chaque jour), FREQ=WEEKLY (chaque semaine), FREQ=MONTHLY (chaque mois) ou FREQ=YEARLY (chaque année).
recurrence-time-in-rule = L’heure ne s’écrit pas dans la règle de répétition ({ $part }).
    .help = Retirez { $part } de la règle : l’heure est celle de « start ». Pour deux heures par jour, faites deux événements.
recurrence-two-ends = La fin de la répétition est donnée deux fois : par « until » et par { $part } dans la règle.
    .help = Gardez « until » et retirez { $part } de la règle.
recurrence-missing = « { $key } » ne sert que pour un événement qui se répète.
    .help = Ajoutez « recurrence », par exemple « { "recurrence: FREQ=WEEKLY" } », ou retirez « { $key } ».
recurrence-empty = Avec cette règle de répétition, l’événement n’a jamais lieu.
    .help = Vérifiez la règle, « until » et « except » : au moins une date doit rester.
recurrence-start-off = Le premier jour écrit ({ $start }) ne suit pas la règle de répétition : l’événement commencera le { $first }.
    .help = Mettez { $first } dans « start », ou corrigez la règle.
title-long = Le titre compte { $length } caractères.
    .help = Restez sous { $limit } : au-delà, il est coupé dans les menus, les onglets et les flux.
description-long = La description compte { $length } caractères.
    .help = Restez sous { $limit } : une ou deux phrases suffisent dans les listes et les moteurs de recherche.
id-invalid = L’identifiant « { $value } » contient des signes qui ne conviennent pas.
    .help = { $suggestion ->
        [none] Écrivez-le en minuscules sans accent, chiffres et traits d’union.
       *[other] Écrivez par exemple « { $suggestion } » : minuscules sans accent, chiffres et traits d’union.
    }
image-alt-missing = L’image « { $file } » n’a pas de texte de remplacement.
    .help = Dites en quelques mots ce qu’elle montre : « { "alt:" } » dans l’en-tête, ou entre les crochets dans le texte. Si elle ne fait que décorer : « { "decorative: true" } » dans l’en-tête, ou ![](fichier "décorative") dans le texte.
image-alt-and-decorative = Une image décorative n’a pas de texte de remplacement.
    .help = Gardez « alt » si l’image apprend quelque chose, sinon « { "decorative: true" } ».
file-path-invalid = « { $value } » n’est pas un fichier du site.
    .help = Donnez le chemin du fichier depuis cette page (« photo.jpg ») ou depuis le dossier du site (« /images/photo.jpg »), sans en sortir.
alias-invalid = « { $value } » n’est pas une ancienne adresse utilisable.
    .help = Écrivez le chemin complet, sans le nom de domaine, par exemple « /ancienne-page/ ».
alias-of-itself = « { $value } » est déjà l’adresse de cette page.
    .help = Retirez cette ligne de « aliases ».
category-invalid = « { $value } » ne peut pas être le nom d’une catégorie.
    .help = Un nom de catégorie contient au moins une lettre ou un chiffre.
web-address-invalid = « { $value } » n’est pas une adresse de site.
    .help = Copiez l’adresse complète, qui commence par « https:// ».
position-not-on-earth = Ces coordonnées ne sont nulle part sur la Terre.
    .help = Écrivez la latitude (43.7 dans les Landes) puis la longitude (-0.8), avec un point décimal.
procedure-form-and-url = La démarche a deux adresses : un formulaire (« form ») et une adresse (« url »).
    .help = Gardez une seule des deux lignes.
publication-summary-missing = La publication n’a pas de résumé.
    .help = Écrivez sous l’en-tête ce que dit le document : tout le monde ne peut pas lire un PDF.
path-outside-site = Le chemin « { $path } » n’est pas celui d’une page du site.
    .help = Mettez le fichier dans le dossier du site, sans « .. » dans le chemin.
path-without-letters = Le nom du fichier ou d’un dossier (« { $path } ») ne donne aucune adresse.
    .help = Renommez-le avec des lettres ou des chiffres.
quotes-typographic = La valeur de « { $key } » est entre guillemets typographiques ({ $open }…{ $close }) : ils font partie du texte et seront montrés.
    .help = Retirez-les, ou remplacez-les par des guillemets droits (").
video-title-missing = La vidéo n’a pas de titre.
    .help = Ajoutez sous « video » une ligne « { "title:" } » qui dit ce qu’on y voit.
video-duration-invalid = « { $value } » n’est pas une durée.
    .help = Écrivez les minutes et les secondes, par exemple 3:20, ou les heures, les minutes et les secondes : 1:02:30.
video-file-or-url = { $given ->
        [both] La vidéo a deux adresses : « file » et « url ».
       *[none] Rien ne dit où est la vidéo.
    }
    .help = Donnez « file » pour un fichier du site, ou « url » pour une vidéo montrée ailleurs, jamais les deux.
video-key-elsewhere = « { $key } » ne sert à rien pour une vidéo montrée ailleurs : son lecteur n’est pas le nôtre.
    .help = Retirez cette ligne ; les sous-titres se règlent sur le site qui montre la vidéo.
figure-empty = Ce chiffre clé est vide.
    .help = Donnez à chacun sa valeur et ce qu’elle compte : { "{" }value: "1 550", label: habitants{ "}" }.
