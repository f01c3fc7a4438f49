//! Building: which sites changed, making them in parallel, each by itself, and writing what
//! differs. The only room that writes the output.
//!
//! The way of a build: list files → fingerprints → which sites changed → what their neighbours
//! see of them → which other sites that changes → make each site → write it → remember it.
//!
//! A site is the unit of everything: it is made whole in memory, and its output changes only
//! when it has no error, so one site's mistake leaves its last good output in place and touches
//! no other site. This room never decides what a page holds.

mod engine;
mod fingerprint;
mod isolation;
mod library;
mod lint;
mod manifest;
mod output;
mod recall;
mod run;
mod search;
mod shard;
mod statement;

pub use engine::{Engine, reading};
pub use isolation::isolated;
pub use lint::{LintReport, LintVerdict, lint_of, lint_pages, read_baseline, vetoes};
pub use manifest::{MEMORY, Manifest, Neighbour, State, Written};
pub use output::{Changes, OutputError, SiteOutput};
pub use shard::{NotAShard, Shard};
pub use statement::{Recorded, theme_version};

use std::path::PathBuf;

use jiff::Timestamp;

use crate::accessibility::PageReport;
use crate::diagnostic::Diagnostic;
use crate::workspace::SiteId;

/// What to build, and how.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// Where the sites are written, each in a folder of its id.
    pub out: PathBuf,
    /// Where derivatives of images are kept between builds.
    pub cache: PathBuf,
    /// The instant the pages are made for.
    pub at: Timestamp,
    /// Only these sites; all when empty.
    pub sites: Vec<String>,
    /// Only this part of the sites.
    pub shard: Option<Shard>,
    /// Number of threads; one for each core when absent.
    pub jobs: Option<usize>,
    /// Makes every site again, whatever is remembered.
    pub force: bool,
    /// Whether drafts are shown, marked as such; only the preview does.
    pub drafts: bool,
    /// Whether to write; a check makes every page and writes none.
    pub write: bool,
    /// Whether every page is linted.
    pub lint: Lint,
    /// Whether the index of the search follows the pages; where it need not, one that lies there
    /// stays as it is, for a preview that has to be quick.
    pub index: bool,
}

/// How pages are linted in a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lint {
    /// Not at all.
    #[default]
    Off,
    /// What is certainly wrong is told, what a person has to look at is counted.
    Faults,
    /// Both are told, and what is said of each page is handed on.
    Everything,
}

impl BuildOptions {
    /// A build of everything in `root` for the instant `at`, with the default folders.
    #[must_use]
    pub fn new(root: &std::path::Path, at: Timestamp) -> Self {
        Self {
            out: root.join("public"),
            cache: root.join(".parvis").join("cache"),
            at,
            sites: Vec::new(),
            shard: None,
            jobs: None,
            force: false,
            drafts: false,
            write: true,
            lint: Lint::Off,
            index: true,
        }
    }
}

/// What became of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Made, and written unless it was a check.
    Built,
    /// Nothing had changed.
    Unchanged,
    /// It has an error; its last good output is still there.
    Failed,
    /// It no longer exists; its output was removed.
    Removed,
}

/// What a build did for one site.
#[derive(Debug, Clone)]
pub struct SiteReport {
    /// The site.
    pub site: SiteId,
    /// What became of it.
    pub outcome: Outcome,
    /// Number of its pages.
    pub pages: usize,
    /// What was written and removed.
    pub changes: Changes,
    /// What it has to say; empty for an unchanged site.
    pub diagnostics: Vec<Diagnostic>,
    /// Warnings that an unchanged site had when it was built.
    pub recalled_warnings: usize,
    /// What the linter says of its pages; `None` when they were not linted.
    pub lint: Option<LintVerdict>,
    /// What the linter says of each of its pages, by path, with [`Lint::Everything`].
    pub pages_linted: Vec<(String, PageReport)>,
}

/// What a build did.
#[derive(Debug, Clone, Default)]
pub struct BuildReport {
    /// By site, in the order of ids.
    pub sites: Vec<SiteReport>,
    /// What belongs to no site.
    pub diagnostics: Vec<Diagnostic>,
    /// What the linter says; `None` when it was not asked.
    pub lint: Option<LintReport>,
}

impl BuildReport {
    /// Number of sites of which this became.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.sites.iter().filter(|site| site.outcome == outcome).count()
    }

    /// Everything told, workspace first, then site by site.
    pub fn all_diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let lint = self.lint.iter().flat_map(|lint| &lint.diagnostics);
        self.diagnostics
            .iter()
            .chain(self.sites.iter().flat_map(|site| &site.diagnostics))
            .chain(lint)
    }

    /// True when no site failed, the linter found no new fault, and nothing else went wrong.
    #[must_use]
    pub fn succeeded(&self) -> bool {
        let faulty = self.lint.iter().any(|lint| lint.diagnostics.iter().any(Diagnostic::is_error));
        self.count(Outcome::Failed) == 0
            && !self.diagnostics.iter().any(Diagnostic::is_error)
            && !faulty
    }
}

/// Hears how a build goes on. Called from several threads.
pub trait Progress: Sync {
    /// `sites` are going to be made.
    fn start(&self, sites: usize);
    /// One more was made.
    fn site_done(&self, site: &str);
}

/// Nobody listens.
impl Progress for () {
    fn start(&self, _: usize) {}
    fn site_done(&self, _: &str) {}
}
