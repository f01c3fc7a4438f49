//! What a site shows to its neighbours, as values that can be kept between two builds: its
//! addresses and anchors (for `site:` links), the entries it shares with its members, and the
//! items of group feeds.
//!
//! A neighbour reads nothing else of a site, so that a site whose exports did not change never
//! makes another one be built.

use super::anchors;
use super::cards::{self, card, is_active};
use super::generated::Generated;
use super::links::CrossLink;
use super::lists::is_index;
use super::media::{self, Lead, UsedImages};
use super::pages;
use super::search;
use super::syndication;
use super::urls;
use super::view::LinkView;
use super::{Core, LoadedSite};
use crate::content::{self, Entry, EntryData, Kind, Occurrence, ParseContext, Share};
use crate::diagnostic::{Diagnostic, Source, suggestion};
use crate::feeds;
use crate::search::Offer;
use crate::theme::{Language, may_have};
use crate::workspace::{Site, SiteId, SourceFile, Standing, Workspace, time_zone};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tera::Value;

/// What a site shows to its neighbours.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Exports {
    /// The site.
    pub site: SiteId,
    /// What it calls itself, e.g. `Communauté de communes du Seignanx`.
    name: String,
    /// The same in a French sentence, e.g. `la communauté de communes du Seignanx`.
    body: String,
    /// Its address.
    url: String,
    /// Its parent.
    parent: Option<SiteId>,
    /// Name of its time zone, in which its shared texts are to be read.
    timezone: String,
    /// Its addresses, each with the anchors of the page where they are known without making it:
    /// those of the text, for a generated page those of its template.
    routes: BTreeMap<String, Option<Vec<String>>>,
    /// Anchors that templates give to any page.
    #[serde(default)]
    around: Vec<String>,
    /// What it shares with its members.
    shared: Vec<Shared>,
    /// Its latest items, for feeds of several sites.
    pub(super) items: Vec<Arc<feeds::Item>>,
    /// What the search of its parent finds in it; `None` where that is nothing.
    pub documents: Option<Offer>,
}

/// A shared entry, as its text.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Shared {
    path: Arc<str>,
    file: Arc<str>,
    text: Arc<str>,
    summary: String,
    image: Option<SourceFile>,
    item: Arc<feeds::Item>,
}

/// What a site uses of a neighbour's exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Use {
    /// Its addresses (a `site:` link does).
    Routes,
    /// The entries it shares (its members do).
    Shared,
    /// Its items (its parent does for the group's feed, the portal for the workspace's).
    Items,
    /// What is searched of its entries (the search of its parent does).
    Documents,
}

impl Use {
    /// Every use.
    pub const ALL: [Self; 4] = [Self::Routes, Self::Shared, Self::Items, Self::Documents];
}

impl Exports {
    /// A digest of what a neighbour uses: when it did not change, the neighbour need not be built
    /// again for it.
    #[must_use]
    pub fn fingerprint(&self, used: Use) -> [u8; 32] {
        let bytes = match used {
            Use::Routes => serde_json::to_vec(&(&self.url, &self.routes, &self.around)),
            Use::Shared => serde_json::to_vec(&(&self.name, &self.body, &self.url, &self.shared)),
            Use::Items => serde_json::to_vec(&(&self.name, &self.url, &self.items)),
            Use::Documents => serde_json::to_vec(&(&self.name, &self.url, &self.documents)),
        };
        *blake3::hash(&bytes.unwrap_or_default()).as_bytes()
    }
}

/// The neighbours whose exports the pages of a site need, by id.
#[must_use]
pub fn needs(workspace: &Workspace, site: &Site) -> Vec<(SiteId, Use)> {
    let mut needs = Vec::new();
    if let Some(parent) = &site.parent {
        needs.push((Arc::clone(parent), Use::Shared));
    }
    if workspace.settings.portal.as_ref() == Some(&site.id) {
        // What a broken site offered last is still to be found there.
        let all = workspace.sites.keys().chain(workspace.broken.keys());
        let others = all.filter(|id| **id != site.id);
        needs.extend(others.map(|id| (Arc::clone(id), Use::Items)));
    } else {
        needs.extend(site.members.iter().map(|id| (Arc::clone(id), Use::Items)));
    }
    needs.extend(search::needs(workspace, site));
    needs.sort();
    needs
}

impl LoadedSite<'_> {
    /// What the neighbours may use of this site.
    #[must_use]
    pub fn exports(&self) -> Exports {
        let core = &self.core;
        let site = core.site;
        let around: BTreeSet<String> = Kind::ALL
            .iter()
            .flat_map(|(kind, _)| anchors::around(core, pages::template(*kind)))
            .collect();
        let mut routes = BTreeMap::new();
        for (index, entry) in core.entries.iter().enumerate().filter(|(index, _)| core.live[*index])
        {
            let leaf = &self.leaves[index];
            let top = urls::top(&entry.url);
            if core.workspace.settings.folders.get(top).is_some_and(|kind| *kind != Kind::Page) {
                routes.entry(format!("/{top}/")).or_insert(None);
                for category in &entry.categories {
                    routes.insert(cards::category_url(&entry.url, category), None);
                }
            }
            // The template of a list knows more anchors than its text.
            let listed = is_index(entry) && entry.kind != Kind::Page;
            let known = leaf.rendered && !listed;
            routes.insert(entry.url.clone(), known.then(|| leaf.body.ids.clone()));
        }
        for path in &core.unread {
            let page = path.strip_suffix(".md").unwrap_or(path);
            let page = page.strip_suffix("index").unwrap_or(page).trim_end_matches('/');
            routes.entry(format!("/{page}/")).or_insert(None);
        }
        routes.extend(core.files.keys().map(|path| (format!("/{path}"), None)));
        routes.extend(core.aliases.keys().map(|alias| (alias.clone(), None)));
        let wanted = Generated::ALL.iter().filter(|page| page.is_wanted(site));
        let generated = wanted.map(|page| (page.url(), page.text_url(), page.template()));
        for (url, text, template) in generated.chain([("/", "/", "home.html")]) {
            let known = routes.get(text).cloned().unwrap_or_else(|| Some(Vec::new()));
            let known = known.map(|text| {
                let all = anchors::around(core, template).chain(text);
                all.filter(|id| !around.contains(id)).collect()
            });
            routes.insert(url.to_owned(), known);
        }
        let shares = |entry: &Entry| {
            entry.share == Share::Members
                && matches!(entry.kind, Kind::News | Kind::Event | Kind::Alert)
                && !is_index(entry)
        };
        let mut shared = Vec::new();
        if !site.members.is_empty() {
            for (index, entry) in core.entries.iter().enumerate() {
                // What is scheduled is shared too: each member decides by the same instant.
                if entry.draft || !shares(entry) {
                    continue;
                }
                let image = entry.image.as_ref().and_then(|image| {
                    match core.internal(&entry.path, &image.file) {
                        super::links::Internal::File(file) => Some(file.clone()),
                        _ => None,
                    }
                });
                shared.push(Shared {
                    path: Arc::clone(&entry.path),
                    file: Arc::clone(&entry.source.path),
                    text: Arc::clone(&entry.source.text),
                    summary: self.leaves[index].summary.clone(),
                    image,
                    item: Arc::new(syndication::item(core, index, &self.leaves[index])),
                });
            }
        }
        let grouped = site.parent.is_some() || core.workspace.settings.portal.is_some();
        let items = if grouped { syndication::latest(core, &self.leaves) } else { Vec::new() };
        Exports {
            site: Arc::clone(&site.id),
            name: site.title.clone(),
            body: site.definite(),
            url: site.url.clone(),
            parent: site.parent.clone(),
            timezone: site.timezone.clone(),
            routes,
            around: around.into_iter().collect(),
            shared,
            items,
            documents: self.offer(),
        }
    }
}

/// An entry of the parent, ready to be listed on a member's site.
pub(super) struct SharedEntry {
    pub(super) entry: Entry,
    pub(super) card: Value,
    /// Absolute address of the original.
    pub(super) url: String,
    pub(super) times: Vec<Occurrence>,
    pub(super) item: Arc<feeds::Item>,
}

/// The instants around another at which something changes by itself.
pub(super) type Around = (Option<Timestamp>, Option<Timestamp>);

/// The entries a parent shares that are visible at the member's instant, and the instants at
/// which that changes.
pub(super) fn shared_entries(
    core: &Core<'_>,
    parent: &Exports,
    images: &UsedImages,
) -> (Vec<SharedEntry>, Vec<Around>) {
    let zone = time_zone(&parent.timezone).unwrap_or_else(|| core.site.time_zone.clone());
    let context = ParseContext { folders: &core.workspace.settings.folders, timezone: &zone };
    let mut changes = Vec::new();
    let mut entries = Vec::new();
    for shared in &parent.shared {
        let source = Source::new(Arc::clone(&shared.file), Arc::clone(&shared.text));
        // Its mistakes are the parent's to hear of.
        let (Some(entry), _) = content::parse(&source, &shared.path, &context) else { continue };
        changes.push(entry.changes_around(core.at));
        if !entry.visible(core.at) {
            continue;
        }
        let times = match &entry.data {
            EntryData::Event(event) => cards::times(event, core.at),
            _ => Vec::new(),
        };
        let mut card = card(core, &entry, &shared.summary, &times);
        let url = format!("{}{}", parent.url, urls::encode(&entry.url));
        card.url.clone_from(&url);
        if let (Some(view), EntryData::Event(event)) = (&mut card.event, &entry.data)
            && let Some(site) = core.workspace.sites.get(&parent.site)
        {
            // One registers with who organises; a form nobody knows is the parent's to hear of.
            view.registration = cards::registration(core, site, event).unwrap_or_default();
            if let Some(link) = view.registration.as_mut().filter(|link| link.url.starts_with('/'))
            {
                link.url.insert_str(0, &parent.url);
            }
        }
        // It follows «Partagé par».
        let title = match core.language {
            Language::French => &parent.body,
            Language::English => &parent.name,
        };
        card.origin = Some(LinkView { title: title.clone(), url: format!("{}/", parent.url) });
        let prepared = shared.image.as_ref().and_then(|file| {
            let absolute = core.workspace.root.join(&*file.name);
            core.library.image(&SourceFile { absolute, ..file.clone() }).ok()
        });
        card.image = entry.image.as_ref().zip(prepared).and_then(|(given, prepared)| {
            images.add(&prepared);
            media::image_view(&prepared, &given.alt, given.credit.as_deref(), Lead::Text)
        });
        let card = Value::from_serializable(&card);
        let item = syndication::from_parent(parent, &shared.item);
        entries.push(SharedEntry { entry, card, url, times, item });
    }
    (entries, changes)
}

impl Exports {
    /// What the site is to its neighbours once its settings can no longer be read.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let (title, url) = (self.name.clone(), self.url.clone());
        Standing { title, url, parent: self.parent.clone() }
    }

    /// Its address, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Name and address, for the origin of an entry.
    pub(super) fn origin(&self) -> (&str, &str) {
        (&self.name, &self.url)
    }
}

/// Checks the links to other sites once the exports of all are known. Findings are warnings: a
/// page that a neighbour removed must not keep a site from being published.
#[must_use]
pub fn check_cross_links(
    links: &[CrossLink],
    exports: &BTreeMap<SiteId, Arc<Exports>>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for link in links {
        // A site that was never built tells of itself.
        let Some(target) = exports.get(&link.to) else { continue };
        let finding = match (target.routes.get(&*urls::key(&link.url)), &link.anchor) {
            (None, _) if is_generated_list(&link.url) => continue,
            (None, _) => {
                let near = suggestion(&link.url, target.routes.keys().map(String::as_str));
                let near = near.map(|near| format!("site:{}{near}", link.to)).unwrap_or_default();
                Diagnostic::warning("link-site-target-missing").arg("suggestion", near)
            }
            (Some(Some(ids)), Some(anchor))
                if !may_have(ids, anchor) && !may_have(&target.around, anchor) =>
            {
                let near = ids.iter().map(String::as_str).filter(|id| !id.ends_with('*'));
                let near = suggestion(anchor, near).unwrap_or_default();
                Diagnostic::warning("link-site-anchor-missing")
                    .arg("anchor", anchor.as_str())
                    .arg("suggestion", near)
            }
            _ => continue,
        };
        diagnostics.push(
            finding
                .arg("target", link.written.as_str())
                .arg("name", &*link.to)
                .at(link.location())
                .in_site(&link.from),
        );
    }
    diagnostics
}

/// True for pages of lists, which come and go with their number of entries.
fn is_generated_list(url: &str) -> bool {
    ["/page/", "/archives/", "/passes/", "/categorie/"].iter().any(|part| url.contains(part))
}

/// The alert of an entry, while its banner is shown.
pub(super) fn is_banner(entry: &Entry, at: Timestamp) -> bool {
    matches!(&entry.data, EntryData::Alert(alert) if is_active(alert, at))
}
