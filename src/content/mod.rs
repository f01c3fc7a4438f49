//! From one Markdown file with its front matter to one typed, validated [`Entry`].
//!
//! [`parse()`] takes a text and a path, so that a text not yet saved can be checked: this room
//! never touches the disk, never reads a clock, and never looks at a second entry (two entries on
//! one URL, links that lead nowhere and files that do not exist are the site's business).

mod alert;
mod directory;
mod entry;
mod event;
mod front_matter;
mod moment;
mod parse;
mod path;
mod procedure;
mod publication;
mod recurrence;
mod video;

pub use alert::{Alert, AlertLevel};
pub use directory::{DirectoryEntry, DirectoryKind};
pub use entry::{Attachment, Entry, EntryData, EntryImage, Figure, Share};
pub use event::{Event, EventStatus, Occurrence, Organiser, Price, Registration};
pub use moment::Moment;
pub use parse::{ParseContext, parse};
pub use path::resolve as resolve_file;
pub use procedure::{Procedure, ProcedureForm};
pub use publication::Publication;
pub use recurrence::{MAX_OCCURRENCES, Recurrence};
pub use video::{Duration, NamedFile, Video, VideoPlace};

pub use crate::workspace::EntryKind as Kind;
