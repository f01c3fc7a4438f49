//! `accessibility-rules/scripts/role-required-attributes.md`: roles come with the states they require.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!(
        "../../../../accessibility-rules/scripts/role-required-attributes.md"
    ),
    subject: Subject::Described,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(role) = page.role(node) else { return };
    let focusable_separator = role == Role::Separator && page.semantics.facts(node).is_focusable();
    let required: &[&str] =
        if focusable_separator { &["aria-valuenow"] } else { role.definition().required };
    if !page.semantics.facts(node).has_explicit_role() || !page.is_exposed(node) {
        return;
    }
    if implied(page, node, role) {
        report.applies("7.1.1");
        return;
    }
    if role == Role::Heading {
        report.applies("9.1.3");
    }
    for name in required {
        report.applies("7.1.1");
        let given = page.attribute(node, LocalName::from(*name)).unwrap_or_default();
        if given.trim().is_empty() {
            let finding = report
                .fail_unless_scripted(node, "7.1.1", "role-attribute-missing")
                .arg("role", role.definition().name)
                .arg("attribute", *name);
            if role == Role::Heading {
                // RGAA's method takes both for a heading, or neither.
                finding.also("9.1.3");
            }
        }
    }
    if required.is_empty() {
        report.applies("7.1.1");
    }
}

/// True when the element's own HTML semantics already say what the role requires.
fn implied(page: &Page<'_>, node: NodeId, role: Role) -> bool {
    let Some(element) = page.element(node) else { return false };
    let own = crate::accessibility::aria::implicit::implicit_role(page.document, node, element);
    own == Some(role)
        || matches!(
            (own, role),
            (Some(Role::Checkbox), Role::Switch | Role::Menuitemcheckbox)
                | (Some(Role::Radio), Role::Menuitemradio)
        )
}
