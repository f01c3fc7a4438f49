# What the rules on images, frames, media, tables, links, scripts and structure find.

image-name-title-only = The image's only alternative is its tooltip (`title`).
    .help = Name it with `aria-label` or `aria-labelledby`.
area-name-elsewhere = The clickable area is named neither by `alt` nor by `aria-label`.
    .help = Write in `alt` where the area leads.
server-side-map = The image map is resolved on the server: it can only be clicked with a mouse.
    .help = Check that a link leads to every place a click leads to.
svg-role-missing = The vector image has a name, but not the role of an image.
    .help = Add `role="img"`, or hide it with `aria-hidden="true"` when it is only decoration.
embed-name-missing = The embedded image has no text alternative.
    .help = Add `role="img"` and `aria-label`, or use `<img alt="…">`.
embed-role-missing = The embedded image has a name, but not the role of an image.
    .help = Add `role="img"`.
canvas-name-missing = The drawing (`<canvas>`) has no text alternative.
    .help = Add `role="img"` and `aria-label`, or hide it with `aria-hidden="true"` when it is only decoration.
canvas-role-missing = The drawing (`<canvas>`) has a name, but not the role of an image.
    .help = Add `role="img"`.
linked-image-silent = The image is all that a link or button shows, and it says nothing.
    .help = Say in its alternative where the link leads, or what the button does.
decorative-area-unsaid = The area without a link has no `alt`: nothing says whether it tells something.
    .help = Add `alt=""` if it only decorates; otherwise write what it shows.
captioned-image-silent = The image has a caption and no alternative.
    .help = Write in the alternative what the image shows, without repeating the caption.
decorative-image-exposed = The image is neither named nor hidden from assistive technologies.
    .help = When it is only decoration, add `aria-hidden="true"`; else add `role="img"` and a name.
image-alternative-meaningless = The alternative “{ $alternative }” says nothing of the image.
    .help = Write in a few words what the image tells.
image-alternative-doubtful = Does the alternative “{ $alternative }” say what the image tells?
    .help = Write in a few words what the image tells, or leave `alt=""` when it is only decoration.
image-alternative-long = The alternative has { $length } characters.
    .help = Keep what matters (about 80 characters) and put the rest in the page's text.
captcha-alone = This image tells people from machines, and nothing near it offers another test.
    .help = Check that there is another test (a sound, a question) or another way to the service.
captcha-unnamed = The image's alternative does not say that it is a security code.
    .help = Say in the alternative what the image is and what is expected.
image-description-missing = The image refers to a description (“{ $reference }”) that is not there.
    .help = Write the description, with that id, or remove the reference.
text-image = This image seems to show a text.
    .help = Replace it by styled text, unless it is a logo.
figure-caption-loose = The caption is not tied to the image as RGAA asks.
    .help = Give `<figure>` the attribute `role="figure"` and an `aria-label` identical to the caption.
figure-caption-differs = The name of the figure (`aria-label`) is not the text of its caption.
    .help = Repeat the caption's text in `aria-label`.
frame-title-meaningless = The title “{ $title }” does not say what the frame holds.
    .help = Write in `title` what the frame holds.
frame-title-twice = Another frame, with another content, has the same title “{ $title }”.
    .help = Give each frame a title of its own.
media-transcript-missing = Nothing near this film or sound announces a transcript or an audio description.
    .help = Check whether it needs one, and put it beside, or a link to it.
track-kind = The text track is of kind “{ $kind }”, not `captions`.
    .help = When it carries the captions of what is heard, write `kind="captions"`.
video-captions-missing = The film has no captions track.
    .help = When there is something to hear, add `<track kind="captions">`, or a link to a captioned version.
media-unidentified = No text says what one is going to see or hear.
    .help = Put a heading or a sentence right before it.
media-controls-foreign = This player is not the browser's own.
    .help = Try it with the keyboard and a screen reader.
media-controls-missing = The film or sound has no controls.
    .help = Add `controls`, or check that the page's own work with the keyboard.
interactive-media-alternative = This interactive content has no equivalent right beside it.
    .help = Add a link or button to an equivalent, accessible content.
table-summary-missing = This complex table has no summary.
    .help = Describe its structure in a text tied by `aria-describedby`, or make several simple tables.
table-summary-repeats = The table's summary repeats its title.
    .help = Write in the summary how the table is made.
table-summary-meaningless = The summary says nothing of the table.
    .help = Write in the summary how the table is made.
layout-table-unsaid = This table seems to serve layout only, and does not say so.
    .help = Add `role="presentation"`; when it holds data, mark its headers with `<th>`.
table-title-meaningless = The title “{ $title }” does not say what the table holds.
    .help = Write in `<caption>` what it is about.
table-title-loose = The table's title is not tied to it.
    .help = Write the title in `<caption>`, the table's first element.
table-title-in-cell = The table's title is written in a cell.
    .help = Write the title in `<caption>` and remove that row.
table-headers-unmarked = This cell serves as a header, but is not one.
    .help = Replace `<td>` by `<th>`, for it and for the other headers.
table-cell-unmarked = `headers` is read on `<td>` and `<th>` only.
    .help = Use HTML's own table elements.
table-too-big = The table is too big to be checked.
    .help = Check that each header is tied to its cells, or divide the table.
header-role-crossed = The header's role says column for row, or row for column.
    .help = Write `role="columnheader"` for a column's header, `role="rowheader"` for a row's.
header-untied = The header does not say whether it heads a column or a row.
    .help = Add `scope="col"` or `scope="row"`.
header-of-a-part = This header heads a part of the table only.
    .help = Give it an `id`, without `scope`, and name that `id` in the `headers` of its cells.
scope-crossed = `scope="{ $scope }"` takes a row's header for a column's, or the other way round.
    .help = Write `scope="col"` for a column's header, `scope="row"` for a row's.
header-id-unused = The header is tied by its `id` alone, and cells do not name it.
    .help = Name that `id` in the `headers` attribute of each cell, or give the header a `scope`.
header-without-cells = The header has no cell.
    .help = Fill up the rows that are too short, or remove the header.
link-purpose-vague = “{ $name }” does not say where the link leads.
    .help = Write in the link what one finds at its end.
pointer-only = The element can be clicked, but not reached with the keyboard.
    .help = Use a `<button>` or a link.
focus-taken-away = A script takes the focus away as soon as the element gets it.
    .help = Remove `this.blur()`.
script-alternative = A content stands in for the script when it does not run.
    .help = Check that it does the same service.
context-change = Filling in this field seems to send the form or change the page.
    .help = Add a button that starts the action, or warn before the field.
status-message-part = This area is announced piece by piece: `aria-atomic` is missing.
    .help = Add `aria-atomic="true"`, or use `role="status"` or `role="alert"`.
widget-name-missing = The component of role “{ $role }” has no name.
    .help = Name it with `aria-label` or `aria-labelledby`.
control-role-lost = The role “{ $role }” hides that this element can be operated.
    .help = Remove the role, or give it to an element around.
description-list-content = The description list holds something else than terms and descriptions.
    .help = Put each content in a `<dt>` or `<dd>`.
list-item-alone = This list item stands in no list.
    .help = Put it in a `<ul>` or `<ol>`.
description-alone = This term or description stands in no description list.
    .help = Put it in a `<dl>`.
fake-list = These lines look like a list, but are none.
    .help = Use `<ul>` and `<li>`, or `<ol>` when the order matters.
fake-heading = “{ $text }” looks like a heading, but is none.
    .help = When it is one, use `<h2>` or the level it has.
area-by-role = The area bears `role="{ $role }"`, but is no `<{ $element }>`.
    .help = Use `<{ $element }>`, which RGAA asks for.
navigation-without-links = This `<nav>` leads nowhere.
    .help = Keep `<nav>` for menus.
quotation-unmarked = This passage in quotation marks may be a quotation.
    .help = When it is one, put it in `<q>` or `<blockquote>`.
heading-level-invalid = The heading's level (`aria-level`) is no number from 1 on.
    .help = Write a level from 1 to 6, or use `<h1>` to `<h6>`.
