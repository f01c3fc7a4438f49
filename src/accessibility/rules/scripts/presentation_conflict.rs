//! `accessibility-rules/scripts/presentation-conflict.md`: what is said to be presentation is not exposed.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/presentation-conflict.md"),
    subject: Subject::Bearing("role"),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(given) = page.attribute(node, local_name!("role")) else { return };
    let first = given.split_ascii_whitespace().find_map(Role::named);
    // Images have their own rule.
    let image = page.is(node, local_name!("img"));
    if image || !first.is_some_and(Role::is_presentational) || !page.is_exposed(node) {
        return;
    }
    report.applies("7.1.2");
    if !page.semantics.facts(node).has_explicit_role() {
        report.fail_unless_scripted(node, "7.1.2", "presentation-undone").arg("role", given.trim());
    }
}
