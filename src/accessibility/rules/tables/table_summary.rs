//! `accessibility-rules/tables/table-summary.md`: complex tables are explained.

use crate::accessibility::rules::grid::{Grid, Nature, caption, nature};
use crate::accessibility::rules::picture::is_filled;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::{is_one_of, plain, unaccented};

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/tables/table-summary.md"),
    subject: Subject::Roles(&[Role::Table, Role::Grid, Role::Treegrid]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    let Some(grid) = page.grid(node) else {
        report.applies("5.1.1");
        return;
    };
    if nature(page, node, &grid) != Nature::Data || !grid.is_complex(page) {
        return;
    }
    report.applies("5.1.1");
    let title = caption(page, node).map(|caption| plain(&page.text(caption)));
    let described = page.attribute(node, local_name!("aria-describedby")).unwrap_or_default();
    let linked: Vec<String> =
        page.document.by_ids(described).map(|target| plain(&page.text(target))).collect();
    let attribute = page.attribute(node, local_name!("summary")).map(plain).unwrap_or_default();
    let mut summaries = linked.into_iter().chain([attribute]).filter(|text| !text.is_empty());
    let Some(summary) = summaries.next() else {
        missing(page, node, title.is_some(), &grid, report);
        return;
    };
    report.applies("5.2.1");
    if title.is_some_and(|title| title == summary) {
        report.fail_unless_scripted(node, "5.2.1", "table-summary-repeats");
    } else if is_one_of(&unaccented(&summary), EMPTY_SUMMARIES) {
        report.fail_unless_scripted(node, "5.2.1", "table-summary-meaningless");
    }
}

fn missing(page: &Page<'_>, node: NodeId, titled: bool, grid: &Grid, report: &mut Report<'_>) {
    // A caption may hold the summary; headers in one more column are told apart by a person.
    let worded = titled
        || is_filled(page, node, local_name!("aria-label"))
        || is_filled(page, node, local_name!("aria-labelledby"))
        || is_filled(page, node, local_name!("aria-describedby"))
        || is_filled(page, node, local_name!("title"))
        || page.document.closest(node, &local_name!("figure")).is_some();
    let heads = |row: usize| {
        let cells = || (0..grid.columns).filter_map(|column| grid.at(row, column));
        cells().any(|cell| cell.header && cell.worded)
            && cells().all(|cell| cell.header || !cell.worded)
    };
    if worded {
        report.review(node, "5.1.1", "table-summary-missing");
    } else if grid.has_data()
        && grid.columns > 1
        && heads(0)
        && ((heads(1) && !heads(2) && !titled_above(grid)) || is_parted(page, grid))
    {
        report.fail_unless_scripted(node, "5.1.1", "table-summary-missing");
    } else {
        report.review(node, "5.1.1", "table-summary-missing");
    }
}

/// Whether a header over the whole width begins the table: it is its title, and the headers under
/// it may be those of a simple table.
fn titled_above(grid: &Grid) -> bool {
    grid.at(0, 0).is_some_and(|first| grid.is_title(first))
}

/// Whether a header over the whole width stands between rows of data: it holds for those under it
/// alone.
fn is_parted(page: &Page<'_>, grid: &Grid) -> bool {
    grid.headers(page).any(|header| {
        header.row > 1
            && header.width == grid.columns
            && grid.datum_above(header)
            && grid.datum_below(header)
    })
}

/// What says that there is a table, and nothing of it.
const EMPTY_SUMMARIES: &[&str] = &[
    "data table", "description", "resume", "resume du tableau", "summary", "table", "table summary",
    "tableau", "tableau de donnees",
];
