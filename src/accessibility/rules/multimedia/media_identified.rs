//! `accessibility-rules/multimedia/media-identified.md`: a text says what is played.

use crate::accessibility::rules::player::Medium;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::plain;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/multimedia/media-identified.md"),
    subject: Subject::Named(Medium::ELEMENTS),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !Medium::of(page, node).is_some_and(Medium::is_timed) {
        return;
    }
    report.applies("4.7.1");
    let named = !page.name(node).text.is_empty();
    if !named && !has_text_beside(page, node) {
        report.review(node, "4.7.1", "media-unidentified");
    }
}

/// Whether a text stands right before or after the element, or around it in its figure.
fn has_text_beside(page: &Page<'_>, node: NodeId) -> bool {
    let says = |other: NodeId| {
        let text = page.document.text(other).map_or_else(|| page.visible_text(other), str::to_owned);
        !plain(&text).is_empty()
    };
    let mut level = Some(node);
    for _ in 0..3 {
        let Some(current) = level.filter(|node| !page.is(*node, local_name!("body"))) else { break };
        let before = std::iter::successors(page.document.previous(current), |o| page.document.previous(*o));
        let after = std::iter::successors(page.document.next(current), |o| page.document.next(*o));
        if before.take(4).any(says) || after.take(4).any(says) {
            return true;
        }
        level = page.document.parent(current);
    }
    false
}
