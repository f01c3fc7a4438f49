//! The tests that need more than one page: navigation at the same place, a site map that is
//! complete, titles that tell pages apart.
//!
//! A rule is two files, as those about a page are: `accessibility-rules/<theme>/<rule>.md` and a
//! module here. It sees a [`PageSummary`] of every page, never the pages themselves. What it is
//! sure of is true whatever the pages hold besides; the rest is for a person.

mod address;
mod order;
mod same_way;
mod summary;

pub use summary::{Block, BlockKind, Field, Link, PageSummary, Spot, Zone};

use super::dom::Position;
use super::report::{Finding, MAX_ALIKE, Outcome, PageReport, Whole};
use super::rules::{Metadata, Verdict};
use super::standard::Standard;
use crate::diagnostic::Argument;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// A rule about a site.
#[derive(Debug, Clone, Copy)]
pub struct SiteRule {
    /// The text of its Markdown file.
    pub documentation: &'static str,
    /// Looks at the site.
    pub check: fn(&Site<'_>, &mut SiteReport),
}

macro_rules! rules {
    ($($theme:ident { $($rule:ident)* })*) => {
        $(mod $theme { $(pub(super) mod $rule;)* })*

        /// Every rule, theme by theme.
        const RULES: &[SiteRule] = &[$($($theme::$rule::RULE,)*)*];

        /// The path of every rule's Markdown file under `accessibility-rules/`, in the same order.
        #[cfg(test)]
        pub(super) const FILES: &[&str] =
            &[$($(concat!(stringify!($theme), "/", stringify!($rule), ".md"),)*)*];
    };
}

rules! {
    navigation {
        two_navigation_systems
        menu_place
        sitemap_content
        sitemap_links
        sitemap_names
        sitemap_access
        search_access
        skip_link_place
    }
    mandatory {
        title_unique
    }
    forms {
        label_consistent
    }
}

/// The rules about a site with what their files say, read once a program.
fn rules() -> &'static [(SiteRule, Metadata)] {
    static RULES_READ: LazyLock<Vec<(SiteRule, Metadata)>> = LazyLock::new(|| {
        // A rule whose file cannot be read would be silently missing: a test forbids it.
        let read =
            RULES.iter().map(|rule| Some((*rule, Metadata::parse(rule.documentation).ok()?)));
        read.flatten().collect()
    });
    &RULES_READ
}

/// What the files of the rules about a site say.
pub fn metadata() -> impl Iterator<Item = &'static Metadata> {
    rules().iter().map(|(_, metadata)| metadata)
}

/// A site as the rules see it.
#[derive(Debug)]
pub struct Site<'a> {
    /// Its pages, in the order of their paths; pages that only lead elsewhere are left out.
    pub pages: Vec<&'a PageSummary>,
    /// Keys of all its files, pages and others.
    files: FxHashSet<String>,
}

impl<'a> Site<'a> {
    /// A site of these pages, with `files`: the paths of everything that is in its folder.
    pub fn new(
        pages: impl IntoIterator<Item = &'a PageSummary>,
        files: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Self {
        let mut pages: Vec<&PageSummary> = pages.into_iter().collect();
        let mut files: FxHashSet<String> =
            files.into_iter().map(|path| address::key(path.as_ref())).collect();
        files.extend(pages.iter().map(|page| page.key()));
        pages.retain(|page| !page.redirects);
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        Self { pages, files }
    }

    /// True when the site has the file or page.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.files.contains(key)
    }

    /// The page of that key.
    #[must_use]
    pub fn page(&self, key: &str) -> Option<(usize, &'a PageSummary)> {
        self.pages.iter().copied().enumerate().find(|(_, page)| page.key() == key)
    }

    /// The home page.
    #[must_use]
    pub fn home(&self) -> Option<(usize, &'a PageSummary)> {
        self.page("")
    }

    /// The site map.
    #[must_use]
    pub fn sitemap(&self) -> Option<(usize, &'a PageSummary)> {
        self.pages.iter().copied().enumerate().find(|(_, page)| page.is_sitemap)
    }

    /// The pages that are part of the set: not the page that says that there is none.
    pub fn set(&self) -> impl Iterator<Item = (usize, &'a PageSummary)> + '_ {
        self.pages
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, page)| page.path.rsplit('/').next() != Some("404.html"))
    }
}

/// A finding of a rule about a site.
#[derive(Debug)]
pub struct SiteDraft {
    /// Among [`Site::pages`].
    pub page: usize,
    spot: Spot,
    rule: &'static Metadata,
    tests: Vec<&'static str>,
    sure: bool,
    code: &'static str,
    arguments: Vec<(&'static str, Argument)>,
}

impl SiteDraft {
    /// Adds a value for the message.
    pub fn arg(&mut self, name: &'static str, value: impl Into<Argument>) -> &mut Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Says that it bears on another test too.
    pub fn also(&mut self, test: &'static str) -> &mut Self {
        self.tests.push(test);
        self
    }

    fn finding(&self) -> Finding {
        Finding {
            rule: &self.rule.id,
            tests: self.tests.clone(),
            sure: self.sure,
            severity: self.rule.severity,
            code: self.code,
            arguments: self.arguments.clone(),
            selector: self.spot.selector.clone(),
            position: Position { line: self.spot.line, column: 0 },
            tag: self.spot.tag.clone(),
            text: self.spot.text.clone(),
        }
    }
}

/// What the rules say of a site.
#[derive(Debug, Default)]
pub struct SiteReport {
    rule: Option<&'static Metadata>,
    doubtful: Vec<bool>,
    drafts: Vec<SiteDraft>,
    applicable: FxHashSet<&'static str>,
    conforming: FxHashSet<&'static str>,
    alike: FxHashMap<(&'static str, &'static str), usize>,
    omitted: usize,
}

impl SiteReport {
    /// Calls every rule.
    #[must_use]
    pub fn of(site: &Site<'_>) -> Self {
        let mut report = Self {
            doubtful: site.pages.iter().map(|page| page.doubtful).collect(),
            ..Self::default()
        };
        for (rule, metadata) in rules() {
            report.rule = Some(metadata);
            (rule.check)(site, &mut report);
        }
        report
    }

    /// Says that the site has something the test is about.
    pub fn applies(&mut self, test: &'static str) {
        self.applicable.insert(test);
    }

    /// Says that the test is proved for the pages on which nothing is found.
    pub fn conforms(&mut self, test: &'static str) {
        self.conforming.insert(test);
    }

    /// A fault that is certain, at an element of a page.
    pub fn fail(
        &mut self,
        page: usize,
        spot: &Spot,
        test: &'static str,
        code: &'static str,
    ) -> &mut SiteDraft {
        self.add(page, spot, test, code, true)
    }

    /// Something a person has to look at.
    pub fn review(
        &mut self,
        page: usize,
        spot: &Spot,
        test: &'static str,
        code: &'static str,
    ) -> &mut SiteDraft {
        self.add(page, spot, test, code, false)
    }

    fn add(
        &mut self,
        page: usize,
        spot: &Spot,
        test: &'static str,
        code: &'static str,
        sure: bool,
    ) -> &mut SiteDraft {
        self.applies(test);
        let rule = self.rule.unwrap_or_else(|| unreachable!("a rule speaks when it is called"));
        let sure = sure && !self.doubtful.get(page).copied().unwrap_or(true);
        self.drafts.push(SiteDraft {
            page,
            spot: spot.clone(),
            rule,
            tests: vec![test],
            sure,
            code,
            arguments: Vec::new(),
        });
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }

    /// What was found, by page among [`Site::pages`].
    #[must_use]
    pub fn drafts(&self) -> &[SiteDraft] {
        &self.drafts
    }

    /// Adds to the pages' own reports what their site adds, `report` giving that of a path.
    pub fn add_to<'r>(
        mut self,
        site: &Site<'_>,
        report: &mut dyn FnMut(&str) -> Option<&'r mut PageReport>,
    ) {
        let mut by_page: FxHashMap<usize, Vec<SiteDraft>> = FxHashMap::default();
        for draft in std::mem::take(&mut self.drafts) {
            let alike = self.alike.entry((&draft.rule.id, draft.code)).or_default();
            *alike += 1;
            self.omitted += usize::from(*alike > MAX_ALIKE);
            by_page.entry(draft.page).or_default().push(draft);
        }
        let whole = self.whole();
        for (index, page) in site.pages.iter().enumerate() {
            let Some(report) = report(&page.path) else { continue };
            report.take_site(
                &whole,
                by_page.remove(&index).unwrap_or_default().iter().map(SiteDraft::finding),
            );
        }
    }

    /// What holds for each test of the rules about a site, on a page where nothing is found.
    fn whole(&self) -> Whole {
        let standard = Standard::rgaa();
        let mut whole = Whole::default();
        for metadata in metadata() {
            for test in metadata.tests.keys() {
                let Some(index) = standard.index(test) else { continue };
                let outcome = if self.conforming.contains(test.as_str()) {
                    Outcome::Conforming
                } else if self.applicable.contains(test.as_str()) {
                    Outcome::Review
                } else if metadata.may(test, Verdict::NotApplicable) {
                    Outcome::NotApplicable
                } else {
                    Outcome::Untested
                };
                whole.outcomes.push((index, outcome));
            }
        }
        whole
    }
}

#[cfg(test)]
mod tests;
