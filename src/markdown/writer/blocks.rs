//! Blocks that are more than their tag: boxes, galleries, tables.

use pulldown_cmark::Event;

use super::links::Standing;
use super::{Open, Writer};
use crate::diagnostic::Diagnostic;
use crate::markdown::boxes::{BoxKind, Marker};
use crate::markdown::escape::push_text;
use crate::markdown::{BoxRequest, push_escaped};

impl Writer<'_> {
    /// Begins a block quote, or the box that its marker makes of it.
    pub(super) fn block_quote(&mut self, index: usize) -> usize {
        let Some((marker, kind)) = self.marker(index) else { return self.quotation(index) };
        let range = self.line_of(index, &marker);
        if marker.has_link {
            self.tell(&range, || {
                Diagnostic::warning("box-title-link").arg("title", marker.title.as_str())
            });
        }
        if kind == BoxKind::Details && marker.title.is_empty() {
            self.tell(&range, || {
                Diagnostic::warning("box-title-missing").arg("name", marker.name.as_str())
            });
        }
        if kind == BoxKind::Steps && !self.events.has_numbered_list(index) {
            self.tell(&range, || {
                Diagnostic::warning("box-steps-missing").arg("name", marker.name.as_str())
            });
        }
        let request = BoxRequest { kind, title: &marker.title, source: self.source, range };
        let Some(around) = self.resolver.around(&request, &mut self.rendered.diagnostics) else {
            return self.quotation(index);
        };
        self.out.fresh_line();
        self.out.trusted(&around.open);
        self.out.fresh_line();
        self.quotes.push(Some(around.close));
        self.open.push(Open::Markdown);
        if let Some((Event::SoftBreak | Event::HardBreak, _)) = self.events.get(marker.end) {
            self.out.at(self.out.line().saturating_add(1));
            self.out.markup("<p>");
            self.open.push(Open::Markdown);
        }
        marker.end + 1
    }

    /// The marker of a block quote; one that means nothing is told.
    fn marker(&mut self, index: usize) -> Option<(Marker, BoxKind)> {
        let marker = Marker::of(self.events, index)?;
        if let Some(kind) = marker.kind {
            return Some((marker, kind));
        }
        let range = self.line_of(index, &marker);
        self.tell(&range, || {
            Diagnostic::warning("box-unknown")
                .arg("name", marker.name.as_str())
                .arg("suggestion", marker.suggestion())
        });
        None
    }

    /// The place of a marker's line.
    fn line_of(&self, index: usize, marker: &Marker) -> std::ops::Range<usize> {
        let start = self.events.get(index + 2).map_or(0, |(_, range)| range.start);
        let end = self.events.get(marker.end - 1).map_or(start, |(_, range)| range.end);
        start..end.max(start)
    }

    fn quotation(&mut self, index: usize) -> usize {
        self.block("<blockquote>");
        self.quotes.push(None);
        self.open.push(Open::Markdown);
        index + 1
    }

    pub(super) fn end_block_quote(&mut self) {
        match self.quotes.pop().flatten() {
            Some(close) => {
                self.out.fresh_line();
                self.out.trusted(&close);
                self.out.fresh_line();
            }
            None => self.end_container("</blockquote>"),
        }
    }

    /// Writes images that stand together as a list of them.
    pub(super) fn gallery(&mut self, index: usize, images: &[usize]) -> usize {
        self.block("<ul class=\"gallery\">");
        for at in images {
            let Some((Event::Start(tag), range)) = self.events.get(*at) else { continue };
            let line = self.cursor.line(range.start);
            self.out.at(line);
            self.out.markup("<li>");
            if let Some(html) = self.image(*at, tag, range, Standing::InGallery) {
                self.out.trusted(&html);
            }
            self.end_block("</li>");
        }
        self.end_container("</ul>");
        self.events.end_of(index) + 1
    }

    /// Begins a table in a box that scrolls where the screen is narrow: who has but a keyboard
    /// must reach the box to scroll it (WCAG 2.1.1), and what is reached has a name. It is a group
    /// and no region: a page of ten tables would have ten landmarks too many.
    pub(super) fn open_table(&mut self) {
        let caption = self.caption.take().map(|(title, line)| {
            let id = self.ids.take_for(&title);
            (id, title, line)
        });
        let mut wrapper = String::from("<div class=\"table\" role=\"group\" tabindex=\"0\" ");
        let named_by = match (&caption, self.rendered.outline.last()) {
            (Some((id, ..)), _) => Some(id),
            (None, heading) => heading.map(|heading| &heading.id),
        };
        match named_by {
            Some(id) => {
                wrapper.push_str("aria-labelledby=\"");
                push_escaped(&mut wrapper, id);
            }
            None => {
                wrapper.push_str("aria-label=\"");
                push_escaped(&mut wrapper, self.options.table);
            }
        }
        wrapper.push_str("\">");
        self.block(&wrapper);
        self.block("<table>");
        if let Some((id, title, line)) = caption {
            let table_line = self.out.line();
            self.out.at(line);
            let mut html = String::from("<caption id=\"");
            push_escaped(&mut html, &id);
            html.push_str("\">");
            push_text(&mut html, &title);
            html.push_str("</caption>");
            self.block(&html);
            self.out.at(table_line);
        }
    }
}
