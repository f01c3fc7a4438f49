//! A release: what a built site is, file by file, with one hash for the whole.
//!
//! The manifest is a text, so that people and other programs can read it: a first line with the
//! version, then a line a file, sorted by path, its fields parted by tabulations: BLAKE3, size,
//! cache class, content type, path. The BLAKE3 of that text is the release's id: two sites that
//! would be served alike are the same release.
//!
//! It reads no file but the one that says which pages only lead on, and knows no target.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::path::Path;
use std::str::FromStr;

use super::built::Built;
use super::class::{CacheClass, classify};
use super::redirects;
use crate::build::{MEMORY, Manifest};
use crate::diagnostic::Diagnostic;

/// The first line of a manifest.
const VERSION: &str = "parvis-release 1";

/// What a release is called: the BLAKE3 of its manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReleaseId(blake3::Hash);

impl ReleaseId {
    /// The first twelve digits, for people.
    #[must_use]
    pub fn short(&self) -> String {
        let mut hex = self.to_string();
        hex.truncate(12);
        hex
    }
}

impl fmt::Display for ReleaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_hex())
    }
}

impl Ord for ReleaseId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.as_bytes().cmp(other.0.as_bytes())
    }
}

impl PartialOrd for ReleaseId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A text that is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a release")]
pub struct NotAnId;

impl FromStr for ReleaseId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        // One spelling only: a folder is found by the name its id gives.
        let lower = !text.bytes().any(|byte| byte.is_ascii_uppercase());
        let hash = blake3::Hash::from_hex(text).ok().filter(|_| lower);
        hash.map(Self).ok_or(NotAnId)
    }
}

impl serde::Serialize for ReleaseId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for ReleaseId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'_, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// One file of a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseFile {
    /// BLAKE3 of the bytes.
    pub hash: blake3::Hash,
    /// Length in bytes.
    pub size: u64,
    /// The `Content-Type` it is served with.
    pub content_type: Cow<'static, str>,
    /// How long it may be kept by those who fetched it.
    pub class: CacheClass,
}

/// All files of a site as it is published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Release {
    /// By path from the site's root, with `/`.
    pub files: BTreeMap<String, ReleaseFile>,
}

/// A text that is no manifest of a release.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAManifest {
    /// Another version, or something else.
    #[error("line 1 is not “{VERSION}”")]
    Version,
    /// A line that does not have its five fields.
    #[error("line {0} is damaged")]
    Line(usize),
    /// A path that could lead out of the release.
    #[error("line {0} has a path that is refused")]
    Path(usize),
}

impl Release {
    /// What the last build wrote for `site` below `out`.
    ///
    /// # Errors
    /// `publish-not-built` where nothing was ever built, `publish-path-refused` for a file whose
    /// name cannot be published.
    pub fn of_built(out: &Path, site: &str) -> Result<Self, Diagnostic> {
        let manifest = Manifest::read(&out.join(MEMORY), site)
            .filter(|manifest| !manifest.files.is_empty())
            .ok_or_else(|| Diagnostic::error("publish-not-built"))?;
        let mut files = BTreeMap::new();
        for (path, written) in manifest.files {
            if !is_safe(&path) {
                return Err(Diagnostic::error("publish-path-refused").arg("file", path));
            }
            let (content_type, class) = classify(&path);
            let file = ReleaseFile {
                hash: written.hash,
                size: written.size,
                content_type: Cow::Borrowed(content_type),
                class,
            };
            files.insert(path, file);
        }
        let mut release = Self { files };
        let built = Built { folder: out.join(site) };
        for path in redirects::paths(&built, &release) {
            if let Some(file) = release.files.get_mut(&path)
                && file.class == CacheClass::Page
            {
                file.class = CacheClass::Redirect;
            }
        }
        Ok(release)
    }

    /// Reads a manifest back.
    ///
    /// # Errors
    /// What is wrong with the text, with its line.
    pub fn parse(text: &str) -> Result<Self, NotAManifest> {
        let mut lines = text.lines();
        if lines.next() != Some(VERSION) {
            return Err(NotAManifest::Version);
        }
        let mut files = BTreeMap::new();
        for (line, number) in lines.zip(2..) {
            let (path, file) = parse_line(line).ok_or(NotAManifest::Line(number))?;
            if !is_safe(path) {
                return Err(NotAManifest::Path(number));
            }
            files.insert(path.to_owned(), file);
        }
        Ok(Self { files })
    }

    /// The manifest.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(VERSION.len() + 1 + self.files.len() * 160);
        text.push_str(VERSION);
        text.push('\n');
        for (path, file) in &self.files {
            let (hash, size, class) = (file.hash.to_hex(), file.size, file.class.name());
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{hash}\t{size}\t{class}\t{}\t{path}", file.content_type);
        }
        text
    }

    /// What the release is called.
    #[must_use]
    pub fn id(&self) -> ReleaseId {
        ReleaseId(blake3::hash(self.text().as_bytes()))
    }
}

fn parse_line(line: &str) -> Option<(&str, ReleaseFile)> {
    let mut fields = line.splitn(5, '\t');
    let file = ReleaseFile {
        hash: blake3::Hash::from_hex(fields.next()?).ok()?,
        size: fields.next()?.parse().ok()?,
        class: CacheClass::from_name(fields.next()?)?,
        content_type: Cow::Owned(fields.next()?.to_owned()),
    };
    Some((fields.next()?, file))
}

/// True for a path that stays below the site's root, and that a line of text can hold.
fn is_safe(path: &str) -> bool {
    path.len() <= 4_000
        && !path.chars().any(char::is_control)
        && !path.contains('\\')
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(files: &[(&str, &[u8])]) -> Release {
        let files = files.iter().map(|(path, bytes)| {
            let (content_type, class) = classify(path);
            let file = ReleaseFile {
                hash: blake3::hash(bytes),
                size: bytes.len() as u64,
                content_type: Cow::Borrowed(content_type),
                class,
            };
            ((*path).to_owned(), file)
        });
        Release { files: files.collect() }
    }

    #[test]
    fn a_manifest_comes_back_as_it_was() {
        let release = release(&[("index.html", b"a"), ("images/l été.jpg", b"b")]);
        let read = Release::parse(&release.text()).expect("a manifest");
        assert_eq!(read, release);
        assert_eq!(read.id(), release.id());
        assert_eq!(release.id().to_string().parse(), Ok(release.id()));
    }

    #[test]
    fn the_id_is_that_of_the_content() {
        let one = release(&[("index.html", b"a")]);
        assert_ne!(one.id(), release(&[("index.html", b"b")]).id());
        assert_ne!(one.id(), release(&[("index.htm", b"a")]).id());
        assert_eq!(one.id(), release(&[("index.html", b"a")]).id());
    }

    #[test]
    fn what_is_no_manifest_is_refused() {
        let hash = blake3::hash(b"a").to_hex();
        let line = |path: &str| format!("{VERSION}\n{hash}\t1\tpage\ttext/html\t{path}\n");
        assert!(Release::parse(&line("a/b.html")).is_ok());
        for path in ["/a", "../a", "a/../b", "a//b", "", ".", "a\u{7}"] {
            assert_eq!(Release::parse(&line(path)), Err(NotAManifest::Path(2)), "{path}");
        }
        assert_eq!(Release::parse("parvis-release 2\n"), Err(NotAManifest::Version));
        assert_eq!(Release::parse(""), Err(NotAManifest::Version));
        let damaged = format!("{VERSION}\n{hash}\t-1\tpage\ttext/html\ta\n");
        assert_eq!(Release::parse(&damaged), Err(NotAManifest::Line(2)));
    }
}
