# Ce que disent les rapports du linter, quelle que soit la règle.

lint-where = { $part ->
        [content] À corriger dans le contenu
        [settings] À corriger dans les réglages du site
        [theme] À corriger dans le thème
       *[page] À corriger dans la page
    } (RGAA { $tests } ; { $severity ->
        [blocking] bloquant
        [major] majeur
       *[minor] mineur
    }).
lint-why = Pourquoi : { $why }
lint-count = Sur { $pages } pages de { $sites ->
        [one] { $sites } site
       *[other] { $sites } sites
    }.
lint-known = Connu et admis pour l’instant : { $reason }
lint-summary = Accessibilité : { $pages ->
        [one] { $pages } page vérifiée
       *[other] { $pages } pages vérifiées
    }, { $sure ->
        [0] aucune faute certaine
        [one] { $sure } faute certaine
       *[other] { $sure } fautes certaines
    }, { $reviews ->
        [0] rien à vérifier par une personne
        [one] { $reviews } point à vérifier par une personne
       *[other] { $reviews } points à vérifier par une personne
    }.
lint-summary-known = { $known ->
        [one] S’y ajoute { $known } faute connue et datée.
       *[other] S’y ajoutent { $known } fautes connues et datées.
    }
lint-reviews = À vérifier par une personne : { $reviews } points (avec --all, chacun d’eux).
lint-baseline-written = { $count ->
        [0] Aucune faute à ajouter à { $file }.
        [one] { $count } faute ajoutée à { $file } : écrivez-en la raison, le responsable et l’échéance.
       *[other] { $count } fautes ajoutées à { $file } : écrivez la raison, le responsable et l’échéance de chacune.
    }
lint-path-missing = Il n’y a ni fichier, ni dossier, ni site « { $path } ».
    .help = Nommez une page, un dossier de pages, ou un site de l’espace de travail.
page-not-utf8 = La page n’est pas en UTF-8.
    .help = Enregistrez-la en UTF-8 : des lettres ont pu être mal lues.
page-not-whole = La page est trop grande ou trop profonde pour être vérifiée en entier.
    .help = Découpez-la ; ce qui est constaté n’est pas sûr.
linter-panicked = La page n’a pas pu être vérifiée : c’est une erreur de Parvis.
    .help = Signalez-la avec cette page ; les autres pages sont vérifiées.
baseline-unreadable = La liste des fautes connues ne peut pas être lue : { cause }.
    .help = Vérifiez le nom du fichier et ses droits.
baseline-incomplete = Il manque à cette faute connue une raison, un responsable ou une échéance.
    .help = Remplissez `reason`, `owner` et `until`.
baseline-date = « { $date } » n’est pas une date.
    .help = Écrivez-la ainsi : 2027-03-31.
baseline-expired = Cette faute connue devait être corrigée pour le { $until } ({ $owner }).
    .help = Corrigez-la, ou fixez une nouvelle échéance et dites pourquoi.
baseline-stale = Cette faute connue n’existe plus : { $rule } dans « { $file } ».
    .help = Retirez-la de la liste.
lint-report-title = Rapport d’accessibilité
lint-report-site-title = Rapport d’accessibilité : { $site }
lint-report-back = Tous les sites
lint-report-caution = Ces vérifications automatiques ne disent pas qu’un site est conforme : seul un audit le dit.
lint-report-theme = Fautes du thème
lint-report-sites = Sites
lint-report-sites-caption = État des sites, ceux qui ont des fautes d’abord
lint-report-faults = Fautes certaines
lint-report-reviews = À vérifier par une personne
lint-report-more = Il y en a { $count } de plus.
lint-report-tests = Tests du RGAA
lint-report-tests-caption = Nombre de pages par issue, thème { $theme }
lint-column-site = Site
lint-column-state = État
lint-column-pages = Pages
lint-column-new = Fautes
lint-column-known = Fautes connues
lint-column-review = À vérifier
lint-column-test = Test
lint-state-faults = Fautes à corriger
lint-state-known = Fautes connues et datées
lint-state-none = Aucune faute certaine
lint-outcome-conforming = Conforme
lint-outcome-non-conforming = Non conforme
lint-outcome-not-applicable = Non applicable
lint-outcome-review = À vérifier
lint-outcome-untested = Non testé
