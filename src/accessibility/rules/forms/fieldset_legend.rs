//! `accessibility-rules/forms/fieldset-legend.md`: groups of fields have a legend that says what
//! they are about.

use crate::accessibility::rules::fields;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/fieldset-legend.md"),
    subject: Subject::Roles(&[Role::Group, Role::Radiogroup]),
    check,
};

/// Legends that say little of the fields under them.
const VAGUE: &[&str] = &[
    "options", "option", "choix", "informations", "information", "divers", "autre", "autres",
    "légende", "legend", "groupe", "group", "champs", "formulaire", "form", "suite",
];

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if page.is(node, local_name!("optgroup")) || page.is(node, local_name!("details")) {
        return;
    }
    if !page.is_exposed(node) {
        return;
    }
    let inside: Vec<NodeId> = page
        .document
        .descendants(node)
        .filter(|inner| page.element(*inner).is_some() && fields::is_field(page, *inner))
        .collect();
    if inside.is_empty() {
        return;
    }
    report.applies("11.6.1");
    let name = page.name(node);
    let fieldset = page.is(node, local_name!("fieldset"));
    if name.text.is_empty() {
        // Each field may say to which group it belongs.
        let told = inside.iter().all(|field| {
            let title = page.attribute(*field, local_name!("title")).is_some();
            let described = page.attribute(*field, local_name!("aria-describedby")).is_some();
            title
                || described
                || matches!(page.name(*field).origin, Origin::Label | Origin::LabelledBy)
        });
        if told || inside.len() < 2 {
            report.review(node, "11.6.1", "fieldset-legend-missing");
        } else {
            report.fail_unless_scripted(node, "11.6.1", "fieldset-legend-missing");
        }
        return;
    }
    if fieldset && name.origin != Origin::Native || name.origin == Origin::Title {
        report.review(node, "11.6.1", "fieldset-legend-elsewhere");
    }
    report.doubt("11.7.1");
    if VAGUE.contains(&fields::plain(&name.text).as_str()) || fields::is_meaningless(&name.text) {
        report.review(node, "11.7.1", "legend-vague").arg("legend", &*name.text);
    }
}
