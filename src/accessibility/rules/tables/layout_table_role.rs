//! `accessibility-rules/tables/layout-table-role.md`: tables that only lay out say so.

use crate::accessibility::rules::grid::{Grid, Nature, nature};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/tables/layout-table-role.md"),
    subject: Subject::Named(&["table"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    let Some(grid) = Grid::of(page, node) else {
        report.applies("5.3.1");
        return;
    };
    match nature(page, node, &grid) {
        Nature::Data => return,
        // Whether it reads well cell after cell is for a person to say.
        Nature::Layout => {
            report.applies("5.3.1");
            return;
        }
        Nature::Unknown => {}
    }
    if grid.cells.is_empty() {
        return;
    }
    report.applies("5.3.1");
    // A script may fill in a table of which only one cell is there yet.
    let single = grid.cells.len() == 1 && !page.has_scripts();
    if single || holds_areas(page, &grid) {
        report.fail_unless_scripted(node, "5.3.1", "layout-table-unsaid");
    } else {
        report.review(node, "5.3.1", "layout-table-unsaid");
    }
}

/// Whether a cell holds a whole area of the page, which is no datum.
fn holds_areas(page: &Page<'_>, grid: &Grid) -> bool {
    grid.cells.iter().any(|cell| {
        page.document.child_elements(cell.node).any(|inner| {
            matches!(
                page.document.html_name(inner),
                Some(
                    &local_name!("main")
                        | &local_name!("nav")
                        | &local_name!("header")
                        | &local_name!("footer")
                )
            )
        })
    })
}
