//! `accessibility-rules/tables/headers-attribute.md`: `headers` names header cells of the same table.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/tables/headers-attribute.md"),
    subject: Subject::Named(&["td", "th"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(headers) = page.attribute(node, local_name!("headers")) else { return };
    let Some(table) = page.document.closest(node, &local_name!("table")) else { return };
    let data = matches!(page.role(table), Some(Role::Table | Role::Grid | Role::Treegrid));
    if headers.trim().is_empty() || !data || !page.is_exposed(node) {
        return;
    }
    report.applies("5.7.4");
    let is_header = |id: &str| {
        let first = page.document.by_id(id);
        let within = || {
            page.document
                .descendants(table)
                .find(|inner| page.attribute(*inner, local_name!("id")) == Some(id))
        };
        // The same id may stand in another table too; that is another rule's business.
        let inside = first.filter(|cell| page.document.is_inside(*cell, table));
        inside.or_else(|| first.and_then(|_| within())).is_some_and(|cell| {
            cell != node
                && matches!(page.role(cell), Some(Role::Columnheader | Role::Rowheader))
                && page.document.closest(cell, &local_name!("table")) == Some(table)
        })
    };
    if !headers.split_ascii_whitespace().all(is_header) {
        report
            .fail_unless_scripted(node, "5.7.4", "headers-not-found")
            .arg("headers", headers.trim());
    }
}
