# What the accessibility rules find. The rules themselves are explained in accessibility-rules/.

image-name-missing = L’image n’a pas d’alternative textuelle.
    .help = Écrivez dans `alt` ce que l’image apprend au lecteur, ou `alt=""` si elle ne fait que décorer.
image-button-name-missing = Le bouton en image n’a pas d’alternative textuelle.
    .help = Écrivez dans `alt` ce que fait le bouton.
area-name-missing = La zone cliquable de l’image n’a pas d’alternative textuelle.
    .help = Écrivez dans `alt` où mène la zone.
svg-name-missing = L’image vectorielle n’a pas d’alternative textuelle.
    .help = Nommez-la par `aria-label`, ou masquez-la par `aria-hidden="true"` si elle ne fait que décorer.
object-name-missing = L’objet n’a pas d’alternative textuelle.
    .help = Ajoutez-lui `title` ou `aria-label`, et `role="img"` si c’est une image.
decorative-image-named = L’image est déclarée décorative, mais elle porte un nom.
    .help = Retirez `title`, `aria-label` et `aria-labelledby`, ou décrivez l’image dans `alt`.
decorative-image-focusable = L’image est déclarée décorative, mais elle reçoit le focus.
    .help = Retirez `tabindex`, ou donnez un nom à l’image.
link-name-missing = Le lien n’a pas d’intitulé.
    .help = Écrivez un texte entre `<a>` et `</a>`, ou une alternative à l’image du lien.
link-name-generated = Le texte du lien ne vient que de la feuille de style.
    .help = Écrivez le texte du lien entre `<a>` et `</a>`.
link-name-title-only = Le lien n’a d’autre intitulé que son infobulle (`title`).
    .help = Écrivez le texte du lien entre `<a>` et `</a>`.
field-name-missing = Le champ n’a pas d’étiquette.
    .help = Reliez-lui une étiquette : `<label for="…">` avec l’`id` du champ.
field-name-placeholder = Le champ n’a d’autre étiquette que son texte indicatif (`placeholder`).
    .help = Reliez-lui une étiquette : le texte indicatif disparaît dès qu’on écrit.
button-name-missing = Le bouton n’a pas d’intitulé.
    .help = Écrivez dans le bouton ce qu’il fait ; pour une icône, ajoutez `aria-label`.
menuitem-name-missing = L’élément de menu n’a pas de nom.
    .help = Écrivez un texte dans l’élément, ou ajoutez `aria-label`.
role-unknown = Le rôle « { $role } » n’existe pas.
    .help = Écrivez le nom d’un rôle WAI-ARIA, ou retirez l’attribut `role`.
aria-attribute-unknown = L’attribut `{ $attribute }` n’existe pas.
    .help = { $suggestion ->
        [none] Retirez l’attribut.
       *[other] Vouliez-vous écrire `{ $suggestion }` ?
    }
aria-value-invalid = L’attribut `{ $attribute }` ne peut pas valoir « { $value } ».
    .help = Choisissez une valeur permise par WAI-ARIA, ou retirez l’attribut.
aria-reference-missing = L’attribut `{ $attribute }` renvoie à « { $value } », qui n’est pas dans la page.
    .help = Vérifiez l’identifiant, ou que l’élément est ajouté par un script au moment voulu.
role-attribute-missing = Le rôle « { $role } » exige l’attribut `{ $attribute }`, qui manque.
    .help = Ajoutez l’attribut, ou employez l’élément HTML qui a ce rôle.
hidden-focusable = L’élément reçoit le focus alors qu’il est masqué par `aria-hidden`.
    .help = Retirez `aria-hidden="true"`, ou rendez l’élément inatteignable au clavier.
presentational-child-focusable = Un composant de rôle « { $role } » contient un élément qui reçoit le focus.
    .help = Sortez cet élément du composant.
frame-title-missing = Le cadre n’a pas de titre.
    .help = Ajoutez un attribut `title` qui dit ce que contient le cadre.
page-title-missing = La page n’a pas de titre.
    .help = Écrivez le titre de la page dans `<title>`.
page-language-missing = La langue de la page n’est pas indiquée.
    .help = Écrivez `<html lang="fr">`.
language-code-unknown = « { $code } » n’est pas un code de langue.
    .help = Employez un code court comme `fr`, `en`, `eu` ou `oc`.
doctype-missing = La page n’a pas de type de document.
    .help = Commencez la page par `<!DOCTYPE html>`.
doctype-invalid = Le type de document n’est pas valide.
    .help = Commencez la page par `<!DOCTYPE html>`.
doctype-late = Le type de document n’est pas avant `<html>`.
    .help = Placez `<!DOCTYPE html>` tout au début de la page.
id-duplicate = L’identifiant « { $id } » est déjà celui d’un autre élément.
    .help = Donnez à cet élément un autre `id`.
attribute-duplicate = Un attribut est écrit deux fois sur cet élément.
    .help = Gardez l’un des deux.
heading-empty = Le titre est vide.
    .help = Écrivez le titre, ou retirez l’élément.
heading-rank-skipped = Un titre de niveau { $level } suit le niveau { $last }.
    .help = Employez le niveau suivant, ou vérifiez que la hiérarchie se comprend.
page-refreshes = La page change d’elle-même au bout de { $delay } secondes.
    .help = Retirez ce rechargement, ou redirigez depuis le serveur.
viewport-zoom-forbidden = La page interdit de l’agrandir.
    .help = Retirez `user-scalable` et `maximum-scale` de `<meta name="viewport">`.
autocomplete-invalid = `autocomplete` ne peut pas valoir « { $value } ».
    .help = Employez une valeur que HTML définit : `name`, `email`, `tel`…
headers-not-found = `headers="{ $headers }"` ne désigne pas que des en-têtes de ce tableau.
    .help = Écrivez les `id` de cellules `<th>` du même tableau.
frame-unreachable = On ne peut pas entrer dans le cadre au clavier.
    .help = Retirez `tabindex="-1"` du cadre.
spacing-imposed = `{ $property }` est imposé par `!important` et trop serré.
    .help = Retirez `!important`, ou l’espacement.
orientation-locked = La feuille de style fait pivoter ce contenu avec l’orientation de l’écran.
    .help = Retirez la rotation que la règle `@media` applique à cette orientation.
text-contrast-low = { $where ->
        [medium] Sur une tablette, le contraste
        [narrow] Sur un petit écran, le contraste
        [zoomed] Dans la page agrandie, le contraste
        [dark] En mode sombre, le contraste
        [print] Sur le papier, le contraste
        [hover] Au survol, le contraste
        [focus] À la prise de focus, le contraste
        [visited] Une fois le lien visité, le contraste
        [placeholder] Dans le champ vide, le contraste de l’exemple
        [generated] Dans le texte ajouté par la feuille de style, le contraste
       *[rest] Le contraste
    } est de { $ratio } ({ $colour } sur { $background }) ; il faut { $wanted }.
    .help = Assombrissez le texte ou éclaircissez le fond.
text-contrast-unknown = Le fond de ce texte (image, dégradé ou transparence) ne se calcule pas.
    .help = Vérifiez à l’œil que le texte se lit partout ; déclarez une couleur de fond sous l’image.
obsolete-element = L’élément `<{ $element }>` ne sert qu’à la présentation.
    .help = Remplacez-le par un style.
obsolete-attribute = L’attribut `{ $attribute }` ne sert qu’à la présentation.
    .help = Remplacez-le par un style.
role-out-of-place = Le rôle « { $role } » doit être placé dans : { $context }.
    .help = Placez l’élément dans un élément de ce rôle, ou employez les éléments HTML.
role-owned-missing = Le rôle « { $role } » ne contient pas, ou pas seulement, ce qu’il doit contenir : { $owned }.
    .help = Donnez ces rôles aux éléments contenus, et retirez les autres.
list-content = La liste contient autre chose que des éléments de liste.
    .help = Placez chaque contenu dans un `<li>`.
aria-not-permitted = L’attribut `{ $attribute }` n’est pas permis sur cet élément.
    .help = Retirez l’attribut, ou donnez à l’élément un rôle qui le connaît.
aria-prohibited = `{ $attribute }` n’est pas permis sur cet élément : il ne sera pas lu.
    .help = Écrivez le texte dans la page, ou donnez un rôle à l’élément.
label-not-in-name = On lit « { $visible } », mais le nom est « { $name } ».
    .help = Reprenez le texte visible, tel quel, dans le nom.
audio-autoplay = Le son part tout seul et rien ne l’arrête.
    .help = Retirez `autoplay`, ou ajoutez `controls` ou `muted`.
main-missing = La page n’a pas de `<main>`.
    .help = Placez le contenu principal dans un élément `<main>`.
main-twice = La page a déjà un `<main>` visible.
    .help = Gardez un seul `<main>` visible ; masquez les autres par `hidden`.
fieldset-legend-missing = Le groupe de champs n’a pas de légende.
    .help = Commencez `<fieldset>` par un `<legend>`, ou donnez un `aria-label` au groupe.
optgroup-label-missing = Le groupe d’options n’a pas d’attribut `label`.
    .help = Ajoutez à `<optgroup>` un attribut `label`.
layout-table-data = Ce tableau de mise en forme emploie des éléments de tableau de données.
    .help = Retirez `role="presentation"`, ou retirez en-têtes, titre et résumé.
scope-invalid = `scope` ne peut pas valoir « { $scope } ».
    .help = Écrivez `scope="col"` ou `scope="row"`.
table-headers-missing = Le tableau n’a pas d’en-tête.
    .help = Si c’est un tableau de données, déclarez ses en-têtes par `<th>` ; sinon ajoutez `role="presentation"`.
presentation-undone = `role="{ $role }"` est sans effet : l’élément reçoit le focus ou porte une propriété WAI-ARIA.
    .help = Retirez ce rôle, ou ce qui l’annule.
