//! The index of a site's search inside a build: made again only where what is searched changed.
//!
//! What a parent finds in its members is what they kept of themselves beside their exports; where
//! that is not what they offer now, it is read from their texts again. Making an index never
//! keeps a site from being written: without one, the search page shows the site's plan.

use super::library::Library;
use super::manifest::{self, State};
use super::output::SiteOutput;
use super::run::Run;
use super::{fingerprint, isolated};
use crate::accessibility::audit::Judged;
use crate::diagnostic::{Argument, Diagnostic};
use crate::search::{self, Document, FOLDER, Shelf};
use crate::site::{LoadedSite, page_document};
use crate::theme::Language;

/// What became of the index of a site.
#[derive(Debug, Default)]
pub(super) struct Indexed {
    /// A digest of what it was made of; `None` where there is none.
    pub(super) searched: Option<String>,
    /// Whether it is that of the pages as they are now.
    pub(super) current: bool,
    /// What there is to say.
    pub(super) finding: Option<Diagnostic>,
}

/// The documents of one site.
struct Owned {
    site: Option<String>,
    base: String,
    documents: Vec<Document>,
}

impl Run<'_> {
    /// Hands `output` the index of a site whose pages it has; `before` is the state in which the
    /// last build left it.
    pub(super) fn index(
        &self,
        loaded: &LoadedSite<'_>,
        output: &SiteOutput,
        before: Option<&State>,
    ) -> Indexed {
        let none = Indexed { current: true, ..Indexed::default() };
        if !loaded.is_searched() {
            return none;
        }
        let earlier = before.and_then(|state| state.searched.clone());
        if !self.options.index && earlier.is_some() && output.keep_folder(FOLDER) {
            return Indexed { searched: earlier, ..Indexed::default() };
        }
        let shelves = self.shelves(loaded, output);
        let digest = digest(&loaded.site().language, &shelves);
        if !self.options.force && earlier.as_ref() == Some(&digest) && output.keep_folder(FOLDER) {
            return Indexed { searched: earlier, ..none };
        }
        let shelves: Vec<Shelf<'_>> = shelves
            .iter()
            .map(|owned| Shelf {
                site: owned.site.as_deref(),
                base: &owned.base,
                documents: &owned.documents,
            })
            .collect();
        let made = isolated(|| search::index(&loaded.site().language, &shelves));
        let detail = match made {
            Ok(Ok(files)) => {
                files.into_iter().for_each(|(path, bytes)| output.file(path, bytes));
                return Indexed { searched: Some(digest), ..none };
            }
            Ok(Err(detail)) => detail,
            Err(panic) => said(&panic),
        };
        let finding = Diagnostic::warning("search-index-failed").arg("detail", detail);
        Indexed { finding: Some(finding), ..none }
    }

    /// What is searched: the site's own pages, then the entries of its members.
    fn shelves(&self, loaded: &LoadedSite<'_>, output: &SiteOutput) -> Vec<Owned> {
        let site = loaded.site();
        let mut documents = loaded.documents().to_vec();
        for (url, path) in loaded.searched_pages() {
            let html = output.bytes_of(&path);
            documents.extend(html.and_then(|html| page_document(url, &html)));
        }
        documents.sort_by(|a, b| a.url.cmp(&b.url));
        let members = site.members.iter().filter_map(|id| {
            let exports = self.exports(id)?;
            let digest = &exports.documents.as_ref()?.digest;
            let documents = self.documents(id, digest)?;
            Some(Owned { site: Some(id.to_string()), base: exports.url().to_owned(), documents })
        });
        let members: Vec<_> = members.collect();
        let own = (!members.is_empty()).then(|| site.id.to_string());
        let own = Owned { site: own, base: String::new(), documents };
        std::iter::once(own).chain(members).collect()
    }

    /// The documents that a member offers: those it kept, or those of its texts as they are now.
    fn documents(&self, id: &str, digest: &str) -> Option<Vec<Document>> {
        let kept = manifest::documents(&self.memory, id);
        let kept = kept.filter(|bytes| search::digest(bytes) == digest);
        kept.and_then(|bytes| search::decode(&bytes)).or_else(|| self.read_documents(id))
    }

    fn read_documents(&self, id: &str) -> Option<Vec<Document>> {
        let site = self.workspace.sites.get(id)?;
        let listing = self.listing(site)?;
        let chain = self.chain(&listing.theme);
        let chain = chain.as_ref().as_ref().ok()?;
        let theme = self.engine.theme(chain, Language::of(&site.language)).ok()?;
        let library = Library::new(&self.engine.shelves, self.engine.recall(&site.id));
        let read = isolated(|| {
            let (loaded, _) = self.load(site, listing, &theme, &library, Judged::default());
            loaded.documents().to_vec()
        });
        read.ok()
    }
}

/// The values of a diagnostic, as they are.
fn said(finding: &Diagnostic) -> String {
    let values = finding.arguments.iter().filter_map(|(_, value)| match value {
        Argument::Text(text) => Some(text.as_str()),
        Argument::Number(_) => None,
    });
    values.collect::<Vec<_>>().join(", ")
}

/// What an index is made of, and by which program.
fn digest(language: &str, shelves: &[Owned]) -> String {
    let mut hasher = blake3::Hasher::new();
    let mut part = |bytes: &[u8]| {
        hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    };
    part(fingerprint::program_name().as_bytes());
    part(language.as_bytes());
    for shelf in shelves {
        part(shelf.site.as_deref().unwrap_or_default().as_bytes());
        part(shelf.base.as_bytes());
        part(&search::encode(&shelf.documents));
    }
    hasher.finalize().to_hex().to_string()
}
