//! `accessibility-rules/links/link-name.md`: every link says something.

use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::is_drawn;

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
    let name = page.name(node);
    match name.origin {
        Origin::Nothing => {
            report.fail_unless_scripted(node, "6.2.1", "link-name-missing");
        }
        _ if is_drawn(&name.text) => {
            report.fail_unless_scripted(node, "6.2.1", "link-name-missing");
        }
        Origin::Contents if is_generated(page, node) => {
            report.review(node, "6.2.1", "link-name-generated");
        }
        // RGAA asks for a text between the tags; a tooltip alone is for a person to judge.
        Origin::Title => {
            report.review(node, "6.2.1", "link-name-title-only");
        }
        _ => {}
    }
}

/// Whether nothing but a style sheet says anything in the link.
fn is_generated(page: &Page<'_>, node: NodeId) -> bool {
    let silent = |inner: NodeId| match page.element(inner) {
        Some(element) => {
            matches!(&*element.name, "span" | "i" | "b" | "em" | "strong" | "div")
                && !element.attributes().any(|(name, ..)| name.starts_with("aria-l") || &**name == "title")
        }
        None => page.document.text(inner).is_none_or(|text| text.trim().is_empty()),
    };
    page.document.descendants(node).all(silent)
}
