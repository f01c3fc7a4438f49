//! `accessibility-rules/scripts/status-message.md`: messages that appear are announced.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/status-message.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    for (role, _) in page.roles() {
        if let Some(test) = test_on(*role) {
            report.applies(test);
        }
    }
    for node in page.bearing(&local_name!("aria-live")) {
        if page.role(node).and_then(test_on).is_none() {
            live(page, node, report);
        }
    }
}

/// The test on what has a role by which it is announced.
fn test_on(role: Role) -> Option<&'static str> {
    match role {
        Role::Status => Some("7.5.1"),
        Role::Alert => Some("7.5.2"),
        Role::Log | Role::Progressbar => Some("7.5.3"),
        _ => None,
    }
}

/// A live region of another role.
fn live(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(live) = page.attribute(node, local_name!("aria-live")) else { return };
    let test = match live.trim() {
        "assertive" => "7.5.2",
        "polite" => "7.5.1",
        _ => return,
    };
    report.applies(test);
    // RGAA takes a live region for a status or an alert when it is read whole.
    if page.attribute(node, local_name!("aria-atomic")) != Some("true") {
        report.review(node, test, "status-message-part");
    }
}
