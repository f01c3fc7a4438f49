//! Feeds, calendars and the site map, read as the applications that fetch them do: RSS 2.0,
//! Atom (RFC 4287), JSON Feed 1.1, iCalendar (RFC 5545), Sitemaps 0.9.
//!
//! What these standards demand is looked at, and whether what a feed attaches is published with
//! it; not what they only recommend.

use std::collections::BTreeSet;

use jiff::Timestamp;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use serde_json::Value;

use super::Texts;
use super::xml::{self, Element};
use crate::diagnostic::Diagnostic;
use crate::publish::release::Release;
use crate::workspace::Site;

/// What is wrong with a feed: where, and in the words of its standard.
type Fault = (usize, String);

/// Everything wrong with the feeds of a site.
pub(super) fn findings(site: &Site, release: &Release, texts: &Texts) -> Vec<Diagnostic> {
    let published = |url: &str| {
        let Some(path) = url.strip_prefix(site.url.as_str()) else { return true };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let path = percent_decode_str(path).decode_utf8_lossy();
        let path = path.trim_start_matches('/');
        release.files.contains_key(path) || release.files.contains_key(&format!("{path}index.html"))
    };
    let found = texts.feeds.par_iter().flat_map_iter(|(path, text)| {
        let faults = match path.rsplit('.').next() {
            Some("ics") => calendar(text),
            Some("json") => json(text, &published),
            _ => tree(path, text, site, &published),
        };
        let told = faults.into_iter().map(|(at, detail)| {
            Diagnostic::error("publish-feed-invalid")
                .arg("detail", detail)
                .at(Texts::place(site, path, text, at))
        });
        told.collect::<Vec<_>>()
    });
    found.collect()
}

fn tree(path: &str, text: &str, site: &Site, published: &dyn Fn(&str) -> bool) -> Vec<Fault> {
    let root = match xml::parse(text) {
        Ok(root) => root,
        Err(fault) => return vec![fault],
    };
    let mut faults = Vec::new();
    match (&*root.name, path.ends_with(".rss")) {
        ("rss", _) => rss(&root, published, &mut faults),
        ("feed", false) => atom(&root, published, &mut faults),
        ("urlset", false) => sitemap(&root, site, published, &mut faults),
        (other, _) => faults.push((0, format!("<{other}>"))),
    }
    faults
}

/// Tells each of `names` that `element` does not say.
fn demand(element: &Element, names: &[&str], faults: &mut Vec<Fault>) {
    for name in names.iter().filter(|name| !element.says(name)) {
        faults.push((element.at, format!("<{}>: <{name}>?", element.name)));
    }
}

/// Tells an id that was met before.
fn unique<'a>(seen: &mut BTreeSet<&'a str>, id: &'a str, at: usize, faults: &mut Vec<Fault>) {
    if !seen.insert(id) {
        faults.push((at, format!("{id} × 2")));
    }
}

fn rss(root: &Element, published: &dyn Fn(&str) -> bool, faults: &mut Vec<Fault>) {
    if root.attribute("version") != Some("2.0") {
        faults.push((root.at, "version=\"2.0\"?".to_owned()));
    }
    let Some(channel) = root.child("channel") else {
        faults.push((root.at, "<channel>?".to_owned()));
        return;
    };
    demand(channel, &["title", "link", "description"], faults);
    let mut guids = BTreeSet::new();
    for item in channel.children("item") {
        if !item.says("title") && !item.says("description") {
            demand(item, &["title"], faults);
        }
        if let Some(guid) = item.child("guid") {
            unique(&mut guids, guid.text.trim(), guid.at, faults);
        }
        for date in item.children("pubDate") {
            if jiff::fmt::rfc2822::parse(date.text.trim()).is_err() {
                faults.push((date.at, format!("<pubDate>: {}", date.text.trim())));
            }
        }
        for enclosure in item.children("enclosure") {
            let length = enclosure.attribute("length").and_then(|n| n.parse::<u64>().ok());
            let url = enclosure.attribute("url").unwrap_or_default();
            if url.is_empty() || length.is_none() || enclosure.attribute("type").is_none() {
                faults.push((enclosure.at, "<enclosure url length type>?".to_owned()));
            } else if !published(url) {
                faults.push((enclosure.at, format!("<enclosure>: {url}")));
            }
        }
    }
}

fn atom(root: &Element, published: &dyn Fn(&str) -> bool, faults: &mut Vec<Fault>) {
    let mut ids = BTreeSet::new();
    for element in std::iter::once(root).chain(root.children("entry")) {
        demand(element, &["id", "title", "updated"], faults);
        if let Some(id) = element.child("id") {
            unique(&mut ids, id.text.trim(), id.at, faults);
        }
        for name in ["updated", "published"] {
            for date in element.children(name) {
                if date.text.trim().parse::<Timestamp>().is_err() {
                    faults.push((date.at, format!("<{name}>: {}", date.text.trim())));
                }
            }
        }
        for link in element.children("link") {
            let url = link.attribute("href").unwrap_or_default();
            if url.is_empty() {
                faults.push((link.at, "<link href>?".to_owned()));
            } else if link.attribute("rel") == Some("enclosure") && !published(url) {
                faults.push((link.at, format!("<link rel=\"enclosure\">: {url}")));
            }
        }
    }
}

fn sitemap(root: &Element, site: &Site, published: &dyn Fn(&str) -> bool, faults: &mut Vec<Fault>) {
    for url in root.children("url") {
        let address = url.child("loc").map_or("", |loc| loc.text.trim());
        let own = address.strip_prefix(site.url.as_str()).is_some_and(|rest| rest.starts_with('/'));
        if !own || !published(address) {
            faults.push((url.at, format!("<loc>: {address}")));
        }
    }
}

fn json(text: &str, published: &dyn Fn(&str) -> bool) -> Vec<Fault> {
    let feed: Value = match serde_json::from_str(text) {
        Ok(feed) => feed,
        Err(error) => return vec![(0, error.to_string())],
    };
    let mut faults = Vec::new();
    let version = feed["version"].as_str().unwrap_or_default();
    if !version.starts_with("https://jsonfeed.org/version/1") {
        faults.push((0, format!("version: {version}")));
    }
    if !feed["title"].is_string() {
        faults.push((0, "title?".to_owned()));
    }
    let Some(items) = feed["items"].as_array() else {
        faults.push((0, "items?".to_owned()));
        return faults;
    };
    let mut ids = BTreeSet::new();
    for item in items {
        match item["id"].as_str() {
            Some(id) if !id.is_empty() => unique(&mut ids, id, 0, &mut faults),
            _ => faults.push((0, "items[].id?".to_owned())),
        }
        for attached in item["attachments"].as_array().into_iter().flatten() {
            match attached["url"].as_str() {
                Some(url) if published(url) && attached["mime_type"].is_string() => {}
                url => faults.push((0, format!("attachments[]: {}", url.unwrap_or("url?")))),
            }
        }
    }
    faults
}

fn calendar(text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    // The components that are open, with the properties they have had.
    let mut open: Vec<(String, usize, BTreeSet<String>)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\r', '\n']);
        if content.len() > 75 || !line.ends_with("\r\n") {
            faults.push((at, content.chars().take(20).collect()));
        }
        if !content.starts_with([' ', '\t']) {
            let (name, value) = content.split_once(':').unwrap_or((content, ""));
            let name = name.split(';').next().unwrap_or_default().to_ascii_uppercase();
            match &*name {
                "BEGIN" => open.push((value.to_owned(), at, BTreeSet::new())),
                "END" => match open.pop() {
                    Some((component, start, had)) if component == value => {
                        let demanded: &[&str] = match value {
                            "VCALENDAR" => &["PRODID", "VERSION"],
                            "VEVENT" => &["DTSTAMP", "DTSTART", "UID"],
                            _ => &[],
                        };
                        let missing = demanded.iter().filter(|name| !had.contains(**name));
                        faults.extend(missing.map(|name| (start, format!("{value}: {name}?"))));
                    }
                    _ => faults.push((at, content.to_owned())),
                },
                _ => match open.last_mut() {
                    Some((_, _, had)) => {
                        had.insert(name);
                    }
                    None => faults.push((at, content.chars().take(20).collect())),
                },
            }
        }
        at += line.len();
    }
    faults
        .extend(open.into_iter().map(|(component, start, _)| (start, format!("END:{component}?"))));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(path: &str, text: &str) -> Vec<String> {
        let site = crate::grc::tests_support::site();
        let published = |url: &str| !url.ends_with("gone.pdf");
        let faults = match path.rsplit('.').next() {
            Some("ics") => calendar(text),
            Some("json") => json(text, &published),
            _ => tree(path, text, &site, &published),
        };
        faults.into_iter().map(|(_, detail)| detail).collect()
    }

    #[test]
    fn a_sound_rss_feed_has_no_fault_and_each_fault_is_told() {
        let feed = |items: &str| {
            format!(
                "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>a &amp; b</title>\
                 <link>https://a.example/</link><description>d</description>{items}</channel></rss>"
            )
        };
        let item = "<item><title>t</title><guid>g</guid><pubDate>Mon, 23 Nov 2026 08:00:00 +0000</pubDate></item>";
        assert_eq!(faults("a.rss", &feed(item)), [""; 0]);
        assert_eq!(faults("a.rss", &feed(&item.repeat(2))), ["g × 2"]);
        assert_eq!(faults("a.rss", &feed("<item><guid>g</guid></item>")), ["<item>: <title>?"]);
        let dated = "<item><title>t</title><pubDate>hier</pubDate></item>";
        assert_eq!(faults("a.rss", &feed(dated)), ["<pubDate>: hier"]);
        let gone =
            "<item><title>t</title><enclosure url=\"gone.pdf\" length=\"1\" type=\"a/b\"/></item>";
        assert_eq!(faults("a.rss", &feed(gone)), ["<enclosure>: gone.pdf"]);
        let torn = feed(item);
        assert_eq!(faults("a.rss", &torn[..torn.len() - 8]).len(), 1);
        assert_eq!(faults("a.rss", &feed("<b>&nbsp;</b>")).len(), 1, "an entity XML does not know");
        assert_eq!(faults("a.rss", "<html></html>"), ["<html>"]);
    }

    #[test]
    fn atom_json_and_calendars_are_held_to_their_standards() {
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>i</id><title>t</title><updated>2026-11-23T08:00:00Z</updated><entry><id>i</id><title>t</title><updated>x</updated></entry></feed>";
        assert_eq!(faults("a.atom", atom), ["i × 2", "<updated>: x"]);
        let json =
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"a"},{}]}"#;
        assert_eq!(faults("a.json", json), ["items[].id?"]);
        assert_eq!(faults("a.json", "{").len(), 1);
        let event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:p\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTAMP:x\r\nDTSTART;TZID=Europe/Paris:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(faults("a.ics", event), [""; 0]);
        assert_eq!(faults("a.ics", &event.replace("UID:u\r\n", "")), ["VEVENT: UID?"]);
        assert_eq!(faults("a.ics", &event.replace("END:VEVENT\r\n", "")).len(), 2);
        assert_eq!(faults("a.ics", &event.replace("\r\n", "\n")).len(), 9);
    }
}
