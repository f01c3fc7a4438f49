//! `accessibility-rules/forms/field-label.md`: a field's label is tied to it, and one can read it.

use crate::accessibility::rules::fields;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/field-label.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let fields = page.fields();
    for node in fields {
        tied(page, *node, report);
        readable(page, *node, report);
    }
    for label in page.all(local_name!("label")) {
        if let Some(id) = page.attribute(label, local_name!("for"))
            && page.semantics.facts(label).is_painted()
        {
            target(page, label, id, fields, report);
        }
    }
}

/// 11.1.1: what RGAA takes for a label.
fn tied(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    match page.name(node).origin {
        Origin::Placeholder => {
            report.fail_unless_scripted(node, "11.1.1", "field-name-placeholder");
        }
        Origin::Native => {
            let implicit = page.names.labels(node).iter().all(|label| {
                !page.has(*label, local_name!("for")) && page.document.is_inside(node, *label)
            });
            if implicit && !page.names.labels(node).is_empty() {
                report.review(node, "11.1.1", "field-label-implicit");
            } else {
                report.applies("11.1.1");
            }
        }
        Origin::Nothing => {}
        _ => report.applies("11.1.1"),
    }
}

/// 11.1.2: what a `for` leads to.
fn target(page: &Page<'_>, label: NodeId, id: &str, fields: &[NodeId], report: &mut Report<'_>) {
    use crate::accessibility::aria::name::is_labelable;
    match page.document.by_id(id) {
        Some(found) if is_labelable(page.document, found) => report.applies("11.1.2"),
        // A component that scripts make may take its label so.
        Some(_) => {
            report.review(label, "11.1.2", "label-for-elsewhere").arg("id", id);
        }
        None => {
            let inside = fields.iter().find(|field| page.document.is_inside(**field, label));
            let after = || {
                let next = fields.iter().find(|field| **field > label)?;
                let between = page
                    .document
                    .following(label)
                    .take_while(|node| node < next)
                    .any(|node| page.is(node, local_name!("label")));
                let near = page.document.parent(label) == page.document.parent(*next);
                (near && !between && page.names.labels(*next).is_empty()).then_some(next)
            };
            if inside.or_else(after).is_some() {
                report.fail_unless_scripted(label, "11.1.2", "label-for-missing").arg("id", id);
            } else {
                report.review(label, "11.1.2", "label-for-missing").arg("id", id);
            }
        }
    }
}

/// 11.1.3: a label that one does not see needs a text that one does.
fn readable(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let seen = page.is_visible(node);
    let named = !matches!(page.name(node).origin, Origin::Nothing | Origin::Placeholder);
    if !seen || !named || !fields::visible_label(page, node).is_empty() {
        return;
    }
    report.applies("11.1.3");
    let has = |name| page.attribute(node, name).is_some_and(|text| !text.trim().is_empty());
    if has(local_name!("title")) {
        report.doubt("11.1.3");
        return;
    }
    // The nearest texts: beside the field, then further out.
    let mut near = page.document.ancestors(node).take(2);
    let far = page.document.ancestors(node).find(|ancestor| {
        page.is(*ancestor, local_name!("form")) || page.is(*ancestor, local_name!("body"))
    });
    let text = |around: NodeId| !fields::text_beside(page, around).is_empty();
    let icon = |around: NodeId| {
        page.document.descendants(around).any(|inner| {
            matches!(page.element(inner).map(|e| &*e.name), Some("svg" | "img" | "i" | "object"))
                || page.is(inner, local_name!("input")) && fields::kind(page, inner) == "image"
                || page.styles.generated(inner) != (None, None)
        }) || page.document.descendants(around).any(|inner| {
            matches!(fields::kind(page, inner).as_str(), "submit" | "button" | "reset")
        })
    };
    if near.any(text) {
        report.doubt("11.1.3");
    } else if far.is_some_and(|far| !text(far) && !icon(far)) && !has(local_name!("placeholder")) {
        report.fail_unless_scripted(node, "11.1.3", "field-label-unseen");
    } else {
        report.review(node, "11.1.3", "field-label-unseen");
    }
}
