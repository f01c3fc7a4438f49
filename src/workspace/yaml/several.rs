//! All independent mistakes of one YAML text: the reader stops at the first.
//!
//! What it stopped at is blanked, byte for byte so that every place stays, and the text is read
//! once more. What would only follow from a mistake that was told is not told.

use super::{diagnostic, is_blank, options};
use crate::diagnostic::{Argument, Diagnostic, Source};
use serde::de::DeserializeOwned;
use serde_saphyr::Error;
use std::ops::Range;

/// How often one text is read at most.
const READINGS: usize = 20;

/// The mistakes of `text`, which begins at the byte `start` of `source` and whose first one is
/// `error`.
pub(super) fn mistakes<T: DeserializeOwned>(
    source: &Source,
    start: usize,
    text: &str,
    mut error: Error,
) -> Vec<Diagnostic> {
    let mut text = text.to_owned();
    let mut told = Vec::new();
    for _ in 0..READINGS {
        let finding = diagnostic(source, start, &error);
        // Where the text itself cannot be followed, nothing behind that place is known; and a
        // text with holes may be one that cannot be followed.
        let independent = matches!(
            finding.code,
            "yaml-unknown-key"
                | "yaml-unknown-value"
                | "yaml-missing-key"
                | "yaml-duplicate-key"
                | "yaml-wrong-type"
                | "yaml-bad-value"
        );
        let missing = finding.code == "yaml-missing-key";
        if (independent || told.is_empty()) && !follows(&finding, &told) {
            told.push(finding);
        }
        let blanked = independent
            && offset(&text, &error).and_then(|at| lines_of(&text, at, missing)).is_some_and(
                |lines| {
                    let spaces: String = text[lines.clone()].bytes().map(hole).collect();
                    text.replace_range(lines, &spaces);
                    !is_blank(&text)
                },
            );
        if !blanked {
            break;
        }
        match serde_saphyr::from_str_with_options::<T>(&text, options()) {
            Ok(_) => break,
            Err(next) => error = next,
        }
    }
    told
}

fn hole(byte: u8) -> char {
    if byte == b'\n' { '\n' } else { ' ' }
}

/// True for a key that is missing only because it was written otherwise, or where its value was
/// told to be wrong.
fn follows(finding: &Diagnostic, told: &[Diagnostic]) -> bool {
    let of = |finding: &Diagnostic, name: &str| {
        finding.arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    };
    let Some(Argument::Text(missing)) =
        of(finding, "key").filter(|_| finding.code == "yaml-missing-key")
    else {
        return false;
    };
    told.iter().any(|before| {
        let meant = of(before, "suggestion") == Some(Argument::Text(missing.clone()));
        let excerpt = before.location.as_ref().and_then(|place| place.excerpt.as_deref());
        meant || excerpt.is_some_and(|line| key_of(line) == Some(missing.as_str()))
    })
}

/// The key a line begins with.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    Some(key.trim_start_matches([' ', '-']).trim_end())
}

/// Where in `text` the reader stopped, to the line at least.
pub(super) fn offset(text: &str, error: &Error) -> Option<usize> {
    let location = error.location()?;
    let bytes = location.span().byte_offset().and_then(|bytes| usize::try_from(bytes).ok());
    bytes.or_else(|| {
        let before = usize::try_from(location.line().saturating_sub(1)).ok()?;
        Some(text.split_inclusive('\n').take(before).map(str::len).sum())
    })
}

/// The line at a place with the deeper ones below it; `whole`, with those beside it too. `None`
/// when nothing stands there.
fn lines_of(text: &str, at: usize, whole: bool) -> Option<Range<usize>> {
    let head = text.get(..at)?;
    let start = head.rfind('\n').map_or(0, |newline| newline + 1);
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let own = indentation(first);
    let is_item = |line: &str| line.trim_start().starts_with("- ") || line.trim() == "-";
    let mut end = start + first.len();
    for line in lines {
        let beside = indentation(line) == own;
        // A list may stand right below its key.
        let below = indentation(line) > own || beside && is_item(line) && !is_item(first);
        if !(line.trim().is_empty() || below || whole && beside) {
            break;
        }
        end += line.len();
    }
    (!first.trim().is_empty()).then_some(start..end)
}
