//! Every mistake of a YAML text has its code, its line and its column in the whole file.

use super::*;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Sample {
    title: Option<String>,
    pinned: Option<bool>,
    weight: Option<i32>,
    price: Option<f64>,
    categories: Vec<String>,
    image: Option<Image>,
    level: Option<Level>,
    date: Option<jiff::civil::Date>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Image {
    #[expect(dead_code, reason = "only its presence is asked for")]
    file: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Info,
    Urgence,
}

/// Reads front matter that starts on line 2 of a file.
fn told(yaml: &str) -> (&'static str, u32, u32, Vec<(&'static str, crate::diagnostic::Argument)>) {
    let source = Source::new("a.md", format!("---\n{yaml}\n---\nCorps.\n"));
    let findings = parse::<Sample>(&source, 4..4 + yaml.len()).map(|_| ()).expect_err(yaml);
    let finding = &findings[0];
    let place = finding.location.as_ref().expect("a place");
    (finding.code, place.line, place.column, finding.arguments.clone())
}

#[test]
fn mistakes_are_told_where_they_stand() {
    for (yaml, code, line, column) in [
        ("title: A\ntilte: B", "yaml-unknown-key", 3, 1),
        ("title: A\n\ntitle: B", "yaml-duplicate-key", 4, 1),
        ("title: A\npinned: oui", "yaml-wrong-type", 3, 9),
        ("weight: léger", "yaml-wrong-type", 2, 9),
        ("price: 5 €", "yaml-wrong-type", 2, 8),
        ("categories: Sport", "yaml-wrong-type", 2, 13),
        ("title: [a, b]", "yaml-wrong-type", 2, 8),
        ("image: a.jpg", "yaml-wrong-type", 2, 8),
        ("level: grave", "yaml-unknown-value", 2, 8),
        ("image:\n  fiel: a.jpg", "yaml-unknown-key", 3, 3),
        ("date: demain", "yaml-bad-value", 2, 7),
        ("title: Travaux\u{a0}: la rue est fermée", "yaml-colon-unquoted", 2, 16),
        ("title: \"A\nweight: 1", "yaml-syntax", 3, 1),
        ("title: A\n\tweight: 1", "yaml-tab", 3, 1),
        ("title: *nulle", "yaml-syntax", 2, 8),
        ("- title", "yaml-wrong-type", 2, 1),
    ] {
        let (told_code, told_line, told_column, arguments) = told(yaml);
        assert_eq!(
            (told_code, told_line, told_column),
            (code, line, column),
            "{yaml:?} {arguments:?}"
        );
    }
}

#[test]
fn a_near_key_is_suggested() {
    let (_, _, _, arguments) = told("tilte: A");
    assert!(arguments.contains(&("suggestion", "title".into())), "{arguments:?}");
    let (_, _, _, arguments) = told("level: urgense");
    assert!(arguments.contains(&("suggestion", "urgence".into())), "{arguments:?}");
}

#[test]
fn what_grows_without_end_is_refused_in_no_time() {
    let bomb = (1..=9).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, level| {
        let before = format!("*a{}, ", level - 1).repeat(9);
        format!("{text}a{level}: &a{level} [{before}]\n")
    });
    let aliases = format!("a: &a x\nb: [{}]", "*a, ".repeat(2_000));
    for yaml in [
        bomb,
        aliases,
        format!("title: {}", "[".repeat(100_000)),
        format!("title: {}", "{a: ".repeat(50_000)),
        "- ".repeat(50_000),
        (0..100_000).map(|n| format!("k{n}: 1\n")).collect(),
        "x".repeat(MAX_BYTES + 1),
    ] {
        let source = Source::new("a.yaml", yaml);
        let begun = std::time::Instant::now();
        let findings = parse::<serde_json::Value>(&source, 0..source.text.len());
        let code = findings.expect_err("refused")[0].code;
        assert_eq!(code, "yaml-too-large", "{}", &source.text[..40]);
        assert!(begun.elapsed().as_secs() < 2);
    }
}

#[test]
fn an_empty_text_is_an_empty_mapping() {
    for text in ["", "\n\n", "# rien\n", "---\n"] {
        let source = Source::new("a.yaml", text);
        assert!(parse::<Sample>(&source, 0..text.len()).expect("read").title.is_none());
    }
}

#[test]
fn values_are_found_by_their_keys() {
    let text = "x\na: un\nb:\n  - {c: deux}\n  - c: [trois, quatre]\n\"d e\": cinq\n";
    let source = Source::new("a.yaml", text);
    let ranges = value_ranges(&source, 2..text.len());
    for (path, value) in [("a", "un"), ("b.0.c", "deux"), ("b.1.c.1", "quatre"), ("d e", "cinq")] {
        assert_eq!(&text[ranges[path].clone()], value);
    }
    assert_eq!(locate(&source, 2..text.len(), &["b", "1", "zzz"]).line, 5);
    assert_eq!(locate(&source, 2..text.len(), &["zzz"]).line, 0);
}
