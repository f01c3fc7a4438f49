//! RSS 2.0, Atom 1.0, JSON Feed 1.1, iCalendar and sitemaps, all written from one model.
//!
//! The site room fills [`Feed`] and [`Item`]; one file a format turns them into text. An item is
//! serialised at most once a format and its text is shared by every feed that carries it (site,
//! category, group, workspace), so that a feed costs little more than copying its bytes.
//!
//! This room never reads the clock (every date comes from the content), never touches the disk,
//! and never decides which entries are published: it writes what it is given, and what it writes
//! is meant to pass the W3C feed validator with no error and no warning.

pub mod atom;
mod html;
pub mod ics;
pub mod json;
pub mod rss;
pub mod sitemap;
mod text;
mod xml;

#[cfg(test)]
mod sample;

pub use html::absolutise;

use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use jiff::Zoned;
use jiff::civil::Date;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// How many items a feed carries unless the site says otherwise: what readers fetch at each
/// visit stays small, and a commune that publishes daily keeps almost three weeks.
pub const DEFAULT_LENGTH: usize = 20;

/// What all formats say of a whole feed.
#[derive(Debug, Clone, Default)]
pub struct Feed {
    /// Tag URI (RFC 4151) that stays when title, design or domain change; see [`tag_uri`].
    pub id: String,
    /// Plain text, e.g. «Actualités d’Amou».
    pub title: String,
    /// Plain text, one sentence.
    pub description: String,
    /// Absolute URL of the page that shows the same items.
    pub site_url: String,
    /// BCP 47 tag, e.g. `fr` or `fr-FR`.
    pub language: String,
    /// Who publishes the feed; it stands as author of items that name none.
    pub publisher: Person,
    /// Absolute URL of a square PNG, JPEG or GIF picture.
    pub icon: Option<String>,
    /// What it carries, in order; see [`newest`].
    pub items: Vec<Arc<Item>>,
}

impl Feed {
    /// When the content last changed: the most recent item's date; `None` for an empty feed.
    #[must_use]
    pub fn last_change(&self) -> Option<&Zoned> {
        self.items.iter().map(|item| &item.updated).max_by_key(|date| date.timestamp())
    }
}

/// A person or body that writes or publishes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name as shown.
    pub name: String,
    /// E-mail address, when it is public.
    pub email: Option<String>,
    /// Absolute URL of their site.
    pub url: Option<String>,
}

/// One news item, event or alert as feeds tell it.
///
/// Fields may be set freely until the item is first rendered; from then on its text is kept in
/// [`fragments`](Item::fragments), which is why feeds hold items behind `Arc`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Item {
    /// Tag URI (RFC 4151), stable for ever and unique in a feed; see [`tag_uri`].
    pub id: String,
    /// Absolute URL of its page: for a syndicated item, of the original.
    pub url: String,
    /// Plain text.
    pub title: String,
    /// Plain text, a sentence or two.
    pub summary: String,
    /// The page's body as the Markdown room made it: safe HTML. URLs relative to
    /// [`url`](Item::url) are made absolute when the item is rendered.
    pub content_html: Arc<str>,
    /// BCP 47 tag; may be empty.
    pub language: String,
    /// When it was published.
    pub published: Zoned,
    /// When it last changed; the publication date if it never did.
    pub updated: Zoned,
    /// Who wrote it; the site's name where no person is named.
    pub authors: Vec<Person>,
    /// Categories as shown to readers.
    pub categories: Vec<String>,
    /// Its picture.
    pub image: Option<ItemImage>,
    /// Its documents.
    pub attachments: Vec<ItemAttachment>,
    /// The site it was first published on, for a syndicated item.
    pub origin: Option<Origin>,
    /// What it says more as an event.
    pub event: Option<Event>,
    /// What it says more as an alert.
    pub alert: Option<Alert>,
    /// Its text in each format, made when first needed; `Fragments::default()` at the start.
    #[serde(skip)]
    pub fragments: Fragments,
}

/// An item's picture, in the one size that feeds give.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemImage {
    /// Absolute URL.
    pub url: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// E.g. `image/jpeg`.
    pub media_type: String,
    /// Length of the file at `url`, in bytes.
    pub bytes: u64,
    /// Text alternative; empty for a decorative picture.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
}

/// A document that comes with an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemAttachment {
    /// Absolute URL.
    pub url: String,
    /// E.g. `application/pdf`.
    pub media_type: String,
    /// Length of the file at `url`, in bytes.
    pub bytes: u64,
    /// Name as shown.
    pub title: String,
}

/// Where a syndicated item comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Name of the site, e.g. «Communauté de communes Coteaux et Vallées des Luys».
    pub name: String,
    /// Absolute URL of its home page.
    pub site_url: String,
    /// Tag URI of the feed that carries the original.
    pub feed_id: String,
    /// Absolute URL of that feed.
    pub feed_url: String,
}

/// When an event happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// Whole days, the last one included.
    Days {
        /// First day.
        first: Date,
        /// Last day; the first one again for a single day.
        last: Date,
    },
    /// Between two instants.
    Hours {
        /// Start, in the event's own time zone.
        start: Zoned,
        /// End, if it is announced.
        end: Option<Zoned>,
    },
}

/// What an item says more as an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// When it happens (the first time, for a repeated one).
    pub when: When,
    /// Where.
    pub place: Option<Place>,
    /// Who organises it.
    pub organiser: Option<Person>,
    /// Whether it will happen.
    pub status: EventStatus,
    /// RFC 5545 recurrence rule, e.g. `FREQ=WEEKLY;BYDAY=SA`; a date in `UNTIL` is in the
    /// event's time zone and included.
    pub recurrence: Option<String>,
    /// Days on which a repeated event does not happen.
    pub excluded: Vec<Date>,
    /// Higher after each change of it (RFC 5545 section 3.8.7.4); 0 if it never changed.
    pub sequence: u32,
}

/// A place on the map.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Name as shown, e.g. «Salle des fêtes».
    pub name: String,
    /// Postal address on one line.
    pub address: Option<String>,
    /// Latitude and longitude, in degrees (WGS 84).
    pub position: Option<(f64, f64)>,
}

/// Whether an event will happen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventStatus {
    /// It will.
    #[default]
    Confirmed,
    /// It will not.
    Cancelled,
    /// It will, on a date still to be said.
    Postponed,
}

/// What an item says more as an alert.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// How serious it is.
    pub level: AlertLevel,
    /// From when it holds.
    pub starts: Option<Zoned>,
    /// Until when it holds.
    pub ends: Option<Zoned>,
}

/// How serious an alert is, in the words officers write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AlertLevel {
    /// Good to know.
    Info,
    /// Take care.
    Vigilance,
    /// Act now.
    Urgence,
}

/// An item's text in each format, made once and shared by all feeds that carry the item.
#[derive(Debug, Default)]
pub struct Fragments {
    content: OnceLock<Box<str>>,
    rss: OnceLock<Box<str>>,
    atom: OnceLock<Box<str>>,
    json: OnceLock<Box<str>>,
    ics: OnceLock<Box<str>>,
}

impl Clone for Fragments {
    /// A copied item may be changed before it is rendered: it starts with nothing rendered.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Item {
    /// The content as all formats carry it: absolute URLs, nothing a validator warns of.
    fn content(&self) -> &str {
        self.fragments.content.get_or_init(|| {
            let html = absolutise(&self.content_html, &self.url);
            text::clean(html.trim_ascii()).into()
        })
    }

    /// The one file RSS can enclose: the picture, else the first attachment.
    fn enclosure(&self) -> Option<(&str, &str, u64)> {
        let image = self.image.as_ref();
        image.map(|image| (image.url.as_str(), image.media_type.as_str(), image.bytes)).or_else(
            || {
                let file = self.attachments.first()?;
                Some((&file.url, &file.media_type, file.bytes))
            },
        )
    }
}

/// The `count` most recently published items, newest first; equal dates by id, so that the
/// order depends on nothing but the content.
#[must_use]
pub fn newest(items: impl IntoIterator<Item = Arc<Item>>, count: usize) -> Vec<Arc<Item>> {
    let mut items: Vec<_> = items.into_iter().collect();
    let order = |a: &Arc<Item>, b: &Arc<Item>| {
        let key = |item: &Arc<Item>| Reverse(item.published.timestamp());
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    };
    if count < items.len() {
        // A site with thousands of entries has many feeds: only what is kept gets sorted.
        items.select_nth_unstable_by(count, order);
        items.truncate(count);
    }
    items.sort_unstable_by(order);
    items
}

/// What may stand unencoded after the date of a tag URI (RFC 4151, section 2.1).
const TAG_SPECIFIC: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A tag URI (RFC 4151): `tag:<authority>,<date>:<specific>`.
///
/// `authority` is a domain that the publisher held on `date` (a year, or year-month-day), and
/// must never be changed afterwards, even when the site moves: it only makes the id unique.
#[must_use]
pub fn tag_uri(authority: &str, date: &str, specific: &str) -> String {
    format!(
        "tag:{},{date}:{}",
        authority.to_ascii_lowercase(),
        utf8_percent_encode(specific, TAG_SPECIFIC)
    )
}

/// RFC 3339 with the content's own offset, e.g. `2026-03-03T08:00:00+01:00`.
fn rfc3339(date: &Zoned) -> String {
    date.timestamp().display_with_offset(date.offset()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(id: &str, published: &str) -> Arc<Item> {
        Arc::new(Item {
            id: id.to_owned(),
            published: published.parse().expect("a date"),
            ..Item::default()
        })
    }

    #[test]
    fn newest_first_then_by_id() {
        let items = [
            item("b", "2026-03-01T08:00[Europe/Paris]"),
            item("old", "2025-03-01T08:00[Europe/Paris]"),
            item("a", "2026-03-01T08:00[Europe/Paris]"),
            item("new", "2026-03-01T08:01[Europe/Paris]"),
        ];
        let ids = |count| {
            let mut reversed = items.to_vec();
            reversed.reverse();
            let kept = newest(reversed, count);
            assert_eq!(
                kept.iter().map(|item| &item.id).collect::<Vec<_>>(),
                newest(items.iter().cloned(), count)
                    .iter()
                    .map(|item| &item.id)
                    .collect::<Vec<_>>(),
                "the order given does not matter"
            );
            kept.iter().map(|item| item.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(ids(9), ["new", "a", "b", "old"]);
        assert_eq!(ids(2), ["new", "a"]);
        assert!(ids(0).is_empty());
    }

    #[test]
    fn tag_uris_are_plain_ascii() {
        assert_eq!(
            tag_uri("Amou.fr", "2026", "actualites/fête de l’été#1"),
            "tag:amou.fr,2026:actualites/f%C3%AAte%20de%20l%E2%80%99%C3%A9t%C3%A9%231"
        );
    }

    #[test]
    fn a_copied_item_is_rendered_anew() {
        let mut copy = sample::event();
        let before = json::render(&sample::feed(vec![copy.clone()]), "https://amou.fr/a.json");
        copy.title = "Un autre titre".to_owned();
        let after = json::render(&sample::feed(vec![copy]), "https://amou.fr/a.json");
        assert!(!before.contains("Un autre titre") && after.contains("Un autre titre"));
    }
}
