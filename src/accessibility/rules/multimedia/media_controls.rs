//! `accessibility-rules/multimedia/media-controls.md`: what is played can be stopped, by everybody.

use crate::accessibility::rules::player::Medium;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/multimedia/media-controls.md"),
    subject: Subject::Named(Medium::ELEMENTS),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !Medium::of(page, node).is_some_and(Medium::is_timed) {
        return;
    }
    report.applies("4.11.1");
    for test in ["4.11.2", "4.11.3", "4.13.1"] {
        report.applies(test);
    }
    let film = page.is(node, local_name!("video"));
    let native = film || page.is(node, local_name!("audio"));
    if native && page.has(node, local_name!("controls")) {
        return;
    }
    if !native {
        report.applies("4.13.2");
        report
            .review(node, "4.11.2", "media-controls-foreign")
            .also("4.11.3")
            .also("4.13.1");
        return;
    }
    let starts = page.has(node, local_name!("autoplay"));
    let has_source = page.has(node, local_name!("src"))
        || page.document.child_elements(node).any(|child| page.is(child, local_name!("source")));
    if film && has_source && !starts && page.is_visible(node) && !page.has_scripts() {
        // Without controls nor script, nobody can even start it.
        report.fail(node, "4.11.1", "media-controls-missing");
    } else {
        report
            .review(node, "4.11.1", "media-controls-missing")
            .also("4.11.2")
            .also("4.11.3")
            .also("4.13.1");
    }
}
