//! `accessibility-rules/scripts/presentational-children.md`: components that hide their content hold nothing focusable.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!(
        "../../../../accessibility-rules/scripts/presentational-children.md"
    ),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    for (role, node) in page.roles().iter().copied() {
        if role.definition().presentational_children && page.is_exposed(node) {
            component(page, node, role, report);
        }
    }
}

fn component(page: &Page<'_>, node: NodeId, role: Role, report: &mut Report<'_>) {
    // An option's own content is the browser's business.
    if role == Role::Option && !page.semantics.facts(node).has_explicit_role() {
        return;
    }
    report.applies("7.1.2");
    for inner in page.document.descendants(node) {
        if page.semantics.facts(inner).is_tabbable() {
            report
                .fail_unless_scripted(inner, "7.1.2", "presentational-child-focusable")
                .arg("role", role.definition().name);
        }
    }
}
