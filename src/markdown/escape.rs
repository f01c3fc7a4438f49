//! Text made safe for the places of HTML it is written to, and addresses that may be linked to.

use memchr::{memchr2, memchr3};
use std::convert::Infallible;

/// Schemes an author may link to: the web's, and ours, which the resolver turns into the web's.
const SCHEMES: &[&str] =
    &["http", "https", "mailto", "tel", "sms", "geo", "webcal", "grc", "site", "service"];

/// Appends `text` as the content of an element.
pub(super) fn push_text(out: &mut String, text: &str) {
    let Ok(()) = escaped_runs(text, |byte| byte != b'"' && byte != b'\'', push(out));
}

/// Appends `text` as the value of an attribute in double quotes.
pub(super) fn push_attribute(out: &mut String, text: &str) {
    let mut lines = text.split(['\n', '\r', '\t']);
    push_escaped(out, lines.next().unwrap_or_default());
    for line in lines {
        out.push(' ');
        push_escaped(out, line);
    }
}

/// Appends `text` so that it is safe as the content of an element and in an attribute in double
/// quotes.
pub fn push_escaped(out: &mut String, text: &str) {
    let Ok(()) = escaped_runs(text, |byte| byte != b'\'', push(out));
}

fn push(out: &mut String) -> impl FnMut(&str) -> Result<(), Infallible> {
    move |run| {
        out.push_str(run);
        Ok(())
    }
}

/// Writes `text` with the five characters HTML gives a meaning replaced, in quotes of either kind.
///
/// # Errors
/// Those of `write`.
pub fn write_escaped<E>(text: &str, write: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    escaped_runs(text, |_| true, write)
}

/// The one list of entities: gives `write` runs of plain text and, between them, an entity for
/// each character that has a meaning in HTML and is `wanted`.
fn escaped_runs<E>(
    text: &str,
    wanted: impl Fn(u8) -> bool,
    mut write: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    // Most texts hold none of them, which is seen many bytes at a time.
    let bytes = text.as_bytes();
    if memchr3(b'&', b'<', b'>', bytes).is_none() && memchr2(b'"', b'\'', bytes).is_none() {
        return write(text);
    }
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if wanted(byte) => "&quot;",
            b'\'' if wanted(byte) => "&#39;",
            _ => continue,
        };
        write(&text[written..at])?;
        write(entity)?;
        written = at + 1;
    }
    write(&text[written..])
}

/// Appends an address as the value of an attribute in double quotes: what no address may hold
/// is percent-encoded (RFC 3986 section 2), what is encoded already stays.
pub(super) fn push_href(out: &mut String, address: &str) {
    for character in address.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#39;"),
            '!' | '#'..='%' | '('..=';' | '=' | '?'..='Z' | '[' | ']' | '_' | 'a'..='z' | '~' => {
                out.push(character);
            }
            other => {
                for byte in other.encode_utf8(&mut [0; 4]).bytes() {
                    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                    out.push('%');
                    out.push(char::from(DIGITS[usize::from(byte >> 4)]));
                    out.push(char::from(DIGITS[usize::from(byte & 15)]));
                }
            }
        }
    }
}

/// The scheme of an address when it is not one an author may use.
///
/// Browsers drop control characters and white space before and inside a scheme (URL standard,
/// section 4.4), so that `java&#10;script:` is JavaScript to them: here too.
pub(super) fn refused_scheme(address: &str) -> Option<String> {
    let mut scheme = String::new();
    for character in address.chars() {
        match character {
            ':' => break,
            '/' | '?' | '#' | '\\' => return None,
            c if c.is_control() || c.is_whitespace() || is_invisible(c) => {}
            c => scheme.extend(c.to_lowercase()),
        }
    }
    let colon = address.contains(':');
    let named = scheme.starts_with(|c: char| c.is_ascii_lowercase())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
    // A scheme in any other case or dress («JavaScript», «jav\u{200b}ascript») was folded above.
    (colon && named && !SCHEMES.contains(&scheme.as_str())).then_some(scheme)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_of_a_script_passes() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            "java\u{200b}script:alert(1)",
            "javascript\n:alert(1)",
            "vbscript:msgbox",
            "data:text/html,<script>",
            "blob:https://a",
            "file:///etc/passwd",
            "view-source:https://a",
        ] {
            assert!(refused_scheme(address).is_some(), "{address:?}");
        }
    }

    #[test]
    fn addresses_of_the_web_and_paths_pass() {
        for address in [
            "https://a.example/x?y=javascript:z",
            "mailto:a@b.fr",
            "tel:+33558000000",
            "grc:acte-naissance",
            "site:amou/agenda",
            "/actualites/a:b",
            "../plan.pdf",
            "réunion: ordre du jour.pdf",
            "12:30",
            "",
        ] {
            assert_eq!(refused_scheme(address), None, "{address:?}");
        }
    }

    #[test]
    fn each_place_of_html_has_its_entities() {
        let (mut text, mut both, mut attribute) = (String::new(), String::new(), String::new());
        let hostile = "é<a b=\"c\" d='&'>\n";
        push_text(&mut text, hostile);
        push_escaped(&mut both, hostile);
        push_attribute(&mut attribute, hostile);
        assert_eq!(text, "é&lt;a b=\"c\" d='&amp;'&gt;\n");
        assert_eq!(both, "é&lt;a b=&quot;c&quot; d='&amp;'&gt;\n");
        assert_eq!(attribute, "é&lt;a b=&quot;c&quot; d='&amp;'&gt; ");
        let mut all = String::new();
        let Ok(()) = write_escaped(hostile, |run| {
            all.push_str(run);
            Ok::<(), Infallible>(())
        });
        assert_eq!(all, "é&lt;a b=&quot;c&quot; d=&#39;&amp;&#39;&gt;\n");
    }

    #[test]
    fn an_address_cannot_leave_its_quotes() {
        let mut out = String::new();
        push_href(&mut out, "/a b\"><script>é'&%20\n");
        assert_eq!(out, "/a%20b%22%3E%3Cscript%3E%C3%A9&#39;&amp;%20%0A");
    }
}
