//! What documents are, learnt once: `<cache>/documents/<version>/<two hex digits>/<content hash>`.
//!
//! A PDF's pages take milliseconds to count, and the same council's minutes are listed on page
//! after page. Each entry is a small JSON text; one that cannot be read is learnt again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use blake3::Hash;

use super::super::document::{self, Content, Document};
use super::{Memory, mark, place, prune, write_whole};
use crate::diagnostic::{Diagnostic, Location};

/// To be changed with any change in what is learnt of a content.
const VERSION: &str = "2";

/// The documents of all sites. Shared by all threads; each content is read once.
#[derive(Debug)]
pub struct DocumentStore {
    folder: PathBuf,
    known: Memory<Result<Arc<Content>, Diagnostic>>,
}

impl DocumentStore {
    /// A store in the folder `cache`, which is made when first needed.
    #[must_use]
    pub fn new(cache: &Path) -> Self {
        Self { folder: cache.join("documents").join(VERSION), known: Memory::default() }
    }

    /// Says what a document is, as [`document::describe`] does.
    ///
    /// `path` is its path from the workspace's root, `hash` the BLAKE3 hash of its content;
    /// `load` gives that content, and is called only when nothing is known of it.
    ///
    /// # Errors
    /// `document-unreadable` when `load` fails.
    pub fn describe(
        &self,
        path: &str,
        hash: Hash,
        load: impl FnOnce() -> io::Result<Vec<u8>>,
    ) -> Result<(Document, Vec<Diagnostic>), Diagnostic> {
        let slot = self.known.slot(hash);
        let content = slot.get_or_init(|| self.learn(&hash, load).map(Arc::new));
        match content {
            Ok(content) => Ok(document::describe(path, content)),
            Err(diagnostic) => {
                // The disk may be better next time.
                self.known.forget(&hash);
                Err(diagnostic.clone().at(Location::file(path)))
            }
        }
    }

    /// Removes from the disk what is known of contents this store was never asked for, or was
    /// learnt by another version. Not to be called while documents are being described.
    ///
    /// # Errors
    /// When the cache's folder cannot be read, or an entry cannot be removed.
    pub fn prune(&self, idle: SystemTime) -> io::Result<()> {
        prune(&self.folder, &self.known.asked(), idle)
    }

    fn learn(
        &self,
        hash: &Hash,
        load: impl FnOnce() -> io::Result<Vec<u8>>,
    ) -> Result<Content, Diagnostic> {
        let entry = place(&self.folder, hash);
        let known = fs::read(&entry).ok().and_then(|json| serde_json::from_slice(&json).ok());
        if let Some(content) = known {
            mark(&entry);
            return Ok(content);
        }
        let bytes = load()
            .map_err(|error| Diagnostic::error("document-unreadable").arg("detail", &error))?;
        let content = Content::read(&bytes);
        // What cannot be kept is learnt again next time: no reason to fail.
        if let (Some(folder), Ok(json)) = (entry.parent(), serde_json::to_vec(&content)) {
            let _ = fs::create_dir_all(folder).and_then(|()| write_whole(&entry, &json));
        }
        Ok(content)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::pdf::tests as pdfs;
    use super::*;

    fn never() -> io::Result<Vec<u8>> {
        panic!("nothing has to be read")
    }

    #[test]
    fn a_document_is_read_once_and_warned_of_under_each_name() {
        let cache = tempfile::tempdir().expect("a folder");
        let bytes = pdfs::saved(pdfs::document(3));
        let hash = blake3::hash(&bytes);
        let store = DocumentStore::new(cache.path());
        let first = store.describe("a.pdf", hash, || Ok(bytes.clone())).expect("read");
        assert_eq!(first.0.pdf.as_ref().and_then(|pdf| pdf.pages), Some(3));
        assert_eq!(first.0.bytes, bytes.len() as u64);
        assert_eq!(store.describe("a.pdf", hash, never).expect("in memory"), first);
        let next_build = DocumentStore::new(cache.path());
        assert_eq!(next_build.describe("a.pdf", hash, never).expect("on the disk"), first);
        let (_, warnings) = next_build.describe("b.docx", hash, never).expect("in memory");
        assert_eq!(warnings[0].code, "document-type-mismatch");
        assert_eq!(warnings[0].location, Some(Location::file("b.docx")));
    }

    #[test]
    fn a_truncated_entry_is_learnt_again_and_a_failed_reading_asked_again() {
        let cache = tempfile::tempdir().expect("a folder");
        let bytes = pdfs::saved(pdfs::document(3));
        let hash = blake3::hash(&bytes);
        let describe = |load: &dyn Fn() -> io::Result<Vec<u8>>| {
            DocumentStore::new(cache.path()).describe("a.pdf", hash, load)
        };
        let first = describe(&|| Ok(bytes.clone())).expect("read");
        let entry = place(&cache.path().join("documents").join(VERSION), &hash);
        let json = fs::read(&entry).expect("in the cache");
        fs::write(&entry, &json[..json.len() / 2]).expect("truncated");
        let missing = || Err(io::Error::from(io::ErrorKind::NotFound));
        let store = DocumentStore::new(cache.path());
        let found = store.describe("a.pdf", hash, missing).expect_err("missing");
        assert_eq!(found.code, "document-unreadable");
        assert_eq!(store.describe("a.pdf", hash, || Ok(bytes.clone())).expect("read"), first);
        assert_eq!(fs::read(&entry).expect("in the cache"), json);
    }

    #[test]
    fn pruning_keeps_what_was_asked_for() {
        let cache = tempfile::tempdir().expect("a folder");
        let stores = [(); 2].map(|()| DocumentStore::new(cache.path()));
        let [kept, dropped] = [b"a", b"b"].map(|bytes| blake3::hash(bytes));
        let [store, before] = &stores;
        for (store, hash) in [(store, kept), (before, dropped)] {
            store.describe("a.txt", hash, || Ok(b"a".to_vec())).expect("read");
        }
        store.prune(SystemTime::now() + std::time::Duration::from_secs(60)).expect("pruned");
        assert!(place(&store.folder, &kept).exists());
        assert!(!place(&store.folder, &dropped).exists());
    }
}
