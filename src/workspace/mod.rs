//! The workspace: `parvis.yaml`, `groups/*.yaml`, `sites/<id>/site.yaml`, and what sites inherit.
//!
//! It reads settings and lists files; it never reads content, renders nothing, and one site's
//! mistake never keeps another from being read. New files are made in [`create`] and [`table`].

pub mod create;
pub mod files;
pub mod grammar;
mod hours;
mod kind;
mod layer;
mod mounts;
mod plans;
mod publish;
mod reach;
mod resolve;
mod server;
mod settings;
mod site;
pub mod table;
mod validate;
pub mod yaml;

pub use files::{SourceFile, read_source};
pub use hours::{ExceptionFile, HoursException, HoursFile, OpeningHours, TimeRange};
pub use kind::{SiteKind, Wording};
pub use mounts::{Mount, site_files};
pub use plans::{ActionPlan, MultiYearPlan, PlannedAction, YEARS};
pub use publish::{FolderSettings, PublishSettings, S3Settings, SshSettings, TargetKind};
pub use reach::{is_email, is_language, is_phone, is_web_address, national, telephone, time_zone};
pub use server::{Hsts, ServerSettings, Tls, port};
pub use settings::{EntryKind, Form, GrcSettings, Provider, ServiceDefinition, Settings};
pub use site::{
    Accessibility, Action, Address, Contact, FeedFormat, FeedSettings, FormOverride, Legal,
    MenuItem, Organisation, Position, Security, ServiceOverride, Site, SiteGrc, SiteId,
};

use crate::diagnostic::{Diagnostic, Location};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the file that makes a folder a workspace.
pub const SETTINGS_FILE: &str = "parvis.yaml";

/// Where the settings of groups lie.
pub const GROUPS_FOLDER: &str = "groups/";

/// The name of the file that makes a folder a site.
pub const SITE_FILE: &str = "site.yaml";

/// The name of the file that holds the audit of a site or of a theme; it is never published.
pub const AUDIT_FILE: &str = "accessibility-audit.yaml";

/// The theme below all others.
pub const DEFAULT_THEME: &str = "parvis";

/// The themes that are always there: they are in the program.
pub const BUILT_IN_THEMES: [&str; 3] = ["clocher", "lande", DEFAULT_THEME];

/// A workspace, its settings read.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// Its folder.
    pub root: PathBuf,
    /// What holds for all sites.
    pub settings: Settings,
    /// The groups that could be read, by name.
    pub groups: BTreeMap<Arc<str>, Group>,
    /// The sites that could be read, by id.
    pub sites: BTreeMap<SiteId, Arc<Site>>,
    /// The sites that could not, with at least one error each.
    pub broken: BTreeMap<SiteId, Vec<Diagnostic>>,
    /// What broken sites are still known by, as far as a build [recalled](Self::recall) them.
    pub standing: BTreeMap<SiteId, Standing>,
    /// What else is to be told: errors of groups, warnings of sites.
    pub findings: Vec<Diagnostic>,
}

/// What a site whose settings cannot be read is to its neighbours: what its last good output,
/// which is still there for residents, said of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Its title.
    pub title: String,
    /// Its address, without a slash at the end.
    pub url: String,
    /// Its parent.
    pub parent: Option<SiteId>,
}

/// Sites that share settings, usually an intercommunal body and its communes.
#[derive(Debug, Clone)]
pub struct Group {
    /// File name under `groups/` without its extension.
    pub id: Arc<str>,
    /// What people call it.
    pub name: String,
    /// The site that is the parent of the others.
    pub parent: Option<SiteId>,
    layer: layer::Layer,
}

impl Workspace {
    /// Reads the settings of the workspace whose folder is `root`.
    ///
    /// # Errors
    /// Only when `parvis.yaml` itself is missing or wrong, or the folder of the sites cannot be
    /// listed; a site whose settings are wrong is in [`broken`](Self::broken), the others are
    /// read.
    pub fn load(root: &Path) -> Result<Self, Vec<Diagnostic>> {
        resolve::load(root)
    }

    /// Lets a broken site stand as it did: its parent keeps it among its members, links to it stay.
    /// A site that can be read is left as it is.
    pub fn recall(&mut self, id: &SiteId, standing: Standing) {
        if !self.broken.contains_key(id) {
            return;
        }
        let parent = standing.parent.as_ref().and_then(|parent| self.sites.get_mut(parent));
        if let Some(parent) = parent
            && let Err(place) = parent.members.binary_search(id)
        {
            Arc::make_mut(parent).members.insert(place, Arc::clone(id));
        }
        self.standing.insert(Arc::clone(id), standing);
    }

    /// Title and address of a site, as far as they are known.
    #[must_use]
    pub fn title_and_url(&self, id: &str) -> Option<(&str, &str)> {
        let read = self.sites.get(id).map(|site| (site.title.as_str(), site.url.as_str()));
        let stands = || {
            let standing = self.standing.get(id)?;
            Some((standing.title.as_str(), standing.url.as_str()))
        };
        read.or_else(stands)
    }

    /// Where an action of a site is written: in its own file, in that of its group or in the
    /// settings of all sites. `key` leads to it, or to a part of it.
    #[must_use]
    pub fn locate_action(&self, site: &Site, key: &[&str]) -> Location {
        let key = [&["actions"][..], key].concat();
        let own = yaml::value_ranges(&site.source, 0..site.source.text.len());
        let group = site.group.as_ref().and_then(|group| self.groups.get(group));
        if own.contains_key("actions") {
            site.locate(&key)
        } else if let Some(group) = group.filter(|group| group.layer.actions.is_some()) {
            Location::file(format!("{GROUPS_FOLDER}{}.yaml", group.id))
        } else {
            let source = &self.settings.source;
            yaml::locate(source, 0..source.text.len(), &[&["defaults"][..], &key].concat())
        }
    }

    /// The nearest folder from `start` upwards that holds a `parvis.yaml`.
    #[must_use]
    pub fn find_root(start: &Path) -> Option<PathBuf> {
        start.ancestors().find(|folder| folder.join(SETTINGS_FILE).is_file()).map(Path::to_owned)
    }

    /// The sites of a group, by id.
    pub fn sites_of_group<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a Arc<Site>> {
        self.sites.values().filter(move |site| site.group.as_deref() == Some(group))
    }
}

#[cfg(test)]
mod tests;
