//! `accessibility-rules/scripts/status-message.md`: messages that appear are announced.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/status-message.md"),
    subject: Subject::Elements,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let role = page.role(node);
    let test = match role {
        Some(Role::Status) => Some("7.5.1"),
        Some(Role::Alert) => Some("7.5.2"),
        Some(Role::Log | Role::Progressbar) => Some("7.5.3"),
        _ => None,
    };
    if let Some(test) = test {
        report.applies(test);
        return;
    }
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
