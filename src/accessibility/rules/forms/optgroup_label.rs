//! `accessibility-rules/forms/optgroup-label.md`: options are grouped, and groups have a name.

use crate::accessibility::rules::fields;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/optgroup-label.md"),
    subject: Subject::Named(&["select", "optgroup"]),
    check,
};

/// Options from which one may ask whether they go in groups.
const MANY: usize = 15;

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    if page.is(node, local_name!("select")) {
        options(page, node, report);
        return;
    }
    report.applies("11.8.2");
    let label = page.attribute(node, local_name!("label")).unwrap_or_default();
    if label.trim().is_empty() {
        report.fail_unless_scripted(node, "11.8.2", "optgroup-label-missing");
        return;
    }
    report.doubt("11.8.3");
    if fields::is_meaningless(label) || fields::is_punctuation(label) {
        report.review(node, "11.8.3", "optgroup-label-vague").arg("label", label);
    }
}

fn options(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    report.doubt("11.8.1");
    let options: Vec<NodeId> = page
        .document
        .descendants(node)
        .filter(|inner| page.is(*inner, local_name!("option")))
        .collect();
    let grouped = page
        .document
        .descendants(node)
        .any(|inner| page.is(inner, local_name!("optgroup")));
    // Days, years and amounts are of one kind.
    let numbers = options
        .iter()
        .filter(|option| page.text(**option).chars().any(|c| c.is_ascii_digit()))
        .count();
    if options.len() > MANY && !grouped && numbers * 2 < options.len() {
        report.review(node, "11.8.1", "options-ungrouped").arg("count", options.len());
    }
    // What looks like the head of a group and cannot be chosen.
    let heads = options.iter().skip(1).filter(|option| {
        let text = page.text(**option);
        page.has(**option, local_name!("disabled"))
            || (text.len() > 4 && text.starts_with(['-', '—', '=']) && text.ends_with(['-', '—', '=']))
    });
    if !grouped && heads.count() >= 2 {
        report.review(node, "11.8.1", "options-ungrouped").arg("count", options.len());
    }
}
