//! `accessibility-rules/forms/field-name.md`: every field has a label.

use crate::accessibility::rules::fields;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/field-name.md"),
    subject: Subject::Elements,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !fields::is_field(page, node) {
        return;
    }
    report.applies("11.1.1");
    if page.name(node).origin == Origin::Nothing {
        report.fail_unless_scripted(node, "11.1.1", "field-name-missing");
    }
}
