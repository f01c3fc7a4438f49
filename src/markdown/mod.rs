//! Markdown to safe HTML, with the outline, the links, and the line every line of HTML comes from.
//!
//! CommonMark with tables, footnotes, strikethrough and heading ids (`## Titre {#ancre}`). Three
//! habits of authors get a form of their own, and stay readable anywhere: a block quote that begins
//! with a marker (`> [!ATTENTION]`), several images alone together, a line in bold over a table. What an
//! author writes can never become a script, a style, an event handler or a `javascript:` address:
//! raw HTML is tokenised and rebuilt from a short list of elements and attributes, and everything
//! else is escaped. The room never alters the typography, never shifts a heading, never touches
//! the disk, and never knows where a link leads: it asks its [`Resolver`].

mod boxes;
mod escape;
mod footnotes;
mod ids;
mod output;
mod raw_html;
mod reader;
mod resolver;
mod writer;

pub use boxes::BoxKind;
pub use escape::{push_escaped, write_escaped};
pub use resolver::{
    Around, BoxRequest, ImageRequest, ImageResolution, LinkRequest, LinkResolution, PlainResolver,
    Resolver,
};

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Source};

/// Settings of a rendering.
#[derive(Debug, Clone, Copy)]
pub struct RenderOptions<'a> {
    /// Ids the page's template uses itself, that no heading may take.
    pub reserved_ids: &'a [&'a str],
    /// Name of the footnotes' section.
    pub footnotes: &'a str,
    /// Name of one footnote; its number is added.
    pub footnote: &'a str,
    /// Label of the link from a footnote back to the text; its number is added.
    pub footnote_back: &'a str,
    /// Name of a table that no heading precedes.
    pub table: &'a str,
}

impl Default for RenderOptions<'_> {
    fn default() -> Self {
        Self {
            reserved_ids: &[],
            footnotes: "Notes",
            footnote: "Note",
            footnote_back: "Revenir à l’appel de note",
            table: "Tableau",
        }
    }
}

/// A body in HTML and what was learnt on the way.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// The HTML; empty when an error stopped the rendering.
    pub html: String,
    /// The headings, in order.
    pub outline: Vec<Heading>,
    /// Every id in the HTML, in order.
    pub ids: Vec<String>,
    /// Where each line of the HTML comes from.
    pub lines: LineMap,
    /// The first paragraph as plain text, 200 characters at most, cut between words.
    pub excerpt: String,
    /// Every link and image of the text, in order.
    pub links: Vec<LinkUse>,
    /// What there is to say, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

impl Rendered {
    /// Puts trusted HTML before the text, as coming from a line of the file.
    pub fn prepend(&mut self, html: &str, line: u32) {
        let (html, lines) = whole_lines(html, line);
        self.html.insert_str(0, &html);
        self.lines.lines.splice(0..0, lines);
    }

    /// Puts trusted HTML after the text, as coming from a line of the file.
    pub fn append(&mut self, html: &str, line: u32) {
        let (html, lines) = whole_lines(html, line);
        self.html.push_str(&html);
        self.lines.lines.extend(lines);
    }
}

/// HTML that ends its last line, and the line of the file for each of its lines.
fn whole_lines(html: &str, line: u32) -> (String, Vec<u32>) {
    let html = format!("{}\n", html.trim_end());
    let lines = vec![line; html.lines().count()];
    (html, lines)
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// From 1 to 6.
    pub level: u8,
    /// Its id.
    pub id: String,
    /// Its text, plain.
    pub text: String,
    /// Its place in the source's text.
    pub range: Range<usize>,
}

/// A link or an image of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkUse {
    /// The address as written, entities and escapes decoded.
    pub dest: String,
    /// The address in the HTML; `None` when the link was refused, broken, or became a block.
    pub href: Option<String>,
    /// True for an image.
    pub image: bool,
    /// Its place in the source's text.
    pub range: Range<usize>,
}

/// For each line of HTML, the line of the Markdown file it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineMap {
    lines: Vec<u32>,
}

impl LineMap {
    /// The line of the file (from 1, front matter counted) from which line `html_line` (from 1)
    /// of the HTML was made.
    #[must_use]
    pub fn source_line(&self, html_line: usize) -> Option<u32> {
        self.lines.get(html_line.checked_sub(1)?).copied()
    }

    /// The lines of the file, one for each line of HTML.
    #[must_use]
    pub fn as_slice(&self) -> &[u32] {
        &self.lines
    }
}

/// Renders the part `body` of a source.
///
/// Nothing can make it fail: what is wrong is told in [`Rendered::diagnostics`], and a text beyond
/// the limits (nesting, number of pieces) gives an empty body with an error.
#[must_use]
pub fn render(
    source: &Source,
    body: Range<usize>,
    resolver: &dyn Resolver,
    options: &RenderOptions<'_>,
) -> Rendered {
    match reader::Events::read(source, &body) {
        Ok(events) => writer::Writer::new(source, &body, &events, resolver, options).run(),
        Err(finding) => Rendered { diagnostics: vec![finding], ..Rendered::default() },
    }
}

#[cfg(test)]
mod tests;
