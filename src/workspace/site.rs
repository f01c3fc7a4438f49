//! A site as the other rooms see it: resolved, every inherited value in its place.
//!
//! It never knows where a value came from (see `layer.rs`) and never reads a file.

use super::{ActionPlan, Mount, MultiYearPlan, OpeningHours, PublishSettings, SiteKind, grammar};
use crate::diagnostic::{Location, Source};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A site's name in the workspace: its folder's name under `sites/`.
pub type SiteId = Arc<str>;

/// One site, inheritance applied. Made by [`Workspace::load`](super::Workspace::load).
#[derive(Debug, Clone, Serialize)]
pub struct Site {
    /// Name in the workspace, e.g. `amou`.
    pub id: SiteId,
    /// Folder, from the workspace's root, with `/`, e.g. `sites/amou`.
    pub dir: String,
    /// Files and folders of the workspace that it shows as its own.
    pub mounts: Vec<Mount>,
    /// What it is the site of.
    pub kind: SiteKind,
    /// Whole name as people read it: `Amou`, `Le Vignau`, `Communauté de communes du Seignanx`.
    pub name: String,
    /// The article that belongs to a commune’s name (`Le`, `La`, `L’`, `Les`), already in `name`.
    pub article: Option<String>,
    /// What the home page is called, e.g. `Commune d’Amou`.
    pub title: String,
    /// Public address, without a slash at the end.
    pub url: String,
    /// Other domains that lead here.
    pub domains: Vec<String>,
    /// Language of the pages (BCP 47).
    pub language: String,
    /// Name of the time zone, e.g. `Europe/Paris`; [`Site::time_zone`] is the zone itself.
    pub timezone: String,
    /// The time zone's data; not part of the fingerprint, its name is.
    #[serde(skip)]
    pub time_zone: jiff::tz::TimeZone,
    /// Name of its group, file `groups/<name>.yaml`.
    pub group: Option<Arc<str>>,
    /// The site above: what it shares with its members appears here.
    pub parent: Option<SiteId>,
    /// The sites that have this one as parent, sorted.
    pub members: Vec<SiteId>,
    /// INSEE code of the commune (5 characters).
    pub insee: Option<String>,
    /// SIREN number (9 digits).
    pub siren: Option<String>,
    /// Number of inhabitants.
    pub population: Option<u32>,
    /// Where it is.
    pub position: Option<Position>,
    /// Name of its theme.
    pub theme: String,
    /// Values of the theme's tokens that differ from the theme's own.
    pub tokens: BTreeMap<String, String>,
    /// Accent colour, `#rrggbb`.
    pub accent: Option<String>,
    /// Its coat of arms or logo: a path in the site's folder.
    pub crest: Option<String>,
    /// How to reach it.
    pub contact: Contact,
    /// When it is open.
    pub hours: Option<OpeningHours>,
    /// Main menu; empty means it is made from the folders.
    pub menu: Vec<MenuItem>,
    /// Shortcuts of the home page («en un clic»).
    pub actions: Vec<Action>,
    /// Citizen-relation forms.
    pub grc: SiteGrc,
    /// What this site says of the workspace's outside services, by service name.
    pub services: BTreeMap<String, ServiceOverride>,
    /// Legal notices.
    pub legal: Legal,
    /// Accessibility statement.
    pub accessibility: Accessibility,
    /// `security.txt`.
    pub security: Security,
    /// True when all content is invented: a banner says so and search engines stay out.
    pub demonstration: bool,
    /// True when search engines are asked to stay out.
    pub noindex: bool,
    /// Entries on a list page.
    pub pagination: usize,
    /// Which feeds are written.
    pub feeds: FeedSettings,
    /// True when news have a page for each year.
    pub archives: bool,
    /// True when its pages can be searched, in the site and in that of its parent.
    pub search: bool,
    /// Generated pages this site does without, by name.
    pub excluded_pages: Vec<String>,
    /// Where it is published; no page depends on it.
    #[serde(skip)]
    pub publish: PublishSettings,
    /// Its `site.yaml`.
    #[serde(skip)]
    pub source: Source,
}

impl Site {
    /// The body in a sentence, with its article: `la commune d’Amou`,
    /// `la communauté de communes du Seignanx`.
    #[must_use]
    pub fn definite(&self) -> String {
        self.designation(self.kind.wording().definite)
    }

    /// The body after *de*: `de la commune du Vignau`, `du syndicat …`.
    #[must_use]
    pub fn of_body(&self) -> String {
        self.designation(self.kind.wording().of)
    }

    /// The body after *à*: `à la commune d’Amou`, `au syndicat …`.
    #[must_use]
    pub fn to_body(&self) -> String {
        self.designation(self.kind.wording().to)
    }

    /// The name after *de*: `d’Amou`, `du Vignau`; for other kinds `de la communauté …`.
    #[must_use]
    pub fn de_form(&self) -> String {
        if self.kind == SiteKind::Commune {
            grammar::de_form(&self.name, self.article())
        } else {
            self.of_body()
        }
    }

    fn article(&self) -> &str {
        self.article.as_deref().unwrap_or_default()
    }

    fn designation(&self, determined: &str) -> String {
        grammar::designation(self.kind, &self.name, self.article(), determined)
    }

    /// Everything of the site's settings its pages depend on, as bytes: two equal results mean
    /// that no page has to be written again because of `site.yaml`, its group or the defaults.
    #[must_use]
    pub fn fingerprint_input(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The place of a key of `site.yaml`, e.g. `["contact", "phone"]`; the whole file when the
    /// value is inherited.
    #[must_use]
    pub fn locate(&self, key: &[&str]) -> Location {
        super::yaml::locate(&self.source, 0..self.source.text.len(), key)
    }
}

/// A point on the Earth, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Degrees north of the equator.
    pub latitude: f64,
    /// Degrees east of Greenwich.
    pub longitude: f64,
}

/// How to reach a body.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// Postal address.
    pub address: Option<Address>,
    /// Telephone, as people write it: `05 36 49 00 00`.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Another web site of the same body.
    pub website: Option<String>,
}

/// A postal address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Address {
    /// Number and street, one line or several.
    pub street: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Town.
    pub city: Option<String>,
}

/// One line of the main menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MenuItem {
    /// What the visitor reads.
    pub label: String,
    /// Where it leads: anything a Markdown link of the site can say.
    pub link: String,
    /// The lines below it.
    #[serde(default)]
    pub items: Vec<MenuItem>,
}

/// A shortcut of the home page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// What the visitor reads.
    pub label: String,
    /// Where it leads: anything a Markdown link of the site can say.
    pub link: String,
    /// Name of an icon of the theme.
    #[serde(default)]
    pub icon: Option<String>,
    /// A few words under the label.
    #[serde(default)]
    pub description: Option<String>,
}

/// How a site uses the citizen-relation providers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SiteGrc {
    /// Its provider, a key of the workspace's `grc.providers`.
    pub provider: Option<String>,
    /// The provider for the forms its own provider lacks.
    pub fallback: Option<String>,
    /// Its name at the provider (the `{tenant}` of addresses); the site's id when absent.
    pub tenant: Option<String>,
    /// Where to write when no form exists; the contact's e-mail when absent.
    pub email: Option<String>,
    /// Whom to call when no form exists; the contact's telephone when absent.
    pub phone: Option<String>,
    /// Forms that differ on this site.
    pub forms: BTreeMap<String, FormOverride>,
}

/// What differs for one form on one site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FormOverride {
    /// Another provider for this form.
    pub provider: Option<String>,
    /// The very address of this form.
    pub url: Option<String>,
    /// True when this site does not offer the form.
    pub disabled: bool,
}

/// What a site says of an outside service of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ServiceOverride {
    /// This site's own address for it.
    Url(String),
    /// This site does not use it.
    Off,
    /// This site uses it at the workspace's address.
    On,
}

/// What the legal notices need.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Legal {
    /// Name of the director of publication; when absent the office is named
    /// ([`Wording::head`](super::Wording::head)).
    pub publisher: Option<String>,
    /// The director of publication's office, e.g. `maire`.
    pub role: Option<String>,
    /// The legal person that publishes the site, where the site's own body is none (a portal).
    pub editor: Option<Organisation>,
    /// Who stores the pages.
    pub host: Option<Organisation>,
    /// Who made the site, when it is to be named.
    pub maker: Option<Organisation>,
    /// Data protection officer.
    pub dpo: Option<Organisation>,
}

/// A body named in the legal pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Organisation {
    /// Its name.
    pub name: Option<String>,
    /// Its postal address in one line.
    pub address: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its web site.
    pub website: Option<String>,
}

/// What the accessibility statement needs besides the recorded audit (décret n° 2019-768).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Accessibility {
    /// Where to report a difficulty; the site's own contact when absent.
    pub contact: Option<Contact>,
    /// The day the statement was drawn up; that of the audit when absent.
    pub established: Option<jiff::civil::Date>,
    /// The day it was brought up to date.
    pub updated: Option<jiff::civil::Date>,
    /// Link to the multi-year plan (*schéma pluriannuel*), where it is not made from
    /// `multi_year_plan`.
    pub plan: Option<String>,
    /// Link to the action plan of the year, where it is not made from `action_plans`.
    pub action_plan: Option<String>,
    /// The multi-year plan; a page is made of it.
    pub multi_year_plan: MultiYearPlan,
    /// The action plans, by year; a page is made of them.
    pub action_plans: BTreeMap<i16, ActionPlan>,
}

/// What `/.well-known/security.txt` says (RFC 9116).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Security {
    /// Where to report a vulnerability: `mailto:` or `https:` addresses.
    pub contact: Vec<String>,
    /// Until when the file may be believed (section 2.5.5).
    pub expires: Option<jiff::civil::Date>,
    /// Address of the disclosure policy.
    pub policy: Option<String>,
}

/// Which feeds are written, and how long they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeedSettings {
    /// The formats, without repetition.
    pub formats: Vec<FeedFormat>,
    /// The number of items in a feed, latest first.
    pub items: usize,
}

impl Default for FeedSettings {
    fn default() -> Self {
        Self { formats: vec![FeedFormat::Rss, FeedFormat::Atom, FeedFormat::Json], items: 20 }
    }
}

/// A format of feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FeedFormat {
    /// RSS 2.0.
    Rss,
    /// Atom (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}
