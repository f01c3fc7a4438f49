//! Findings as a Code Quality report, which GitLab shows beside the lines of a change.
//!
//! A fingerprint never depends on a line: what only moved is not new.

use super::{Catalogue, Diagnostic, Lang, Severity};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

/// One object a finding, in [reading order](super::in_reading_order).
#[must_use]
pub fn gitlab(findings: &[Diagnostic], lang: Lang) -> String {
    let catalogue = Catalogue::of(lang);
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    let issues: Vec<Value> = super::in_reading_order(findings)
        .into_iter()
        .map(|finding| {
            let identity = super::sarif::identity(finding);
            let alike = seen.entry(identity.clone()).or_default();
            *alike += 1;
            let fingerprint = blake3::hash(format!("{identity}\0{alike}").as_bytes());
            let mut text = catalogue.message(finding);
            if let Some(help) = catalogue.help(finding) {
                text.push(' ');
                text.push_str(&help);
            }
            let place = finding.location.as_ref();
            json!({
                "description": text,
                "check_name": finding.rule_id(),
                "fingerprint": fingerprint.to_hex()[..32],
                "severity": match finding.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Note => "info",
                },
                "location": {
                    // The service wants a file and a line whatever the finding is about.
                    "path": place.map_or("parvis.yaml", |place| &place.file),
                    "lines": {"begin": place.map_or(1, |place| place.line.max(1))},
                },
            })
        })
        .collect();
    super::pretty(&issues)
}
