//! The linter inside a build: every page is looked at in memory, on the thread that made it, and
//! what it finds is led back to the author's file.
//!
//! A page whose bytes are those of the last build is not looked at again. A fault of a page never
//! keeps its site from being written, and a panic of a rule never reaches the site.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io};

use blake3::{Hash, Hasher};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{fingerprint, isolated};
use crate::accessibility::audit::{Vetoes, criteria_failed};
use crate::accessibility::memory::{self, LintedPage};
use crate::accessibility::site::{PageSummary, Site as Pages, SiteReport as SiteFindings};
use crate::accessibility::{
    Baseline, DocumentFacts, Documents, Finding, Gathered, PageReport, Sheets, Told, baseline,
    lint_page_with,
};
use crate::diagnostic::{Diagnostic, Location, Part, Source};
use crate::media::document::PdfFacts;
use crate::site::{Html, LoadedSite, Made, Output, PageOrigin, Trace};
use crate::workspace::{SiteId, Workspace};

/// How many style sheets are kept compiled for sites that share one.
const MAX_SHEETS: usize = 6;

/// Style sheets of sites, compiled, by their address, which names their content.
#[derive(Debug, Default)]
pub(super) struct SheetShelf {
    kept: Mutex<Vec<(String, Arc<Sheets<'static>>)>>,
}

impl SheetShelf {
    fn of(&self, address: &str, css: &[u8]) -> Arc<Sheets<'static>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, sheets)) = kept.iter().find(|(known, _)| known == address) {
            return Arc::clone(sheets);
        }
        let text = String::from_utf8_lossy(css).into_owned();
        let own = address.trim_start_matches('/').to_owned();
        let sheets = Arc::new(Sheets::new(move |key| (key == own).then(|| text.clone())));
        if kept.len() >= MAX_SHEETS {
            kept.remove(0);
        }
        kept.push((address.to_owned(), Arc::clone(&sheets)));
        sheets
    }
}

impl From<PdfFacts> for DocumentFacts {
    fn from(pdf: PdfFacts) -> Self {
        Self {
            readable: true,
            // A tree without the mark, or the mark without a tree, is for a person to look at.
            tagged: pdf.tagged.filter(|tagged| pdf.structured == Some(*tagged)),
            titled: pdf.shows_title.map(|shown| shown && pdf.title.is_some()),
            language: pdf.language,
            changed: pdf.changed,
        }
    }
}

/// What the linter says of a site's output.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct LintVerdict {
    /// How many pages there are.
    pub pages: usize,
    /// How many points a person has to look at, over all pages.
    pub reviews: usize,
    /// What is certainly wrong, each fault once.
    pub sure: Vec<Told>,
}

impl LintVerdict {
    /// The faults that the baseline does not accept on the day `today`, ready to be told.
    #[must_use]
    pub fn new_faults(&self, baseline: &Baseline, today: Date) -> Vec<Diagnostic> {
        let new = self.sure.iter().filter(|told| baseline.accepts(told, today).is_none());
        new.map(|told| told.diagnostic(None)).collect()
    }
}

/// The baseline of a workspace, and what is wrong with its file; empty where there is none.
#[must_use]
pub fn read_baseline(root: &Path) -> (Baseline, Vec<Diagnostic>) {
    match fs::read_to_string(root.join(baseline::FILE)) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
            Baseline::parse(&Source::new(baseline::FILE, text))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Default::default(),
        Err(error) => {
            let finding = Diagnostic::error("baseline-unreadable").arg("detail", &error);
            (Baseline::default(), vec![finding.at(Location::file(baseline::FILE))])
        }
    }
}

/// What the linter of the last build said of the output of `site` in the folder `out`; `None`
/// where that build did not lint.
#[must_use]
pub fn lint_of(out: &Path, site: &str) -> Option<LintVerdict> {
    super::State::read(&out.join(super::MEMORY), site)?.lint
}

/// The pages of a site as the linter of the last build saw them: for each path the outcome of
/// every test in the standard's order, and what was found.
#[must_use]
pub fn lint_pages(out: &Path, site: &str) -> Vec<LintedPage> {
    remembered(&out.join(super::MEMORY), site)
}

fn remembered(memory: &Path, site: &str) -> Vec<LintedPage> {
    let bytes = fs::read(memory.join(format!("{site}.lint"))).unwrap_or_default();
    memory::read(&bytes, &fingerprint::program_name())
}

/// The output of a site with the linter before it.
pub(super) struct Linter<'a> {
    site: &'a SiteId,
    output: &'a dyn Output,
    sheets: Option<Arc<Sheets<'static>>>,
    /// What is known of the site's own documents.
    documents: Documents<'a>,
    documents_mark: [u8; 32],
    before: FxHashMap<String, LintedPage>,
    /// Whether what a person has to look at is led home too, and not only counted.
    reviews: bool,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    pages: Vec<LintedPage>,
    gathered: Gathered,
    files: Vec<String>,
    panics: Vec<Diagnostic>,
}

/// What a build keeps of a site's linting.
pub(super) struct SiteLint {
    pub(super) verdict: LintVerdict,
    pub(super) pages: Vec<LintedPage>,
    /// What is said of each page, with what its site adds, by path; empty unless it was asked for.
    pub(super) whole: Vec<(String, PageReport)>,
    /// What a person has to look at, each point once; empty unless it was asked for.
    pub(super) reviews: Vec<Told>,
    pub(super) panics: Vec<Diagnostic>,
}

impl SiteLint {
    /// Remembers the pages.
    ///
    /// # Errors
    /// Whatever the file system refuses.
    pub(super) fn write(&self, memory: &Path, site: &str) -> io::Result<()> {
        let bytes = memory::write(&self.pages, &fingerprint::program_name());
        super::manifest::replace(&memory.join(format!("{site}.lint")), &bytes)
    }
}

impl<'a> Linter<'a> {
    pub(super) fn new(
        loaded: &'a LoadedSite<'a>,
        output: &'a dyn Output,
        memory: &Path,
        shelf: &SheetShelf,
        reviews: bool,
    ) -> Self {
        let site = &loaded.site().id;
        let before = remembered(memory, site);
        let by_path = before.into_iter().map(|page| (page.summary.path.clone(), page));
        let sheets = loaded.stylesheet().map(|sheet| shelf.of(&sheet.url, &sheet.bytes));
        let facts = move |key: &str| {
            let document = loaded.document(key)?;
            Some(document.pdf.clone().map_or_else(DocumentFacts::default, DocumentFacts::from))
        };
        Self {
            site,
            output,
            sheets,
            documents: Documents::new(facts),
            documents_mark: loaded.documents_mark(),
            before: by_path.collect(),
            reviews,
            seen: Mutex::default(),
        }
    }

    /// The same, which need not look again at pages that were seen a moment ago.
    pub(super) fn knowing(mut self, pages: Vec<LintedPage>) -> Self {
        self.before.extend(pages.into_iter().map(|page| (page.summary.path.clone(), page)));
        self
    }

    /// The pages seen, for those who want no more than that.
    pub(super) fn into_pages(self) -> Vec<LintedPage> {
        self.seen.into_inner().unwrap_or_else(PoisonError::into_inner).pages
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks at a page, whose bytes have that hash.
    fn look(&self, path: &str, html: &str, hash: Hash, origin: Option<&PageOrigin<'_>>) {
        let links_to =
            |what: &str| memchr::memmem::find(html.as_bytes(), what.as_bytes()).is_some();
        let hash = if links_to(".pdf") || links_to(".PDF") {
            Hasher::new().update(hash.as_bytes()).update(&self.documents_mark).finalize()
        } else {
            hash
        };
        let page = match self.before.get(path).filter(|page| page.hash == hash) {
            Some(page) => page.clone(),
            None => match isolated(|| self.lint(path, html)) {
                Ok((report, summary)) => {
                    let outcomes = report.outcomes.clone();
                    LintedPage { hash, report, outcomes, summary }
                }
                Err(_) => {
                    let place = Location::file(format!("{}/{path}", self.site));
                    let told = Diagnostic::warning("linter-panicked").at(place);
                    self.seen().panics.push(told.in_site(self.site));
                    return;
                }
            },
        };
        let wanted = page.report.findings.iter().filter(|f| f.sure || self.reviews);
        let told: Vec<Told> =
            wanted.map(|finding| told(self.site, path, finding, html, origin)).collect();
        let mut seen = self.seen();
        seen.gathered.add_page(told);
        seen.pages.push(page);
    }

    fn lint(&self, path: &str, html: &str) -> (PageReport, PageSummary) {
        match &self.sheets {
            Some(sheets) => lint_page_with(html, path, sheets, &self.documents),
            None => lint_page_with(html, path, &Sheets::none(), &self.documents),
        }
    }

    /// Compares the pages, and says what there is of the site.
    pub(super) fn finish(self, loaded: &LoadedSite<'_>) -> SiteLint {
        let Seen { mut pages, mut gathered, files, mut panics } =
            self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        pages.sort_by(|a, b| a.summary.path.cmp(&b.summary.path));
        panics.sort_by(|a, b| format!("{:?}", a.location).cmp(&format!("{:?}", b.location)));
        let summaries: Vec<&PageSummary> = pages.iter().map(|page| &page.summary).collect();
        // What a site's rules added was remembered with the page: it is found anew.
        let own: Vec<usize> = pages.iter().map(|page| page.report.findings.len()).collect();
        let mut whole: Vec<PageReport> = pages.iter().map(|page| page.report.clone()).collect();
        let site = Pages::new(summaries.iter().copied(), &files);
        {
            let by_path: FxHashMap<&str, usize> =
                summaries.iter().enumerate().map(|(i, s)| (s.path.as_str(), i)).collect();
            let mut slots: Vec<Option<&mut PageReport>> = whole.iter_mut().map(Some).collect();
            SiteFindings::of(&site).add_to(&site, &mut |path| {
                by_path.get(path).and_then(|index| slots[*index].take())
            });
        }
        for ((report, summary), own) in whole.iter().zip(&summaries).zip(own) {
            for finding in &report.findings[own..] {
                if finding.sure || self.reviews {
                    let origin = loaded.origin(&summary.path);
                    let path = &summary.path;
                    gathered.add(told(self.site, path, finding, "", Some(&origin)));
                }
            }
        }
        for (page, report) in pages.iter_mut().zip(&whole) {
            page.outcomes.clone_from(&report.outcomes);
        }
        let count = |sure: bool| {
            whole.iter().flat_map(|report| &report.findings).filter(|f| f.sure == sure).count()
        };
        let (pages_seen, reviews_seen) = (pages.len(), count(false));
        let (sure, reviews) = gathered.into_told().partition(|told| told.finding.sure);
        let verdict = LintVerdict { pages: pages_seen, reviews: reviews_seen, sure };
        let whole = if self.reviews { whole } else { Vec::new() };
        let paths = pages.iter().map(|page| page.summary.path.clone());
        let whole = paths.zip(whole).collect();
        SiteLint { verdict, pages, whole, reviews, panics }
    }
}

/// What the linter is sure of on these pages, by address.
#[must_use]
pub fn vetoes(pages: &[LintedPage]) -> Vetoes {
    let mut vetoes = Vetoes::default();
    for page in pages {
        let path = &page.summary.path;
        let url = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        vetoes.add(&url, criteria_failed(&page.report.outcomes));
    }
    vetoes
}

/// A finding led home.
fn told(
    site: &SiteId,
    path: &str,
    finding: &Finding,
    html: &str,
    origin: Option<&PageOrigin<'_>>,
) -> Told {
    let line = finding.position.line;
    let shown = Location {
        line,
        column: finding.position.column,
        ..Location::file(format!("{site}/{path}"))
    };
    let trace = Trace {
        offset: offset(html, line, finding.position.column),
        tag: &finding.tag,
        text: &finding.text,
    };
    let (part, place) = match origin {
        Some(origin) => {
            let (part, place) = origin.locate(html, &trace);
            (Some(part), place)
        }
        // What no template makes page by page: redirections.
        None => (Some(Part::Theme), shown.clone()),
    };
    Told {
        finding: finding.clone(),
        part,
        place: place.into(),
        page: shown.into(),
        site: Some(Arc::clone(site)),
        pages: 1,
        sites: BTreeSet::from([Arc::clone(site)]),
    }
}

/// Offset of a line and column, both from 1; of the line's start when the column is not known.
fn offset(html: &str, line: u32, column: u32) -> Option<usize> {
    let before = line.checked_sub(1)? as usize;
    let start = match before {
        0 => 0,
        before => memchr::memchr_iter(b'\n', html.as_bytes()).nth(before - 1)? + 1,
    };
    let letters = (column.max(1) - 1) as usize;
    html.get(start..)?.char_indices().nth(letters).map(|(at, _)| start + at)
}

impl Output for Linter<'_> {
    fn file(&self, path: String, bytes: Vec<u8>) {
        if path.ends_with(".html")
            && let Ok(html) = simdutf8::basic::from_utf8(&bytes)
        {
            self.look(&path, html, blake3::hash(&bytes), None);
        }
        self.seen().files.push(path.clone());
        self.output.file(path, bytes);
    }

    fn page(&self, path: String, html: Html, from: Option<Made>, origin: &PageOrigin<'_>) {
        if let Ok(text) = simdutf8::basic::from_utf8(&html.bytes) {
            self.look(&path, text, html.hash, Some(origin));
        }
        self.output.page(path, html, from, origin);
    }

    fn copy(&self, path: &str, from: &Path) {
        self.seen().files.push(path.to_owned());
        self.output.copy(path, from);
    }
}

/// What the linter says of all sites of a build.
#[derive(Debug, Clone, Default)]
pub struct LintReport {
    /// How many pages were looked at, those remembered among them.
    pub pages: usize,
    /// How many points a person has to look at.
    pub reviews: usize,
    /// Every fault once, and why it is accepted for now, if it is.
    pub sure: Vec<(Told, Option<String>)>,
    /// What a person has to look at, each point once; empty unless it was asked for.
    pub to_review: Vec<Told>,
    /// Faults that nobody accepted, entries of the baseline that are no longer right.
    pub diagnostics: Vec<Diagnostic>,
}

impl LintReport {
    /// Puts the verdicts of sites together; `good` are the sites they are of, `everything` says
    /// that these are all sites there are.
    pub(super) fn of(
        workspace: &Workspace,
        verdicts: Vec<LintVerdict>,
        reviews: Vec<Told>,
        today: Date,
        good: &BTreeSet<SiteId>,
        everything: bool,
    ) -> Self {
        let (baseline, mut diagnostics) = read_baseline(&workspace.root);
        let mut report = Self::default();
        let mut gathered = Gathered::default();
        for verdict in verdicts {
            report.pages += verdict.pages;
            report.reviews += verdict.reviews;
            verdict.sure.into_iter().for_each(|told| gathered.add(told));
        }
        reviews.into_iter().for_each(|told| gathered.add(told));
        let (sure, to_review): (Vec<Told>, _) =
            gathered.into_told().partition(|told| told.finding.sure);
        let covered = |file: &str| match file.strip_prefix("sites/") {
            Some(rest) => {
                let id = rest.split('/').next().unwrap_or_default();
                good.contains(id) || (everything && !workspace.sites.contains_key(id))
            }
            None => everything,
        };
        let judged = baseline.judge(&sure, today, covered);
        diagnostics.extend(judged.problems);
        report.sure = sure.into_iter().zip(judged.known).collect();
        let new = report.sure.iter().filter(|(_, known)| known.is_none());
        diagnostics.extend(new.map(|(told, _)| told.diagnostic(None)));
        report.to_review = to_review;
        report.diagnostics = diagnostics;
        report
    }

    /// How many faults are accepted for now.
    #[must_use]
    pub fn known(&self) -> usize {
        self.sure.iter().filter(|(_, known)| known.is_some()).count()
    }

    /// How many faults nobody accepted.
    #[must_use]
    pub fn new_faults(&self) -> usize {
        self.sure.len() - self.known()
    }
}
