//! `parvis.yaml`: what holds for the whole workspace.
//!
//! It never holds a site's identity, and never a value a site could not see changed for all.

use super::layer::Layer;
use super::publish::PublishLayer;
use super::{FeedSettings, SiteId, SiteKind};
use crate::diagnostic::Source;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The workspace's settings, checked.
#[derive(Debug, Clone, Serialize)]
pub struct Settings {
    /// What the workspace is called.
    pub name: String,
    /// Address of a site that gives none: `{id}` stands for the site's name.
    pub url: String,
    /// True when all content is invented.
    pub demonstration: bool,
    /// Theme of a site that names none.
    pub theme: String,
    /// Language of a site that names none.
    pub language: String,
    /// Name of the time zone of a site that names none.
    pub timezone: String,
    /// That zone's data; not part of the fingerprint, its name is.
    #[serde(skip)]
    pub time_zone: jiff::tz::TimeZone,
    /// The site that carries the feed of the whole workspace.
    pub portal: Option<SiteId>,
    /// Entries on a list page of a site that says nothing of it.
    pub pagination: usize,
    /// Feeds of a site that says nothing of them.
    pub feeds: FeedSettings,
    /// Whether news have a page for each year.
    pub archives: bool,
    /// Whether a site that says nothing of it can be searched.
    pub search: bool,
    /// What each top folder of a site holds, by folder name.
    pub folders: BTreeMap<String, EntryKind>,
    /// Generated pages every site does without, by name.
    pub excluded_pages: Vec<String>,
    /// Citizen-relation forms.
    pub grc: GrcSettings,
    /// Outside services, by name.
    pub services: BTreeMap<String, ServiceDefinition>,
    /// What web servers are told besides the sites.
    #[serde(skip)]
    pub server: super::ServerSettings,
    /// Where sites are published.
    #[serde(skip)]
    pub(super) publish: PublishLayer,
    /// What sites inherit.
    #[serde(skip)]
    pub(super) defaults: Layer,
    /// `parvis.yaml` itself.
    #[serde(skip)]
    pub source: Source,
}

impl Settings {
    /// Everything of the settings that any page depends on, as bytes; see
    /// [`Site::fingerprint_input`](super::Site::fingerprint_input) for the sites' share.
    #[must_use]
    pub fn fingerprint_input(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The folder that holds entries of this kind, the first by name.
    #[must_use]
    pub fn folder(&self, kind: EntryKind) -> Option<&str> {
        self.folders.iter().find(|(_, held)| **held == kind).map(|(folder, _)| folder.as_str())
    }
}

/// What a content file is; decided by its top folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryKind {
    /// A page; any folder that is named nowhere.
    Page,
    /// A news item.
    News,
    /// An event, once or recurring.
    #[serde(rename = "events")]
    Event,
    /// An alert: a banner on every page.
    #[serde(rename = "alerts")]
    Alert,
    /// A service, association, shop, facility or elected person.
    Directory,
    /// An administrative procedure.
    #[serde(rename = "procedures")]
    Procedure,
    /// A published document.
    #[serde(rename = "publications")]
    Publication,
}

impl EntryKind {
    /// Every kind and the folder that holds it unless `parvis.yaml` says otherwise.
    pub const ALL: &'static [(EntryKind, &'static str)] = &[
        (Self::Page, ""),
        (Self::News, "actualites"),
        (Self::Event, "agenda"),
        (Self::Alert, "alertes"),
        (Self::Directory, "annuaire"),
        (Self::Procedure, "demarches"),
        (Self::Publication, "publications"),
    ];

    /// Its name in views, templates and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::News => "news",
            Self::Event => "event",
            Self::Alert => "alert",
            Self::Directory => "directory",
            Self::Procedure => "procedure",
            Self::Publication => "publication",
        }
    }

    /// The folders of a workspace that names none.
    #[must_use]
    pub fn default_folders() -> BTreeMap<String, Self> {
        let named = Self::ALL.iter().filter(|(_, folder)| !folder.is_empty());
        named.map(|(kind, folder)| ((*folder).to_owned(), *kind)).collect()
    }
}

/// The workspace's citizen-relation providers and forms.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GrcSettings {
    /// Provider of a site that names none.
    pub provider: Option<String>,
    /// The providers, by name.
    pub providers: BTreeMap<String, Provider>,
    /// The catalogue of forms, by id.
    pub forms: BTreeMap<String, Form>,
}

/// A platform of forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// What people call it.
    pub name: String,
    /// Address of a form: `{tenant}`, `{form}`, `{insee}` and `{id}` are replaced.
    pub url: String,
    /// Forms it calls otherwise; `null` for those it lacks.
    #[serde(default)]
    pub forms: BTreeMap<String, Option<String>>,
}

/// A form of the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// What the resident reads.
    pub title: String,
    /// What it is for, in a sentence.
    #[serde(default)]
    pub description: Option<String>,
    /// The heading it is listed under.
    #[serde(default)]
    pub category: Option<String>,
    /// How long an answer takes, in words.
    #[serde(default)]
    pub delay: Option<String>,
    /// Words people look for it with.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The kinds of sites that offer it; all when empty.
    #[serde(default)]
    pub kinds: Vec<SiteKind>,
}

impl Form {
    /// True when sites of this kind offer it.
    #[must_use]
    pub fn is_for(&self, kind: SiteKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }
}

/// An outside service of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceDefinition {
    /// What the resident reads.
    pub title: String,
    /// What it is for, in a sentence.
    #[serde(default)]
    pub description: Option<String>,
    /// Its address: `{insee}`, `{siren}` and `{id}` are replaced. Without one, only the sites
    /// that give an address have the service.
    #[serde(default)]
    pub url: Option<String>,
}
