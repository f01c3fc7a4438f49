//! What a site is made from, in one hash: its files as listed, its settings, its theme, the
//! workspace's settings, and the program itself.
//!
//! No file's content is read: size, time and number on the disk tell one state of a file from
//! another. It never says what changed, only that something did.

use std::sync::OnceLock;

use crate::workspace::{Settings, Site, SourceFile};

/// What all sites share.
pub(super) fn of_workspace(settings: &Settings, drafts: bool) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[u8::from(drafts)]);
    part(&mut hasher, program());
    part(&mut hasher, &settings.fingerprint_input());
    hasher.finalize()
}

/// One site.
pub(super) fn of_site(
    workspace: &blake3::Hash,
    site: &Site,
    theme: &[u8],
    files: &[SourceFile],
) -> String {
    let mut hasher = blake3::Hasher::new();
    part(&mut hasher, workspace.as_bytes());
    part(&mut hasher, &site.fingerprint_input());
    part(&mut hasher, theme);
    for file in files {
        part(&mut hasher, file.path.as_bytes());
        hasher.update(&file.size.to_le_bytes());
        hasher.update(&file.modified_ns.to_le_bytes());
        hasher.update(&file.inode.to_le_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// A part and its length: no two lists of parts give the same bytes.
fn part(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

/// The program, as a short name that another build of it does not share.
pub(super) fn program_name() -> String {
    blake3::hash(program()).to_hex()[..16].to_owned()
}

/// Another build of the program may make other pages: its version and its own file tell.
fn program() -> &'static [u8] {
    static PROGRAM: OnceLock<Vec<u8>> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let metadata = std::env::current_exe().and_then(std::fs::metadata);
        let file = metadata.map_or((0, 0), |m| (m.len(), super::output::modified(&m)));
        format!("{} {file:?}", env!("CARGO_PKG_VERSION")).into_bytes()
    })
}
