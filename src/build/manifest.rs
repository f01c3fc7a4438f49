//! What a build wrote for a site, file by file, and the state in which it left it.
//!
//! Both live beside the output they describe (`<out>/.parvis/<site>.manifest` and `.state`), so
//! that a copied or deleted output folder never disagrees with what is known of it. A state is
//! removed before the first byte of its site changes and written after the last: where it is
//! missing, nothing that lies in the output is taken for good.
//!
//! It never decides whether a site must be built again; it only remembers.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::LintVerdict;
use crate::site::{Exports, Use};
use crate::workspace::SiteId;

/// Raised when the meaning of what is remembered changes: older memories are then forgotten.
const VERSION: u32 = 3;

/// The folder, inside the output folder, where the memory of builds is kept.
pub const MEMORY: &str = ".parvis";

/// One written file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// BLAKE3 of the bytes.
    pub hash: blake3::Hash,
    /// Length in bytes.
    pub size: u64,
    /// Modification time given by the file system after the write, in nanoseconds since 1970.
    pub modified: i128,
    /// For a file copied from elsewhere: what tells that its origin is the same as then.
    pub origin: Option<u64>,
}

/// All files of a site, by path from the site's output folder, with `/`.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The files, in the order of their paths.
    pub files: BTreeMap<String, Written>,
}

impl Manifest {
    /// Reads the manifest of `site`; `None` where nothing was ever written for it. A damaged one
    /// is empty.
    #[must_use]
    pub fn read(memory: &Path, site: &str) -> Option<Self> {
        let text = fs::read_to_string(file(memory, site, "manifest")).ok()?;
        Some(Self::parse(&text).unwrap_or_default())
    }

    /// Writes the manifest of `site`.
    ///
    /// # Errors
    /// Whatever the file system refuses.
    pub fn write(&self, memory: &Path, site: &str) -> io::Result<()> {
        let mut text = String::with_capacity(self.files.len() * 128);
        for (path, written) in &self.files {
            let origin = written.origin.map_or_else(|| "-".to_owned(), |o| format!("{o:x}"));
            let (hash, size, modified) = (written.hash.to_hex(), written.size, written.modified);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{hash} {size} {modified} {origin} {path}");
        }
        replace(&file(memory, site, "manifest"), text.as_bytes())
    }

    fn parse(text: &str) -> Option<Self> {
        let mut files = BTreeMap::new();
        for line in text.lines() {
            let mut fields = line.splitn(5, ' ');
            let written = Written {
                hash: blake3::Hash::from_hex(fields.next()?).ok()?,
                size: fields.next()?.parse().ok()?,
                modified: fields.next()?.parse().ok()?,
                origin: match fields.next()? {
                    "-" => None,
                    origin => Some(u64::from_str_radix(origin, 16).ok()?),
                },
            };
            files.insert(fields.next()?.to_owned(), written);
        }
        Some(Self { files })
    }
}

/// What a site used of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbour {
    /// The other site.
    pub site: SiteId,
    /// For what.
    pub used: Use,
    /// What it offered then, as a hash; empty where it offered nothing.
    pub offered: String,
}

/// In what state the last build left a site.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    version: u32,
    /// What all inputs of the site were.
    pub fingerprint: String,
    /// False where one of them may have changed again unnoticed, so that the site is made once
    /// more.
    pub settled: bool,
    /// The output is the same for every instant from this one on …
    pub valid_from: Option<Timestamp>,
    /// … and before this one.
    pub valid_until: Option<Timestamp>,
    /// What this site offers its neighbours, as a hash for each use.
    pub offers: BTreeMap<Use, String>,
    /// What it looked at of its neighbours.
    pub neighbours: Vec<Neighbour>,
    /// Number of HTML pages.
    pub pages: usize,
    /// Number of warnings, so that a summary can recall them.
    pub warnings: usize,
    /// What the linter said of the pages; `None` when they were not linted.
    pub lint: Option<LintVerdict>,
    /// A digest of what the index of the search was made of; `None` where there is no index.
    pub searched: Option<String>,
    /// False where the index is of an earlier state of the pages.
    pub indexed: bool,
}

impl State {
    /// A state of today's version.
    #[must_use]
    pub fn new(fingerprint: String) -> Self {
        Self {
            version: VERSION,
            fingerprint,
            settled: true,
            valid_from: None,
            valid_until: None,
            offers: BTreeMap::new(),
            neighbours: Vec::new(),
            pages: 0,
            warnings: 0,
            lint: None,
            searched: None,
            indexed: true,
        }
    }

    /// Reads the state of `site`; `None` where the site was never finished or its state is of
    /// another version.
    #[must_use]
    pub fn read(memory: &Path, site: &str) -> Option<Self> {
        let bytes = fs::read(file(memory, site, "state")).ok()?;
        let state: Self = serde_json::from_slice(&bytes).ok()?;
        (state.version == VERSION).then_some(state)
    }

    /// Writes the state of `site`: from here on its output is taken for good.
    ///
    /// # Errors
    /// Whatever the file system refuses.
    pub fn write(&self, memory: &Path, site: &str) -> io::Result<()> {
        let bytes = serde_json::to_vec(self).map_err(io::Error::other)?;
        replace(&file(memory, site, "state"), &bytes)
    }

    /// Forgets the state of `site`, before its output changes.
    ///
    /// # Errors
    /// Whatever the file system refuses, but for a state that was not there.
    pub fn forget(memory: &Path, site: &str) -> io::Result<()> {
        match fs::remove_file(file(memory, site, "state")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// True when the output made then is what would be made at `instant`.
    #[must_use]
    pub fn holds_at(&self, instant: Timestamp) -> bool {
        self.valid_from.is_none_or(|from| from <= instant)
            && self.valid_until.is_none_or(|until| instant < until)
    }
}

/// What the last good build of `site` offered its neighbours.
#[must_use]
pub(super) fn exports(memory: &Path, site: &str) -> Option<Exports> {
    serde_json::from_slice(&fs::read(file(memory, site, "exports")).ok()?).ok()
}

/// Remembers what `site` offers its neighbours.
///
/// # Errors
/// Whatever the file system refuses.
pub(super) fn write_exports(exports: &Exports, memory: &Path, site: &str) -> io::Result<()> {
    let bytes = serde_json::to_vec(exports).map_err(io::Error::other)?;
    replace(&file(memory, site, "exports"), &bytes)
}

/// What is searched of the entries of `site`, as its last good build kept it for its parent.
pub(super) fn documents(memory: &Path, site: &str) -> Option<Vec<u8>> {
    fs::read(file(memory, site, "search")).ok()
}

/// Keeps what is searched of the entries of `site`.
///
/// # Errors
/// Whatever the file system refuses.
pub(super) fn write_documents(bytes: &[u8], memory: &Path, site: &str) -> io::Result<()> {
    replace(&file(memory, site, "search"), bytes)
}

/// The sites that have left a memory, whether they still exist or not.
#[must_use]
pub(super) fn remembered(memory: &Path) -> Vec<String> {
    let mut sites: Vec<String> = fs::read_dir(memory)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            entry.file_name().to_str()?.strip_suffix(".manifest").map(str::to_owned)
        })
        .collect();
    sites.sort();
    sites
}

/// Forgets what is left of a `site` whose state is forgotten already.
///
/// # Errors
/// Whatever the file system refuses.
pub(super) fn forget_site(memory: &Path, site: &str) -> io::Result<()> {
    for extension in ["exports", "lint", "manifest", "search"] {
        match fs::remove_file(file(memory, site, extension)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn file(memory: &Path, site: &str, extension: &str) -> PathBuf {
    memory.join(format!("{site}.{extension}"))
}

/// Replaces a small file at once: a reader sees the old bytes or the new ones.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new");
    fs::write(&beside, bytes)?;
    fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_comes_back_as_it_was() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut manifest = Manifest::default();
        let written = |origin| Written {
            hash: blake3::hash(b"a"),
            size: 1,
            modified: 1_700_000_000_123_456_789,
            origin,
        };
        manifest.files.insert("index.html".into(), written(None));
        manifest.files.insert("a b/é.png".into(), written(Some(255)));
        manifest.write(folder.path(), "amou").expect("written");
        assert_eq!(Manifest::read(folder.path(), "amou"), Some(manifest));
        assert_eq!(Manifest::read(folder.path(), "dax"), None);
        assert_eq!(remembered(folder.path()), ["amou"]);
    }

    #[test]
    fn a_damaged_memory_is_no_memory() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("amou.manifest"), "not a manifest").expect("written");
        fs::write(folder.path().join("amou.state"), "{\"version\":").expect("written");
        assert_eq!(Manifest::read(folder.path(), "amou"), Some(Manifest::default()));
        assert_eq!(State::read(folder.path(), "amou"), None);
    }

    #[test]
    fn a_state_holds_from_its_first_instant_to_before_its_last() {
        let mut state = State::new("f".into());
        let at = |second| Timestamp::from_second(second).expect("in range");
        assert!(state.holds_at(at(0)));
        state.valid_from = Some(at(10));
        state.valid_until = Some(at(20));
        assert_eq!([9, 10, 19, 20].map(|s| state.holds_at(at(s))), [false, true, true, false]);
    }
}
