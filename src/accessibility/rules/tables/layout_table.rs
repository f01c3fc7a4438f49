//! `accessibility-rules/tables/layout-table.md`: layout tables have no data markup.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/tables/layout-table.md"),
    subject: Subject::Named(&["table"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.role(node).is_some_and(Role::is_presentational)
        || !page.semantics.facts(node).is_painted()
    {
        return;
    }
    report.applies("5.8.1");
    let summary = page.attribute(node, local_name!("summary")).unwrap_or_default();
    let own = |inner: &NodeId| page.document.closest(*inner, &local_name!("table")) == Some(node);
    let data = |inner: NodeId| {
        let name = page.document.html_name(inner);
        matches!(
            name,
            Some(
                &local_name!("caption")
                    | &local_name!("th")
                    | &local_name!("thead")
                    | &local_name!("tfoot")
            )
        ) || matches!(page.role(inner), Some(Role::Rowheader | Role::Columnheader))
            || (name == Some(&local_name!("td"))
                && (page.has(inner, local_name!("scope"))
                    || page.has(inner, local_name!("headers"))
                    || page.has(inner, local_name!("axis"))))
    };
    if !summary.trim().is_empty() || page.document.descendants(node).filter(own).any(data) {
        report.fail_unless_scripted(node, "5.8.1", "layout-table-data");
    }
}
