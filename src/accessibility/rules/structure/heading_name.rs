//! `accessibility-rules/structure/heading-name.md`: headings say something.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/structure/heading-name.md"),
    subject: Subject::Roles(&[Role::Heading]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    report.applies("9.1.2");
    if page.name(node).text.is_empty() {
        report.fail_unless_scripted(node, "9.1.2", "heading-empty");
    }
}
