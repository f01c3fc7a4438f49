//! `accessibility-rules/consultation/orientation.md`: no style sheet turns the page with the screen, or
//! hides what it says.

use crate::accessibility::css::View;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/consultation/orientation.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    report.applies("13.9.1");
    if !page.styles.sheets_complete {
        report.doubt("13.9.1");
    }
    let named = page.all(local_name!("body")).chain(page.all(local_name!("main")));
    let by_role = page.of_role(Role::Main).filter(|node| {
        !page.is(*node, local_name!("body")) && !page.is(*node, local_name!("main"))
    });
    let contents = named.chain(by_role);
    for node in contents {
        let upright = [View::Narrow, View::Medium].map(|view| page.is_shown(view, node));
        let sideways = [View::Zoomed, View::Wide].map(|view| page.is_shown(view, node));
        let never_upright = upright == [false; 2] && sideways == [true; 2];
        let never_sideways = upright == [true; 2] && sideways == [false; 2];
        if never_upright || never_sideways {
            report.fail_unless_scripted(node, "13.9.1", "orientation-hides");
        }
    }
    // Most pages turn nothing, and then need not be looked at twice.
    if !page.may_turn {
        return;
    }
    for node in page.elements().iter().copied() {
        let upright = page.styles.seen(View::Narrow, node).rotation;
        let sideways = page.styles.seen(View::Wide, node).rotation;
        let (Some(upright), Some(sideways)) = (upright, sideways) else { continue };
        let turn = (sideways - upright).rem_euclid(180.0);
        if (turn - 90.0).abs() < 1.0
            && page.is_visible(node)
            && !page.visible_text(node).is_empty()
        {
            report.fail_unless_scripted(node, "13.9.1", "orientation-locked");
        }
    }
}
