//! Characters: what XML forbids is left out, what is markup is escaped.
//!
//! Never changes what a reader sees of well-formed text.

use std::borrow::Cow;

/// Leaves out the characters that XML 1.0 forbids (section 2.2) and those that a validator
/// takes for a broken encoding: C0 and C1 controls, U+FFFD, U+FFFE, U+FFFF.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if may_be_unclean(text.as_bytes()) && text.contains(is_unwanted) {
        Cow::Owned(text.chars().filter(|&c| !is_unwanted(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_unwanted(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\0'..='\x1F' | '\x7F'..='\u{9F}' | '\u{FFFD}'..='\u{FFFF}' => true,
        _ => false,
    }
}

/// False for almost all texts, at the speed of a copy: no branch, so that it is vectorised.
fn may_be_unclean(bytes: &[u8]) -> bool {
    let control = |byte: u8| {
        (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0x7F)
    };
    // U+0080 to U+009F are C2 80 to C2 9F; U+FFFD to U+FFFF are EF BF BD to EF BF BF.
    let pair = |a: u8, b: u8| (a == 0xC2) & (b < 0xA0) | (a == 0xEF) & (b == 0xBF);
    let alone = bytes.iter().fold(false, |found, &byte| found | control(byte));
    let next = bytes.get(1..).unwrap_or_default();
    alone | bytes.iter().zip(next).fold(false, |found, (&a, &b)| found | pair(a, b))
}

/// [`clean`], on one line. For titles and names.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    let is_break = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r');
    if !text.bytes().any(is_break) {
        return clean(text);
    }
    let words: Vec<_> = text.split_ascii_whitespace().map(clean).collect();
    Cow::Owned(words.join(" "))
}

/// [`clean`], with what is markup in HTML escaped.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let text = clean(text);
    if !looks_like_markup(&text) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            _ => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// True for a plain text that a careless reader could take for markup.
pub(super) fn looks_like_markup(text: &str) -> bool {
    memchr::memchr2(b'<', b'&', text.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_characters_are_left_out() {
        assert_eq!(clean("été\u{A0}: « oui »\n\t"), "été\u{A0}: « oui »\n\t");
        assert_eq!(clean("a\0b\u{1B}c\u{85}d\u{FFFD}e\u{FFFF}f\u{7F}"), "abcdef");
        assert_eq!(line("  Un\r\n titre\u{0} \t long "), "Un titre long");
        assert_eq!(escape("R&D <b>\u{1}"), "R&amp;D &lt;b>");
    }

    #[test]
    fn every_unwanted_character_is_found() {
        for c in ('\0'..='\u{FFFF}').filter(|&c| is_unwanted(c)) {
            assert_eq!(clean(&format!("a{c}")), "a", "{c:?}");
            assert_eq!(clean(&format!("{c}")), "", "{c:?}");
        }
    }
}
