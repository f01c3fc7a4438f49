//! Pages of any origin: found, read with the style sheets that lie beside them, checked in
//! parallel.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use walkdir::WalkDir;

use super::super::Error;
use super::super::arguments::Lint;
use super::{Checked, Page};
use crate::accessibility::dom::{Document, Lines};
use crate::accessibility::site::{PageSummary, Site, SiteReport};
use crate::accessibility::statement::{Facts, facts, judge};
use crate::accessibility::{
    DocumentFacts, Documents, Finding, Gathered, PageReport, Sheets, Told, lint_page,
};
use crate::build::isolated;
use crate::diagnostic::{Argument, Diagnostic, Location};
use crate::media::document::{Content, describe};

/// The largest page or style sheet that is read whole, in bytes.
const MAX_FILE: u64 = 64 << 20;

/// The stack of a checking thread.
const STACK: usize = 16 * 1024 * 1024;

/// Pages that share their style sheets, and a site when they are compared.
struct Group {
    /// Its name in reports.
    name: Arc<str>,
    /// The folder that root-relative addresses start from.
    root: PathBuf,
    /// Paths from the root, with `/`; `-` for the standard input.
    pages: Vec<String>,
    /// All other files, for the links of a site map.
    files: Vec<String>,
}

/// A page that was checked.
struct Linted {
    /// How people know it.
    name: Arc<str>,
    report: PageReport,
    summary: PageSummary,
    /// What it has to do with the accessibility statement, for a page of a site.
    facts: Facts,
    told: Vec<Told>,
    diagnostics: Vec<Diagnostic>,
}

/// Checks what the command names.
pub(super) fn check(arguments: &Lint, today: Date) -> Result<Checked, Error> {
    let mut groups = Vec::new();
    for path in &arguments.paths {
        if path.is_dir() {
            groups.extend(groups_of(path, arguments.site));
        } else if path.as_os_str() == "-" || path.is_file() {
            groups.push(lone(path));
        } else {
            return Err(super::missing(path).into());
        }
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(arguments.jobs.unwrap_or(0))
        .stack_size(STACK)
        .build()
        .map_err(|error| {
            Diagnostic::error("threads-refused").arg("detail", Argument::cause(&error))
        })?;
    let compare = arguments.site;
    let linted: Vec<Vec<Linted>> =
        pool.install(|| groups.par_iter().map(|group| group.lint(compare, today)).collect());
    let mut checked = Checked { everything: true, ..Checked::default() };
    let mut gathered = Gathered::default();
    for (group, pages) in groups.iter().zip(linted) {
        for page in pages {
            gathered.add_page(page.told);
            checked.diagnostics.extend(page.diagnostics);
            checked.pages.push(Page {
                name: page.name.to_string(),
                site: Some(group.name.to_string()),
                whole: !page.summary.unread,
                report: page.report,
            });
        }
    }
    let (sure, reviews) = gathered.into_told().partition(|told| told.finding.sure);
    checked.sure = sure;
    checked.reviews = reviews;
    Ok(checked)
}

/// Adds what is wrong with the accessibility statement of a site.
fn judge_statement(linted: &mut [Linted], today: Date) {
    let pages: Vec<(&str, &Facts)> =
        linted.iter().map(|page| (page.summary.path.as_str(), &page.facts)).collect();
    for fault in judge(&pages, today) {
        if let Some(page) = linted.iter_mut().find(|page| page.summary.path == fault.url) {
            let place = Location::file(Arc::clone(&page.name));
            page.diagnostics.push(fault.diagnostic.at(place));
        }
    }
}

fn lone(path: &Path) -> Group {
    let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let root = beside.unwrap_or(Path::new(".")).to_owned();
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Group {
        name: Arc::from(root.display().to_string()),
        root,
        pages: vec![name],
        files: Vec::new(),
    }
}

/// The pages of a folder. Unless it is one site, each folder with a home page is one: that is
/// where the addresses of its pages start. Links of the file system are not followed.
fn groups_of(root: &Path, one: bool) -> Vec<Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    let mut homes: Vec<String> = Vec::new();
    let mut paths: Vec<String> = WalkDir::new(root)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(root).ok()?;
            Some(path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/"))
        })
        // What programs keep for themselves is no page.
        .filter(|path| !path.split('/').any(|step| step == ".parvis" || step == ".git"))
        .collect();
    paths.sort_unstable();
    if !one {
        for path in &paths {
            let Some(folder) = path.strip_suffix("index.html") else { continue };
            if folder.is_empty() || folder.ends_with('/') {
                homes.push(folder.to_owned());
            }
        }
        homes.sort_by_key(String::len);
    }
    for path in paths {
        let home = homes.iter().find(|home| path.starts_with(home.as_str()));
        let home = home.map_or("", String::as_str);
        let group = groups.entry(home.to_owned()).or_insert_with(|| {
            let folder = root.join(home);
            let whole = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            let name = whole.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
            Group { name: Arc::from(name), root: folder, pages: Vec::new(), files: Vec::new() }
        });
        let own = path[home.len()..].to_owned();
        let extension = Path::new(&own).extension();
        if extension
            .is_some_and(|e| e.eq_ignore_ascii_case("html") || e.eq_ignore_ascii_case("htm"))
        {
            group.pages.push(own);
        } else if one {
            group.files.push(own);
        }
    }
    groups.into_values().filter(|group| !group.pages.is_empty()).collect()
}

impl Group {
    fn lint(&self, compare: bool, today: Date) -> Vec<Linted> {
        let sheets = Sheets::new(|key| self.style_sheet(key))
            .with_documents(Documents::new(|key| self.document(key)));
        let mut linted: Vec<Linted> =
            self.pages.par_iter().map(|path| self.page(path, &sheets, compare)).collect();
        if compare {
            self.compare(&mut linted);
            judge_statement(&mut linted, today);
        }
        linted
    }

    fn page(&self, path: &str, sheets: &Sheets<'_>, of_site: bool) -> Linted {
        let name: Arc<str> = match path {
            "-" => Arc::from("-"),
            path if self.root == Path::new(".") => Arc::from(path),
            path => Arc::from(self.root.join(path).display().to_string()),
        };
        let mut linted = Linted {
            name: Arc::clone(&name),
            report: PageReport::unread(),
            summary: PageSummary { path: path.to_owned(), unread: true, ..PageSummary::default() },
            facts: Facts::default(),
            told: Vec::new(),
            diagnostics: Vec::new(),
        };
        let place = || Location::file(Arc::clone(&name));
        let bytes = match self.read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let finding = Diagnostic::error("page-unreadable").arg("detail", &error);
                linted.diagnostics.push(finding.at(place()));
                return linted;
            }
        };
        let cut = bytes.len() as u64 >= MAX_FILE;
        let text = String::from_utf8_lossy(&bytes);
        if let Err(error) = std::str::from_utf8(&bytes) {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + memchr::memchr_iter(b'\n', before).count();
            let place = Location { line: u32::try_from(line).unwrap_or(u32::MAX), ..place() };
            linted.diagnostics.push(Diagnostic::warning("page-not-utf8").at(place));
        }
        match isolated(|| lint_page(&text, path, sheets)) {
            Ok((report, summary)) => {
                let lines = Lines::new(&text);
                linted.told =
                    report.findings.iter().map(|f| self.told(&name, f, Some(&lines))).collect();
                linted.report = report;
                linted.summary = summary;
                if of_site {
                    linted.facts = facts(&Document::parse(&text));
                }
            }
            Err(_) => linted.diagnostics.push(Diagnostic::warning("linter-panicked").at(place())),
        }
        linted.summary.unread |= cut;
        if linted.summary.unread && linted.diagnostics.iter().all(|d| d.code != "linter-panicked") {
            linted.diagnostics.push(Diagnostic::warning("page-not-whole").at(place()));
        }
        linted
    }

    fn told(&self, name: &Arc<str>, finding: &Finding, lines: Option<&Lines<'_>>) -> Told {
        let line = finding.position.line;
        let excerpt = lines.and_then(|lines| lines.excerpt(line)).map(Arc::from);
        let column = finding.position.column;
        let place = Location { line, column, excerpt, ..Location::file(Arc::clone(name)) };
        Told {
            finding: finding.clone(),
            part: None,
            page: place.clone().into(),
            place: place.into(),
            site: Some(Arc::clone(&self.name)),
            pages: 1,
            sites: std::collections::BTreeSet::from([Arc::clone(&self.name)]),
        }
    }

    /// Adds what comparing the pages says.
    fn compare(&self, linted: &mut [Linted]) {
        let summaries: Vec<PageSummary> = linted.iter().map(|page| page.summary.clone()).collect();
        let own: Vec<usize> = linted.iter().map(|page| page.report.findings.len()).collect();
        let site = Site::new(&summaries, &self.files);
        let mut slots: BTreeMap<&str, &mut PageReport> = summaries
            .iter()
            .zip(linted.iter_mut())
            .map(|(summary, page)| (summary.path.as_str(), &mut page.report))
            .collect();
        SiteReport::of(&site).add_to(&site, &mut |path| slots.remove(path));
        for (page, own) in linted.iter_mut().zip(own) {
            let added: Vec<Told> = page.report.findings[own..]
                .iter()
                .map(|finding| self.told(&page.name, finding, None))
                .collect();
            page.told.extend(added);
        }
    }

    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if path == "-" {
            std::io::stdin().lock().take(MAX_FILE).read_to_end(&mut bytes)?;
        } else {
            let file = std::fs::File::open(self.root.join(path))?;
            file.take(MAX_FILE).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }

    /// The text of a style sheet that lies in the folder.
    fn style_sheet(&self, key: &str) -> Option<String> {
        Some(String::from_utf8_lossy(&self.beside(key)?).into_owned())
    }

    /// What a PDF that lies in the folder says of itself.
    fn document(&self, key: &str) -> Option<DocumentFacts> {
        let (document, _) = describe(key, &Content::read(&self.beside(key)?));
        Some(document.pdf.map_or_else(DocumentFacts::default, |pdf| pdf.into()))
    }

    /// The bytes of a file that lies in the folder.
    fn beside(&self, key: &str) -> Option<Vec<u8>> {
        let root = self.root.canonicalize().ok()?;
        let path = self.root.join(key).canonicalize().ok()?;
        if !path.starts_with(root) {
            return None;
        }
        let mut bytes = Vec::new();
        std::fs::File::open(path).ok()?.take(MAX_FILE).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}
