//! Why a file, a folder or an address could not be had, as a word that every language has a
//! sentence for: what the system or a library says of it is in English.
//!
//! A message shows it as `{ cause }`, which reads the argument `detail`.

use std::error::Error;
use std::io::{self, ErrorKind};

use super::Argument;

impl Argument {
    /// The word for what made an error: that of the first error of the system behind it.
    #[must_use]
    pub fn cause(error: &(dyn Error + 'static)) -> Self {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(error) = error.downcast_ref::<io::Error>() {
                return Self::from(error);
            }
            next = error.source();
        }
        Self::from("unknown")
    }
}

impl From<&io::Error> for Argument {
    fn from(error: &io::Error) -> Self {
        let word = match error.kind() {
            ErrorKind::NotFound => "not-found",
            ErrorKind::PermissionDenied => "denied",
            ErrorKind::AlreadyExists => "exists",
            ErrorKind::NotADirectory => "no-folder",
            ErrorKind::IsADirectory => "folder",
            ErrorKind::DirectoryNotEmpty => "not-empty",
            ErrorKind::ReadOnlyFilesystem => "read-only",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "full",
            ErrorKind::FileTooLarge => "too-large",
            ErrorKind::InvalidFilename => "name",
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "busy",
            ErrorKind::UnexpectedEof | ErrorKind::WriteZero => "cut",
            ErrorKind::InvalidData => "no-text",
            ErrorKind::TimedOut | ErrorKind::WouldBlock => "slow",
            ErrorKind::ConnectionRefused
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted => "refused",
            ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
                "unreachable"
            }
            ErrorKind::AddrInUse => "in-use",
            ErrorKind::OutOfMemory => "memory",
            _ => return error.raw_os_error().map_or_else(|| "unknown".into(), numbered),
        };
        Self::from(word)
    }
}

/// A number says more to whoever is asked for help than nothing.
fn numbered(number: i32) -> Argument {
    match number {
        // Descriptors, watched files: Rust has no kind for these.
        23 | 24 => Argument::from("many-files"),
        28 => Argument::from("full"),
        number => Argument::from(number.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Catalogue, Diagnostic, Lang};

    fn said(error: &(dyn Error + 'static)) -> String {
        let finding = Diagnostic::error("file-unreadable").arg("detail", Argument::cause(error));
        Catalogue::of(Lang::Fr).message(&finding)
    }

    #[test]
    fn what_the_system_says_is_told_in_the_readers_language() {
        let missing = std::fs::read("/nowhere/at/all").expect_err("missing");
        assert_eq!(
            said(&missing),
            "Le fichier ne peut pas être lu\u{a0}: le fichier ou le dossier n’existe pas."
        );
        let within = walkdir::WalkDir::new("/nowhere").into_iter().next().expect("one");
        assert!(said(&within.expect_err("missing")).contains("n’existe pas"));
        let rare = io::Error::from_raw_os_error(84);
        assert!(!said(&rare).contains("os error"), "{}", said(&rare));
        assert!(said(&io::Error::other("in English")).ends_with("cause inconnue."));
    }
}
