//! `accessibility-rules/structure/heading-order.md`: heading levels go down one at a time.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/structure/heading-order.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let mut last = 0;
    for node in page.of_role(Role::Heading).filter(|node| page.is_exposed(*node)) {
        report.applies("9.1.1");
        let native = page.document.html_name(node).is_some_and(|name| name.starts_with('h'));
        let given = page.attribute(node, local_name!("aria-level")).map(str::trim);
        let wrong = |given: &str| given.parse::<u32>().map_or(true, |level| level == 0);
        if !native && given.is_some_and(wrong) {
            report.fail_unless_scripted(node, "9.1.1", "heading-level-invalid");
            continue;
        }
        let Some(level) = level(page, node) else { continue };
        if level > last + 1 {
            // Since version 4.1 RGAA's glossary admits a level skipped, where the whole is coherent.
            report
                .review(node, "9.1.1", "heading-rank-skipped")
                .arg("level", level)
                .arg("last", last);
        }
        last = level;
    }
}

fn level(page: &Page<'_>, node: NodeId) -> Option<u32> {
    let given = page.attribute(node, local_name!("aria-level"));
    given.and_then(|level| level.trim().parse().ok()).or_else(|| {
        let name = page.document.html_name(node)?;
        name.strip_prefix('h')?.parse().ok()
    })
}
