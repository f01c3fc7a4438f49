//! From entries to feeds: items, which feed carries which, and the files of each format.
//!
//! How a feed is written is the feeds room's affair; this module decides what is in it.

use super::cards::Leaf;
use super::exports::Exports;
use super::lists::{Lists, Section, is_index};
use super::media;
use super::urls;
use super::view::FeedView;
use super::{Core, Output};
use crate::content::{self, Entry, EntryData, EventStatus, Kind};
use crate::feeds::{self, Feed, Item, ItemAttachment, ItemImage, Origin, Person, When};
use crate::theme::Language;
use crate::workspace::{FeedFormat, Site};
use jiff::{ToSpan, Zoned};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Who gives out the ids of feeds and items (RFC 4151). Never to be changed: readers know an item
/// by its id, whatever becomes of titles, domains and designs.
const AUTHORITY: &str = "parvis";
const SINCE: &str = "2026";

/// The name of feed files, without extension.
const NAME: &str = "flux";

fn id(site: &str, specific: &str) -> String {
    if specific.starts_with("tag:") {
        // An entry that came from another site with its readers.
        return specific.to_owned();
    }
    feeds::tag_uri(AUTHORITY, SINCE, &format!("{site}/{specific}"))
}

/// When an entry was published: its date, else the first one it tells.
fn published(entry: &Entry) -> Option<&Zoned> {
    let own = entry.date.as_ref().or(entry.updated.as_ref());
    let own = own.or(match &entry.data {
        EntryData::Event(event) => Some(&event.start),
        EntryData::Alert(alert) => Some(&alert.starts),
        _ => None,
    });
    own.map(|moment| &moment.zoned)
}

/// True for entries that feeds carry: they have a date, and it is not in the future.
fn is_item(core: &Core<'_>, entry: &Entry) -> bool {
    let kind = matches!(entry.kind, Kind::News | Kind::Event | Kind::Alert | Kind::Publication);
    kind && !is_index(entry) && published(entry).is_some_and(|date| date.timestamp() <= core.at)
}

/// The item of an entry.
pub(super) fn item(core: &Core<'_>, index: usize, leaf: &Leaf) -> Item {
    let entry = &core.entries[index];
    let site = core.site;
    let published = published(entry).cloned().unwrap_or_default();
    let updated = entry.updated.as_ref().map(|date| date.zoned.clone());
    let updated =
        updated.filter(|updated| *updated > published).unwrap_or_else(|| published.clone());
    let absolute = |url: &str| format!("{}{url}", site.url);
    let image = entry.image.as_ref().zip(leaf.image.as_ref()).and_then(|(given, prepared)| {
        let variant = prepared.fallback()?;
        Some(ItemImage {
            url: absolute(&media::address(variant)),
            width: variant.width,
            height: variant.height,
            media_type: variant.format.media_type().to_owned(),
            bytes: variant.bytes_len,
            alt: given.alt.clone(),
            credit: given.credit.clone(),
        })
    });
    let attachments = leaf.attachments.iter().map(|joined| ItemAttachment {
        url: absolute(&joined.view.url),
        media_type: joined.media_type.to_owned(),
        bytes: joined.bytes,
        title: joined.view.title.clone(),
    });
    Item {
        id: id(&site.id, &entry.id),
        url: absolute(&urls::encode(&entry.url)),
        title: entry.title.clone(),
        summary: leaf.summary.clone(),
        content_html: Arc::from(leaf.body.html.as_str()),
        language: site.language.clone(),
        published,
        updated,
        authors: vec![publisher(site)],
        categories: entry.categories.clone(),
        image,
        attachments: attachments.collect(),
        origin: None,
        event: match &entry.data {
            EntryData::Event(event) => Some(event_of(event, entry.updated.as_ref())),
            _ => None,
        },
        alert: match &entry.data {
            EntryData::Alert(alert) => Some(feeds::Alert {
                level: match alert.level {
                    content::AlertLevel::Info => feeds::AlertLevel::Info,
                    content::AlertLevel::Vigilance => feeds::AlertLevel::Vigilance,
                    content::AlertLevel::Urgence => feeds::AlertLevel::Urgence,
                },
                starts: Some(alert.starts.zoned.clone()),
                ends: alert.ends.as_ref().map(|ends| ends.zoned.clone()),
            }),
            _ => None,
        },
        fragments: feeds::Fragments::default(),
    }
}

fn event_of(event: &content::Event, updated: Option<&content::Moment>) -> feeds::Event {
    let when = if event.all_day {
        let first = event.start.day;
        When::Days { first, last: event.end.as_ref().map_or(first, |end| end.day) }
    } else {
        // The midnight that ends a day would be shown as an hour of the day after.
        let end = event.end.as_ref().map(|end| match end.zoned.checked_sub(1.second()) {
            Ok(shown) if end.date_only => shown,
            _ => end.zoned.clone(),
        });
        When::Hours { start: event.start.zoned.clone(), end }
    };
    let place = event.place.as_ref().or(event.address.as_ref());
    feeds::Event {
        when,
        place: place.map(|name| feeds::Place {
            name: name.clone(),
            address: event
                .address
                .as_ref()
                .map(|address| address.lines().map(str::trim).collect::<Vec<_>>().join(", ")),
            position: event.position.map(|at| (at.latitude, at.longitude)),
        }),
        organiser: event.organiser.as_ref().map(|organiser| Person {
            name: organiser.name.clone(),
            email: organiser.email.clone(),
            url: organiser.website.clone(),
        }),
        status: match event.status {
            EventStatus::Confirmed => feeds::EventStatus::Confirmed,
            EventStatus::Cancelled => feeds::EventStatus::Cancelled,
            EventStatus::Postponed => feeds::EventStatus::Postponed,
        },
        recurrence: event.recurrence.as_ref().map(|recurrence| recurrence.rule.clone()),
        excluded: event.recurrence.as_ref().map(|rule| rule.except.clone()).unwrap_or_default(),
        // Each change an officer dates is later than the one before.
        sequence: updated
            .and_then(|updated| u32::try_from(updated.timestamp().as_second() / 60).ok())
            .unwrap_or(0),
    }
}

/// The latest items of a site, for feeds of several sites.
pub(super) fn latest(core: &Core<'_>, leaves: &[Leaf]) -> Vec<Arc<Item>> {
    let mut dated: Vec<(&Zoned, usize)> = core
        .entries
        .iter()
        .enumerate()
        .filter(|(index, entry)| core.live[*index] && is_item(core, entry))
        .filter_map(|(index, entry)| Some((published(entry)?, index)))
        .collect();
    let newest = |a: &(&Zoned, usize), b: &(&Zoned, usize)| {
        let (a_id, b_id) = (&core.entries[a.1].id, &core.entries[b.1].id);
        b.0.timestamp().cmp(&a.0.timestamp()).then_with(|| a_id.cmp(b_id))
    };
    let count = core.site.feeds.items.max(feeds::DEFAULT_LENGTH);
    if count < dated.len() {
        dated.select_nth_unstable_by(count, newest);
        dated.truncate(count);
    }
    dated.sort_unstable_by(newest);
    dated.into_iter().map(|(_, index)| Arc::new(item(core, index, &leaves[index]))).collect()
}

/// An item of the parent as a member's feeds carry it: the same id, its origin named.
pub(super) fn from_parent(parent: &Exports, item: &Item) -> Arc<Item> {
    let (name, url) = parent.origin();
    Arc::new(Item {
        origin: Some(Origin {
            name: name.to_owned(),
            site_url: format!("{url}/"),
            feed_id: id(&parent.site, NAME),
            feed_url: format!("{url}/{NAME}.rss"),
        }),
        ..item.clone()
    })
}

/// A feed of a site: where its files are, and what is in it.
pub(super) struct Channel {
    /// Address of the files without extension, e.g. `/actualites/flux`.
    stem: String,
    /// Address of the page with the same entries.
    page: String,
    title: String,
    description: String,
    /// Rank in [`Lists::listed`] of what it may carry.
    members: Members,
    /// True for the agenda: a calendar is written beside it.
    calendar: bool,
}

enum Members {
    /// Of this site, and what its parent shares.
    Listed(Vec<usize>),
    /// Of several sites.
    Items(Vec<Arc<Item>>),
}

/// The feeds of a site.
pub(super) struct Channels {
    channels: Vec<Channel>,
    formats: Vec<FeedFormat>,
}

impl Channels {
    /// Plans the feeds: the site's, one for each dated section and category, those of the group
    /// and of the workspace.
    pub(super) fn plan(core: &Core<'_>, lists: &Lists<'_>, several: Several) -> Self {
        // «Actualités d’Amou» is French; other languages set the name apart.
        let of = match core.language {
            Language::French => core.site.de_form(),
            Language::English => format!("– {}", core.site.title),
        };
        let words = core.words;
        let all = (0..lists.listed.len()).collect();
        let mut channels = vec![Channel {
            stem: format!("/{NAME}"),
            page: "/".to_owned(),
            title: core.site.title.clone(),
            description: format!("{} – {}", core.site.title, words.feeds),
            members: Members::Listed(all),
            calendar: false,
        }];
        let fed = |section: &&Section| {
            matches!(section.kind, Kind::News | Kind::Event | Kind::Alert | Kind::Publication)
        };
        for section in lists.sections.iter().filter(fed) {
            let title = format!("{} {of}", section.title);
            channels.push(Channel {
                stem: format!("{}{NAME}", section.url),
                page: section.url.clone(),
                description: format!("{} – {}", section.title, core.site.title),
                title: title.clone(),
                members: Members::Listed(
                    section.members.iter().chain(&section.past).copied().collect(),
                ),
                calendar: section.kind == Kind::Event,
            });
            for category in &section.categories {
                let description =
                    format!("{} – {} – {}", category.title, section.title, core.site.title);
                let title = format!("{} – {title}", category.title);
                channels.push(Channel {
                    stem: format!("{}{NAME}", category.url),
                    page: category.url.clone(),
                    description,
                    title,
                    members: Members::Listed(category.members.clone()),
                    calendar: section.kind == Kind::Event,
                });
            }
        }
        let mut add = |stem: &str, words: &str, items: Vec<Arc<Item>>| {
            if !items.is_empty() {
                channels.push(Channel {
                    stem: stem.to_owned(),
                    page: "/".to_owned(),
                    title: format!("{words} – {}", core.site.title),
                    description: format!("{words} – {}", core.site.title),
                    members: Members::Items(items),
                    calendar: false,
                });
            }
        };
        add("/flux-groupe", words.group_feed, several.group);
        add("/flux-ensemble", words.workspace_feed, several.workspace);
        Self { channels, formats: core.site.feeds.formats.clone() }
    }

    /// What templates see of all feeds.
    pub(super) fn views(&self) -> Vec<FeedView> {
        self.channels.iter().flat_map(|channel| self.channel_views(channel)).collect()
    }

    /// What templates see of the feeds of one page, by its address.
    pub(super) fn views_by_page(&self) -> FxHashMap<&str, Vec<FeedView>> {
        let pages = self.channels.iter().filter(|channel| channel.page != "/");
        pages.map(|channel| (channel.page.as_str(), self.channel_views(channel))).collect()
    }

    /// What templates see of the feeds of the whole site.
    pub(super) fn site_views(&self) -> Vec<FeedView> {
        let site = self.channels.iter().filter(|channel| channel.page == "/");
        site.flat_map(|channel| self.channel_views(channel)).collect()
    }

    fn channel_views(&self, channel: &Channel) -> Vec<FeedView> {
        let view = |extension: &str, format, media_type| FeedView {
            title: channel.title.clone(),
            url: format!("{}.{extension}", channel.stem),
            format,
            media_type,
        };
        let mut views: Vec<FeedView> = self
            .formats
            .iter()
            .map(|format| match format {
                FeedFormat::Rss => view("rss", "RSS", "application/rss+xml"),
                FeedFormat::Atom => view("atom", "Atom", "application/atom+xml"),
                FeedFormat::Json => view("json", "JSON Feed", "application/feed+json"),
            })
            .collect();
        if channel.calendar {
            views.push(view("ics", "iCalendar", "text/calendar"));
        }
        views
    }

    /// Writes all feeds, and one calendar file for each event of the site.
    pub(super) fn write(&self, core: &Core<'_>, items: &Items<'_, '_>, output: &dyn Output) {
        let count = core.site.feeds.items;
        let icon = icon(core);
        for channel in &self.channels {
            let all: Vec<Arc<Item>> = match &channel.members {
                Members::Items(items) => items.clone(),
                Members::Listed(members) => items.newest(core, members, count),
            };
            let feed = Feed {
                id: id(&core.site.id, channel.stem.trim_start_matches('/')),
                title: channel.title.clone(),
                description: channel.description.clone(),
                site_url: format!("{}{}", core.site.url, channel.page),
                language: core.site.language.clone(),
                publisher: publisher(core.site),
                icon: icon.clone(),
                items: all,
            };
            let write = |extension: &str, render: fn(&Feed, &str) -> String| {
                let url = format!("{}.{extension}", channel.stem);
                let text = render(&feed, &format!("{}{url}", core.site.url));
                output.file(urls::output_path(&url), text.into_bytes());
            };
            for format in &self.formats {
                match format {
                    FeedFormat::Rss => write("rss", feeds::rss::render),
                    FeedFormat::Atom => write("atom", feeds::atom::render),
                    FeedFormat::Json => write("json", feeds::json::render),
                }
            }
            if channel.calendar {
                // A calendar holds the whole agenda, not its latest news.
                let Members::Listed(members) = &channel.members else { continue };
                let feed = Feed { items: items.all(core, members), ..feed };
                let url = format!("{}.ics", channel.stem);
                let text = feeds::ics::calendar(&feed, &format!("{}{url}", core.site.url));
                output.file(urls::output_path(&url), text.into_bytes());
            }
        }
        for (index, listed) in items.lists.listed.iter().enumerate() {
            if let (Kind::Event, Some(_)) = (listed.entry.kind, listed.own)
                && let Some(text) = feeds::ics::event(&items.get(core, index))
            {
                let url = calendar_url(&listed.entry.url);
                output.file(urls::output_path(&url), text.into_bytes());
            }
        }
    }
}

/// The address of the file that adds an event to a calendar.
pub(super) fn calendar_url(entry_url: &str) -> String {
    format!("{entry_url}evenement.ics")
}

/// The absolute address of the coat of arms or logo; what is wrong with it is told elsewhere.
fn icon(core: &Core<'_>) -> Option<String> {
    let crest = core.site.crest.as_ref()?;
    let place = || core.site.locate(&["crest"]);
    let file = core.image_file("site.yaml", crest, place, &mut Vec::new())?;
    let image = core.library.image(file).ok()?;
    Some(format!("{}{}", core.site.url, media::address(image.fallback()?)))
}

fn publisher(site: &Site) -> Person {
    Person {
        name: site.title.clone(),
        email: site.contact.email.clone(),
        url: Some(format!("{}/", site.url)),
    }
}

/// Items of several sites.
#[derive(Default)]
pub(super) struct Several {
    /// Of the members of this site, and itself.
    pub(super) group: Vec<Arc<Item>>,
    /// Of all sites, on the portal.
    pub(super) workspace: Vec<Arc<Item>>,
}

/// The items of what is listed, each made when a feed first carries it.
pub(super) struct Items<'a, 'b> {
    lists: &'b Lists<'a>,
    leaves: &'a [Leaf],
    shared: Vec<Arc<Item>>,
    made: Vec<std::sync::OnceLock<Arc<Item>>>,
}

impl<'a, 'b> Items<'a, 'b> {
    /// `shared`: the items of the parent's entries, in their order in the lists.
    pub(super) fn new(lists: &'b Lists<'a>, leaves: &'a [Leaf], shared: Vec<Arc<Item>>) -> Self {
        let made = lists.listed.iter().map(|_| std::sync::OnceLock::new()).collect();
        Self { lists, leaves, shared, made }
    }

    fn get(&self, core: &Core<'_>, index: usize) -> Arc<Item> {
        let make = || match self.lists.listed[index].own {
            Some(own) => Arc::new(item(core, own, &self.leaves[own])),
            None => {
                let first = self.lists.listed.len() - self.shared.len();
                Arc::clone(&self.shared[index - first])
            }
        };
        Arc::clone(self.made[index].get_or_init(make))
    }

    fn all(&self, core: &Core<'_>, members: &[usize]) -> Vec<Arc<Item>> {
        members.iter().map(|index| self.get(core, *index)).collect()
    }

    /// The newest of some entries; only those are made into items.
    fn newest(&self, core: &Core<'_>, members: &[usize], count: usize) -> Vec<Arc<Item>> {
        let mut dated: Vec<(&Zoned, usize)> = members
            .iter()
            .filter(|index| is_item(core, self.lists.listed[**index].entry))
            .filter_map(|index| Some((published(self.lists.listed[*index].entry)?, *index)))
            .collect();
        let newest = |a: &(&Zoned, usize), b: &(&Zoned, usize)| {
            let url = |dated: &(&Zoned, usize)| self.lists.listed[dated.1].url.as_str();
            b.0.timestamp().cmp(&a.0.timestamp()).then_with(|| url(a).cmp(url(b)))
        };
        if count < dated.len() {
            dated.select_nth_unstable_by(count, newest);
            dated.truncate(count);
        }
        dated.sort_unstable_by(newest);
        dated.into_iter().map(|(_, index)| self.get(core, index)).collect()
    }
}
