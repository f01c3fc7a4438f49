//! Copies of images, made once: `<cache>/images/<operation>/<two hex digits>/<content hash>/`
//! holds the copies of one source and `manifest.json`, which gives their sizes and lengths.
//!
//! The manifest is written last, and whatever is missing or of another length than it says is
//! made again. An image whose entry is whole is never decoded, nor even read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use blake3::Hash;
use serde::{Deserialize, Serialize};

use super::super::derivatives::{self, OPERATION};
use super::super::image::{Format, Limits, probe};
use super::{MANIFEST, Memory, held, mark, place, prune, write_whole};
use crate::diagnostic::{Diagnostic, Location};
use crate::workspace::grammar::slug;

/// Above this many pixels, images are decoded one at a time: a build's memory has to hold one.
const LARGE: u64 = 12_000_000;

/// An image ready to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedImage {
    /// Width in pixels of the original, upright.
    pub width: u32,
    /// Height in pixels of the original, upright.
    pub height: u32,
    /// The original's format.
    pub original_type: Format,
    /// True when it moves; it then has one variant.
    pub animated: bool,
    /// Its copies: those in a format that everything reads, then those in WebP, each from the
    /// narrowest to the widest. Never empty.
    pub variants: Vec<Variant>,
}

impl PreparedImage {
    /// The copy for whoever reads only one: the widest in the format that everything reads.
    /// It is the `src` of the `<img>`, the `og:image`, and what feeds show.
    #[must_use]
    pub fn fallback(&self) -> Option<&Variant> {
        let format = self.variants.first()?.format;
        self.variants.iter().rfind(|variant| variant.format == format)
    }
}

/// One file of a [`PreparedImage`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Its format.
    pub format: Format,
    /// The name to publish it under, which changes with the content:
    /// `<stem>-<8 hex digits of the source's hash>-<width>.<extension>`.
    pub file_name: String,
    /// Where it is now, to be copied from.
    pub cache_path: PathBuf,
    /// Its length in bytes.
    pub bytes_len: u64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    width: u32,
    height: u32,
    format: Format,
    animated: bool,
    copies: Vec<ManifestCopy>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ManifestCopy {
    width: u32,
    height: u32,
    format: Format,
    length: u64,
}

impl ManifestCopy {
    fn file_name(&self) -> String {
        format!("{}.{}", self.width, self.format.extension())
    }
}

/// The images of all sites. Shared by all threads; each source is read and decoded once.
#[derive(Debug)]
pub struct ImageStore {
    folder: PathBuf,
    limits: Limits,
    known: Memory<Result<Arc<Manifest>, Diagnostic>>,
    large: Mutex<()>,
}

impl ImageStore {
    /// A store in the folder `cache`, which is made when first needed; images beyond
    /// [`Limits::default`] are refused.
    #[must_use]
    pub fn new(cache: &Path) -> Self {
        let operation = &blake3::hash(OPERATION.as_bytes()).to_hex()[..8];
        Self {
            folder: cache.join("images").join(operation),
            limits: Limits::default(),
            known: Memory::default(),
            large: Mutex::default(),
        }
    }

    /// Makes the copies of an image, or finds them made.
    ///
    /// `path` is the image's path from the workspace's root: it names the published files and is
    /// where a diagnostic points. `hash` is the BLAKE3 hash of its content; `load` gives that
    /// content, and is called only when the copies have to be made.
    ///
    /// A thread that asks for an image another one is making waits for it; nothing here hands
    /// work to a thread pool, so that it may be called from one.
    ///
    /// # Errors
    /// Those of [`derive`](derivatives::derive), `image-unreadable` when `load` fails and
    /// `image-cache-unwritable` when the cache does, all pointing at `path`.
    pub fn prepare(
        &self,
        path: &str,
        hash: Hash,
        load: impl FnOnce() -> io::Result<Vec<u8>>,
    ) -> Result<Arc<PreparedImage>, Diagnostic> {
        let slot = self.known.slot(hash);
        let folder = place(&self.folder, &hash);
        let made = slot.get_or_init(|| {
            found(&folder).map_or_else(|| self.make(&folder, load), Ok).map(Arc::new)
        });
        match made {
            Ok(manifest) => Ok(Arc::new(prepared(path, &hash, &folder, manifest))),
            Err(diagnostic) => {
                // The disk may be better next time; the image will not.
                if matches!(diagnostic.code, "image-unreadable" | "image-cache-unwritable") {
                    self.known.forget(&hash);
                }
                Err(diagnostic.clone().at(Location::file(path)))
            }
        }
    }

    /// Removes from the disk every image this store was never asked for, and every entry made with
    /// other parameters than today's, unless it was made or used since `idle`. Not to be called
    /// while images are being prepared.
    ///
    /// # Errors
    /// When the cache's folder cannot be read, or an entry cannot be removed.
    pub fn prune(&self, idle: SystemTime) -> io::Result<()> {
        prune(&self.folder, &self.known.asked(), idle)
    }

    fn make(
        &self,
        folder: &Path,
        load: impl FnOnce() -> io::Result<Vec<u8>>,
    ) -> Result<Manifest, Diagnostic> {
        let bytes =
            load().map_err(|error| Diagnostic::error("image-unreadable").arg("detail", &error))?;
        let info = probe(&bytes, &self.limits)?;
        let large = u64::from(info.width) * u64::from(info.height) > LARGE;
        let turn = large.then(|| held(&self.large));
        let (info, copies) = derivatives::derive(&bytes, &self.limits)?;
        drop(turn);
        let manifest = Manifest {
            width: info.width,
            height: info.height,
            format: info.format,
            animated: info.animated,
            copies: copies
                .iter()
                .map(|copy| ManifestCopy {
                    width: copy.width,
                    height: copy.height,
                    format: copy.format,
                    length: copy.bytes.len() as u64,
                })
                .collect(),
        };
        let written = fs::create_dir_all(folder).and_then(|()| {
            for (copy, entry) in copies.iter().zip(&manifest.copies) {
                write_whole(&folder.join(entry.file_name()), &copy.bytes)?;
            }
            write_whole(&folder.join(MANIFEST), &serde_json::to_vec(&manifest)?)
        });
        match written {
            Ok(()) => Ok(manifest),
            Err(error) => Err(Diagnostic::error("image-cache-unwritable")
                .arg("folder", folder.display().to_string())
                .arg("detail", &error)),
        }
    }
}

/// The manifest of an entry whose files are all there, each of its length.
fn found(folder: &Path) -> Option<Manifest> {
    let manifest: Manifest = serde_json::from_slice(&fs::read(folder.join(MANIFEST)).ok()?).ok()?;
    let whole = manifest.copies.iter().all(|copy| {
        fs::metadata(folder.join(copy.file_name())).is_ok_and(|file| file.len() == copy.length)
    });
    if whole {
        mark(&folder.join(MANIFEST));
    }
    whole.then_some(manifest)
}

fn prepared(path: &str, hash: &Hash, folder: &Path, manifest: &Manifest) -> PreparedImage {
    let stem = stem(path);
    let short = &hash.to_hex()[..8];
    let variants = manifest
        .copies
        .iter()
        .map(|copy| Variant {
            width: copy.width,
            height: copy.height,
            format: copy.format,
            file_name: format!("{stem}-{short}-{}", copy.file_name()),
            cache_path: folder.join(copy.file_name()),
            bytes_len: copy.length,
        })
        .collect();
    PreparedImage {
        width: manifest.width,
        height: manifest.height,
        original_type: manifest.format,
        animated: manifest.animated,
        variants,
    }
}

/// The file's name without its extension, as part of an address, and of a length that any archive
/// or file system takes.
fn stem(path: &str) -> String {
    const LONGEST: usize = 60;
    let name = path.rsplit('/').next().unwrap_or(path);
    let slug = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    match slug[..slug.len().min(LONGEST)].trim_end_matches('-') {
        "" => "image".to_owned(),
        stem => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use rayon::prelude::*;

    use super::super::super::derivatives::samples;
    use super::*;

    fn never() -> io::Result<Vec<u8>> {
        panic!("nothing has to be read")
    }

    fn snapshot(image: &PreparedImage) -> Vec<(String, Vec<u8>)> {
        let read = |variant: &Variant| fs::read(&variant.cache_path).expect("in the cache");
        image.variants.iter().map(|variant| (variant.file_name.clone(), read(variant))).collect()
    }

    #[test]
    fn names_are_plain_and_change_with_the_content() {
        let cache = tempfile::tempdir().expect("a folder");
        let store = ImageStore::new(cache.path());
        let bytes = samples::jpeg(500, 50);
        let hash = blake3::hash(&bytes);
        let image = store
            .prepare("sites/amou/L’Œuvre d’Été (1).JPG", hash, || Ok(bytes))
            .expect("prepared");
        assert_eq!((image.width, image.height, image.original_type), (500, 50, Format::Jpeg));
        let short = &hash.to_hex()[..8];
        let names: Vec<_> = image.variants.iter().map(|v| v.file_name.as_str()).collect();
        assert_eq!(
            names,
            [
                format!("l-oeuvre-d-ete-1-{short}-400.jpg"),
                format!("l-oeuvre-d-ete-1-{short}-500.jpg"),
                format!("l-oeuvre-d-ete-1-{short}-400.webp"),
                format!("l-oeuvre-d-ete-1-{short}-500.webp"),
            ]
        );
        let fallback = image.fallback().expect("a fallback");
        assert_eq!((fallback.width, fallback.format), (500, Format::Jpeg));
        for variant in &image.variants {
            let length = fs::metadata(&variant.cache_path).expect("in the cache").len();
            assert_eq!(length, variant.bytes_len);
        }
        assert_eq!(stem("a/b/.jpg"), "image");
        assert_eq!(stem("日本.png"), "image");
        assert_eq!(stem(&"é".repeat(500)).len(), 60);
    }

    #[test]
    fn what_was_made_is_neither_read_nor_decoded_again() {
        let cache = tempfile::tempdir().expect("a folder");
        let bytes = samples::png(60, 40);
        let hash = blake3::hash(&bytes);
        let store = ImageStore::new(cache.path());
        let first = store.prepare("a.png", hash, || Ok(bytes)).expect("prepared");
        assert_eq!(store.prepare("a.png", hash, never).expect("in memory"), first);
        let next_build = ImageStore::new(cache.path());
        assert_eq!(next_build.prepare("a.png", hash, never).expect("on the disk"), first);
        // Another site's name for the same picture shares the files.
        let other = next_build.prepare("b.png", hash, never).expect("in memory");
        assert_eq!(other.variants[0].cache_path, first.variants[0].cache_path);
        assert!(other.variants[0].file_name.starts_with("b-"));
    }

    #[test]
    fn what_a_killed_build_left_is_made_again() {
        let cache = tempfile::tempdir().expect("a folder");
        let bytes = samples::jpeg(500, 50);
        let hash = blake3::hash(&bytes);
        let prepare = || {
            ImageStore::new(cache.path())
                .prepare("a.jpg", hash, || Ok(bytes.clone()))
                .expect("prepared")
        };
        let image = prepare();
        let whole = snapshot(&image);
        let victim = &image.variants[1].cache_path;
        let manifest = victim.with_file_name(MANIFEST);

        let content = fs::read(victim).expect("in the cache");
        fs::write(victim, &content[..content.len() / 2]).expect("truncated");
        assert_eq!(snapshot(&prepare()), whole);

        fs::remove_file(victim).expect("removed");
        assert_eq!(snapshot(&prepare()), whole);

        let content = fs::read(&manifest).expect("in the cache");
        fs::write(&manifest, &content[..content.len() / 2]).expect("truncated");
        assert_eq!(snapshot(&prepare()), whole);

        fs::remove_file(&manifest).expect("removed");
        fs::write(victim.with_extension("1-1.tmp"), "left behind").expect("written");
        assert_eq!(snapshot(&prepare()), whole);
    }

    #[test]
    fn many_threads_make_each_image_once() {
        let cache = tempfile::tempdir().expect("a folder");
        let store = ImageStore::new(cache.path());
        let sources: Vec<_> = (0..6).map(|n| samples::jpeg(420 + n, 30)).collect();
        let reads = AtomicUsize::new(0);
        let images: Vec<_> = (0..120usize)
            .into_par_iter()
            .map(|n| {
                let bytes = &sources[n % sources.len()];
                let load = || {
                    reads.fetch_add(1, Ordering::Relaxed);
                    Ok(bytes.clone())
                };
                store.prepare("a.jpg", blake3::hash(bytes), load).expect("prepared")
            })
            .collect();
        assert_eq!(reads.into_inner(), sources.len());
        assert_eq!(images[0], images[sources.len()]);
        // Several builds at once, on one cache: same files, none half written.
        fs::remove_dir_all(cache.path().join("images")).expect("emptied");
        let stores: Vec<_> = (0..4).map(|_| ImageStore::new(cache.path())).collect();
        let hash = blake3::hash(&sources[0]);
        let snapshots: Vec<_> = stores
            .par_iter()
            .map(|store| {
                snapshot(&store.prepare("a.jpg", hash, || Ok(sources[0].clone())).expect("made"))
            })
            .collect();
        assert!(snapshots.iter().all(|snapshot| *snapshot == snapshots[0]));
    }

    #[test]
    fn pruning_keeps_what_was_asked_for() {
        let cache = tempfile::tempdir().expect("a folder");
        let store = ImageStore::new(cache.path());
        let later = SystemTime::now() + std::time::Duration::from_secs(60);
        store.prune(later).expect("nothing to prune yet");
        let [kept, dropped] = [samples::png(30, 20), samples::png(31, 20)];
        let [kept_hash, dropped_hash] = [&kept, &dropped].map(|bytes| blake3::hash(bytes));
        let image = store.prepare("a.png", kept_hash, || Ok(kept)).expect("prepared");
        let before = ImageStore::new(cache.path());
        let gone = before.prepare("b.png", dropped_hash, || Ok(dropped)).expect("prepared");
        let old = cache.path().join("images/an-older-operation");
        fs::create_dir(&old).expect("made");
        let earlier = SystemTime::now() - std::time::Duration::from_secs(60);
        store.prune(earlier).expect("pruned");
        assert!(old.exists() && gone.variants[0].cache_path.exists(), "others may use them");
        store.prune(later).expect("pruned");
        assert!(image.variants[0].cache_path.exists());
        assert!(!gone.variants[0].cache_path.exists());
        assert!(!old.exists());
        assert!(store.prepare("b.png", dropped_hash, || Ok(samples::png(31, 20))).is_ok());
        assert!(gone.variants[0].cache_path.exists(), "made again");
    }

    #[test]
    fn a_refusal_points_at_each_file_that_earned_it() {
        let cache = tempfile::tempdir().expect("a folder");
        let store = ImageStore::new(cache.path());
        let hash = blake3::hash(b"not an image");
        for path in ["sites/amou/a.jpg", "sites/aire/b.jpg"] {
            let found =
                store.prepare(path, hash, || Ok(b"not an image".to_vec())).expect_err("refused");
            assert_eq!(found.code, "image-format-unsupported");
            assert_eq!(found.location, Some(Location::file(path)));
        }
        let missing = || Err(io::Error::from(io::ErrorKind::NotFound));
        let found = store.prepare("c.jpg", blake3::hash(b"c"), missing).expect_err("missing");
        assert_eq!(found.code, "image-unreadable");
        let back = || Ok(samples::png(3, 2));
        assert!(store.prepare("c.jpg", blake3::hash(b"c"), back).is_ok(), "asked again");
    }
}
