//! `accessibility-rules/mandatory/page-title.md`: the page has a title.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/page-title.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let Some(root) = page.document.root() else { return };
    report.applies("8.5.1");
    let title = page.all(local_name!("title")).next();
    if title.is_none_or(|title| page.text(title).is_empty()) {
        let finding = report.fail(root, "8.5.1", "page-title-missing");
        if title.is_some() {
            // The element is there, and says nothing of the page.
            finding.also("8.6.1");
        }
    } else {
        report.applies("8.6.1");
    }
}
