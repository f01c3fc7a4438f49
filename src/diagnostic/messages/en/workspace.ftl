# What YAML files and the workspace's settings say.
yaml-syntax = { $cause ->
    [bracket] A bracket or a brace has no counterpart, or a comma is missing between two values.
    [reference] A reference of YAML (“&” or “*”) leads to nothing, or to itself.
    [colon] This line is not a key followed by a colon and a value.
    [indentation] The indentation of this line does not go with that of the lines around it.
    [quotes] The quoted text cannot be read.
    [sign] A sign that means something to YAML (“!” or “%”) is not in its place.
    [character] A character that YAML does not allow, perhaps an invisible one, stands here.
    [end] The YAML ends here before it is complete.
   *[unknown] The YAML cannot be read here: { $detail }.
}
    .help = Check the indentation (spaces, never tabs), the colons followed by a space, and the quotes: a text that contains “: ” or begins with a sign is written between straight quotes.
yaml-unknown-key = The key “{ $key }” does not exist.
    .help = { $suggestion ->
        [none] The keys that are possible here: { $known }.
       *[other] Did you mean “{ $suggestion }”?
    }
yaml-unknown-value = The value “{ $value }” is not possible here.
    .help = { $suggestion ->
        [none] The possible values: { $known }.
       *[other] Did you mean “{ $suggestion }”?
    }
yaml-missing-key = The key “{ $key }” is missing.
    .help = Add a line that begins with “{ $key }:”.
yaml-duplicate-key = The key “{ $key }” is written twice.
    .help = Keep one of the two lines.
yaml-wrong-type = { $expected ->
        [boolean] “true” or “false” is
        [mapping] Keys with values are
        [list] A list is
        [number] A number is
        [integer] A whole number is
       *[text] A text is
    } expected here.
    .help = { $suggestion ->
        [none] { $expected ->
            [boolean] Write true or false, without quotes.
            [mapping] Write one key a line, indented: “key: value”.
            [list] Write one item a line, indented, each after a hyphen and a space.
            [number] Write a number with a decimal point, without quotes or unit.
            [integer] Write a number without decimals, quotes or unit.
           *[text] Write a text; if it looks like something else, put it between straight quotes.
        }
       *[other] Write the line as: { $suggestion }
    }
yaml-bad-value = This value does not do: { $detail }.
    .help = Correct the value; a date is written like 2026-12-25.
yaml-too-large = This YAML is too long, too deeply nested, or repeats itself too often.
    .help = Keep below 500 kB, 24 levels of indentation and 100 references (“&” and “*”); long text belongs in the body of the page.
file-missing = The file does not exist.
    .help = Create it, or remove the folder that should hold it.
file-unreadable = The file cannot be read: { cause }.
    .help = Check that the file exists and that you may read it.
file-not-utf8 = The text is not saved as UTF-8.
    .help = Open the file in your editor and save it with the UTF-8 encoding; the first unreadable character is at this place.
file-too-large = The file is too large: { $size } MB, at most { $limit } MB are read.
    .help = Split the text into several pages; images and documents belong in files of their own.
file-not-regular = This is not an ordinary file.
    .help = Remove it from the site's folder.
symlink-refused = Symbolic links are not followed: they may lead out of the site.
    .help = Replace the link by a copy of the file.
name-not-unicode = The file's name has unreadable characters.
    .help = Rename the file with ordinary letters.
names-collide = Only case or the way accents are written tells this name from “{ $first }”.
    .help = Rename one of the two files: on some computers they would be one.
site-id-invalid = This folder's name cannot be part of an address.
    .help = Rename it with lower-case letters without accents, digits and hyphens: “{ $suggestion }”.
group-unknown = The group “{ $name }” does not exist.
    .help = { $suggestion ->
        [none] Create the file groups/{ $name }.yaml, or remove this line.
       *[other] Did you mean “{ $suggestion }”?
    }
group-broken = The settings of the group “{ $name }” have a mistake.
    .help = First correct groups/{ $name }.yaml.
parent-unknown = The parent site “{ $name }” does not exist.
    .help = { $suggestion ->
        [none] Write the name of a folder of sites/.
       *[other] Did you mean “{ $suggestion }”?
    }
parent-cycle = The site is its own ancestor: { $chain }.
    .help = Remove the line “parent” from one of these sites, or from its group.
portal-unknown = The portal site “{ $name }” does not exist.
    .help = { $suggestion ->
        [none] Write the name of a folder of sites/, or remove this line.
       *[other] Did you mean “{ $suggestion }”?
    }
theme-unknown = The theme “{ $name }” does not exist.
    .help = { $suggestion ->
        [none] Write “parvis”, or the name of a folder of themes/.
       *[other] Did you mean “{ $suggestion }”?
    }
setting-provider-unknown = The provider of forms “{ $name }” is not defined.
    .help = { $suggestion ->
        [none] Define it under “grc”, “providers” in parvis.yaml.
       *[other] Did you mean “{ $suggestion }”?
    }
setting-form-unknown = The form “{ $name }” is not in the catalogue.
    .help = { $suggestion ->
        [none] Add it under “grc”, “forms” in parvis.yaml.
       *[other] Did you mean “{ $suggestion }”?
    }
setting-service-unknown = The service “{ $name }” is not defined.
    .help = { $suggestion ->
        [none] Define it under “services” in parvis.yaml.
       *[other] Did you mean “{ $suggestion }”?
    }
url-taken = The address { $url } already belongs to the site “{ $other }”.
    .help = Give each site its own address (key “url”).
url-invalid = “{ $value }” is not a complete address.
    .help = Write the whole address, for example https://www.example.org.
url-without-id = The address “{ $value }” would be the same for all sites.
    .help = Write { "{id}" } where the site's name goes: https://{ "{id}" }.example.org.
url-template-invalid = “{ $value }” is not a template of an address.
    .help = Write a complete address; { "{tenant}" }, { "{form}" }, { "{insee}" }, { "{siren}" } and { "{id}" } are replaced in it.
domain-invalid = “{ $value }” is not a domain name.
    .help = Write the name alone, without “https://” or slash: www.example.org.
insee-invalid = “{ $value }” is not the INSEE code of a commune.
    .help = Write the five characters of the official geographic code, for example 40002 (it is not the postal code).
siren-invalid = “{ $value }” is not a SIREN number.
    .help = Write the nine digits; one is wrong or missing, for the check digit does not fit.
color-invalid = “{ $value }” is not a colour.
    .help = Write a number sign and six hexadecimal digits between straight quotes: "#1f5c99".
email-invalid = “{ $value }” is not an e-mail address.
    .help = Write it like town-hall@example.org.
phone-invalid = “{ $value }” is not a telephone number.
    .help = Write one number, in digits and spaces: 05 36 49 00 00. If there are several, keep one here and give the others in the text.
position-invalid = The position { $value } is not on Earth.
    .help = Latitude goes from -90 to 90, longitude from -180 to 180, in degrees.
timezone-unknown = The time zone “{ $value }” does not exist.
    .help = Write for example Europe/Paris or Indian/Reunion.
language-invalid = “{ $value }” is not a language code.
    .help = Write for example fr, eu or oc.
value-out-of-range = This number must be between { $least } and { $most }.
    .help = Correct the number.
folder-invalid = The folder “{ $value }” cannot be part of an address.
    .help = Use lower-case letters without accents, digits and hyphens only.
server-setting-invalid = “{ $value }” does not suit a web server.
    .help = Give a folder by its whole path (/srv/parvis), a port (443), or an address and a port (127.0.0.1:8080).
folder-unreadable = This folder cannot be read: { cause }.
    .help = Check that the folder exists and that you may read it. Until then nothing is built and nothing is removed.
folder-not-empty = The folder is not empty: it holds “{ $name }”.
    .help = Give a folder that is empty or not there yet: a fresh workspace mixes with nothing.
name-empty = The site's name is empty.
    .help = Write the name of the commune or body.
crest-missing = The coat of arms “{ $value }” is not in the site's folder.
    .help = Add the image to the site's folder and write its path from there.
menu-item-empty = A line of the menu has no label or no address.
    .help = Write “label” and “link”.
menu-too-deep = The menu has more than two levels.
    .help = Move this line up a level: beyond two, people get lost.
security-contact-invalid = “{ $value }” is not a way to report a vulnerability.
    .help = Write for example mailto:security@example.org or https://www.example.org/security.
hours-range-invalid = “{ $value }” is not a range of hours.
    .help = Write when it opens and closes: "09:00-12:00".
hours-end-before-start = The range “{ $value }” ends before it starts.
    .help = Swap the two times; beyond midnight, write two ranges on two days.
hours-overlap = The range “{ $value }” overlaps “{ $other }”.
    .help = Make one range of the two.
hours-exception-undated = This exception has no date.
    .help = Write “date” for one day, or “from” and “to” for several.
hours-date-invalid = “{ $value }” is not a date.
    .help = Write year, month and day: 2026-12-25.
hours-exception-reversed = The period ends ({ $to }) before it starts ({ $from }).
    .help = Swap the two dates.
hours-exception-ambiguous = One cannot tell whether these days are closed or open at other hours.
    .help = Write “closed” with the value true, or “hours” with ranges; one or the other.
hours-exceptions-overlap = Two exceptions are about { $date }.
    .help = Correct the dates of one of them.
legal-host-incomplete = The legal notice does not say all of the host; missing: { $missing }.
    .help = Fill in these keys: the host’s name, address and telephone are compulsory (loi n° 2004-575 du 21 juin 2004).
legal-dpo-incomplete = The data protection officer cannot be reached; missing: { $missing }.
    .help = Fill in these keys: the name, and a way to reach them (email, phone or address) (GDPR, articles 13 and 37).
legal-contact-incomplete = The legal notice does not say how to reach the publisher; missing: { $missing }.
    .help = Fill in these keys: the publisher’s address and telephone are compulsory (loi n° 2004-575 du 21 juin 2004).
legal-accessibility-contact-missing = Nobody can be reached to report an accessibility problem.
    .help = Add an e-mail address or a telephone under `contact` or `accessibility`, `contact` (loi n° 2005-102 du 11 février 2005, article 47).
yaml-tab = A tabulation indents this line: YAML knows spaces only.
    .help = Replace the tabulation by two spaces.
yaml-colon-unquoted = The text of this line holds a colon followed by a space: YAML takes it for another key.
    .help = Put the whole text between straight quotes, for example "Works: the street is closed".
workspace-exists = There is already a workspace here.
    .help = Choose another folder, or work in this one: “parvis build” builds it.
file-exists = The file is already there.
    .help = Change it, or choose another title: nothing is ever written over.
file-unwritable = The file cannot be written: { cause }.
    .help = Check that the folder exists and that you may write to it.
site-unknown = The site “{ $name }” does not exist.
    .help = { $suggestion ->
        [none] Write the name of a folder of sites/; “parvis sites” lists them.
       *[other] Did you mean “{ $suggestion }”?
    }
title-without-letters = The title “{ $title }” has no Latin letter or digit: no address can be made of it.
    .help = Give a title that holds at least one letter.
folder-missing = No folder is meant for this kind of content.
    .help = Add it under “folders” in parvis.yaml.
kind-unknown = The kind of site “{ $name }” does not exist.
    .help = { $suggestion ->
        [none] Write for example commune, communaute-de-communes, syndicat or association.
       *[other] Did you mean “{ $suggestion }”?
    }
table-without-name = The table has no column for the name.
    .help = Call one of the columns “nom”. The first line is: { $header }
table-name-missing = This line has no name.
    .help = Fill in the column “nom”, or remove the line.
table-number-invalid = “{ $value }” is not a number.
    .help = Write digits only, with a point for decimals.
table-line-malformed = { $detail ->
    [columns] This line of the table has { $found ->
        [one] one column
       *[other] { $found } columns
    }, where the first one has { $wanted }.
   *[other] This line of the table cannot be read: { cause }.
}
    .help = Check that it has as many columns as the first one, and that every quote that is opened is closed.
table-site-twice = Two lines give the same site “{ $name }”.
    .help = Remove one of the two lines, or give each its own “id”.
yaml-value-cut = YAML cuts this value at the sign “#”, where for it a comment begins: only “{ $kept }” is left.
    .help = Put the whole value between straight quotes: { $right }
url-with-path = “{ $value }” is the address of a folder: a site takes a whole address.
    .help = Give each site a name of its own, for example https://amou.example.org or, in parvis.yaml, https://{ "{id}" }.example.org.
yaml-indentation = Spaces shift this line: YAML takes it for the rest of the line above.
    .help = Write it at the edge, as the other keys: { $line }
yaml-sign-unquoted = This value begins with the sign “{ $sign }”, which means something to YAML.
    .help = Write the line as: { $line }
yaml-quotes = The quotes of this value are not around all of it.
    .help = Write the line as: { $line }
mount-path-invalid = “{ $value }” is no path in the site.
    .help = Write the name that the folder or file will have in the site, without a leading “/” nor “..”: redaction, or guides/ci.md.
mount-outside-workspace = “{ $value }” is no visible path of the workspace.
    .help = Write a path from the folder of parvis.yaml, without a leading “/” nor “..”: docs, or docs/guide-ci.md.
mount-not-for-sites = “{ $value }” cannot be shown by a site.
    .help = A site shows only what is no other’s: put these files in a folder of their own, such as docs.
mount-name-differs = “{ $path }” and “{ $value }” do not have the same extension: the file would change its nature.
    .help = Give the file a name in the site that ends like the other.
mount-missing = There is neither a file nor a folder “{ $value }” in the workspace.
    .help = Correct the path, or remove the line. A symbolic link is not followed.
mount-path-taken = The site already has a file “{ $path }”: this one is not shown.
    .help = Rename one of the two, or show this folder under another name.
yaml-value-comment = This value begins with the sign “#”, where YAML begins a comment: nothing of it is left.
    .help = Put the whole value between straight quotes: { $right }
table-missing = The table “{ $file }” does not exist.
    .help = Check the path of the file; it is read from the folder you are in.
