//! The colours of a text and of what is behind it, as far as the cascade alone can tell.

use super::prelude::*;
use crate::accessibility::aria::name::labelled_control;
use crate::accessibility::css::declaration::Picture;
use crate::accessibility::css::{DisplayKind, PositionKind, Rgba};

/// The colour of an element's text and that behind it, as they are painted; `None` when an image,
/// a gradient, a filter, or something out of the flow has a part in it.
pub(crate) fn colours(page: &Page<'_>, node: NodeId) -> Option<(Rgba, Rgba)> {
    let mut text = page.style(node).color?;
    let mut behind = Rgba::TRANSPARENT;
    for ancestor in std::iter::once(node).chain(page.document.ancestors(node)) {
        if page.element(ancestor).is_none() {
            continue;
        }
        let style = page.style(ancestor);
        let covered = behind.alpha >= 1.0;
        if style.effects || (style.background_image != Picture::None && !covered) {
            return None;
        }
        if !covered {
            let background = style.background_color?;
            text = blend(text, background);
            behind = blend(behind, background);
        }
        if style.opacity < 1.0 {
            text = text.faded(style.opacity);
            behind = behind.faded(style.opacity);
        }
        let placed = matches!(style.position, PositionKind::Absolute | PositionKind::Fixed);
        if placed && behind.alpha < 1.0 {
            return None;
        }
    }
    Some((text.over(Rgba::WHITE), behind.over(Rgba::WHITE)))
}

/// One translucent colour over another, still translucent.
fn blend(above: Rgba, below: Rgba) -> Rgba {
    let alpha = above.alpha + below.alpha * (1.0 - above.alpha);
    if alpha <= 0.0 {
        return Rgba::TRANSPARENT;
    }
    let mix = |index: usize| {
        (above.channels[index] * above.alpha
            + below.channels[index] * below.alpha * (1.0 - above.alpha))
            / alpha
    };
    Rgba { channels: [mix(0), mix(1), mix(2)], alpha }
}

/// How many loose elements are looked at one by one; a page with more is for a person to see.
const MAX_LOOSE: usize = 200;

/// Whether something other than the ancestors may be painted behind the text: an element out of
/// the flow, one moved by a negative margin, or another cell of the same grid.
pub(crate) fn may_overlap(page: &Page<'_>, node: NodeId) -> bool {
    let document = page.document;
    let mut inner = node;
    for ancestor in std::iter::once(node).chain(document.ancestors(node)) {
        if page.element(ancestor).is_none() {
            break;
        }
        let style = page.style(ancestor);
        if style.background_color.is_some_and(|color| color.alpha >= 1.0) {
            // What is placed inside the coloured box may still slip under the text.
            return page.loose().len() > MAX_LOOSE
                || page.loose().iter().any(|loose| {
                    document.is_inside(*loose, ancestor) && reaches(page, *loose, node)
                });
        }
        let mut others = document.child_elements(ancestor).filter(|other| *other != inner);
        let stacked = style.display == DisplayKind::Grid && others.any(|o| page.paints(o));
        if stacked || style.negative_margin || style.transform {
            return true;
        }
        inner = ancestor;
    }
    // Nothing but the page itself is behind: whatever is loose may be there instead, except what
    // the text is in.
    page.loose().len() > MAX_LOOSE || page.loose().iter().any(|loose| reaches(page, *loose, node))
}

/// Whether a loose element may lie where the text is: they share what the loose one is placed in.
fn reaches(page: &Page<'_>, loose: NodeId, node: NodeId) -> bool {
    let document = page.document;
    if loose == node || document.is_inside(node, loose) || document.is_inside(loose, node) {
        return false;
    }
    let placed_in = document.ancestors(loose).find(|ancestor| {
        let style = page.style(*ancestor);
        page.style(loose).negative_margin
            || style.position != PositionKind::Static
            || style.transform
    });
    placed_in.is_none_or(|placed_in| document.is_inside(node, placed_in))
}

/// Part of something that cannot be operated, or the label of one: RGAA 3.2 does not apply.
pub(crate) fn is_inactive(page: &Page<'_>, node: NodeId) -> bool {
    let inactive = |node: NodeId| page.semantics.facts(node).is_disabled();
    let around = || std::iter::once(node).chain(page.document.ancestors(node));
    let fieldset = |node: &NodeId| {
        page.is(*node, local_name!("fieldset")) && page.has(*node, local_name!("disabled"))
    };
    if around().any(|ancestor| inactive(ancestor) || fieldset(&ancestor)) {
        return true;
    }
    around().any(|ancestor| names_inactive(page, ancestor))
}

/// Whether the element is the label of something that cannot be operated.
fn names_inactive(page: &Page<'_>, node: NodeId) -> bool {
    let disabled = |control: NodeId| page.semantics.facts(control).is_disabled();
    if page.is(node, local_name!("label"))
        && labelled_control(page.document, node).is_some_and(disabled)
    {
        return true;
    }
    let Some(id) = page.attribute(node, local_name!("id")) else { return false };
    page.labelled_by(id).any(disabled)
}
