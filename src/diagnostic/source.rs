//! Source texts and places in them. It never reads a file: a text may not have been saved yet.

use std::ops::Range;
use std::sync::Arc;

/// A text with the name people know it by, so that every finding can point into it.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path from the workspace's root, with `/`, e.g. `sites/amou/actualites/marche.md`.
    pub path: Arc<str>,
    /// The whole text, without byte-order mark, lines ended by `\n`.
    pub text: Arc<str>,
}

impl Source {
    /// A source named `path` holding `text`.
    #[must_use]
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// The place of a byte range of the text; an offset inside a character is moved back to its
    /// start, one past the end to the end.
    #[must_use]
    pub fn locate(&self, range: Range<usize>) -> Location {
        let floor = |mut offset: usize| {
            offset = offset.min(self.text.len());
            while !self.text.is_char_boundary(offset) {
                offset -= 1;
            }
            offset
        };
        let (start, end) = (floor(range.start), floor(range.end));
        let line_start = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |n| start + n);
        let line = 1 + memchr::memchr_iter(b'\n', &self.text.as_bytes()[..line_start]).count();
        Location {
            file: Arc::clone(&self.path),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: column(&self.text[line_start..start]) + 1,
            length: column(&self.text[start..end.clamp(start, line_end)]),
            excerpt: excerpt(&self.text[line_start..line_end]),
        }
    }

    /// The place of a line and column (both from 1; column counted in characters), as a parser
    /// gives them.
    #[must_use]
    pub fn locate_line(&self, line: u32, column: u32) -> Location {
        let text = self.text.split('\n').nth(line.saturating_sub(1) as usize);
        Location {
            file: Arc::clone(&self.path),
            line: line.max(1),
            column: column.max(1),
            length: 0,
            excerpt: text.and_then(excerpt),
        }
    }

    /// The file as a whole.
    #[must_use]
    pub fn whole(&self) -> Location {
        Location::file(Arc::clone(&self.path))
    }
}

/// A line worth showing: thousands of findings on one endless line must not each keep it.
fn excerpt(line: &str) -> Option<Arc<str>> {
    (line.len() <= 2_000).then(|| Arc::from(line))
}

fn column(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// A place in a file a person can open.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Location {
    /// Path from the workspace's root, with `/`.
    pub file: Arc<str>,
    /// Line from 1; 0 means the file as a whole.
    pub line: u32,
    /// Column from 1, in characters; 0 means the line as a whole.
    pub column: u32,
    /// How many characters from the column on are meant; 0 when only a point is known.
    pub length: u32,
    /// The text of the line, when it is known and no longer than 2,000 bytes.
    pub excerpt: Option<Arc<str>>,
}

impl Location {
    /// A file as a whole.
    #[must_use]
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Self { file: path.into(), line: 0, column: 0, length: 0, excerpt: None }
    }
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn a_range_is_located_in_characters_not_bytes() {
        let source = Source::new("a.md", "un\nélève œuvre\ntrois");
        let start = source.text.find("œuvre").expect("present");
        let place = source.locate(start..start + "œuvre".len());
        assert_eq!((place.line, place.column, place.length), (2, 7, 5));
        assert_eq!(place.excerpt.as_deref(), Some("élève œuvre"));
    }

    #[test]
    fn offsets_out_of_the_text_are_brought_back() {
        let source = Source::new("a.md", "é");
        assert_eq!(source.locate(1..99).column, 1);
        assert_eq!(source.locate(50..60).line, 1);
    }
}
