# The words of the interface in English.

## Around the page
skip-to-content = Skip to content
you-are-here = Breadcrumb
main-menu = Main menu
menu = Menu
close = Close
whole-section = { $title }: the whole section
alerts = Alerts
information = About this site
back-to-top = Back to top
member-of = Member of:
demonstration = Demonstration site.
demonstration-text = The information on these pages is invented; this is not the official site.
colon = :

## Pages every site has
home-page = Home
page-saisine = Write to the administration
page-legal = Legal notice
page-privacy = Personal data
page-accessibility = Accessibility
page-sitemap = Site map
page-feeds = Feeds
contact = Contact
contact-and-hours = Contact and opening hours
not-found-text = The page you asked for does not exist, or no longer does. The address may be misspelt.
moved = This page has moved
moved-text = Go to the new address
feeds-text = A feed tells you of everything new in the reader you like; the events can be added to your calendar.

## Home
in-one-click = In one click
town-hall = The town hall
all-hours = All opening hours
other-site = (other site)
news = News
all-news = All news
events = Events
all-events = All events
publications = Publications
all-publications = All publications
sections = Sections
services = Online services
members = Member communes

## Contact
reach-us = Contact us
write-to-us = Write to the administration online
all-procedures = All procedures
phone = Phone
email = E-mail
website = Website
address = Address
see-map = See the map on OpenStreetMap
opening-hours = Opening hours
opening-hours-of = Opening hours: { $title }
day = Day
hours = Hours
hours-exceptions = Special days:

## Entries
published-on = Published on
updated-on = updated on
updated-on-alone = Updated on
shared-by = Shared by:
credit = Credit: { $name }
on-this-page = On this page
documents = Documents to download
download = Download
categories = Categories
in-this-section = In this section
neighbours = Before and after
newer = Newer
older = Older
when = When
where = Where
event-over = over
organiser = Organised by
price = Price
registration = Registration
add-to-calendar = Add to my calendar
next-dates = Next dates
alert-over = over
starts = From
ends = Until
until = until
then = Then on
cost = Cost
usual-delay = Usual delay
keywords = Keywords
documents-needed = Documents needed
otherwise = Otherwise

## Lists
pagination = Pagination
page = Page
previous-page = Previous page
next-page = Next page
back-to = Back: { $title }
nothing-here = Nothing to show for now.
by-category = By category
by-year = By year
subscribe = Subscribe
## What texts hold
box-note = Information
box-tip = Tip
box-important = Important
box-warning = Warning
box-urgent = Urgent
box-details = More
captions = Captions
video-download = Download the video
video-transcript = Transcript of “{ $title }”
video-watch = Watch the video “{ $title }”
video-on = on { $service }, another site
places = Places
places-without-position = Also, without a position on the map:
map-label = { $count ->
    [one] Sketch map: one place, with its number in the list
   *[other] Sketch map: { $count } places, with the numbers of the list
}
map-legend = The numbers are those of the list.
map-legend-centre = The numbers are those of the list; the house is the centre, the circles are distances as the crow flies.
map-legend-hall = The numbers are those of the list; the house is the town hall, the circles are distances as the crow flies.
place-from-hall = { $distance } from the town hall
place-from-centre = { $distance } from the centre
place-direction = { $direction ->
    [n] to the north
    [ne] to the north-east
    [e] to the east
    [se] to the south-east
    [s] to the south
    [sw] to the south-west
    [w] to the west
   *[nw] to the north-west
}

## Search
search-this-site = Search this site
search-go = Search
search-precisely = Detailed search
search-words = What are you looking for?
search-kinds = Look only in
search-year = Year
search-any-year = Any year
search-site = Site
search-any-site = All sites
search-results = Results
search-wait = Searching…
search-none = No result for “{ $query }”.
search-one = 1 result for “{ $query }”.
search-many = { $count } results for “{ $query }”.
search-shown = { $shown } of { $count } results shown.
search-more = Show more results
search-advice = Try a simpler or shorter word, check the spelling, or look in all years and all kinds of pages. These pages may help too:
search-failed = The search does not answer at the moment. The site map below leads to every page.
search-map = Site map
search-without = The search needs JavaScript, which your browser does not run. Here are all sections and pages of the site.
