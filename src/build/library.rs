//! What the files beside the texts hold: images with their derivatives, documents with what they
//! are. Content is looked at once for all sites and all builds of a process; between processes
//! the cache of `media` remembers.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use rustc_hash::FxHashMap;

use super::recall::Recall;
use crate::content::{self, Entry, ParseContext};
use crate::diagnostic::{Diagnostic, Location};
use crate::media::document::Document;
use crate::media::image::Limits;
use crate::media::{DocumentStore, ImageStore, PreparedImage};
use crate::site::{self, Text};
use crate::workspace::SourceFile;

/// One state of a file: where it is, its number on the disk, its size and when it changed.
type FileState = (PathBuf, u64, u64, i64);

/// The heaviest document that is published, in bytes.
const MAX_DOCUMENT: u64 = 100_000_000;

/// What no site used for so long may leave the cache.
const IDLE: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Shared by all sites.
#[derive(Debug)]
pub(super) struct Shelves {
    images: ImageStore,
    documents: DocumentStore,
    /// Content hashes of files already read.
    hashes: Mutex<FxHashMap<FileState, blake3::Hash>>,
}

impl Shelves {
    pub(super) fn new(cache: &Path) -> Self {
        Self {
            images: ImageStore::new(cache),
            documents: DocumentStore::new(cache),
            hashes: Mutex::default(),
        }
    }

    /// Removes from the cache what nobody asked for since the shelves were made, and no other
    /// process for a while. What cannot be removed takes room and does no harm.
    pub(super) fn tidy(&self) {
        let idle = SystemTime::now().checked_sub(IDLE).unwrap_or(SystemTime::UNIX_EPOCH);
        let _ = self.images.prune(idle);
        let _ = self.documents.prune(idle);
    }

    fn hash(&self, file: &SourceFile) -> io::Result<blake3::Hash> {
        let state = (file.absolute.clone(), file.inode, file.size, file.modified_ns);
        let known = || self.hashes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(hash) = known().get(&state) {
            return Ok(*hash);
        }
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(fs::File::open(&file.absolute)?)?;
        let hash = hasher.finalize();
        known().insert(state, hash);
        Ok(hash)
    }
}

/// What one site takes from the shelves; it also hears what there is to say of its documents.
pub(super) struct Library<'a> {
    shelves: &'a Shelves,
    recall: Option<Arc<Recall>>,
    warnings: Mutex<Vec<Diagnostic>>,
}

impl<'a> Library<'a> {
    pub(super) fn new(shelves: &'a Shelves, recall: Option<Arc<Recall>>) -> Self {
        Self { shelves, recall, warnings: Mutex::default() }
    }

    /// What there is to say, each once, in the order of files.
    pub(super) fn warnings(&self) -> Vec<Diagnostic> {
        let mut warnings = self.warnings.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let file = |finding: &Diagnostic| finding.location.as_ref().map(|l| Arc::clone(&l.file));
        warnings.sort_by_key(|finding| (file(finding), finding.code));
        warnings.dedup();
        warnings
    }
}

impl site::Library for Library<'_> {
    fn entry(&self, text: &Text, context: &ParseContext<'_>) -> (Option<Entry>, Vec<Diagnostic>) {
        let read = || content::parse(&text.source, &text.path, context);
        match &self.recall {
            Some(recall) => recall.entry(text, context, read),
            None => read(),
        }
    }

    fn image(&self, file: &SourceFile) -> Result<Arc<PreparedImage>, Diagnostic> {
        let place = || Location::file(Arc::clone(&file.name));
        Limits::default().check_weight(file.size).map_err(|finding| finding.at(place()))?;
        let hash = self.shelves.hash(file).map_err(|error| {
            Diagnostic::error("image-unreadable").arg("detail", &error).at(place())
        })?;
        self.shelves.images.prepare(&file.name, hash, || fs::read(&file.absolute))
    }

    fn document(&self, file: &SourceFile) -> Result<Arc<Document>, Diagnostic> {
        if file.size > MAX_DOCUMENT {
            return Err(Diagnostic::error("document-too-heavy")
                .arg("size", file.size.div_ceil(1_000_000))
                .arg("limit", MAX_DOCUMENT / 1_000_000)
                .at(Location::file(Arc::clone(&file.name))));
        }
        let hash = self.shelves.hash(file).map_err(|error| {
            Diagnostic::error("document-unreadable")
                .arg("detail", &error)
                .at(Location::file(Arc::clone(&file.name)))
        })?;
        let load = || fs::read(&file.absolute);
        let (document, warnings) = self.shelves.documents.describe(&file.name, hash, load)?;
        let mut heard = self.warnings.lock().unwrap_or_else(PoisonError::into_inner);
        heard.extend(warnings);
        Ok(Arc::new(document))
    }
}
