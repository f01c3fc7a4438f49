//! Sentences for people: the Fluent messages of `messages/<lang>/`, embedded in the program.
//!
//! It never decides what is said, only in which words. A message's attribute `.help` is the way
//! out. An argument `suggestion` that is absent or empty reads `none`, so that a message can
//! choose: `{ $suggestion -> [none] … *[other] … « { $suggestion } » … }`.

use super::{Argument, Diagnostic};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

static MESSAGES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/diagnostic/messages");

/// A language Parvis speaks to the people who run it. (Sites speak their own.)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// The language asked for: by `--lang`, else by the environment as POSIX orders it
    /// (`LC_ALL`, `LC_MESSAGES`, `LANG`), else English.
    pub fn choose(asked: Option<Self>, environment: impl Fn(&str) -> Option<String>) -> Self {
        let locale = || {
            ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .filter_map(|name| environment(name))
                .find(|value| !value.is_empty())
        };
        asked.or_else(|| Self::of_locale(&locale()?)).unwrap_or(Self::En)
    }

    /// The language of a locale or language tag such as `fr_FR.UTF-8` or `en-GB`.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "fr" => Some(Self::Fr),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }
}

/// All messages of one language.
pub struct Catalogue {
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Catalogue").field("locales", &self.bundle.locales).finish_non_exhaustive()
    }
}

impl Catalogue {
    /// The messages of a language, read once a program.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        static FRENCH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(Lang::Fr));
        static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(Lang::En));
        match lang {
            Lang::Fr => &FRENCH,
            Lang::En => &ENGLISH,
        }
    }

    fn read(lang: Lang) -> Self {
        let locale: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks that isolate a placeable are for mixed writing directions; in a terminal
        // they are noise, and they break paths that are copied.
        bundle.set_use_isolating(false);
        for (_, text) in files(lang) {
            // What a file gets wrong is for the tests below to tell; the rest of it is used.
            let resource = match FluentResource::try_new(text.to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    /// What is wrong, in one or more sentences.
    #[must_use]
    pub fn message(&self, finding: &Diagnostic) -> String {
        self.text(finding.code, &finding.arguments)
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self, finding: &Diagnostic) -> Option<String> {
        let pattern = self.bundle.get_message(finding.code)?.get_attribute("help")?.value();
        let values = values(&finding.arguments);
        Some(self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
    }

    /// The message of that name; without one, the name and the values, so that nothing is lost.
    #[must_use]
    pub fn text(&self, id: &str, arguments: &[(&str, Argument)]) -> String {
        match self.bundle.get_message(id).and_then(|message| message.value()) {
            Some(pattern) => {
                let values = values(arguments);
                self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
            }
            None => arguments.iter().fold(id.to_owned(), |text, (name, value)| match value {
                Argument::Text(value) => format!("{text} {name}={value}"),
                Argument::Number(value) => format!("{text} {name}={value}"),
            }),
        }
    }
}

fn values<'a>(arguments: &'a [(&'a str, Argument)]) -> FluentArgs<'a> {
    let mut values = FluentArgs::with_capacity(arguments.len() + 1);
    values.set("suggestion", "none");
    for (name, argument) in arguments {
        let value = match argument {
            Argument::Text(text) if *name == "suggestion" && text.is_empty() => continue,
            Argument::Text(text) => FluentValue::from(visible(text)),
            Argument::Number(number) => FluentValue::from(*number),
        };
        values.set(*name, value);
    }
    values
}

/// Content comes from anywhere: what a terminal would obey, or what would break the line, is
/// shown as a space; very long values are cut.
fn visible(text: &str) -> String {
    const LONGEST: usize = 400;
    let mut shown: String =
        text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if shown.len() < text.len() && text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// The word as the messages hold it, for names of messages and of their values that come back
/// from a file; `None` for one that no message has.
#[must_use]
pub fn known_word(word: &str) -> Option<&'static str> {
    static WORDS: LazyLock<rustc_hash::FxHashSet<&'static str>> = LazyLock::new(|| {
        let between = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
        files(Lang::En).flat_map(|(_, text)| text.split(between)).collect()
    });
    WORDS.get(word).copied()
}

/// The message files of a language: name and text.
fn files(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    let folder = MESSAGES.get_dir(lang.tag());
    folder
        .into_iter()
        .flat_map(Dir::files)
        .filter_map(|file| Some((file.path().file_name()?.to_str()?, file.contents_utf8()?)))
}

#[cfg(test)]
mod tests;
