//! What machines read of a page: JSON-LD (schema.org), written by hand because every page has it.

use super::Core;
use super::dates::{iso, moment_iso};
use super::media;
use super::view::LinkView;
use crate::content::{Entry, EntryData, Event, EventStatus, Kind};
use crate::media::PreparedImage;
use crate::workspace::{OpeningHours, Site};
use std::fmt::Write;

/// Writes JSON for a `<script>`: no character of it can end the element.
#[derive(Default)]
struct Json(String);

impl Json {
    /// A string, escaped; `<`, `>` and `&` as well, so that the script cannot be left.
    fn text(&mut self, text: &str) {
        self.0.push('"');
        let is_odd = |c: char| {
            matches!(c, '"' | '\\' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}') || c.is_control()
        };
        let mut rest = text;
        // What needs no escape is copied whole.
        while let Some(at) = rest.find(is_odd) {
            let (plain, odd) = rest.split_at(at);
            self.0.push_str(plain);
            let mut odd = odd.chars();
            match odd.next().unwrap_or_default() {
                '"' => self.0.push_str("\\\""),
                '\\' => self.0.push_str("\\\\"),
                '<' => self.0.push_str("\\u003c"),
                '>' => self.0.push_str("\\u003e"),
                '&' => self.0.push_str("\\u0026"),
                '\u{2028}' => self.0.push_str("\\u2028"),
                '\u{2029}' => self.0.push_str("\\u2029"),
                c => {
                    let _ = write!(self.0, "\\u{:04x}", u32::from(c));
                }
            }
            rest = odd.as_str();
        }
        self.0.push_str(rest);
        self.0.push('"');
    }

    /// A member after others: `,"name":"value"`.
    fn member(&mut self, name: &str, value: &str) {
        for part in [",\"", name, "\":"] {
            self.0.push_str(part);
        }
        self.text(value);
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.member(name, value);
        }
    }
}

/// The publisher's `@id`, as JSON.
pub(super) fn publisher_reference(site: &Site) -> String {
    let mut json = Json::default();
    json.text(&format!("{}/#organisation", site.url));
    json.0
}

/// The publisher in full, for the home and contact pages.
pub(super) fn publisher(site: &Site) -> String {
    let mut json = Json::default();
    let public = site.kind.is_public_body();
    json.0.push_str(if public {
        "{\"@type\":\"GovernmentOffice\""
    } else {
        "{\"@type\":\"Organization\""
    });
    json.member("@id", &format!("{}/#organisation", site.url));
    json.member("name", &site.title);
    json.member("url", &format!("{}/", site.url));
    json.optional("telephone", site.contact.phone.as_deref());
    json.optional("email", site.contact.email.as_deref());
    if let Some(address) = &site.contact.address {
        json.0.push_str(",\"address\":{\"@type\":\"PostalAddress\"");
        json.optional("streetAddress", address.street.as_deref());
        json.optional("postalCode", address.postal_code.as_deref());
        json.optional("addressLocality", address.city.as_deref());
        json.member("addressCountry", "FR");
        json.0.push('}');
    }
    if let (Some(position), true) = (site.position, public) {
        let _ = write!(
            json.0,
            ",\"geo\":{{\"@type\":\"GeoCoordinates\",\"latitude\":{},\"longitude\":{}}}",
            position.latitude, position.longitude
        );
    }
    if let (Some(hours), true) = (&site.hours, public) {
        opening_hours(&mut json, hours);
    }
    json.0.push('}');
    json.0
}

fn opening_hours(json: &mut Json, hours: &OpeningHours) {
    const DAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let mut ranges = Vec::new();
    for (day, open) in DAYS.iter().zip(&hours.week) {
        for range in open {
            ranges.push(format!(
                "{{\"@type\":\"OpeningHoursSpecification\",\"dayOfWeek\":\"https://schema.org/{day}\",\
                 \"opens\":\"{:02}:{:02}\",\"closes\":\"{:02}:{:02}\"}}",
                range.from.hour(),
                range.from.minute(),
                range.to.hour(),
                range.to.minute()
            ));
        }
    }
    if !ranges.is_empty() {
        let _ = write!(json.0, ",\"openingHoursSpecification\":[{}]", ranges.join(","));
    }
}

/// The way from the home page to a page, the page included.
pub(super) fn breadcrumbs(site: &Site, above: &[LinkView], title: &str, url: &str) -> String {
    let mut json = Json(String::with_capacity(256));
    json.0.push_str("{\"@type\":\"BreadcrumbList\",\"itemListElement\":[");
    let own = (title, url);
    let way = above.iter().map(|link| (link.title.as_str(), link.url.as_str())).chain([own]);
    for (position, (title, url)) in (1..).zip(way) {
        if position > 1 {
            json.0.push(',');
        }
        let _ = write!(json.0, "{{\"@type\":\"ListItem\",\"position\":{position}");
        json.member("name", title);
        json.member("item", &format!("{}{url}", site.url));
        json.0.push('}');
    }
    json.0.push_str("]}");
    json.0
}

/// What an entry is, for the kinds search engines know: news and events.
pub(super) fn entry(
    core: &Core<'_>,
    entry: &Entry,
    summary: &str,
    image: Option<&PreparedImage>,
    publisher: &str,
) -> Option<String> {
    let mut json = Json(String::with_capacity(512));
    match (&entry.data, entry.kind) {
        (_, Kind::News) => {
            json.0.push_str("{\"@type\":\"NewsArticle\"");
            json.member("headline", &entry.title);
            json.optional("datePublished", entry.date.as_ref().map(moment_iso).as_deref());
            let changed = entry.updated.as_ref().or(entry.date.as_ref());
            json.optional("dateModified", changed.map(moment_iso).as_deref());
            let _ = write!(
                json.0,
                ",\"author\":{{\"@id\":{publisher}}},\"publisher\":{{\"@id\":{publisher}}}"
            );
        }
        (EntryData::Event(event), _) => {
            json.0.push_str("{\"@type\":\"Event\"");
            json.member("name", &entry.title);
            event_members(&mut json, core, event, publisher);
        }
        _ => return None,
    }
    if !summary.is_empty() {
        json.member("description", summary);
    }
    if let Some(variant) = image.and_then(PreparedImage::fallback) {
        json.member("image", &format!("{}{}", core.site.url, media::address(variant)));
    }
    json.member("inLanguage", &core.site.language);
    let url = format!("{}{}", core.site.url, entry.url);
    json.member(if entry.kind == Kind::News { "mainEntityOfPage" } else { "url" }, &url);
    json.0.push('}');
    Some(json.0)
}

fn event_members(json: &mut Json, core: &Core<'_>, event: &Event, publisher: &str) {
    // Several times are one event for us, and the first of them for search engines.
    if event.all_day {
        json.member("startDate", &event.start.day.to_string());
        json.optional("endDate", event.end.as_ref().map(|end| end.day.to_string()).as_deref());
    } else {
        json.member("startDate", &iso(&event.start.zoned));
        json.optional("endDate", event.end.as_ref().map(moment_iso).as_deref());
    }
    let status = match event.status {
        EventStatus::Confirmed => "EventScheduled",
        EventStatus::Cancelled => "EventCancelled",
        EventStatus::Postponed => "EventPostponed",
    };
    json.member("eventStatus", &format!("https://schema.org/{status}"));
    json.member("eventAttendanceMode", "https://schema.org/OfflineEventAttendanceMode");
    json.0.push_str(",\"location\":{\"@type\":\"Place\"");
    json.member("name", event.place.as_deref().unwrap_or(&core.site.name));
    let address = event.address.as_deref().map(|lines| lines.replace('\n', ", "));
    json.member("address", address.as_deref().unwrap_or(&core.site.name));
    if let Some(position) = event.position {
        let _ = write!(
            json.0,
            ",\"geo\":{{\"@type\":\"GeoCoordinates\",\"latitude\":{},\"longitude\":{}}}",
            position.latitude, position.longitude
        );
    }
    json.0.push('}');
    match &event.organiser {
        Some(organiser) => {
            json.0.push_str(",\"organizer\":{\"@type\":\"Organization\"");
            json.member("name", &organiser.name);
            json.optional("url", organiser.website.as_deref());
            json.0.push('}');
        }
        None => {
            let _ = write!(json.0, ",\"organizer\":{{\"@id\":{publisher}}}");
        }
    }
}

/// One `@graph` of several nodes.
pub(super) fn graph(nodes: &[&str]) -> String {
    let length: usize = nodes.iter().map(|node| node.len() + 1).sum();
    let mut json = String::with_capacity(length + 64);
    json.push_str("{\"@context\":\"https://schema.org\",\"@graph\":[");
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        json.push_str(node);
    }
    json.push_str("]}");
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script() {
        let mut json = Json::default();
        json.text("</script><!-- \" \\ \u{2028}\n&");
        assert_eq!(json.0, "\"\\u003c/script\\u003e\\u003c!-- \\\" \\\\ \\u2028\\u000a\\u0026\"");
        let read: String = serde_json::from_str(&json.0).expect("JSON");
        assert_eq!(read, "</script><!-- \" \\ \u{2028}\n&");
    }
}
