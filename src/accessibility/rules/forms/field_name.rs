//! `accessibility-rules/forms/field-name.md`: every field has a label.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/field-name.md"),
    subject: Subject::Elements,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let field = match page.role(node) {
        Some(role) => FIELDS.contains(&role) && !page.is(node, local_name!("datalist")),
        None => page.is(node, local_name!("input")),
    };
    if !field || !page.is_exposed(node) {
        return;
    }
    report.applies("11.1.1");
    match page.name(node).origin {
        Origin::Nothing => {
            report.fail_unless_scripted(node, "11.1.1", "field-name-missing");
        }
        Origin::Placeholder => {
            report.review(node, "11.1.1", "field-name-placeholder");
        }
        _ => {}
    }
}

/// The roles in which something is entered or chosen.
const FIELDS: &[Role] = &[
    Role::Checkbox,
    Role::Combobox,
    Role::Listbox,
    Role::Menuitemcheckbox,
    Role::Menuitemradio,
    Role::Radio,
    Role::Searchbox,
    Role::Slider,
    Role::Spinbutton,
    Role::Switch,
    Role::Textbox,
];
