//! Findings as JSON, for programs.
//!
//! Sentences are there for people only: a program relies on `code` and `arguments`.

use super::{Argument, Catalogue, Diagnostic, Lang, Location, Part, Severity};
use serde::Serialize;
use serde_json::{Map, Value};

/// The report's shape; a change that breaks readers changes this number.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: Severity,
    site: Option<&'a str>,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    message: String,
    help: Option<String>,
    arguments: Map<String, Value>,
    related: Vec<Place<'a>>,
    #[serde(flatten)]
    rule: Option<Rule<'a>>,
}

/// What only findings of the linter have.
#[derive(Serialize)]
struct Rule<'a> {
    rule: &'a str,
    part: Option<Part>,
    element: &'a str,
    details: Vec<String>,
    known: Option<&'a str>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    length: Option<u32>,
}

impl<'a> Place<'a> {
    fn of(location: &'a Location) -> Self {
        let known = |number: u32| (number > 0).then_some(number);
        Self {
            file: &location.file,
            line: known(location.line),
            column: known(location.column),
            length: known(location.length),
        }
    }
}

/// The findings in [reading order](super::in_reading_order), indented, with a line end.
#[must_use]
pub fn json(findings: &[Diagnostic], lang: Lang) -> String {
    let catalogue = Catalogue::of(lang);
    let findings = super::in_reading_order(findings)
        .into_iter()
        .map(|finding| Finding {
            code: finding.code,
            severity: finding.severity,
            site: finding.site.as_deref(),
            place: finding.location.as_ref().map(Place::of),
            message: catalogue.message(finding),
            help: catalogue.help(finding),
            arguments: finding.arguments.iter().map(argument).collect(),
            related: finding.related.iter().map(Place::of).collect(),
            rule: finding.rule.as_ref().map(|rule| Rule {
                rule: rule.rule,
                part: rule.part,
                element: &rule.element,
                details: finding.details(catalogue).collect(),
                known: rule.known.as_deref(),
            }),
        })
        .collect();
    super::pretty(&Report { version: VERSION, findings })
}

fn argument((name, value): &(&'static str, Argument)) -> (String, Value) {
    let value = match value {
        Argument::Text(text) => Value::from(text.as_str()),
        Argument::Number(number) => Value::from(*number),
    };
    ((*name).to_owned(), value)
}
