//! `accessibility-rules/scripts/widget-name.md`: components have a name.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/widget-name.md"),
    subject: Subject::Roles(&[
        Role::Alertdialog,
        Role::Dialog,
        Role::Meter,
        Role::Progressbar,
        Role::Tab,
        Role::Tooltip,
        Role::Treeitem,
    ]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) || !page.semantics.facts(node).has_explicit_role() {
        return;
    }
    report.applies("7.1.1");
    if page.name(node).text.is_empty() {
        let role = page.role(node).map_or("", |role| role.definition().name);
        report.fail_unless_scripted(node, "7.1.1", "widget-name-missing").arg("role", role);
    }
}
