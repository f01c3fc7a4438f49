//! `accessibility-rules/navigation/tab-order.md`: `tabindex` does not upset the order of the
//! focus.

use crate::accessibility::css::{DisplayKind, PositionKind};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/navigation/tab-order.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let rank = |node: NodeId| {
        let written = page.attribute(node, local_name!("tabindex"));
        written.and_then(|value| value.trim().parse::<i32>().ok()).filter(|rank| *rank > 0)
    };
    if page.tabbable().next().is_none() {
        return;
    }
    report.applies("12.8.1");
    let ranked = page.bearing(&local_name!("tabindex"));
    let stops = ranked.filter(|node| page.semantics.facts(*node).is_tabbable());
    for node in stops.filter(|node| rank(*node).is_some()) {
        let own = rank(node).unwrap_or(i32::MAX);
        // Within one form or list the order of the source is the one that is read, unless the
        // style sheet moves things.
        let group = page.document.ancestors(node).find(|outer| {
            matches!(
                page.element(*outer).map(|element| &*element.name),
                Some("form" | "fieldset" | "ol" | "ul" | "tr")
            )
        });
        let upset = group.is_some_and(|group| {
            let before = page.document.descendants(group).take_while(|other| *other < node);
            before
                .filter(|other| page.semantics.facts(*other).is_tabbable())
                .any(|other| rank(other).is_none_or(|rank| rank > own))
                && !is_moved(page, group)
        });
        if upset {
            report.fail_unless_scripted(node, "12.8.1", "tab-order-upset").arg("rank", own);
        } else {
            report.review(node, "12.8.1", "tab-order-forced").arg("rank", own);
        }
    }
}

/// Whether anything in the group stands elsewhere on the screen than in the source.
fn is_moved(page: &Page<'_>, group: NodeId) -> bool {
    std::iter::once(group).chain(page.document.descendants(group)).any(|node| {
        let style = page.style(node);
        style.position != PositionKind::Static
            || style.float
            || matches!(style.display, DisplayKind::Flex | DisplayKind::Grid)
    })
}
