//! Phrases sought in the texts that are seen.

use super::hints::{Hints, folded};
use super::prelude::*;
use super::{colours::colour_information, contrast, presentation::position_words};
use aho_corasick::AhoCorasick;
use std::sync::OnceLock;

/// Every list of phrases that some rule seeks.
pub(super) const LISTS: [&[&str]; 3] =
    [colour_information::PHRASES, contrast::MECHANISMS, position_words::PHRASES];

/// How many phrases of a list are told of one page.
const MAX_TOLD: usize = 20;

/// A list of phrases in lower case, ready to be sought.
#[derive(Debug)]
pub(crate) struct Phrases {
    list: &'static [&'static str],
    /// Made when a text may hold one of them; `None` for a list too great to be sought, of which
    /// there is none.
    automaton: OnceLock<Option<AhoCorasick>>,
}

impl Phrases {
    pub(crate) const fn new(list: &'static [&'static str]) -> Self {
        Self { list, automaton: OnceLock::new() }
    }

    fn automaton(&self) -> Option<&AhoCorasick> {
        let make = || AhoCorasick::builder().ascii_case_insensitive(true).build(self.list).ok();
        self.automaton.get_or_init(make).as_ref()
    }

    /// The elements whose own text holds one of the phrases, with the words.
    pub(crate) fn sought(&self, page: &Page<'_>) -> Vec<(NodeId, String)> {
        let mut found = Vec::new();
        if !page.all_hints().may(Hints::PHRASE) {
            return found;
        }
        for holder in page.texts() {
            let texts = page
                .document
                .children(*holder)
                .filter(|child| page.hints(*child).may(Hints::PHRASE))
                .filter_map(|child| page.document.text(child));
            if let Some(phrase) = texts.filter_map(|text| self.first(text)).next()
                && page.is_visible(*holder)
                && !page.is(*holder, local_name!("option"))
            {
                found.push((*holder, phrase.to_owned()));
            }
            if found.len() >= MAX_TOLD {
                break;
            }
        }
        found
    }

    /// Whether one of the phrases is in the text, within a word or not.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.automaton().is_some_and(|automaton| automaton.is_match(&*folded(text)))
    }

    /// The first phrase of the list that stands in the text between two ends of words.
    fn first(&self, text: &str) -> Option<&'static str> {
        let text = folded(text);
        let ends_words = |start: usize, end: usize| {
            let before = text[..start].chars().next_back();
            let after = text[end..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        };
        let found = self
            .automaton()?
            .find_overlapping_iter(&*text)
            .filter(|found| ends_words(found.start(), found.end()))
            .map(|found| found.pattern().as_usize())
            .min()?;
        self.list.get(found).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Phrases;

    #[test]
    fn phrases_stand_between_ends_of_words_whatever_their_case() {
        let phrases = Phrases::new(&["en rouge", "à droite"]);
        assert_eq!(phrases.first("Les champs En\u{a0}ROUGE sont"), Some("en rouge"));
        assert_eq!(phrases.first("À DROITE, puis en\nrouge"), Some("en rouge"));
        assert_eq!(phrases.first("voyez à droite."), Some("à droite"));
        assert_eq!(phrases.first("chien rouge, tout à droitement"), None);
    }
}
