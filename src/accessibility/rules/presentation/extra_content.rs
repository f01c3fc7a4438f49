//! `accessibility-rules/presentation/extra-content.md`: what is added under the pointer can be closed,
//! hovered, and stays.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/extra-content.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    for content in page.additional().iter().copied() {
        let node = content.node;
        let by_itself =
            content.focused.is_some_and(|one| one == node || page.document.is_inside(one, node));
        match content.hovered {
            Some(_) => {
                report.review(node, "10.13.1", "extra-content").also("10.13.2").also("10.13.3");
            }
            None if !by_itself => {
                report.review(node, "10.13.1", "extra-content").also("10.13.3");
            }
            None => {}
        }
    }
    if page.has_scripts() || !page.styles.sheets_complete {
        ["10.13.1", "10.13.2", "10.13.3"].into_iter().for_each(|test| report.doubt(test));
    }
}
