# What the rules on mandatory elements, forms and consultation find.

markup-stray = La balise `</{ $element }>` ne ferme rien à cet endroit.
    .help = Retirez-la, ou vérifiez que l’élément n’a pas été fermé plus tôt.
markup-unclosed = L’élément `<{ $element }>` n’est pas fermé.
    .help = Ajoutez `</{ $element }>` là où il doit finir.
markup-crossed = L’élément `<{ $element }>` et celui qui le contient se croisent.
    .help = Fermez `<{ $element }>` avant de fermer ce qui l’entoure.
markup-misplaced = La balise `<{ $element }>` n’est pas permise à cet endroit.
    .help = Déplacez l’élément, ou fermez d’abord celui qui ne peut pas le contenir.
markup-text = Du texte est placé là où il ne peut pas l’être (directement dans un tableau, ou après la fin de la page).
    .help = Placez-le dans une cellule, dans `<caption>`, ou avant `</body>`.
markup-self-closing = `<{ $element }/>` ne ferme pas l’élément : la barre oblique est ignorée.
    .help = Écrivez `<{ $element }></{ $element }>`.
markup-writing = Une balise est mal écrite : guillemet, espace ou signe égal manquant ou en trop.
    .help = Écrivez chaque attribut ainsi : `nom="valeur"`, séparé du suivant par une espace.
markup-end-attributes = Une balise fermante porte des attributs, qui sont ignorés.
    .help = Écrivez-les sur la balise ouvrante.
nesting-not-permitted = `<{ $element }>` ne peut pas être dans `<{ $outer }>`.
    .help = Sortez-le de `<{ $outer }>`, ou employez un autre élément.
doctype-unknown = Le type de document n’est pas de ceux que le W3C a publiés.
    .help = Vérifiez-le, ou commencez la page par `<!DOCTYPE html>`.
language-not-declared = Le texte n’est pas dans la langue annoncée ; langue reconnue : { $language ->
        [ar] arabe
        [ca] catalan
        [da] danois
        [de] allemand
        [el] grec
        [en] anglais
        [es] espagnol
        [fr] français
        [he] hébreu
        [it] italien
        [ja] japonais
        [ko] coréen
        [nl] néerlandais
        [oc] occitan
        [pt] portugais
        [ru] russe
        [zh] chinois
       *[other] { $language }
    }.
    .help = Corrigez l’attribut `lang`, ou marquez le passage par son propre `lang`.
language-perhaps-other = Le texte n’est peut-être pas dans la langue annoncée ; langue probable : { $language ->
        [ar] arabe
        [ca] catalan
        [da] danois
        [de] allemand
        [el] grec
        [en] anglais
        [es] espagnol
        [fr] français
        [he] hébreu
        [it] italien
        [ja] japonais
        [ko] coréen
        [nl] néerlandais
        [oc] occitan
        [pt] portugais
        [ru] russe
        [zh] chinois
       *[other] { $language }
    }.
    .help = Vérifiez l’attribut `lang`.
language-change-unmarked = Ce passage change de langue sans le dire ; langue reconnue : { $language ->
        [ar] arabe
        [ca] catalan
        [da] danois
        [de] allemand
        [el] grec
        [en] anglais
        [es] espagnol
        [fr] français
        [he] hébreu
        [it] italien
        [ja] japonais
        [ko] coréen
        [nl] néerlandais
        [oc] occitan
        [pt] portugais
        [ru] russe
        [zh] chinois
       *[other] { $language }
    }.
    .help = Ajoutez `lang="…"` à l’élément qui le contient.
language-change-perhaps = Ce passage est peut-être en langue étrangère ; langue probable : { $language ->
        [ar] arabe
        [ca] catalan
        [da] danois
        [de] allemand
        [el] grec
        [en] anglais
        [es] espagnol
        [fr] français
        [he] hébreu
        [it] italien
        [ja] japonais
        [ko] coréen
        [nl] néerlandais
        [oc] occitan
        [pt] portugais
        [ru] russe
        [zh] chinois
       *[other] { $language }
    }.
    .help = Si ce n’est ni un nom propre ni un mot courant, ajoutez `lang="…"` à l’élément qui le contient.
page-title-generic = Le titre « { $title } » ne dit pas de quelle page il s’agit.
    .help = Écrivez dans `<title>` ce que contient la page, puis le nom du site.
page-title-vague = Le titre « { $title } » dit peu de la page.
    .help = Vérifiez qu’il suffit à la retrouver parmi d’autres ; ajoutez le nom du site.
page-title-elsewhere = Le titre « { $title } » n’a aucun mot en commun avec le titre principal ou le texte de la page.
    .help = Vérifiez qu’il dit bien ce que contient cette page.
page-title-hides = La page a deux titres ; le premier, « { $title } », que les navigateurs montrent, n’a rien de commun avec elle, au contraire de « { $other } ».
    .help = Ne gardez que le titre qui dit ce que contient la page.
empty-spacer = L’élément `<{ $element }>` est vide : il ne sert qu’à la mise en page.
    .help = Retirez-le, et donnez l’espacement dans la feuille de styles.
empty-heading-spacer = Le titre `<{ $element }>` est vide : il ne sert qu’à la mise en page.
    .help = Retirez-le, ou écrivez le titre.
line-breaks-spacer = { $count } retours à la ligne de suite séparent deux textes.
    .help = Mettez chaque paragraphe dans un `<p>` et donnez l’espacement dans la feuille de styles.
fieldset-without-field = Ce `<fieldset>` ne contient aucun champ : sert-il d’encadré ?
    .help = Si oui, employez `<div>` ou `<section>` et une bordure dans la feuille de styles.
div-as-paragraph = Ce `<div>` contient un texte suivi : est-ce un paragraphe ?
    .help = Si oui, employez `<p>`.
direction-missing = Ce texte se lit de droite à gauche, et rien ne l’indique.
    .help = Ajoutez `dir="rtl"` à l’élément qui le contient.
direction-invalid = `dir` ne peut pas valoir « { $value } ».
    .help = Écrivez `dir="rtl"` (de droite à gauche) ou `dir="ltr"` (de gauche à droite).
direction-wrong = `dir="{ $value }"` ne convient pas à ce texte, qui se lit dans l’autre sens.
    .help = Corrigez la valeur, ou retirez l’attribut.
direction-automatic = `dir="auto"` laisse le navigateur deviner le sens de lecture.
    .help = RGAA attend `rtl` ou `ltr` : écrivez le sens du texte s’il est connu.
columns-of-spaces = Des espaces semblent faire des colonnes.
    .help = Si c’est un tableau, faites-en un `<table>`.
text-in-capitals = Ce passage est tapé en capitales.
    .help = Écrivez-le en minuscules ; les capitales se donnent dans la feuille de styles (`text-transform`). Gardez-les pour les sigles.
field-label-implicit = L’étiquette entoure le champ sans lui être reliée par `for`.
    .help = RGAA attend `<label for="…">` et l’`id` du champ : ajoutez-les.
label-for-missing = `for="{ $id }"` ne mène à aucun élément de la page.
    .help = Écrivez l’`id` du champ que l’étiquette désigne.
label-for-elsewhere = `for="{ $id }"` mène à un élément qui n’est pas un champ.
    .help = Reliez l’étiquette à un champ de formulaire, ou vérifiez que le composant reçoit son nom.
field-label-unseen = L’étiquette du champ ne se voit pas, et aucun texte visible ne l’accompagne.
    .help = Rendez l’étiquette visible, ou ajoutez au champ un `title` qui dit ce qu’il faut saisir.
label-generic = L’étiquette « { $label } » ne dit pas ce qu’il faut saisir.
    .help = Nommez la donnée attendue.
label-twice = Deux champs du formulaire ont la même étiquette « { $label } ».
    .help = Vérifiez qu’on sait lequel est lequel ; regroupez-les sous une légende, ou précisez l’étiquette.
label-not-in-title = On lit « { $visible } », mais l’infobulle dit « { $title } ».
    .help = RGAA attend que `title`, s’il est présent, reprenne l’étiquette visible.
label-button-vague = Le champ n’a d’autre texte visible que le bouton « { $button } ».
    .help = Écrivez sur le bouton ce qu’il fait (« Rechercher »), ou donnez au champ une étiquette visible.
label-apart = L’étiquette est loin de son champ.
    .help = Vérifiez à l’écran qu’elle lui est accolée.
label-after-field = L’étiquette vient après le champ.
    .help = Placez-la au-dessus ou à gauche du champ.
label-before-box = L’étiquette vient avant la case ou le bouton radio.
    .help = Placez-la au-dessous ou à droite.
fields-ungrouped = Ces choix vont ensemble, mais rien ne les regroupe.
    .help = Entourez-les d’un `<fieldset>` dont le `<legend>` pose la question.
fieldset-legend-elsewhere = Le groupe de champs a un nom, mais pas de `<legend>` ni d’`aria-label` comme RGAA l’attend.
    .help = Commencez `<fieldset>` par un `<legend>`.
legend-vague = La légende « { $legend } » dit peu des champs qu’elle regroupe.
    .help = Vérifiez qu’elle suffit à comprendre ce qu’il faut saisir.
options-ungrouped = La liste a { $count } options sans groupe.
    .help = Si elles vont par familles, regroupez-les dans des `<optgroup label="…">`.
optgroup-label-vague = Le nom « { $label } » dit peu des options qu’il regroupe.
    .help = Nommez ce que les options ont en commun.
button-generic = L’intitulé « { $name } » ne dit pas ce que fait le bouton.
    .help = Écrivez l’action.
required-untold = Le champ est obligatoire, et rien de visible ne l’annonce dans son étiquette.
    .help = Écrivez « obligatoire » dans l’étiquette, ou un astérisque expliqué avant le formulaire.
required-unmarked = L’étiquette annonce un champ obligatoire ; le champ n’a pas `required`.
    .help = Vérifiez l’indication, et ajoutez `required`.
error-untold = Le champ est signalé comme faux, et aucun message visible ne lui est relié.
    .help = Reliez le message par `aria-describedby`, et dites ce qui est attendu.
error-elsewhere = Ce texte ressemble à un message d’erreur qui n’est relié à aucun champ.
    .help = Vérifiez qu’il nomme le champ, ou reliez-le par `aria-describedby`.
user-data-untold = Le champ demande une donnée personnelle et ne l’annonce pas par `autocomplete`.
    .help = Si elle concerne l’utilisateur, ajoutez `autocomplete="{ $wanted }"`.
user-data-mismatch = La valeur d’`autocomplete` ne correspond pas à l’étiquette du champ.
    .help = Écrivez `autocomplete="{ $wanted }"`.
window-opened = La page ouvre une fenêtre dès son chargement.
    .help = Retirez cette ouverture : seul un lien ou un bouton peut ouvrir une fenêtre.
window-perhaps = Un script de la page peut ouvrir une fenêtre.
    .help = Vérifiez que rien ne s’ouvre sans action de l’utilisateur.
pointer-down = L’attribut `{ $attribute }` agit dès l’appui.
    .help = Vérifiez que l’action peut être annulée, ou agissez au relâchement (`onclick`).
gesture-listened = Un geste est suivi ici.
    .help = Vérifiez que la même chose peut se faire d’un appui simple.
motion-listened = Un script de la page suit les mouvements de l’appareil.
    .help = Vérifiez qu’un bouton fait la même chose et qu’on peut désactiver la détection.
cryptic-unexplained = Ces signes (visage, dessin, émoji ou mot codé) ne sont pas expliqués.
    .help = Ajoutez un `title`, ou dites en mots, juste à côté, ce qu’ils représentent.
document-untagged = Le PDF « { $document } » n’est pas balisé : un lecteur d’écran ne peut pas en suivre la structure.
    .help = Exportez-le à nouveau en PDF balisé (dans LibreOffice : « PDF universellement accessible (PDF/UA) »), ou publiez la même information en page web.
document-incomplete = Le PDF « { $document } » est balisé, mais il lui manque { $missing ->
        [title] son titre, ou l’ordre de l’afficher
        [language] sa langue
       *[other] son titre et sa langue
    }.
    .help = Complétez ses propriétés (titre, langue, affichage du titre) et exportez-le à nouveau.
document-unread = Le document « { $document } » n’a pas pu être lu (protégé, abîmé ou absent).
    .help = Ouvrez-le et vérifiez qu’un lecteur d’écran peut le lire.
document-to-check = Le document « { $document } » est à télécharger.
    .help = Vérifiez son accessibilité, ou qu’une version accessible est offerte à côté.
session-ends = La page dit que la session prend fin après un délai.
    .help = Vérifiez qu’on peut la prolonger ou en supprimer la limite, ou qu’elle dure vingt heures au moins.
label-repeated-differs = Deux champs de même usage s’appellent « { $other } » et « { $label } ».
    .help = Donnez-leur la même étiquette, si c’est bien le même renseignement.
