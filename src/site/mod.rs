//! A site: from its entries to routes, navigation, lists, generated pages, and HTML.
//!
//! All is made from values: texts, settings, a theme. The room never reads a file, never writes
//! one (it hands pages to an [`Output`]), never reads a clock (one instant is given), and never
//! lets one site's mistake reach another: what a site uses of its neighbours is their exports.

mod output;
pub mod view;

pub use output::Output;
