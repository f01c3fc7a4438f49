//! `accessibility-rules/presentation/hover-content.md`: what appears under the pointer appears with the
//! focus too, and the other way round.

use crate::accessibility::css::State;
use crate::accessibility::rules::additional::{self, Additional};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/hover-content.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, root: NodeId, report: &mut Report<'_>) {
    for content in page.additional().iter().copied() {
        look(page, content, report);
    }
    // What pseudo-elements say is not followed into their states.
    if page.styles.any_pseudo_reacts(State::Hover(root)) {
        report.doubt("10.14.1");
    }
    if !page.styles.sheets_complete {
        report.doubt("10.14.1");
        report.doubt("10.14.2");
    }
}

fn look(page: &Page<'_>, content: Additional, report: &mut Report<'_>) {
    let node = content.node;
    let seen = |state| additional::is_seen(page, node, state);
    let certain = |trigger| {
        page.styles.sheets_complete && !page.has_scripts() && !is_said_elsewhere(page, node, trigger)
    };
    match (content.hovered, content.focused) {
        (Some(_), Some(_)) => report.applies("10.14.1"),
        (Some(trigger), None) => {
            if certain(trigger) && !seen(State::Everything) {
                report.fail(node, "10.14.1", "hover-only");
            } else {
                report.review(node, "10.14.1", "hover-maybe-only");
            }
        }
        // What has the focus itself, as a link to skip a menu, is of no use to a pointer.
        (None, Some(trigger)) if trigger == node || page.document.is_inside(trigger, node) => {}
        (None, Some(trigger)) => {
            report.applies("10.14.2");
            if !seen(State::Click(trigger)) && certain(trigger) {
                report.fail(node, "10.14.2", "focus-only");
            } else if !seen(State::Click(trigger)) || page.is(trigger, local_name!("a")) {
                report.review(node, "10.14.2", "hover-maybe-only");
            }
        }
        (None, None) => {}
    }
}

/// Whether what the content says is known without it: its words stand in the name of what makes it
/// appear.
fn is_said_elsewhere(page: &Page<'_>, node: NodeId, trigger: NodeId) -> bool {
    let says = page.text(node).to_lowercase();
    let has_links = page.document.descendants(node).any(|inner| {
        page.is(inner, local_name!("a")) || page.semantics.facts(inner).is_tabbable()
    });
    let inside = page
        .document
        .descendants(trigger)
        .filter(|inner| page.semantics.facts(*inner).is_tabbable())
        .take(8)
        .chain([trigger]);
    !has_links
        && !says.is_empty()
        && inside.into_iter().any(|one| {
            page.attribute(one, local_name!("aria-label"))
                .is_some_and(|label| label.to_lowercase().contains(&says))
                || page.attribute(one, local_name!("aria-describedby")).is_some_and(|ids| {
                    page.document.by_ids(ids).any(|target| target == node)
                })
        })
}
