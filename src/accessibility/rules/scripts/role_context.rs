//! `accessibility-rules/scripts/role-context.md`: roles stand where they may.

use crate::accessibility::rules::ownership;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/role-context.md"),
    subject: Subject::Described,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(role) = page.role(node) else { return };
    let context = role.definition().context;
    let explicit = page.semantics.facts(node).has_explicit_role();
    if context.is_empty() || !explicit || !page.is_exposed(node) {
        return;
    }
    report.applies("7.1.1");
    if role == Role::Listitem {
        report.applies("9.3.1");
    }
    let owner = ownership::owner(page, node).and_then(|owner| page.role(owner));
    if !owner.is_some_and(|owner| context.contains(&owner)) {
        let roles: Vec<&str> = context.iter().map(|role| role.definition().name).collect();
        let finding = report.fail_unless_scripted(node, "7.1.1", "role-out-of-place");
        finding.arg("role", role.definition().name).arg("context", roles.join(", "));
        if role == Role::Listitem {
            finding.also("9.3.1");
        }
    }
}
