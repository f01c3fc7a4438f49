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
link-name-generated = The link's text comes from the style sheet alone.
    .help = Write the link's text between `<a>` and `</a>`.
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
page-title-missing = The page has no title.
    .help = Write the page's title in `<title>`.
page-language-missing = The language of the page is not given.
    .help = Write `<html lang="fr">`.
language-code-unknown = “{ $code }” is not a language code.
    .help = Use a short code such as `fr`, `en`, `eu` or `oc`.
doctype-missing = The page has no document type.
    .help = Begin the page with `<!DOCTYPE html>`.
doctype-invalid = The document type is not valid.
    .help = Begin the page with `<!DOCTYPE html>`.
doctype-late = The document type does not come before `<html>`.
    .help = Put `<!DOCTYPE html>` at the very beginning of the page.
id-duplicate = The id “{ $id }” already belongs to another element.
    .help = Give this element another `id`.
attribute-duplicate = An attribute is written twice on this element.
    .help = Keep one of the two.
heading-empty = The heading is empty.
    .help = Write the heading, or remove the element.
heading-rank-skipped = A heading of level { $level } follows level { $last }.
    .help = Use the next level, or check that the hierarchy can be understood.
page-refreshes = The page changes by itself after { $delay } seconds.
    .help = Remove the refresh, or redirect from the server.
viewport-zoom-forbidden = The page forbids zooming.
    .help = Remove `user-scalable` and `maximum-scale` from `<meta name="viewport">`.
autocomplete-invalid = `autocomplete` cannot be “{ $value }”.
    .help = Use a value that HTML defines: `name`, `email`, `tel`…
headers-not-found = `headers="{ $headers }"` does not name header cells of this table only.
    .help = Write the `id`s of `<th>` cells of the same table.
frame-unreachable = The frame cannot be entered with the keyboard.
    .help = Remove `tabindex="-1"` from the frame.
spacing-imposed = `{ $property }` is imposed by `!important` and too tight.
    .help = Remove `!important`, or the spacing.
orientation-locked = The style sheet turns this content with the screen's orientation.
    .help = Remove the rotation from the rule `@media (orientation: …)`.
text-contrast-low = { $where ->
        [medium] On a tablet the contrast
        [narrow] On a small screen the contrast
        [zoomed] On the enlarged page the contrast
        [dark] In dark mode the contrast
        [print] On paper the contrast
        [hover] Under the pointer the contrast
        [focus] With the focus the contrast
        [visited] Once the link is visited the contrast
        [placeholder] In the empty field the contrast of the example
        [generated] In the text that the style sheet adds, the contrast
       *[rest] The contrast
    } is { $ratio } ({ $colour } on { $background }); it must be { $wanted }.
    .help = Darken the text or lighten the background.
text-contrast-unknown = What is behind this text (image, gradient or transparency) cannot be computed.
    .help = Check by eye that the text reads everywhere; declare a background colour below the image.
obsolete-element = The element `<{ $element }>` only serves presentation.
    .help = Replace it with a style.
obsolete-attribute = The attribute `{ $attribute }` only serves presentation.
    .help = Replace it with a style.
role-out-of-place = The role “{ $role }” must stand in: { $context }.
    .help = Put the element in an element of that role, or use HTML's own elements.
role-owned-missing = The role “{ $role }” does not hold, or does not only hold, what it must: { $owned }.
    .help = Give these roles to the elements inside, and remove the others.
list-content = The list holds something else than list items.
    .help = Put each content in a `<li>`.
aria-not-permitted = The attribute `{ $attribute }` is not permitted on this element.
    .help = Remove the attribute, or give the element a role that knows it.
aria-prohibited = `{ $attribute }` is not permitted on this element: it will not be read.
    .help = Write the text on the page, or give the element a role.
label-not-in-name = One reads “{ $visible }”, yet the name is “{ $name }”.
    .help = Repeat the visible text, as it is, in the name.
audio-autoplay = The sound starts by itself and nothing stops it.
    .help = Remove `autoplay`, or add `controls` or `muted`.
main-missing = The page has no `<main>`.
    .help = Put the main content in an element `<main>`.
main-twice = The page already has a visible `<main>`.
    .help = Keep one visible `<main>`; hide the others with `hidden`.
fieldset-legend-missing = The group of fields has no legend.
    .help = Begin `<fieldset>` with a `<legend>`, or give the group an `aria-label`.
optgroup-label-missing = The group of options has no attribute `label`.
    .help = Give `<optgroup>` an attribute `label`.
layout-table-data = This layout table uses the markup of data tables.
    .help = Remove `role="presentation"`, or remove headers, caption and summary.
scope-invalid = `scope` cannot be “{ $scope }”.
    .help = Write `scope="col"` or `scope="row"`.
table-headers-missing = The table has no header.
    .help = If it is a data table, declare its headers with `<th>`; otherwise add `role="presentation"`.
presentation-undone = `role="{ $role }"` has no effect: the element takes the focus or bears a WAI-ARIA property.
    .help = Remove the role, or what undoes it.
