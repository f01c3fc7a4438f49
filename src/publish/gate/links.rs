//! Links of the finished pages that lead to nothing in the site: what a theme, a menu or raw HTML
//! wrote, and no earlier check could see.
//!
//! It never asks the network: a link to elsewhere is not looked at.

use std::borrow::Cow;
use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Texts;
use crate::diagnostic::Diagnostic;
use crate::publish::markup::{Attribute, Part, scan};
use crate::publish::release::Release;
use crate::workspace::Site;

/// What one page says: where it leads, and what can be led to in it.
struct Page<'a> {
    links: Vec<(usize, Cow<'a, str>)>,
    anchors: FxHashSet<Cow<'a, str>>,
}

/// The links that lead nowhere.
pub(super) fn findings(site: &Site, release: &Release, texts: &Texts) -> Vec<Diagnostic> {
    let pages: BTreeMap<&str, Page<'_>> =
        texts.pages.par_iter().map(|(path, html)| (path.as_str(), read(html))).collect();
    let found = pages.par_iter().flat_map_iter(|(path, page)| {
        let broken = page.links.iter().filter_map(|(at, link)| {
            let code = broken(site, release, &pages, path, link)?;
            let html = texts.pages.get(*path)?;
            Some(code.arg("link", link.as_ref()).at(Texts::place(site, path, html, *at)))
        });
        broken.collect::<Vec<_>>()
    });
    found.collect()
}

fn read(html: &str) -> Page<'_> {
    let mut page = Page { links: Vec::new(), anchors: FxHashSet::default() };
    scan(html, |part| {
        let Part::Attribute(Attribute { element, name, value }) = part else { return };
        let text = &html[value.clone()];
        let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        if is(&["id"]) || (is(&["name"]) && element.eq_ignore_ascii_case("a")) {
            page.anchors.insert(unescaped(text));
        } else if is(&["href", "src", "poster"]) && !element.eq_ignore_ascii_case("base") {
            page.links.push((value.start, unescaped(text)));
        } else if is(&["srcset"]) {
            for candidate in text.split(',') {
                let address = candidate.split_ascii_whitespace().next().unwrap_or_default();
                page.links.push((value.start, unescaped(address)));
            }
        }
    });
    page
}

/// The text of an attribute: the entities that our own pages and addresses use.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let pairs = [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#x2F;", "/")];
    let plain = pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    Cow::Owned(plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}

/// Why a link of the page at `path` leads nowhere; `None` when it does, or leads elsewhere.
fn broken(
    site: &Site,
    release: &Release,
    pages: &BTreeMap<&str, Page<'_>>,
    path: &str,
    link: &str,
) -> Option<Diagnostic> {
    let link = link.trim();
    let own = link.strip_prefix(site.url.as_str());
    let own = own.filter(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']));
    let link = own.map_or(link, |rest| if rest.starts_with('/') { rest } else { "/" });
    let (address, fragment) = link.split_once('#').map_or((link, ""), |(a, f)| (a, f));
    let address = address.split('?').next().unwrap_or_default();
    let has_scheme = || {
        let scheme = address.split(['/', ':']).next().unwrap_or_default();
        address.as_bytes().get(scheme.len()) == Some(&b':')
    };
    if address.starts_with("//") || has_scheme() {
        return None;
    }
    let target = if address.is_empty() { Some(path.to_owned()) } else { file(path, address) };
    let target = target.and_then(|target| {
        let folder = format!("{}/index.html", target.trim_end_matches('/'));
        let page = format!("{target}index.html");
        let names = [target.as_str(), &page, folder.trim_start_matches('/')];
        names.into_iter().find_map(|name| release.files.get_key_value(name))
    });
    let Some((target, _)) = target else { return Some(Diagnostic::error("publish-link-broken")) };
    let page = pages.get(target.as_str())?;
    let anchor = percent_decode_str(fragment).decode_utf8_lossy();
    let found = anchor.is_empty()
        || anchor.eq_ignore_ascii_case("top")
        || anchor.contains(":~:")
        || page.anchors.contains(fragment)
        || page.anchors.contains(&*anchor);
    (!found).then(|| Diagnostic::error("publish-anchor-broken"))
}

/// The path an address of the page at `path` means, from the site's root.
fn file(path: &str, address: &str) -> Option<String> {
    let decoded = percent_decode_str(address).decode_utf8().ok()?;
    let mut parts: Vec<&str> = Vec::new();
    if !decoded.starts_with('/') {
        parts.extend(path.split('/'));
        parts.pop();
    }
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            // A browser stays at the root, however far up it is asked to go.
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let mut file = parts.join("/");
    if !file.is_empty() && (decoded.ends_with('/') || decoded.ends_with("/.")) {
        file.push('/');
    }
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_means_a_file() {
        let cases = [
            ("a/b/index.html", "/", ""),
            ("a/b/index.html", "c.png", "a/b/c.png"),
            ("a/b/index.html", "../d/", "a/d/"),
            ("a/b/index.html", "../../../../e", "e"),
            ("index.html", "/%C3%A9t%C3%A9%201.pdf", "été 1.pdf"),
            ("index.html", "./f/./g//h", "f/g/h"),
        ];
        for (path, address, expected) in cases {
            assert_eq!(file(path, address).as_deref(), Some(expected), "{address}");
        }
        assert_eq!(file("index.html", "/%FF"), None);
    }

    #[test]
    fn what_a_page_leads_to_is_seen() {
        let page = read(
            "<a id=x name='y'></a><a href='/a?b=1&amp;c=2'><img src=d.png srcset='e.webp 1x,\n f.webp 2x'>",
        );
        let links: Vec<&str> = page.links.iter().map(|(_, link)| &**link).collect();
        assert_eq!(links, ["/a?b=1&c=2", "d.png", "e.webp", "f.webp"]);
        assert!(page.anchors.contains("x") && page.anchors.contains("y"));
    }
}
