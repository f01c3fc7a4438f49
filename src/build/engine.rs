//! What is worth keeping between two builds of one process: compiled themes, what is known of
//! images and documents and, for the preview, of the texts and pages of a site. It never keeps a
//! page's bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::library::Shelves;
use super::manifest::{self, MEMORY};
use super::recall::Recall;
use super::run::Run;
use super::{BuildOptions, BuildReport, Progress, isolated};
use crate::diagnostic::{Argument, Diagnostic};
use crate::theme::{Chain, Language, Theme};
use crate::workspace::{SiteId, Workspace};

/// The stack of a building thread: rooms bound the depth of what they walk, this is their room.
const STACK: usize = 16 * 1024 * 1024;

/// How many themes are kept.
const MAX_THEMES: usize = 64;

/// Builds, and keeps what the next build of this process can use again.
#[derive(Debug)]
pub struct Engine {
    pub(super) shelves: Shelves,
    /// By the fingerprint of their chain, and language.
    themes: Mutex<BTreeMap<([u8; 32], Language), ThemeResult>>,
    /// What is kept of each site, where sites are built again and again.
    recalls: Option<Mutex<BTreeMap<SiteId, Arc<Recall>>>>,
}

/// A compiled theme, or all that is wrong with it.
pub(super) type ThemeResult = Result<Arc<Theme>, Vec<Diagnostic>>;

impl Engine {
    /// An engine that keeps derivatives of images in the folder `cache`.
    #[must_use]
    pub fn new(cache: &Path) -> Self {
        Self { shelves: Shelves::new(cache), themes: Mutex::default(), recalls: None }
    }

    /// The same, for a process that builds a site each time a file of it is saved: it keeps what
    /// was read of the site, and does not render pages again that are made of the same values.
    #[must_use]
    pub fn lasting(cache: &Path) -> Self {
        Self { recalls: Some(Mutex::default()), ..Self::new(cache) }
    }

    /// What is kept of a site.
    pub(super) fn recall(&self, id: &SiteId) -> Option<Arc<Recall>> {
        let mut recalls = self.recalls.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(recalls.entry(Arc::clone(id)).or_default()))
    }

    /// Builds the sites of `workspace` that `options` select.
    ///
    /// # Errors
    /// Only what keeps every site from being built: `out-forbidden`, `build-locked`,
    /// `folder-not-writable`, `threads-refused`. A site that fails is in the report.
    pub fn build(
        &self,
        workspace: &Workspace,
        options: &BuildOptions,
        progress: &dyn Progress,
    ) -> Result<BuildReport, Diagnostic> {
        let pool = pool(options)?;
        let _lock = if options.write {
            refuse_sources(workspace, &options.out)?;
            Some(lock(&options.out)?)
        } else {
            None
        };
        let recalled = with_recalled(workspace, &options.out);
        let workspace = recalled.as_ref().unwrap_or(workspace);
        let report = pool.install(|| Run::new(self, workspace, options).all(progress));
        // Every site was made again: what none of them asked for is used by none.
        let every_site = options.force && options.sites.is_empty() && options.shard.is_none();
        if every_site && options.write && report.succeeded() {
            self.shelves.tidy();
        }
        Ok(report)
    }

    /// The sites that `options` select whose output in `options.out` is not what a build would make
    /// now, or was never finished. Nothing is written.
    ///
    /// # Errors
    /// `threads-refused`.
    pub fn outdated(
        &self,
        workspace: &Workspace,
        options: &BuildOptions,
    ) -> Result<BTreeSet<SiteId>, Diagnostic> {
        let pool = pool(options)?;
        let recalled = with_recalled(workspace, &options.out);
        let workspace = recalled.as_ref().unwrap_or(workspace);
        Ok(pool.install(|| Run::new(self, workspace, options).outdated()))
    }

    /// The theme of a chain. Compiling uses the thread pool, so nothing is locked meanwhile; call
    /// this before sites are made in parallel, or one theme is compiled several times.
    pub(super) fn theme(&self, chain: &Chain, language: Language) -> ThemeResult {
        let key = (chain.fingerprint(), language);
        let themes = || self.themes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(theme) = themes().get(&key) {
            return theme.clone();
        }
        let theme = isolated(|| Theme::load(chain, language))
            .unwrap_or_else(|panic| Err(vec![panic]))
            .map(Arc::new);
        let mut themes = themes();
        if themes.len() >= MAX_THEMES {
            // While a theme is being written, each save makes another one.
            themes.clear();
        }
        themes.entry(key).or_insert(theme).clone()
    }
}

/// The workspace with what its broken sites are still known by, if it has any: their last good
/// output is still there, so their neighbours go on naming them.
fn with_recalled(workspace: &Workspace, out: &Path) -> Option<Workspace> {
    let memory = out.join(MEMORY);
    let recalled = workspace
        .broken
        .keys()
        .filter_map(|id| Some((id, manifest::exports(&memory, id)?.standing())));
    let recalled: Vec<_> = recalled.collect();
    (!recalled.is_empty()).then(|| {
        let mut workspace = workspace.clone();
        recalled.into_iter().for_each(|(id, standing)| workspace.recall(id, standing));
        workspace
    })
}

/// The threads of a build.
fn pool(options: &BuildOptions) -> Result<rayon::ThreadPool, Diagnostic> {
    let jobs = options.jobs.unwrap_or(0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK).build();
    pool.map_err(|error| {
        Diagnostic::error("threads-refused")
            .arg("jobs", jobs)
            .arg("detail", Argument::cause(&error))
    })
}

/// The output never lies where sources are: what no build made there would be taken away.
fn refuse_sources(workspace: &Workspace, out: &Path) -> Result<(), Diagnostic> {
    let plain = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (root, out) = (plain(&workspace.root), plain(out));
    let within = ["sites", "groups", "themes"].iter().any(|own| out.starts_with(root.join(own)));
    if within || root.starts_with(&out) {
        return Err(Diagnostic::error("out-forbidden").arg("folder", out.display().to_string()));
    }
    Ok(())
}

/// Keeps builds from writing to `out` while its files are read; several may read at once. The
/// lock goes with what is returned. An output on a read-only file system needs none.
///
/// # Errors
/// `build-locked` while a build is writing.
pub fn reading(out: &Path) -> Result<Option<File>, Diagnostic> {
    let Ok(file) = File::create(out.join(MEMORY).join("lock")) else { return Ok(None) };
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => {
            let folder = out.display().to_string();
            Err(Diagnostic::error("build-locked").arg("folder", folder))
        }
        // Where locks are not to be had, nobody can hold one.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(file)),
    }
}

/// Only one build at a time writes to a folder. The lock goes with the process, however it ends.
fn lock(out: &Path) -> Result<File, Diagnostic> {
    let folder = out.display().to_string();
    let refused = |error: &std::io::Error| {
        Diagnostic::error("folder-not-writable").arg("folder", &*folder).arg("detail", error)
    };
    let memory = out.join(MEMORY);
    fs::create_dir_all(&memory).map_err(|error| refused(&error))?;
    let file = File::create(memory.join("lock")).map_err(|error| refused(&error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(Diagnostic::error("build-locked").arg("folder", &*folder))
        }
        Err(TryLockError::Error(error)) => Err(refused(&error)),
    }
}
