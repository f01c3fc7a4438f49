//! A site: from its entries to routes, navigation, lists, generated pages, and HTML.
//!
//! ```text
//! SiteInput ── LoadedSite::load ──► entries, addresses, bodies, links within the site
//!                     │ exports() ─────► what neighbours may use
//!                     ▼ render(neighbours' exports, output)
//!             lists ► chrome, once a section ► pages ► feeds, sitemap, redirects, files
//! ```
//!
//! All is made from values: texts, settings, a theme. The room never reads a file (what images and
//! documents hold it asks of a [`Library`]), never writes one (it hands pages to an [`Output`]),
//! never reads a clock (one instant is given), and never lets one site's mistake reach another:
//! what a site uses of its neighbours is their [`Exports`].

mod anchors;
mod blocks;
mod cards;
mod categories;
mod chrome;
mod dates;
mod exports;
mod forms;
mod generated;
mod given;
mod identity;
mod jobs;
mod links;
mod lists;
mod load;
mod map;
mod media;
mod metadata;
mod origin;
mod output;
mod pages;
mod places;
mod plain;
mod render;
mod search;
mod statement;
mod syndication;
mod urls;
mod video;
pub mod view;
mod wording;

pub use exports::{Exports, Use, check_cross_links, needs};
pub use links::CrossLink;
pub use load::{LoadedSite, SiteInput, Text};
pub use media::Library;
pub use origin::{PageOrigin, Trace};
pub use output::{Html, Made, Output};
pub use render::RenderReport;
pub use search::page_document;

use load::Core;

#[cfg(test)]
mod tests;
