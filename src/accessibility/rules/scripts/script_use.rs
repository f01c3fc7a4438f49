//! `accessibility-rules/scripts/script-use.md`: whether the page runs scripts at all, and what
//! stands in for them.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/script-use.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    if !page.has_scripts() {
        return;
    }
    // What a script does, nobody knows but who runs it.
    for test in TESTS {
        report.applies(test);
    }
    for node in page.all(local_name!("noscript")) {
        if !page.document.text_content(node).trim().is_empty() {
            report.review(node, "7.2.1", "script-alternative");
        }
    }
}

const TESTS: &[&str] = &[
    "7.1.1", "7.1.2", "7.1.3", "7.2.1", "7.2.2", "7.3.1", "7.3.2", "7.4.1", "7.5.1", "7.5.2", "7.5.3",
];
