//! The film of an entry: a file of the site or a page elsewhere, its title, how long it is, and
//! what it says in writing.

use std::ops::Range;

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::front_matter::{Checker, FrontMatter};
use crate::diagnostic::Diagnostic;

/// `video:` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VideoKeys {
    #[serde(default)]
    file: Option<Spanned<String>>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    duration: Option<String>,
    #[serde(default)]
    captions: Option<Spanned<String>>,
    #[serde(default)]
    transcript: Option<String>,
    #[serde(default)]
    poster: Option<Spanned<String>>,
    #[serde(default)]
    silent: bool,
}

/// A film.
#[derive(Debug, Clone)]
pub struct Video {
    /// Where it is.
    pub place: VideoPlace,
    /// What it is called.
    pub title: String,
    /// How long it is.
    pub duration: Option<Duration>,
    /// Where its transcript is: a page, a file or an anchor of the entry's own text.
    pub transcript: Option<String>,
}

/// Where a film is.
#[derive(Debug, Clone)]
pub enum VideoPlace {
    /// A file of the site.
    File {
        /// The film, and the place of its name in the source's text.
        file: NamedFile,
        /// Its captions.
        captions: Option<NamedFile>,
        /// The image shown before it is played.
        poster: Option<NamedFile>,
        /// True when it has no sound: there is nothing to caption.
        silent: bool,
    },
    /// An `https:` or `http:` address elsewhere.
    Elsewhere(String),
}

/// A file the front matter names, and the place of its name in the source's text.
pub type NamedFile = (String, Range<usize>);

/// How long a film is, in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration(pub u32);

impl Duration {
    /// Reads `3:20` (minutes and seconds) or `1:02:30`; at most a day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        for part in text.trim().split(':') {
            let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            parts.push(part.parse::<u32>().ok().filter(|_| digits)?);
        }
        let seconds = match parts[..] {
            [minutes, seconds] if seconds < 60 => minutes * 60 + seconds,
            [hours, minutes, seconds] if minutes < 60 && seconds < 60 && hours < 24 => {
                hours * 3600 + minutes * 60 + seconds
            }
            _ => return None,
        };
        (seconds > 0).then_some(Self(seconds))
    }

    /// «3 min 20 s», «1 h 02 min»: the same in French and in English, with spaces that do not
    /// break.
    #[must_use]
    pub fn text(self) -> String {
        let (hours, minutes, seconds) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        match (hours, minutes, seconds) {
            (0, 0, seconds) => format!("{seconds}\u{a0}s"),
            (0, minutes, 0) => format!("{minutes}\u{a0}min"),
            (0, minutes, seconds) => format!("{minutes}\u{a0}min {seconds:02}\u{a0}s"),
            (hours, 0, _) => format!("{hours}\u{a0}h"),
            (hours, minutes, _) => format!("{hours}\u{a0}h\u{a0}{minutes:02}\u{a0}min"),
        }
    }
}

/// Reads `video:`.
pub(super) fn read(checker: &mut Checker<'_>, keys: &mut FrontMatter, path: &str) -> Option<Video> {
    let keys = keys.video.take()?;
    let title = checker.line(keys.title);
    if title.is_none() {
        checker.tell(Diagnostic::error("video-title-missing"), &["video"]);
    }
    let duration = checker.line(keys.duration).and_then(|written| {
        let duration = Duration::parse(&written);
        if duration.is_none() {
            let finding = Diagnostic::error("video-duration-invalid").arg("value", written);
            checker.tell(finding, &["video", "duration"]);
        }
        duration
    });
    let place = match (keys.file, checker.web_address(&["video", "url"], keys.url)) {
        (Some(file), None) => {
            let mut named =
                |file: Option<Spanned<String>>| file.and_then(|file| checker.file(path, &file));
            VideoPlace::File {
                file: named(Some(file))?,
                captions: named(keys.captions),
                poster: named(keys.poster),
                silent: keys.silent,
            }
        }
        (None, Some(url)) => {
            // What belongs to a player of ours does nothing for a film elsewhere.
            let useless = [
                ("captions", keys.captions.is_some()),
                ("poster", keys.poster.is_some()),
                ("silent", keys.silent),
            ];
            for (key, _) in useless.into_iter().filter(|(_, given)| *given) {
                let finding = Diagnostic::error("video-key-elsewhere").arg("key", key);
                checker.tell(finding, &["video", key]);
            }
            VideoPlace::Elsewhere(url)
        }
        (file, _) => {
            let given = if file.is_some() { "both" } else { "none" };
            let finding = Diagnostic::error("video-file-or-url").arg("given", given);
            checker.tell(finding, &["video"]);
            return None;
        }
    };
    Some(Video { place, title: title?, duration, transcript: checker.line(keys.transcript) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_read_and_said() {
        let said = |text: &str| Duration::parse(text).map(|d| d.text().replace('\u{a0}', " "));
        assert_eq!(said("3:20").as_deref(), Some("3 min 20 s"));
        assert_eq!(said("0:45").as_deref(), Some("45 s"));
        assert_eq!(said("12:00").as_deref(), Some("12 min"));
        assert_eq!(said("1:02:30").as_deref(), Some("1 h 02 min"));
        assert_eq!(said("2:00:00").as_deref(), Some("2 h"));
        for wrong in ["", "3", "3:75", "3 min", "0:00", "1:2:3:4", "-1:20", "99:00:00", "1:75:00"] {
            assert_eq!(said(wrong), None, "{wrong}");
        }
    }
}
