//! `accessibility-rules/images/image-name.md`: informative images have a text alternative.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/image-name.md"),
    subject: Subject::Roles(&[Role::Img]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let html = page.element(node).is_some_and(Element::is_html);
    if !html || !page.is_exposed(node) {
        return;
    }
    report.applies("1.1.1");
    if page.name(node).text.is_empty() {
        report.fail_unless_scripted(node, "1.1.1", "image-name-missing");
    }
}
