//! `accessibility-rules/colours/contrast-mechanism.md`: what changes the contrasts of a page is itself
//! contrasted.

use crate::accessibility::rules::contrast;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/colours/contrast-mechanism.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    if let Some(node) = contrast::mechanism(page) {
        report.review(node, "3.2.5", "contrast-switch").also("3.3.4");
    } else if page.has_scripts() {
        report.doubt("3.2.5");
        report.doubt("3.3.4");
    }
}
