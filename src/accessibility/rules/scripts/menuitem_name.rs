//! `accessibility-rules/scripts/menuitem-name.md`: menu items have a name.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/menuitem-name.md"),
    subject: Subject::Roles(&[Role::Menuitem]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    report.applies("7.1.3");
    if page.name(node).text.is_empty() {
        report.fail_unless_scripted(node, "7.1.3", "menuitem-name-missing");
    }
}
