//! From a loaded site and its neighbours' exports to all files of the site.

use super::anchors;
use super::chrome::{self, Chrome, SettingsLinks, Unchecked};
use super::exports::{Exports, SharedEntry, shared_entries};
use super::forms::form_view;
use super::generated::Generated;
use super::given::Shared;
use super::jobs::{self, Job, Scope};
use super::links::{Pending, likely, place};
use super::lists::{self, Facet};
use super::load::PARALLEL;
use super::media;
use super::metadata;
use super::origin::PageOrigin;
use super::pages::{Frame, Ways};
use super::plain;
use super::search;
use super::statement;
use super::syndication::{Channels, Items, Several};
use super::urls;
use super::{LoadedSite, Output};
use crate::diagnostic::{Diagnostic, Location};
use crate::feeds;
use crate::grc;
use crate::media::document::Document;
use crate::theme::{self, Asset};
use crate::workspace::{SiteId, SourceFile};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::Value;

/// What rendering a site told.
#[derive(Debug, Default)]
pub struct RenderReport {
    /// What there is to say; with an error, what was output must not be published.
    pub diagnostics: Vec<Diagnostic>,
    /// How many HTML pages there are, redirects not counted.
    pub pages: usize,
    /// Since when the output has been what it is: the last instant at or before the one asked for
    /// at which something appeared or left by itself.
    pub valid_from: Option<Timestamp>,
    /// Until when the output stays right: the first instant after the one asked for at which
    /// something will appear or leave by itself.
    pub valid_until: Option<Timestamp>,
}

impl RenderReport {
    fn see(&mut self, around: (Option<Timestamp>, Option<Timestamp>)) {
        self.valid_from = self.valid_from.max(around.0);
        self.valid_until = match (self.valid_until, around.1) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
}

impl LoadedSite<'_> {
    /// Renders all files of the site into `output`. Of the neighbours only those that
    /// [`needs`](super::needs) names are used; one that is missing shares nothing.
    #[must_use]
    pub fn render(
        &self,
        neighbours: &BTreeMap<SiteId, Arc<Exports>>,
        output: &dyn Output,
    ) -> RenderReport {
        let mut report = RenderReport::default();
        let core = &self.core;
        for entry in &core.entries {
            report.see(entry.changes_around(core.at));
        }
        self.see_hours(&mut report);
        report.diagnostics.extend(core.statement.findings.iter().cloned());
        report.diagnostics.extend(statement::findings(core));
        for day in statement::changes(core) {
            self.see_day(Some(day), &mut report);
        }
        let parent = core.site.parent.as_ref().and_then(|parent| neighbours.get(parent));
        let (shared, changes) =
            parent.map(|parent| shared_entries(core, parent, &self.images)).unwrap_or_default();
        for around in changes {
            report.see(around);
        }
        if let Err(finding) = self.render_all(neighbours, &shared, output, &mut report) {
            report.diagnostics.push(finding);
        }
        for diagnostic in &mut report.diagnostics {
            diagnostic.site = Some(Arc::clone(&core.site.id));
        }
        report
    }

    /// The style sheet of its pages; `None` when its look cannot be made, which rendering tells.
    #[must_use]
    pub fn stylesheet(&self) -> Option<Asset> {
        let core = &self.core;
        let look = core.theme.look(core.site.accent.as_deref(), &core.site.tokens).ok()?;
        Some(look.stylesheet.clone())
    }

    /// What the file for download at a path of the output is; `None` for one that the site does not
    /// have, or that cannot be read.
    #[must_use]
    pub fn document(&self, path: &str) -> Option<Arc<Document>> {
        let file = self.core.files.get(path)?;
        self.core.library.document(file).ok()
    }

    /// A mark that changes whenever a PDF of the site may have: pages that lead to it may then be
    /// judged otherwise, though they look the same.
    #[must_use]
    pub fn documents_mark(&self) -> [u8; 32] {
        let is_pdf = |file: &&SourceFile| file.path.to_ascii_lowercase().ends_with(".pdf");
        let mut files: Vec<&SourceFile> = self.core.files.values().filter(is_pdf).collect();
        files.sort_by(|one, two| one.path.cmp(&two.path));
        let mut hasher = blake3::Hasher::new();
        for file in files {
            hasher.update(file.path.as_bytes());
            hasher.update(&file.size.to_le_bytes());
            hasher.update(&file.modified_ns.to_le_bytes());
        }
        *hasher.finalize().as_bytes()
    }

    /// Where the page at a path of the output comes from, as far as its address tells.
    #[must_use]
    pub fn origin(&self, path: &str) -> PageOrigin<'_> {
        PageOrigin::of_path(&self.core, &self.leaves, path)
    }

    fn render_all(
        &self,
        neighbours: &BTreeMap<SiteId, Arc<Exports>>,
        shared: &[SharedEntry],
        output: &dyn Output,
        report: &mut RenderReport,
    ) -> Result<(), Diagnostic> {
        let core = &self.core;
        let look = match core.theme.look(core.site.accent.as_deref(), &core.site.tokens) {
            Ok(look) => look,
            Err(findings) => {
                report.diagnostics.extend(findings.into_iter().map(|finding| {
                    if finding.location.is_some() {
                        return finding;
                    }
                    let place = core.site.locate(&["tokens", theme::token_of(&finding)]);
                    finding.at(place)
                }));
                return Ok(());
            }
        };
        let theme = look.value();
        let lists = lists::plan(core, &self.leaves, shared);
        let channels = Channels::plan(core, &lists, self.several(neighbours));
        let mut links = SettingsLinks::new(core);
        let site = Value::from_serializable(&chrome::site_view(
            core,
            &lists,
            &channels,
            &mut links,
            &self.images,
        ));
        let nav = links.navigation(&lists);
        let SettingsLinks { unchecked, diagnostics, .. } = links;
        report.diagnostics.extend(diagnostics);
        let digested = output.remembers();
        let chrome = Chrome::render(core, &lists, &nav, (&site, &theme), digested)?;
        let jobs = jobs::plan(core, &lists);
        self.check_pages(&jobs, &channels, &unchecked, report);

        let mut forms = Vec::new();
        if Generated::Saisine.is_wanted(core.site) {
            for form in grc::forms(&core.workspace.settings, core.site) {
                match form {
                    Ok(form) => forms.push(form_view(&form, core.words)),
                    Err(finding) => {
                        report.diagnostics.push(finding.at(core.site.locate(&["grc"])));
                    }
                }
            }
        }
        let page_feeds = channels.views_by_page();
        let frame = Frame {
            core,
            leaves: &self.leaves,
            lists: &lists,
            chrome,
            forms,
            feeds: channels.views(),
            page_feeds: page_feeds
                .into_iter()
                .map(|(page, views)| (page.to_owned(), Value::from_serializable(&views)))
                .collect(),
            ways: Ways::new(core, &lists),
            facets: lists
                .sections
                .iter()
                .map(|section| {
                    let views = (Facet::views(&section.categories), Facet::views(&section.years));
                    (section.url.as_str(), views)
                })
                .collect(),
            search: self.is_searched().then(|| search::view(core, neighbours)),
            publisher: metadata::publisher(core.site),
            publisher_id: metadata::publisher_reference(core.site),
            theme: Shared::new(theme.clone(), digested),
            site: Shared::new(site, digested),
        };
        report.pages = jobs.len();
        report.diagnostics.extend(anchors::check(&frame, &jobs, &self.pending, &unchecked));
        report.diagnostics.extend(render_jobs(&frame, &jobs, output));

        let items = shared.iter().map(|shared| Arc::clone(&shared.item)).collect();
        channels.write(core, &Items::new(&lists, &self.leaves, items), output);
        self.write_plain(&jobs, (&frame.site.value, &theme), output, report)?;
        self.write_files(&channels, &look.stylesheet, output, report);
        Ok(())
    }

    /// Items of the members' and of all sites, where this site carries them.
    fn several(&self, neighbours: &BTreeMap<SiteId, Arc<Exports>>) -> Several {
        let core = &self.core;
        let count = core.site.feeds.items;
        let own = || super::syndication::latest(core, &self.leaves);
        let gather = |ids: &mut dyn Iterator<Item = &SiteId>| {
            let exports = ids.filter_map(|id| neighbours.get(id));
            let items = exports.flat_map(|exports| exports.items.iter().cloned());
            feeds::newest(items.chain(own()), count)
        };
        let mut several = Several::default();
        if !core.site.members.is_empty() {
            several.group = gather(&mut core.site.members.iter());
        }
        if core.workspace.settings.portal.as_ref() == Some(&core.site.id) {
            let others = neighbours.keys().filter(|id| **id != core.site.id);
            several.workspace = gather(&mut { others });
        }
        several
    }

    /// Exceptions of opening hours leave the pages on the day after; today's hours are those of
    /// one day.
    fn see_hours(&self, report: &mut RenderReport) {
        let core = &self.core;
        if core.site.hours.is_some() {
            let today = core.at.to_zoned(core.site.time_zone.clone());
            let midnight = |day: jiff::Zoned| Some(day.start_of_day().ok()?.timestamp());
            let since = midnight(today.clone());
            let until = today.tomorrow().ok().and_then(midnight);
            report.see((since, until));
        }
        let hours =
            core.site.hours.iter().chain(core.entries.iter().filter_map(
                |entry| match &entry.data {
                    crate::content::EntryData::Directory(directory) => directory.hours.as_ref(),
                    _ => None,
                },
            ));
        for exception in hours.flat_map(|hours| &hours.exceptions) {
            self.see_day(exception.to.tomorrow().ok(), report);
        }
    }

    /// The pages change at the beginning of that day.
    fn see_day(&self, day: Option<Date>, report: &mut RenderReport) {
        let core = &self.core;
        let start = day.and_then(|day| day.to_zoned(core.site.time_zone.clone()).ok());
        let Some(start) = start.map(|start| start.timestamp()) else { return };
        report.see(if start <= core.at { (Some(start), None) } else { (None, Some(start)) });
    }

    /// Checks the links that waited for the list of all pages.
    fn check_pages(
        &self,
        jobs: &[Job<'_>],
        channels: &Channels,
        unchecked: &[Unchecked],
        report: &mut RenderReport,
    ) {
        let core = &self.core;
        if self.pending.is_empty() && unchecked.is_empty() && core.aliases.is_empty() {
            return;
        }
        let mut known: FxHashSet<String> =
            jobs.iter().map(|job| urls::key(&job.url(core)).into_owned()).collect();
        known.extend(channels.views().into_iter().map(|feed| feed.url));
        let calendars =
            core.entries.iter().filter(|entry| entry.kind == crate::content::Kind::Event);
        known.extend(calendars.map(|entry| super::syndication::calendar_url(&entry.url)));
        known.extend(["/sitemap.xml", "/robots.txt"].map(str::to_owned));
        for (index, entry) in core.entries.iter().enumerate() {
            for alias in entry.aliases.iter().map(|alias| urls::page(alias)) {
                let key = urls::key(&alias);
                if known.contains(&*key) && core.aliases.get(&*key) == Some(&index) {
                    let place = core.locate(index, &["aliases"]);
                    let finding = Diagnostic::error("alias-generated").arg("alias", &*alias);
                    report.diagnostics.push(finding.at(place));
                }
            }
        }
        let mut tell = |url: &str, written: &str, place: &dyn Fn() -> Location| {
            if known.contains(&*urls::key(url)) {
                return;
            }
            let near = if written.starts_with("www.") {
                format!("https://{written}")
            } else if known.len() > 2_000 {
                String::new()
            } else {
                // Of the same kind: a page, a file, an image.
                let kind = |url: &str| (url.ends_with('/'), media::is_image(url));
                let files = core.files.keys().map(|path| format!("/{path}"));
                let mut same: Vec<String> = known.iter().cloned().chain(files).collect();
                same.retain(|candidate| kind(candidate) == kind(url));
                likely(url, same.iter().map(String::as_str)).unwrap_or_default().to_owned()
            };
            report.diagnostics.push(
                Diagnostic::error("link-target-missing")
                    .arg("target", written)
                    .arg("suggestion", near)
                    .at(place()),
            );
        };
        for (from, link) in &self.pending {
            let link: &Pending = link;
            tell(&link.url, &link.written, &|| place(&core.entries[*from].source, link));
        }
        for link in unchecked {
            tell(&link.url, &link.written, &|| link.place.clone());
        }
    }

    fn write_plain(
        &self,
        jobs: &[Job<'_>],
        (site, theme): (&Value, &Value),
        output: &dyn Output,
        report: &mut RenderReport,
    ) -> Result<(), Diagnostic> {
        let core = &self.core;
        let modified = |job: &Job<'_>| -> Option<Zoned> {
            let Job::Leaf { entry, .. } = job else { return None };
            let entry = &core.entries[*entry];
            let moment = entry.updated.as_ref().or(entry.date.as_ref())?;
            Some(moment.zoned.clone())
        };
        let indexed = |job: &&Job<'_>| match job {
            Job::Generated(page) => !page.is_unlisted(),
            Job::List(list) => list.number == 1 || list.scope == Scope::Section,
            _ => true,
        };
        let pages = jobs.iter().filter(indexed).map(|job| (job.url(core), modified(job))).collect();
        let sitemap = plain::sitemap(core, pages);
        if let Some(text) = plain::robots(core, !sitemap.is_empty()) {
            output.file("robots.txt".to_owned(), text.into_bytes());
        }
        for file in sitemap {
            output.file(file.name, file.xml.into_bytes());
        }
        if let Some((text, moves)) = plain::security(core) {
            output.file(".well-known/security.txt".to_owned(), text.into_bytes());
            report.see(moves);
        }
        // A former address may be that of another file, which was told.
        if report.diagnostics.iter().any(Diagnostic::is_error) {
            return Ok(());
        }
        let redirects = plain::redirects(core, site, theme)?;
        for (path, html) in redirects.pages {
            output.file(path, html.into_bytes());
        }
        if let Some(rules) = redirects.rules {
            output.file("_redirects".to_owned(), rules.into_bytes());
        }
        Ok(())
    }

    /// Hands over documents, images and the theme's files.
    fn write_files(
        &self,
        channels: &Channels,
        stylesheet: &Asset,
        output: &dyn Output,
        report: &mut RenderReport,
    ) {
        let core = &self.core;
        let mut taken: FxHashSet<String> =
            channels.views().into_iter().map(|feed| feed.url).collect();
        taken.extend(["/robots.txt", "/_redirects"].map(str::to_owned));
        let mut files: Vec<_> = core.files.values().collect();
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        for file in files {
            if media::is_image(&file.path) || media::is_active(&file.path) {
                continue;
            }
            if taken.contains(&*urls::key(&format!("/{}", file.path))) {
                let place = Location::file(Arc::clone(&file.name));
                report.diagnostics.push(Diagnostic::error("file-path-taken").at(place));
                continue;
            }
            output.copy(&file.path, &file.absolute);
        }
        for (path, from) in self.images.files() {
            output.copy(&path, &from);
        }
        for asset in core.theme.assets().chain(std::iter::once(stylesheet)) {
            output.file(asset.url.trim_start_matches('/').to_owned(), asset.bytes.to_vec());
        }
    }
}

/// Renders the jobs, over several threads when there are many; findings come in the jobs' order.
fn render_jobs(frame: &Frame<'_>, jobs: &[Job<'_>], output: &dyn Output) -> Vec<Diagnostic> {
    // A page is as long as the one before it, more or less: it is written into a buffer of its
    // own that seldom has to grow, and that the output keeps.
    let render = |length: &mut usize, job: &Job<'_>| -> Option<Diagnostic> {
        let page = frame.given(job, output.remembers());
        let path = urls::output_path(&job.url(frame.core));
        let made = page.1.made(page.0);
        if made.is_some_and(|made| output.still_holds(&path, &made)) {
            return None;
        }
        let mut html = Vec::with_capacity(*length + *length / 4);
        match frame.render(&page, &mut html) {
            Ok(()) => {
                *length = html.len();
                output.page(path, html.into(), made, &PageOrigin::of(frame, job));
                None
            }
            Err(finding) => Some(finding),
        }
    };
    let first = || 8 * 1024;
    let mut findings: Vec<Diagnostic> = if jobs.len() < PARALLEL {
        let mut length = first();
        jobs.iter().filter_map(|job| render(&mut length, job)).collect()
    } else {
        jobs.par_iter().with_min_len(8).map_init(first, render).flatten_iter().collect()
    };
    // A template that is wrong is wrong on every page: once is enough.
    let mut seen = FxHashSet::default();
    findings.retain(|finding| seen.insert((finding.code, finding.location.clone())));
    findings
}
