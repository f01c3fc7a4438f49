//! What the renderer asks about links and images. It never answers itself.

use std::ops::Range;

use super::boxes::BoxKind;
use super::escape::{push_attribute, push_href, push_text};
use crate::diagnostic::{Diagnostic, Location, Source};

/// Answers where links lead and what images become.
///
/// Only addresses with an allowed scheme, or none, are asked about; `#anchors` of the page itself
/// never are. Findings are added to `diagnostics`.
pub trait Resolver {
    /// What a link becomes.
    fn link(&self, request: &LinkRequest<'_>, diagnostics: &mut Vec<Diagnostic>) -> LinkResolution;

    /// What an image becomes.
    fn image(
        &self,
        request: &ImageRequest<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> ImageResolution;

    /// What stands around the content of a box; `None` leaves it a block quote.
    fn around(
        &self,
        request: &BoxRequest<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Around> {
        let _ = (request, diagnostics);
        None
    }
}

/// A box of the text: a block quote that begins with a marker.
#[derive(Debug, Clone)]
pub struct BoxRequest<'a> {
    /// What it is.
    pub kind: BoxKind,
    /// What its author called it, plain; often empty.
    pub title: &'a str,
    /// The text it is in.
    pub source: &'a Source,
    /// The place of its marker there.
    pub range: Range<usize>,
}

/// Trusted HTML around the content of a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// Before it.
    pub open: String,
    /// After it.
    pub close: String,
}

/// A link of the text.
#[derive(Debug, Clone)]
pub struct LinkRequest<'a> {
    /// The address as written, entities and escapes decoded.
    pub dest: &'a str,
    /// The title in quotes after the address; often empty.
    pub title: &'a str,
    /// The link's words, plain.
    pub text: &'a str,
    /// True when the link is alone in a paragraph: it may become a block.
    pub standalone: bool,
    /// The text it is in.
    pub source: &'a Source,
    /// Its place there.
    pub range: Range<usize>,
}

impl LinkRequest<'_> {
    /// Where the link is. It counts lines: call it only to tell something.
    #[must_use]
    pub fn location(&self) -> Location {
        self.source.locate(self.range.clone())
    }
}

/// An image of the text.
#[derive(Debug, Clone)]
pub struct ImageRequest<'a> {
    /// The address as written, entities and escapes decoded.
    pub dest: &'a str,
    /// What the image says, plain; empty only when decorative.
    pub alt: &'a str,
    /// True when the author wrote `![](photo.jpg "décorative")`.
    pub decorative: bool,
    /// The title in quotes after the address (a caption); empty when decorative.
    pub title: &'a str,
    /// True when the image is alone in a paragraph: it may become a block.
    pub standalone: bool,
    /// True when it is one of several that stand side by side.
    pub in_gallery: bool,
    /// The text it is in.
    pub source: &'a Source,
    /// Its place there.
    pub range: Range<usize>,
}

impl ImageRequest<'_> {
    /// Where the image is. It counts lines: call it only to tell something.
    #[must_use]
    pub fn location(&self) -> Location {
        self.source.locate(self.range.clone())
    }
}

/// What a link becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkResolution {
    /// A link.
    Link {
        /// Its address; escaped by the renderer.
        href: String,
        /// More attributes, name and value; the value is escaped by the renderer.
        attributes: Vec<(&'static str, String)>,
        /// Trusted HTML at the end of the link's words, e.g. ` <span>(PDF, 1,2 Mo)</span>`.
        suffix: String,
    },
    /// Trusted HTML instead of the paragraph; only for a standalone link.
    Block(String),
    /// Only the words are kept; what is wrong was added to the diagnostics.
    Broken,
}

impl LinkResolution {
    /// A plain link to `href`.
    #[must_use]
    pub fn to(href: impl Into<String>) -> Self {
        Self::Link { href: href.into(), attributes: Vec::new(), suffix: String::new() }
    }
}

/// What an image becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageResolution {
    /// Trusted HTML inside a paragraph: `<img …>` or `<picture>…</picture>`.
    Inline(String),
    /// Trusted HTML instead of the paragraph (`<figure>…</figure>`); only for a standalone image.
    Block(String),
    /// The alternative is shown as text; what is wrong was added to the diagnostics.
    Broken,
}

/// A resolver that knows no site: every address stays as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlainResolver;

impl Resolver for PlainResolver {
    fn link(&self, request: &LinkRequest<'_>, _: &mut Vec<Diagnostic>) -> LinkResolution {
        LinkResolution::to(request.dest)
    }

    fn image(&self, request: &ImageRequest<'_>, _: &mut Vec<Diagnostic>) -> ImageResolution {
        let mut html = String::from("<img src=\"");
        push_href(&mut html, request.dest);
        html.push_str("\" alt=\"");
        push_attribute(&mut html, request.alt);
        html.push_str("\">");
        ImageResolution::Inline(html)
    }

    fn around(&self, request: &BoxRequest<'_>, _: &mut Vec<Diagnostic>) -> Option<Around> {
        let mut open = format!("<div class=\"{}\">\n", request.kind.name());
        if !request.title.is_empty() {
            open.push_str("<p>");
            push_text(&mut open, request.title);
            open.push_str("</p>\n");
        }
        Some(Around { open, close: "</div>\n".to_owned() })
    }
}
