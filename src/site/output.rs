//! Where pages go. The site room only hands them over.

use super::PageOrigin;
use std::path::Path;

/// A digest of all a page is made of, but for the theme's templates.
pub type Made = blake3::Hash;

/// A page as it is handed over.
#[derive(Debug)]
pub struct Html {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their BLAKE3, by which all who get the page know it: it is made once.
    pub hash: blake3::Hash,
}

impl From<Vec<u8>> for Html {
    fn from(bytes: Vec<u8>) -> Self {
        Self { hash: blake3::hash(&bytes), bytes }
    }
}

/// Receives the files of a site. Called from several threads, in no particular order, at most
/// once for each path.
pub trait Output: Sync {
    /// A file: its path in the site's output, e.g. `actualites/index.html`, and what it holds.
    fn file(&self, path: String, bytes: Vec<u8>);

    /// A file that is a copy of another, e.g. a document to download or an image.
    fn copy(&self, path: &str, from: &Path);

    /// Whether it is worth telling what pages are made of.
    fn remembers(&self) -> bool {
        false
    }

    /// True when the page at `path` is known to be what would be made of `from` again; it is then
    /// taken as handed over. Always false where nothing is remembered.
    fn still_holds(&self, path: &str, from: &Made) -> bool {
        let _ = (path, from);
        false
    }

    /// A page, what it was made of where that is [worth telling](Self::remembers), and what says
    /// where its parts come from.
    fn page(&self, path: String, html: Html, from: Option<Made>, origin: &PageOrigin<'_>) {
        let _ = (from, origin);
        self.file(path, html.bytes);
    }
}
