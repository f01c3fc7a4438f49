//! Conformance to the rules of the W3C's ACT task force: their published test cases, judged by
//! the linter.
//!
//! The folder of the cases (`index.json` and the pages) is named by `PARVIS_ACT`; without it the
//! run is skipped, and says so. What came of it is the table in `docs/act-conformance.md`, which
//! must be true: `PARVIS_WRITE_DOCS=1` writes it anew.
//!
//! `PARVIS_ACT_EARL=FILE` writes the report in EARL, in the shape in which the W3C publishes those
//! of implementers. `PARVIS_ACT_RULE` (ids separated by commas) shows every case of those rules
//! that is missed or wrongly flagged; `PARVIS_ACT_OTHERS=1` shows what rules of ours find with
//! certainty on cases that are not about them.

use parvis::accessibility::lint::with_page_at;
use parvis::accessibility::rules::Registry;
use parvis::accessibility::{PageReport, Sheets};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// What was reached; to find less is a failure. Failed cases found: of the approved rules, of all.
const REACHED: (usize, usize) = (163, 233);

/// The table that tells what came of it.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/act-conformance.md");

/// Where the cases are published, and where the addresses inside them begin.
const PUBLISHED: &str = "https://www.w3.org/WAI/content-assets/wcag-act-rules/";
const ASSETS: &str = "/WAI/content-assets/wcag-act-rules/";

#[derive(Deserialize)]
struct Index {
    testcases: Vec<Case>,
}

/// A case. Ids repeat between rules: rule and file together tell it apart.
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

impl Case {
    /// Whether rules of ours implement the case's rule.
    fn is_mapped(&self) -> bool {
        Registry::all().metadata().any(|rule| rule.act.contains(&self.rule))
    }

    /// Pages of other types than HTML are not read.
    fn is_html(&self) -> bool {
        self.file.ends_with(".html")
    }
}

/// What came of the cases of one rule.
#[derive(Default)]
struct Tally {
    name: String,
    approved: bool,
    mapped: bool,
    failures: usize,
    found: usize,
    doubted: usize,
    others: usize,
    wrong: usize,
}

/// A case and what was said of it by the rules that implement its rule.
struct Judged<'a> {
    case: &'a Case,
    report: PageReport,
    /// Rules of ours that implement the case's rule and met what they are about.
    applied: BTreeSet<&'static str>,
    sure: bool,
    doubt: bool,
}

impl<'a> Judged<'a> {
    fn new(case: &'a Case, html: &str, sheets: &Sheets<'_>) -> Self {
        let (report, applied) = with_page_at(html, "", sheets, true, |_, report| {
            let applied: BTreeSet<&'static str> = Registry::all()
                .metadata()
                .filter(|rule| rule.act.contains(&case.rule) && report.has_applied(&rule.id))
                .map(|rule| rule.id.as_str())
                .collect();
            (report.finish(), applied)
        });
        let flags = |sure: bool| {
            report.findings.iter().any(|finding| {
                let rule = Registry::all().rule(finding.rule);
                finding.sure == sure && rule.is_some_and(|rule| rule.act.contains(&case.rule))
            })
        };
        let (sure, doubt) = (flags(true), flags(false));
        Self { case, report, applied, sure, doubt }
    }

    fn is_wrong(&self) -> bool {
        self.sure && self.case.expected != "failed"
    }
}

#[test]
fn act_cases_are_judged_as_the_w3c_expects() {
    let Some(folder) = std::env::var_os("PARVIS_ACT") else {
        eprintln!("skipped: PARVIS_ACT does not name the folder of the ACT cases");
        return;
    };
    let folder = Path::new(&folder);
    let index = std::fs::read_to_string(folder.join("index.json")).expect("index.json");
    let index: Index = serde_json::from_str(&index).expect("index.json is as the W3C writes it");
    let sheets = Sheets::new(|address| {
        std::fs::read_to_string(folder.join(address.strip_prefix(ASSETS.trim_start_matches('/'))?))
            .ok()
    });
    let judged: Vec<Judged<'_>> = index
        .testcases
        .iter()
        .filter(|case| case.is_html())
        .map(|case| {
            let html = std::fs::read(folder.join(&case.file)).expect("a case's page");
            Judged::new(case, &String::from_utf8_lossy(&html), &sheets)
        })
        .collect();
    show(folder, &judged);
    if let Some(file) = std::env::var_os("PARVIS_ACT_EARL") {
        let earl = serde_json::to_string_pretty(&earl(&judged)).expect("JSON");
        std::fs::write(file, earl).expect("the report is written");
    }

    let table = tally(&judged);
    let text = markdown(&table);
    println!("{text}");
    let wrong: Vec<String> = judged
        .iter()
        .filter(|judged| judged.is_wrong())
        .map(|judged| format!("{} {} ({})", judged.case.rule, judged.case.title, judged.case.file))
        .collect();
    assert!(wrong.is_empty(), "sure of what is right:\n{}", wrong.join("\n"));
    let found = |approved: bool| -> usize {
        table.iter().filter(|tally| !approved || tally.approved).map(|tally| tally.found).sum()
    };
    assert!(
        found(true) >= REACHED.0 && found(false) >= REACHED.1,
        "{} of the approved rules and {} of all: less than {REACHED:?}",
        found(true),
        found(false)
    );
    if std::env::var_os("PARVIS_WRITE_DOCS").is_some() {
        std::fs::write(TABLE, &text).expect("the table is written");
    }
    let written = std::fs::read_to_string(TABLE).unwrap_or_default();
    assert!(written == text, "{TABLE} is not up to date: run again with PARVIS_WRITE_DOCS=1");
}

/// Shows what the environment asks to see.
fn show(folder: &Path, judged: &[Judged<'_>]) {
    let wanted = std::env::var("PARVIS_ACT_RULE").unwrap_or_default();
    let others = std::env::var_os("PARVIS_ACT_OTHERS").is_some();
    for judged in judged {
        let case = judged.case;
        let failed = case.expected == "failed";
        if wanted.split(',').any(|rule| rule == case.rule) && judged.sure != failed {
            let html = std::fs::read_to_string(folder.join(&case.file)).unwrap_or_default();
            println!("{} {}: {} {}\n{html}", case.rule, case.title, judged.sure, judged.doubt);
        }
        if others && !failed {
            let told: BTreeSet<&str> = judged
                .report
                .findings
                .iter()
                .filter(|finding| finding.sure)
                .map(|finding| finding.rule)
                .collect();
            if !told.is_empty() {
                println!("{} {} ({}): {told:?}", case.rule, case.title, case.file);
            }
        }
    }
}

/// A line a rule: approved rules first, those that nothing of ours implements last.
fn tally(judged: &[Judged<'_>]) -> Vec<Tally> {
    let mut table: BTreeMap<(bool, bool, &str), Tally> = BTreeMap::new();
    for judged in judged {
        let case = judged.case;
        let mapped = case.is_mapped();
        let tally = table.entry((!mapped, !case.approved, &case.rule)).or_default();
        tally.name.clone_from(&case.rule_name);
        (tally.approved, tally.mapped) = (case.approved, mapped);
        let failed = case.expected == "failed";
        tally.failures += usize::from(failed);
        tally.found += usize::from(failed && judged.sure);
        tally.doubted += usize::from(failed && judged.doubt && !judged.sure);
        tally.others += usize::from(!failed);
        tally.wrong += usize::from(judged.is_wrong());
    }
    let mut lines = Vec::new();
    for ((_, _, rule), mut tally) in table {
        tally.name = format!("{rule} | {}", tally.name);
        lines.push(tally);
    }
    lines
}

fn markdown(table: &[Tally]) -> String {
    type Takes = fn(&Tally) -> bool;
    let sum = |lines: Takes, of: fn(&Tally) -> usize| -> usize {
        table.iter().filter(|tally| lines(tally)).map(of).sum()
    };
    let mut text = String::from(
        "# Conformance to the ACT rules\n\n\
         The published test cases of the W3C's ACT rules, judged by the linter. A case that fails is \
         *found* when a rule that implements its rule is sure of a fault on it, and *left to review* \
         when it only has a doubt. A case that passes or is inapplicable is *wrongly flagged* when \
         such a rule is sure of a fault. Pages of other types than HTML are not read.\n\n\
         Written by `PARVIS_ACT=<folder> PARVIS_WRITE_DOCS=1 cargo test --test act`; never edited.\n\n",
    );
    let groups: [(&str, Takes); 3] = [
        ("Approved rules that are implemented", |tally| tally.mapped && tally.approved),
        ("All rules that are implemented", |tally| tally.mapped),
        ("All rules", |_| true),
    ];
    text.push_str(
        "| | failed cases found | left to review | wrongly flagged |\n| --- | --: | --: | --: |\n",
    );
    for (name, lines) in groups {
        let _ = writeln!(
            text,
            "| {name} | {} of {} | {} | {} of {} |",
            sum(lines, |tally| tally.found),
            sum(lines, |tally| tally.failures),
            sum(lines, |tally| tally.doubted),
            sum(lines, |tally| tally.wrong),
            sum(lines, |tally| tally.others),
        );
    }
    text.push_str(
        "\n| rule | name | status | found | review | wrong |\n| --- | --- | --- | --: | --: | --: |\n",
    );
    for tally in table {
        let status = match (tally.mapped, tally.approved) {
            (true, true) => "approved",
            (true, false) => "proposed",
            (false, true) => "approved, not implemented",
            (false, false) => "proposed, not implemented",
        };
        let _ = writeln!(
            text,
            "| {} | {status} | {}/{} | {} | {}/{} |",
            tally.name, tally.found, tally.failures, tally.doubted, tally.wrong, tally.others
        );
    }
    text
}

/// The report as implementers send it to the W3C, who publishes it: an assertor, and for each page
/// what each rule that implements the case's rule says.
fn earl(judged: &[Judged<'_>]) -> Value {
    let asserted: Vec<Value> =
        judged.iter().filter(|judged| judged.case.is_mapped()).flat_map(assertions).collect();
    json!({
        "@context": "https://act-rules.github.io/earl-context.json",
        "@type": ["Project", "Assertor"],
        "name": "Parvis",
        "shortdesc": "Static site generator for French communes, with an RGAA linter.",
        "description": "Reads finished pages and their style sheets, without a browser, and runs no script.",
        "license": "https://www.apache.org/licenses/LICENSE-2.0",
        "release": { "@type": "Version", "revision": env!("CARGO_PKG_VERSION") },
        "assertedThat": asserted,
    })
}

fn assertions(judged: &Judged<'_>) -> Vec<Value> {
    let case = judged.case;
    let own = Registry::all().metadata().filter(|rule| rule.act.contains(&case.rule));
    own.map(|rule| {
        let of_rule = || judged.report.findings.iter().filter(|finding| finding.rule == rule.id);
        let outcome = if of_rule().any(|finding| finding.sure) {
            "earl:failed"
        } else if of_rule().next().is_some() {
            "earl:cantTell"
        } else if judged.applied.contains(rule.id.as_str()) {
            "earl:passed"
        } else {
            "earl:inapplicable"
        };
        json!({
            "@type": "Assertion",
            "mode": "earl:automatic",
            "subject": { "@type": "TestSubject", "source": format!("{PUBLISHED}{}", case.file) },
            "test": {
                "@type": "TestCase",
                "title": rule.id,
                "isPartOf": [{
                    "@type": "TestRequirement",
                    "title": format!("https://www.w3.org/WAI/standards-guidelines/act/rules/{}/", case.rule),
                }],
            },
            "result": { "@type": "TestResult", "outcome": outcome },
        })
    })
    .collect()
}
