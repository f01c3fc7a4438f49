//! From events to HTML: the writer proper, one construct after the other, never recursive.

mod blocks;
mod links;
mod raw;

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::footnotes::Footnotes;
use super::ids::Ids;
use super::output::{LineCursor, Output};
use super::raw_html::Nature;
use super::reader::{Events, shorten};
use super::{Heading, LinkResolution, RenderOptions, Rendered, Resolver};
use crate::diagnostic::{Diagnostic, Source};
use links::Standing;

/// Findings of one text that are told; finding the place of each takes a walk over the text.
const MAX_FINDINGS: usize = 200;
/// Characters of an excerpt.
const EXCERPT: usize = 200;

/// What is open, the innermost last.
#[derive(Debug)]
enum Open {
    Markdown,
    Raw { name: String, nature: Nature },
}

#[derive(Debug, Default)]
struct Table<'a> {
    alignments: &'a [Alignment],
    column: usize,
    in_head: bool,
    has_body: bool,
    /// The first column names the rows: its own name was left empty.
    row_names: bool,
}

pub(super) struct Writer<'a> {
    source: &'a Source,
    events: &'a Events<'a>,
    resolver: &'a dyn Resolver,
    options: &'a RenderOptions<'a>,
    cursor: LineCursor<'a>,
    out: Output,
    open: Vec<Open>,
    /// Trusted HTML at the end of the open link; `None` for a link whose words only are kept.
    link: Option<String>,
    /// In a block of code, where nothing is a link.
    in_code: bool,
    table: Table<'a>,
    /// Title of the table that comes next, and its line.
    caption: Option<(String, u32)>,
    /// What ends each open block quote; `None` for a quotation.
    quotes: Vec<Option<String>>,
    ids: Ids,
    footnotes: Footnotes,
    level: u8,
    findings: usize,
    rendered: Rendered,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        source: &'a Source,
        body: &Range<usize>,
        events: &'a Events<'a>,
        resolver: &'a dyn Resolver,
        options: &'a RenderOptions<'a>,
    ) -> Self {
        Self {
            source,
            events,
            resolver,
            options,
            cursor: LineCursor::new(&source.text),
            out: Output::with_capacity(body.len() + body.len() / 4),
            open: Vec::new(),
            link: None,
            in_code: false,
            table: Table::default(),
            caption: None,
            quotes: Vec::new(),
            ids: Ids::reserving(options.reserved_ids),
            footnotes: Footnotes::default(),
            level: 1,
            findings: 0,
            rendered: Rendered::default(),
        }
    }

    pub(super) fn run(mut self) -> Rendered {
        let mut index = 0;
        while let Some((event, range)) = self.events.get(index) {
            let line = match event {
                // Not before what was just written: a fence may end with blank lines of its own.
                Event::End(_) => self.cursor.line(self.last_of(range)).max(self.out.line()),
                _ => self.cursor.line(range.start),
            };
            self.out.at(line);
            index = self.step(index, event, range);
        }
        self.close_raw(0, self.source.text.len());
        self.footnotes.write(&mut self.out, self.options);
        self.check_anchors();
        let (html, lines) = self.out.finish();
        Rendered { html, lines, ids: self.ids.into_list(), ..self.rendered }
    }

    /// Offset of the last thing written in a range, which may end with blank lines.
    fn last_of(&self, range: &Range<usize>) -> usize {
        let text = self.source.text.get(range.clone()).unwrap_or_default();
        range.start + text.trim_end().len().saturating_sub(1)
    }

    /// Writes one event, or several that belong together; gives the index of the next.
    fn step(&mut self, index: usize, event: &'a Event<'a>, range: &Range<usize>) -> usize {
        match event {
            Event::Start(tag) => return self.start(index, tag, range),
            Event::End(end) => self.end(*end, range),
            Event::Text(text) => {
                self.check_left_over(range);
                self.out.text(text);
            }
            Event::Code(code) => {
                self.out.markup("<code>");
                self.out.text(code);
                self.out.markup("</code>");
            }
            Event::InlineHtml(html) => return self.inline_html(index, html, range),
            Event::SoftBreak => self.out.newline(),
            Event::HardBreak => {
                self.out.markup("<br>");
                self.out.newline();
            }
            Event::Rule => {
                self.out.fresh_line();
                self.out.markup("<hr>");
                self.out.newline();
            }
            Event::FootnoteReference(name) => {
                self.footnotes.refer(name, &mut self.ids, &mut self.out, self.options);
            }
            // Blocks of HTML are taken whole; the rest belongs to extensions that are off.
            Event::Html(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => {}
        }
        index + 1
    }

    fn start(&mut self, index: usize, tag: &'a Tag<'a>, range: &Range<usize>) -> usize {
        match tag {
            Tag::Paragraph => return self.paragraph(index),
            Tag::Heading { level, id, classes, attrs } => {
                let refused = !classes.is_empty() || !attrs.is_empty();
                self.heading(index, *level, id.as_deref(), refused, range);
            }
            Tag::HtmlBlock => return self.html_block(index),
            Tag::Image { .. } => {
                if let Some(html) = self.image(index, tag, range, Standing::AmongWords) {
                    self.out.trusted(&html);
                }
                return self.events.end_of(index) + 1;
            }
            Tag::Link { .. } => {
                let resolution = self.resolve_link(index, tag, range, false);
                self.open_link(tag, resolution);
            }
            Tag::BlockQuote(_) => return self.block_quote(index),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(_) if let Some(images) = self.events.only_images(index) => {
                return self.gallery(index, &images);
            }
            Tag::List(None) => self.block("<ul>"),
            Tag::List(Some(1)) => self.block("<ol>"),
            Tag::List(Some(start)) => self.block(&format!("<ol start=\"{start}\">")),
            Tag::Item => {
                self.out.fresh_line();
                self.out.markup("<li>");
            }
            Tag::FootnoteDefinition(name) => self.footnotes.begin(name, &mut self.out),
            Tag::Table(alignments) => {
                self.table = Table { alignments, ..Table::default() };
                self.open_table();
            }
            Tag::TableHead => {
                self.table.in_head = true;
                self.table.column = 0;
                self.table.row_names = self.events.end_of(index + 1) == index + 2;
                self.out.markup("<thead><tr>");
            }
            Tag::TableRow => {
                self.table.column = 0;
                if !self.table.has_body {
                    self.table.has_body = true;
                    self.block("<tbody>");
                }
                self.out.markup("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.out.markup("<em>"),
            Tag::Strong => self.out.markup("<strong>"),
            Tag::Strikethrough => self.out.markup("<del>"),
            // These belong to extensions that are off.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
        self.open.push(Open::Markdown);
        index + 1
    }

    fn end(&mut self, end: TagEnd, range: &Range<usize>) {
        let base = self.open.iter().rposition(|open| matches!(open, Open::Markdown)).unwrap_or(0);
        self.close_raw(base + 1, self.last_of(range));
        self.open.truncate(base);
        match end {
            // Nothing may be left once what is not permitted was taken away.
            TagEnd::Paragraph if self.out.drop_empty_paragraph() => {}
            TagEnd::Paragraph => self.end_block("</p>"),
            TagEnd::Heading(level) => self.end_block(&format!("</{level}>")),
            TagEnd::BlockQuote(_) => self.end_block_quote(),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.end_block("</code></pre>");
            }
            TagEnd::List(true) => self.end_container("</ol>"),
            TagEnd::List(false) => self.end_container("</ul>"),
            TagEnd::Item => self.end_block("</li>"),
            TagEnd::FootnoteDefinition => self.footnotes.finish(&mut self.out),
            TagEnd::Table => {
                self.out.fresh_line();
                self.out.markup(if self.table.has_body { "</tbody></table>" } else { "</table>" });
                self.out.newline();
                self.out.markup("</div>");
                self.out.newline();
            }
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.end_block("</tr></thead>");
            }
            TagEnd::TableRow => self.end_block("</tr>"),
            TagEnd::TableCell => {
                let header = self.is_header();
                self.out.markup(if header { "</th>" } else { "</td>" });
                self.table.column += 1;
            }
            TagEnd::Emphasis => self.out.markup("</em>"),
            TagEnd::Strong => self.out.markup("</strong>"),
            TagEnd::Strikethrough => self.out.markup("</del>"),
            TagEnd::Link => {
                if let Some(suffix) = self.link.take() {
                    self.out.trusted(&suffix);
                    self.out.markup("</a>");
                }
            }
            TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn block(&mut self, tag: &str) {
        self.out.fresh_line();
        self.out.markup(tag);
        self.out.newline();
    }

    fn end_block(&mut self, tag: &str) {
        self.out.markup(tag);
        self.out.newline();
    }

    fn end_container(&mut self, tag: &str) {
        self.out.fresh_line();
        self.end_block(tag);
    }

    fn paragraph(&mut self, index: usize) -> usize {
        if let Some(title) = self.events.title_of_table(index) {
            self.caption = Some((title, self.out.line()));
            return self.events.end_of(index) + 1;
        }
        if let Some(images) = self.events.only_images(index) {
            return self.gallery(index, &images);
        }
        if self.rendered.excerpt.is_empty()
            && self.open.iter().all(|open| matches!(open, Open::Raw { .. }))
        {
            let words = self.events.words(index..self.events.end_of(index));
            self.rendered.excerpt = shorten(&words, EXCERPT);
        }
        let alone = self.events.alone(index);
        let after = |writer: &Self| writer.events.end_of(index) + 1;
        self.out.fresh_line();
        match alone {
            Some((tag @ Tag::Image { .. }, inner)) => {
                let html = self.image(index + 1, tag, inner, Standing::Alone);
                if let Some(html) = html {
                    self.out.trusted(&html);
                }
                self.out.fresh_line();
                after(self)
            }
            Some((tag, inner)) => match self.resolve_link(index + 1, tag, inner, true) {
                LinkResolution::Block(html) => {
                    self.out.trusted(&html);
                    self.out.fresh_line();
                    after(self)
                }
                resolution => {
                    self.out.markup("<p>");
                    self.open.push(Open::Markdown);
                    self.open_link(tag, resolution);
                    self.open.push(Open::Markdown);
                    index + 2
                }
            },
            None => {
                self.out.markup("<p>");
                self.open.push(Open::Markdown);
                index + 1
            }
        }
    }

    fn heading(
        &mut self,
        index: usize,
        level: HeadingLevel,
        id: Option<&str>,
        attributes_refused: bool,
        range: &Range<usize>,
    ) {
        let text = self.events.words(index..self.events.end_of(index));
        let number = level as u8;
        if number == 1 {
            self.tell(range, || {
                Diagnostic::warning("heading-level-one").arg("text", text.as_str())
            });
        } else if number > self.level + 1 {
            let expected = self.level + 1;
            self.tell(range, || {
                Diagnostic::warning("heading-level-skipped")
                    .arg("text", text.as_str())
                    .arg("level", number)
                    .arg("expected", expected)
            });
        }
        self.level = number;
        if attributes_refused {
            self.tell(range, || {
                Diagnostic::warning("heading-attributes-refused").arg("text", text.as_str())
            });
        }
        let id = match id {
            Some(id) if !is_name(id) => {
                let taken = self.ids.take_for(id);
                self.tell(range, || {
                    Diagnostic::warning("heading-id-invalid")
                        .arg("id", id)
                        .arg("right", taken.as_str())
                });
                taken
            }
            Some(id) if self.ids.take(id) => id.to_owned(),
            Some(id) => {
                self.tell(range, || Diagnostic::error("heading-id-taken").arg("id", id));
                self.ids.take_for(id)
            }
            None => self.ids.take_for(&text),
        };
        self.out.fresh_line();
        self.out.markup(&format!("<{level}"));
        self.out.attribute("id", &id);
        self.out.markup(">");
        self.rendered.outline.push(Heading { level: number, id, text, range: range.clone() });
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.in_code = true;
        self.out.fresh_line();
        self.out.markup("<pre><code");
        if let CodeBlockKind::Fenced(info) = kind {
            let language = info.split_whitespace().next().unwrap_or_default();
            let known = |b: u8| b.is_ascii_alphanumeric() || b"+#-_.".contains(&b);
            if !language.is_empty() && language.len() <= 30 && language.bytes().all(known) {
                self.out.attribute("class", &format!("language-{language}"));
            }
        }
        self.out.markup(">");
    }

    fn is_header(&self) -> bool {
        let names_rows = self.table.row_names && self.table.column == 0;
        self.table.in_head != names_rows
    }

    fn cell(&mut self) {
        self.out.markup(match (self.is_header(), self.table.in_head) {
            (true, true) => "<th scope=\"col\"",
            (true, false) => "<th scope=\"row\"",
            (false, _) => "<td",
        });
        // A class and not a style: pages allow no inline style.
        match self.table.alignments.get(self.table.column) {
            Some(Alignment::Center) => self.out.attribute("class", "align-center"),
            Some(Alignment::Right) => self.out.attribute("class", "align-right"),
            _ => {}
        }
        self.out.markup(">");
    }

    fn tell(&mut self, range: &Range<usize>, finding: impl FnOnce() -> Diagnostic) {
        self.findings += 1;
        if self.findings <= MAX_FINDINGS {
            let finding = finding().at(self.source.locate(range.clone()));
            self.rendered.diagnostics.push(finding);
        } else if self.findings == MAX_FINDINGS + 1 {
            // An error: one of those that are not told may be one.
            let finding = Diagnostic::error("too-many-findings").arg("limit", MAX_FINDINGS);
            self.rendered.diagnostics.push(finding.at(self.source.locate(range.clone())));
        }
    }
}

/// True for an id that needs no escaping anywhere: letters, digits, hyphens and underscores.
fn is_name(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 80
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}
