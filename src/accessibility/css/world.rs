//! What one list of style sheets makes of elements, kept from one page to the next.
//!
//! The pages of a site link the same sheets and wear the same frame: which rules match a path of
//! names and classes, and what an element looks like then, is found once a thread instead of once
//! a page. Nothing here knows a page: whatever depends on siblings, positions or attributes is
//! asked of every element, and only its answer stands in a key.
//!
//! What a page's own limits cut short is forgotten with the page, so that no other page is told
//! half an answer.

use super::StyleIndex;
use super::browser::Class;
use super::matching::{Found, FoundId, Known, rule_at};
use super::media::{Differences, View, Views};
use super::selector::{PseudoElement, States};
use super::sheet::Sheet;
use super::state::State;
use super::store::{self, Meta, Store};
use super::traits::Traits;
use crate::accessibility::dom::{Element, NodeId};
use elsa::FrozenVec;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::any::{Any, TypeId};
use std::cell::{Cell, RefCell};
use std::hash::BuildHasher;
use std::rc::Rc;
use std::sync::Arc;

/// How many lists of sheets a thread keeps something of.
const MAX_WORLDS: usize = 4;

/// How many styles, looks or answers of one list are kept before they are forgotten.
const MAX_KEPT: usize = 8_000;

/// A look's rank in its world: equal looks mean that the elements, and all they are in, look the
/// same in every view.
pub type LookId = u32;

/// The look of what stands at the root.
pub(super) const ROOT: LookId = 0;

/// What an element looks like in every view, and its pseudo-elements.
#[derive(Debug, Clone)]
pub(super) struct Look {
    /// Its style in each view.
    pub(super) styles: [StyleIndex; View::ALL.len()],
    /// The views in which it, or something it is in, is not laid out or is moved away.
    pub(super) hidden: Views,
    pub(super) before: Option<StyleIndex>,
    pub(super) after: Option<StyleIndex>,
    pub(super) placeholder: Option<StyleIndex>,
    /// No rule that applies in a state of use, to it or to what it is in, asks about anything but
    /// names, classes and ids.
    pub(super) is_plain: bool,
    /// Its own style is seen on a wide screen, wherever it stands.
    pub(super) is_seen: bool,
    /// The states of use of the element itself that may change its own style.
    pub(super) touched: States,
    pub(super) traits: Traits,
}

/// How many shared elements are kept with their looks.
const MET: usize = 1 << 11;

/// An element that pages share, where it stood, and what followed from that alone.
#[derive(Debug, Clone)]
pub(super) struct Met {
    pub(super) element: Rc<Element>,
    /// The path of its parent, and the look.
    pub(super) within: (u32, LookId),
    /// Its own kindred and path.
    pub(super) place: (u32, u32),
    pub(super) look: LookId,
    pub(super) pseudo_states: States,
}

impl Met {
    /// Where such an element is kept.
    pub(super) fn slot(element: &Rc<Element>, within: (u32, LookId)) -> usize {
        let hash = FxBuildHasher.hash_one((Rc::as_ptr(element).addr(), within));
        (hash >> 32) as usize % MET
    }
}

/// What a look comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Cause {
    pub(super) parent: LookId,
    pub(super) found: FoundId,
    pub(super) class: Class,
    pub(super) inline: u32,
    pub(super) obsolete: u32,
}

/// The colour schemes a page says it can be shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    Light,
    Either,
    Dark,
}

/// A state of use as seen from one element: what is used is the element itself or one it is in, or
/// stands in one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Touch {
    pub(super) look: LookId,
    pub(super) view: View,
    /// Which state, as its rank.
    pub(super) kind: u8,
    /// How many elements up the nearest one is that holds what is used.
    pub(super) distance: u32,
    /// That one is what is used.
    pub(super) exact: bool,
}

/// See the [module](self).
pub(super) struct World {
    pub(super) sheets: Vec<Arc<Sheet>>,
    quirks: bool,
    scheme: Scheme,
    /// The views that look different, the wide one first.
    views: Vec<View>,
    /// Which of those each view looks like.
    pub(super) slots: [usize; View::ALL.len()],
    pub(super) store: RefCell<Store>,
    pub(super) known: RefCell<Known>,
    /// The looks of elements that many pages share.
    pub(super) met: RefCell<Vec<Option<Met>>>,
    looks: FrozenVec<Box<Look>>,
    by_cause: RefCell<FxHashMap<Cause, LookId>>,
    pub(super) touched: RefCell<FxHashMap<Touch, StyleIndex>>,
    answers: RefCell<FxHashMap<(TypeId, u64), Box<dyn Any>>>,
    /// A page's limits were reached: what is here may not be the whole.
    pub(super) is_cut_short: Cell<bool>,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").field("looks", &self.looks.len()).finish_non_exhaustive()
    }
}

thread_local! {
    static WORLDS: RefCell<Vec<Rc<World>>> = const { RefCell::new(Vec::new()) };
}

impl World {
    /// What is known of these sheets, on pages of that kind.
    pub(super) fn of(sheets: &[Arc<Sheet>], quirks: bool, scheme: Scheme) -> Rc<Self> {
        WORLDS.with_borrow_mut(|worlds| {
            worlds.retain(|world| !world.is_done());
            let is_it = |world: &Rc<Self>| {
                world.quirks == quirks
                    && world.scheme == scheme
                    && world.sheets.len() == sheets.len()
                    && world.sheets.iter().zip(sheets).all(|(one, other)| Arc::ptr_eq(one, other))
            };
            let world = match worlds.iter().position(is_it) {
                Some(known) => worlds.remove(known),
                None => Rc::new(Self::new(sheets, quirks, scheme)),
            };
            worlds.truncate(MAX_WORLDS - 1);
            worlds.insert(0, Rc::clone(&world));
            world.store.borrow_mut().budget = super::custom::Budget::default();
            world
        })
    }

    /// Whether it is time to begin anew.
    fn is_done(&self) -> bool {
        let store = self.store.borrow();
        self.is_cut_short.get()
            || store.budget.is_spent()
            || store.table.len() > MAX_KEPT
            || self.looks.len() > MAX_KEPT
            || self.known.borrow().len() > MAX_KEPT
            || self.touched.borrow().len() + self.answers.borrow().len() > 4 * MAX_KEPT
    }

    fn new(sheets: &[Arc<Sheet>], quirks: bool, scheme: Scheme) -> Self {
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
        let styles = View::ALL.map(|view| match (scheme, same[view as usize]) {
            (Scheme::Dark, _) | (Scheme::Either, View::Dark) => store::DARK,
            _ => store::LIGHT,
        });
        let looks = FrozenVec::new();
        looks.push(Box::new(Look {
            styles,
            hidden: Views::NONE,
            before: None,
            after: None,
            placeholder: None,
            is_plain: true,
            is_seen: true,
            touched: States::default(),
            traits: Traits::default(),
        }));
        Self {
            sheets: sheets.to_vec(),
            quirks,
            scheme,
            views,
            slots,
            store: RefCell::new(Store::new(sheets)),
            known: RefCell::default(),
            looks,
            met: RefCell::new(vec![None; MET]),
            by_cause: RefCell::default(),
            touched: RefCell::default(),
            answers: RefCell::default(),
            is_cut_short: Cell::new(false),
        }
    }

    pub(super) fn look(&self, look: LookId) -> &Look {
        &self.looks[look as usize]
    }

    /// The look that comes from that cause; `found` are the rules it names.
    pub(super) fn look_of(&self, cause: Cause, found: &Found) -> LookId {
        if let Some(known) = self.by_cause.borrow().get(&cause) {
            return *known;
        }
        let look = self.make(cause, found);
        let id = self.looks.len() as LookId;
        self.looks.push(Box::new(look));
        self.by_cause.borrow_mut().insert(cause, id);
        id
    }

    fn make(&self, cause: Cause, found: &Found) -> Look {
        let parent = self.look(cause.parent);
        let mut store = self.store.borrow_mut();
        let store = &mut *store;
        let touched = store.intern(&found.touched);
        let block = &store.blocks[cause.inline as usize];
        let by_view = found.by_view || block.by_size || block.by_scheme;
        let mut of: Vec<StyleIndex> = Vec::with_capacity(self.views.len());
        for view in &self.views {
            let from = parent.styles[*view as usize];
            if let Some(rest) = of.first()
                && !found.restricted
                && !by_view
                && from == parent.styles[View::Wide as usize]
            {
                of.push(*rest);
                continue;
            }
            let here: Vec<_> = found
                .matches
                .iter()
                .filter(|(_, views)| views.contains(*view))
                .map(|(place, _)| *place)
                .collect();
            let set = store.intern(&here);
            let view = if by_view { *view } else { store.metas[from as usize].view };
            let Cause { class, inline, obsolete, .. } = cause;
            let meta = Meta { parent: from, class, set, inline, obsolete, touched, view };
            of.push(store.index_of(meta, &self.sheets));
        }
        let styles = View::ALL.map(|view| of[self.slots[view as usize]]);
        let is_hidden = |view: &View| {
            let style = &store.table[styles[*view as usize] as usize];
            style.is_none() || style.is_offstage(*view)
        };
        let hidden = View::ALL.into_iter().filter(is_hidden).fold(parent.hidden, Views::with);
        let mut look = Look {
            styles,
            hidden,
            before: None,
            after: None,
            placeholder: None,
            is_plain: parent.is_plain
                && found.touched.iter().all(|place| rule_at(&self.sheets, *place).by_path),
            is_seen: store.table[styles[View::Wide as usize] as usize].is_seen(View::Wide),
            touched: found
                .touched
                .iter()
                .map(|place| rule_at(&self.sheets, *place).states)
                .fold(States::default(), States::or),
            traits: Traits::of(|view| &store.table[styles[view as usize] as usize]),
        };
        let (hover, anything) = (State::Hover(NodeId::DOCUMENT), State::Everything);
        let reacts = [hover, anything].iter().any(|state| look.touched.meets(state.kinds()));
        look.traits = look.traits.with(Traits::REVEALED, reacts && !look.is_seen);
        for kind in [PseudoElement::Before, PseudoElement::After, PseudoElement::Placeholder] {
            let here: Vec<_> = found
                .pseudo
                .iter()
                .filter(|(pseudo, _, views)| *pseudo == kind && views.contains(View::Wide))
                .map(|(_, place, _)| *place)
                .collect();
            if here.is_empty() {
                continue;
            }
            let set = store.intern(&here);
            let meta = Meta { parent: styles[View::Wide as usize], set, ..Meta::ROOT };
            let index = store.index_of(meta, &self.sheets);
            let made = &store.table[index as usize];
            if made.is_none() || (made.content.is_none() && kind != PseudoElement::Placeholder) {
                continue;
            }
            match kind {
                PseudoElement::Before => look.before = Some(index),
                PseudoElement::After => look.after = Some(index),
                _ => look.placeholder = Some(index),
            }
        }
        let generated = look.before.is_some() || look.after.is_some();
        look.traits = look.traits.with(Traits::GENERATED, generated);
        look
    }

    /// The answer to a question about styles and looks alone, asked once: its type is the
    /// question, `key` what it is asked of.
    pub(super) fn once<T: Copy + 'static>(&self, key: u64, answer: impl FnOnce() -> T) -> T {
        let key = (TypeId::of::<T>(), key);
        let known =
            self.answers.borrow().get(&key).and_then(|known| known.downcast_ref::<T>().copied());
        known.unwrap_or_else(|| {
            let new = answer();
            self.answers.borrow_mut().insert(key, Box::new(new));
            new
        })
    }
}
