//! What the templates see, field by field: the contract between the site room and the themes.
//!
//! # Variables
//!
//! Every template that makes a page finds these:
//!
//! | variable | type | is |
//! | --- | --- | --- |
//! | `site` | [`SiteView`] | the site: the same value on every page |
//! | `page` | [`PageView`] | this page: address, title, description, breadcrumbs, JSON-LD, … |
//! | `chrome` | [`ChromeView`] | the blocks rendered once per top section: `chrome.head`, `chrome.header`, `chrome.footer` |
//! | `theme` | made by the theme | its own assets for this site |
//! | `body` | safe HTML or `none` | the rendered Markdown of the page (for a generated page: what the officer adds to it) |
//!
//! and, by template:
//!
//! | template | further variables |
//! | --- | --- |
//! | `chrome/head.html`, `chrome/header.html`, `chrome/footer.html` | no `page`, `chrome`, `body`; `nav`: array of [`NavItem`], `alerts`: array of [`CardView`] to show as banners on every page |
//! | `page.html`, `news.html`, `event.html`, `alert.html`, `directory_entry.html`, `procedure.html`, `publication.html` | `entry`: [`CardView`] (what the lists show of it, with `entry.event`, `entry.procedure`, … filled in), `detail`: [`DetailView`] |
//! | `list.html` | `list`: [`ListView`] |
//! | `home.html` | `home`: [`HomeView`], `entry`: [`CardView`] of the home page’s own text, or `none` |
//! | `contact.html`, `legal.html`, `privacy.html`, `404.html` | nothing more: all is in `site` |
//! | `accessibility.html` | `statement`: [`StatementView`] |
//! | `multi-year-plan.html` | `multi_year_plan`: [`PlanView`] |
//! | `action-plan.html` | `years`: array of [`PlanYearView`], the current one first |
//! | `saisine.html` | `forms`: array of [`FormView`] |
//! | `sitemap.html` | `tree`: array of [`SitemapNode`] |
//! | `search.html` | `search`: [`SearchView`]; `tree`, shown where no script runs |
//! | `feeds.html` | `feeds`: array of [`FeedView`] |
//! | `redirect.html` | `target`: address the page moved to, `canonical`: the same, absolute, `site`, `theme`; nothing else |
//! | `components/form-card.html` | rendered while a body is, with only the variable `form`: [`FormView`] |
//! | `components/box.html`, `contact-card.html`, `video.html`, `figures.html`, `places.html` | the same way, each with one variable: `notice` ([`BoxView`]), `card` ([`ContactCardView`]), `video` ([`VideoView`]), `figures` (array of [`FigureView`]), `places` ([`PlacesView`]) |
//!
//! # Rules
//!
//! - A field that may be absent is always there, as `none`: `{% if entry.description %}` is right,
//!   and a misspelt field is an error.
//! - A field documented as *safe HTML* is printed as it is; all other text is escaped by Tera.
//! - Addresses are ready for `href` (they carry the path under which the site is served, if any).
//!   A template never builds one by itself; addresses of pages every site has are in
//!   [`SiteView::pages`].
//! - Values shared by several pages (cards, navigation, the site) are built once and shared: a
//!   template must not expect a card to know which page shows it.

mod blocks;
mod entry;
mod list;
mod site;
mod statement;

pub use blocks::*;
pub use entry::*;
pub use list::*;
pub use site::*;
pub use statement::*;

use serde::{Serialize, Serializer};

/// HTML that is already safe; templates print it unescaped without `| safe`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}

/// A day or an instant, ready to print.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct DateView {
    /// For the `datetime` attribute: `2026-12-05`, or with the hour `2026-12-05T18:30:00+01:00`.
    pub iso: String,
    /// «5 décembre 2026» (in the site's language), without the hour.
    pub text: String,
    /// «samedi 5 décembre 2026».
    pub long: String,
    /// «18 h 30», `none` for a day without an hour.
    pub time: Option<String>,
    /// Day of the month, `1` to `31`.
    pub day: i8,
    /// «déc.»: the month in short, for a date badge.
    pub month: String,
    /// The year, e.g. `2026`.
    pub year: i16,
}

/// A link.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct LinkView {
    /// Text of the link.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// An entry of the main navigation.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NavItem {
    /// Text of the link.
    pub title: String,
    /// Its address; `none` for an item that only opens its children.
    pub url: Option<String>,
    /// True when the page shown is this one (`aria-current="page"`).
    pub here: bool,
    /// True when the page shown is in this section (`aria-current="true"`).
    pub current: bool,
    /// Second level; at most one level below the first.
    pub children: Vec<NavItem>,
}

/// Blocks rendered once per top section of a site and printed on each of its pages.
#[derive(Debug, Clone, Serialize)]
pub struct ChromeView {
    /// Safe HTML for `<head>`: style sheets, icons, site-wide feeds.
    pub head: Html,
    /// Safe HTML: skip links, alert banners, header, main navigation.
    pub header: Html,
    /// Safe HTML: footer.
    pub footer: Html,
}

/// The page being rendered.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// What the page is: `page`, `news`, `event`, `alert`, `directory`, `procedure`,
    /// `publication`, `list`, `home`, `contact`, `saisine`, `legal`, `privacy`, `accessibility`,
    /// `multi-year-plan`, `action-plan`, `sitemap`, `search`, `feeds`, `not-found`.
    pub kind: &'static str,
    /// The level 1 heading.
    pub title: String,
    /// For `<title>`: «Marché de Noël – Actualités – Amou».
    pub document_title: String,
    /// For `<meta name="description">`.
    pub description: Option<String>,
    /// Address within the site.
    pub url: String,
    /// Absolute address that search engines should keep: the page itself, or the original's.
    pub canonical: String,
    /// Language of the page (BCP 47), for `<html lang>`.
    pub language: String,
    /// True when search engines must not keep the page: print `<meta name="robots" content="noindex">`.
    pub noindex: bool,
    /// Absolute address of the image for Open Graph.
    pub image: Option<String>,
    /// Alternative text of that image.
    pub image_alt: Option<String>,
    /// Open Graph type: `website` or `article`.
    pub og_type: &'static str,
    /// From the home page to the parent of this page; empty on the home page.
    pub breadcrumbs: tera::Value,
    /// Feeds about this page's list, besides the site-wide ones of `chrome.head`: array of
    /// [`FeedView`].
    pub feeds: tera::Value,
    /// Safe text for one `<script type="application/ld+json">`: a JSON object with a `@graph`.
    pub json_ld: Html,
}
