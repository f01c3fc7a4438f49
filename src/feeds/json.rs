//! JSON Feed 1.1, with what an event or an alert says more under `_parvis`.
//!
//! The extension is for apps that show events and alerts as such: `image`, `origin`, `event` and
//! `alert`, each left out when there is none.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

use super::{AlertLevel, EventStatus, Feed, Item, Person, When, rfc3339, text};

/// The feed as a JSON Feed, to be served at `self_url` as `application/feed+json`.
#[must_use]
pub fn render(feed: &Feed, self_url: &str) -> String {
    let head = Head {
        version: "https://jsonfeed.org/version/1.1",
        title: text::line(&feed.title),
        home_page_url: &feed.site_url,
        feed_url: self_url,
        description: text::line(&feed.description),
        icon: feed.icon.as_deref(),
        authors: vec![Author::of(&feed.publisher)],
        language: &feed.language,
    };
    let mut document = to_json(&head);
    // The head is an object: the items, serialised already, come before its closing brace.
    document.pop();
    document.push_str(",\"items\":[");
    for (index, item) in feed.items.iter().enumerate() {
        if index > 0 {
            document.push(',');
        }
        document.push_str(fragment(item));
    }
    document.push_str("]}");
    document
}

/// The item object, the same in every feed.
fn fragment(item: &Item) -> &str {
    item.fragments.json.get_or_init(|| to_json(&element(item)).into())
}

fn to_json(value: &impl Serialize) -> String {
    // Cannot fail: only strings, numbers and structs are written.
    serde_json::to_string(value).unwrap_or_default()
}

fn element(item: &Item) -> Element<'_> {
    Element {
        id: &item.id,
        url: &item.url,
        title: text::line(&item.title),
        // One of both contents is required, even if there is nothing to say.
        content_html: item.content(),
        summary: text::line(&item.summary),
        image: item.image.as_ref().map(|image| image.url.as_str()),
        date_published: rfc3339(&item.published),
        date_modified: rfc3339(&item.updated),
        authors: item.authors.iter().map(Author::of).collect(),
        tags: &item.categories,
        language: &item.language,
        attachments: item
            .attachments
            .iter()
            .map(|file| Attachment {
                url: &file.url,
                mime_type: &file.media_type,
                title: text::line(&file.title),
                size_in_bytes: file.bytes,
            })
            .collect(),
        parvis: extension(item),
    }
}

fn extension(item: &Item) -> Option<Extension<'_>> {
    let image = item.image.as_ref().map(|image| ImageDetails {
        width: image.width,
        height: image.height,
        mime_type: &image.media_type,
        size_in_bytes: image.bytes,
        alt: &image.alt,
        credit: image.credit.as_deref(),
    });
    let origin = item.origin.as_ref().map(|origin| OriginDetails {
        name: &origin.name,
        url: &origin.site_url,
        feed_url: &origin.feed_url,
    });
    let event = item.event.as_ref().map(|event| {
        let (start, end, all_day) = match &event.when {
            When::Days { first, last } => (first.to_string(), Some(last.to_string()), true),
            When::Hours { start, end } => (rfc3339(start), end.as_ref().map(rfc3339), false),
        };
        let place = event.place.as_ref();
        let position = place.and_then(|place| place.position);
        EventDetails {
            start,
            end,
            all_day,
            place: place.map(|place| place.name.as_str()),
            address: place.and_then(|place| place.address.as_deref()),
            latitude: position.map(|(latitude, _)| latitude),
            longitude: position.map(|(_, longitude)| longitude),
            organiser: event.organiser.as_ref().map(|organiser| organiser.name.as_str()),
            status: event.status,
            recurrence: event.recurrence.as_deref(),
            excluded: &event.excluded,
        }
    });
    let alert = item.alert.as_ref().map(|alert| AlertDetails {
        level: alert.level,
        starts: alert.starts.as_ref().map(rfc3339),
        ends: alert.ends.as_ref().map(rfc3339),
    });
    (image.is_some() || origin.is_some() || event.is_some() || alert.is_some())
        .then_some(Extension { image, origin, event, alert })
}

#[derive(Serialize)]
struct Head<'a> {
    version: &'a str,
    title: Cow<'a, str>,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    authors: Vec<Author<'a>>,
    language: &'a str,
}

#[derive(Serialize)]
struct Author<'a> {
    name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

impl<'a> Author<'a> {
    fn of(person: &'a Person) -> Self {
        Self { name: text::line(&person.name), url: person.url.as_deref() }
    }
}

#[derive(Serialize)]
struct Element<'a> {
    id: &'a str,
    url: &'a str,
    title: Cow<'a, str>,
    content_html: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
    #[serde(rename = "_parvis", skip_serializing_if = "Option::is_none")]
    parvis: Option<Extension<'a>>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    title: Cow<'a, str>,
    size_in_bytes: u64,
}

/// What JSON Feed has no word for. Dates are RFC 3339; days are `YYYY-MM-DD`, the last included.
#[derive(Serialize)]
struct Extension<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<ImageDetails<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<OriginDetails<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<EventDetails<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alert: Option<AlertDetails>,
}

#[derive(Serialize)]
struct ImageDetails<'a> {
    width: u32,
    height: u32,
    mime_type: &'a str,
    size_in_bytes: u64,
    alt: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<&'a str>,
}

#[derive(Serialize)]
struct OriginDetails<'a> {
    name: &'a str,
    url: &'a str,
    feed_url: &'a str,
}

#[derive(Serialize)]
struct EventDetails<'a> {
    start: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    all_day: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    longitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organiser: Option<&'a str>,
    status: EventStatus,
    #[serde(skip_serializing_if = "Option::is_none")]
    recurrence: Option<&'a str>,
    #[serde(skip_serializing_if = "<[Date]>::is_empty")]
    excluded: &'a [Date],
}

#[derive(Serialize)]
struct AlertDetails {
    level: AlertLevel,
    #[serde(skip_serializing_if = "Option::is_none")]
    starts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feeds::sample;

    const SELF: &str = "https://amou.fr/actualites/feed.json";

    #[test]
    fn full_feed() {
        let json = render(&sample::feed(sample::all()), SELF);
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        insta::assert_snapshot!(serde_json::to_string_pretty(&value).expect("JSON"));
    }

    #[test]
    fn a_feed_without_items_is_valid() {
        let json = render(&sample::feed(vec![]), SELF);
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(value["items"], serde_json::json!([]));
        assert_eq!(value["feed_url"], SELF);
    }
}
