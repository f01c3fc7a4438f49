//! `docs/rgaa-coverage.md`: what the rules decide of each of the standard's tests, from the rules'
//! own files. It is written by `PARVIS_WRITE_DOCS=1 cargo test --lib coverage`, and must be true.
//!
//! What a rule claims of a test is proved by its examples (see `tests.rs` beside this file), so
//! this table counts no test without a reviewed example that fails and one that passes.

use super::{Metadata, Registry, Verdict};
use crate::accessibility::site;
use crate::accessibility::standard::Standard;
use std::collections::BTreeSet;
use std::fmt::Write as _;

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rgaa-coverage.md");

/// How many tests a verdict must be possible for, and how many criteria have one of them.
const REACHED: [(Verdict, usize, usize); 2] =
    [(Verdict::Failure, 139, 69), (Verdict::NotApplicable, 237, 93)];

const VERDICTS: [(Verdict, &str); 4] = [
    (Verdict::Failure, "proves failure"),
    (Verdict::Conformity, "proves conformity"),
    (Verdict::NotApplicable, "proves not applicable"),
    (Verdict::Review, "review"),
];

fn rules() -> Vec<&'static Metadata> {
    Registry::all().metadata().chain(site::metadata()).collect()
}

/// The criteria and the tests for which some rule may give the verdict.
fn covered(verdict: Verdict) -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
    let rules = rules();
    let (mut criteria, mut tests) = (BTreeSet::new(), BTreeSet::new());
    for criterion in &Standard::rgaa().criteria {
        for test in &criterion.tests {
            if rules.iter().any(|rule| rule.may(&test.number, verdict)) {
                criteria.insert(criterion.number.as_str());
                tests.insert(test.number.as_str());
            }
        }
    }
    (criteria, tests)
}

fn table() -> String {
    let standard = Standard::rgaa();
    let rules = rules();
    let all = standard.tests().len();
    let mut text = format!(
        "# What the linter decides of {} {}\n\n\
         Written from the rules’ own files by `PARVIS_WRITE_DOCS=1 cargo test --lib coverage`; never \
         edited. What a rule claims of a test is proved by the examples in its file, which are \
         executed: a test counts under *proves failure* only beside an example on which the rule is \
         sure of a fault and one that it passes. The verdicts are counted apart and never added up. \
         A test that no rule looks at is *manual*; so is, in part, every test that is left to \
         *review*.\n\n| verdict | tests of {all} | criteria of {} |\n| --- | --: | --: |\n",
        standard.name,
        standard.version,
        standard.criteria.len()
    );
    let mut seen = BTreeSet::new();
    for (verdict, name) in VERDICTS {
        let (criteria, tests) = covered(verdict);
        let _ = writeln!(text, "| {name} | {} | {} |", tests.len(), criteria.len());
        seen.extend(tests);
    }
    let manual = |criterion: &&crate::accessibility::standard::Criterion| {
        criterion.tests.iter().all(|test| !seen.contains(test.number.as_str()))
    };
    let criteria = standard.criteria.iter().filter(manual).count();
    let _ = writeln!(text, "| manual (no rule) | {} | {criteria} |", all - seen.len());
    for theme in &standard.themes {
        let _ = write!(
            text,
            "\n## {}. {}\n\n| test | failure | conformity | not applicable | review | rules |\n\
             | --- | :-: | :-: | :-: | :-: | --- |\n",
            theme.number, theme.title
        );
        let prefix = format!("{}.", theme.number);
        for number in standard.tests().iter().filter(|number| number.starts_with(&prefix)) {
            let of: Vec<&&Metadata> =
                rules.iter().filter(|rule| rule.tests.contains_key(number)).collect();
            let mark = |verdict| {
                if of.iter().any(|rule| rule.may(number, verdict)) { "yes" } else { "" }
            };
            let names: Vec<&str> = of.iter().map(|rule| rule.id.as_str()).collect();
            let names = if names.is_empty() { "manual".to_owned() } else { names.join(", ") };
            let marks: Vec<&str> = VERDICTS.iter().map(|(verdict, _)| mark(*verdict)).collect();
            let _ = writeln!(text, "| {number} | {} | {names} |", marks.join(" | "));
        }
    }
    text
}

#[test]
fn the_coverage_table_is_true() {
    let table = table();
    if std::env::var_os("PARVIS_WRITE_DOCS").is_some() {
        std::fs::write(TABLE, &table).unwrap();
    }
    let written = std::fs::read_to_string(TABLE).unwrap_or_default();
    assert!(written == table, "{TABLE} is not up to date: run again with PARVIS_WRITE_DOCS=1");
}

#[test]
fn no_less_is_covered_than_was_reached() {
    for (verdict, tests, criteria) in REACHED {
        let (of_criteria, of_tests) = covered(verdict);
        assert!(
            of_tests.len() >= tests && of_criteria.len() >= criteria,
            "{verdict:?}: {} tests of {} criteria",
            of_tests.len(),
            of_criteria.len()
        );
    }
}
