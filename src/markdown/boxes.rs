//! Boxes: a block quote whose first line is a marker, `> [!ATTENTION] Route barrée`.
//!
//! It is the spelling of GitHub and of most editors of Markdown: everywhere else the text stays a
//! quotation that can be read. This module knows the markers; what a box looks like is asked of
//! the resolver.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::reader::Events;
use crate::diagnostic::suggestion;
use crate::workspace::grammar::slug;

/// What a box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxKind {
    /// Something to know.
    Note,
    /// Advice.
    Tip,
    /// Something not to miss.
    Important,
    /// Something to be careful of.
    Warning,
    /// Something to act upon at once.
    Urgent,
    /// A text that opens when it is asked for: a question and its answer.
    Details,
    /// A numbered list whose items are done one after the other.
    Steps,
}

impl BoxKind {
    /// Its name in templates.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Urgent => "urgent",
            Self::Details => "details",
            Self::Steps => "steps",
        }
    }
}

/// The markers, without accents nor capitals, the one to recommend first.
const MARKERS: &[(&str, BoxKind)] = &[
    ("info", BoxKind::Note),
    ("note", BoxKind::Note),
    ("information", BoxKind::Note),
    ("a-noter", BoxKind::Note),
    ("bon-a-savoir", BoxKind::Note),
    ("conseil", BoxKind::Tip),
    ("astuce", BoxKind::Tip),
    ("tip", BoxKind::Tip),
    ("important", BoxKind::Important),
    ("attention", BoxKind::Warning),
    ("vigilance", BoxKind::Warning),
    ("warning", BoxKind::Warning),
    ("urgent", BoxKind::Urgent),
    ("urgence", BoxKind::Urgent),
    ("danger", BoxKind::Urgent),
    ("caution", BoxKind::Urgent),
    ("question", BoxKind::Details),
    ("faq", BoxKind::Details),
    ("detail", BoxKind::Details),
    ("details", BoxKind::Details),
    ("en-savoir-plus", BoxKind::Details),
    ("etapes", BoxKind::Steps),
    ("steps", BoxKind::Steps),
];

/// Longest name between brackets that is taken for a marker, in characters.
const LONGEST: usize = 30;

/// The marker that a block quote begins with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// As written between `[!` and `]`.
    pub(super) name: String,
    /// What it means; `None` for a word that means nothing.
    pub(super) kind: Option<BoxKind>,
    /// The rest of its line, plain.
    pub(super) title: String,
    /// Index of the event after its line: a break of line, or the end of its paragraph.
    pub(super) end: usize,
    /// True when the rest of its line holds a link or an image, which a title cannot keep.
    pub(super) has_link: bool,
}

impl Marker {
    /// The marker of the block quote that starts at `index`.
    pub(super) fn of(events: &Events<'_>, index: usize) -> Option<Self> {
        let (Event::Start(Tag::Paragraph), _) = events.get(index + 1)? else { return None };
        // An editor may have written `\[!`: it is the same text.
        let (Event::Text(first), _) = events.get(index + 2)? else { return None };
        if !first.starts_with('[') {
            return None;
        }
        let mut end = index + 2;
        let mut has_link = false;
        loop {
            match events.get(end)? {
                (Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph), _) => break,
                (Event::Start(Tag::Link { .. } | Tag::Image { .. }), _) => has_link = true,
                _ => {}
            }
            end += 1;
        }
        let line = events.words(index + 2..end);
        let (name, title) = line.strip_prefix("[!")?.split_once(']')?;
        let known = name.trim();
        if known.is_empty() || known.chars().count() > LONGEST {
            return None;
        }
        let slugged = slug(known);
        let kind = MARKERS.iter().find(|(marker, _)| *marker == slugged).map(|(_, kind)| *kind);
        Some(Self { name: known.to_owned(), kind, title: title.trim().to_owned(), end, has_link })
    }

    /// The marker that was likely meant, in capitals.
    pub(super) fn suggestion(&self) -> String {
        let near = suggestion(&slug(&self.name), MARKERS.iter().map(|(marker, _)| *marker));
        near.unwrap_or_default().replace('-', " ").to_uppercase()
    }
}
