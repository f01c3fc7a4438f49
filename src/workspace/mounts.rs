//! Files and folders of the workspace that a site shows as its own: guides kept in `docs/` beside
//! the program, a charter that several sites publish. They stay where they are, and are read there.
//!
//! It never lets a site show what lies outside the workspace, what is hidden, or what is another
//! site's.

use super::files::{self, SourceFile};
use super::validate::Checker;
use super::{SETTINGS_FILE, Site};
use crate::diagnostic::{Diagnostic, Location};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// A file or a folder of the workspace in a site's tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mount {
    /// Where it is in the site, with `/`, e.g. `redaction` or `ci.md`.
    pub path: String,
    /// Where it is in the workspace, with `/`, e.g. `docs/redaction`.
    pub from: String,
}

/// Checks `mounts:` of a `site.yaml`; those that cannot be are told and left out.
pub(super) fn check(
    checker: &mut Checker<'_>,
    root: &Path,
    written: BTreeMap<String, String>,
) -> Vec<Mount> {
    let mut mounts = Vec::new();
    for (path, from) in written {
        let keys = ["mounts", path.as_str()];
        let (shown, source) = (path.trim_end_matches('/'), from.trim_end_matches('/'));
        let finding = if !is_plain(shown) {
            Diagnostic::error("mount-path-invalid").arg("value", path.as_str())
        } else if !is_plain(source) {
            Diagnostic::error("mount-outside-workspace").arg("value", from.as_str())
        } else if ["sites", "groups", "public", SETTINGS_FILE]
            .contains(&source.split('/').next().unwrap_or_default())
        {
            Diagnostic::error("mount-not-for-sites").arg("value", from.as_str())
        } else {
            match kind(root, source) {
                Kind::Folder => {
                    mounts.push(Mount { path: shown.to_owned(), from: source.to_owned() });
                    continue;
                }
                Kind::File if extension(shown) == extension(source) => {
                    mounts.push(Mount { path: shown.to_owned(), from: source.to_owned() });
                    continue;
                }
                Kind::File => Diagnostic::error("mount-name-differs")
                    .arg("path", path.as_str())
                    .arg("value", from.as_str()),
                Kind::Missing => Diagnostic::error("mount-missing").arg("value", from.as_str()),
            }
        };
        checker.tell(finding, &keys);
    }
    mounts
}

fn extension(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.rsplit_once('.').map(|(_, extension)| extension)
}

/// True for a path of visible names, from somewhere downwards.
fn is_plain(path: &str) -> bool {
    let odd = |c: char| c.is_control() || matches!(c, '\\' | ':');
    !path.contains(odd) && path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

enum Kind {
    File,
    Folder,
    Missing,
}

/// What is there; nothing, where a symbolic link is on the way: it may lead anywhere.
fn kind(root: &Path, from: &str) -> Kind {
    let mut at = root.to_owned();
    let mut last = None;
    for part in from.split('/') {
        at.push(part);
        match at.symlink_metadata() {
            Ok(metadata) if !metadata.is_symlink() => last = Some(metadata),
            _ => return Kind::Missing,
        }
    }
    match last {
        Some(metadata) if metadata.is_dir() => Kind::Folder,
        Some(metadata) if metadata.is_file() => Kind::File,
        _ => Kind::Missing,
    }
}

/// Lists the files of a site, its own and those it shows from elsewhere in the workspace, sorted by
/// path; of two with one path its own is kept, and the other told.
#[must_use]
pub fn site_files(root: &Path, site: &Site) -> (Vec<SourceFile>, Vec<Diagnostic>) {
    let (mut files, mut findings) = files::scan(root, &site.dir);
    if site.mounts.is_empty() {
        return (files, findings);
    }
    let mut taken: BTreeSet<Arc<str>> = files.iter().map(|file| Arc::clone(&file.path)).collect();
    for mount in &site.mounts {
        let (found, told) = match kind(root, &mount.from) {
            Kind::Folder => {
                let (mut found, told) = files::scan(root, &mount.from);
                for file in &mut found {
                    file.path = format!("{}/{}", mount.path, file.path).into();
                }
                (found, told)
            }
            Kind::File => (Vec::from_iter(files::one(root, &mount.from, &mount.path)), Vec::new()),
            // It was there when the settings were read.
            Kind::Missing => (Vec::new(), Vec::new()),
        };
        findings.extend(told);
        for file in found {
            if taken.insert(Arc::clone(&file.path)) {
                files.push(file);
            } else {
                findings.push(
                    Diagnostic::error("mount-path-taken")
                        .arg("path", &*file.path)
                        .at(Location::file(Arc::clone(&file.name))),
                );
            }
        }
    }
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    (files, findings)
}
