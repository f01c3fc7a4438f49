# Ce que dit la publication.
publish-not-built = Ce site n’a jamais été construit.
    .help = Construisez-le d’abord : parvis build
publish-path-refused = Un fichier construit porte un nom qui ne se publie pas : « { $file } ».
    .help = Renommez le fichier d’où il vient : ni barre oblique inversée, ni caractère invisible.
publish-output-changed = Le fichier « { $file } » n’est plus celui que la construction a écrit.
    .help = Personne d’autre que « parvis build » ne doit écrire dans ce dossier. Reconstruisez : parvis build --force
publish-file-unreadable = Le fichier construit « { $file } » ne se laisse pas lire : { cause }.
    .help = Vérifiez vos droits, ou reconstruisez : parvis build --force
publish-disk-full = Il n’y a plus assez de place pour écrire « { $file } » : { cause }.
    .help = Le site servi n’a pas changé. Faites de la place sur le disque, puis publiez de nouveau.
publish-read-only = Il n’est pas permis d’écrire « { $file } » : { cause }.
    .help = Le site servi n’a pas changé. Vérifiez les droits du dossier de publication.
publish-not-written = « { $file } » n’a pas pu être écrit : { cause }.
    .help = Le site servi n’a pas changé. Une fois la cause écartée, publiez de nouveau.
publish-no-random = Le système ne donne pas de nombre imprévisible : { cause }.
    .help = Sans lui, l’adresse de l’aperçu pourrait se deviner ; rien n’a été publié. Réessayez plus tard.
publish-setting-missing = Il manque le réglage « { $key } » pour publier ce site.
    .help = Ajoutez-le dans parvis.yaml, dans le fichier du groupe ou dans site.yaml.
publish-pages-changed = { $count ->
        [one] { $count } page modifiée
       *[other] { $count } pages modifiées
    }
publish-pages-added = { $count ->
        [one] { $count } page ajoutée
       *[other] { $count } pages ajoutées
    }
publish-pages-removed = { $count ->
        [one] { $count } page retirée
       *[other] { $count } pages retirées
    }
publish-pages-redirected = { $count ->
        [one] { $count } page retirée (redirigée)
       *[other] { $count } pages retirées (redirigées)
    }
publish-images-changed = { $count ->
        [one] { $count } image modifiée
       *[other] { $count } images modifiées
    }
publish-images-added = { $count ->
        [one] { $count } image ajoutée
       *[other] { $count } images ajoutées
    }
publish-images-removed = { $count ->
        [one] { $count } image retirée
       *[other] { $count } images retirées
    }
publish-images-redirected = { $count ->
        [one] { $count } image retirée (redirigée)
       *[other] { $count } images retirées (redirigées)
    }
publish-documents-changed = { $count ->
        [one] { $count } document modifié
       *[other] { $count } documents modifiés
    }
publish-documents-added = { $count ->
        [one] { $count } document ajouté
       *[other] { $count } documents ajoutés
    }
publish-documents-removed = { $count ->
        [one] { $count } document retiré
       *[other] { $count } documents retirés
    }
publish-documents-redirected = { $count ->
        [one] { $count } document retiré (redirigé)
       *[other] { $count } documents retirés (redirigés)
    }
publish-feeds-changed = { $count ->
        [one] { $count } flux modifié
       *[other] { $count } flux modifiés
    }
publish-feeds-added = { $count ->
        [one] { $count } flux ajouté
       *[other] { $count } flux ajoutés
    }
publish-feeds-removed = { $count ->
        [one] { $count } flux retiré
       *[other] { $count } flux retirés
    }
publish-feeds-redirected = { $count ->
        [one] { $count } flux retiré (redirigé)
       *[other] { $count } flux retirés (redirigés)
    }
publish-index-changed = recherche mise à jour
publish-others-changed = { $count ->
        [one] { $count } autre fichier modifié
       *[other] { $count } autres fichiers modifiés
    }
publish-others-added = { $count ->
        [one] { $count } autre fichier ajouté
       *[other] { $count } autres fichiers ajoutés
    }
publish-others-removed = { $count ->
        [one] { $count } autre fichier retiré
       *[other] { $count } autres fichiers retirés
    }
publish-others-redirected = { $count ->
        [one] { $count } autre fichier retiré (redirigé)
       *[other] { $count } autres fichiers retirés (redirigés)
    }
publish-nothing-seen = rien que les visiteurs voient
publish-progress = Publication
publish-site-published = { $site } : { $changes }. Publié ({ $release }).
publish-site-planned = { $site } : { $changes }
publish-site-unchanged = { $site } : inchangé
publish-site-repaired = { $site } : { $flaws ->
        [0] version remise
        [one] { $flaws } écart ; version remise
       *[other] { $flaws } écarts ; version remise
    } telle qu’elle a été publiée ({ $release }).
publish-site-refused = { $site } : { $changes }. Refusé.
publish-site-failed = { $site } : échec ; le site servi est entier.
publish-site-shown = { $site } : aperçu jusqu’au { $until } : { $url }
publish-summary = Sites : { $done } { $done ->
        [one] publié
       *[other] publiés
    }, { $unchanged } { $unchanged ->
        [one] inchangé
       *[other] inchangés
    }, { $refused } { $refused ->
        [one] refusé
       *[other] refusés
    }, { $failed } en échec
publish-summary-planned = Sites : { $done } à publier, { $unchanged } { $unchanged ->
        [one] inchangé
       *[other] inchangés
    }, { $refused } { $refused ->
        [one] refusé
       *[other] refusés
    }, { $failed } en échec. Rien n’a été publié.
publish-summary-shown = Aperçus : { $done } ; sites { $refused ->
        [one] refusé
       *[other] refusés
    } : { $refused } ; en échec : { $failed }
publish-sent = Fichiers envoyés : { $files } ({ $kilobytes } ko)
publish-refused = Ce site n’est pas publié : { $refusal ->
        [accessibility] { $count ->
            [0] son accessibilité n’a pas été vérifiée, il a été construit avec --no-lint.
            [one] un défaut d’accessibilité certain, absent de la liste des défauts connus.
           *[other] { $count } défauts d’accessibilité certains, absents de la liste des défauts connus.
        }
        [links] { $count ->
            [one] un lien mène
           *[other] { $count } liens mènent
        } nulle part.
        [feeds] { $count ->
            [one] une erreur
           *[other] { $count } erreurs
        } dans ses flux.
       *[outdated] ce qui est construit n’est pas à jour.
    }
    .help = { $refusal ->
        [outdated] Construisez-le : parvis build --site { $site }. Pour publier le dernier état construit tel quel, ajoutez --allow outdated.
       *[other] { $count ->
            [0] Construisez-le avec la vérification : parvis build --site { $site }. Puis publiez de nouveau.
           *[other] Corrigez, reconstruisez, publiez de nouveau.
        } Pour publier tout de même : parvis publish --site { $site } --allow { $refusal }
    }
publish-allowed = Ce site est publié malgré { $refusal ->
        [accessibility] { $count ->
            [0] une accessibilité qui n’a pas été vérifiée (--no-lint)
            [one] un défaut d’accessibilité certain
           *[other] { $count } défauts d’accessibilité certains
        }.
        [links] { $count ->
            [one] un lien qui mène
           *[other] { $count } liens qui mènent
        } nulle part.
        [feeds] { $count ->
            [one] une erreur
           *[other] { $count } erreurs
        } dans ses flux.
       *[outdated] ses sources, qui ont changé depuis sa construction.
    }
    .help = C’est ce que demande --allow { $refusal }, pour { $site } comme pour les autres sites de cette publication.
publish-outdated = Les sources ont changé depuis la dernière construction réussie, celle-ci n’a pas abouti, ou une date est passée depuis.
    .help = Construisez : parvis build. Ce qui ne va pas sera dit.
publish-unchanged-outdated = { $count ->
        [one] Un site est servi tel qu’il est construit, mais sa construction n’est
       *[other] { $count } sites sont servis tels qu’ils sont construits, mais leur construction n’est
    } plus à jour : { $sites }
    .help = Construisez, puis publiez : parvis build
publish-link-broken = Le lien « { $link } » ne mène à rien dans ce site.
    .help = Corrigez le lien, ou le gabarit qui l’écrit.
publish-anchor-broken = Le lien « { $link } » mène à un endroit qui n’existe pas dans sa page.
    .help = Corrigez ce qui suit le « # », ou ajoutez l’endroit dans la page.
publish-feed-invalid = Ce flux n’est pas conforme à son format : { $detail }
    .help = Reconstruisez le site ; si l’erreur reste, elle vient de Parvis ou d’un gabarit : envoyez ce message à qui s’en occupe.
publish-current-foreign = « { $file } » n’est pas un lien fait par Parvis ; il n’y sera pas touché.
    .help = Renommez-le, ou choisissez un autre dossier de publication, puis publiez de nouveau.
publish-locked = Une autre publication de ce site est en cours dans « { $folder } ».
    .help = Attendez qu’elle finisse, puis publiez de nouveau. Rien n’a été changé par celle-ci.
publish-manifest-damaged = Le manifeste « { $file } » est abîmé.
    .help = Le contenu de cette version ne peut plus être vérifié. Publiez de nouveau : parvis publish --repair
publish-target-unreadable = « { $file } » ne se laisse pas lire : { cause }.
    .help = Vérifiez les droits du dossier de publication.
publish-unfinished = Le site est publié, mais la suite n’a pas pu être faite (journal, retrait de ce qui est ancien) : { $detail }
    .help = Une fois la cause écartée, publiez de nouveau : la suite sera faite, même si rien n’a changé.
publish-no-exchange = Le système de fichiers de « { $folder } » ne sait pas échanger deux dossiers d’un seul geste.
    .help = Rien n’a été changé. Revenez à une version intacte (parvis rollback), puis publiez de nouveau : ce qui est abîmé est refait.
publish-release-unknown = La version « { $release } » n’est pas, ou n’est plus, sur la cible.
    .help = « parvis releases » avec le nom du site montre celles qui peuvent être remises.
publish-release-ambiguous = Plusieurs versions commencent par « { $release } ».
    .help = Donnez quelques caractères de plus ; « parvis releases » avec le nom du site les montre.
publish-release-damaged = La version « { $release } » n’est plus telle qu’elle a été publiée ; elle n’est pas remise.
    .help = « parvis releases --verify » avec le nom du site dit quels fichiers ont changé. Choisissez une autre version, ou publiez de nouveau.
publish-nothing-before = Il n’y a pas de version antérieure à remettre.
    .help = « parvis releases » avec le nom du site montre celles qui existent ; leur nombre est le réglage publish.keep.
publish-already-served = La version « { $release } » est déjà celle qui est servie.
    .help = Rien à faire. « parvis releases » avec le nom du site montre les autres.
releases-served = servie
releases-never = jamais publié
releases-verified = Versions vérifiées : { $releases } ; écarts : { $flaws }
release-file-changed = Version { $release } : le fichier « { $file } » n’est plus celui qui a été publié.
    .help = Quelqu’un l’a modifié sur la cible. Si cette version est servie : parvis publish --site { $site } --repair la remet telle qu’elle a été publiée. Une autre n’est jamais remise en service tant qu’elle est abîmée.
release-file-missing = Version { $release } : il manque le fichier « { $file } ».
    .help = Quelqu’un l’a retiré de la cible. Si cette version est servie : parvis publish --site { $site } --repair la remet telle qu’elle a été publiée. Une autre n’est jamais remise en service tant qu’elle est abîmée.
release-file-foreign = Version { $release } : le fichier « { $file } » n’a pas été publié par Parvis.
    .help = Cherchez qui l’a déposé. Si cette version est servie : parvis publish --site { $site } --repair la remet telle qu’elle a été publiée.
rollback-done = { $site } : la version { $release } est servie.
publish-keep-invalid = Le nombre de versions gardées ne peut pas être { $value }.
    .help = Donnez un nombre de 2 à 1000 : il faut au moins celle d’avant pour pouvoir revenir en arrière.
publish-days-invalid = Un aperçu ne peut pas durer { $value } jours.
    .help = Donnez un nombre de 1 à 365.
publish-path-invalid = « { $value } » n’est pas un dossier.
    .help = Donnez un chemin, depuis la racine de l’espace de travail ou depuis celle du disque.
publish-host-invalid = « { $value } » n’est pas un nom de machine pour ssh.
    .help = Donnez un nom de votre configuration ssh, ou utilisateur@machine ; le port et le reste vont dans cette configuration.
publish-remote-path-invalid = « { $value } » n’est pas un chemin complet.
    .help = Sur l’autre machine, le chemin part de la racine : /srv/parvis
ssh-missing = Le programme « ssh » ne se laisse pas lancer : { cause }.
    .help = Installez un client OpenSSH sur cette machine.
ssh-host-unknown = La machine « { $host } » n’est pas reconnue : { $detail }
    .help = Rien n’a été envoyé. Connectez-vous une fois à la main pour vérifier et accepter son empreinte (ssh { $host }), ou ajoutez sa clé au fichier known_hosts.
ssh-denied = La machine « { $host } » refuse la connexion : { $detail }
    .help = Vérifiez l’utilisateur, la clé et l’agent : « ssh { $host } » doit aboutir sans rien demander.
ssh-unreachable = La machine « { $host } » ne répond pas : { $detail }
    .help = Vérifiez son nom et le réseau : « ssh { $host } » doit aboutir.
ssh-cut = La connexion à « { $host } » a été coupée. { $detail }
    .help = Le site servi est entier. Publiez de nouveau : ce qui a commencé sera repris.
ssh-failed = La machine « { $host } » a répondu par une erreur : { $detail }
    .help = Le site servi est entier. Une fois la cause écartée, publiez de nouveau.
ssh-tool-missing = Il manque un outil sur la machine « { $host } » : { $detail }
    .help = Elle a besoin de sh, rsync, flock et des commandes usuelles d’un système GNU.
rsync-missing = Le programme « rsync » ne se laisse pas lancer : { cause }.
    .help = Installez rsync sur cette machine.
