//! What a line was likely meant to say: the author's own line, written as YAML wants it.
//!
//! It only ever proposes: nothing is read otherwise than it stands.

use super::super::create::scalar;
use super::value_ranges;
use crate::diagnostic::{Diagnostic, Source};
use std::ops::Range;

/// The line around the byte `at`, where a value of another shape begins, rewritten with the shape
/// that is wanted; empty where nobody can know.
pub(super) fn rewritten(source: &Source, at: usize, shape: &str) -> String {
    let text = &*source.text;
    let line = || {
        let start = text.get(..at)?.rfind('\n').map_or(0, |newline| newline + 1);
        let end = text.get(at..)?.find('\n').map_or(text.len(), |length| at + length);
        let (before, value) = (&text[start..at], text[at..end].trim_end());
        let is_value = before.trim_end().ends_with([':', '-']) && !value.is_empty();
        let right = right(unquoted(value), value, shape).filter(|_| is_value)?;
        Some(format!("{}{right}", before.trim_start()))
    };
    line().unwrap_or_default()
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
                "integer" => number.parse::<i64>().is_ok(),
                _ => number.parse::<f64>().is_ok(),
            };
            fits.then_some(number)
        }
        "text" => (!written.starts_with(['|', '>', '"', '\'', '&', '*', '!', '-']))
            .then(|| serde_json::Value::from(written).to_string()),
        _ => None,
    }
}

/// Warns of values that YAML cuts short: what follows « #» is a comment, and «Info #1» says «Info».
#[must_use]
pub fn cut_values(source: &Source, range: Range<usize>) -> Vec<Diagnostic> {
    let text = source.text.get(range.clone()).unwrap_or_default();
    if !text.contains(" #") {
        return Vec::new();
    }
    let mut cut: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for value in value_ranges(source, range.clone()).into_values() {
        let kept = source.text.get(value.clone()).unwrap_or_default().trim_end();
        let end = value.start + kept.len();
        let after = source.text.get(end..range.end).unwrap_or_default();
        let rest = after.split('\n').next().unwrap_or_default();
        let comment = rest.trim();
        // A comment has a space behind its sign; a number, a name or a hashtag has none.
        let meant =
            comment.strip_prefix('#').is_some_and(|word| word.starts_with(char::is_alphanumeric));
        let plain = !kept.is_empty()
            && !kept.contains('\n')
            && !kept.starts_with(['"', '\'', '[', '{', '|', '>']);
        if meant && plain && rest.starts_with([' ', '\t']) {
            let lost = end + rest.len() - rest.trim_start().len();
            cut.push((value.start..end, lost..end + rest.trim_end().len()));
        }
    }
    cut.sort_by_key(|(_, lost)| lost.start);
    let told = cut.into_iter().map(|(kept, lost)| {
        let whole = &source.text[kept.start..lost.end];
        Diagnostic::warning("yaml-value-cut")
            .arg("kept", &source.text[kept.clone()])
            .arg("right", serde_json::Value::from(whole).to_string())
            .at(source.locate(lost))
    });
    told.collect()
}
