//! `accessibility-rules/scripts/role-valid.md`: roles are those of WAI-ARIA.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/role-valid.md"),
    subject: Subject::Bearing("role"),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(role) = page.attribute(node, local_name!("role")) else { return };
    if role.trim().is_empty() || !page.is_exposed(node) {
        return;
    }
    report.applies("7.1.1");
    if !role.split_ascii_whitespace().any(|token| Role::named(token).is_some()) {
        report.fail(node, "7.1.1", "role-unknown").arg("role", role.trim());
    }
}
