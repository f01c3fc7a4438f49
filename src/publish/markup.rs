//! Where the attributes of a finished HTML page are: enough to see its links and to change them
//! in place, without making a tree of it.
//!
//! It reads tags as browsers' tokenizers do (HTML Standard, 13.2.5), and leaves everything that is
//! not a tag alone. It never decides what an attribute means.

use std::ops::Range;

/// An attribute of a start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    /// Name of the element, as it is written.
    pub(super) element: &'a str,
    /// Name of the attribute, as it is written.
    pub(super) name: &'a str,
    /// Where its value stands in the page, without quotes.
    pub(super) value: Range<usize>,
}

/// What a scan meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// An attribute that has a value.
    Attribute(Attribute<'a>),
    /// The end of a start tag: the element's name, and what comes right after `>`.
    Opened(&'a str, usize),
    /// What an element holds that has no tags inside, such as `style`.
    Raw(&'a str, Range<usize>),
}

/// Elements whose content is text, whatever it looks like.
const RAW: [&str; 8] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Gives every part of a page to `see`, in order.
pub(super) fn scan<'a>(html: &'a str, mut see: impl FnMut(Part<'a>)) {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found + 1;
        match bytes.get(at) {
            Some(b'!') if html[at..].starts_with("!--") => at = after_comment(html, at + 3),
            Some(b'!' | b'?' | b'/') => at = after(html, at, b'>'),
            Some(letter) if letter.is_ascii_alphabetic() => at = tag(html, at, &mut see),
            _ => {}
        }
    }
}

fn after(html: &str, at: usize, byte: u8) -> usize {
    memchr::memchr(byte, &html.as_bytes()[at..]).map_or(html.len(), |found| at + found + 1)
}

fn after_comment(html: &str, at: usize) -> usize {
    if html[at..].starts_with('>') {
        return at + 1;
    }
    let text = &html.as_bytes()[at..];
    memchr::memmem::find(text, b"-->").map_or(html.len(), |found| at + found + 3)
}

/// Reads a start tag whose name begins at `at`, and says where what follows begins.
fn tag<'a>(html: &'a str, at: usize, see: &mut impl FnMut(Part<'a>)) -> usize {
    let bytes = html.as_bytes();
    let space = |at: usize| bytes[at].is_ascii_whitespace();
    let until = |mut at: usize, ends: fn(u8) -> bool| {
        while at < bytes.len() && !ends(bytes[at]) {
            at += 1;
        }
        at
    };
    let name_ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    let mut here = until(at, name_ends);
    let element = &html[at..here];
    loop {
        while here < bytes.len() && (space(here) || bytes[here] == b'/') {
            here += 1;
        }
        if here >= bytes.len() {
            return here;
        }
        if bytes[here] == b'>' {
            break;
        }
        let start = here;
        // A first `=` belongs to the name.
        here = until(here + 1, name_ends_or_equals);
        let name = &html[start..here];
        let mut next = here;
        while next < bytes.len() && space(next) {
            next += 1;
        }
        if bytes.get(next) != Some(&b'=') {
            continue;
        }
        next += 1;
        while next < bytes.len() && space(next) {
            next += 1;
        }
        let value = match bytes.get(next) {
            Some(quote @ (b'"' | b'\'')) => {
                let end = memchr::memchr(*quote, &bytes[next + 1..]);
                let end = end.map_or(html.len(), |found| next + 1 + found);
                here = (end + 1).min(html.len());
                next + 1..end
            }
            _ => {
                here = until(next, |byte| byte.is_ascii_whitespace() || byte == b'>');
                next..here
            }
        };
        see(Part::Attribute(Attribute { element, name, value }));
    }
    let inside = here + 1;
    see(Part::Opened(element, inside));
    if !RAW.iter().any(|raw| raw.eq_ignore_ascii_case(element)) {
        return inside;
    }
    let end = raw_end(html, inside, element);
    see(Part::Raw(element, inside..end));
    end
}

fn name_ends_or_equals(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=')
}

/// Where the end tag of `element` begins.
fn raw_end(html: &str, from: usize, element: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
        at += found;
        let name = bytes.get(at + 2..at + 2 + element.len());
        if name.is_some_and(|name| name.eq_ignore_ascii_case(element.as_bytes())) {
            return at;
        }
        at += 2;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(html: &str) -> Vec<(&str, &str, &str)> {
        let mut seen = Vec::new();
        scan(html, |part| {
            if let Part::Attribute(Attribute { element, name, value }) = part {
                seen.push((element, name, &html[value]));
            }
        });
        seen
    }

    #[test]
    fn values_are_found_however_they_are_written() {
        let html = "<a href=\"/a\" class='b c' x=/d/ hidden><br/><img alt = \"\" src = e>";
        let expected = [
            ("a", "href", "/a"),
            ("a", "class", "b c"),
            ("a", "x", "/d/"),
            ("img", "alt", ""),
            ("img", "src", "e"),
        ];
        assert_eq!(values(html), expected);
    }

    #[test]
    fn what_is_no_tag_is_left_alone() {
        let html = "<!-- <a href=x> --><!doctype html a=b><script>'<a href=y>'</script>\
                    <title><a href=z></title></a href=t>a < b <p id=q>";
        assert_eq!(values(html), [("p", "id", "q")]);
    }

    #[test]
    fn torn_pages_end() {
        let html = "<a href=\"é<b c='d'><script>x</scrip";
        for end in (0..=html.len()).filter(|end| html.is_char_boundary(*end)) {
            values(&html[..end]);
        }
        values("<a =");
        values("<a b=");
    }
}
