//! The RGAA linter: checks finished pages, whoever made them, and says who fails what and where.
//!
//! It takes HTML and style sheets as values and gives a report; it never fetches, never runs a
//! script, never touches the disk, and never claims that a page conforms as a whole.

pub mod aria;
pub mod audit;
pub mod css;
pub mod dom;
pub mod json;
mod language;
pub mod lint;
pub mod page;
pub mod report;
pub mod rules;
pub mod site;
pub mod standard;
pub mod statement;

pub use lint::{Sheets, lint, lint_page};
pub use report::{Finding, Outcome, PageReport};

#[cfg(test)]
mod hostile_tests;
