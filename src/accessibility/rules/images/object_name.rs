//! `accessibility-rules/images/object-name.md`: objects that show an image, play a sound or a film
//! have a name.

use crate::accessibility::rules::picture::adjacent_control;
use crate::accessibility::rules::player::{Family, family};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/object-name.md"),
    subject: Subject::Named(&["object"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let silenced = page.role(node).is_some_and(Role::is_presentational);
    let test = match family(page, node) {
        Family::Image => "1.1.6",
        Family::Audio | Family::Video => "4.13.1",
        Family::Document | Family::Other | Family::Unknown => return,
    };
    if silenced || !page.is_exposed(node) {
        return;
    }
    report.applies(test);
    if !page.name(node).text.is_empty() || adjacent_control(page, node).is_some() {
        return;
    }
    // A text between the tags may do; an image there is only shown when the object is not.
    if page.text(node).is_empty() {
        report.fail_unless_scripted(node, test, "object-name-missing");
    } else {
        report.review(node, test, "object-name-missing");
    }
}
