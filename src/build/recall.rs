//! What a process that builds again and again keeps of a site between two builds: its texts as
//! they were read, and which bytes its pages were of which values.
//!
//! Nothing here can make output another: a text is known by the state of its file, a page by a
//! digest of all it is made of, and both are only taken where they are what would be made again.

use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use crate::content::{Entry, Kind, ParseContext};
use crate::diagnostic::{Diagnostic, Source};
use crate::site::{Made, Text};
use crate::theme::Language;
use crate::workspace::{SourceFile, read_source};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Above this many pages of one site that are no longer made, all are forgotten.
const STALE: usize = 1_000;

/// What is kept of one site.
#[derive(Debug, Default)]
pub(super) struct Recall {
    texts: Mutex<FxHashMap<Arc<str>, KnownText>>,
    pages: Mutex<Pages>,
}

/// The pages of a site in one dress.
#[derive(Debug, Default)]
struct Pages {
    theme: Option<([u8; 32], Language)>,
    known: FxHashMap<String, KnownPage>,
}

#[derive(Debug)]
struct KnownText {
    file: SourceFile,
    source: Source,
    said: Option<Said>,
}

/// What a text says, and what it was read with.
#[derive(Debug, Clone)]
struct Said {
    folders: BTreeMap<String, Kind>,
    zone: TimeZone,
    entry: Option<Entry>,
    findings: Vec<Diagnostic>,
}

#[derive(Debug, Clone, Copy)]
struct KnownPage {
    made: Made,
    bytes: blake3::Hash,
}

impl Recall {
    /// The text of a file. What is `settled` cannot have changed without another time of change.
    pub(super) fn source(&self, file: &SourceFile, settled: bool) -> Result<Source, Diagnostic> {
        let mut texts = held(&self.texts);
        if let Some(known) = texts.get(&file.name).filter(|known| settled && known.file == *file) {
            return Ok(known.source.clone());
        }
        let source = read_source(file)?;
        if settled {
            let known = KnownText { file: file.clone(), source: source.clone(), said: None };
            texts.insert(Arc::clone(&file.name), known);
        } else {
            texts.remove(&file.name);
        }
        Ok(source)
    }

    /// What a text says; `read` is called where that is not known.
    pub(super) fn entry(
        &self,
        text: &Text,
        context: &ParseContext<'_>,
        read: impl FnOnce() -> (Option<Entry>, Vec<Diagnostic>),
    ) -> (Option<Entry>, Vec<Diagnostic>) {
        let is_text = |known: &&mut KnownText| Arc::ptr_eq(&known.source.text, &text.source.text);
        let as_now =
            |said: &&Said| said.folders == *context.folders && said.zone == *context.timezone;
        let said = held(&self.texts)
            .get_mut(&text.source.path)
            .filter(is_text)
            .and_then(|known| known.said.as_ref().filter(as_now).cloned());
        if let Some(said) = said {
            return (said.entry, said.findings);
        }
        let (entry, findings) = read();
        if let Some(known) = held(&self.texts).get_mut(&text.source.path).filter(is_text) {
            known.said = Some(Said {
                folders: context.folders.clone(),
                zone: context.timezone.clone(),
                entry: entry.clone(),
                findings: findings.clone(),
            });
        }
        (entry, findings)
    }

    /// Forgets the pages if they were made by other templates than these.
    pub(super) fn dress(&self, theme: [u8; 32], language: Language) {
        let mut pages = held(&self.pages);
        if pages.theme != Some((theme, language)) {
            *pages = Pages { theme: Some((theme, language)), known: FxHashMap::default() };
        }
    }

    /// The bytes that a page made of these values has, by their hash.
    pub(super) fn page(&self, path: &str, made: &Made) -> Option<blake3::Hash> {
        let pages = held(&self.pages);
        pages.known.get(path).filter(|page| page.made == *made).map(|page| page.bytes)
    }

    /// Remembers which bytes a page made of these values has.
    pub(super) fn remember(&self, path: &str, made: Made, bytes: blake3::Hash) {
        held(&self.pages).known.insert(path.to_owned(), KnownPage { made, bytes });
    }

    /// Forgets what the site no longer has, once there is much of it.
    pub(super) fn tidy(&self, files: &[SourceFile], pages: usize) {
        let mut texts = held(&self.texts);
        if texts.len() > files.len() {
            let named =
                |name: &Arc<str>| files.binary_search_by(|file| file.name.cmp(name)).is_ok();
            texts.retain(|name, _| named(name));
        }
        let mut known = held(&self.pages);
        if known.known.len() > pages + STALE {
            known.known.clear();
        }
    }
}

/// The lock, even after a panic elsewhere: what it guards is valid between any two operations.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
