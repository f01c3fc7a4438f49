//! What is known of the documents that a page offers for download.
//!
//! Whoever calls the linter says it, from the files beside the page: nothing here opens a file.

use super::lint::key_of;

/// Kinds of office files, by the ending of their name (RGAA, «document bureautique»).
pub(super) const OFFICE: &[&str] =
    &["pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt", "pptx", "odp", "epub"];

/// What a document says of itself; what is not known is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentFacts {
    /// It could be read: it is neither protected nor damaged.
    pub readable: bool,
    /// It is tagged and holds the tree its tags make.
    pub tagged: Option<bool>,
    /// It has a title that readers are told to show.
    pub titled: Option<bool>,
    /// It says its language.
    pub language: Option<String>,
    /// The day it was last changed, as `YYYY-MM-DD`.
    pub changed: Option<String>,
}

type Read<'a> = dyn Fn(&str) -> Option<DocumentFacts> + Send + Sync + 'a;

/// Says what is known of a document, by the path of its file from the folder that holds the pages.
pub struct Documents<'a> {
    read: Option<Box<Read<'a>>>,
}

impl std::fmt::Debug for Documents<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Documents").finish_non_exhaustive()
    }
}

impl<'a> Documents<'a> {
    /// Documents of which `read` says what is known; `None` for one that is not to be had.
    #[must_use]
    pub fn new(read: impl Fn(&str) -> Option<DocumentFacts> + Send + Sync + 'a) -> Self {
        Self { read: Some(Box::new(read)) }
    }

    /// Nothing is known of any document.
    #[must_use]
    pub const fn none() -> Self {
        Self { read: None }
    }

    /// What is known of the document at an address, as the page at `path` writes it.
    pub(super) fn of(&self, path: &str, address: &str) -> Option<DocumentFacts> {
        (self.read.as_ref()?)(&key_of(path, address)?)
    }
}
