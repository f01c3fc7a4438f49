//! `accessibility-rules/forms/field-group.md`: fields that go together stand in a group.

use crate::accessibility::rules::fields;
use crate::accessibility::rules::prelude::*;
use std::collections::BTreeMap;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/field-group.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let mut choices: BTreeMap<(bool, Option<NodeId>, &str), Vec<NodeId>> = BTreeMap::new();
    let mut forms: BTreeMap<Option<NodeId>, usize> = BTreeMap::new();
    for node in page.fields().iter().copied() {
        let form = fields::form(page, node);
        *forms.entry(form).or_default() += 1;
        let name = page.attribute(node, local_name!("name")).unwrap_or_default();
        if fields::is_ticked(page, node) && page.is(node, local_name!("input")) && !name.is_empty()
        {
            let radio = fields::kind(page, node) == "radio";
            choices.entry((radio, form, name)).or_default().push(node);
        }
    }
    // A single field goes with nothing.
    if forms.values().any(|count| *count > 1) {
        report.doubt("11.5.1");
    }
    for ((radio, _, _), nodes) in choices {
        let alone: Vec<NodeId> =
            nodes.iter().copied().filter(|node| !is_grouped(page, *node)).collect();
        let [first, _, ..] = alone.as_slice() else { continue };
        // In a table the headers tell what is chosen; what one does not see may be a tab or a fold
        // made with style alone.
        let plain = alone.iter().all(|node| {
            page.is_visible(*node) && page.document.closest(*node, &local_name!("table")).is_none()
        });
        if radio && plain {
            report.fail_unless_scripted(*first, "11.5.1", "fields-ungrouped");
        } else {
            report.review(*first, "11.5.1", "fields-ungrouped");
        }
    }
}

fn is_grouped(page: &Page<'_>, node: NodeId) -> bool {
    page.document.ancestors(node).any(|ancestor| {
        page.is(ancestor, local_name!("fieldset"))
            || matches!(page.role(ancestor), Some(Role::Group | Role::Radiogroup))
    })
}
