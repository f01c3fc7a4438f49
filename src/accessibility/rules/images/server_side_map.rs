//! `accessibility-rules/images/server-side-map.md`: server-side image maps are doubled by links.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/server-side-map.md"),
    subject: Subject::Named(&["img", "input"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.has(node, local_name!("ismap")) || !page.is_visible(node) {
        return;
    }
    let Some(link) = page.document.closest(node, &local_name!("a")) else { return };
    let Some(address) = page.attribute(link, local_name!("href")) else { return };
    report.applies("1.1.4");
    // The server is told where one clicked: only links to that very place can be seen from here.
    let script = address.split('?').next().unwrap_or_default();
    let leads_there = |other: NodeId| {
        other != link
            && page.is_exposed(other)
            && page
                .attribute(other, local_name!("href"))
                .is_some_and(|href| href != address && href.split('?').next() == Some(script))
    };
    if !page.all(local_name!("a")).any(leads_there) {
        report.review(node, "1.1.4", "server-side-map");
    }
}
