//! The page as a compact tree: nodes stand in document order in one vector, so that a subtree is
//! a range and a walk is a loop.
//!
//! It is made from html5ever's parse ([`Document::parse`]), keeps the line of every node and the
//! parser's errors, and bounds what a hostile page may cost: [`MAX_DEPTH`], [`MAX_NODES`]. Nothing
//! here recurses. It never fetches, never runs a script, and never judges what it holds.

mod build;
mod feed;
mod markup;
mod plain;
mod position;

pub use markup::{MarkupFault, MarkupFaultKind};
pub use position::{Lines, Position};

pub use html5ever::{LocalName, Namespace, local_name, ns};

use html5ever::Attribute;
use html5ever::tendril::StrTendril;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// How deep elements nest before deeper ones are taken as siblings, as Blink does.
pub const MAX_DEPTH: usize = 512;

/// How many nodes are read before the rest of a page is left out.
pub const MAX_NODES: usize = 4_000_000;

/// A node of a [`Document`]: its rank in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// The document itself, the root of the tree.
    pub const DOCUMENT: Self = Self(0);

    /// The node as an index into a table kept beside the document.
    #[must_use]
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Data {
    /// The root.
    Document,
    /// `<!DOCTYPE …>`.
    Doctype(Doctype),
    /// Text, entities resolved.
    Text(StrTendril),
    /// A comment or a processing instruction, whose content no rule reads.
    Comment,
    /// An element, which pages that are alike share.
    Element(Rc<Element>),
}

/// The document type as it is written.
#[derive(Debug, Clone)]
pub struct Doctype {
    /// `html` in HTML.
    pub name: StrTendril,
    /// Public identifier, empty in HTML5.
    pub public_id: StrTendril,
    /// System identifier, empty in HTML5.
    pub system_id: StrTendril,
}

/// An element: its name and attributes.
#[derive(Debug, Clone)]
pub struct Element {
    /// Local name, lower case in HTML.
    pub name: LocalName,
    /// Namespace: HTML, SVG or `MathML`.
    pub namespace: Namespace,
    /// True when the source gave an attribute twice.
    pub duplicate_attributes: bool,
    attributes: Vec<Attribute>,
}

impl Element {
    /// The value of the attribute `name` that is in no namespace.
    #[must_use]
    #[inline]
    pub fn attribute(&self, name: &LocalName) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name.local == *name && attribute.name.ns == ns!())
            .map(|attribute| &*attribute.value)
    }

    /// Every attribute's local name, namespace and value, in the order of the source.
    pub fn attributes(&self) -> impl Iterator<Item = (&LocalName, &Namespace, &str)> {
        self.attributes
            .iter()
            .map(|attribute| (&attribute.name.local, &attribute.name.ns, &*attribute.value))
    }

    /// True for an element of the HTML namespace.
    #[must_use]
    #[inline]
    pub fn is_html(&self) -> bool {
        self.namespace == ns!(html)
    }
}

#[derive(Debug)]
struct Node {
    parent: NodeId,
    previous: Option<NodeId>,
    end: NodeId,
    line: u32,
    data: Data,
}

/// An error the parser met, as html5ever names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// Line from 1.
    pub line: u32,
    /// html5ever's words; stable enough to sort errors by, not to show to a person.
    pub kind: String,
}

/// Which of the limits of the reader a page went over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// Elements nested beyond what the reader follows.
    Depth,
    /// More than [`MAX_NODES`] nodes, or more than a gibibyte of text.
    Nodes,
}

/// A parsed page. See the [module](self).
#[derive(Debug)]
pub struct Document {
    nodes: Vec<Node>,
    ids: FxHashMap<Box<str>, NodeId>,
    /// Elements whose `id` an earlier element bears already, in document order.
    pub duplicate_ids: Vec<NodeId>,
    /// Errors in the order the parser met them, the first thousand.
    pub errors: Vec<ParseError>,
    /// True when the document type puts browsers in quirks mode.
    pub quirks: bool,
    /// Set when the page was too big or too deep: what follows was not read.
    pub excess: Option<Excess>,
}

impl Document {
    /// How many nodes there are.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    #[inline]
    fn node(&self, node: NodeId) -> &Node {
        &self.nodes[node.index()]
    }

    /// What the node is.
    #[must_use]
    pub fn data(&self, node: NodeId) -> &Data {
        &self.node(node).data
    }

    /// The node as an element.
    #[must_use]
    #[inline]
    pub fn element(&self, node: NodeId) -> Option<&Element> {
        match &self.node(node).data {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The element that the node shares with others that are written alike, if it does.
    #[must_use]
    #[inline]
    pub fn shared(&self, node: NodeId) -> Option<&Rc<Element>> {
        match &self.node(node).data {
            Data::Element(element) if Rc::strong_count(element) > 1 => Some(element),
            _ => None,
        }
    }

    /// The node's own text; `None` for anything but a text node.
    #[must_use]
    #[inline]
    pub fn text(&self, node: NodeId) -> Option<&str> {
        match &self.node(node).data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Line of the end of the node's start tag, from 1.
    #[must_use]
    pub fn line(&self, node: NodeId) -> u32 {
        self.node(node).line
    }

    /// The parent; `None` for the document.
    #[must_use]
    #[inline]
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        (node != NodeId::DOCUMENT).then(|| self.node(node).parent)
    }

    /// The node before it under the same parent.
    #[must_use]
    pub fn previous(&self, node: NodeId) -> Option<NodeId> {
        self.node(node).previous
    }

    /// The node after it under the same parent.
    #[must_use]
    pub fn next(&self, node: NodeId) -> Option<NodeId> {
        let end = self.node(node).end;
        let parent = self.parent(node)?;
        (end < self.node(parent).end).then_some(end)
    }

    /// The first child.
    #[must_use]
    pub fn first_child(&self, node: NodeId) -> Option<NodeId> {
        let child = NodeId(node.0 + 1);
        (child < self.node(node).end).then_some(child)
    }

    /// The child of a node that has one and no other.
    #[must_use]
    #[inline]
    pub fn only_child(&self, node: NodeId) -> Option<NodeId> {
        self.first_child(node).filter(|child| self.next(*child).is_none())
    }

    /// The children, in order.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(node), |child| self.next(*child))
    }

    /// The children that are elements, in order.
    pub fn child_elements(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.children(node).filter(|child| self.element(*child).is_some())
    }

    /// Everything under the node, in document order.
    pub fn descendants(&self, node: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (node.0 + 1..self.node(node).end.0).map(NodeId)
    }

    /// Everything after the node's subtree, in document order.
    pub fn following(&self, node: NodeId) -> impl Iterator<Item = NodeId> + use<> {
        (self.node(node).end.0..NodeId::from_index(self.nodes.len()).0).map(NodeId)
    }

    /// Every node, in document order.
    pub fn all(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..NodeId::from_index(self.nodes.len()).0).map(NodeId)
    }

    /// The parent, its parent, and so on up to the document.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(node), |ancestor| self.parent(*ancestor))
    }

    /// True when `inner` stands in the subtree of `outer` (a node is not inside itself).
    #[must_use]
    #[inline]
    pub fn is_inside(&self, inner: NodeId, outer: NodeId) -> bool {
        outer < inner && inner < self.node(outer).end
    }

    /// The first element that bears the `id`.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<NodeId> {
        self.ids.get(id).copied()
    }

    /// The elements that a list of ids names, in its order; ids that name nothing are left out.
    pub fn by_ids<'a>(&'a self, ids: &'a str) -> impl Iterator<Item = NodeId> + 'a {
        ids.split_ascii_whitespace().filter_map(|id| self.by_id(id))
    }

    /// The local name when the node is an HTML element.
    #[must_use]
    #[inline]
    pub fn html_name(&self, node: NodeId) -> Option<&LocalName> {
        self.element(node).filter(|element| element.is_html()).map(|element| &element.name)
    }

    /// True when the node is the HTML element `name`.
    #[must_use]
    #[inline]
    pub fn is(&self, node: NodeId, name: &LocalName) -> bool {
        self.html_name(node) == Some(name)
    }

    /// The value of an attribute; `None` when it is absent or the node is no element.
    #[must_use]
    #[inline]
    pub fn attribute(&self, node: NodeId, name: &LocalName) -> Option<&str> {
        self.element(node)?.attribute(name)
    }

    /// True when the element bears the attribute, whatever its value.
    #[must_use]
    #[inline]
    pub fn has_attribute(&self, node: NodeId, name: &LocalName) -> bool {
        self.attribute(node, name).is_some()
    }

    /// The nearest ancestor that is the HTML element `name`.
    #[must_use]
    pub fn closest(&self, node: NodeId, name: &LocalName) -> Option<NodeId> {
        self.ancestors(node).find(|ancestor| self.is(*ancestor, name))
    }

    /// The `<html>` element, which the parser makes when the source has none.
    #[must_use]
    pub fn root(&self) -> Option<NodeId> {
        self.child_elements(NodeId::DOCUMENT).next()
    }

    /// The document type, when there is one.
    #[must_use]
    pub fn doctype(&self) -> Option<&Doctype> {
        self.children(NodeId::DOCUMENT).find_map(|child| match self.data(child) {
            Data::Doctype(doctype) => Some(doctype),
            _ => None,
        })
    }

    /// The text of the node and of everything under it, as it is written.
    #[must_use]
    pub fn text_content(&self, node: NodeId) -> String {
        let mut text = String::new();
        for inner in std::iter::once(node).chain(self.descendants(node)) {
            text.push_str(self.text(inner).unwrap_or_default());
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Excess, NodeId, local_name};

    fn names(document: &Document) -> Vec<String> {
        document
            .all()
            .filter_map(|node| document.element(node))
            .map(|element| element.name.to_string())
            .collect()
    }

    #[test]
    fn a_subtree_is_a_range() {
        let document = Document::parse("<!DOCTYPE html><ul id=a><li>un<li>deux</ul><p>fin");
        let list = document.by_id("a").unwrap();
        assert_eq!(names(&document), ["html", "head", "body", "ul", "li", "li", "p"]);
        assert_eq!(document.child_elements(list).count(), 2);
        assert_eq!(document.descendants(list).count(), 4);
        let last = document.child_elements(list).last().unwrap();
        assert!(document.is_inside(last, list) && !document.is_inside(list, list));
        assert_eq!(document.next(last), None);
        assert!(document.only_child(last).is_some() && document.only_child(list).is_none());
        let after = document.next(list).unwrap();
        assert!(document.is(after, &local_name!("p")));
        assert_eq!(document.previous(after), Some(list));
        assert_eq!(document.text_content(NodeId::DOCUMENT), "undeuxfin");
    }

    #[test]
    fn misnested_markup_is_mended_as_browsers_do() {
        let document = Document::parse("<p><b>a<i>b</b>c</i><table>x<tr><td>y</table>");
        assert_eq!(document.text_content(NodeId::DOCUMENT), "abcxy");
        assert!(!document.errors.is_empty());
    }

    #[test]
    fn the_second_bearer_of_an_id_is_kept_apart() {
        let document = Document::parse("<p id=x>1<p id=x>2");
        assert_eq!(document.text_content(document.by_id("x").unwrap()), "1");
        assert_eq!(document.duplicate_ids.len(), 1);
    }

    #[test]
    fn deep_pages_end_early_and_say_so() {
        let document = Document::parse(&"<div>".repeat(200_000));
        assert_eq!(document.excess, Some(Excess::Depth));
        let deepest = document.all().map(|node| document.ancestors(node).count()).max();
        assert!(deepest <= Some(super::MAX_DEPTH));
    }
}
