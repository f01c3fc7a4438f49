# What is told of accessibility audits, of the statement and of its plans.
audit-standard-unknown = There is no version “{ $name }” of RGAA.
    .help = { $suggestion ->
        [none] Write "4.1.2".
       *[other] Did you mean “{ $suggestion }”?
    }
audit-auditor-missing = The audit has a date, but nobody signs it.
    .help = Write who made it under `auditor`, or leave `date` empty until it is finished.
audit-theme-missing = A theme’s audit must say of which theme and version it is.
    .help = Write `theme` and `theme_version` (the key `version` of theme.yaml).
audit-part-missing = The statement must name what the key `{ $key }` says, and it is empty.
    .help = Fill in `{ $key }`: the statement’s imposed form lists technologies, test environment and tools (RGAA, déclaration d’accessibilité).
audit-pages-missing = The sample is empty.
    .help = List the pages audited under `pages`; `parvis audit` chooses them for you in a new file.
audit-pages-many = The sample has more than { $most } pages.
    .help = Keep representative pages: twenty are enough for a commune’s site.
audit-page-id-twice = Two pages of the sample are called “{ $id }”.
    .help = Give each its own `id`.
audit-page-url = “{ $url }” is not the address of a page of the site.
    .help = Write it from the root of the site, such as /contact/.
audit-criterion-unknown = RGAA has no criterion “{ $name }”.
    .help = { $suggestion ->
        [none] Criteria go from 1.1 to 13.12.
       *[other] Did you mean “{ $suggestion }”? Criteria go from 1.1 to 13.12.
    }
audit-page-unknown = The sample has no page “{ $name }”.
    .help = { $suggestion ->
        [none] Write one of the `id`s of the list `pages`, or `all` for all others.
       *[other] Did you mean “{ $suggestion }”?
    }
audit-page-in-two = The page “{ $page }” is both in { $first } and in { $second }.
    .help = Keep it in one of the two lists.
audit-finding-elsewhere = The finding is about the page “{ $page }”, which is not recorded as failing criterion { $criterion }.
    .help = Add the page to the criterion’s list NC, or take it out of the finding.
audit-finding-missing = Criterion { $criterion } fails, but nothing says why.
    .help = Describe what is wrong under `findings` (description, impact): the statement must list the contents that are not accessible.
audit-criterion-of-content = Criterion { $criterion } depends on what each site publishes: a theme cannot make it conform.
    .help = In a theme’s audit, keep it only as failing (NC), or take it out: it is judged in each site’s audit.
audit-not-yet = The audit is dated { $date }, which is yet to come: it does not count.
    .help = Correct `date`: the day the audit was finished.
audit-redesign = The audit of { $date } no longer counts: the site now uses the theme “{ $theme }”, version { $version }. The statement says “non conforme”.
    .help = A redesign ends an audit. Make it again: move the file away, then `parvis audit` with the site’s name.
audit-expired = The audit of { $date } no longer counts since { $expires }: it is three years old. The statement says “non conforme”.
    .help = Make it again: move the file away, then `parvis audit` with the site’s name.
audit-expiring = The audit will not count from { $expires } on: the statement will then say “non conforme”.
    .help = Plan the next audit now.
audit-of-theme-expired = The theme’s audit no longer counts since { $expires }: it is three years old.
    .help = Make it again with `parvis audit --theme`; until then, what it judged is to be tested in each site.
audit-theme-changed = The theme “{ $theme }” has changed since its audit.
    .help = Check that nothing that was judged is touched, then write "{ $digest }" under `theme_digest`. If the change is a redesign, raise `version` in theme.yaml instead.
audit-incomplete = The audit has a date, but { $cells } cells of { $all } are not tested: they count as not met.
    .help = `parvis audit` with the site’s name says which.
audit-contradicted = The audit says the contrary of what the pages show for certain: { $criteria }. The rate is lowered.
    .help = `parvis lint` shows the faults. Put them right, or record these criteria as failing.
audit-page-broken = The grid cannot be laid out: { $detail }
    .help = This is a fault of Parvis: report it.
audit-set-nothing = Nothing is left to test for criterion { $criterion }.
    .help = Name the pages to change: { $criterion }@accueil,contact=NC
audit-set-by-hand = The file is written in a way that cannot be changed line by line.
    .help = Change it by hand.
audit-set-unreadable = “{ $text }” is not a result.
    .help = Write the criterion, the pages if need be, and the status (C, NC, NA or NT): 1.1=C or 1.1@accueil,contact=NC
audit-impact-unknown = “{ $name }” is not an impact.
    .help = { $suggestion ->
        [none] Write minor, major or blocking.
       *[other] Did you mean “{ $suggestion }”?
    }
audit-none = No audit is open for “{ $name }”.
    .help = Open it first: parvis audit { $name }
audit-site-failed = The site “{ $site }” has an error: its pages cannot be audited.
    .help = First put right what `parvis check` tells.
audit-page-gone = The page “{ $url }” of the sample no longer exists.
    .help = Correct its address in the list `pages`, or audit another in its place.
audit-opened = Audit opened: { $file } ({ $pages } pages, { $cells } cells of { $all } filled in already).
audit-next = Fill in the file, then run the command again to see how far you are; give it a date when it is finished.
audit-saved = Audit changed: { $file }
audit-refreshed = Automatic checks made again: { $file }
audit-exported = Exported: { $file }
audit-head = { $name }: { $pages } pages, RGAA { $standard }, opened on { $opened }
audit-progress = Tested: { $tested } cells of { $all } ({ $automatic } automatic, { $theme } by the theme’s audit, { $site } by hand)
audit-rate = Criteria met: { $validated } of { $applicable } that apply, { $rate } %; average of the pages: { $average } %
audit-state-total = State: fully conforming
audit-state-partial = State: partially conforming
audit-state-none = State: not conforming
audit-draft = The audit has no date: it does not count yet. The statement says “non conforme”.
audit-counts = The audit counts until { $expires }.
audit-failed = Failing: { $criteria }
audit-left = Left to test:
audit-left-line = { $criterion } ({ $count }): { $pages }
audit-column-site = Site
audit-column-state = State
audit-column-rate = Rate
audit-column-date = Audit
audit-column-until = Until
audit-is-total = fully conforming
audit-is-partial = partially conforming
audit-is-none = not conforming
audit-in-progress = in progress
audit-lapsed = lapsed
audit-all = { $total } sites: { $full } fully conforming, { $partial } partially conforming, { $none } not conforming
statement-undated = The accessibility statement does not say when it was drawn up.
    .help = Write the date under `accessibility`, `established` (décret n° 2019-768 du 24 juillet 2019, imposed form of the statement).
accessibility-plan-missing = The multi-year accessibility plan is not published.
    .help = Fill in `accessibility`, `multi_year_plan`, or give its address under `accessibility`, `plan` (loi n° 2005-102 du 11 février 2005, article 47).
accessibility-plan-incomplete = The multi-year plan lacks: { $missing }.
    .help = Fill in these keys: the plan has to speak of them (loi n° 2005-102 du 11 février 2005, article 47, and décret n° 2019-768 du 24 juillet 2019).
accessibility-plan-years = The multi-year plan runs for { $most } years at most, and ends after it begins.
    .help = Correct `from` and `to`, such as 2026 and 2028 (loi n° 2005-102 du 11 février 2005, article 47).
accessibility-plan-over = The multi-year plan ended in { $year }.
    .help = Write the next one: `accessibility`, `multi_year_plan` (loi n° 2005-102 du 11 février 2005, article 47).
accessibility-action-plan-missing = The action plan of { $year } is not published.
    .help = Add the year { $year } under `accessibility`, `action_plans` (loi n° 2005-102 du 11 février 2005, article 47).
accessibility-review-missing = Nothing says what came of the action plan of { $year }.
    .help = Write it: `review` for the year, or `result` for each action (RGAA, déclaration d’accessibilité).
security-txt-expired = The file security.txt is stale since { $date }: nobody will rely on it any more.
    .help = Move `security`, `expires` on, or take the line out: the date is then computed (RFC 9116).
legal-editor-incomplete = The legal notice does not say who publishes the site; missing: { $missing }.
    .help = Fill in these keys: a portal is no person, its publisher must be named (loi n° 2004-575 du 21 juin 2004).
legal-saisine-unreachable = Nobody can contact the administration online: there is neither an e-mail address nor a form.
    .help = Fill in `contact`, `email`, or a form under `grc` (décret n° 2016-1411 du 20 octobre 2016).
statement-section-missing = The accessibility statement lacks { $section ->
        [engagement] the commitment, which cites article 47 of loi n° 2005-102 du 11 février 2005
        [plans] the multi-year plan
        [defender] the Défenseur des droits
        [state] the section “État de conformité”
        [results] the section “Résultat des tests”
        [contents] the section “Contenus non accessibles”
        [establishment] the section “Établissement de cette déclaration d’accessibilité”
        [technologies] the section “Technologies utilisées”
        [environment] the section “Environnement de test”
        [tools] the section “Les outils utilisés lors de l’évaluation”
        [pages] the section “Pages du site ayant fait l’objet de la vérification de conformité”
        [contact] the section “Retour d’information et contact”
       *[remedies] the section “Voies de recours”
    }.
    .help = Follow the imposed form of the statement, all its sections and their headings (RGAA, déclaration d’accessibilité).
statement-state-missing = The accessibility statement does not say whether the site conforms fully, partially or not.
    .help = Write “est totalement conforme”, “est partiellement conforme” or “est non conforme”.
statement-date-missing = The accessibility statement has no date.
    .help = Write “Cette déclaration a été établie le 12 mars 2026.”
statement-too-old = The accessibility statement is of { $date }: it is more than three years old.
    .help = Bring it up to date after a new audit.
statement-mention-missing = The home page does not bear the mention of accessibility.
    .help = Write on the home page “Accessibilité : totalement conforme”, “Accessibilité : partiellement conforme” or “Accessibilité : non conforme” (décret n° 2019-768 du 24 juillet 2019).
statement-mention-twice = The home page bears two different mentions of accessibility.
    .help = Keep the one that says what the statement says.
statement-mention-differs = The mention on the home page does not say what the accessibility statement says.
    .help = Correct the one that is wrong.
statement-link-missing = { $count ->
        [one] This page has no link
       *[other] { $count } pages, of which this is one, have no link
    } to the accessibility statement.
    .help = Add the link at the foot of all pages: the statement must be within reach of any of them (RGAA, mentions et pages obligatoires).
audit-derogation-over = The derogation for “{ $content }” is no longer invoked since { $until }.
    .help = Make the content accessible, or move `until` on and say why the burden is still disproportionate.
