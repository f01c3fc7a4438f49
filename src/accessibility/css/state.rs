//! The style an element has while the page is used: under the pointer, with the focus, visited.
//!
//! Only the elements whose style some rule changes then are looked at again; everything else
//! looks as it does at rest.

use super::matching;
use super::selector::{States, Use};
use super::store::Meta;
use super::world::Touch;
use super::{StyleIndex, Styles, View};
use crate::accessibility::dom::{Document, NodeId};
use std::cell::Cell;
use std::rc::Rc;

/// How many questions one element's states may ask about the page.
const MAX_QUESTIONS: u64 = 100_000;

/// What a person does with one element of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// The pointer is over it.
    Hover(NodeId),
    /// It has the focus, from a keyboard.
    Focus(NodeId),
    /// It has the focus, from a pointer.
    Click(NodeId),
    /// It is a link that was followed before.
    Visited(NodeId),
    /// Whatever can be done without a pointer, everywhere at once.
    Everything,
}

impl State {
    pub(super) fn kinds(self) -> States {
        match self {
            Self::Hover(_) => States::HOVER,
            Self::Focus(_) | Self::Click(_) => States::FOCUS,
            Self::Visited(_) => States::VISITED,
            Self::Everything => States::FOCUS.or(States::OTHER),
        }
    }

    /// The state without what is used.
    fn rank(self) -> u8 {
        match self {
            Self::Hover(_) => 0,
            Self::Focus(_) => 1,
            Self::Click(_) => 2,
            Self::Visited(_) => 3,
            Self::Everything => 4,
        }
    }

    /// How far up from an element the nearest one is that is used or holds what is, and whether
    /// it is used itself.
    fn place(self, document: &Document, node: NodeId) -> (u32, bool) {
        let (Self::Hover(used) | Self::Focus(used) | Self::Click(used) | Self::Visited(used)) =
            self
        else {
            return (0, true);
        };
        let mut distance = 0;
        for around in std::iter::once(node).chain(document.ancestors(node)) {
            if around == used || document.is_inside(used, around) {
                return (distance, around == used);
            }
            distance += 1;
        }
        (distance, false)
    }

    fn of_use(self) -> Use {
        let nothing = Use::default();
        match self {
            Self::Hover(node) => Use { hovered: Some(node), ..nothing },
            Self::Focus(node) => Use { focused: Some(node), ..nothing },
            Self::Click(node) => Use { focused: Some(node), pointed: true, ..nothing },
            Self::Visited(node) => Use { visited: Some(node), ..nothing },
            Self::Everything => Use { all: self.kinds(), ..nothing },
        }
    }
}

impl Styles {
    /// Whether hovering may change the style of that index, or one it grew from.
    #[must_use]
    pub fn reacts_to_hover(&self, index: StyleIndex) -> bool {
        self.world.store.borrow().reach[index as usize].meets(States::HOVER)
    }

    /// Whether the focus may change the style of that index, or one it grew from.
    #[must_use]
    pub fn reacts_to_focus(&self, index: StyleIndex) -> bool {
        self.world.store.borrow().reach[index as usize].meets(States::FOCUS)
    }

    /// Whether a followed link may look different from one that was not.
    #[must_use]
    pub fn reacts_to_visits(&self, index: StyleIndex) -> bool {
        self.world.store.borrow().reach[index as usize].meets(States::VISITED)
    }

    /// Whether anything done to the element itself, and not to one around it, may change its own
    /// style.
    #[must_use]
    pub fn is_touched(&self, node: NodeId, state: State) -> bool {
        self.own(node).touched.meets(state.kinds())
    }

    /// Whether the element's pseudo-elements may change in that state.
    #[must_use]
    pub fn pseudo_reacts(&self, node: NodeId, state: State) -> bool {
        self.pseudo_states.get(&node).is_some_and(|states| states.meets(state.kinds()))
    }

    /// Whether the pseudo-elements of any element may change in that state.
    #[must_use]
    pub fn any_pseudo_reacts(&self, state: State) -> bool {
        self.pseudo_states.values().any(|states| states.meets(state.kinds()))
    }

    /// Whether some rule of the page asks for what that state is.
    #[must_use]
    pub fn asks_for(&self, state: State) -> bool {
        self.sheets().iter().any(|sheet| sheet.states.meets(state.kinds()))
    }

    /// The index of an element's style in a state of use.
    #[must_use]
    pub fn in_state(
        &self,
        document: &Document,
        view: View,
        node: NodeId,
        state: State,
    ) -> StyleIndex {
        let rest = self.index(view, node);
        let kinds = state.kinds();
        let focused = match state {
            State::Focus(focused) => Some(focused),
            _ => None,
        };
        let changes = self.world.store.borrow().reach[rest as usize].meets(kinds)
            || focused.is_some_and(|f| f == node || document.is_inside(node, f));
        if !changes {
            return rest;
        }
        let look = self.look(node);
        if self.world.look(look).is_plain {
            // Which page it is does not matter, nor what is used, but only what holds it.
            let (distance, exact) = state.place(document, node);
            let touch = Touch { look, view, kind: state.rank(), distance, exact };
            if let Some(known) = self.world.touched.borrow().get(&touch) {
                return *known;
            }
            let used = self.use_it(document, view, node, state);
            self.world.touched.borrow_mut().insert(touch, used);
            return used;
        }
        if let Some(known) = self.in_state.borrow().get(&(node, view, state)) {
            return *known;
        }
        let used = self.use_it(document, view, node, state);
        self.in_state.borrow_mut().insert((node, view, state), used);
        used
    }

    fn use_it(&self, document: &Document, view: View, node: NodeId, state: State) -> StyleIndex {
        let sheets = self.sheets();
        let kinds = state.kinds();
        // From the outermost element that may change down to this one.
        let mut path: Vec<NodeId> = vec![node];
        path.extend(document.ancestors(node).filter(|node| document.element(*node).is_some()));
        let outside = document.parent(*path.last().unwrap_or(&node)).unwrap_or(node);
        let mut parent = self.index(view, outside);
        let mut store = self.world.store.borrow_mut();
        let budget = Cell::new(MAX_QUESTIONS);
        for inner in path.into_iter().rev() {
            let rest = self.index(view, inner);
            let meta = store.metas[rest as usize];
            let touched = Rc::clone(&store.sets[meta.touched as usize]);
            let asks =
                |place: &matching::Place| matching::rule_at(sheets, *place).states.meets(kinds);
            let mut now = Meta { parent, ..meta };
            if touched.iter().any(asks) {
                let at_rest = Rc::clone(&store.sets[meta.set as usize]);
                let found = matching::in_state(
                    document,
                    sheets,
                    &at_rest,
                    &touched,
                    (inner, state.of_use(), view),
                    &budget,
                );
                now.set = store.intern(&found);
            }
            if state == State::Focus(inner) {
                now.class = now.class.with_focus();
            }
            parent = if now == meta { rest } else { store.index_of(now, sheets) };
        }
        if budget.get() == 0 {
            self.world.is_cut_short.set(true);
        }
        parent
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Sheet, Styles, View};
    use super::State;
    use crate::accessibility::dom::Document;
    use std::sync::Arc;

    fn color(css: &str, html: &str, state: fn(super::NodeId) -> State, on: &str) -> String {
        let document = Document::parse(html);
        let styles = Styles::compute(&document, &[Arc::new(Sheet::parse(css, ""))]);
        let (node, on) = (document.by_id("x").unwrap(), document.by_id(on).unwrap());
        let index = styles.in_state(&document, View::Wide, node, state(on));
        styles.style_at(index).color.unwrap().hexadecimal()
    }

    #[test]
    fn the_pointer_changes_what_it_is_over_and_what_is_inside() {
        let html = "<div id=d><p id=x>t</p></div><p id=o>";
        let css = "p:hover{color:#000001} #d:hover{color:#000002}";
        assert_eq!(color(css, html, State::Hover, "x"), "#000001");
        assert_eq!(color(css, html, State::Hover, "d"), "#000002");
        assert_eq!(color(css, html, State::Hover, "o"), "#000000");
        let css = "#d:hover p{color:#000003} p:not(:hover){color:#000004}";
        assert_eq!(color(css, html, State::Hover, "x"), "#000003");
    }

    #[test]
    fn the_focus_comes_from_a_keyboard_or_a_pointer() {
        let html = "<a id=x href=y>t</a><input id=i><p id=y>u</p>";
        let css = "a:focus{color:#000001} a:focus-visible{color:#000002}";
        assert_eq!(color(css, html, State::Focus, "x"), "#000002");
        assert_eq!(color(css, html, State::Click, "x"), "#000001");
        assert_eq!(color("a:visited{color:#000003}", html, State::Visited, "x"), "#000003");
    }

    #[test]
    fn a_focus_ring_is_drawn_unless_the_author_takes_it_away() {
        let document = Document::parse("<a id=x href=y>t</a>");
        let outline = |css: &str| {
            let styles = Styles::compute(&document, &[Arc::new(Sheet::parse(css, ""))]);
            let node = document.by_id("x").unwrap();
            let index = styles.in_state(&document, View::Wide, node, State::Focus(node));
            styles.style_at(index).outline.is_painted()
        };
        assert!(outline(""));
        assert!(!outline("a{outline:none}"));
        assert!(!outline(":focus{outline:0}"));
        assert!(outline(":focus:not(:focus-visible){outline:none}"));
    }
}
