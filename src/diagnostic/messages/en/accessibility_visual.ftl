# What the rules on colours, presentation and consultation say.

styles-too-slow = The style sheet is too big or too deeply nested to be read whole: nothing is certain about what the page shows.
    .help = Simplify the selectors and the custom properties of the style sheet.
text-in-image = { $count ->
        [one] An image may hold text
       *[other] { $count } images may hold text
    } whose contrast cannot be computed.
    .help = Look whether the text inside the images can be read.
colour-only-words = Only its colour tells this word from the text around it.
    .help = If the colour means something, say it with a word, an icon or bold type too.
colour-named = The text refers to something by its colour (“{ $words }”).
    .help = Add another mark: a heading, a shape, a named place.
contrast-switch = This control may change the contrasts of the page.
    .help = Switch it on, then check the contrasts of the page and of the control itself.
component-contrast-low = The outline of this component has a contrast of { $ratio } only with what is around it ({ $colour } on { $background }); 3.0 is needed.
    .help = Darken the outline or the background of the component.
icon-contrast-low = The icon has a contrast of { $ratio } only with its background ({ $colour } on { $background }); 3.0 is needed.
    .help = Darken the icon or lighten its background.
component-contrast-unknown = Not all colours of this component can be computed.
    .help = Look whether its edges or its background stand out, with a contrast of 3.0 at least.
graphic-contrast = The colours of this graphic are to be compared with its background and with each other.
    .help = Look whether the parts that matter have a contrast of 3.0 at least with what touches them.
spaced-letters = The letters of a word are set apart by spaces (“{ $words }”).
    .help = Write the word as it is; `letter-spacing` sets letters apart.
spaced-columns = Spaces are used to set text in columns.
    .help = Use a table, a list, or a style.
css-text = The style adds a text that is not in the page (“{ $words }”).
    .help = Write the text in the page itself.
css-image = This element shows nothing but the background image of its style.
    .help = Put the image into the page, with its alternative, or a visible text.
visual-order = The style changes the order in which contents are shown.
    .help = Look whether the page can be understood in the order of its code, without styles.
text-by-view = The size of the text follows the width of the window: enlarging the page does not enlarge it.
    .help = Give the size in `rem` or `em`, or add some to `vw` with `calc()`.
text-cut = The text is cut: it does not fit into the height its style imposes.
    .help = Replace `height` with `min-height`, or remove `overflow: hidden`.
text-may-be-cut = The text may be cut when it is enlarged or spaced out: its height is imposed.
    .help = Check at 200 % and with spaced text; replace `height` with `min-height`.
colour-without-background = The text colour is declared without a background colour.
    .help = Declare `background-color` too, here or on a parent element.
background-without-colour = The background colour is declared without a text colour.
    .help = Declare `color` too, here or on a parent element.
picture-without-background = No background colour stands behind the background image.
    .help = Declare `background-color` too, so that the text can be read when the image is missing.
picture-behind-text = Without the background image this text might not be readable.
    .help = Check the page without images; choose a background colour close to those of the image.
link-not-distinct = Nothing tells this link from the text around it but a colour that is too close (contrast { $ratio }, 3.0 is needed).
    .help = Underline the link, or make it bold in a colour further from that of the text.
link-state-not-distinct = Only its colour shows this link, and nothing else changes { $where ->
        [focus] when it has the focus
       *[hover] under the pointer
    }.
    .help = Underline the link, at least under the pointer and with the focus.
link-maybe-not-distinct = Only its colour may tell this link from the text around it.
    .help = Look whether it can be recognised without colour; underlining it settles the matter.
focus-removed = The focus cannot be seen: the browser’s outline is removed and nothing replaces it.
    .help = Remove `outline: none`, or declare a visible outline for `:focus-visible`.
focus-pale = The focus outline has a contrast of { $ratio } only with what is around it; 3.0 is needed.
    .help = Choose a stronger colour for the outline.
focus-changed = Only the author’s own style shows the focus.
    .help = Look with the keyboard whether it is well seen, with a contrast of 3.0 at least.
hidden-page = The whole page is hidden from assistive technologies.
    .help = Remove `aria-hidden="true"` from this element.
hidden-contents = Some contents are hidden.
    .help = Look whether each is to be ignored, or whether an action from the keyboard shows it.
position-words = The text refers to something by its shape, size or place (“{ $words }”).
    .help = Name what you refer to as well: a heading, the words of a link or of a button.
too-wide = This element imposes { $width } pixels of width: it overflows a screen of 320 pixels.
    .help = Replace the fixed width with `max-width`, or limit it to 100 %.
maybe-too-wide = This element may overflow a screen of 320 pixels.
    .help = Make the window 320 pixels wide and look whether no horizontal scrolling is needed.
vertical-writing = The text is written from top to bottom.
    .help = Check the page in a window 256 pixels high.
hover-only = This content appears under the pointer only.
    .help = Show it with the focus too: add `:focus-within` (or `:focus`) to the rule of `:hover`.
focus-only = This content appears with the focus of a keyboard only.
    .help = Show it under the pointer too: add `:hover` to the rule of `:focus-visible`.
hover-maybe-only = This content appears under the pointer or with the focus.
    .help = Look whether both the keyboard and the pointer show it.
extra-content = This content is added under the pointer or with the focus.
    .help = Look whether the Escape key hides it, whether it can be hovered, and whether it stays.
moving-content = This content moves without end, and nothing on the page can stop it.
    .help = Stop the animation within 5 seconds, or add a button that stops it.
blinking-content = This content blinks without end, and nothing on the page can stop it.
    .help = Remove the blinking, or stop it within 5 seconds.
maybe-moving = This content may move for more than 5 seconds.
    .help = Look whether it stops, or whether a button can stop it.
maybe-flashing = This content changes its look fast.
    .help = Look whether it flashes no more than 3 times a second over a large area.
orientation-hides = The content is hidden in one orientation of the screen.
    .help = Remove the `@media (orientation: …)` rule that hides it.
text-contrast-below-enhanced = The contrast is { $ratio } ({ $colour } on { $background }); level AAA asks for { $wanted }.
    .help = Darken the text or lighten its background: that is better than what RGAA requires.
