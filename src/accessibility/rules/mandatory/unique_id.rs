//! `accessibility-rules/mandatory/unique-id.md`: ids are unique and attributes are given once.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/unique-id.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    report.applies("8.2.1");
    for node in &page.document.duplicate_ids {
        let id = page.attribute(*node, local_name!("id")).unwrap_or_default();
        report.fail(*node, "8.2.1", "id-duplicate").arg("id", id);
    }
    for node in page.elements().iter().copied() {
        if page.element(node).is_some_and(|element| element.duplicate_attributes) {
            report.fail(node, "8.2.1", "attribute-duplicate");
        }
    }
}
