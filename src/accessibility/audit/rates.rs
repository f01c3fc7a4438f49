//! What a grid amounts to: the share of the criteria that are met, the average of the pages, the
//! state the law names. (RGAA, obligations, «Taux de conformité à la norme».)
//!
//! It never rounds up, and takes what nobody tested for not met.

use super::grid::Grid;
use super::status::Status;

/// The state of a site, as the law names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Less than half of the criteria are met, or no valid audit says so.
    #[default]
    None,
    /// At least half of them are.
    Partial,
    /// All are.
    Total,
}

/// What became of a criterion over the whole sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Met on every page where it applies.
    Validated,
    /// Not met somewhere.
    Failed,
    /// It applies on no page.
    NotApplicable,
    /// Nobody has tested it everywhere.
    Untested,
}

/// The figures of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Rates {
    /// By criterion.
    pub verdicts: Vec<Verdict>,
    /// How many criteria are met.
    pub validated: usize,
    /// How many apply, untested ones counted.
    pub applicable: usize,
    /// Page by page: criteria met, criteria that apply.
    pub pages: Vec<(usize, usize)>,
}

impl Rates {
    /// The figures of `grid`.
    #[must_use]
    pub fn of(grid: &Grid) -> Self {
        let verdict = |row: &Vec<super::Cell>, elsewhere: &Vec<String>| {
            let has = |status| row.iter().any(|cell| cell.status == status);
            if has(Status::NC) || !elsewhere.is_empty() {
                Verdict::Failed
            } else if has(Status::NT) {
                Verdict::Untested
            } else if has(Status::C) {
                Verdict::Validated
            } else {
                Verdict::NotApplicable
            }
        };
        let rows = grid.rows.iter().zip(&grid.elsewhere);
        let verdicts: Vec<Verdict> = rows.map(|(row, elsewhere)| verdict(row, elsewhere)).collect();
        let count = |wanted: fn(&Verdict) -> bool| verdicts.iter().filter(|v| wanted(v)).count();
        let page = |rank: usize| {
            let cells = || grid.rows.iter().filter_map(|row| row.get(rank));
            let met = cells().filter(|cell| cell.status == Status::C).count();
            (met, cells().filter(|cell| cell.status != Status::NA).count())
        };
        Self {
            validated: count(|verdict| *verdict == Verdict::Validated),
            applicable: count(|verdict| *verdict != Verdict::NotApplicable),
            pages: (0..grid.pages.len()).map(page).collect(),
            verdicts,
        }
    }

    /// Share of the criteria that apply that are met, in percent, never rounded up.
    #[must_use]
    pub fn rate(&self) -> f64 {
        percent(self.validated, self.applicable)
    }

    /// Average of the pages' own shares, in percent, never rounded up. Pages on which nothing
    /// applies are left out.
    #[must_use]
    pub fn average(&self) -> f64 {
        let shares = self.pages.iter().filter(|(_, applicable)| *applicable > 0);
        let shares: Vec<f64> =
            shares.map(|(met, applicable)| *met as f64 * 100.0 / *applicable as f64).collect();
        if shares.is_empty() {
            0.0
        } else {
            floor(shares.iter().sum::<f64>() / shares.len() as f64)
        }
    }

    /// The state that follows: in whole numbers, so that no rounding helps.
    #[must_use]
    pub fn state(&self) -> State {
        if self.applicable == 0 {
            State::None
        } else if self.validated == self.applicable {
            State::Total
        } else if self.validated * 2 >= self.applicable {
            State::Partial
        } else {
            State::None
        }
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { floor(part as f64 * 100.0 / whole as f64) }
}

/// Two decimals, the rest cut off. The small step is less than any share of 106 criteria.
fn floor(share: f64) -> f64 {
    ((share + 1e-9) * 100.0).floor() / 100.0
}
