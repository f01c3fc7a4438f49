//! `accessibility-rules/colours/text-contrast.md`: text stands out from what is behind it.

use crate::accessibility::rules::contrast;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/colours/text-contrast.md"),
    subject: Subject::Elements,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.element(node).is_some_and(Element::is_html) || !says_something(page, node) {
        return;
    }
    let facts = page.semantics.facts(node);
    if !facts.is_visible() || contrast::is_inactive(page, node) {
        return;
    }
    let style = page.style(node);
    let bold = style.font_weight >= 700.0;
    let size = style.font_size;
    let (test, wanted) = match (bold, size) {
        (false, Some(size)) if size >= 24.0 => ("3.2.3", 3.0),
        (true, Some(size)) if size >= 18.5 => ("3.2.4", 3.0),
        (false, _) => ("3.2.1", 4.5),
        (true, _) => ("3.2.2", 4.5),
    };
    report.applies(test);
    let pair = contrast::colours(page, node);
    let Some((text, behind)) = pair else {
        report.review(node, test, "text-contrast-unknown");
        return;
    };
    let ratio = text.contrast(behind);
    if ratio >= wanted {
        return;
    }
    let certain = (size.is_some() || ratio < 3.0)
        && !style.text_shadow
        && !facts.is_aria_hidden()
        && page.styles.sheets_complete
        && !is_symbol(page, node)
        && !contrast::may_overlap(page, node);
    let finding = if certain {
        report.fail_unless_scripted(node, test, "text-contrast-low")
    } else {
        report.review(node, test, "text-contrast-low")
    };
    finding
        .arg("ratio", format!("{:.2}", (ratio * 100.0).floor() / 100.0).replace('.', ","))
        .arg("wanted", format!("{wanted:.1}").replace('.', ","))
        .arg("colour", text.hexadecimal())
        .arg("background", behind.hexadecimal());
}

/// Whether the element holds words of its own.
fn says_something(page: &Page<'_>, node: NodeId) -> bool {
    page.document
        .children(node)
        .filter_map(|child| page.document.text(child))
        .any(|text| text.chars().any(char::is_alphanumeric))
}

/// A single letter stands for something else («×», «X») as often as for itself.
fn is_symbol(page: &Page<'_>, node: NodeId) -> bool {
    page.visible_text(node).chars().count() < 2
}
