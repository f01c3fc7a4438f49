//! What is remembered of linted pages between two builds: a page with the same bytes is not
//! looked at again.
//!
//! Pages of a site have most of their blocks and findings in common, so each is kept once and
//! named by its rank. It never touches the disk: it is text in, text out.

use super::report::{Finding, Outcome, PageReport};
use super::site::{Block, Field, Link, PageSummary, Spot};
use super::standard::Standard;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::hash::Hash;
use std::sync::LazyLock;

/// Raised when the meaning of what is remembered changes.
const VERSION: u32 = 3;

/// A page as it was linted.
#[derive(Debug, Clone, PartialEq)]
pub struct LintedPage {
    /// BLAKE3 of its bytes, which name its style sheets by their content; where it links to a
    /// document, also of what is known of the documents.
    pub hash: blake3::Hash,
    /// What was found on the page by itself.
    pub report: PageReport,
    /// The outcome of every test, with what the other pages of its site say of it.
    pub outcomes: Vec<Outcome>,
    /// What its site's rules need; its path among it.
    pub summary: PageSummary,
}

#[derive(Serialize, Deserialize)]
struct File {
    version: u32,
    /// What the rules were.
    rules: String,
    texts: Vec<String>,
    findings: Vec<Finding>,
    blocks: Vec<Block>,
    fields: Vec<Field>,
    pages: Vec<Page>,
}

#[derive(Serialize, Deserialize)]
struct Page {
    path: String,
    hash: String,
    own: usize,
    outcomes: usize,
    omitted: usize,
    findings: Vec<usize>,
    title: Option<Spot>,
    language: String,
    heading: String,
    content: u64,
    flags: u8,
    blocks: Vec<usize>,
    links: Vec<Link>,
    fields: Vec<usize>,
}

/// Values kept once each.
struct Table<T>(FxHashMap<T, usize>);

impl<T: Clone + Eq + Hash> Table<T> {
    fn new() -> Self {
        Self(FxHashMap::default())
    }

    fn rank(&mut self, value: &T) -> usize {
        if let Some(known) = self.0.get(value) {
            return *known;
        }
        let rank = self.0.len();
        self.0.insert(value.clone(), rank);
        rank
    }

    /// The values, in the order of their ranks.
    fn values(self) -> Vec<T> {
        let mut values: Vec<(T, usize)> = self.0.into_iter().collect();
        values.sort_unstable_by_key(|(_, rank)| *rank);
        values.into_iter().map(|(value, _)| value).collect()
    }
}

/// What the rules are: anything else may find something else.
#[must_use]
pub fn rules_version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
        for rule in super::rules::Registry::all().metadata().chain(super::site::metadata()) {
            hasher.update(rule.id.as_bytes());
            hasher.update(rule.body.as_bytes());
        }
        hasher.finalize().to_hex()[..16].to_owned()
    });
    &VERSION
}

/// The pages as text, `program` naming the program that linted them.
#[must_use]
pub fn write<'a>(pages: impl IntoIterator<Item = &'a LintedPage>, program: &str) -> Vec<u8> {
    let (mut outcomes_met, mut findings) = (Table::<&[Outcome]>::new(), Table::new());
    let (mut blocks, mut fields) = (Table::new(), Table::new());
    let pages = pages
        .into_iter()
        .map(|page| {
            let LintedPage { hash, report, outcomes, summary } = page;
            let flags = [summary.redirects, summary.is_sitemap, summary.doubtful, summary.unread];
            Page {
                path: summary.path.clone(),
                hash: hash.to_hex().to_string(),
                own: outcomes_met.rank(&report.outcomes.as_slice()),
                outcomes: outcomes_met.rank(&outcomes.as_slice()),
                omitted: report.omitted,
                findings: report.findings.iter().map(|f| findings.rank(f)).collect(),
                title: summary.title.clone(),
                language: summary.language.clone(),
                heading: summary.heading.clone(),
                content: summary.content,
                flags: flags.iter().enumerate().map(|(bit, on)| u8::from(*on) << bit).sum(),
                blocks: summary.blocks.iter().map(|block| blocks.rank(block)).collect(),
                links: summary.links.clone(),
                fields: summary.fields.iter().map(|field| fields.rank(field)).collect(),
            }
        })
        .collect();
    let file = File {
        version: VERSION,
        rules: format!("{}{program}", rules_version()),
        texts: outcomes_met.values().into_iter().map(letters).collect(),
        findings: findings.values(),
        blocks: blocks.values(),
        fields: fields.values(),
        pages,
    };
    serde_json::to_vec(&file).unwrap_or_default()
}

/// The pages of a text; nothing when it is damaged or of other rules or another program.
#[must_use]
pub fn read(bytes: &[u8], program: &str) -> Vec<LintedPage> {
    let Ok(file) = serde_json::from_slice::<File>(bytes) else { return Vec::new() };
    if file.version != VERSION || file.rules != format!("{}{program}", rules_version()) {
        return Vec::new();
    }
    file.pages.iter().filter_map(|page| linted(&file, page)).collect()
}

fn linted(file: &File, page: &Page) -> Option<LintedPage> {
    let findings: Option<Vec<_>> =
        page.findings.iter().map(|rank| file.findings.get(*rank).cloned()).collect();
    let blocks: Option<Vec<_>> =
        page.blocks.iter().map(|rank| file.blocks.get(*rank).cloned()).collect();
    let fields: Option<Vec<_>> =
        page.fields.iter().map(|rank| file.fields.get(*rank).cloned()).collect();
    Some(LintedPage {
        hash: blake3::Hash::from_hex(&page.hash).ok()?,
        report: PageReport {
            outcomes: outcomes(file.texts.get(page.own)?)?,
            findings: findings?,
            omitted: page.omitted,
        },
        outcomes: outcomes(file.texts.get(page.outcomes)?)?,
        summary: PageSummary {
            path: page.path.clone(),
            title: page.title.clone(),
            language: page.language.clone(),
            heading: page.heading.clone(),
            content: page.content,
            redirects: page.flags & 1 != 0,
            is_sitemap: page.flags & 2 != 0,
            doubtful: page.flags & 4 != 0,
            unread: page.flags & 8 != 0,
            blocks: blocks?,
            links: page.links.clone(),
            fields: fields?,
        },
    })
}

/// Outcomes as one letter each.
#[must_use]
pub fn letters(outcomes: &[Outcome]) -> String {
    outcomes.iter().map(|outcome| outcome.letter()).collect()
}

fn outcomes(letters: &str) -> Option<Vec<Outcome>> {
    let outcomes: Option<Vec<Outcome>> = letters.chars().map(Outcome::of_letter).collect();
    outcomes.filter(|outcomes| outcomes.len() == Standard::rgaa().tests().len())
}

#[cfg(test)]
mod tests {
    use super::{LintedPage, read, write};
    use crate::accessibility::{Sheets, lint_page};

    #[test]
    fn what_is_remembered_comes_back_as_it_was() {
        let html = "<!DOCTYPE html><html lang=fr><title>A</title><nav aria-label=Menu><a href=/>A\
                    </a></nav><main><h1>A</h1><img src=a.png><label>Nom <input name=n></label>";
        let page = |path: &str| {
            let (report, summary) = lint_page(html, path, &Sheets::none());
            let outcomes = report.outcomes.clone();
            LintedPage { hash: blake3::hash(html.as_bytes()), report, outcomes, summary }
        };
        let pages = [page("index.html"), page("a/index.html")];
        let text = write(&pages, "p");
        assert_eq!(read(&text, "p"), pages);
        assert!(read(&text, "other").is_empty(), "another program may find something else");
        assert!(read(b"{\"version\":3", "p").is_empty());
        let three = write(&[page("a.html"), page("b.html"), page("c.html")], "p");
        assert!(three.len() < text.len() * 3 / 2, "what is alike is kept once");
    }
}
