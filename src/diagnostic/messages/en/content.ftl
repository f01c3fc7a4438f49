# What contents say: the front matter of each Markdown file, and its values.
front-matter-missing = The file does not begin with a front matter.
    .help = Put a line “---” at the very top, then “title:” and the title, then another line “---”; the text comes after. A file that begins with “# Title” needs none.
front-matter-unclosed = The front matter is not closed.
    .help = Add a line “---” after the last line of the front matter, before the text.
entry-key-missing = “{ $key }” is missing for { $kind ->
        [news] a news item
        [event] an event
        [alert] an alert
        [directory] a directory entry
        [procedure] a procedure
        [publication] a publication
       *[page] a page
    }.
    .help = { $key ->
        [title] Add a line “title:” with the title to the front matter.
        [date] Add the date of publication to the front matter, e.g. “date: 2026-03-14”.
        [start] Add the beginning of the event to the front matter, e.g. “start: 2026-03-14 18:30”.
        [starts] Add the beginning of the alert to the front matter, e.g. “starts: 2026-03-14 18:30”.
        [level] Add “level: info”, “level: vigilance” or “level: urgence” to the front matter.
        [type] Add “type: service”, “association”, “commerce”, “equipement” or “elu” to the front matter.
        [document] Add the published file to the front matter, e.g. “document: budget.pdf”.
       *[other] Add a line “{ $key }:” with its value to the front matter.
    }
entry-key-misplaced = “{ $key }” cannot be used for { $kind ->
        [news] a news item
        [event] an event
        [alert] an alert
        [directory] a directory entry
        [procedure] a procedure
        [publication] a publication
       *[page] a page
    }: it is made for { $owner ->
        [news] a news item
        [event] an event
        [alert] an alert
        [directory] a directory entry
        [procedure] a procedure
        [publication] a publication
       *[page] a page
    }.
    .help = Remove the line, or move the file to the folder that fits.
date-not-iso = The date “{ $value }” is not in the expected form.
    .help = Write “{ $right }”: year, month, day, with hyphens.
date-invalid = “{ $value }” is not a date, or the date does not exist.
    .help = Write for example “2026-03-14”, or “2026-03-14 18:30” with an hour.
end-before-start = The end ({ $second }) comes before the start ({ $first }).
    .help = Correct one of the two dates; an event that ends after midnight ends the day after.
expires-before-date = The page would disappear ({ $second }) before it is published ({ $first }).
    .help = Correct “date” or “expires”.
event-all-day-mismatch = “all_day” does not agree with the event’s dates.
    .help = Remove “all_day”: an event whose dates have no hour lasts all day.
recurrence-invalid = The recurrence rule “{ $value }” cannot be read{ $detail ->
        [none] .
       *[other] {" "}({ $detail }).
    }
    .help = Write for example “FREQ=WEEKLY;BYDAY=MO” (every Monday) or “FREQ=MONTHLY;BYDAY=1SU” (the first Sunday of the month).
recurrence-frequency = The frequency “{ $frequency }” is not possible for an event.
    .help = Write FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY.
recurrence-time-in-rule = The hour is not written in the recurrence rule ({ $part }).
    .help = Remove { $part } from the rule: the hour is the one of “start”. For two hours a day, make two events.
recurrence-two-ends = The end of the recurrence is given twice: by “until” and by { $part } in the rule.
    .help = Keep “until” and remove { $part } from the rule.
recurrence-missing = “{ $key }” is only for an event that recurs.
    .help = Add “recurrence”, e.g. “recurrence: FREQ=WEEKLY”, or remove “{ $key }”.
recurrence-empty = With this recurrence rule the event never takes place.
    .help = Check the rule, “until” and “except”: at least one date must remain.
recurrence-start-off = The first day written ({ $start }) does not follow the recurrence rule: the event will begin on { $first }.
    .help = Put { $first } in “start”, or correct the rule.
title-long = The title has { $length } characters.
    .help = Stay below { $limit }: longer titles are cut in menus, tabs and feeds.
description-long = The description has { $length } characters.
    .help = Stay below { $limit }: a sentence or two are enough in lists and search engines.
id-invalid = The identifier “{ $value }” has signs that do not fit.
    .help = { $suggestion ->
        [none] Write it in lower-case letters without accents, digits and hyphens.
       *[other] Write for example “{ $suggestion }”: lower-case letters without accents, digits and hyphens.
    }
image-alt-missing = The image “{ $file }” has no alternative text.
    .help = Say in a few words what it shows: “alt:” in the front matter, or between the brackets in the text. If it only decorates: “decorative: true” in the front matter, or ![](file "decorative") in the text.
image-alt-and-decorative = A decorative image has no alternative text.
    .help = Keep “alt” if the image says something, else “decorative: true”.
file-path-invalid = “{ $value }” is not a file of the site.
    .help = Give the path of the file from this page (“photo.jpg”) or from the site’s folder (“/images/photo.jpg”), without leaving it.
alias-invalid = “{ $value }” is not a former address that can be used.
    .help = Write the whole path without the domain, e.g. “/former-page/”.
alias-of-itself = “{ $value }” is the address of this page already.
    .help = Remove this line from “aliases”.
category-invalid = “{ $value }” cannot be the name of a category.
    .help = The name of a category has at least one letter or digit.
web-address-invalid = “{ $value }” is not the address of a web site.
    .help = Copy the whole address, which begins with “https://”.
position-not-on-earth = These coordinates are nowhere on Earth.
    .help = Write the latitude (43.7 in the Landes), then the longitude (-0.8), with a decimal point.
procedure-form-and-url = The procedure has two addresses: a form (“form”) and an address (“url”).
    .help = Keep one of the two lines.
publication-summary-missing = The publication has no summary.
    .help = Write what the document says below the front matter: not everybody can read a PDF.
path-outside-site = The path “{ $path }” is not the path of a page of the site.
    .help = Put the file into the site’s folder, without “..” in the path.
path-without-letters = The name of the file or of a folder (“{ $path }”) gives no address.
    .help = Rename it with letters or digits.
quotes-typographic = The value of “{ $key }” is between typographic quotes ({ $open }…{ $close }): they are part of the text and will be shown.
    .help = Remove them, or replace them by straight quotes (").
video-title-missing = The video has no title.
    .help = Add a line “title:” below “video” that says what it shows.
video-duration-invalid = “{ $value }” is no duration.
    .help = Write minutes and seconds, e.g. 3:20, or hours, minutes and seconds: 1:02:30.
video-file-or-url = { $given ->
        [both] The video has two addresses: “file” and “url”.
       *[none] Nothing says where the video is.
    }
    .help = Give “file” for a file of the site, or “url” for a video shown elsewhere, never both.
video-key-elsewhere = “{ $key }” does nothing for a video shown elsewhere: its player is not ours.
    .help = Remove this line; captions are set where the video is shown.
figure-empty = This key figure is empty.
    .help = Give each its value and what it counts: { "{" }value: "1,550", label: inhabitants{ "}" }.
