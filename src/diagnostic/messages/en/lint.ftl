# What the linter's reports say, whatever the rule.

lint-where = { $part ->
        [content] To be put right in the content
        [settings] To be put right in the site’s settings
        [theme] To be put right in the theme
       *[page] To be put right in the page
    } (RGAA { $tests }; { $severity ->
        [blocking] blocking
        [major] major
       *[minor] minor
    }).
lint-why = Why (in French): { $why }
lint-count = On { $pages } pages of { $sites ->
        [one] { $sites } site
       *[other] { $sites } sites
    }.
lint-known = Known and accepted for now: { $reason }
lint-summary = Accessibility: { $pages ->
        [one] { $pages } page checked
       *[other] { $pages } pages checked
    }, { $sure ->
        [0] no sure fault
        [one] { $sure } sure fault
       *[other] { $sure } sure faults
    }, { $reviews ->
        [0] nothing for a person to look at
        [one] { $reviews } point for a person to look at
       *[other] { $reviews } points for a person to look at
    }.
lint-summary-known = { $known ->
        [one] Besides, { $known } fault is known and dated.
       *[other] Besides, { $known } faults are known and dated.
    }
lint-reviews = For a person to look at: { $reviews } points (with --all, each of them).
lint-baseline-written = { $count ->
        [0] No fault to add to { $file }.
        [one] { $count } fault added to { $file }: write its reason, its owner and its end date.
       *[other] { $count } faults added to { $file }: write the reason, the owner and the end date of each.
    }
lint-path-missing = There is no file, folder or site “{ $path }”.
    .help = Name a page, a folder of pages, or a site of the workspace.
page-not-utf8 = The page is not UTF-8.
    .help = Save it as UTF-8: letters may have been misread.
page-not-whole = The page is too big or too deep to be checked whole.
    .help = Split it; what is found is not sure.
linter-panicked = The page could not be checked: this is an error of Parvis.
    .help = Report it with this page; the other pages are checked.
baseline-unreadable = The list of known faults cannot be read: { cause }.
    .help = Check the file’s name and its permissions.
baseline-incomplete = This known fault lacks a reason, an owner or an end date.
    .help = Fill in `reason`, `owner` and `until`.
baseline-date = “{ $date }” is not a date.
    .help = Write it like this: 2027-03-31.
baseline-expired = This known fault was to be put right by { $until } ({ $owner }).
    .help = Put it right, or set a new end date and say why.
baseline-stale = This known fault is no more: { $rule } in “{ $file }”.
    .help = Remove it from the list.
lint-report-title = Accessibility report
lint-report-site-title = Accessibility report: { $site }
lint-report-back = All sites
lint-report-caution = These automatic checks do not say that a site conforms: only an audit does.
lint-report-theme = Faults of the theme
lint-report-sites = Sites
lint-report-sites-caption = State of the sites, those with faults first
lint-report-faults = Sure faults
lint-report-reviews = For a person to look at
lint-report-more = There are { $count } more.
lint-report-tests = Tests of RGAA
lint-report-tests-caption = Number of pages by outcome, theme { $theme }
lint-column-site = Site
lint-column-state = State
lint-column-pages = Pages
lint-column-new = Faults
lint-column-known = Known faults
lint-column-review = To look at
lint-column-test = Test
lint-state-faults = Faults to put right
lint-state-known = Known and dated faults
lint-state-none = No sure fault
lint-outcome-conforming = Conforming
lint-outcome-non-conforming = Non-conforming
lint-outcome-not-applicable = Not applicable
lint-outcome-review = To look at
lint-outcome-untested = Untested
