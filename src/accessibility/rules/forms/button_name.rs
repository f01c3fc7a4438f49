//! `accessibility-rules/forms/button-name.md`: every button says what it does.

use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::is_drawn;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/button-name.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let buttons = page.of_role(Role::Button).filter(|node| !is_image(page, *node));
    let summaries = page.all(local_name!("summary")).filter(|node| is_summary(page, *node));
    for node in buttons.chain(summaries).filter(|node| page.is_exposed(*node)) {
        named(page, node, report);
    }
}

/// `<input type="image">`, of which another rule speaks.
fn is_image(page: &Page<'_>, node: NodeId) -> bool {
    page.is(node, local_name!("input"))
        && page
            .attribute(node, local_name!("type"))
            .is_some_and(|kind| kind.eq_ignore_ascii_case("image"))
}

fn named(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    report.doubt("11.9.1");
    let name = page.name(node).text;
    if name.is_empty() || is_drawn(&name) {
        report.fail_unless_scripted(node, "11.9.1", "button-name-missing");
    }
}

/// Whether it is the `<summary>` that opens a `<details>`.
fn is_summary(page: &Page<'_>, node: NodeId) -> bool {
    page.role(node).is_none()
        && crate::accessibility::aria::is_natively_focusable(page.document, node)
}
