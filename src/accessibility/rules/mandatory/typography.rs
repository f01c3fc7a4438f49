//! `accessibility-rules/mandatory/typography.md`: capitals and columns are made by style, not typed.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/typography.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    if !page.passages().is_empty() {
        report.applies("10.1.3");
    }
    for passage in page.passages() {
        if is_shouted(&passage.text) {
            report.review(passage.node, "10.1.3", "text-in-capitals");
        }
    }
    for node in page.all(local_name!("pre")) {
        if page.is_visible(node) && has_columns(&page.document.text_content(node)) {
            report.review(node, "10.1.3", "columns-of-spaces");
        }
    }
}

/// A whole passage typed in capitals.
fn is_shouted(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().all(|letter| !letter.is_lowercase())
        && letters().count() >= 20
        && text.split_whitespace().filter(|word| word.chars().count() >= 3).count() >= 3
}

/// Several lines with a gap of spaces inside.
fn has_columns(text: &str) -> bool {
    text.lines().filter(|line| line.trim().contains("   ")).count() >= 3
}
