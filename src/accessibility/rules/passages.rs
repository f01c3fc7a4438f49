//! The page's texts, block by block, with the element that gives their language: what the rules
//! on language, reading direction and typography read.

use super::hints::Hints;
use super::prelude::*;
use std::borrow::Cow;

/// The most text of one page that is read for its language, in bytes.
const MAX_TEXT: usize = 1 << 20;

/// The text of a block, inline parts included.
#[derive(Debug)]
pub(crate) struct Passage<'a> {
    /// The block, or the inline element whose `lang` sets it apart.
    pub node: NodeId,
    /// The nearest element that gives a language.
    pub language: Option<NodeId>,
    /// The text as it is written, a space between the texts of its parts.
    pub text: Cow<'a, str>,
    /// What it may hold.
    pub hints: Hints,
}

/// What a text takes from the elements it is in.
#[derive(Clone, Copy)]
struct Around {
    /// The nearest block, or inline element that bears `lang`.
    holder: NodeId,
    language: Option<NodeId>,
    /// In no language: code, keys to press, what is marked as not to be translated.
    mute: bool,
}

/// The passages that people see or are told, in document order. Code, keys to press and what is
/// marked as not to be translated are in no language.
pub(crate) fn passages<'a>(page: &Page<'a>) -> Vec<Passage<'a>> {
    let document = page.document;
    let mut passages: Vec<Passage<'a>> = Vec::new();
    let nothing = Around { holder: NodeId::DOCUMENT, language: None, mute: false };
    let mut around = vec![nothing; document.node_count()];
    let mut ranks: Vec<u32> = vec![u32::MAX; document.node_count()];
    let mut total = 0;
    for node in document.all().skip(1) {
        let above = around[document.parent(node).unwrap_or(NodeId::DOCUMENT).index()];
        let Some(text) = document.text(node) else {
            around[node.index()] = inside(page, node, above);
            continue;
        };
        let facts = page.semantics.facts(node);
        let told = facts.is_exposed() || facts.is_visible();
        let holder = above.holder;
        if above.mute || holder == NodeId::DOCUMENT || !told || is_blank(page, node, text) {
            continue;
        }
        let hints = page.hints(node);
        let is_read = total < MAX_TEXT;
        if is_read {
            total += text.len();
        }
        let rank = &mut ranks[holder.index()];
        if *rank == u32::MAX {
            *rank = passages.len() as u32;
            let language = above.language;
            // Most passages are one text, which need not be copied.
            let (text, hints) = if is_read { (text, hints) } else { ("", Hints::default()) };
            passages.push(Passage { node: holder, language, text: Cow::Borrowed(text), hints });
        } else if is_read {
            let passage = &mut passages[*rank as usize];
            let whole = passage.text.to_mut();
            whole.push(' ');
            whole.push_str(text);
            passage.hints = passage.hints.and(hints);
        }
    }
    passages
}

/// Nothing but white space.
fn is_blank(page: &Page<'_>, node: NodeId, text: &str) -> bool {
    !page.hints(node).may(Hints::WORDS) && text.trim().is_empty()
}

/// What texts in the element take from it and from what it is in.
fn inside(page: &Page<'_>, node: NodeId, above: Around) -> Around {
    let Some(element) = page.element(node) else { return above };
    let mut own = above;
    let (mut speaks, mut is_translated) = (false, true);
    for (name, namespace, value) in element.attributes() {
        match *name {
            _ if !namespace.is_empty() => {}
            local_name!("lang") => speaks = true,
            local_name!("translate") => is_translated &= value != "no",
            local_name!("class") => is_translated &= !is_marked(value),
            _ => {}
        }
    }
    if speaks {
        (own.holder, own.language) = (node, Some(node));
    } else if page.is_block(node) {
        own.holder = node;
    }
    own.mute |= element.is_html()
        && (matches!(
            element.name,
            local_name!("script")
                | local_name!("style")
                | local_name!("pre")
                | local_name!("code")
                | local_name!("kbd")
                | local_name!("samp")
                | local_name!("var")
                | local_name!("textarea")
        ) || !is_translated);
    own
}

/// Whether classes say that what bears them is not to be translated.
fn is_marked(classes: &str) -> bool {
    classes.len() >= "notranslate".len()
        && classes.split_ascii_whitespace().any(|class| class == "notranslate")
}
