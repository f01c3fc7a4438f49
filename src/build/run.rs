//! One build, from the listing of files to the report.
//!
//! Sites that others look at come last but one: first the sites without members, then those with
//! members, whose common feeds need what the members offer, then the portal. What a member needs
//! of its parent is computed ahead. Nothing computed here is kept beyond the build.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

use super::library::Library;
use super::lint::{self, LintReport, Linter, SheetShelf, SiteLint};
use super::manifest::{self, MEMORY, Manifest, State};
use super::output::{Changes, SiteOutput, remove_site};
use super::statement::{Recorded, Watched, theme_key};
use super::{BuildOptions, BuildReport, Engine, Lint, Outcome, Progress, SiteReport};
use super::{fingerprint, isolated};
use crate::accessibility::Told;
use crate::accessibility::audit::{Judged, Vetoes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::search::{Document, encode};
use crate::site::{
    Exports, LoadedSite, Output, RenderReport, SiteInput, Text, Use, check_cross_links, needs,
};
use crate::theme::{Chain, Language};
use crate::workspace::{
    AUDIT_FILE, GROUPS_FOLDER, SETTINGS_FILE, SITE_FILE, Site, SiteId, SourceFile, Workspace,
    read_source, site_files,
};

/// File systems do not tell apart two changes within this time of each other …
const RACY: Duration = Duration::from_millis(10);

/// … or within this one, where they keep whole seconds only.
const RACY_SECONDS: Duration = Duration::from_secs(2);

/// What is known of a site before anything of it is read.
pub(super) struct Listing {
    files: Vec<SourceFile>,
    /// What listing the files found.
    findings: Vec<Diagnostic>,
    /// The key of its theme's chain.
    pub(super) theme: Vec<String>,
    fingerprint: String,
    /// When the listing began.
    started: SystemTime,
    /// What the last build left, if it is what would be made now of the same neighbours, and no
    /// file may have changed again unnoticed.
    state: Option<State>,
    /// The same, whether or not a file may have.
    built: Option<State>,
}

impl Listing {
    /// True for a file that did not change so shortly before the listing that a second change of
    /// it would not show.
    fn settled(&self, file: &SourceFile) -> bool {
        let whole_seconds = file.modified_ns % 1_000_000_000 == 0;
        let little = if whole_seconds { RACY_SECONDS } else { RACY };
        file.modified_ns < before(self.started, little)
    }
}

/// One build.
pub(super) struct Run<'a> {
    pub(super) engine: &'a Engine,
    pub(super) workspace: &'a Workspace,
    pub(super) options: &'a BuildOptions,
    pub(super) memory: PathBuf,
    shared: blake3::Hash,
    /// The chains of themes, by theme and overrides.
    chains: Mutex<BTreeMap<Vec<String>, Arc<ReadChain>>>,
    listings: BTreeMap<SiteId, OnceLock<Listing>>,
    /// What sites offer, as far as anybody asked.
    exports: Mutex<BTreeMap<SiteId, Arc<Exports>>>,
    sheets: SheetShelf,
    /// What a person has to look at, with [`Lint::Everything`].
    reviews: Mutex<Vec<Told>>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        engine: &'a Engine,
        workspace: &'a Workspace,
        options: &'a BuildOptions,
    ) -> Self {
        Self {
            engine,
            workspace,
            options,
            memory: options.out.join(MEMORY),
            shared: fingerprint::of_workspace(&workspace.settings, options.drafts),
            chains: Mutex::default(),
            listings: workspace.sites.keys().map(|id| (id.clone(), OnceLock::new())).collect(),
            exports: Mutex::default(),
            sheets: SheetShelf::default(),
            reviews: Mutex::default(),
        }
    }

    pub(super) fn all(&self, progress: &dyn Progress) -> BuildReport {
        let mut waves: BTreeMap<Wave, Vec<&Arc<Site>>> = BTreeMap::new();
        for site in self.workspace.sites.values().filter(|site| self.selects(&site.id)) {
            waves.entry(self.wave(site)).or_default().push(site);
        }
        let mut sites = Vec::new();
        for wave in waves.into_values() {
            self.one_wave(&wave, progress, &mut sites);
        }
        let broken = self.workspace.broken.iter().filter(|(id, _)| self.selects(id));
        sites.extend(broken.map(|(id, findings)| failed(id, findings.clone())));
        if self.options.write && self.options.sites.is_empty() {
            sites.extend(self.remove_former_sites());
        }
        sites.sort_by(|a, b| a.site.cmp(&b.site));
        tell_once(&mut sites);
        let lint = (self.options.lint != Lint::Off).then(|| self.lint_report(&mut sites));
        BuildReport { sites, diagnostics: self.workspace_findings(), lint }
    }

    /// What the linter says of all sites.
    fn lint_report(&self, sites: &mut [SiteReport]) -> LintReport {
        let good: BTreeSet<SiteId> =
            sites.iter().filter(|site| site.lint.is_some()).map(|site| site.site.clone()).collect();
        let verdicts = sites.iter_mut().filter_map(|site| site.lint.clone()).collect();
        let zone = self.workspace.settings.time_zone.clone();
        let today = self.options.at.to_zoned(zone).date();
        let everything = good.len() == self.workspace.sites.len() + self.workspace.broken.len();
        let mut reviews = self.reviews.lock().unwrap_or_else(PoisonError::into_inner);
        let reviews = std::mem::take(&mut *reviews);
        LintReport::of(self.workspace, verdicts, reviews, today, &good, everything)
    }

    /// What is to be told of the settings, as far as it is about what is built.
    fn workspace_findings(&self) -> Vec<Diagnostic> {
        let everything = self.options.sites.is_empty() && self.options.shard.is_none();
        let findings = self.workspace.findings.iter();
        let concerned = findings.filter(|finding| match &finding.site {
            Some(site) => self.selects(site),
            None => everything,
        });
        concerned.cloned().collect()
    }

    fn selects(&self, id: &str) -> bool {
        let named = &self.options.sites;
        (named.is_empty() || named.iter().any(|site| site == id))
            && self.options.shard.is_none_or(|shard| shard.holds(id))
    }

    fn wave(&self, site: &Site) -> Wave {
        if self.workspace.settings.portal.as_ref() == Some(&site.id) {
            Wave::Portal
        } else if site.members.is_empty() {
            Wave::Leaf
        } else {
            Wave::Parent
        }
    }

    fn one_wave(
        &self,
        wave: &[&Arc<Site>],
        progress: &dyn Progress,
        reports: &mut Vec<SiteReport>,
    ) {
        // A site for which even this panics is made, and tells it.
        let unchanged = |site: &&Arc<Site>| isolated(|| self.unchanged(site)).unwrap_or(None);
        let states: Vec<Option<State>> = wave.par_iter().map(unchanged).collect();
        let (mut changed, mut chains) = (Vec::new(), BTreeSet::new());
        for (site, state) in wave.iter().zip(states) {
            match state {
                Some(state) => reports.push(unchanged_report(site, &state)),
                None => {
                    changed.push(*site);
                    let theme = self.listing(site).map(|listing| listing.theme.clone());
                    chains.extend(theme.map(|theme| (theme, Language::of(&site.language))));
                }
            }
        }
        // Compiled here, one after the other: see `Engine::theme`.
        for (theme, language) in chains {
            if let Ok(chain) = &*self.chain(&theme) {
                // What is wrong with it is told by each site that uses it.
                let _ = self.engine.theme(chain, language);
            }
        }
        progress.start(changed.len());
        let made = changed.par_iter().map(|site| {
            let report = self.make(site);
            progress.site_done(&site.id);
            report
        });
        reports.par_extend(made);
    }

    /// The state of a site whose output is what would be made now.
    fn unchanged(&self, site: &Site) -> Option<State> {
        if self.options.force || !self.options.write {
            return None;
        }
        let state = self.listing(site)?.state.as_ref()?;
        if self.options.lint != Lint::Off && state.lint.is_none() {
            return None;
        }
        if self.options.index && !state.indexed {
            return None;
        }
        self.stands(site, state).then(|| state.clone())
    }

    /// The sites whose output is not what would be made now, or never was finished.
    pub(super) fn outdated(&self) -> BTreeSet<SiteId> {
        let outdated = |site: &&Arc<Site>| {
            let built = || self.listing(site).and_then(|listing| listing.built.as_ref());
            // Of a site for which even this panics nothing is known.
            !isolated(|| built().is_some_and(|state| self.stands(site, state))).unwrap_or(false)
        };
        let sites: Vec<_> =
            self.workspace.sites.values().filter(|site| self.selects(&site.id)).collect();
        let outdated = sites.into_par_iter().filter(outdated);
        outdated.map(|site| site.id.clone()).collect::<Vec<_>>().into_iter().collect()
    }

    /// True when what the last build left is there and its neighbours offer what they did.
    fn stands(&self, site: &Site, state: &State) -> bool {
        let looked_at =
            |(id, used)| state.neighbours.iter().any(|n| n.site == id && n.used == used);
        self.options.out.join(&*site.id).is_dir()
            && needs(self.workspace, site).into_iter().all(looked_at)
            && state.neighbours.iter().all(|n| self.offer(&n.site, n.used) == n.offered)
    }

    /// What a neighbour offers for one use, as a hash; empty where it offers nothing.
    fn offer(&self, id: &str, used: Use) -> String {
        // An unchanged site offers what it offered, unless it was made again in this build.
        if !self.exports_known().contains_key(id)
            && let Some(site) = self.workspace.sites.get(id)
            && let Some(state) = self.listing(site).and_then(|listing| listing.state.as_ref())
        {
            return state.offers.get(&used).cloned().unwrap_or_default();
        }
        self.exports(id).map(|exports| offered(&exports, used)).unwrap_or_default()
    }

    pub(super) fn listing(&self, site: &Site) -> Option<&Listing> {
        let cell = self.listings.get(&site.id)?;
        Some(cell.get_or_init(|| {
            let started = SystemTime::now();
            let (files, findings) = site_files(&self.workspace.root, site);
            let theme = theme_key(self.workspace, site);
            let chain = self.chain(&theme);
            let of_theme = (*chain).as_ref().map(Chain::fingerprint).unwrap_or_default();
            let fingerprint = fingerprint::of_site(&self.shared, site, &of_theme, &files);
            let built = State::read(&self.memory, &site.id).filter(|state| {
                state.fingerprint == fingerprint && state.holds_at(self.options.at)
            });
            let state = built.clone().filter(|state| state.settled);
            Listing { started, files, findings, theme, fingerprint, state, built }
        }))
    }

    pub(super) fn chain(&self, theme: &[String]) -> Arc<ReadChain> {
        let mut chains = self.chains.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(chain) = chains.get(theme) {
            return Arc::clone(chain);
        }
        let chain = match theme {
            [name, overrides @ ..] => Chain::read(&self.workspace.root, name, overrides),
            [] => Ok(Chain::embedded()),
        };
        let chain = Arc::new(chain);
        chains.insert(theme.to_vec(), Arc::clone(&chain));
        chain
    }

    /// Makes a site and writes it; whatever happens becomes a report.
    fn make(&self, site: &Arc<Site>) -> SiteReport {
        let library = Library::new(&self.engine.shelves, self.engine.recall(&site.id));
        match isolated(|| self.try_make(site, &library)) {
            Ok(Ok(report)) => report,
            Ok(Err(findings)) => failed(&site.id, findings),
            Err(panic) => failed(&site.id, vec![panic]),
        }
    }

    fn try_make(
        &self,
        site: &Arc<Site>,
        library: &Library<'_>,
    ) -> Result<SiteReport, Vec<Diagnostic>> {
        let Some(listing) = self.listing(site) else { return Err(Vec::new()) };
        let chain = self.chain(&listing.theme);
        let chain = chain.as_ref().as_ref().map_err(Clone::clone)?;
        let theme = self.engine.theme(chain, Language::of(&site.language))?;
        let mut findings = listing.findings.clone();
        let today = self.options.at.to_zoned(site.time_zone.clone()).date();
        let overlaid = listing.theme.len() > 1;
        let recorded = Recorded::read(self.workspace, site, chain, overlaid, today);
        let recorded = recorded.map_err(|found| [findings.clone(), found].concat())?;
        findings.extend(recorded.findings.iter().cloned());
        let statement = recorded.judge(&Vetoes::default());
        let claims = statement.statement.results.is_some();
        let (mut loaded, found) = self.load(site, listing, &theme, library, statement);
        findings.extend(found);

        let neighbours = self.neighbours(site);
        let mut seen = Vec::new();
        if claims {
            let linter = Linter::new(&loaded, &Nowhere, &self.memory, &self.sheets, false);
            // What there is to tell is told of the pages that are kept.
            let _ = loaded.render(&neighbours, &linter);
            seen = linter.into_pages();
            loaded.restate(recorded.judge(&lint::vetoes(&seen)));
        }
        let write = self.options.write;
        let (previous, before) = if write {
            (Manifest::read(&self.memory, &site.id), State::read(&self.memory, &site.id))
        } else {
            (None, None)
        };
        let recall = self.engine.recall(&site.id);
        if let Some(recall) = &recall {
            recall.dress(chain.fingerprint(), Language::of(&site.language));
        }
        let folder = self.options.out.join(&*site.id);
        let output = SiteOutput::new(folder, previous, before.is_some());
        let output = output.recalling(recall.clone());
        let target: &dyn Output = if write { &output } else { &Nowhere };
        let everything = self.options.lint == Lint::Everything;
        let linter = (self.options.lint != Lint::Off)
            .then(|| Linter::new(&loaded, target, &self.memory, &self.sheets, everything))
            .map(|linter| linter.knowing(seen));
        let listening: &dyn Output = linter.as_ref().map_or(target, |linter| linter);
        let has_statement = !site.excluded_pages.iter().any(|page| page == "accessibilite");
        let rendered = if has_statement && Language::of(&site.language) == Language::French {
            let watched = Watched::new(listening);
            let rendered = loaded.render(&neighbours, &watched);
            findings.extend(watched.faults(chain, today));
            rendered
        } else {
            loaded.render(&neighbours, listening)
        };
        let lint = linter.map(|linter| linter.finish(&loaded));
        findings.extend(lint.iter().flat_map(|lint| lint.panics.iter().cloned()));
        findings.extend(rendered.diagnostics.iter().cloned());
        let targets = self.link_targets(&loaded);
        findings.extend(check_cross_links(loaded.cross_links(), &targets));
        findings.extend(library.warnings());
        if findings.iter().any(Diagnostic::is_error) {
            return Err(findings);
        }

        let exports = Arc::new(loaded.exports());
        let mut changes = Changes::default();
        if write {
            let index = self.index(&loaded, &output, before.as_ref());
            findings.extend(index.finding);
            let mut state = state_of(listing, &exports, &rendered);
            (state.searched, state.indexed) = (index.searched, index.current);
            let warning = |finding: &&Diagnostic| {
                finding.severity == Severity::Warning && !is_of_settings(finding)
            };
            state.warnings = findings.iter().filter(warning).count();
            state.neighbours = self.looked_at(&loaded);
            state.lint = lint.as_ref().map(|lint| lint.verdict.clone());
            if !listing.files.iter().all(|file| listing.settled(file)) {
                // A file changed just now may change again unnoticed: the site is made once
                // more, but what was written is known.
                state.settled = false;
            }
            let kept = exports.documents.as_ref().map(|_| loaded.documents());
            let written = self.write(site, output, &state, (&exports, kept), lint.as_ref());
            changes = written.map_err(|finding| {
                findings.push(finding);
                std::mem::take(&mut findings)
            })?;
        }
        self.exports_known().insert(site.id.clone(), exports);
        if let Some(recall) = &recall {
            recall.tidy(&listing.files, rendered.pages);
        }
        let mut pages_linted = Vec::new();
        let lint = lint.map(|lint| {
            if self.options.lint == Lint::Everything {
                let mut reviews = self.reviews.lock().unwrap_or_else(PoisonError::into_inner);
                reviews.extend(lint.reviews);
                pages_linted = lint.whole;
            }
            lint.verdict
        });
        Ok(SiteReport {
            site: site.id.clone(),
            outcome: Outcome::Built,
            pages: rendered.pages,
            changes,
            diagnostics: findings.into_iter().map(|finding| finding.in_site(&site.id)).collect(),
            recalled_warnings: 0,
            lint,
            pages_linted,
        })
    }

    pub(super) fn load<'s>(
        &'s self,
        site: &'s Arc<Site>,
        listing: &Listing,
        theme: &'s crate::theme::Theme,
        library: &'s Library<'_>,
        statement: Judged,
    ) -> (LoadedSite<'s>, Vec<Diagnostic>) {
        let (mut texts, mut files, mut findings) = (Vec::new(), Vec::new(), Vec::new());
        let recall = self.engine.recall(&site.id);
        for file in &listing.files {
            if file.is_markdown() {
                let read = match &recall {
                    Some(recall) => recall.source(file, listing.settled(file)),
                    None => read_source(file),
                };
                match read {
                    Ok(source) => texts.push(Text { path: Arc::clone(&file.path), source }),
                    Err(finding) => findings.push(finding),
                }
            } else if ![SITE_FILE, AUDIT_FILE].contains(&&*file.path)
                && !file.path.starts_with("theme/")
            {
                files.push(file.clone());
            }
        }
        let input = SiteInput {
            workspace: self.workspace,
            site,
            texts,
            files,
            theme,
            library,
            statement,
            at: self.options.at,
            drafts: self.options.drafts,
        };
        let (loaded, found) = LoadedSite::load(input);
        findings.extend(found);
        (loaded, findings)
    }

    /// What the neighbours offer that the pages of `site` need.
    fn neighbours(&self, site: &Site) -> BTreeMap<SiteId, Arc<Exports>> {
        let needed = needs(self.workspace, site).into_iter();
        needed.filter_map(|(id, _)| Some((id.clone(), self.exports(&id)?))).collect()
    }

    /// What the sites offer that a site has links to.
    fn link_targets(&self, loaded: &LoadedSite<'_>) -> BTreeMap<SiteId, Arc<Exports>> {
        let ids: BTreeSet<&SiteId> = loaded.cross_links().iter().map(|link| &link.to).collect();
        ids.into_iter().filter_map(|id| Some((id.clone(), self.exports(id)?))).collect()
    }

    /// What was seen of the neighbours, so that a change of it is noticed; a broken one offers
    /// nothing, until it is repaired.
    fn looked_at(&self, loaded: &LoadedSite<'_>) -> Vec<manifest::Neighbour> {
        let links = loaded.cross_links().iter().map(|link| (link.to.clone(), Use::Routes));
        let needed = needs(self.workspace, loaded.site()).into_iter();
        let uses: BTreeSet<_> = needed.chain(links).collect();
        let seen = uses.into_iter().map(|(site, used)| {
            let offered = self.offer(&site, used);
            manifest::Neighbour { site, used, offered }
        });
        seen.collect()
    }

    fn exports_known(&self) -> MutexGuard<'_, BTreeMap<SiteId, Arc<Exports>>> {
        self.exports.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a site offers its neighbours; `None` where there is no such site. A site with an error
    /// offers what its last good build did: that is what residents still find there.
    ///
    /// Two threads may compute the same: waiting for each other on a thread pool could be
    /// waiting for oneself.
    pub(super) fn exports(&self, id: &str) -> Option<Arc<Exports>> {
        if let Some(exports) = self.exports_known().get(id) {
            return Some(Arc::clone(exports));
        }
        let last_good = || manifest::exports(&self.memory, id);
        let exports = match self.workspace.sites.get(id) {
            Some(site) => {
                let listing = self.listing(site)?;
                let unchanged = listing.state.as_ref().and_then(|_| last_good());
                let current = || unchanged.or_else(|| self.compute_exports(site, listing));
                current().or_else(last_good)?
            }
            None if self.workspace.broken.contains_key(id) => last_good()?,
            None => return None,
        };
        Some(Arc::clone(self.exports_known().entry(SiteId::from(id)).or_insert(Arc::new(exports))))
    }

    /// What is wrong with a neighbour is told where it is built.
    fn compute_exports(&self, site: &Arc<Site>, listing: &Listing) -> Option<Exports> {
        let chain = self.chain(&listing.theme);
        let chain = chain.as_ref().as_ref().ok()?;
        let theme = self.engine.theme(chain, Language::of(&site.language)).ok()?;
        let library = Library::new(&self.engine.shelves, self.engine.recall(&site.id));
        let computed = isolated(|| {
            let (loaded, findings) = self.load(site, listing, &theme, &library, Judged::default());
            (!findings.iter().any(Diagnostic::is_error)).then(|| loaded.exports())
        });
        computed.ok().flatten()
    }

    fn write(
        &self,
        site: &Site,
        output: SiteOutput,
        state: &State,
        (exports, documents): (&Exports, Option<&[Document]>),
        lint: Option<&SiteLint>,
    ) -> Result<Changes, Diagnostic> {
        let changes = output
            .commit(&self.memory, &site.id)
            .map_err(|error| not_writable(&error.path, &error.error))?;
        manifest::write_exports(exports, &self.memory, &site.id)
            .and_then(|()| lint.map_or(Ok(()), |lint| lint.write(&self.memory, &site.id)))
            .and_then(|()| match documents {
                Some(own) => manifest::write_documents(&encode(own), &self.memory, &site.id),
                None => Ok(()),
            })
            .and_then(|()| state.write(&self.memory, &site.id))
            .map_err(|error| not_writable(&self.memory, &error))?;
        Ok(changes)
    }

    /// Removes the output of sites that no longer exist.
    fn remove_former_sites(&self) -> Vec<SiteReport> {
        let sites = |id: &str| {
            self.workspace.sites.contains_key(id) || self.workspace.broken.contains_key(id)
        };
        let former = manifest::remembered(&self.memory);
        let former = former.into_iter().filter(|id| !sites(id) && self.selects(id));
        former.map(|id| self.remove_former_site(&SiteId::from(id))).collect()
    }

    fn remove_former_site(&self, id: &SiteId) -> SiteReport {
        let manifest = Manifest::read(&self.memory, id).unwrap_or_default();
        let memory = |error| not_writable(&self.memory, &error);
        let removed = State::forget(&self.memory, id)
            .map_err(memory)
            .and_then(|()| {
                remove_site(&self.options.out.join(&**id), &manifest)
                    .map_err(|error| not_writable(&error.path, &error.error))
            })
            .and_then(|()| manifest::forget_site(&self.memory, id).map_err(memory));
        match removed {
            Ok(()) => SiteReport {
                outcome: Outcome::Removed,
                changes: Changes { written: 0, removed: manifest.files.len() },
                ..failed(id, Vec::new())
            },
            Err(finding) => failed(id, vec![finding]),
        }
    }
}

/// Whether a finding is about settings that sites share.
fn is_of_settings(finding: &Diagnostic) -> bool {
    finding
        .location
        .as_ref()
        .is_some_and(|place| *place.file == *SETTINGS_FILE || place.file.starts_with(GROUPS_FOLDER))
}

/// Leaves what many sites say of the settings they share to the first of them: one change puts it
/// right. An error stays with each site, which fails by it.
fn tell_once(sites: &mut [SiteReport]) {
    let mut told: Vec<Diagnostic> = Vec::new();
    for site in sites {
        site.diagnostics.retain_mut(|finding| {
            if finding.is_error() || !is_of_settings(finding) {
                return true;
            }
            finding.site = None;
            let is_new = !told.contains(finding);
            if is_new {
                told.push(finding.clone());
            }
            is_new
        });
    }
}

/// A chain of themes as it was read, or what is wrong with it.
type ReadChain = Result<Chain, Vec<Diagnostic>>;

/// In what order sites are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Wave {
    Leaf,
    Parent,
    Portal,
}

/// An instant a little earlier, in nanoseconds since 1970.
fn before(instant: SystemTime, little: Duration) -> i64 {
    let earlier = instant.checked_sub(little).and_then(|t| t.duration_since(UNIX_EPOCH).ok());
    earlier.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0)
}

fn state_of(listing: &Listing, exports: &Exports, rendered: &RenderReport) -> State {
    let mut state = State::new(listing.fingerprint.clone());
    state.offers = Use::ALL.iter().map(|used| (*used, offered(exports, *used))).collect();
    state.valid_from = rendered.valid_from;
    state.valid_until = rendered.valid_until;
    state.pages = rendered.pages;
    state
}

fn offered(exports: &Exports, used: Use) -> String {
    blake3::Hash::from_bytes(exports.fingerprint(used)).to_hex().to_string()
}

fn not_writable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error("file-not-writable")
        .arg("file", path.display().to_string())
        .arg("detail", error)
}

fn unchanged_report(site: &Site, state: &State) -> SiteReport {
    SiteReport {
        site: site.id.clone(),
        outcome: Outcome::Unchanged,
        pages: state.pages,
        changes: Changes::default(),
        diagnostics: Vec::new(),
        recalled_warnings: state.warnings,
        lint: state.lint.clone(),
        pages_linted: Vec::new(),
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
        lint: None,
        pages_linted: Vec::new(),
    }
}

/// Where the pages of a check go.
struct Nowhere;

impl Output for Nowhere {
    fn file(&self, _: String, _: Vec<u8>) {}
    fn copy(&self, _: &str, _: &Path) {}
}
