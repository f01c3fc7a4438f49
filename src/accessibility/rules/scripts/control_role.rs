//! `accessibility-rules/scripts/control-role.md`: what one operates keeps a role that says so.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/control-role.md"),
    subject: Subject::Named(&["a", "button", "input", "select", "textarea", "summary"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let facts = page.semantics.facts(node);
    if !facts.has_explicit_role() || !page.is_exposed(node) || !facts.is_focusable() {
        return;
    }
    let Some(role) = page.role(node) else { return };
    report.applies("7.1.1");
    if STRUCTURE.contains(&role) {
        report
            .fail_unless_scripted(node, "7.1.1", "control-role-lost")
            .arg("role", role.definition().name);
    }
}

/// Roles of what is read, never operated.
const STRUCTURE: &[Role] = &[
    Role::Article,
    Role::Banner,
    Role::Blockquote,
    Role::Complementary,
    Role::Contentinfo,
    Role::Definition,
    Role::Figure,
    Role::Heading,
    Role::Img,
    Role::List,
    Role::Listitem,
    Role::Main,
    Role::Navigation,
    Role::Paragraph,
    Role::Region,
    Role::Table,
    Role::Term,
];
