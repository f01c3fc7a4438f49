//! Just enough XML for feeds: elements, attributes, text and CDATA, on one string.
//!
//! The object models of the `rss` and `atom_syndication` crates leave no say in how markup in a
//! plain text is spelled (see [`Xml::escaped`]), cannot take an item that is written already,
//! and cost more than twice as much an item. They read back, in the tests, what is written here.
//! Names are never escaped: they are literals of this room.

use memchr::{memchr3, memmem};

use super::text;

/// An XML text under construction.
pub(super) struct Xml {
    out: String,
}

impl Xml {
    /// A document, with its declaration.
    pub(super) fn document(capacity: usize) -> Self {
        let mut xml = Self::fragment(capacity);
        xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml
    }

    /// A part of a document.
    pub(super) fn fragment(capacity: usize) -> Self {
        Self { out: String::with_capacity(capacity) }
    }

    /// Markup that is written already.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// `<name a="b">`; an attribute without a value is left out.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">");
    }

    /// `</name>`, and a line break: whole feeds on one line are hard on people.
    pub(super) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// `<name a="b"/>`; an attribute without a value is left out.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>\n");
    }

    /// `<name>value</name>`, or nothing for an empty value.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.text_with(name, &[], value);
    }

    /// `<name a="b">value</name>`, or nothing for an empty value.
    pub(super) fn text_with(&mut self, name: &str, attributes: &[(&str, &str)], value: &str) {
        if !value.is_empty() {
            self.open(name, attributes);
            self.escaped(&text::line(value));
            self.close(name);
        }
    }

    /// `<name a="b"><![CDATA[value]]></name>`, or nothing for an empty value. The value must
    /// be [clean](text::clean).
    pub(super) fn cdata(&mut self, name: &str, attributes: &[(&str, &str)], mut value: &str) {
        if value.is_empty() {
            return;
        }
        self.open(name, attributes);
        self.out.push_str("<![CDATA[");
        while let Some(end) = memmem::find(value.as_bytes(), b"]]>") {
            // What would end the section is cut in two sections.
            self.out.push_str(&value[..end + 2]);
            self.out.push_str("]]><![CDATA[");
            value = &value[end + 2..];
        }
        self.out.push_str(value);
        self.out.push_str("]]>");
        self.close(name);
    }

    /// The finished text.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            if !value.is_empty() {
                self.out.push(' ');
                self.out.push_str(name);
                self.out.push_str("=\"");
                let start = self.out.len();
                self.escaped(&text::line(value));
                if self.out[start..].contains('"') {
                    let value = self.out.split_off(start).replace('"', "&#x22;");
                    self.out.push_str(&value);
                }
                self.out.push('"');
            }
        }
        self.out.push_str(end);
    }

    /// Readers disagree on whether `&lt;` in a title is a character or markup; the RSS profile
    /// found that all of them read a hexadecimal reference as a character, and the W3C
    /// validator warns of anything else.
    fn escaped(&mut self, mut value: &str) {
        while let Some(at) = memchr3(b'&', b'<', b'>', value.as_bytes()) {
            self.out.push_str(&value[..at]);
            self.out.push_str(match value.as_bytes()[at] {
                b'&' => "&#x26;",
                b'<' => "&#x3C;",
                _ => "&#x3E;",
            });
            if is_end_tag(&value[at..]) {
                // Shown as it was, and no longer what the W3C validator takes for HTML in a plain
                // text, however it is escaped.
                self.out.push('\u{2060}');
            }
            value = &value[at + 1..];
        }
        self.out.push_str(value);
    }
}

/// True for a text that begins like `</b>`.
fn is_end_tag(text: &str) -> bool {
    let name = text
        .strip_prefix("</")
        .map(|rest| rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'));
    name.is_some_and(|rest| rest.starts_with('>') && !text.starts_with("</>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_escaped() {
        let mut xml = Xml::fragment(0);
        xml.open("a", &[("b", "1 < \"2\" & 3\n4"), ("empty", "")]);
        xml.text("t", "]]> <b>\u{0}R&D</b>");
        xml.text("t", "");
        xml.cdata("c", &[], "<p>]]>]]]></p>");
        xml.close("a");
        assert_eq!(
            xml.finish(),
            concat!(
                "<a b=\"1 &#x3C; &#x22;2&#x22; &#x26; 3 4\">",
                "<t>]]&#x3E; &#x3C;b&#x3E;R&#x26;D&#x3C;\u{2060}/b&#x3E;</t>\n",
                "<c><![CDATA[<p>]]]]><![CDATA[>]]]]]><![CDATA[></p>]]></c>\n",
                "</a>\n"
            )
        );
    }
}
