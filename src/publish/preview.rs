//! A preview: a release where only those who have its address find it, for some days.
//!
//! It lies under the site's own domain, at `/apercu/<token>/`. Addresses that start from the
//! site's root would lead out of it, so they are changed in pages and style sheets; pages ask
//! search engines to stay out. Nothing of the release itself changes.

use std::borrow::Cow;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::markup::{Attribute, Part, scan};
use super::release::{ReleaseFile, ReleaseId};
use super::target::Publication;
use crate::diagnostic::{Argument, Diagnostic};

/// The folder of previews in the addresses of a site.
pub const FOLDER: &str = "apercu";

/// Letters of a token: those of base 32 without look-alikes.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A release shown to those who have its address.
#[derive(Debug)]
pub struct Preview<'a> {
    /// What is shown.
    pub publication: &'a Publication<'a>,
    /// The part of the address nobody can guess.
    pub token: String,
    /// When it ends.
    pub until: Timestamp,
}

/// What is kept beside a preview, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRecord {
    /// What is shown.
    pub release: ReleaseId,
    /// When it ends.
    pub until: Timestamp,
}

/// A token of 160 random bits, from the system.
///
/// # Errors
/// `publish-no-random` where the system gives none.
pub fn token() -> Result<String, Diagnostic> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| {
        Diagnostic::error("publish-no-random").arg("detail", Argument::cause(&error))
    })?;
    Ok(random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
}

/// True for a name that a token could be.
#[must_use]
pub fn is_token(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| LETTERS.contains(&byte))
}

impl Preview<'_> {
    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}{}/", self.publication.site.url, self.base())
    }

    /// The path all its addresses begin with, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> String {
        format!("/{FOLDER}/{}", self.token)
    }

    /// What is kept beside it.
    #[must_use]
    pub fn record(&self) -> PreviewRecord {
        PreviewRecord { release: self.publication.id, until: self.until }
    }

    /// The bytes of a file as the preview shows them.
    ///
    /// # Errors
    /// Those of [`Built::read`](super::Built::read).
    pub fn read(&self, path: &str, file: &ReleaseFile) -> Result<Vec<u8>, Diagnostic> {
        let bytes = self.publication.built.read(path, file)?;
        let rewrite: fn(&str, &str) -> String = match &*file.content_type {
            kind if kind.starts_with("text/html") => moved_page,
            kind if kind.starts_with("text/css") => moved_styles,
            _ => return Ok(bytes),
        };
        Ok(match String::from_utf8(bytes) {
            Ok(text) => rewrite(&text, &self.base()).into_bytes(),
            Err(other) => other.into_bytes(),
        })
    }
}

/// A page whose addresses from the root begin with `base`, and that search engines leave out.
fn moved_page(html: &str, base: &str) -> String {
    let mut moved = String::with_capacity(html.len() + html.len() / 8);
    let mut copied = 0;
    let mut marked = false;
    scan(html, |part| match part {
        Part::Attribute(Attribute { element, name, value }) => {
            if let Cow::Owned(new) = moved_value(element, name, &html[value.clone()], base) {
                moved.push_str(&html[copied..value.start]);
                moved.push_str(&new);
                copied = value.end;
            }
        }
        Part::Opened(element, inside) if !marked && element.eq_ignore_ascii_case("head") => {
            marked = true;
            moved.push_str(&html[copied..inside]);
            moved.push_str("<meta name=\"robots\" content=\"noindex, nofollow\">");
            copied = inside;
        }
        Part::Raw(element, content) if element.eq_ignore_ascii_case("style") => {
            moved.push_str(&html[copied..content.start]);
            moved.push_str(&moved_styles(&html[content.clone()], base));
            copied = content.end;
        }
        Part::Opened(..) | Part::Raw(..) => {}
    });
    moved.push_str(&html[copied..]);
    moved
}

/// The value of an attribute; changed where it is an address from the root.
fn moved_value<'a>(element: &str, name: &str, value: &'a str, base: &str) -> Cow<'a, str> {
    let name = name.to_ascii_lowercase();
    match &*name {
        "srcset" | "imagesrcset" => {
            let candidates = value.split(',').map(|candidate| {
                let start = candidate.len() - candidate.trim_start().len();
                format!("{}{}", &candidate[..start], moved_address(&candidate[start..], base))
            });
            let moved = candidates.collect::<Vec<_>>().join(",");
            if moved == value { Cow::Borrowed(value) } else { Cow::Owned(moved) }
        }
        "style" => {
            let moved = moved_styles(value, base);
            if moved == value { Cow::Borrowed(value) } else { Cow::Owned(moved) }
        }
        // A page that leads on by itself: « 0; url=/autre/ ».
        "content" if element.eq_ignore_ascii_case("meta") => match value.find("url=/") {
            Some(at) if !value[at + 5..].starts_with('/') => {
                Cow::Owned(format!("{}{base}{}", &value[..at + 4], &value[at + 4..]))
            }
            _ => Cow::Borrowed(value),
        },
        "href" | "src" | "action" | "formaction" | "poster" | "data" => moved_address(value, base),
        // What scripts of ours are told to fetch.
        _ if name.starts_with("data-") => moved_address(value, base),
        _ => Cow::Borrowed(value),
    }
}

fn moved_address<'a>(address: &'a str, base: &str) -> Cow<'a, str> {
    if address.starts_with('/') && !address.starts_with("//") {
        Cow::Owned(format!("{base}{address}"))
    } else {
        Cow::Borrowed(address)
    }
}

/// A style sheet whose addresses from the root begin with `base`.
fn moved_styles(css: &str, base: &str) -> String {
    let mut moved = String::with_capacity(css.len());
    let mut rest = css;
    let marks = ["url(", "@import"];
    while let Some(at) = marks.iter().filter_map(|mark| Some(rest.find(mark)? + mark.len())).min() {
        let tail = &rest[at..];
        let start = at + (tail.len() - tail.trim_start_matches([' ', '"', '\'']).len());
        moved.push_str(&rest[..start]);
        rest = &rest[start..];
        if rest.starts_with('/') && !rest.starts_with("//") {
            moved.push_str(base);
        }
    }
    moved.push_str(rest);
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_from_the_root_stay_in_the_preview() {
        let html = "<!doctype html><html><head><title>/a</title>\
            <link rel=stylesheet href=/assets/a.css><style>a{background:url( '/b.png')}</style>\
            <meta http-equiv=\"refresh\" content=\"0; url=/c/\"></head><body style=\"x:url(/d)\">\
            <a href=\"/e/\">/e/</a><a href='#f'>f</a><a href=\"//g.example/\">g</a>\
            <a href=\"https://h.example/\">h</a><img srcset=\"/i.webp 1x, /j.webp 2x\" src=\"k.png\">";
        let expected = "<!doctype html><html><head><meta name=\"robots\" content=\"noindex, nofollow\">\
            <title>/a</title>\
            <link rel=stylesheet href=/P/assets/a.css><style>a{background:url( '/P/b.png')}</style>\
            <meta http-equiv=\"refresh\" content=\"0; url=/P/c/\"></head><body style=\"x:url(/P/d)\">\
            <a href=\"/P/e/\">/e/</a><a href='#f'>f</a><a href=\"//g.example/\">g</a>\
            <a href=\"https://h.example/\">h</a><img srcset=\"/P/i.webp 1x, /P/j.webp 2x\" src=\"k.png\">";
        assert_eq!(moved_page(html, "/P"), expected);
    }

    #[test]
    fn a_style_sheet_keeps_what_leads_elsewhere() {
        let css = "@import \"/a.css\";b{c:url(/d.png) url(data:x) url(//e/f)}@import url('/g.css')";
        let expected =
            "@import \"/P/a.css\";b{c:url(/P/d.png) url(data:x) url(//e/f)}@import url('/P/g.css')";
        assert_eq!(moved_styles(css, "/P"), expected);
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        let (one, two) = (token().expect("random"), token().expect("random"));
        assert!(is_token(&one) && is_token(&two) && one != two);
        assert!(!is_token("..") && !is_token(&one[1..]));
    }
}
