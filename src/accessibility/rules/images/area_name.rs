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
    if page.name(node).text.is_empty() {
        report.fail_unless_scripted(node, "1.1.2", "area-name-missing");
    }
}
