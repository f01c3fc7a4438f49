//! The cascade without a browser: which declarations reach which element, in which view, and
//! what the element looks like then.
//!
//! It knows no layout: where a box ends up, what overlaps what, how wide a word is. A value that
//! would need it is «unknown», and a rule that reads an unknown value must not be sure.

mod browser;
pub mod color;
pub mod declaration;
pub mod media;
mod selector;
pub mod sheet;
pub mod style;

pub use color::Rgba;
pub use declaration::{DisplayKind, PositionKind};
pub use media::View;
pub use sheet::Sheet;
pub use style::Style;

use super::dom::{Document, NodeId, local_name};
use declaration::{Block, Declaration};
use rustc_hash::FxHashMap;
use selector::{Kind, Matched, PseudoElement, Use, each_hash};
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode,
    SelectorCaches,
};
use selectors::matching::matches_selector;
use std::rc::Rc;
use std::sync::Arc;

/// How many times a selector may be tried on a page before the rest of its style is left unknown:
/// about a second's work.
const MAX_TRIALS: usize = 20_000_000;

/// A style's index in the table of a page.
type StyleIndex = u32;

/// The style of every element of a page, in one view.
#[derive(Debug)]
pub struct Styles {
    of: Vec<StyleIndex>,
    table: Vec<Style>,
    before: FxHashMap<NodeId, Rc<str>>,
    after: FxHashMap<NodeId, Rc<str>>,
    /// The view it was computed for.
    pub view: View,
    /// False when selectors took too long and some elements have only inherited style.
    pub complete: bool,
    /// False when a style sheet of the page could not be had: no style is certain then.
    pub sheets_complete: bool,
}

impl Styles {
    /// The style of an element; for a text, that of its parent.
    #[must_use]
    pub fn of(&self, node: NodeId) -> &Style {
        &self.table[self.of[node.index()] as usize]
    }

    /// What the element's `::before` and `::after` say.
    #[must_use]
    pub fn generated(&self, node: NodeId) -> (Option<&str>, Option<&str>) {
        (self.before.get(&node).map(|text| &**text), self.after.get(&node).map(|text| &**text))
    }

    /// Computes the style of every element of the page.
    #[must_use]
    pub fn compute(document: &Document, sheets: &[Arc<Sheet>], view: View) -> Self {
        Cascade::new(document, sheets, view).run()
    }
}

/// Which declarations met an element, and what its style grew from.
#[derive(PartialEq, Eq, Hash)]
struct MemoKey {
    parent: StyleIndex,
    browser: browser::Class,
    blocks: Vec<(u32, u32)>,
    inline: Option<u32>,
}

/// A rule that matched, in the order of the cascade.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Match {
    layer: u32,
    specificity: u32,
    sheet: u32,
    rule: u32,
}

struct Cascade<'a> {
    document: &'a Document,
    sheets: &'a [Arc<Sheet>],
    view: View,
    filter: BloomFilter,
    caches: SelectorCaches,
    memo: FxHashMap<MemoKey, StyleIndex>,
    inline: FxHashMap<&'a str, (u32, Rc<Block>)>,
    styles: Styles,
    trials: usize,
    matches: Vec<Match>,
    pseudo_matches: Vec<(bool, Match)>,
}

impl<'a> Cascade<'a> {
    fn new(document: &'a Document, sheets: &'a [Arc<Sheet>], view: View) -> Self {
        let mut root = Style::default();
        root.display = DisplayKind::Block;
        Self {
            document,
            sheets,
            view,
            filter: BloomFilter::new(),
            caches: SelectorCaches::default(),
            memo: FxHashMap::default(),
            inline: FxHashMap::default(),
            styles: Styles {
                of: vec![0; document.node_count()],
                table: vec![root],
                before: FxHashMap::default(),
                after: FxHashMap::default(),
                view,
                complete: true,
                sheets_complete: true,
            },
            trials: 0,
            matches: Vec::new(),
            pseudo_matches: Vec::new(),
        }
    }

    fn run(mut self) -> Styles {
        let document = self.document;
        // The elements whose names stand in the filter of ancestors.
        let mut open: Vec<NodeId> = Vec::new();
        for node in document.all().skip(1) {
            let parent = document.parent(node).unwrap_or(NodeId::DOCUMENT);
            if document.element(node).is_none() {
                self.styles.of[node.index()] = self.styles.of[parent.index()];
                continue;
            }
            while let Some(last) = open.last()
                && *last != parent
            {
                let filter = &mut self.filter;
                each_hash(document, *last, |hash| filter.remove_hash(hash));
                open.pop();
            }
            let style = self.style(node, self.styles.of[parent.index()]);
            self.styles.of[node.index()] = style;
            if document.first_child(node).is_some() {
                let filter = &mut self.filter;
                each_hash(document, node, |hash| filter.insert_hash(hash));
                open.push(node);
            }
        }
        self.styles
    }

    fn style(&mut self, node: NodeId, parent: StyleIndex) -> StyleIndex {
        let document = self.document;
        let Some(element) = document.element(node) else { return parent };
        let browser = browser::Class::of(document, node, element);
        // What is not shown at all shows nothing that its own style could change.
        if self.trials > MAX_TRIALS {
            self.styles.complete = false;
        } else {
            self.find_matches(node);
        }
        let inline = element.attribute(&local_name!("style")).map(|text| {
            let next = u32::try_from(self.inline.len()).unwrap_or(u32::MAX);
            self.inline.entry(text).or_insert_with(|| (next, Rc::new(Block::parse(text)))).clone()
        });
        let obsolete = browser::obsolete_attributes(element);
        let key = MemoKey {
            parent,
            browser,
            blocks: self
                .matches
                .iter()
                .map(|found| (found.sheet, self.rule(*found).block as u32))
                .collect(),
            inline: inline.as_ref().map(|(index, _)| *index),
        };
        let known = if obsolete.is_none() { self.memo.get(&key).copied() } else { None };
        let index = known.unwrap_or_else(|| {
            let inline = inline.as_ref().map(|(_, block)| &**block);
            let style = self.cascade(parent, browser, obsolete.as_ref(), inline);
            let index = u32::try_from(self.styles.table.len()).unwrap_or(u32::MAX);
            self.styles.table.push(style);
            if obsolete.is_none() {
                self.memo.insert(key, index);
            }
            index
        });
        if !self.pseudo_matches.is_empty() {
            self.pseudo_elements(node, index);
        }
        index
    }

    fn rule(&self, found: Match) -> &'a sheet::Rule {
        &self.sheets[found.sheet as usize].rules[found.rule as usize]
    }

    /// Fills `matches` and `pseudo_matches` with the rules that apply to the element, in order.
    fn find_matches(&mut self, node: NodeId) {
        self.matches.clear();
        self.pseudo_matches.clear();
        let Some(element) = self.document.element(node) else { return };
        let id = element.attribute(&local_name!("id"));
        let classes = element.attribute(&local_name!("class")).unwrap_or_default();
        for (index, sheet) in self.sheets.iter().enumerate() {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            if let Some(rules) = id.and_then(|id| sheet.by_id.get(id)) {
                self.try_rules(sheet, index, rules, node);
            }
            for class in classes.split_ascii_whitespace() {
                if let Some(rules) = sheet.by_class.get(class) {
                    self.try_rules(sheet, index, rules, node);
                }
            }
            if let Some(rules) = sheet.by_name.get(&element.name) {
                self.try_rules(sheet, index, rules, node);
            }
            if !sheet.by_attribute.is_empty() {
                for (name, _, _) in element.attributes() {
                    if let Some(rules) = sheet.by_attribute.get(name) {
                        self.try_rules(sheet, index, rules, node);
                    }
                }
            }
            self.try_rules(sheet, index, &sheet.others, node);
        }
        self.matches.sort_unstable();
        self.matches.dedup();
        self.pseudo_matches.sort_unstable();
    }

    fn try_rules(&mut self, sheet: &Sheet, sheet_index: u32, rules: &[u32], node: NodeId) {
        let element = Matched { document: self.document, node };
        for index in rules {
            let rule = &sheet.rules[*index as usize];
            if rule.in_use_only || !rule.views.contains(self.view) {
                continue;
            }
            self.trials += 1;
            let mode = match rule.pseudo {
                Some(_) => MatchingMode::ForStatelessPseudoElement,
                None => MatchingMode::Normal,
            };
            let mut context: MatchingContext<'_, Kind> = MatchingContext::new(
                mode,
                Some(&self.filter),
                &mut self.caches,
                if self.document.quirks { QuirksMode::Quirks } else { QuirksMode::NoQuirks },
                NeedsSelectorFlags::No,
                MatchingForInvalidation::No,
            );
            context.extra_data = Use::default();
            if !matches_selector(&rule.selector, 0, Some(&rule.ancestors), element, &mut context) {
                continue;
            }
            let found = Match {
                layer: rule.layer,
                specificity: rule.selector.specificity(),
                sheet: sheet_index,
                rule: *index,
            };
            match &rule.pseudo {
                None => self.matches.push(found),
                Some(pseudo) => self.pseudo_matches.push((*pseudo == PseudoElement::After, found)),
            }
        }
    }

    fn cascade(
        &self,
        parent: StyleIndex,
        browser: browser::Class,
        obsolete: Option<&Block>,
        inline: Option<&Block>,
    ) -> Style {
        let parent = &self.styles.table[parent as usize];
        let mut style = parent.child();
        let own = browser.declarations();
        style.apply(&own.iter().collect::<Vec<_>>(), parent, self.view, false);
        let blocks: Vec<&Block> = obsolete
            .into_iter()
            .chain(self.matches.iter().map(|found| self.block(*found)))
            .chain(inline)
            .collect();
        let normal = blocks.iter().flat_map(|block| &block.normal);
        let important = blocks.iter().flat_map(|block| &block.important);
        let declarations: Vec<&Declaration> = normal.chain(important).collect();
        if !declarations.is_empty() {
            style.apply(&declarations, parent, self.view, true);
        }
        style
    }

    fn block(&self, found: Match) -> &'a Block {
        let sheet = &self.sheets[found.sheet as usize];
        &sheet.blocks[sheet.rules[found.rule as usize].block]
    }

    /// Notes what `::before` and `::after` of the element say.
    fn pseudo_elements(&mut self, node: NodeId, index: StyleIndex) {
        let parent = self.styles.table[index as usize].clone();
        for is_after in [false, true] {
            let declarations: Vec<&Declaration> = self
                .pseudo_matches
                .iter()
                .filter(|(after, _)| *after == is_after)
                .flat_map(|(_, found)| {
                    let block = self.block(*found);
                    block.normal.iter().chain(&block.important)
                })
                .collect();
            if declarations.is_empty() {
                continue;
            }
            let mut style = parent.child();
            style.apply(&declarations, &parent, self.view, true);
            if let Some(text) = style.content.take()
                && !style.is_none()
                && !text.is_empty()
            {
                let table = if is_after { &mut self.styles.after } else { &mut self.styles.before };
                table.insert(node, text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Rgba, Sheet, Styles, View};
    use std::sync::Arc;

    fn styled(css: &str, html: &str, view: View) -> (Document, Styles) {
        let document = Document::parse(html);
        let sheet = Arc::new(Sheet::parse(css, ""));
        assert!(sheet.readable);
        let styles = Styles::compute(&document, &[sheet], view);
        (document, styles)
    }

    fn color_of(css: &str, html: &str) -> String {
        let (document, styles) = styled(css, html, View::Wide);
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
            let (document, styles) = styled(css, "<p id=x>t", view);
            styles.of(document.by_id("x").unwrap()).color.unwrap().hexadecimal()
        };
        assert_eq!(View::ALL.map(color), ["#000001", "#000002", "#000003", "#000004"]);
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
        let (document, styles) = styled(
            "a{color:inherit}",
            "<h1 id=h><a id=x href=y>t</a></h1><p id=k hidden>",
            View::Wide,
        );
        let link = styles.of(document.by_id("x").unwrap());
        assert!(link.underline && link.font_size == Some(32.0) && link.font_weight == 700.0);
        assert!(styles.of(document.by_id("k").unwrap()).is_none());
        let (document, styles) = styled(
            ".i::before{content:'\\2192  ' / 'vers'} .i::after{content:none}",
            "<p id=x class=i>",
            View::Wide,
        );
        assert_eq!(styles.generated(document.by_id("x").unwrap()), (Some("vers"), None));
    }

    #[test]
    fn a_sheet_nested_without_end_is_refused() {
        assert!(!Sheet::parse(&"a{".repeat(100_000), "").readable);
    }
}
