//! From a page's text to its report.

use super::aria::{Names, Semantics};
use super::css::{Sheet, Styles};
use super::dom::{Document, NodeId, local_name};
use super::page::Page;
use super::report::{PageReport, Report};
use super::rules::Registry;
use super::site::PageSummary;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex};

/// How many style sheets a page may pull in by `@import`.
const MAX_SHEETS: usize = 64;

type Fetch<'a> = dyn Fn(&str) -> Option<String> + Send + Sync + 'a;

/// Style sheets, compiled once and kept for the pages to come. May be shared between threads.
pub struct Sheets<'a> {
    fetch: Box<Fetch<'a>>,
    compiled: Mutex<FxHashMap<(u64, String), Arc<Sheet>>>,
}

impl std::fmt::Debug for Sheets<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheets").finish_non_exhaustive()
    }
}

impl<'a> Sheets<'a> {
    /// Style sheets whose text `fetch` gives by the address a page writes; `None` for one that
    /// is not to be had.
    #[must_use]
    pub fn new(fetch: impl Fn(&str) -> Option<String> + Send + Sync + 'a) -> Self {
        Self { fetch: Box::new(fetch), compiled: Mutex::default() }
    }

    /// No linked style sheet at all: only those inside pages.
    #[must_use]
    pub fn none() -> Self {
        Self::new(|_| None)
    }

    fn compile(&self, css: &str, media: &str) -> Arc<Sheet> {
        use std::hash::BuildHasher;
        let key = (rustc_hash::FxBuildHasher.hash_one(css), format!("{}|{media}", css.len()));
        if let Ok(compiled) = self.compiled.lock()
            && let Some(sheet) = compiled.get(&key)
        {
            return Arc::clone(sheet);
        }
        let sheet = Arc::new(Sheet::parse(css, media));
        if let Ok(mut compiled) = self.compiled.lock() {
            compiled.insert(key, Arc::clone(&sheet));
        }
        sheet
    }

    /// The style sheets of a page, in the order of the cascade; false beside them when one of
    /// them could not be had, so that what its elements look like is not known.
    fn of(&self, document: &Document) -> (Vec<Arc<Sheet>>, bool) {
        let mut sheets = Vec::new();
        let mut complete = true;
        for node in document.all() {
            if document.is(node, &local_name!("style")) {
                let css = document.text_content(node);
                let media = document.attribute(node, &local_name!("media")).unwrap_or_default();
                complete &= self.add(&css, media, &mut sheets);
            } else if let Some((address, media)) = linked_sheet(document, node) {
                match (self.fetch)(address) {
                    Some(css) => complete &= self.add(&css, media, &mut sheets),
                    None => complete = false,
                }
            }
        }
        (sheets, complete)
    }

    fn add(&self, css: &str, media: &str, sheets: &mut Vec<Arc<Sheet>>) -> bool {
        self.add_with_imports(css, media, &mut 0, sheets)
    }

    /// Adds a sheet after those it imports; `asked` counts the imports of one sheet and of theirs,
    /// so that sheets that import each other end.
    fn add_with_imports(
        &self,
        css: &str,
        media: &str,
        asked: &mut usize,
        sheets: &mut Vec<Arc<Sheet>>,
    ) -> bool {
        let sheet = self.compile(css, media);
        let mut complete = sheet.readable && sheets.len() < MAX_SHEETS;
        for import in &sheet.imports {
            *asked += 1;
            let media = format!("{media}\n{}", import.media);
            match (self.fetch)(&import.address) {
                Some(css) if *asked < MAX_SHEETS => {
                    complete &= self.add_with_imports(&css, &media, asked, sheets);
                }
                _ => complete = false,
            }
        }
        sheets.push(sheet);
        complete
    }
}

fn linked_sheet(document: &Document, node: NodeId) -> Option<(&str, &str)> {
    if !document.is(node, &local_name!("link")) {
        return None;
    }
    let rel = document.attribute(node, &local_name!("rel"))?;
    let has = |word: &str| rel.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case(word));
    if !has("stylesheet") || has("alternate") {
        return None;
    }
    let media = document.attribute(node, &local_name!("media")).unwrap_or_default();
    Some((document.attribute(node, &local_name!("href"))?, media))
}

/// Checks a page against every rule.
#[must_use]
pub fn lint(html: &str, sheets: &Sheets<'_>) -> PageReport {
    with_page(html, sheets, |_, report| report.finish())
}

/// Checks a page of a site, whose path in it is `path`, and keeps what its site's rules need.
#[must_use]
pub fn lint_page(html: &str, path: &str, sheets: &Sheets<'_>) -> (PageReport, PageSummary) {
    with_page(html, sheets, |page, report| (report.finish(), PageSummary::of(page, path)))
}

/// Checks a page and gives it with its report to `then`.
pub fn with_page<T>(
    html: &str,
    sheets: &Sheets<'_>,
    then: impl FnOnce(&Page<'_>, Report<'_>) -> T,
) -> T {
    let document = Document::parse(html);
    let (sheets, complete) = sheets.of(&document);
    let mut styles = Styles::compute(&document, &sheets);
    styles.sheets_complete = complete;
    let semantics = Semantics::of(&document, &styles);
    let names = Names::new(&document, &styles, &semantics);
    let page = Page::new(html, &document, &styles, &semantics, &names);
    let mut report = Report::new(&page);
    Registry::all().run(&page, &mut report);
    then(&page, report)
}
