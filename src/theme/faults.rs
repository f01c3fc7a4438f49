//! What Tera says is wrong with a template, as findings with a sentence of ours and the place in the
//! theme. Tera speaks English to programmers; what is not known here is quoted as it is.
//!
//! It judges nothing itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use tera::ErrorKind;

use super::recursion::scan;
use crate::diagnostic::{Diagnostic, Location, Source, suggestion};
use crate::workspace::DEFAULT_THEME;

/// The templates of a chain by their full names, and the layers' prefixes, the nearest first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) texts: &'a BTreeMap<String, Source>,
    pub(super) prefixes: &'a [String],
}

impl<'a> Sources<'a> {
    /// The full name of the template a name stands for.
    pub(super) fn resolve(self, name: &str) -> Option<&'a str> {
        let exact = self.texts.get_key_value(name);
        let near = || {
            let known = |prefix: &String| self.texts.get_key_value(&format!("{prefix}{name}"));
            self.prefixes.iter().find_map(known)
        };
        exact.or_else(near).map(|(name, _)| name.as_str())
    }

    fn whole(self, name: &str) -> Option<Location> {
        Some(self.texts.get(self.resolve(name)?)?.whole())
    }

    /// Reads `parvis/page.html:12:5`.
    fn locate(self, place: &str) -> Option<(&'a str, Location)> {
        let mut parts = place.trim().rsplitn(3, ':');
        let column = parts.next()?.parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        let (name, source) = self.texts.get_key_value(parts.next()?)?;
        Some((name, source.locate_line(line, column)))
    }

    /// How far a template's layer is: 0 for the nearest.
    fn distance(self, name: &str) -> usize {
        let of_layer = |prefix: &String| name.starts_with(prefix);
        self.prefixes.iter().position(of_layer).unwrap_or(self.prefixes.len())
    }
}

/// All that an error of adding templates tells.
pub(super) fn all(sources: Sources<'_>, error: &tera::Error) -> Vec<Diagnostic> {
    let ErrorKind::Msg(text) = error.kind() else { return vec![one(sources, error, "")] };
    let reports: Vec<Diagnostic> = text
        .split("\n\n")
        .filter_map(|report| {
            let (message, place) = report.strip_prefix("error: ")?.split_once('\n')?;
            let place = place.trim_start().strip_prefix("--> ")?.lines().next()?;
            let (name, place) = sources.locate(place)?;
            Some(match missing_block(sources, name, message, &place) {
                Some(finding) => finding,
                None => broken(message).at(place),
            })
        })
        .collect();
    if reports.is_empty() { vec![one(sources, error, "")] } else { reports }
}

/// An error as one finding; `rendered` is the template that was asked for.
pub(super) fn one(sources: Sources<'_>, error: &tera::Error, rendered: &str) -> Diagnostic {
    let whole = |name: &str| sources.whole(name);
    let (diagnostic, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = sources
                .texts
                .get(report.filename())
                .map(|source| source.locate(report.span().range.clone()));
            let mut diagnostic = broken(report.message());
            for note in error.to_string().split("note: called from ").skip(1) {
                if let Some((_, caller)) = note.lines().next().and_then(|l| sources.locate(l)) {
                    diagnostic = diagnostic.related(caller);
                }
            }
            (diagnostic, place)
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            (Diagnostic::error("template-endless").arg("template", tpl.as_str()), whole(tpl))
        }
        ErrorKind::MissingParent { current, parent } => (missing(sources, parent), whole(current)),
        ErrorKind::TemplateNotFound(name) => (missing(sources, name), None),
        ErrorKind::Io(_) => {
            (Diagnostic::error("template-endless").arg("template", rendered), whole(rendered))
        }
        ErrorKind::Msg(text) if text.contains("recursion depth") => {
            let (name, place) = endless_component(sources).unzip();
            let endless = Diagnostic::error("template-endless");
            (endless.arg("template", name.unwrap_or(rendered)), place.or_else(|| whole(rendered)))
        }
        other => (broken(&other.to_string()), whole(rendered)),
    };
    match place {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    }
}

/// How the messages that Tera has for names begin, with our word for each.
const NAMES: [(&str, &str); 9] = [
    ("Variable `", "variable"),
    ("Field `", "field"),
    ("Unknown filter `", "filter"),
    ("Unknown test `", "test"),
    ("Unknown function `", "function"),
    ("Unknown component `", "component"),
    ("Unknown template `", "template"),
    ("Block `", "block"),
    ("Argument `", "argument"),
];

/// What else Tera says, by a part of it that never changes.
const OTHERS: [(&str, &str); 9] = [
    ("Unexpected end of input", "end"),
    ("Unclosed component", "end"),
    ("doesn't match opening tag", "end"),
    ("reserved keyword", "keyword"),
    ("already contains a", "twice"),
    ("is defined more than once", "twice"),
    ("is defined in both", "twice"),
    ("Iteration not possible", "loop"),
    ("Unable to perform", "operation"),
];

fn broken(message: &str) -> Diagnostic {
    let finding = Diagnostic::error("template-broken").arg("detail", message);
    let named = NAMES.iter().find_map(|(start, cause)| {
        let (name, after) = message.strip_prefix(start)?.split_once('`')?;
        let known = after.split_once("Available ").and_then(|(_, list)| list.split_once(": "));
        Some((*cause, name, known.map_or("none", |(_, names)| names)))
    });
    if let Some((cause, name, known)) = named {
        let near = suggestion(name, known.split(", ").map(str::trim)).unwrap_or_default();
        let finding = finding.arg("cause", cause).arg("name", name);
        return finding.arg("suggestion", near).arg("known", known);
    }
    let finding = finding.arg("known", "none");
    let found = message.strip_prefix("Found ").and_then(|rest| rest.split(" but ").next());
    if let Some(found) = found {
        let found = found.trim_matches(['`', '.', ' ']);
        return finding.arg("cause", "syntax").arg("found", found);
    }
    let other = OTHERS.iter().find(|(part, _)| message.contains(part));
    finding.arg("cause", other.map_or("other", |(_, cause)| cause))
}

/// A block that a template fills and none of its parents offers. When the parent is of a nearer
/// layer than the template, it hides one that did offer it, and is the one to be put right.
fn missing_block(
    sources: Sources<'_>,
    child: &str,
    message: &str,
    place: &Location,
) -> Option<Diagnostic> {
    let rest = message.strip_prefix("Block `")?;
    let (block, _) = rest.split_once('`').filter(|(_, rest)| rest.contains("any parent"))?;
    let mut offered = BTreeSet::new();
    let mut nearest = None;
    let mut seen = BTreeSet::from([child]);
    let mut next = Some(child);
    while let Some(tags) = next.and_then(|name| sources.texts.get(name)).map(|s| scan(&s.text)) {
        next = tags.extends.as_ref().and_then(|(parent, _)| sources.resolve(parent));
        let Some(parent) = next.filter(|parent| seen.insert(parent)) else { break };
        offered.extend(scan(&sources.texts.get(parent)?.text).blocks.into_iter().map(|b| b.0));
        if sources.distance(parent) < sources.distance(child) {
            nearest.get_or_insert(parent);
        }
    }
    let finding = Diagnostic::error("template-block-missing").arg("block", block);
    Some(match nearest {
        Some(parent) => {
            let hides = sources.texts.get(parent)?;
            finding
                .arg("template", &*hides.path)
                .arg("child", child)
                .arg("cause", "hidden")
                .at(hides.whole())
                .related(place.clone())
        }
        None => finding
            .arg("template", child)
            .arg("cause", "own")
            .arg("suggestion", suggestion(block, offered).unwrap_or_default())
            .at(place.clone()),
    })
}

/// The component that most likely never ends: one that calls itself, and rather in a layer of the
/// workspace than in the theme of the program. Tera says that there is one, not which.
fn endless_component(sources: Sources<'_>) -> Option<(&str, Location)> {
    let own = format!("{DEFAULT_THEME}/");
    let (program, workspace): (Vec<_>, Vec<_>) =
        sources.texts.iter().partition(|(name, _)| name.starts_with(&own));
    workspace.into_iter().chain(program).find_map(|(_, source)| {
        let (name, call) = calls_itself(&source.text)?;
        Some((name, source.locate(call)))
    })
}

/// The first component of a template that calls itself, and where it does.
fn calls_itself(text: &str) -> Option<(&str, Range<usize>)> {
    text.match_indices("component ").find_map(|(at, word)| {
        let tag = text[..at].trim_end_matches(['-', ' ']).ends_with("{%");
        let name = text[at + word.len()..].split('(').next().filter(|_| tag)?.trim();
        let end = text[at..].find("endcomponent").map_or(text.len(), |end| at + end);
        let call = format!("<{name} ");
        let start = at + text[at..end].find(&call)?;
        Some((name, start..start + call.len() - 1))
    })
}

fn missing(sources: Sources<'_>, name: &str) -> Diagnostic {
    let known = sources.texts.keys().filter_map(|full| Some(full.split_once('/')?.1));
    Diagnostic::error("template-missing")
        .arg("template", name)
        .arg("suggestion", suggestion(name, known).unwrap_or("none"))
}
