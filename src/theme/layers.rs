//! The chain of a theme: which folders it is made of, the nearest first.
//!
//! A theme is `themes/<name>/`; its `theme.yaml` names the theme it extends (`parvis`, the one in
//! the program, unless it says otherwise). The program brings a few ([`BUILT_IN_THEMES`]); a folder
//! of the workspace with the same name comes before, file by file. A group or a site may lay a
//! folder of its own over it.
//! A file of a nearer layer hides the file of the same path below; `parvis/page.html` names a
//! layer's own file, so a template can extend the one it hides.
//!
//! This module reads files and nothing else: it compiles no template and judges no colour.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use crate::diagnostic::{Argument, Diagnostic, Location, Source, suggestion};
use crate::workspace::{AUDIT_FILE, BUILT_IN_THEMES, DEFAULT_THEME, yaml};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// No theme is deeper than this: more is a mistake.
const MAX_LAYERS: usize = 16;
const MAX_FILES: usize = 2_000;
const MAX_FILE_BYTES: u64 = 8 * 1024 * 1024;

/// What `theme.yaml` says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ThemeSettings {
    /// A sentence for whoever chooses a theme.
    pub description: Option<String>,
    /// Raised when the theme is redesigned: audits recorded of an earlier one no longer count.
    pub version: Option<String>,
    /// The theme it changes; `parvis` when nothing is said.
    pub extends: Option<String>,
    /// Values for the tokens of `tokens.yaml`, instead of their defaults.
    pub tokens: BTreeMap<String, String>,
}

/// One folder of a chain, read.
#[derive(Debug, Clone)]
pub struct Layer {
    /// How templates and style sheets name it: the theme's name, or the folder of an override.
    pub name: String,
    /// Its folder from the workspace's root, e.g. `themes/parvis`.
    pub folder: String,
    /// What its `theme.yaml` says; nothing for an override.
    pub settings: ThemeSettings,
    files: Files,
}

/// The files of a layer, by path.
type Files = BTreeMap<String, Cow<'static, [u8]>>;

impl Layer {
    /// The files under a folder of the layer (`templates/`), by path inside that folder.
    pub fn files<'a>(&'a self, under: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.files
            .range(under.to_owned()..)
            .map_while(move |(path, bytes)| Some((path.strip_prefix(under)?, bytes.as_ref())))
    }

    /// One file by its path inside the theme.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// One text file, as a source that findings can point into.
    ///
    /// # Errors
    /// `theme-file-not-utf8`.
    pub fn text(&self, path: &str) -> Option<Result<Source, Diagnostic>> {
        let bytes = self.file(path)?;
        let place = format!("{}/{path}", self.folder);
        Some(match std::str::from_utf8(bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(text);
                Ok(Source::new(place, text.replace("\r\n", "\n")))
            }
            Err(error) => {
                let line = 1 + memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count();
                let line = u32::try_from(line).unwrap_or(u32::MAX);
                let place = Location { line, ..Location::file(place) };
                Err(Diagnostic::error("theme-file-not-utf8").at(place))
            }
        })
    }
}

/// The layers of a theme, the nearest first; the last is always the program's own.
#[derive(Debug, Clone)]
pub struct Chain {
    layers: Vec<Layer>,
    fingerprint: [u8; 32],
}

impl Chain {
    /// The program's own theme alone.
    #[must_use]
    pub fn embedded() -> Self {
        Self::of(vec![embedded(DEFAULT_THEME)])
    }

    /// Reads the chain of the theme `theme` of the workspace at `root`, under the `overrides`:
    /// folders from the root, the nearest first; those that do not exist are passed over.
    ///
    /// # Errors
    /// `theme-missing`, `theme-endless`, `theme-file-unreadable`, `theme-file-not-utf8`,
    /// `theme-symlink`, `theme-too-large`, and what is wrong in a `theme.yaml`.
    pub fn read(root: &Path, theme: &str, overrides: &[String]) -> Result<Self, Vec<Diagnostic>> {
        let mut layers = Vec::new();
        for folder in overrides {
            if root.join(folder).is_dir() {
                layers.push(folder_layer(root, folder, folder).map_err(|found| vec![found])?);
            }
        }
        let mut next = theme.to_owned();
        let mut asked_at: Option<Location> = None;
        while next != DEFAULT_THEME {
            if layers.len() >= MAX_LAYERS || layers.iter().any(|layer: &Layer| layer.name == next) {
                return Err(vec![located(
                    Diagnostic::error("theme-endless").arg("theme", next.as_str()),
                    asked_at,
                )]);
            }
            let Some(mut layer) = named_layer(root, &next).map_err(|found| vec![found])? else {
                return Err(vec![located(missing(root, &next), asked_at)]);
            };
            layer.settings = settings(&layer)?;
            asked_at = layer
                .text("theme.yaml")
                .and_then(Result::ok)
                .map(|source| yaml::locate(&source, 0..source.text.len(), &["extends"]));
            next = layer.settings.extends.clone().unwrap_or_else(|| DEFAULT_THEME.to_owned());
            layers.push(layer);
        }
        let bottom = named_layer(root, DEFAULT_THEME).map_err(|found| vec![found])?;
        let mut bottom = bottom.unwrap_or_else(|| embedded(DEFAULT_THEME));
        bottom.settings = settings(&bottom)?;
        layers.push(bottom);
        Ok(Self::of(layers))
    }

    fn of(layers: Vec<Layer>) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut part = |bytes: &[u8]| {
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        for layer in &layers {
            part(layer.name.as_bytes());
            for (path, bytes) in &layer.files {
                part(path.as_bytes());
                part(bytes);
            }
        }
        let fingerprint = *hasher.finalize().as_bytes();
        Self { layers, fingerprint }
    }

    /// The layers, the nearest first.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// A digest of every file of every layer: equal chains give equal pages.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }

    /// The version that the nearest `theme.yaml` gives; «1» where none does.
    #[must_use]
    pub fn version(&self) -> &str {
        self.layers.iter().find_map(|layer| layer.settings.version.as_deref()).unwrap_or("1")
    }

    /// A short digest of what the chain makes pages of: every file but the audit of the theme.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for layer in &self.layers {
            for (path, bytes) in layer.files.iter().filter(|(path, _)| *path != AUDIT_FILE) {
                hasher.update(&(path.len() as u64).to_le_bytes()).update(path.as_bytes());
                hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
            }
        }
        hasher.finalize().to_hex().get(..16).unwrap_or_default().to_owned()
    }

    /// The audit recorded of the theme: that of the nearest layer which has one.
    #[must_use]
    pub fn audit(&self) -> Option<Result<Source, Diagnostic>> {
        self.layers.iter().find_map(|layer| layer.text(AUDIT_FILE))
    }

    /// The nearest layer that has a file, and the file.
    #[must_use]
    pub fn nearest(&self, path: &str) -> Option<(&Layer, &[u8])> {
        self.layers.iter().find_map(|layer| Some((layer, layer.file(path)?)))
    }
}

fn located(diagnostic: Diagnostic, place: Option<Location>) -> Diagnostic {
    match place {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn settings(layer: &Layer) -> Result<ThemeSettings, Vec<Diagnostic>> {
    match layer.text("theme.yaml") {
        None => Ok(ThemeSettings::default()),
        Some(source) => {
            let source = source.map_err(|found| vec![found])?;
            yaml::parse(&source, 0..source.text.len())
        }
    }
}

fn missing(root: &Path, theme: &str) -> Diagnostic {
    let mut known: Vec<String> = std::fs::read_dir(root.join("themes"))
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| is_name(name))
        .chain(BUILT_IN_THEMES.map(str::to_owned))
        .collect();
    known.sort();
    known.dedup();
    let near = suggestion(theme, known.iter().map(String::as_str)).unwrap_or("none");
    Diagnostic::error("theme-missing")
        .arg("theme", theme)
        .arg("suggestion", near)
        .arg("known", known.join(", "))
}

/// A theme by its name: the program's own files, if it has some, under those of the workspace.
fn named_layer(root: &Path, name: &str) -> Result<Option<Layer>, Diagnostic> {
    let folder = format!("themes/{name}");
    let is_there = is_name(name) && root.join(&folder).is_dir();
    let built_in = BUILT_IN_THEMES.contains(&name).then(|| embedded(name));
    if !is_there {
        return Ok(built_in);
    }
    let own = folder_layer(root, &folder, name)?;
    Ok(Some(match built_in {
        Some(mut layer) => {
            layer.files.extend(own.files);
            layer
        }
        None => own,
    }))
}

fn embedded(name: &str) -> Layer {
    fn collect(dir: &'static Dir<'static>, base: &str, files: &mut Files) {
        for file in dir.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            if let Some(inside) = path.strip_prefix(base) {
                files.insert(inside.to_owned(), Cow::Borrowed(file.contents()));
            }
        }
        for sub in dir.dirs() {
            collect(sub, base, files);
        }
    }
    let mut files = Files::new();
    if let Some(dir) = EMBEDDED.get_dir(name) {
        collect(dir, &format!("{name}/"), &mut files);
    }
    Layer {
        name: name.to_owned(),
        folder: format!("themes/{name}"),
        settings: ThemeSettings::default(),
        files,
    }
}

fn folder_layer(root: &Path, folder: &str, name: &str) -> Result<Layer, Diagnostic> {
    let base = root.join(folder);
    let mut files = Files::new();
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in walkdir::WalkDir::new(&base).max_depth(8).into_iter().filter_entry(visible) {
        let unreadable = |cause: Argument, path: String| {
            Diagnostic::error("theme-file-unreadable").arg("detail", cause).at(Location::file(path))
        };
        let entry =
            entry.map_err(|error| unreadable(Argument::cause(&error), folder.to_owned()))?;
        let Ok(inside) = entry.path().strip_prefix(&base) else { continue };
        let inside = inside.to_string_lossy().replace('\\', "/");
        let place = format!("{folder}/{inside}");
        if entry.path_is_symlink() {
            return Err(Diagnostic::error("theme-symlink").at(Location::file(place)));
        }
        if !entry.file_type().is_file() {
            continue;
        }
        let size = entry.metadata().map_or(0, |metadata| metadata.len());
        if size > MAX_FILE_BYTES || files.len() >= MAX_FILES {
            return Err(Diagnostic::error("theme-too-large")
                .arg("files", MAX_FILES)
                .arg("megabytes", MAX_FILE_BYTES / 1_048_576)
                .at(Location::file(place)));
        }
        let bytes = std::fs::read(entry.path())
            .map_err(|error| unreadable(Argument::from(&error), place.clone()))?;
        files.insert(inside, Cow::Owned(bytes));
    }
    Ok(Layer {
        name: name.to_owned(),
        folder: folder.to_owned(),
        settings: ThemeSettings::default(),
        files,
    })
}
