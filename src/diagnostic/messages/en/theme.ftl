theme-missing = There is no theme “{ $theme }”. Known themes: { $known }.
    .help = { $suggestion ->
        [none] Choose one of the known themes, or create the folder “themes/{ $theme }”.
       *[other] Did you mean “{ $suggestion }”?
    }
theme-endless = The theme “{ $theme }” extends itself, directly or through another theme.
    .help = In theme.yaml, give “extends” a theme that does not lead back here, or remove the line.
theme-file-unreadable = A file of the theme could not be read: { cause }.
    .help = Check that the file exists and that you may read it.
theme-file-not-utf8 = A file of the theme is not saved as UTF-8.
    .help = Save it again with the encoding UTF-8.
theme-symlink = The theme contains a symbolic link: it is not followed.
    .help = Replace the link by a copy of the file.
theme-too-large = A file of the theme is larger than { $megabytes } MB, or the theme has more than { $files } files.
    .help = Take out what is not part of the theme: photos and documents belong in the site’s folder.
theme-messages-broken = The words of the interface cannot be read: { $detail }
    .help = Correct the line: a text is written “name = The text”.
theme-asset-missing = The style sheet asks for “{ $asset }”, which is not in the theme’s “assets” folder.
    .help = { $suggestion ->
        [none] Add the file to the “assets” folder, or remove the line.
       *[other] Did you mean “{ $suggestion }”?
    }
template-broken = { $cause ->
    [variable] The page template uses the variable “{ $name }”, which does not exist here.
    [field] The page template uses “{ $name }”, which this value does not have.
    [filter] The page template uses the filter “{ $name }”, which does not exist.
    [test] The page template uses the test “{ $name }”, which does not exist.
    [function] The page template uses the function “{ $name }”, which does not exist.
    [component] The page template uses the component “{ $name }”, which does not exist.
    [template] The page template uses the template “{ $name }”, which does not exist.
    [block] No parent template has a block “{ $name }”.
    [argument] The argument “{ $name }” is missing.
    [syntax] The page template cannot be read: “{ $found }” is not expected here ({ $detail }).
   *[other] The page template cannot be used: { $detail }
}
    .help = { $suggestion ->
        [none] { $known ->
            [none] Correct the template at the place shown. An unknown name is often a typing mistake.
           *[other] The names that are possible here: { $known }.
        }
       *[other] Did you mean “{ $suggestion }”?
    }
template-block-missing = { $cause ->
    [hidden] This template has no block “{ $block }”, which “{ $child }” fills.
   *[own] No parent template has a block “{ $block }”.
}
    .help = { $cause ->
        [hidden] Add the line { "{% block " }{ $block }{ " %}{% endblock %}" } to it, or give the theme its own template in place of “{ $child }”.
       *[own] { $suggestion ->
            [none] Remove this block, or put it within a block that the parent knows.
           *[other] Did you mean “{ $suggestion }”?
        }
    }
template-missing = There is no template “{ $template }” in this theme.
    .help = { $suggestion ->
        [none] Check the name, or add the file to the theme’s “templates” folder.
       *[other] Did you mean “{ $suggestion }”?
    }
template-endless = The template “{ $template }” calls itself without end.
    .help = Remove one of the calls of the loop. To complete the parent theme’s template, name it with its theme: “parvis/page.html”.
template-block-nested = The block “{ $block }” already exists in the parent template: it cannot be written inside another block.
    .help = Write this block alone, outside any other block, or give it a new name.
stylesheet-broken = The style sheet has an error: { $detail }
    .help = Correct the style sheet at the place shown.
stylesheet-too-deep = The style sheet opens more than { $limit } blocks or brackets inside one another.
    .help = Close those that should be closed: a brace or a bracket is likely missing above.
stylesheet-import-missing = The style sheet imports “{ $detail }”, which exists in no folder of the theme.
    .help = Check the name; a file of the parent theme is named “parvis/css/base.css”.
stylesheet-foreign = The style sheet fetches “{ $detail }” from another site.
    .help = Copy the file into the theme’s “assets” folder: a page asks nothing of a third party.
token-unknown = There is no theme setting “{ $token }”. Known settings: { $known }.
    .help = { $suggestion ->
        [none] Choose one of the known settings; tokens.yaml explains them.
       *[other] Did you mean “{ $suggestion }”?
    }
token-value = The value “{ $value }” does not suit the setting “{ $token }”.
    .help = { $kind ->
        [colour] Give a hexadecimal colour, for example “#0b6e4f”.
        [length] Give a number followed by its unit, for example “1.5rem” or “8px”.
        [number] Give a number, for example “1.6”.
       *[choice] Choose among: { $choices }.
    }
template-without-body = The template “{ $template }” does not print the content of the box.
    .help = Add { "{{ notice.body }}" } to the template, once in each case.
