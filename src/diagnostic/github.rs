//! Findings as workflow commands, which GitHub shows beside the lines of a change.
//!
//! It never writes a value that could be read as another command: all are escaped.

use super::{Catalogue, Diagnostic, Lang, Severity};
use std::fmt::Write;

/// One line a finding, in [reading order](super::in_reading_order).
#[must_use]
pub fn github(findings: &[Diagnostic], lang: Lang) -> String {
    let catalogue = Catalogue::of(lang);
    let mut out = String::new();
    for finding in super::in_reading_order(findings) {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let _ = write!(out, "::{command} title={}", property(finding.rule_id()));
        if let Some(location) = &finding.location {
            let _ = write!(out, ",file={}", property(&location.file));
            if location.line > 0 {
                let _ = write!(out, ",line={}", location.line);
            }
            if location.column > 0 {
                let _ = write!(out, ",col={}", location.column);
                if location.length > 0 {
                    let _ = write!(out, ",endColumn={}", location.column + location.length);
                }
            }
        }
        let mut message = catalogue.message(finding);
        if let Some(help) = catalogue.help(finding) {
            message.push('\n');
            message.push_str(&help);
        }
        for detail in finding.details(catalogue) {
            message.push('\n');
            message.push_str(&detail);
        }
        let _ = writeln!(out, "::{}", data(&message));
    }
    out
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
