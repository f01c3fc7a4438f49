# What the rules on mandatory elements, forms and consultation find.

markup-stray = The tag `</{ $element }>` closes nothing here.
    .help = Remove it, or check that the element was not closed earlier.
markup-unclosed = The element `<{ $element }>` is not closed.
    .help = Add `</{ $element }>` where it must end.
markup-crossed = The element `<{ $element }>` and the one around it cross.
    .help = Close `<{ $element }>` before what is around it.
markup-misplaced = The tag `<{ $element }>` is not allowed here.
    .help = Move the element, or first close the one that cannot contain it.
markup-text = There is text where none can be (right inside a table, or after the end of the page).
    .help = Put it into a cell, into `<caption>`, or before `</body>`.
markup-self-closing = `<{ $element }/>` does not close the element: the slash is ignored.
    .help = Write `<{ $element }></{ $element }>`.
markup-writing = A tag is badly written: a quote, a space or an equals sign is missing or too many.
    .help = Write every attribute as `name="value"`, with a space before the next.
markup-end-attributes = An end tag bears attributes, which are ignored.
    .help = Write them on the start tag.
nesting-not-permitted = `<{ $element }>` cannot be inside `<{ $outer }>`.
    .help = Move it out of `<{ $outer }>`, or use another element.
doctype-unknown = The document type is none of those the W3C published.
    .help = Check it, or begin the page with `<!DOCTYPE html>`.
language-not-declared = The text is not in the language declared; language recognised: { $language ->
        [ar] Arabic
        [ca] Catalan
        [da] Danish
        [de] German
        [el] Greek
        [en] English
        [es] Spanish
        [fr] French
        [he] Hebrew
        [it] Italian
        [ja] Japanese
        [ko] Korean
        [nl] Dutch
        [oc] Occitan
        [pt] Portuguese
        [ru] Russian
        [zh] Chinese
       *[other] { $language }
    }.
    .help = Correct the attribute `lang`, or mark the passage with a `lang` of its own.
language-perhaps-other = The text may not be in the language declared; likely language: { $language ->
        [ar] Arabic
        [ca] Catalan
        [da] Danish
        [de] German
        [el] Greek
        [en] English
        [es] Spanish
        [fr] French
        [he] Hebrew
        [it] Italian
        [ja] Japanese
        [ko] Korean
        [nl] Dutch
        [oc] Occitan
        [pt] Portuguese
        [ru] Russian
        [zh] Chinese
       *[other] { $language }
    }.
    .help = Check the attribute `lang`.
language-change-unmarked = This passage changes language without saying so; language recognised: { $language ->
        [ar] Arabic
        [ca] Catalan
        [da] Danish
        [de] German
        [el] Greek
        [en] English
        [es] Spanish
        [fr] French
        [he] Hebrew
        [it] Italian
        [ja] Japanese
        [ko] Korean
        [nl] Dutch
        [oc] Occitan
        [pt] Portuguese
        [ru] Russian
        [zh] Chinese
       *[other] { $language }
    }.
    .help = Add `lang="…"` to the element that holds it.
language-change-perhaps = This passage may be in another language; likely language: { $language ->
        [ar] Arabic
        [ca] Catalan
        [da] Danish
        [de] German
        [el] Greek
        [en] English
        [es] Spanish
        [fr] French
        [he] Hebrew
        [it] Italian
        [ja] Japanese
        [ko] Korean
        [nl] Dutch
        [oc] Occitan
        [pt] Portuguese
        [ru] Russian
        [zh] Chinese
       *[other] { $language }
    }.
    .help = Unless it is a name or a common word, add `lang="…"` to the element that holds it.
page-title-generic = The title “{ $title }” does not say which page this is.
    .help = Write in `<title>` what the page holds, then the name of the site.
page-title-vague = The title “{ $title }” says little of the page.
    .help = Check that it is enough to find it among others; add the name of the site.
page-title-elsewhere = The title “{ $title }” shares no word with the main heading or the text of the page.
    .help = Check that it says what this page holds.
page-title-hides = The page has two titles; the first, “{ $title }”, which browsers show, has nothing to do with it, unlike “{ $other }”.
    .help = Keep only the title that says what the page holds.
empty-spacer = The element `<{ $element }>` is empty: it only serves the layout.
    .help = Remove it, and give the spacing in the style sheet.
empty-heading-spacer = The heading `<{ $element }>` is empty: it only serves the layout.
    .help = Remove it, or write the heading.
line-breaks-spacer = { $count } line breaks in a row part two texts.
    .help = Put each paragraph into a `<p>` and give the spacing in the style sheet.
fieldset-without-field = This `<fieldset>` holds no field: is it there for its frame?
    .help = If so, use `<div>` or `<section>` and a border in the style sheet.
div-as-paragraph = This `<div>` holds running text: is it a paragraph?
    .help = If so, use `<p>`.
direction-missing = This text is read from right to left, and nothing says so.
    .help = Add `dir="rtl"` to the element that holds it.
direction-invalid = `dir` cannot be “{ $value }”.
    .help = Write `dir="rtl"` (from right to left) or `dir="ltr"` (from left to right).
direction-wrong = `dir="{ $value }"` does not suit this text, which is read the other way.
    .help = Correct the value, or remove the attribute.
direction-automatic = `dir="auto"` lets the browser guess the reading direction.
    .help = RGAA expects `rtl` or `ltr`: write the direction of the text if it is known.
columns-of-spaces = Spaces seem to make columns.
    .help = If it is a table, make it a `<table>`.
text-in-capitals = This passage is typed in capitals.
    .help = Write it in lower case; capitals are given in the style sheet (`text-transform`). Keep them for initials.
field-label-implicit = The label is around the field but not tied to it by `for`.
    .help = RGAA expects `<label for="…">` and the field’s `id`: add them.
label-for-missing = `for="{ $id }"` leads to no element of the page.
    .help = Write the `id` of the field that the label is for.
label-for-elsewhere = `for="{ $id }"` leads to an element that is no field.
    .help = Tie the label to a form field, or check that the component gets its name.
field-label-unseen = The field’s label cannot be seen, and no visible text stands beside it.
    .help = Make the label visible, or give the field a `title` that says what to enter.
label-generic = The label “{ $label }” does not say what to enter.
    .help = Name the data that is expected.
label-twice = Two fields of the form have the same label “{ $label }”.
    .help = Check that one knows which is which; group them under a legend, or make the label more precise.
label-not-in-title = One reads “{ $visible }”, but the tooltip says “{ $title }”.
    .help = RGAA expects `title`, when there is one, to hold the visible label.
label-button-vague = The field has no other visible text than the button “{ $button }”.
    .help = Write on the button what it does (“Search”), or give the field a visible label.
label-apart = The label is far from its field.
    .help = Check on the screen that it stands beside it.
label-after-field = The label comes after the field.
    .help = Put it above or to the left of the field.
label-before-box = The label comes before the box or the radio button.
    .help = Put it below or to the right.
fields-ungrouped = These choices go together, but nothing groups them.
    .help = Put them into a `<fieldset>` whose `<legend>` asks the question.
fieldset-legend-elsewhere = The group of fields has a name, but no `<legend>` or `aria-label` as RGAA expects.
    .help = Begin `<fieldset>` with a `<legend>`.
legend-vague = The legend “{ $legend }” says little of the fields it groups.
    .help = Check that it is enough to understand what to enter.
options-ungrouped = The list has { $count } options without a group.
    .help = If they go in families, group them in `<optgroup label="…">`.
optgroup-label-vague = The name “{ $label }” says little of the options it groups.
    .help = Name what the options have in common.
button-generic = The name “{ $name }” does not say what the button does.
    .help = Write the action.
required-untold = The field is obligatory, and nothing one sees says so in its label.
    .help = Write “required” in the label, or an asterisk explained before the form.
required-unmarked = The label announces an obligatory field; the field has no `required`.
    .help = Check the mention, and add `required`.
error-untold = The field is marked as wrong, and no visible message is tied to it.
    .help = Tie the message with `aria-describedby`, and say what is expected.
error-elsewhere = This text looks like an error message that is tied to no field.
    .help = Check that it names the field, or tie it with `aria-describedby`.
user-data-untold = The field asks for personal data and does not announce it with `autocomplete`.
    .help = If it is about the user, add `autocomplete="{ $wanted }"`.
user-data-mismatch = The value of `autocomplete` does not match the field’s label.
    .help = Write `autocomplete="{ $wanted }"`.
window-opened = The page opens a window as soon as it is loaded.
    .help = Remove it: only a link or a button may open a window.
window-perhaps = A script of the page may open a window.
    .help = Check that nothing opens unless the user asks for it.
pointer-down = The attribute `{ $attribute }` acts as soon as the pointer is down.
    .help = Check that the action can be undone, or act when it is released (`onclick`).
gesture-listened = A gesture is followed here.
    .help = Check that the same can be done with a single tap.
motion-listened = A script of the page follows the movements of the device.
    .help = Check that a button does the same and that the detection can be turned off.
cryptic-unexplained = These signs (a face, a drawing, an emoji or a coded word) are not explained.
    .help = Add a `title`, or say in words, right beside them, what they stand for.
document-untagged = The PDF “{ $document }” is not tagged: a screen reader cannot follow its structure.
    .help = Export it again as a tagged PDF (in LibreOffice: “Universal Accessibility (PDF/UA)”), or publish the same information as a web page.
document-incomplete = The PDF “{ $document }” is tagged, but lacks { $missing ->
        [title] its title, or the order to show it
        [language] its language
       *[other] its title and its language
    }.
    .help = Fill in its properties (title, language, display of the title) and export it again.
document-unread = The document “{ $document }” could not be read (protected, damaged or absent).
    .help = Open it and check that a screen reader can read it.
document-to-check = The document “{ $document }” is for download.
    .help = Check that it is accessible, or that an accessible version is offered beside it.
session-ends = The page says that the session ends after a delay.
    .help = Check that it can be prolonged or its limit removed, or that it lasts twenty hours at least.
label-repeated-differs = Two fields of one purpose are called “{ $other }” and “{ $label }”.
    .help = Give them the same label, if what is asked is the same.
