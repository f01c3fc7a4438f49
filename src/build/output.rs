//! Writing a site in place: what is equal is left alone, what differs is written, what is no
//! longer made goes away.
//!
//! Nothing is ever deleted only to be made again: file systems are slow at it, and a site under
//! a running server would blink. Until [`SiteOutput::commit`] not a byte of the site changes, so
//! that a site with an error keeps its last good output.
//!
//! It never looks at what the bytes mean.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::manifest::{Manifest, State, Written};
use super::recall::Recall;
use crate::site::{Html, Made, Output, PageOrigin};

/// A site being made. Files arrive in any order and from any thread.
#[derive(Debug)]
pub struct SiteOutput {
    folder: PathBuf,
    previous: Manifest,
    /// The last build ended well: what it wrote and has the recorded size and time is unchanged.
    trusted: bool,
    /// The folder is ours: what no build made is left over from one that was killed. Otherwise
    /// it is somebody else's, and stays.
    ours: bool,
    /// Which bytes pages were of which values, where that is kept.
    recall: Option<Arc<Recall>>,
    staged: Mutex<Vec<(String, Staged)>>,
}

#[derive(Debug)]
enum Staged {
    /// Already there, byte for byte.
    Kept(Written),
    Bytes(Vec<u8>, blake3::Hash),
    Copy(PathBuf, Option<u64>),
}

/// What a commit did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Changes {
    /// Files whose bytes changed or that are new.
    pub written: usize,
    /// Files no longer made.
    pub removed: usize,
}

/// A file that could not be written, read or removed.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {error}")]
pub struct OutputError {
    /// The file.
    pub path: PathBuf,
    /// What the system answered.
    pub error: io::Error,
}

trait At<T> {
    fn at(self, path: &Path) -> Result<T, OutputError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, OutputError> {
        self.map_err(|error| OutputError { path: path.to_owned(), error })
    }
}

impl SiteOutput {
    /// Begins the output of the site whose files go to `folder`. `previous` is what the last
    /// build wrote, if there was one; `trusted` says that it ended well.
    #[must_use]
    pub fn new(folder: PathBuf, previous: Option<Manifest>, trusted: bool) -> Self {
        let empty = || fs::read_dir(&folder).is_ok_and(|mut held| held.next().is_none());
        let ours = previous.is_some() || !folder.exists() || empty();
        let previous = previous.unwrap_or_default();
        Self { folder, previous, trusted, ours, recall: None, staged: Mutex::default() }
    }

    /// The same, knowing which bytes pages were of which values.
    pub(super) fn recalling(self, recall: Option<Arc<Recall>>) -> Self {
        Self { recall, ..self }
    }

    /// Takes a file's bytes. `path` is relative to the site, with `/`.
    pub fn file(&self, path: String, bytes: Vec<u8>) {
        let hash = blake3::hash(&bytes);
        self.hashed(path, bytes, hash);
    }

    /// Takes a page and remembers what it was made of.
    fn page(&self, path: String, html: Html, from: Option<Made>) {
        if let Some((recall, from)) = self.recall.as_ref().zip(from) {
            recall.remember(&path, from, html.hash);
        }
        self.hashed(path, html.bytes, html.hash);
    }

    /// Takes the page that is there already, if it was made of these values.
    fn still_holds(&self, path: &str, from: &Made) -> bool {
        let known = self.recall.as_ref().and_then(|recall| recall.page(path, from));
        let Some(hash) = known else { return false };
        let Some(written) = self.kept(path, |before| before.hash == hash) else { return false };
        self.stage(path.to_owned(), Staged::Kept(written));
        true
    }

    fn hashed(&self, path: String, bytes: Vec<u8>, hash: blake3::Hash) {
        let staged = match self.kept(&path, |before| before.hash == hash) {
            Some(written) => Staged::Kept(written),
            None => Staged::Bytes(bytes, hash),
        };
        self.stage(path, staged);
    }

    /// Takes a copy of the file `from`, whose content must not change before the commit.
    pub fn copy(&self, path: String, from: PathBuf) {
        let origin = origin(&from);
        let kept = self.kept(&path, |before| origin.is_some() && before.origin == origin);
        self.stage(path, kept.map_or(Staged::Copy(from, origin), Staged::Kept));
    }

    /// Takes all files of a folder that the last build wrote, if every one still lies there
    /// untouched; otherwise none.
    pub(super) fn keep_folder(&self, folder: &str) -> bool {
        let below = format!("{folder}/");
        let files = self.previous.files.range(below.clone()..);
        let files = files.take_while(|(path, _)| path.starts_with(&below));
        let kept: Option<Vec<_>> =
            files.map(|(path, _)| Some((path.clone(), self.kept(path, |_| true)?))).collect();
        let Some(kept) = kept.filter(|kept| !kept.is_empty()) else { return false };
        kept.into_iter().for_each(|(path, written)| self.stage(path, Staged::Kept(written)));
        true
    }

    /// The bytes of a file that was taken.
    pub(super) fn bytes_of(&self, path: &str) -> Option<Vec<u8>> {
        let staged = self.staged.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let from = match staged.iter().find(|(taken, _)| taken == path)? {
            (_, Staged::Bytes(bytes, _)) => return Some(bytes.clone()),
            (_, Staged::Copy(from, _)) => from.clone(),
            (_, Staged::Kept(_)) => self.folder.join(path),
        };
        fs::read(from).ok()
    }

    fn stage(&self, path: String, staged: Staged) {
        // A thread that panicked while pushing left the vector whole: it is still good.
        self.staged.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((path, staged));
    }

    /// What the last build wrote at `path`, if it is the same and still lies there untouched.
    fn kept(&self, path: &str, same: impl FnOnce(&Written) -> bool) -> Option<Written> {
        let before = self.previous.files.get(path).filter(|before| self.trusted && same(before))?;
        let metadata = fs::symlink_metadata(self.folder.join(path)).ok()?;
        let untouched = metadata.is_file()
            && metadata.len() == before.size
            && modified(&metadata) == before.modified;
        untouched.then_some(*before)
    }

    /// Makes the site's folder hold the files taken and nothing else, and writes the manifest.
    ///
    /// The state in `memory` is forgotten before the first change; writing the new one is the
    /// caller's last step.
    ///
    /// # Errors
    /// The first file that cannot be written, read or removed; the site is then left without a
    /// state, so that the next build looks at every byte.
    pub fn commit(self, memory: &Path, site: &str) -> Result<Changes, OutputError> {
        let mut staged =
            self.staged.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        staged.sort_by(|(a, _), (b, _)| a.cmp(b));
        staged.dedup_by(|(a, _), (b, _)| a == b);

        let made: FxHashSet<&str> = staged.iter().map(|(path, _)| path.as_str()).collect();
        let obsolete: Vec<String> = if self.trusted {
            let known = self.previous.files.keys();
            known.filter(|path| !made.contains(path.as_str())).cloned().collect()
        } else if self.ours {
            let present = files_below(&self.folder);
            present.into_iter().filter(|path| !made.contains(path.as_str())).collect()
        } else {
            Vec::new()
        };
        let kept_all = staged.iter().all(|(_, staged)| matches!(staged, Staged::Kept(_)));
        if !kept_all || !obsolete.is_empty() {
            State::forget(memory, site).at(memory)?;
        }
        if self.ours && self.previous.files.is_empty() {
            // Says whose the folder is, should this build be killed before it ends.
            Manifest::default().write(memory, site).at(memory)?;
        }
        for path in &obsolete {
            remove(&self.folder, path)?;
        }
        let new = staged.iter().filter(|(_, staged)| !matches!(staged, Staged::Kept(_)));
        make_folders(&self.folder, new.map(|(path, _)| path.as_str()))?;

        let folder = &self.folder;
        let files = staged
            .into_par_iter()
            .map(|(path, staged)| {
                let target = folder.join(&path);
                let (written, changed) = match staged {
                    Staged::Kept(written) => (written, false),
                    Staged::Bytes(bytes, hash) => write(&target, &bytes, hash)?,
                    Staged::Copy(from, origin) => copy(&target, &from, origin)?,
                };
                Ok(((path, written), changed))
            })
            .collect::<Result<Vec<_>, OutputError>>()?;

        let written = files.iter().filter(|(_, changed)| *changed).count();
        let changes = Changes { written, removed: obsolete.len() };
        let manifest = Manifest { files: files.into_iter().map(|(file, _)| file).collect() };
        if manifest != self.previous {
            manifest.write(memory, site).at(memory)?;
        }
        Ok(changes)
    }
}

impl Output for SiteOutput {
    fn file(&self, path: String, bytes: Vec<u8>) {
        SiteOutput::file(self, path, bytes);
    }

    fn copy(&self, path: &str, from: &Path) {
        SiteOutput::copy(self, path.to_owned(), from.to_owned());
    }

    fn remembers(&self) -> bool {
        self.recall.is_some()
    }

    fn still_holds(&self, path: &str, from: &Made) -> bool {
        SiteOutput::still_holds(self, path, from)
    }

    fn page(&self, path: String, html: Html, from: Option<Made>, _: &PageOrigin<'_>) {
        SiteOutput::page(self, path, html, from);
    }
}

/// Removes a file and the folders it leaves empty, up to the site's own folder.
fn remove(folder: &Path, path: &str) -> Result<(), OutputError> {
    let target = folder.join(path);
    match fs::remove_file(&target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error).at(&target),
        _ => {}
    }
    let mut parent = target.parent();
    while let Some(empty) = parent.filter(|parent| *parent != folder) {
        if fs::remove_dir(empty).is_err() {
            break;
        }
        parent = empty.parent();
    }
    Ok(())
}

/// Removes all that a site that no longer exists left behind.
///
/// # Errors
/// The first file that cannot be removed.
pub(super) fn remove_site(folder: &Path, manifest: &Manifest) -> Result<(), OutputError> {
    for path in manifest.files.keys() {
        remove(folder, path)?;
    }
    match fs::remove_dir(folder) {
        // What somebody else put there stays.
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error).at(folder),
        _ => Ok(()),
    }
}

fn make_folders<'a>(
    folder: &Path,
    paths: impl Iterator<Item = &'a str>,
) -> Result<(), OutputError> {
    fs::create_dir_all(folder).at(folder)?;
    // Paths come sorted, and a set of the folders in their order puts a parent before its
    // children: one `mkdir` each, no more.
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut end = path.len();
        while let Some(slash) = path[..end].rfind('/') {
            if !folders.insert(&path[..slash]) {
                break;
            }
            end = slash;
        }
    }
    for path in folders {
        let target = folder.join(path);
        match fs::create_dir(&target) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if !target.is_dir() {
                    // A file took the folder's name; it was no output of this build.
                    fs::remove_file(&target).at(&target)?;
                    fs::create_dir(&target).at(&target)?;
                }
            }
            result => result.at(&target)?,
        }
    }
    Ok(())
}

/// Makes way for a file: what lies at its place and is none goes.
fn make_way(target: &Path) -> Result<Option<fs::Metadata>, OutputError> {
    let Ok(found) = fs::symlink_metadata(target) else { return Ok(None) };
    if found.is_dir() {
        fs::remove_dir_all(target).at(target)?;
        return Ok(None);
    }
    if found.is_symlink() {
        fs::remove_file(target).at(target)?;
        return Ok(None);
    }
    Ok(Some(found))
}

/// Copies a file unless its copy is there, and says whether it wrote. Never holds the whole of
/// it: a film may be attached.
fn copy(target: &Path, from: &Path, origin: Option<u64>) -> Result<(Written, bool), OutputError> {
    let hash = hash_of(from).at(from)?;
    let size = fs::metadata(from).at(from)?.len();
    if let Some(found) = make_way(target)?
        && found.len() == size
        && hash_of(target).is_ok_and(|held| held == hash)
    {
        return Ok((Written { hash, size, modified: modified(&found), origin }, false));
    }
    let mut source = File::open(from).at(from)?;
    let mut file = File::create(target).at(target)?;
    io::copy(&mut source, &mut file).at(target)?;
    let metadata = file.metadata().at(target)?;
    Ok((Written { hash, size, modified: modified(&metadata), origin }, true))
}

fn hash_of(path: &Path) -> io::Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize())
}

/// Writes a file unless it already holds these bytes, and says whether it wrote.
fn write(target: &Path, bytes: &[u8], hash: blake3::Hash) -> Result<(Written, bool), OutputError> {
    let size = bytes.len() as u64;
    let found = make_way(target)?;
    if let Some(found) = &found
        && found.len() == size
        && fs::read(target).is_ok_and(|held| held == bytes)
    {
        return Ok((Written { hash, size, modified: modified(found), origin: None }, false));
    }
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(false).open(target).at(target)?;
    file.write_all(bytes).at(target)?;
    if found.is_some_and(|found| found.len() > size) {
        file.set_len(size).at(target)?;
    }
    let metadata = file.metadata().at(target)?;
    Ok((Written { hash, size, modified: modified(&metadata), origin: None }, true))
}

/// All files below a folder, as paths with `/`.
fn files_below(folder: &Path) -> Vec<String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| !entry.file_type().is_dir())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(folder).ok()?;
            Some(path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/"))
        })
        .collect()
}

/// Tells one state of a file from another without reading it.
fn origin(path: &Path) -> Option<u64> {
    use std::hash::{Hash as _, Hasher as _};
    let metadata = File::open(path).and_then(|file| file.metadata()).ok()?;
    let mut hasher = rustc_hash::FxHasher::default();
    (path, metadata.len(), modified(&metadata), inode(&metadata)).hash(&mut hasher);
    Some(hasher.finish())
}

/// Modification time in nanoseconds since 1970; 0 where the system keeps none.
pub(super) fn modified(metadata: &fs::Metadata) -> i128 {
    metadata.modified().map_or(0, |time| match time.duration_since(std::time::UNIX_EPOCH) {
        Ok(after) => i128::try_from(after.as_nanos()).unwrap_or(i128::MAX),
        Err(before) => -i128::try_from(before.duration().as_nanos()).unwrap_or(i128::MAX),
    })
}

/// Number of a file on its file system; 0 where there is none.
#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder {
        root: tempfile::TempDir,
    }

    impl Folder {
        fn new() -> Self {
            let root = tempfile::tempdir().expect("a temporary folder");
            fs::create_dir(root.path().join("memory")).expect("made");
            Self { root }
        }

        fn build(&self, files: &[(&str, &str)], trusted: bool) -> Changes {
            let memory = self.root.path().join("memory");
            let previous = Manifest::read(&memory, "amou");
            let output = SiteOutput::new(self.root.path().join("amou"), previous, trusted);
            for (path, text) in files {
                output.file((*path).to_owned(), text.as_bytes().to_vec());
            }
            output.commit(&memory, "amou").expect("committed")
        }

        fn read(&self, path: &str) -> String {
            fs::read_to_string(self.root.path().join("amou").join(path)).unwrap_or_default()
        }
    }

    #[test]
    fn only_what_differs_is_written_and_what_is_no_longer_made_goes() {
        let folder = Folder::new();
        let first = folder.build(&[("a/index.html", "long text"), ("b/c/d.html", "d")], false);
        assert_eq!(first, Changes { written: 2, removed: 0 });
        let second = folder.build(&[("a/index.html", "short")], true);
        assert_eq!(second, Changes { written: 1, removed: 1 });
        assert_eq!(folder.read("a/index.html"), "short");
        assert!(!folder.root.path().join("amou/b").exists(), "empty folders go too");
        assert_eq!(folder.build(&[("a/index.html", "short")], true), Changes::default());
    }

    #[test]
    fn a_truncated_file_is_never_taken_for_good() {
        let folder = Folder::new();
        folder.build(&[("a.html", "whole")], false);
        fs::write(folder.root.path().join("amou/a.html"), "wh").expect("truncated");
        fs::write(folder.root.path().join("amou/left.html"), "left by a kill").expect("written");
        // Even with a trusted manifest the size tells; without one every byte is compared.
        assert_eq!(folder.build(&[("a.html", "whole")], true).written, 1);
        let untrusted = folder.build(&[("a.html", "whole")], false);
        assert_eq!(untrusted, Changes { written: 0, removed: 1 });
        assert_eq!(folder.read("a.html"), "whole");
    }

    #[test]
    fn files_and_folders_may_change_places() {
        let folder = Folder::new();
        folder.build(&[("a", "file")], false);
        folder.build(&[("a/b", "in a folder")], true);
        assert_eq!(folder.read("a/b"), "in a folder");
        folder.build(&[("a", "file again")], true);
        assert_eq!(folder.read("a"), "file again");
    }

    #[test]
    fn what_others_put_into_the_folder_before_us_stays() {
        let folder = Folder::new();
        fs::create_dir(folder.root.path().join("amou")).expect("made");
        fs::write(folder.root.path().join("amou/theirs.txt"), "theirs").expect("written");
        folder.build(&[("a.html", "ours")], false);
        assert_eq!(folder.read("theirs.txt"), "theirs");
    }

    #[test]
    fn a_copy_is_made_once() {
        let folder = Folder::new();
        let from = folder.root.path().join("film.mp4");
        fs::write(&from, vec![7; 300_000]).expect("written");
        let build = |trusted| {
            let memory = folder.root.path().join("memory");
            let previous = Manifest::read(&memory, "amou");
            let output = SiteOutput::new(folder.root.path().join("amou"), previous, trusted);
            output.copy("film.mp4".into(), from.clone());
            output.commit(&memory, "amou").expect("committed").written
        };
        assert_eq!([build(false), build(true), build(false)], [1, 0, 0]);
        assert_eq!(folder.read("film.mp4").len(), 300_000);
    }

    #[test]
    fn nothing_changes_before_the_commit() {
        let folder = Folder::new();
        folder.build(&[("a.html", "good")], false);
        let output = SiteOutput::new(folder.root.path().join("amou"), None, false);
        output.file("a.html".into(), b"from a site with an error".to_vec());
        drop(output);
        assert_eq!(folder.read("a.html"), "good");
    }
}
