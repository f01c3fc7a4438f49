//! Raw HTML among Markdown: rebuilt tag by tag, closed where its container ends.

use std::ops::Range;

use pulldown_cmark::Event;

use super::{Open, Writer};
use crate::diagnostic::Diagnostic;
use crate::markdown::raw_html::{self, Content, Nature};
use crate::markdown::reader::MAX_DEPTH;

impl Writer<'_> {
    pub(super) fn inline_html(&mut self, index: usize, html: &str, range: &Range<usize>) -> usize {
        for piece in raw_html::pieces(html) {
            match piece.content {
                Content::Open { name, .. } if raw_html::hides_content(&name) => {
                    self.removed(&name, range);
                    return self.events.closing_html(index + 1, &name);
                }
                Content::Open { name, attributes } => {
                    let block =
                        matches!(raw_html::nature(&name), Some(Nature::Words | Nature::Block));
                    if block {
                        self.misplaced(&name, range);
                    } else {
                        self.open_raw(name, &attributes, range);
                    }
                }
                Content::Close(name) => self.close_named(&name, range.end),
                Content::Text(text) => self.out.text(&text),
            }
        }
        index + 1
    }

    pub(super) fn html_block(&mut self, index: usize) -> usize {
        let end = self.events.end_of(index);
        let mut html = String::new();
        let mut range = 0..0;
        for at in index + 1..end {
            if let Some((Event::Html(text), place)) = self.events.get(at) {
                if html.is_empty() {
                    range = place.clone();
                }
                html.push_str(text);
                range.end = place.end;
            }
        }
        let html = html.trim_end();
        let first_line = self.cursor.line(range.start);
        let base = self.open.len();
        let mut place = BlockLine::first(&self.source.text, &range);
        let mut hidden: Option<String> = None;
        for piece in raw_html::pieces(html) {
            self.out.at(first_line.saturating_add(piece.line).max(self.out.line()));
            place.advance(&self.source.text, piece.line);
            match piece.content {
                Content::Close(name) if hidden.as_ref() == Some(&name) => hidden = None,
                _ if hidden.is_some() => {}
                Content::Open { name, .. } if raw_html::hides_content(&name) => {
                    self.removed(&name, &place.range);
                    hidden = Some(name);
                }
                Content::Open { name, attributes } => {
                    self.open_raw(name, &attributes, &place.range);
                }
                Content::Close(name) => self.close_named(&name, range.end),
                Content::Text(text) if text.trim().is_empty() && text.contains('\n') => {
                    self.out.fresh_line();
                }
                Content::Text(text) => self.out.text(&text),
            }
        }
        // Words end with their block; only what may hold paragraphs goes on around Markdown.
        let keep = self.open[base.min(self.open.len())..]
            .iter()
            .rposition(|open| matches!(open, Open::Raw { nature: Nature::Block, .. }));
        self.close_raw(base + keep.map_or(0, |last| last + 1), range.end);
        self.out.fresh_line();
        end + 1
    }

    pub(super) fn open_raw(
        &mut self,
        name: String,
        attributes: &[(String, String)],
        range: &Range<usize>,
    ) {
        let Some(nature) = raw_html::nature(&name) else {
            self.removed(&name, range);
            return;
        };
        while let Some(Open::Raw { name: sibling, .. }) = self.open.last()
            && raw_html::ends(&name, sibling)
        {
            self.close_raw(self.open.len() - 1, range.end);
        }
        let parent = match self.open.last() {
            Some(Open::Raw { name, nature }) => Some((name.as_str(), *nature)),
            _ => None,
        };
        let among_words = matches!(parent, Some((_, Nature::Phrase | Nature::Words)));
        let takes_room = matches!(nature, Nature::Words | Nature::Block);
        if (among_words && takes_room) || !raw_html::fits(&name, parent.map(|(name, _)| name)) {
            self.misplaced(&name, range);
            return;
        }
        if self.open.len() >= MAX_DEPTH {
            let deep = Diagnostic::error("markdown-too-deep").arg("limit", MAX_DEPTH);
            self.tell(range, || deep);
            return;
        }
        if takes_room {
            self.out.fresh_line();
        }
        self.out.markup("<");
        self.out.markup(&name);
        for (attribute, value) in attributes {
            if !raw_html::allows(&name, attribute, value) {
                self.tell(range, || {
                    Diagnostic::warning("html-attribute-removed")
                        .arg("attribute", attribute.as_str())
                        .arg("element", name.as_str())
                });
            } else if attribute == "open" {
                self.out.markup(" open");
            } else {
                self.out.attribute(attribute, value);
            }
        }
        self.out.markup(">");
        if nature != Nature::Void {
            self.open.push(Open::Raw { name, nature });
        }
    }

    /// Closes the nearest raw element of that name in the same Markdown container.
    pub(super) fn close_named(&mut self, name: &str, at: usize) {
        let base = self.open.iter().rposition(|open| matches!(open, Open::Markdown));
        let first = base.map_or(0, |base| base + 1);
        let found = self.open[first..]
            .iter()
            .rposition(|open| matches!(open, Open::Raw { name: open, .. } if open == name));
        if let Some(offset) = found {
            self.close_raw(first + offset + 1, at);
            self.write_close();
        }
    }

    /// Closes raw elements until `length` things are open, and tells which were left open.
    pub(super) fn close_raw(&mut self, length: usize, at: usize) {
        while self.open.len() > length {
            if let Some(Open::Raw { name, .. }) = self.open.last()
                && !matches!(name.as_str(), "p" | "li" | "dt" | "dd")
            {
                let finding = Diagnostic::warning("html-unclosed").arg("element", name.as_str());
                self.tell(&(at..at), || finding);
            }
            self.write_close();
        }
    }

    pub(super) fn write_close(&mut self) {
        if let Some(Open::Raw { name, nature }) = self.open.pop() {
            self.out.markup("</");
            self.out.markup(&name);
            self.out.markup(">");
            if nature != Nature::Phrase {
                self.out.newline();
            }
        }
    }

    pub(super) fn removed(&mut self, name: &str, range: &Range<usize>) {
        self.tell(range, || Diagnostic::warning("html-removed").arg("element", name));
    }

    pub(super) fn misplaced(&mut self, name: &str, range: &Range<usize>) {
        self.tell(range, || Diagnostic::warning("html-misplaced").arg("element", name));
    }
}

/// A line of a block of HTML; going through a block costs one walk over it.
struct BlockLine {
    number: u32,
    range: Range<usize>,
    end: usize,
}

impl BlockLine {
    fn first(text: &str, block: &Range<usize>) -> Self {
        let start = block.start;
        Self { number: 0, range: start..line_end(text, start, block.end), end: block.end }
    }

    /// Goes on to line `number`, from 0.
    fn advance(&mut self, text: &str, number: u32) {
        while self.number < number && self.range.end < self.end {
            let start = self.range.end + 1;
            self.range = start..line_end(text, start, self.end);
            self.number += 1;
        }
    }
}

fn line_end(text: &str, start: usize, end: usize) -> usize {
    let rest = text.as_bytes().get(start..end).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(end, |length| start + length)
}
