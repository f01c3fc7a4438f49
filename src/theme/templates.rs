//! The templates of a chain, compiled by Tera.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::OnceLock;

use tera::{Context, ErrorKind, Tera};

use super::faults::{self, Sources};
use super::layers::Chain;
use super::{anchors, recursion};
use crate::diagnostic::{Diagnostic, Source};
use crate::markdown::write_escaped;

/// No page is longer, in bytes: a loop that writes more is a mistake.
const MAX_PAGE_BYTES: usize = 16 * 1024 * 1024;

/// Compiled templates with their sources.
#[derive(Debug)]
pub(super) struct Templates {
    tera: Tera,
    sources: BTreeMap<String, Source>,
    /// What names of a layer's templates begin with, the nearest layer first.
    prefixes: Vec<String>,
    /// What the ids of pages made by a template are, by its name; found when somebody asks.
    anchors: OnceLock<BTreeMap<String, Vec<String>>>,
}

impl Templates {
    /// Compiles the templates of every layer that are in use. `prepare` registers the filters.
    ///
    /// # Errors
    /// `template-broken`, `template-endless`, `template-block-nested`, `template-block-missing`,
    /// `theme-file-not-utf8`.
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
        found.extend(recursion::check(&sources, |name| {
            Sources { texts: &sources, prefixes: &prefixes }.resolve(name)
        }));
        if !found.is_empty() {
            return Err(found);
        }
        drop_hidden(&mut sources, &prefixes);

        let mut tera = Tera::new();
        tera.set_escape_fn(escape);
        prepare(&mut tera);
        let known = Sources { texts: &sources, prefixes: &prefixes };
        tera.set_fallback_prefixes(prefixes.clone())
            .map_err(|error| vec![faults::one(known, &error, "")])?;
        let mut left: Vec<(&str, &str)> =
            sources.iter().map(|(name, source)| (name.as_str(), &*source.text)).collect();
        loop {
            let Err(error) = tera.add_raw_templates(left.iter().copied()) else { break };
            // A syntax error hides those of the templates after it: tell all of them at once. What
            // then lacks because a broken template was left out is no mistake of its own.
            if let ErrorKind::SyntaxError(report) = error.kind() {
                left.retain(|(name, _)| *name != report.filename());
                found.push(faults::one(known, &error, ""));
                continue;
            }
            if found.is_empty() {
                found.extend(faults::all(known, &error));
            }
            break;
        }
        if !found.is_empty() {
            return Err(found);
        }
        Ok(Self { tera, sources, prefixes, anchors: OnceLock::new() })
    }

    /// The ids that pages made by a template may have, those of its own text alone; `*` stands for
    /// what only a page knows. `None` for a template that is not there.
    pub(super) fn anchors(&self, template: &str) -> Option<&[String]> {
        let sources = Sources { texts: &self.sources, prefixes: &self.prefixes };
        let all = self.anchors.get_or_init(|| anchors::of_templates(sources));
        all.get(sources.resolve(template)?).map(Vec::as_slice)
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
            let sources = Sources { texts: &self.sources, prefixes: &self.prefixes };
            faults::one(sources, &error, name)
        })
    }
}

/// Takes away the templates that nobody can reach: those of a path that a nearer layer has too,
/// unless their full name is used. What is wrong with one of these is nobody's mistake. A file of
/// components stays: a nearer one may replace only some of them.
fn drop_hidden(sources: &mut BTreeMap<String, Source>, prefixes: &[String]) {
    let path = |name: &str| {
        let prefix = prefixes.iter().find(|prefix| name.starts_with(*prefix))?;
        Some(name[prefix.len()..].to_owned())
    };
    let known = Sources { texts: sources, prefixes };
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    let mut next: Vec<String> = Vec::new();
    for (name, source) in known.texts {
        let nearest = path(name).is_none_or(|path| known.resolve(&path) == Some(name.as_str()));
        if nearest || recursion::has_components(&source.text) {
            next.push(name.clone());
        }
    }
    while let Some(name) = next.pop() {
        if let Some(source) = known.texts.get(&name) {
            let tags = recursion::scan(&source.text);
            let used = tags.includes.iter().chain(&tags.extends).map(|(name, _)| *name);
            next.extend(
                used.filter_map(|name| known.resolve(name))
                    .map(str::to_owned)
                    .filter(|name| !wanted.contains(name)),
            );
        }
        wanted.insert(name);
    }
    sources.retain(|name, _| wanted.contains(name));
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
