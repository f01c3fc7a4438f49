//! Fail points: named steps of a publication at which a test can stop the program, look at what
//! visitors are served, and kill it or let it go on.
//!
//! They exist only where debug assertions do, so never in a released program. There, a step waits
//! when `PARVIS_FAULT` holds its name: it says so on the standard error and waits for a line on
//! the standard input.

/// The steps of a publication to a folder, and of the making of a release anywhere. A test stops
/// at, and kills, each of them.
pub const STORE: &[&str] = &[
    "store-held",
    "store-making",
    "store-made",
    "store-manifest",
    "store-placed",
    "store-lent",
    "store-pending",
    "store-swapped",
    "store-journal",
    "store-pruning",
    "store-done",
];

/// The steps of putting a release back as it was published, in a folder.
pub const REPAIR: &[&str] = &["store-again", "store-exchanged"];

/// The steps of a publication over ssh, beyond the making of the release.
pub const SSH: &[&str] =
    &["ssh-held", "ssh-sending", "ssh-sent", "ssh-placed", "ssh-swapped", "ssh-done"];

/// The steps of a publication to an object store.
pub const S3: &[&str] = &[
    "s3-claimed",
    "s3-manifest",
    "s3-saved",
    "s3-announced",
    "s3-assets",
    "s3-media",
    "s3-files",
    "s3-coming",
    "s3-new-pages",
    "s3-redirects",
    "s3-pages",
    "s3-feeds",
    "s3-index",
    "s3-sent",
    "s3-committed",
    "s3-journal",
    "s3-pruning",
    "s3-going",
    "s3-pruned",
];

/// A step of a publication.
#[cfg(debug_assertions)]
pub(super) fn point(name: &str) {
    use std::sync::OnceLock;
    static WANTED: OnceLock<Option<String>> = OnceLock::new();
    let wanted = WANTED.get_or_init(|| std::env::var("PARVIS_FAULT").ok());
    if wanted.as_deref() == Some(name) {
        eprintln!("fault: {name}");
        // Whether it is a line or the end: the test wants us to go on.
        let _ = std::io::stdin().read_line(&mut String::new());
    }
}

/// A step of a publication.
#[cfg(not(debug_assertions))]
pub(super) fn point(_: &str) {}
