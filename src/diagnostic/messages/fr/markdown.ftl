# Ce que dit le texte des contenus, écrit en Markdown.
markdown-too-deep = Les citations, les listes ou les mises en valeur sont imbriquées plus de { $limit } fois.
    .help = Retirez des niveaux : un texte lisible en a rarement plus de trois.
markdown-too-long = Ce texte est trop long ou trop morcelé pour une seule page.
    .help = Partagez-le en plusieurs pages.
markdown-too-many-links = Il y a plus de { $limit } liens et images sur cette page.
    .help = Partagez-la en plusieurs pages ; au-delà de cette limite, les liens ne sont pas suivis.
too-many-findings = Il reste d’autres remarques sur ce fichier ; seules les { $limit } premières sont montrées.
    .help = Corrigez celles-ci, puis relancez la vérification.
heading-level-one = « { $text } » est un titre de niveau 1, réservé au titre de la page.
    .help = Commencez les titres du texte au niveau 2 : « ## { $text } ».
heading-level-skipped = « { $text } » est un titre de niveau { $level }, mais on attend ici un titre de niveau { $expected } au plus.
    .help = Retirez un ou plusieurs « # » pour suivre l’ordre des niveaux : l’aspect d’un titre ne doit pas guider son niveau.
heading-attributes-refused = Après le titre « { $text } », seule une ancre comme { "{" }#horaires{ "}" } est possible.
    .help = Ne gardez entre les accolades que le « # » et le nom de l’ancre.
heading-id-invalid = L’ancre « { $id } » contient des signes qui ne conviennent pas à une adresse.
    .help = Écrivez { "{" }#{ $right }{ "}" } : des lettres sans accent, des chiffres et des traits d’union.
heading-id-taken = L’ancre « { $id } » sert déjà sur cette page.
    .help = Donnez-lui un autre nom.
link-scheme-refused = Une adresse qui commence par « { $scheme }{ ":" } » est refusée.
    .help = Utilisez une adresse en { "https:, mailto: ou tel:" }, ou le chemin d’une page ou d’un fichier du site.
anchor-missing = Aucun titre de cette page n’a l’ancre « { $anchor } ».
    .help = { $suggestion ->
        [none] Vérifiez l’ancre, ou ajoutez-la au titre voulu : ## Titre { "{" }#{ $anchor }{ "}" }.
       *[other] Vouliez-vous dire « #{ $suggestion } » ?
    }
html-removed = La balise HTML <{ $element }> a été retirée.
    .help = { $element ->
        [a] Écrivez un lien en Markdown : [texte](adresse).
        [img] Écrivez une image en Markdown : ![ce qu’elle montre](fichier.jpg).
        [h1] Écrivez un titre en Markdown : ## Titre.
        [h2] Écrivez un titre en Markdown : ## Titre.
        [h3] Écrivez un titre en Markdown : ### Titre.
        [table] Écrivez un tableau en Markdown, avec des barres verticales.
        [script] Les programmes ne sont pas permis dans les contenus.
        [style] L’aspect des pages se règle dans le thème.
        [iframe] Mettez plutôt un lien vers la page à montrer.
       *[other] Écrivez la même chose en Markdown, ou retirez la balise.
    }
html-attribute-removed = L’attribut « { $attribute } » de la balise <{ $element }> a été retiré.
    .help = Retirez-le : l’aspect des pages se règle dans le thème, et les programmes ne sont pas permis.
html-misplaced = La balise HTML <{ $element }> n’est pas à sa place et a été retirée.
    .help = Mettez-la sur sa propre ligne, après une ligne vide, et dans la balise qui doit la contenir.
html-unclosed = La balise HTML <{ $element }> n’est pas fermée ; elle a été fermée ici.
    .help = Ajoutez </{ $element }> là où elle doit finir, au même niveau de liste ou de citation.
link-with-space = L’adresse « { $target } » contient une espace : ce n’est pas un lien, et la page montre les crochets et les parenthèses.
    .help = Renommez le fichier sans espace, ou écrivez l’adresse entre chevrons : (<{ $target }>).
link-empty = { $part ->
        [text] Ce lien n’a pas de texte : personne ne peut le voir ni le suivre.
       *[target] Ce lien n’a pas d’adresse : il ne mène nulle part.
    }
    .help = { $part ->
        [text] Écrivez entre les crochets ce que le lecteur trouvera : [texte](adresse), ou retirez le lien.
       *[target] Écrivez entre les parenthèses où il mène : [texte](adresse), ou retirez les crochets.
    }
box-unknown = « [!{ $name }] » n’est pas un repère d’encadré : la page montre une citation qui commence par ces mots.
    .help = { $suggestion ->
        [none] Écrivez [!INFO], [!CONSEIL], [!IMPORTANT], [!ATTENTION], [!URGENT], [!QUESTION] ou [!ÉTAPES].
       *[other] Vouliez-vous dire « [!{ $suggestion }] » ?
    }
box-title-link = Le titre d’encadré « { $title } » contient un lien ou une image : seuls ses mots sont gardés.
    .help = Écrivez le lien ou l’image dans le texte de l’encadré, à la ligne suivante.
box-title-missing = Rien ne dit ce que ce texte à déplier contient.
    .help = Écrivez une question ou un titre après le repère : [!{ $name }] Où retirer ma carte ?
box-steps-missing = Il n’y a pas de liste numérotée dans cette suite d’étapes.
    .help = Écrivez chaque étape sur une ligne qui commence par un numéro : « > 1. Prenez rendez-vous ».
