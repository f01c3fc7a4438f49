//! `accessibility-rules/forms/button-name.md`: every button says what it does.

use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::is_drawn;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/button-name.md"),
    subject: Subject::Elements,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let image = page
        .attribute(node, local_name!("type"))
        .is_some_and(|kind| kind.eq_ignore_ascii_case("image"));
    let button =
        page.role(node) == Some(Role::Button) && !(image && page.is(node, local_name!("input")));
    if !(button || is_summary(page, node)) || !page.is_exposed(node) {
        return;
    }
    report.doubt("11.9.1");
    let name = page.name(node).text;
    if name.is_empty() || is_drawn(&name) {
        report.fail_unless_scripted(node, "11.9.1", "button-name-missing");
    }
}

/// The `<summary>` that opens a `<details>`.
fn is_summary(page: &Page<'_>, node: NodeId) -> bool {
    page.is(node, local_name!("summary"))
        && page.role(node).is_none()
        && crate::accessibility::aria::is_natively_focusable(page.document, node)
}
