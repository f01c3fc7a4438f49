//! `accessibility-rules/links/link-name.md`: every link says something.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/links/link-name.md"),
    subject: Subject::Roles(&[
        Role::Link,
        Role::DocBacklink,
        Role::DocBiblioref,
        Role::DocGlossref,
        Role::DocNoteref,
    ]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) || page.is(node, local_name!("area")) {
        return;
    }
    report.applies("6.2.1");
    match page.name(node).origin {
        Origin::Nothing => {
            report.fail_unless_scripted(node, "6.2.1", "link-name-missing");
        }
        // RGAA asks for a text between the tags; a tooltip alone is for a person to judge.
        Origin::Title => {
            report.review(node, "6.2.1", "link-name-title-only");
        }
        _ => {}
    }
}
