//! The report as JSON, whose shape programs rely on; `docs/lint-json.md` describes it.
//!
//! Pages are written one after the other, so that the report of any number of them costs no more
//! memory than one.

use super::report::{Finding, Outcome, PageReport};
use super::standard::Standard;
use crate::diagnostic::{Catalogue, Lang};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::io::{self, Write};

/// The shape; a change that breaks readers changes this number.
pub const SCHEMA: u32 = 1;

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
        let standard = Standard::rgaa();
        let head = serde_json::json!({ "name": standard.name, "version": standard.version });
        write!(out, "{{\"schema\":{SCHEMA},\"standard\":{head},\"pages\":[")?;
        Ok(Self { out, lang, first: true })
    }

    /// Writes what is said of the page called `name`, of the site `site` when it has one.
    ///
    /// # Errors
    /// Whatever the output refuses.
    pub fn page(
        &mut self,
        name: &str,
        site: Option<&str>,
        whole: bool,
        report: &PageReport,
    ) -> io::Result<()> {
        let page = Page::new(name, site, whole, report, self.lang);
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut *self.out, &page)?;
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

#[derive(Serialize)]
struct Page<'a> {
    page: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    site: Option<&'a str>,
    /// False when the page was too big or too deep to be read to its end.
    whole: bool,
    tests: Tests<'a>,
    findings: Vec<Told<'a>>,
    omitted: usize,
}

struct Tests<'a>(&'a [Outcome]);

impl Serialize for Tests<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let tests = Standard::rgaa().tests();
        let mut map = serializer.serialize_map(Some(tests.len()))?;
        for (test, outcome) in tests.iter().zip(self.0) {
            map.serialize_entry(test, outcome)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Told<'a> {
    rule: &'a str,
    tests: &'a [&'static str],
    certainty: &'static str,
    severity: super::rules::Severity,
    selector: &'a str,
    line: u32,
    column: u32,
    element: &'a str,
    message: String,
    help: Option<String>,
}

impl<'a> Page<'a> {
    fn new(
        page: &'a str,
        site: Option<&'a str>,
        whole: bool,
        report: &'a PageReport,
        lang: Lang,
    ) -> Self {
        Self {
            page,
            site,
            whole,
            tests: Tests(&report.outcomes),
            findings: report.findings.iter().map(|finding| told(finding, lang)).collect(),
            omitted: report.omitted,
        }
    }
}

fn told(finding: &Finding, lang: Lang) -> Told<'_> {
    let catalogue = Catalogue::of(lang);
    let diagnostic = finding.diagnostic();
    Told {
        rule: finding.rule,
        tests: &finding.tests,
        certainty: if finding.sure { "sure" } else { "review" },
        severity: finding.severity,
        selector: &finding.selector,
        line: finding.position.line,
        column: finding.position.column,
        element: &finding.tag,
        message: catalogue.message(&diagnostic),
        help: catalogue.help(&diagnostic),
    }
}

#[cfg(test)]
mod tests {
    use super::Document;
    use crate::accessibility::{Sheets, lint};
    use crate::diagnostic::Lang;

    #[test]
    fn every_test_and_every_finding_is_told() {
        let html = "<!DOCTYPE html>\n<html lang=fr><title>Amou</title><main>\n  <img src=a.png>\n";
        let mut out = Vec::new();
        let mut document = Document::begin(&mut out, Lang::Fr).unwrap();
        document.page("a.html", None, true, &lint(html, &Sheets::none())).unwrap();
        document.end().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!((&json["schema"], &json["standard"]["version"]), (&1.into(), &"4.1.2".into()));
        let page = &json["pages"][0];
        assert_eq!(page["tests"].as_object().unwrap().len(), 258);
        assert_eq!(page["tests"]["1.1.1"], "non-conforming");
        assert_eq!(page["tests"]["2.1.1"], "not-applicable");
        let findings = page["findings"].as_array().unwrap();
        let finding = findings.iter().find(|finding| finding["rule"] == "image-name").unwrap();
        assert_eq!((&finding["line"], &finding["column"]), (&3.into(), &3.into()));
        assert_eq!(finding["selector"], "html > body > main > img");
        assert_eq!(finding["certainty"], "sure");
        assert_eq!(finding["message"], "L’image n’a pas d’alternative textuelle.");
    }
}
