//! `publish:`, where a site is published: in `parvis.yaml`, `groups/*.yaml` or `site.yaml`,
//! completed key by key from the nearest to the farthest.
//!
//! It never reaches a target, and never holds a secret: those come from the environment.

use serde::Deserialize;

/// Kinds of targets.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetKind {
    /// A folder of this machine.
    #[default]
    Folder,
    /// A folder of another machine, reached by `ssh` and `rsync`.
    Ssh,
    /// A bucket of S3 or of a compatible store.
    S3,
}

/// Releases kept where nothing is said.
const KEEP: usize = 5;

/// Days a preview is shown where nothing is said.
const PREVIEW_DAYS: u32 = 7;

/// `publish:` as it is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct PublishLayer {
    pub(super) target: Option<TargetKind>,
    pub(super) keep: Option<usize>,
    pub(super) preview_days: Option<u32>,
    pub(super) folder: FolderSettings,
    pub(super) ssh: SshSettings,
    pub(super) s3: S3Settings,
}

/// How a site is published.
#[derive(Debug, Clone)]
pub struct PublishSettings {
    /// To what kind of target.
    pub target: TargetKind,
    /// How many releases stay there, the one served included.
    pub keep: usize,
    /// How many days a preview is shown.
    pub preview_days: u32,
    /// A folder of this machine.
    pub folder: FolderSettings,
    /// A folder of another machine.
    pub ssh: SshSettings,
    /// A bucket.
    pub s3: S3Settings,
}

/// `publish.folder`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FolderSettings {
    /// The folder, from the workspace's root; `published` where nothing is said.
    pub path: Option<String>,
}

/// `publish.ssh`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SshSettings {
    /// The machine, as `ssh` is told it: a name of its configuration, or `user@machine`.
    pub host: Option<String>,
    /// The folder there, from the root.
    pub path: Option<String>,
    /// A configuration file for `ssh` instead of the user's own, from the workspace's root.
    pub config: Option<String>,
}

/// `publish.s3`
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct S3Settings {
    /// The bucket.
    pub bucket: Option<String>,
    /// The address of the store; Amazon's own where nothing is said.
    pub endpoint: Option<String>,
    /// The region.
    pub region: Option<String>,
    /// What all keys begin with.
    pub prefix: Option<String>,
}

/// Takes from `$base` every named field that `$own` leaves out.
macro_rules! inherit {
    ($own:expr, $base:expr; $($field:ident),*) => {
        $(if $own.$field.is_none() { $own.$field.clone_from(&$base.$field); })*
    };
}

impl PublishLayer {
    /// Completes this layer by the one below it.
    pub(super) fn complete(&mut self, base: &Self) {
        inherit!(self, base; target, keep, preview_days);
        inherit!(self.folder, base.folder; path);
        inherit!(self.ssh, base.ssh; host, path, config);
        inherit!(self.s3, base.s3; bucket, endpoint, region, prefix);
    }

    /// The settings, with what holds where nothing is said.
    pub(super) fn settings(self) -> PublishSettings {
        PublishSettings {
            target: self.target.unwrap_or_default(),
            keep: self.keep.unwrap_or(KEEP),
            preview_days: self.preview_days.unwrap_or(PREVIEW_DAYS),
            folder: self.folder,
            ssh: self.ssh,
            s3: self.s3,
        }
    }
}
