//! What must hold for every rule, and the examples of every rule's file.

use super::*;
use crate::accessibility::documents::{DocumentFacts, Documents};
use crate::accessibility::lint::{Sheets, with_page_at};
use crate::accessibility::report::Outcome;
use crate::accessibility::standard::Standard;
use crate::diagnostic::{Catalogue, Lang};
use std::collections::BTreeSet;
use std::path::Path;

/// The documents that examples link to.
fn sheets() -> Sheets<'static> {
    Sheets::none().with_documents(Documents::new(|address| {
        let tagged = DocumentFacts {
            readable: true,
            tagged: Some(true),
            titled: Some(true),
            language: Some("fr".to_owned()),
            changed: Some("2024-03-14".to_owned()),
        };
        let untagged = DocumentFacts { tagged: Some(false), ..tagged.clone() };
        let name = address.rsplit('/').next()?.to_ascii_lowercase();
        match name.split('?').next()? {
            "balise.pdf" => Some(tagged),
            "simple.pdf" => Some(untagged),
            "ancien.pdf" => {
                Some(DocumentFacts { changed: Some("2015-01-02".to_owned()), ..untagged })
            }
            "muet.pdf" => Some(DocumentFacts { titled: Some(false), language: None, ..tagged }),
            _ => None,
        }
    }))
}

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

/// What a rule's examples prove of its tests.
#[derive(Default)]
struct Proof {
    verdicts: BTreeSet<(String, Verdict)>,
    /// Tests that an example has something for, and passes.
    passes: BTreeSet<String>,
}

impl Proof {
    fn of(rule: &Metadata) -> Self {
        let mut proof = Self::default();
        for example in &rule.examples {
            with_page_at(&example.html, "", &sheets(), rule.beyond, |_, report| {
                proof.add(rule, example, report);
            });
        }
        proof
    }

    fn add(&mut self, rule: &Metadata, example: &Example, report: Report<'_>) {
        for draft in report.drafts().iter().filter(|draft| draft.rule().id == rule.id) {
            let verdict = if draft.is_sure() { Verdict::Failure } else { Verdict::Review };
            self.verdicts.extend(draft.tests().iter().map(|test| ((*test).to_owned(), verdict)));
        }
        let applied: Vec<&String> =
            rule.tests.keys().filter(|test| report.has_applied_to(&rule.id, test)).collect();
        let outcomes = report.finish().outcomes;
        let outcome = |test: &str| Standard::rgaa().index(test).map(|index| outcomes[index]);
        for test in rule.tests.keys() {
            let applied = applied.contains(&test);
            match (outcome(test), example.expectation) {
                (Some(Outcome::NotApplicable), _) if !applied => {
                    self.verdicts.insert((test.clone(), Verdict::NotApplicable));
                }
                (Some(outcome), Expectation::Pass) if applied => {
                    self.passes.insert(test.clone());
                    if outcome == Outcome::Conforming {
                        self.verdicts.insert((test.clone(), Verdict::Conformity));
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn what_a_rule_claims_of_a_test_its_examples_prove() {
    let mut unproved = Vec::new();
    for (file, rule) in rules() {
        let proof = Proof::of(&rule);
        for (test, verdicts) in &rule.tests {
            for verdict in verdicts.iter().filter(|verdict| **verdict != Verdict::Review) {
                if !proof.verdicts.contains(&(test.clone(), *verdict)) {
                    unproved.push(format!("{file}: {test}: {verdict:?} without an example"));
                }
            }
            if verdicts.contains(&Verdict::Failure) && !proof.passes.contains(test) {
                unproved.push(format!("{file}: {test}: no example that applies and passes"));
            }
        }
    }
    assert!(unproved.is_empty(), "{}", unproved.join("\n"));
}

fn try_example(rule: &Metadata, example: &Example) -> Result<(), String> {
    with_page_at(&example.html, "", &sheets(), rule.beyond, |page, report| {
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
