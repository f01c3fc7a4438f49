//! Findings as a `JUnit` report, for build servers: one suite a site, one case a finding.
//!
//! A site without error is there with a case that passes: a missing site would look like success.

use super::{Catalogue, Diagnostic, Lang, Severity};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// The findings, and `sites`: every site that was looked at.
#[must_use]
pub fn junit(findings: &[Diagnostic], sites: &[Arc<str>], lang: Lang) -> String {
    let catalogue = Catalogue::of(lang);
    let mut suites: BTreeMap<Option<&str>, Vec<&Diagnostic>> =
        sites.iter().map(|site| (Some(&**site), Vec::new())).collect();
    for finding in super::in_reading_order(findings) {
        suites.entry(finding.site.as_deref()).or_default().push(finding);
    }
    let failures = findings.iter().filter(|finding| finding.is_error()).count();
    let tests: usize = suites.values().map(|findings| findings.len().max(1)).sum();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(xml, "<testsuites name=\"parvis\" tests=\"{tests}\" failures=\"{failures}\">");
    for (site, findings) in suites {
        suite(&mut xml, catalogue, site, &findings);
    }
    xml.push_str("</testsuites>\n");
    xml
}

fn suite(xml: &mut String, catalogue: &Catalogue, site: Option<&str>, findings: &[&Diagnostic]) {
    let name = site.map_or_else(|| catalogue.text("report-workspace", &[]), str::to_owned);
    let name = escape(&name);
    let failures = findings.iter().filter(|finding| finding.is_error()).count();
    let tests = findings.len().max(1);
    let _ =
        writeln!(xml, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">");
    if findings.is_empty() {
        let _ = writeln!(xml, "    <testcase classname=\"{name}\" name=\"{name}\"/>");
    }
    for finding in findings {
        case(xml, catalogue, &name, finding);
    }
    xml.push_str("  </testsuite>\n");
}

fn case(xml: &mut String, catalogue: &Catalogue, suite: &str, finding: &Diagnostic) {
    let place = finding.location.as_ref().map_or_else(String::new, |location| {
        let mut place = location.file.to_string();
        for number in [location.line, location.column].into_iter().take_while(|number| *number > 0)
        {
            let _ = write!(place, ":{number}");
        }
        place
    });
    let title = escape(format!("{} {place}", finding.rule_id()).trim_end());
    let message = escape(&catalogue.message(finding));
    let mut help = catalogue.help(finding).unwrap_or_default();
    for detail in finding.details(catalogue) {
        help.push(' ');
        help.push_str(&detail);
    }
    let help = escape(&help);
    let _ = writeln!(xml, "    <testcase classname=\"{suite}\" name=\"{title}\">");
    let place = escape(&place);
    match finding.severity {
        Severity::Error => {
            let _ = writeln!(
                xml,
                "      <failure type=\"{}\" message=\"{message}\">{place}\n{help}</failure>",
                finding.code
            );
        }
        Severity::Warning | Severity::Note => {
            let _ = writeln!(xml, "      <system-out>{place}\n{message}\n{help}</system-out>");
        }
    }
    xml.push_str("    </testcase>\n");
}

/// For text and for attributes between double quotes; what XML 1.0 (section 2.2) cannot hold
/// is left out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}
