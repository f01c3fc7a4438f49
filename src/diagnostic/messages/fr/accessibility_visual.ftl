# Ce que disent les règles sur les couleurs, la présentation et la consultation.

styles-too-slow = La feuille de style est trop lourde ou trop imbriquée pour être lue en entier : rien n’est certain de ce que montre la page.
    .help = Simplifiez les sélecteurs et les propriétés personnalisées de la feuille de style.
text-in-image = { $count ->
        [one] Une image peut contenir du texte
       *[other] { $count } images peuvent contenir du texte
    }, dont le contraste ne se calcule pas.
    .help = Vérifiez à l’œil que le texte contenu dans les images se lit bien.
colour-only-words = Le mot n’est distingué du texte voisin que par sa couleur.
    .help = Si la couleur veut dire quelque chose, dites-le aussi par un mot, une icône ou du gras.
colour-named = Le texte désigne quelque chose par sa couleur (« { $words } »).
    .help = Ajoutez un autre repère : un intitulé, une forme, une position nommée.
contrast-switch = Ce mécanisme change peut-être les contrastes de la page.
    .help = Activez-le, puis vérifiez les contrastes de la page et du mécanisme lui-même.
component-contrast-low = Le contour de ce composant n’a qu’un contraste de { $ratio } avec ce qui l’entoure ({ $colour } sur { $background }) ; il faut 3,0.
    .help = Foncez le contour ou le fond du composant.
icon-contrast-low = L’icône n’a qu’un contraste de { $ratio } avec son fond ({ $colour } sur { $background }) ; il faut 3,0.
    .help = Foncez l’icône ou éclaircissez son fond.
component-contrast-unknown = Les couleurs de ce composant ne se calculent pas toutes.
    .help = Vérifiez à l’œil que ses bords ou son fond se distinguent, avec un contraste de 3,0 au moins.
graphic-contrast = Les couleurs de cet élément graphique sont à comparer à son fond et entre elles.
    .help = Vérifiez que les parties utiles ont un contraste de 3,0 au moins avec ce qui les touche.
spaced-letters = Les lettres d’un mot sont séparées par des espaces (« { $words } »).
    .help = Écrivez le mot normalement ; l’écartement se règle par le style `letter-spacing`.
spaced-columns = Des espaces servent à aligner du texte en colonnes.
    .help = Employez un tableau, une liste, ou un style.
css-text = Le style ajoute un texte qui n’est pas dans la page (« { $words } »).
    .help = Écrivez ce texte dans la page elle-même.
css-image = Cet élément ne montre que l’image de fond de son style.
    .help = Mettez l’image dans la page, avec son alternative, ou un texte visible.
visual-order = Le style change l’ordre d’affichage des contenus.
    .help = Vérifiez que la page reste compréhensible dans l’ordre du code, styles désactivés.
text-by-view = La taille du texte suit la largeur de la fenêtre : agrandir la page ne l’agrandit pas.
    .help = Donnez la taille en `rem` ou en `em`, ou ajoutez-en à `vw` par `calc()`.
text-cut = Le texte est coupé : il ne tient pas dans la hauteur que le style lui impose.
    .help = Remplacez `height` par `min-height`, ou retirez `overflow:hidden`.
text-may-be-cut = Le texte risque d’être coupé s’il est agrandi ou espacé : sa hauteur est imposée.
    .help = Vérifiez à 200 % et avec un texte espacé ; remplacez `height` par `min-height`.
colour-without-background = La couleur du texte est déclarée sans couleur de fond.
    .help = Déclarez aussi `background-color`, ici ou sur un élément parent.
background-without-colour = La couleur de fond est déclarée sans couleur de texte.
    .help = Déclarez aussi `color`, ici ou sur un élément parent.
picture-without-background = L’image de fond n’est doublée d’aucune couleur de fond.
    .help = Déclarez aussi `background-color`, pour que le texte se lise quand l’image manque.
picture-behind-text = Sans l’image de fond, ce texte ne se lirait peut-être plus.
    .help = Vérifiez la page sans les images ; choisissez une couleur de fond proche de celles de l’image.
link-not-distinct = Rien ne distingue ce lien du texte voisin, hors une couleur trop proche (contraste { $ratio }, il faut 3,0).
    .help = Soulignez le lien, ou mettez-le en gras avec une couleur plus éloignée de celle du texte.
link-state-not-distinct = Ce lien n’est signalé que par sa couleur, et rien d’autre ne change { $where ->
        [focus] à la prise de focus
       *[hover] au survol
    }.
    .help = Soulignez le lien, au moins au survol et à la prise de focus.
link-maybe-not-distinct = Ce lien n’est peut-être distingué du texte voisin que par sa couleur.
    .help = Vérifiez qu’il se reconnaît sans la couleur ; le souligner règle la question.
focus-removed = La prise de focus ne se voit pas : le contour du navigateur est retiré et rien ne le remplace.
    .help = Retirez `outline:none`, ou déclarez un contour visible pour l’état `focus-visible`.
focus-pale = Le contour de la prise de focus n’a qu’un contraste de { $ratio } avec ce qui l’entoure ; il faut 3,0.
    .help = Choisissez une couleur de contour plus soutenue.
focus-changed = La prise de focus n’est montrée que par le style de l’auteur.
    .help = Vérifiez au clavier qu’elle se voit bien, avec un contraste de 3,0 au moins.
hidden-page = La page entière est masquée aux technologies d’assistance.
    .help = Retirez `aria-hidden="true"` de cet élément.
hidden-contents = Des contenus sont cachés.
    .help = Vérifiez que chacun est à ignorer, ou qu’une action au clavier le montre.
position-words = Le texte désigne quelque chose par sa forme, sa taille ou sa place (« { $words } »).
    .help = Nommez aussi ce que vous désignez : un titre, un intitulé de lien ou de bouton.
too-wide = Cet élément impose { $width } pixels de large : il déborde d’un écran de 320 pixels.
    .help = Remplacez la largeur fixe par `max-width`, ou limitez-la à 100 %.
maybe-too-wide = Cet élément peut déborder d’un écran de 320 pixels.
    .help = Réduisez la fenêtre à 320 pixels et vérifiez qu’aucun défilement horizontal n’est nécessaire.
vertical-writing = Le texte est écrit de haut en bas.
    .help = Vérifiez la page dans une fenêtre de 256 pixels de haut.
hover-only = Ce contenu n’apparaît qu’au survol de la souris.
    .help = Montrez-le aussi à la prise de focus : ajoutez `:focus-within` (ou `:focus`) à la règle de `:hover`.
focus-only = Ce contenu n’apparaît qu’à la prise de focus par le clavier.
    .help = Montrez-le aussi au survol : ajoutez `:hover` à la règle de `:focus-visible`.
hover-maybe-only = Ce contenu apparaît au survol ou à la prise de focus.
    .help = Vérifiez que le clavier et la souris le montrent l’un et l’autre.
extra-content = Ce contenu s’ajoute au survol ou à la prise de focus.
    .help = Vérifiez qu’il peut être masqué par la touche Échap, survolé, et qu’il reste affiché.
moving-content = Ce contenu bouge sans fin, et rien sur la page ne permet de l’arrêter.
    .help = Arrêtez l’animation au bout de 5 secondes, ou ajoutez un bouton pour l’arrêter.
blinking-content = Ce contenu clignote sans fin, et rien sur la page ne permet de l’arrêter.
    .help = Retirez le clignotement, ou arrêtez-le au bout de 5 secondes.
maybe-moving = Ce contenu bouge peut-être plus de 5 secondes.
    .help = Vérifiez qu’il s’arrête, ou qu’un bouton permet de l’arrêter.
maybe-flashing = Ce contenu change vite d’aspect.
    .help = Vérifiez qu’il ne produit pas plus de 3 flashs par seconde sur une grande surface.
orientation-hides = Le contenu est masqué dans une orientation de l’écran.
    .help = Retirez la règle `@media (orientation:…)` qui le masque.
text-contrast-below-enhanced = Le contraste est de { $ratio } ({ $colour } sur { $background }) ; le niveau AAA demande { $wanted }.
    .help = Assombrissez le texte ou éclaircissez le fond : c’est mieux que ce que le RGAA exige.
