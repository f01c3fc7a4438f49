//! The page's texts, block by block, with the element that gives their language: what the rules
//! on language, reading direction and typography read.

use super::prelude::*;
use rustc_hash::FxHashMap;

/// The most text of one page that is read for its language, in bytes.
const MAX_TEXT: usize = 1 << 20;

/// The text of a block, inline parts included.
#[derive(Debug)]
pub(crate) struct Passage {
    /// The block, or the inline element whose `lang` sets it apart.
    pub node: NodeId,
    /// The nearest element that gives a language.
    pub language: Option<NodeId>,
    /// The text as it is written.
    pub text: String,
}

/// The passages that people see or are told, in document order. Code, keys to press and what is
/// marked as not to be translated are in no language.
pub(crate) fn passages(page: &Page<'_>) -> Vec<Passage> {
    let document = page.document;
    let mut passages: Vec<Passage> = Vec::new();
    let mut ranks: FxHashMap<NodeId, Option<usize>> = FxHashMap::default();
    let mut holders: FxHashMap<NodeId, usize> = FxHashMap::default();
    let mut total = 0;
    for node in document.all() {
        let Some(text) = document.text(node) else { continue };
        let facts = page.semantics.facts(node);
        if text.trim().is_empty() || !(facts.is_exposed() || facts.is_visible()) {
            continue;
        }
        let Some(parent) = document.parent(node) else { continue };
        let rank = *ranks.entry(parent).or_insert_with(|| {
            let holder = holder(page, parent)?;
            if let Some(rank) = holders.get(&holder) {
                return Some(*rank);
            }
            let language = std::iter::once(holder)
                .chain(document.ancestors(holder))
                .find(|ancestor| page.has(*ancestor, local_name!("lang")));
            passages.push(Passage { node: holder, language, text: String::new() });
            holders.insert(holder, passages.len() - 1);
            Some(passages.len() - 1)
        });
        if let Some(rank) = rank
            && total < MAX_TEXT
        {
            total += text.len();
            passages[rank].text.push_str(text);
            passages[rank].text.push(' ');
        }
    }
    passages
}

/// The block a text belongs to, or the inline element around it that bears `lang`; `None` for
/// text that is in no language.
fn holder(page: &Page<'_>, parent: NodeId) -> Option<NodeId> {
    let chain = || std::iter::once(parent).chain(page.document.ancestors(parent));
    for ancestor in chain() {
        match page.document.html_name(ancestor).map(|name| &**name) {
            Some("script" | "style" | "pre" | "code" | "kbd" | "samp" | "var" | "textarea") => {
                return None;
            }
            Some(_) if !is_translated(page, ancestor) => return None,
            _ => {}
        }
    }
    chain().find(|node| page.has(*node, local_name!("lang")) || page.is_block(*node))
}

fn is_translated(page: &Page<'_>, node: NodeId) -> bool {
    let no = page.attribute(node, local_name!("translate")).is_some_and(|value| value == "no");
    let class = page.attribute(node, local_name!("class")).unwrap_or_default();
    !no && !class.split_ascii_whitespace().any(|class| class == "notranslate")
}
