//! Findings as SARIF 2.1.0 (OASIS), for code-scanning services.
//!
//! A finding's fingerprint never depends on its line: a paragraph added above it leaves it known.

use super::{Catalogue, Diagnostic, Lang, Location, Severity};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What a path's part cannot hold in a URI reference (RFC 3986, section 3.3).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':');

/// A rule that is declared whether it found anything or not, so that services close what it no
/// longer finds.
#[derive(Debug, Clone, Copy)]
pub struct DeclaredRule<'a> {
    /// Its id.
    pub id: &'a str,
    /// What it holds, in a sentence.
    pub title: &'a str,
    /// Its documentation, in Markdown.
    pub help: &'a str,
    /// What its findings bear on, e.g. `RGAA-1.1.1`.
    pub tags: &'a [String],
}

/// The findings in [reading order](super::in_reading_order) as one run; every rule a result
/// names is declared.
#[must_use]
pub fn sarif(findings: &[Diagnostic], lang: Lang) -> String {
    sarif_of_rules(findings, lang, &[])
}

/// As [`sarif`], and `declared` are declared besides.
#[must_use]
pub fn sarif_of_rules(
    findings: &[Diagnostic],
    lang: Lang,
    declared: &[DeclaredRule<'_>],
) -> String {
    let catalogue = Catalogue::of(lang);
    let findings = super::in_reading_order(findings);
    let codes: BTreeSet<&str> = findings
        .iter()
        .map(|finding| finding.rule_id())
        .chain(declared.iter().map(|rule| rule.id))
        .collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let rules: Vec<Value> = codes
        .iter()
        .map(|code| match declared.iter().find(|rule| rule.id == *code) {
            Some(rule) => json!({
                "id": rule.id,
                "shortDescription": {"text": rule.title},
                "help": {"text": rule.help, "markdown": rule.help},
                "properties": {"tags": rule.tags},
            }),
            None => rule(catalogue, code, &findings),
        })
        .collect();
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let alike = seen.entry(identity(finding)).or_default();
            *alike += 1;
            let index = codes.binary_search(&finding.rule_id()).ok();
            result(catalogue, finding, index, *alike)
        })
        .collect();
    super::pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Parvis",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": lang.tag(),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// A rule is what its message says with its values left open; the first finding of the rule
/// tells its usual weight.
fn rule(catalogue: &Catalogue, code: &str, findings: &[&Diagnostic]) -> Value {
    let mut declared = json!({"id": code});
    if let Some(finding) = findings.iter().find(|finding| finding.rule_id() == code) {
        let open = Diagnostic {
            arguments: finding.arguments.iter().map(|(name, _)| (*name, "…".into())).collect(),
            ..(*finding).clone()
        };
        declared["shortDescription"] = json!({"text": catalogue.message(&open)});
        declared["defaultConfiguration"] = json!({"level": level(finding.severity)});
        if let Some(help) = catalogue.help(&open) {
            declared["help"] = json!({"text": help});
        }
    }
    declared
}

fn result(catalogue: &Catalogue, finding: &Diagnostic, rule: Option<usize>, alike: u32) -> Value {
    let mut text = catalogue.message(finding);
    if let Some(help) = catalogue.help(finding) {
        text.push(' ');
        text.push_str(&help);
    }
    for detail in finding.details(catalogue) {
        text.push('\n');
        text.push_str(&detail);
    }
    let fingerprint = blake3::hash(format!("{}\0{alike}", identity(finding)).as_bytes());
    let mut result = json!({
        "ruleId": finding.rule_id(),
        "level": level(finding.severity),
        "message": {"text": text},
        "partialFingerprints": {"parvis/v1": fingerprint.to_hex()[..32]},
    });
    if let Some(rule) = rule {
        result["ruleIndex"] = json!(rule);
    }
    if let Some(location) = &finding.location {
        result["locations"] = json!([physical(location)]);
    }
    if !finding.related.is_empty() {
        result["relatedLocations"] = finding.related.iter().map(physical).collect();
    }
    if let Some(site) = &finding.site {
        result["properties"] = json!({"site": &**site});
    }
    if let Some(reason) = finding.rule.as_ref().and_then(|rule| rule.known.as_ref()) {
        result["suppressions"] =
            json!([{"kind": "external", "status": "accepted", "justification": reason}]);
    }
    result
}

/// What stays the same when lines move: rule, file, values, and the text of the line meant.
pub(super) fn identity(finding: &Diagnostic) -> String {
    let mut identity = finding.rule_id().to_owned();
    if let Some(rule) = &finding.rule {
        let file = finding.location.as_ref().map(|place| &*place.file).unwrap_or_default();
        return format!("{identity}\0{file}\0{}", rule.element);
    }
    if let Some(location) = &finding.location {
        identity.push('\0');
        identity.push_str(&location.file);
        identity.push('\0');
        identity.push_str(location.excerpt.as_deref().unwrap_or_default().trim());
    }
    for (name, value) in &finding.arguments {
        identity.push_str(&format!("\0{name}={value:?}"));
    }
    identity
}

fn physical(location: &Location) -> Value {
    let uri: Vec<String> =
        location.file.split('/').map(|part| utf8_percent_encode(part, PATH).to_string()).collect();
    let mut place = json!({"artifactLocation": {"uri": uri.join("/")}});
    if location.line > 0 {
        place["region"] = json!({"startLine": location.line});
        if location.column > 0 {
            place["region"]["startColumn"] = json!(location.column);
            place["region"]["endColumn"] = json!(location.column + location.length);
        }
        if let Some(excerpt) = &location.excerpt {
            place["region"]["snippet"] = json!({"text": &**excerpt});
        }
    }
    json!({"physicalLocation": place})
}
