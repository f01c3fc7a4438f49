//! A page as the rules see it: its tree, its style, what assistive technologies are told, and
//! the few questions that many rules ask.

use super::aria::{Name, Names, Role, Semantics, name::collapsed};
use super::css::declaration::Picture;
use super::css::{DisplayKind, PositionKind, Style, Styles, Traits, View};
use super::documents::{DocumentFacts, Documents};
use super::dom::{Document, Element, LocalName, NodeId, local_name};
use super::rules::additional::{self, Additional};
use super::rules::fields;
use super::rules::gathered::Gathered;
use super::rules::hints::Hints;
use super::rules::passages::{Passage, passages};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::fmt::Write as _;

/// A page being checked.
#[derive(Debug)]
pub struct Page<'a> {
    /// The source it was read from.
    pub source: &'a str,
    /// Its tree.
    pub document: &'a Document,
    /// Its style on a wide screen.
    pub styles: &'a Styles,
    /// Roles and exposure.
    pub semantics: &'a Semantics,
    /// Accessible names.
    pub names: &'a Names<'a>,
    /// True when rules that ask for more than RGAA are to be called too.
    pub beyond: bool,
    /// True when a style sheet turns something, so that views may differ by a rotation.
    pub may_turn: bool,
    documents: Option<(&'a Documents<'a>, &'a str)>,
    scripts: OnceCell<String>,
    script_words: OnceCell<FxHashSet<Box<str>>>,
    has_scripts: OnceCell<bool>,
    elements: Vec<NodeId>,
    by_name: Index<'a>,
    by_attribute: Index<'a>,
    handled: Vec<NodeId>,
    described: Vec<bool>,
    fields: OnceCell<Vec<NodeId>>,
    has_background_image: OnceCell<bool>,
    hints: Vec<Hints>,
    all_hints: Hints,
    texts: Vec<NodeId>,
    text_looks: OnceCell<Vec<NodeId>>,
    passages: OnceCell<Vec<Passage<'a>>>,
    additional: OnceCell<Vec<Additional>>,
    loose: [OnceCell<Vec<NodeId>>; View::ALL.len()],
    painted: [OnceCell<Vec<bool>>; View::ALL.len()],
    labelled_by: OnceCell<FxHashMap<&'a str, Vec<NodeId>>>,
    owned_by: OnceCell<FxHashMap<&'a str, NodeId>>,
    pub(super) gathered: Gathered,
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "names are written on the spot, `page.has(node, local_name!(\"href\"))`"
)]
impl<'a> Page<'a> {
    /// A page ready to be checked.
    #[must_use]
    pub fn new(
        source: &'a str,
        document: &'a Document,
        styles: &'a Styles,
        semantics: &'a Semantics,
        names: &'a Names<'a>,
    ) -> Self {
        let mut elements = Vec::with_capacity(document.node_count() / 2);
        let mut by_name = Index::with_capacity(elements.capacity());
        let mut by_attribute = Index::with_capacity(elements.capacity());
        let mut handled = Vec::new();
        let mut described = vec![false; document.node_count()];
        let mut hints = vec![Hints::default(); document.node_count()];
        let mut texts = Vec::with_capacity(elements.capacity());
        for node in document.all() {
            if let Some(element) = document.element(node) {
                elements.push(node);
                by_name.add(&element.name, node);
                let mut handles = false;
                for (name, ..) in element.attributes() {
                    // What nearly every element bears is nothing to look elements up by.
                    if matches!(*name, local_name!("class") | local_name!("href")) {
                        continue;
                    }
                    by_attribute.add(name, node);
                    match name.as_bytes() {
                        [b'o', b'n', ..] => handles = true,
                        b"role" | [b'a', b'r', b'i', b'a', b'-', ..] => {
                            described[node.index()] = true;
                        }
                        _ => {}
                    }
                }
                if handles {
                    handled.push(node);
                }
            } else if let Some(text) = document.text(node) {
                let parent = document.parent(node).unwrap_or(NodeId::DOCUMENT);
                let name = document.html_name(parent);
                if matches!(name, Some(&local_name!("script") | &local_name!("style"))) {
                    continue;
                }
                let found = Hints::of(text);
                hints[node.index()] = found;
                let untold = [None, Some(&local_name!("title")), Some(&local_name!("noscript"))];
                if found.may(Hints::WORDS) && !untold.contains(&name) {
                    texts.push(parent);
                }
            }
        }
        texts.sort_unstable();
        texts.dedup();
        Self {
            source,
            document,
            styles,
            semantics,
            names,
            beyond: false,
            elements,
            by_name,
            by_attribute,
            handled,
            described,
            fields: OnceCell::new(),
            has_background_image: OnceCell::new(),
            may_turn: styles.sheets().iter().any(|sheet| sheet.turns),
            documents: None,
            scripts: OnceCell::new(),
            script_words: OnceCell::new(),
            has_scripts: OnceCell::new(),
            all_hints: hints.iter().copied().fold(Hints::default(), Hints::and),
            hints,
            texts,
            text_looks: OnceCell::new(),
            passages: OnceCell::new(),
            additional: OnceCell::new(),
            loose: Default::default(),
            painted: Default::default(),
            labelled_by: OnceCell::new(),
            owned_by: OnceCell::new(),
            gathered: Gathered::default(),
        }
    }

    /// The elements that hold words of their own, hidden ones included, in document order.
    #[must_use]
    pub fn texts(&self) -> &[NodeId] {
        &self.texts
    }

    /// The first of [`Self::texts`] of each look, in document order: the others look the same.
    #[must_use]
    pub fn text_looks(&self) -> &[NodeId] {
        self.text_looks.get_or_init(|| {
            let mut met: Vec<bool> = Vec::new();
            let is_new = |node: &NodeId| {
                let look = self.styles.look(*node) as usize;
                if met.len() <= look {
                    met.resize(look + 1, false);
                }
                !std::mem::replace(&mut met[look], true)
            };
            self.texts.iter().copied().filter(is_new).collect()
        })
    }

    /// What the texts of the page may hold, all together.
    pub(super) fn all_hints(&self) -> Hints {
        self.all_hints
    }

    /// What a text may hold; nothing for what is no text, and for scripts and style sheets.
    #[inline]
    pub(super) fn hints(&self, node: NodeId) -> Hints {
        self.hints[node.index()]
    }

    /// The page's texts, block by block.
    pub(super) fn passages(&self) -> &[Passage<'a>] {
        self.passages.get_or_init(|| passages(self))
    }

    /// What style alone shows under the pointer or with the focus.
    pub(super) fn additional(&self) -> &[Additional] {
        self.additional.get_or_init(|| additional::contents(self))
    }

    /// The same page, at its path, with what is known of the documents it links to.
    #[must_use]
    pub fn with_documents(self, documents: &'a Documents<'a>, path: &'a str) -> Self {
        Self { documents: Some((documents, path)), ..self }
    }

    /// What is known of the document at an address the page writes.
    #[must_use]
    pub fn document_facts(&self, address: &str) -> Option<DocumentFacts> {
        let (documents, path) = self.documents?;
        documents.of(path, address)
    }

    /// The elements that are out of the flow, or pulled out of place, and paint something: they
    /// may lie over or under what is not theirs.
    #[must_use]
    pub fn loose(&self, view: View) -> &[NodeId] {
        self.loose[view as usize].get_or_init(|| {
            let is_loose = |node: &NodeId| {
                let style = self.styles.seen(view, *node);
                let placed = style.position == PositionKind::Absolute || style.negative_margin;
                placed && self.element(*node).is_some() && self.is_shown(view, *node)
            };
            self.document.all().filter(|node| self.paints(view, *node)).filter(is_loose).collect()
        })
    }

    /// Whether the element or anything in it paints an image or a background.
    #[must_use]
    pub fn paints(&self, view: View, node: NodeId) -> bool {
        let painted = self.painted[view as usize].get_or_init(|| {
            let mut painted = vec![false; self.document.node_count()];
            for node in self.document.all() {
                let Some(element) = self.element(node) else { continue };
                let style = self.styles.seen(view, node);
                painted[node.index()] = style.background_image != Picture::None
                    || style.background_color.is_none_or(|color| color.alpha > 0.0)
                    || matches!(
                        &*element.name,
                        "img" | "video" | "canvas" | "svg" | "iframe" | "object" | "embed"
                    );
            }
            let nodes: Vec<NodeId> = self.document.all().collect();
            for node in nodes.into_iter().rev() {
                if let Some(parent) = self.document.parent(node) {
                    painted[parent.index()] |= painted[node.index()];
                }
            }
            painted
        });
        painted[node.index()]
    }

    /// Whether the element is seen in a view, on a page nobody is using.
    #[must_use]
    pub fn is_shown(&self, view: View, node: NodeId) -> bool {
        self.styles.is_shown(view, node)
    }

    /// The elements whose `aria-labelledby` holds the id.
    pub fn labelled_by(&self, id: &str) -> impl Iterator<Item = NodeId> + '_ {
        let table = self.labelled_by.get_or_init(|| {
            let mut table: FxHashMap<&'a str, Vec<NodeId>> = FxHashMap::default();
            for node in self.bearing(&local_name!("aria-labelledby")) {
                let ids = self.attribute(node, local_name!("aria-labelledby")).unwrap_or_default();
                for id in ids.split_ascii_whitespace() {
                    table.entry(id).or_default().push(node);
                }
            }
            table
        });
        table.get(id).into_iter().flatten().copied()
    }

    /// The first element whose `aria-owns` holds the id.
    #[must_use]
    pub fn owned_by(&self, id: &str) -> Option<NodeId> {
        let table = self.owned_by.get_or_init(|| {
            let mut table = FxHashMap::default();
            for node in self.bearing(&local_name!("aria-owns")) {
                let ids = self.attribute(node, local_name!("aria-owns")).unwrap_or_default();
                for id in ids.split_ascii_whitespace() {
                    table.entry(id).or_insert(node);
                }
            }
            table
        });
        table.get(id).copied()
    }

    /// The value of an attribute.
    #[must_use]
    #[inline]
    pub fn attribute(&self, node: NodeId, name: LocalName) -> Option<&'a str> {
        self.document.attribute(node, &name)
    }

    /// True when the element bears the attribute.
    #[must_use]
    #[inline]
    pub fn has(&self, node: NodeId, name: LocalName) -> bool {
        self.document.has_attribute(node, &name)
    }

    /// True when the node is that HTML element.
    #[must_use]
    #[inline]
    pub fn is(&self, node: NodeId, name: LocalName) -> bool {
        self.document.is(node, &name)
    }

    /// The node as an element.
    #[must_use]
    #[inline]
    pub fn element(&self, node: NodeId) -> Option<&'a Element> {
        self.document.element(node)
    }

    /// Every HTML element of that name, in document order.
    pub fn all(&self, name: LocalName) -> impl Iterator<Item = NodeId> + '_ {
        let is_html = |node: &NodeId| self.element(*node).is_some_and(Element::is_html);
        self.named(&name).filter(is_html)
    }

    /// Every element of that local name, of HTML or not, in document order.
    pub fn named<'p>(&'p self, name: &LocalName) -> impl Iterator<Item = NodeId> + use<'p, 'a> {
        self.by_name.of(name)
    }

    /// Every element of these local names, of HTML or not, name by name.
    pub(super) fn any_named<'p>(
        &'p self,
        names: &'p [LocalName],
    ) -> impl Iterator<Item = NodeId> + use<'p, 'a> {
        names.iter().flat_map(|name| self.named(name))
    }

    /// Each local name that elements have, with all of them in document order.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (&LocalName, impl Iterator<Item = NodeId>)> {
        self.by_name
            .ends
            .iter()
            .map(|(name, (first, _))| (*name, self.by_name.beginning_at(*first)))
    }

    /// The tests that the page's elements bear on, by a table of names of elements.
    pub(super) fn borne_on(&self, table: &[ByName]) -> impl Iterator<Item = &'static str> {
        let is_met =
            |(names, _): &&ByName| names.iter().any(|name| self.named(name).next().is_some());
        table.iter().filter(is_met).flat_map(|(_, tests)| tests.iter().copied())
    }

    /// Whether the style of any element paints an image behind it, on a wide screen.
    #[must_use]
    pub fn has_background_image(&self) -> bool {
        *self.has_background_image.get_or_init(|| {
            let is_painted = |node: NodeId| self.style(node).background_image == Picture::Image;
            self.looking(Traits::PICTURED).any(is_painted)
        })
    }

    /// Every element that bears the attribute, in document order; not for `class` and `href`, which
    /// most elements bear.
    pub fn bearing<'p>(&'p self, name: &LocalName) -> impl Iterator<Item = NodeId> + use<'p, 'a> {
        self.by_attribute.of(name)
    }

    /// The elements that bear an attribute whose name begins as those of event handlers do, in
    /// document order.
    #[must_use]
    pub fn handled(&self) -> &[NodeId] {
        &self.handled
    }

    /// Whether the element bears `role` or an `aria-…` attribute.
    #[must_use]
    #[inline]
    pub fn is_described(&self, node: NodeId) -> bool {
        self.described[node.index()]
    }

    /// The form fields that people meet, in document order.
    #[must_use]
    pub fn fields(&self) -> &[NodeId] {
        self.fields.get_or_init(|| {
            let of_role = self.roles().iter().filter(|(role, _)| fields::is_of_field(*role));
            // Some have no role.
            let inputs = self.all(local_name!("input")).filter(|node| self.role(*node).is_none());
            let fields = of_role.map(|(_, node)| *node).chain(inputs);
            let mut fields: Vec<_> = fields.filter(|node| fields::is_field(self, *node)).collect();
            fields.sort_unstable();
            fields
        })
    }

    /// Every element, in document order.
    #[must_use]
    pub fn elements(&self) -> &[NodeId] {
        &self.elements
    }

    /// The role of an element.
    #[must_use]
    #[inline]
    pub fn role(&self, node: NodeId) -> Option<Role> {
        self.semantics.role(node)
    }

    /// The accessible name.
    #[must_use]
    pub fn name(&self, node: NodeId) -> Name {
        self.names.name(node)
    }

    /// The computed style on a wide screen.
    #[must_use]
    #[inline]
    pub fn style(&self, node: NodeId) -> &'a Style {
        self.styles.of(node)
    }

    /// Told to assistive technologies.
    #[must_use]
    #[inline]
    pub fn is_exposed(&self, node: NodeId) -> bool {
        self.semantics.facts(node).is_exposed()
    }

    /// Seen on the screen.
    #[must_use]
    #[inline]
    pub fn is_visible(&self, node: NodeId) -> bool {
        self.semantics.facts(node).is_visible()
    }

    /// The element's own text and that under it, white space collapsed, hidden parts included.
    #[must_use]
    pub fn text(&self, node: NodeId) -> String {
        collapsed(self.document.text_content(node).into()).into_owned()
    }

    /// The text seen on the screen.
    #[must_use]
    pub fn visible_text(&self, node: NodeId) -> String {
        self.names.visible_text(node)
    }

    /// The code of the page's own scripts, one after the other.
    #[must_use]
    pub fn scripts(&self) -> &str {
        self.scripts.get_or_init(|| {
            let mut code = String::new();
            for script in self.all(local_name!("script")) {
                if self.element(script).is_some_and(runs) {
                    code.push_str(&self.document.text_content(script));
                    code.push('\n');
                }
            }
            code
        })
    }

    /// True when the page runs any script: its own, a linked one, or one in an `on…` attribute.
    #[must_use]
    pub fn has_scripts(&self) -> bool {
        *self.has_scripts.get_or_init(|| {
            let is_script = |element: &Element| element.name == local_name!("script");
            !self.handled.is_empty()
                || self
                    .elements
                    .iter()
                    .filter_map(|node| self.element(*node))
                    .any(|element| is_script(element) && runs(element))
        })
    }

    /// True when the page's own scripts name the element (by id or class) or one it is in, or
    /// build parts of the page that are not in its source: what the source says of it may then
    /// not be what people get.
    #[must_use]
    pub fn is_scripted(&self, node: NodeId) -> bool {
        let code = self.scripts();
        if code.trim().is_empty() {
            return false;
        }
        if code.contains("attachShadow") || code.contains("innerHTML") {
            return true;
        }
        let words = self.script_words.get_or_init(|| {
            let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            code.split(|c| !is_name(c)).filter(|w| !w.is_empty()).map(Box::from).collect()
        });
        let named = |text: &str| words.contains(text);
        std::iter::once(node).chain(self.document.ancestors(node)).any(|node| {
            self.attribute(node, local_name!("id")).is_some_and(|id| !id.is_empty() && named(id))
                || self
                    .attribute(node, local_name!("class"))
                    .is_some_and(|classes| classes.split_ascii_whitespace().any(named))
        })
    }

    /// True when the element starts a line of its own.
    #[must_use]
    pub fn is_block(&self, node: NodeId) -> bool {
        !matches!(
            self.style(node).display,
            DisplayKind::Inline | DisplayKind::InlineBlock | DisplayKind::Contents
        )
    }

    /// A CSS selector that leads to the element: from the nearest id, by rank among its kind.
    #[must_use]
    pub fn selector(&self, node: NodeId) -> String {
        let mut steps = Vec::new();
        let mut start = None;
        let mut current = Some(node);
        while let Some(node) = current
            && let Some(element) = self.element(node)
        {
            let id = element.attribute(&local_name!("id")).unwrap_or_default();
            let plain = !id.is_empty()
                && !id.starts_with(|c: char| c.is_ascii_digit())
                && id.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
            if plain && self.document.by_id(id) == Some(node) {
                start = Some(id);
                break;
            }
            steps.push((&*element.name, self.rank(node, &element.name)));
            current = self.document.parent(node);
        }
        let mut selector = String::with_capacity(16 * (steps.len() + 1));
        if let Some(id) = start {
            selector.push('#');
            selector.push_str(id);
        }
        for (name, rank) in steps.into_iter().rev() {
            if !selector.is_empty() {
                selector.push_str(" > ");
            }
            selector.push_str(name);
            if let Some(rank) = rank {
                // Writing to a string cannot fail.
                let _ = write!(selector, ":nth-of-type({rank})");
            }
        }
        selector
    }

    /// The rank of an element among its siblings of that name, its own, from 1; `None` for the only
    /// one.
    fn rank(&self, node: NodeId, name: &LocalName) -> Option<usize> {
        let document = self.document;
        let same =
            |sibling: &NodeId| self.element(*sibling).is_some_and(|other| other.name == *name);
        let before =
            std::iter::successors(document.previous(node), |node| document.previous(*node));
        let before = before.filter(same).count();
        let mut after = std::iter::successors(document.next(node), |node| document.next(*node));
        (before > 0 || after.any(|sibling| same(&sibling))).then_some(before + 1)
    }

    /// The element's start tag, written plainly: attributes in the order of the source, white
    /// space collapsed, long values cut. Empty for anything but an element.
    #[must_use]
    pub fn start_tag(&self, node: NodeId) -> String {
        let Some(element) = self.element(node) else { return String::new() };
        let mut tag = String::with_capacity(64);
        tag.push('<');
        tag.push_str(&element.name);
        for (name, _, value) in element.attributes() {
            if tag.len() > 300 {
                tag.push_str(" …");
                break;
            }
            tag.push(' ');
            tag.push_str(name);
            if !value.is_empty() {
                tag.push_str("=\"");
                let value = collapsed(value.into());
                for (rank, part) in beginning(&value, 120).split('"').enumerate() {
                    tag.push_str(if rank == 0 { "" } else { "&quot;" });
                    tag.push_str(part);
                }
                tag.push('"');
            }
        }
        tag.push('>');
        tag
    }

    /// The beginning of the text under the element, white space collapsed; empty for what holds
    /// the page or a great part of it.
    #[must_use]
    pub fn beginning(&self, node: NodeId) -> String {
        if self.element(node).is_none_or(|element| {
            matches!(&*element.name, "html" | "head" | "body" | "main" | "header" | "footer")
        }) {
            return String::new();
        }
        let mut text = String::new();
        for inner in std::iter::once(node).chain(self.document.descendants(node)) {
            if let Some(own) = self.document.text(inner) {
                text.push_str(beginning(own, 400));
                text.push(' ');
            }
            if text.len() > 400 {
                break;
            }
        }
        beginning(&collapsed(text.into()), 120).to_owned()
    }
}

/// Names of elements, of HTML or not, and the tests on them.
pub(super) type ByName = (&'static [LocalName], &'static [&'static str]);

/// As many names of elements, and of attributes, as most pages have.
const KINDS_OF_NAMES: usize = 48;

/// Elements by a name they have, in document order: each leads to the next.
#[derive(Debug)]
struct Index<'a> {
    /// The first and the last entry of each name.
    ends: FxHashMap<&'a LocalName, (u32, u32)>,
    /// Each element, and the entry of the next of that name; 0, which no entry follows, for none.
    entries: Vec<(NodeId, u32)>,
}

impl<'a> Index<'a> {
    fn with_capacity(entries: usize) -> Self {
        Self {
            ends: FxHashMap::with_capacity_and_hasher(KINDS_OF_NAMES, rustc_hash::FxBuildHasher),
            entries: Vec::with_capacity(entries),
        }
    }

    fn add(&mut self, name: &'a LocalName, node: NodeId) {
        let entry = self.entries.len() as u32;
        self.entries.push((node, 0));
        let (_, last) = self.ends.entry(name).or_insert((entry, entry));
        if *last != entry {
            self.entries[*last as usize].1 = entry;
            *last = entry;
        }
    }

    fn of<'i>(&'i self, name: &LocalName) -> impl Iterator<Item = NodeId> + use<'i, 'a> {
        self.ends.get(name).map(|(first, _)| self.beginning_at(*first)).into_iter().flatten()
    }

    /// That entry and those that follow it.
    fn beginning_at<'i>(&'i self, first: u32) -> impl Iterator<Item = NodeId> + use<'i, 'a> {
        let next = |(_, next): &(NodeId, u32)| (*next != 0).then(|| self.entries[*next as usize]);
        std::iter::successors(Some(self.entries[first as usize]), next).map(|(node, _)| node)
    }
}

/// At most so many characters of a text.
fn beginning(text: &str, length: usize) -> &str {
    if text.len() <= length {
        return text;
    }
    text.char_indices().nth(length).map_or(text, |(end, _)| &text[..end])
}

/// Whether a `<script>` runs: data blocks (JSON-LD, import maps, …) do not.
fn runs(script: &Element) -> bool {
    let kind = script.attribute(&local_name!("type")).unwrap_or_default();
    kind.is_empty()
        || kind.eq_ignore_ascii_case("module")
        || kind.to_ascii_lowercase().contains("javascript")
}
