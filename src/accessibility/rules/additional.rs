//! Contents that appear under the pointer or with the focus, by style alone, and what makes them.

use super::prelude::*;
use crate::accessibility::css::{State, Traits, View};

/// How many elements are tried as what makes another one appear.
const MAX_TRIED: usize = 60;

/// How many contents are looked at.
const MAX_CONTENTS: usize = 100;

/// A content that is not seen on a page nobody is using.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Additional {
    /// The content.
    pub(crate) node: NodeId,
    /// What shows it when the pointer is over it.
    pub(crate) hovered: Option<NodeId>,
    /// What shows it when it has the focus.
    pub(crate) focused: Option<NodeId>,
}

/// The contents of the page that style alone shows under the pointer or with the focus.
pub(crate) fn contents(page: &Page<'_>) -> Vec<Additional> {
    let styles = page.styles;
    let (hover, anything) = (State::Hover(NodeId::DOCUMENT), State::Everything);
    if !styles.asks_for(hover) && !styles.asks_for(anything) {
        return Vec::new();
    }
    let hidden = page.looking(Traits::REVEALED).filter(|node| holds_something(page, *node));
    hidden
        .take(MAX_CONTENTS)
        .map(|node| Additional {
            node,
            hovered: triggers(page, node).find(|one| is_seen(page, node, State::Hover(*one))),
            focused: focusable(page, node).find(|one| is_seen(page, node, State::Focus(*one))),
        })
        .filter(|content| content.hovered.is_some() || content.focused.is_some())
        .collect()
}

/// Whether the content is seen in a state.
pub(crate) fn is_seen(page: &Page<'_>, node: NodeId, state: State) -> bool {
    let index = page.styles.in_state(page.document, View::Wide, node, state);
    page.styles.style_at(index).is_seen(View::Wide)
}

/// Whether the element shows words, links or images.
fn holds_something(page: &Page<'_>, node: NodeId) -> bool {
    page.document.descendants(node).any(|inner| {
        page.document.text(inner).is_some_and(|text| text.chars().any(char::is_alphabetic))
            || page.is(inner, local_name!("img"))
            || page.semantics.facts(inner).is_tabbable()
    })
}

/// The elements whose hovering may show another: those around it, and those before it.
fn triggers<'a>(page: &'a Page<'_>, node: NodeId) -> impl Iterator<Item = NodeId> + 'a {
    let document = page.document;
    let before = |node: NodeId| {
        std::iter::successors(document.previous(node), |one| document.previous(*one))
    };
    let around = document.ancestors(node);
    let beside = std::iter::once(node)
        .chain(document.ancestors(node))
        .flat_map(before)
        .flat_map(|one| std::iter::once(one).chain(document.descendants(one)));
    around.chain(beside).filter(|one| page.element(*one).is_some()).take(MAX_TRIED)
}

/// The elements whose focus may show another: itself, those in it, those in its parents.
fn focusable<'a>(page: &'a Page<'_>, node: NodeId) -> impl Iterator<Item = NodeId> + 'a {
    let document = page.document;
    let around = document
        .ancestors(node)
        .take(4)
        .flat_map(|ancestor| std::iter::once(ancestor).chain(document.descendants(ancestor)));
    std::iter::once(node)
        .chain(document.descendants(node))
        .chain(around)
        .filter(|one| {
            page.element(*one).is_some() && {
                let facts = page.semantics.facts(*one);
                facts.is_tabbable()
            }
        })
        .take(MAX_TRIED)
}
