//! What a file is for those who fetch it: its content type, and how long it may be kept.
//!
//! Decided by the path alone, so that the same site is the same release everywhere. It never
//! looks at the bytes.

/// How long a file may be kept by those who fetched it; in the order in which files must be
/// there, so that nothing refers to what is not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CacheClass {
    /// Its name changes with its content.
    Immutable,
    /// An image or a document.
    Media,
    /// A page.
    Page,
    /// A feed, the site map, a file programs come back for.
    Feed,
}

impl CacheClass {
    /// Every class, in the order in which their files are published.
    pub const ALL: [Self; 4] = [Self::Immutable, Self::Media, Self::Page, Self::Feed];

    /// The word that stands for it in a manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Immutable => "immutable",
            Self::Media => "media",
            Self::Page => "page",
            Self::Feed => "feed",
        }
    }

    /// The class of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

/// The content type and the class of the file at `path`, which starts at the site's root.
#[must_use]
pub fn classify(path: &str) -> (&'static str, CacheClass) {
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let kept = if path.starts_with("assets/") { CacheClass::Immutable } else { CacheClass::Media };
    match extension {
        "html" => ("text/html; charset=utf-8", CacheClass::Page),
        "rss" => ("application/rss+xml; charset=utf-8", CacheClass::Feed),
        "atom" => ("application/atom+xml; charset=utf-8", CacheClass::Feed),
        "xml" => ("application/xml; charset=utf-8", CacheClass::Feed),
        "json" => ("application/json; charset=utf-8", CacheClass::Feed),
        "ics" => ("text/calendar; charset=utf-8", CacheClass::Feed),
        "txt" => ("text/plain; charset=utf-8", CacheClass::Feed),
        "css" => ("text/css; charset=utf-8", kept),
        "js" => ("text/javascript; charset=utf-8", kept),
        "svg" => ("image/svg+xml", kept),
        "png" => ("image/png", kept),
        "jpg" | "jpeg" => ("image/jpeg", kept),
        "webp" => ("image/webp", kept),
        "avif" => ("image/avif", kept),
        "gif" => ("image/gif", kept),
        "woff2" => ("font/woff2", kept),
        "pdf" => ("application/pdf", kept),
        _ => ("application/octet-stream", kept),
    }
}
