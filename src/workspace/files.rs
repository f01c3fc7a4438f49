//! The files of a site: which there are, and their text.
//!
//! It never follows a symbolic link, never reads what it only has to list, and never decides
//! what a file is for.

use crate::diagnostic::{Argument, Diagnostic, Location, Source};
use rustc_hash::FxHashMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

/// The largest text file that is read, in bytes.
pub const MAX_TEXT_BYTES: u64 = 2_000_000;

/// A file of a site, as it was when listed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SourceFile {
    /// Path from the site's folder, with `/`, e.g. `actualites/marche.md`.
    pub path: Arc<str>,
    /// Path from the workspace's root, with `/`: the name people know it by.
    pub name: Arc<str>,
    /// Where it is on this machine; not kept with the rest, for the workspace may be moved.
    #[serde(skip)]
    pub absolute: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// Last modification, in nanoseconds since 1970; 0 when the file system does not tell.
    pub modified_ns: i64,
    /// Number of the file on its file system; 0 where there is none.
    pub inode: u64,
}

impl SourceFile {
    /// True for a Markdown file.
    #[must_use]
    pub fn is_markdown(&self) -> bool {
        self.path.ends_with(".md")
    }
}

/// Lists the files under a folder (a site's, or a theme's), sorted by path, hidden files and
/// editors' backups left out. `dir` is given from the workspace's root, with `/`.
///
/// Symbolic links, names that are not Unicode and names that only case or Unicode normalisation
/// tells apart are findings; the first of two such names is kept.
#[must_use]
pub fn scan(root: &Path, dir: &str) -> (Vec<SourceFile>, Vec<Diagnostic>) {
    let base = root.join(dir);
    let mut files = Vec::new();
    let mut findings = Vec::new();
    let mut walk = WalkDir::new(&base).min_depth(1).max_depth(32).into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                findings.push(unreadable(error.path().unwrap_or(&base), root, &error));
                continue;
            }
        };
        let is_dir = entry.file_type().is_dir();
        if is_hidden(&entry) {
            if is_dir {
                walk.skip_current_dir();
            }
            continue;
        }
        let shown = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let Some(name) = slashed(shown) else {
            let place = Location::file(shown.to_string_lossy().into_owned());
            findings.push(Diagnostic::error("name-not-unicode").at(place));
            if is_dir {
                walk.skip_current_dir();
            }
            continue;
        };
        if entry.path_is_symlink() {
            findings.push(Diagnostic::error("symlink-refused").at(Location::file(name)));
            continue;
        }
        if is_dir {
            continue;
        }
        match entry.metadata() {
            Ok(metadata) if metadata.is_file() => {
                let path = name.get(dir.len() + 1..).unwrap_or(&name);
                files.push(source_file(path, &name, entry.into_path(), &metadata));
            }
            Ok(_) => {
                findings.push(Diagnostic::error("file-not-regular").at(Location::file(name)));
            }
            Err(error) => findings.push(unreadable(entry.path(), root, &error)),
        }
    }
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    refuse_collisions(&mut files, &mut findings);
    (files, findings)
}

fn source_file(path: &str, name: &str, absolute: PathBuf, metadata: &Metadata) -> SourceFile {
    SourceFile {
        path: Arc::from(path),
        name: Arc::from(name),
        absolute,
        size: metadata.len(),
        modified_ns: modified_ns(metadata),
        inode: inode(metadata),
    }
}

/// One file of the workspace, `name` from its root, known to the site as `path`.
pub(super) fn one(root: &Path, name: &str, path: &str) -> Option<SourceFile> {
    let absolute = root.join(name);
    let metadata = absolute.symlink_metadata().ok().filter(Metadata::is_file)?;
    Some(source_file(path, name, absolute, &metadata))
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    name.starts_with(b".") || name.ends_with(b"~") || name.ends_with(b".swp")
}

fn slashed(path: &Path) -> Option<String> {
    let mut slashed = String::with_capacity(path.as_os_str().len());
    for part in path.components() {
        if !slashed.is_empty() {
            slashed.push('/');
        }
        slashed.push_str(part.as_os_str().to_str()?);
    }
    Some(slashed)
}

/// Such names are one file on some machines and two on others: the site would depend on where
/// it is built.
fn refuse_collisions(files: &mut Vec<SourceFile>, findings: &mut Vec<Diagnostic>) {
    let mut seen: FxHashMap<String, Arc<str>> = FxHashMap::default();
    files.retain(|file| {
        // Most names are lower-case ASCII already: those cost one look.
        let key = if file.path.is_ascii() {
            file.path.to_ascii_lowercase()
        } else {
            file.path.nfc().flat_map(char::to_lowercase).nfc().collect()
        };
        match seen.get(&key) {
            Some(first) => {
                findings.push(
                    Diagnostic::error("names-collide")
                        .arg("first", &**first)
                        .at(Location::file(Arc::clone(&file.name)))
                        .related(Location::file(Arc::clone(first))),
                );
                false
            }
            None => {
                seen.insert(key, Arc::clone(&file.name));
                true
            }
        }
    });
}

fn unreadable(path: &Path, root: &Path, error: &(dyn std::error::Error + 'static)) -> Diagnostic {
    let shown = path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned();
    Diagnostic::error("file-unreadable")
        .arg("detail", Argument::cause(error))
        .at(Location::file(shown))
}

fn modified_ns(metadata: &std::fs::Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|t| t.duration_since(std::time::UNIX_EPOCH).ok());
    since.and_then(|d| i64::try_from(d.as_nanos()).ok()).unwrap_or(0)
}

#[cfg(unix)]
fn inode(metadata: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &std::fs::Metadata) -> u64 {
    0
}

/// Reads a text file of a site.
///
/// # Errors
/// The file is larger than [`MAX_TEXT_BYTES`], unreadable, or not UTF-8 (the line is named).
pub fn read_source(file: &SourceFile) -> Result<Source, Diagnostic> {
    read_text(&file.absolute, &file.name)
}

/// Reads the text file at `path`, known to people as `name`; errors as [`read_source`].
///
/// # Errors
/// As [`read_source`].
pub fn read_text(path: &Path, name: &str) -> Result<Source, Diagnostic> {
    let unreadable = |error: std::io::Error| {
        let code = if error.kind() == std::io::ErrorKind::NotFound {
            "file-missing"
        } else {
            "file-unreadable"
        };
        Diagnostic::error(code).arg("detail", &error).at(Location::file(name))
    };
    // A link may lead out of the site, and reading a pipe would never end.
    let metadata = std::fs::symlink_metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        let code = if metadata.is_symlink() { "symlink-refused" } else { "file-not-regular" };
        return Err(Diagnostic::error(code).at(Location::file(name)));
    }
    let size = metadata.len();
    if size > MAX_TEXT_BYTES {
        return Err(Diagnostic::error("file-too-large")
            .arg("size", size.div_ceil(1_000_000))
            .arg("limit", MAX_TEXT_BYTES / 1_000_000)
            .at(Location::file(name)));
    }
    text(name, std::fs::read(path).map_err(unreadable)?)
}

/// The text of `bytes`: without byte-order mark, lines ended by `\n`.
///
/// # Errors
/// The bytes are not UTF-8; the line of the first wrong byte is named.
pub fn text(name: &str, bytes: Vec<u8>) -> Result<Source, Diagnostic> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line_start = memchr::memrchr(b'\n', good).map_or(0, |newline| newline + 1);
        let excerpt = String::from_utf8_lossy(&good[line_start..]);
        let mut place = Location::file(name);
        place.line =
            u32::try_from(1 + memchr::memchr_iter(b'\n', good).count()).unwrap_or(u32::MAX);
        place.column = u32::try_from(1 + excerpt.chars().count()).unwrap_or(u32::MAX);
        Diagnostic::error("file-not-utf8").at(place)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        Ok(Source::new(name, text.replace("\r\n", "\n").replace('\r', "\n")))
    } else {
        Ok(Source::new(name, text))
    }
}
