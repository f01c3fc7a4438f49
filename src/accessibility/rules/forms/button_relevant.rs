//! `accessibility-rules/forms/button-relevant.md`: what a button says tells what it does.

use crate::accessibility::rules::fields;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/button-relevant.md"),
    subject: Subject::Roles(&[Role::Button]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let name = page.name(node);
    if !page.is_exposed(node) || name.text.is_empty() {
        return;
    }
    report.doubt("11.9.1");
    if fields::is_meaningless(&name.text) {
        report.fail_unless_scripted(node, "11.9.1", "button-generic").arg("name", &*name.text);
    } else if !name.text.chars().any(char::is_alphanumeric)
        || name.text.chars().count() == 1
        || matches!(fields::plain(&name.text).as_str(), "ok" | "go" | "ici" | "cliquez ici" | "submit")
    {
        report.review(node, "11.9.1", "button-generic").arg("name", &*name.text);
    }
}
