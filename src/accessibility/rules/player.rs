//! Which elements play sounds, films or other media: the words of RGAA's fourth theme.

use super::prelude::*;
use super::words::{extension, plain};

/// What an `<object>` or an `<embed>` holds, by its type or the ending of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// A picture.
    Image,
    /// A sound.
    Audio,
    /// A film.
    Video,
    /// A page or a document.
    Document,
    /// Something else: Flash, Java, …
    Other,
    /// Nothing says what, or there is nothing.
    Unknown,
}

/// What an `<object>` or an `<embed>` holds.
pub(crate) fn family(page: &Page<'_>, node: NodeId) -> Family {
    let kind = page.attribute(node, local_name!("type")).unwrap_or_default().trim();
    if !kind.is_empty() {
        let (family, rest) = kind.split_once('/').unwrap_or((kind, ""));
        return match family.to_ascii_lowercase().as_str() {
            "image" => Family::Image,
            "audio" => Family::Audio,
            "video" => Family::Video,
            "text" => Family::Document,
            _ if rest.starts_with("pdf") || rest.contains("html") => Family::Document,
            _ => Family::Other,
        };
    }
    let address = page.attribute(node, local_name!("data"));
    let Some(address) = address.or_else(|| page.attribute(node, local_name!("src"))) else {
        return Family::Unknown;
    };
    match extension(address).as_str() {
        "avif" | "gif" | "jpeg" | "jpg" | "png" | "svg" | "webp" => Family::Image,
        "mp3" | "oga" | "ogg" | "opus" | "wav" | "m4a" | "aac" | "flac" | "mid" | "midi"
        | "wma" => Family::Audio,
        "mp4" | "m4v" | "webm" | "ogv" | "mov" | "avi" | "mpg" | "mpeg" | "wmv" => Family::Video,
        "pdf" | "htm" | "html" | "txt" => Family::Document,
        "swf" | "flv" | "class" | "jar" => Family::Other,
        _ => Family::Unknown,
    }
}

/// A medium of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// A sound.
    Sound,
    /// A film, with or without sound.
    Film,
    /// A player in a frame, from a platform known to be one.
    Player,
    /// Something to be operated that is not played: Flash, Java, …
    Interactive,
}

impl Medium {
    /// The elements [`Self::of`] may say something of.
    pub(crate) const ELEMENTS: &'static [&'static str] =
        &["audio", "video", "object", "embed", "iframe", "applet", "bgsound"];

    /// The medium an element is; `None` for one that is none, or is shown to nobody.
    pub(crate) fn of(page: &Page<'_>, node: NodeId) -> Option<Self> {
        let name = page.document.html_name(node)?;
        let medium = match *name {
            local_name!("audio") | local_name!("bgsound") => Self::Sound,
            local_name!("video") => Self::Film,
            local_name!("applet") => Self::Interactive,
            local_name!("iframe") => {
                let address = page.attribute(node, local_name!("src")).unwrap_or_default();
                return is_player(address).then_some(Self::Player);
            }
            _ => match family(page, node) {
                Family::Audio => Self::Sound,
                Family::Video => Self::Film,
                Family::Other => Self::Interactive,
                Family::Image | Family::Document | Family::Unknown => return None,
            },
        };
        let rendered = |node: NodeId| page.semantics.facts(node).is_rendered();
        // Without `controls` a sound shows nothing, and is heard all the same where it starts by
        // itself, or where a script starts it.
        let heard = page.is(node, local_name!("audio"))
            && !page.has(node, local_name!("controls"))
            && (page.has(node, local_name!("autoplay"))
                || page.has_scripts() && page.document.parent(node).is_some_and(rendered));
        (rendered(node) || heard).then_some(medium)
    }

    /// Whether it is played: a «média temporel».
    pub(crate) fn is_timed(self) -> bool {
        self != Self::Interactive
    }
}

/// Whether the address is of a platform that plays sounds or films.
pub(crate) fn is_player(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("//") else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_ascii_lowercase();
    let of =
        |site: &&str| host == **site || host.strip_suffix(*site).is_some_and(|h| h.ends_with('.'));
    PLATFORMS.iter().any(of) || path.starts_with("videos/embed/")
}

const PLATFORMS: &[&str] = &[
    "acast.com",
    "arte.tv",
    "ausha.co",
    "canal-u.tv",
    "dailymotion.com",
    "deezer.com",
    "ina.fr",
    "mixcloud.com",
    "radiofrance.fr",
    "soundcloud.com",
    "spotify.com",
    "twitch.tv",
    "vimeo.com",
    "wistia.net",
    "youtu.be",
    "youtube-nocookie.com",
    "youtube.com",
];

/// How many nodes around a medium are read for what accompanies it.
const MAX_READ: usize = 400;

/// Whether one of these words stands near the element: in the figure or block it is in, or in
/// what follows or precedes it there. Only so much is read as a person would look at.
pub(crate) fn stands_near(page: &Page<'_>, node: NodeId, words: &[&str]) -> bool {
    let parent = page.document.parent(node);
    let outer = parent.and_then(|parent| page.document.parent(parent));
    [parent, outer].into_iter().flatten().any(|around| {
        let whole = page.is(around, local_name!("body")) || page.is(around, local_name!("html"));
        if whole && Some(around) != parent {
            return false;
        }
        let texts = page.document.descendants(around).take(MAX_READ);
        texts.filter_map(|inner| page.document.text(inner)).any(|text| {
            let text = plain(text);
            words.iter().any(|word| text.contains(word))
        })
    })
}
