//! From the YAML files to resolved sites: reading, inheritance, and checks between files.
//!
//! It never stops at the first mistake of a site, and never lets one site's mistake reach another.

use super::files::read_text;
use super::layer::{GroupFile, Layer, SettingsFile, SiteFile};
use super::validate::{Checker, Names, colour};
use super::{
    EntryKind, FeedSettings, Group, SETTINGS_FILE, Settings, Site, SiteId, SiteKind, Workspace,
    time_zone,
};
use super::{grammar, yaml};
use crate::diagnostic::{Diagnostic, Location, Source};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::FileType;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

const DEFAULT_PAGINATION: usize = 10;

pub(super) fn load(root: &Path) -> Result<Workspace, Vec<Diagnostic>> {
    let settings = load_settings(root)?;
    let mut findings = Vec::new();
    let mut groups = BTreeMap::new();
    let mut broken_groups = BTreeSet::new();
    let of_groups = children(root, "groups", FileType::is_file, &mut findings, |path| {
        path.extension().is_some_and(|extension| extension == "yaml").then(|| path.file_stem())?
    });
    for (id, refused) in of_groups? {
        let loaded = match refused {
            Some(finding) => Err(vec![finding]),
            None => load_group(root, &settings, &id),
        };
        match loaded {
            Ok(group) => {
                groups.insert(Arc::from(id), group);
            }
            Err(errors) => {
                findings.extend(errors);
                broken_groups.insert(id);
            }
        }
    }
    let listed = children(root, "sites", FileType::is_dir, &mut findings, Path::file_name)?;
    let (ids, refused): (Vec<SiteId>, Vec<_>) =
        listed.into_iter().map(|(id, refused)| (Arc::from(id), refused)).unzip();
    let context = Context {
        root,
        settings: &settings,
        groups: &groups,
        broken_groups: &broken_groups,
        ids: &ids,
    };
    let loaded: Vec<_> = ids
        .par_iter()
        .zip(refused)
        .map(|(id, refused)| match refused {
            Some(finding) => (None, vec![finding]),
            None => context.load_site(id),
        })
        .collect();

    let mut sites = BTreeMap::new();
    let mut broken = BTreeMap::new();
    for (id, (site, mut told)) in ids.iter().zip(loaded) {
        for finding in &mut told {
            finding.site = Some(Arc::clone(id));
        }
        match site {
            Some(site) if !told.iter().any(Diagnostic::is_error) => {
                sites.insert(Arc::clone(id), site);
                findings.extend(told);
            }
            _ => {
                broken.insert(Arc::clone(id), told);
            }
        }
    }
    refuse_cycles(&mut sites, &mut broken);
    refuse_shared_urls(&settings.url, &mut sites, &mut broken);
    fill_members(&mut sites);
    if let Some(portal) = &settings.portal
        && !ids.contains(portal)
    {
        return Err(vec![
            Diagnostic::unknown("portal-unknown", portal, ids.iter().map(|id| &**id))
                .at(yaml::locate(&settings.source, 0..settings.source.text.len(), &["portal"])),
        ]);
    }
    Ok(Workspace {
        root: root.to_owned(),
        settings,
        groups,
        sites: sites.into_iter().map(|(id, site)| (id, Arc::new(site))).collect(),
        broken,
        standing: BTreeMap::new(),
        findings,
    })
}

/// What is in a folder of the workspace, by name, each with the reason why it is not to be read
/// if there is one: a site that cannot be read today is still a site, and keeps its output. What
/// has no name at all that could be one of ours is left out.
///
/// # Errors
/// The folder cannot be read: nobody knows then which sites there are, and a build that went on
/// would take them all for gone. Only `groups/` may be absent.
fn children(
    root: &Path,
    folder: &str,
    wanted: impl Fn(&FileType) -> bool,
    findings: &mut Vec<Diagnostic>,
    name: impl Fn(&Path) -> Option<&OsStr>,
) -> Result<BTreeMap<String, Option<Diagnostic>>, Vec<Diagnostic>> {
    let unreadable = |error: std::io::Error| {
        let finding = Diagnostic::error("folder-unreadable").arg("detail", &error);
        vec![finding.at(Location::file(folder))]
    };
    let entries = match std::fs::read_dir(root.join(folder)) {
        Err(error) if error.kind() == ErrorKind::NotFound && folder == "groups" => {
            return Ok(BTreeMap::new());
        }
        entries => entries.map_err(unreadable)?,
    };
    let mut names = BTreeMap::new();
    for entry in entries {
        let entry = entry.map_err(unreadable)?;
        let path = entry.path();
        let Some(name) = name(&path).filter(|name| !name.as_encoded_bytes().starts_with(b"."))
        else {
            continue;
        };
        let place = Location::file(format!("{folder}/{}", entry.file_name().to_string_lossy()));
        let refused = match entry.file_type() {
            Ok(kind) if kind.is_symlink() => Some(Diagnostic::error("symlink-refused")),
            Ok(kind) if wanted(&kind) => None,
            Ok(_) => continue,
            Err(error) => Some(Diagnostic::error("file-unreadable").arg("detail", &error)),
        };
        match name.to_str() {
            Some(name) => {
                names.insert(name.to_owned(), refused.map(|finding| finding.at(place)));
            }
            None => findings.push(Diagnostic::error("name-not-unicode").at(place)),
        }
    }
    Ok(names)
}

fn read<T: DeserializeOwned>(root: &Path, name: &str) -> Result<(Source, T), Vec<Diagnostic>> {
    let source = read_text(&root.join(name), name).map_err(|finding| vec![finding])?;
    let value = yaml::parse(&source, 0..source.text.len())?;
    Ok((source, value))
}

fn load_settings(root: &Path) -> Result<Settings, Vec<Diagnostic>> {
    let (source, file) = read::<SettingsFile>(root, SETTINGS_FILE)?;
    let mut checker = Checker::new(&source);
    checker.settings(root, &file);
    let findings = checker.finish();
    if findings.iter().any(Diagnostic::is_error) {
        return Err(findings);
    }
    let timezone = file.timezone.unwrap_or_else(|| "Europe/Paris".to_owned());
    let Some(zone) = time_zone(&timezone) else { return Err(findings) };
    let feeds = FeedSettings::default();
    let written = file.feeds.unwrap_or_default();
    Ok(Settings {
        name: grammar::typographic(&file.name),
        url: file.url.trim_end_matches('/').to_owned(),
        demonstration: file.demonstration,
        theme: file.theme.unwrap_or_else(|| super::DEFAULT_THEME.to_owned()),
        language: file.language.unwrap_or_else(|| "fr".to_owned()),
        timezone,
        time_zone: zone,
        portal: file.portal.map(Arc::from),
        pagination: file.pagination.unwrap_or(DEFAULT_PAGINATION),
        feeds: FeedSettings {
            formats: unique(written.formats.unwrap_or(feeds.formats)),
            items: written.items.unwrap_or(feeds.items),
        },
        archives: file.archives.unwrap_or(true),
        search: file.search.unwrap_or(true),
        folders: file.folders.unwrap_or_else(EntryKind::default_folders),
        excluded_pages: file.generated.exclude,
        grc: file.grc,
        services: file.services,
        publish: file.publish,
        server: file.server,
        defaults: file.defaults,
        source,
    })
}

fn names(settings: &Settings) -> Names<'_> {
    Names { grc: &settings.grc, services: &settings.services }
}

fn unique<T: Ord>(mut items: Vec<T>) -> Vec<T> {
    items.sort_unstable();
    items.dedup();
    items
}

fn load_group(root: &Path, settings: &Settings, id: &str) -> Result<Group, Vec<Diagnostic>> {
    let (source, file) = read::<GroupFile>(root, &format!("groups/{id}.yaml"))?;
    let layer = file.layer();
    let mut checker = Checker::new(&source);
    checker.layer(root, &names(settings), &layer);
    let findings = checker.finish();
    if !findings.is_empty() {
        return Err(findings);
    }
    Ok(Group {
        id: Arc::from(id),
        name: grammar::typographic(&file.name),
        parent: file.parent.map(Arc::from),
        layer,
    })
}

struct Context<'a> {
    root: &'a Path,
    settings: &'a Settings,
    groups: &'a BTreeMap<Arc<str>, Group>,
    broken_groups: &'a BTreeSet<String>,
    ids: &'a [SiteId],
}

impl Context<'_> {
    fn load_site(&self, id: &SiteId) -> (Option<Site>, Vec<Diagnostic>) {
        let dir = format!("sites/{id}");
        if grammar::slug(id) != **id {
            let finding = Diagnostic::error("site-id-invalid").arg("suggestion", grammar::slug(id));
            return (None, vec![finding.at(Location::file(dir))]);
        }
        match read::<SiteFile>(self.root, &format!("{dir}/site.yaml")) {
            Ok((source, file)) => self.resolve(id, dir, source, file),
            Err(findings) => (None, findings),
        }
    }

    fn resolve(
        &self,
        id: &SiteId,
        dir: String,
        source: Source,
        file: SiteFile,
    ) -> (Option<Site>, Vec<Diagnostic>) {
        let settings = self.settings;
        let mut checker = Checker::new(&source);
        checker.cut_values();
        let group = self.group_of(&file, &mut checker);
        let parent = self.parent_of(id, &file, group, &mut checker);
        let own = file.layer();
        checker.layer(self.root, &names(settings), &own);
        // What is inherited was checked in the file it stands in.
        let layer = match group {
            Some(group) => own.over(&group.layer).over(&settings.defaults),
            None => own.over(&settings.defaults),
        };
        let name = grammar::typographic(file.name.trim());
        let url = match &file.url {
            Some(url) => url.clone(),
            None => settings.url.replace("{id}", id),
        };
        checker.identity(&file, &url);
        if let Some(crest) = &layer.crest {
            checker.crest(&self.root.join(&dir), crest);
        }
        let excluded = match &layer.generated.exclude {
            own if own.is_empty() => settings.excluded_pages.clone(),
            own => own.clone(),
        };
        let mounts =
            super::mounts::check(&mut checker, self.root, file.mounts.clone().unwrap_or_default());
        checker.legal(file.kind, &layer, !settings.grc.forms.is_empty(), &excluded);
        let findings = checker.finish();

        let article = match (&file.article, grammar::leading_article(&name)) {
            (Some(article), _) => Some(grammar::typographic(article)),
            (None, "") => None,
            (None, article) => Some(article.to_owned()),
        };
        let title = file.title.clone().unwrap_or_else(|| match file.kind {
            SiteKind::Commune => {
                format!(
                    "Commune {}",
                    grammar::de_form(&name, article.as_deref().unwrap_or_default())
                )
            }
            _ => name.clone(),
        });
        let demonstration = layer.demonstration.unwrap_or(settings.demonstration);
        let timezone = layer.timezone.unwrap_or_else(|| settings.timezone.clone());
        // A name that is no zone was told in the file it stands in.
        let Some(zone) = time_zone(&timezone) else { return (None, findings) };
        let whole = |_: &[&str]| source.whole();
        let hours = layer.hours.and_then(|hours| hours.check(&whole).ok());
        let mut publish = layer.publish;
        publish.complete(&settings.publish);
        let Layer {
            theme,
            tokens,
            accent,
            crest,
            language,
            contact,
            menu,
            actions,
            grc,
            services,
            ..
        } = layer;
        let site = Site {
            id: Arc::clone(id),
            dir,
            mounts,
            kind: file.kind,
            title: grammar::typographic(&title),
            name,
            article,
            url: url.trim_end_matches('/').to_owned(),
            domains: file.domains.unwrap_or_default(),
            language: language.unwrap_or_else(|| settings.language.clone()),
            time_zone: zone,
            timezone,
            group: group.map(|group| Arc::clone(&group.id)),
            parent,
            members: Vec::new(),
            insee: file.insee,
            siren: file.siren,
            population: file.population,
            position: file.position,
            theme: theme.unwrap_or_else(|| settings.theme.clone()),
            tokens,
            accent: accent.as_deref().and_then(colour),
            crest,
            contact,
            hours,
            menu: menu.unwrap_or_default(),
            actions: actions.unwrap_or_default(),
            grc,
            services,
            legal: layer.legal,
            accessibility: layer.accessibility,
            security: layer.security,
            demonstration,
            noindex: layer.noindex.unwrap_or(demonstration),
            pagination: layer.pagination.unwrap_or(settings.pagination),
            feeds: FeedSettings {
                formats: layer.feeds.formats.map_or_else(|| settings.feeds.formats.clone(), unique),
                items: layer.feeds.items.unwrap_or(settings.feeds.items),
            },
            archives: layer.archives.unwrap_or(settings.archives),
            search: layer.search.unwrap_or(settings.search),
            excluded_pages: excluded,
            publish: publish.settings(),
            source,
        };
        (Some(site), findings)
    }

    fn group_of(&self, file: &SiteFile, checker: &mut Checker<'_>) -> Option<&Group> {
        let name = file.group.as_deref()?;
        let group = self.groups.get(name);
        if self.broken_groups.contains(name) {
            checker.tell(Diagnostic::error("group-broken").arg("name", name), &["group"]);
        } else if group.is_none() {
            let known = self.groups.keys().map(|id| &**id);
            checker.tell(Diagnostic::unknown("group-unknown", name, known), &["group"]);
        }
        group
    }

    fn parent_of(
        &self,
        id: &SiteId,
        file: &SiteFile,
        group: Option<&Group>,
        checker: &mut Checker<'_>,
    ) -> Option<SiteId> {
        let of_group =
            group.and_then(|group| group.parent.as_deref()).filter(|parent| *parent != &**id);
        let name = file.parent.as_deref().or(of_group)?;
        match self.ids.binary_search_by(|known| (**known).cmp(name)) {
            Ok(index) => Some(Arc::clone(&self.ids[index])),
            Err(_) => {
                let known = self.ids.iter().map(|id| &**id);
                checker.tell(Diagnostic::unknown("parent-unknown", name, known), &["parent"]);
                None
            }
        }
    }
}

/// Takes out of `sites` those whose parents lead back to themselves.
fn refuse_cycles(
    sites: &mut BTreeMap<SiteId, Site>,
    broken: &mut BTreeMap<SiteId, Vec<Diagnostic>>,
) {
    let parents: FxHashMap<SiteId, SiteId> = sites
        .iter()
        .filter_map(|(id, site)| Some((Arc::clone(id), site.parent.clone()?)))
        .collect();
    let in_cycle = |start: &SiteId| {
        let mut steps = vec![Arc::clone(start)];
        let mut at = start;
        while let Some(next) = parents.get(at) {
            steps.push(Arc::clone(next));
            if next == start {
                return Some(steps.join(" → "));
            }
            if steps.len() > parents.len() {
                return None;
            }
            at = next;
        }
        None
    };
    let cycles: Vec<_> =
        parents.keys().filter_map(|id| Some((Arc::clone(id), in_cycle(id)?))).collect();
    for (id, chain) in cycles {
        if let Some(site) = sites.remove(&id) {
            let finding = Diagnostic::error("parent-cycle").arg("chain", chain).in_site(&id);
            broken.insert(id, vec![finding.at(site.locate(&["parent"]))]);
        }
    }
}

/// Takes out of `sites` those whose address another one has. The one that keeps it is the one
/// whose address it is by the workspace's pattern, else the first by name: who writes a
/// neighbour's address in a `site.yaml` does not stop the neighbour's site.
fn refuse_shared_urls(
    pattern: &str,
    sites: &mut BTreeMap<SiteId, Site>,
    broken: &mut BTreeMap<SiteId, Vec<Diagnostic>>,
) {
    let mut by_url: BTreeMap<String, Vec<SiteId>> = BTreeMap::new();
    for (id, site) in &*sites {
        by_url.entry(site.url.to_lowercase()).or_default().push(Arc::clone(id));
    }
    for (url, ids) in by_url.into_iter().filter(|(_, ids)| ids.len() > 1) {
        let by_right = ids.iter().position(|id| pattern.replace("{id}", id).to_lowercase() == url);
        let owner = Arc::clone(&ids[by_right.unwrap_or(0)]);
        let Some(owned_at) = sites.get(&owner).map(|site| site.locate(&["url"])) else { continue };
        for id in ids.into_iter().filter(|id| *id != owner) {
            if let Some(site) = sites.remove(&id) {
                let finding = Diagnostic::error("url-taken")
                    .arg("url", url.as_str())
                    .arg("other", &*owner)
                    .in_site(&id)
                    .at(site.locate(&["url"]))
                    .related(owned_at.clone());
                broken.insert(id, vec![finding]);
            }
        }
    }
}

fn fill_members(sites: &mut BTreeMap<SiteId, Site>) {
    let pairs: Vec<(SiteId, SiteId)> = sites
        .iter()
        .filter_map(|(id, site)| Some((site.parent.clone()?, Arc::clone(id))))
        .collect();
    for (parent, member) in pairs {
        if let Some(parent) = sites.get_mut(&parent) {
            parent.members.push(member);
        }
    }
}
