//! What must hold for every rule, and the examples of every rule's file.

use super::*;
use crate::accessibility::lint::{Sheets, with_page_at};
use crate::accessibility::standard::Standard;
use crate::diagnostic::{Catalogue, Lang};
use std::collections::BTreeSet;
use std::path::Path;

fn rules() -> impl Iterator<Item = (&'static str, Metadata)> {
    RULES.iter().zip(FILES).map(|(rule, file)| {
        let metadata = Metadata::parse(rule.documentation);
        (*file, metadata.unwrap_or_else(|error| panic!("{file}: {error}")))
    })
}

#[test]
fn every_rule_has_its_file_and_every_file_its_rule() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("accessibility-rules");
    let mut files = BTreeSet::new();
    for theme in std::fs::read_dir(&root).unwrap().flatten() {
        if theme.file_name() == "standard" || !theme.path().is_dir() {
            continue;
        }
        for file in std::fs::read_dir(theme.path()).unwrap().flatten() {
            let name = file.file_name().to_string_lossy().replace('-', "_");
            files.insert(format!("{}/{name}", theme.file_name().to_string_lossy()));
        }
    }
    let known = FILES.iter().chain(site::FILES);
    let known: BTreeSet<String> = known.map(|file| (*file).to_owned()).collect();
    assert_eq!(files, known);
    for (file, rule) in rules() {
        assert!(
            file.ends_with(&format!("/{}.md", rule.id.replace('-', "_"))),
            "{file}: {}",
            rule.id
        );
    }
}

#[test]
fn every_test_a_rule_names_exists() {
    for (file, rule) in rules() {
        assert!(rule.tests.is_empty() == rule.beyond, "{file}");
        for test in rule.tests.keys() {
            assert!(Standard::rgaa().index(test).is_some(), "{file}: {test}");
        }
    }
}

#[test]
fn every_rule_has_enough_examples() {
    for (file, rule) in rules() {
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

#[test]
fn examples_lead_to_what_they_say() {
    let mut wrong = Vec::new();
    for (file, rule) in rules() {
        for (rank, example) in rule.examples.iter().enumerate() {
            if let Err(error) = try_example(&rule, example) {
                wrong.push(format!(
                    "{file}, example {} ({:?}): {error}",
                    rank + 1,
                    example.expectation
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn try_example(rule: &Metadata, example: &Example) -> Result<(), String> {
    with_page_at(&example.html, "", &Sheets::none(), rule.beyond, |page, report| {
        let mark = LocalName::from("data-finding");
        let marked: Vec<String> = page
            .document
            .all()
            .filter(|node| page.document.has_attribute(*node, &mark))
            .map(|node| page.selector(node))
            .collect();
        let found = |sure: bool| -> Vec<String> {
            let own = report.drafts().iter().filter(|d| d.rule().id == rule.id);
            let mut nodes: Vec<NodeId> =
                own.filter(|draft| draft.is_sure() == sure).map(|draft| draft.node()).collect();
            nodes.sort_unstable();
            nodes.dedup();
            nodes.into_iter().map(|node| page.selector(node)).collect()
        };
        let (sure, doubts) = (found(true), found(false));
        let (want_sure, want_doubts, want_applied) = match example.expectation {
            Expectation::Pass => (Vec::new(), Vec::new(), true),
            Expectation::Inapplicable => (Vec::new(), Vec::new(), false),
            Expectation::Fail => (marked, doubts.clone(), true),
            Expectation::Review => (Vec::new(), marked, true),
        };
        if sure != want_sure {
            return Err(format!("sure of {sure:?}, not of {want_sure:?}\n{}", example.html));
        }
        if doubts != want_doubts {
            return Err(format!("doubts {doubts:?}, not {want_doubts:?}\n{}", example.html));
        }
        if report.has_applied(&rule.id) != want_applied {
            return Err(format!("applies: {}\n{}", !want_applied, example.html));
        }
        for draft in report.drafts().iter().filter(|draft| draft.rule().id == rule.id) {
            draft.check(rule)?;
        }
        Ok(())
    })
}

impl crate::accessibility::report::Draft {
    /// That the rule declared what it concludes, and that its message exists with a way out.
    fn check(&self, rule: &Metadata) -> Result<(), String> {
        let verdict = if self.is_sure() { Verdict::Failure } else { Verdict::Review };
        for test in self.tests() {
            if !rule.may(test, verdict) {
                return Err(format!("{test}: {verdict:?} is not declared"));
            }
        }
        for lang in [Lang::Fr, Lang::En] {
            let diagnostic = self.diagnostic();
            let catalogue = Catalogue::of(lang);
            if catalogue.help(&diagnostic).is_none() {
                return Err(format!("{}: no message or no way out", diagnostic.code));
            }
            let sentence = catalogue.message(&diagnostic);
            if sentence.contains("{$") || sentence.contains("{ $") {
                return Err(format!("{}: an argument is missing: {sentence}", diagnostic.code));
            }
        }
        Ok(())
    }
}
