//! `accessibility-rules/scripts/role-owned.md`: roles hold what they must.

use crate::accessibility::rules::ownership;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/role-owned.md"),
    subject: Subject::Described,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(role) = page.role(node) else { return };
    let busy = page.attribute(node, local_name!("aria-busy")) == Some("true");
    if role.definition().owned.is_empty() || busy || !page.is_exposed(node) {
        return;
    }
    if !page.semantics.facts(node).has_explicit_role() {
        return;
    }
    report.applies("7.1.1");
    if role == Role::List {
        report.applies("9.3.1");
    }
    let owned = ownership::owned(page, node, role);
    let empty = owned.is_empty() && page.document.child_elements(node).next().is_none();
    let fits = |inner: &Option<Role>| inner.is_some_and(|inner| ownership::may_own(role, inner));
    if empty || (!owned.is_empty() && owned.iter().all(fits)) {
        return;
    }
    let roles: Vec<&str> = role.definition().owned.iter().map(|r| r.definition().name).collect();
    let finding = report.fail_unless_scripted(node, "7.1.1", "role-owned-missing");
    finding.arg("role", role.definition().name).arg("owned", roles.join(", "));
    if role == Role::List {
        finding.also("9.3.1");
    }
}
