//! Ids of a page: readable, unique, never one the template uses.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::workspace::grammar::slug;

/// The ids a page has so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: FxHashSet<String>,
    /// Where to go on counting for a name, so that a thousand equal headings cost a thousand steps.
    next: FxHashMap<String, u32>,
    list: Vec<String>,
}

impl Ids {
    pub(super) fn reserving(reserved: &[&str]) -> Self {
        let taken = reserved.iter().map(|id| (*id).to_owned()).collect();
        Self { taken, ..Self::default() }
    }

    /// Takes an id made from a text.
    pub(super) fn take_for(&mut self, text: &str) -> String {
        let mut base = slug(text);
        // A slug is ASCII: any cut is between characters.
        base.truncate(80);
        let base = base.trim_end_matches('-');
        let id = self.unique(if base.is_empty() { "section" } else { base });
        self.take(&id);
        id
    }

    fn unique(&mut self, base: &str) -> String {
        if !self.taken.contains(base) {
            return base.to_owned();
        }
        let next = self.next.entry(base.to_owned()).or_insert(2);
        loop {
            let id = format!("{base}-{next}");
            *next += 1;
            if !self.taken.contains(&id) {
                return id;
            }
        }
    }

    /// Takes this very id; false when it is taken already.
    pub(super) fn take(&mut self, id: &str) -> bool {
        let free = self.taken.insert(id.to_owned());
        if free {
            self.list.push(id.to_owned());
        }
        free
    }

    /// True when an element of the page has the id.
    pub(super) fn contains(&self, id: &str) -> bool {
        self.taken.contains(id)
    }

    /// The ids taken, in order, without the reserved ones.
    pub(super) fn into_list(self) -> Vec<String> {
        self.list
    }

    pub(super) fn list(&self) -> &[String] {
        &self.list
    }
}
