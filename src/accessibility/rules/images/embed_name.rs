//! `accessibility-rules/images/embed-name.md`: embedded images have a text alternative.

use crate::accessibility::rules::picture::{Picture, adjacent_control};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/embed-name.md"),
    subject: Subject::Named(&["embed"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let silenced = page.role(node).is_some_and(Role::is_presentational);
    if Picture::of(page, node) != Some(Picture::Embed) || silenced || !page.is_exposed(node) {
        return;
    }
    report.applies("1.1.7");
    let named = !page.name(node).text.is_empty();
    if !named && adjacent_control(page, node).is_none() {
        report.fail_unless_scripted(node, "1.1.7", "embed-name-missing");
    } else if named && page.role(node) != Some(Role::Img) {
        report.review(node, "1.1.7", "embed-role-missing");
    }
}
