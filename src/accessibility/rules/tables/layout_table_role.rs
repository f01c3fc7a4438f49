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
    let Some(grid) = page.grid(node) else {
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
    if is_frame(page, &grid) || holds_areas(page, &grid) {
        report.fail_unless_scripted(node, "5.3.1", "layout-table-unsaid");
    } else {
        report.review(node, "5.3.1", "layout-table-unsaid");
    }
}

/// Whether the table is one cell around what is no datum: headings, lists, several paragraphs. A
/// lone value may be all there is today of a table of data, and a script may fill it in.
fn is_frame(page: &Page<'_>, grid: &Grid) -> bool {
    let [cell] = &grid.cells[..] else { return false };
    let count = |names: &[&str]| {
        let named = |inner: &NodeId| {
            page.document.html_name(*inner).is_some_and(|name| names.contains(&&**name))
        };
        page.document.descendants(cell.node).filter(named).count()
    };
    let composed = count(&["h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "form", "table"]);
    !page.has_scripts() && (composed > 0 || count(&["p"]) > 1)
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
