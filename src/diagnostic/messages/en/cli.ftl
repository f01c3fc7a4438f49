cli = Builds, checks and shows the websites of communes from Markdown files.
cli-usage = Usage:
cli-commands = Commands
cli-arguments = Arguments
cli-options = Options
cli-default = default:
cli-help = Prints this help.
cli-version = Prints the version.
cli-workspace = The folder of the workspace, where parvis.yaml is.
cli-lang = The language of messages.
cli-color = When to use colours.
cli-init = Makes a workspace with a first site, ready to build.
cli-init-folder = The folder to make; it must be empty or not exist.
cli-build = Builds the sites; makes again only what changed.
cli-build-site = Only this site; may be repeated.
cli-build-shard = Only part I of the N parts of all sites.
cli-build-at = The instant to build for, such as 2026-03-14, 2026-03-14T18:30 or 2026-03-14T17:30:00Z; otherwise now.
cli-build-jobs = The number of threads; otherwise one for each core.
cli-build-out = The folder where the sites are written; otherwise “public” in the workspace.
cli-build-force = Makes every site again, even unchanged ones, and removes from the cache what none has used for a week.
cli-build-no-lint = Builds without checking the accessibility of pages.
cli-build-format = The form of findings.
cli-check = Checks the sites as “build” does, without writing anything.
cli-check-site = Only this site; may be repeated.
cli-check-shard = Only part I of the N parts of all sites.
cli-check-at = The instant to check for; otherwise now.
cli-check-jobs = The number of threads; otherwise one for each core.
cli-check-no-lint = Checks all but the accessibility of pages.
cli-check-format = The form of findings.
cli-serve = Shows the sites in the browser and makes them again at each save.
cli-serve-port = The port; the first free one from it on is taken.
cli-serve-at = The instant to build for; otherwise now.
cli-new = Creates a site or an entry, with id and dates filled in.
cli-new-site = Creates a site, or one for each row of a table.
cli-new-site-name = The name with its article, such as “Le Vignau”.
cli-new-site-kind = The kind of body, such as commune, epci or syndicat; otherwise commune.
cli-new-site-group = The group it belongs to.
cli-new-site-from-csv = Creates a site for each row of this CSV file.
cli-new-page = Creates a page.
cli-new-page-site = The site.
cli-new-page-title = The title.
cli-new-page-at = The instant that becomes its date; otherwise now.
cli-new-news = Creates a news item.
cli-new-news-site = The site.
cli-new-news-title = The title.
cli-new-news-at = The instant that becomes its date; otherwise now.
cli-new-event = Creates an event.
cli-new-event-site = The site.
cli-new-event-title = The title.
cli-new-event-at = The instant that becomes its start; otherwise now.
cli-new-alert = Creates an alert, shown on every page of the site from the next build on.
cli-new-alert-site = The site.
cli-new-alert-title = The title.
cli-new-alert-at = The instant it starts; otherwise now.
cli-new-directory = Creates a directory entry.
cli-new-directory-site = The site.
cli-new-directory-title = The title.
cli-new-directory-at = The instant that becomes its date; otherwise now.
cli-new-procedure = Creates a procedure.
cli-new-procedure-site = The site.
cli-new-procedure-title = The title.
cli-new-procedure-at = The instant that becomes its date; otherwise now.
cli-new-publication = Creates a publication.
cli-new-publication-site = The site.
cli-new-publication-title = The title.
cli-new-publication-at = The instant that becomes its date; otherwise now.
cli-forms = Tells which forms each site offers and where they lead.
cli-forms-site = Only this site; may be repeated.
cli-forms-shard = Only part I of the N parts of all sites.
cli-forms-diff = Tells, site by site, what a change to this provider would change.
cli-forms-import = Adds the forms of a Publik platform, given by a file or an address, to the catalogue.
cli-forms-format = The form of the list.
cli-lint = Checks the workspace’s sites, or finished pages whoever made them, against RGAA.
cli-lint-paths = Pages, folders of pages, or sites of the workspace; “-” is the standard input. Nothing means all sites.
cli-lint-site = Each folder is one site, whose pages are compared.
cli-lint-all = Shows each point that a person has to look at.
cli-lint-report = Also writes a report as web pages into this folder.
cli-lint-baseline = The file of known faults; the workspace’s own otherwise.
cli-lint-write-baseline = Adds what is found to the file of known faults, to be completed by hand.
cli-lint-at = The instant for which to check; now otherwise.
cli-lint-jobs = Number of threads; one for each core otherwise.
cli-lint-format = The form of findings.
cli-audit = Opens the accessibility audit of a site or theme, says how far it is, exports it; without a site, the state of all.
cli-audit-site = The site; without one, the state of all sites.
cli-audit-theme = The audit of this site’s theme, which holds for all sites that use it.
cli-audit-set = Records a result, such as 1.1=C or 1.1@accueil,contact=NC; without pages, for all that are left to test. May be repeated.
cli-audit-comment = What does not conform, or a remark.
cli-audit-impact = How much people are hindered: minor, major or blocking.
cli-audit-refresh = Makes the automatic checks again and notes them in the file.
cli-audit-export = Writes the grid: csv, json (the shape of Ara) or html.
cli-audit-output = The file where the grid is written; otherwise the standard output.
cli-audit-at = The instant for which the site is built and the audit judged; otherwise now.
cli-explain = Explains a rule: what it looks at, why, and how to put things right.
cli-explain-rule = The rule’s name.
page-unreadable = The page cannot be read: { cause }.
    .help = Check the file’s name and its permissions.
rule-unknown = There is no rule “{ $name }”.
    .help = { $suggestion ->
        [none] Rules are called as “parvis lint --format json” calls them.
       *[other] Did you mean “{ $suggestion }”?
    }
cli-publish = Publishes what was built: each site is served whole in its new state, or stays in the old one.
cli-publish-site = Only this site; may be repeated.
cli-publish-shard = Only part I of the N parts of all sites.
cli-publish-dry-run = Says what would change, and publishes nothing.
cli-publish-preview = Shows the sites at an address nobody can guess, for some days.
cli-publish-days = For how many days a preview is shown; else the setting publish.preview_days.
cli-publish-allow = Publishes in spite of this reason to refuse; may be repeated.
cli-publish-allow-deletes = Lets more than a fifth of a site's files go at once.
cli-publish-repair = Also compares what is served with what was published, and puts it right.
cli-publish-out = The folder the sites were built in; else public.
cli-publish-at = The instant for which the sites were built; else now.
cli-publish-format = The form of the report.
cli-releases = Lists what was published: when, by whom, from which commit.
cli-releases-site = The site; else all, one line a site.
cli-releases-verify = Compares each published file with the manifest of its release.
cli-releases-format = The form of the list.
cli-rollback = Puts a former release of a site back, at once and without sending anything.
cli-rollback-site = The site.
cli-rollback-release = The release, or how its name begins; else the one before.
cli-sites = Lists the sites.
cli-sites-site = Only this site; may be repeated.
cli-sites-shard = Only part I of the N parts of all sites.
cli-sites-format = The form of the list.
cli-server-config = Writes the configuration of a web server for all sites.
cli-server-config-server = The server; “headers” writes _headers and _redirects for each site.
cli-server-config-site = Only this site; may be repeated.
cli-server-config-shard = Only part I of the N parts of all sites.
cli-server-config-built = The folder of the built sites, where the redirects are (public by default).
cli-server-config-output = The file to write, or the folder for “headers”; otherwise the standard output.
cli-completions = Writes the completions of a shell.
cli-completions-shell = The shell.
cli-man = Writes the manual pages.
cli-man-folder = The folder where a page for each command is written; otherwise the main page goes to the standard output.
build-progress = Building
build-sites = Sites: { $built } built, { $unchanged } unchanged, { $failed } failed
build-removed = Sites removed: { $removed }
build-checked = Sites: { $good } without error, { $failed } failed
build-failed = { $count ->
        [one] Failed (its last good state, if any, stays in place): { $sites }
       *[other] Failed (their last good state, if any, stays in place): { $sites }
    }
build-pages = Pages: { $pages }; files written: { $written }; files removed: { $removed }
build-pages-checked = Pages checked: { $pages }
build-findings = Findings: { $errors } { $errors ->
        [one] error
       *[other] errors
    }, { $warnings } { $warnings ->
        [one] warning
       *[other] warnings
    }
build-recalled = And { $warnings ->
        [one] { $warnings } warning of an unchanged site
       *[other] { $warnings } warnings of unchanged sites
    }: “parvis check” shows them.
build-time = Time: { $seconds } s
forms-diff-summary = With “{ $provider }”, { $changes } { $changes ->
        [one] link
       *[other] links
    } would change on { $sites } { $sites ->
        [one] site
       *[other] sites
    }.
forms-diff-kept = { $kept ->
        [one] { $kept } form keeps the address or provider its site gives it.
       *[other] { $kept } forms keep the address or provider their site gives them.
    }
forms-diff-lacking = This provider lacks the form “{ $form }”, which { $sites } { $sites ->
        [one] site offers
       *[other] sites offer
    }.
forms-nowhere = nowhere
forms-imported = Forms added to the catalogue: { $new }; known already: { $known }
init-done = The workspace is ready in “{ $folder }”. To see it: parvis -C { $folder } serve
new-done = Created: { $file }
new-sites-done = Files created: { $created }; already there and left as they are: { $existing }
serve-ready = The sites: { $url }
serve-stop = To stop: Ctrl+C
serve-built = { $site }: { $pages } pages, files written: { $written }, { $milliseconds } ms
serve-failed = { $site }: { $errors } { $errors ->
        [one] error
       *[other] errors
    }
usage-unknown-argument = There is no option “{ $argument }”.{ $suggestion ->
        [none] {""}
       *[other] {" "}Did you mean “{ $suggestion }”?
    }
usage-unknown-command = There is no command “{ $command }”.{ $suggestion ->
        [none] {""}
       *[other] {" "}Did you mean “{ $suggestion }”?
    }
usage-missing-argument = Missing: { $argument }
usage-conflict = “{ $argument }” and “{ $other }” do not go together.
usage-invalid-value = The value “{ $value }” does not suit “{ $argument }”.
usage-valid-values = Possible values: { $valid }
usage-wrong = This command line is not understood.
usage-help = For help, add --help.
workspace-missing = No file parvis.yaml in “{ $folder }” nor in the folders above.
    .help = Go into a workspace, name it with -C, or make one: parvis init FOLDER
instant-unreadable = “{ $text }” is not an instant.
    .help = Write for example 2026-03-14, 2026-03-14T18:30 or 2026-03-14T17:30:00Z.
output-failed = The output could not be written: { cause }.
    .help = Check the room on the disk and your rights.
folder-not-writable = The folder “{ $folder }” cannot be written: { cause }.
    .help = Check your rights, or choose another folder.
address-taken = No free port between { $first } and { $last }: { cause }.
    .help = Choose another port with --port.
watch-failed = Changes of files cannot be followed: { cause }.
    .help = Run “parvis serve” again after each change, or raise the system’s limit (fs.inotify.max_user_watches).
