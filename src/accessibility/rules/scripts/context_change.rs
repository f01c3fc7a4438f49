//! `accessibility-rules/scripts/context-change.md`: nothing moves on because one filled in a field.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/context-change.md"),
    subject: Subject::Named(&["select", "input", "textarea"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(element) = page.element(node) else { return };
    let answers = |name: &str| ["onchange", "oninput", "onblur", "onfocus", "onselect"].contains(&name);
    let Some((.., code)) = element.attributes().find(|(name, ..)| answers(name)) else { return };
    report.applies("7.4.1");
    if ["submit(", "location", "window.open", "href", ".click("].iter().any(|act| code.contains(act)) {
        report.review(node, "7.4.1", "context-change");
    }
}
