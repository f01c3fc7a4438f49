//! `accessibility-rules/scripts/aria-permitted.md`: aria attributes suit their element.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/aria-permitted.md"),
    subject: Subject::Described,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(element) = page.element(node) else { return };
    let aria = |name: &LocalName| name.starts_with("aria-");
    if !element.attributes().any(|(name, ..)| aria(name)) || !page.is_exposed(node) {
        return;
    }
    for (name, _, _) in element.attributes().filter(|(name, ..)| aria(name)) {
        let Some(property) = Property::named(name) else { continue };
        report.applies("7.1.1");
        if property.global || permits(page, node, property.name) {
            continue;
        }
        report
            .fail_unless_scripted(node, "7.1.1", "aria-not-permitted")
            .arg("attribute", property.name);
    }
}

fn permits(page: &Page<'_>, node: NodeId, attribute: &str) -> bool {
    let supports = |role: Role| {
        let definition = role.definition();
        definition.required.contains(&attribute) || definition.supported.contains(&attribute)
    };
    match page.role(node) {
        Some(role) => supports(role),
        // A password, a date: a field all the same.
        None if page.is(node, local_name!("input")) => {
            supports(Role::Textbox) || supports(Role::Spinbutton)
        }
        None => page.is(node, local_name!("summary")) && attribute == "aria-expanded",
    }
}
