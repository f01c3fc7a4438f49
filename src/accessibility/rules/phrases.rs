//! Phrases sought in the texts that are seen.

use super::prelude::*;
use aho_corasick::AhoCorasick;
use std::borrow::Cow;

/// How many phrases of a list are told of one page.
const MAX_TOLD: usize = 20;

/// A list of phrases in lower case, ready to be sought.
#[derive(Debug)]
pub(crate) struct Phrases {
    list: &'static [&'static str],
    /// `None` for a list too great to be sought, of which there is none.
    automaton: Option<AhoCorasick>,
}

impl Phrases {
    pub(crate) fn new(list: &'static [&'static str]) -> Self {
        let automaton = AhoCorasick::builder().ascii_case_insensitive(true).build(list).ok();
        Self { list, automaton }
    }

    /// The elements whose own text holds one of the phrases, with the words.
    pub(crate) fn sought(&self, page: &Page<'_>) -> Vec<(NodeId, String)> {
        let mut found = Vec::new();
        for holder in page.texts() {
            if !page.is_visible(*holder) || page.is(*holder, local_name!("option")) {
                continue;
            }
            let texts =
                page.document.children(*holder).filter_map(|child| page.document.text(child));
            if let Some(phrase) = texts.filter_map(|text| self.first(text)).next() {
                found.push((*holder, phrase.to_owned()));
            }
            if found.len() >= MAX_TOLD {
                break;
            }
        }
        found
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
            .automaton
            .as_ref()?
            .find_overlapping_iter(&*text)
            .filter(|found| ends_words(found.start(), found.end()))
            .map(|found| found.pattern().as_usize())
            .min()?;
        self.list.get(found).copied()
    }
}

/// The text with plain spaces, and its capitals beyond ASCII in lower case: mostly the text itself.
fn folded(text: &str) -> Cow<'_, str> {
    // A line's end; the lead bytes of no-break spaces, of accented capitals, and of all that is
    // neither Latin nor typography.
    let is_odd = |pair: &[u8]| match *pair {
        [b'\n', ..] | [0xC4..=0xE1 | 0xE3..=0xFF, ..] => true,
        [0xC2, next, ..] => next == 0xA0,
        [0xC3, next, ..] => next < 0x9F,
        _ => false,
    };
    if text.ends_with('\n') || text.as_bytes().windows(2).any(is_odd) {
        Cow::Owned(text.to_lowercase().replace(['\u{a0}', '\n'], " "))
    } else {
        Cow::Borrowed(text)
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
