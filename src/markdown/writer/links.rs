//! Links and images: what they become is asked of the resolver, what is dangerous is refused.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{LinkType, Tag};

use super::{MAX_FINDINGS, Writer};
use crate::diagnostic::{Diagnostic, suggestion};
use crate::markdown::escape::{push_text, refused_scheme};
use crate::markdown::{ImageRequest, ImageResolution, LinkRequest, LinkResolution, LinkUse};

/// Links and images of one text that are followed; a page with more is a mistake or an attack.
const MAX_LINKS: usize = 5_000;

/// Bytes on either side within which brackets and parentheses are taken for one failed link.
const MAX_LEFT_OVER: usize = 400;

/// What is around an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Words, or other images in a line.
    AmongWords,
    /// Nothing: it is a paragraph by itself.
    Alone,
    /// Other images, each in its place.
    InGallery,
}

impl<'a> Writer<'a> {
    pub(super) fn resolve_link(
        &mut self,
        index: usize,
        tag: &Tag<'a>,
        range: &Range<usize>,
        standalone: bool,
    ) -> LinkResolution {
        let Tag::Link { link_type, dest_url, title, .. } = tag else {
            return LinkResolution::Broken;
        };
        let dest = match link_type {
            LinkType::Email => Cow::Owned(format!("mailto:{dest_url}")),
            _ => Cow::Borrowed(&**dest_url),
        };
        let text = self.events.words(index..self.events.end_of(index));
        if !self.may_follow(&dest, range) {
            return LinkResolution::Broken;
        }
        if dest.is_empty() {
            self.tell(range, || Diagnostic::error("link-empty").arg("part", "target"));
            return LinkResolution::Broken;
        }
        let resolution = if dest.starts_with('#') {
            LinkResolution::to(&*dest)
        } else {
            let request = LinkRequest {
                dest: &dest,
                title,
                text: &text,
                standalone,
                source: self.source,
                range: range.clone(),
            };
            self.resolver.link(&request, &mut self.rendered.diagnostics)
        };
        let href = match &resolution {
            // A card has a text of its own; a link that nobody sees cannot be followed.
            LinkResolution::Link { .. } if text.is_empty() => {
                self.tell(range, || Diagnostic::error("link-empty").arg("part", "text"));
                return LinkResolution::Broken;
            }
            LinkResolution::Link { href, .. } => Some(href.clone()),
            LinkResolution::Block(_) | LinkResolution::Broken => None,
        };
        self.rendered.links.push(LinkUse {
            dest: dest.into_owned(),
            href,
            image: false,
            range: range.clone(),
        });
        resolution
    }

    pub(super) fn open_link(&mut self, tag: &Tag<'a>, resolution: LinkResolution) {
        let LinkResolution::Link { href, attributes, suffix } = resolution else {
            return;
        };
        self.out.markup("<a");
        self.out.href(&href);
        if let Tag::Link { title, .. } = tag
            && !title.is_empty()
        {
            self.out.attribute("title", title);
        }
        for (name, value) in &attributes {
            self.out.attribute(name, value);
        }
        self.out.markup(">");
        self.link = Some(suffix);
    }

    /// The HTML of an image, a paragraph around it when it stands alone and needs one.
    pub(super) fn image(
        &mut self,
        index: usize,
        tag: &Tag<'a>,
        range: &Range<usize>,
        standing: Standing,
    ) -> Option<String> {
        let standalone = standing != Standing::AmongWords;
        let Tag::Image { dest_url, title, .. } = tag else {
            return None;
        };
        let alt = self.events.words(index..self.events.end_of(index));
        let decorative = matches!(title.to_lowercase().as_str(), "décorative" | "decorative");
        if alt.is_empty() && !decorative {
            self.tell(range, || Diagnostic::error("image-alt-missing").arg("file", &**dest_url));
        }
        let mut words = String::new();
        push_text(&mut words, &alt);
        let wrap = |html: String| if standalone { format!("<p>{html}</p>") } else { html };
        if !self.may_follow(dest_url, range) {
            return Some(wrap(words));
        }
        let request = ImageRequest {
            dest: dest_url,
            alt: if decorative { "" } else { &alt },
            decorative,
            title: if decorative { "" } else { title },
            standalone,
            in_gallery: standing == Standing::InGallery,
            source: self.source,
            range: range.clone(),
        };
        let resolution = self.resolver.image(&request, &mut self.rendered.diagnostics);
        let href = (resolution != ImageResolution::Broken).then(|| dest_url.to_string());
        self.rendered.links.push(LinkUse {
            dest: dest_url.to_string(),
            href,
            image: true,
            range: range.clone(),
        });
        Some(match resolution {
            ImageResolution::Block(html) if standalone => html,
            ImageResolution::Inline(html) => wrap(html),
            ImageResolution::Block(_) | ImageResolution::Broken => wrap(words),
        })
    }

    /// Tells of `[text](some file.pdf)`: with a space in its address it is no link, and the page
    /// shows brackets and parentheses.
    pub(super) fn check_left_over(&mut self, range: &Range<usize>) {
        if self.in_code {
            return;
        }
        let text: &str = &self.source.text;
        let Some(written) = text.get(range.clone()) else { return };
        let close = match written.find("](") {
            Some(at) => range.start + at,
            None if written.ends_with(']') && text[range.end..].starts_with('(') => range.end - 1,
            None => return,
        };
        // Looked for nearby only: a line may be as long as the text.
        let bytes = text.as_bytes();
        let before = close.saturating_sub(MAX_LEFT_OVER);
        let after = (close + MAX_LEFT_OVER).min(bytes.len());
        let Some(open) = memchr::memrchr(b'[', &bytes[before..close]) else { return };
        let Some(end) = memchr::memchr(b')', &bytes[close..after]) else { return };
        let place = before + open..close + end + 1;
        let target = text[close + 2..close + end].trim();
        if text[..close].ends_with('\\')
            || text[place.clone()].contains('\n')
            || target.starts_with('<')
            || !target.contains(' ')
        {
            return;
        }
        self.tell(&place, || Diagnostic::warning("link-with-space").arg("target", target));
    }

    /// False when an address must not reach the page.
    pub(super) fn may_follow(&mut self, dest: &str, range: &Range<usize>) -> bool {
        if let Some(scheme) = refused_scheme(dest) {
            self.tell(range, || Diagnostic::error("link-scheme-refused").arg("scheme", scheme));
            return false;
        }
        match self.rendered.links.len() {
            MAX_LINKS => {
                let many = Diagnostic::error("markdown-too-many-links").arg("limit", MAX_LINKS);
                self.tell(range, || many);
                self.rendered.links.push(LinkUse {
                    dest: dest.to_owned(),
                    href: None,
                    image: false,
                    range: range.clone(),
                });
                false
            }
            count => count < MAX_LINKS,
        }
    }

    /// Every `#anchor` must be an id of the page.
    pub(super) fn check_anchors(&mut self) {
        let links = std::mem::take(&mut self.rendered.links);
        for link in &links {
            let Some(anchor) = link.href.as_deref().and_then(|href| href.strip_prefix('#')) else {
                continue;
            };
            let decoded = percent_encoding::percent_decode_str(anchor).decode_utf8_lossy();
            if anchor.is_empty() || self.ids.contains(&decoded) {
                continue;
            }
            let near = if self.findings < MAX_FINDINGS {
                suggestion(&decoded, self.ids.list().iter().map(String::as_str)).unwrap_or_default()
            } else {
                ""
            };
            let finding = Diagnostic::error("anchor-missing")
                .arg("anchor", &*decoded)
                .arg("suggestion", near);
            self.tell(&link.range, || finding);
        }
        self.rendered.links = links;
    }
}
