//! HTML being written, with the line of the source each of its lines comes from.

use std::ops::Range;

use super::LineMap;
use super::escape::{push_attribute, push_href, push_text};

/// Counts lines up to an offset, cheaply when offsets mostly grow.
#[derive(Debug)]
pub(super) struct LineCursor<'a> {
    text: &'a [u8],
    offset: usize,
    line: u32,
}

impl<'a> LineCursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), offset: 0, line: 1 }
    }

    /// The line of an offset, from 1.
    pub(super) fn line(&mut self, offset: usize) -> u32 {
        let offset = offset.min(self.text.len());
        let count = |range: Range<usize>| {
            u32::try_from(memchr::memchr_iter(b'\n', &self.text[range]).count()).unwrap_or(u32::MAX)
        };
        self.line = if offset >= self.offset {
            self.line.saturating_add(count(self.offset..offset))
        } else {
            self.line.saturating_sub(count(offset..self.offset))
        };
        self.offset = offset;
        self.line
    }
}

/// HTML being written.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) html: String,
    lines: Vec<u32>,
    /// True when something was written after the last line break.
    in_line: bool,
    /// Line of the source now being written.
    line: u32,
}

impl Output {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { html: String::with_capacity(bytes), ..Self::default() }
    }

    /// Says which line of the source what follows comes from.
    pub(super) fn at(&mut self, line: u32) {
        self.line = line;
    }

    /// The line of the source being written.
    pub(super) fn line(&self) -> u32 {
        self.line
    }

    /// The line of the source its first line comes from.
    pub(super) fn first_line(&self) -> Option<u32> {
        self.lines.first().copied()
    }

    fn begin(&mut self) {
        if !self.in_line {
            self.in_line = true;
            self.lines.push(self.line);
        }
    }

    /// Writes markup without line break.
    pub(super) fn markup(&mut self, markup: &str) {
        self.begin();
        self.html.push_str(markup);
    }

    /// Ends the line.
    pub(super) fn newline(&mut self) {
        self.begin();
        self.html.push('\n');
        self.in_line = false;
    }

    /// Ends the line unless nothing is on it.
    pub(super) fn fresh_line(&mut self) {
        if self.in_line {
            self.newline();
        }
    }

    /// Writes text of the source; each of its line breaks is one of the source's.
    pub(super) fn text(&mut self, text: &str) {
        let mut parts = text.split('\n');
        if let Some(first) = parts.next().filter(|first| !first.is_empty()) {
            self.begin();
            push_text(&mut self.html, first);
        }
        for part in parts {
            self.newline();
            self.line = self.line.saturating_add(1);
            if !part.is_empty() {
                self.begin();
                push_text(&mut self.html, part);
            }
        }
    }

    /// Writes ` name="value"`.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.attribute_start(name);
        push_attribute(&mut self.html, value);
        self.html.push('"');
    }

    /// Writes ` href="address"`.
    pub(super) fn href(&mut self, address: &str) {
        self.attribute_start("href");
        push_href(&mut self.html, address);
        self.html.push('"');
    }

    fn attribute_start(&mut self, name: &str) {
        self.begin();
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
    }

    /// Writes HTML made elsewhere from one place of the source, line breaks included.
    pub(super) fn trusted(&mut self, html: &str) {
        for part in html.split_inclusive('\n') {
            self.begin();
            self.html.push_str(part);
            self.in_line = !part.ends_with('\n');
        }
    }

    /// Appends what was written apart.
    pub(super) fn append(&mut self, other: &Self) {
        let (line, mut lines) = (self.line, other.lines.iter());
        for part in other.html.split_inclusive('\n') {
            self.line = lines.next().copied().unwrap_or(line);
            self.begin();
            self.html.push_str(part);
            self.in_line = !part.ends_with('\n');
        }
    }

    /// Takes `</p>` and the line break after it off the end, when they are there.
    pub(super) fn reopen_paragraph(&mut self) -> bool {
        if !self.html.ends_with("</p>\n") {
            return false;
        }
        self.html.truncate(self.html.len() - "</p>\n".len());
        self.in_line = true;
        true
    }

    /// Takes off the end a paragraph that was begun and in which nothing stands, where there is one.
    pub(super) fn drop_empty_paragraph(&mut self) -> bool {
        let text = self.html.trim_ascii_end();
        let Some(before) =
            text.strip_suffix("<p>").filter(|before| before.is_empty() || before.ends_with('\n'))
        else {
            return false;
        };
        let start = before.len();
        let breaks = self.html[start..].matches('\n').count();
        let lines = breaks + usize::from(self.in_line);
        self.lines.truncate(self.lines.len().saturating_sub(lines));
        self.html.truncate(start);
        self.in_line = false;
        true
    }

    pub(super) fn finish(self) -> (String, LineMap) {
        (self.html, LineMap { lines: self.lines })
    }
}
