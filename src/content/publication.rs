//! Publications: official documents, each with a summary in HTML.

use std::ops::Range;

use super::front_matter::{Checker, FrontMatter};
use crate::diagnostic::Diagnostic;

/// An official publication; its body is the summary in HTML of what the document says.
#[derive(Debug, Clone)]
pub struct Publication {
    /// The document's file, relative to the entry or, with a leading `/`, to the site's folder.
    pub document: String,
    /// Place of the document's name in the source's text.
    pub range: Range<usize>,
    /// What period it is about, as written, e.g. «premier semestre 2026».
    pub period: Option<String>,
}

/// Reads what is particular to a publication.
pub(super) fn read(
    checker: &mut Checker<'_>,
    keys: &mut FrontMatter,
    path: &str,
    body: &str,
) -> Option<Publication> {
    if keys.document.is_none() {
        checker.missing("document");
    }
    if body.trim().is_empty() {
        // Not everybody can read a PDF: what it says must be said on the page too.
        checker.tell(Diagnostic::warning("publication-summary-missing"), &["document"]);
    }
    let (document, range) = checker.file(path, keys.document.as_ref()?)?;
    Some(Publication { document, range, period: checker.line(keys.period.take()) })
}
