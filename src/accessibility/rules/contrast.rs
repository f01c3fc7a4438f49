//! The colours of a text and of what is behind it, as far as the cascade alone can tell.

use super::hints::Hints;
use super::phrases::Phrases;
use super::prelude::*;
use crate::accessibility::aria::name::labelled_control;
use crate::accessibility::css::declaration::Picture;
use crate::accessibility::css::{DisplayKind, PositionKind, Rgba, Style, View};
use std::rc::Rc;

/// The colour of an element's text and that behind it, as they are painted; `None` when an image,
/// a gradient, a filter, or something out of the flow has a part in it. `chain` is the element's
/// style and those around it, up to the root's.
pub(crate) fn colours(chain: &[Rc<Style>]) -> Option<(Rgba, Rgba)> {
    let own = chain.first()?;
    let mut text = own.color.filter(|color| color.alpha > 0.0)?;
    if own.text_fill {
        return None;
    }
    let mut behind = Rgba::TRANSPARENT;
    for style in chain {
        let covered = behind.alpha >= 1.0;
        // Without a box nothing is painted.
        if style.display == DisplayKind::Contents {
            continue;
        }
        let pictured = style.background_image != Picture::None || style.background_clip;
        if style.effects || ((pictured || style.inset_shadow) && !covered) {
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
    // What a dark page is painted on is the browser's business.
    let canvas_is_dark = chain.iter().rev().take(2).any(|style| style.dark);
    if behind.alpha < 1.0 && canvas_is_dark {
        return None;
    }
    Some((text.over(Rgba::WHITE), behind.over(Rgba::WHITE)))
}

/// What may be behind a text over one gradient, and the text's colour over each: the gradient's
/// darkest and lightest colours, and what is painted where it does not reach.
pub(crate) fn over_gradient(chain: &[Rc<Style>]) -> Option<[(Rgba, Rgba); 3]> {
    let at = chain.iter().position(|style| style.background_image != Picture::None)?;
    let (darkest, lightest) = chain[at].shades?;
    let mut plain = chain.to_vec();
    Rc::make_mut(&mut plain[at]).background_image = Picture::None;
    let (_, behind) = colours(&plain)?;
    let own = chain[0].color?;
    let seen_whole = chain.iter().all(|style| style.opacity >= 1.0)
        && chain[..at].iter().all(|style| style.background_color == Some(Rgba::TRANSPARENT));
    seen_whole.then_some([darkest, lightest, behind].map(|shade| (own.over(shade), shade)))
}

/// What is behind an element of that chain, without its own background.
pub(crate) fn around(chain: &[Rc<Style>]) -> Option<Rgba> {
    let mut transparent = (**chain.get(1)?).clone();
    transparent.color = Some(Rgba::BLACK);
    transparent.text_fill = false;
    let mut outer = vec![Rc::new(transparent)];
    outer.extend(chain.iter().skip(2).cloned());
    colours(&outer).map(|(_, behind)| behind)
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

/// A ratio as it is told, never rounded up.
pub(crate) fn spelled(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0).replace('.', ",")
}

/// Whether a style of the chain hides what is in it.
pub(crate) fn is_hidden(chain: &[Rc<Style>], view: View) -> bool {
    chain.first().is_none_or(|own| !own.visible)
        || chain
            .iter()
            .any(|style| style.is_none() || style.opacity <= 0.0 || style.is_offstage(view))
}

/// How many loose elements are looked at one by one; a page with more is for a person to see.
const MAX_LOOSE: usize = 200;

/// Whether something other than the ancestors may be painted behind the text: an element out of
/// the flow, one moved by a negative margin, or another cell of the same grid.
pub(crate) fn may_overlap(page: &Page<'_>, view: View, node: NodeId) -> bool {
    let document = page.document;
    let mut inner = node;
    for ancestor in std::iter::once(node).chain(document.ancestors(node)) {
        if page.element(ancestor).is_none() {
            break;
        }
        if page.styles.pseudo_elements(ancestor).any(paints_a_box) {
            return true;
        }
        let style = page.styles.seen(view, ancestor);
        if style.background_color.is_some_and(|color| color.alpha >= 1.0) {
            // What is placed inside the coloured box may still slip under the text.
            return page.loose(view).len() > MAX_LOOSE
                || page.loose(view).iter().any(|loose| {
                    document.is_inside(*loose, ancestor) && reaches(page, view, *loose, node)
                });
        }
        let mut others = document.child_elements(ancestor).filter(|other| *other != inner);
        let stacked =
            style.display == DisplayKind::Grid && others.any(|other| page.paints(view, other));
        if stacked || style.negative_margin || style.transform {
            return true;
        }
        inner = ancestor;
    }
    // Nothing but the page itself is behind: whatever is loose may be there instead, except what
    // the text is in.
    page.loose(view).len() > MAX_LOOSE
        || page.loose(view).iter().any(|loose| reaches(page, view, *loose, node))
}

/// Whether a pseudo-element is placed and paints something, as those that fill a button do.
fn paints_a_box(style: &Style) -> bool {
    let painted = style.background_image != Picture::None
        || style.background_color.is_none_or(|color| color.alpha > 0.0)
        || style.box_shadow;
    painted && style.position != PositionKind::Static
}

/// Whether a loose element may lie where the text is: they share what the loose one is placed in.
fn reaches(page: &Page<'_>, view: View, loose: NodeId, node: NodeId) -> bool {
    let document = page.document;
    if loose == node || document.is_inside(node, loose) || document.is_inside(loose, node) {
        return false;
    }
    let pulled = page.styles.seen(view, loose).negative_margin;
    let placed_in = document.ancestors(loose).find(|ancestor| {
        let style = page.styles.seen(view, *ancestor);
        pulled || style.position != PositionKind::Static || style.transform
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

/// Part of a logo or of a brand's name, as its classes or id say: RGAA 3.2 does not apply.
pub(crate) fn is_logo(page: &Page<'_>, node: NodeId) -> bool {
    std::iter::once(node).chain(page.document.ancestors(node)).take(4).any(|node| {
        [local_name!("class"), local_name!("id")].into_iter().any(|name| {
            page.attribute(node, name).is_some_and(|names| {
                let names = names.to_ascii_lowercase();
                names.contains("logo") || names.contains("brand")
            })
        })
    })
}

/// What the name of a control that changes the contrast of the page may say.
pub(super) const MECHANISMS: &[&str] =
    &["contrast", "apparence", "thème", "theme", "mode sombre", "dark mode"];

static SOUGHT: Phrases = Phrases::new(MECHANISMS);

/// Whether no attribute gives a link, a button or a label another name than what it holds.
fn is_called_by_its_text(element: &Element) -> bool {
    element.attributes().all(|(name, ..)| {
        !name.starts_with("aria-label")
            && !matches!(*name, local_name!("title") | local_name!("role") | local_name!("value"))
    })
}

/// Something on the page that may show it with better contrast: another style sheet to choose, or
/// a link or a button that speaks of contrast.
pub(crate) fn mechanism(page: &Page<'_>) -> Option<NodeId> {
    let sheets = page.all(local_name!("link")).filter(|node| is_another_sheet(page, *node));
    let names = [
        local_name!("a"),
        local_name!("button"),
        local_name!("input"),
        local_name!("select"),
        local_name!("label"),
    ];
    let switches = names
        .into_iter()
        .flat_map(|name| page.all(name).find(|node| speaks_of_contrast(page, *node)));
    sheets.take(1).chain(switches).min()
}

/// A style sheet that one may choose instead of the page's.
fn is_another_sheet(page: &Page<'_>, link: NodeId) -> bool {
    let rel = page.attribute(link, local_name!("rel")).unwrap_or_default();
    let has = |word: &str| rel.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word));
    has("alternate") && has("stylesheet")
}

/// Whether a link, a button, a field or a label speaks of contrast.
fn speaks_of_contrast(page: &Page<'_>, node: NodeId) -> bool {
    // What holds one text and nothing else is called by it.
    if let Some(only) = page.document.only_child(node)
        && page.document.text(only).is_some()
        && !page.hints(only).may(Hints::PHRASE)
        && page.element(node).is_some_and(is_called_by_its_text)
        && page.names.labels(node).is_empty()
        && page.styles.generated(node) == (None, None)
    {
        return false;
    }
    SOUGHT.is_in(&page.name(node).text) || SOUGHT.is_in(&page.document.text_content(node))
}
