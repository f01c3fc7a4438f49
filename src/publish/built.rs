//! The files a build left, read for publication: what is read is what the manifest says, or it is
//! refused.
//!
//! The output is written in place by builds, and anybody may have touched it since: a file is
//! never linked from there, and never published unchecked. This module never writes to it.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::release::ReleaseFile;
use crate::diagnostic::Diagnostic;

/// The folder of a built site.
#[derive(Debug, Clone)]
pub struct Built {
    /// `<out>/<site>`.
    pub folder: PathBuf,
}

/// Files above this many bytes are copied piece by piece.
const PIECE: usize = 1 << 20;

impl Built {
    /// The bytes of a file.
    ///
    /// # Errors
    /// `publish-output-changed` when they are not those of the manifest; `publish-file-unreadable`.
    pub fn read(&self, path: &str, file: &ReleaseFile) -> Result<Vec<u8>, Diagnostic> {
        let source = self.folder.join(path);
        refuse_link(&source)?;
        let mut bytes = Vec::with_capacity(usize::try_from(file.size).unwrap_or(0).min(PIECE));
        let opened = File::open(&source).map_err(|error| unreadable(&source, &error))?;
        // One byte more than is expected is enough to know better.
        let read = opened.take(file.size.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| unreadable(&source, &error))?;
        if blake3::hash(&bytes) != file.hash {
            return Err(changed(&source));
        }
        Ok(bytes)
    }

    /// Copies a file to `to`, piece by piece: a film may be attached. What was copied is checked
    /// before this returns.
    ///
    /// # Errors
    /// As [`read`](Self::read); `publish-disk-full`, `publish-read-only`, `publish-not-written` for the copy.
    pub fn copy_to(&self, path: &str, file: &ReleaseFile, to: &Path) -> Result<File, Diagnostic> {
        let source = self.folder.join(path);
        refuse_link(&source)?;
        let mut from = File::open(&source).map_err(|error| unreadable(&source, &error))?;
        let mut copy = File::create_new(to).map_err(|error| not_writable(to, &error))?;
        let mut hasher = blake3::Hasher::new();
        let mut piece = vec![0; PIECE.min(usize::try_from(file.size).unwrap_or(PIECE).max(1))];
        loop {
            let length = match from.read(&mut piece) {
                Ok(0) => break,
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unreadable(&source, &error)),
            };
            hasher.update(&piece[..length]);
            copy.write_all(&piece[..length]).map_err(|error| not_writable(to, &error))?;
        }
        if hasher.finalize() != file.hash {
            return Err(changed(&source));
        }
        Ok(copy)
    }
}

/// A long file, read piece by piece.
#[derive(Debug)]
pub(super) struct Parts {
    source: PathBuf,
    file: File,
    hasher: blake3::Hasher,
    expected: blake3::Hash,
}

impl Built {
    /// Begins to read a file piece by piece.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub(super) fn parts(&self, path: &str, file: &ReleaseFile) -> Result<Parts, Diagnostic> {
        let source = self.folder.join(path);
        refuse_link(&source)?;
        let opened = File::open(&source).map_err(|error| unreadable(&source, &error))?;
        let hasher = blake3::Hasher::new();
        Ok(Parts { source, file: opened, hasher, expected: file.hash })
    }
}

impl Parts {
    /// The next piece, of at most `length` bytes; `None` after the last one, if all of them were
    /// those of the manifest.
    ///
    /// # Errors
    /// As [`Built::read`].
    pub(super) fn next(&mut self, length: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        let mut piece = Vec::new();
        let read = (&mut self.file).take(length).read_to_end(&mut piece);
        read.map_err(|error| unreadable(&self.source, &error))?;
        if !piece.is_empty() {
            self.hasher.update(&piece);
            return Ok(Some(piece));
        }
        if self.hasher.finalize() != self.expected {
            return Err(changed(&self.source));
        }
        Ok(None)
    }
}

/// A link could lead out of the site, to what nobody meant to publish.
fn refuse_link(path: &Path) -> Result<(), Diagnostic> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => Err(changed(path)),
        Err(error) => Err(unreadable(path, &error)),
    }
}

fn changed(path: &Path) -> Diagnostic {
    Diagnostic::error("publish-output-changed").arg("file", path.display().to_string())
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("publish-file-unreadable")
        .arg("file", path.display().to_string())
        .arg("detail", error)
}

/// What a file or folder that cannot be written is told with.
pub(super) fn not_writable(path: &Path, error: &io::Error) -> Diagnostic {
    let code = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            Diagnostic::error("publish-disk-full")
        }
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            Diagnostic::error("publish-read-only")
        }
        _ => Diagnostic::error("publish-not-written"),
    };
    code.arg("file", path.display().to_string()).arg("detail", error)
}
