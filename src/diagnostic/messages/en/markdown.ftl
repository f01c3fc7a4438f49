# What the text of contents says, written in Markdown.
markdown-too-deep = Quotes, lists or emphasis are nested more than { $limit } times.
    .help = Remove levels: a readable text seldom has more than three.
markdown-too-long = This text is too long or too scattered for one page.
    .help = Divide it into several pages.
markdown-too-many-links = There are more than { $limit } links and images on this page.
    .help = Divide it into several pages; beyond this limit links are not followed.
too-many-findings = There is more to say about this file; only the first { $limit } findings are shown.
    .help = Correct these, then check again.
heading-level-one = “{ $text }” is a heading of level 1, which is for the page’s title.
    .help = Begin the headings of the text at level 2: “## { $text }”.
heading-level-skipped = “{ $text }” is a heading of level { $level }, but level { $expected } at most is expected here.
    .help = Remove one or more “#” to follow the order of levels: the look of a heading must not guide its level.
heading-attributes-refused = After the heading “{ $text }”, only an anchor such as { "{" }#hours{ "}" } is possible.
    .help = Keep nothing but the “#” and the anchor’s name between the braces.
heading-id-invalid = The anchor “{ $id }” has signs that do not fit an address.
    .help = Write { "{" }#{ $right }{ "}" }: letters without accents, digits and hyphens.
heading-id-taken = The anchor “{ $id }” is already used on this page.
    .help = Give it another name.
link-scheme-refused = An address that begins with “{ $scheme }:” is refused.
    .help = Use an https:, mailto: or tel: address, or the path of a page or a file of the site.
anchor-missing = No heading of this page has the anchor “{ $anchor }”.
    .help = { $suggestion ->
        [none] Check the anchor, or add it to the heading you mean: ## Heading { "{" }#{ $anchor }{ "}" }.
       *[other] Did you mean “#{ $suggestion }”?
    }
html-removed = The HTML tag <{ $element }> was removed.
    .help = { $element ->
        [a] Write a link in Markdown: [text](address).
        [img] Write an image in Markdown: ![what it shows](file.jpg).
        [h1] Write a heading in Markdown: ## Heading.
        [h2] Write a heading in Markdown: ## Heading.
        [h3] Write a heading in Markdown: ### Heading.
        [table] Write a table in Markdown, with vertical bars.
        [script] Programs are not allowed in contents.
        [style] The look of pages is set in the theme.
        [iframe] Put a link to the page instead.
       *[other] Write the same in Markdown, or remove the tag.
    }
html-attribute-removed = The attribute “{ $attribute }” of the tag <{ $element }> was removed.
    .help = Remove it: the look of pages is set in the theme, and programs are not allowed.
html-misplaced = The HTML tag <{ $element }> is out of place and was removed.
    .help = Put it on its own line, after an empty line, and inside the tag that must hold it.
html-unclosed = The HTML tag <{ $element }> is not closed; it was closed here.
    .help = Add </{ $element }> where it must end, in the same level of list or quote.
link-with-space = The address “{ $target }” has a space: this is no link, and the page shows the brackets and parentheses.
    .help = Rename the file without space, or put the address between angle brackets: (<{ $target }>).
link-empty = { $part ->
        [text] This link has no text: nobody can see it or follow it.
       *[target] This link has no address: it leads nowhere.
    }
    .help = { $part ->
        [text] Write between the brackets what the reader will find: [text](address), or remove the link.
       *[target] Write between the parentheses where it leads: [text](address), or remove the brackets.
    }
box-unknown = “[!{ $name }]” is no marker of a box: the page shows a quotation that begins with these words.
    .help = { $suggestion ->
        [none] Write [!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION], [!QUESTION] or [!STEPS].
       *[other] Did you mean “[!{ $suggestion }]”?
    }
box-title-link = The title of the box “{ $title }” holds a link or an image: only its words are kept.
    .help = Write the link or the image in the text of the box, on the next line.
box-title-missing = Nothing says what this text to unfold holds.
    .help = Write a question or a title after the marker: [!{ $name }] Where do I fetch my card?
box-steps-missing = There is no numbered list in this series of steps.
    .help = Write each step on a line that begins with a number: “> 1. Make an appointment”.
