//! `accessibility-rules/consultation/delayed-redirect.md`: a redirection by the page is immediate, however long the delay.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/consultation/delayed-redirect.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    if let Some((node, delay, true)) = super::meta_refresh::first_refresh(page) {
        report.applies("13.1.2");
        // Shorter delays are the business of the rule on pages that change by themselves.
        if delay > 72_000 {
            report.fail(node, "13.1.2", "page-refreshes").arg("delay", delay);
        }
    }
}
