//! What was learnt or made of images and documents, kept on the disk by content, once for all
//! sites and builds.
//!
//! Every file is written beside its place and renamed into it, so that none is ever seen half
//! written; what a killed build or a full disk left incomplete is noticed and made again. Two
//! threads, or two builds, that make the same entry write the same bytes.
//!
//! It is the only part of the room that touches the disk, and it writes in the cache only.

mod documents;
mod images;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use blake3::Hash;
use rustc_hash::{FxHashMap, FxHashSet};

pub use documents::DocumentStore;
pub use images::{ImageStore, PreparedImage, Variant};

/// What is known in memory, by content. Whoever asks for what another thread is making waits.
#[derive(Debug)]
struct Memory<T>(Mutex<FxHashMap<Hash, Arc<OnceLock<T>>>>);

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Memory<T> {
    fn slot(&self, hash: Hash) -> Arc<OnceLock<T>> {
        Arc::clone(held(&self.0).entry(hash).or_default())
    }

    fn forget(&self, hash: &Hash) {
        held(&self.0).remove(hash);
    }

    /// The contents that were asked for.
    fn asked(&self) -> FxHashSet<Hash> {
        held(&self.0).keys().copied().collect()
    }
}

/// The lock, even after a panic elsewhere: what it guards is valid between any two operations.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where what is known of a content is: two levels, so that no folder holds too many names.
fn place(folder: &Path, hash: &Hash) -> PathBuf {
    let hex = hash.to_hex();
    folder.join(&hex[..2]).join(hex.as_str())
}

/// Writes beside `path`, then renames. Nobody else uses the same name meanwhile, neither a thread
/// nor another build.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    static WRITTEN: AtomicU64 = AtomicU64::new(0);
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    let beside = path.with_extension(format!("{}-{number}.tmp", std::process::id()));
    fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path)).inspect_err(|_| {
        // The first error is the one to tell.
        let _ = fs::remove_file(&beside);
    })
}

/// What an entry that is a folder says of itself: written last, and touched when it is used.
const MANIFEST: &str = "manifest.json";

/// How long an entry may go unmarked while it is used, so that most uses cost no write.
const MARKED: Duration = Duration::from_secs(24 * 60 * 60);

/// Marks an entry as used, for [`prune`]. Where that cannot be done it is made again one day.
fn mark(file: &Path) {
    let old = |time: SystemTime| time.elapsed().is_ok_and(|elapsed| elapsed > MARKED);
    if fs::metadata(file).and_then(|metadata| metadata.modified()).is_ok_and(old) {
        let touched = fs::OpenOptions::new().append(true).open(file);
        let _ = touched.and_then(|file| file.set_modified(SystemTime::now()));
    }
}

/// When an entry, or the folder of a version, was made or used last.
fn used(entry: &Path) -> io::Result<SystemTime> {
    let manifest = fs::metadata(entry.join(MANIFEST));
    manifest.or_else(|_| fs::metadata(entry))?.modified()
}

/// Removes from `folder`, and from the folders beside it that another version left, all that is
/// not about a content of `kept` and that nobody used since `idle`: another build, or a preview
/// that shows drafts, may be using what this one never asked for.
fn prune(folder: &Path, kept: &FxHashSet<Hash>, idle: SystemTime) -> io::Result<()> {
    let Some(versions) = folder.parent().filter(|versions| versions.exists()) else {
        return Ok(());
    };
    for version in fs::read_dir(versions)? {
        let version = version?.path();
        if version != folder {
            if used(&version)? < idle {
                fs::remove_dir_all(version)?;
            }
            continue;
        }
        for prefix in fs::read_dir(version)? {
            for entry in fs::read_dir(prefix?.path())? {
                let entry = entry?;
                let name = entry.file_name();
                let hash = name.to_str().and_then(|name| Hash::from_hex(name).ok());
                if hash.is_some_and(|hash| kept.contains(&hash)) || used(&entry.path())? >= idle {
                    continue;
                }
                if entry.file_type()?.is_dir() {
                    fs::remove_dir_all(entry.path())?;
                } else {
                    fs::remove_file(entry.path())?;
                }
            }
        }
    }
    Ok(())
}
