//! Which pages a site has: one job a page. A job says what is shown, not how.

use super::Core;
use super::generated::Generated;
use super::lists::{Lists, Section};
use crate::content::Kind;

/// A page to be rendered.
pub(super) enum Job<'p> {
    /// An entry's own page.
    Leaf {
        /// Among the site's entries.
        entry: usize,
        /// Its section, and its place in it.
        place: Option<(&'p Section, usize)>,
    },
    /// A page of a list.
    List(ListJob<'p>),
    /// A folder of pages without a text.
    Folder { url: &'p str, title: &'p str },
    /// The home page.
    Home,
    /// A generated page.
    Generated(Generated),
}

/// A page of a list.
pub(super) struct ListJob<'p> {
    pub(super) section: &'p Section,
    pub(super) scope: Scope,
    /// Name of the category, or the year; the section's title otherwise.
    pub(super) title: &'p str,
    /// Address of the first page.
    pub(super) url: String,
    /// Everything the list holds, over all its pages, as times of events for the agenda.
    pub(super) members: Members<'p>,
    /// This page, from 1.
    pub(super) number: usize,
    /// How many pages.
    pub(super) pages: usize,
    /// How many entries a page.
    pub(super) size: usize,
}

/// What a list is cut by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Section,
    Category,
    Year,
    Past,
}

impl Scope {
    /// Its name for templates ([`ListView::scope`](super::view::ListView::scope)).
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Category => "category",
            Self::Year => "year",
            Self::Past => "past",
        }
    }
}

/// What a list shows.
#[derive(Clone, Copy)]
pub(super) enum Members<'p> {
    /// Entries, by their index among what is listed.
    Entries(&'p [usize]),
    /// Times of events: index among what is listed, and rank among its times.
    Times(&'p [(usize, usize)]),
}

impl Members<'_> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Entries(members) => members.len(),
            Self::Times(times) => times.len(),
        }
    }
}

/// The times of the events of a list, in order.
pub(super) fn timeline(lists: &Lists<'_>, members: &[usize]) -> Vec<(usize, usize)> {
    let mut times: Vec<(usize, usize)> = members
        .iter()
        .flat_map(|&member| (0..lists.listed[member].times.len()).map(move |rank| (member, rank)))
        .collect();
    times.sort_by_key(|(member, rank)| {
        let listed = &lists.listed[*member];
        (listed.times[*rank].start.timestamp(), listed.url.as_str())
    });
    times
}

/// The timelines of the agendas' lists, by the address of the list.
pub(super) type Timelines = std::collections::BTreeMap<String, Vec<(usize, usize)>>;

/// Makes the timelines.
pub(super) fn timelines(lists: &Lists<'_>) -> Timelines {
    let mut timelines = Timelines::new();
    for section in lists.sections.iter().filter(|section| section.kind == Kind::Event) {
        timelines.insert(section.url.clone(), timeline(lists, &section.members));
        for category in &section.categories {
            timelines.insert(category.url.clone(), timeline(lists, &category.members));
        }
    }
    timelines
}

/// Plans the pages.
pub(super) fn plan<'p>(
    core: &'p Core<'_>,
    lists: &'p Lists<'_>,
    timelines: &'p Timelines,
) -> Vec<Job<'p>> {
    let mut jobs = vec![Job::Home];
    let mut places: Vec<Option<(&Section, usize)>> = vec![None; core.entries.len()];
    let mut taken = vec![false; core.entries.len()];
    for section in &lists.sections {
        for (position, member) in section.members.iter().enumerate() {
            if let Some(own) = lists.listed[*member].own {
                places[own] = Some((section, position));
            }
        }
        if let Some(index) = section.index {
            taken[index] = true;
        }
    }
    // Texts that complete a generated page are shown there, not on a page of their own.
    let wanted = Generated::ALL.iter().filter(|page| page.is_wanted(core.site));
    for page in wanted.clone() {
        if let Some(index) = core.by_url.get(page.text_url()) {
            taken[*index] = true;
        }
    }
    if let Some(home) = core.by_url.get("/") {
        taken[*home] = true;
    }
    for (entry, place) in places.into_iter().enumerate() {
        // Of two on one address, and of one on an address lists need, which was told, none is made.
        if core.live[entry] && !taken[entry] && core.holds_address(entry) {
            jobs.push(Job::Leaf { entry, place });
        }
    }
    for section in &lists.sections {
        section_pages(core, section, timelines, &mut jobs);
    }
    for (url, title) in &lists.folders {
        jobs.push(Job::Folder { url, title });
    }
    jobs.extend(wanted.map(|page| Job::Generated(*page)));
    jobs
}

fn section_pages<'p>(
    core: &'p Core<'_>,
    section: &'p Section,
    timelines: &'p Timelines,
    jobs: &mut Vec<Job<'p>>,
) {
    let members = |url: &str, entries: &'p [usize]| match timelines.get(url) {
        Some(times) => Members::Times(times),
        None => Members::Entries(entries),
    };
    // Grouped lists are read as a whole, up to a size a browser takes easily.
    let grouped = matches!(section.kind, Kind::Directory | Kind::Procedure);
    let size = core.site.pagination.max(1) * if grouped { 20 } else { 1 };
    let mut add = |scope: Scope, title: &'p str, url: &str, members: Members<'p>| {
        let pages = members.len().div_ceil(size).max(1);
        for number in 1..=pages {
            let url = url.to_owned();
            jobs.push(Job::List(ListJob {
                section,
                scope,
                title,
                url,
                members,
                number,
                pages,
                size,
            }));
        }
    };
    let url = section.url.as_str();
    add(Scope::Section, &section.title, url, members(url, &section.members));
    for category in &section.categories {
        let members = members(&category.url, &category.members);
        add(Scope::Category, &category.title, &category.url, members);
    }
    for year in &section.years {
        add(Scope::Year, &year.title, &year.url, Members::Entries(&year.members));
    }
    if !section.past.is_empty() {
        let past = Members::Entries(&section.past);
        add(Scope::Past, core.words.past_events, &past_url(section), past);
    }
}

/// The address of the list of past events.
pub(super) fn past_url(section: &Section) -> String {
    format!("{}passes/", section.url)
}

/// The address of a page of a list.
pub(super) fn page_url(first: &str, number: usize) -> String {
    if number == 1 { first.to_owned() } else { format!("{first}page/{number}/") }
}

impl Job<'_> {
    /// The address of the page.
    pub(super) fn url(&self, core: &Core<'_>) -> String {
        match self {
            Self::Leaf { entry, .. } => core.entries[*entry].url.clone(),
            Self::List(list) => page_url(&list.url, list.number),
            Self::Folder { url, .. } => (*url).to_owned(),
            Self::Home => "/".to_owned(),
            Self::Generated(page) => page.url().to_owned(),
        }
    }
}
