//! From html5ever's callbacks to a [`Document`]: a tree linked by indices while it is being
//! built, then laid out in document order once it is whole.

use super::feed::{Feed, MAX_BYTES};
use super::plain::{Read, Reader};
use super::{Data, Doctype, Document, Element, Excess, MAX_DEPTH, MAX_NODES, Node, NodeId};
use super::{ParseError, local_name, ns};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Bytes given to the parser at a time; between two of them the limits are looked at.
const CHUNK: usize = 1 << 14;

/// Smaller chunks once the page has turned out deep: the parser's own time grows with the square
/// of the depth.
const DEEP_CHUNK: usize = 1 << 12;

/// How many parser errors are kept; a page with more is broken anyway.
const MAX_ERRORS: usize = 1_000;

/// No node.
pub(super) const NONE: u32 = u32::MAX;

impl Document {
    /// Reads a whole page. Every text is a page: what is wrong in it is in [`Document::errors`].
    #[must_use]
    pub fn parse(html: &str) -> Self {
        let (document, is_sound) = Self::read(html, true);
        if is_sound { document } else { Self::read(html, false).0 }
    }

    /// Reads a page, what says itself what it is without the tree builder when `with_plain`; false
    /// beside it when it turned out late that this page is none for that.
    fn read(html: &str, with_plain: bool) -> (Self, bool) {
        let mut feed = Feed::new(html, with_plain);
        let mut excess = None;
        let mut chunk = CHUNK;
        while excess.is_none() && feed.read(chunk) {
            let sink = feed.sink();
            let depth = sink.depth.get() as usize;
            if depth > MAX_DEPTH * 4 {
                excess = Some(Excess::Depth);
            } else if sink.nodes.borrow().len() > MAX_NODES {
                excess = Some(Excess::Nodes);
            }
            chunk = if depth > MAX_DEPTH { DEEP_CHUNK } else { CHUNK };
        }
        let is_sound = feed.is_sound();
        let mut document = feed.finish().finish();
        document.excess = excess.or((html.len() > MAX_BYTES).then_some(Excess::Nodes));
        (document, is_sound)
    }
}

/// A node while the tree is being built.
pub(super) struct Draft {
    pub(super) parent: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) previous: u32,
    pub(super) next: u32,
    pub(super) line: u32,
    pub(super) depth: u32,
    pub(super) data: Data,
}

pub(super) struct Sink {
    nodes: RefCell<Vec<Draft>>,
    templates: RefCell<FxHashMap<u32, u32>>,
    errors: RefCell<Vec<ParseError>>,
    line: Cell<u32>,
    depth: Cell<u32>,
    quirks: Cell<bool>,
}

/// What html5ever knows a node by: its rank among those made, and its name, which is asked for
/// more often than anything else.
#[derive(Debug, Clone)]
pub(super) struct Handle {
    draft: u32,
    namespace: Namespace,
    name: LocalName,
}

impl Handle {
    /// A node that has no name.
    fn unnamed(draft: u32) -> Self {
        Self { draft, namespace: ns!(), name: local_name!("") }
    }
}

impl Sink {
    pub(super) fn new() -> Self {
        let sink = Self {
            nodes: RefCell::new(Vec::with_capacity(1024)),
            templates: RefCell::default(),
            errors: RefCell::default(),
            line: Cell::new(1),
            depth: Cell::new(0),
            quirks: Cell::new(false),
        };
        sink.create(Data::Document);
        sink
    }

    /// How many complaints there were so far.
    pub(super) fn error_count(&self) -> usize {
        self.errors.borrow().len()
    }

    /// What html5ever complained of since there were `count` complaints.
    pub(super) fn errors_since(&self, count: usize) -> Vec<String> {
        self.errors.borrow()[count..].iter().map(|error| error.kind.clone()).collect()
    }

    /// The node made last, as [`Self::lay_out_with_places`] counts them.
    pub(super) fn last_draft(&self) -> u32 {
        NodeId::from_index(self.nodes.borrow().len() - 1).0
    }

    /// Whether a document type was read.
    pub(super) fn has_doctype(&self) -> bool {
        let nodes = self.nodes.borrow();
        nodes.iter().take(8).any(|node| matches!(node.data, Data::Doctype(_)))
    }

    /// The page, and where each node stands in it, in the order they were made.
    pub(super) fn lay_out_with_places(self) -> (Document, Vec<NodeId>) {
        let mut places = vec![NodeId::DOCUMENT; self.nodes.borrow().len()];
        let (nodes, errors) = (self.nodes.into_inner(), self.errors.into_inner());
        let document = lay_out(nodes, errors, self.quirks.get(), |draft, node| {
            places[draft] = node;
        });
        (document, places)
    }

    /// The node made last, when it is the element `name` and all around it is plain.
    pub(super) fn last_within(
        &self,
        name: &LocalName,
        is_plain: impl Fn(&LocalName) -> bool,
    ) -> Option<u32> {
        let nodes = self.nodes.borrow();
        let last = NodeId::from_index(nodes.len() - 1).0;
        let mut node = last;
        while node != 0 {
            let draft = nodes.get(node as usize)?;
            let Data::Element(element) = &draft.data else { return None };
            let is_named = node != last || element.name == *name;
            if !is_named || !element.is_html() || !is_plain(&element.name) {
                return None;
            }
            node = draft.parent;
        }
        Some(last)
    }

    /// Whether the node `inner` stands right in the node `outer`.
    pub(super) fn is_parent(&self, outer: u32, inner: u32) -> bool {
        self.nodes.borrow()[inner as usize].parent == outer
    }

    /// Whether nothing was wrong so far, and the limits of a page are far.
    pub(super) fn is_sound(&self) -> bool {
        self.errors.borrow().is_empty()
            && self.depth.get() as usize <= MAX_DEPTH
            && self.nodes.borrow().len() <= MAX_NODES / 2
    }

    /// Reads on from `at`, on that line of the page, in the element `root`, as far as the page says
    /// itself what it is.
    pub(super) fn read_plain(&self, root: u32, page: &StrTendril, at: usize, line: u64) -> Read {
        let mut nodes = self.nodes.borrow_mut();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let read = Reader::new(page, &mut nodes, root, at, line).read();
        self.depth.set(self.depth.get().max(read.depth));
        read
    }

    fn create(&self, data: Data) -> u32 {
        create(&mut self.nodes.borrow_mut(), self.line.get(), data)
    }

    /// [`link`], with its depth taken into account.
    fn link(&self, child: u32, parent: u32, next: u32) {
        let depth = link(&mut self.nodes.borrow_mut(), child, parent, next);
        self.depth.set(self.depth.get().max(depth));
    }

    fn unlink(&self, child: u32) {
        unlink(&mut self.nodes.borrow_mut(), child);
    }

    /// Inserts a node, or a text that is joined to a text already standing there.
    fn insert(&self, child: NodeOrText<Handle>, parent: u32, next: u32) {
        match child {
            NodeOrText::AppendNode(node) => {
                self.unlink(node.draft);
                self.link(node.draft, parent, next);
            }
            NodeOrText::AppendText(text) => {
                let joined = join(&mut self.nodes.borrow_mut(), &text, parent, next);
                if !joined {
                    let node = self.create(Data::Text(text));
                    self.link(node, parent, next);
                }
            }
        }
    }
}

/// Makes a node that stands nowhere yet.
pub(super) fn create(nodes: &mut Vec<Draft>, line: u32, data: Data) -> u32 {
    let id = NodeId::from_index(nodes.len()).0;
    nodes.push(Draft {
        parent: NONE,
        first: NONE,
        last: NONE,
        previous: NONE,
        next: NONE,
        line,
        depth: 0,
        data,
    });
    id
}

/// Puts `child` (which has no parent) under `parent`, before `next` or last; how deep it stands.
pub(super) fn link(nodes: &mut [Draft], child: u32, parent: u32, next: u32) -> u32 {
    let depth = nodes[parent as usize].depth + 1;
    let previous = if next == NONE {
        std::mem::replace(&mut nodes[parent as usize].last, child)
    } else {
        std::mem::replace(&mut nodes[next as usize].previous, child)
    };
    let draft = &mut nodes[child as usize];
    (draft.parent, draft.previous, draft.next, draft.depth) = (parent, previous, next, depth);
    match previous {
        NONE => nodes[parent as usize].first = child,
        _ => nodes[previous as usize].next = child,
    }
    depth
}

/// Takes a node from where it stands.
pub(super) fn unlink(nodes: &mut [Draft], child: u32) {
    let draft = &mut nodes[child as usize];
    let (parent, previous, next) = (draft.parent, draft.previous, draft.next);
    (draft.parent, draft.previous, draft.next) = (NONE, NONE, NONE);
    if parent == NONE {
        return;
    }
    match previous {
        NONE => nodes[parent as usize].first = next,
        _ => nodes[previous as usize].next = next,
    }
    match next {
        NONE => nodes[parent as usize].last = previous,
        _ => nodes[next as usize].previous = previous,
    }
}

/// Joins a text to the one that stands before `next` under `parent`, or last; false where there is
/// none.
pub(super) fn join(nodes: &mut [Draft], text: &StrTendril, parent: u32, next: u32) -> bool {
    let previous = match next {
        NONE => nodes[parent as usize].last,
        _ => nodes[next as usize].previous,
    };
    match nodes.get_mut(previous as usize).map(|draft| &mut draft.data) {
        Some(Data::Text(before)) => {
            before.push_tendril(text);
            true
        }
        _ => false,
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Document;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Document {
        lay_out(self.nodes.into_inner(), self.errors.into_inner(), self.quirks.get(), |_, _| ())
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        let mut errors = self.errors.borrow_mut();
        if errors.len() < MAX_ERRORS {
            errors.push(ParseError { line: self.line.get(), kind: message.into_owned() });
        }
    }

    fn get_document(&self) -> Handle {
        Handle::unnamed(0)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        ExpandedName { ns: &target.namespace, local: &target.name }
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        f: ElementFlags,
    ) -> Handle {
        let (namespace, name) = (name.ns, name.local);
        let draft = self.create(Data::Element(Rc::new(Element {
            name: name.clone(),
            namespace: namespace.clone(),
            duplicate_attributes: f.had_duplicate_attributes,
            attributes,
        })));
        Handle { draft, namespace, name }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        Handle::unnamed(self.create(Data::Comment))
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        Handle::unnamed(self.create(Data::Comment))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(child, parent.draft, NONE);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous_element: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let parent = self.nodes.borrow()[element.draft as usize].parent;
        if parent == NONE {
            self.append(previous_element, child);
        } else {
            self.insert(child, parent, element.draft);
        }
    }

    fn append_doctype_to_document(
        &self,
        name: StrTendril,
        public_id: StrTendril,
        system_id: StrTendril,
    ) {
        let doctype = self.create(Data::Doctype(Doctype { name, public_id, system_id }));
        self.link(doctype, 0, NONE);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // The contents of a template are not part of the page: they hang on a node that is
        // nobody's child, and so are left behind when the tree is laid out.
        let mut templates = self.templates.borrow_mut();
        let contents = templates.entry(target.draft).or_insert_with(|| self.create(Data::Document));
        Handle::unnamed(*contents)
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.draft == other.draft
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.quirks.set(mode == QuirksMode::Quirks);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[sibling.draft as usize].parent;
        if parent != NONE {
            self.insert(child, parent, sibling.draft);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Data::Element(element) = &mut nodes[target.draft as usize].data {
            let element = Rc::make_mut(element);
            for attribute in attributes {
                if element.attributes.iter().all(|present| present.name != attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.unlink(target.draft);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let child = self.nodes.borrow()[node.draft as usize].first;
            if child == NONE {
                break;
            }
            self.unlink(child);
            self.link(child, new_parent.draft, NONE);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }
}

/// Copies the linked tree into document order, without recursion, bounding its depth.
fn lay_out(
    mut drafts: Vec<Draft>,
    errors: Vec<ParseError>,
    quirks: bool,
    mut placed: impl FnMut(usize, NodeId),
) -> Document {
    let mut nodes: Vec<Node> = Vec::with_capacity(drafts.len());
    let mut ids = FxHashMap::default();
    let mut duplicate_ids = Vec::new();
    // The ancestors of the node being copied: where each stands now, and its last child so far.
    let mut open: Vec<(NodeId, Option<NodeId>)> = Vec::new();
    let (mut draft, mut depth) = (0, 0_usize);
    loop {
        let node = NodeId::from_index(nodes.len());
        placed(draft, node);
        while open.len() > depth.min(MAX_DEPTH) {
            if let Some((done, _)) = open.pop() {
                nodes[done.index()].end = node;
            }
        }
        let data = std::mem::replace(&mut drafts[draft].data, Data::Comment);
        if let Data::Element(element) = &data
            && let Some(id) = element.attribute(&local_name!("id"))
            && !id.is_empty()
        {
            if ids.contains_key(id) {
                duplicate_ids.push(node);
            } else {
                ids.insert(Box::from(id), node);
            }
        }
        let parent = open.last_mut();
        nodes.push(Node {
            parent: parent.as_ref().map_or(NodeId::DOCUMENT, |(parent, _)| *parent),
            previous: parent.and_then(|(_, last)| last.replace(node)),
            end: node,
            line: drafts[draft].line,
            data,
        });
        open.push((node, None));

        if drafts[draft].first != NONE {
            (draft, depth) = (drafts[draft].first as usize, depth + 1);
            continue;
        }
        while depth > 0 && drafts[draft].next == NONE {
            (draft, depth) = (drafts[draft].parent as usize, depth - 1);
        }
        if depth == 0 {
            break;
        }
        draft = drafts[draft].next as usize;
    }
    let end = NodeId::from_index(nodes.len());
    for (done, _) in open {
        nodes[done.index()].end = end;
    }
    Document { nodes, ids, duplicate_ids, errors, quirks, excess: None }
}
