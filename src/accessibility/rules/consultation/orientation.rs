//! `accessibility-rules/consultation/orientation.md`: no style sheet turns the page with the screen.

use crate::accessibility::css::View;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/consultation/orientation.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    report.applies("13.9.1");
    // Most pages turn nothing, and then need not be laid out a second time.
    if !page.may_turn {
        return;
    }
    for node in page.document.all().filter(|node| page.element(*node).is_some()) {
        if !page.is_visible(node) || page.visible_text(node).is_empty() {
            continue;
        }
        let (wide, narrow) = (page.style(node).rotation, page.styles.seen(View::Narrow, node).rotation);
        let (Some(wide), Some(narrow)) = (wide, narrow) else { continue };
        let turn = (wide - narrow).rem_euclid(180.0);
        if (turn - 90.0).abs() < 1.0 {
            report.fail_unless_scripted(node, "13.9.1", "orientation-locked");
        }
    }
}
