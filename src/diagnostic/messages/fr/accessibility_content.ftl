# What the rules on images, frames, media, tables, links, scripts and structure find.

image-name-title-only = L’image n’a d’autre alternative que son infobulle (`title`).
    .help = Nommez-la par `aria-label` ou `aria-labelledby`.
area-name-elsewhere = La zone cliquable n’est nommée ni par `alt` ni par `aria-label`.
    .help = Écrivez dans `alt` où mène la zone.
server-side-map = L’image réactive se règle sur le serveur : on ne peut la cliquer qu’à la souris.
    .help = Vérifiez qu’un lien mène à chacun des endroits où mène un clic.
svg-role-missing = L’image vectorielle a un nom, mais pas le rôle d’une image.
    .help = Ajoutez `role="img"`, ou masquez le dessin par `aria-hidden="true"` s’il ne fait que décorer.
embed-name-missing = L’image embarquée n’a pas d’alternative textuelle.
    .help = Ajoutez `role="img"` et `aria-label`, ou employez `<img alt="…">`.
embed-role-missing = L’image embarquée a un nom, mais pas le rôle d’une image.
    .help = Ajoutez `role="img"`.
canvas-name-missing = Le dessin (`<canvas>`) n’a pas d’alternative textuelle.
    .help = Ajoutez `role="img"` et `aria-label`, ou masquez-le par `aria-hidden="true"` s’il ne fait que décorer.
canvas-role-missing = Le dessin (`<canvas>`) a un nom, mais pas le rôle d’une image.
    .help = Ajoutez `role="img"`.
linked-image-silent = L’image est tout ce que montre un lien ou un bouton, et elle ne dit rien.
    .help = Décrivez dans son alternative où mène le lien, ou ce que fait le bouton.
decorative-area-unsaid = La zone sans lien n’a pas d’attribut `alt` : rien ne dit si elle apprend quelque chose.
    .help = Ajoutez `alt=""` si elle ne fait que décorer ; sinon écrivez ce qu’elle montre.
captioned-image-silent = L’image a une légende, et pas d’alternative.
    .help = Écrivez dans l’alternative ce que l’image montre, sans répéter la légende.
decorative-image-exposed = L’image n’est ni nommée, ni masquée aux technologies d’assistance.
    .help = Si elle ne fait que décorer, ajoutez `aria-hidden="true"` ; sinon ajoutez `role="img"` et un nom.
image-alternative-meaningless = L’alternative « { $alternative } » ne dit rien de l’image.
    .help = Écrivez en quelques mots ce que l’image apprend.
image-alternative-doubtful = L’alternative « { $alternative } » dit-elle ce que l’image apprend ?
    .help = Écrivez en quelques mots ce que l’image apprend, ou laissez `alt=""` si elle ne fait que décorer.
image-alternative-long = L’alternative a { $length } caractères.
    .help = Gardez l’essentiel (80 caractères environ) et placez le reste dans le texte de la page.
captcha-alone = Cette image distingue les personnes des machines, et rien auprès d’elle ne propose une autre épreuve.
    .help = Vérifiez qu’il existe une autre épreuve (un son, une question) ou un autre accès au service.
captcha-unnamed = L’alternative de cette image ne dit pas qu’elle est un code de sécurité.
    .help = Dites dans l’alternative ce qu’est l’image et ce qu’on en attend.
image-description-missing = L’image renvoie à une description (« { $reference } ») qui n’est pas là.
    .help = Écrivez la description, avec cet identifiant, ou retirez le renvoi.
text-image = Cette image semble montrer un texte.
    .help = Remplacez-la par du texte mis en forme, sauf si c’est un logo.
figure-caption-loose = La légende n’est pas reliée à l’image comme le demande le RGAA.
    .help = Donnez à `<figure>` l’attribut `role="figure"` et un `aria-label` identique à la légende.
figure-caption-differs = Le nom de la figure (`aria-label`) n’est pas le texte de sa légende.
    .help = Reprenez le texte de la légende dans `aria-label`.
frame-title-meaningless = Le titre « { $title } » ne dit pas ce que contient le cadre.
    .help = Écrivez dans `title` ce que contient le cadre.
frame-title-twice = Un autre cadre, dont le contenu diffère, a le même titre « { $title } ».
    .help = Donnez à chaque cadre un titre qui le distingue.
media-transcript-missing = Rien auprès de ce film ou de ce son n’annonce une transcription ni une audiodescription.
    .help = Vérifiez s’il lui en faut une, et placez-la à côté, ou un lien vers elle.
track-kind = La piste de texte est de genre « { $kind } », pas `captions`.
    .help = Si elle porte les sous-titres de ce qui s’entend, écrivez `kind="captions"`.
video-captions-missing = Le film n’a pas de piste de sous-titres.
    .help = S’il y a quelque chose à entendre, ajoutez `<track kind="captions">`, ou un lien vers une version sous-titrée.
media-unidentified = Aucun texte ne dit ce qu’on va voir ou entendre.
    .help = Placez juste avant un titre ou une phrase qui le présente.
media-controls-foreign = Ce lecteur n’est pas celui du navigateur.
    .help = Essayez-le au clavier et avec un lecteur d’écran.
media-controls-missing = Le film ou le son n’a pas de commandes.
    .help = Ajoutez `controls`, ou vérifiez que celles de la page se commandent au clavier.
interactive-media-alternative = Ce contenu interactif n’a pas d’équivalent juste à côté.
    .help = Ajoutez un lien ou un bouton vers un contenu équivalent et accessible.
table-summary-missing = Ce tableau complexe n’a pas de résumé.
    .help = Décrivez sa structure dans un texte relié par `aria-describedby`, ou faites-en plusieurs tableaux simples.
table-summary-repeats = Le résumé du tableau répète son titre.
    .help = Écrivez dans le résumé comment le tableau est fait.
table-summary-meaningless = Le résumé ne dit rien du tableau.
    .help = Écrivez dans le résumé comment le tableau est fait.
layout-table-unsaid = Ce tableau semble ne servir qu’à la mise en forme, et ne le dit pas.
    .help = Ajoutez `role="presentation"` ; si ce sont des données, déclarez les en-têtes par `<th>`.
table-title-meaningless = Le titre « { $title } » ne dit pas ce que contient le tableau.
    .help = Écrivez dans `<caption>` de quoi il s’agit.
table-title-loose = Le titre du tableau ne lui est pas relié.
    .help = Écrivez le titre dans `<caption>`, premier élément du tableau.
table-title-in-cell = Le titre du tableau est écrit dans une cellule.
    .help = Écrivez le titre dans `<caption>`, et retirez cette ligne.
table-headers-unmarked = Cette cellule sert d’en-tête, mais n’en est pas une.
    .help = Remplacez `<td>` par `<th>`, pour elle et pour les autres en-têtes.
table-cell-unmarked = `headers` n’est lu que sur `<td>` et `<th>`.
    .help = Employez les éléments de tableau de HTML.
table-too-big = Le tableau est trop grand pour être vérifié.
    .help = Vérifiez que chaque en-tête est relié à ses cellules, ou partagez le tableau.
header-role-crossed = Le rôle de l’en-tête dit colonne pour ligne, ou ligne pour colonne.
    .help = Écrivez `role="columnheader"` pour un en-tête de colonne, `role="rowheader"` pour un en-tête de ligne.
header-untied = L’en-tête ne dit pas s’il vaut pour une colonne ou pour une ligne.
    .help = Ajoutez `scope="col"` ou `scope="row"`.
header-of-a-part = Cet en-tête ne vaut que pour une partie du tableau.
    .help = Donnez-lui un `id`, sans `scope`, et citez cet `id` dans l’attribut `headers` de ses cellules.
scope-crossed = `scope="{ $scope }"` prend l’en-tête de ligne pour un en-tête de colonne, ou l’inverse.
    .help = Écrivez `scope="col"` pour un en-tête de colonne, `scope="row"` pour un en-tête de ligne.
header-id-unused = L’en-tête n’est relié que par son `id`, et des cellules ne le citent pas.
    .help = Citez cet `id` dans l’attribut `headers` de chaque cellule, ou donnez à l’en-tête un `scope`.
header-without-cells = L’en-tête n’a aucune cellule.
    .help = Complétez les lignes trop courtes, ou retirez l’en-tête.
link-purpose-vague = « { $name } » ne dit pas où mène le lien.
    .help = Écrivez dans le lien ce qu’on trouve au bout.
pointer-only = L’élément se clique, mais ne s’atteint pas au clavier.
    .help = Employez un `<button>` ou un lien.
focus-taken-away = Un script retire le focus de l’élément dès qu’il le reçoit.
    .help = Retirez `this.blur()`.
script-alternative = Un contenu remplace le script quand il ne s’exécute pas.
    .help = Vérifiez qu’il rend le même service.
context-change = Remplir ce champ semble envoyer le formulaire ou changer de page.
    .help = Ajoutez un bouton qui lance l’action, ou prévenez avant le champ.
status-message-part = Cette zone est annoncée par morceaux : `aria-atomic` manque.
    .help = Ajoutez `aria-atomic="true"`, ou employez `role="status"` ou `role="alert"`.
widget-name-missing = Le composant de rôle « { $role } » n’a pas de nom.
    .help = Nommez-le par `aria-label` ou `aria-labelledby`.
control-role-lost = Le rôle « { $role } » cache que cet élément se commande.
    .help = Retirez ce rôle, ou donnez-le à un élément autour.
description-list-content = La liste de descriptions contient autre chose que des termes et des descriptions.
    .help = Placez chaque contenu dans un `<dt>` ou un `<dd>`.
list-item-alone = Cet élément de liste n’est dans aucune liste.
    .help = Placez-le dans un `<ul>` ou un `<ol>`.
description-alone = Ce terme ou cette description n’est dans aucune liste de descriptions.
    .help = Placez-le dans un `<dl>`.
fake-list = Ces lignes se présentent comme une liste, mais n’en sont pas une.
    .help = Employez `<ul>` et `<li>`, ou `<ol>` si l’ordre compte.
fake-heading = « { $text } » ressemble à un titre, mais n’en est pas un.
    .help = Si c’est un titre, employez `<h2>` ou le niveau voulu.
area-by-role = La zone porte `role="{ $role }"`, mais n’est pas un `<{ $element }>`.
    .help = Employez `<{ $element }>`, que le RGAA demande.
navigation-without-links = Ce `<nav>` ne mène nulle part.
    .help = Réservez `<nav>` aux menus.
quotation-unmarked = Ce passage entre guillemets est peut-être une citation.
    .help = Si c’en est une, placez-la dans `<q>` ou `<blockquote>`.
heading-level-invalid = Le niveau du titre (`aria-level`) n’est pas un nombre à partir de 1.
    .help = Écrivez un niveau de 1 à 6, ou employez `<h1>` à `<h6>`.
