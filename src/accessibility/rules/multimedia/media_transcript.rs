//! `accessibility-rules/multimedia/media-transcript.md`: sounds and films have a transcript or an
//! audio description.

use crate::accessibility::rules::player::{Medium, stands_near};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/multimedia/media-transcript.md"),
    subject: Subject::Named(Medium::ELEMENTS),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let tests = match Medium::of(page, node) {
        Some(Medium::Sound) => SOUND,
        Some(Medium::Film) => FILM,
        Some(Medium::Player) => PLAYER,
        Some(Medium::Interactive) | None => return,
    };
    for test in tests {
        report.applies(test);
    }
    let described = page.document.child_elements(node).any(|track| {
        page.is(track, local_name!("track"))
            && page.attribute(track, local_name!("kind")) == Some("descriptions")
    });
    if !described && !stands_near(page, node, &["transcript", "audiodescri", "version texte"]) {
        report.review(node, tests[0], "media-transcript-missing");
    }
}

/// What only speaks.
const SOUND: &[&str] = &["4.1.1", "4.2.1"];

/// What shows something, and perhaps speaks.
const FILM: &[&str] =
    &["4.1.3", "4.1.2", "4.2.2", "4.2.3", "4.5.1", "4.5.2", "4.6.1", "4.6.2"];

/// What may be either.
const PLAYER: &[&str] = &[
    "4.1.3", "4.1.1", "4.1.2", "4.2.1", "4.2.2", "4.2.3", "4.5.1", "4.5.2", "4.6.1", "4.6.2",
];
