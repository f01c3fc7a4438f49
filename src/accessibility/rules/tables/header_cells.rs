//! `accessibility-rules/tables/header-cells.md`: every header heads some cells.

use crate::accessibility::rules::grid::{Cell, Grid, Nature, nature};
use crate::accessibility::rules::prelude::*;
use rustc_hash::FxHashSet;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/tables/header-cells.md"),
    subject: Subject::Roles(&[Role::Table, Role::Grid, Role::Treegrid]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    let Some(grid) = page.grid(node) else { return };
    if nature(page, node, &grid) != Nature::Data || !grid.has_data() {
        return;
    }
    let named: FxHashSet<&str> = grid
        .cells
        .iter()
        .filter_map(|cell| page.attribute(cell.node, local_name!("headers")))
        .flat_map(str::split_ascii_whitespace)
        .collect();
    for header in grid.headers(page) {
        let test = association(page, header);
        report.applies(test);
        let id = page.attribute(header.node, local_name!("id")).unwrap_or_default();
        if !named.contains(id) && !has_cells(page, &grid, header) {
            report.fail_unless_scripted(header.node, test, "header-without-cells");
        }
    }
}

/// The test on the way in which a header is tied to its cells, which is the one that fails where
/// it has none.
fn association(page: &Page<'_>, header: &Cell) -> &'static str {
    if page.semantics.facts(header.node).has_explicit_role() {
        "5.7.5"
    } else if page.has(header.node, local_name!("scope")) {
        "5.7.2"
    } else if page.has(header.node, local_name!("id")) {
        "5.7.4"
    } else {
        "5.7.1"
    }
}

/// Whether a cell that does not name its headers itself stands where the header looks.
fn has_cells(page: &Page<'_>, grid: &Grid, header: &Cell) -> bool {
    let row = page.role(header.node) == Some(Role::Rowheader);
    grid.open_below(header) || (row && grid.open_beside(header))
}
