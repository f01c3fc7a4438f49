//! Markup that says itself what tree it makes: every element has both its tags, stands where HTML
//! allows it and crosses no other. What html5ever would build of it is what is written.
//!
//! Most of most pages is such markup, and it is read here in one go, by a grammar that is much
//! smaller than HTML's: names and attributes in small letters, values in double quotes, no tag left
//! out. Whatever is anything else is left to html5ever, from the beginning of the element that
//! holds it. Nothing here mends, and nothing here is ever an error.

use super::build::{Draft, NONE, create, join, link, unlink};
use super::{Data, Element, MAX_DEPTH, ns};
use crate::accessibility::known::Known;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind};
use html5ever::{Attribute, LocalName, QualName, local_name};
use memchr::{memchr, memchr_iter, memchr3, memmem};
use std::cell::RefCell;
use std::rc::Rc;

/// Bytes of the longest element that is read so.
const MAX_LENGTH: usize = 1 << 16;

/// How many attributes a tag has that is read so, or kept.
pub(super) const MAX_ATTRIBUTES: usize = 64;

/// Bytes after which nothing more is begun, so that the limits of a page are looked at.
const ENOUGH: usize = 1 << 14;

/// How an element stands in others, as far as the tree builder has something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Ends a paragraph.
    Block,
    /// `<p>`, in which no block stands.
    Paragraph,
    /// `<h1>` to `<h6>`: a block, not right inside another.
    Heading,
    /// A block whose children may be items.
    List,
    /// `<li>`.
    Item,
    /// `<dl>`.
    Descriptions,
    /// `<dt>`, `<dd>`.
    Term,
    /// Stands anywhere in a line.
    Phrase,
    /// `<a>`, in which no other stands.
    Link,
    /// `<button>`, in which no other stands.
    Button,
    /// `<form>`, in which no other stands.
    Form,
    /// `<br>`, `<img>` and others that have no content.
    Void,
    /// The same, in the head of a page too.
    Metadata,
    /// `<title>`, in the head, in which there are no tags.
    Title,
    /// `<style>`, `<script>`, in which there is nothing but text.
    Raw,
    /// `<head>`.
    Head,
    /// `<hr>`, which is a block without content.
    Rule,
    Table,
    Caption,
    /// `<colgroup>`.
    Columns,
    /// `<col>`.
    Column,
    /// `<thead>`, `<tbody>`, `<tfoot>`.
    Rows,
    Row,
    Cell,
    Select,
    /// `<optgroup>`.
    Options,
    Option,
    /// `<svg>`.
    Drawing,
    /// What stands in a drawing.
    Shape,
    /// Not read here, though the tag alone can be.
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "address" | "article" | "aside" | "blockquote" | "details" | "div" | "fieldset"
            | "figcaption" | "figure" | "footer" | "header" | "hgroup" | "main" | "nav" | "pre"
            | "section" | "summary" => Self::Block,
            "p" => Self::Paragraph,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "ul" | "ol" | "menu" => Self::List,
            "li" => Self::Item,
            "dl" => Self::Descriptions,
            "dt" | "dd" => Self::Term,
            "abbr" | "audio" | "b" | "bdi" | "bdo" | "cite" | "code" | "data" | "del" | "dfn"
            | "em" | "i" | "ins" | "kbd" | "label" | "legend" | "mark" | "meter" | "output"
            | "picture" | "progress" | "q" | "s" | "samp" | "small" | "span" | "strong" | "sub"
            | "sup" | "time" | "u" | "var" | "video" => Self::Phrase,
            "a" => Self::Link,
            "button" => Self::Button,
            "form" => Self::Form,
            "br" | "img" | "input" | "source" | "track" | "wbr" => Self::Void,
            "base" | "link" | "meta" => Self::Metadata,
            "title" => Self::Title,
            "script" | "style" => Self::Raw,
            "head" => Self::Head,
            "hr" => Self::Rule,
            "table" => Self::Table,
            "caption" => Self::Caption,
            "colgroup" => Self::Columns,
            "col" => Self::Column,
            "thead" | "tbody" | "tfoot" => Self::Rows,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "select" => Self::Select,
            "optgroup" => Self::Options,
            "option" => Self::Option,
            "svg" => Self::Drawing,
            "circle" | "ellipse" | "g" | "line" | "path" | "polygon" | "polyline" | "rect"
            | "text" | "tspan" | "use" => Self::Shape,
            _ => Self::Other,
        }
    }

    fn has_content(self) -> bool {
        !matches!(self, Self::Void | Self::Metadata | Self::Rule | Self::Column)
    }

    /// Whether text other than white space may stand right inside.
    fn holds_text(self) -> bool {
        !matches!(
            self,
            Self::Head
                | Self::Table
                | Self::Columns
                | Self::Rows
                | Self::Row
                | Self::Select
                | Self::Options
        )
    }

    fn is_drawn(self) -> bool {
        matches!(self, Self::Drawing | Self::Shape)
    }
}

/// A start tag.
#[derive(Debug, Clone)]
pub(super) struct Start {
    element: Rc<Element>,
    kind: Kind,
    /// How many lines end in it.
    pub(super) lines: u32,
    /// It ends with `/>`.
    closed: bool,
}

impl Start {
    /// The start tag that `source` is; `None` where only the tokenizer can tell.
    pub(super) fn of(source: &str) -> Option<Self> {
        thread_local! {
            static KNOWN: RefCell<Known<Option<Start>>> = RefCell::new(Known::new());
        }
        KNOWN.with_borrow_mut(|known| known.or_find(source, Self::read))
    }

    fn read(source: &str) -> Option<Self> {
        let inner = source.strip_prefix('<')?.strip_suffix('>')?;
        let (inner, closed) = match inner.strip_suffix('/') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        let name = name_at(inner)?;
        let kind = Kind::of(name);
        if closed && kind.has_content() && kind != Kind::Shape {
            return None;
        }
        let mut attributes: Vec<Attribute> = Vec::with_capacity(2);
        let mut rest = &inner[name.len()..];
        loop {
            let begin = rest.trim_start_matches([' ', '\n', '\t']);
            if begin.is_empty() {
                break;
            }
            let attribute = name_at(begin).filter(|_| begin.len() < rest.len())?;
            // Letters that are large in drawings only, where this is a name of its own.
            let (name, length) = match (attribute, begin.get(..7)) {
                ("view", Some("viewBox")) if kind == Kind::Drawing => ("viewBox", 7),
                _ if kind.is_drawn() && !is_drawn_attribute(attribute) => return None,
                _ => (attribute, attribute.len()),
            };
            rest = &begin[length..];
            let mut value = StrTendril::new();
            if let Some(quoted) = rest.strip_prefix('=') {
                let quoted = quoted.strip_prefix('"')?;
                let end = memchr(b'"', quoted.as_bytes())?;
                value = resolved(&quoted[..end])?;
                rest = &quoted[end + 1..];
            }
            let name = QualName::new(None, ns!(), known_name(name));
            if attributes.len() == MAX_ATTRIBUTES
                || attributes.iter().any(|other| other.name == name)
            {
                return None;
            }
            attributes.push(Attribute { name, value });
        }
        let name = known_name(name);
        let namespace = if kind.is_drawn() { ns!(svg) } else { ns!(html) };
        let element = Element { name, namespace, duplicate_attributes: false, attributes };
        let lines = memchr_iter(b'\n', source.as_bytes()).count() as u32;
        Some(Self { element: Rc::new(element), kind, lines, closed })
    }

    /// The tag for the tree builder; `None` for what belongs in a drawing, of which it knows more, and
    /// where the tokenizer has to be told how to go on.
    pub(super) fn to_tag(&self) -> Option<Tag> {
        let is_whole = !self.kind.is_drawn() && !may_hold_raw_text(&self.element.name);
        is_whole.then(|| Tag {
            kind: TagKind::StartTag,
            name: self.element.name.clone(),
            self_closing: self.closed,
            attrs: self.element.attributes.clone(),
            had_duplicate_attributes: false,
        })
    }
}

/// A name of an element or an attribute: there are few, and each is met all the time.
fn known_name(name: &str) -> LocalName {
    thread_local! {
        static KNOWN: RefCell<Known<LocalName>> = RefCell::new(Known::new());
    }
    KNOWN.with_borrow_mut(|known| known.or_find(name, |name| LocalName::from(name)))
}

/// The name that stands at the beginning of a text, in small letters.
fn name_at(text: &str) -> Option<&str> {
    let is_part = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let length = text.bytes().take_while(is_part).count();
    (length > 0 && text.as_bytes()[0].is_ascii_lowercase()).then(|| &text[..length])
}

/// Attributes that are called the same in a drawing as elsewhere.
fn is_drawn_attribute(name: &str) -> bool {
    name.starts_with("aria-")
        || matches!(
            name,
            "class"
                | "cx"
                | "cy"
                | "d"
                | "fill"
                | "focusable"
                | "height"
                | "href"
                | "id"
                | "points"
                | "r"
                | "role"
                | "rx"
                | "ry"
                | "stroke"
                | "stroke-linecap"
                | "stroke-linejoin"
                | "stroke-width"
                | "style"
                | "transform"
                | "width"
                | "x"
                | "x1"
                | "x2"
                | "y"
                | "y1"
                | "y2"
        )
}

/// Whether what follows the start tag may be read otherwise than as text and tags.
pub(super) fn may_hold_raw_text(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("title")
            | local_name!("textarea")
            | local_name!("style")
            | local_name!("script")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("plaintext")
    )
}

/// A text with its character references resolved; `None` where there is one that few people write,
/// or what the tokenizer would change or complain of.
fn resolved(text: &str) -> Option<StrTendril> {
    let mut resolved = StrTendril::new();
    let mut rest = text;
    while let Some(at) = memchr3(b'&', b'\r', b'\0', rest.as_bytes()) {
        let (before, reference) = rest.split_at(at);
        let (written, meant) = [
            ("&amp;", "&"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&nbsp;", "\u{a0}"),
        ]
        .into_iter()
        .find(|(written, _)| reference.starts_with(written))?;
        resolved.push_slice(before);
        resolved.push_slice(meant);
        rest = &reference[written.len()..];
    }
    resolved.push_slice(rest);
    Some(resolved)
}

/// A text as far as the next `<`.
pub(super) struct Run {
    pub(super) length: usize,
    /// How many lines end in it.
    pub(super) lines: u32,
    /// How many of them end before its first word.
    pub(super) blank: u32,
    /// There is a word: it is not white space alone.
    worded: bool,
    /// Nothing of it is to be resolved, or read as anything but itself.
    pub(super) plain: bool,
}

impl Run {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut run = Self { length: bytes.len(), lines: 0, blank: 0, worded: false, plain: true };
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'<' => {
                    run.length = at;
                    break;
                }
                b'&' | b'\r' | b'\0' => (run.plain, run.worded) = (false, true),
                b'\n' => {
                    run.lines += 1;
                    run.blank += u32::from(!run.worded);
                }
                b' ' | b'\t' => {}
                _ => run.worded = true,
            }
        }
        run
    }
}

/// What a [`Reader`] has read.
pub(super) struct Read {
    pub(super) bytes: usize,
    /// How many lines end in them.
    pub(super) lines: u32,
    /// How many more bytes were looked at in vain.
    pub(super) in_vain: usize,
    /// How deep the deepest node stands.
    pub(super) depth: u32,
}

/// An element whose end tag is still to come.
struct Open {
    draft: u32,
    name: LocalName,
    kind: Kind,
}

/// Reads what stands in an element of the tree builder's, as long as it says itself what it is.
pub(super) struct Reader<'a> {
    page: &'a StrTendril,
    nodes: &'a mut Vec<Draft>,
    /// Where it stands in the page.
    at: usize,
    /// On which line that is, from 1.
    line: u32,
    depth: u32,
    /// The element it all stands in, and those that are open in that.
    open: Vec<Open>,
    in_form: bool,
}

impl<'a> Reader<'a> {
    /// A reader of what follows `at` in the page and stands in the element `root`, around which
    /// there is nothing but blocks.
    pub(super) fn new(
        page: &'a StrTendril,
        nodes: &'a mut Vec<Draft>,
        root: u32,
        at: usize,
        line: u32,
    ) -> Self {
        let (mut name, mut in_form) = (None, false);
        let mut outer = root;
        while outer != NONE {
            let draft = &nodes[outer as usize];
            if let Data::Element(element) = &draft.data {
                name = name.or_else(|| Some(element.name.clone()));
                in_form |= element.name == local_name!("form");
            }
            outer = draft.parent;
        }
        let name = name.unwrap_or(local_name!(""));
        let kind = match Kind::of(&name) {
            kind @ (Kind::List | Kind::Head) => kind,
            _ => Kind::Block,
        };
        let open = vec![Open { draft: root, name, kind }];
        Self { page, nodes, at, line, depth: 0, open, in_form }
    }

    /// Reads texts, comments and whole elements, up to the first that it does not understand.
    pub(super) fn read(mut self) -> Read {
        let (begin, from) = (self.at, self.line);
        let mut in_vain = 0;
        let enough = begin + ENOUGH;
        while self.at < enough && self.at < self.page.len() {
            let (at, line, count) = (self.at, self.line, self.nodes.len());
            if self.item(at + MAX_LENGTH).is_some() {
                continue;
            }
            // As if it had not been looked at.
            in_vain = self.at - at;
            (self.at, self.line) = (at, line);
            if self.nodes.len() > count {
                // The element, which was made first; what is in it goes with it.
                unlink(self.nodes, count as u32);
                self.nodes.truncate(count);
            }
            break;
        }
        Read { bytes: self.at - begin, lines: self.line - from, in_vain, depth: self.depth }
    }

    fn bytes(&self) -> &'a [u8] {
        &self.page.as_bytes()[self.at..]
    }

    fn within(&self) -> Kind {
        self.open.last().map_or(Kind::Block, |open| open.kind)
    }

    fn is_open(&self, kind: Kind) -> bool {
        self.open.iter().any(|open| open.kind == kind)
    }

    /// A text, a comment or an element with all that is in it, which ends before `limit`.
    fn item(&mut self, limit: usize) -> Option<()> {
        loop {
            match self.bytes() {
                [b'<', b'/', ..] => self.end()?,
                [b'<', b'!', ..] => self.comment()?,
                [b'<', ..] => self.start()?,
                [_, ..] => self.text()?,
                [] => return None,
            }
            if self.open.len() == 1 {
                return Some(());
            }
            if self.at > limit {
                return None;
            }
        }
    }

    // What is looked at counts as read before it is understood, so that what is read in vain is known.

    fn text(&mut self) -> Option<()> {
        let run = Run::of(self.bytes());
        let at = self.at;
        self.at += run.length;
        let source = &self.page[at..self.at];
        let within = self.open.last()?;
        if run.worded && !within.kind.holds_text() {
            return None;
        }
        // A line's end right after the start tag is left out.
        let draft = &self.nodes[within.draft as usize];
        if within.name == local_name!("pre") && draft.first == NONE && source.starts_with('\n') {
            return None;
        }
        let is_raw = within.kind == Kind::Raw;
        let text = match run.plain || is_raw && !source.contains(['\r', '\0']) {
            true => self.page.subtendril(at as u32, run.length as u32),
            false if is_raw => return None,
            false => resolved(source)?,
        };
        let parent = within.draft;
        if !join(self.nodes, &text, parent, NONE) {
            // It stands on the line of its first word.
            self.append(parent, self.line + run.blank, Data::Text(text));
        }
        self.line += run.lines;
        Some(())
    }

    fn comment(&mut self) -> Option<()> {
        if matches!(self.within(), Kind::Title | Kind::Raw) {
            return None;
        }
        let rest = self.bytes();
        let end = memmem::find(rest.get(4..)?, b"--").map(|end| end + 7);
        let source = &rest[..end.unwrap_or(usize::MAX).min(rest.len())];
        self.at += source.len();
        let inner = source.strip_prefix(b"<!--")?.strip_suffix(b"-->")?;
        let is_odd = |byte: &u8| matches!(byte, b'\r' | b'\0');
        if inner.starts_with(b">")
            || inner.starts_with(b"->")
            || inner.ends_with(b"<!")
            || inner.iter().any(is_odd)
        {
            return None;
        }
        self.line += memchr_iter(b'\n', inner).count() as u32;
        let parent = self.open.last()?.draft;
        self.append(parent, self.line, Data::Comment);
        Some(())
    }

    fn end(&mut self) -> Option<()> {
        if self.open.len() == 1 {
            return None;
        }
        let open = self.open.pop()?;
        let rest = self.bytes()[2..].strip_prefix(open.name.as_bytes())?;
        if rest.first() != Some(&b'>') {
            return None;
        }
        self.at += open.name.len() + 3;
        Some(())
    }

    fn start(&mut self) -> Option<()> {
        let end = memchr(b'>', self.bytes()).map(|end| self.at + end + 1);
        let at = std::mem::replace(&mut self.at, end.unwrap_or(self.page.len()));
        let Start { element, kind, lines, closed } = Start::of(&self.page[at..self.at])?;
        if !self.may_stand(kind) {
            return None;
        }
        self.line += lines;
        let name = element.name.clone();
        let parent = self.open.last()?.draft;
        let draft = self.append(parent, self.line, Data::Element(element));
        if kind.has_content() && !closed {
            let depth = self.nodes[draft as usize].depth;
            if depth as usize >= MAX_DEPTH {
                return None;
            }
            self.open.push(Open { draft, name, kind });
        }
        Some(())
    }

    /// Whether the tree builder would put such an element where it is written, and close none.
    fn may_stand(&self, kind: Kind) -> bool {
        let within = self.within();
        match within {
            Kind::Head => return matches!(kind, Kind::Metadata | Kind::Title | Kind::Raw),
            Kind::Title | Kind::Raw => return false,
            Kind::Table => return matches!(kind, Kind::Caption | Kind::Columns | Kind::Rows),
            Kind::Columns => return kind == Kind::Column,
            Kind::Rows => return kind == Kind::Row,
            Kind::Row => return kind == Kind::Cell,
            Kind::Select => return matches!(kind, Kind::Options | Kind::Option),
            Kind::Options => return kind == Kind::Option,
            Kind::Option => return false,
            Kind::Drawing | Kind::Shape => return kind == Kind::Shape,
            _ => {}
        }
        let in_paragraph = || self.is_open(Kind::Paragraph);
        match kind {
            Kind::Phrase | Kind::Void | Kind::Metadata | Kind::Raw | Kind::Drawing => true,
            Kind::Link | Kind::Button | Kind::Select => !self.is_open(kind),
            Kind::Block
            | Kind::Paragraph
            | Kind::List
            | Kind::Descriptions
            | Kind::Rule
            | Kind::Table => !in_paragraph(),
            Kind::Heading => within != Kind::Heading && !in_paragraph(),
            Kind::Form => !self.in_form && !self.is_open(kind) && !in_paragraph(),
            Kind::Item => within == Kind::List,
            Kind::Term => match &*self.open {
                [.., above, group] if group.name == local_name!("div") => {
                    above.kind == Kind::Descriptions
                }
                _ => within == Kind::Descriptions,
            },
            _ => false,
        }
    }

    /// Makes a node, the last so far in `parent`.
    fn append(&mut self, parent: u32, line: u32, data: Data) -> u32 {
        let node = create(self.nodes, line, data);
        self.depth = self.depth.max(link(self.nodes, node, parent, NONE));
        node
    }
}
