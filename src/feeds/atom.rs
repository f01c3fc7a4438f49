//! Atom 1.0 (RFC 4287), with the whole content of every entry.
//!
//! `updated` is required of a feed even when it has no entry: it is then the date in the feed's
//! tag URI, on which its name was coined, and never the clock's.

use jiff::{Span, Zoned};

use super::xml::Xml;
use super::{Feed, Item, Person, rfc3339, text};

/// The feed as an Atom document, to be served at `self_url` as `application/atom+xml`.
#[must_use]
pub fn render(feed: &Feed, self_url: &str) -> String {
    let entries: Vec<_> = feed.items.iter().map(|item| fragment(item)).collect();
    let length = entries.iter().map(|entry| entry.len()).sum::<usize>();
    let mut xml = Xml::document(length + 1024);
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &feed.language)]);
    plain(&mut xml, "title", &feed.title);
    plain(&mut xml, "subtitle", &feed.description);
    xml.text("id", &feed.id);
    xml.text("updated", &updated_of(feed));
    author(&mut xml, &feed.publisher);
    link(&mut xml, "self", self_url, "application/atom+xml");
    link(&mut xml, "alternate", &feed.site_url, "text/html");
    xml.text("icon", feed.icon.as_deref().unwrap_or_default());
    xml.text("generator", "Parvis");
    for entry in entries {
        xml.raw(entry);
    }
    xml.close("feed");
    xml.finish()
}

/// When the feed last changed, as RFC 3339.
///
/// A feed without items has the date of its tag URI: the day (or
/// the first day of the year) on which its name was coined. It changes when an item comes, and
/// never because time passes. Failing even that, the day Atom's ancestor RSS 2.0 was young.
fn updated_of(feed: &Feed) -> String {
    if let Some(date) = feed.last_change() {
        return rfc3339(date);
    }
    let coined = feed.id.strip_prefix("tag:").and_then(|id| id.split(',').nth(1));
    let coined = coined.and_then(|rest| rest.split(':').next()).unwrap_or_default();
    let mut date = coined.to_owned();
    while date.len() < "2026-01-01".len() {
        date.push_str("-01");
    }
    match date.parse::<jiff::civil::Date>() {
        Ok(date) => format!("{date}T00:00:00Z"),
        Err(_) => "2003-01-01T00:00:00Z".to_owned(),
    }
}

/// The `<entry>` element, the same in every feed.
fn fragment(item: &Item) -> &str {
    item.fragments.atom.get_or_init(|| {
        let content = item.content();
        let mut xml = Xml::fragment(content.len() + 1024);
        xml.open("entry", &[]);
        plain(&mut xml, "title", &item.title);
        xml.text("id", &item.id);
        xml.text("published", &rfc3339(&item.published));
        xml.text("updated", &distinct(&item.updated, &item.id));
        for person in &item.authors {
            author(&mut xml, person);
        }
        link(&mut xml, "alternate", &item.url, "text/html");
        if let Some(image) = &item.image {
            enclosure(&mut xml, &image.url, &image.media_type, image.bytes, &image.alt);
        }
        for file in &item.attachments {
            enclosure(&mut xml, &file.url, &file.media_type, file.bytes, &file.title);
        }
        for category in &item.categories {
            xml.empty("category", &[("term", category)]);
        }
        if let Some(origin) = &item.origin {
            xml.open("source", &[]);
            plain(&mut xml, "title", &origin.name);
            xml.text("id", &origin.feed_id);
            // All that is known here of the source is that it had changed by then.
            xml.text("updated", &rfc3339(&item.updated));
            // Without it the carrying feed's author would hold (RFC 4287, section 4.2.1).
            let (name, url) = (origin.name.clone(), Some(origin.site_url.clone()));
            author(&mut xml, &Person { name, email: None, url });
            link(&mut xml, "self", &origin.feed_url, "application/atom+xml");
            link(&mut xml, "alternate", &origin.site_url, "text/html");
            xml.close("source");
        }
        plain(&mut xml, "summary", &item.summary);
        xml.cdata("content", &[("type", "html")], content);
        xml.close("entry");
        xml.finish().into()
    })
}

/// A plain text; as escaped HTML when it holds what a careless reader would take for markup.
fn plain(xml: &mut Xml, name: &str, value: &str) {
    if text::looks_like_markup(value) {
        xml.text_with(name, &[("type", "html")], &text::escape(value));
    } else {
        xml.text(name, value);
    }
}

fn author(xml: &mut Xml, person: &Person) {
    xml.open("author", &[]);
    xml.text("name", &person.name);
    xml.text("uri", person.url.as_deref().unwrap_or_default());
    xml.text("email", person.email.as_deref().unwrap_or_default());
    xml.close("author");
}

fn link(xml: &mut Xml, rel: &str, href: &str, media_type: &str) {
    xml.empty("link", &[("rel", rel), ("type", media_type), ("href", href)]);
}

fn enclosure(xml: &mut Xml, href: &str, media_type: &str, bytes: u64, title: &str) {
    let length = bytes.to_string();
    xml.empty(
        "link",
        &[
            ("rel", "enclosure"),
            ("type", media_type),
            ("length", &length),
            ("href", href),
            ("title", title),
        ],
    );
}

/// `date` with microseconds drawn from the id.
///
/// The W3C validator warns of entries with equal `updated`, and readers that sort by it would
/// show them in any order; but a commune publishes several entries on one day, and writes no
/// hour. A fraction of a second tells them apart and shows nowhere.
fn distinct(date: &Zoned, id: &str) -> String {
    let hash = blake3::hash(id.as_bytes());
    let [a, b, c, d, ..] = *hash.as_bytes();
    let microseconds = u32::from_be_bytes([a, b, c, d]) % 1_000_000;
    match date.checked_add(Span::new().microseconds(i64::from(microseconds))) {
        Ok(date) => rfc3339(&date),
        Err(_) => rfc3339(date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feeds::sample;

    const SELF: &str = "https://amou.fr/actualites/atom.xml";

    #[test]
    fn full_feed() {
        let xml = render(&sample::feed(sample::all()), SELF);
        sample::assert_well_formed(&xml);
        insta::assert_snapshot!(xml);
    }

    #[test]
    fn a_feed_without_items_has_the_date_of_its_name() {
        let mut feed = sample::feed(vec![]);
        let xml = render(&feed, SELF);
        sample::assert_well_formed(&xml);
        assert!(xml.contains("<updated>2026-01-01T00:00:00Z</updated>"), "{xml}");
        feed.id = "tag:amou.fr,2025-06-30:flux".to_owned();
        assert!(render(&feed, SELF).contains("<updated>2025-06-30T00:00:00Z</updated>"));
        feed.id = "urn:x".to_owned();
        assert!(render(&feed, SELF).contains("<updated>2003-01-01T00:00:00Z</updated>"));
    }

    #[test]
    fn entries_of_one_instant_stay_distinct() {
        let mut other = sample::news();
        other.id.push_str("-bis");
        let xml = render(&sample::feed(vec![sample::news(), other]), SELF);
        let feed = atom_syndication::Feed::read_from(xml.as_bytes()).expect("a feed");
        let [a, b] = feed.entries() else { panic!("two entries") };
        assert_ne!(a.updated(), b.updated());
        assert_eq!(a.updated().timestamp(), b.updated().timestamp());
    }

    #[test]
    fn hostile_text_stays_text() {
        let mut item = sample::news();
        item.title = "</title> <b>&lt;Cie</b>\u{0}".to_owned();
        let xml = render(&sample::feed(vec![item]), SELF);
        sample::assert_well_formed(&xml);
        let feed = atom_syndication::Feed::read_from(xml.as_bytes()).expect("a feed");
        assert_eq!(feed.entries()[0].title().value, "&lt;/title> &lt;b>&amp;lt;Cie&lt;/b>");
    }
}
