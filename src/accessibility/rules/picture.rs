//! Which elements are images, and what their markup says of them: the words of RGAA's first theme.

use super::player::{Family, family};
use super::prelude::*;
use crate::accessibility::dom::ns;

/// A kind of image, as RGAA tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Picture {
    /// `<img>`.
    Img,
    /// `<area>`.
    Area,
    /// `<input type="image">`.
    Button,
    /// `<object>` of an image type.
    Object,
    /// `<embed>` of an image type.
    Embed,
    /// `<svg>`, the outermost.
    Svg,
    /// `<canvas>`.
    Canvas,
    /// Another element that `role="img"` makes one.
    Role,
}

impl Picture {
    /// The kind of image an element is; `None` for one that is no image.
    pub(crate) fn of(page: &Page<'_>, node: NodeId) -> Option<Self> {
        let element = page.element(node)?;
        if !element.is_html() {
            let nested = || {
                let parent = page.document.parent(node).and_then(|parent| page.element(parent));
                parent.is_some_and(|parent| parent.namespace == ns!(svg))
            };
            let outermost = element.name == local_name!("svg") && !nested();
            return outermost.then_some(Self::Svg);
        }
        let shows_image = || family(page, node) == Family::Image;
        match element.name {
            local_name!("img") => Some(Self::Img),
            local_name!("area") => Some(Self::Area),
            local_name!("canvas") => Some(Self::Canvas),
            local_name!("input") => element
                .attribute(&local_name!("type"))
                .is_some_and(|kind| kind.eq_ignore_ascii_case("image"))
                .then_some(Self::Button),
            local_name!("object") => shows_image().then_some(Self::Object),
            local_name!("embed") => shows_image().then_some(Self::Embed),
            _ => (page.role(node) == Some(Role::Img)).then_some(Self::Role),
        }
    }
}

/// Whether the image's own attributes say that it only decorates: `aria-hidden`, an empty `alt`, a
/// presentational role.
pub(crate) fn is_silenced(page: &Page<'_>, node: NodeId) -> bool {
    let Some(element) = page.element(node) else { return false };
    let role = element.attribute(&local_name!("role")).unwrap_or_default();
    let role = role.split_ascii_whitespace().find_map(Role::named);
    let alt = matches!(element.name, local_name!("img") | local_name!("area"))
        && role.is_none()
        && element.attribute(&local_name!("alt")) == Some("");
    is_hidden_itself(element) || alt || role.is_some_and(Role::is_presentational)
}

/// Whether the element itself bears `aria-hidden="true"`.
pub(crate) fn is_hidden_itself(element: &Element) -> bool {
    element
        .attribute(&local_name!("aria-hidden"))
        .is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
}

/// Whether the element bears that attribute with something in it.
pub(crate) fn is_filled(page: &Page<'_>, node: NodeId, name: LocalName) -> bool {
    page.attribute(node, name).is_some_and(|value| !value.trim().is_empty())
}

/// Whether an attribute names the element: `aria-label` or `aria-labelledby`.
pub(crate) fn is_labelled(page: &Page<'_>, node: NodeId) -> bool {
    is_filled(page, node, local_name!("aria-label"))
        || is_filled(page, node, local_name!("aria-labelledby"))
}

/// The caption an image has: the text of the `<figcaption>` of the `<figure>` it stands in.
pub(crate) fn caption(page: &Page<'_>, node: NodeId) -> Option<NodeId> {
    let figure = page.document.closest(node, &local_name!("figure"))?;
    let is_caption = |child: &NodeId| page.is(*child, local_name!("figcaption"));
    page.document
        .child_elements(figure)
        .find(is_caption)
        .filter(|caption| !page.document.is_inside(node, *caption))
}

/// The link or button that follows the element at once, or stands right before it.
pub(crate) fn adjacent_control(page: &Page<'_>, node: NodeId) -> Option<NodeId> {
    let is_control = |other: &NodeId| {
        matches!(page.role(*other), Some(Role::Link | Role::Button)) && page.is_exposed(*other)
    };
    let beside = |step: &dyn Fn(NodeId) -> Option<NodeId>| {
        let mut next = step(node);
        while let Some(other) = next {
            if page.element(other).is_some() {
                let first = page.document.child_elements(other).next();
                return [Some(other), first].into_iter().flatten().find(is_control);
            }
            if page.document.text(other).is_some_and(|text| !text.trim().is_empty()) {
                return None;
            }
            next = step(other);
        }
        None
    };
    beside(&|other| page.document.next(other))
        .or_else(|| beside(&|other| page.document.previous(other)))
}
