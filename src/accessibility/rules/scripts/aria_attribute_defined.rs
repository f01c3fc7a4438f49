//! `accessibility-rules/scripts/aria-attribute-defined.md`: aria attributes are those of WAI-ARIA.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!(
        "../../../../accessibility-rules/scripts/aria-attribute-defined.md"
    ),
    subject: Subject::Described,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(element) = page.element(node) else { return };
    for (name, _, _) in element.attributes() {
        if name.starts_with("aria-") {
            report.applies("7.1.1");
            if Property::named(name).is_none() {
                let near = crate::diagnostic::suggestion(name, Property::names());
                report
                    .fail(node, "7.1.1", "aria-attribute-unknown")
                    .arg("attribute", &**name)
                    .arg("suggestion", near.unwrap_or_default());
            }
        }
    }
}
