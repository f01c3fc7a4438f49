//! From a page's text to the tree builder of html5ever, by way of its tokenizer, which is asked
//! once for each tag there is and not for each time it stands in the pages of a site.
//!
//! A tag that begins where the tokenizer expects text or a tag is always the same token, whatever
//! stands before it; so the token that the tokenizer made of it is kept, by the tag's bytes, and
//! the tokenizer left out the next time. So is it of text in which there is nothing to resolve, and
//! of tags that are written as plainly as can be.
//!
//! What stands in a block, on a page without errors so far, does not even need the tree builder as
//! long as it says itself what tree it makes ([`plain`](super::plain)): whatever the tree builder's
//! state is made of, it is the same after such content as before.

use super::build::{Handle, Sink};
use super::plain::{MAX_ATTRIBUTES, Run, Start, may_hold_raw_text};
use crate::accessibility::known::Known;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult, local_name};
use std::cell::{Cell, RefCell};

/// Bytes of the longest page that is read to its end.
pub(super) const MAX_BYTES: usize = 1 << 30;

/// How the tokenizer is asked. It would look for a byte order mark at the beginning of everything it
/// is given.
pub(super) fn tokenizer_opts() -> TokenizerOpts {
    TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() }
}

/// A tag that the tokenizer has read.
struct Kept {
    tag: Tag,
    /// How many lines it goes on for.
    lines: u64,
}

thread_local! {
    /// By the source of the tag.
    static KEPT: RefCell<Known<Kept>> = RefCell::new(Known::new());
}

/// A page being read.
pub(super) struct Feed {
    tokenizer: Tokenizer<Gate>,
    input: BufferQueue,
    page: StrTendril,
    position: usize,
    /// True while the tokenizer stands before text or a tag: in what HTML calls the data state.
    idle: bool,
    /// The blocks that are open, as their tags say.
    blocks: Vec<Block>,
    /// The node in which the tree builder stands, when it is a block whose content may be read
    /// without it.
    inside: Option<u32>,
    with_plain: bool,
    /// True once something was read without the tree builder.
    went_without: bool,
    /// Bytes that were read in vain.
    in_vain: usize,
}

/// An open block.
struct Block {
    name: LocalName,
    /// Its node, when all around it is plain too.
    node: Option<u32>,
}

impl Feed {
    /// A page from its first character, as far as [`MAX_BYTES`].
    pub(super) fn new(html: &str, with_plain: bool) -> Self {
        let html = html.strip_prefix('\u{feff}').unwrap_or(html);
        let html = &html[..html.floor_char_boundary(MAX_BYTES)];
        let gate = Gate {
            tree: TreeBuilder::new(Sink::new(), TreeBuilderOpts::default()),
            skipped: Cell::new(0),
            line: Cell::new(1),
            seen: RefCell::new(Seen::default()),
            block: RefCell::new(None),
            has_tag: Cell::new(false),
            formatting: Cell::new(0),
            is_odd: Cell::new(false),
            has_frames: Cell::new(false),
        };
        Self {
            tokenizer: Tokenizer::new(gate, tokenizer_opts()),
            input: BufferQueue::default(),
            page: StrTendril::from(html),
            position: 0,
            idle: true,
            blocks: Vec::new(),
            inside: None,
            with_plain,
            went_without: false,
            in_vain: 0,
        }
    }

    /// What has been built so far.
    pub(super) fn sink(&self) -> &Sink {
        &self.tokenizer.sink.tree.sink
    }

    /// Reads on to the next multiple of `bytes`, or a little further; false at the end of the page.
    pub(super) fn read(&mut self, bytes: usize) -> bool {
        let until = (self.position / bytes + 1).saturating_mul(bytes).min(self.page.len());
        while self.position < until {
            self.step();
        }
        self.position < self.page.len()
    }

    /// False when the tree builder should have been asked of everything: a `<frameset>` takes the
    /// place of a body, depending on what is in it.
    pub(super) fn is_sound(&self) -> bool {
        !(self.went_without && self.tokenizer.sink.has_frames.get())
    }

    /// Ends the page where it was read to.
    pub(super) fn finish(self) -> Sink {
        self.tokenizer.end();
        self.tokenizer.sink.tree.sink
    }

    /// Reads the next text or tag, or what says itself what it is.
    fn step(&mut self) {
        if self.go_without() {
            return;
        }
        // A text may end a head.
        self.inside = None;
        let bytes = &self.page.as_bytes()[self.position..];
        let run = Run::of(if self.idle { bytes } else { &[] });
        if run.length > 0 && run.plain {
            let text = self.take(run.length);
            // A text stands on the line of its first word.
            let (blank, lines) = (run.blank.into(), run.lines.into());
            self.tokenizer.sink.send(Token::CharacterTokens(text), blank, lines);
            return;
        }
        let rest = &bytes[run.length..];
        let end = rest.iter().position(|byte| *byte == b'>');
        let length = end.map_or(bytes.len(), |end| run.length + end + 1);
        let is_tag = self.idle && run.length == 0;
        if is_tag && self.send_known(length) {
            self.position += length;
        } else {
            self.tokenize(length, is_tag);
        }
        self.after_tag();
    }

    /// Reads what needs no tree builder; false when there is nothing.
    fn go_without(&mut self) -> bool {
        let Some(root) = self.inside.filter(|_| self.is_plain()) else { return false };
        let gate = &self.tokenizer.sink;
        let read = self.sink().read_plain(root, &self.page, self.position, gate.line.get());
        gate.skip(read.lines.into());
        self.position += read.bytes;
        self.in_vain += read.in_vain;
        // Deep in what is not plain, every block would be tried again.
        self.with_plain &= self.in_vain <= self.page.len() * 4;
        self.went_without |= read.bytes > 0;
        read.bytes > 0
    }

    /// Has the tokenizer read the next bytes, which are a tag alone where `is_tag`.
    fn tokenize(&mut self, length: usize, is_tag: bool) {
        let source = self.take(length);
        let gate = &self.tokenizer.sink;
        let line = gate.line.get();
        gate.seen.replace(Seen { watched: is_tag, ..Seen::default() });
        self.input.push_back(source.clone());
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
        let seen = gate.seen.take();
        self.idle = seen.idle;
        if let (true, 1, Some(tag)) = (seen.idle, seen.tokens, seen.tag)
            && tag.attrs.len() <= MAX_ATTRIBUTES
        {
            let lines = gate.line.get() - line;
            KEPT.with_borrow_mut(|known| known.keep(&source, || Kept { tag, lines }));
        }
    }

    /// Finds out where the tree builder stands after a tag.
    fn after_tag(&mut self) {
        let gate = &self.tokenizer.sink;
        if !gate.has_tag.take() {
            return;
        }
        self.inside = match gate.block.take() {
            Some((TagKind::StartTag, name)) => {
                let node = self.sink().last_within(&name, is_plain);
                let node = node.filter(|_| self.is_plain());
                self.blocks.push(Block { name, node });
                node
            }
            Some((TagKind::EndTag, name)) => match self.blocks.pop() {
                Some(block) if block.name == name => {
                    // Without an error, that end tag closed the block, and what was open in it.
                    let outer = self.blocks.last().and_then(|outer| outer.node);
                    outer.filter(|outer| {
                        block.node.is_some_and(|node| self.sink().is_parent(*outer, node))
                    })
                }
                _ => {
                    // The tree builder has something to say of that, now or at the end.
                    gate.is_odd.set(true);
                    None
                }
            },
            None => None,
        };
    }

    /// Whether what was read so far leaves nothing for the tree builder to remember.
    fn is_plain(&self) -> bool {
        let gate = &self.tokenizer.sink;
        self.with_plain
            && self.idle
            && gate.formatting.get() == 0
            && !gate.is_odd.get()
            && self.sink().is_sound()
    }

    /// The next bytes; a page is never longer than their number can say, see [`MAX_BYTES`].
    fn take(&mut self, length: usize) -> StrTendril {
        let place = [self.position, length].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
        self.position += length;
        self.page.subtendril(place[0], place[1])
    }

    /// Sends the tag of so many bytes as it is written, or as the tokenizer once read it; false when
    /// only the tokenizer can say what it is.
    fn send_known(&self, length: usize) -> bool {
        let source = &self.page[self.position..self.position + length];
        let written = || {
            let start = Start::of(source)?;
            Some((start.to_tag()?, start.lines.into()))
        };
        let kept = || {
            KEPT.with_borrow(|known| known.get(source).map(|kept| (kept.tag.clone(), kept.lines)))
        };
        let Some((tag, lines)) = written().or_else(kept) else { return false };
        self.tokenizer.sink.send(Token::TagToken(tag), lines, lines);
        true
    }
}

/// What the tokenizer made of the last thing it was given.
#[derive(Default)]
struct Seen {
    /// True when the tag is asked for.
    watched: bool,
    tokens: usize,
    tag: Option<Tag>,
    /// True when the last token was a tag after which text or a tag is expected.
    idle: bool,
}

/// Stands between the tokenizer and the tree builder.
struct Gate {
    tree: TreeBuilder<Handle, Sink>,
    /// Lines that the tokenizer was not given.
    skipped: Cell<u64>,
    line: Cell<u64>,
    seen: RefCell<Seen>,
    /// The last tag, when it was one of a block.
    block: RefCell<Option<(TagKind, LocalName)>>,
    /// True when there was a tag since it was last asked.
    has_tag: Cell<bool>,
    /// How many formatting elements are open, as far as there were no errors.
    formatting: Cell<u32>,
    /// True once there was something after which the tags do not say what is open.
    is_odd: Cell<bool>,
    has_frames: Cell<bool>,
}

impl Gate {
    /// Sends a token to the tree builder in the tokenizer's stead, as standing so many of its own
    /// `lines` further down.
    fn send(&self, token: Token, down: u64, lines: u64) {
        self.note(&token);
        let result = self.tree.process_token(token, self.line.get() + down);
        debug_assert!(!begins_raw_text(&result), "a tag that may do that is not kept");
        self.skip(lines);
    }

    /// Goes on so many lines further down.
    fn skip(&self, lines: u64) {
        self.skipped.set(self.skipped.get() + lines);
        self.line.set(self.line.get() + lines);
    }

    /// Notes what a token says of where the tree builder will stand.
    fn note(&self, token: &Token) {
        let Token::TagToken(Tag { kind, name, self_closing, .. }) = token else { return };
        self.has_tag.set(true);
        self.block.take();
        if is_block(name) {
            self.block.replace(Some((*kind, name.clone())));
            // In a drawing there is no end tag to come, and no error.
            self.is_odd.set(self.is_odd.get() || *self_closing);
        } else if is_formatting(name) {
            self.formatting.set(match kind {
                TagKind::StartTag => self.formatting.get() + 1,
                TagKind::EndTag => self.formatting.get().saturating_sub(1),
            });
        } else if matches!(*name, local_name!("template") | local_name!("frameset")) {
            self.is_odd.set(true);
            let frames = *name == local_name!("frameset");
            self.has_frames.set(self.has_frames.get() || frames);
        }
    }
}

/// The blocks whose content may be read without the tree builder: HTML asks for their end tags.
fn is_block(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("head")
            | local_name!("body")
            | local_name!("header")
            | local_name!("main")
            | local_name!("footer")
            | local_name!("nav")
            | local_name!("aside")
            | local_name!("article")
            | local_name!("section")
            | local_name!("div")
            | local_name!("details")
            | local_name!("ul")
            | local_name!("ol")
            | local_name!("form")
    )
}

/// Whether an element around such a block says by its name all there is to say of it.
fn is_plain(name: &LocalName) -> bool {
    is_block(name) || matches!(*name, local_name!("html") | local_name!("li"))
}

/// Whether the tree builder may open such an element again after it was closed.
fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

/// Whether what follows is not read as text and tags.
fn begins_raw_text(result: &TokenSinkResult<Handle>) -> bool {
    matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext)
}

/// Whether text or a tag is expected after that tag, wherever it stands.
fn is_ordinary(tag: &Tag) -> bool {
    tag.kind == TagKind::EndTag || !may_hold_raw_text(&tag.name)
}

impl TokenSink for Gate {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        let line = line + self.skipped.get();
        self.line.set(line);
        self.note(&token);
        let is_tag = matches!(token, Token::TagToken(_));
        let mut seen = self.seen.borrow_mut();
        seen.tokens += 1;
        if let Token::TagToken(tag) = &token
            && seen.watched
            && is_ordinary(tag)
        {
            seen.tag = Some(tag.clone());
        }
        drop(seen);
        let result = self.tree.process_token(token, line);
        self.seen.borrow_mut().idle = is_tag && !begins_raw_text(&result);
        result
    }

    fn end(&self) {
        self.tree.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.tree.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Data, Document, Element, NodeId};
    use super::{Feed, KEPT, Kept, Sink, local_name, tokenizer_opts};
    use html5ever::tendril::{StrTendril, TendrilSink};
    use proptest::prelude::*;
    use std::fmt::Write;

    /// What html5ever makes of a page that it reads alone.
    fn alone(html: &str) -> Document {
        let html = html.strip_prefix('\u{feff}').unwrap_or(html);
        let opts = html5ever::ParseOpts { tokenizer: tokenizer_opts(), ..Default::default() };
        html5ever::parse_document(Sink::new(), opts).one(StrTendril::from(html))
    }

    /// Every node, where it stands, and what was complained of; with `lines`, the line of each
    /// element, which may be the line of a text that opens it. On which line html5ever says that a
    /// text is depends on how it read it.
    fn drawn(document: &Document, lines: bool) -> String {
        let mut drawn = String::new();
        for node in document.all() {
            let _ = write!(drawn, "{:1$}", "", document.ancestors(node).count());
            let _ = match document.data(node) {
                Data::Document => writeln!(drawn, "document"),
                Data::Doctype(doctype) => writeln!(drawn, "{}", doctype.name),
                Data::Text(text) => writeln!(drawn, "{:?}", &**text),
                Data::Comment => writeln!(drawn, "comment"),
                Data::Element(element) => {
                    let Element { name, namespace, duplicate_attributes: twice, .. } = &**element;
                    let attributes: Vec<_> = element.attributes().collect();
                    let line = if lines { document.line(node) } else { 0 };
                    writeln!(drawn, "{line} <{namespace}:{name} {attributes:?} {twice}>")
                }
            };
        }
        // A text in the wrong place is complained of as often as it is given in pieces.
        let mut errors: Vec<_> = document.errors.iter().map(|error| &error.kind).collect();
        errors.dedup();
        let _ = write!(drawn, "{errors:?} {}", document.quirks);
        drawn
    }

    fn assert_alike(html: &str, lines: bool) {
        let first = Document::parse(html);
        assert_eq!(drawn(&first, lines), drawn(&alone(html), lines), "{html:?}");
        // Now its tags are known.
        assert_eq!(drawn(&Document::parse(html), true), drawn(&first, true), "{html:?}");
    }

    #[test]
    fn a_page_is_what_html5ever_makes_of_it() {
        for html in [
            "",
            "\u{feff}<p>\u{feff}a",
            "<!DOCTYPE html><html lang=fr><title>A &amp; <b></title><p>a\r\nb<p>c\n<br>\n",
            "<script>if (a<b) '<p>'</script><p>a<script><!-- <script> </script> --></script><p>",
            "<textarea>\n<p></textarea><pre>\n\na</pre><p><style>a>b{}</style><p>",
            "<svg><title><p>a</title></svg><title>b<p></title><p>",
            "<svg><style><p>a</style><![CDATA[<p>a>b]]><desc><p><![CDATA[a>b]]></svg>",
            "<a title='a>b'>c</a><a title='a>b'>c</a>",
            "<p>1 < 2<p>1 <2>3</ p></><p/>a<!-- > <p> --><p><!DOCTYPE><p>",
            "<p a a=1>x</p b><br/></br/><p =a>",
            "<table>a<tr>b<td>c</table><b><p></b>d<a><a>",
            "<noscript><p>a</noscript><p><iframe><p></iframe><plaintext><p></plaintext>",
            "<p>&eacute<p>&notit;<p title='&eacute'>&<p>&#0;\0<p\0>",
            "<template><tr><td>a</template><select><option>a<p>b</select>",
            "<script></script>\u{feff}a<p>\u{feff}",
            "a<p",
            "a<p title='",
            "<p>a&",
            "<meta charset=utf-8><p>é<p>à",
            "<!DOCTYPE html><head><title>a</title>b<meta><p>c",
            "<!DOCTYPE html><head>\n<p>a</p>\n<div>b</div></head>",
            "<!DOCTYPE html><head><title>a</title><!-- b -- c -->d<meta><p>e",
        ] {
            assert_alike(html, true);
        }
    }

    #[test]
    fn a_tag_is_read_once() {
        let (html, tag) = ("<p title='lu une fois'>a", "<p title='lu une fois'>");
        for _ in 0..2 {
            assert_eq!(Document::parse(html).text_content(NodeId::DOCUMENT), "a");
        }
        KEPT.with_borrow_mut(|known| {
            let mut other = known.get(tag).unwrap().tag.clone();
            other.name = local_name!("em");
            known.keep(tag, || Kept { tag: other, lines: 0 });
        });
        let document = Document::parse(html);
        assert!(document.all().any(|node| document.is(node, &local_name!("em"))));
    }

    /// How many bytes of the page the tree builder was asked of.
    fn asked_of(html: &str) -> usize {
        let mut feed = Feed::new(html, true);
        let mut without = 0;
        while feed.position < feed.page.len() {
            let before = feed.position;
            if feed.go_without() {
                without += feed.position - before;
            } else {
                feed.step();
            }
        }
        html.len() - without
    }

    #[test]
    fn what_says_itself_what_it_is_needs_no_tree_builder() {
        let title = "<meta charset=\"utf-8\"><title>a &amp; b</title>\n<style>a>b{}</style>\
                     <script src=\"a\"></script><script>a && b</script>";
        let head = format!("<!DOCTYPE html><html lang=\"fr\"><head>{title}</head><body>");
        let plain = "<nav id=\"menu\"><ul>\n<li><a href=\"/?a&amp;b\">Un<br>deux</a></li>\n</ul></nav>\n\
                     <main><!-- ici --><h1>À\n<em>propos</em></h1><p>Un <b><i>mot</i></b>&nbsp;!</p>\
                     <dl><div><dt>a</dt><dd><p>b</p></dd></div></dl><pre>c\n</pre>\
                     <table>\n<caption>d</caption><colgroup><col></colgroup><thead>\n<tr><th>e</th></tr></thead>\
                     <tbody><tr><td><a href=\"x\">f</a></td></tr></tbody></table><hr>\
                     <form><label>g <select><option selected>h</option></select></label>\
                     <button type=\"submit\"><svg viewBox=\"0 0 1 1\"><path d=\"M1\"/></svg></button></form></main>";
        let html = format!("{head}{plain}</body></html>");
        assert_eq!(asked_of(&html), html.len() - plain.len() - title.len());
        assert_alike(&html, true);
        // What is not plain is asked of, and nothing beside it.
        for odd in [
            "<p>a<p>b</p></p>",
            "<a><a>b</a></a>",
            "<li>a</li>",
            "<p CLASS=\"a\">b</p>",
            "<p class=a>b</p>",
            "<p a=\"\" a=\"\">b</p>",
            "<p>&eacute;</p>",
            "<p title=\"&eacute;\"></p>",
            "<p>a\r</p>",
            "<pre>\na</pre>",
            "<table><tr><td>a</td></tr></table>",
            "<table>a<tbody></tbody></table>",
            "<b><p>a</b></p>",
            "<h1><h2>a</h2></h1>",
            "<svg><p>a</p></svg>",
            "<svg preserveaspectratio=\"a\"></svg>",
            "<svg><g><path /></g><a>b</a></svg>",
            "<div/>",
            "<!-- a -- b -->",
            "<!--> a -->",
            "<select><p>a</p></select>",
            "<textarea><p></textarea>",
            "<title>a</title>",
            "<script>'<p>'</script>",
            "<style>a\r</style>",
        ] {
            let html = format!("{head}{plain}<section>{odd}</section>{plain}</body></html>");
            assert!(asked_of(&html) >= html.len() - 2 * plain.len() - title.len(), "{odd}");
            assert_alike(&html, true);
        }
    }

    #[test]
    fn elements_that_are_written_alike_are_made_once() {
        let page = |before: &str| {
            let html = format!("<!DOCTYPE html><body>{before}<p class=\"alike\">a</p>");
            assert_alike(&html, true);
            Document::parse(&html)
        };
        let element = |document: &Document| {
            let node = document.all().find(|node| document.is(*node, &local_name!("p")));
            std::ptr::from_ref(document.element(node.unwrap()).unwrap())
        };
        let [first, second, wrong] = &["", "<div></div>", "</x>"].map(page);
        assert_eq!(element(first), element(second));
        assert_ne!(element(first), element(wrong), "the tree builder makes its own");
    }

    #[test]
    fn a_page_that_is_tried_in_vain_ends_in_time() {
        let (text, many) = ("a".repeat(100_000), 20_000);
        let attributes: String = (0..many).map(|rank| format!(" a{rank}")).collect();
        for odd in [
            String::new(),
            format!("{text}&x"),
            format!("<table>{text}"),
            format!("<script>{text}"),
            format!("<!--{text}"),
            format!("<p {text}"),
            format!("<img alt=\"{text}\" A>"),
            format!("<p{attributes} A>"),
        ] {
            let html = format!("<!DOCTYPE html><body>{}{odd}", "<div>".repeat(400));
            let mut feed = Feed::new(&html, true);
            feed.read(usize::MAX);
            assert!(
                feed.in_vain > 4 * html.len() && !feed.with_plain,
                "{}",
                &odd[..odd.len().min(9)]
            );
        }
    }

    #[test]
    fn texts_stand_on_the_line_of_their_first_word() {
        let document = Document::parse("<p>a\nb</p>\n\n  c\n<p>\n");
        let lines: Vec<u32> = document
            .all()
            .filter(|node| document.text(*node).is_some())
            .map(|node| document.line(node))
            .collect();
        assert_eq!(lines, [1, 4, 6]);
    }

    #[test]
    fn a_container_without_an_end_tag_is_none() {
        let long = "Un texte assez long pour qu’il vaille la peine d’être gardé.";
        for drawn in ["<svg><nav/></svg>", "<math><nav/></math>", "<nav/>", "<svg><nav></svg>"] {
            for _ in 0..4 {
                assert_alike(
                    &format!("<!DOCTYPE html><nav><nav>{long}{drawn}</nav></nav><img>"),
                    true,
                );
            }
        }
    }

    #[test]
    fn where_a_page_is_cut_does_not_depend_on_the_pages_before() {
        let menu = format!("<nav>{}</nav>", "<p>Un texte du menu</p>".repeat(300));
        let deep = |deep: usize, before: usize| {
            format!("<!DOCTYPE html>{}{}{menu}<img>", "<div>".repeat(deep), "a".repeat(before))
        };
        for (divs, before) in [(2_100, 4_000), (3_000, 1_000), (510, 12_000), (511, 0), (600, 0)] {
            let html = deep(divs, before);
            let first = drawn(&Document::parse(&html), true);
            let shallow = deep(divs.min(400), 0);
            for page in [&shallow, &shallow, &shallow, &html, &html] {
                let _ = Document::parse(page);
            }
            assert_eq!(drawn(&Document::parse(&html), true), first);
        }
    }

    /// An element with both its tags, whatever stands in it.
    fn element() -> impl Strategy<Value = String> {
        let leaf = prop::sample::select(vec![
            "a",
            "Un mot",
            " ",
            "\n",
            "\n b",
            "&amp;",
            "&nbsp;c",
            "&eacute;",
            "<br>",
            "<br/>",
            "<img alt=\"\">",
            "<hr>",
            "<input type=\"text\" required>",
            "<col>",
            "<!-- d -->",
            "<!---->",
            "<wbr>",
            "<path d=\"M1\"/>",
            "<meta>",
            "<link rel=\"a\">",
            "<title>a &lt; b</title>",
            "<style>a>b{}</style>",
            "<script>a && b</script>",
            "<!-- d --!>",
            "<script>1</script>",
            "<textarea>\n</textarea>",
            "<p>",
            "</p>",
            "</div>",
            "<b>",
        ]);
        leaf.prop_map(str::to_owned).prop_recursive(6, 48, 6, |inner| {
            let name = prop::sample::select(vec![
                "p",
                "div",
                "section",
                "ul",
                "ol",
                "li",
                "dl",
                "dt",
                "dd",
                "h1",
                "h2",
                "a",
                "b",
                "strong",
                "span",
                "em",
                "button",
                "form",
                "label",
                "table",
                "caption",
                "colgroup",
                "thead",
                "tbody",
                "tr",
                "td",
                "th",
                "select",
                "optgroup",
                "option",
                "svg",
                "g",
                "text",
                "pre",
                "details",
                "summary",
                "fieldset",
                "legend",
                "address",
                "nobr",
                "font",
                "ruby",
                "rt",
                "object",
                "template",
                "math",
                "center",
                "video",
                "time",
                "main",
                "nav",
                "menu",
                "figure",
                "blockquote",
                "hgroup",
                "code",
                "title",
                "style",
                "script",
                "noscript",
                "dialog",
                "search",
                "x-y",
            ]);
            let attributes = prop::sample::select(vec![
                "",
                " class=\"a\"",
                " id=\"a\"\nhidden",
                " title=\"a &lt; b\"",
                " title=\"a>b\"",
                " a=b",
                " viewBox=\"0\"",
                " x=\"\" ",
            ]);
            (name, attributes, prop::collection::vec(inner, 0..6)).prop_map(
                |(name, attributes, inner)| {
                    format!("<{name}{attributes}>{}</{name}>", inner.concat())
                },
            )
        })
    }

    proptest! {
        #[test]
        fn blocks_are_the_same_wherever_they_stand(
            inside in prop::collection::vec(prop::sample::select(vec![
                "<li>Une démarche", "<li>", "</li>", "<p>Un paragraphe", "</p>", "<b>gras</b>", "<b>", "</b>", "<i>",
                "<a href=x>Lien</a>", "<a>", "</a>", "<table><tr><td>a</table>", "<table>", "<td>", "<svg><a>b</a></svg>",
                "<svg>", "</svg>", "<ul>", "</ul>", "<nav>", "</nav>", "<form>", "</form>", "<div>", "</div>", "<template>",
                "<frameset>", "<select><option>a</select>", "<select>", "<button>", "</button>", "\n", "\r", "&amp;", "&am",
                "<svg><nav/></svg>", "<math><header/><b/></math>", "<nav>Un menu dans un autre, assez long</nav>",
                "<script>1</script>", "<textarea>\n", "</textarea>", "<pre>", "<!-- a -->", "</body>", "<h2>", "</h2>",
                "<dl><dt>a<dd>b</dl>", "<object>", "<iframe>", "<details>", "</details>", "<input>", "<br>", "<nobr>",
            ]), 0..9),
            around in prop::collection::vec(prop::sample::select(vec![
                "", "<div>", "<p>", "<li>", "<b>", "<a>", "<table>", "<td>", "<main>", "<form>", "<nav>", "<svg>",
                "<h2>", "<!DOCTYPE html>", "\n", "</x>", "<section>", "<article><ul><li>", "<template>", "<button>",
            ]), 3),
            container in prop::sample::select(vec!["ul", "nav", "form", "header"]),
        ) {
            let inside = inside.concat();
            let long = "Un texte assez long pour qu’il vaille la peine d’être gardé.";
            for around in around {
                for _ in 0..2 {
                    assert_alike(&format!("{around}<{container}>{long}{inside}</{container}>a<p>b"), false);
                }
            }
        }

        #[test]
        fn elements_with_both_their_tags_are_what_html5ever_makes_of_them(
            pieces in prop::collection::vec(element(), 1..6),
            inside in prop::sample::select(vec!["body", "head", "ul", "div", "form", "main"]),
        ) {
            let open = match inside {
                "head" => "",
                "body" => "<title>a</title></head><body>",
                inside => &format!("<title>a</title></head><body><{inside}>"),
            };
            let html = format!("<!DOCTYPE html><html><head>{open}{}", pieces.concat());
            // An element that is opened again stands on the line of what opens it.
            assert_alike(&html, Document::parse(&html).errors.is_empty());
        }

        #[test]
        fn whatever_stands_beside_what(pieces in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<P CLASS=a>", "<p class='>'>", "<br/>", "<b>", "</b>", "<a href=\"x\">", "</a>",
            "<table>", "<tr>", "<td>", "</table>", "<svg>", "</svg>", "<title>", "</title>", "<desc>",
            "<script>", "</script>", "<style>", "</style>", "<textarea>", "</textarea>", "<noscript>",
            "</noscript>", "<select>", "<option>", "<template>", "</template>", "<math>", "<mi>", "<pre>",
            "<iframe>", "</iframe>", "<!--", "-->", "<!-->", "<![CDATA[", "]]>", "<!DOCTYPE html>", "<?a?>",
            "\n", "\r\n", "\r", " ", "a", "é&", "&amp;", "&amp", "&notin", ";", "\0", "<", ">", "</", "'", "\"", "=",
            "<form>", "</form>", "<input type=hidden>", "<body a=1>", "<html b>", "<li>", "</li>", "<h1>",
            "</h2>", "<image>", "<frameset>", "<plaintext>", "</x y=1>", "<x a a>", "\u{feff}",
        ]), 0..24)) {
            assert_alike(&pieces.concat(), false);
        }
    }
}
