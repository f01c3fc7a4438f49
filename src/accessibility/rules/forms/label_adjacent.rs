//! `accessibility-rules/forms/label-adjacent.md`: a label stands beside its field.

use crate::accessibility::rules::fields;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/label-adjacent.md"),
    subject: Subject::Page,
    check,
};

/// Elements between a label and its field from which they are no longer side by side.
const APART: usize = 4;

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    for node in page.fields().iter().copied() {
        let ticked = fields::is_ticked(page, node);
        report.doubt("11.4.1");
        report.doubt(if ticked { "11.4.3" } else { "11.4.2" });
        let seen = |label: &&NodeId| !fields::label_text(page, **label).is_empty();
        let Some(label) = page.names.labels(node).iter().find(seen).copied() else { continue };
        if !page.is_visible(node) || page.document.is_inside(node, label) {
            continue;
        }
        let before = label < node;
        let (from, to) = if before { (label, node) } else { (node, label) };
        let between = page
            .document
            .following(from)
            .take_while(|inner| *inner < to)
            .filter(|inner| page.element(*inner).is_some() && page.is_visible(*inner))
            .count();
        let other_field = page
            .document
            .following(from)
            .take_while(|inner| *inner < to)
            .any(|inner| page.element(inner).is_some() && fields::is_field(page, inner));
        if between > APART || other_field {
            report.review(node, "11.4.1", "label-apart");
        }
        // Flexible boxes may turn their order round.
        match (ticked, before) {
            (false, false) => {
                report.review(node, "11.4.2", "label-after-field");
            }
            (true, true) => {
                report.review(node, "11.4.3", "label-before-box");
            }
            _ => {}
        }
    }
}
