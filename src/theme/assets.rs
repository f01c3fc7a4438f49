//! The files of a theme that pages refer to, under addresses that change with their content: they
//! can be cached for ever. Never a page, never a style sheet (that one is made for each site).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::layers::Chain;
use crate::diagnostic::suggestion;

/// A file to publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its address from the site's root, e.g. `/assets/favicon.1f0c5a37e2b9.svg`.
    pub url: Arc<str>,
    /// Its content.
    pub bytes: Arc<[u8]>,
}

impl Asset {
    /// Names a file after its path and its content.
    #[must_use]
    pub fn new(path: &str, bytes: &[u8]) -> Self {
        let digest = blake3::hash(bytes).to_hex();
        let digest = digest.get(..12).unwrap_or_default();
        let (folder, name) =
            path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let slash = if folder.is_empty() { "" } else { "/" };
        let url = match name.rsplit_once('.') {
            Some((stem, extension)) => {
                format!("/assets/{folder}{slash}{stem}.{digest}.{extension}")
            }
            None => format!("/assets/{folder}{slash}{name}.{digest}"),
        };
        Self { url: url.into(), bytes: bytes.into() }
    }
}

/// The assets of a chain by path under `assets/`.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    by_path: BTreeMap<String, Asset>,
}

impl Assets {
    /// Collects them; the nearest layer's file wins.
    #[must_use]
    pub fn read(chain: &Chain) -> Self {
        let mut by_path = BTreeMap::new();
        for layer in chain.layers() {
            for (path, bytes) in layer.files("assets/") {
                by_path.entry(path.to_owned()).or_insert_with(|| Asset::new(path, bytes));
            }
        }
        Self { by_path }
    }

    /// The address of an asset.
    #[must_use]
    pub fn url(&self, path: &str) -> Option<&str> {
        self.by_path.get(path).map(|asset| &*asset.url)
    }

    /// The names of the icons in `icons.svg`; `None` for a theme that has no such file.
    #[must_use]
    pub fn icons(&self) -> Option<BTreeSet<String>> {
        let sheet = String::from_utf8_lossy(&self.by_path.get("icons.svg")?.bytes).into_owned();
        let names = sheet.split("<symbol").skip(1).filter_map(|symbol| {
            let tag = symbol.split('>').next()?;
            tag.split_once(" id=\"")?.1.split('"').next()
        });
        Some(names.map(str::to_owned).collect())
    }

    /// The path that was likely meant.
    #[must_use]
    pub fn suggestion(&self, path: &str) -> Option<&str> {
        suggestion(path, self.by_path.keys().map(String::as_str))
    }

    /// All of them, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Asset> {
        self.by_path.values()
    }
}
