//! From a job to the HTML of its page: gathers the shared values, adds the page's own, renders.

use super::Core;
use super::cards::{self, Leaf, occurrence_view};
use super::chrome::{Chrome, body_value};
use super::generated::Generated;
use super::given::{Given, Shared};
use super::jobs::{Job, ListJob, Scope, page_url, past_url};
use super::lists::{Child, Facet, Listed, Lists, Section, section_of};
use super::media;
use super::metadata;
use super::statement;
use super::syndication::calendar_url;
use super::urls;
use super::view::{
    CardView, DateView, DetailView, FeedView, FormView, GroupView, HomeView, Html, LinkView,
    ListView, OutlineItem, PageView, PagerLink, PagerView, SearchView, SitemapNode,
};
use crate::content::{Entry, EntryData, Kind};
use crate::diagnostic::Diagnostic;
use rustc_hash::FxHashMap;
use tera::Value;

/// How many news, events and publications the home page shows.
const ON_HOME: usize = 6;

/// How many times of a recurring event the agenda tells after the next one.
const FOLLOWING: usize = 3;

/// How many levels below a folder the site's plan tells at most.
const PLAN_DEPTH: usize = 8;

/// The template of an entry's own page.
pub(super) fn template(kind: Kind) -> &'static str {
    match kind {
        Kind::Page => "page.html",
        Kind::News => "news.html",
        Kind::Event => "event.html",
        Kind::Alert => "alert.html",
        Kind::Directory => "directory_entry.html",
        Kind::Procedure => "procedure.html",
        Kind::Publication => "publication.html",
    }
}

/// All that pages share.
pub(super) struct Frame<'f> {
    pub(super) core: &'f Core<'f>,
    pub(super) leaves: &'f [Leaf],
    pub(super) lists: &'f Lists<'f>,
    pub(super) site: Shared,
    pub(super) theme: Shared,
    pub(super) chrome: Chrome,
    pub(super) forms: Vec<FormView>,
    pub(super) feeds: Vec<FeedView>,
    /// Feeds of one list, by its address.
    pub(super) page_feeds: FxHashMap<String, Value>,
    pub(super) ways: Ways,
    pub(super) facets: FxHashMap<&'f str, (Value, Value)>,
    /// `None` on a site without a search.
    pub(super) search: Option<SearchView>,
    /// JSON of the publisher, in full.
    pub(super) publisher: String,
    /// JSON of the publisher's id.
    pub(super) publisher_id: String,
}

/// The way from the home page to each folder.
pub(super) struct Ways(FxHashMap<String, (Vec<LinkView>, Value)>);

impl Ways {
    /// Finds the way to every folder that has something below it.
    pub(super) fn new(core: &Core<'_>, lists: &Lists<'_>) -> Self {
        let mut ways = FxHashMap::default();
        let home = LinkView { title: core.words.home.to_owned(), url: "/".to_owned() };
        let mut titles: FxHashMap<&str, &str> = FxHashMap::default();
        for section in &lists.sections {
            titles.insert(&section.url, &section.title);
        }
        for (url, title) in &lists.folders {
            titles.insert(url, title);
        }
        let sections = lists.sections.iter().flat_map(|section| {
            let facets = section.categories.iter().chain(&section.years);
            std::iter::once(section.url.clone()).chain(facets.map(|facet| facet.url.clone()))
        });
        let own = core.entries.iter().filter_map(|entry| urls::parent(&entry.url));
        let mut wanted: Vec<String> = own.map(str::to_owned).chain(sections).collect();
        wanted.push("/".to_owned());
        let generated = Generated::ALL.iter().filter(|page| page.is_wanted(core.site));
        for page in generated {
            let Some(above) = urls::parent(page.url()).filter(|above| *above != "/") else {
                continue;
            };
            if let Some(above) = Generated::at(above) {
                titles.entry(above.url()).or_insert(above.title(core.words));
            }
            wanted.push(above.to_owned());
        }
        wanted.sort_unstable();
        wanted.dedup();
        for folder in wanted {
            let mut way = Vec::new();
            let mut url = folder.as_str();
            while url != "/" {
                let own = core.by_url.get(url).filter(|index| core.live[**index]);
                let title = titles.get(url).copied();
                let title = title.or_else(|| own.map(|index| core.entries[*index].title.as_str()));
                if let Some(title) = title {
                    way.push(LinkView { title: title.to_owned(), url: urls::encode(url) });
                }
                match urls::parent(url) {
                    Some(parent) => url = parent,
                    None => break,
                }
            }
            way.push(home.clone());
            way.reverse();
            let value = Value::from_serializable(&way);
            ways.insert(folder, (way, value));
        }
        Self(ways)
    }

    fn to(&self, folder: &str) -> (&[LinkView], Value) {
        match self.0.get(folder).or_else(|| self.0.get("/")) {
            Some((way, value)) => (way, value.clone()),
            None => (&[], Value::from(Vec::<Value>::new())),
        }
    }
}

/// What differs from page to page in [`PageView`].
struct Facts<'a> {
    kind: &'static str,
    title: String,
    description: Option<String>,
    url: &'a str,
    /// Folder whose way leads to the page; `None` on the home page.
    above: Option<&'a str>,
    image: Option<(String, String)>,
    article: bool,
    noindex: bool,
    node: Option<String>,
    full_publisher: bool,
}

impl<'a> Facts<'a> {
    fn new(kind: &'static str, title: impl Into<String>, url: &'a str) -> Self {
        Self {
            kind,
            title: title.into(),
            description: None,
            url,
            above: urls::parent(url),
            image: None,
            article: false,
            noindex: false,
            node: None,
            full_publisher: false,
        }
    }
}

impl Frame<'_> {
    /// What the page of a job shows, and by which template.
    pub(super) fn given(&self, job: &Job<'_>, digested: bool) -> (&'static str, Given) {
        let url = job.url(self.core);
        let mut given = Given::new(digested);
        given.insert_shared("site", &self.site);
        given.insert_shared("theme", &self.theme);
        given.insert_shared("chrome", self.chrome.around(&url));
        let template = match job {
            Job::Leaf { entry, place } => self.leaf(*entry, *place, &url, &mut given),
            Job::List(list) => self.list(list, &url, &mut given),
            Job::Folder { title, .. } => self.folder(title, &url, &mut given),
            Job::Home => self.home(&mut given),
            Job::Generated(page) => self.generated(*page, &mut given),
        };
        (template, given)
    }

    /// Renders a page at the end of `html`.
    pub(super) fn render(
        &self,
        (template, given): &(&'static str, Given),
        html: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        self.core.theme.render_into(template, &given.context, html)
    }

    fn page(&self, facts: Facts<'_>, given: &mut Given) {
        let site = self.core.site;
        let (way, breadcrumbs) = match facts.above {
            Some(above) => self.ways.to(above),
            None => (&[][..], Value::from(Vec::<Value>::new())),
        };
        let url = urls::encode(facts.url);
        let crumbs = facts
            .above
            .map(|_| metadata::breadcrumbs(site, way, &facts.title, &url))
            .unwrap_or_default();
        let publisher = if facts.full_publisher { self.publisher.as_str() } else { "" };
        let node = facts.node.unwrap_or_default();
        let mut nodes = [publisher, node.as_str(), crumbs.as_str()];
        nodes.sort_by_key(|node| node.is_empty());
        let filled = nodes.iter().take_while(|node| !node.is_empty()).count();
        let document_title = match facts.above {
            Some(_) => format!("{} – {}", facts.title, site.title),
            None => site.title.clone(),
        };
        let (image, image_alt) = facts.image.unzip();
        let none = || Value::from(Vec::<Value>::new());
        let view = PageView {
            kind: facts.kind,
            title: facts.title,
            document_title,
            description: facts.description,
            canonical: format!("{}{url}", site.url),
            url,
            language: site.language.clone(),
            noindex: facts.noindex || site.noindex || site.demonstration,
            image,
            image_alt,
            og_type: if facts.article { "article" } else { "website" },
            breadcrumbs,
            feeds: self.page_feeds.get(facts.url).cloned().unwrap_or_else(none),
            json_ld: Html(metadata::graph(&nodes[..filled])),
        };
        given.insert_value("page", Value::from_serializable(&view));
    }

    fn leaf(
        &self,
        index: usize,
        place: Option<(&Section, usize)>,
        url: &str,
        given: &mut Given,
    ) -> &'static str {
        let core = self.core;
        let (entry, leaf) = (&core.entries[index], &self.leaves[index]);
        let mut facts = Facts::new(entry.kind.name(), entry.title.as_str(), url);
        facts.description = (!leaf.summary.is_empty()).then(|| leaf.summary.clone());
        facts.image = self.social_image(entry, leaf);
        facts.article = entry.kind == Kind::News;
        let image = leaf.image.as_deref();
        facts.node = metadata::entry(core, entry, &leaf.summary, image, &self.publisher_id);
        if entry.kind != Kind::Page {
            // A listed entry is below its section, whatever the folder in between.
            facts.above = place.map(|(section, _)| section.url.as_str()).or(facts.above);
        }
        self.page(facts, given);
        given.insert_value("body", body_value(&leaf.body.html));
        given.insert_value("entry", leaf.card.clone().unwrap_or_else(Value::none));
        given.insert("detail", &self.detail(entry, leaf, place, url));
        template(entry.kind)
    }

    fn detail(
        &self,
        entry: &Entry,
        leaf: &Leaf,
        place: Option<(&Section, usize)>,
        url: &str,
    ) -> DetailView {
        let outline = leaf.body.outline.iter().filter(|heading| matches!(heading.level, 2 | 3));
        let sequential = matches!(entry.kind, Kind::News | Kind::Publication);
        let beside = |step: isize| {
            let (section, position) = place.filter(|_| sequential)?;
            let member = section.members.get(position.checked_add_signed(step)?)?;
            Some(self.lists.listed[*member].link())
        };
        let dates = match &entry.data {
            EntryData::Event(event) if event.recurrence.is_some() => {
                leaf.times.iter().map(|time| occurrence_view(self.core, event, time)).collect()
            }
            _ => Vec::new(),
        };
        let attachments = leaf
            .attachments
            .iter()
            .filter(|joined| entry.kind != Kind::Publication || !self.is_main(leaf, joined));
        DetailView {
            lead: entry.description.clone(),
            outline: outline
                .map(|heading| OutlineItem {
                    level: heading.level,
                    id: heading.id.clone(),
                    title: heading.text.clone(),
                })
                .collect(),
            attachments: attachments.map(|joined| joined.view.clone()).collect(),
            newer: beside(-1),
            older: beside(1),
            children: self.children(url),
            calendar: (entry.kind == Kind::Event).then(|| calendar_url(&urls::encode(url))),
            dates,
        }
    }

    /// True for the document of a publication, which the card shows: it is joined last.
    fn is_main(&self, leaf: &Leaf, joined: &cards::Joined) -> bool {
        leaf.attachments.last().is_some_and(|last| std::ptr::eq(last, joined))
    }

    fn social_image(&self, entry: &Entry, leaf: &Leaf) -> Option<(String, String)> {
        let variant = leaf.image.as_ref()?.fallback()?;
        let alt = entry.image.as_ref().map(|image| image.alt.clone()).unwrap_or_default();
        Some((format!("{}{}", self.core.site.url, media::address(variant)), alt))
    }

    /// Cards of the pages and folders below a folder.
    fn children(&self, url: &str) -> Value {
        let below = self.lists.children.get(url).map(Vec::as_slice).unwrap_or_default();
        Value::from(below.iter().map(|child| self.child(child)).collect::<Vec<_>>())
    }

    fn child(&self, child: &Child) -> Value {
        match child {
            Child::Page(index) => self.leaves[*index].card.clone().unwrap_or_else(Value::none),
            Child::Folder { url, title } => folder_card(title, url),
        }
    }

    fn folder(&self, title: &str, url: &str, given: &mut Given) -> &'static str {
        self.page(Facts::new("page", title, url), given);
        given.insert_value("body", Value::none());
        given.insert_value("entry", folder_card(title, url));
        let detail = DetailView {
            lead: None,
            outline: Vec::new(),
            attachments: Vec::new(),
            newer: None,
            older: None,
            children: self.children(url),
            calendar: None,
            dates: Vec::new(),
        };
        given.insert("detail", &detail);
        "page.html"
    }

    fn list(&self, list: &ListJob<'_>, url: &str, given: &mut Given) -> &'static str {
        let core = self.core;
        let section = list.section;
        let mut title = match list.scope {
            Scope::Section | Scope::Past => list.title.to_owned(),
            Scope::Category => format!("{} – {}", section.title, list.title),
            Scope::Year => format!("{} – {} {}", section.title, core.words.archives_of, list.title),
        };
        if list.number > 1 {
            title = format!("{title} – {} {}", core.words.page, list.number);
        }
        let mut facts = Facts::new("list", title, url);
        facts.above = match list.scope {
            Scope::Section if list.number == 1 => Some("/"),
            _ => Some(section.url.as_str()),
        };
        let index = section.index.filter(|_| list.scope == Scope::Section && list.number == 1);
        facts.description = index.and_then(|index| core.entries[index].description.clone());
        self.page(facts, given);
        let body = index.map(|index| self.leaves[index].body.html.as_str()).unwrap_or_default();
        given.insert_value("body", body_value(body));
        let from = (list.number - 1) * list.size;
        let to = (from + list.size).min(list.members.len());
        let mut view = ListView {
            kind: section.kind.name(),
            scope: list.scope.name(),
            items: Value::none(),
            occurrences: Value::none(),
            groups: Value::none(),
            pager: pager(list),
            categories: Value::none(),
            archives: Value::none(),
            section: (list.scope != Scope::Section)
                .then(|| LinkView { title: section.title.clone(), url: section.url.clone() }),
            past: (!section.past.is_empty() && list.scope != Scope::Past).then(|| LinkView {
                title: core.words.past_events.to_owned(),
                url: past_url(section),
            }),
        };
        let members = &list.members[from..to];
        match (section.kind, list.scope) {
            (Kind::Event, Scope::Section | Scope::Category) => {
                view.occurrences = self.occurrences(members);
            }
            (Kind::Directory | Kind::Publication, _) => {
                view.groups = self.groups(section.kind, members);
            }
            _ => view.items = self.cards(members),
        }
        if let Some((categories, archives)) = self.facets.get(section.url.as_str()) {
            view.categories = categories.clone();
            view.archives = archives.clone();
        }
        given.insert_value("list", Value::from_serializable(&view));
        "list.html"
    }

    fn cards(&self, members: &[usize]) -> Value {
        let cards = members.iter().map(|member| self.lists.listed[*member].card.clone());
        Value::from(cards.collect::<Vec<_>>())
    }

    /// Events still to come, each once: a weekly market would fill the agenda otherwise.
    fn occurrences(&self, members: &[usize]) -> Value {
        let view = |member: &usize| {
            let listed = &self.lists.listed[*member];
            let Some(event) = listed.event() else { return Value::none() };
            let shown = listed.times.iter().take(1 + FOLLOWING);
            let mut times = shown.map(|time| occurrence_view(self.core, event, time));
            let when = times.next();
            let then: Vec<DateView> = times.map(|time| time.start).collect();
            crate::theme::values::map([
                ("when", Value::from_serializable(&when)),
                ("then", Value::from_serializable(&then)),
                ("entry", listed.card.clone()),
            ])
        };
        Value::from(members.iter().map(view).collect::<Vec<_>>())
    }

    /// The directory by type, publications by year; members are sorted that way already.
    fn groups(&self, kind: Kind, members: &[usize]) -> Value {
        let heading = |listed: &Listed<'_>| match &listed.entry.data {
            EntryData::Directory(directory) => {
                let (id, rank) = cards::directory_kind(directory);
                (self.core.words.directory_kinds[rank].to_owned(), id.to_owned())
            }
            _ => {
                let year = listed.entry.date.as_ref().map(|date| date.day.year().to_string());
                let year = year.unwrap_or_default();
                (year.clone(), format!("annee-{year}"))
            }
        };
        debug_assert!(matches!(kind, Kind::Directory | Kind::Publication));
        let mut groups: Vec<GroupView> = Vec::new();
        let mut start = 0;
        while start < members.len() {
            let (title, id) = heading(&self.lists.listed[members[start]]);
            let same = |member: &&usize| heading(&self.lists.listed[**member]).1 == id;
            let length = members[start..].iter().take_while(same).count();
            let items = self.cards(&members[start..start + length]);
            groups.push(GroupView { title, id, items });
            start += length;
        }
        Value::from_serializable(&groups)
    }

    fn home(&self, given: &mut Given) -> &'static str {
        let core = self.core;
        let text = core.by_url.get("/").copied().filter(|index| core.live[*index]);
        let mut facts = Facts::new("home", core.site.title.as_str(), "/");
        facts.full_publisher = true;
        if let Some(index) = text {
            facts.description = core.entries[index].description.clone();
            facts.image = self.social_image(&core.entries[index], &self.leaves[index]);
        }
        self.page(facts, given);
        let body = text.map(|index| self.leaves[index].body.html.as_str()).unwrap_or_default();
        given.insert_value("body", body_value(body));
        let of = |kind: Kind| section_of(&self.lists.sections, kind);
        let link = |section: Option<&Section>| {
            section
                .map(|section| LinkView { title: section.title.clone(), url: section.url.clone() })
        };
        let first = |section: Option<&Section>| {
            let members = section.map(|section| section.members.as_slice()).unwrap_or_default();
            self.cards(&members[..members.len().min(ON_HOME)])
        };
        let events = of(Kind::Event);
        let next = events.map(|section| section.members.as_slice()).unwrap_or_default();
        let next = &next[..next.len().min(ON_HOME)];
        let below = self.lists.children.get("/").map(Vec::as_slice).unwrap_or_default();
        let folders = below.iter().filter(|child| match child {
            Child::Folder { .. } => true,
            Child::Page(index) => super::lists::is_index(&core.entries[*index]),
        });
        let home = HomeView {
            news: first(of(Kind::News)),
            news_list: link(of(Kind::News)),
            events: self.occurrences(next),
            events_list: link(events),
            publications: first(of(Kind::Publication)),
            publications_list: link(of(Kind::Publication)),
            sections: Value::from(folders.map(|child| self.child(child)).collect::<Vec<_>>()),
        };
        given.insert_value("home", Value::from_serializable(&home));
        given.insert_value(
            "entry",
            text.and_then(|index| self.leaves[index].card.clone()).unwrap_or_else(Value::none),
        );
        "home.html"
    }

    fn generated(&self, page: Generated, given: &mut Given) -> &'static str {
        let core = self.core;
        let text = core.by_url.get(page.text_url()).copied().filter(|index| core.live[*index]);
        let title = text.map_or(page.title(core.words), |index| core.entries[index].title.as_str());
        let mut facts = Facts::new(page.kind(), title, page.url());
        facts.description = text.and_then(|index| core.entries[index].description.clone());
        facts.noindex = page.is_unlisted();
        facts.full_publisher = page == Generated::Contact;
        self.page(facts, given);
        let body = text.map(|index| self.leaves[index].body.html.as_str()).unwrap_or_default();
        given.insert_value("body", body_value(body));
        match page {
            Generated::Saisine => given.insert("forms", &self.forms),
            Generated::Sitemap => given.insert("tree", &self.tree()),
            Generated::Search => {
                given.insert("search", &self.search);
                given.insert("tree", &self.tree());
            }
            Generated::Feeds => given.insert("feeds", &self.feeds),
            Generated::Accessibility => {
                given.insert("statement", &statement::statement_view(core));
            }
            Generated::MultiYearPlan => {
                given.insert("multi_year_plan", &statement::plan_view(core));
            }
            Generated::ActionPlan => given.insert("years", &statement::years_view(core)),
            _ => {}
        }
        page.template()
    }

    /// The site's plan: sections, pages, generated pages.
    fn tree(&self) -> Vec<SitemapNode> {
        let node = |title: &str, url: &str, children| SitemapNode {
            title: title.to_owned(),
            url: urls::encode(url),
            children,
        };
        let core = self.core;
        let mut tree = vec![node(core.words.home, "/", Vec::new())];
        for section in &self.lists.sections {
            let facets = section.categories.iter().chain(&section.years);
            let below = facets.map(|facet: &Facet| node(&facet.title, &facet.url, Vec::new()));
            let mut below: Vec<_> = below.collect();
            if !section.past.is_empty() {
                below.push(node(core.words.past_events, &past_url(section), Vec::new()));
            }
            if matches!(section.kind, Kind::Directory | Kind::Procedure) {
                below.extend(section.members.iter().map(|member| {
                    let link = self.lists.listed[*member].link();
                    SitemapNode { title: link.title, url: link.url, children: Vec::new() }
                }));
            }
            tree.push(node(&section.title, &section.url, below));
        }
        tree.extend(self.branch("/", PLAN_DEPTH));
        let generated = Generated::ALL.iter().filter(|page| page.is_wanted(core.site));
        let generated = generated.filter(|page| **page != Generated::NotFound);
        tree.extend(generated.map(|page| node(page.title(core.words), page.url(), Vec::new())));
        tree
    }

    fn branch(&self, url: &str, depth: usize) -> Vec<SitemapNode> {
        if depth == 0 {
            return Vec::new();
        }
        let below = self.lists.children.get(url).map(Vec::as_slice).unwrap_or_default();
        let mut nodes = Vec::with_capacity(below.len());
        for child in below {
            let (title, url) = match child {
                Child::Folder { url, title } => (title, url),
                Child::Page(index) => {
                    let entry = &self.core.entries[*index];
                    if Generated::at(&entry.url).is_some_and(|page| page.is_wanted(self.core.site))
                    {
                        continue;
                    }
                    (&entry.title, &entry.url)
                }
            };
            let children = self.branch(url, depth - 1);
            nodes.push(SitemapNode { title: title.clone(), url: urls::encode(url), children });
        }
        nodes
    }
}

/// The card of a folder without a text.
fn folder_card(title: &str, url: &str) -> Value {
    Value::from_serializable(&CardView {
        kind: "page",
        title: title.to_owned(),
        url: urls::encode(url),
        description: None,
        date: None,
        updated: None,
        image: None,
        categories: Vec::new(),
        origin: None,
        event: None,
        alert: None,
        directory: None,
        procedure: None,
        publication: None,
    })
}

fn pager(list: &ListJob<'_>) -> PagerView {
    let (number, pages) = (list.number, list.pages);
    let url = |page: usize| urls::encode(&page_url(&list.url, page));
    let mut links: Vec<PagerLink> = Vec::new();
    let mut last = 0;
    let near =
        [1, pages].into_iter().chain(number.saturating_sub(2).max(1)..=(number + 2).min(pages));
    let shown: std::collections::BTreeSet<usize> = near.collect();
    for page in shown {
        if page > last + 1 {
            links.push(PagerLink { number: None, url: None, current: false });
        }
        links.push(PagerLink { number: Some(page), url: Some(url(page)), current: page == number });
        last = page;
    }
    PagerView {
        number,
        pages,
        total: list.members.len(),
        previous: (number > 1).then(|| url(number - 1)),
        next: (number < pages).then(|| url(number + 1)),
        links,
    }
}
