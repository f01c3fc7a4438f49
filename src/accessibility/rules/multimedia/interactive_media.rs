//! `accessibility-rules/multimedia/interactive-media.md`: what is operated inside the page has an
//! alternative.

use crate::accessibility::rules::picture::adjacent_control;
use crate::accessibility::rules::player::Medium;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/multimedia/interactive-media.md"),
    subject: Subject::Named(Medium::ELEMENTS),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if Medium::of(page, node) != Some(Medium::Interactive) {
        return;
    }
    report.applies("4.8.1");
    for test in ["4.12.1", "4.12.2", "4.13.2"] {
        report.applies(test);
    }
    report.doubt("4.13.1");
    if adjacent_control(page, node).is_some() {
        report.applies("4.8.2");
        report.applies("4.9.1");
    } else {
        report
            .review(node, "4.8.1", "interactive-media-alternative")
            .also("4.12.1")
            .also("4.13.1");
    }
}
