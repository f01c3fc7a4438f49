# What the accessibility rules find. The rules themselves are explained in accessibility-rules/.

image-name-missing = The image has no text alternative.
    .help = Write in `alt` what the image tells the reader, or `alt=""` when it is only decoration.
image-button-name-missing = The image button has no text alternative.
    .help = Write in `alt` what the button does.
area-name-missing = The clickable area of the image has no text alternative.
    .help = Write in `alt` where the area leads.
svg-name-missing = The vector image has no text alternative.
    .help = Name it with `aria-label`, or hide it with `aria-hidden="true"` when it is only decoration.
object-name-missing = The object has no text alternative.
    .help = Give it `title` or `aria-label`, and `role="img"` when it is an image.
decorative-image-named = The image is said to be decorative, yet it bears a name.
    .help = Remove `title`, `aria-label` and `aria-labelledby`, or describe the image in `alt`.
decorative-image-focusable = The image is said to be decorative, yet it takes the focus.
    .help = Remove `tabindex`, or give the image a name.
link-name-missing = The link has no text.
    .help = Write a text between `<a>` and `</a>`, or an alternative for the link's image.
link-name-title-only = The link's only text is its tooltip (`title`).
    .help = Write the link's text between `<a>` and `</a>`.
field-name-missing = The field has no label.
    .help = Link a label to it: `<label for="…">` with the field's `id`.
field-name-placeholder = The field's only label is its placeholder.
    .help = Link a label to it: the placeholder disappears as soon as one types.
button-name-missing = The button has no text.
    .help = Write in the button what it does; for an icon, add `aria-label`.
menuitem-name-missing = The menu item has no name.
    .help = Write a text in the item, or add `aria-label`.
role-unknown = There is no role “{ $role }”.
    .help = Write the name of a WAI-ARIA role, or remove the attribute `role`.
aria-attribute-unknown = There is no attribute `{ $attribute }`.
    .help = { $suggestion ->
        [none] Remove the attribute.
       *[other] Did you mean `{ $suggestion }`?
    }
aria-value-invalid = The attribute `{ $attribute }` cannot be “{ $value }”.
    .help = Choose a value WAI-ARIA allows, or remove the attribute.
aria-reference-missing = The attribute `{ $attribute }` refers to “{ $value }”, which is not on the page.
    .help = Check the id, or that a script adds the element in time.
role-attribute-missing = The role “{ $role }” requires the attribute `{ $attribute }`, which is missing.
    .help = Add the attribute, or use the HTML element that has this role.
hidden-focusable = The element takes the focus although `aria-hidden` hides it.
    .help = Remove `aria-hidden="true"`, or keep the keyboard from reaching the element.
presentational-child-focusable = A component of role “{ $role }” holds an element that takes the focus.
    .help = Move the element out of the component.
frame-title-missing = The frame has no title.
    .help = Add an attribute `title` that says what the frame holds.
