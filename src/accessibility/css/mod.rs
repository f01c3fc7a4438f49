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
mod traits;
mod world;

pub use color::Rgba;
pub use declaration::{DisplayKind, PositionKind};
pub use keyframes::Motion;
pub use media::View;
pub use sheet::Sheet;
pub use state::State;
pub use store::StyleIndex;
pub use style::Style;
pub use traits::Traits;
pub use world::LookId;

use super::dom::{Document, NodeId};
use rustc_hash::FxHashMap;
use selector::States;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use store::Shared;
use world::{Look, World};

/// The style of every element of a page, in every view.
#[derive(Debug)]
pub struct Styles {
    /// The look of each node; of a text, that of its parent.
    of: Vec<LookId>,
    world: Rc<World>,
    /// The style of each node on a wide screen, at hand; of a text, that of its parent.
    wide: Vec<Rc<Style>>,
    /// The styles of its world, at hand.
    shared: Shared,
    /// The styles in a state of use of elements whose states ask about this very page.
    in_state: RefCell<FxHashMap<(NodeId, View, State), StyleIndex>>,
    /// The states of use in which an element's pseudo-elements may change.
    pseudo_states: FxHashMap<NodeId, States>,
    /// The view that [`Styles::of`] answers for: the wide one.
    pub view: View,
    /// False when selectors or values took too long and some style is not known.
    pub complete: bool,
    /// False when a style sheet of the page could not be had: no style is certain then.
    pub sheets_complete: bool,
}

impl Styles {
    fn own(&self, node: NodeId) -> &Look {
        self.world.look(self.of[node.index()])
    }

    /// The look of an element: equal looks mean that the elements, and all they are in, look the
    /// same in every view.
    #[must_use]
    pub fn look(&self, node: NodeId) -> LookId {
        self.of[node.index()]
    }

    /// What the look of an element has that only a few rules are about.
    #[must_use]
    pub fn traits(&self, node: NodeId) -> Traits {
        self.own(node).traits
    }

    /// Whether what the element looks like in use follows from its look and from what holds what is
    /// used, on any page.
    #[must_use]
    pub fn is_plain(&self, node: NodeId) -> bool {
        self.own(node).is_plain
    }

    /// The style of an element on a wide screen; for a text, that of its parent.
    #[must_use]
    #[inline]
    pub fn of(&self, node: NodeId) -> &Style {
        &self.wide[node.index()]
    }

    /// The same in another view.
    #[must_use]
    pub fn seen(&self, view: View, node: NodeId) -> &Style {
        self.shared.get(self.index(view, node))
    }

    /// The style's index: equal indices mean that the element and all its ancestors look the same.
    #[must_use]
    pub fn index(&self, view: View, node: NodeId) -> StyleIndex {
        self.own(node).styles[view as usize]
    }

    /// Whether the element's own style is seen on a wide screen, wherever the element stands.
    #[must_use]
    pub fn is_seen(&self, node: NodeId) -> bool {
        self.own(node).is_seen
    }

    /// Whether the element is seen in a view, on a page nobody is using.
    #[must_use]
    pub fn is_shown(&self, view: View, node: NodeId) -> bool {
        !self.own(node).hidden.contains(view) && self.seen(view, node).visible
    }

    /// The views that look different from the wide one, each once.
    pub fn other_views(&self) -> impl Iterator<Item = View> + '_ {
        let slots = &self.world.slots;
        View::ALL.into_iter().filter(|view| {
            let slot = slots[*view as usize];
            slot != 0 && slots.iter().position(|other| *other == slot) == Some(*view as usize)
        })
    }

    /// The style of an index.
    #[must_use]
    pub fn style_at(&self, index: StyleIndex) -> &Style {
        self.shared.get(index)
    }

    /// The style and those it grew from, up to the root's.
    #[must_use]
    pub fn chain(&self, index: StyleIndex) -> Vec<Rc<Style>> {
        let store = self.world.store.borrow();
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
        let look = self.own(node);
        let says = |index: Option<StyleIndex>| {
            let content = self.shared.get(index?).content.as_deref();
            content.filter(|text| !text.is_empty())
        };
        (says(look.before), says(look.after))
    }

    /// The element's `::before` and `::after`, where they are made.
    pub fn pseudo_elements(&self, node: NodeId) -> impl Iterator<Item = &Style> {
        self.pseudo_indices(node).map(|index| self.shared.get(index))
    }

    /// The indices of the same styles.
    pub fn pseudo_indices(&self, node: NodeId) -> impl Iterator<Item = StyleIndex> {
        let look = self.own(node);
        [look.before, look.after].into_iter().flatten()
    }

    /// The style of what a field shows while it is empty, where the author says something of it.
    #[must_use]
    pub fn placeholder(&self, node: NodeId) -> Option<StyleIndex> {
        self.own(node).placeholder
    }

    /// What an animation does; `None` when it does nothing at all.
    #[must_use]
    pub fn motion(&self, style: &Style) -> Option<Motion> {
        let named = |sheet: &Arc<Sheet>| sheet.keyframes.get(&style.animation).copied();
        (style.animation != 0).then(|| self.sheets().iter().rev().find_map(named)).flatten()
    }

    /// The style sheets, in the order of the cascade.
    #[must_use]
    pub fn sheets(&self) -> &[Arc<Sheet>] {
        &self.world.sheets
    }

    /// The answer to a question about styles and looks alone, kept for all pages of these sheets.
    /// The type of the answer is the question; `key` is what it is asked of, made of indices of
    /// styles or looks, and of nothing that another page may mean otherwise.
    pub fn once<T: Copy + 'static>(&self, key: u64, answer: impl FnOnce() -> T) -> T {
        self.world.once(key, answer)
    }

    /// Computes the style of every element of the page.
    #[must_use]
    pub fn compute(document: &Document, sheets: &[Arc<Sheet>]) -> Self {
        cascade::run(document, sheets)
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
    fn elements_that_are_written_alike_are_told_apart() {
        let html = r#"<!DOCTYPE html><body><ul class="a"><li class="b"><em>1</em></li></ul>
            <ul class="a"><li class="b"><b id="x">2</b></li></ul></body>"#;
        let css = ".a:has(em) b{color:#000001} .a:has(b) b{color:#000002} .b:has(em)~b{color:red}";
        // The second time, the tags are known and the lists share theirs.
        for _ in 0..3 {
            assert_eq!(color_of(css, html), "#000002");
        }
        let css = ".b:has(em){color:#000001} .b:not(:has(em)){color:#000002}";
        assert_eq!(color_of(css, html), "#000002");
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
