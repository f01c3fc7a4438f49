//! Feeds and site maps as trees, read strictly: what is not well-formed is refused, as the
//! applications that fetch it would.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep a feed may be.
const DEEPEST: usize = 32;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name, with its prefix.
    pub(super) name: String,
    /// Its own text.
    pub(super) text: String,
    /// Where it begins.
    pub(super) at: usize,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
}

impl Element {
    /// The first child of that name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children(name).next()
    }

    /// The children of that name.
    pub(super) fn children(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// True for a child of that name that says something.
    pub(super) fn says(&self, name: &str) -> bool {
        self.child(name).is_some_and(|child| !child.text.trim().is_empty())
    }

    /// An attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads a document; what is wrong with it, and where, otherwise.
pub(super) fn parse(text: &str) -> Result<Element, (usize, String)> {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let wrong = |error: &dyn std::fmt::Display| (at, error.to_string());
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(at);
            (at, error.to_string())
        })?;
        let last = open.len() - 1;
        match event {
            Event::Start(start) => {
                if open.len() > DEEPEST {
                    return Err((at, "too deep".to_owned()));
                }
                open.push(element(&start, at).map_err(|error| wrong(&error))?);
            }
            Event::Empty(start) => {
                let element = element(&start, at).map_err(|error| wrong(&error))?;
                open[last].children.push(element);
            }
            Event::End(_) => {
                if let Some(element) = open.pop()
                    && let Some(parent) = open.last_mut()
                {
                    parent.children.push(element);
                }
            }
            Event::Text(held) => {
                let held = held.decode().map_err(|error| wrong(&error))?;
                if last == 0 && !held.trim().is_empty() {
                    return Err((at, "text outside of the document".to_owned()));
                }
                open[last].text.push_str(&held);
            }
            Event::CData(held) => {
                let held = held.decode().map_err(|error| wrong(&error))?;
                open[last].text.push_str(&held);
            }
            Event::GeneralRef(reference) => {
                let name = reference.decode().map_err(|error| wrong(&error))?;
                let text = format!("&{name};");
                let plain = quick_xml::escape::unescape(&text).map_err(|error| wrong(&error))?;
                open[last].text.push_str(&plain);
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    let mut document = open.swap_remove(0);
    match (open.is_empty(), document.children.len()) {
        (true, 1) => Ok(document.children.swap_remove(0)),
        _ => Err((text.len(), "not one element that ends".to_owned())),
    }
}

fn element(start: &BytesStart<'_>, at: usize) -> Result<Element, quick_xml::Error> {
    let name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute?;
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        let value = String::from_utf8_lossy(&attribute.value).into_owned();
        attributes.push((name, quick_xml::escape::unescape(&value)?.into_owned()));
    }
    Ok(Element { name, attributes, at, ..Element::default() })
}
