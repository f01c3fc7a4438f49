//! The accessible name: Accessible Name and Description Computation 1.2, with the text
//! alternatives of HTML-AAM.
//!
//! A name is computed once and kept. The work one page may cost is bounded: past
//! [`MAX_STEPS`] names are not to be trusted, and [`Names::exhausted`] says so.

use super::Semantics;
use super::roles::{NameFrom, Role};
use crate::accessibility::css::{DisplayKind, Styles};
use crate::accessibility::dom::{Document, LocalName, NodeId, local_name, ns};
use crate::accessibility::known::Known;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// How many nodes may be visited for the names of one page.
pub const MAX_STEPS: usize = 10_000_000;

/// What a name was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// There is no name.
    Nothing,
    /// `aria-labelledby`.
    LabelledBy,
    /// `aria-label`.
    Label,
    /// The host language: `alt`, `<label>`, `<legend>`, `<caption>`, `value`, …
    Native,
    /// The text inside.
    Contents,
    /// `placeholder`, which disappears as soon as one types.
    Placeholder,
    /// `title`.
    Title,
}

/// An accessible name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name, white space collapsed; empty when there is none.
    pub text: Rc<str>,
    /// What it was taken from.
    pub origin: Origin,
}

/// Computes and keeps the names of a page.
#[derive(Debug)]
pub struct Names<'a> {
    document: &'a Document,
    styles: &'a Styles,
    semantics: &'a Semantics,
    /// The `<label>`s of each control; most pages are never asked for them.
    labels: OnceCell<FxHashMap<NodeId, Vec<NodeId>>>,
    /// By node.
    known: RefCell<Vec<Option<Name>>>,
    steps: Cell<usize>,
}

/// Where in the computation a node is met.
#[derive(Clone, Copy)]
struct Path {
    /// Met while following `aria-labelledby`, which is followed only once.
    in_reference: bool,
    /// The reference led to something hidden: then hidden things count.
    hidden_counts: bool,
    /// Met inside the element that is being named.
    inside: bool,
    /// The control whose `<label>` is being read; its own value does not name it.
    labelled: Option<NodeId>,
    depth: usize,
}

impl<'a> Names<'a> {
    /// Gets ready to compute names.
    #[must_use]
    pub fn new(document: &'a Document, styles: &'a Styles, semantics: &'a Semantics) -> Self {
        Self {
            document,
            styles,
            semantics,
            labels: OnceCell::new(),
            known: RefCell::new(vec![None; document.node_count()]),
            steps: Cell::new(0),
        }
    }

    /// The `<label>`s of a control, in document order.
    #[must_use]
    pub fn labels(&self, control: NodeId) -> &[NodeId] {
        let labels = self.labels.get_or_init(|| {
            let document = self.document;
            let mut labels: FxHashMap<NodeId, Vec<NodeId>> = FxHashMap::default();
            for label in document.all().filter(|node| document.is(*node, &local_name!("label"))) {
                if let Some(control) = labelled_control(document, label) {
                    labels.entry(control).or_default().push(label);
                }
            }
            labels
        });
        labels.get(&control).map_or(&[], Vec::as_slice)
    }

    /// True when the page was too intricate for its names to be computed whole.
    #[must_use]
    pub fn exhausted(&self) -> bool {
        self.steps.get() >= MAX_STEPS
    }

    /// The accessible name of an element.
    #[must_use]
    pub fn name(&self, node: NodeId) -> Name {
        if let Some(known) = &self.known.borrow()[node.index()] {
            return known.clone();
        }
        let path = Path {
            in_reference: false,
            hidden_counts: false,
            inside: false,
            labelled: None,
            depth: 0,
        };
        let (text, origin) = match self.only_text(node) {
            Some(text) => (kept_collapsed(text), Origin::Contents),
            None => {
                let (text, origin) = self.compute(node, path);
                (Rc::from(&*collapsed(text.into())), origin)
            }
        };
        let origin = if text.is_empty() { Origin::Nothing } else { origin };
        let name = Name { text, origin };
        self.known.borrow_mut()[node.index()] = Some(name.clone());
        name
    }

    /// What most links and headings hold: one text that is their whole name. `None` for everything
    /// else.
    fn only_text(&self, node: NodeId) -> Option<&'a str> {
        let element = self.document.element(node).filter(|element| element.is_html())?;
        let is_plain = matches!(
            element.name,
            local_name!("a")
                | local_name!("h1")
                | local_name!("h2")
                | local_name!("h3")
                | local_name!("h4")
                | local_name!("h5")
                | local_name!("h6")
        );
        let child = self.document.only_child(node).filter(|_| is_plain)?;
        let text = self.document.text(child)?;
        let is_only = !element.attributes().any(|(name, ..)| name.starts_with("aria-label"))
            && self.semantics.role(node)?.definition().name_from == NameFrom::Contents
            && self.semantics.facts(child).is_painted()
            && self.styles.generated(node) == (None, None)
            && !text.trim_ascii().is_empty();
        is_only.then_some(text)
    }

    /// The text an element shows on the screen, white space collapsed.
    #[must_use]
    pub fn visible_text(&self, node: NodeId) -> String {
        let mut text = String::new();
        for inner in std::iter::once(node).chain(self.document.descendants(node)) {
            if let Some(own) = self.document.text(inner)
                && self.semantics.facts(inner).is_visible()
            {
                text.push_str(own);
            } else if self.document.element(inner).is_some() && self.breaks(inner) {
                text.push(' ');
            }
        }
        collapsed(text.into()).into_owned()
    }

    /// True when the element starts a line of its own, so that words do not run together.
    fn breaks(&self, node: NodeId) -> bool {
        !matches!(
            self.styles.of(node).display,
            DisplayKind::Inline | DisplayKind::Contents | DisplayKind::None
        ) || self.document.is(node, &local_name!("br"))
    }

    fn compute(&self, node: NodeId, path: Path) -> (String, Origin) {
        const NOTHING: (String, Origin) = (String::new(), Origin::Nothing);
        let steps = self.steps.get() + 1;
        self.steps.set(steps);
        if steps >= MAX_STEPS || path.depth > 1_500 {
            return NOTHING;
        }
        let path = Path { depth: path.depth + 1, ..path };
        let document = self.document;
        let Some(element) = document.element(node) else { return NOTHING };

        // 2A: what is hidden says nothing, unless the reference itself points at it.
        let facts = self.semantics.facts(node);
        let hidden = !facts.is_painted() || (path.inside && facts.is_aria_hidden());
        if hidden && path.inside && !path.hidden_counts {
            return NOTHING;
        }
        let role = self.semantics.role(node);

        // 2B: aria-labelledby, followed once.
        if !path.in_reference
            && let Some(ids) = element.attribute(&local_name!("aria-labelledby"))
        {
            let mut text = String::new();
            for target in document.by_ids(ids) {
                let seen = self.semantics.facts(target);
                let path = Path {
                    in_reference: true,
                    hidden_counts: !seen.is_painted() || seen.is_aria_hidden(),
                    inside: false,
                    labelled: None,
                    depth: path.depth,
                };
                append(&mut text, &self.referenced(target, path));
            }
            if !text.trim().is_empty() {
                return (text, Origin::LabelledBy);
            }
        }

        // 2C: a control inside a label says its value.
        if path.inside
            && path.labelled != Some(node)
            && let Some(value) = self.embedded_value(node, role)
        {
            return (value, Origin::Contents);
        }

        // 2D: aria-label.
        if let Some(label) = element.attribute(&local_name!("aria-label"))
            && !label.trim().is_empty()
            && path.labelled != Some(node)
        {
            return (label.to_owned(), Origin::Label);
        }

        // 2E: what HTML itself offers.
        if !role.is_some_and(Role::is_presentational)
            && let Some((text, origin)) = self.native(node, path)
            && (!text.trim().is_empty() || origin == Origin::Native)
        {
            return (text, origin);
        }

        // 2F: the contents.
        let from_contents = role.map_or(document.is(node, &local_name!("summary")), |role| {
            role.definition().name_from == NameFrom::Contents
        });
        if from_contents || path.inside || path.in_reference {
            let text = self.contents(node, path);
            if !text.trim().is_empty() {
                return (text, Origin::Contents);
            }
        }

        // 2I: the tooltip.
        match element.attribute(&local_name!("title")) {
            Some(title) if !title.trim().is_empty() => (title.to_owned(), Origin::Title),
            _ => NOTHING,
        }
    }

    /// The text of an element another one refers to: its own name, or else what it contains.
    fn referenced(&self, node: NodeId, path: Path) -> String {
        self.compute(node, path).0
    }

    /// 2F: `::before`, the children, `::after`.
    fn contents(&self, node: NodeId, path: Path) -> String {
        let mut text = String::new();
        let (before, after) = self.styles.generated(node);
        text.push_str(before.unwrap_or_default());
        for child in self.document.children(node) {
            if let Some(own) = self.document.text(child) {
                let facts = self.semantics.facts(child);
                if path.hidden_counts || facts.is_painted() {
                    text.push_str(own);
                }
            } else if self.document.element(child).is_some() {
                let path = Path { inside: true, ..path };
                let (inner, _) = self.compute(child, path);
                if self.breaks(child) {
                    append(&mut text, &inner);
                    text.push(' ');
                } else {
                    text.push_str(&inner);
                }
            }
        }
        text.push_str(after.unwrap_or_default());
        text
    }

    /// 2C: the value of a control met inside a name.
    fn embedded_value(&self, node: NodeId, role: Option<Role>) -> Option<String> {
        let document = self.document;
        let attribute = |name: LocalName| document.attribute(node, &name).map(str::to_owned);
        match role? {
            Role::Textbox | Role::Searchbox => {
                if document.is(node, &local_name!("input")) {
                    attribute(local_name!("value"))
                } else {
                    Some(document.text_content(node))
                }
            }
            Role::Combobox | Role::Listbox => {
                if document.is(node, &local_name!("input")) {
                    return attribute(local_name!("value"));
                }
                let options = || {
                    document
                        .descendants(node)
                        .filter(|inner| self.semantics.role(*inner) == Some(Role::Option))
                };
                let chosen = options().find(|option| {
                    document.has_attribute(*option, &local_name!("selected"))
                        || document.attribute(*option, &local_name!("aria-selected"))
                            == Some("true")
                });
                let first = document.is(node, &local_name!("select")).then(|| options().next());
                chosen.or(first.flatten()).map(|option| document.text_content(option))
            }
            Role::Slider | Role::Spinbutton | Role::Scrollbar | Role::Progressbar | Role::Meter => {
                attribute(local_name!("aria-valuetext"))
                    .or_else(|| attribute(local_name!("aria-valuenow")))
                    .or_else(|| attribute(local_name!("value")))
            }
            _ => None,
        }
    }

    /// 2E: HTML-AAM, «Accessible Name Computations By HTML Element».
    fn native(&self, node: NodeId, path: Path) -> Option<(String, Origin)> {
        let document = self.document;
        let element = document.element(node)?;
        let attribute = |name: LocalName| element.attribute(&name).map(str::to_owned);
        let native = |text: String| Some((text, Origin::Native));
        if element.namespace == ns!(svg) {
            let title = document
                .child_elements(node)
                .find(|child| document.element(*child).is_some_and(|e| &*e.name == "title"))?;
            return native(document.text_content(title))
                .filter(|(text, _)| !text.trim().is_empty());
        }
        if !element.is_html() {
            return None;
        }
        match element.name {
            local_name!("input") => {
                let kind = attribute(local_name!("type")).unwrap_or_default().to_ascii_lowercase();
                match kind.as_str() {
                    "button" | "submit" | "reset" => {
                        if let Some(label) = self.label_text(node, path) {
                            return native(label);
                        }
                        match attribute(local_name!("value")) {
                            Some(value) => Some((value, Origin::Contents)),
                            None if kind == "submit" => native("Submit".to_owned()),
                            None if kind == "reset" => native("Reset".to_owned()),
                            None => None,
                        }
                    }
                    "image" => self
                        .label_text(node, path)
                        .or_else(|| {
                            attribute(local_name!("alt")).filter(|alt| !alt.trim().is_empty())
                        })
                        .map(|text| (text, Origin::Native)),
                    _ => self.field(node, path),
                }
            }
            local_name!("select")
            | local_name!("textarea")
            | local_name!("meter")
            | local_name!("output")
            | local_name!("progress") => self.field(node, path),
            local_name!("button") => self.label_text(node, path).map(|text| (text, Origin::Native)),
            local_name!("img") => native(attribute(local_name!("alt"))?),
            local_name!("area") => native(attribute(local_name!("alt"))?),
            local_name!("fieldset") => self.child_text(node, &local_name!("legend"), path),
            local_name!("table") => self.child_text(node, &local_name!("caption"), path),
            local_name!("figure") => self.child_text(node, &local_name!("figcaption"), path),
            local_name!("optgroup") | local_name!("option") => {
                native(attribute(local_name!("label"))?).filter(|(text, _)| !text.trim().is_empty())
            }
            _ => None,
        }
    }

    fn field(&self, node: NodeId, path: Path) -> Option<(String, Origin)> {
        if let Some(label) = self.label_text(node, path) {
            return Some((label, Origin::Native));
        }
        let attribute = |name: LocalName| {
            self.document
                .attribute(node, &name)
                .filter(|value| !value.trim().is_empty())
                .map(str::to_owned)
        };
        attribute(local_name!("title")).map(|text| (text, Origin::Title)).or_else(|| {
            attribute(local_name!("placeholder")).map(|text| (text, Origin::Placeholder))
        })
    }

    /// The text of a control's labels; `None` when it has none or they say nothing.
    fn label_text(&self, control: NodeId, path: Path) -> Option<String> {
        if path.labelled == Some(control) {
            return None;
        }
        let mut text = String::new();
        for label in self.labels(control) {
            let path = Path { inside: true, labelled: Some(control), ..path };
            append(&mut text, &self.compute(*label, path).0);
        }
        (!text.trim().is_empty()).then_some(text)
    }

    fn child_text(&self, node: NodeId, name: &LocalName, path: Path) -> Option<(String, Origin)> {
        let child = self.document.child_elements(node).find(|c| self.document.is(*c, name))?;
        let text = self.compute(child, Path { inside: true, ..path }).0;
        (!text.trim().is_empty()).then_some((text, Origin::Native))
    }
}

/// The control a `<label>` labels: the one `for` names, or the first inside.
#[must_use]
pub fn labelled_control(document: &Document, label: NodeId) -> Option<NodeId> {
    let target = match document.attribute(label, &local_name!("for")) {
        Some(id) => document.by_id(id),
        None => document.descendants(label).find(|inner| is_labelable(document, *inner)),
    };
    target.filter(|target| is_labelable(document, *target))
}

/// HTML's «labelable elements».
#[must_use]
pub fn is_labelable(document: &Document, node: NodeId) -> bool {
    match document.html_name(node) {
        Some(&local_name!("input")) => !document
            .attribute(node, &local_name!("type"))
            .is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")),
        Some(
            &local_name!("button")
            | &local_name!("meter")
            | &local_name!("output")
            | &local_name!("progress")
            | &local_name!("select")
            | &local_name!("textarea"),
        ) => true,
        _ => false,
    }
}

/// Adds a text after another, a space between them.
fn append(text: &mut String, more: &str) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
    text.push_str(more);
}

/// [`collapsed`], made once for a text that many pages have.
fn kept_collapsed(text: &str) -> Rc<str> {
    thread_local! {
        static KNOWN: RefCell<Known<Rc<str>>> = RefCell::new(Known::new());
    }
    KNOWN.with_borrow_mut(|known| known.or_find(text, |text| Rc::from(&*collapsed(text.into()))))
}

/// White space collapsed to single spaces, none at the ends.
#[must_use]
pub fn collapse(text: &str) -> String {
    collapsed(text.into()).into_owned()
}

/// The same: the text itself where there is nothing to collapse, as in most texts.
#[must_use]
pub fn collapsed(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_collapsed(&text) {
        return text;
    }
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    Cow::Owned(collapsed)
}

/// Whether there is surely nothing to collapse.
fn is_collapsed(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut after_space = true;
    for (at, byte) in bytes.iter().enumerate() {
        // What most texts are made of begins no space.
        if matches!(byte, b'!'..=0xC1 | 0xC3) {
            after_space = false;
            continue;
        }
        let next = |by: usize| bytes.get(at + by).copied().unwrap_or_default();
        let is_other_space = match byte {
            b' ' if after_space => true,
            b' ' => {
                after_space = true;
                continue;
            }
            0..0x20 => true,
            0xC2 => matches!(next(1), 0x85 | 0xA0),
            0xE1 => next(1) == 0x9A,
            0xE2 => match next(1) {
                0x80 => matches!(next(2), 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF),
                second => second == 0x81 && next(2) == 0x9F,
            },
            0xE3 => next(1) == 0x80,
            _ => false,
        };
        if is_other_space {
            return false;
        }
        after_space = false;
    }
    !after_space || text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::Semantics;
    use super::{Names, Origin, collapse};
    use crate::accessibility::css::{Sheet, Styles};
    use crate::accessibility::dom::Document;
    use std::sync::Arc;

    fn name(html: &str) -> (String, Origin) {
        let document = Document::parse(html);
        let sheet = Sheet::parse(".h{display:none} .i::before{content:'→'}", "");
        let styles = Styles::compute(&document, &[Arc::new(sheet)]);
        let semantics = Semantics::of(&document, &styles);
        let names = Names::new(&document, &styles, &semantics);
        let name = names.name(document.by_id("x").unwrap());
        (name.text.to_string(), name.origin)
    }

    #[test]
    fn sources_come_in_the_order_of_the_standard() {
        for (html, text, origin) in [
            ("<a id=x href=a aria-label=b title=c>d</a>", "b", Origin::Label),
            (
                "<p id=l>L</p><a id=x href=a aria-labelledby='l x' aria-label=b>d</a>",
                "L b",
                Origin::LabelledBy,
            ),
            ("<a id=x href=a title=c> d <b>e</b></a>", "d e", Origin::Contents),
            ("<a id=x href=a title=c></a>", "c", Origin::Title),
            ("<a id=x href=a><img src=s alt=é></a>", "é", Origin::Contents),
            ("<a id=x href=a><span class=h>no</span></a>", "", Origin::Nothing),
            ("<a id=x href=a class=i></a>", "→", Origin::Contents),
            (
                "<p id=l hidden>L <b class=h>m</b></p><a id=x href=a aria-labelledby=l></a>",
                "L m",
                Origin::LabelledBy,
            ),
            ("<label for=x>Nom <input value=v></label><input id=x>", "Nom v", Origin::Native),
            ("<label>Nom <input id=x value=v></label>", "Nom", Origin::Native),
            ("<input id=x placeholder=p>", "p", Origin::Placeholder),
            ("<input id=x type=submit>", "Submit", Origin::Native),
            ("<fieldset id=x><legend>Qui ?</legend></fieldset>", "Qui ?", Origin::Native),
            ("<svg id=x role=img><title>Plan</title></svg>", "Plan", Origin::Native),
            ("<div id=x>texte</div>", "", Origin::Nothing),
            ("<h2 id=x>Un<div>deux</div>trois</h2>", "Un deux trois", Origin::Contents),
        ] {
            assert_eq!(name(html), (text.to_owned(), origin), "{html}");
        }
    }

    #[test]
    fn white_space_is_collapsed_whatever_it_is() {
        for text in ["", "a", "l’été à Dax", "a b"] {
            assert!(super::is_collapsed(text) && collapse(text) == text, "{text:?}");
        }
        for (text, collapsed) in [
            (" ", ""),
            ("a ", "a"),
            ("\na", "a"),
            ("a  b", "a b"),
            ("a\tb", "a b"),
            ("10\u{a0}h\u{202f}30", "10 h 30"),
            ("a\u{2003}\u{3000}b\u{1680}c\u{205f}d\u{85}", "a b c d"),
        ] {
            assert_eq!(collapse(text), collapsed, "{text:?}");
        }
    }

    #[test]
    fn references_that_turn_in_circles_end() {
        let (text, _) =
            name("<p id=a aria-labelledby=x>A</p><a id=x href=h aria-labelledby=a>B</a>");
        assert_eq!(text, "A");
    }
}
