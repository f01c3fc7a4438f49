//! `accessibility-rules/images/canvas-name.md`: drawings made by a script have an alternative.

use crate::accessibility::rules::picture::{adjacent_control, is_silenced};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/canvas-name.md"),
    subject: Subject::Named(&["canvas"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if is_silenced(page, node) || !page.is_exposed(node) {
        return;
    }
    report.applies("1.1.8");
    if !page.text(node).is_empty() {
        report.applies("1.3.8");
    }
    let named = !page.name(node).text.is_empty();
    if page.role(node) == Some(Role::Img) {
        // What stands between the tags is not read once the role is given.
        if !named {
            report.fail_unless_scripted(node, "1.1.8", "canvas-name-missing");
        }
    } else if named {
        report.review(node, "1.1.8", "canvas-role-missing");
    } else if page.text(node).is_empty() && adjacent_control(page, node).is_none() {
        // Nothing says whether the drawing tells something.
        report.review(node, "1.1.8", "canvas-name-missing");
    }
}
