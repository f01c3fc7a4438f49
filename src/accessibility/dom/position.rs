//! Where an element stands in the source: line and column of its start tag.
//!
//! html5ever tells only the line on which a start tag ends. The rest is searched in the source
//! when somebody asks, so that a page without findings pays nothing.

use super::{Document, NodeId};
use std::ops::Range;

/// A place in a page's source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Position {
    /// Line from 1.
    pub line: u32,
    /// Column from 1, in characters; 0 when only the line is known.
    pub column: u32,
}

/// A line longer than this, in bytes, is not searched for a column.
const LONGEST_LINE: usize = 1 << 20;

/// A source with the places of its lines, found once for all findings of a page.
#[derive(Debug)]
pub struct Lines<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    /// Finds the lines.
    #[must_use]
    pub fn new(source: &'s str) -> Self {
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        let mut starts = Vec::with_capacity(1 + source.len() / 32);
        starts.push(0);
        starts.extend(memchr::memchr_iter(b'\n', source.as_bytes()).map(|newline| newline + 1));
        Self { source, starts }
    }

    /// The bytes of a line (from 1), without its newline.
    fn range(&self, line: u32) -> Range<usize> {
        let index = line.saturating_sub(1) as usize;
        let start = self.starts.get(index).copied().unwrap_or(self.source.len());
        let end = self.starts.get(index + 1).map_or(self.source.len(), |next| next - 1);
        start..end
    }

    /// The text of a line (from 1), unless it is too long to be shown.
    #[must_use]
    pub fn excerpt(&self, line: u32) -> Option<&'s str> {
        let text = self.source.get(self.range(line))?;
        (line > 0 && text.len() <= 2_000).then_some(text)
    }
}

impl Document {
    /// The place of the start tag of an element of the page of these lines. An element the
    /// parser made by itself (`<tbody>`, …) stands where it was made.
    #[must_use]
    pub fn position(&self, node: NodeId, lines: &Lines<'_>) -> Position {
        let line = self.line(node);
        let unknown = Position { line, column: 0 };
        let Some(element) = self.element(node) else { return unknown };
        if lines.range(line).len() > LONGEST_LINE {
            return unknown;
        }
        // The how-manieth element of that name whose tag ends on that line is it?
        let rank = (0..node.0)
            .rev()
            .map(NodeId)
            .take_while(|before| self.line(*before) == line || self.element(*before).is_none())
            .filter(|before| self.element(*before).is_some_and(|e| e.name == element.name))
            .count();
        let source = lines.source;
        tags_ending_on(lines, line, &element.name).nth(rank).map_or(unknown, |offset| {
            let own = lines.starts.partition_point(|start| *start <= offset);
            let start = lines.starts.get(own.saturating_sub(1)).copied().unwrap_or(0);
            let column = source[start..offset].chars().count() + 1;
            Position {
                line: u32::try_from(own).unwrap_or(line),
                column: u32::try_from(column).unwrap_or(0),
            }
        })
    }
}

/// Offsets of the start tags `name` whose closing `>` stands on `line`.
fn tags_ending_on<'a>(
    lines: &Lines<'a>,
    line: u32,
    name: &'a str,
) -> impl Iterator<Item = usize> + 'a {
    let source = lines.source;
    let Range { start, end } = lines.range(line);
    // A tag that ends on this line starts on it, or is the last tag that starts before it.
    let before = start.saturating_sub(LONGEST_LINE);
    let first = memchr::memrchr(b'<', &source.as_bytes()[before..start])
        .map(|offset| before + offset)
        .filter(|offset| tag_end(source, *offset) >= start)
        .unwrap_or(start);
    memchr::memchr_iter(b'<', &source.as_bytes()[first..end])
        .map(move |offset| first + offset)
        .filter(move |offset| {
            source.as_bytes().get(offset + 1..offset + 1 + name.len()).is_some_and(|tag| {
                tag.eq_ignore_ascii_case(name.as_bytes())
                    && !source[offset + 1 + name.len()..]
                        .starts_with(|next: char| next.is_ascii_alphanumeric() || next == '-')
            })
        })
        .filter(move |offset| (start..=end).contains(&tag_end(source, *offset)))
}

/// Offset of the `>` that ends the tag starting at `offset`, quotes respected.
fn tag_end(source: &str, offset: usize) -> usize {
    let mut quote = None;
    for (index, byte) in source.as_bytes()[offset..].iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return offset + index,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), _) if open == *byte => quote = None,
            _ => {}
        }
    }
    source.len()
}

#[cfg(test)]
mod tests {
    use super::super::{Document, Lines, local_name};

    fn places(source: &str) -> Vec<(u32, u32)> {
        let document = Document::parse(source);
        document
            .all()
            .filter(|node| document.is(*node, &local_name!("a")))
            .map(|node| document.position(node, &Lines::new(source)))
            .map(|place| (place.line, place.column))
            .collect()
    }

    #[test]
    fn start_tags_are_found_again_in_the_source() {
        assert_eq!(
            places("<p>é <a href=x>1</a> <a>2</a>\n <A>3</A><abbr>4</abbr>"),
            [(1, 6), (1, 22), (2, 2)]
        );
    }

    #[test]
    fn a_tag_over_several_lines_is_where_it_starts() {
        assert_eq!(places("<p>\n<a\n  title=\"a > b\"\n  href=x>1</a>"), [(2, 1)]);
    }
}
