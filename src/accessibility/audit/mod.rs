//! Recorded audits: the grid of 106 criteria over the sample the law asks for, what it amounts to
//! (rates, state), how long it may be believed, and the statement that follows.
//!
//! An audit is a file that people fill in (`sites/<id>/accessibility-audit.yaml`, and
//! `themes/<name>/accessibility-audit.yaml` for what a theme decides once for all its sites). A
//! state is computed from recorded audits alone; what the linter is sure of can only lower it.
//!
//! Everything here takes values. It never reads a file or a clock, and never calls a page
//! conforming because nothing was found in it.

mod edit;
mod export;
mod file;
mod grid;
mod open;
mod rates;
mod sample;
mod statement;
mod status;

pub use edit::{Change, set};
pub use export::{Subject, ara, csv, html};
pub use file::{
    Audit, CriterionResult, Derogation, Environment, Exempt, NonConformity, Platform, SamplePage,
    Whose, read,
};
pub use grid::{Cell, CellSource, Grid, Vetoes, is_of_theme};
pub use open::{Opening, open, refreshed};
pub use rates::{Rates, State, Verdict};
pub use sample::{Candidate, PageKind, choose};
pub use statement::{
    Inputs, Issue, Judged, Lapse, Results, Statement, ThemeVersion, criteria_failed,
    criteria_proved,
};
pub use status::{Ground, Impact, Status};

#[cfg(test)]
mod tests;
