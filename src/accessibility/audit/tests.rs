//! The grid, its figures, what follows from them, and the file they are recorded in.

use super::*;
use crate::accessibility::report::Outcome;
use crate::accessibility::standard::Standard;
use crate::diagnostic::{Diagnostic, Source};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

const HEAD: &str = "\
standard: \"4.1.2\"
auditor: Camille
opened: 2026-01-05
date: 2026-01-15
theme: parvis
theme_version: \"1\"
technologies: [HTML5]
environments:
  - {platform: desktop, system: Windows 11, browser: Firefox 140, assistive_technology: NVDA 2025}
tools: [Parvis]
pages:
  - {id: accueil, name: Accueil, url: /, kind: home}
  - {id: contact, name: Contact, url: /contact/, kind: contact}
results:
";

/// An audit whose results are those lines, and every other criterion not applicable.
fn text(results: &str) -> String {
    let mut text = HEAD.to_owned() + results;
    for criterion in &Standard::rgaa().criteria {
        if !results.lines().any(|line| line.trim().starts_with(&format!("{}:", criterion.number))) {
            text.push_str(&format!("  {}: NA\n", criterion.number));
        }
    }
    text
}

fn audit_of(text: &str) -> Audit {
    let source = Source::new("sites/amou/accessibility-audit.yaml", text);
    read(&source, Whose::Site).expect("sound").0
}

fn audit(results: &str) -> Audit {
    audit_of(&text(results))
}

fn theme(version: &str) -> ThemeVersion {
    ThemeVersion {
        name: "parvis".to_owned(),
        version: version.to_owned(),
        digest: "abc".to_owned(),
        overlaid: false,
    }
}

fn judged(audit: &Audit, today: Date, vetoes: &Vetoes) -> Judged {
    let theme = &theme("1");
    Statement::of(&Inputs { audit: Some(audit), of_theme: None, theme, vetoes, today })
}

fn codes(findings: &[Diagnostic]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

fn rank(number: &str) -> usize {
    let criteria = &Standard::rgaa().criteria;
    criteria.iter().position(|criterion| criterion.number == number).expect("a criterion")
}

#[test]
fn the_rates_are_those_of_the_rules() {
    let audit = audit(
        "  1.1: C\n  1.2: {C: accueil, NA: contact}\n  6.1: {C: accueil, NC: contact, findings: [{description: Lien vide}]}\n  8.1: {NT: accueil, C: contact}\n",
    );
    let grid = Grid::new(&audit, None, &Vetoes::NONE);
    let rates = Rates::of(&grid);
    assert_eq!((rates.validated, rates.applicable), (2, 4));
    assert_eq!(rates.verdicts[rank("6.1")], Verdict::Failed);
    assert_eq!(rates.verdicts[rank("8.1")], Verdict::Untested);
    assert_eq!(rates.pages, [(3, 4), (2, 3)]);
    assert_eq!((rates.rate(), rates.average()), (50.0, 70.83));
    assert_eq!(rates.state(), State::Partial, "half is enough");
}

#[test]
fn states_know_no_rounding() {
    let state = |met: usize, failed: usize| {
        let criteria = &Standard::rgaa().criteria;
        let line =
            |(rank, status): (usize, &str)| format!("  {}: {status}\n", criteria[rank].number);
        let statuses = std::iter::repeat_n("C", met).chain(std::iter::repeat_n("NC", failed));
        let lines: String = statuses.enumerate().map(line).collect();
        Rates::of(&Grid::new(&audit(&lines), None, &Vetoes::NONE)).state()
    };
    assert_eq!(state(105, 1), State::Partial);
    assert_eq!(state(106, 0), State::Total);
    assert_eq!((state(53, 53), state(52, 54)), (State::Partial, State::None));
    assert_eq!(state(0, 0), State::None, "nothing that applies was met");
}

#[test]
fn what_the_linter_is_sure_of_lowers_and_never_raises() {
    let audit = audit("  1.1: C\n  6.1: NC\n");
    let today = date(2026, 3, 1);
    assert_eq!(judged(&audit, today, &Vetoes::NONE).statement.state, State::Partial);
    let mut vetoes = Vetoes::default();
    vetoes.add("/actualites/info/", [rank("1.1")]);
    let lowered = judged(&audit, today, &vetoes);
    assert_eq!(lowered.statement.state, State::None);
    assert_eq!(codes(&lowered.findings), ["audit-contradicted"]);
    let results = lowered.statement.results.expect("there");
    let issue = &results.issues[0];
    assert_eq!((issue.criterion.as_str(), issue.source), ("1.1", CellSource::Automatic));
    assert_eq!(issue.pages, ["/actualites/info/"]);
}

#[test]
fn an_audit_lapses_after_three_years_and_warns_before() {
    let audit = audit("  1.1: C\n");
    let on = |year, month, day| judged(&audit, date(year, month, day), &Vetoes::NONE);
    assert_eq!(on(2026, 1, 14).statement.state, State::None, "it is not finished yet");
    assert_eq!(on(2026, 1, 15).statement.state, State::Total);
    assert_eq!(codes(&on(2028, 7, 14).findings), [] as [&str; 0]);
    assert_eq!(codes(&on(2028, 7, 15).findings), ["audit-expiring"]);
    assert_eq!(on(2029, 1, 14).statement.state, State::Total);
    let lapsed = on(2029, 1, 15);
    assert_eq!(lapsed.statement.state, State::None);
    assert_eq!(codes(&lapsed.findings), ["audit-expired"]);
    assert_eq!(on(2026, 1, 15).changes, [date(2028, 7, 15), date(2029, 1, 15)]);
}

#[test]
fn a_redesign_ends_an_audit() {
    let audit = audit("  1.1: C\n");
    let (theme, today) = (&theme("2"), date(2026, 3, 1));
    let vetoes = &Vetoes::NONE;
    let inputs = Inputs { audit: Some(&audit), of_theme: None, theme, vetoes, today };
    let judged = Statement::of(&inputs);
    assert_eq!(judged.statement.state, State::None);
    assert!(judged.statement.lapsed.is_some_and(|lapse| lapse.redesign));
    assert_eq!(codes(&judged.findings), ["audit-redesign"]);
}

#[test]
fn a_themes_audit_fills_what_the_theme_decides() {
    let of_theme = "\
standard: \"4.1.2\"
auditor: Agence
opened: 2026-01-05
date: 2026-01-15
theme: parvis
theme_version: \"1\"
pages:
  - {id: accueil, name: Accueil, url: /, kind: home}
results:
  8.1: C
  12.7: {NC: accueil, findings: [{description: Pas de lien d’évitement}]}
";
    let source = Source::new("themes/parvis/accessibility-audit.yaml", of_theme);
    let (of_theme, _) = read(&source, Whose::Theme).expect("sound");
    let site = audit("  8.1: NT\n  12.7: C\n");
    let grid = Grid::new(&site, Some(&of_theme), &Vetoes::NONE);
    let cell = |number: &str, page: usize| {
        let cell = grid.rows[rank(number)][page];
        (cell.status, cell.source)
    };
    assert_eq!(cell("8.1", 0), (Status::C, Some(CellSource::Theme)));
    assert_eq!(cell("8.1", 1), (Status::NT, None), "of that kind no page was looked at");
    assert_eq!(cell("12.7", 0), (Status::NC, Some(CellSource::Theme)), "a fault wins");
    let inputs = |overlaid: bool| ThemeVersion { overlaid, ..theme("1") };
    for (overlaid, counts) in [(false, true), (true, false)] {
        let theme = &inputs(overlaid);
        let (vetoes, today) = (&Vetoes::NONE, date(2026, 3, 1));
        let inputs = Inputs { audit: Some(&site), of_theme: Some(&of_theme), theme, vetoes, today };
        assert_eq!(inputs.theme_that_counts().is_some(), counts, "overlaid: {overlaid}");
    }
    let content = source.text.replace("  8.1: C", "  1.1: C");
    let errors = read(&Source::new("a.yaml", content), Whose::Theme).expect_err("of content");
    assert_eq!(codes(&errors), ["audit-criterion-of-content"]);
}

#[test]
fn every_mistake_is_told_at_its_place() {
    for (line, code, place) in [
        ("  1.99: C\n", "audit-criterion-unknown", (15, 3)),
        ("  1.1: {C: [acueil]}\n", "audit-page-unknown", (15, 13)),
        ("  1.1: {C: accueil, NC: [contact, accueil]}\n", "audit-page-in-two", (15, 25)),
        ("  1.1: {C: all, NA: all}\n", "audit-page-in-two", (15, 21)),
        (
            "  1.1: {NC: accueil, findings: [{description: A, pages: contact}]}\n",
            "audit-finding-elsewhere",
            (15, 33),
        ),
        ("  1.1: OK\n", "yaml-unknown-value", (15, 8)),
        ("  1.1: {Na: all}\n", "yaml-unknown-key", (15, 11)),
        (
            "  1.1: {NC: all, findings: [{description: A, impact: grave}]}\n",
            "yaml-unknown-value",
            (15, 56),
        ),
    ] {
        let source = Source::new("a.yaml", HEAD.to_owned() + line);
        let mut errors = read(&source, Whose::Site).expect_err(line);
        errors.retain(Diagnostic::is_error);
        // One slip in YAML may be followed by another that it caused.
        assert_eq!(codes(&errors)[0], code, "{line}");
        assert!(errors.len() == 1 || code.starts_with("yaml"), "{line}: {errors:#?}");
        let at = errors[0].location.as_ref().expect("a place");
        // Some of the parser's own places are of the line alone.
        assert_eq!(at.line, place.0, "{line}");
        if code.starts_with("audit") {
            assert_eq!(at.column, place.1, "{line}");
        }
    }
    let several = HEAD.replace("url: /contact/", "url: contact") + "  1.99: C\n  1.1: {C: x}\n";
    let mut errors = read(&Source::new("a.yaml", several), Whose::Site).expect_err("three");
    errors.retain(Diagnostic::is_error);
    assert_eq!(codes(&errors), ["audit-page-url", "audit-page-unknown", "audit-criterion-unknown"]);
    let unsigned = HEAD.replace("auditor: Camille", "auditor: \"\"") + "  1.1: NT\n";
    let errors = read(&Source::new("a.yaml", unsigned), Whose::Site).expect_err("unsigned");
    assert_eq!(codes(&errors), ["audit-auditor-missing"]);
}

#[test]
fn a_new_file_reads_back_and_can_be_filled_in() {
    let page = |id: &str, url: &str, kind| SamplePage {
        id: id.to_owned(),
        name: "L’accueil\u{a0}: «\u{a0}ici\u{a0}»".to_owned(),
        url: url.to_owned(),
        kind,
        random: false,
    };
    let pages = [page("accueil", "/", PageKind::Home), page("plan", "/plan/", PageKind::Sitemap)];
    let mut proved = vec![vec![Status::NT; 106]; 2];
    proved[1][rank("1.1")] = Status::NA;
    let opening = Opening {
        whose: Whose::Site,
        site: "amou",
        title: "Commune d’Amou",
        url: "https://amou.example",
        theme: &theme("1"),
        today: date(2026, 1, 5),
        pages: &pages,
        proved: &proved,
    };
    let text = open(&opening);
    let opened = audit_of(&text);
    assert_eq!(opened.pages, pages);
    assert_eq!(opened.date, None);
    assert_eq!(opened.results[rank("1.1")].automatic, [Status::NT, Status::NA]);
    let change = |criterion: &str, pages: &[&str], status, comment: Option<&str>| Change {
        criterion: criterion.to_owned(),
        pages: pages.iter().map(|page| (*page).to_owned()).collect(),
        status,
        comment: comment.map(str::to_owned),
        impact: Some(Impact::Major),
    };
    let told = "Le plan : rien, «\u{a0}vraiment\u{a0}» #1";
    let changes =
        [change("1.1", &[], Status::C, None), change("13.12", &["plan"], Status::NC, Some(told))];
    let filled = set(&opened, &changes).expect("made");
    let again = audit_of(&filled);
    assert_eq!(again.results[rank("1.1")].recorded, [Status::C, Status::NT]);
    let finding = &again.results[rank("13.12")].findings[0];
    assert_eq!((finding.description.as_str(), finding.impact), (told, Some(Impact::Major)));
    // All other lines are as they were.
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (lines(&text), lines(&filled));
    let kept = before.iter().filter(|line| after.contains(line)).count();
    assert!(before.len() - kept <= 2, "{filled}");
    let error = set(&again, &[change("1.1", &[], Status::C, None)]).expect_err("nothing is left");
    assert_eq!(error.code, "audit-set-nothing");
}

#[test]
fn the_sample_has_one_of_each_kind_and_a_tenth_by_chance() {
    let folders = crate::workspace::EntryKind::default_folders();
    let mut candidates = Vec::new();
    let mut add = |url: String, main: &str| {
        let html = format!("<!DOCTYPE html><main><h1>{url}</h1>{main}</main>");
        candidates.extend(Candidate::read(&url, &html, &folders));
    };
    for url in ["/", "/contact/", "/mentions-legales/", "/accessibilite/", "/plan-du-site/"] {
        add(url.to_owned(), "");
    }
    for number in 0..60 {
        add(format!("/actualites/info-{number}/"), "");
        add(format!("/page-{number}/"), if number == 7 { "<table></table>" } else { "" });
    }
    add("/actualites/".to_owned(), "");
    add("/404.html".to_owned(), "");
    let documents = ["/budget.pdf".to_owned()];
    let sample = choose(&candidates, &documents, "amou", 2026);
    let kinds: BTreeMap<PageKind, usize> =
        sample.iter().filter(|page| !page.random).fold(BTreeMap::new(), |mut kinds, page| {
            *kinds.entry(page.kind).or_default() += 1;
            kinds
        });
    for kind in [PageKind::Home, PageKind::Contact, PageKind::List, PageKind::News] {
        assert_eq!(kinds[&kind], 1, "{kind:?}");
    }
    assert!(sample.iter().any(|page| page.url == "/page-7/"), "the one with a table");
    let structured = sample.iter().filter(|page| !page.random).count();
    assert_eq!(sample.len(), structured + structured.div_ceil(10));
    let mut urls: Vec<&str> = sample.iter().map(|page| page.url.as_str()).collect();
    urls.sort_unstable();
    urls.dedup();
    assert_eq!(urls.len(), sample.len(), "no page twice");
    candidates.reverse();
    let urls = |sample: &[SamplePage]| {
        let mut urls: Vec<String> = sample.iter().map(|page| page.url.clone()).collect();
        urls.sort_unstable();
        urls
    };
    let again = choose(&candidates, &documents, "amou", 2026);
    assert_eq!(urls(&again), urls(&sample), "the order of the pages does not matter");
    assert_ne!(urls(&choose(&candidates, &documents, "pouillon", 2026)), urls(&sample));
}

#[test]
fn outcomes_of_tests_become_statuses_of_criteria() {
    let standard = Standard::rgaa();
    let mut outcomes = vec![Outcome::Untested; standard.tests().len()];
    let mut put = |test: &str, outcome| outcomes[standard.index(test).expect("a test")] = outcome;
    put("8.1.1", Outcome::Conforming);
    put("8.1.2", Outcome::Conforming);
    put("8.1.3", Outcome::NotApplicable);
    put("2.1.1", Outcome::NotApplicable);
    put("1.1.1", Outcome::NonConforming);
    let proved = criteria_proved(&outcomes);
    assert_eq!(proved[rank("8.1")], Status::C);
    assert_eq!(proved[rank("2.1")], Status::NA);
    assert_eq!(proved[rank("1.1")], Status::NT);
    assert_eq!(criteria_failed(&outcomes), [rank("1.1")]);
}

#[test]
fn the_exports_hold_the_whole_grid() {
    let audit = audit(
        "  1.1: C\n  6.1: {C: accueil, NC: contact, findings: [{description: \"Lien, vide\", impact: blocking}]}\n",
    );
    let grid = Grid::new(&audit, None, &Vetoes::NONE);
    let rates = Rates::of(&grid);
    let subject = Subject {
        name: "Commune d’Amou",
        url: "https://amou.example",
        body: "la commune d’Amou",
        email: None,
    };
    let table = csv(&audit, &grid, &rates).expect("written");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 106);
    let row = &rows[rank("6.1")];
    assert_eq!((&row[0], &row[2], &row[3], &row[4]), ("6.1", "NC", "C", "NC"));
    assert_eq!((&row[5], &row[7], &row[8]), ("audit du site", "bloquant", "Lien, vide"));

    let report = ara(&audit, &grid, &rates, &subject);
    assert_eq!(report["auditType"], "FULL");
    assert_eq!(report["accessibilityRate"], 50.0);
    assert_eq!(report["criteriaCount"]["blocking"], 1);
    assert_eq!(report["context"]["samples"][1]["url"], "https://amou.example/contact/");
    let results = report["results"].as_array().expect("results");
    assert_eq!(results.len(), 212);
    let failed: Vec<_> = results.iter().filter(|r| r["status"] == "NOT_COMPLIANT").collect();
    assert_eq!(failed.len(), 1);
    assert_eq!((&failed[0]["topic"], &failed[0]["criterium"]), (&6.into(), &1.into()));
    assert_eq!(failed[0]["userImpact"], "BLOCKING");
    assert_eq!(report["resultDistribution"]["compliant"]["raw"], 3);
    assert_eq!(report["pageDistributions"][0]["name"], "Accueil");
    assert_eq!(report["topicDistributions"].as_array().map(Vec::len), Some(13));

    let page = html(&audit, &grid, &rates, &subject).expect("made");
    let report = crate::accessibility::lint(&page, &crate::accessibility::Sheets::none());
    let sure: Vec<_> = report.findings.iter().filter(|finding| finding.sure).collect();
    assert!(sure.is_empty(), "{sure:#?}");
    assert!(page.contains("Lien, vide") && page.contains("50\u{a0}%"), "{page}");
}
