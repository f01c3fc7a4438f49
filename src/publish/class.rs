//! What a file of a site is to those who serve it: its content type, how long it may be kept in
//! a cache, and in which order it is sent to a store that cannot swap a whole site at once.
//!
//! Everything follows from the path, so that web servers can be told the same rules: the
//! configurations of `server` are made from the tables of this file. It never looks at the bytes.

/// How a file may be cached. The order is the one in which files are sent where visitors see each
/// of them at once: what pages refer to before the pages, what lists the pages after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CacheClass {
    /// Its name changes with its content: a fingerprinted style sheet, a piece of the search index.
    Immutable,
    /// A derivative of an image: its name changes with the image.
    Media,
    /// A document, a script: what pages refer to under a name that stays.
    File,
    /// A page.
    Page,
    /// A page that only leads to the new address of another; told by the site's `_redirects`, not
    /// by its path.
    Redirect,
    /// A feed or a calendar.
    Feed,
    /// What lists the pages for robots, and the other files for machines.
    Index,
    /// Rules for servers; nobody else reads it.
    Internal,
}

impl CacheClass {
    /// All of them, in the order in which they are sent.
    pub const ALL: [Self; 8] = [
        Self::Immutable,
        Self::Media,
        Self::File,
        Self::Page,
        Self::Redirect,
        Self::Feed,
        Self::Index,
        Self::Internal,
    ];

    /// The word that stands for it in a manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Immutable => "immutable",
            Self::Media => "media",
            Self::File => "file",
            Self::Page => "page",
            Self::Redirect => "redirect",
            Self::Feed => "feed",
            Self::Index => "index",
            Self::Internal => "internal",
        }
    }

    /// The class of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    /// The value of `Cache-Control` (RFC 9111, section 5.2.2).
    ///
    /// Pages are asked for again each time, which costs an answer without a body: an urgent alert
    /// and a rollback are seen at once, and no page outlives the files it refers to.
    #[must_use]
    pub fn cache_control(self) -> &'static str {
        match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Media => "public, max-age=2592000",
            Self::File | Self::Page | Self::Redirect => "no-cache",
            Self::Feed => "public, max-age=300",
            Self::Index => "public, max-age=3600",
            Self::Internal => "no-store",
        }
    }

    /// The class of the file at `path`, relative to the site, with `/`.
    fn of(path: &str) -> Self {
        let (name, extension) = (name(path), extension(path));
        match extension.as_str() {
            _ if INTERNAL.contains(&path) => Self::Internal,
            _ if path.starts_with(ASSETS) => Self::Immutable,
            _ if path.starts_with(MEDIA) => Self::Media,
            "html" | "htm" => Self::Page,
            "rss" | "atom" | "ics" => Self::Feed,
            "json" if name.starts_with(FEED_NAME) => Self::Feed,
            "pf_meta" | "pf_index" | "pf_fragment" | "pf_filter" => Self::Immutable,
            "xml" => Self::Index,
            _ if path == "robots.txt" || path.starts_with(".well-known/") => Self::Index,
            _ => Self::File,
        }
    }
}

/// The content type and the class of the file at `path`, relative to the site, with `/`.
#[must_use]
pub fn classify(path: &str) -> (&'static str, CacheClass) {
    (content_type(path), CacheClass::of(path))
}

/// Folder of the files of a theme, each named after its content.
pub(super) const ASSETS: &str = "assets/";

/// Folder of the derivatives of images.
pub(super) const MEDIA: &str = "media/";

/// How the name of a JSON feed begins; any other JSON is just JSON.
pub(super) const FEED_NAME: &str = "flux";

/// The content type of a JSON feed (JSON Feed 1.1, «Suggestions for Publishers»).
pub(super) const JSON_FEED: &str = "application/feed+json; charset=utf-8";

/// Files for servers alone.
pub(super) const INTERNAL: &[&str] = &["_headers", "_redirects"];

/// Content types by extension, those worth compressing first; the others are compressed already,
/// or seldom asked for.
pub(super) const TYPES: &[(&str, &str)] = &[
    ("html", "text/html; charset=utf-8"),
    ("htm", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("rss", "application/rss+xml; charset=utf-8"),
    ("atom", "application/atom+xml; charset=utf-8"),
    ("ics", "text/calendar; charset=utf-8"),
    ("vcf", "text/vcard; charset=utf-8"),
    ("xml", "application/xml; charset=utf-8"),
    ("svg", "image/svg+xml; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("geojson", "application/geo+json; charset=utf-8"),
    ("gpx", "application/gpx+xml; charset=utf-8"),
    ("kml", "application/vnd.google-earth.kml+xml; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("ico", "image/x-icon"),
    ("avif", "image/avif"),
    ("gif", "image/gif"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("webp", "image/webp"),
    ("otf", "font/otf"),
    ("ttf", "font/ttf"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("m4a", "audio/mp4"),
    ("mp3", "audio/mpeg"),
    ("oga", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("wav", "audio/wav"),
    ("m4v", "video/mp4"),
    ("mov", "video/quicktime"),
    ("mp4", "video/mp4"),
    ("ogv", "video/ogg"),
    ("webm", "video/webm"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("pdf", "application/pdf"),
    ("epub", "application/epub+zip"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("rtf", "application/rtf"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("7z", "application/x-7z-compressed"),
    ("gz", "application/gzip"),
    ("zip", "application/zip"),
];

/// What is not known is offered for download, never guessed (`nosniff`).
pub(super) const UNKNOWN: &str = "application/octet-stream";

/// The value of `Content-Type` for the file at `path`, relative to the site, with `/`.
fn content_type(path: &str) -> &'static str {
    let extension = extension(path);
    if extension == "json" && name(path).starts_with(FEED_NAME) {
        return JSON_FEED;
    }
    let known = TYPES.iter().find(|(known, _)| *known == extension);
    known.map_or(UNKNOWN, |(_, content_type)| content_type)
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What stands after the last dot of the name, in lower case, as web servers take it too.
fn extension(path: &str) -> String {
    name(path).rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_has_the_class_of_what_it_is() {
        let cases = [
            ("index.html", CacheClass::Page, "text/html; charset=utf-8"),
            ("404.html", CacheClass::Page, "text/html; charset=utf-8"),
            ("assets/style.e75c8faf119f.css", CacheClass::Immutable, "text/css; charset=utf-8"),
            ("media/place-5944ede3-960.webp", CacheClass::Media, "image/webp"),
            ("actualites/flux.rss", CacheClass::Feed, "application/rss+xml; charset=utf-8"),
            ("flux-ensemble.atom", CacheClass::Feed, "application/atom+xml; charset=utf-8"),
            ("flux.json", CacheClass::Feed, "application/feed+json; charset=utf-8"),
            ("agenda/marche/evenement.ics", CacheClass::Feed, "text/calendar; charset=utf-8"),
            ("recherche/mots.json", CacheClass::File, "application/json; charset=utf-8"),
            ("sitemap.xml", CacheClass::Index, "application/xml; charset=utf-8"),
            ("robots.txt", CacheClass::Index, "text/plain; charset=utf-8"),
            (".well-known/security.txt", CacheClass::Index, "text/plain; charset=utf-8"),
            ("publications/Bulletin.PDF", CacheClass::File, "application/pdf"),
            ("pagefind/fragment/fr_a.pf_fragment", CacheClass::Immutable, UNKNOWN),
            ("pagefind/pagefind.js", CacheClass::File, "text/javascript; charset=utf-8"),
            // Its name stays when Pagefind changes.
            ("pagefind/wasm.fr.pagefind", CacheClass::File, UNKNOWN),
            ("app.webmanifest", CacheClass::File, "application/manifest+json; charset=utf-8"),
            ("_redirects", CacheClass::Internal, UNKNOWN),
            ("sans-extension", CacheClass::File, UNKNOWN),
        ];
        for (path, class, kind) in cases {
            assert_eq!(classify(path), (kind, class), "{path}");
            assert_eq!(CacheClass::from_name(class.name()), Some(class));
        }
    }

    #[test]
    fn pages_come_after_what_they_refer_to_and_before_what_lists_them() {
        assert!(CacheClass::ALL.is_sorted());
        let order = [CacheClass::Immutable, CacheClass::Media, CacheClass::File, CacheClass::Page];
        assert!(order.is_sorted());
        assert!(CacheClass::Page < CacheClass::Feed && CacheClass::Feed < CacheClass::Index);
    }

    #[test]
    fn feeds_are_asked_for_again_within_the_hour() {
        let value = CacheClass::Feed.cache_control();
        let age = value.split("max-age=").nth(1).and_then(|age| age.parse::<u32>().ok());
        assert!(age.is_some_and(|age| age <= 3600), "{value}");
    }
}
