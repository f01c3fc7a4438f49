//! Where a part of a page comes from: the author's Markdown, the front matter, the settings, or
//! the theme's template.
//!
//! Nothing is marked in the page: what the site knows of it (the rendered body and its line map,
//! the values of front matter and settings, the texts of templates) is searched when somebody
//! asks, so that a page nobody asks about costs nothing.

use super::Core;
use super::cards::Leaf;
use super::generated::Generated;
use super::jobs::Job;
use super::pages::Frame;
use super::urls;
use crate::diagnostic::{Location, Part, Source};
use crate::workspace::yaml;
use memchr::memmem;
use std::ops::Range;

/// How far around an element the links are looked at that say which entry it shows.
const AROUND: usize = 3_000;

/// How many lines of Markdown one line of HTML may come from.
const MAX_LINES: u32 = 40;

/// Values shorter than this, in bytes, are found by chance.
const SHORTEST: usize = 3;

/// An element of a page, as whoever asks sees it.
#[derive(Debug, Clone, Copy)]
pub struct Trace<'a> {
    /// Offset in the page, in bytes; `None` when it is not known.
    pub offset: Option<usize>,
    /// Its start tag, e.g. `<img src="/a.webp" alt="photo">`.
    pub tag: &'a str,
    /// The text in it.
    pub text: &'a str,
}

/// What is needed to say where parts of one page come from.
#[derive(Clone, Copy)]
pub struct PageOrigin<'a> {
    core: &'a Core<'a>,
    leaf: Option<(&'a Leaf, usize)>,
    template: &'static str,
}

impl std::fmt::Debug for PageOrigin<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PageOrigin").field("template", &self.template).finish_non_exhaustive()
    }
}

impl<'a> PageOrigin<'a> {
    /// The origin of the page of a job.
    pub(super) fn of(frame: &'a Frame<'a>, job: &Job<'a>) -> Self {
        let core = frame.core;
        let at = |url: &str| core.by_url.get(url).copied().filter(|index| core.live[*index]);
        let (index, template) = match job {
            Job::Leaf { entry, .. } => {
                (Some(*entry), super::pages::template(core.entries[*entry].kind))
            }
            Job::List(list) => (list.section.index, "list.html"),
            Job::Folder { .. } => (None, "page.html"),
            Job::Home => (at("/"), "home.html"),
            Job::Generated(page) => (at(Generated::text_url(*page)), page.template()),
        };
        Self { core, leaf: index.map(|index| (&frame.leaves[index], index)), template }
    }

    /// The origin of the page at a path of the output.
    pub(super) fn of_path(core: &'a Core<'a>, leaves: &'a [Leaf], path: &str) -> Self {
        let url = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        let index = core.by_url.get(&*urls::key(&url)).copied().filter(|index| core.live[*index]);
        let template =
            index.map_or("layout.html", |i| super::pages::template(core.entries[i].kind));
        Self { core, leaf: index.map(|index| (&leaves[index], index)), template }
    }

    /// Where an element of the page comes from, and in whose hands it is.
    #[must_use]
    pub fn locate(&self, html: &str, trace: &Trace<'_>) -> (Part, Location) {
        if let Some(place) = self.in_body(html, trace) {
            return (Part::Content, place);
        }
        let sources: Vec<&Source> = self.core.theme.template_sources().collect();
        // A template that has the tag and what is in it, word for word, made it.
        let literal = tag_in(&sources, trace.tag).filter(|found| found.says(trace));
        if let Some(found) = literal {
            return (Part::Theme, found.place());
        }
        let needles = needles(trace);
        if let Some((_, index)) = self.leaf
            && let Some(place) = self.in_entry(index, &needles)
        {
            return (Part::Content, place);
        }
        if let Some(place) = self.in_shown_entries(html, trace, &needles) {
            return (Part::Content, place);
        }
        let settings = &self.core.site.source;
        if let Some(place) = value_in(settings, 0..settings.text.len(), &needles) {
            return (Part::Settings, place);
        }
        (Part::Theme, self.in_theme(html, trace, &sources))
    }

    /// In the rendered body: the line map leads to the line of the Markdown, what is written in
    /// the element to the column.
    fn in_body(&self, html: &str, trace: &Trace<'_>) -> Option<Location> {
        let (leaf, index) = self.leaf?;
        let offset = trace.offset?;
        let body = leaf.body.html.as_str();
        if body.is_empty() {
            return None;
        }
        let start = memmem::find(html.as_bytes(), body.as_bytes())?;
        let inside = offset.checked_sub(start).filter(|inside| *inside < body.len())?;
        let line = 1 + memchr::memchr_iter(b'\n', &body.as_bytes()[..inside]).count();
        let first = leaf.body.lines.source_line(line)?;
        let after = (line + 1..).map_while(|line| leaf.body.lines.source_line(line));
        let last = after.into_iter().find(|next| *next > first).unwrap_or(first + MAX_LINES);
        let source = &self.core.entries[index].source;
        Some(in_lines(source, first..last.min(first + MAX_LINES), trace))
    }

    fn in_entry(&self, index: usize, needles: &[&str]) -> Option<Location> {
        let entry = &self.core.entries[index];
        value_in(&entry.source, entry.front.clone(), needles)
    }

    /// In the front matter of an entry that the page shows nearby: cards link to what they show.
    fn in_shown_entries(
        &self,
        html: &str,
        trace: &Trace<'_>,
        needles: &[&str],
    ) -> Option<Location> {
        let offset = trace.offset?;
        let near = char_range(html, offset.saturating_sub(AROUND)..offset + AROUND);
        let near = &html[near];
        near.match_indices("href=\"").take(60).find_map(|(at, attribute)| {
            let address = near[at + attribute.len()..].split('"').next()?;
            let index = *self.core.by_url.get(&*urls::key(address))?;
            self.in_entry(index, needles)
        })
    }

    /// In the templates: the one that holds the element's tag with most of its attributes, or
    /// else that of the nearest element before it; the page's own template when none does.
    fn in_theme(&self, html: &str, trace: &Trace<'_>, sources: &[&Source]) -> Location {
        if let Some(found) = tag_in(sources, trace.tag) {
            return found.place();
        }
        let mut before = trace.offset.unwrap_or(0).min(html.len());
        for _ in 0..8 {
            // The tag before: what encloses the element, or stands beside it.
            let Some(start) = html.get(..before).and_then(|html| html.rfind('<')) else { break };
            before = start;
            let end = html[start..].find('>').map_or(html.len(), |end| start + end + 1);
            if let Some(near) = tag_in(sources, &html[start..end]) {
                return near.followed_by(trace.tag).unwrap_or(near).place();
            }
        }
        let own = sources.iter().find(|source| {
            source.path.rsplit('/').next().is_some_and(|name| name == self.template)
        });
        let theme = || Location::file(format!("themes/{}", self.core.site.theme));
        own.map_or_else(theme, |source| source.whole())
    }
}

/// What an element says, by which its value is known again, the most telling first.
fn needles<'t>(trace: &Trace<'t>) -> Vec<&'t str> {
    let mut needles = vec![trace.text];
    for name in ["alt", "aria-label", "title", "content", "href", "src", "placeholder", "value"] {
        needles.extend(attribute(trace.tag, name));
    }
    needles.retain(|needle| needle.len() >= SHORTEST);
    needles
}

/// The value of an attribute of a start tag that is plainly written.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

/// The place of a YAML value that is one of the needles, or that begins one (a page's title is
/// followed by the site's in `<title>`).
fn value_in(source: &Source, range: Range<usize>, needles: &[&str]) -> Option<Location> {
    let ranges = yaml::value_ranges(source, range);
    let mut best: Option<(usize, Range<usize>)> = None;
    for range in ranges.into_values() {
        let Some(value) = source.text.get(range.clone()) else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        if value.len() < SHORTEST {
            continue;
        }
        let same = |needle: &&str| {
            *needle == value
                || (needle.starts_with(value) && needle[value.len()..].starts_with(" –"))
        };
        if let Some(rank) = needles.iter().position(same) {
            let found = (rank, range);
            if best.as_ref().is_none_or(|best| (found.0, found.1.start) < (best.0, best.1.start)) {
                best = Some(found);
            }
        }
    }
    best.map(|(_, range)| source.locate(range))
}

/// The element among lines of Markdown: where its text or one of its attributes is written, else
/// the first of the lines.
fn in_lines(source: &Source, lines: Range<u32>, trace: &Trace<'_>) -> Location {
    let mut starts = std::iter::once(0)
        .chain(memchr::memchr_iter(b'\n', source.text.as_bytes()).map(|newline| newline + 1));
    let start = starts.by_ref().nth(lines.start.saturating_sub(1) as usize).unwrap_or(0);
    let count = lines.end.saturating_sub(lines.start).max(1) as usize;
    let end = starts.nth(count - 1).unwrap_or(source.text.len());
    let text = source.text.get(start..end).unwrap_or_default();
    let mut wanted = needles(trace);
    // A derivative of an image keeps its name, and a word of a text is there whatever marks it.
    let stem = |needle: &&str| needle.contains('/') && !needle.contains(' ');
    let words: Vec<&str> = wanted
        .iter()
        .filter(|needle| stem(needle))
        .filter_map(|needle| needle.rsplit('/').find(|part| !part.is_empty()))
        .map(|name| name.split(['.', '#', '?']).next().unwrap_or(name))
        .chain(trace.text.split(' '))
        .filter(|word| word.len() > 3)
        .collect();
    wanted.extend(words);
    for needle in wanted {
        if let Some(at) = text.find(needle) {
            return source.locate(start + at..start + at + needle.len());
        }
    }
    let first = text.split('\n').next().unwrap_or_default();
    let indent = first.len() - first.trim_start().len();
    source.locate(start + indent..start + first.trim_end().len().max(indent))
}

/// A start tag in a template.
struct InTemplate<'s> {
    source: &'s Source,
    range: Range<usize>,
    /// How many of the attributes looked for it has.
    score: usize,
}

impl<'s> InTemplate<'s> {
    fn place(&self) -> Location {
        self.source.locate(self.range.clone())
    }

    /// Whether the template itself says what is in the element, so that no value does.
    fn says(&self, trace: &Trace<'_>) -> bool {
        let after = self.source.text[self.range.end..].trim_start();
        self.score > 0
            && if trace.text.is_empty() {
                !after.starts_with("{{")
            } else {
                after.starts_with(trace.text)
            }
    }

    /// The next start tag of the same name as `tag`.
    fn followed_by(&self, tag: &str) -> Option<Self> {
        let name = tag_name(tag)?;
        let found = start_tags(self.source, name).find(|range| range.start >= self.range.end)?;
        Some(Self { source: self.source, range: found, score: 0 })
    }
}

fn tag_name(tag: &str) -> Option<&str> {
    let name = tag.strip_prefix('<')?.split([' ', '>', '\n', '/']).next()?;
    (!name.is_empty()).then_some(name)
}

/// The start tags of that name in a template.
fn start_tags<'s>(source: &'s Source, name: &str) -> impl Iterator<Item = Range<usize>> + use<'s> {
    let start = format!("<{name}");
    let finder = memmem::Finder::new(start.as_bytes()).into_owned();
    let length = start.len();
    let text = source.text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + finder.find(text.get(from..)?)?;
            from = at + length;
            let whole =
                text.get(from).is_none_or(|next| matches!(next, b' ' | b'\n' | b'>' | b'{'));
            if whole {
                let end = memchr::memchr(b'>', &text[at..]).map_or(text.len(), |end| at + end + 1);
                return Some(at..end);
            }
        }
    })
}

/// The start tag of a template that has the most of a tag's attributes, word for word; at least
/// one of them, unless pages have one such element only.
fn tag_in<'s>(sources: &[&'s Source], tag: &str) -> Option<InTemplate<'s>> {
    const TELLING: [&str; 11] =
        ["class", "id", "rel", "role", "type", "name", "for", "property", "src", "href", "content"];
    let name = tag_name(tag)?;
    let attributes: Vec<String> = TELLING
        .iter()
        .filter_map(|name| Some(format!(" {name}=\"{}\"", attribute(tag, name)?)))
        .collect();
    let alone = matches!(name, "html" | "head" | "body" | "main" | "title");
    let mut best: Option<InTemplate<'_>> = None;
    for source in sources {
        for range in start_tags(source, name) {
            let written = &source.text[range.clone()];
            let score = attributes.iter().filter(|own| written.contains(own.as_str())).count();
            let enough = score > 0 || alone;
            if enough && best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(InTemplate { source, range, score });
            }
        }
    }
    best
}

/// A range of bytes, moved to where characters begin.
fn char_range(text: &str, range: Range<usize>) -> Range<usize> {
    let floor = |mut offset: usize| {
        offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    };
    floor(range.start)..floor(range.end)
}
