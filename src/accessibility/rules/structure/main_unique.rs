//! `accessibility-rules/structure/main-unique.md`: there is one main area.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/structure/main-unique.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    // RGAA 9.2 does not apply to other document types than HTML5.
    if !page.document.doctype().is_some_and(|doctype| doctype.public_id.is_empty()) {
        return;
    }
    let Some(body) = page.all(local_name!("body")).next() else { return };
    report.applies("9.2.1");
    let mut mains = page.all(local_name!("main")).filter(|main| page.is_exposed(*main));
    if mains.next().is_some() {
        for another in mains {
            report.fail_unless_scripted(another, "9.2.1", "main-twice");
        }
        return;
    }
    if page.visible_text(body).is_empty() {
        // Without any text there may be no content to be marked.
        report.doubt("9.2.1");
        return;
    }
    let by_role = page.document.all().any(|node| page.role(node) == Some(Role::Main));
    if by_role || page.scripts().contains("attachShadow") {
        report.review(body, "9.2.1", "main-missing");
    } else {
        report.fail(body, "9.2.1", "main-missing");
    }
}
