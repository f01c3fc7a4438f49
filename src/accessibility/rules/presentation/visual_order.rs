//! `accessibility-rules/presentation/visual-order.md`: the order of the code makes sense by itself.

use crate::accessibility::css::Traits;
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
    for node in page.looking(Traits::PLACED) {
        if page.is_visible(node)
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
