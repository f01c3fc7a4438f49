//! The recorded audits of a site and of its theme, and what the linter has to say against them.
//!
//! A site with a valid audit is made in memory first and linted there: what the linter is sure of
//! lowers what its statement says, and the statement stands on its pages. It never raises
//! anything, and costs nothing where no audit is recorded.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use crate::accessibility::audit::{
    Audit, Inputs, Judged, Statement, ThemeVersion, Vetoes, Whose, read,
};
use crate::accessibility::dom::Document;
use crate::accessibility::statement::{Facts, facts, judge};
use crate::diagnostic::{Diagnostic, Location};
use crate::site::{Html, Made, Output, PageOrigin};
use crate::theme::Chain;
use crate::workspace::files::read_text;
use crate::workspace::{AUDIT_FILE, Site, Workspace};

/// What is recorded for a site.
#[derive(Debug)]
pub struct Recorded {
    audit: Option<Audit>,
    of_theme: Option<Audit>,
    theme: ThemeVersion,
    today: Date,
    /// What can be lived with in the audit of the site.
    pub findings: Vec<Diagnostic>,
}

impl Recorded {
    /// Reads what is recorded for `site`, to be judged on the day `today`.
    ///
    /// # Errors
    /// All that is wrong with the audits or with the theme.
    pub fn of(workspace: &Workspace, site: &Site, today: Date) -> Result<Self, Vec<Diagnostic>> {
        let key = theme_key(workspace, site);
        let chain = Chain::read(&workspace.root, &key[0], &key[1..])?;
        Self::read(workspace, site, &chain, key.len() > 1, today)
    }

    /// As [`of`](Self::of), with the chain of the site's theme; `overlaid` says whether files of
    /// the site's own lie over it.
    pub(super) fn read(
        workspace: &Workspace,
        site: &Site,
        chain: &Chain,
        overlaid: bool,
        today: Date,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut recorded = Self {
            audit: None,
            of_theme: None,
            theme: ThemeVersion::default(),
            today,
            findings: Vec::new(),
        };
        if let Some(source) = chain.audit() {
            let source = source.map_err(|finding| vec![finding])?;
            let (audit, _) = read(&source, Whose::Theme)?;
            recorded.of_theme = Some(audit);
        }
        let name = format!("{}/{AUDIT_FILE}", site.dir);
        let path = workspace.root.join(&name);
        if path.symlink_metadata().is_ok() {
            let source = read_text(&path, &name).map_err(|finding| vec![finding])?;
            let (audit, findings) = read(&source, Whose::Site)?;
            recorded.audit = Some(audit);
            recorded.findings = findings;
            recorded.theme = version(site, chain, overlaid);
        }
        Ok(recorded)
    }

    /// The audit of the site's theme, where it counts for the site.
    #[must_use]
    pub fn of_theme(&self) -> Option<&Audit> {
        static NONE: Vetoes = Vetoes::NONE;
        self.inputs(&NONE).theme_that_counts()
    }

    /// Whether an audit of the site is open or finished.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.audit.is_some()
    }

    /// What follows, given what the linter is sure of.
    #[must_use]
    pub fn judge(&self, vetoes: &Vetoes) -> Judged {
        Statement::of(&self.inputs(vetoes))
    }

    fn inputs<'a>(&'a self, vetoes: &'a Vetoes) -> Inputs<'a> {
        Inputs {
            audit: self.audit.as_ref(),
            of_theme: self.of_theme.as_ref(),
            theme: &self.theme,
            vetoes,
            today: self.today,
        }
    }
}

/// The theme of a site as an audit names it.
///
/// # Errors
/// All that is wrong with the theme's files.
pub fn theme_version(workspace: &Workspace, site: &Site) -> Result<ThemeVersion, Vec<Diagnostic>> {
    let key = theme_key(workspace, site);
    let chain = Chain::read(&workspace.root, &key[0], &key[1..])?;
    Ok(version(site, &chain, key.len() > 1))
}

fn version(site: &Site, chain: &Chain, overlaid: bool) -> ThemeVersion {
    ThemeVersion {
        name: site.theme.clone(),
        version: chain.version().to_owned(),
        digest: chain.digest(),
        overlaid,
    }
}

/// A site's theme, then the folders laid over it, the nearest first.
pub(super) fn theme_key(workspace: &Workspace, site: &Site) -> Vec<String> {
    let own = format!("{}/theme", site.dir);
    let of_group = site.group.as_ref().map(|group| format!("groups/{group}/theme"));
    let overrides = std::iter::once(own).chain(of_group);
    let there = overrides.filter(|folder| workspace.root.join(folder).is_dir());
    std::iter::once(site.theme.clone()).chain(there).collect()
}

/// Hears the pages of a site on their way, to judge its statement: every section of it, the mention
/// on the home page, the link on every page.
pub(super) struct Watched<'a> {
    output: &'a dyn Output,
    seen: Mutex<Vec<(String, Facts)>>,
}

/// The address of the statement, and the link to it as templates write it.
const STATEMENT: (&str, &str) = ("accessibilite/index.html", "href=\"/accessibilite/\"");

impl<'a> Watched<'a> {
    pub(super) fn new(output: &'a dyn Output) -> Self {
        Self { output, seen: Mutex::default() }
    }

    /// What is wrong with the statement, told at the template that makes it so: a theme's mistake
    /// keeps no site from being published.
    pub(super) fn faults(self, chain: &Chain, today: Date) -> Vec<Diagnostic> {
        let mut seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        seen.sort_by(|(a, _), (b, _)| a.cmp(b));
        let pages: Vec<(&str, &Facts)> =
            seen.iter().map(|(path, facts)| (path.as_str(), facts)).collect();
        let faults = judge(&pages, today).into_iter().map(|fault| {
            let of_statement = fault.url == STATEMENT.0;
            let name = if of_statement { "accessibility.html" } else { "chrome/footer.html" };
            let path = format!("templates/{name}");
            let layer = chain.nearest(&path).map(|(layer, _)| layer.folder.as_str());
            let place = Location::file(format!("{}/{path}", layer.unwrap_or_default()));
            fault.diagnostic.at(place)
        });
        faults.collect()
    }
}

impl Watched<'_> {
    /// A page that has the link has all that is asked of it; only the others, the home page and
    /// the statement are read.
    fn see(&self, path: &str, bytes: &[u8]) {
        let matters = path == "index.html" || path == STATEMENT.0;
        if path.ends_with(".html")
            && (matters || memchr::memmem::find(bytes, STATEMENT.1.as_bytes()).is_none())
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            let facts = facts(&Document::parse(text));
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.push((path.to_owned(), facts));
        }
    }
}

impl Output for Watched<'_> {
    fn file(&self, path: String, bytes: Vec<u8>) {
        self.see(&path, &bytes);
        self.output.file(path, bytes);
    }

    fn copy(&self, path: &str, from: &Path) {
        self.output.copy(path, from);
    }

    fn remembers(&self) -> bool {
        self.output.remembers()
    }

    fn still_holds(&self, path: &str, from: &Made) -> bool {
        self.output.still_holds(path, from)
    }

    fn page(&self, path: String, html: Html, from: Option<Made>, origin: &PageOrigin<'_>) {
        self.see(&path, &html.bytes);
        self.output.page(path, html, from, origin);
    }
}
