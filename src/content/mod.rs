//! From one Markdown file with its front matter to one typed, validated [`Entry`].
//!
//! [`parse`] takes a text and a path, so that a text not yet saved can be checked: this room
//! never touches the disk, never reads a clock, and never looks at a second entry (two entries on
//! one URL, links that lead nowhere and files that do not exist are the site's business).

mod entry;
mod event;
mod moment;

pub use entry::{
    Alert, AlertLevel, Attachment, DirectoryEntry, DirectoryKind, Entry, EntryData, EntryImage,
    Procedure, ProcedureForm, Publication, Share,
};
pub use event::{Event, EventStatus, Occurrence, Organiser, Price, Recurrence, Registration};
pub use moment::Moment;

pub use crate::workspace::EntryKind as Kind;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

/// What an entry's meaning depends on besides its own text.
#[derive(Debug, Clone, Copy)]
pub struct ParseContext<'a> {
    /// What each top folder holds; a folder that is not named holds pages.
    pub folders: &'a BTreeMap<String, Kind>,
    /// The zone in which the site's dates and times are written.
    pub timezone: &'a TimeZone,
}
