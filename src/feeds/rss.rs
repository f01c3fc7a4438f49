//! RSS 2.0, with the modules that readers use: `content`, `dc`, `media`, `atom`.
//!
//! Follows the RSS Advisory Board's profile where the specification leaves a choice, because
//! that is what the W3C feed validator warns by.

use jiff::Zoned;

use super::xml::Xml;
use super::{Feed, Item, ItemAttachment, ItemImage, text};

/// Minutes for which a reader may keep the feed.
const TTL: &str = "60";

/// The feed as an RSS 2.0 document, to be served at `self_url` as `application/rss+xml`.
#[must_use]
pub fn render(feed: &Feed, self_url: &str) -> String {
    let items: Vec<_> = feed.items.iter().map(|item| fragment(item)).collect();
    let length = items.iter().map(|item| item.len()).sum::<usize>();
    let mut xml = Xml::document(length + 1024);
    xml.open(
        "rss",
        &[
            ("version", "2.0"),
            ("xmlns:atom", "http://www.w3.org/2005/Atom"),
            ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:media", "http://search.yahoo.com/mrss/"),
        ],
    );
    xml.open("channel", &[]);
    xml.text("title", &feed.title);
    xml.text("link", &feed.site_url);
    // Required, even if there is nothing more to say than the title.
    xml.text(
        "description",
        if feed.description.is_empty() { &feed.title } else { &feed.description },
    );
    xml.text("language", &feed.language);
    if let Some(date) = feed.last_change() {
        xml.text("lastBuildDate", &rfc822(date));
    }
    xml.text("generator", "Parvis");
    xml.text("ttl", TTL);
    if let Some(icon) = feed.icon.as_deref().filter(|url| is_rss_image(url)) {
        xml.open("image", &[]);
        xml.text("url", icon);
        // Both must be the channel's own (RSS profile, section «image»).
        xml.text("title", &feed.title);
        xml.text("link", &feed.site_url);
        xml.close("image");
    }
    xml.empty("atom:link", &[("href", self_url), ("rel", "self"), ("type", "application/rss+xml")]);
    // The channel's own elements come first: the profile wants items last.
    for item in items {
        xml.raw(item);
    }
    xml.close("channel");
    xml.close("rss");
    xml.finish()
}

/// The `<item>` element, the same in every feed.
fn fragment(item: &Item) -> &str {
    item.fragments.rss.get_or_init(|| {
        let content = item.content();
        let mut xml = Xml::fragment(content.len() + 1024);
        xml.open("item", &[]);
        xml.text("title", &item.title);
        xml.text("link", &item.url);
        // HTML by definition (RSS 2.0, «item»): plain text is escaped. Before the content.
        xml.cdata("description", &[], &text::escape(&item.summary));
        xml.cdata("content:encoded", &[], content);
        xml.text_with("guid", &[("isPermaLink", "false")], &item.id);
        xml.text("pubDate", &rfc822(&item.published));
        for author in &item.authors {
            xml.text("dc:creator", &author.name);
        }
        for category in &item.categories {
            xml.text("category", category);
        }
        if let Some((url, media_type, bytes)) = item.enclosure() {
            let length = bytes.to_string();
            xml.empty("enclosure", &[("url", url), ("length", &length), ("type", media_type)]);
        }
        // The picture, then every document, as RSS itself can enclose only one file.
        if let Some(image) = &item.image {
            picture(&mut xml, image);
        }
        for file in &item.attachments {
            document(&mut xml, file);
        }
        if let Some(origin) = &item.origin {
            xml.text_with("source", &[("url", &origin.feed_url)], &origin.name);
        }
        xml.close("item");
        xml.finish().into()
    })
}

/// Media RSS 1.5, `media:content`.
fn picture(xml: &mut Xml, image: &ItemImage) {
    xml.open(
        "media:content",
        &[
            ("url", image.url.as_str()),
            ("medium", "image"),
            ("type", &image.media_type),
            ("width", &positive(image.width.into())),
            ("height", &positive(image.height.into())),
            ("fileSize", &positive(image.bytes)),
        ],
    );
    xml.text("media:description", &image.alt);
    xml.text("media:credit", image.credit.as_deref().unwrap_or_default());
    xml.close("media:content");
}

fn document(xml: &mut Xml, file: &ItemAttachment) {
    xml.open(
        "media:content",
        &[
            ("url", file.url.as_str()),
            ("medium", "document"),
            ("type", &file.media_type),
            ("fileSize", &positive(file.bytes)),
        ],
    );
    xml.text("media:title", &file.title);
    xml.close("media:content");
}

/// Media RSS takes no zero: what is not known is left out.
fn positive(number: u64) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

/// RFC 822 with a four-digit year, e.g. `Tue, 03 Mar 2026 08:00:00 +0100`.
fn rfc822(date: &Zoned) -> String {
    date.strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}

/// RSS 2.0 knows three formats for a channel's image.
fn is_rss_image(url: &str) -> bool {
    [".png", ".jpg", ".jpeg", ".gif"].iter().any(|suffix| url.ends_with(suffix))
}

#[cfg(test)]
mod tests {
    use rss::Channel;

    use super::*;
    use crate::feeds::sample;

    const SELF: &str = "https://amou.fr/actualites/flux.xml";

    #[test]
    fn full_feed() {
        let xml = render(&sample::feed(sample::all()), SELF);
        sample::assert_well_formed(&xml);
        insta::assert_snapshot!(xml);
    }

    #[test]
    fn a_feed_without_items_is_valid() {
        let mut feed = sample::feed(vec![]);
        feed.icon = None;
        let xml = render(&feed, SELF);
        sample::assert_well_formed(&xml);
        insta::assert_snapshot!(xml);
    }

    #[test]
    fn read_back_by_another_reader() {
        let xml = render(&sample::feed(sample::all()), SELF);
        let channel = Channel::read_from(xml.as_bytes()).expect("a channel");
        let read = &channel.items()[0];
        let written = sample::news();
        assert_eq!(read.title(), Some(written.title.as_str()));
        assert_eq!(read.guid().map(|guid| guid.value()), Some(written.id.as_str()));
        assert_eq!(read.content(), Some(written.content()));
        let image = written.image.expect("a picture");
        let enclosure = read.enclosure().expect("an enclosure");
        assert_eq!((enclosure.url(), enclosure.length()), (image.url.as_str(), "48213"));
        assert_eq!(channel.items().len(), 4);
        assert!(channel.items().iter().all(|item| item.description().is_some()));
    }

    #[test]
    fn hostile_text_stays_text() {
        let mut item = sample::news();
        item.title = "</title>]]> <b>&lt;Cie</b>\u{0}\u{B}".to_owned();
        item.summary = "]]><script>".to_owned();
        item.content_html = "<p>]]></p>\u{1}".into();
        let xml = render(&sample::feed(vec![item]), SELF);
        sample::assert_well_formed(&xml);
        let channel = Channel::read_from(xml.as_bytes()).expect("a channel");
        assert_eq!(channel.items()[0].title(), Some("<\u{2060}/title>]]> <b>&lt;Cie<\u{2060}/b>"));
        assert_eq!(channel.items()[0].content(), Some("<p>]]></p>"));
        assert_eq!(channel.items()[0].description(), Some("]]>&lt;script>"));
    }
}
