# What the rules of navigation and those that compare the pages of a site find.

skip-link-missing = Nothing lets people skip the menu and reach the main content.
    .help = Begin the page with a link such as `<a href="#content">Skip to content</a>`.
skip-link-broken = The skip link leads nowhere.
    .help = Give the main content the `id` that the link names.
zone-without-landmark = `<{ $element }>` does not have the role “{ $role }”: this zone can neither be reached nor skipped.
    .help = Give the zone back the role “{ $role }”, or begin it with a heading.
tab-order-upset = `tabindex="{ $rank }"` moves this element before those that precede it.
    .help = Remove `tabindex`, and write the elements in the order in which they are read.
tab-order-forced = `tabindex="{ $rank }"` moves this element before all the rest of the page.
    .help = Check that the order of the focus is still that of reading; the safest is to remove `tabindex`.
navigation-systems-missing = The site does not offer two ways to find one’s way.
    .help = Offer two of these: a menu, a site map, a search engine.
navigation-systems-unsure = The two ways to find one’s way through the site are not recognised on all pages.
    .help = Check that all pages have two of these: a menu (`<nav>`), a site map, a search engine.
menu-displaced = This menu is not where it is on the other pages, such as “{ $usual }”.
    .help = Write the menus in the same order on all pages.
sitemap-empty = The site map leads to no page.
    .help = Add a link to each section to the map.
sitemap-incomplete = The site map does not show “{ $page }”, which is in the menu ({ $count } in all).
    .help = Add a link to each section of the menu to the map.
sitemap-link-broken = The site map leads to “{ $target }”, which does not exist.
    .help = Correct the address, or remove the link.
sitemap-link-elsewhere = The link “{ $link }” of the site map leads to the page “{ $heading }”.
    .help = Correct the address, or give the link the title of the page.
sitemap-link-missing = The page does not lead to the site map, while others do, such as “{ $usual }”.
    .help = Put the link into the template of all pages.
sitemap-link-displaced = The link to the site map is not where it is on the other pages, such as “{ $usual }”.
    .help = Put the link at the same place of all pages.
search-missing = The page lacks the search that others have, such as “{ $usual }”.
    .help = Put the search into the template of all pages.
search-displaced = The search is not where it is on the other pages, such as “{ $usual }”.
    .help = Put the search at the same place of all pages.
search-other-way = The search is not reached as on the other pages, such as “{ $usual }”.
    .help = Offer a field everywhere, or a link everywhere.
skip-link-displaced = The skip link is not where it is on the other pages, such as “{ $usual }”.
    .help = Put the link at the same place of all pages, before the menu.
skip-link-not-here = The page lacks the skip link that others have, such as “{ $usual }”.
    .help = Put the link into the template of all pages.
title-shared = The title “{ $title }” is also that of “{ $other }”, which says something else.
    .help = Give each page a title that tells it apart.
title-shared-review = The title “{ $title }” is also that of “{ $other }”.
    .help = Add what tells the two pages apart, a date for instance.
label-differs = The label “{ $label }” is “{ $other }” on the page “{ $page }”, for a field of the same purpose.
    .help = Use the same label everywhere, if the fields ask for the same thing.
