//! `accessibility-rules/tables/table-headers.md`: data tables have headers.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/tables/table-headers.md"),
    subject: Subject::Named(&["table"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if page.role(node) != Some(Role::Table) || !page.is_exposed(node) {
        return;
    }
    report.applies("5.6.1");
    let own = |inner: &NodeId| page.document.closest(*inner, &local_name!("table")) == Some(node);
    let mut headers = 0;
    for cell in page.document.descendants(node).filter(own) {
        headers +=
            usize::from(matches!(page.role(cell), Some(Role::Columnheader | Role::Rowheader)));
        if !page.is(cell, local_name!("th")) {
            continue;
        }
        let Some(scope) = page.attribute(cell, local_name!("scope")) else { continue };
        report.applies("5.7.2");
        let scope = scope.to_ascii_lowercase();
        if !matches!(scope.as_str(), "col" | "row" | "colgroup" | "rowgroup") {
            report.fail(cell, "5.7.2", "scope-invalid").arg("scope", scope.as_str());
        }
    }
    if headers == 0 {
        report.review(node, "5.6.1", "table-headers-missing");
    }
}
