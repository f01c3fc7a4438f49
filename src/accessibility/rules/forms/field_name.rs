//! `accessibility-rules/forms/field-name.md`: every field has a label.

use crate::accessibility::rules::fields;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/field-name.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    for node in page.fields().iter().copied() {
        report.applies("11.1.1");
        if page.name(node).origin != Origin::Nothing {
            continue;
        }
        // A hidden label is still a `<label for>`, and names the field by version 1.2 of accname.
        let hidden = page.names.labels(node).iter().any(|label| !page.text(*label).is_empty());
        if hidden {
            report.review(node, "11.1.1", "field-name-missing");
        } else {
            report.fail_unless_scripted(node, "11.1.1", "field-name-missing");
        }
    }
    // What one may write in is a field too, whoever calls it so.
    for node in page.bearing(&local_name!("contenteditable")) {
        let written = page.attribute(node, local_name!("contenteditable")).is_some_and(|value| {
            value.is_empty() || value.trim().eq_ignore_ascii_case("true")
        });
        let unnamed = page.is_exposed(node) && page.name(node).text.is_empty();
        if written && unnamed && !fields::is_field(page, node) {
            report.review(node, "11.1.1", "field-name-missing");
        }
    }
}
