//! Conformance to the rules of the W3C's ACT task force: their published test cases, judged by
//! the linter, in a table.
//!
//! The folder of the cases (`index.json` and the pages) is named by `PARVIS_ACT`; without it the
//! run is skipped, and says so. `PARVIS_ACT_RULE` limits it to some rules (separated by commas)
//! and shows every case that is missed or wrongly flagged.

use parvis::accessibility::rules::Registry;
use parvis::accessibility::{PageReport, Sheets, lint_beyond};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Index {
    testcases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    rule: String,
    #[serde(rename = "ruleName")]
    rule_name: String,
    title: String,
    expected: String,
    approved: bool,
    file: String,
}

/// What came of the cases of one rule.
#[derive(Default)]
struct Tally {
    name: String,
    failures: usize,
    found: usize,
    doubted: usize,
    others: usize,
    wrong: usize,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.failures += other.failures;
        self.found += other.found;
        self.doubted += other.doubted;
        self.others += other.others;
        self.wrong += other.wrong;
    }
}

/// Where the cases' own addresses begin.
const ASSETS: &str = "/WAI/content-assets/wcag-act-rules/";

#[test]
fn act_cases_are_judged_as_the_w3c_expects() {
    let Some(folder) = std::env::var_os("PARVIS_ACT") else {
        eprintln!("skipped: PARVIS_ACT does not name the folder of the ACT cases");
        return;
    };
    let folder = Path::new(&folder);
    let index = std::fs::read_to_string(folder.join("index.json")).expect("index.json");
    let index: Index = serde_json::from_str(&index).expect("index.json is as the W3C writes it");
    let wanted = std::env::var("PARVIS_ACT_RULE").unwrap_or_default();
    let sheets = Sheets::new(|address| {
        std::fs::read_to_string(folder.join(address.strip_prefix(ASSETS.trim_start_matches('/'))?))
            .ok()
    });

    let mut table: BTreeMap<(bool, &str), Tally> = BTreeMap::new();
    let mut wrong = Vec::new();
    for case in &index.testcases {
        let implemented = Registry::all().metadata().any(|rule| rule.act.contains(&case.rule));
        // Pages of other types than HTML are not read.
        if !implemented || !case.file.ends_with(".html") {
            continue;
        }
        if !wanted.is_empty() && !wanted.split(',').any(|rule| rule == case.rule) {
            continue;
        }
        let html = std::fs::read(folder.join(&case.file)).expect("a case's page");
        let html = String::from_utf8_lossy(&html);
        let report = lint_beyond(&html, &sheets);
        let (sure, doubt) = (flags(&report, case, true), flags(&report, case, false));
        let failed = case.expected == "failed";
        let tally = table.entry((!case.approved, &case.rule)).or_default();
        tally.name.clone_from(&case.rule_name);
        tally.add(&Tally {
            name: String::new(),
            failures: usize::from(failed),
            found: usize::from(failed && sure),
            doubted: usize::from(failed && doubt && !sure),
            others: usize::from(!failed),
            wrong: usize::from(!failed && sure),
        });
        if sure && !failed {
            wrong.push(format!("{} {} ({})", case.rule, case.title, case.file));
        }
        if !wanted.is_empty() && sure != failed {
            println!("{} {}: sure={sure} doubt={doubt}\n{html}", case.rule, case.title);
        }
    }
    print(&table);
    assert!(wrong.is_empty(), "sure of what is right:\n{}", wrong.join("\n"));
}

/// Whether one of the rules that implement the case's rule found something.
fn flags(report: &PageReport, case: &Case, sure: bool) -> bool {
    report.findings.iter().any(|finding| {
        let rule = Registry::all().rule(finding.rule);
        finding.sure == sure && rule.is_some_and(|rule| rule.act.contains(&case.rule))
    })
}

fn print(table: &BTreeMap<(bool, &str), Tally>) {
    println!("rule    approved  found/failed  review  wrong/others  name");
    let mut approved = Tally::default();
    let mut all = Tally::default();
    for ((proposed, rule), tally) in table {
        println!(
            "{rule}  {:8}  {:>5}/{:<6}  {:>6}  {:>5}/{:<6}  {}",
            if *proposed { "no" } else { "yes" },
            tally.found,
            tally.failures,
            tally.doubted,
            tally.wrong,
            tally.others,
            tally.name
        );
        all.add(tally);
        if !proposed {
            approved.add(tally);
        }
    }
    for (name, tally) in [("approved", approved), ("all", all)] {
        println!(
            "{name}: {}/{} failed cases found, {} more left to review, {}/{} others wrongly flagged",
            tally.found, tally.failures, tally.doubted, tally.wrong, tally.others
        );
    }
}
