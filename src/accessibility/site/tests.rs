//! The examples of every rule about a site.

use super::{FILES, RULES, Site, SiteReport};
use crate::accessibility::dom::LocalName;
use crate::accessibility::lint::{Sheets, lint_page, with_page};
use crate::accessibility::report::{Outcome, PageReport};
use crate::accessibility::rules::{Example, Expectation, Metadata, Verdict};
use crate::accessibility::standard::Standard;
use crate::diagnostic::{Catalogue, Lang};
use std::collections::{BTreeMap, BTreeSet};

fn rules() -> impl Iterator<Item = (&'static str, Metadata)> {
    RULES.iter().zip(FILES).map(|(rule, file)| {
        let metadata = Metadata::parse(rule.documentation);
        (*file, metadata.unwrap_or_else(|error| panic!("{file}: {error}")))
    })
}

/// The pages of an example, each after a line `<!-- page: path -->`.
fn pages(example: &str) -> Vec<(&str, &str)> {
    let pages = example.split("<!-- page: ").skip(1);
    pages.map(|page| page.split_once(" -->\n").expect("a page after its path")).collect()
}

#[test]
fn every_site_rule_names_tests_that_exist_and_has_enough_examples() {
    for (file, rule) in rules() {
        assert!(!rule.tests.is_empty(), "{file}");
        for test in rule.tests.keys() {
            assert!(Standard::rgaa().index(test).is_some(), "{file}: {test}");
        }
        let name = file.rsplit('/').next().unwrap_or_default().replace('_', "-");
        assert_eq!(name, format!("{}.md", rule.id));
        let count = |wanted| rule.examples.iter().filter(|e| e.expectation == wanted).count();
        let may = |verdict| rule.tests.keys().any(|test| rule.may(test, verdict));
        assert!(count(Expectation::Pass) >= 2, "{file}: two examples that pass");
        assert!(count(Expectation::Fail) >= 2 || !may(Verdict::Failure), "{file}: two that fail");
        assert!(count(Expectation::Fail) + count(Expectation::Review) >= 2, "{file}: two found");
        assert!(
            count(Expectation::Inapplicable) >= 1 || !may(Verdict::NotApplicable),
            "{file}: one inapplicable"
        );
    }
}

/// What an example led to: elements found, by certainty, and the outcomes of the pages.
struct Led {
    sure: BTreeSet<String>,
    doubts: BTreeSet<String>,
    marked: BTreeSet<String>,
    reports: BTreeMap<String, PageReport>,
}

fn led(rule: &Metadata, example: &Example) -> Led {
    let mark = LocalName::from("data-finding");
    let mut marked = BTreeSet::new();
    let mut reports = BTreeMap::new();
    let mut summaries = Vec::new();
    for (path, html) in pages(&example.html) {
        with_page(html, &Sheets::none(), |page, _| {
            let all = page.document.all();
            let own = all.filter(|node| page.document.has_attribute(*node, &mark));
            marked.extend(own.map(|node| format!("{path} {}", page.selector(node))));
        });
        let (report, summary) = lint_page(html, path, &Sheets::none());
        reports.insert(path.to_owned(), report);
        summaries.push(summary);
    }
    let site = Site::new(&summaries, std::iter::empty::<&str>());
    let report = SiteReport::of(&site);
    let mut by_path: BTreeMap<&str, &mut PageReport> =
        reports.iter_mut().map(|(path, report)| (path.as_str(), report)).collect();
    report.add_to(&site, &mut |path| by_path.remove(path));
    let found = |sure: bool| {
        let all = reports.iter().flat_map(|(path, r)| r.findings.iter().map(move |f| (path, f)));
        let own = all.filter(|(_, f)| f.rule == rule.id && f.sure == sure);
        own.map(|(path, finding)| format!("{path} {}", finding.selector)).collect()
    };
    Led { sure: found(true), doubts: found(false), marked, reports }
}

#[test]
fn examples_lead_to_what_they_say() {
    let mut wrong = Vec::new();
    for (file, rule) in rules() {
        for (rank, example) in rule.examples.iter().enumerate() {
            let led = led(&rule, example);
            let none = BTreeSet::new();
            let (sure, doubts) = match example.expectation {
                Expectation::Pass | Expectation::Inapplicable => (&none, &none),
                Expectation::Fail => (&led.marked, &led.doubts),
                Expectation::Review => (&none, &led.marked),
            };
            if (sure, doubts) != (&led.sure, &led.doubts) {
                wrong.push(format!(
                    "{file}, example {} ({:?}): sure of {:?}, not {sure:?}; doubts {:?}, not {doubts:?}",
                    rank + 1,
                    example.expectation,
                    led.sure,
                    led.doubts
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_verdict_that_is_declared_is_reached() {
    let mut wrong = Vec::new();
    for (file, rule) in rules() {
        let mut reached: BTreeSet<(String, Verdict)> = BTreeSet::new();
        for example in &rule.examples {
            let led = led(&rule, example);
            for (test, index) in
                rule.tests.keys().filter_map(|test| Some((test, Standard::rgaa().index(test)?)))
            {
                let mut reach = |verdict| reached.insert((test.clone(), verdict));
                for report in led.reports.values() {
                    let own = report.findings.iter().filter(|f| f.rule == rule.id);
                    for finding in own.filter(|f| f.tests.contains(&test.as_str())) {
                        reach(if finding.sure { Verdict::Failure } else { Verdict::Review });
                        check_message(finding);
                    }
                    match (report.outcomes[index], example.expectation) {
                        (Outcome::Conforming, Expectation::Pass) => reach(Verdict::Conformity),
                        (Outcome::NotApplicable, Expectation::Inapplicable) => {
                            reach(Verdict::NotApplicable)
                        }
                        // What is applicable and not proved is for a person.
                        (Outcome::Review, _) => reach(Verdict::Review),
                        _ => false,
                    };
                }
            }
        }
        for (test, verdicts) in &rule.tests {
            for verdict in verdicts {
                if !reached.contains(&(test.clone(), *verdict)) {
                    wrong.push(format!("{file}: {test}: no example leads to {verdict:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check_message(finding: &crate::accessibility::Finding) {
    for lang in [Lang::Fr, Lang::En] {
        let diagnostic = finding.diagnostic();
        let catalogue = Catalogue::of(lang);
        assert!(catalogue.help(&diagnostic).is_some(), "{}", diagnostic.code);
        let sentence = catalogue.message(&diagnostic);
        assert!(!sentence.contains("{$") && !sentence.contains("{ $"), "{sentence}");
    }
}
