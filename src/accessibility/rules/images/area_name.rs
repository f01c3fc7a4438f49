//! `accessibility-rules/images/area-name.md`: clickable areas have a text alternative.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/area-name.md"),
    subject: Subject::Named(&["area"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if page.role(node) != Some(Role::Link) || !page.is_exposed(node) {
        return;
    }
    report.applies("1.1.2");
    match page.name(node).origin {
        Origin::Nothing => {
            report.fail_unless_scripted(node, "1.1.2", "area-name-missing");
        }
        // RGAA takes `alt` and `aria-label` only for the alternative of an area.
        Origin::Title | Origin::LabelledBy => {
            report.review(node, "1.1.2", "area-name-elsewhere");
        }
        _ => {}
    }
}
