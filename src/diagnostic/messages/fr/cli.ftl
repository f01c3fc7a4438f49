cli = Construit, vérifie et montre les sites des communes à partir de fichiers Markdown.
cli-usage = Utilisation :
cli-commands = Commandes{ " " }
cli-arguments = Arguments{ " " }
cli-options = Options{ " " }
cli-default = par défaut :
cli-help = Affiche cette aide.
cli-version = Affiche la version.
cli-workspace = Le dossier de l’espace de travail, où se trouve parvis.yaml.
cli-lang = La langue des messages.
cli-color = Quand employer des couleurs.
cli-init = Crée un espace de travail avec un premier site, prêt à construire.
cli-init-folder = Le dossier à créer ; il doit être vide ou ne pas exister.
cli-build = Construit les sites ; ne refait que ce qui a changé.
cli-build-site = Seulement ce site ; peut être répété.
cli-build-shard = Seulement la part I des N parts de l’ensemble des sites.
cli-build-at = L’instant pour lequel construire, tel que 2026-03-14, 2026-03-14T18:30 ou 2026-03-14T17:30:00Z ; sinon maintenant.
cli-build-jobs = Le nombre de fils d’exécution ; sinon un par cœur.
cli-build-out = Le dossier où écrire les sites ; sinon « public » dans l’espace de travail.
cli-build-force = Refait tous les sites, même inchangés, et retire du cache ce qu’aucun n’emploie plus depuis une semaine.
cli-build-no-lint = Construit sans vérifier l’accessibilité des pages.
cli-build-format = La forme des constats.
cli-check = Vérifie les sites comme « build », sans rien écrire.
cli-check-site = Seulement ce site ; peut être répété.
cli-check-shard = Seulement la part I des N parts de l’ensemble des sites.
cli-check-at = L’instant pour lequel vérifier ; sinon maintenant.
cli-check-jobs = Le nombre de fils d’exécution ; sinon un par cœur.
cli-check-no-lint = Vérifie sans l’accessibilité des pages.
cli-check-format = La forme des constats.
cli-serve = Montre les sites dans le navigateur et les refait à chaque enregistrement.
cli-serve-port = Le port ; le premier libre à partir de celui-ci est pris.
cli-serve-at = L’instant pour lequel construire ; sinon maintenant.
cli-new = Crée un site ou un contenu, identifiant et dates remplis.
cli-new-site = Crée un site, ou un site par ligne d’un tableau.
cli-new-site-name = Le nom, avec son article, tel que « Le Vignau ».
cli-new-site-kind = La nature de l’organisme, telle que commune, epci ou syndicat ; sinon commune.
cli-new-site-group = Le groupe auquel il appartient.
cli-new-site-from-csv = Crée un site pour chaque ligne de ce fichier CSV.
cli-new-page = Crée une page.
cli-new-page-site = Le site.
cli-new-page-title = Le titre.
cli-new-page-at = L’instant qui devient sa date ; sinon maintenant.
cli-new-news = Crée une actualité.
cli-new-news-site = Le site.
cli-new-news-title = Le titre.
cli-new-news-at = L’instant qui devient sa date ; sinon maintenant.
cli-new-event = Crée un événement de l’agenda.
cli-new-event-site = Le site.
cli-new-event-title = Le titre.
cli-new-event-at = L’instant qui devient son début ; sinon maintenant.
cli-new-alert = Crée une alerte, affichée sur toutes les pages du site dès la prochaine construction.
cli-new-alert-site = Le site.
cli-new-alert-title = Le titre.
cli-new-alert-at = L’instant où elle commence ; sinon maintenant.
cli-new-directory = Crée une fiche de l’annuaire.
cli-new-directory-site = Le site.
cli-new-directory-title = Le titre.
cli-new-directory-at = L’instant qui devient sa date ; sinon maintenant.
cli-new-procedure = Crée une fiche de démarche.
cli-new-procedure-site = Le site.
cli-new-procedure-title = Le titre.
cli-new-procedure-at = L’instant qui devient sa date ; sinon maintenant.
cli-new-publication = Crée une publication.
cli-new-publication-site = Le site.
cli-new-publication-title = Le titre.
cli-new-publication-at = L’instant qui devient sa date ; sinon maintenant.
cli-forms = Dit quels formulaires propose chaque site et où ils mènent.
cli-forms-site = Seulement ce site ; peut être répété.
cli-forms-shard = Seulement la part I des N parts de l’ensemble des sites.
cli-forms-diff = Dit, site par site, ce que changerait le passage à ce fournisseur.
cli-forms-import = Ajoute au catalogue les formulaires d’une plateforme Publik, donnés par un fichier ou une adresse.
cli-forms-format = La forme de la liste.
cli-lint = Vérifie selon le RGAA les sites de l’espace de travail, ou des pages finies d’où qu’elles viennent.
cli-lint-paths = Des pages, des dossiers de pages ou des sites de l’espace de travail ; « - » désigne l’entrée standard. Sans rien, tous les sites.
cli-lint-site = Chaque dossier est un site, dont les pages sont comparées.
cli-lint-all = Montre chacun des points à vérifier par une personne.
cli-lint-report = Écrit aussi un rapport en pages web dans ce dossier.
cli-lint-baseline = Le fichier des fautes connues ; sinon celui de l’espace de travail.
cli-lint-write-baseline = Ajoute les fautes trouvées au fichier des fautes connues, à compléter à la main.
cli-lint-at = L’instant pour lequel vérifier ; sinon maintenant.
cli-lint-jobs = Le nombre de fils d’exécution ; sinon un par cœur.
cli-lint-format = La forme des constats.
cli-audit = Ouvre l’audit d’accessibilité d’un site ou d’un thème, dit où il en est, l’exporte ; sans site, l’état de tous.
cli-audit-site = Le site ; sans lui, l’état de tous les sites.
cli-audit-theme = L’audit du thème de ce site, qui vaut pour tous les sites qui l’emploient.
cli-audit-set = Note un résultat, tel que 1.1=C ou 1.1@accueil,contact=NC ; sans page, pour toutes celles qui restent à tester. Peut être répété.
cli-audit-comment = Ce qui n’est pas conforme, ou une remarque.
cli-audit-impact = La gêne pour les personnes : minor, major ou blocking.
cli-audit-refresh = Refait les vérifications automatiques et les note dans le fichier.
cli-audit-export = Écrit la grille : csv, json (la forme d’Ara) ou html.
cli-audit-output = Le fichier où écrire la grille ; sinon la sortie standard.
cli-audit-at = L’instant pour lequel construire le site et juger l’audit ; sinon maintenant.
cli-explain = Explique une règle : ce qu’elle regarde, pourquoi, et comment corriger.
cli-explain-rule = Le nom de la règle.
page-unreadable = La page ne peut pas être lue : { cause }.
    .help = Vérifiez le nom du fichier et ses droits.
rule-unknown = Il n’y a pas de règle « { $name } ».
    .help = { $suggestion ->
        [none] Les noms des règles sont ceux que donne « parvis lint --format json ».
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
cli-publish = Publie ce qui a été construit : chaque site est servi tout entier dans son nouvel état, ou reste dans l’ancien.
cli-publish-site = Seulement ce site ; peut être répété.
cli-publish-shard = Seulement la part I des N parts de l’ensemble des sites.
cli-publish-dry-run = Dit ce qui changerait, et ne publie rien.
cli-publish-preview = Montre les sites à une adresse que personne ne peut deviner, pour quelques jours.
cli-publish-days = Le nombre de jours d’un aperçu ; sinon le réglage publish.preview_days.
cli-publish-allow = Publie malgré ce motif de refus ; peut être répété.
cli-publish-allow-deletes = Permet de retirer d’un coup plus d’un cinquième des fichiers d’un site.
cli-publish-repair = Compare aussi ce qui est servi avec ce qui a été publié, et le remet en état.
cli-publish-out = Le dossier où les sites sont construits ; sinon public.
cli-publish-at = L’instant pour lequel les sites sont construits ; sinon maintenant.
cli-publish-format = La forme du compte rendu.
cli-releases = Liste ce qui a été publié : quand, par qui, depuis quel commit.
cli-releases-site = Le site ; sinon tous, une ligne par site.
cli-releases-verify = Compare chaque fichier publié avec le manifeste de sa version.
cli-releases-format = La forme de la liste.
cli-rollback = Remet une version antérieure d’un site, aussitôt et sans rien envoyer.
cli-rollback-site = Le site.
cli-rollback-release = La version, ou le début de son nom ; sinon celle d’avant.
cli-sites = Liste les sites.
cli-sites-site = Seulement ce site ; peut être répété.
cli-sites-shard = Seulement la part I des N parts de l’ensemble des sites.
cli-sites-format = La forme de la liste.
cli-server-config = Écrit la configuration d’un serveur web pour tous les sites.
cli-server-config-server = Le serveur ; « headers » écrit _headers et _redirects pour chaque site.
cli-server-config-site = Seulement ce site ; peut être répété.
cli-server-config-shard = Seulement la part I des N parts de l’ensemble des sites.
cli-server-config-built = Le dossier des sites construits, où sont les redirections (par défaut : public).
cli-server-config-output = Le fichier à écrire, ou le dossier pour « headers » ; sinon la sortie standard.
cli-completions = Écrit les complétions d’un interpréteur de commandes.
cli-completions-shell = L’interpréteur.
cli-man = Écrit les pages de manuel.
cli-man-folder = Le dossier où écrire une page par commande ; sinon la page principale va sur la sortie standard.
build-progress = Construction
build-sites = Sites : { $built } { $built ->
        [one] construit
       *[other] construits
    }, { $unchanged } { $unchanged ->
        [one] inchangé
       *[other] inchangés
    }, { $failed } en échec
build-removed = Sites retirés : { $removed }
build-checked = Sites : { $good } sans erreur, { $failed } en échec
build-failed = { $count ->
        [one] En échec (son dernier bon état, s’il y en a un, reste en place) : { $sites }
       *[other] En échec (leur dernier bon état, s’il y en a un, reste en place) : { $sites }
    }
build-pages = Pages : { $pages } ; fichiers écrits : { $written } ; fichiers retirés : { $removed }
build-pages-checked = Pages vérifiées : { $pages }
build-findings = Constats : { $errors } { $errors ->
        [one] erreur
       *[other] erreurs
    }, { $warnings } { $warnings ->
        [one] avertissement
       *[other] avertissements
    }
build-recalled = S’y ajoutent { $warnings ->
        [one] { $warnings } avertissement d’un site inchangé
       *[other] { $warnings } avertissements de sites inchangés
    } : « parvis check » les montre.
build-time = Temps : { $seconds } s
forms-diff-summary = Avec « { $provider } », { $changes } { $changes ->
        [one] lien changerait
       *[other] liens changeraient
    } sur { $sites } { $sites ->
        [one] site
       *[other] sites
    }.
forms-diff-kept = { $kept ->
        [one] { $kept } formulaire garde l’adresse ou le fournisseur que son site lui donne.
       *[other] { $kept } formulaires gardent l’adresse ou le fournisseur que leur site leur donne.
    }
forms-diff-lacking = Ce fournisseur n’a pas le formulaire « { $form } », que { $sites } { $sites ->
        [one] site propose
       *[other] sites proposent
    }.
forms-nowhere = nulle part
forms-imported = Formulaires ajoutés au catalogue : { $new } ; déjà connus : { $known }
init-done = L’espace de travail est prêt dans « { $folder } ». Pour le voir : parvis -C { $folder } serve
new-done = Créé : { $file }
new-sites-done = Fichiers créés : { $created } ; déjà là et laissés intacts : { $existing }
serve-ready = Les sites : { $url }
serve-stop = Pour arrêter : Ctrl+C
serve-built = { $site } : { $pages } pages, fichiers écrits : { $written }, { $milliseconds } ms
serve-failed = { $site } : { $errors } { $errors ->
        [one] erreur
       *[other] erreurs
    }
usage-unknown-argument = L’option « { $argument } » n’existe pas.{ $suggestion ->
        [none] {""}
       *[other] {" "}Vouliez-vous dire « { $suggestion } » ?
    }
usage-unknown-command = La commande « { $command } » n’existe pas.{ $suggestion ->
        [none] {""}
       *[other] {" "}Vouliez-vous dire « { $suggestion } » ?
    }
usage-missing-argument = Il manque : { $argument }
usage-conflict = « { $argument } » et « { $other } » ne vont pas ensemble.
usage-invalid-value = La valeur « { $value } » ne convient pas à « { $argument } ».
usage-valid-values = Valeurs possibles : { $valid }
usage-wrong = Cette ligne de commande n’est pas comprise.
usage-help = Pour l’aide, ajoutez --help.
workspace-missing = Aucun fichier parvis.yaml dans « { $folder } » ni dans les dossiers au-dessus.
    .help = Placez-vous dans un espace de travail, désignez-le par -C, ou créez-en un : parvis init DOSSIER
instant-unreadable = « { $text } » n’est pas un instant.
    .help = Écrivez par exemple 2026-03-14, 2026-03-14T18:30 ou 2026-03-14T17:30:00Z.
output-failed = La sortie n’a pas pu être écrite : { cause }.
    .help = Vérifiez la place sur le disque et vos droits.
folder-not-writable = Le dossier « { $folder } » ne se laisse pas écrire : { cause }.
    .help = Vérifiez vos droits, ou choisissez un autre dossier.
address-taken = Aucun port libre entre { $first } et { $last } : { cause }.
    .help = Choisissez un autre port avec --port.
watch-failed = Les changements de fichiers ne peuvent pas être suivis : { cause }.
    .help = Relancez « parvis serve » après chaque changement, ou augmentez la limite du système (fs.inotify.max_user_watches).
