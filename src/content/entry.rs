//! The entry: what one Markdown file says, typed.

use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;

use super::{Alert, DirectoryEntry, Event, Kind, Moment, Procedure, Publication, Video, path};
use crate::diagnostic::{Location, Source};
use crate::workspace::yaml;

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
    /// Its film.
    pub video: Option<Video>,
    /// Its key figures.
    pub figures: Vec<Figure>,
    /// Places to show on a map: types of the directory, or paths of its entries, as written.
    pub places: Vec<String>,
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

/// A key figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// «1 550», «12 km».
    pub value: String,
    /// What it counts: «habitants».
    pub label: String,
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

impl Entry {
    /// True when residents see it at an instant: no draft, published, not expired, and for an
    /// alert, going on. An event that is over stays visible; lists put it among the past ones.
    #[must_use]
    pub fn visible(&self, at: Timestamp) -> bool {
        let begun = |moment: Option<&Moment>| moment.is_none_or(|moment| moment.timestamp() <= at);
        let over = |moment: Option<&Moment>| moment.is_some_and(|moment| moment.timestamp() <= at);
        let going_on = match &self.data {
            EntryData::Alert(alert) => begun(Some(&alert.starts)) && !over(alert.ends.as_ref()),
            _ => true,
        };
        !self.draft && begun(self.date.as_ref()) && !over(self.expires.as_ref()) && going_on
    }

    /// The instants around `at` where what residents see of the entry changes by itself: the last
    /// one at or before it, the first one after it. Between the two a page stays right.
    #[must_use]
    pub fn changes_around(&self, at: Timestamp) -> (Option<Timestamp>, Option<Timestamp>) {
        let mut around = (None, None);
        if self.draft {
            return around;
        }
        let mut see = |instant: Timestamp| {
            if instant <= at {
                around.0 = around.0.max(Some(instant));
            } else if around.1.is_none_or(|next| instant < next) {
                around.1 = Some(instant);
            }
        };
        let moments = [self.date.as_ref(), self.expires.as_ref()];
        moments.into_iter().flatten().for_each(|moment| see(moment.timestamp()));
        match &self.data {
            EntryData::Alert(alert) => {
                see(alert.starts.timestamp());
                alert.ends.iter().for_each(|ends| see(ends.timestamp()));
            }
            EntryData::Event(event) => event.changes_around(at, &mut see),
            _ => {}
        }
        around
    }

    /// The path in the site's folder of a file the entry names (image, attachment, document).
    #[must_use]
    pub fn file_path(&self, file: &str) -> Option<String> {
        path::resolve(&self.path, file)
    }

    /// The place of a value of the front matter, by its keys, e.g. `["image", "file"]`.
    #[must_use]
    pub fn locate(&self, keys: &[&str]) -> Location {
        yaml::locate(&self.source, self.front.clone(), keys)
    }
}
