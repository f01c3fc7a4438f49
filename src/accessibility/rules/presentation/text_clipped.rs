//! `accessibility-rules/presentation/text-clipped.md`: text that is enlarged or spaced out is not cut.

use crate::accessibility::css::declaration::{Overflow, Value};
use crate::accessibility::css::{Style, Traits, View};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/text-clipped.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    if !page.texts().is_empty() {
        report.applies("10.4.1");
        report.applies("10.12.1");
    }
    for node in page.looking(Traits::CUTS) {
        if !page.element(node).is_some_and(Element::is_html) {
            continue;
        }
        let view = View::Zoomed;
        let style = page.styles.seen(view, node);
        let height = [style.height, style.max_height]
            .into_iter()
            .filter_map(|value| style.pixels(value, view))
            .fold(f32::INFINITY, f32::min);
        if !height.is_finite() || height <= 1.0 || !page.is_shown(view, node) {
            continue;
        }
        let Some(needed) = needed_height(page, node, style) else { continue };
        let certain = needed > height * 1.2
            && page.styles.sheets_complete
            && !style.uncertain
            && !has_another_way(page);
        if certain {
            report.fail_unless_scripted(node, "10.4.1", "text-cut");
        } else {
            report.review(node, "10.4.1", "text-may-be-cut").also("10.12.1");
        }
    }
}

/// The least height that the element's text needs, even set in a narrow face; `None` when it holds
/// no text of its own that could be cut.
fn needed_height(page: &Page<'_>, node: NodeId, style: &Style) -> Option<f32> {
    let size = style.font_size?;
    let text = page.visible_text(node);
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    // What scrolls inside can be reached.
    let scrolls = page.document.descendants(node).any(|inner| {
        page.element(inner).is_some()
            && page.styles.seen(View::Zoomed, inner).overflow_y == Overflow::Scroll
    });
    if scrolls {
        return None;
    }
    let width = std::iter::once(node)
        .chain(page.document.ancestors(node))
        .filter(|one| page.element(*one).is_some())
        .filter_map(|one| {
            let style = page.styles.seen(View::Zoomed, one);
            match style.width {
                Value::Length(..) => style.pixels(style.width, View::Zoomed),
                _ => None,
            }
        })
        .fold(View::Zoomed.width(), f32::min);
    let breaks = page.document.descendants(node).filter(|one| page.is(*one, local_name!("br"))).count();
    let length = text.chars().count() as f32 * size * 0.3;
    let lines = if style.no_wrap { 1.0 } else { (length / width.max(1.0)).ceil().max(1.0) };
    Some(lines.max(breaks as f32 + 1.0) * size * style.line_height_ratio().unwrap_or(1.0).max(1.0))
}

/// Whether something on the page may show the text elsewhere or in full.
fn has_another_way(page: &Page<'_>) -> bool {
    page.has_scripts()
        || page.document.all().any(|node| {
            page.semantics.facts(node).is_tabbable() || page.is(node, local_name!("details"))
        })
}
