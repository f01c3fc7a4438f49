//! Which lists a site has, and what is on each: sections with their categories and years, the
//! agenda, folders of pages.
//!
//! Each list is an array of indices into one table of what can be listed: an entry in five
//! lists is still one value. Every pass is linear in the entries, whatever the number of lists.

use super::Core;
use super::cards::{self, Leaf, category_slug};
use super::exports::SharedEntry;
use super::urls;
use super::view::{FacetView, LinkView};
use crate::content::{Alert, Entry, EntryData, Event, Kind, Occurrence};
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tera::Value;

/// Something a list can show.
pub(super) struct Listed<'a> {
    /// Its card, shared by all lists.
    pub(super) card: Value,
    pub(super) entry: &'a Entry,
    /// Address, absolute for a shared entry.
    pub(super) url: String,
    /// Its place among the site's entries; `None` for one the parent shares.
    pub(super) own: Option<usize>,
    /// Its times still to come, for an event.
    pub(super) times: &'a [Occurrence],
    date: Option<Timestamp>,
}

impl Listed<'_> {
    pub(super) fn link(&self) -> LinkView {
        LinkView { title: self.entry.title.clone(), url: self.url.clone() }
    }

    pub(super) fn event(&self) -> Option<&Event> {
        match &self.entry.data {
            EntryData::Event(event) => Some(event),
            _ => None,
        }
    }

    pub(super) fn alert(&self) -> Option<&Alert> {
        match &self.entry.data {
            EntryData::Alert(alert) => Some(alert),
            _ => None,
        }
    }

    /// True for an event that will not take place again.
    pub(super) fn is_over(&self) -> bool {
        self.entry.kind == Kind::Event && self.times.is_empty()
    }
}

/// A folder that lists what it holds.
pub(super) struct Section {
    /// What it holds.
    pub(super) kind: Kind,
    /// Its address, e.g. `/actualites/`.
    pub(super) url: String,
    /// Its title.
    pub(super) title: String,
    /// Its own text, the folder's `index.md`.
    pub(super) index: Option<usize>,
    /// What is listed, in order; for the agenda, the events still to come.
    pub(super) members: Vec<usize>,
    /// Events that are over, the latest first.
    pub(super) past: Vec<usize>,
    /// Its categories, by name.
    pub(super) categories: Vec<Facet>,
    /// Its years, the latest first.
    pub(super) years: Vec<Facet>,
}

/// A part of a section with a list of its own.
pub(super) struct Facet {
    /// Name of the category, or the year.
    pub(super) title: String,
    /// Its address.
    pub(super) url: String,
    /// What is listed, in the section's order.
    pub(super) members: Vec<usize>,
}

impl Facet {
    /// What templates see of several facets.
    pub(super) fn views(facets: &[Facet]) -> Value {
        let views: Vec<FacetView> = facets
            .iter()
            .map(|facet| FacetView {
                title: facet.title.clone(),
                url: facet.url.clone(),
                count: facet.members.len(),
            })
            .collect();
        Value::from_serializable(&views)
    }
}

/// All there is to list on a site.
pub(super) struct Lists<'a> {
    pub(super) listed: Vec<Listed<'a>>,
    /// Sections of listed kinds, by address.
    pub(super) sections: Vec<Section>,
    /// Pages and folders directly below an address, in order.
    pub(super) children: BTreeMap<String, Vec<Child>>,
    /// Folders of pages without a text of their own: address and title.
    pub(super) folders: BTreeMap<String, String>,
}

/// Something below a folder of pages.
#[derive(Debug, Clone)]
pub(super) enum Child {
    /// A page, by its index among the entries.
    Page(usize),
    /// A folder without a text of its own.
    Folder {
        /// Address.
        url: String,
        /// Title made from its name.
        title: String,
    },
}

/// Plans the lists of a site.
pub(super) fn plan<'a>(
    core: &'a Core<'a>,
    leaves: &'a [Leaf],
    shared: &'a [SharedEntry],
) -> Lists<'a> {
    let mut listed = Vec::with_capacity(core.entries.len() + shared.len());
    for (index, (entry, leaf)) in core.entries.iter().zip(leaves).enumerate() {
        if let Some(card) = &leaf.card
            && !is_index(entry)
            && entry.kind != Kind::Page
        {
            listed.push(Listed {
                card: card.clone(),
                entry,
                url: urls::encode(&entry.url),
                own: Some(index),
                times: &leaf.times,
                date: entry.date.as_ref().map(|date| date.timestamp()),
            });
        }
    }
    for shared in shared {
        listed.push(Listed {
            card: shared.card.clone(),
            entry: &shared.entry,
            url: shared.url.clone(),
            own: None,
            times: &shared.times,
            date: shared.entry.date.as_ref().map(|date| date.timestamp()),
        });
    }
    let sections = sections(core, &listed);
    let (children, folders) = folders(core, &sections);
    Lists { listed, sections, children, folders }
}

/// True for a folder's own text.
pub(super) fn is_index(entry: &Entry) -> bool {
    &*entry.path == "index.md" || entry.path.ends_with("/index.md")
}

/// The address of the section that holds a kind, named by the workspace's settings.
pub(super) fn section_of(sections: &[Section], kind: Kind) -> Option<&Section> {
    sections.iter().find(|section| section.kind == kind)
}

fn sections(core: &Core<'_>, listed: &[Listed<'_>]) -> Vec<Section> {
    let settings = &core.workspace.settings;
    let mut by_folder: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    // A folder whose entries all left keeps its page: its address was given to people.
    for entry in core.entries.iter().filter(|entry| !entry.draft) {
        let top = urls::top(&entry.url);
        if settings.folders.get(top).is_some_and(|kind| *kind != Kind::Page) {
            by_folder.entry(top).or_default();
        }
    }
    for (index, listed) in listed.iter().enumerate() {
        let folder = match listed.own {
            Some(_) => urls::top(&listed.entry.url),
            None => settings.folder(listed.entry.kind).unwrap_or_default(),
        };
        by_folder.entry(folder).or_default().push(index);
    }
    by_folder
        .into_iter()
        .filter_map(|(folder, members)| {
            let kind = *settings.folders.get(folder)?;
            Some(section(core, folder, kind, members, listed))
        })
        .collect()
}

fn section(
    core: &Core<'_>,
    folder: &str,
    kind: Kind,
    mut members: Vec<usize>,
    listed: &[Listed<'_>],
) -> Section {
    let url = format!("/{folder}/");
    let index = core.by_url.get(&*urls::key(&url)).copied().filter(|index| core.live[*index]);
    let title = match index {
        Some(index) => core.entries[index].title.clone(),
        None => section_title(core, kind).to_owned(),
    };
    let key = |index: &usize| &listed[*index];
    members.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        order(core, kind, a, b)
            .then_with(|| a.entry.title.cmp(&b.entry.title))
            .then_with(|| a.url.cmp(&b.url))
    });
    let (mut categories, mut years) = (BTreeMap::new(), BTreeMap::new());
    for &member in &members {
        let entry = listed[member].entry;
        for name in &entry.categories {
            let slug = category_slug(name);
            let facet = categories.entry(slug).or_insert_with_key(|slug| Facet {
                title: name.clone(),
                url: format!("{url}categorie/{slug}/"),
                members: Vec::new(),
            });
            // Two spellings of one category in one entry are one.
            if facet.members.last() != Some(&member) {
                facet.members.push(member);
            }
        }
        let dated = matches!(kind, Kind::News | Kind::Publication) && core.site.archives;
        if let Some(date) = entry.date.as_ref().filter(|_| dated) {
            let year = date.day.year();
            let facet = years.entry(Reverse(year)).or_insert_with(|| Facet {
                title: year.to_string(),
                url: format!("{url}archives/{year}/"),
                members: Vec::new(),
            });
            facet.members.push(member);
        }
    }
    let (mut past, members): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|member| listed[*member].is_over());
    past.sort_by(|a, b| {
        let start = |index: &usize| key(index).event().map(|event| event.start.timestamp());
        start(b).cmp(&start(a)).then_with(|| key(a).url.cmp(&key(b).url))
    });
    let categories = categories.into_values().collect();
    let years = years.into_values().collect();
    Section { kind, url, title, index, members, past, categories, years }
}

/// The order of a section, before title and address.
fn order(core: &Core<'_>, kind: Kind, a: &Listed<'_>, b: &Listed<'_>) -> std::cmp::Ordering {
    let by_date = || b.date.cmp(&a.date);
    let by_weight = || a.entry.weight.cmp(&b.entry.weight);
    match kind {
        Kind::News => b.entry.pinned.cmp(&a.entry.pinned).then_with(by_date),
        Kind::Event => {
            let next = |listed: &Listed<'_>| {
                (listed.times.is_empty(), listed.times.first().map(|time| time.start.timestamp()))
            };
            next(a).cmp(&next(b))
        }
        Kind::Alert => {
            let rank = |listed: &Listed<'_>| {
                let alert = listed.alert();
                Reverse(alert.map(|alert| {
                    (cards::is_active(alert, core.at), alert.level, alert.starts.timestamp())
                }))
            };
            rank(a).cmp(&rank(b))
        }
        Kind::Directory => {
            let rank = |listed: &Listed<'_>| match &listed.entry.data {
                EntryData::Directory(directory) => cards::directory_kind(directory).1,
                _ => usize::MAX,
            };
            rank(a).cmp(&rank(b)).then_with(by_weight)
        }
        Kind::Publication => by_date(),
        Kind::Procedure | Kind::Page => by_weight(),
    }
}

/// The title of a section without a text of its own.
pub(super) fn section_title(core: &Core<'_>, kind: Kind) -> &'static str {
    let words = core.words;
    match kind {
        Kind::News => words.news,
        Kind::Event => words.events,
        Kind::Alert => words.alerts,
        Kind::Directory => words.directory,
        Kind::Procedure => words.procedures,
        Kind::Publication => words.publications,
        Kind::Page => words.home,
    }
}

type Folders = (BTreeMap<String, Vec<Child>>, BTreeMap<String, String>);

/// The tree of pages: what is below each folder, and which folders lack a text.
fn folders(core: &Core<'_>, sections: &[Section]) -> Folders {
    let mut children: BTreeMap<String, Vec<Child>> = BTreeMap::new();
    let mut folders: BTreeMap<String, String> = BTreeMap::new();
    let section_urls: FxHashMap<&str, ()> =
        sections.iter().map(|section| (section.url.as_str(), ())).collect();
    for (index, entry) in core.entries.iter().enumerate() {
        if entry.kind != Kind::Page && !is_index(entry) || !core.live[index] || entry.url == "/" {
            continue;
        }
        if section_urls.contains_key(entry.url.as_str()) {
            continue;
        }
        let mut child = Child::Page(index);
        let mut url = entry.url.as_str();
        while let Some(parent) = urls::parent(url) {
            children.entry(parent.to_owned()).or_default().push(child);
            let known = parent == "/"
                || section_urls.contains_key(parent)
                || folders.contains_key(parent)
                || core.by_url.get(&*urls::key(parent)).is_some_and(|index| core.live[*index]);
            if known {
                break;
            }
            let title = folder_title(core, index, parent);
            folders.insert(parent.to_owned(), title.clone());
            child = Child::Folder { url: parent.to_owned(), title };
            url = parent;
        }
    }
    for below in children.values_mut() {
        below.sort_by_cached_key(|child| match child {
            Child::Page(index) => {
                let entry = &core.entries[*index];
                (entry.weight, entry.title.clone(), entry.url.clone())
            }
            Child::Folder { url, title } => (0, title.clone(), url.clone()),
        });
    }
    (children, folders)
}

/// A title from a folder's name: `vie-locale` gives «Vie locale». The name is taken from the path
/// of a text below it, where it still has its accents.
fn folder_title(core: &Core<'_>, entry: usize, url: &str) -> String {
    let depth = url.trim_matches('/').split('/').count();
    let name = core.entries[entry].path.split('/').nth(depth - 1).unwrap_or_default();
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}
