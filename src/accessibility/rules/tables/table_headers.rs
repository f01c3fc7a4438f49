//! `accessibility-rules/tables/table-headers.md`: the headers of data tables are marked as such.

use crate::accessibility::rules::grid::{Cell, Grid, Nature, caption, nature};
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::plain;
use rustc_hash::FxHashSet;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/tables/table-headers.md"),
    subject: Subject::Roles(&[Role::Table, Role::Grid, Role::Treegrid]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    let Some(grid) = page.grid(node) else {
        report.applies("5.6.1");
        return;
    };
    let nature = nature(page, node, &grid);
    if nature == Nature::Layout || grid.cells.is_empty() {
        return;
    }
    for test in ["5.6.1", "5.6.2", "5.6.3", "5.6.4"] {
        report.applies(test);
    }
    let named: FxHashSet<&str> = grid
        .cells
        .iter()
        .filter_map(|cell| page.attribute(cell.node, local_name!("headers")))
        .flat_map(str::split_ascii_whitespace)
        .collect();
    let mut told = false;
    for cell in grid.cells.iter().filter(|cell| !cell.header && speaks(page, cell)) {
        told |= scoped(page, cell, report) || named_as_header(page, &grid, &named, cell, report);
    }
    associated(page, node, report);
    if told {
        return;
    }
    let titled = caption(page, node).is_some();
    if let Some(cell) = unmarked_head(page, &grid) {
        report.fail_unless_scripted(cell, "5.6.1", "table-headers-unmarked");
    } else if let Some(cell) = bold_row(page, &grid) {
        if titled {
            report.fail_unless_scripted(cell, "5.6.1", "table-headers-unmarked");
        } else {
            report.review(node, "5.6.1", "table-headers-missing");
        }
    } else if grid.headers(page).next().is_none() {
        report.review(node, "5.6.1", "table-headers-missing");
    }
}

fn speaks(page: &Page<'_>, cell: &Cell) -> bool {
    cell.worded && page.is_exposed(cell.node)
}

/// A data cell that claims to head a column or a row.
fn scoped(page: &Page<'_>, cell: &Cell, report: &mut Report<'_>) -> bool {
    let scope = page.attribute(cell.node, local_name!("scope")).unwrap_or_default();
    let test = match scope.trim().to_ascii_lowercase().as_str() {
        "col" | "colgroup" => "5.6.1",
        "row" | "rowgroup" => "5.6.2",
        _ => return false,
    };
    if page.semantics.facts(cell.node).has_explicit_role() {
        return false;
    }
    report.fail_unless_scripted(cell.node, test, "table-headers-unmarked");
    true
}

/// A data cell that others name as their header.
fn named_as_header(
    page: &Page<'_>,
    grid: &Grid,
    named: &FxHashSet<&str>,
    cell: &Cell,
    report: &mut Report<'_>,
) -> bool {
    let id = page.attribute(cell.node, local_name!("id")).unwrap_or_default();
    if !named.contains(id) || page.semantics.facts(cell.node).has_explicit_role() {
        return false;
    }
    let test = match (cell.row, cell.column) {
        (0, _) => "5.6.1",
        (_, 0) if grid.columns > 1 => "5.6.2",
        _ => "5.6.3",
    };
    report.fail_unless_scripted(cell.node, test, "table-headers-unmarked");
    true
}

/// `headers` is read on `<td>` and `<th>` only.
fn associated(page: &Page<'_>, table: NodeId, report: &mut Report<'_>) {
    if page.is(table, local_name!("table")) {
        return;
    }
    for inner in page.document.descendants(table) {
        let headers = page.attribute(inner, local_name!("headers")).unwrap_or_default();
        let cell = page.is(inner, local_name!("td")) || page.is(inner, local_name!("th"));
        if !cell && headers.split_ascii_whitespace().nth(1).is_some() {
            report.fail_unless_scripted(inner, "5.6.4", "table-cell-unmarked");
        }
    }
}

/// The first cell that says something in a `<thead>` that holds data cells only.
fn unmarked_head(page: &Page<'_>, grid: &Grid) -> Option<NodeId> {
    if grid.rows == grid.head_rows || grid.columns < 2 {
        return None;
    }
    let head = || grid.cells.iter().filter(|cell| cell.row < grid.head_rows);
    let worded = head().filter(|cell| speaks(page, cell)).count();
    if worded < 2 || head().any(|cell| cell.header) {
        return None;
    }
    head().find(|cell| speaks(page, cell)).map(|cell| cell.node)
}

/// The first cell of a first row that is bold from end to end, over rows that are not.
fn bold_row(page: &Page<'_>, grid: &Grid) -> Option<NodeId> {
    let is_bold = |cell: &Cell| {
        if cell.header || !cell.worded {
            return false;
        }
        let text = plain(&page.text(cell.node));
        let whole = page.document.child_elements(cell.node).any(|child| {
            let bold = [local_name!("b"), local_name!("strong")];
            bold.iter().any(|name| page.document.is(child, name)) && plain(&page.text(child)) == text
        });
        whole || page.style(cell.node).font_weight >= 600.0
    };
    let row = |number: usize| (0..grid.columns).filter_map(move |column| grid.at(number, column));
    let fits = grid.rows > 1
        && grid.columns > 1
        && row(0).count() == grid.columns
        && row(0).all(is_bold)
        && !(1..grid.rows).any(|number| row(number).all(is_bold))
        && grid.headers(page).all(|header| header.column == 0);
    if fits { grid.at(0, 0).map(|cell| cell.node) } else { None }
}
