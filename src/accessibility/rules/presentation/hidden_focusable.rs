//! `accessibility-rules/presentation/hidden-focusable.md`: what is hidden from assistive technologies takes no focus.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/hidden-focusable.md"),
    subject: Subject::Elements,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let facts = page.semantics.facts(node);
    if !facts.is_aria_hidden() {
        return;
    }
    report.applies("10.8.1");
    if facts.is_tabbable() {
        report.fail_unless_scripted(node, "10.8.1", "hidden-focusable");
    }
}
