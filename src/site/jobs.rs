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
    /// Everything the list holds, over all its pages, by index among what is listed.
    pub(super) members: &'p [usize],
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

/// Plans the pages.
pub(super) fn plan<'p>(core: &'p Core<'_>, lists: &'p Lists<'_>) -> Vec<Job<'p>> {
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
        section_pages(core, lists, section, &mut jobs);
    }
    for (url, title) in &lists.folders {
        jobs.push(Job::Folder { url, title });
    }
    jobs.extend(wanted.map(|page| Job::Generated(*page)));
    jobs
}

fn section_pages<'p>(
    core: &'p Core<'_>,
    lists: &'p Lists<'_>,
    section: &'p Section,
    jobs: &mut Vec<Job<'p>>,
) {
    // Grouped lists are read as a whole, up to a size a browser takes easily.
    let grouped = matches!(section.kind, Kind::Directory | Kind::Procedure);
    let size = core.site.pagination.max(1) * if grouped { 20 } else { 1 };
    let mut add = |scope: Scope, title: &'p str, url: &str, members: &'p [usize]| {
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
    add(Scope::Section, &section.title, url, &section.members);
    for category in &section.categories {
        // What is over comes last, and is on the list of past events.
        let over = category.members.partition_point(|member| !lists.listed[*member].is_over());
        add(Scope::Category, &category.title, &category.url, &category.members[..over]);
    }
    for year in &section.years {
        add(Scope::Year, &year.title, &year.url, &year.members);
    }
    if !section.past.is_empty() {
        add(Scope::Past, core.words.past_events, &past_url(section), &section.past);
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
