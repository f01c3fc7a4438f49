//! The entry: what one Markdown file says, typed.

use std::ops::Range;
use std::sync::Arc;

use super::{Event, Kind, Moment};
use crate::diagnostic::Source;
use crate::workspace::{OpeningHours, Position};

/// What one Markdown file says.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The text it was read from.
    pub source: Source,
    /// Path of the file in the site's folder, with `/`, e.g. `actualites/marche-de-noel.md`.
    pub path: Arc<str>,
    /// What it is.
    pub kind: Kind,
    /// Name for feeds and neighbours, unique in its site, that stays when title, place and
    /// domain change: the `id` of the front matter, else the path without its extension.
    pub id: String,
    /// Last segment of the URL; empty for the site's own `index.md`.
    pub slug: String,
    /// Path of the page, e.g. `/actualites/marche-de-noel/`.
    pub url: String,
    /// Its title; never empty.
    pub title: String,
    /// A sentence that sums it up.
    pub description: Option<String>,
    /// When it is (or will be) published.
    pub date: Option<Moment>,
    /// When it was last changed for its readers.
    pub updated: Option<Moment>,
    /// True while it is not to be published.
    pub draft: bool,
    /// When it leaves the site.
    pub expires: Option<Moment>,
    /// Absolute paths that redirect to it, e.g. `/ancienne-page/`.
    pub aliases: Vec<String>,
    /// Its categories, in the order written, without duplicates.
    pub categories: Vec<String>,
    /// Its main image.
    pub image: Option<EntryImage>,
    /// Documents to download.
    pub attachments: Vec<Attachment>,
    /// Who else shows it.
    pub share: Share,
    /// True when it stays on top of lists.
    pub pinned: bool,
    /// Rank among its neighbours: lighter comes first, then by title.
    pub weight: i32,
    /// Name in the menu of a page that is listed there.
    pub menu: Option<String>,
    /// What is particular to its kind.
    pub data: EntryData,
    /// The Markdown, as a range of the source's text.
    pub body: Range<usize>,
    /// The YAML between the fences, as a range of the source's text.
    pub front: Range<usize>,
}

/// What is particular to a kind of entry.
#[derive(Debug, Clone)]
pub enum EntryData {
    /// Nothing more.
    Page,
    /// Nothing more.
    News,
    /// An event.
    Event(Box<Event>),
    /// An alert.
    Alert(Alert),
    /// A directory entry.
    Directory(Box<DirectoryEntry>),
    /// A procedure.
    Procedure(Procedure),
    /// A publication.
    Publication(Publication),
}

/// An entry's main image.
#[derive(Debug, Clone)]
pub struct EntryImage {
    /// File, relative to the entry or, with a leading `/`, to the site's folder.
    pub file: String,
    /// What the image says to those who do not see it; empty only when decorative.
    pub alt: String,
    /// True when it says nothing the text does not say.
    pub decorative: bool,
    /// Whose work it is.
    pub credit: Option<String>,
    /// Place of the file's name in the source's text.
    pub range: Range<usize>,
}

/// A document to download.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// File, relative to the entry or, with a leading `/`, to the site's folder.
    pub file: String,
    /// What the document is; the file's name when nothing better is known.
    pub title: Option<String>,
    /// Language of the document (BCP 47) when it is not the site's.
    pub language: Option<String>,
    /// Place of the file's name in the source's text.
    pub range: Range<usize>,
}

/// Who else shows an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Share {
    /// Nobody.
    #[default]
    None,
    /// The sites whose parent this site is.
    Members,
}

/// An alert.
#[derive(Debug, Clone)]
pub struct Alert {
    /// How grave it is.
    pub level: AlertLevel,
    /// From when it is shown.
    pub starts: Moment,
    /// Until when it is shown; for ever without it.
    pub ends: Option<Moment>,
}

/// How grave an alert is, the gravest last.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize, serde::Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum AlertLevel {
    /// Good to know.
    Info,
    /// Take care.
    Vigilance,
    /// Act now.
    Urgence,
}

/// An entry of the directory.
#[derive(Debug, Clone)]
pub struct DirectoryEntry {
    /// What it is.
    pub kind: DirectoryKind,
    /// Function of a person, e.g. «Maire».
    pub role: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// Number to call, as written.
    pub phone: Option<String>,
    /// Address to write to.
    pub email: Option<String>,
    /// Its own site: an `https:` or `http:` address.
    pub website: Option<String>,
    /// When it is open.
    pub hours: Option<OpeningHours>,
    /// Where it is on the map.
    pub position: Option<Position>,
}

/// What a directory entry is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize, serde::Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum DirectoryKind {
    /// A public service.
    Service,
    /// An association.
    Association,
    /// A shop or a firm.
    Commerce,
    /// A public facility: school, stadium, library…
    Equipement,
    /// An elected representative.
    Elu,
}

/// A procedure.
#[derive(Debug, Clone, Default)]
pub struct Procedure {
    /// Where it is done online.
    pub form: Option<ProcedureForm>,
    /// Documents to have at hand.
    pub documents: Vec<String>,
    /// What it costs, as written.
    pub cost: Option<String>,
    /// How long it takes, as written.
    pub delay: Option<String>,
}

/// Where a procedure is done online.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProcedureForm {
    /// A form of the catalogue, by its id.
    Grc(String),
    /// An `https:` or `http:` address.
    Url(String),
}

/// An official publication; its body is the summary in HTML of what the document says.
#[derive(Debug, Clone)]
pub struct Publication {
    /// The document's file, relative to the entry or, with a leading `/`, to the site's folder.
    pub document: String,
    /// What period it is about, as written, e.g. «premier semestre 2026».
    pub period: Option<String>,
}
