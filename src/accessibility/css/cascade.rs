//! The walk that gives every element its look: its style in every view.
//!
//! A style is computed once for elements that grew from the same parent style and met the same
//! declarations, on whatever page ([`World`]). So a page costs what is new on it.

use super::Styles;
use super::browser;
use super::matching::Matcher;
use super::media::View;
use super::sheet::Sheet;
use super::world::{Cause, LookId, Met, ROOT, Scheme, World};
use crate::accessibility::dom::{Document, NodeId, local_name};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Gives every element of a page its look.
pub(super) fn run(document: &Document, sheets: &[Arc<Sheet>]) -> Styles {
    let world = World::of(sheets, document.quirks, scheme_of(document));
    let mut styles = Styles {
        of: vec![ROOT; document.node_count()],
        wide: Vec::with_capacity(document.node_count()),
        world: Rc::clone(&world),
        shared: world.store.borrow().shared.clone(),
        in_state: RefCell::default(),
        pseudo_states: FxHashMap::default(),
        view: View::Wide,
        complete: true,
        sheets_complete: true,
    };
    let mut known = world.known.borrow_mut();
    let mut met = world.met.borrow_mut();
    let mut matcher = Matcher::new(document, sheets, &mut known);
    for node in document.all().skip(1) {
        let parent = document.parent(node).unwrap_or(NodeId::DOCUMENT);
        let above = styles.of[parent.index()];
        let Some(element) = document.element(node) else {
            styles.of[node.index()] = above;
            continue;
        };
        let within = (matcher.place(parent).1, above);
        let shared = document.shared(node).filter(|_| !matcher.is_exhausted());
        let shared = shared.map(|element| (element, Met::slot(element, within)));
        if let Some((element, slot)) = shared
            && let Some(known) = &met[slot]
            && known.within == within
            && Rc::ptr_eq(&known.element, element)
        {
            matcher.put(node, known.place);
            styles.of[node.index()] = known.look;
            if !known.pseudo_states.is_empty() {
                styles.pseudo_states.insert(node, known.pseudo_states);
            }
            continue;
        }
        let found = matcher.find(node, element);
        let mut interned = |text: &str| world.store.borrow_mut().intern_text(text);
        let cause = Cause {
            parent: above,
            found,
            class: browser::Class::of(element),
            inline: element.attribute(&local_name!("style")).map_or(0, &mut interned),
            obsolete: browser::obsolete_attributes(element).map_or(0, |text| interned(&text)),
        };
        let found = matcher.known.found(found);
        let (look, pseudo_states) = (world.look_of(cause, found), found.pseudo_states);
        styles.of[node.index()] = look;
        if !pseudo_states.is_empty() {
            styles.pseudo_states.insert(node, pseudo_states);
        }
        if let Some((element, slot)) = shared
            && matcher.follows_from_path()
        {
            let (element, place) = (Rc::clone(element), matcher.place(node));
            met[slot] = Some(Met { element, within, place, look, pseudo_states });
        }
    }
    let exhausted = matcher.is_exhausted();
    drop((known, met));
    world.is_cut_short.set(exhausted);
    let store = world.store.borrow();
    styles.complete = !exhausted && !store.budget.is_spent();
    let wide = |look: &LookId| {
        Rc::clone(&store.table[world.look(*look).styles[View::Wide as usize] as usize])
    };
    styles.wide.extend(styles.of.iter().map(wide));
    drop(store);
    styles
}

/// What `<meta name="color-scheme">` says.
fn scheme_of(document: &Document) -> Scheme {
    let head = document.root().and_then(|root| document.child_elements(root).next());
    let meta = head.into_iter().flat_map(|head| document.child_elements(head)).find(|node| {
        document.is(*node, &local_name!("meta"))
            && document
                .attribute(*node, &local_name!("name"))
                .is_some_and(|name| name.eq_ignore_ascii_case("color-scheme"))
    });
    let content = meta.and_then(|node| document.attribute(node, &local_name!("content")));
    let has = |wanted: &str| {
        let mut words = content.unwrap_or_default().split_ascii_whitespace();
        words.any(|word| word.eq_ignore_ascii_case(wanted))
    };
    match (has("light"), has("dark")) {
        (_, false) => Scheme::Light,
        (true, true) => Scheme::Either,
        (false, true) => Scheme::Dark,
    }
}
