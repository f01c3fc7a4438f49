//! The files of a release on a disk: writing them so that they last, sharing those that did not
//! change, and finding those that are no longer what was published.
//!
//! It never touches a file once its release can be seen: what changes is another file. What it
//! makes can be read by a web server that runs under another account, whatever the publisher's own
//! umask keeps for itself: it is public.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Flaw, FlawKind, Publication, Published};
use crate::diagnostic::Diagnostic;
use crate::publish::built::not_writable;
use crate::publish::fault;
use crate::publish::preview::Preview;
use crate::publish::release::{Release, ReleaseFile};
use crate::publish::variant::{Encoding, has_variants};

/// From this many new files on, the whole file system is told to write at once what it holds back.
const MANY: usize = 64;

/// The largest file whose variants are made.
const MAX_ENCODED: u64 = 64 << 20;

/// Files being written below a folder that nobody sees yet.
pub(super) struct NewFiles<'a> {
    folder: &'a Path,
    /// A release to share with, and where it is.
    base: Option<(&'a Release, &'a Path)>,
    files: AtomicUsize,
    bytes: AtomicU64,
    /// Files whose bytes may not be on the disk yet.
    unsafe_yet: Mutex<Vec<File>>,
}

impl<'a> NewFiles<'a> {
    pub(super) fn new(folder: &'a Path, base: Option<(&'a Release, &'a Path)>) -> Self {
        let (files, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
        Self { folder, base, files, bytes, unsafe_yet: Mutex::default() }
    }

    /// Makes a release; when this returns it is safe on the disk.
    pub(super) fn release(self, publication: &Publication<'_>) -> Result<Published, Diagnostic> {
        let files = &publication.release.files;
        let folders = self.make_folders(files.keys())?;
        fault::point("store-making");
        files.par_iter().try_for_each(|(path, file)| {
            if self.share(path, file) {
                return Ok(());
            }
            let to = self.folder.join(path);
            let variants = variants(publication.release, path, file);
            if variants.is_empty() {
                let copy = publication.built.copy_to(path, file, &to)?;
                self.wrote(&to, copy, file.size);
                return Ok(());
            }
            let bytes = publication.built.read(path, file)?;
            self.write(path, &bytes)?;
            variants
                .into_iter()
                .try_for_each(|(encoding, name)| self.write(&name, &encoding.encode(&bytes)))
        })?;
        self.settle(&folders)
    }

    /// Makes the files of a preview; when this returns they are safe on the disk.
    pub(super) fn preview(self, preview: &Preview<'_>) -> Result<Published, Diagnostic> {
        let files = &preview.publication.release.files;
        let folders = self.make_folders(files.keys())?;
        let write =
            |(path, file): (&String, &ReleaseFile)| self.write(path, &preview.read(path, file)?);
        files.par_iter().try_for_each(write)?;
        self.settle(&folders)
    }

    fn make_folders<'p>(
        &self,
        paths: impl Iterator<Item = &'p String>,
    ) -> Result<Vec<PathBuf>, Diagnostic> {
        let mut names = BTreeSet::new();
        for path in paths {
            let mut end = path.len();
            while let Some(slash) = path[..end].rfind('/') {
                if !names.insert(&path[..slash]) {
                    break;
                }
                end = slash;
            }
        }
        let below = names.into_iter().map(|name| self.folder.join(name));
        // In this order a folder comes before those it holds.
        let folders: Vec<PathBuf> = std::iter::once(self.folder.to_owned()).chain(below).collect();
        for folder in &folders {
            fs::create_dir(folder).map_err(|error| not_writable(folder, &error))?;
            let_in(folder);
        }
        Ok(folders)
    }

    /// Shares an unchanged file, and its variants, with the release before; false where there is
    /// none, where it is not what was published, or where the file system cannot share.
    fn share(&self, path: &str, file: &ReleaseFile) -> bool {
        let Some((release, folder)) = self.base else { return false };
        if release.files.get(path).is_none_or(|before| before.hash != file.hash) {
            return false;
        }
        let names = std::iter::once((None, path.to_owned()));
        let variants = variants(release, path, file).into_iter();
        let mut names = names.chain(variants.map(|(encoding, name)| (Some(encoding), name)));
        let mut done = Vec::new();
        let shared = names.all(|(encoding, name)| {
            let (from, to) = (folder.join(&name), self.folder.join(&name));
            let shared = is_whole(&from, encoding, file) && fs::hard_link(&from, &to).is_ok();
            if shared {
                done.push(to);
            }
            shared
        });
        if !shared {
            for half in done {
                // What cannot be taken back is told when the file is written.
                let _ = fs::remove_file(half);
            }
        }
        shared
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let to = self.folder.join(path);
        let write = || {
            let mut file = File::create_new(&to)?;
            file.write_all(bytes)?;
            Ok(file)
        };
        let file = write().map_err(|error| not_writable(&to, &error))?;
        self.wrote(&to, file, bytes.len() as u64);
        Ok(())
    }

    fn wrote(&self, path: &Path, file: File, size: u64) {
        let_in(path);
        let count = self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(size, Ordering::Relaxed);
        if count < MANY
            && let Ok(mut files) = self.unsafe_yet.lock()
        {
            files.push(file);
        }
    }

    /// Waits until everything is on the disk.
    fn settle(self, folders: &[PathBuf]) -> Result<Published, Diagnostic> {
        let files = self.unsafe_yet.into_inner().unwrap_or_default();
        let published =
            Published { files: self.files.into_inner(), bytes: self.bytes.into_inner() };
        let told = |error: io::Error| not_writable(self.folder, &error);
        if published.files > MANY && sync_all(self.folder).map_err(told)? {
            return Ok(published);
        }
        if published.files > MANY {
            // No such call here: every file for itself.
            let all = walkdir::WalkDir::new(self.folder).into_iter().flatten();
            let all: Vec<_> = all.filter(|entry| entry.file_type().is_file()).collect();
            let sync = |entry: &walkdir::DirEntry| File::open(entry.path())?.sync_all();
            all.par_iter().try_for_each(sync).map_err(told)?;
        } else {
            files.par_iter().try_for_each(File::sync_all).map_err(told)?;
        }
        folders.iter().rev().try_for_each(|folder| sync_folder(folder))?;
        Ok(published)
    }
}

/// The variants a file of a release has, with their names. A file the site itself has under such
/// a name wins.
pub(super) fn variants(
    release: &Release,
    path: &str,
    file: &ReleaseFile,
) -> Vec<(Encoding, String)> {
    if !has_variants(file) || file.size > MAX_ENCODED {
        return Vec::new();
    }
    let named = Encoding::ALL.into_iter().map(|encoding| {
        let suffix = encoding.suffix();
        (encoding, format!("{path}{suffix}"))
    });
    named.filter(|(_, name)| !release.files.contains_key(name)).collect()
}

/// True when a file, or a variant of it, is what was published.
fn is_whole(path: &Path, encoding: Option<Encoding>, file: &ReleaseFile) -> bool {
    let Ok(found) = fs::symlink_metadata(path) else { return false };
    if !found.is_file() {
        return false;
    }
    match encoding {
        None => found.len() == file.size && hash_of(path).is_ok_and(|hash| hash == file.hash),
        Some(encoding) => {
            let mut encoded = Vec::new();
            // A variant is never much larger than its file.
            let limit = file.size.saturating_mul(2) + 1024;
            File::open(path)
                .and_then(|opened| opened.take(limit).read_to_end(&mut encoded))
                .and_then(|_| encoding.decode(&encoded, file.size))
                .is_ok_and(|bytes| blake3::hash(&bytes) == file.hash)
        }
    }
}

fn hash_of(path: &Path) -> io::Result<blake3::Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize())
}

/// Every file of a release with its variants.
pub(super) fn with_variants(
    release: &Release,
) -> impl Iterator<Item = (Option<Encoding>, String, &ReleaseFile)> {
    release.files.iter().flat_map(|(path, file)| {
        let own = std::iter::once((None, path.clone(), file));
        let more = variants(release, path, file).into_iter();
        own.chain(more.map(move |(encoding, name)| (Some(encoding), name, file)))
    })
}

/// Shares files of a release with another one that lacks them. What cannot be shared is left out:
/// the release is whole without it.
pub(super) fn lend(old: &Release, from: &Path, lent: &Release, to: &Path) {
    let wanted = with_variants(old).filter(|(_, name, _)| {
        let path = Encoding::ALL.iter().find_map(|encoding| name.strip_suffix(encoding.suffix()));
        lent.files.contains_key(name) || path.is_some_and(|path| lent.files.contains_key(path))
    });
    for (_, name, _) in wanted {
        let target = to.join(&name);
        if let Some(folder) = target.parent() {
            let _ = fs::create_dir_all(folder);
        }
        let _ = fs::hard_link(from.join(&name), target);
    }
}

/// What in a folder is not as the release says, in the order of paths. What it was lent may be
/// there.
pub(super) fn flaws(folder: &Path, release: &Release, lent: &Release) -> Vec<Flaw> {
    let lent = with_variants(lent).filter(|(_, name, _)| folder.join(name).exists());
    let expected: Vec<_> = with_variants(release).chain(lent).collect();
    let mut flaws: Vec<Flaw> = expected
        .par_iter()
        .filter_map(|(encoding, name, file)| {
            let path = folder.join(name);
            let kind = match fs::symlink_metadata(&path) {
                Err(_) => FlawKind::Missing,
                Ok(_) if is_whole(&path, *encoding, file) => return None,
                Ok(_) => FlawKind::Changed,
            };
            Some(Flaw { path: name.clone(), kind })
        })
        .collect();
    let known: BTreeSet<&str> = expected.iter().map(|(_, name, _)| name.as_str()).collect();
    let found = walkdir::WalkDir::new(folder).min_depth(1).into_iter().flatten();
    let foreign = found.filter(|entry| !entry.file_type().is_dir()).filter_map(|entry| {
        let path = entry.path().strip_prefix(folder).ok()?.to_string_lossy().into_owned();
        let path = path.replace(std::path::MAIN_SEPARATOR, "/");
        (!known.contains(path.as_str())).then_some(Flaw { path, kind: FlawKind::Foreign })
    });
    flaws.extend(foreign);
    flaws.sort();
    flaws
}

/// Makes a folder, with those above it, where there is none; when this returns it is safe on the
/// disk.
pub(super) fn make_folder(folder: &Path) -> Result<(), Diagnostic> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
    above.map_or(Ok(()), make_folder)?;
    match fs::create_dir(folder) {
        Ok(()) => let_in(folder),
        // The publisher of another site was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
        Err(error) => return Err(not_writable(folder, &error)),
    }
    above.map_or(Ok(()), sync_folder)
}

/// Lets everybody read what was just made. A file system that knows no such rights, or not these,
/// is left as it is.
#[cfg(unix)]
fn let_in(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let Ok(made) = fs::metadata(path) else { return };
    let (mode, wanted) = (made.permissions().mode(), if made.is_dir() { 0o555 } else { 0o444 });
    if mode & wanted != wanted {
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode | wanted));
    }
}

/// Rights are the folder's own there, and inherited.
#[cfg(not(unix))]
fn let_in(_: &Path) {}

/// Puts one folder in the place of another at once; afterwards `one` is what `other` was.
///
/// # Errors
/// `publish-no-exchange` where the system or the file system cannot; nothing changed then.
pub(super) fn exchange(one: &Path, other: &Path) -> Result<(), Diagnostic> {
    swap(one, other).map_err(|error| match error.kind() {
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput => {
            Diagnostic::error("publish-no-exchange").arg("folder", other.display().to_string())
        }
        _ => not_writable(other, &error),
    })
}

#[cfg(target_os = "linux")]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Waits until what a folder holds (not what its files hold) is on the disk.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Diagnostic> {
    if cfg!(windows) {
        // There a folder cannot be opened, and its changes are journaled.
        return Ok(());
    }
    let synced = File::open(folder).and_then(|opened| opened.sync_all());
    synced.map_err(|error| not_writable(folder, &error))
}

/// How far the calls below have come on one file system.
#[cfg(target_os = "linux")]
#[derive(Debug, Default)]
struct Rounds {
    begun: u64,
    done: u64,
    running: bool,
}

/// Waits until all the file system of `folder` held back is on the disk; false where there is no
/// such call. Sites that wait at the same time share one call: a first publication of hundreds of
/// them would otherwise wait for the disk hundreds of times.
#[cfg(target_os = "linux")]
fn sync_all(folder: &Path) -> io::Result<bool> {
    use std::collections::BTreeMap;
    use std::os::unix::fs::MetadataExt as _;
    use std::sync::{Condvar, PoisonError};
    static ROUNDS: Mutex<BTreeMap<u64, Rounds>> = Mutex::new(BTreeMap::new());
    static DONE: Condvar = Condvar::new();

    let file = File::open(folder)?;
    let device = file.metadata()?.dev();
    let mut all = ROUNDS.lock().unwrap_or_else(PoisonError::into_inner);
    // One that runs already may have passed by what was written last.
    let wanted = all.entry(device).or_default().begun + 1;
    loop {
        let rounds = all.entry(device).or_default();
        if rounds.done >= wanted {
            return Ok(true);
        }
        if rounds.running {
            all = DONE.wait(all).unwrap_or_else(PoisonError::into_inner);
            continue;
        }
        rounds.running = true;
        rounds.begun += 1;
        let number = rounds.begun;
        drop(all);
        let synced = rustix::fs::syncfs(&file);
        all = ROUNDS.lock().unwrap_or_else(PoisonError::into_inner);
        let rounds = all.entry(device).or_default();
        rounds.running = false;
        if synced.is_ok() {
            rounds.done = number;
        }
        DONE.notify_all();
        synced?;
    }
}

/// Waits until all the file system of `folder` held back is on the disk; false where there is no
/// such call.
#[cfg(not(target_os = "linux"))]
fn sync_all(_: &Path) -> io::Result<bool> {
    Ok(false)
}
