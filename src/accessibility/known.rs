//! What was found out about a text, kept for the next page that has the same text: the pages of a
//! site have most of their menus, names and tags in common.
//!
//! It holds a fixed number of texts, none of them long, and compares them whole. It never holds
//! anything that depends on where a text stands.

use std::hash::BuildHasher;

/// How many texts are kept.
const MAX_KEPT: usize = 1 << 12;

/// Bytes of the longest text that is kept.
const MAX_TEXT: usize = 512;

/// Texts and what is known of each.
#[derive(Debug)]
pub(super) struct Known<T> {
    slots: Vec<Slot<T>>,
}

/// Where a text is kept; which one is for its hash to say.
#[derive(Debug)]
struct Slot<T> {
    /// Hash of the text asked for last that is not kept.
    asked: u64,
    kept: Option<(Box<str>, T)>,
}

impl<T> Known<T> {
    /// Nothing known yet.
    pub(super) fn new() -> Self {
        let slot = || Slot { asked: 0, kept: None };
        Self { slots: std::iter::repeat_with(slot).take(MAX_KEPT).collect() }
    }

    fn slot(hash: u64) -> usize {
        usize::try_from(hash >> 32).unwrap_or_default() % MAX_KEPT
    }

    /// What is known of the text.
    pub(super) fn get(&self, text: &str) -> Option<&T> {
        if text.len() > MAX_TEXT {
            return None;
        }
        let (known, found) = self.slots[Self::slot(hash(text))].kept.as_ref()?;
        (**known == *text).then_some(found)
    }

    /// Keeps what was found out about a text that [`Self::get`] does not know, unless it is long or
    /// this is the first time: most texts are met once.
    pub(super) fn keep(&mut self, text: &str, found: impl FnOnce() -> T) {
        if text.len() > MAX_TEXT {
            return;
        }
        let hash = hash(text);
        self.slots[Self::slot(hash)].keep(hash, text, found);
    }
}

impl<T> Slot<T> {
    fn keep(&mut self, hash: u64, text: &str, found: impl FnOnce() -> T) {
        if self.asked == hash {
            self.kept = Some((Box::from(text), found()));
        } else {
            self.asked = hash;
        }
    }
}

impl<T: Clone> Known<T> {
    /// What is known of the text, else what `find` finds out; the text is hashed once.
    pub(super) fn or_find(&mut self, text: &str, find: impl FnOnce(&str) -> T) -> T {
        if text.len() > MAX_TEXT {
            return find(text);
        }
        let hash = hash(text);
        let slot = &mut self.slots[Self::slot(hash)];
        if let Some((known, found)) = &slot.kept
            && **known == *text
        {
            return found.clone();
        }
        let found = find(text);
        slot.keep(hash, text, || found.clone());
        found
    }
}

fn hash(text: &str) -> u64 {
    rustc_hash::FxBuildHasher.hash_one(text)
}

#[cfg(test)]
mod tests {
    use super::{Known, MAX_TEXT};

    #[test]
    fn what_is_known_is_not_looked_for_again() {
        let mut known = Known::new();
        for _ in 0..2 {
            assert_eq!(known.or_find("a", str::len), 1);
        }
        assert_eq!(known.or_find("a", |_| unreachable!("it is known")), 1);
        let long = "a".repeat(MAX_TEXT + 1);
        for length in 0..3 {
            assert_eq!(known.or_find(&long, |_| length), length, "long texts are not kept");
        }
    }

    #[test]
    fn texts_that_share_a_slot_are_told_apart() {
        let mut known = Known::new();
        for rank in 0..super::MAX_KEPT * 2 {
            let text = rank.to_string();
            for _ in 0..2 {
                known.keep(&text, || rank);
            }
            assert_eq!(known.get(&text), Some(&rank));
        }
        let wrong = (0..super::MAX_KEPT * 2)
            .filter(|rank| known.get(&rank.to_string()).is_some_and(|found| found != rank));
        assert_eq!(wrong.count(), 0);
    }
}
