//! The walk that gives every element its style, in every view that looks different.
//!
//! A style is computed once for elements that grew from the same parent style and met the same
//! declarations. So a page costs what its different-looking elements cost, and a view costs only
//! where it differs.

use super::browser;
use super::declaration::Block;
use super::matching::{Found, Matcher, Place};
use super::media::{Differences, View, Views};
use super::selector::PseudoElement;
use super::sheet::Sheet;
use super::store::{self, Meta, Store};
use super::{StyleIndex, Styles};
use crate::accessibility::dom::{Document, Element, NodeId, local_name};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

pub(super) struct Cascade<'a> {
    document: &'a Document,
    sheets: &'a [Arc<Sheet>],
    matcher: Matcher<'a>,
    /// The views that look different, the wide one first.
    views: Vec<View>,
    inline: FxHashMap<&'a str, u32>,
    scratch: Vec<Place>,
    store: Store,
    styles: Styles,
}

impl<'a> Cascade<'a> {
    pub(super) fn new(document: &'a Document, sheets: &'a [Arc<Sheet>]) -> Self {
        let scheme = scheme_of(document);
        let mut differences = sheets
            .iter()
            .map(|sheet| sheet.differences)
            .fold(Differences::default(), |all, one| all.and(&one));
        if scheme == Scheme::Either {
            differences.split(Views::NONE.with(View::Dark));
        }
        let same = View::ALL.map(|view| differences.same_as(view));
        let views: Vec<View> = View::ALL.into_iter().filter(|view| same.contains(view)).collect();
        let slots = same.map(|view| views.iter().position(|one| *one == view).unwrap_or(0));
        let is_dark = |view: &View| match scheme {
            Scheme::Light => false,
            Scheme::Either => *view == View::Dark,
            Scheme::Dark => true,
        };
        let root = |view| if is_dark(view) { store::DARK } else { store::LIGHT };
        let of = views.iter().map(|view| vec![root(view); document.node_count()]).collect();
        Self {
            document,
            sheets,
            matcher: Matcher::new(document, sheets),
            inline: FxHashMap::default(),
            scratch: Vec::new(),
            store: Store::new(sheets),
            styles: Styles {
                of,
                slots,
                table: Vec::new(),
                store: RefCell::new(Store::new(&[])),
                in_state: RefCell::default(),
                before: FxHashMap::default(),
                after: FxHashMap::default(),
                placeholder: FxHashMap::default(),
                pseudo_states: FxHashMap::default(),
                sheets: sheets.to_vec(),
                view: View::Wide,
                complete: true,
                sheets_complete: true,
            },
            views,
        }
    }

    pub(super) fn run(mut self) -> Styles {
        let document = self.document;
        for node in document.all().skip(1) {
            let parent = document.parent(node).unwrap_or(NodeId::DOCUMENT);
            if let Some(element) = document.element(node) {
                self.style(node, element, parent);
            } else {
                for of in &mut self.styles.of {
                    of[node.index()] = of[parent.index()];
                }
            }
        }
        self.styles.complete = !self.matcher.is_exhausted() && !self.store.budget.is_spent();
        self.styles.table = self.store.table.clone();
        self.styles.store = RefCell::new(self.store);
        self.styles
    }

    fn style(&mut self, node: NodeId, element: &'a Element, parent: NodeId) {
        let found = self.matcher.find(node, element);
        let class = browser::Class::of(self.document, node, element);
        let inline = element.attribute(&local_name!("style")).map_or(0, |text| {
            let store = &mut self.store;
            *self.inline.entry(text).or_insert_with(|| store.add_block(Block::parse(text)))
        });
        let obsolete =
            browser::obsolete_attributes(element).map_or(0, |text| self.store.intern_text(text));
        let touched = self.store.intern(&found.touched);
        let block = &self.store.blocks[inline as usize];
        let by_view = found.by_view || block.by_size || block.by_scheme;
        let (rest_parent, mut rest) = (self.styles.of[0][parent.index()], 0);
        for slot in 0..self.views.len() {
            let view = self.views[slot];
            let from = self.styles.of[slot][parent.index()];
            if slot > 0 && !found.restricted && !by_view && from == rest_parent {
                self.styles.of[slot][node.index()] = rest;
                continue;
            }
            self.scratch.clear();
            let here = found.matches.iter().filter(|(_, views)| views.contains(view));
            self.scratch.extend(here.map(|(place, _)| *place));
            let set = self.store.intern(&self.scratch);
            let view = if by_view { view } else { self.store.metas[from as usize].view };
            let meta = Meta { parent: from, class, set, inline, obsolete, touched, view };
            let index = self.store.index_of(meta, self.sheets);
            self.styles.of[slot][node.index()] = index;
            if slot == 0 {
                rest = index;
            }
        }
        if !found.pseudo.is_empty() || !found.pseudo_states.is_empty() {
            self.pseudo_elements(node, rest, &found);
        }
    }

    /// Notes what `::before`, `::after` and `::placeholder` of the element look like.
    fn pseudo_elements(&mut self, node: NodeId, index: StyleIndex, found: &Rc<Found>) {
        if !found.pseudo_states.is_empty() {
            self.styles.pseudo_states.insert(node, found.pseudo_states);
        }
        for kind in [PseudoElement::Before, PseudoElement::After, PseudoElement::Placeholder] {
            self.scratch.clear();
            let here = found
                .pseudo
                .iter()
                .filter(|(pseudo, _, views)| *pseudo == kind && views.contains(View::Wide));
            self.scratch.extend(here.map(|(_, place, _)| *place));
            if self.scratch.is_empty() {
                continue;
            }
            let set = self.store.intern(&self.scratch);
            let meta = Meta { parent: index, set, ..Meta::ROOT };
            let style = self.store.index_of(meta, self.sheets);
            let made = &self.store.table[style as usize];
            if made.is_none() || (made.content.is_none() && kind != PseudoElement::Placeholder) {
                continue;
            }
            let table = match kind {
                PseudoElement::Before => &mut self.styles.before,
                PseudoElement::After => &mut self.styles.after,
                _ => &mut self.styles.placeholder,
            };
            table.insert(node, style);
        }
    }
}

/// The colour schemes a page says it can be shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Light,
    Either,
    Dark,
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
