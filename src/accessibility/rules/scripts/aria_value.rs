//! `accessibility-rules/scripts/aria-value.md`: aria attributes hold what they may hold.

use crate::accessibility::aria::properties::ValueType;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/aria-value.md"),
    subject: Subject::Described,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(element) = page.element(node) else { return };
    for (name, _, value) in element.attributes() {
        if !name.starts_with("aria-") || value.trim().is_empty() {
            continue;
        }
        let Some(property) = Property::named(name) else { continue };
        report.applies("7.1.1");
        if !property.allows(value) {
            report
                .fail(node, "7.1.1", "aria-value-invalid")
                .arg("attribute", property.name)
                .arg("value", value);
        } else if matches!(property.value, ValueType::Id | ValueType::Ids)
            && page.document.by_ids(value).next().is_none()
        {
            // A script may make the element later, as it does for what a button controls.
            report
                .review(node, "7.1.1", "aria-reference-missing")
                .arg("attribute", property.name)
                .arg("value", value);
        }
    }
}
