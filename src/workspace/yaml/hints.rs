//! What a line was likely meant to say: the author's own line, written as YAML wants it.
//!
//! It only ever proposes: nothing is read otherwise than it stands.

use super::super::create::scalar;
use super::value_ranges;
use crate::diagnostic::{Diagnostic, Severity, Source};
use std::collections::BTreeSet;
use std::ops::Range;

/// The line around the byte `at`, where a value of another shape begins, rewritten with the shape
/// that is wanted; empty where nobody can know.
pub(super) fn rewritten(source: &Source, at: usize, shape: &str) -> String {
    let text = &*source.text;
    let line = || {
        let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
        let end = text.get(at..)?.find('\n').map_or(text.len(), |length| at + length);
        let (before, value) = (&text[start..at], text[at..end].trim_end());
        let glued = value.split_once(':').filter(|(key, after)| {
            let is_key = key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            shape == "mapping" && before.trim().is_empty() && is_key && !after.is_empty()
        });
        if let Some((key, value)) = glued {
            return Some(format!("{key}: {value}"));
        }
        let is_value = before.trim_end().ends_with([':', '-']) && !value.is_empty();
        let right = right(unquoted(value), value, shape).filter(|_| is_value)?;
        Some(format!("{}{right}", before.trim_start()))
    };
    line().unwrap_or_default()
}

/// What is wrong where the reader lost its way at the byte `at`, told by one of the slips that
/// people make; `None` for others. `detail` is what the reader says.
pub(super) fn slip(source: &Source, start: usize, at: usize, detail: &str) -> Option<Diagnostic> {
    let text = &*source.text;
    if detail.contains("quoted scalar") {
        // Where the quotes begin: on this line, or on the last one before that opens some.
        let lines = text.get(start..)?.split_inclusive('\n').scan(start, |offset, line| {
            let here = *offset;
            *offset += line.len();
            Some((here, line.trim_end()))
        });
        let before = lines.take_while(|(here, _)| *here <= at);
        let opening = before.filter_map(|(here, line)| Some((here, key_and_value(line)?)));
        let (here, (key, value)) =
            opening.filter(|(_, (_, value))| value.starts_with(['"', '\''])).last()?;
        let line = with_quotes(key, value);
        let from = here + key.len();
        let place = source.locate(from..from + value.len());
        return Some(Diagnostic::error("yaml-quotes").arg("line", line).at(place));
    }
    let line_start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].split('\n').next()?.trim_end();
    let indented = line.starts_with(' ')
        && line
            .trim_start()
            .split_once(": ")
            .is_some_and(|(key, _)| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    if indented && detail.contains("mapping values are not allowed") {
        let from = line_start + line.len() - line.trim_start().len();
        let place = source.locate(line_start..from);
        return Some(
            Diagnostic::error("yaml-indentation").arg("line", line.trim_start()).at(place),
        );
    }
    let (key, value) = key_and_value(line)?;
    let sign = value.chars().next()?;
    let from = line_start + key.len();
    // The reader names the place, or the line alone.
    let is_value = (at == from || at == line_start) && "@%`*&!>|-?".contains(sign);
    is_value.then(|| {
        let finding = Diagnostic::error("yaml-sign-unquoted").arg("sign", sign.to_string());
        let place = source.locate(from..from + value.len());
        // One element of a list, written where the list would be.
        let element = value.strip_prefix("- ").map(str::trim).filter(|text| !text.is_empty());
        let line = match element {
            Some(text) => format!("{}[{}]", key.trim_start(), scalar(unquoted(text))),
            None => with_quotes(key, value),
        };
        finding.arg("line", line).at(place)
    })
}

/// What the reader says is wrong, as a word that every language has a sentence for. The order
/// counts: «while parsing a flow mapping, did not find expected ',' or '}'» is about brackets.
const CAUSES: [(&str, &[&str]); 8] = [
    ("bracket", &["bracket", "flow sequence", "flow mapping", "flow construct"]),
    ("reference", &["anchor", "alias", "recursive"]),
    ("colon", &["simple key"]),
    ("indentation", &["expected key", "indentation", "block", "not allowed in this context"]),
    ("quotes", &["quote", "quoted scalar"]),
    ("sign", &["tag", "directive", "!!", "verbatim"]),
    ("character", &["unexpected character", "invalid utf-8", "encoding"]),
    ("end", &["eof", "unexpected end", "document"]),
];

/// The word for what the reader says is wrong.
pub(super) fn cause(detail: &str) -> &'static str {
    let detail = detail.to_ascii_lowercase();
    let says = |(_, parts): &&(&str, &[&str])| parts.iter().any(|part| detail.contains(part));
    CAUSES.iter().find(says).map_or("unknown", |(cause, _)| cause)
}

/// A line up to its value, and its value.
fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let end = line.find(": ")? + 1;
    let value = line[end..].trim_start();
    (!value.is_empty()).then(|| line.split_at(line.len() - value.len()))
}

/// The same line with its whole value between straight quotes.
fn with_quotes(key: &str, value: &str) -> String {
    let bare = |quote: char| {
        let opened = value.strip_prefix(quote)?;
        let inner = opened.strip_suffix(quote).unwrap_or(opened);
        (quote == '\'' || !inner.contains(quote)).then_some(inner)
    };
    let value = bare('"').or_else(|| bare('\'')).unwrap_or(value);
    format!("{}{}", key.trim_start(), serde_json::Value::from(value))
}

fn unquoted(value: &str) -> &str {
    let inner = |quote| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(value).trim()
}

fn right(value: &str, written: &str, shape: &str) -> Option<String> {
    match shape {
        "boolean" => match value.to_lowercase().as_str() {
            "oui" | "o" | "vrai" | "yes" | "y" | "on" | "1" | "true" => Some("true".to_owned()),
            "non" | "n" | "faux" | "no" | "off" | "0" | "false" => Some("false".to_owned()),
            _ => None,
        },
        "list" => {
            let one_line = !written.starts_with(['[', '{', '|', '>', '&', '*', '!', '-']);
            let items: Vec<String> = value
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty())
                .map(scalar)
                .collect();
            (one_line && !items.is_empty()).then(|| format!("[{}]", items.join(", ")))
        }
        "number" | "integer" => {
            let number: String = value
                .chars()
                .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
                .map(|c| if c == ',' { '.' } else { c })
                .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-'))
                .collect();
            let fits = match shape {
                "integer" => number.parse::<i32>().is_ok(),
                _ => number.parse::<f64>().is_ok(),
            };
            fits.then_some(number)
        }
        "text" => (!written.starts_with(['|', '>', '"', '\'', '&', '*', '!', '-']))
            .then(|| serde_json::Value::from(written).to_string()),
        _ => None,
    }
}

/// Warns of values that YAML cuts short: what follows « #» is a comment, and «Info #1» says «Info»,
/// «#Info» nothing at all.
#[must_use]
pub fn cut_values(source: &Source, range: Range<usize>) -> Vec<Diagnostic> {
    let text = source.text.get(range.clone()).unwrap_or_default();
    if !text.contains(" #") {
        return Vec::new();
    }
    let mut cut: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    // Once a place: a list or a mapping that holds nothing else may begin where its value does.
    let mut gone: BTreeSet<(usize, usize)> = BTreeSet::new();
    for value in value_ranges(source, range.clone()).into_values() {
        let kept = source.text.get(value.clone()).unwrap_or_default().trim_end();
        let end = value.start + kept.len();
        if kept.is_empty() {
            let hidden = hidden(source, value.start);
            let hidden = hidden.filter(|hidden| meant(&source.text[hidden.clone()]));
            gone.extend(hidden.map(|hidden| (hidden.start, hidden.end)));
            continue;
        }
        let after = source.text.get(end..range.end).unwrap_or_default();
        let rest = after.split('\n').next().unwrap_or_default();
        let plain = !kept.contains('\n') && !kept.starts_with(['"', '\'', '[', '{', '|', '>']);
        if meant(rest.trim()) && plain && rest.starts_with([' ', '\t']) {
            let lost = end + rest.len() - rest.trim_start().len();
            cut.push((value.start..end, lost..end + rest.trim_end().len()));
        }
    }
    cut.sort_by_key(|(_, lost)| lost.start);
    let told = cut.into_iter().map(|(kept, lost)| {
        let whole = &source.text[kept.start..lost.end];
        Diagnostic::warning("yaml-value-cut")
            .arg("kept", &source.text[kept])
            .arg("right", serde_json::Value::from(whole).to_string())
            .at(source.locate(lost))
    });
    let gone = gone.into_iter().map(|(start, end)| Diagnostic {
        severity: Severity::Warning,
        ..is_comment(source, start..end)
    });
    let mut told: Vec<Diagnostic> = told.chain(gone).collect();
    told.sort_by_key(|finding| finding.location.as_ref().map(|place| (place.line, place.column)));
    told
}

/// A comment has a space behind its sign; a number, a name or a hashtag has none.
fn meant(comment: &str) -> bool {
    comment.strip_prefix('#').is_some_and(|word| word.starts_with(char::is_alphanumeric))
}

/// What to tell of a value at the byte `at` that is nothing because a comment begins where it was
/// meant to be; `None` where there is no comment.
#[must_use]
pub fn commented(source: &Source, at: usize) -> Option<Diagnostic> {
    hidden(source, at).map(|value| is_comment(source, value))
}

/// The comment that stands behind the key of the line around the byte `at`.
fn hidden(source: &Source, at: usize) -> Option<Range<usize>> {
    let text = &*source.text;
    let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].split('\n').next()?.trim_end();
    let (before, _) = line.split_once('#').filter(|(key, _)| key.trim_end().ends_with(':'))?;
    Some(start + before.len()..start + line.len())
}

fn is_comment(source: &Source, value: Range<usize>) -> Diagnostic {
    let right = serde_json::Value::from(&source.text[value.clone()]).to_string();
    Diagnostic::error("yaml-value-comment").arg("right", right).at(source.locate(value))
}
