//! `accessibility-rules/forms/field-name.md`: every field has a label.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/field-name.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    for node in page.fields().iter().copied() {
        report.applies("11.1.1");
        if page.name(node).origin == Origin::Nothing {
            report.fail_unless_scripted(node, "11.1.1", "field-name-missing");
        }
    }
}
