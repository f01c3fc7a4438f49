//! What of a site can be searched: its entries, and the pages made from its settings. Lists, the
//! site's plan and what is around a page are left out: they lead to pages, and say nothing.
//!
//! Nothing of an entry's document depends on the instant but whether it is there, so that a parent
//! is made again when what its members say changed, and not every day.

use super::Core;
use super::cards::Leaf;
use super::exports::Exports;
use super::generated::Generated;
use super::lists::section_title;
use super::urls;
use super::view::{SearchChoice, SearchView};
use super::{LoadedSite, Use};
use crate::content::{Entry, EntryData, Kind, Moment, ProcedureForm};
use crate::grc;
use crate::markdown::push_escaped;
use crate::search::{Document, MODULE, Offer};
use crate::theme::dates;
use crate::workspace::{Site, SiteId, Workspace};
use memchr::memmem;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The neighbours whose entries the search of a site finds: its members.
pub(super) fn needs(workspace: &Workspace, site: &Site) -> impl Iterator<Item = (SiteId, Use)> {
    let there =
        move |id: &&SiteId| workspace.sites.contains_key(*id) || workspace.broken.contains_key(*id);
    let members = site.members.iter().filter(there);
    let wanted = Generated::Search.is_wanted(site);
    members.filter(move |_| wanted).map(|id| (Arc::clone(id), Use::Documents))
}

impl LoadedSite<'_> {
    /// Whether the site has a search.
    #[must_use]
    pub fn is_searched(&self) -> bool {
        Generated::Search.is_wanted(self.core.site)
    }

    /// What is searched of the entries, by address; empty on a site without a search.
    #[must_use]
    pub fn documents(&self) -> &[Document] {
        self.documents.get_or_init(|| {
            if !self.is_searched() {
                return Vec::new();
            }
            let found = searched(&self.core);
            let mut documents: Vec<Document> =
                found.map(|index| document(&self.core, index, &self.leaves[index])).collect();
            documents.sort_by(|a, b| a.url.cmp(&b.url));
            documents
        })
    }

    /// The pages made from settings that are searched: address and path in the output.
    pub fn searched_pages(&self) -> impl Iterator<Item = (&'static str, String)> {
        let wanted = Generated::ALL.iter().filter(move |page| page.is_wanted(self.core.site));
        let listed = wanted.filter(|page| !page.is_unlisted() && **page != Generated::Sitemap);
        listed.map(|page| (page.url(), urls::output_path(page.url())))
    }

    /// What the site offers to the search of its parent.
    pub(super) fn offer(&self) -> Option<Offer> {
        let offered = self.core.site.parent.is_some() && self.is_searched();
        offered.then(|| Offer::of(self.documents()))
    }
}

/// What is searched of a finished page that was made from settings: its main content.
#[must_use]
pub fn page_document(url: &str, html: &[u8]) -> Option<Document> {
    let start = memmem::find(html, b"<main")?;
    let end = start + memmem::find(&html[start..], b"</main>")?;
    Some(Document {
        url: url.to_owned(),
        kind: Kind::Page.name().to_owned(),
        date: None,
        years: Vec::new(),
        html: String::from_utf8_lossy(&html[start..end]).into_owned(),
    })
}

/// The entries that have a page of their own, or head a list.
fn searched(core: &Core<'_>) -> impl Iterator<Item = usize> {
    (0..core.entries.len()).filter(move |index| {
        let url = &core.entries[*index].url;
        core.live[*index]
            && core.holds_address(*index)
            && !Generated::at(url).is_some_and(|page| page.is_wanted(core.site))
    })
}

/// The day an entry is about, or was published on, and the years it is found under.
fn when(entry: &Entry) -> (Option<&Moment>, Vec<i16>) {
    let (first, last) = match &entry.data {
        EntryData::Event(event) => (Some(&event.start), event.end.as_ref()),
        EntryData::Alert(alert) => (Some(&alert.starts), None),
        _ => (entry.date.as_ref(), None),
    };
    let mut years: Vec<i16> =
        [first, last].into_iter().flatten().map(|moment| moment.day.year()).collect();
    years.dedup();
    (first, years)
}

fn document(core: &Core<'_>, index: usize, leaf: &Leaf) -> Document {
    let entry = &core.entries[index];
    let (first, years) = when(entry);
    // The first day of what recurs tells nobody when to come, and its next one moves with the day.
    let recurs = matches!(&entry.data, EntryData::Event(event) if event.recurrence.is_some());
    let mut text = Text(String::with_capacity(leaf.body.html.len() + 512));
    text.element("h1", &entry.title);
    text.line(entry.description.as_deref());
    text.0.push_str(&leaf.body.html);
    match &entry.data {
        EntryData::Page | EntryData::News | EntryData::Alert(_) => {}
        EntryData::Event(event) => {
            if !recurs {
                text.line(Some(&dates::date(event.start.day, core.language)));
            }
            text.line(event.place.as_deref());
            text.line(event.address.as_deref());
            text.line(event.organiser.as_ref().map(|organiser| organiser.name.as_str()));
            text.line(event.price.as_ref().map(|price| price.text.as_str()));
        }
        EntryData::Directory(directory) => {
            for said in [
                &directory.role,
                &directory.address,
                &directory.phone,
                &directory.email,
                &directory.website,
            ] {
                text.line(said.as_deref());
            }
        }
        EntryData::Procedure(procedure) => {
            if let Some(ProcedureForm::Grc(id)) = &procedure.form
                && let Ok(form) = grc::form(&core.workspace.settings, core.site, id)
            {
                text.line(Some(&form.title));
                text.line(form.description.as_deref());
                form.keywords.iter().for_each(|keyword| text.line(Some(keyword)));
            }
            procedure.documents.iter().for_each(|document| text.line(Some(document)));
            text.line(procedure.cost.as_deref());
            text.line(procedure.delay.as_deref());
        }
        EntryData::Publication(publication) => text.line(publication.period.as_deref()),
    }
    leaf.attachments.iter().for_each(|joined| text.line(Some(&joined.view.title)));
    entry.categories.iter().for_each(|category| text.line(Some(category)));
    Document {
        url: urls::encode(&entry.url),
        kind: entry.kind.name().to_owned(),
        date: first.filter(|_| !recurs).map(|moment| moment.day.to_string()),
        years,
        html: text.0,
    }
}

/// HTML that is searched and never shown.
struct Text(String);

impl Text {
    fn element(&mut self, name: &str, text: &str) {
        self.0.push_str(&format!("<{name}>"));
        push_escaped(&mut self.0, text);
        self.0.push_str(&format!("</{name}>\n"));
    }

    fn line(&mut self, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.element("p", text);
        }
    }
}

/// What the search page offers to narrow a search to.
pub(super) fn view(core: &Core<'_>, neighbours: &BTreeMap<SiteId, Arc<Exports>>) -> SearchView {
    let (mut kinds, mut years) = (BTreeSet::from([Kind::Page.name()]), BTreeSet::new());
    for index in searched(core) {
        let entry = &core.entries[index];
        kinds.insert(entry.kind.name());
        years.extend(when(entry).1);
    }
    let mut sites = Vec::new();
    for id in &core.site.members {
        let Some(offer) = neighbours.get(id).and_then(|member| member.documents.as_ref()) else {
            continue;
        };
        kinds.extend(offer.kinds.iter().map(String::as_str));
        years.extend(&offer.years);
        let title = core.workspace.title_and_url(id).map(|(title, _)| title.to_owned());
        sites.extend(title.map(|title| SearchChoice { id: id.to_string(), title }));
    }
    if !sites.is_empty() {
        let own = SearchChoice { id: core.site.id.to_string(), title: core.site.title.clone() };
        sites.insert(0, own);
    }
    let known = Kind::ALL.iter().map(|(kind, _)| *kind).filter(|kind| kinds.contains(kind.name()));
    SearchView {
        index: MODULE.to_owned(),
        kinds: known
            .map(|kind| SearchChoice {
                id: kind.name().to_owned(),
                title: match kind {
                    Kind::Page => core.words.pages.to_owned(),
                    listed => section_title(core, listed).to_owned(),
                },
            })
            .collect(),
        years: years.into_iter().rev().collect(),
        sites,
    }
}
