//! `accessibility-rules/forms/fieldset-legend.md`: groups of fields have a legend.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/fieldset-legend.md"),
    subject: Subject::Roles(&[Role::Group, Role::Radiogroup]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if page.is(node, local_name!("optgroup")) || page.is(node, local_name!("details")) {
        return;
    }
    let field = |inner: NodeId| {
        matches!(
            page.role(inner),
            Some(Role::Radio | Role::Checkbox | Role::Textbox | Role::Combobox | Role::Switch)
        ) && page.is_exposed(inner)
    };
    if !page.is_exposed(node) || !page.document.descendants(node).any(field) {
        return;
    }
    report.applies("11.6.1");
    if page.name(node).text.is_empty() {
        report.fail_unless_scripted(node, "11.6.1", "fieldset-legend-missing");
    }
}
