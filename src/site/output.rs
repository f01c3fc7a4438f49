//! Where pages go. The site room only hands them over.

use std::path::Path;

/// Receives the files of a site. Called from several threads, in no particular order, at most
/// once for each path.
pub trait Output: Sync {
    /// A file: its path in the site's output, e.g. `actualites/index.html`, and what it holds.
    fn file(&self, path: String, bytes: Vec<u8>);

    /// A file that is a copy of another, e.g. a document to download or an image.
    fn copy(&self, path: &str, from: &Path);
}
