//! Values about pages made of many entries: lists, home, sitemap, feeds.

use super::{DateView, LinkView, WhenView};
use serde::Serialize;

/// A list of entries, one page of it.
#[derive(Debug, Clone, Serialize)]
pub struct ListView {
    /// Kind of what it lists, as [`CardView::kind`](super::CardView::kind).
    pub kind: &'static str,
    /// What the list is cut by: `section` (the whole folder), `category`, `year`, `past` (events
    /// that are over).
    pub scope: &'static str,
    /// Entries of this page: array of [`CardView`](super::CardView); `none` when `groups` or `occurrences` are used.
    pub items: tera::Value,
    /// For the agenda: array of [`OccurrenceView`], in order of time.
    pub occurrences: tera::Value,
    /// For the directory (by type) and the publications (by year): array of [`GroupView`].
    pub groups: tera::Value,
    /// Which page of how many.
    pub pager: PagerView,
    /// All categories of the section: array of [`FacetView`].
    pub categories: tera::Value,
    /// All years of the section, the latest first: array of [`FacetView`].
    pub archives: tera::Value,
    /// From a category, a year or the past back to the whole section; `none` there.
    pub section: Option<LinkView>,
    /// For the agenda: the list of past events, when there are some.
    pub past: Option<LinkView>,
}

/// An event still to come, in the agenda.
#[derive(Debug, Clone, Serialize)]
pub struct OccurrenceView {
    /// The next time it takes place.
    pub when: WhenView,
    /// The days after that, of an event that comes back: the first three.
    pub then: Vec<DateView>,
    /// The event: a [`CardView`](super::CardView).
    pub entry: tera::Value,
}

/// Entries that go together, with their heading.
#[derive(Debug, Clone, Serialize)]
pub struct GroupView {
    /// Heading: «Associations», «2026».
    pub title: String,
    /// For an anchor.
    pub id: String,
    /// Array of [`CardView`](super::CardView).
    pub items: tera::Value,
}

/// A category or a year with its own list.
#[derive(Debug, Clone, Serialize)]
pub struct FacetView {
    /// Name of the category, or the year.
    pub title: String,
    /// Its list.
    pub url: String,
    /// How many entries.
    pub count: usize,
}

/// Where a page of a list is among the others.
#[derive(Debug, Clone, Serialize)]
pub struct PagerView {
    /// This page, from 1.
    pub number: usize,
    /// How many pages; 1 when there is nothing to page through.
    pub pages: usize,
    /// How many entries in all.
    pub total: usize,
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
    /// First, last and the pages near this one; a gap has neither number nor address.
    pub links: Vec<PagerLink>,
}

/// A link of the pager.
#[derive(Debug, Clone, Serialize)]
pub struct PagerLink {
    /// Number of the page; `none` for a gap («…»).
    pub number: Option<usize>,
    /// Its address; `none` for a gap.
    pub url: Option<String>,
    /// True for the page shown.
    pub current: bool,
}

/// The home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// Latest news, pinned first: array of [`CardView`](super::CardView).
    pub news: tera::Value,
    /// The list of all news, when there is one.
    pub news_list: Option<LinkView>,
    /// Next events: array of [`OccurrenceView`].
    pub events: tera::Value,
    /// The agenda, when there is one.
    pub events_list: Option<LinkView>,
    /// Latest publications: array of [`CardView`](super::CardView).
    pub publications: tera::Value,
    /// The list of all publications, when there is one.
    pub publications_list: Option<LinkView>,
    /// Top sections with what they hold: array of [`CardView`](super::CardView) of folders.
    pub sections: tera::Value,
}

/// A page in the site's plan, with those below it.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapNode {
    /// Title.
    pub title: String,
    /// Address.
    pub url: String,
    /// Pages below, in order.
    pub children: Vec<SitemapNode>,
}

/// The search.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// Address of the module that reads the index.
    pub index: String,
    /// The kinds of pages there are.
    pub kinds: Vec<SearchChoice>,
    /// The years of what bears a date, the latest first.
    pub years: Vec<i16>,
    /// The sites that are searched, this one first; empty where it is this one alone.
    pub sites: Vec<SearchChoice>,
}

/// What a search can be narrowed to.
#[derive(Debug, Clone, Serialize)]
pub struct SearchChoice {
    /// Its name in the index.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// A feed one may subscribe to.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    /// «Actualités d’Amou».
    pub title: String,
    /// Address.
    pub url: String,
    /// `RSS`, `Atom`, `JSON Feed` or `iCalendar`.
    pub format: &'static str,
    /// Media type for `<link rel="alternate">`.
    pub media_type: &'static str,
}
