//! Faults in the writing of a page's tags: what is closed and was not open, opened and never
//! closed, put where HTML does not allow it, or badly quoted.
//!
//! The parser mends all of that in silence. What it objects to is read here from a second pass
//! that sees the tokens themselves; a page it had nothing to say about never pays for it. Only
//! what HTML calls a parse error is told, so that a tag that HTML lets out is never missed, and
//! only what bears on tags: a badly written comment or character reference is left alone.

use super::build::{Handle, Sink};
use super::feed;
use super::{Document, Lines, NodeId, Position};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult};
use std::cell::{Cell, RefCell};

/// How many faults are told of one page.
const MAX_FAULTS: usize = 200;

/// How deep elements nest before no more faults of nesting are looked for.
const MAX_OPEN: usize = 2_000;

/// A fault in the writing of tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkupFault {
    /// What is wrong.
    pub kind: MarkupFaultKind,
    /// The element's local name; empty for text.
    pub element: LocalName,
    /// The element it is about, or the last one that stood before it.
    pub near: NodeId,
    /// Where it is in the source.
    pub position: Position,
}

/// What is wrong with a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkupFaultKind {
    /// An end tag that closes nothing.
    Stray,
    /// An element whose end tag is missing.
    Unclosed,
    /// Two elements that cross, each closed inside or after the other.
    Crossed,
    /// A start tag where HTML does not allow it.
    Misplaced,
    /// Text right inside a table, or after the end of the page.
    Text,
    /// `<div/>`: only void elements may be written so, and here it leaves the element open.
    SelfClosing,
    /// Quotes, spaces or equals signs that are missing or too many.
    Writing,
    /// Attributes on an end tag.
    EndAttributes,
}

impl Document {
    /// The faults in the tags of the page read from `source`, in the order of the parser.
    #[must_use]
    pub fn markup_faults(&self, source: &str) -> Vec<MarkupFault> {
        if self.excess.is_some() || !self.errors.iter().any(|error| tells(&error.kind)) {
            return Vec::new();
        }
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        let lines = Lines::new(source);
        // As the first pass: one tree is looked up with what was counted in the other.
        let tokenizer = Tokenizer::new(Recorder::new(), feed::tokenizer_opts());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(source));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        tokenizer.end();
        let Recorder { tree, faults, .. } = tokenizer.sink;
        // Both passes made the same tree in the same order.
        let (document, places) = tree.sink.lay_out_with_places();
        let faults = faults.into_inner().into_iter().map(|fault| {
            let near = places.get(fault.draft as usize).copied().unwrap_or(NodeId::DOCUMENT);
            let own = matches!(fault.kind, MarkupFaultKind::Unclosed | MarkupFaultKind::Crossed)
                && document.element(near).is_some_and(|found| found.name == fault.element);
            let position = match own {
                true => document.position(near, &lines),
                false => place(&lines, &fault),
            };
            MarkupFault { kind: fault.kind, element: fault.element, near, position }
        });
        faults.collect()
    }
}

/// Whether one of html5ever's complaints may be about tags.
fn tells(kind: &str) -> bool {
    !(kind.starts_with("Bad DOCTYPE")
        || kind.contains("character reference")
        || kind.contains("in state Comment")
        || kind.contains("in state BogusComment"))
}

/// A fault before the tree is laid out.
struct Draft {
    kind: MarkupFaultKind,
    element: LocalName,
    draft: u32,
    line: u32,
    end_tag: bool,
}

/// An element that is open in the source, whatever the parser made of it.
struct Open {
    name: LocalName,
    draft: u32,
    line: u32,
    /// Told as [`MarkupFaultKind::SelfClosing`]: that it is not closed either is no news.
    told: bool,
}

/// Passes tokens on to the tree builder and notes what it objects to.
struct Recorder {
    tree: TreeBuilder<Handle, Sink>,
    open: RefCell<Vec<Open>>,
    faults: RefCell<Vec<Draft>>,
    started: Cell<bool>,
    line: Cell<u32>,
}

impl Recorder {
    fn new() -> Self {
        Self {
            tree: TreeBuilder::new(Sink::new(), TreeBuilderOpts::default()),
            open: RefCell::default(),
            faults: RefCell::default(),
            started: Cell::new(false),
            line: Cell::new(1),
        }
    }

    fn tell(&self, kind: MarkupFaultKind, element: LocalName, end_tag: bool) {
        let draft = self.tree.sink.last_draft();
        self.push(Draft { kind, element, draft, line: self.line.get(), end_tag });
    }

    fn push(&self, fault: Draft) {
        let mut faults = self.faults.borrow_mut();
        if faults.len() < MAX_FAULTS {
            faults.push(fault);
        }
    }

    /// The elements that an end tag leaves open inside the one it closes; `None` when it closes
    /// nothing.
    fn close(&self, name: &LocalName) -> Option<Vec<Open>> {
        let mut open = self.open.borrow_mut();
        let depth = open.iter().rposition(|element| element.name == *name)?;
        let inside = open.split_off(depth + 1);
        open.pop();
        Some(inside)
    }

    fn start(&self, tag: &Start, errors: &[String]) {
        let slash = errors.iter().any(|kind| kind.starts_with("Unacknowledged self-closing"));
        if slash {
            self.tell(MarkupFaultKind::SelfClosing, tag.name.clone(), false);
        } else if errors.iter().any(|kind| tells(kind)) {
            self.tell(MarkupFaultKind::Misplaced, tag.name.clone(), false);
        }
        if !tag.ends {
            let mut open = self.open.borrow_mut();
            if open.len() < MAX_OPEN {
                let draft = self.tree.sink.last_draft();
                let (name, line) = (tag.name.clone(), self.line.get());
                open.push(Open { name, draft, line, told: slash });
            }
        }
    }

    fn end(&self, name: &LocalName, inside: Option<Vec<Open>>, errors: &[String]) {
        if !errors.iter().any(|kind| tells(kind)) {
            return;
        }
        let page_ends = errors.iter().any(|kind| kind.contains("at end of body"));
        let inside = match inside {
            // `<body>` itself may be left out.
            None if page_ends => self.open.borrow_mut().drain(..).collect(),
            None => {
                self.stray(name);
                return;
            }
            Some(inside) => inside,
        };
        if !self.unclosed(inside) {
            self.stray(name);
        }
    }

    fn stray(&self, name: &LocalName) {
        let crossed = self.faults.borrow_mut().iter_mut().rev().take(8).any(|fault| {
            let crosses = fault.kind == MarkupFaultKind::Unclosed && fault.element == *name;
            if crosses {
                fault.kind = MarkupFaultKind::Crossed;
            }
            crosses
        });
        if !crossed {
            self.tell(MarkupFaultKind::Stray, name.clone(), true);
        }
    }

    /// Tells the elements that had to be closed; false when there were none.
    fn unclosed(&self, inside: Vec<Open>) -> bool {
        let told = inside.iter().any(|element| element.told);
        let mut some = told;
        for Open { name, draft, line, told } in inside {
            if !told && !may_lack_end(&name) {
                let kind = MarkupFaultKind::Unclosed;
                self.push(Draft { kind, element: name, draft, line, end_tag: false });
                some = true;
            }
        }
        some
    }

    fn token_error(&self, kind: &str) {
        const IN_TAG: &[&str] = &[
            "EndTagOpen",
            "TagName",
            "BeforeAttributeName",
            "AttributeName",
            "AfterAttributeName",
            "BeforeAttributeValue",
            "AttributeValue(Unquoted)",
            "AfterAttributeValueQuoted",
            "SelfClosingStartTag",
        ];
        let state = kind.rsplit("in state ").next().unwrap_or_default();
        let fault = if kind.starts_with("Attributes on an end tag") {
            MarkupFaultKind::EndAttributes
        } else if kind.starts_with("Saw") && IN_TAG.contains(&state) {
            MarkupFaultKind::Writing
        } else {
            return;
        };
        let again = self.faults.borrow().last().is_some_and(|last| {
            last.kind == fault && last.line == self.line.get() && fault == MarkupFaultKind::Writing
        });
        if !again {
            self.tell(fault, LocalName::from(""), false);
        }
    }
}

/// What matters of a start tag once the tree builder has taken it.
struct Start {
    name: LocalName,
    /// Nothing has to close it.
    ends: bool,
}

enum Seen {
    Start(Start),
    End(LocalName, Option<Vec<Open>>),
    Text,
    PageEnd,
    Error(String),
    Other,
}

impl TokenSink for Recorder {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if self.faults.borrow().len() >= MAX_FAULTS {
            return self.tree.process_token(token, line);
        }
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
        let foreign = self.tree.adjusted_current_node_present_but_not_in_html_namespace();
        let blank = matches!(&token, Token::CharacterTokens(text) if text.trim().is_empty());
        let seen = match &token {
            Token::TagToken(Tag { kind: TagKind::StartTag, name, self_closing, .. }) => {
                let ends = is_void(name) || (*self_closing && foreign);
                let ends = ends || (*self_closing && matches!(&**name, "svg" | "math"));
                Seen::Start(Start { name: name.clone(), ends })
            }
            Token::TagToken(Tag { name, .. }) => Seen::End(name.clone(), self.close(name)),
            Token::CharacterTokens(_) => Seen::Text,
            Token::EOFToken => Seen::PageEnd,
            Token::ParseError(kind) => Seen::Error(kind.to_string()),
            _ => Seen::Other,
        };
        let before = self.tree.sink.error_count();
        let result = self.tree.process_token(token, line);
        let mut errors = self.tree.sink.errors_since(before);
        if !self.started.get() && !blank && !matches!(seen, Seen::Error(_)) {
            // A page without a document type: another rule says so.
            let doctype = self.tree.sink.has_doctype();
            self.started.set(doctype || !matches!(seen, Seen::Other));
            if !doctype && !errors.is_empty() {
                errors.remove(0);
            }
        }
        // Text in a table is objected to when the next tag comes.
        let count = errors.len();
        errors.retain(|kind| !(kind.contains("table text") || kind.contains("in table")));
        if errors.len() < count {
            self.tell(MarkupFaultKind::Text, LocalName::from(""), false);
        }
        match seen {
            Seen::Start(start) => self.start(&start, &errors),
            Seen::End(name, inside) => self.end(&name, inside, &errors),
            Seen::Text if errors.iter().any(|kind| tells(kind)) => {
                self.tell(MarkupFaultKind::Text, LocalName::from(""), false);
            }
            Seen::PageEnd if errors.iter().any(|kind| tells(kind)) => {
                let open = self.open.borrow_mut().drain(..).collect();
                self.unclosed(open);
            }
            Seen::Error(kind) => self.token_error(&kind),
            _ => {}
        }
        result
    }

    fn end(&self) {
        self.tree.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.tree.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// HTML, «void elements».
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "image"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// HTML, «optional tags»: elements that need no end tag, most of the time.
fn may_lack_end(name: &str) -> bool {
    matches!(
        name,
        "html"
            | "head"
            | "body"
            | "li"
            | "dt"
            | "dd"
            | "p"
            | "rb"
            | "rp"
            | "rt"
            | "rtc"
            | "optgroup"
            | "option"
            | "colgroup"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
    )
}

/// Where a fault is: on its line, and at its tag when only one there has that name.
fn place(lines: &Lines<'_>, fault: &Draft) -> Position {
    let unknown = Position { line: fault.line, column: 0 };
    let Some(line) = lines.excerpt(fault.line).filter(|_| !fault.element.is_empty()) else {
        return unknown;
    };
    let tag = format!("{}{}", if fault.end_tag { "</" } else { "<" }, fault.element);
    let line = line.to_ascii_lowercase();
    let mut found = line.match_indices(&tag);
    match (found.next(), found.next()) {
        (Some((offset, _)), None) => {
            let column = u32::try_from(line[..offset].chars().count() + 1).unwrap_or(0);
            Position { line: fault.line, column }
        }
        _ => unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Document;
    use super::MarkupFaultKind::{self, *};

    fn faults(html: &str) -> Vec<(MarkupFaultKind, String)> {
        let page = format!("<!DOCTYPE html><title>A</title><body>{html}");
        Document::parse(&page)
            .markup_faults(&page)
            .into_iter()
            .map(|fault| (fault.kind, fault.element.to_string()))
            .collect()
    }

    #[test]
    fn a_fault_stands_near_the_element_that_the_page_has_there() {
        let page = "\u{feff}<!DOCTYPE html><title>A</title><script>1</script>\u{feff}<img></x>";
        let document = Document::parse(page);
        let faults = document.markup_faults(page);
        assert_eq!(faults.len(), 1);
        assert_eq!(&**document.html_name(faults[0].near).unwrap(), "img");
        let page = "<!DOCTYPE html><script></script>\u{feff}<frameset><frame><frame></x>";
        let document = Document::parse(page);
        let places: Vec<_> = document.markup_faults(page).iter().map(|fault| fault.near).collect();
        assert!(places.iter().all(|near| near.index() < document.node_count()), "{places:?}");
    }

    #[test]
    fn what_html_lets_out_is_no_fault() {
        for html in [
            "<p>a<p>b<ul><li>a<li>b</ul><dl><dt>a<dd>b</dl>",
            "<table><caption>a<colgroup><col><thead><tr><th>a<tbody><tr><td>b</table>",
            "<select><optgroup label=a><option>a<option>b</select>",
            "<p>a<br/>b<img src=a alt=''/><hr/><input type=text /></body></html>",
            "<svg viewBox='0 0 1 1'><path d=''/><circle r=1></circle><title>a</title></svg>",
            "<math><mi>x</mi><mspace/></math><svg/>",
            "<a href=x><div>a</div></a><template><td>b</template>",
            "<script>if (a</b/.c) '</div>'</script><style>a>b{}</style>",
            "<textarea></div></textarea><p>1 < 2 &eacute; &foo; &copy</p><!-- a -- b -->",
            "<ruby>a<rt>b</ruby><details><summary>a</summary>b</details><x-y>a</x-y>",
            "<table><tr><td><form><input></form></table><b>a</b><i><b>c</b></i>",
            "<noscript><p>a</noscript><iframe src=x></iframe><video><source src=a></video>",
            "<p>a</p>\n</body>\n</html>\n<!-- after -->\n",
            "<select><option selected>a</option><hr><option>b</option></select>",
            "<object><param name=a><p>b</p></object><map><area alt=a></map><wbr><embed>",
        ] {
            assert_eq!(faults(html), [], "{html}");
        }
    }

    #[test]
    fn what_the_parser_mends_is_told() {
        let of = |kind, name: &str| vec![(kind, name.to_owned())];
        for (html, wanted) in [
            ("<p>a</p></div>", of(Stray, "div")),
            ("<p><ul><li>a</ul></p>", of(Stray, "p")),
            ("<div><span>a</div>", of(Unclosed, "span")),
            ("<div><section><p>a", vec![(Unclosed, "div".into()), (Unclosed, "section".into())]),
            ("<main><div><p>a</p></main></body></html>", of(Unclosed, "div")),
            ("<b><i>a</b></i>", of(Crossed, "i")),
            ("<a href=a>a <a href=b>b</a></a>", of(Misplaced, "a")),
            ("<table><tr><td>a</td></tr><p>b</p></table>", of(Misplaced, "p")),
            ("<table>a<tr><td>b</table>", of(Text, "")),
            ("<div/>a", of(SelfClosing, "div")),
            ("<p/>a", of(SelfClosing, "p")),
            ("<p a\"b>a</p>", of(Writing, "")),
            ("<p class=\"a\"id=b>a</p>", of(Writing, "")),
            ("<p =a>a</p>", of(Writing, "")),
            ("<p>a</p class=a>", of(EndAttributes, "")),
            ("<p>a</p></>", of(Writing, "")),
            ("<tr><td>a</td></tr>", of(Misplaced, "tr")),
            ("<h2>a</h3>", of(Stray, "h3")),
        ] {
            let found = faults(html);
            assert_eq!(found.first(), wanted.first(), "{html}: {found:?}");
        }
    }

    #[test]
    fn faults_are_where_the_tag_is() {
        let page = "<!DOCTYPE html>\n<title>A</title>\n<p>a</p>\n  é</div>\n<section>\n <b>x\n";
        let faults = Document::parse(page).markup_faults(page);
        let places: Vec<_> =
            faults.iter().map(|f| (&*f.element, f.position.line, f.position.column)).collect();
        assert_eq!(places, [("div", 4, 4), ("section", 5, 1), ("b", 6, 2)]);
    }

    #[test]
    fn pages_without_a_document_type_are_told_by_another_rule() {
        let page = "<p>a</p>";
        assert_eq!(Document::parse(page).markup_faults(page), []);
    }
}
