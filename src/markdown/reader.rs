//! Markdown read into events, within limits: hostile text costs bounded time, memory and stack.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::diagnostic::{Diagnostic, Source};

/// How deep quotes, lists and emphasis may nest, together. Real pages stay under ten; browsers
/// flatten a page beyond 512, and every later walk over the page may recurse as deep as this.
pub(super) const MAX_DEPTH: usize = 100;
/// How many pieces a text may have: some eight bytes each in the largest file that is read.
const MAX_EVENTS: usize = 400_000;

/// The events of a text, each with its place in the source.
#[derive(Debug)]
pub(super) struct Events<'a>(Vec<(Event<'a>, Range<usize>)>);

impl<'a> Events<'a> {
    /// Reads a part of a source.
    pub(super) fn read(source: &'a Source, body: &Range<usize>) -> Result<Self, Diagnostic> {
        let text = source.text.get(body.clone()).unwrap_or_default();
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_HEADING_ATTRIBUTES;
        let mut events = Vec::with_capacity(text.len() / 8);
        let mut depth = 0_usize;
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            let range = range.start + body.start..range.end + body.start;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > MAX_DEPTH {
                return Err(Diagnostic::error("markdown-too-deep")
                    .arg("limit", MAX_DEPTH)
                    .at(source.locate(range.start..range.start)));
            }
            if events.len() == MAX_EVENTS {
                return Err(Diagnostic::error("markdown-too-long")
                    .at(source.locate(range.start..range.start)));
            }
            events.push((event, range));
        }
        Ok(Self(events))
    }

    pub(super) fn get(&self, index: usize) -> Option<&(Event<'a>, Range<usize>)> {
        self.0.get(index)
    }

    /// Index of the end of what starts at `index`.
    pub(super) fn end_of(&self, index: usize) -> usize {
        let mut depth = 0_usize;
        for (offset, (event, _)) in self.0[index..].iter().enumerate() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth <= 1 => return index + offset,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        self.0.len()
    }

    /// Index of the next raw `</name>` beside `index`, else of the end of what holds `index`.
    pub(super) fn closing_html(&self, index: usize, name: &str) -> usize {
        let mut depth = 0_usize;
        for (offset, (event, _)) in self.0[index..].iter().enumerate() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return index + offset,
                Event::End(_) => depth -= 1,
                Event::InlineHtml(html) if depth == 0 => {
                    let closed = html.strip_prefix("</").and_then(|rest| rest.get(..name.len()));
                    if closed.is_some_and(|closed| closed.eq_ignore_ascii_case(name)) {
                        return index + offset + 1;
                    }
                }
                _ => {}
            }
        }
        self.0.len()
    }

    /// The link or image that is all a paragraph starting at `index` holds.
    pub(super) fn alone(&self, index: usize) -> Option<(&Tag<'a>, &Range<usize>)> {
        let (start, range) = self.get(index + 1)?;
        let Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) = start else {
            return None;
        };
        let (after, _) = self.get(self.end_of(index + 1) + 1)?;
        matches!(after, Event::End(_)).then_some((tag, range))
    }

    /// The images that are all a paragraph or a list starting at `index` holds, when there are
    /// several: the index of each.
    pub(super) fn only_images(&self, index: usize) -> Option<Vec<usize>> {
        let mut images = Vec::new();
        let end = self.end_of(index);
        let mut at = index + 1;
        while at < end {
            match &self.get(at)?.0 {
                Event::Start(Tag::Image { .. }) => {
                    images.push(at);
                    at = self.end_of(at);
                }
                Event::Start(Tag::Item | Tag::Paragraph)
                | Event::End(TagEnd::Item | TagEnd::Paragraph)
                | Event::SoftBreak
                | Event::HardBreak => {}
                Event::Text(text) if text.trim().is_empty() => {}
                _ => return None,
            }
            at += 1;
        }
        (images.len() > 1).then_some(images)
    }

    /// The words of a paragraph starting at `index` that is all in bold and right before a table:
    /// the table's title.
    pub(super) fn title_of_table(&self, index: usize) -> Option<String> {
        let (Event::Start(Tag::Strong), _) = self.get(index + 1)? else { return None };
        let close = self.end_of(index + 1);
        let end = self.end_of(index);
        let (Event::Start(Tag::Table(_)), _) = self.get(end + 1)? else { return None };
        let plain = self.0.get(index + 2..close)?.iter().all(|(event, _)| {
            matches!(event, Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak)
        });
        let title = self.words(index..end);
        (close + 1 == end && plain && !title.is_empty()).then_some(title)
    }

    /// True when what starts at `index` holds a numbered list right below it.
    pub(super) fn has_numbered_list(&self, index: usize) -> bool {
        let end = self.end_of(index);
        let mut at = index + 1;
        while at < end {
            match self.get(at) {
                Some((Event::Start(Tag::List(Some(_))), _)) => return true,
                Some((Event::Start(_), _)) => at = self.end_of(at) + 1,
                _ => at += 1,
            }
        }
        false
    }

    /// The words between two indices, without markup, white space folded.
    pub(super) fn words(&self, between: Range<usize>) -> String {
        let mut words = String::new();
        for (event, _) in self.0.get(between).unwrap_or_default() {
            match event {
                Event::Text(text) | Event::Code(text) => words.push_str(text),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                _ => {}
            }
        }
        if words.contains("  ") || words.starts_with(' ') || words.ends_with(' ') {
            words = words.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        }
        words
    }
}

/// A text of at most `limit` characters, cut between words and ended by «…» when longer.
pub(super) fn shorten(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let room = text.char_indices().nth(limit - 1).map_or(end, |(at, _)| at);
    let cut = text[..end].rfind(' ').filter(|space| *space > 0 && *space <= room).unwrap_or(room);
    let kept = text[..cut].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—".contains(c));
    format!("{kept}…")
}
