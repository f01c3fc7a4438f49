//! Each report of the same findings, compared with the one that was approved (`snapshots/`).

use super::*;

fn findings() -> Vec<Diagnostic> {
    let site: Arc<str> = Arc::from("amou");
    let page = Source::new(
        "sites/amou/actualites/marché, été.md",
        "---\ntilte: Marché\n---\nVenez à l’école, \u{1b}[31mrouge : <b>100 %</b>\n",
    );
    let key = page.text.find("tilte").expect("present");
    let hours = Source::new(
        "sites/amou/site.yaml",
        format!("note: {}\nfriday: [\"09:00-12:00\", \"11:00-14:00\"]\n", "très long ".repeat(30)),
    );
    let range = hours.text.find("\"11").expect("present");
    let late = hours.text.find("long \n").expect("present");
    vec![
        Diagnostic::warning("legal-dpo-incomplete")
            .arg("missing", "email")
            .at(hours.whole())
            .in_site(&site),
        Diagnostic::error("hours-overlap")
            .arg("value", "11:00-14:00")
            .arg("other", "09:00-12:00")
            .at(hours.locate(range..range + 13))
            .related(hours.locate_line(2, 10))
            .in_site(&site),
        Diagnostic::error("yaml-unknown-key")
            .arg("key", "tilte")
            .arg("suggestion", "title")
            .arg("known", "title, date")
            .at(page.locate(key..key + 5))
            .in_site(&site),
        Diagnostic::note("date-invalid")
            .arg("value", "100 % <faux>\n::error::x")
            .at(hours.locate(late..late + 4))
            .in_site(&site),
        Diagnostic::error("group-unknown").arg("name", "tursan").arg("suggestion", ""),
    ]
}

#[test]
fn text_is_readable_on_80_columns() {
    let style = TextStyle { lang: Lang::Fr, colour: false, width: 80 };
    let told = text(&findings(), style);
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    insta::assert_snapshot!("text-fr", told);
    insta::assert_snapshot!("text-en", text(&findings(), TextStyle { lang: Lang::En, ..style }));
}

#[test]
fn colours_come_only_when_asked_for() {
    let style = TextStyle { lang: Lang::Fr, colour: false, width: 80 };
    assert!(!text(&findings(), style).contains('\u{1b}'));
    let coloured = text(&findings(), TextStyle { colour: true, ..style });
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').expect("a colour ends").1;
    }
    assert_eq!(plain + rest, text(&findings(), style));
}

#[test]
fn reports_for_programs() {
    insta::assert_snapshot!("json", json(&findings(), Lang::Fr));
    insta::assert_snapshot!("sarif", sarif(&findings(), Lang::Fr));
    insta::assert_snapshot!(
        "junit",
        junit(&findings(), &[Arc::from("amou"), Arc::from("dax")], Lang::Fr)
    );
    insta::assert_snapshot!("github", github(&findings(), Lang::Fr));
}

#[test]
fn github_commands_cannot_be_forged() {
    let told = github(&findings(), Lang::En);
    assert_eq!(told.lines().count(), findings().len());
    assert!(told.contains("file=sites/amou/actualites/marché%2C été.md"));
}

#[test]
fn sarif_fingerprints_survive_moved_lines_and_tell_twins_apart() {
    let prints = |text: &str| {
        let source = Source::new("a.md", text);
        let twins: Vec<_> = text
            .match_indices("faux")
            .map(|(at, _)| {
                Diagnostic::error("yaml-missing-key").arg("key", "x").at(source.locate(at..at + 4))
            })
            .collect();
        let report: serde_json::Value =
            serde_json::from_str(&sarif(&twins, Lang::En)).expect("JSON");
        let results = report["runs"][0]["results"].as_array().expect("results").clone();
        results
            .iter()
            .map(|result| result["partialFingerprints"]["parvis/v1"].clone())
            .collect::<Vec<_>>()
    };
    let (before, after) = (prints("faux\nfaux\n"), prints("un\ndeux\nfaux\n\nfaux\n"));
    assert_eq!(before, after);
    assert_ne!(before[0], before[1]);
}

#[test]
fn junit_is_well_formed() {
    let report = junit(&findings(), &[], Lang::Fr);
    let mut reader = quick_xml::Reader::from_str(&report);
    let mut failures = 0;
    loop {
        match reader.read_event().expect("well formed") {
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == b"failure" => {
                failures += 1;
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(failures, 3);
}
