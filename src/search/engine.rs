//! What Pagefind brings for the browser: its module, and the engine of a language.
//!
//! They are the same for every site, and dear to get: Pagefind shrinks its scripts each time it is
//! asked for the files of an index. So it is asked once a language, for an index of one word.

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The engine for a language whose words have no known stems.
const ANY_LANGUAGE: &str = "wasm.unknown.pagefind";

/// What the index of every site in one language has.
#[derive(Debug)]
pub(super) struct Engine {
    /// The files, with their paths in the index.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// Which of them is the engine, as the index names it.
    pub(super) wasm: Option<String>,
    /// The version of the format.
    pub(super) version: String,
    /// What belongs to a word besides letters and digits.
    pub(super) symbols: Vec<char>,
}

/// What is read of the entry of an index.
#[derive(Deserialize)]
struct Entry {
    version: String,
    include_characters: Vec<char>,
}

/// The engine of a language (ISO 639-1).
///
/// # Errors
/// What Pagefind says where it could not give it.
pub(super) fn engine(language: &str) -> Result<Arc<Engine>, String> {
    static KNOWN: Mutex<BTreeMap<String, Arc<Engine>>> = Mutex::new(BTreeMap::new());
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(engine) = known().get(language) {
        return Ok(Arc::clone(engine));
    }
    // Two threads may ask for the same: Pagefind waits on the thread pool, which must not happen
    // while the other waits for the lock.
    let engine = Arc::new(ask(language)?);
    Ok(Arc::clone(known().entry(language.to_owned()).or_insert(engine)))
}

fn ask(language: &str) -> Result<Engine, String> {
    let one = [("/".to_owned(), "<html><body>a</body></html>".to_owned())];
    let mut files = by_pagefind(language, one, 1)?;
    let entry = files.iter().find(|(name, _)| name == "pagefind-entry.json");
    let entry = entry.map(|(_, bytes)| serde_json::from_slice(bytes));
    let entry: Entry = entry.ok_or("no entry")?.map_err(|error| error.to_string())?;
    let own = format!("wasm.{language}.pagefind");
    let has_own = files.iter().any(|(name, _)| *name == own);
    let wasm = if has_own { own.as_str() } else { ANY_LANGUAGE };
    files.retain(|(name, _)| name == "pagefind.js" || name == wasm);
    Ok(Engine {
        files,
        wasm: has_own.then(|| language.to_owned()),
        version: entry.version,
        symbols: entry.include_characters,
    })
}

/// The files of an index of pages (address and HTML) as Pagefind makes them, with the texts in at
/// most so many.
pub(super) fn by_pagefind(
    language: &str,
    pages: impl IntoIterator<Item = (String, String)>,
    groups: u32,
) -> Result<Vec<(String, Vec<u8>)>, String> {
    let config = PagefindServiceConfig::builder()
        .force_language(language.to_owned())
        .keep_index_url(true)
        .max_fragments(groups)
        .build();
    // Pagefind hands each page to a thread of its own runtime and waits for it.
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let files = runtime.block_on(async {
        let mut index = PagefindIndex::new(Some(config))?;
        for (url, html) in pages {
            index.add_html_file(None, Some(url), html).await?;
        }
        index.get_files().await
    });
    let files = files.map_err(|error| error.to_string())?.into_iter();
    let named =
        files.map(|file| (file.filename.to_string_lossy().replace('\\', "/"), file.contents));
    Ok(named.collect())
}
