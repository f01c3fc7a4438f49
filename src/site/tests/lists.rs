use super::support::{AT, World, news};

#[test]
fn news_are_paged_latest_first_with_pinned_on_top() {
    let world = World::new();
    let texts: Vec<(String, String)> = (1..=5)
        .map(|day| {
            let more = if day == 2 { "pinned: true\ncategories: [Fêtes]\n" } else { "" };
            (
                format!("actualites/n{day}.md"),
                news(&format!("N{day}"), &format!("2026-10-0{day}"), more, ""),
            )
        })
        .chain([("actualites/vieux.md".to_owned(), news("Vieux", "2024-01-01", "", ""))])
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let site = world.amou(&texts, &[]);
    assert_eq!(site.codes(), Vec::<&str>::new());
    let titles = |path: &str| -> Vec<String> {
        let page = site.file(path);
        page.split("<li>")
            .skip(1)
            .filter_map(|item| item.split('|').next())
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(titles("actualites/index.html"), ["N2", "N5"]);
    assert_eq!(titles("actualites/page/2/index.html"), ["N4", "N3"]);
    assert_eq!(titles("actualites/page/3/index.html"), ["N1", "Vieux"]);
    assert_eq!(titles("actualites/categorie/fetes/index.html"), ["N2"]);
    assert_eq!(titles("actualites/archives/2024/index.html"), ["Vieux"]);
    assert!(site.file("actualites/archives/2026/page/3/index.html").contains("pager:3/3"));
    let first = site.file("actualites/index.html");
    assert!(first.contains("<a href=\"/actualites/categorie/fetes/\">Fêtes (1)</a>"), "{first}");
    assert!(first.contains("<title>Actualités – Commune d’Amou</title>"), "{first}");
    let item = site.file("actualites/n4/index.html");
    assert!(item.contains("newer:/actualites/n5/ older:/actualites/n3/"), "{item}");
    assert!(item.contains("Accueil>Actualités>"), "{item}");
}

const EVENTS: &[(&str, &str)] = &[
    ("agenda/loto.md", "---\ntitle: Loto\ndate: 2026-01-01\nstart: 2026-11-20 20:00\n---\n"),
    (
        "agenda/marche.md",
        "---\ntitle: Marché\ndate: 2026-01-01\nstart: 2026-11-01 08:00\nend: 2026-11-01 12:00\n\
         recurrence: FREQ=WEEKLY;COUNT=6\n---\n",
    ),
    ("agenda/concert.md", "---\ntitle: Concert\ndate: 2026-01-01\nstart: 2026-11-28 20:30\n---\n"),
];

#[test]
fn the_home_page_announces_each_event_once() {
    let world = World::new();
    let site = world.amou_at(EVENTS, &[], "2026-11-01T00:00:00Z");
    assert_eq!(site.file("agenda/index.html").matches("|Marché</li>").count(), 1);
    assert_eq!(site.file("index.html").matches("|Marché</li>").count(), 1);
}

#[test]
fn the_agenda_lists_times_to_come_and_keeps_the_past_apart() {
    let world = World::new();
    let site = world.amou(EVENTS, &[]);
    assert_eq!(site.codes(), Vec::<&str>::new());
    let agenda = site.file("agenda/index.html");
    assert!(agenda.contains("<li>samedi 28 novembre 2026 à 20\u{a0}h\u{a0}30|Concert</li><li>dimanche 29 novembre 2026, de 8\u{a0}h à 12\u{a0}h|Marché</li>"), "{agenda}");
    assert!(agenda.contains("<a href=\"/agenda/passes/\">"));
    assert!(site.file("agenda/passes/index.html").contains("<li>Loto|"));
    assert!(site.file("agenda/marche/evenement.ics").contains("RRULE:FREQ=WEEKLY"));
    // Sunday's market ended at noon sharp; at midnight other opening hours are today's.
    assert_eq!(
        site.report.valid_from.map(|at| at.to_string()).as_deref(),
        Some("2026-11-22T11:00:00Z")
    );
    assert_eq!(
        site.report.valid_until.map(|at| at.to_string()).as_deref(),
        Some("2026-11-22T23:00:00Z")
    );
}

#[test]
fn what_is_scheduled_comes_and_what_expires_leaves() {
    let world = World::new();
    let text = news("Coupure", "2026-11-20", "expires: 2026-11-25\n", "");
    let texts = [("actualites/coupure.md", text.as_str())];
    let has = |at: &str| {
        let site = world.amou_at(&texts, &[], at);
        let page = site.files.contains_key("actualites/coupure/index.html");
        let feed = site.files.get("flux.rss").is_some_and(|feed| feed.contains("Coupure"));
        assert_eq!(page, feed);
        (page, site.report.valid_until.is_some())
    };
    assert_eq!(has("2026-11-19T12:00:00Z"), (false, true));
    assert_eq!(has("2026-11-22T12:00:00Z"), (true, true));
    assert!(!has("2026-11-26T12:00:00Z").0);
}

#[test]
fn alerts_are_banners_everywhere_while_they_last() {
    let world = World::new();
    let texts = [
        (
            "alertes/crue.md",
            "---\ntitle: Crue du Luy\nlevel: urgence\nstarts: 2026-11-22 08:00\nends: 2026-11-23 08:00\n---\n",
        ),
        ("vie.md", "---\ntitle: Vie\n---\n"),
    ];
    let banner = "<p class=urgence>Crue du Luy</p>";
    assert!(world.amou(&texts, &[]).file("vie/index.html").contains(banner));
    let after = world.amou_at(&texts, &[], "2026-11-24T00:00:00Z");
    assert!(!after.file("vie/index.html").contains(banner));
    // The address of the list was given to people: it stays.
    assert!(after.files.contains_key("alertes/index.html"));
}

#[test]
fn the_directory_is_grouped_by_type_and_publications_by_year() {
    let world = World::new();
    let site = world.amou(
        &[
            ("annuaire/rugby.md", "---\ntitle: Rugby\ntype: association\n---\n"),
            ("annuaire/mairie.md", "---\ntitle: Mairie\ntype: service\n---\n"),
            ("annuaire/belote.md", "---\ntitle: Belote\ntype: association\n---\n"),
            (
                "publications/pv.md",
                "---\ntitle: PV\ndate: 2025-03-01\ndocument: pv.pdf\n---\nRésumé\n",
            ),
        ],
        &["publications/pv.pdf"],
    );
    assert_eq!(site.codes(), Vec::<&str>::new());
    let directory = site.file("annuaire/index.html");
    let order: Vec<_> = ["Services publics", "Mairie|", "Associations", "Belote|", "Rugby|"]
        .iter()
        .map(|title| directory.find(title).unwrap_or_else(|| panic!("{title}: {directory}")))
        .collect();
    assert!(order.is_sorted(), "{directory}");
    assert!(site.file("publications/index.html").contains("<h2 id=\"annee-2025\">2025</h2>"));
    assert!(site.copies.contains_key("publications/pv.pdf"));
}

#[test]
fn folders_without_a_text_have_a_page_and_the_menu_follows_the_tree() {
    let world = World::new();
    let site = world.amou(
        &[
            ("vie-locale/ecoles/cantine.md", "---\ntitle: Cantine\n---\n"),
            ("vie-locale/sport.md", "---\ntitle: Sport\nweight: -1\n---\n"),
            ("mairie/index.md", "---\ntitle: La mairie\nweight: -5\n---\n"),
            ("actualites/a.md", &news("A", "2026-01-01", "", "")),
        ],
        &[],
    );
    let folder = site.file("vie-locale/index.html");
    assert!(folder.contains("<h1>Vie locale</h1>"), "{folder}");
    assert!(
        folder.contains("<li>Sport|/vie-locale/sport/|</li><li>Ecoles|/vie-locale/ecoles/|</li>"),
        "{folder}"
    );
    let header = "<header><a href=\"/mairie/\">La mairie</a><a href=\"/actualites/\">Actualités</a>\
                  <a href=\"/vie-locale/\" aria-current=true>Vie locale</a>(Sport)(Ecoles)</header>";
    assert!(site.file("vie-locale/ecoles/cantine/index.html").contains(header), "{folder}");
    let plan = site.file("plan-du-site/index.html");
    assert!(
        plan.contains("<li>/vie-locale/[/vie-locale/sport/][/vie-locale/ecoles/]</li>"),
        "{plan}"
    );
}

#[test]
fn input_order_and_threads_change_nothing() {
    let world = World::new();
    let texts: Vec<(String, String)> = (0..150)
        .map(|n| {
            let more = format!("categories: [C{}, D{}]\n", n % 7, n % 3);
            let body = format!("[autre](n{}.md)\n\n![](photo.jpg \"décorative\")", (n + 1) % 150);
            (format!("actualites/n{n}.md"), news(&format!("N{n}"), "2026-10-01", &more, &body))
        })
        .collect();
    let forward: Vec<(&str, &str)> = texts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let mut shuffled = forward.clone();
    shuffled.sort_by_key(|(path, _)| blake3::hash(path.as_bytes()).to_hex());
    let files = ["actualites/photo.jpg", "b.pdf", "a.pdf"];
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    let a = world.amou_at(&forward, &files, AT);
    let b =
        one.install(|| world.amou_at(&shuffled, &["a.pdf", "b.pdf", "actualites/photo.jpg"], AT));
    assert_eq!(a.codes(), Vec::<&str>::new());
    assert_eq!(a.files, b.files);
    assert_eq!(a.copies, b.copies);
    assert_eq!(a.report.pages, b.report.pages);
}

#[test]
fn an_event_that_ends_some_day_shows_that_day_and_no_hour() {
    let mut world = World::new();
    world.override_template("event.html", "{{ entry.event.when.text }}");
    let front = "---\ntitle: Expo\nstart: 2026-12-01 08:00\nend: 2026-12-31\n---\n";
    let site = world.amou(&[("agenda/expo.md", front)], &[]);
    assert_eq!(
        site.file("agenda/expo/index.html").trim_end(),
        "du mardi 1er décembre à 8\u{a0}h au jeudi 31 décembre 2026"
    );
    let calendar = site.file("agenda/expo/evenement.ics");
    assert!(calendar.contains("DTEND;TZID=Europe/Paris:20261231T235959"), "{calendar}");
}
