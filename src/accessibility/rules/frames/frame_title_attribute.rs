//! `accessibility-rules/frames/frame-title-attribute.md`: frames bear the attribute that RGAA asks for.

use crate::accessibility::rules::picture::is_labelled;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/frames/frame-title-attribute.md"),
    subject: Subject::Named(&["iframe", "frame"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    // A frame without any name is another rule's business.
    if !page.is_exposed(node) || !page.semantics.facts(node).is_tabbable() {
        return;
    }
    report.applies("2.1.1");
    if !page.has(node, local_name!("title")) && is_labelled(page, node) {
        report.fail_unless_scripted(node, "2.1.1", "frame-title-missing");
    }
}
