//! `accessibility-rules/frames/frame-title.md`: frames have a title.

use crate::accessibility::rules::picture::is_labelled;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/frames/frame-title.md"),
    subject: Subject::Named(&["iframe", "frame"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let facts = page.semantics.facts(node);
    let negative = page
        .attribute(node, local_name!("tabindex"))
        .is_some_and(|index| index.trim().parse::<i32>().is_ok_and(|index| index < 0));
    let silenced = page
        .attribute(node, local_name!("role"))
        .is_some_and(|role| matches!(role.trim(), "none" | "presentation"));
    let skipped = (facts.is_aria_hidden() || silenced) && negative;
    if !facts.is_painted() || skipped {
        return;
    }
    report.applies("2.1.1");
    let title = page.attribute(node, local_name!("title")).unwrap_or_default();
    if !title.trim().is_empty() {
        return;
    }
    if page.name(node).text.is_empty() && !facts.is_aria_hidden() && !silenced && !negative {
        report.fail_unless_scripted(node, "2.1.1", "frame-title-missing");
    } else if !page.has(node, local_name!("title")) && is_labelled(page, node) && !negative {
        // Named another way, which is enough for WCAG: the rule on the attribute tells it.
    } else {
        report.review(node, "2.1.1", "frame-title-missing");
    }
}
