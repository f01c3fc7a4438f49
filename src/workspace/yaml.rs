//! The one place that reads YAML: with a small budget, and every mistake told with our codes,
//! its line and its column in the whole file.
//!
//! It never knows what the keys mean, and never takes a document that says a thing twice.

mod hints;
mod several;

pub use hints::{commented, cut_values};

use crate::diagnostic::{Argument, Diagnostic, Location, Source, suggestion};
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use serde_saphyr::granit_parser::{Event, Parser};
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};
use serde_saphyr::{Error, Options};
use std::ops::Range;

/// The largest YAML text that is read, in bytes. The greatest settings of a real agency have
/// some 30 kB.
pub const MAX_BYTES: usize = 512 * 1024;

fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: 60_000,
            max_nodes: 40_000,
            max_aliases: 100,
            max_anchors: 100,
            max_depth: 24,
            max_documents: 2,
            max_total_scalar_bytes: MAX_BYTES,
            max_recorded_anchor_events: 10_000,
            max_recorded_anchor_bytes: MAX_BYTES,
            flow_nesting_limit: 24,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 10_000,
            max_replay_stack_depth: 8,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        merge_keys: MergeKeyPolicy::Merge,
        emit_comments: false,
        with_snippet: false,
    }
}

/// Reads the part `range` of a source as YAML; an empty part reads as an empty mapping.
///
/// # Errors
/// `yaml-syntax`, `yaml-tab`, `yaml-indentation`, `yaml-colon-unquoted`, `yaml-sign-unquoted`,
/// `yaml-quotes`, `yaml-unknown-key`, `yaml-unknown-value`, `yaml-missing-key`,
/// `yaml-duplicate-key`, `yaml-wrong-type`, `yaml-bad-value`, `yaml-too-large`, each with its
/// place in the whole source.
pub fn parse<T: DeserializeOwned>(
    source: &Source,
    range: Range<usize>,
) -> Result<T, Vec<Diagnostic>> {
    let start = range.start;
    let text = source.text.get(range).unwrap_or_default();
    if text.len() > MAX_BYTES {
        return Err(vec![Diagnostic::error("yaml-too-large").at(source.locate(start..start))]);
    }
    let text = if is_blank(text) { "{}" } else { text };
    serde_saphyr::from_str_with_options(text, options())
        .map_err(|error| several::mistakes::<T>(source, start, text, error))
}

fn is_blank(text: &str) -> bool {
    text.lines()
        .map(str::trim)
        .all(|line| line.is_empty() || line.starts_with('#') || line == "---")
}

fn diagnostic(source: &Source, start: usize, error: &Error) -> Diagnostic {
    let place = place(source, start, error);
    let wrong_type = |expected: &str| {
        let finding = wrong_type(expected);
        let Some((_, Argument::Text(shape))) = finding.arguments.first() else { return finding };
        let at = several::offset(source.text.get(start..).unwrap_or_default(), error);
        let line = at.map(|at| hints::rewritten(source, start + at, shape)).unwrap_or_default();
        finding.arg("suggestion", line)
    };
    match error.without_snippet() {
        Error::AliasError { error, .. } => diagnostic(source, start, error),
        Error::SerdeUnknownField { field, expected, .. } => {
            let nearest = suggestion(field, expected.iter().copied()).unwrap_or_default();
            Diagnostic::error("yaml-unknown-key")
                .arg("key", field.as_str())
                .arg("suggestion", nearest)
                .arg("known", expected.join(", "))
                .at(place)
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            let nearest = suggestion(variant, expected.iter().copied()).unwrap_or_default();
            Diagnostic::error("yaml-unknown-value")
                .arg("value", variant.as_str())
                .arg("suggestion", nearest)
                .arg("known", expected.join(", "))
                .at(place)
        }
        Error::SerdeMissingField { field, .. } => {
            Diagnostic::error("yaml-missing-key").arg("key", *field).at(place)
        }
        Error::DuplicateMappingKey { key, .. } => Diagnostic::error("yaml-duplicate-key")
            .arg("key", key.as_deref().unwrap_or_default())
            .at(place),
        Error::Budget { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => {
            Diagnostic::error("yaml-too-large").at(place)
        }
        Error::SerdeInvalidType { expected, .. } => wrong_type(expected).at(place),
        Error::InvalidScalar { ty, .. } => wrong_type(ty).at(place),
        Error::Unexpected { expected, .. } => wrong_type(expected).at(place),
        Error::InvalidBooleanStrict { .. } => wrong_type("bool").at(place),
        Error::NullIntoString { .. }
            if let Some(finding) =
                several::offset(source.text.get(start..).unwrap_or_default(), error)
                    .and_then(|at| hints::commented(source, start + at)) =>
        {
            finding
        }
        Error::NullIntoString { .. }
        | Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. } => {
            wrong_type("string").at(place)
        }
        Error::SerdeInvalidLength { expected, .. } => wrong_type(expected).at(place),
        Error::SerdeInvalidValue { unexpected, expected, .. } => {
            Diagnostic::error("yaml-bad-value")
                .arg("detail", format!("{unexpected}: {expected}"))
                .at(place)
        }
        Error::Message { msg, .. } => {
            Diagnostic::error("yaml-bad-value").arg("detail", msg.as_str()).at(place)
        }
        Error::ExternalMessage { msg, .. }
            if msg.contains("nesting") || msg.contains("recursion") =>
        {
            Diagnostic::error("yaml-too-large").at(place)
        }
        other => {
            let detail = one_line(other);
            let at = several::offset(source.text.get(start..).unwrap_or_default(), error);
            if let Some(slip) = at.and_then(|at| hints::slip(source, start, start + at, &detail)) {
                return slip;
            }
            if detail.contains("mapping values are not allowed") {
                // The mistake French makes: « Travaux : la rue est fermée » without quotes.
                return Diagnostic::error("yaml-colon-unquoted").at(place);
            }
            if detail.contains(" tab")
                && let Some(tab) = indenting_tab(source, start)
            {
                return Diagnostic::error("yaml-tab").at(source.locate(tab..tab + 1));
            }
            Diagnostic::error("yaml-syntax")
                .arg("cause", hints::cause(&detail))
                .arg("detail", detail)
                .at(place)
        }
    }
}

/// The first tabulation that indents a line.
fn indenting_tab(source: &Source, start: usize) -> Option<usize> {
    let mut offset = start;
    for line in source.text.get(start..)?.split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indentation].find('\t') {
            return Some(offset + tab);
        }
        offset += line.len();
    }
    None
}

/// Names the expected shape by one of our own words, which the messages translate.
fn wrong_type(expected: &str) -> Diagnostic {
    let lower = expected.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let shape = if has(&["bool"]) {
        "boolean"
    } else if has(&["map", "struct"]) {
        "mapping"
    } else if has(&["sequence", "array", "tuple", "list"]) {
        "list"
    } else if has(&["f32", "f64", "float"]) {
        "number"
    } else if has(&["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "usize", "integer"]) {
        "integer"
    } else if has(&["string", "str", "scalar"]) {
        "text"
    } else {
        return Diagnostic::error("yaml-bad-value").arg("detail", expected);
    };
    Diagnostic::error("yaml-wrong-type").arg("expected", shape)
}

/// The parser's own words, without its place: ours is the one of the whole file.
fn one_line(error: &Error) -> String {
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default();
    let end =
        [" at line ", " (line ", " at byte "].iter().filter_map(|mark| first.find(mark)).min();
    first[..end.unwrap_or(first.len())].trim_end_matches([':', ' ']).to_owned()
}

fn place(source: &Source, start: usize, error: &Error) -> Location {
    let Some(location) = error.location() else {
        return source.locate(start..start);
    };
    let first = u64::from(source.locate(start..start).line);
    match (location.span().byte_offset(), location.span().byte_len()) {
        (Some(offset), Some(length)) => {
            let offset = start + usize::try_from(offset).unwrap_or(0);
            let length = usize::try_from(length).unwrap_or(0);
            let end =
                offset + source.text.get(offset..offset + length).unwrap_or("").trim_end().len();
            source.locate(offset..end)
        }
        _ => {
            let line = first + location.line().saturating_sub(1);
            let column = u32::try_from(location.column()).unwrap_or(1);
            source.locate_line(u32::try_from(line).unwrap_or(u32::MAX), column)
        }
    }
}

/// Where each value of a YAML part stands in the whole source, by the dotted path of its keys
/// (`contact.phone`, `menu.0.label`). What cannot be parsed is left out: this is for pointing
/// at values that were already read.
#[must_use]
pub fn value_ranges(source: &Source, range: Range<usize>) -> FxHashMap<String, Range<usize>> {
    let start = range.start;
    let text = source.text.get(range).unwrap_or_default();
    let mut ranges = FxHashMap::default();
    // A mapping alternates keys and values; a sequence counts its items.
    enum Open {
        Mapping { key: Option<String> },
        Sequence { next: usize },
    }
    let mut open: Vec<Open> = Vec::new();
    let path_of = |open: &[Open]| {
        let mut path = String::new();
        for level in open {
            if !path.is_empty() {
                path.push('.');
            }
            match level {
                Open::Mapping { key } => path.push_str(key.as_deref().unwrap_or_default()),
                Open::Sequence { next } => path.push_str(&next.to_string()),
            }
        }
        path
    };
    fn value_done(open: &mut [Open]) {
        match open.last_mut() {
            Some(Open::Mapping { key }) => *key = None,
            Some(Open::Sequence { next }) => *next += 1,
            None => {}
        }
    }
    for event in Parser::new_from_str(text).take(60_000) {
        let Ok((event, span)) = event else { break };
        let bytes = span.start.byte_offset().zip(span.end.byte_offset());
        let here = bytes.map(|(from, to)| start + from..start + to);
        match event {
            Event::Scalar(value, ..) => {
                if let Some(Open::Mapping { key: key @ None }) = open.last_mut() {
                    *key = Some(value.into_owned());
                    continue;
                }
                if let Some(here) = here {
                    ranges.insert(path_of(&open), here);
                }
                value_done(&mut open);
            }
            Event::Alias(_) => {
                if let Some(here) = here {
                    ranges.insert(path_of(&open), here);
                }
                value_done(&mut open);
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if let Some(here) = here {
                    ranges.insert(path_of(&open), here);
                }
                open.push(if matches!(event, Event::MappingStart(..)) {
                    Open::Mapping { key: None }
                } else {
                    Open::Sequence { next: 0 }
                });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                value_done(&mut open);
            }
            _ => {}
        }
    }
    ranges
}

/// The place of one value, by its keys; of the nearest thing around it when it is absent, of
/// the whole file when nothing is.
#[must_use]
pub fn locate(source: &Source, range: Range<usize>, path: &[&str]) -> Location {
    let ranges = value_ranges(source, range);
    for depth in (1..=path.len()).rev() {
        if let Some(found) = ranges.get(&path[..depth].join(".")) {
            return source.locate(found.clone());
        }
    }
    source.whole()
}

#[cfg(test)]
mod tests;
