//! The RGAA linter: checks finished pages, whoever made them, and says who fails what and where.
//!
//! It takes HTML and style sheets as values and gives a report; it never fetches, never runs a
//! script, never touches the disk, and never claims that a page conforms as a whole.

pub mod aria;
pub mod audit;
pub mod baseline;
pub mod css;
pub mod documents;
pub mod dom;
pub mod earl;
pub mod html;
pub mod json;
mod known;
mod language;
pub mod lint;
pub mod memory;
pub mod page;
pub mod report;
pub mod rules;
pub mod site;
pub mod standard;
pub mod statement;
pub mod told;

pub use baseline::Baseline;
pub use documents::{DocumentFacts, Documents};
pub use lint::{Sheets, lint, lint_beyond, lint_page, lint_page_with};
pub use report::{Finding, Outcome, PageReport};
pub use told::{Gathered, Told};

#[cfg(test)]
mod hostile_tests;
