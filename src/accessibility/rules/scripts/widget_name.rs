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
        // An empty shell is there for a script to fill.
        let empty = page.document.first_child(node).is_none();
        let shell = empty && page.has_scripts();
        let draft = if shell {
            report.review(node, "7.1.1", "widget-name-missing")
        } else {
            report.fail_unless_scripted(node, "7.1.1", "widget-name-missing")
        };
        draft.arg("role", role);
    }
}
