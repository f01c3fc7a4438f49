//! What was found out about a text, kept for the next page that has the same text: the pages of a
//! site have most of their menus, names and tags in common.
//!
//! It holds a fixed number of texts, none of them long, and compares them whole. It never holds
//! anything that depends on where a text stands.

use std::hash::BuildHasher;

/// How many texts are kept; one that falls where another stands takes its place.
const MAX_KEPT: usize = 1 << 13;

/// Bytes of the longest text that is kept.
const MAX_TEXT: usize = 512;

/// Texts and what is known of each.
#[derive(Debug)]
pub(super) struct Known<T> {
    places: Vec<Option<(Box<str>, T)>>,
}

impl<T> Known<T> {
    /// Nothing known yet.
    pub(super) fn new() -> Self {
        Self { places: std::iter::repeat_with(|| None).take(MAX_KEPT).collect() }
    }

    fn place(text: &str) -> usize {
        let hash = rustc_hash::FxBuildHasher.hash_one(text);
        usize::try_from(hash >> 40).unwrap_or_default() % MAX_KEPT
    }

    /// What is known of the text.
    pub(super) fn get(&self, text: &str) -> Option<&T> {
        let (known, found) = self.places[Self::place(text)].as_ref()?;
        (**known == *text).then_some(found)
    }

    /// Keeps what was found out about the text, unless it is long.
    pub(super) fn keep(&mut self, text: &str, found: T) {
        if text.len() <= MAX_TEXT {
            self.places[Self::place(text)] = Some((Box::from(text), found));
        }
    }
}

impl<T: Copy> Known<T> {
    /// What is known of the text, else what `find` finds out.
    pub(super) fn or_find(&mut self, text: &str, find: impl FnOnce(&str) -> T) -> T {
        if let Some(found) = self.get(text) {
            return *found;
        }
        let found = find(text);
        self.keep(text, found);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, MAX_TEXT};

    #[test]
    fn what_is_known_is_not_looked_for_again() {
        let mut known = Known::new();
        assert_eq!(known.or_find("a", str::len), 1);
        assert_eq!(known.or_find("a", |_| unreachable!("it is known")), 1);
        let long = "a".repeat(MAX_TEXT + 1);
        known.or_find(&long, str::len);
        assert_eq!(known.or_find(&long, |_| 0), 0, "long texts are not kept");
    }

    #[test]
    fn texts_that_share_a_place_are_told_apart() {
        let mut known = Known::new();
        for rank in 0..super::MAX_KEPT * 2 {
            let text = rank.to_string();
            known.keep(&text, rank);
            assert_eq!(known.get(&text), Some(&rank));
        }
        let wrong = (0..super::MAX_KEPT * 2)
            .filter(|rank| known.get(&rank.to_string()).is_some_and(|found| found != rank));
        assert_eq!(wrong.count(), 0);
    }
}
