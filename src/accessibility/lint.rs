//! From a page's text to its report.

use super::aria::{Names, Semantics};
use super::css::{Sheet, Styles};
use super::documents::Documents;
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

/// How many style sheets are kept compiled.
const MAX_KEPT: usize = 512;

/// A style sheet, compiled; `None` when it is not to be had.
type Compiled = Option<Arc<Sheet>>;

/// Style sheets, compiled once and kept for the pages to come. May be shared between threads.
pub struct Sheets<'a> {
    fetch: Box<Fetch<'a>>,
    /// By key and media.
    linked: Mutex<FxHashMap<(String, String), Compiled>>,
    /// By hash and length of the text, and media.
    written: Mutex<FxHashMap<(u64, usize, String), Arc<Sheet>>>,
    documents: Documents<'a>,
}

impl std::fmt::Debug for Sheets<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheets").finish_non_exhaustive()
    }
}

impl<'a> Sheets<'a> {
    /// Style sheets whose text `fetch` gives by their key: the path from the folder that holds
    /// the pages, e.g. `theme/style.css`. `None` for one that is not to be had.
    #[must_use]
    pub fn new(fetch: impl Fn(&str) -> Option<String> + Send + Sync + 'a) -> Self {
        Self {
            fetch: Box::new(fetch),
            linked: Mutex::default(),
            written: Mutex::default(),
            documents: Documents::none(),
        }
    }

    /// The same, with what is known of the documents that pages offer for download.
    #[must_use]
    pub fn with_documents(self, documents: Documents<'a>) -> Self {
        Self { documents, ..self }
    }

    /// No linked style sheet at all: only those inside pages.
    #[must_use]
    pub fn none() -> Self {
        Self::new(|_| None)
    }

    fn compile(&self, css: &str, media: &str) -> Arc<Sheet> {
        use std::hash::BuildHasher;
        let hash = rustc_hash::FxBuildHasher.hash_one(css);
        let key = (hash, css.len(), media.to_owned());
        if let Ok(written) = self.written.lock()
            && let Some(sheet) = written.get(&key)
        {
            return Arc::clone(sheet);
        }
        let sheet = Arc::new(Sheet::parse(css, media));
        if let Ok(mut written) = self.written.lock() {
            if written.len() >= MAX_KEPT {
                written.clear();
            }
            written.insert(key, Arc::clone(&sheet));
        }
        sheet
    }

    /// The sheet that `address` names on a page or in a sheet whose own key is `base`, with its
    /// key.
    fn linked(&self, base: &str, address: &str, media: &str) -> (String, Compiled) {
        let Some(key) = key_of(base, address) else { return (String::new(), None) };
        let known = (key, media.to_owned());
        if let Ok(linked) = self.linked.lock()
            && let Some(sheet) = linked.get(&known)
        {
            return (known.0, sheet.clone());
        }
        let sheet = (self.fetch)(&known.0).map(|css| self.compile(&css, media));
        if let Ok(mut linked) = self.linked.lock() {
            if linked.len() >= MAX_KEPT {
                linked.clear();
            }
            linked.insert(known.clone(), sheet.clone());
        }
        (known.0, sheet)
    }

    /// The style sheets of a page, in the order of the cascade; false beside them when one of
    /// them could not be had, so that what its elements look like is not known.
    fn of(&self, document: &Document, path: &str) -> (Vec<Arc<Sheet>>, bool) {
        let mut sheets = Vec::new();
        let mut complete = true;
        let may_style = [local_name!("style"), local_name!("link")];
        for node in document.all() {
            if !document.html_name(node).is_some_and(|name| may_style.contains(name)) {
                continue;
            }
            if document.is(node, &local_name!("style")) && is_css(document, node) {
                let css = document.text_content(node);
                let media = document.attribute(node, &local_name!("media")).unwrap_or_default();
                let sheet = Some(self.compile(&css, media));
                complete &= self.add(path, sheet, media, &mut 0, &mut sheets);
            } else if let Some((address, media)) = linked_sheet(document, node) {
                let (key, sheet) = self.linked(path, address, media);
                complete &= self.add(&key, sheet, media, &mut 0, &mut sheets);
                // «Print only», until a script says otherwise.
                complete &= !document.has_attribute(node, &local_name!("onload"));
            }
        }
        (sheets, complete)
    }

    /// Adds a sheet, whose key is `key`, after those it imports; `asked` counts the imports of one
    /// sheet and of theirs, so that sheets that import each other end.
    fn add(
        &self,
        key: &str,
        sheet: Compiled,
        media: &str,
        asked: &mut usize,
        sheets: &mut Vec<Arc<Sheet>>,
    ) -> bool {
        let Some(sheet) = sheet.filter(|_| sheets.len() < MAX_SHEETS) else { return false };
        let mut complete = sheet.readable;
        for import in &sheet.imports {
            *asked += 1;
            if *asked >= MAX_SHEETS {
                return false;
            }
            let media = format!("{media}\n{}", import.media);
            let (key, imported) = self.linked(key, &import.address, &media);
            complete &= self.add(&key, imported, &media, asked, sheets);
        }
        sheets.push(sheet);
        complete
    }
}

/// The key of what `address` names in the file of key `base`; `None` when it is elsewhere.
pub(super) fn key_of(base: &str, address: &str) -> Option<String> {
    let address = address.trim().split(['?', '#']).next()?;
    let scheme = address.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric())
    });
    if scheme || address.starts_with("//") {
        return None;
    }
    let address = percent_encoding::percent_decode_str(address).decode_utf8().ok()?;
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = if address.starts_with('/') { "" } else { folder };
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(address.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// Whether the `type` of a `<style>` or a `<link>` lets browsers read it: not `text/x-scss`.
fn is_css(document: &Document, node: NodeId) -> bool {
    document.attribute(node, &local_name!("type")).is_none_or(|kind| {
        let kind = kind.trim();
        kind.is_empty() || kind.eq_ignore_ascii_case("text/css")
    })
}

fn linked_sheet(document: &Document, node: NodeId) -> Option<(&str, &str)> {
    if !document.is(node, &local_name!("link")) {
        return None;
    }
    let rel = document.attribute(node, &local_name!("rel"))?;
    let has = |word: &str| rel.split_ascii_whitespace().any(|r| r.eq_ignore_ascii_case(word));
    let disabled = document.has_attribute(node, &local_name!("disabled"));
    if !has("stylesheet") || has("alternate") || disabled || !is_css(document, node) {
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

/// Checks a page against every rule, those that ask for more than RGAA too.
#[must_use]
pub fn lint_beyond(html: &str, sheets: &Sheets<'_>) -> PageReport {
    with_page_at(html, "", sheets, true, |_, report| report.finish())
}

/// Checks a page of a site, whose path in it is `path`, and keeps what its site's rules need.
#[must_use]
pub fn lint_page(html: &str, path: &str, sheets: &Sheets<'_>) -> (PageReport, PageSummary) {
    with_page_at(html, path, sheets, false, |page, report| {
        (report.finish(), PageSummary::of(page, path))
    })
}

/// The same, for a site that knows more of its own documents than those who share the style
/// sheets.
#[must_use]
pub fn lint_page_with(
    html: &str,
    path: &str,
    sheets: &Sheets<'_>,
    documents: &Documents<'_>,
) -> (PageReport, PageSummary) {
    look(html, path, sheets, documents, false, |page, report| {
        (report.finish(), PageSummary::of(page, path))
    })
}

/// Checks a page and gives it with its report to `then`.
pub fn with_page<T>(
    html: &str,
    sheets: &Sheets<'_>,
    then: impl FnOnce(&Page<'_>, Report<'_>) -> T,
) -> T {
    with_page_at(html, "", sheets, false, then)
}

/// The same, with the rules that ask for more than RGAA when `beyond` is true.
pub fn with_page_at<T>(
    html: &str,
    path: &str,
    sheets: &Sheets<'_>,
    beyond: bool,
    then: impl FnOnce(&Page<'_>, Report<'_>) -> T,
) -> T {
    look(html, path, sheets, &sheets.documents, beyond, then)
}

fn look<T>(
    html: &str,
    path: &str,
    sheets: &Sheets<'_>,
    documents: &Documents<'_>,
    beyond: bool,
    then: impl FnOnce(&Page<'_>, Report<'_>) -> T,
) -> T {
    let document = Document::parse(html);
    let (sheets, complete) = sheets.of(&document, path);
    let mut styles = Styles::compute(&document, &sheets);
    styles.sheets_complete = complete;
    let semantics = Semantics::of(&document, &styles);
    let names = Names::new(&document, &styles, &semantics);
    let mut page =
        Page::new(html, &document, &styles, &semantics, &names).with_documents(documents, path);
    page.beyond = beyond;
    let mut report = Report::new(&page);
    Registry::all().run(&page, &mut report);
    then(&page, report)
}

#[cfg(test)]
mod tests {
    use super::key_of;

    #[test]
    fn addresses_of_style_sheets_are_followed_within_the_folder() {
        assert_eq!(key_of("a/b/index.html", "../s.css?v=1").as_deref(), Some("a/s.css"));
        assert_eq!(key_of("a/index.html", "/css/s%20t.css").as_deref(), Some("css/s t.css"));
        assert_eq!(key_of("css/main.css", "base.css").as_deref(), Some("css/base.css"));
        assert_eq!(key_of("", "../../etc/s.css").as_deref(), Some("etc/s.css"));
        assert_eq!(key_of("a.html", "https://x.fr/s.css"), None);
        assert_eq!(key_of("a.html", "//x.fr/s.css"), None);
    }
}
