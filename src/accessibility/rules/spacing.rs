//! What the three rules on imposed spacing share: which texts a `style` attribute imposes it on.

use super::prelude::*;
use crate::accessibility::css::Style;
use crate::accessibility::css::declaration::{Block, Declaration, Key, Value};

/// The elements, among a node and those in it, that hold visible text whose spacing the node's
/// own `style` imposes by `!important`.
pub(crate) fn imposed(page: &Page<'_>, node: NodeId, key: Key) -> Vec<NodeId> {
    if !page.element(node).is_some_and(Element::is_html) || !imposes(page, node, key) {
        return Vec::new();
    }
    let document = page.document;
    let inside = document.descendants(node).filter(|text| {
        document.text(*text).is_some_and(|text| !text.trim().is_empty()) && page.is_visible(*text)
    });
    let mut holders = Vec::new();
    for text in inside {
        let Some(holder) = document.parent(text) else { continue };
        let nearest = std::iter::once(holder)
            .chain(document.ancestors(holder))
            .find(|ancestor| *ancestor == node || imposes(page, *ancestor, key));
        if nearest == Some(node) && holders.last() != Some(&holder) {
            holders.push(holder);
        }
    }
    holders
}

fn imposes(page: &Page<'_>, node: NodeId, key: Key) -> bool {
    let Some(text) = page.attribute(node, local_name!("style")) else { return false };
    if !text.contains('!') {
        return false;
    }
    let value =
        Block::parse(text).important.into_iter().rev().find_map(|declared| match declared {
            Declaration::Known(found, value) if found == key => Some(value),
            _ => None,
        });
    value.is_some_and(|value| !matches!(value, Value::Inherit | Value::Unset))
}

/// A spacing as a multiple of the font size.
pub(crate) fn ratio(spacing: Option<f32>, style: &Style) -> Option<f32> {
    let size = style.font_size.filter(|size| *size > 0.0)?;
    Some(spacing? / size)
}

/// Whether the element's text is certain to need more than one line: even set in a narrow face it
/// is wider than the narrowest width that stands around it.
pub(crate) fn wraps(page: &Page<'_>, node: NodeId) -> bool {
    let Some(size) = page.style(node).font_size else { return false };
    let around = || std::iter::once(node).chain(page.document.ancestors(node));
    let width = around()
        .filter(|ancestor| page.element(*ancestor).is_some())
        .flat_map(|ancestor| {
            let style = page.style(ancestor);
            [style.width, style.max_width].map(|width| style.pixels(width, page.styles.view))
        })
        .flatten()
        .fold(page.styles.view.width(), f32::min);
    let length = page.visible_text(node).chars().count() as f32;
    !page.style(node).no_wrap && length * size * 0.3 > width
}
