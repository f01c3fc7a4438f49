# Ce que l’on dit d’un site : adresses, liens, images et documents cités.
page-url-taken = Deux fichiers donnent la même adresse « { $url } » : celui-ci et « { $first } ».
    .help = Renommez l’un des deux fichiers.
id-taken = Deux fichiers ont le même identifiant « { $id } » : celui-ci et « { $first } ».
    .help = Changez la ligne « id » de la page la plus récente : les lecteurs de flux prendraient l’une pour l’autre.
url-reserved = L’adresse « { $url } » est réservée : le mot « { $word } » sert aux listes et aux fichiers que Parvis fabrique.
    .help = Donnez un autre nom à ce fichier ou à son dossier.
alias-taken = L’ancienne adresse « { $alias } » est déjà celle d’une page, ou l’ancienne adresse d’une autre : « { $holder } ».
    .help = Retirez-la de la liste « aliases » de l’une des deux pages.
alias-generated = L’ancienne adresse « { $alias } » est celle d’une page ou d’un fichier que le site a déjà : une liste, une page générale, un document.
    .help = Retirez-la de la liste « aliases ».
link-target-missing = Le lien « { $target } » ne mène nulle part.
    .help = { $suggestion ->
        [none] Corrigez l’adresse, ou retirez le lien.
       *[other] Corrigez l’adresse. Vouliez-vous dire « { $suggestion } » ?
    }
link-target-unpublished = Le lien « { $target } » mène à une page qui n’est pas publiée : un brouillon, une page prévue pour plus tard ou une page expirée. Le texte du lien est gardé, sans lien.
    .help = Publiez cette page, ou retirez le lien.
link-anchor-missing = La page « { $page } » n’a pas de repère « #{ $anchor } » : le lien « { $target } » mènerait en haut de la page.
    .help = { $suggestion ->
        [none] Corrigez la partie qui suit « # », ou retirez-la.
       *[other] Vouliez-vous dire « #{ $suggestion } » ?
    }
link-outside-site = L’adresse « { $target } » sort du dossier du site.
    .help = Comptez les « ../ » : un lien ne peut pas remonter plus haut que le dossier du site. Pour un autre site, écrivez « site:nom-du-site/page ».
link-to-active-file = Le fichier « { $target } » n’est pas publié : un navigateur pourrait l’exécuter.
    .help = Joignez plutôt un document : PDF, OpenDocument, image…
link-site-unknown = Aucun site ne s’appelle « { $name } ».
    .help = { $suggestion ->
        [none] La liste des sites : « parvis sites ».
       *[other] Vouliez-vous dire « site:{ $suggestion } » ? La liste des sites : « parvis sites ».
    }
link-site-broken = Le site « { $name } » a une erreur dans ses réglages : le lien vers lui est laissé de côté pour cette fois.
    .help = Rien à faire ici : le lien reviendra quand ce site sera réparé.
link-site-target-missing = Le site « { $name } » n’a pas, ou n’a plus, la page du lien « { $target } ».
    .help = { $suggestion ->
        [none] Corrigez l’adresse, ou retirez le lien.
       *[other] Corrigez l’adresse. Vouliez-vous dire « { $suggestion } » ?
    }
link-site-anchor-missing = Sur le site « { $name } », la page du lien « { $target } » n’a pas de repère « #{ $anchor } ».
    .help = { $suggestion ->
        [none] Corrigez la partie qui suit « # », ou retirez-la.
       *[other] Vouliez-vous dire « #{ $suggestion } » ?
    }
image-external = L’image « { $target } » est sur un autre site : elle signalerait vos lecteurs à ce site, et pourrait disparaître.
    .help = Téléchargez-la, si vous en avez le droit, et déposez-la à côté de ce fichier.
image-missing = L’image « { $target } » est introuvable.
    .help = { $suggestion ->
        [none] Déposez le fichier à côté de celui-ci, ou corrigez son nom.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
image-not-an-image = Le fichier « { $target } » n’est pas une image.
    .help = Donnez une image JPEG, PNG, GIF ou WebP ; pour un document, écrivez un lien plutôt qu’une image.
document-missing = Le document « { $target } » est introuvable.
    .help = { $suggestion ->
        [none] Déposez le fichier à côté de celui-ci, ou corrigez son nom.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
file-active = Ce fichier n’est pas publié : un navigateur pourrait l’exécuter.
    .help = Retirez-le du dossier du site, ou donnez-le sous une autre forme : PDF, OpenDocument, image…
file-path-taken = Ce fichier porte le nom d’un fichier que Parvis fabrique.
    .help = Renommez-le.
file-markdown-name = Ce fichier ressemble à une page, mais son nom ne finit pas par « .md » : il serait publié tel quel, même s’il est un brouillon.
    .help = Renommez-le en « { $right } ».
folder-looks-like = Le dossier « { $folder } » ressemble à « { $meant } », mais n’en a pas le nom : ce qu’il contient devient de simples pages.
    .help = Renommez-le en « { $meant } » ; s’il doit contenir des pages, donnez-lui un nom plus différent.
link-provider-address = L’adresse « { $target } » est celle d’un service que l’espace de travail connaît : écrite ici, elle ne suivra pas un changement de fournisseur.
    .help = { $suggestion ->
        [none] Écrivez « grc:… » avec le nom du formulaire ; la liste : « parvis forms ».
       *[other] Écrivez « { $suggestion } » à la place de l’adresse.
    }
category-looks-like = La catégorie « { $value } » ressemble à « { $meant } », bien plus employée ou écrite avant elle.
    .help = Si c’est la même, écrivez « { $meant } » : chaque façon d’écrire fait une catégorie, avec sa page et ses flux.
film-captions-missing = La vidéo « { $title } » n’a pas de sous-titres : elle est muette pour qui n’entend pas.
    .help = { $file ->
        [front-matter] Ajoutez sous « video » une ligne « { "captions:" } » avec le fichier .vtt des sous-titres ; pour une vidéo sans paroles ni son utile, écrivez « { "silent: true" } ».
       *[other] Déposez à côté de la vidéo ses sous-titres, dans un fichier « { $file } » ; pour une vidéo sans paroles ni son utile, écrivez « sans paroles » entre guillemets après l’adresse.
    }
video-transcript-missing = La vidéo « { $title } » n’a pas de transcription : le texte de ce qui est dit et montré.
    .help = Écrivez-la dans la page sous un titre « Transcription », dans une page qui porte le même nom que la vidéo, ou donnez son adresse à « transcript ».
video-captions-not-vtt = Ce fichier de sous-titres n’est pas au format WebVTT : aucun navigateur ne saurait le lire.
    .help = Enregistrez les sous-titres dans un fichier .vtt, qui commence par la ligne WEBVTT.
video-not-a-video = Le fichier « { $target } » n’est pas une vidéo qu’un navigateur sait lire.
    .help = Donnez un fichier .mp4 ou .webm.
places-too-many = { $count } lieux sont demandés : au-delà de { $limit }, les numéros d’un plan ne se lisent plus.
    .help = Partagez-les entre plusieurs pages, ou nommez les principaux un par un.
places-none = L’annuaire n’a aucune fiche du type « { $kind } » à montrer.
    .help = Ajoutez des fiches de ce type dans l’annuaire, ou retirez ce mot de « places ».
place-without-position = La fiche « { $title } » n’a pas de position : elle est dans la liste, mais pas sur le plan.
    .help = Ajoutez à la fiche une ligne comme { "position: {" }latitude: 43.5935, longitude: -0.7442{ "}" }.
place-not-in-directory = « { $target } » n’est pas une fiche de l’annuaire.
    .help = Donnez l’adresse d’une fiche de l’annuaire, ou un type : service, association, commerce, equipement.
place-unknown = « { $target } » n’est ni un type de l’annuaire ni l’adresse d’une fiche.
    .help = { $suggestion ->
        [none] Écrivez un type (service, association, commerce, equipement) ou l’adresse d’une fiche : /annuaire/stade/.
       *[other] Vouliez-vous dire « { $suggestion } » ?
    }
icon-unknown = Le thème n’a pas de pictogramme « { $name } » : la place reste vide.
    .help = { $suggestion ->
        [none] Les pictogrammes possibles : { $known }.
       *[other] Vouliez-vous dire « { $suggestion } » ? Les pictogrammes possibles : { $known }.
    }
