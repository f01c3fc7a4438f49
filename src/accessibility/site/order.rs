//! Whether blocks stand in the same order on all pages.

use super::{Block, BlockKind, Site};
use rustc_hash::FxHashMap;

/// How many different blocks of one site are compared.
const MAX_NAMES: usize = 400;

/// A block that stands elsewhere than on most pages.
pub(super) struct Displaced<'a> {
    /// Among [`Site::pages`].
    pub(super) page: usize,
    /// The block.
    pub(super) block: &'a Block,
    /// Path of a page on which it stands where it mostly does.
    pub(super) usual: &'a str,
}

/// The blocks for which `wanted` holds that stand before another block where they stand after it
/// on more pages, or the other way round. A block is known again by its kind and name; where a
/// page has two of one name, neither is compared. Each page is told once.
pub(super) fn displaced<'a>(
    site: &Site<'a>,
    wanted: impl Fn(&Block) -> bool,
) -> Vec<Displaced<'a>> {
    type Key<'k> = (BlockKind, &'k str);
    let mut names: FxHashMap<Key<'a>, u32> = FxHashMap::default();
    let mut sequences: Vec<(usize, Vec<(u32, &'a Block)>)> = Vec::new();
    for (index, page) in site.set() {
        let page_blocks = &page.blocks;
        let mut sequence = Vec::new();
        for block in page_blocks {
            let key = (block.kind, block.name.as_str());
            let twice = |b: &&Block| (b.kind, b.name.as_str()) == key;
            let known = names.len();
            if page_blocks.iter().filter(twice).count() > 1
                || (known >= MAX_NAMES && !names.contains_key(&key))
            {
                continue;
            }
            let name = *names.entry(key).or_insert(u32::try_from(known).unwrap_or(u32::MAX));
            sequence.push((name, block));
        }
        sequences.push((index, sequence));
    }
    // For each pair, how many pages have it in this order, and the first that has.
    let mut orders: FxHashMap<(u32, u32), (usize, usize)> = FxHashMap::default();
    for (index, sequence) in &sequences {
        for (rank, (first, _)) in sequence.iter().enumerate() {
            for (second, _) in &sequence[rank + 1..] {
                orders.entry((*first, *second)).or_insert((0, *index)).0 += 1;
            }
        }
    }
    let mut found = Vec::new();
    for (index, sequence) in &sequences {
        let unusual = |first: u32, second: u32| {
            let (here, start) = orders.get(&(first, second)).copied()?;
            let (there, other) = orders.get(&(second, first)).copied()?;
            // Where both orders are as frequent, the one that was met first is the usual one.
            ((there, start) > (here, other)).then_some(other)
        };
        let mut told = false;
        for (rank, (first, block)) in sequence.iter().enumerate() {
            for (second, after) in &sequence[rank + 1..] {
                let block = if wanted(block) {
                    *block
                } else if wanted(after) {
                    *after
                } else {
                    continue;
                };
                if !told && let Some(usual) = unusual(*first, *second) {
                    told = true;
                    found.push(Displaced { page: *index, block, usual: &site.pages[usual].path });
                }
            }
        }
    }
    found
}
