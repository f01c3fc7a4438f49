//! The words of the interface (“Skip to content”, “Published on …”) in the site's language, from
//! `i18n/<language>.ftl` of every layer, the nearest layer's word winning.
//!
//! Messages without variable are made once: a template gets them for the price of a lookup. What
//! officers write is content and never passes here.

use std::collections::BTreeSet;
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rustc_hash::FxHashMap;
use tera::Value;
use unic_langid::LanguageIdentifier;

use super::layers::Chain;
use crate::diagnostic::Diagnostic;

/// A language the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Français.
    French = 0,
    /// English.
    English = 1,
}

impl Language {
    /// The interface's language for a site's language tag; French unless it is English.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        match tag.split(['-', '_']).next() {
            Some(primary) if primary.eq_ignore_ascii_case("en") => Self::English,
            _ => Self::French,
        }
    }

    fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }
}

/// All messages of one language.
pub(super) struct Strings {
    plain: FxHashMap<String, Value>,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Strings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Strings").field("plain", &self.plain.len()).finish_non_exhaustive()
    }
}

impl Strings {
    /// Reads the messages of a chain; a message missing in `language` is said in French.
    ///
    /// # Errors
    /// `theme-messages-broken` with file and line.
    pub(super) fn read(chain: &Chain, language: Language) -> Result<Self, Vec<Diagnostic>> {
        let locale: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks around variables are for mixed scripts; they would show in a search.
        bundle.set_use_isolating(false);
        let mut found = Vec::new();
        let mut ids = BTreeSet::new();
        let languages = if language == Language::French {
            vec![Language::French]
        } else {
            vec![Language::French, language]
        };
        for speaks in languages {
            for layer in chain.layers().iter().rev() {
                let Some(source) = layer.text(&format!("i18n/{}.ftl", speaks.tag())) else {
                    continue;
                };
                let source = match source {
                    Ok(source) => source,
                    Err(diagnostic) => {
                        found.push(diagnostic);
                        continue;
                    }
                };
                match FluentResource::try_new(source.text.to_string()) {
                    Ok(resource) => {
                        ids.extend(message_ids(&source.text).map(str::to_owned));
                        bundle.add_resource_overriding(resource);
                    }
                    Err((_, errors)) => found.extend(errors.into_iter().map(|error| {
                        Diagnostic::error("theme-messages-broken")
                            .arg("detail", error.to_string())
                            .at(source.locate(error.pos))
                    })),
                }
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        let mut plain = FxHashMap::default();
        for id in ids {
            let Some(pattern) = bundle.get_message(&id).and_then(|message| message.value()) else {
                continue;
            };
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, None, &mut errors);
            // A message that wants a variable fails without it: those are made when asked for.
            if errors.is_empty() {
                let value = Value::from(text.into_owned());
                plain.insert(id, value);
            }
        }
        Ok(Self { plain, bundle })
    }

    /// A message without variable.
    #[must_use]
    pub(super) fn plain(&self, id: &str) -> Option<&Value> {
        self.plain.get(id)
    }

    /// A message with its variables; `None` when there is no such message or one lacks.
    #[must_use]
    pub(super) fn format<'a>(
        &self,
        id: &str,
        variables: impl IntoIterator<Item = (&'a str, &'a Value)>,
    ) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let mut arguments = FluentArgs::new();
        for (name, value) in variables {
            let value = match value.as_f64() {
                Some(number) => FluentValue::from(number),
                None => FluentValue::from(value.to_string()),
            };
            arguments.set(name.to_owned(), value);
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

/// The identifiers of a well-formed resource: a message begins at the start of a line.
fn message_ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
}
