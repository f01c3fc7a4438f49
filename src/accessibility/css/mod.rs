//! The cascade without a browser: which declarations reach which element, in which view, and
//! what the element looks like then.
//!
//! It knows no layout: where a box ends up, what overlaps what, how wide a word is. A value that
//! would need it is «unknown», and a rule that reads an unknown value must not be sure.

mod browser;
mod cascade;
pub mod color;
mod custom;
pub mod declaration;
pub mod keyframes;
mod matching;
pub mod media;
mod reduce;
mod selector;
pub mod sheet;
mod state;
mod store;
pub mod style;

pub use color::Rgba;
pub use declaration::{DisplayKind, PositionKind};
pub use keyframes::Motion;
pub use media::View;
pub use sheet::Sheet;
pub use state::State;
pub use store::StyleIndex;
pub use style::Style;

use super::dom::{Document, NodeId};
use rustc_hash::FxHashMap;
use selector::States;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use store::Store;

/// The style of every element of a page, in every view.
#[derive(Debug)]
pub struct Styles {
    /// For each view that looks different, the style of each node.
    of: Vec<Vec<StyleIndex>>,
    /// Which of those each view looks like.
    slots: [usize; View::ALL.len()],
    /// The styles of a page nobody is using.
    table: Vec<Rc<Style>>,
    /// These, and those of states of use, which are computed when they are asked for.
    store: RefCell<Store>,
    in_state: RefCell<FxHashMap<(NodeId, usize, State), StyleIndex>>,
    before: FxHashMap<NodeId, StyleIndex>,
    after: FxHashMap<NodeId, StyleIndex>,
    placeholder: FxHashMap<NodeId, StyleIndex>,
    /// The states of use in which an element's pseudo-elements may change.
    pseudo_states: FxHashMap<NodeId, States>,
    sheets: Vec<Arc<Sheet>>,
    /// The view that [`Styles::of`] answers for: the wide one.
    pub view: View,
    /// False when selectors or values took too long and some style is not known.
    pub complete: bool,
    /// False when a style sheet of the page could not be had: no style is certain then.
    pub sheets_complete: bool,
}

impl Styles {
    /// The style of an element on a wide screen; for a text, that of its parent.
    #[must_use]
    pub fn of(&self, node: NodeId) -> &Style {
        &self.table[self.of[0][node.index()] as usize]
    }

    /// The same in another view.
    #[must_use]
    pub fn seen(&self, view: View, node: NodeId) -> &Style {
        &self.table[self.index(view, node) as usize]
    }

    /// The style's index: equal indices mean that the element and all its ancestors look the same.
    #[must_use]
    pub fn index(&self, view: View, node: NodeId) -> StyleIndex {
        self.of[self.slots[view as usize]][node.index()]
    }

    /// The views that look different from the wide one, each once.
    pub fn other_views(&self) -> impl Iterator<Item = View> + '_ {
        View::ALL.into_iter().filter(|view| {
            let slot = self.slots[*view as usize];
            slot != 0 && self.slots.iter().position(|other| *other == slot) == Some(*view as usize)
        })
    }

    /// The style of an index.
    #[must_use]
    pub fn style_at(&self, index: StyleIndex) -> Rc<Style> {
        match self.table.get(index as usize) {
            Some(style) => Rc::clone(style),
            None => Rc::clone(&self.store.borrow().table[index as usize]),
        }
    }

    /// The index of the style it grew from; the root's own for the root.
    #[must_use]
    pub fn parent_of(&self, index: StyleIndex) -> StyleIndex {
        self.store.borrow().metas[index as usize].parent
    }

    /// The style and those it grew from, up to the root's.
    #[must_use]
    pub fn chain(&self, index: StyleIndex) -> Vec<Rc<Style>> {
        let store = self.store.borrow();
        let mut chain = Vec::new();
        let mut index = index;
        loop {
            chain.push(Rc::clone(&store.table[index as usize]));
            if index <= store::DARK {
                return chain;
            }
            index = store.metas[index as usize].parent;
        }
    }

    /// What the element's `::before` and `::after` say.
    #[must_use]
    pub fn generated(&self, node: NodeId) -> (Option<&str>, Option<&str>) {
        let says = |index: &StyleIndex| self.table[*index as usize].content.as_deref();
        let text = |table: &FxHashMap<NodeId, StyleIndex>| {
            // The table outlives the borrow of the index.
            table.get(&node).copied()
        };
        let (before, after) = (text(&self.before), text(&self.after));
        let says = |index: Option<StyleIndex>| {
            index.as_ref().and_then(says).filter(|text| !text.is_empty())
        };
        (says(before), says(after))
    }

    /// The element's `::before` and `::after`, where they are made.
    pub fn pseudo_elements(&self, node: NodeId) -> impl Iterator<Item = &Style> {
        [self.before.get(&node), self.after.get(&node)]
            .into_iter()
            .flatten()
            .map(|index| &*self.table[*index as usize])
    }

    /// The style of what a field shows while it is empty, where the author says something of it.
    #[must_use]
    pub fn placeholder(&self, node: NodeId) -> Option<StyleIndex> {
        self.placeholder.get(&node).copied()
    }

    /// What an animation does; `None` when it does nothing at all.
    #[must_use]
    pub fn motion(&self, style: &Style) -> Option<Motion> {
        let named = |sheet: &Arc<Sheet>| sheet.keyframes.get(&style.animation).copied();
        (style.animation != 0).then(|| self.sheets.iter().rev().find_map(named)).flatten()
    }

    /// The style sheets, in the order of the cascade.
    #[must_use]
    pub fn sheets(&self) -> &[Arc<Sheet>] {
        &self.sheets
    }

    /// Computes the style of every element of the page.
    #[must_use]
    pub fn compute(document: &Document, sheets: &[Arc<Sheet>]) -> Self {
        cascade::Cascade::new(document, sheets).run()
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Rgba, Sheet, Styles, View};
    use std::sync::Arc;

    fn styled(css: &str, html: &str) -> (Document, Styles) {
        let document = Document::parse(html);
        let sheet = Arc::new(Sheet::parse(css, ""));
        assert!(sheet.readable);
        let styles = Styles::compute(&document, &[sheet]);
        (document, styles)
    }

    fn color_of(css: &str, html: &str) -> String {
        let (document, styles) = styled(css, html);
        let node = document.by_id("x").unwrap();
        styles.of(node).color.map_or_else(|| "?".to_owned(), Rgba::hexadecimal)
    }

    #[test]
    fn specificity_order_and_importance_decide() {
        let html = "<div class=a><p id=x class=b style='color:#000004'>t</p></div>";
        assert_eq!(color_of("p{color:#000001} .b{color:#000002}", "<p id=x class=b>"), "#000002");
        assert_eq!(color_of(".b{color:#000002} p{color:#000001}", "<p id=x class=b>"), "#000002");
        assert_eq!(color_of(".b{color:#000002} .b{color:#000003}", "<p id=x class=b>"), "#000003");
        assert_eq!(color_of("#x{color:#000002}", html), "#000004");
        assert_eq!(color_of(".a > p{color:#000002!important}", html), "#000002");
        assert_eq!(color_of("@layer z{#x{color:red}} p{color:#000001}", "<p id=x>"), "#000001");
        assert_eq!(
            color_of(
                ".a{p{color:#000007} &:has(b) p{color:red}}",
                "<div class=a><p id=x>t</p></div>"
            ),
            "#000007"
        );
    }

    #[test]
    fn custom_properties_are_inherited_and_resolved() {
        let css = ":root{--a:#123456;--b:var(--a)} p{color:var(--b)} i{color:var(--z,var(--a))}";
        assert_eq!(color_of(css, "<p><b id=x>t</b>"), "#123456");
        assert_eq!(color_of(css, "<p><i id=x>t</i>"), "#123456");
        assert_eq!(
            color_of(":root{--a:var(--b);--b:var(--a)} p{color:var(--a)}", "<p id=x>"),
            "#000000"
        );
    }

    #[test]
    fn media_queries_are_answered_by_view() {
        let css = "p{color:#000001} @media (max-width:40em){p{color:#000002}}
            @media (prefers-color-scheme:dark){p{color:#000003}} @media print{p{color:#000004}}";
        let color = |view| {
            let (document, styles) = styled(css, "<p id=x>t");
            styles.seen(view, document.by_id("x").unwrap()).color.unwrap().hexadecimal()
        };
        let views = [View::Wide, View::Narrow, View::Dark, View::Print];
        assert_eq!(views.map(color), ["#000001", "#000002", "#000003", "#000004"]);
        let (_, styles) = styled(css, "<p>t");
        assert_eq!(styles.other_views().count(), 3, "zoomed as narrow, calm as wide");
    }

    #[test]
    fn states_of_use_do_not_apply_to_a_page_at_rest() {
        assert_eq!(
            color_of("p:hover{color:red} p:not(:hover){color:#000005}", "<p id=x>"),
            "#000005"
        );
    }

    #[test]
    fn browsers_have_their_say_first() {
        let (document, styles) =
            styled("a{color:inherit}", "<h1 id=h><a id=x href=y>t</a></h1><p id=k hidden>");
        let link = styles.of(document.by_id("x").unwrap());
        assert!(link.underline && link.font_size == Some(32.0) && link.font_weight == 700.0);
        assert!(styles.of(document.by_id("k").unwrap()).is_none());
        let (document, styles) = styled(
            ".i::before{content:'\\2192  ' / 'vers'} .i::after{content:none}",
            "<p id=x class=i>",
        );
        assert_eq!(styles.generated(document.by_id("x").unwrap()), (Some("vers"), None));
    }

    #[test]
    fn a_sheet_nested_without_end_is_refused() {
        assert!(!Sheet::parse(&"a{".repeat(100_000), "").readable);
    }
}
