//! `accessibility-rules/images/image-button-name.md`: image buttons have a text alternative.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/image-button-name.md"),
    subject: Subject::Named(&["input"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let kind = page.attribute(node, local_name!("type")).unwrap_or_default();
    if !kind.eq_ignore_ascii_case("image") || !page.is_exposed(node) {
        return;
    }
    report.applies("1.1.3");
    if page.name(node).text.is_empty() {
        report.fail_unless_scripted(node, "1.1.3", "image-button-name-missing");
    }
}
