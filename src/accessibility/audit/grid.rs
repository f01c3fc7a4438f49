//! The grid: each of the 106 criteria on each page of the sample, and where each cell comes from.
//!
//! A fault always wins, whoever found it. Else the site's audit comes before the theme's, and the
//! theme's before what the linter had proved when the audit was opened. It never makes a cell
//! better than what is recorded.

use super::file::{Audit, SamplePage, Whose};
use super::sample::PageKind;
use super::status::Status;
use crate::accessibility::standard::Standard;
use std::collections::{BTreeMap, BTreeSet};

/// Whether a theme decides the criterion alone.
#[must_use]
pub fn is_of_theme(criterion: &str) -> bool {
    Standard::rgaa().audits.of_theme.iter().any(|number| number == criterion)
}

/// Who says what a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CellSource {
    /// The linter.
    Automatic,
    /// The audit of the theme.
    Theme,
    /// The audit of the site.
    Site,
}

/// A criterion on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// What became of it.
    pub status: Status,
    /// Who says so; `None` for what nobody has tested.
    pub source: Option<CellSource>,
}

/// The criteria that the linter is sure a page fails, by the page's address and the criterion's
/// rank in the standard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vetoes(BTreeMap<String, BTreeSet<usize>>);

impl Vetoes {
    /// Nothing.
    pub const NONE: Self = Self(BTreeMap::new());

    /// Adds the criteria that the page at `url` fails.
    pub fn add(&mut self, url: &str, criteria: impl IntoIterator<Item = usize>) {
        let mut criteria = criteria.into_iter().peekable();
        if criteria.peek().is_some() {
            self.0.entry(url.to_owned()).or_default().extend(criteria);
        }
    }

    /// True when no page fails anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the page fails the criterion.
    #[must_use]
    pub fn on(&self, url: &str, criterion: usize) -> bool {
        self.0.get(url).is_some_and(|failed| failed.contains(&criterion))
    }

    /// The pages that fail the criterion.
    pub fn pages(&self, criterion: usize) -> impl Iterator<Item = &str> {
        let failing = self.0.iter().filter(move |(_, failed)| failed.contains(&criterion));
        failing.map(|(url, _)| url.as_str())
    }
}

/// A grid.
#[derive(Debug, Clone)]
pub struct Grid {
    /// The sample.
    pub pages: Vec<SamplePage>,
    /// By criterion, then by page.
    pub rows: Vec<Vec<Cell>>,
    /// Pages outside the sample that the linter is sure fail the criterion, by criterion.
    pub elsewhere: Vec<Vec<String>>,
}

impl Grid {
    /// The grid of `audit`, completed by the audit of the site's theme where that one counts.
    #[must_use]
    pub fn new(audit: &Audit, theme: Option<&Audit>, vetoes: &Vetoes) -> Self {
        let own = match audit.whose {
            Whose::Site => CellSource::Site,
            Whose::Theme => CellSource::Theme,
        };
        let criteria = 0..Standard::rgaa().criteria.len();
        let cell = |criterion: usize, rank: usize, page: &SamplePage| {
            let result = audit.results.get(criterion);
            let at = |cells: Option<&Vec<Status>>| {
                cells.and_then(|cells| cells.get(rank)).copied().unwrap_or(Status::NT)
            };
            let recorded = at(result.map(|result| &result.recorded));
            let proved = at(result.map(|result| &result.automatic));
            let of_theme = theme.map_or(Status::NT, |audit| of_kind(audit, criterion, page.kind));
            let from = |status, source| Cell { status, source: Some(source) };
            if recorded == Status::NC {
                from(Status::NC, own)
            } else if of_theme == Status::NC {
                from(Status::NC, CellSource::Theme)
            } else if vetoes.on(&page.url, criterion) {
                from(Status::NC, CellSource::Automatic)
            } else if recorded != Status::NT {
                from(recorded, own)
            } else if of_theme != Status::NT {
                from(of_theme, CellSource::Theme)
            } else if proved != Status::NT {
                from(proved, CellSource::Automatic)
            } else {
                Cell { status: Status::NT, source: None }
            }
        };
        let sampled = |url: &str| audit.pages.iter().any(|page| page.url == url);
        let outside = |criterion: usize| {
            vetoes.pages(criterion).filter(|url| !sampled(url)).map(str::to_owned).collect()
        };
        Self {
            rows: criteria
                .clone()
                .map(|criterion| {
                    let pages = audit.pages.iter().enumerate();
                    pages.map(|(rank, page)| cell(criterion, rank, page)).collect()
                })
                .collect(),
            elsewhere: criteria.map(outside).collect(),
            pages: audit.pages.clone(),
        }
    }

    /// How many cells nobody has tested.
    #[must_use]
    pub fn untested(&self) -> usize {
        self.rows.iter().flatten().filter(|cell| cell.status == Status::NT).count()
    }

    /// How many cells there are.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.rows.len() * self.pages.len()
    }

    /// How many cells come from there.
    #[must_use]
    pub fn from(&self, source: CellSource) -> usize {
        self.rows.iter().flatten().filter(|cell| cell.source == Some(source)).count()
    }
}

/// The worst that an audit found on pages of a kind; `NT` where none was looked at.
fn of_kind(audit: &Audit, criterion: usize, kind: PageKind) -> Status {
    let Some(result) = audit.results.get(criterion) else { return Status::NT };
    let pages = audit.pages.iter().zip(&result.recorded);
    let statuses = pages.filter(|(page, _)| page.kind == kind).map(|(_, status)| *status);
    let worse = |a, b| match (a, b) {
        (Status::NC, _) | (_, Status::NC) => Status::NC,
        (Status::NT, _) | (_, Status::NT) => Status::NT,
        (Status::C, _) | (_, Status::C) => Status::C,
        (Status::NA, Status::NA) => Status::NA,
    };
    statuses.reduce(worse).unwrap_or(Status::NT)
}
