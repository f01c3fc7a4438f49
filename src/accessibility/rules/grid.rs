//! A table as a grid: which cell covers which row and column (HTML, «Forming a table»), and
//! whether it holds data or only lays out a page.

use super::hints::Hints;
use super::prelude::*;

/// How many squares a grid may have; a bigger table is not judged.
const MAX_SQUARES: usize = 200_000;

/// How many rows of headers a table may have at its top.
const MAX_ABOVE: usize = 8;

/// A cell of a [`Grid`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    /// The element.
    pub(crate) node: NodeId,
    /// Its first row, from 0.
    pub(crate) row: usize,
    /// Its first column, from 0.
    pub(crate) column: usize,
    /// How many rows it covers.
    pub(crate) height: usize,
    /// How many columns it covers.
    pub(crate) width: usize,
    /// Whether assistive technologies are told that it is a header.
    pub(crate) header: bool,
    /// Whether a word stands in it.
    pub(crate) worded: bool,
    /// Whether it names its headers itself.
    pub(crate) tied: bool,
}

/// A table, cell by cell.
#[derive(Debug)]
pub(crate) struct Grid {
    /// In the order of the source.
    pub(crate) cells: Vec<Cell>,
    /// How many rows there are.
    pub(crate) rows: usize,
    /// How many columns there are.
    pub(crate) columns: usize,
    /// The first rows that stand in `<thead>`.
    pub(crate) head_rows: usize,
    /// For each square, the rank of the cell that covers it.
    squares: Vec<Option<u32>>,
    in_rows: Vec<Line>,
    in_columns: Vec<Line>,
}

/// What stands in a row or in a column.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    /// Where the first datum stands: a cell with words that is no header.
    first_datum: Option<usize>,
    /// Where the last datum stands.
    last_datum: Option<usize>,
    /// Where the last cell that is no header stands.
    last_plain: Option<usize>,
    /// Where the last datum stands that does not name its headers.
    last_untied: Option<usize>,
    /// Where the last cell stands that does not name its headers.
    last_open: Option<usize>,
    /// How many squares such cells cover.
    open: usize,
}

impl Line {
    fn add(&mut self, cell: &Cell, place: usize) {
        if !cell.header {
            self.last_plain = Some(place);
            if cell.worded {
                self.first_datum = self.first_datum.or(Some(place));
                self.last_datum = Some(place);
                if !cell.tied {
                    self.last_untied = Some(place);
                }
            }
        }
        if !cell.tied {
            self.last_open = Some(place);
            self.open += 1;
        }
    }
}

impl Grid {
    /// The grid of a `<table>`, or of an element with a table's role; `None` for one that is too
    /// big or says nothing of its rows.
    pub(crate) fn of(page: &Page<'_>, table: NodeId) -> Option<Self> {
        let rows = rows(page, table);
        let mut grid = Self {
            cells: Vec::new(),
            rows: rows.len(),
            columns: 0,
            head_rows: 0,
            squares: Vec::new(),
            in_rows: vec![Line::default(); rows.len()],
            in_columns: Vec::new(),
        };
        // For each column, the first row that no earlier cell reaches down to.
        let mut free: Vec<usize> = Vec::new();
        let mut work = 0;
        for (row, (node, in_head)) in rows.iter().enumerate() {
            grid.head_rows += usize::from(*in_head && grid.head_rows == row);
            let mut column = 0;
            for cell in cells(page, *node) {
                while free.get(column).is_some_and(|from| *from > row) {
                    column += 1;
                }
                let width = span(page, cell, local_name!("colspan")).clamp(1, 1_000);
                let height = match span(page, cell, local_name!("rowspan")) {
                    0 => rows.len() - row,
                    height => height.min(rows.len() - row),
                };
                work += width * height;
                if work > MAX_SQUARES {
                    return None;
                }
                free.resize(free.len().max(column + width), 0);
                free[column..column + width].fill(row + height);
                let header = matches!(page.role(cell), Some(Role::Columnheader | Role::Rowheader));
                let worded = has_words(page, cell);
                let tied = page.has(cell, local_name!("headers"));
                grid.cells.push(Cell {
                    node: cell,
                    row,
                    column,
                    height,
                    width,
                    header,
                    worded,
                    tied,
                });
                column += width;
            }
        }
        grid.columns = free.len();
        if grid.rows * grid.columns > MAX_SQUARES {
            return None;
        }
        grid.squares = vec![None; grid.rows * grid.columns];
        for (rank, cell) in grid.cells.iter().enumerate() {
            for row in cell.row..cell.row + cell.height {
                let start = row * grid.columns + cell.column;
                grid.squares[start..start + cell.width].fill(u32::try_from(rank).ok());
            }
        }
        grid.in_columns = vec![Line::default(); grid.columns];
        for row in 0..grid.rows {
            for column in 0..grid.columns {
                if let Some(cell) = grid.at(row, column).copied() {
                    grid.in_rows[row].add(&cell, column);
                    // A cell over the whole table is a title, which belongs to no column.
                    if row > 0 || !grid.is_title(&cell) {
                        grid.in_columns[column].add(&cell, row);
                    }
                }
            }
        }
        Some(grid)
    }

    /// Whether a cell is alone on the first row and covers all of the table's columns.
    pub(crate) fn is_title(&self, cell: &Cell) -> bool {
        cell.row == 0
            && cell.height == 1
            && self.rows > 1
            && self.columns > 1
            && cell.width == self.columns
    }

    /// Whether a datum that names no header stands where the header, which heads a column or a
    /// row, looks.
    pub(crate) fn untied(&self, header: &Cell) -> bool {
        if self.datum_beside(header) {
            self.rows_of(header).iter().any(|row| row.last_untied > Some(header.column))
        } else {
            self.columns_of(header).iter().any(|column| column.last_untied > Some(header.row))
        }
    }

    /// The cell that covers a square.
    pub(crate) fn at(&self, row: usize, column: usize) -> Option<&Cell> {
        let rank = self.squares.get(row * self.columns + column).copied().flatten()?;
        self.cells.get(rank as usize)
    }

    /// The header cells that say something.
    pub(crate) fn headers<'a>(&'a self, page: &'a Page<'_>) -> impl Iterator<Item = &'a Cell> {
        self.cells.iter().filter(|cell| {
            cell.header && page.is_exposed(cell.node) && !page.name(cell.node).text.is_empty()
        })
    }

    fn rows_of(&self, cell: &Cell) -> &[Line] {
        &self.in_rows[cell.row..cell.row + cell.height]
    }

    fn columns_of(&self, cell: &Cell) -> &[Line] {
        &self.in_columns[cell.column..cell.column + cell.width]
    }

    /// Whether a datum stands beside the header.
    pub(crate) fn datum_beside(&self, header: &Cell) -> bool {
        self.rows_of(header).iter().any(|row| row.first_datum.is_some())
    }

    /// Whether a datum stands before the header in its rows.
    pub(crate) fn datum_before(&self, header: &Cell) -> bool {
        let before = |place: usize| place < header.column;
        self.rows_of(header).iter().any(|row| row.first_datum.is_some_and(before))
    }

    /// Whether a datum stands over the header.
    pub(crate) fn datum_above(&self, header: &Cell) -> bool {
        let above = |place: usize| place < header.row;
        self.columns_of(header).iter().any(|column| column.first_datum.is_some_and(above))
    }

    /// Whether a datum stands under the header.
    pub(crate) fn datum_below(&self, header: &Cell) -> bool {
        self.columns_of(header).iter().any(|column| column.last_datum > Some(header.row))
    }

    /// Whether the cells beside the header, if any, are headers too.
    pub(crate) fn only_headers_beside(&self, header: &Cell) -> bool {
        self.rows_of(header).iter().all(|row| row.last_plain.is_none())
    }

    /// Whether the cells under the header, if any, are headers too.
    pub(crate) fn only_headers_below(&self, header: &Cell) -> bool {
        self.columns_of(header).iter().all(|column| column.last_plain <= Some(header.row))
    }

    /// Whether a cell that does not name its headers itself stands beside the header.
    pub(crate) fn open_beside(&self, header: &Cell) -> bool {
        let own = if header.tied { 0 } else { header.width };
        self.rows_of(header).iter().any(|row| row.open > own)
    }

    /// Whether a cell that does not name its headers itself stands under the header.
    pub(crate) fn open_below(&self, header: &Cell) -> bool {
        let last = header.row + header.height - 1;
        self.columns_of(header).iter().any(|column| column.last_open > Some(last))
    }

    /// The headers at the top of the first column a cell stands in.
    pub(crate) fn top_headers(&self, cell: &Cell) -> impl Iterator<Item = &Cell> {
        (0..cell.row.min(MAX_ABOVE))
            .filter_map(|row| self.at(row, cell.column))
            .filter(|c| c.header)
    }

    /// Whether there is any cell but headers; a table without is filled in later.
    pub(crate) fn has_data(&self) -> bool {
        self.cells.iter().any(|cell| !cell.header)
    }

    /// Whether headers stand elsewhere than on the first row or in the first column: a «tableau de
    /// données complexe» of RGAA.
    pub(crate) fn is_complex(&self, page: &Page<'_>) -> bool {
        self.headers(page).any(|header| header.row > 0 && header.column > 0)
            // A second row of headers, or one header over a part of the table: it begins in the
            // first column all the same.
            || self.headers(page).any(|header| {
                header.row > 0
                    && header.column == 0
                    && self.columns > 1
                    && self.only_headers_beside(header)
            })
    }
}

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nature {
    /// It only lays out the page: it bears a presentational role.
    Layout,
    /// It holds data: it has headers, a caption, a summary or marked cells.
    Data,
    /// Its markup does not say.
    Unknown,
}

/// What the markup of a table says that it is for.
pub(crate) fn nature(page: &Page<'_>, table: NodeId, grid: &Grid) -> Nature {
    if page.role(table).is_some_and(Role::is_presentational) {
        return Nature::Layout;
    }
    let explicit = page.semantics.facts(table).has_explicit_role();
    let marked = |cell: &Cell| {
        cell.header
            || page.is(cell.node, local_name!("th"))
            || page.has(cell.node, local_name!("scope"))
            || page.has(cell.node, local_name!("headers"))
    };
    let filled =
        |name| page.attribute(table, name).is_some_and(|value: &str| !value.trim().is_empty());
    let data = explicit
        || caption(page, table).is_some()
        || filled(local_name!("summary"))
        || grid.head_rows > 0
        || grid.cells.iter().any(marked);
    if data { Nature::Data } else { Nature::Unknown }
}

/// Whether a word stands in the element.
fn has_words(page: &Page<'_>, node: NodeId) -> bool {
    page.document.descendants(node).any(|inner| {
        let text = || page.document.text(inner).unwrap_or_default();
        page.hints(inner).may(Hints::WORDS) || text().contains(char::is_alphanumeric)
    })
}

/// The `<caption>` of a table, when it says something.
pub(crate) fn caption(page: &Page<'_>, table: NodeId) -> Option<NodeId> {
    let mut children = page.document.child_elements(table);
    let caption = children.find(|child| page.is(*child, local_name!("caption")))?;
    (has_words(page, caption) || has_image(page, caption)).then_some(caption)
}

fn has_image(page: &Page<'_>, node: NodeId) -> bool {
    page.document.descendants(node).any(|inner| page.is(inner, local_name!("img")))
}

/// The rows of a table, and whether each stands in `<thead>`. Tables inside its cells are not
/// looked into.
fn rows(page: &Page<'_>, table: NodeId) -> Vec<(NodeId, bool)> {
    let native = page.is(table, local_name!("table"));
    let mut rows = Vec::new();
    let mut waiting: Vec<(NodeId, bool)> = vec![(table, false)];
    while let Some((node, in_head)) = waiting.pop() {
        let children: Vec<NodeId> = page.document.child_elements(node).collect();
        for child in children.into_iter().rev() {
            waiting.push((child, in_head || page.is(child, local_name!("thead"))));
        }
        if node == table {
            continue;
        }
        let is_row = if native {
            page.is(node, local_name!("tr"))
        } else {
            page.role(node) == Some(Role::Row)
        };
        let leads_on = if native {
            matches!(
                page.document.html_name(node),
                Some(&local_name!("thead") | &local_name!("tbody") | &local_name!("tfoot"))
            )
        } else {
            matches!(page.role(node), Some(Role::Rowgroup | Role::Generic))
        };
        if !leads_on {
            // What is under it is a row's cells, or no part of the table.
            while waiting
                .last()
                .is_some_and(|(inner, _)| page.document.parent(*inner) == Some(node))
            {
                waiting.pop();
            }
        }
        if is_row && page.semantics.facts(node).is_rendered() {
            rows.push((node, in_head));
        }
    }
    rows
}

/// The cells of a row.
fn cells<'a>(page: &'a Page<'_>, row: NodeId) -> impl Iterator<Item = NodeId> + 'a {
    let native = page.is(row, local_name!("tr"));
    page.document.child_elements(row).filter(move |cell| {
        let is_cell = if native {
            page.is(*cell, local_name!("td")) || page.is(*cell, local_name!("th"))
        } else {
            matches!(
                page.role(*cell),
                Some(Role::Cell | Role::Gridcell | Role::Columnheader | Role::Rowheader)
            )
        };
        is_cell && page.semantics.facts(*cell).is_rendered()
    })
}

/// How many rows or columns a cell covers; 0 for «all that follow».
fn span(page: &Page<'_>, cell: NodeId, name: LocalName) -> usize {
    let aria = if name == local_name!("colspan") {
        local_name!("aria-colspan")
    } else {
        local_name!("aria-rowspan")
    };
    let value = page.attribute(cell, name).or_else(|| page.attribute(cell, aria));
    value.and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::{Grid, Nature, nature};
    use crate::accessibility::lint::{Sheets, lint, with_page};

    fn grid(html: &str) -> (usize, usize, usize, bool, Nature) {
        with_page(html, &Sheets::none(), |page, _| {
            let table = page.document.by_id("t").unwrap();
            let grid = Grid::of(page, table).unwrap();
            (
                grid.rows,
                grid.columns,
                grid.cells.len(),
                grid.is_complex(page),
                nature(page, table, &grid),
            )
        })
    }

    #[test]
    fn cells_take_the_squares_that_spans_leave() {
        let html = "<table id=t><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tr><td>1<td>2<td>3</table>";
        assert_eq!(grid(html), (3, 3, 7, true, Nature::Data));
        let simple = "<table id=t><tr><td><th>a<th>b<tr><th>x<td>1<td>2<tr><th>y<td>3<td>4</table>";
        assert_eq!(grid(simple), (3, 3, 9, false, Nature::Data));
    }

    #[test]
    fn a_table_inside_a_cell_is_another_table() {
        let html = "<table id=t><tr><td><table><tr><th>a<th>b</table><td>c</table>";
        assert_eq!(grid(html), (1, 2, 2, false, Nature::Unknown));
    }

    #[test]
    fn roles_make_a_table_too() {
        let html = "<div id=t role=table><div role=rowgroup><div role=row><span role=columnheader>a</span>\
                    </div></div><div role=row><span role=cell>1</span></div></div>";
        assert_eq!(grid(html), (2, 1, 2, false, Nature::Data));
    }

    #[test]
    fn a_table_of_headers_only_ends() {
        let row = "<tr>".to_owned() + &"<th scope=col>x".repeat(150);
        let html = "<table id=t>".to_owned() + &row.repeat(150);
        let report = lint(&html, &Sheets::none());
        assert!(report.outcomes.len() > 200);
    }

    #[test]
    fn absurd_spans_are_not_followed() {
        let html = "<table id=t>".to_owned() + &"<tr><td colspan=1000 rowspan=60000>x".repeat(1000);
        with_page(&html, &Sheets::none(), |page, _| {
            assert!(Grid::of(page, page.document.by_id("t").unwrap()).is_none());
        });
    }
}
