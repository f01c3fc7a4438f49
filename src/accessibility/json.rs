//! The report as JSON, whose shape programs rely on:
//!
//! ```json
//! {
//!   "page": "contact/index.html",
//!   "standard": { "name": "RGAA", "version": "4.1.2" },
//!   "tests": { "1.1.1": "non-conforming", "1.1.2": "not-applicable", "1.2.1": "untested" },
//!   "findings": [{
//!     "rule": "image-name", "tests": ["1.1.1"], "certainty": "sure", "severity": "blocking",
//!     "selector": "main > img", "line": 12, "column": 5,
//!     "message": "L’image n’a pas d’alternative textuelle.", "help": "Écrivez dans `alt` …"
//!   }],
//!   "omitted": 0
//! }
//! ```
//!
//! `tests` holds every test of the standard, in its order, each `conforming`, `non-conforming`,
//! `not-applicable`, `review` or `untested`. `certainty` is `sure` or `review`. A column of 0 means
//! that only the line is known. `omitted` counts the findings beyond the first hundred of a kind. Keys may be added; none changes its meaning.

use super::report::{Finding, PageReport};
use super::standard::Standard;
use crate::diagnostic::{Catalogue, Lang};
use serde_json::{Map, Value, json};

/// The report of the page called `name`, its messages in `lang`.
#[must_use]
pub fn page(name: &str, report: &PageReport, lang: Lang) -> Value {
    let standard = Standard::rgaa();
    let tests: Map<String, Value> = standard
        .tests()
        .iter()
        .zip(&report.outcomes)
        .map(|(test, outcome)| (test.clone(), json!(outcome)))
        .collect();
    let findings: Vec<Value> =
        report.findings.iter().map(|finding| self::finding(finding, lang)).collect();
    json!({
        "page": name,
        "standard": { "name": standard.name, "version": standard.version },
        "tests": tests,
        "findings": findings,
        "omitted": report.omitted,
    })
}

fn finding(finding: &Finding, lang: Lang) -> Value {
    let catalogue = Catalogue::of(lang);
    let diagnostic = finding.diagnostic();
    json!({
        "rule": finding.rule,
        "tests": finding.tests,
        "certainty": if finding.sure { "sure" } else { "review" },
        "severity": finding.severity,
        "selector": finding.selector,
        "line": finding.position.line,
        "column": finding.position.column,
        "message": catalogue.message(&diagnostic),
        "help": catalogue.help(&diagnostic),
    })
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::accessibility::{Sheets, lint};
    use crate::diagnostic::Lang;

    #[test]
    fn every_test_and_every_finding_is_told() {
        let html = "<!DOCTYPE html>\n<html lang=fr><title>A</title><main>\n  <img src=a.png>\n";
        let json = page("a.html", &lint(html, &Sheets::none()), Lang::Fr);
        assert_eq!(json["tests"].as_object().unwrap().len(), 258);
        assert_eq!(json["tests"]["1.1.1"], "non-conforming");
        assert_eq!(json["tests"]["8.5.1"], "conforming");
        assert_eq!(json["tests"]["2.1.1"], "not-applicable");
        assert_eq!(json["tests"]["12.9.1"], "untested");
        let findings = json["findings"].as_array().unwrap();
        let finding = findings.iter().find(|finding| finding["rule"] == "image-name").unwrap();
        assert_eq!((&finding["line"], &finding["column"]), (&3.into(), &3.into()));
        assert_eq!(finding["selector"], "html > body > main > img");
        assert_eq!(finding["certainty"], "sure");
        assert_eq!(finding["message"], "L’image n’a pas d’alternative textuelle.");
    }
}
