//! Entries are tested as authors write them: a text and a path in, an entry and findings out.

use super::*;
use crate::content::{AlertLevel, DirectoryKind, EventStatus, ProcedureForm, Share};

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").expect("bundled")
}

fn parse_at(path: &str, text: &str) -> (Option<Entry>, Vec<Diagnostic>) {
    let folders = Kind::default_folders();
    let context = ParseContext { folders: &folders, timezone: &paris() };
    parse(&Source::new(format!("sites/amou/{path}"), text), path, &context)
}

#[track_caller]
fn entry(path: &str, front: &str) -> Entry {
    let (entry, findings) = parse_at(path, &format!("---\n{front}\n---\nTexte.\n"));
    assert_eq!(findings, [], "{front}");
    entry.expect("no error was told")
}

/// Codes of the findings, each with the text it points at.
#[track_caller]
fn findings(path: &str, front: &str) -> Vec<(&'static str, u32, u32, String)> {
    let (entry, findings) = parse_at(path, &format!("---\n{front}\n---\nTexte.\n"));
    assert_eq!(entry.is_none(), findings.iter().any(Diagnostic::is_error));
    findings
        .iter()
        .map(|finding| {
            let place = finding.location.as_ref().expect("every finding has a place");
            let line = place.excerpt.as_deref().unwrap_or_default();
            let text = line.chars().skip(place.column as usize - 1).take(place.length as usize);
            (finding.code, place.line, place.column, text.collect())
        })
        .collect()
}

#[test]
fn typographic_quotes_around_a_value_are_named() {
    assert_eq!(
        findings("actualites/a.md", "title: “Marché”\ndate: 2026-11-20"),
        [("quotes-typographic", 2, 8, "“Marché”".to_owned())]
    );
    let codes = |front: &str| -> Vec<&'static str> {
        findings("actualites/a.md", front).iter().map(|finding| finding.0).collect()
    };
    assert_eq!(codes("title: A\ndate: “2026-11-20”"), ["quotes-typographic", "date-invalid"]);
    assert_eq!(codes("title: “A” et “B”\ndate: 2026-11-20"), Vec::<&str>::new());
}

#[test]
fn an_end_before_its_start_is_told_with_its_hour() {
    let text = "---\ntitle: A\nstart: 2026-12-01 20:00\nend: 2026-12-01 18:30\n---\n";
    let (_, found) = parse_at("agenda/a.md", text);
    assert_eq!(
        found[0].arguments,
        [("first", "2026-12-01 20:00".into()), ("second", "2026-12-01 18:30".into())]
    );
}

#[test]
fn a_rule_in_words_is_told_with_an_example() {
    use crate::diagnostic::{Catalogue, Lang};
    let text = "---\ntitle: A\nstart: 2026-12-07\nrecurrence: chaque lundi\n---\n";
    let (_, found) = parse_at("agenda/a.md", text);
    let french = Catalogue::of(Lang::Fr);
    let message = french.message(&found[0]);
    assert!(message.ends_with("«\u{a0}chaque lundi\u{a0}» ne peut pas être lue."), "{message}");
    assert!(french.help(&found[0]).is_some_and(|help| help.contains("FREQ=WEEKLY;BYDAY=MO")));
}

#[test]
fn two_telephone_numbers_are_told_with_the_place_for_the_second() {
    use crate::diagnostic::{Catalogue, Lang};
    let text = "---\ntitle: A\ntype: service\nphone: 05 58 89 00 22 / 06 01 02 03 04\n---\n";
    let (_, found) = parse_at("annuaire/a.md", text);
    assert_eq!(found[0].code, "phone-invalid");
    let help = Catalogue::of(Lang::Fr).help(&found[0]).unwrap_or_default();
    assert!(help.contains("un ici") && help.contains("les autres dans le texte"), "{help}");
}

fn instant(text: &str) -> jiff::Timestamp {
    text.parse().expect("RFC 3339")
}

#[test]
fn a_news_item_is_read_whole() {
    let news = entry(
        "actualites/marche-de-noel.md",
        "title:  Marché de\n  Noël\ndescription: Trente exposants.\nid: marche-2026\ndate: 2026-12-01\n\
         updated: 2026-12-02 10:00\nexpires: 2026-12-24\naliases: [/noel/]\ncategories: [Fêtes, fetes, Marché]\n\
         image: {file: noel.jpg, alt: Le marché, credit: Mairie}\n\
         attachments:\n  - file: /plan.pdf\n    title: Plan\n    language: fr\nshare: members\npinned: true",
    );
    assert_eq!((news.kind, news.title.as_str()), (Kind::News, "Marché de Noël"));
    assert_eq!(news.url, "/actualites/marche-de-noel/");
    assert_eq!((news.id.as_str(), news.share), ("marche-2026", Share::Members));
    assert_eq!(news.categories, ["Fêtes", "Marché"]);
    let image = news.image.as_ref().expect("written");
    assert_eq!(&news.source.text[image.range.clone()], "noel.jpg");
    assert_eq!(news.file_path(&image.file).as_deref(), Some("actualites/noel.jpg"));
    assert_eq!(news.file_path(&news.attachments[0].file).as_deref(), Some("plan.pdf"));
    assert_eq!(&news.source.text[news.attachments[0].range.clone()], "/plan.pdf");
    assert_eq!(&news.source.text[news.body.clone()], "Texte.\n");
    let expires = news.expires.as_ref().expect("written");
    assert_eq!(expires.timestamp(), instant("2026-12-24T23:00:00Z"), "the 24th is included");
}

#[test]
fn a_folder_is_known_by_its_address_whatever_its_accents() {
    let (entry, findings) = parse_at("Actualités/a.md", "---\ntitle: A\ndate: 2026-12-01\n---\n");
    let entry = entry.unwrap_or_else(|| panic!("{findings:#?}"));
    assert_eq!((entry.kind, entry.url.as_str()), (Kind::News, "/actualites/a/"));
}

#[test]
fn what_is_published_later_or_no_more_is_not_visible() {
    let news = entry("actualites/a.md", "title: A\ndate: 2026-12-01 08:00\nexpires: 2026-12-24");
    for (at, visible) in [
        ("2026-12-01T06:59:59Z", false),
        ("2026-12-01T07:00:00Z", true),
        ("2026-12-24T22:59:59Z", true),
        ("2026-12-24T23:00:00Z", false),
    ] {
        assert_eq!(news.visible(instant(at)), visible, "{at}");
    }
    assert_eq!(
        news.changes_around(instant("2026-12-10T00:00:00Z")),
        (Some(instant("2026-12-01T07:00:00Z")), Some(instant("2026-12-24T23:00:00Z")))
    );
    let draft = entry("actualites/a.md", "title: A\ndate: 2026-12-01\ndraft: true");
    assert!(!draft.visible(instant("2030-01-01T00:00:00Z")));
    assert_eq!(draft.changes_around(instant("2020-01-01T00:00:00Z")), (None, None));
}

#[test]
fn the_folder_says_the_kind_and_its_index_is_a_page() {
    for (path, kind, url) in [
        ("actualites/2026/a.md", None, "/actualites/2026/a/"),
        ("actualites/index.md", Some(Kind::Page), "/actualites/"),
        ("index.md", Some(Kind::Page), "/"),
        ("vie-locale/ecole.md", Some(Kind::Page), "/vie-locale/ecole/"),
        ("demarches/passeport.md", Some(Kind::Procedure), "/demarches/passeport/"),
    ] {
        let date = if kind.is_none() { "date: 2026-01-01" } else { "" };
        let entry = entry(path, &format!("title: A\n{date}"));
        assert_eq!((entry.kind, entry.url.as_str()), (kind.unwrap_or(Kind::News), url));
    }
}

#[test]
fn an_event_keeps_its_hour_through_the_change_to_summer_time() {
    let market = entry(
        "agenda/marche.md",
        "title: Marché\nstart: 2026-03-22 09:00\nend: 2026-03-22 12:30\nrecurrence: FREQ=WEEKLY;BYDAY=SU\n\
         until: 2026-04-12\nexcept: [2026-04-05]\nplace: Place de la Técouère\nprice: Gratuit\nstatus: postponed\n\
         organiser: {name: Comité des fêtes, email: comite@amou.example}\nposition: {latitude: 43.59, longitude: -0.74}",
    );
    let EntryData::Event(event) = &market.data else { panic!("an event") };
    let all = event.occurrences(jiff::Timestamp::MIN, jiff::Timestamp::MAX, 100);
    let shown: Vec<String> = all.iter().map(|o| format!("{}/{}", o.start, o.end.time())).collect();
    assert_eq!(
        shown,
        [
            "2026-03-22T09:00:00+01:00[Europe/Paris]/12:30:00",
            "2026-03-29T09:00:00+02:00[Europe/Paris]/12:30:00",
            "2026-04-12T09:00:00+02:00[Europe/Paris]/12:30:00",
        ]
    );
    let recurrence = event.recurrence.as_ref().expect("written");
    assert_eq!(recurrence.rule, "FREQ=WEEKLY;BYDAY=SU;UNTIL=20260412T215959Z");
    assert_eq!(event.status, EventStatus::Postponed);
    // While one is going on it is an occurrence of that moment; between two, the next comes.
    let during = instant("2026-03-29T08:00:00Z");
    assert_eq!(event.occurrences(during, jiff::Timestamp::MAX, 1)[0], all[1]);
    assert_eq!(
        market.changes_around(during),
        (Some(instant("2026-03-29T07:00:00Z")), Some(instant("2026-03-29T10:30:00Z")))
    );
    assert!(!event.is_over(during) && event.is_over(instant("2026-04-12T10:30:00Z")));
}

#[test]
fn a_day_without_hours_lasts_until_midnight() {
    let feast = entry("agenda/fete.md", "title: Fête\nstart: 2026-08-14\nend: 2026-08-16");
    let EntryData::Event(event) = &feast.data else { panic!("an event") };
    assert!(event.all_day);
    let only = &event.occurrences(jiff::Timestamp::MIN, jiff::Timestamp::MAX, 9)[0];
    assert_eq!(only.start.timestamp(), instant("2026-08-13T22:00:00Z"));
    assert_eq!(only.end.timestamp(), instant("2026-08-16T22:00:00Z"));
    let yearly =
        entry("agenda/f.md", "title: F\nstart: 2026-08-15\nrecurrence: FREQ=YEARLY;UNTIL=20280815");
    let EntryData::Event(event) = &yearly.data else { panic!("an event") };
    assert_eq!(event.occurrences(jiff::Timestamp::MIN, jiff::Timestamp::MAX, 9).len(), 3);
    assert_eq!(event.recurrence.as_ref().expect("written").rule, "FREQ=YEARLY;UNTIL=20280815");
}

#[test]
fn hostile_rules_are_refused_or_bounded() {
    let code = |rule: &str| {
        let front = format!("title: A\nstart: 2026-01-01 09:00\nrecurrence: {rule}");
        findings("agenda/a.md", &front).into_iter().map(|found| found.0).collect::<Vec<_>>()
    };
    let begun = std::time::Instant::now();
    assert_eq!(code("FREQ=SECONDLY"), ["recurrence-frequency"]);
    assert_eq!(code("FREQ=HOURLY;INTERVAL=2"), ["recurrence-frequency"]);
    assert_eq!(code("BYDAY=MO"), ["recurrence-frequency"]);
    assert_eq!(code("FREQ=DAILY;BYSECOND=1,2,3"), ["recurrence-time-in-rule"]);
    assert_eq!(code("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), ["recurrence-empty"]);
    assert_eq!(code("FREQ=YEARLY;INTERVAL=65535;BYMONTH=2;BYMONTHDAY=30"), ["recurrence-empty"]);
    assert_eq!(code("FREQ=DAILY;INTERVAL=0"), ["recurrence-empty"]);
    assert_eq!(code("tous les jours"), ["recurrence-invalid"]);
    assert_eq!(code("FREQ=DAILY;UNTIL=20269999"), ["recurrence-invalid"]);
    assert_eq!(code("FREQ=DAILY;UNTIL=2026é101"), ["recurrence-invalid"]);
    assert_eq!(code("FREQ=WEEKLY;BYDAY=MO"), ["recurrence-start-off"]);
    let forever = entry("agenda/a.md", "title: A\nstart: 1900-01-01 09:00\nrecurrence: FREQ=DAILY");
    let EntryData::Event(event) = &forever.data else { panic!("an event") };
    assert!(event.is_over(instant("2190-01-01T00:00:00Z")), "a century is the bound");
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn the_other_kinds_are_read() {
    let alert = entry(
        "alertes/crue.md",
        "title: Crue\nlevel: urgence\nstarts: 2026-01-02 10:00\nends: 2026-01-03",
    );
    let EntryData::Alert(data) = &alert.data else { panic!("an alert") };
    assert_eq!(data.level, AlertLevel::Urgence);
    assert!(
        !alert.visible(instant("2026-01-02T08:59:59Z"))
            && alert.visible(instant("2026-01-03T22:59:59Z"))
    );
    assert!(!alert.visible(instant("2026-01-03T23:00:00Z")));

    let school = entry(
        "annuaire/ecole.md",
        "title: École\ntype: equipement\nphone: 05 36 49 00 00\nemail: ecole@amou.example\nwebsite: https://ecole.example\n\
         address: |\n  1 rue de l’École\n  40330 Amou\nhours: {monday: [\"09:00-12:00\"]}\nposition: {latitude: 43.5, longitude: -0.7}",
    );
    let EntryData::Directory(data) = &school.data else { panic!("a directory entry") };
    assert_eq!(data.kind, DirectoryKind::Equipement);
    assert_eq!(data.address.as_deref(), Some("1 rue de l’École\n40330 Amou"));
    assert_eq!(data.hours.as_ref().expect("written").week[0].len(), 1);

    for (form, expected) in [
        ("form: acte-naissance", ProcedureForm::Grc("acte-naissance".into())),
        ("form: grc:acte-naissance", ProcedureForm::Grc("acte-naissance".into())),
        ("url: grc:acte-naissance", ProcedureForm::Grc("acte-naissance".into())),
        ("form: service:urbanisme", ProcedureForm::Service("urbanisme".into())),
        ("url: service:urbanisme", ProcedureForm::Service("urbanisme".into())),
        ("form: https://a.example/x", ProcedureForm::Url("https://a.example/x".into())),
        ("url: https://a.example/x", ProcedureForm::Url("https://a.example/x".into())),
    ] {
        let procedure = entry(
            "demarches/a.md",
            &format!("title: A\n{form}\ndocuments: [Pièce d’identité]\ncost: 86"),
        );
        let EntryData::Procedure(data) = &procedure.data else { panic!("a procedure") };
        assert_eq!(data.form, Some(expected));
        assert_eq!(data.cost.as_deref(), Some("86"));
    }
    let budget = entry(
        "publications/budget.md",
        "title: Budget\ndate: 2026-04-01\ndocument: budget.pdf\nperiod: 2026",
    );
    let EntryData::Publication(data) = &budget.data else { panic!("a publication") };
    assert_eq!((data.document.as_str(), data.period.as_deref()), ("budget.pdf", Some("2026")));
    assert_eq!(&budget.source.text[data.range.clone()], "budget.pdf");
}

#[test]
fn each_mistake_is_told_in_its_place() {
    let news = "actualites/a.md";
    for (path, front, code, line, column, text) in [
        (news, "title: A\ndate: 14/03/2026", "date-not-iso", 3, 7, "14/03/2026"),
        (news, "title: A\ndate: demain", "date-invalid", 3, 7, "demain"),
        (news, "title: A", "entry-key-missing", 1, 1, "---"),
        (news, "title: ''\ndate: 2026-01-01", "entry-key-missing", 2, 8, "''"),
        (news, "title: A\ndate: 2026-01-01\ndat: 1", "yaml-unknown-key", 4, 1, "dat"),
        (news, "title: A\ndate: 2026-01-01\nlevel: info", "entry-key-misplaced", 4, 8, "info"),
        (
            news,
            "title: A\ndate: 2026-02-01\nexpires: 2026-01-01",
            "expires-before-date",
            4,
            10,
            "2026-01-01",
        ),
        (
            news,
            "title: A\ndate: 2026-01-01\nimage: {file: a.jpg}",
            "image-alt-missing",
            4,
            15,
            "a.jpg",
        ),
        (
            news,
            "title: A\ndate: 2026-01-01\nimage: {file: a.jpg, alt: B, decorative: true}",
            "image-alt-and-decorative",
            4,
            42,
            "true",
        ),
        (
            news,
            "title: A\ndate: 2026-01-01\nimage: {file: ../../a.jpg, alt: B}",
            "file-path-invalid",
            4,
            15,
            "../../a.jpg",
        ),
        (
            news,
            "title: A\ndate: 2026-01-01\naliases: [/ok/, /../x]",
            "alias-invalid",
            4,
            17,
            "/../x",
        ),
        (
            news,
            "title: A\ndate: 2026-01-01\naliases: [/actualites/a]",
            "alias-of-itself",
            4,
            11,
            "/actualites/a",
        ),
        (news, "title: A\ndate: 2026-01-01\nid: É", "id-invalid", 4, 5, "É"),
        (
            news,
            "title: A\ndate: 2026-01-01\ncategories: [\"!\"]",
            "category-invalid",
            4,
            14,
            "\"!\"",
        ),
        (news, "title: A\ndate: 2026-01-01\nshare: all", "yaml-unknown-value", 4, 8, "all"),
        (
            news,
            "title: A\ndate: 2026-01-01\nattachments: [{file: a.pdf, language: français}]",
            "language-invalid",
            4,
            39,
            "français",
        ),
        (
            "agenda/a.md",
            "title: A\nstart: 2026-02-01\nend: 2026-01-01",
            "end-before-start",
            4,
            6,
            "2026-01-01",
        ),
        (
            "agenda/a.md",
            "title: A\nstart: 2026-02-01 10:00\nall_day: true",
            "event-all-day-mismatch",
            4,
            10,
            "true",
        ),
        (
            "agenda/a.md",
            "title: A\nstart: 2026-02-01\nuntil: 2026-03-01",
            "recurrence-missing",
            4,
            8,
            "2026-03-01",
        ),
        (
            "agenda/a.md",
            "title: A\nstart: 2026-02-01\nrecurrence: FREQ=DAILY;COUNT=2\nuntil: 2026-03-01",
            "recurrence-two-ends",
            5,
            8,
            "2026-03-01",
        ),
        ("alertes/a.md", "title: A\nstarts: 2026-02-01", "entry-key-missing", 1, 1, "---"),
        (
            "alertes/a.md",
            "title: A\nlevel: rouge\nstarts: 2026-02-01",
            "yaml-unknown-value",
            3,
            8,
            "rouge",
        ),
        (
            "annuaire/a.md",
            "title: A\ntype: service\nphone: appelez",
            "phone-invalid",
            4,
            8,
            "appelez",
        ),
        ("annuaire/a.md", "title: A\ntype: service\nemail: a@b", "email-invalid", 4, 8, "a@b"),
        (
            "annuaire/a.md",
            "title: A\ntype: service\nwebsite: javascript:alert(1)",
            "web-address-invalid",
            4,
            10,
            "javascript:alert(1)",
        ),
        (
            "annuaire/a.md",
            "title: A\ntype: service\nposition: {latitude: 430, longitude: 1}",
            "position-not-on-earth",
            4,
            11,
            "{",
        ),
        (
            "annuaire/a.md",
            "title: A\ntype: service\nhours: {monday: [\"12:00-09:00\"]}",
            "hours-end-before-start",
            4,
            18,
            "\"12:00-09:00\"",
        ),
        (
            "demarches/a.md",
            "title: A\nform: a\nurl: https://a.example",
            "procedure-form-and-url",
            3,
            7,
            "a",
        ),
        ("publications/a.md", "title: A\ndate: 2026-01-01", "entry-key-missing", 1, 1, "---"),
    ] {
        let found = findings(path, front);
        assert_eq!(found.len(), 1, "{front}: {found:?}");
        let (found_code, found_line, found_column, found_text) = &found[0];
        assert_eq!((*found_code, *found_line), (code, line), "{front}");
        assert_eq!((*found_column, found_text.as_str()), (column, text), "{front}");
    }
}

#[test]
fn front_matter_must_be_there_and_closed() {
    for (text, code) in [
        ("Titre\n", "front-matter-missing"),
        ("", "front-matter-missing"),
        ("---\ntitle: A\n\nTexte", "front-matter-unclosed"),
        ("---", "front-matter-unclosed"),
        ("---\n---\n", "entry-key-missing"),
    ] {
        let (entry, findings) = parse_at("a.md", text);
        assert!(entry.is_none());
        assert_eq!(
            findings.iter().map(|finding| finding.code).collect::<Vec<_>>(),
            [code],
            "{text:?}"
        );
    }
    assert!(parse_at("a.md", "---  \ntitle: A\n...\n").0.is_some());
}

#[test]
fn a_publication_without_summary_is_warned_about() {
    let text = "---\ntitle: A\ndate: 2026-01-01\ndocument: a.pdf\n---\n  \n";
    let (entry, findings) = parse_at("publications/a.md", text);
    assert!(entry.is_some());
    assert_eq!(findings[0].code, "publication-summary-missing");
}

#[test]
fn thousands_of_mistakes_cost_little() {
    let bad = format!("title: A\naliases: [{}]", vec!["x"; 9_000].join(", "));
    let begun = std::time::Instant::now();
    let (_, findings) = parse_at("a.md", &format!("---\n{bad}\n---\n"));
    assert_eq!(findings.len(), 101);
    assert_eq!(findings[100].code, "too-many-findings");
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
}

#[test]
fn a_text_that_begins_with_a_heading_needs_no_front_matter() {
    let text = "# Le *guide* des `liens` #\n\nTexte.\n";
    let (entry, findings) = parse_at("guides/liens.md", text);
    assert!(findings.is_empty(), "{findings:?}");
    let entry = entry.expect("a page");
    assert_eq!(
        (entry.title.as_str(), entry.url.as_str()),
        ("Le guide des liens", "/guides/liens/")
    );
    assert_eq!(&entry.source.text[entry.body.clone()], "\nTexte.\n");
    // What a kind needs besides is asked for all the same.
    let (_, findings) = parse_at("actualites/a.md", "# A\n");
    assert_eq!(findings.iter().map(|found| found.code).collect::<Vec<_>>(), ["entry-key-missing"]);
    let (_, findings) = parse_at("a.md", "# \n\nTexte.\n");
    assert_eq!(findings.iter().map(|found| found.code).collect::<Vec<_>>(), ["entry-key-missing"]);
}
