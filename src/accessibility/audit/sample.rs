//! The sample the law asks for: the pages every site has, one of each kind, one for each sort of
//! content, a document, and a tenth more by chance. (RGAA, obligations, «Échantillon».)
//!
//! Chance is a hash of the site, the year and the page: the same site gives the same sample all
//! year long, on every machine. It never looks at what a page says, only at what it is made of.

use super::file::SamplePage;
use crate::accessibility::dom::{Document, NodeId, local_name};
use crate::workspace::EntryKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a page of the sample is an example of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// The home page.
    Home,
    /// How to reach the body.
    Contact,
    /// The legal notice.
    Legal,
    /// The accessibility statement, and its plans.
    Accessibility,
    /// The site map.
    Sitemap,
    /// The help page.
    Help,
    /// The search.
    Search,
    /// Writing to the administration.
    Saisine,
    /// Personal data.
    Privacy,
    /// The feeds.
    Feeds,
    /// A list of entries.
    List,
    /// A page.
    Page,
    /// A news item.
    News,
    /// An event.
    Event,
    /// An alert.
    Alert,
    /// An entry of the directory.
    Directory,
    /// A procedure.
    Procedure,
    /// A publication.
    Publication,
    /// A document to download.
    Document,
}

/// The pages the law names, with the address each has on a site of Parvis.
const NAMED: &[(&str, PageKind)] = &[
    ("/", PageKind::Home),
    ("/contact/", PageKind::Contact),
    ("/mentions-legales/", PageKind::Legal),
    ("/accessibilite/", PageKind::Accessibility),
    ("/plan-du-site/", PageKind::Sitemap),
    ("/aide/", PageKind::Help),
    ("/recherche/", PageKind::Search),
    ("/saisine/", PageKind::Saisine),
    ("/donnees-personnelles/", PageKind::Privacy),
    ("/flux/", PageKind::Feeds),
];

/// The kinds of which one page each is taken.
const EACH: &[PageKind] = &[
    PageKind::List,
    PageKind::Page,
    PageKind::News,
    PageKind::Event,
    PageKind::Alert,
    PageKind::Directory,
    PageKind::Procedure,
    PageKind::Publication,
];

impl PageKind {
    /// As the file writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Contact => "contact",
            Self::Legal => "legal",
            Self::Accessibility => "accessibility",
            Self::Sitemap => "sitemap",
            Self::Help => "help",
            Self::Search => "search",
            Self::Saisine => "saisine",
            Self::Privacy => "privacy",
            Self::Feeds => "feeds",
            Self::List => "list",
            Self::Page => "page",
            Self::News => "news",
            Self::Event => "event",
            Self::Alert => "alert",
            Self::Directory => "directory",
            Self::Procedure => "procedure",
            Self::Publication => "publication",
            Self::Document => "document",
        }
    }

    /// What the page at an address is, by what the folders of the site hold.
    fn of(url: &str, folders: &BTreeMap<String, EntryKind>) -> Self {
        if let Some((_, kind)) = NAMED.iter().find(|(named, _)| *named == url) {
            return *kind;
        }
        if url.starts_with("/accessibilite/") {
            return Self::Accessibility;
        }
        let mut parts = url.trim_matches('/').split('/');
        let folder = parts.next().and_then(|top| folders.get(top));
        match (folder, parts.next()) {
            (Some(_), None | Some("page" | "categorie" | "archives" | "passes")) => Self::List,
            (Some(EntryKind::News), _) => Self::News,
            (Some(EntryKind::Event), _) => Self::Event,
            (Some(EntryKind::Alert), _) => Self::Alert,
            (Some(EntryKind::Directory), _) => Self::Directory,
            (Some(EntryKind::Procedure), _) => Self::Procedure,
            (Some(EntryKind::Publication), _) => Self::Publication,
            (Some(EntryKind::Page) | None, _) => Self::Page,
        }
    }
}

/// A page that the sample may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its address in the site.
    pub url: String,
    /// Its main heading.
    pub title: String,
    /// What it is.
    pub kind: PageKind,
    /// The sorts of content that auditors look for.
    contents: BTreeSet<&'static str>,
}

impl Candidate {
    /// The page at `url`; `None` for one that only sends elsewhere, and for the page that says a
    /// page is not found.
    #[must_use]
    pub fn read(url: &str, html: &str, folders: &BTreeMap<String, EntryKind>) -> Option<Self> {
        let document = Document::parse(html);
        let moved = |node: NodeId| document.has_attribute(node, &local_name!("http-equiv"));
        if url == "/404.html" || document.all().any(moved) {
            return None;
        }
        let main = document.all().find(|node| document.is(*node, &local_name!("main")))?;
        let heading = document.all().find(|node| document.is(*node, &local_name!("h1")));
        let title = heading.map(|node| document.text_content(node)).unwrap_or_default();
        let title: Vec<&str> = title.split_whitespace().collect();
        let sorts = document.descendants(main).filter_map(|node| {
            let name = document.html_name(node)?;
            Some(match &**name {
                "table" => "table",
                "img" | "svg" => "image",
                "video" | "audio" | "iframe" => "media",
                "form" | "input" => "form",
                "details" => "details",
                _ => return None,
            })
        });
        Some(Self {
            contents: sorts.collect(),
            kind: PageKind::of(url, folders),
            title: title.join(" "),
            url: url.to_owned(),
        })
    }
}

/// The sample of the pages and documents (by their addresses) of the site `site` for a year.
#[must_use]
pub fn choose(
    candidates: &[Candidate],
    documents: &[String],
    site: &str,
    year: i16,
) -> Vec<SamplePage> {
    let rank = |url: &str| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(site.as_bytes()).update(b"\0").update(&year.to_le_bytes());
        *hasher.update(url.as_bytes()).finalize().as_bytes()
    };
    let mut by_chance: Vec<&Candidate> = candidates.iter().collect();
    by_chance.sort_by_cached_key(|page| (rank(&page.url), page.url.clone()));
    let mut chosen: Vec<(&Candidate, bool)> = Vec::new();
    let holds =
        |chosen: &[(&Candidate, bool)], url: &str| chosen.iter().any(|(page, _)| page.url == url);
    for (url, _) in NAMED {
        chosen.extend(candidates.iter().filter(|page| page.url == *url).map(|page| (page, false)));
    }
    for kind in EACH {
        // The first page of a list is the one that people see.
        let rather = |page: &&&Candidate| page.url.matches('/').count() <= 2;
        let of_kind = || by_chance.iter().filter(|page| page.kind == *kind);
        let page = of_kind().find(|page| rather(page)).or_else(|| of_kind().next());
        chosen.extend(page.map(|page| (*page, false)));
    }
    for sort in ["table", "image", "media", "form", "details"] {
        if chosen.iter().all(|(page, _)| !page.contents.contains(sort)) {
            let page = by_chance.iter().find(|page| page.contents.contains(sort));
            chosen.extend(page.map(|page| (*page, false)));
        }
    }
    let document = documents.iter().min_by_key(|url| (rank(url), *url));
    let structured = chosen.len() + usize::from(document.is_some());
    for page in &by_chance {
        if chosen.len() + usize::from(document.is_some()) >= structured + structured.div_ceil(10) {
            break;
        }
        if !holds(&chosen, &page.url) {
            chosen.push((page, true));
        }
    }
    let mut sample: Vec<SamplePage> = Vec::with_capacity(chosen.len() + 1);
    for (page, random) in chosen {
        let id = id_of(&page.url, &sample);
        let home = page.kind == PageKind::Home;
        let name = if home { "Accueil".to_owned() } else { page.title.clone() };
        let url = page.url.clone();
        sample.push(SamplePage { id, name, url, kind: page.kind, random });
    }
    if let Some(url) = document {
        let name = url.rsplit('/').next().unwrap_or_default().to_owned();
        let (id, kind) = ("document".to_owned(), PageKind::Document);
        let at = sample.iter().position(|page| page.random).unwrap_or(sample.len());
        sample.insert(at, SamplePage { id, name, url: url.clone(), kind, random: false });
    }
    sample
}

/// A short name for a page that no other of the sample has.
fn id_of(url: &str, sample: &[SamplePage]) -> String {
    let last = url.trim_matches('/').rsplit('/').next().unwrap_or_default();
    let last = if last.is_empty() { "accueil" } else { last };
    let mut short: String = last.chars().take(40).collect();
    short.truncate(short.trim_end_matches('-').len());
    // A name of digits alone would read as a number.
    if short.starts_with(|first: char| !first.is_ascii_alphabetic()) {
        short.insert_str(0, "page-");
    }
    let taken =
        |id: &str| id == "document" || id == "all" || sample.iter().any(|page| page.id == id);
    if !taken(&short) {
        return short;
    }
    let mut numbered = (2..).map(|number: usize| format!("{short}-{number}"));
    numbered.find(|id| !taken(id)).unwrap_or(short)
}
