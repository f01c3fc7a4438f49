//! One build, from the listing of files to the report; and what is worth keeping between two
//! builds of one process: themes, images, what neighbours see.
//!
//! It never keeps a site's pages: memory is bounded by the sites being made at one time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

use super::manifest::{self, MEMORY, Manifest, State};
use super::output::{Changes, SiteOutput, remove_site};
use super::{BuildOptions, BuildReport, Outcome, Progress, SiteReport, fingerprint, isolated};
use crate::diagnostic::Diagnostic;
use crate::media::ImageStore;
use crate::site::{Exports, LoadedSite, Neighbours, Output, RenderInput, RenderReport, SiteInput};
use crate::theme::{Chain, Theme};
use crate::workspace::{self, Site, SiteId, SourceFile, Workspace, files};

/// The stack of a building thread: rooms bound the depth of what they walk, this is their room.
const STACK: usize = 16 * 1024 * 1024;

/// File systems do not tell apart two changes within this time of each other.
const RACY: Duration = Duration::from_millis(10);

/// Builds, and keeps what the next build of this process can use again.
#[derive(Debug)]
pub struct Engine {
    images: ImageStore,
    /// By the fingerprint of their chain.
    themes: Mutex<BTreeMap<[u8; 32], Arc<OnceLock<ThemeResult>>>>,
    /// With the fingerprint of the site that offers them.
    exports: Mutex<BTreeMap<SiteId, (String, Arc<Exports>)>>,
}

type ThemeResult = Result<Arc<Theme>, Vec<Diagnostic>>;

impl Engine {
    /// An engine that keeps derivatives of images in the folder `cache`.
    #[must_use]
    pub fn new(cache: &Path) -> Self {
        Self {
            images: ImageStore::new(cache),
            themes: Mutex::default(),
            exports: Mutex::default(),
        }
    }

    /// Builds the sites of `workspace` that `options` select.
    ///
    /// # Errors
    /// Only what keeps every site from being built: `build-locked`, `folder-not-writable`,
    /// `threads-refused`. A site that fails is in the report.
    pub fn build(
        &self,
        workspace: &Workspace,
        options: &BuildOptions,
        progress: &dyn Progress,
    ) -> Result<BuildReport, Diagnostic> {
        let jobs = options.jobs.unwrap_or(0);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .stack_size(STACK)
            .build()
            .map_err(|error| {
                Diagnostic::error("threads-refused")
                    .arg("jobs", jobs)
                    .arg("detail", error.to_string())
            })?;
        let memory = options.out.join(MEMORY);
        let _lock = if options.write { Some(lock(&memory)?) } else { None };
        let run = Run {
            engine: self,
            workspace,
            options,
            memory: &memory,
            shared: fingerprint::of_workspace(&workspace.settings),
            listings: workspace.sites.keys().map(|id| (id.clone(), OnceLock::new())).collect(),
        };
        Ok(pool.install(|| run.all(progress)))
    }

    fn theme(&self, chain: &Chain) -> ThemeResult {
        let cell = {
            let mut themes = self.themes.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(themes.entry(chain.fingerprint()).or_default())
        };
        // Outside the lock: two themes are read at the same time, one theme once.
        cell.get_or_init(|| Theme::load(chain).map(Arc::new)).clone()
    }
}

/// Only one build at a time writes to a folder. The lock goes with the process, however it ends.
fn lock(memory: &Path) -> Result<File, Diagnostic> {
    let folder = memory.parent().unwrap_or(memory).display().to_string();
    let refused = |detail: String| {
        Diagnostic::error("folder-not-writable").arg("folder", &*folder).arg("detail", detail)
    };
    fs::create_dir_all(memory).map_err(|error| refused(error.to_string()))?;
    let file = File::create(memory.join("lock")).map_err(|error| refused(error.to_string()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(Diagnostic::error("build-locked").arg("folder", &*folder))
        }
        Err(TryLockError::Error(error)) => Err(refused(error.to_string())),
    }
}

/// What is known of a site before anything of it is read.
struct Listing {
    files: Vec<SourceFile>,
    /// What listing the files found.
    findings: Vec<Diagnostic>,
    chain: Result<Chain, Vec<Diagnostic>>,
    fingerprint: String,
    /// No file changed so shortly before the listing that a second change would not show.
    settled: bool,
}

/// One build.
struct Run<'a> {
    engine: &'a Engine,
    workspace: &'a Workspace,
    options: &'a BuildOptions,
    memory: &'a Path,
    shared: blake3::Hash,
    listings: BTreeMap<SiteId, OnceLock<Listing>>,
}

impl Run<'_> {
    fn all(&self, progress: &dyn Progress) -> BuildReport {
        let workspace = self.workspace;
        let selected: Vec<&Arc<Site>> =
            workspace.sites.values().filter(|site| self.selects(&site.id)).collect();
        let states: Vec<Option<State>> =
            selected.par_iter().map(|site| self.unchanged(site)).collect();
        progress.start(states.iter().filter(|state| state.is_none()).count());

        let mut sites: Vec<SiteReport> = selected
            .par_iter()
            .zip(states)
            .map(|(site, state)| match state {
                Some(state) => unchanged_report(site, &state),
                None => {
                    let report = self.make(site);
                    progress.site_done(&site.id);
                    report
                }
            })
            .collect();

        let broken = workspace.broken.iter().filter(|(id, _)| self.selects(id));
        sites.extend(broken.map(|(id, findings)| failed(id, findings.clone())));
        if self.options.write && self.options.sites.is_empty() {
            sites.extend(self.remove_former_sites());
        }
        sites.sort_by(|a, b| a.site.cmp(&b.site));
        BuildReport { sites, diagnostics: workspace.findings.clone() }
    }

    fn selects(&self, id: &str) -> bool {
        let named = &self.options.sites;
        (named.is_empty() || named.iter().any(|site| site == id))
            && self.options.shard.is_none_or(|shard| shard.holds(id))
    }

    /// The state of a site whose output is what would be made now.
    fn unchanged(&self, site: &Site) -> Option<State> {
        if self.options.force || !self.options.write {
            return None;
        }
        let state = State::read(self.memory, &site.id)?;
        let same = state.holds_at(self.options.at)
            && self.listing(site)?.fingerprint == state.fingerprint
            && self.options.out.join(&*site.id).is_dir()
            && state.neighbours.iter().all(|(id, seen)| self.offers(id).as_deref() == Some(seen));
        same.then_some(state)
    }

    /// What a neighbour offers, as a hash; `None` where there is no such site.
    fn offers(&self, id: &str) -> Option<String> {
        let site = self.workspace.sites.get(id)?;
        // An unchanged site offers what it offered.
        let state = State::read(self.memory, id).filter(|state| {
            self.listing(site).is_some_and(|listing| listing.fingerprint == state.fingerprint)
        });
        match state {
            Some(state) => Some(state.exports),
            None => self.exports(id).map(|exports| exports.fingerprint()),
        }
    }

    fn listing(&self, site: &Site) -> Option<&Listing> {
        let cell = self.listings.get(&site.id)?;
        Some(cell.get_or_init(|| {
            let started = SystemTime::now();
            let root = &self.workspace.root;
            let (files, findings) = files::scan(root, &site.dir);
            let chain = Chain::read(root, &site.theme, &site.theme_overrides());
            let theme = chain.as_ref().map(Chain::fingerprint).unwrap_or_default();
            let horizon = started.checked_sub(RACY).and_then(|t| t.duration_since(UNIX_EPOCH).ok());
            let horizon = horizon.and_then(|d| i64::try_from(d.as_nanos()).ok()).unwrap_or(0);
            Listing {
                fingerprint: fingerprint::of_site(&self.shared, site, &theme, &files),
                settled: files.iter().all(|file| file.modified_ns < horizon),
                files,
                findings,
                chain,
            }
        }))
    }

    /// Makes a site and writes it; whatever happens becomes a report.
    fn make(&self, site: &Arc<Site>) -> SiteReport {
        match isolated(|| self.try_make(site)) {
            Ok(Ok(report)) => report,
            Ok(Err(findings)) => failed(&site.id, findings),
            Err(panic) => failed(&site.id, vec![panic]),
        }
    }

    fn try_make(&self, site: &Arc<Site>) -> Result<SiteReport, Vec<Diagnostic>> {
        let Some(listing) = self.listing(site) else { return Err(Vec::new()) };
        let mut findings = listing.findings.clone();
        let theme = listing.chain.clone().and_then(|chain| self.engine.theme(&chain));
        let theme = match theme {
            Ok(theme) => Some(theme),
            Err(found) => {
                findings.extend(found);
                None
            }
        };
        let (loaded, found) = self.load(site, listing);
        findings.extend(found);
        // All that can be told is told at once, but a page is only made of what is whole.
        let (Some(theme), Some(loaded)) = (theme, loaded) else { return Err(findings) };
        let neighbours = Seen { run: self, used: Mutex::default() };
        let memory = self.memory;
        let (previous, trusted) = match self.options.write {
            true => (Manifest::read(memory, &site.id), State::read(memory, &site.id).is_some()),
            false => (Manifest::default(), false),
        };
        let output = SiteOutput::new(self.options.out.join(&*site.id), previous, trusted);
        let input = RenderInput {
            at: self.options.at,
            theme: &theme,
            images: &self.engine.images,
            neighbours: &neighbours,
        };
        let rendered = match self.options.write {
            true => loaded.render(&input, &output),
            false => loaded.render(&input, &Nowhere),
        };
        findings.extend(rendered.diagnostics.iter().cloned());
        if findings.iter().any(Diagnostic::is_error) {
            return Err(findings);
        }
        let mut changes = Changes::default();
        if self.options.write {
            let state = self.state_of(listing, &loaded, &rendered, &neighbours, &findings);
            changes = self.write(site, output, state, listing.settled).map_err(|finding| {
                findings.push(finding);
                std::mem::take(&mut findings)
            })?;
        }
        Ok(SiteReport {
            site: site.id.clone(),
            outcome: Outcome::Built,
            pages: rendered.pages,
            changes,
            diagnostics: findings.into_iter().map(|finding| finding.in_site(&site.id)).collect(),
            recalled_warnings: 0,
        })
    }

    fn load(&self, site: &Arc<Site>, listing: &Listing) -> (Option<LoadedSite>, Vec<Diagnostic>) {
        let mut findings = Vec::new();
        let mut sources = Vec::new();
        for file in listing.files.iter().filter(|file| file.is_markdown()) {
            match workspace::read_source(file) {
                Ok(source) => sources.push((file.path.clone(), source)),
                Err(finding) => findings.push(finding),
            }
        }
        let input = SiteInput {
            workspace: self.workspace,
            site,
            sources,
            files: &listing.files,
        };
        let (loaded, found) = LoadedSite::load(input);
        findings.extend(found);
        (loaded, findings)
    }

    /// What a site offers its neighbours; `None` where there is no such site or it is too
    /// broken to offer anything.
    fn exports(&self, id: &str) -> Option<Arc<Exports>> {
        let (id, site) = self.workspace.sites.get_key_value(id)?;
        let listing = self.listing(site)?;
        let known = || self.engine.exports.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((fingerprint, exports)) = known().get(id) {
            if *fingerprint == listing.fingerprint {
                return Some(Arc::clone(exports));
            }
        }
        // What is wrong with a neighbour is told where it is built.
        let (loaded, _) = isolated(|| self.load(site, listing)).ok()?;
        let exports = Arc::new(loaded?.exports());
        known().insert(id.clone(), (listing.fingerprint.clone(), Arc::clone(&exports)));
        Some(exports)
    }

    fn state_of(
        &self,
        listing: &Listing,
        loaded: &LoadedSite,
        rendered: &RenderReport,
        neighbours: &Seen<'_, '_>,
        findings: &[Diagnostic],
    ) -> State {
        let mut state = State::new(listing.fingerprint.clone(), loaded.exports().fingerprint());
        state.valid_from = rendered.valid_from;
        state.valid_until = rendered.valid_until;
        state.pages = rendered.pages;
        state.warnings = findings.len();
        let used = neighbours.used.lock().unwrap_or_else(PoisonError::into_inner);
        for id in used.iter() {
            // A neighbour that did not answer: its coming must be noticed too.
            state.neighbours.insert(id.clone(), self.offers(id).unwrap_or_default());
        }
        state
    }

    fn write(
        &self,
        site: &Site,
        output: SiteOutput,
        mut state: State,
        settled: bool,
    ) -> Result<Changes, Diagnostic> {
        let refused = |file: String, detail: String| {
            Diagnostic::error("file-not-writable").arg("file", file).arg("detail", detail)
        };
        let (manifest, changes) = output
            .commit(self.memory, &site.id)
            .map_err(|error| refused(error.path.display().to_string(), error.error.to_string()))?;
        state.files = manifest.files.len();
        // A file changed just now may change again unnoticed: such a site is made once more.
        let remembered =
            if settled { state.write(self.memory, &site.id) } else { State::forget(self.memory, &site.id) };
        remembered.map_err(|error| refused(self.memory.display().to_string(), error.to_string()))?;
        Ok(changes)
    }

    /// Removes the output of sites that no longer exist.
    fn remove_former_sites(&self) -> Vec<SiteReport> {
        let sites = |id: &str| {
            self.workspace.sites.contains_key(id) || self.workspace.broken.contains_key(id)
        };
        let former = manifest::remembered(self.memory);
        let former = former.into_iter().filter(|id| !sites(id) && self.selects(id));
        former
            .map(|id| {
                let id: SiteId = Arc::from(id);
                let manifest = Manifest::read(self.memory, &id);
                let removed = remove_site(&self.options.out.join(&*id), &manifest)
                    .map_err(|error| (error.path.display().to_string(), error.error.to_string()))
                    .and_then(|()| {
                        manifest::forget_site(self.memory, &id)
                            .map_err(|error| (id.to_string(), error.to_string()))
                    });
                match removed {
                    Ok(()) => SiteReport {
                        outcome: Outcome::Removed,
                        changes: Changes { written: 0, removed: manifest.files.len() },
                        ..failed(&id, Vec::new())
                    },
                    Err((file, detail)) => {
                        let finding = Diagnostic::error("file-not-writable")
                            .arg("file", file)
                            .arg("detail", detail);
                        failed(&id, vec![finding])
                    }
                }
            })
            .collect()
    }
}

fn unchanged_report(site: &Site, state: &State) -> SiteReport {
    SiteReport {
        site: site.id.clone(),
        outcome: Outcome::Unchanged,
        pages: state.pages,
        changes: Changes::default(),
        diagnostics: Vec::new(),
        recalled_warnings: state.warnings,
    }
}

fn failed(id: &SiteId, findings: Vec<Diagnostic>) -> SiteReport {
    SiteReport {
        site: id.clone(),
        outcome: Outcome::Failed,
        pages: 0,
        changes: Changes::default(),
        diagnostics: findings.into_iter().map(|finding| finding.in_site(id)).collect(),
        recalled_warnings: 0,
    }
}

/// The neighbours of one site, and which of them it looked at.
struct Seen<'run, 'a> {
    run: &'run Run<'a>,
    used: Mutex<BTreeSet<SiteId>>,
}

impl Neighbours for Seen<'_, '_> {
    fn exports(&self, id: &str) -> Option<Arc<Exports>> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(Arc::from(id));
        self.run.exports(id)
    }
}

impl Output for SiteOutput {
    fn file(&self, path: &str, bytes: &[u8]) {
        SiteOutput::file(self, path.to_owned(), bytes.to_vec());
    }

    fn copy(&self, path: &str, from: &Path) {
        SiteOutput::copy(self, path.to_owned(), from.to_owned());
    }
}

/// Where the pages of a check go.
struct Nowhere;

impl Output for Nowhere {
    fn file(&self, _: &str, _: &[u8]) {}
    fn copy(&self, _: &str, _: &Path) {}
}
