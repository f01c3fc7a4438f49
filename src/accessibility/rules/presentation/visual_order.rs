//! `accessibility-rules/presentation/visual-order.md`: the order of the code makes sense by itself.

use crate::accessibility::css::PositionKind;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/visual-order.md"),
    subject: Subject::Page,
    check,
};

/// How many elements are told.
const MAX_TOLD: usize = 10;

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    if !page.texts().is_empty() {
        report.applies("10.3.1");
    }
    let mut told = 0;
    for node in page.elements().iter().copied() {
        if page.element(node).is_none() {
            continue;
        }
        let style = page.style(node);
        let moved = style.order != 0.0 || style.reversed;
        let placed = style.position == PositionKind::Absolute;
        if (moved || placed)
            && page.is_visible(node)
            && page.document.descendants(node).any(|inner| {
                page.document.text(inner).is_some_and(|text| text.chars().any(char::is_alphabetic))
            })
        {
            report.review(node, "10.3.1", "visual-order");
            told += 1;
            if told == MAX_TOLD {
                return;
            }
        }
    }
}
