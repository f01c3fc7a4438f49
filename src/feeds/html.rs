//! The HTML of a page's body, as it can be read away from its page: in a feed.
//!
//! Every URL is made absolute, and what only makes sense in the page is left out: attributes for
//! its style sheet, its scripts and its anchors, responsive variants of its images, and whatever
//! the W3C feed validator warns of (its list of attributes has no `aria-*`, no `role`).
//!
//! This is no sanitiser, and need not be one: what comes in is safe already. But as only
//! known elements and attributes are written, nothing unsafe can come out of it either.

use std::borrow::Cow;
use std::ops::ControlFlow;

use memchr::memchr;

/// The fragment `html` of the page at `page_url`, fit for a feed.
///
/// Links, images and citations are resolved against `page_url` (RFC 3986, section 5.2), which
/// must itself be absolute; anchors lead to the page. Takes time linear in `html`.
#[must_use]
pub fn absolutise(html: &str, page_url: &str) -> String {
    let base = Base::new(page_url);
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(position) = memchr(b'<', rest.as_bytes()) {
        out.push_str(&rest[..position]);
        rest = &rest[position..];
        rest = match markup(rest) {
            Markup::Tag(tag) => {
                write_tag(&tag, &base, &mut out);
                let after = &rest[tag.length..];
                match tag.kind {
                    Kind::Open if is_left_out_whole(&tag.name) => skip_element(after, &tag.name),
                    _ => after,
                }
            }
            Markup::Comment(length) => &rest[length..],
            Markup::Unfinished => "",
            Markup::Text => {
                out.push_str("&lt;");
                &rest[1..]
            }
        };
    }
    out.push_str(rest);
    out
}

fn write_tag(tag: &Tag<'_>, base: &Base<'_>, out: &mut String) {
    if !is_kept(&tag.name) {
        return;
    }
    out.push('<');
    if tag.kind == Kind::Close {
        out.push('/');
        out.push_str(&tag.name);
    } else {
        out.push_str(&tag.name);
        let _ = attributes(tag.attributes, |name, value| {
            write_attribute(&name, value, base, out);
            ControlFlow::Continue(())
        });
    }
    out.push('>');
}

fn write_attribute(name: &str, value: Option<&str>, base: &Base<'_>, out: &mut String) {
    let is_url = match name {
        "href" | "src" | "cite" | "poster" => true,
        "abbr" | "alt" | "colspan" | "datetime" | "dir" | "height" | "hreflang" | "lang"
        | "open" | "reversed" | "rowspan" | "scope" | "span" | "start" | "title" | "type"
        | "value" | "width" => false,
        _ => return,
    };
    out.push(' ');
    out.push_str(name);
    let Some(value) = value else {
        // `alt` alone is an empty alternative; a strict parser wants no value for the others.
        return;
    };
    out.push_str("=\"");
    let start = out.len();
    if is_url {
        base.resolve(value.trim_ascii(), out);
    } else {
        out.push_str(value);
    }
    if memchr(b'"', &out.as_bytes()[start..]).is_some() {
        let quoted = out.split_off(start).replace('"', "&quot;");
        out.push_str(&quoted);
    }
    out.push('"');
}

/// Elements that mean something in any reader.
fn is_kept(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "address"
            | "article"
            | "aside"
            | "audio"
            | "b"
            | "bdi"
            | "blockquote"
            | "br"
            | "caption"
            | "cite"
            | "code"
            | "col"
            | "colgroup"
            | "dd"
            | "del"
            | "details"
            | "dfn"
            | "div"
            | "dl"
            | "dt"
            | "em"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "li"
            | "mark"
            | "ol"
            | "p"
            | "pre"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "section"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "summary"
            | "sup"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "time"
            | "tr"
            | "u"
            | "ul"
            | "var"
            | "video"
            | "wbr"
    )
}

/// Elements that leave with all they hold; of others that are not kept, the content stays.
fn is_left_out_whole(name: &str) -> bool {
    matches!(
        name,
        "button"
            | "iframe"
            | "math"
            | "noembed"
            | "noframes"
            | "noscript"
            | "object"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "template"
            | "textarea"
            | "title"
            | "xmp"
    )
}

/// Elements whose content is no markup (HTML, section 13.1.2).
fn holds_raw_text(name: &str) -> bool {
    matches!(
        name,
        "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "script"
            | "style"
            | "textarea"
            | "title"
            | "xmp"
    )
}

/// What follows the end of the element `name` whose start tag has just been read.
fn skip_element<'a>(mut rest: &'a str, name: &str) -> &'a str {
    let raw = holds_raw_text(name);
    let mut depth = 1;
    while let Some(position) = memchr(b'<', rest.as_bytes()) {
        rest = &rest[position..];
        if raw && !rest.starts_with("</") {
            rest = &rest[1..];
            continue;
        }
        match markup(rest) {
            Markup::Tag(tag) if tag.name == name => {
                rest = &rest[tag.length..];
                match tag.kind {
                    Kind::Open => depth += 1,
                    Kind::Close => depth -= 1,
                }
                if depth == 0 {
                    return rest;
                }
            }
            Markup::Tag(_) | Markup::Text if raw => rest = &rest[1..],
            Markup::Tag(tag) => rest = &rest[tag.length..],
            Markup::Comment(length) => rest = &rest[length..],
            Markup::Text => rest = &rest[1..],
            Markup::Unfinished => return "",
        }
    }
    ""
}

#[derive(PartialEq)]
enum Kind {
    Open,
    Close,
}

struct Tag<'a> {
    kind: Kind,
    /// In lower case.
    name: Cow<'a, str>,
    /// All between the name and the final `>`.
    attributes: &'a str,
    /// Bytes from `<` to `>`, both included.
    length: usize,
}

/// What a `<` can begin.
enum Markup<'a> {
    Tag(Tag<'a>),
    /// A comment, declaration or processing instruction, and its length in bytes.
    Comment(usize),
    /// A tag or comment without end: a browser shows nothing of it nor of what follows.
    Unfinished,
    /// The character itself.
    Text,
}

/// What `text`, which begins with `<`, begins with.
fn markup(text: &str) -> Markup<'_> {
    let bytes = text.as_bytes();
    let (kind, start) = match bytes.get(1) {
        Some(b'!' | b'?') => {
            let (open, close) = if text.starts_with("<!--") { (4, "-->") } else { (2, ">") };
            return match text[open..].find(close) {
                Some(position) => Markup::Comment(open + position + close.len()),
                None => Markup::Unfinished,
            };
        }
        Some(b'/') => (Kind::Close, 2),
        _ => (Kind::Open, 1),
    };
    if !bytes.get(start).is_some_and(u8::is_ascii_alphabetic) {
        return Markup::Text;
    }
    let body = &text[start..];
    let is_name_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    let Some(name_end) = body.bytes().position(is_name_end) else {
        return Markup::Unfinished;
    };
    let rest = &body[name_end..];
    match attributes(rest, |_, _| ControlFlow::Continue(())) {
        ControlFlow::Continue(()) => Markup::Unfinished,
        ControlFlow::Break(end) => Markup::Tag(Tag {
            kind,
            name: lower(&body[..name_end]),
            attributes: &rest[..end],
            length: start + name_end + end + 1,
        }),
    }
}

/// Calls `each` with the name (in lower case) and the value, still escaped, of every attribute;
/// breaks with the position of the tag's final `>`, if there is one.
fn attributes<'a>(
    text: &'a str,
    mut each: impl FnMut(Cow<'a, str>, Option<&'a str>) -> ControlFlow<usize>,
) -> ControlFlow<usize> {
    let bytes = text.as_bytes();
    let skip = |mut at: usize, accept: fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|&byte| accept(byte)) {
            at += 1;
        }
        at
    };
    let mut at = 0;
    loop {
        at = skip(at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        match bytes.get(at) {
            None => return ControlFlow::Continue(()),
            Some(b'>') => return ControlFlow::Break(at),
            Some(_) => {}
        }
        let name_start = at;
        // A name may begin with `=` (HTML, section 13.2.5.32): the loop always moves on.
        at =
            skip(at + 1, |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'='));
        let name_end = at;
        let equals = skip(at, |byte| byte.is_ascii_whitespace());
        let mut value = None;
        if bytes.get(equals) == Some(&b'=') {
            at = skip(equals + 1, |byte| byte.is_ascii_whitespace());
            let start = at;
            match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    let Some(length) = memchr(quote, &bytes[at + 1..]) else {
                        return ControlFlow::Continue(());
                    };
                    value = Some(&text[start + 1..start + 1 + length]);
                    at += length + 2;
                }
                _ => {
                    at = skip(at, |byte| !byte.is_ascii_whitespace() && byte != b'>');
                    value = Some(&text[start..at]);
                }
            }
        }
        // A name's first byte may be part of a longer character; such names are never kept.
        if let Some(name) = text.get(name_start..name_end) {
            each(lower(name), value)?;
        }
    }
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// A page's URL, cut where references are joined to it.
struct Base<'a> {
    /// `https:`
    scheme: &'a str,
    /// `https://amou.fr`
    origin: &'a str,
    /// `https://amou.fr/actualites/`, with the final slash if there is a path.
    folder: &'a str,
    /// Without query and fragment.
    path: &'a str,
    /// Without fragment.
    page: &'a str,
}

impl<'a> Base<'a> {
    fn new(url: &'a str) -> Self {
        let page = url.split('#').next().unwrap_or(url);
        let path = page.split('?').next().unwrap_or(page);
        let authority = path.find("://").map_or(0, |colon| colon + 3);
        let origin = path[authority..].find('/').map_or(path, |slash| &path[..authority + slash]);
        let folder = match path.rfind('/') {
            Some(slash) if slash >= origin.len() => &path[..=slash],
            _ => path,
        };
        Self { scheme: &url[..authority.saturating_sub(2)], origin, folder, path, page }
    }

    /// Writes the absolute form of `reference`. Works on the escaped value: none of the
    /// characters it looks at the beginning for is ever written as a character reference.
    fn resolve(&self, reference: &str, out: &mut String) {
        if has_scheme(reference) {
            out.push_str(reference);
            return;
        }
        let mut rest = reference;
        let prefix = match rest.as_bytes() {
            [b'/', b'/', ..] => self.scheme,
            [b'/', ..] => self.origin,
            [b'#', ..] | [] => self.page,
            [b'?', ..] => self.path,
            _ => {
                let mut folder = self.folder;
                loop {
                    if let Some(after) = rest.strip_prefix("./") {
                        rest = after;
                    } else if let Some(after) = rest.strip_prefix("../") {
                        rest = after;
                        folder = parent(folder, self.origin);
                    } else {
                        break;
                    }
                }
                folder
            }
        };
        out.push_str(prefix);
        if prefix == self.origin && !rest.starts_with('/') {
            out.push('/');
        }
        out.push_str(rest);
    }
}

/// The folder above `folder`; the root has none.
fn parent<'a>(folder: &'a str, origin: &str) -> &'a str {
    let trimmed = folder.strip_suffix('/').unwrap_or(folder);
    match trimmed.rfind('/') {
        Some(slash) if slash >= origin.len() => &folder[..=slash],
        _ => folder,
    }
}

/// RFC 3986, section 3.1.
fn has_scheme(reference: &str) -> bool {
    let bytes = reference.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes
            .iter()
            .find(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'+' | b'-' | b'.'))
            == Some(&b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://amou.fr/actualites/2026/marche/?page=2#haut";

    fn link(reference: &str) -> String {
        let html = absolutise(&format!("<a href=\"{reference}\">x</a>"), PAGE);
        html["<a href=\"".len()..html.len() - "\">x</a>".len()].to_owned()
    }

    #[test]
    fn references_become_absolute() {
        for (reference, expected) in [
            ("https://exemple.fr/?a=1&amp;b=2", "https://exemple.fr/?a=1&amp;b=2"),
            ("mailto:mairie@amou.fr", "mailto:mairie@amou.fr"),
            ("tel:+33558890000", "tel:+33558890000"),
            ("//exemple.fr/x", "https://exemple.fr/x"),
            ("/contact/", "https://amou.fr/contact/"),
            ("plan.pdf", "https://amou.fr/actualites/2026/marche/plan.pdf"),
            ("./plan.pdf", "https://amou.fr/actualites/2026/marche/plan.pdf"),
            ("../foire/", "https://amou.fr/actualites/2026/foire/"),
            ("../../../../../x", "https://amou.fr/x"),
            ("#fn1", "https://amou.fr/actualites/2026/marche/?page=2#fn1"),
            ("?page=3", "https://amou.fr/actualites/2026/marche/?page=3"),
            ("", "https://amou.fr/actualites/2026/marche/?page=2"),
            ("été/a:b", "https://amou.fr/actualites/2026/marche/été/a:b"),
        ] {
            assert_eq!(link(reference), expected, "{reference}");
        }
        assert_eq!(
            absolutise("<img src=a.png alt=\"\"><a href='b'>", "https://amou.fr"),
            "<img src=\"https://amou.fr/a.png\" alt=\"\"><a href=\"https://amou.fr/b\">"
        );
    }

    #[test]
    fn what_only_serves_the_page_is_left_out() {
        let page = concat!(
            "<h2 id=\"ou\" tabindex=\"-1\">Où\u{202F}?</h2>",
            "<picture><source srcset=\"a.webp 800w\" type=\"image/webp\">",
            "<img src=\"/a.jpg\" srcset=\"a.jpg 800w\" sizes=\"100vw\" width=\"8\" height=\"6\" ",
            "loading=\"lazy\" fetchpriority=\"low\" alt='Le « \"vieux\" » pont'/></picture>",
            "<!-- note --><td style=\"text-align: right\" class=\"n\">1</td>",
            "<a href=\"/x\" role=\"button\" aria-label=\"y\" onclick=\"z()\">x</a>",
            "<svg><svg></svg><path d=\"M0\"/></svg><script>if (a<b) { '</p>' }</script>",
            "<ol start=3 REVERSED><LI>1 < 2</LI></ol>",
        );
        assert_eq!(
            absolutise(page, PAGE),
            concat!(
                "<h2>Où\u{202F}?</h2>",
                "<img src=\"https://amou.fr/a.jpg\" width=\"8\" height=\"6\" ",
                "alt=\"Le « &quot;vieux&quot; » pont\">",
                "<td>1</td>",
                "<a href=\"https://amou.fr/x\">x</a>",
                "<ol start=\"3\" reversed><li>1 &lt; 2</li></ol>",
            )
        );
    }

    #[test]
    fn broken_markup_neither_panics_nor_leaks() {
        for html in [
            "<",
            "<a",
            "<a href",
            "<a href=",
            "<a href=\"x",
            "</",
            "</é>",
            "<é>",
            "<!--",
            "<!",
            "<?",
            "<script>",
            "<a =x>",
            "<a é=\"1\" ='>",
            "<a/=/>x",
            "<svg><a href=\"",
            "<img src=\"\"\"é>",
        ] {
            let out = absolutise(html, PAGE);
            assert!(!out.contains("script") && !out.contains("svg"), "{html} -> {out}");
            let _ = absolutise(html, "");
            let _ = absolutise(html, "no-scheme/é");
        }
        assert_eq!(absolutise("a <a href=\"x", PAGE), "a ");
    }

    #[test]
    fn time_is_linear() {
        // Unclosed constructs repeated many times are where scanners go quadratic.
        for piece in ["<", "<a ", "<a href=\"", "<script>", "<svg>", "<!-", "</"] {
            let html = piece.repeat(200_000 / piece.len());
            assert!(absolutise(&html, PAGE).len() <= 5 * html.len());
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_only_known_tags(html in "[<>/a-z=\"' &é!-]{0,60}") {
            let out = absolutise(&html, PAGE);
            let again = absolutise(&out, PAGE);
            proptest::prop_assert_eq!(again, out);
        }
    }
}
