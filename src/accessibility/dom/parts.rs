//! Parts that pages have in common (menus, headers, footers), kept as the tree builder once built
//! them.
//!
//! What a part becomes depends on its text and on what the tree builder stands in, and on nothing
//! else. So a part is kept with its [`Place`], under conditions that leave nothing open: the page
//! had no error so far, around the part there are only elements that say all there is to say of
//! the tree builder's state, and no formatting element is open. Whatever else a page does, it is
//! read as any other; nothing here knows what HTML means beyond that.

use super::build::Pieces;
use html5ever::{LocalName, local_name};
use std::hash::{BuildHasher, Hash};
use std::rc::Rc;

/// Bytes of the shortest part that is worth keeping, and of the longest that is kept.
const LENGTHS: std::ops::RangeInclusive<usize> = 48..=1 << 13;

/// Parts are found by their place and their first bytes, in one of so many shelves…
const SHELVES: usize = 64;

/// … each with so many parts: a menu begins alike wherever its current entry is.
const PARTS: usize = 16;

/// By how many of its bytes a part is found.
const BEGINNING: usize = 32;

/// How many nodes all of them have before they are forgotten.
const NODES: usize = 1 << 16;

/// How many parts are remembered to have been met.
const MET: usize = 1 << 12;

/// Whether the content of such an element is kept.
pub(super) fn is_container(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("header")
            | local_name!("nav")
            | local_name!("footer")
            | local_name!("aside")
            | local_name!("ul")
            | local_name!("ol")
            | local_name!("form")
    )
}

/// Whether an element around a part says by its name all there is to say of it.
pub(super) fn is_plain(name: &LocalName) -> bool {
    is_container(name)
        || matches!(
            *name,
            local_name!("html")
                | local_name!("body")
                | local_name!("main")
                | local_name!("div")
                | local_name!("section")
                | local_name!("article")
                | local_name!("details")
                | local_name!("li")
        )
}

/// Whether the tree builder may open such an element again after it was closed.
pub(super) fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Hash of the elements around a part, itself among them, and of the mode of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(pub(super) u64);

/// What stands in an element, as far as the end of its end tag, and the nodes it became.
pub(super) struct Part {
    place: Place,
    source: Box<str>,
    /// Bytes of it without the end tag.
    pub(super) length: usize,
    /// How many lines end in it.
    pub(super) lines: u64,
    pub(super) pieces: Pieces,
}

/// The parts that a thread keeps.
pub(super) struct Parts {
    shelves: Vec<Vec<Rc<Part>>>,
    /// How many nodes were kept since there were none.
    nodes: usize,
    /// Hashes of what was met once.
    met: Vec<u64>,
}

impl Parts {
    pub(super) fn new() -> Self {
        Self { shelves: vec![Vec::new(); SHELVES], nodes: 0, met: vec![0; MET] }
    }

    fn shelf(place: Place, source: &[u8]) -> usize {
        let beginning = &source[..BEGINNING.min(source.len())];
        (hash((place.0, beginning)) >> 40) as usize % SHELVES
    }

    /// The part that stands at the beginning of `rest`.
    pub(super) fn find(&mut self, place: Place, rest: &[u8]) -> Option<Rc<Part>> {
        let shelf = &mut self.shelves[Self::shelf(place, rest)];
        let found = shelf
            .iter()
            .position(|part| part.place == place && rest.starts_with(part.source.as_bytes()))?;
        if found > 0 {
            shelf.swap(found, found - 1);
        }
        shelf.get(found.saturating_sub(1)).cloned()
    }

    /// Whether a part was met before, of which the first `length` bytes are without its end tag;
    /// what is met once is seldom met again.
    pub(super) fn was_met(&mut self, place: Place, source: &str, length: usize) -> bool {
        if !LENGTHS.contains(&length) {
            return false;
        }
        let hash = hash((place.0, source));
        let met = &mut self.met[(hash >> 40) as usize % MET];
        std::mem::replace(met, hash) == hash
    }

    /// Keeps a part, in the place of the one that was asked for least.
    pub(super) fn keep(
        &mut self,
        place: Place,
        source: &str,
        length: usize,
        lines: u64,
        pieces: Pieces,
    ) {
        self.nodes += pieces.len();
        if self.nodes > NODES {
            self.shelves.iter_mut().for_each(Vec::clear);
            self.nodes = pieces.len();
        }
        let part = Part { place, source: Box::from(source), length, lines, pieces };
        let shelf = &mut self.shelves[Self::shelf(place, source.as_bytes())];
        shelf.truncate(PARTS - 1);
        shelf.push(Rc::new(part));
    }
}

fn hash(value: impl Hash) -> u64 {
    rustc_hash::FxBuildHasher.hash_one(value)
}
