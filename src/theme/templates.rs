//! The templates of a chain, compiled by Tera, and its errors as diagnostics that name the file,
//! the line and the column of the theme.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use tera::{Context, ErrorKind, Tera};

use super::layers::Chain;
use super::recursion;
use crate::diagnostic::{Diagnostic, Location, Source, suggestion};
use crate::markdown::write_escaped;
use crate::workspace::DEFAULT_THEME;

/// No page is longer, in bytes: a loop that writes more is a mistake.
const MAX_PAGE_BYTES: usize = 16 * 1024 * 1024;

/// Compiled templates with their sources.
#[derive(Debug)]
pub(super) struct Templates {
    tera: Tera,
    sources: BTreeMap<String, Source>,
    /// What names of a layer's templates begin with, the nearest layer first.
    prefixes: Vec<String>,
}

impl Templates {
    /// Compiles the templates of every layer. `prepare` registers the filters.
    ///
    /// # Errors
    /// `template-broken`, `template-endless`, `template-block-nested`, `theme-file-not-utf8`.
    pub(super) fn compile(
        chain: &Chain,
        prepare: impl FnOnce(&mut Tera),
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut sources = BTreeMap::new();
        let mut found = Vec::new();
        for layer in chain.layers() {
            for (path, _) in layer.files("templates/") {
                match layer.text(&format!("templates/{path}")) {
                    Some(Ok(source)) => {
                        sources.insert(format!("{}/{path}", layer.name), source);
                    }
                    Some(Err(diagnostic)) => found.push(diagnostic),
                    None => {}
                }
            }
        }
        let prefixes: Vec<String> =
            chain.layers().iter().map(|layer| format!("{}/", layer.name)).collect();
        let resolve = |name: &str| {
            let exact = sources.get_key_value(name);
            let near =
                || prefixes.iter().find_map(|p| sources.get_key_value(&format!("{p}{name}")));
            exact.or_else(near).map(|(name, _)| name.as_str())
        };
        found.extend(recursion::check(&sources, resolve));
        if !found.is_empty() {
            return Err(found);
        }

        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        prepare(&mut tera);
        tera.set_fallback_prefixes(prefixes.clone())
            .map_err(|error| vec![told(&sources, &error, "")])?;
        let mut left: Vec<(&str, &str)> =
            sources.iter().map(|(name, source)| (name.as_str(), &*source.text)).collect();
        loop {
            let Err(error) = tera.add_raw_templates(left.iter().copied()) else { break };
            // A syntax error hides those of the templates after it: tell all of them at once. What
            // then lacks because a broken template was left out is no mistake of its own.
            if let ErrorKind::SyntaxError(report) = error.kind() {
                left.retain(|(name, _)| *name != report.filename());
                found.push(told(&sources, &error, ""));
                continue;
            }
            if found.is_empty() {
                found.extend(told_all(&sources, &error));
            }
            break;
        }
        if found.is_empty() { Ok(Self { tera, sources, prefixes }) } else { Err(found) }
    }

    /// The templates as they are written, those of the nearest layer first.
    pub(super) fn sources(&self) -> impl Iterator<Item = &Source> {
        self.prefixes.iter().flat_map(|prefix| {
            let from_here = self.sources.range(prefix.clone()..);
            from_here.take_while(move |(name, _)| name.starts_with(prefix)).map(|(_, text)| text)
        })
    }

    /// Renders a template at the end of `output`; after an error what was written is taken back.
    pub(super) fn render_into(
        &self,
        name: &str,
        context: &Context,
        output: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let start = output.len();
        let limited = Limited { limit: start.saturating_add(MAX_PAGE_BYTES), output };
        let result = self.tera.render_to(name, context, limited);
        result.map_err(|error| {
            output.truncate(start);
            told(&self.sources, &error, name)
        })
    }
}

/// A page that stops growing at some length.
struct Limited<'a> {
    output: &'a mut Vec<u8>,
    limit: usize,
}

impl Write for Limited<'_> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.output.len() + bytes.len() > self.limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.output.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn escape(text: &str, output: &mut dyn Write) -> io::Result<()> {
    write_escaped(text, |run| output.write_all(run.as_bytes()))
}

fn told_all(sources: &BTreeMap<String, Source>, error: &tera::Error) -> Vec<Diagnostic> {
    let ErrorKind::Msg(text) = error.kind() else { return vec![told(sources, error, "")] };
    let reports: Vec<Diagnostic> = text
        .split("\n\n")
        .filter_map(|report| {
            let (message, place) = report.strip_prefix("error: ")?.split_once('\n')?;
            let place = place.trim_start().strip_prefix("--> ")?.lines().next()?;
            Some(broken(message).at(locate(sources, place)?))
        })
        .collect();
    if reports.is_empty() { vec![told(sources, error, "")] } else { reports }
}

/// An error of Tera's as a diagnostic; `rendered` is the template that was asked for.
fn told(sources: &BTreeMap<String, Source>, error: &tera::Error, rendered: &str) -> Diagnostic {
    let whole = |name: &str| {
        let source = sources.get(name).or_else(|| {
            sources.iter().find(|(full, _)| full.ends_with(&format!("/{name}"))).map(|(_, s)| s)
        });
        source.map(Source::whole)
    };
    let (diagnostic, place) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = sources
                .get(report.filename())
                .map(|source| source.locate(report.span().range.clone()));
            let mut diagnostic = broken(report.message());
            for note in error.to_string().split("note: called from ").skip(1) {
                if let Some(caller) = note.lines().next().and_then(|line| locate(sources, line)) {
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

/// The component that most likely never ends: one that calls itself, and rather in a layer of the
/// workspace than in the theme of the program. Tera says that there is one, not which.
fn endless_component(sources: &BTreeMap<String, Source>) -> Option<(&str, Location)> {
    let own = format!("{DEFAULT_THEME}/");
    let (program, workspace): (Vec<_>, Vec<_>) =
        sources.iter().partition(|(name, _)| name.starts_with(&own));
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

fn broken(detail: &str) -> Diagnostic {
    Diagnostic::error("template-broken").arg("detail", detail)
}

fn missing(sources: &BTreeMap<String, Source>, name: &str) -> Diagnostic {
    let known = sources.keys().filter_map(|full| Some(full.split_once('/')?.1));
    Diagnostic::error("template-missing")
        .arg("template", name)
        .arg("suggestion", suggestion(name, known).unwrap_or("none"))
}

/// Reads `parvis/page.html:12:5`.
fn locate(sources: &BTreeMap<String, Source>, place: &str) -> Option<Location> {
    let mut parts = place.trim().rsplitn(3, ':');
    let column = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some(sources.get(parts.next()?)?.locate_line(line, column))
}
