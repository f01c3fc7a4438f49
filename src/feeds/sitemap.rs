//! Sitemaps (sitemaps.org protocol 0.9): one file, or an index of several when one is too long.
//!
//! Gives the last change that the content states, never the date of a build.

use jiff::Zoned;

use super::rfc3339;
use super::xml::Xml;

/// A page for search engines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Absolute URL.
    pub url: String,
    /// When its content last changed, if it says so.
    pub modified: Option<Zoned>,
}

/// A file of the sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// `sitemap.xml` for the one that `robots.txt` names; `sitemap-1.xml` and so on for parts.
    pub name: String,
    /// Its XML.
    pub xml: String,
}

/// The protocol's limits for one file.
struct Limits {
    pages: usize,
    bytes: usize,
}

/// 50,000 URLs, and 50 MB: the tag that closes it needs a few bytes.
const LIMITS: Limits = Limits { pages: 50_000, bytes: 52_428_800 - 64 };

/// The sitemap of `pages`, in their order. `home` is the absolute URL of the folder in which
/// the files will be, with its final slash.
#[must_use]
pub fn render(pages: &[Page], home: &str) -> Vec<File> {
    render_within(&LIMITS, pages, home)
}

fn render_within(limits: &Limits, pages: &[Page], home: &str) -> Vec<File> {
    let mut parts: Vec<(String, Option<&Zoned>)> = Vec::new();
    let mut xml = begin(URLSET);
    let mut count = 0;
    let mut newest = None;
    for page in pages {
        let entry = entry("url", &page.url, page.modified.as_ref());
        if count > 0 && (count == limits.pages || xml.len() + entry.len() > limits.bytes) {
            parts.push((std::mem::replace(&mut xml, begin(URLSET)), newest.take()));
            count = 0;
        }
        xml.push_str(&entry);
        count += 1;
        newest = newest.max(page.modified.as_ref());
    }
    parts.push((xml, newest));
    if let [(xml, _)] = parts.as_mut_slice() {
        xml.push_str("</urlset>\n");
        return vec![File { name: "sitemap.xml".to_owned(), xml: std::mem::take(xml) }];
    }
    let mut index = begin(INDEX);
    let mut files = Vec::with_capacity(parts.len() + 1);
    for (number, (mut xml, newest)) in (1..).zip(parts) {
        let name = format!("sitemap-{number}.xml");
        index.push_str(&entry("sitemap", &format!("{home}{name}"), newest));
        xml.push_str("</urlset>\n");
        files.push(File { name, xml });
    }
    index.push_str("</sitemapindex>\n");
    files.insert(0, File { name: "sitemap.xml".to_owned(), xml: index });
    files
}

const URLSET: &str = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
const INDEX: &str = "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

/// The beginning of a document whose root element is `root`.
fn begin(root: &str) -> String {
    let mut xml = Xml::document(1024);
    xml.raw(root);
    xml.finish()
}

fn entry(element: &str, url: &str, modified: Option<&Zoned>) -> String {
    let mut xml = Xml::fragment(url.len() + 96);
    xml.open(element, &[]);
    xml.text("loc", url);
    if let Some(date) = modified {
        xml.text("lastmod", &rfc3339(date));
    }
    xml.close(element);
    xml.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feeds::sample;

    fn page(url: &str, modified: Option<&str>) -> Page {
        Page {
            url: format!("https://amou.fr/{url}"),
            modified: modified.map(|date| date.parse().expect("a date")),
        }
    }

    #[test]
    fn one_file() {
        let pages =
            [page("", Some("2026-03-03T08:00[Europe/Paris]")), page("recherche/?q=a&b", None)];
        let files = render(&pages, "https://amou.fr/");
        let [file] = files.as_slice() else { panic!("one file") };
        assert_eq!(file.name, "sitemap.xml");
        sample::assert_well_formed(&file.xml);
        insta::assert_snapshot!(file.xml);
        sample::assert_well_formed(&render(&[], "https://amou.fr/")[0].xml);
    }

    #[test]
    fn an_index_of_parts_within_the_limits() {
        let pages: Vec<_> = (0..5)
            .map(|day| page(&day.to_string(), Some(&format!("2026-03-0{}T08:00Z[UTC]", day + 1))))
            .collect();
        let by_count = render_within(&Limits { pages: 2, bytes: 9999 }, &pages, "https://amou.fr/");
        let one = render_within(&Limits { pages: 2, bytes: 9999 }, &pages[..1], "https://amou.fr/");
        let bytes = one[0].xml.len();
        let by_size = render_within(&Limits { pages: 99, bytes }, &pages, "https://amou.fr/");
        assert_eq!((by_count.len(), by_size.len()), (4, 6));
        for file in by_count.iter().chain(&by_size) {
            sample::assert_well_formed(&file.xml);
        }
        insta::assert_snapshot!(by_count[0].xml);
    }
}
