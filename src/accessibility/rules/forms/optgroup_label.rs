//! `accessibility-rules/forms/optgroup-label.md`: groups of options have a name.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/optgroup-label.md"),
    subject: Subject::Named(&["optgroup"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    report.applies("11.8.2");
    let label = page.attribute(node, local_name!("label")).unwrap_or_default();
    if label.trim().is_empty() {
        report.fail_unless_scripted(node, "11.8.2", "optgroup-label-missing");
    }
}
