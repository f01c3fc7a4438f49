//! `accessibility-rules/tables/table-title.md`: the title of a table is tied to it and says what
//! it holds.

use crate::accessibility::rules::grid::{Cell, Grid, Nature, caption, nature};
use crate::accessibility::rules::picture::is_filled;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::{is_one_of, plain, unaccented};

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/tables/table-title.md"),
    subject: Subject::Roles(&[Role::Table, Role::Grid, Role::Treegrid]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    let Some(grid) = page.grid(node) else {
        report.applies("5.4.1");
        return;
    };
    if nature(page, node, &grid) != Nature::Data {
        return;
    }
    let name = page.name(node);
    if caption(page, node).is_some() || !name.text.is_empty() {
        report.applies("5.4.1");
        report.applies("5.5.1");
        let title = unaccented(&plain(&name.text));
        let meaningless = is_one_of(&title, EMPTY_TITLES)
            || title.strip_prefix("tableau ").is_some_and(|n| n.parse::<u32>().is_ok());
        if meaningless {
            report
                .fail_unless_scripted(node, "5.5.1", "table-title-meaningless")
                .arg("title", &*name.text);
        }
        return;
    }
    if is_filled(page, node, local_name!("aria-labelledby")) {
        // The title it names is not there; a script may bring it.
        if page.has_scripts() {
            report.review(node, "5.4.1", "table-title-loose");
        } else {
            report.fail(node, "5.4.1", "table-title-loose");
        }
    } else if let Some(cell) = title_row(page, &grid) {
        report.fail_unless_scripted(cell.node, "5.4.1", "table-title-in-cell");
    } else if let Some(cell) = heading_row(&grid) {
        report.review(cell.node, "5.4.1", "table-title-in-cell");
    } else if let Some(before) = worded_before(page, node) {
        report.review(before, "5.4.1", "table-title-loose");
    }
}

/// The only cell of the first row, when it is no header and spreads over a table that has headers.
fn title_row<'a>(page: &Page<'_>, grid: &'a Grid) -> Option<&'a Cell> {
    let first = grid.at(0, 0)?;
    let alone = first.width == grid.columns && first.height == 1;
    let data = !first.header && page.is(first.node, local_name!("td"));
    let then_headers = (0..grid.columns).filter_map(|column| grid.at(1, column)).any(|c| c.header);
    (alone && data && then_headers && first.worded && grid.columns > 1 && grid.rows > 2).then_some(first)
}

/// The header that covers the whole first row, over a row of headers: more often the title than
/// what heads the columns.
fn heading_row(grid: &Grid) -> Option<&Cell> {
    let first = grid.at(0, 0).filter(|cell| cell.header && cell.worded && grid.is_title(cell))?;
    let below = (0..grid.columns).filter_map(|column| grid.at(1, column));
    (grid.rows > 2 && below.into_iter().all(|cell| cell.header || !cell.worded)).then_some(first)
}

/// A short paragraph right before the table that looks like its title.
fn worded_before(page: &Page<'_>, table: NodeId) -> Option<NodeId> {
    let mut previous = page.document.previous(table);
    while let Some(node) = previous {
        if page.element(node).is_some() {
            break;
        }
        previous = page.document.previous(node);
    }
    let before = previous.filter(|node| page.is(*node, local_name!("p")))?;
    let text = page.visible_text(before);
    let bold = page.document.child_elements(before).any(|child| {
        matches!(page.document.html_name(child), Some(&local_name!("strong") | &local_name!("b")))
            && page.visible_text(child) == text
    });
    let numbered = plain(&text).starts_with("tableau ");
    (text.chars().count() <= 120 && !text.is_empty() && (bold || numbered)).then_some(before)
}

/// What says that there is a table, and nothing of what it holds.
const EMPTY_TITLES: &[&str] = &[
    "caption", "data", "donnees", "legende", "sans titre", "table", "tableau", "tableau de donnees",
    "title", "titre", "titre du tableau", "untitled",
];
