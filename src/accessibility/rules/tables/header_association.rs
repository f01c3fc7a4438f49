//! `accessibility-rules/tables/header-association.md`: headers are tied to the cells they head.

use crate::accessibility::rules::grid::{Cell, Grid, Nature, nature};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/tables/header-association.md"),
    subject: Subject::Roles(&[Role::Table, Role::Grid, Role::Treegrid]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    let Some(grid) = page.grid(node) else {
        report.review(node, "5.7.1", "table-too-big");
        return;
    };
    if nature(page, node, &grid) != Nature::Data {
        return;
    }
    let headers: Vec<&Cell> = grid.headers(page).collect();
    let Some(first) = headers.first() else { return };
    // Headers on one row or in one column need nothing more; one over the whole table is a title.
    let few = || headers.iter().filter(|header| header.width < grid.columns);
    let (row, column) = few().next().map_or((first.row, first.column), |h| (h.row, h.column));
    let simple = few().all(|header| header.row == row && header.height == 1)
        || few().all(|header| header.column == column && header.width == 1);
    for header in headers {
        let native = page.is(header.node, local_name!("th"));
        if page.has(header.node, local_name!("scope")) && native {
            scope(page, &grid, header, report);
        }
        let role = page.attribute(header.node, local_name!("role"));
        if let Some(role) = role.filter(|_| page.semantics.facts(header.node).has_explicit_role()) {
            report.applies("5.7.5");
            if crosses(&grid, header, role.trim() == "columnheader") {
                report.fail_unless_scripted(header.node, "5.7.5", "header-role-crossed");
            }
        }
        if native {
            identified(page, &grid, header, simple, report);
        }
    }
}

/// 5.7.1 and 5.7.3: what a `<th>` must bear.
fn identified(
    page: &Page<'_>,
    grid: &Grid,
    header: &Cell,
    simple: bool,
    report: &mut Report<'_>,
) {
    let has = |name: LocalName| page.has(header.node, name);
    if is_whole(grid, header) {
        report.applies("5.7.1");
        let tied = has(local_name!("id")) || has(local_name!("scope")) || has(local_name!("role"));
        if !simple && !tied && grid.has_data() {
            report.fail_unless_scripted(header.node, "5.7.1", "header-untied");
        }
        // What is tied by its `id` alone must be named by the cells it heads.
        let by_id = has(local_name!("id")) && !has(local_name!("scope")) && !has(local_name!("role"));
        if !simple && by_id {
            report.applies("5.7.4");
            if grid.untied(header) {
                report.fail_unless_scripted(header.node, "5.7.4", "header-id-unused");
            }
        }
        return;
    }
    report.applies("5.7.3");
    let scope = page.attribute(header.node, local_name!("scope")).unwrap_or_default();
    // A row of headers may be repeated down a long table.
    let repeated = || {
        let name = page.name(header.node).text;
        grid.top_headers(header).any(|other| page.name(other.node).text == name)
    };
    if scope.trim().eq_ignore_ascii_case("col") && !repeated() {
        // It heads the cells under it only: `scope` says the whole column.
        report.fail_unless_scripted(header.node, "5.7.3", "header-of-a-part");
    } else if !has(local_name!("id")) || !scope.is_empty() {
        report.review(header.node, "5.7.3", "header-of-a-part");
    }
}

/// 5.7.2: the values of `scope`.
fn scope(page: &Page<'_>, grid: &Grid, header: &Cell, report: &mut Report<'_>) {
    let scope = page.attribute(header.node, local_name!("scope")).unwrap_or_default();
    let scope = scope.trim().to_ascii_lowercase();
    if !is_whole(grid, header) {
        return;
    }
    report.applies("5.7.2");
    match scope.as_str() {
        "col" | "row" => {
            if crosses(grid, header, scope == "col") {
                report
                    .fail_unless_scripted(header.node, "5.7.2", "scope-crossed")
                    .arg("scope", scope.as_str());
            }
        }
        "colgroup" | "rowgroup" => {}
        _ => {
            report.fail(header.node, "5.7.2", "scope-invalid").arg("scope", scope.as_str());
        }
    }
}

/// Whether a header heads its whole column or row: no datum comes before it there.
fn is_whole(grid: &Grid, header: &Cell) -> bool {
    if grid.datum_beside(header) { !grid.datum_before(header) } else { !grid.datum_above(header) }
}

/// Whether a header is said to head the columns and heads a row, or the other way round: there is
/// no cell but headers where it says, and some datum where it does not.
fn crosses(grid: &Grid, header: &Cell, column: bool) -> bool {
    if column {
        grid.datum_beside(header) && grid.only_headers_below(header)
    } else {
        grid.datum_below(header) && grid.only_headers_beside(header)
    }
}
