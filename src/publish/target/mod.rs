//! Where sites are published: what every kind of target can do.
//!
//! A target serves all sites whose settings name it. Whatever happens to a publication, what
//! residents are served is wholly one release or wholly another; how, is each target's own affair.
//! A target never decides whether a site may be published.

mod disk;
mod folder;
mod s3;
mod ssh;
mod store;

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;

use super::built::Built;
use super::journal::Entry;
use super::preview::Preview;
use super::release::{Release, ReleaseId};
use crate::diagnostic::Diagnostic;
use crate::workspace::{PublishSettings, S3Settings, Site, SiteId, TargetKind, Workspace, yaml};

/// A release on its way to a target.
#[derive(Debug)]
pub struct Publication<'a> {
    /// The site.
    pub site: &'a Site,
    /// What is published.
    pub release: &'a Release,
    /// Its id.
    pub id: ReleaseId,
    /// Where its files are.
    pub built: &'a Built,
    /// How many releases stay on the target, the one served included.
    pub keep: usize,
    /// Whether more than a fifth of a site may go at once (targets that delete in place).
    pub allow_deletes: bool,
    /// What the journal will say; the target puts in what was served before.
    pub entry: Entry,
}

/// What a publication did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that were sent or written, variants included.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// What a target knows of a site.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// The release served now.
    pub current: Option<ReleaseId>,
    /// The releases that can be put back, in no order.
    pub kept: Vec<ReleaseId>,
    /// The journal, the oldest entry first.
    pub entries: Vec<Entry>,
}

/// A file of a release that is not as it was published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flaw {
    /// The file.
    pub path: String,
    /// What is wrong with it.
    pub kind: FlawKind,
}

impl Flaw {
    /// What is told of it, for the release `id` of `site`.
    #[must_use]
    pub fn told(&self, site: &SiteId, id: &ReleaseId) -> Diagnostic {
        let finding = match self.kind {
            FlawKind::Changed => Diagnostic::error("release-file-changed"),
            FlawKind::Missing => Diagnostic::error("release-file-missing"),
            FlawKind::Foreign => Diagnostic::error("release-file-foreign"),
        };
        let finding = finding.arg("release", id.short()).arg("file", &*self.path);
        finding.arg("site", &**site).in_site(site)
    }
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FlawKind {
    /// Its bytes are not those that were published.
    Changed,
    /// It is gone.
    Missing,
    /// Nobody published it.
    Foreign,
}

/// What is told where a release is served already and only what comes after failed: the journal,
/// or the removal of what is too old. The next publication does both.
fn unfinished(cause: Diagnostic) -> Diagnostic {
    // What has no detail says enough by itself: another publication took over, for one.
    let detailed = cause.arguments.iter().any(|(name, _)| *name == "detail");
    if detailed { Diagnostic { code: UNFINISHED, ..cause } } else { cause }
}

/// The code of [`unfinished`].
pub(super) const UNFINISHED: &str = "publish-unfinished";

/// A place where sites are served from. Its methods are called from several threads, but for one
/// site from one thread at a time.
pub trait Target: Send + Sync {
    /// Where it is, for people.
    fn place(&self) -> String;

    /// The release each of these sites is served at now; `None` for one never published.
    fn current(&self, sites: &[SiteId]) -> BTreeMap<SiteId, Result<Option<ReleaseId>, Diagnostic>>;

    /// The manifest of a release that is on the target.
    ///
    /// # Errors
    /// `publish-release-unknown`, and whatever keeps the target from answering.
    fn release(&self, site: &str, id: &ReleaseId) -> Result<Release, Diagnostic>;

    /// Publishes a release: afterwards it is served, and the journal says so. A release that is
    /// served already is no error.
    ///
    /// # Errors
    /// Whatever kept it from being published; what was served before still is, unless the error is
    /// `publish-unfinished`: then it is published, and something after that failed.
    fn publish(&self, publication: &Publication<'_>) -> Result<Published, Diagnostic>;

    /// What the target knows of a site.
    ///
    /// # Errors
    /// Whatever keeps the target from answering.
    fn history(&self, site: &str) -> Result<History, Diagnostic>;

    /// Serves a release that is kept. `entry` goes to the journal.
    ///
    /// # Errors
    /// `publish-release-unknown`, and whatever kept it from being served.
    fn rollback(&self, site: &str, to: &ReleaseId, entry: Entry) -> Result<(), Diagnostic>;

    /// Compares the files of a release with its manifest.
    ///
    /// # Errors
    /// Whatever keeps the target from answering.
    fn verify(&self, site: &str, id: &ReleaseId) -> Result<Vec<Flaw>, Diagnostic>;

    /// Puts the release that is served back as it was published, all of it where `flaws` is empty;
    /// nothing where another one is served by now. The journal says so.
    ///
    /// # Errors
    /// Whatever kept it from being put back; the next time finishes what was begun.
    fn repair(
        &self,
        publication: &Publication<'_>,
        flaws: &[Flaw],
    ) -> Result<Published, Diagnostic>;

    /// Puts a release where only those who have its address find it.
    ///
    /// # Errors
    /// Whatever kept it from being put there.
    fn preview(&self, preview: &Preview<'_>) -> Result<Published, Diagnostic>;

    /// Finishes what killed publications of these sites left, removes their previews that have
    /// ended, and says how many. Asked at every publication, also of unchanged sites.
    ///
    /// # Errors
    /// Whatever kept one from being finished or removed.
    fn tidy(&self, sites: &[SiteId], now: Timestamp) -> Result<usize, Diagnostic>;
}

/// Which target, with all it takes to reach it. Sites with equal settings share one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetSettings {
    /// A folder of this machine.
    Folder {
        /// Where the sites are, each in a folder of its id.
        path: PathBuf,
    },
    /// A folder of another machine.
    Ssh {
        /// The machine, as `ssh` is told it.
        host: String,
        /// Where the sites are there.
        path: String,
        /// A configuration file for `ssh`.
        config: Option<PathBuf>,
        /// Where releases are made before they are sent.
        local: PathBuf,
    },
    /// A bucket.
    S3(S3Settings),
}

impl TargetSettings {
    /// What the settings of a site come to.
    ///
    /// # Errors
    /// `publish-setting-missing`, where the target chosen lacks something.
    pub fn of(workspace: &Workspace, site: &Site) -> Result<Self, Diagnostic> {
        let PublishSettings { target, folder, ssh, s3, .. } = &site.publish;
        let needed = |value: &Option<String>, key| {
            value.clone().ok_or_else(|| missing(workspace, site, key))
        };
        match target {
            TargetKind::Folder => {
                let path = folder.path.as_deref().unwrap_or("published");
                Ok(Self::Folder { path: workspace.root.join(path) })
            }
            TargetKind::Ssh => {
                let (host, path) = (needed(&ssh.host, "ssh.host")?, needed(&ssh.path, "ssh.path")?);
                let config = ssh.config.as_ref().map(|file| workspace.root.join(file));
                let name = blake3::hash(format!("{host}:{path}").as_bytes()).to_hex();
                let local = workspace.root.join(".parvis/publish").join(&name[..16]);
                Ok(Self::Ssh { host, path, config, local })
            }
            TargetKind::S3 => {
                needed(&s3.bucket, "s3.bucket")?;
                Ok(Self::S3(s3.clone()))
            }
        }
    }
}

impl TargetSettings {
    /// Reaches the target.
    ///
    /// # Errors
    /// Whatever keeps it from being reached.
    pub fn open(&self) -> Result<Box<dyn Target>, Diagnostic> {
        match self {
            Self::Folder { path } => Ok(Box::new(folder::Folder::new(path))),
            Self::Ssh { host, path, config, local } => {
                let access = ssh::Access { host: host.clone(), config: config.clone() };
                Ok(Box::new(ssh::Ssh::open(access, path.clone(), local.clone())?))
            }
            Self::S3(settings) => Ok(Box::new(s3::S3::open(settings)?)),
        }
    }
}

/// A setting that the chosen target cannot do without, told where the target was chosen.
fn missing(workspace: &Workspace, site: &Site, key: &str) -> Diagnostic {
    let path = ["publish", "target"];
    let own = yaml::locate(&site.source, 0..site.source.text.len(), &path);
    let place = if own.line > 0 {
        own
    } else {
        let source = &workspace.settings.source;
        yaml::locate(source, 0..source.text.len(), &path)
    };
    Diagnostic::error("publish-setting-missing").arg("key", format!("publish.{key}")).at(place)
}
