//! `accessibility-rules/presentation/reflow.md`: the page can be read in a window 320 pixels wide.

use crate::accessibility::css::declaration::{Overflow, Value};
use crate::accessibility::css::{DisplayKind, PositionKind, Style, Traits, View};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/reflow.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    if !page.texts().is_empty() {
        report.applies("10.11.1");
    }
    let mut inside = None;
    for node in page.looking(Traits::VERTICAL.and(Traits::WIDE)) {
        let style = page.styles.seen(View::Narrow, node);
        if style.vertical && page.is_visible(node) && !parent_is_vertical(page, node) {
            report.review(node, "10.11.2", "vertical-writing");
        }
        // One finding for a box, none for those inside it.
        if inside.is_some_and(|outer| page.document.is_inside(node, outer)) {
            continue;
        }
        let Some((width, sure)) = imposed_width(page, node, style) else { continue };
        if !is_text_in_the_flow(page, node) {
            continue;
        }
        inside = Some(node);
        if sure && page.styles.sheets_complete && !style.uncertain {
            report
                .fail_unless_scripted(node, "10.11.1", "too-wide")
                .arg("width", format!("{width:.0}"));
        } else {
            report.review(node, "10.11.1", "maybe-too-wide");
        }
    }
    if !page.styles.sheets_complete {
        report.doubt("10.11.2");
    }
}

fn parent_is_vertical(page: &Page<'_>, node: NodeId) -> bool {
    page.document
        .parent(node)
        .is_some_and(|parent| page.styles.seen(View::Narrow, parent).vertical)
}

/// The width beyond 320 pixels that the style imposes, and whether it cannot be otherwise.
fn imposed_width(page: &Page<'_>, node: NodeId, style: &Style) -> Option<(f32, bool)> {
    let pixels = |value| style.pixels(value, View::Narrow);
    let boxed = !matches!(
        style.display,
        DisplayKind::Inline
            | DisplayKind::None
            | DisplayKind::Contents
            | DisplayKind::Table
            | DisplayKind::TablePart
    );
    if !boxed {
        return None;
    }
    let limit = View::Narrow.width();
    let least = pixels(style.min_width).filter(|width| *width > limit);
    let wide = pixels(style.width).filter(|width| *width > limit && style.max_width == Value::Auto);
    // A flexible item is shrunk below its width, not below its least width.
    let parent = page.document.parent(node)?;
    let shrinks = page.styles.seen(View::Narrow, parent).display == DisplayKind::Flex;
    let placed = matches!(style.position, PositionKind::Absolute | PositionKind::Fixed)
        || style.transform
        || style.zoom
        || style.negative_margin;
    match (least, wide) {
        (Some(width), _) => Some((width, !placed)),
        (None, Some(width)) => Some((width, !placed && !shrinks)),
        (None, None) => unbreakable_width(page, node, style).map(|width| (width, !placed)),
    }
}

/// The width of a line that may not be broken, even set in a narrow face.
fn unbreakable_width(page: &Page<'_>, node: NodeId, style: &Style) -> Option<f32> {
    let size = style.font_size.filter(|_| style.no_wrap)?;
    let longest = page
        .document
        .children(node)
        .filter_map(|child| page.document.text(child))
        .map(|text| text.trim().chars().count())
        .max()?;
    let is_code = page.is(node, local_name!("pre")) || page.is(node, local_name!("code"));
    let width = longest as f32 * size * 0.3;
    (width > View::Narrow.width() && !is_code && style.overflow_x == Overflow::Visible)
        .then_some(width)
}

/// Whether the element holds text, is seen, and is in nothing that scrolls, cuts, or needs two
/// dimensions.
fn is_text_in_the_flow(page: &Page<'_>, node: NodeId) -> bool {
    let document = page.document;
    let two_dimensional = |node: NodeId| {
        page.element(node).is_some_and(|element| {
            matches!(
                &*element.name,
                "table" | "pre" | "svg" | "canvas" | "video" | "iframe" | "object" | "math" | "img"
            )
        }) || matches!(page.role(node), Some(Role::Img | Role::Table | Role::Grid | Role::Application))
    };
    let held = document.ancestors(node).chain([node]).any(|ancestor| {
        let style = page.styles.seen(View::Narrow, ancestor);
        style.overflow_x != Overflow::Visible
            || style.transform
            || style.zoom
            || two_dimensional(ancestor)
            || matches!(style.position, PositionKind::Absolute | PositionKind::Fixed)
    });
    !held
        && page.is_shown(View::Narrow, node)
        && document.descendants(node).any(|inner| {
            document.text(inner).is_some_and(|text| text.chars().any(char::is_alphabetic))
                && !document.ancestors(inner).take_while(|one| *one != node).any(two_dimensional)
        })
}
