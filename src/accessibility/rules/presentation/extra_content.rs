//! `accessibility-rules/presentation/extra-content.md`: what is added under the pointer can be closed,
//! hovered, and stays.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/extra-content.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let contents = page.additional();
    // What appears when a component is used may hold others, which one has to reach.
    let opens = || {
        page.all(local_name!("details")).next().is_some()
            || page.all(local_name!("dialog")).next().is_some()
            || page
                .bearing(&LocalName::from("popover"))
                .any(|node| page.has(node, LocalName::from("popover")))
    };
    if !contents.is_empty() || page.has_scripts() || opens() {
        report.doubt("12.11.1");
    }
    for content in contents.iter().copied() {
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
        ["10.13.1", "10.13.2", "10.13.3", "12.11.1"].into_iter().for_each(|test| report.doubt(test));
    }
}
