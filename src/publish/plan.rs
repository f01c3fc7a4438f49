//! What a publication would change, as people say it: pages, images, documents, feeds, and the
//! rest; which came, which changed, which went, and which of those lead on to another page.
//!
//! It compares two manifests and never reads a file.

use std::collections::BTreeMap;

use super::class::CacheClass;
use super::journal::Counts;
use super::release::{Release, ReleaseFile};
use crate::diagnostic::Argument;
use crate::search;

/// What a file is to the people who read a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A page.
    Page,
    /// An image.
    Image,
    /// A document to download.
    Document,
    /// A feed or a calendar.
    Feed,
    /// A piece of the index of the search.
    Index,
    /// What pages are made with: styles, scripts, site map.
    Other,
}

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is new.
    Added,
    /// Its bytes, or the way it is served, are others.
    Changed,
    /// It is no longer there.
    Removed,
    /// It is no longer there, and who asks for it is led on.
    Redirected,
}

/// Everything a publication would change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// By path.
    pub changes: BTreeMap<String, (Kind, Change)>,
}

/// The messages that count changes, in the order in which they are read.
const COUNTED: [(Kind, Change, &str); 20] = [
    (Kind::Page, Change::Changed, "publish-pages-changed"),
    (Kind::Page, Change::Added, "publish-pages-added"),
    (Kind::Page, Change::Removed, "publish-pages-removed"),
    (Kind::Page, Change::Redirected, "publish-pages-redirected"),
    (Kind::Image, Change::Changed, "publish-images-changed"),
    (Kind::Image, Change::Added, "publish-images-added"),
    (Kind::Image, Change::Removed, "publish-images-removed"),
    (Kind::Image, Change::Redirected, "publish-images-redirected"),
    (Kind::Document, Change::Changed, "publish-documents-changed"),
    (Kind::Document, Change::Added, "publish-documents-added"),
    (Kind::Document, Change::Removed, "publish-documents-removed"),
    (Kind::Document, Change::Redirected, "publish-documents-redirected"),
    (Kind::Feed, Change::Changed, "publish-feeds-changed"),
    (Kind::Feed, Change::Added, "publish-feeds-added"),
    (Kind::Feed, Change::Removed, "publish-feeds-removed"),
    (Kind::Feed, Change::Redirected, "publish-feeds-redirected"),
    (Kind::Other, Change::Changed, "publish-others-changed"),
    (Kind::Other, Change::Added, "publish-others-added"),
    (Kind::Other, Change::Removed, "publish-others-removed"),
    (Kind::Other, Change::Redirected, "publish-others-redirected"),
];

impl Plan {
    /// What changes when `new` takes the place of `old`. `redirected` says of a path that whoever
    /// asks for it is led on.
    #[must_use]
    pub fn between(
        old: Option<&Release>,
        new: &Release,
        redirected: impl Fn(&str) -> bool,
    ) -> Self {
        let nothing = Release::default();
        let old = old.unwrap_or(&nothing);
        let mut changes = BTreeMap::new();
        for (path, file) in &new.files {
            let leads_on = file.class == CacheClass::Redirect;
            let change = match old.files.get(path) {
                Some(before) if before == file => continue,
                Some(before) if leads_on && before.class != CacheClass::Redirect => {
                    Change::Redirected
                }
                // A page that only leads on is no page to those who read the plan.
                _ if leads_on => continue,
                Some(before) if before.class == CacheClass::Redirect => Change::Added,
                Some(_) => Change::Changed,
                None => Change::Added,
            };
            changes.insert(path.clone(), (kind(path, file), change));
        }
        for (path, file) in old.files.iter().filter(|(path, _)| !new.files.contains_key(*path)) {
            if file.class != CacheClass::Redirect {
                let change = if redirected(path) { Change::Redirected } else { Change::Removed };
                changes.insert(path.clone(), (kind(path, file), change));
            }
        }
        Self { changes }
    }

    /// How many of a kind change so.
    #[must_use]
    pub fn count(&self, kind: Kind, change: Change) -> usize {
        self.changes.values().filter(|found| **found == (kind, change)).count()
    }

    /// For the journal.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (_, change) in self.changes.values() {
            match change {
                Change::Added => counts.added += 1,
                Change::Changed => counts.changed += 1,
                Change::Removed | Change::Redirected => counts.removed += 1,
            }
        }
        counts
    }

    /// The plan in words, `say` giving the sentence of a message: «3 pages modifiées, 1 image
    /// ajoutée». Empty when only what leads on changes.
    #[must_use]
    pub fn words(&self, say: impl Fn(&str, &[(&str, Argument)]) -> String) -> String {
        let parts = COUNTED.iter().filter_map(|(kind, change, message)| {
            let count = self.count(*kind, *change);
            (count > 0).then(|| say(message, &[("count", count.into())]))
        });
        // In how many pieces the index is, and what they are called, is nobody's affair.
        let index = self.changes.values().any(|(kind, _)| *kind == Kind::Index);
        let index = index.then(|| say("publish-index-changed", &[]));
        parts.chain(index).collect::<Vec<_>>().join(", ")
    }

    /// The pages that change, with their addresses, in order.
    pub fn pages(&self) -> impl Iterator<Item = (String, Change)> {
        self.changes.iter().filter(|(_, (kind, _))| *kind == Kind::Page).map(
            |(path, (_, change))| {
                let folder = path
                    .strip_suffix("index.html")
                    .filter(|folder| folder.is_empty() || folder.ends_with('/'));
                (format!("/{}", folder.unwrap_or(path)), *change)
            },
        )
    }
}

fn kind(path: &str, file: &ReleaseFile) -> Kind {
    const DOCUMENTS: [&str; 14] = [
        ".pdf", ".odt", ".ods", ".odp", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip",
        ".csv", ".epub", ".rtf",
    ];
    match file.class {
        CacheClass::Page | CacheClass::Redirect => Kind::Page,
        CacheClass::Feed => Kind::Feed,
        _ if path.split('/').next() == Some(search::FOLDER) => Kind::Index,
        _ if file.content_type.starts_with("image/") && !path.starts_with("assets/") => Kind::Image,
        _ if DOCUMENTS.iter().any(|ending| path.ends_with(ending)) => Kind::Document,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Catalogue, Lang};
    use crate::publish::class::classify;

    fn release(files: &[(&str, &str)]) -> Release {
        let files = files.iter().map(|(path, text)| {
            let (content_type, mut class) = classify(path);
            if *text == "->" {
                class = CacheClass::Redirect;
            }
            let (hash, size) = (blake3::hash(text.as_bytes()), text.len() as u64);
            (
                (*path).to_owned(),
                ReleaseFile { hash, size, content_type: content_type.into(), class },
            )
        });
        Release { files: files.collect() }
    }

    fn words(old: &[(&str, &str)], new: &[(&str, &str)], lang: Lang) -> String {
        let plan = Plan::between(Some(&release(old)), &release(new), |path| path == "tarifs.pdf");
        plan.words(|id, values| Catalogue::of(lang).text(id, values)).replace('\u{a0}', " ")
    }

    #[test]
    fn a_plan_is_said_in_words() {
        let old = [
            ("index.html", "1"),
            ("a/index.html", "1"),
            ("b/index.html", "1"),
            ("vieux/index.html", "1"),
            ("parti/index.html", "1"),
            ("tarifs.pdf", "1"),
            ("pagefind/fragment/fr_a.pf_fragment", "1"),
        ];
        let new = [
            ("index.html", "2"),
            ("a/index.html", "2"),
            ("b/index.html", "2"),
            ("vieux/index.html", "->"),
            ("jadis/index.html", "->"),
            ("images/pont.jpg", "1"),
            ("pagefind/fragment/fr_b.pf_fragment", "1"),
            ("pagefind/pagefind-entry.json", "1"),
        ];
        assert_eq!(
            words(&old, &new, Lang::Fr),
            "3 pages modifiées, 1 page retirée, 1 page retirée (redirigée), 1 image ajoutée, \
             1 document retiré (redirigé), recherche mise à jour"
        );
        assert_eq!(
            words(&old, &new, Lang::En),
            "3 pages changed, 1 page removed, 1 page removed (redirected), 1 image added, \
             1 document removed (redirected), search updated"
        );
        assert_eq!(words(&old, &old, Lang::Fr), "");
    }

    #[test]
    fn addresses_are_those_people_type() {
        let plan = Plan::between(
            None,
            &release(&[("index.html", "1"), ("a/index.html", "1"), ("404.html", "1")]),
            |_| false,
        );
        let pages: Vec<String> = plan.pages().map(|(address, _)| address).collect();
        assert_eq!(pages, ["/404.html", "/a/", "/"]);
    }
}
