//! The report as EARL 1.0 in JSON-LD, in the form in which W3C publishes the reports of ACT
//! implementations: one subject a page, one assertion a test, one a finding where a test fails.
//!
//! Source: <https://www.w3.org/TR/EARL10-Schema/>, <https://www.w3.org/WAI/standards-guidelines/act/implementations/>.

use super::report::{Outcome, PageReport};
use super::rules::Registry;
use super::standard::Standard;
use crate::diagnostic::{Catalogue, Lang};
use serde_json::{Value, json};
use std::io::{self, Write};

/// A document being written.
pub struct Document<'w> {
    out: &'w mut dyn Write,
    lang: Lang,
    first: bool,
}

impl std::fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document").finish_non_exhaustive()
    }
}

impl<'w> Document<'w> {
    /// Begins a document whose messages are in `lang`.
    ///
    /// # Errors
    /// Whatever the output refuses.
    pub fn begin(out: &'w mut dyn Write, lang: Lang) -> io::Result<Self> {
        let context = json!({
            "@vocab": "http://www.w3.org/ns/earl#",
            "earl": "http://www.w3.org/ns/earl#",
            "WCAG2": "https://www.w3.org/TR/WCAG21/#",
            "ptr": "http://www.w3.org/2009/pointers#",
            "dct": "http://purl.org/dc/terms/",
            "doap": "http://usefulinc.com/ns/doap#",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "source": {"@id": "dct:source", "@type": "@id"},
            "title": "dct:title",
            "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
            "info": {"@id": "earl:info", "@language": lang.tag()},
            "assertions": {"@reverse": "earl:subject"},
            "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
            "outcome": {"@id": "earl:outcome", "@type": "@id"},
            "mode": {"@id": "earl:mode", "@type": "@id"},
            "pointer": "earl:pointer",
            "expression": "ptr:expression",
            "name": "doap:name",
            "revision": "doap:revision",
        });
        let tool = json!({
            "@id": "_:parvis",
            "@type": ["earl:Assertor", "earl:Software", "doap:Project"],
            "name": "Parvis",
            "doap:release": {"@type": "doap:Version", "revision": env!("CARGO_PKG_VERSION")},
        });
        write!(out, "{{\"@context\":{context},\"@graph\":[\n{tool}")?;
        Ok(Self { out, lang, first: false })
    }

    /// Writes what is said of the page called `name`.
    ///
    /// # Errors
    /// Whatever the output refuses.
    pub fn page(&mut self, name: &str, report: &PageReport) -> io::Result<()> {
        let standard = Standard::rgaa();
        let mut assertions: Vec<Value> = Vec::new();
        for (test, outcome) in standard.tests().iter().zip(&report.outcomes) {
            if !matches!(outcome, Outcome::NonConforming | Outcome::Review) {
                assertions.push(assertion(
                    test,
                    &json!({
                        "@type": "earl:TestResult",
                        "outcome": outcome_name(*outcome),
                    }),
                ));
                continue;
            }
            let sure = *outcome == Outcome::NonConforming;
            let found = report
                .findings
                .iter()
                .filter(|finding| finding.sure == sure && finding.tests.contains(&test.as_str()));
            let before = assertions.len();
            let catalogue = Catalogue::of(self.lang);
            for finding in found {
                let mut told = assertion(
                    test,
                    &json!({
                        "@type": "earl:TestResult",
                        "outcome": outcome_name(*outcome),
                        "info": catalogue.message(&finding.diagnostic()),
                        "pointer": {"@type": "ptr:CSSSelectorPointer", "expression": finding.selector},
                    }),
                );
                if let Some(rule) = Registry::all().rule(finding.rule) {
                    told["test"]["dct:hasPart"] = json!({
                        "@type": "earl:TestCase",
                        "title": rule.title,
                        "isPartOf": rule.wcag.iter().map(|sc| format!("WCAG2:{sc}")).collect::<Vec<_>>(),
                    });
                }
                assertions.push(told);
            }
            if assertions.len() == before {
                assertions.push(assertion(
                    test,
                    &json!({
                        "@type": "earl:TestResult",
                        "outcome": outcome_name(*outcome),
                    }),
                ));
            }
        }
        let subject = json!({
            "@type": ["earl:TestSubject", "foaf:Document"],
            "source": name,
            "assertions": assertions,
        });
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut *self.out, &subject)?;
        Ok(())
    }

    /// Ends the document.
    ///
    /// # Errors
    /// Whatever the output refuses.
    pub fn end(self) -> io::Result<()> {
        self.out.write_all(b"\n]}\n")
    }
}

fn assertion(test: &str, result: &Value) -> Value {
    let standard = Standard::rgaa();
    let criterion = test.rsplit_once('.').map_or(test, |(criterion, _)| criterion);
    json!({
        "@type": "earl:Assertion",
        "assertedBy": "_:parvis",
        "mode": "earl:automatic",
        "test": {
            "@type": "earl:TestRequirement",
            "title": format!("{} {} – test {test}", standard.name, standard.version),
            "isPartOf": format!("https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/#{criterion}"),
        },
        "result": result,
    })
}

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Conforming => "earl:passed",
        Outcome::NonConforming => "earl:failed",
        Outcome::NotApplicable => "earl:inapplicable",
        Outcome::Review => "earl:cantTell",
        Outcome::Untested => "earl:untested",
    }
}

#[cfg(test)]
mod tests {
    use super::Document;
    use crate::accessibility::{Sheets, lint};
    use crate::diagnostic::Lang;

    #[test]
    fn every_test_has_its_assertion_and_every_fault_its_pointer() {
        let html =
            "<!DOCTYPE html><html lang=fr><title>A</title><main><img src=a.png><img src=b.png>";
        let mut out = Vec::new();
        let mut document = Document::begin(&mut out, Lang::En).unwrap();
        document.page("https://amou.example/", &lint(html, &Sheets::none())).unwrap();
        document.end().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let assertions = json["@graph"][1]["assertions"].as_array().unwrap();
        assert!(assertions.len() >= 259);
        let failed: Vec<&str> = assertions
            .iter()
            .filter(|a| a["result"]["outcome"] == "earl:failed")
            .filter(|a| a["test"]["title"].as_str().unwrap().ends_with("1.1.1"))
            .map(|a| a["result"]["pointer"]["expression"].as_str().unwrap())
            .collect();
        assert_eq!(failed.len(), 2);
    }
}
