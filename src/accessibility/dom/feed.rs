//! From a page's text to the tree builder of html5ever, by way of its tokenizer, which is asked
//! once for each tag there is and not for each time it stands in the pages of a site.
//!
//! A tag that begins where the tokenizer expects text or a tag is always the same token, whatever
//! stands before it; so the token that the tokenizer made of it is kept, by the tag's bytes, and
//! the tokenizer left out the next time. So is it of text in which there is nothing to resolve.
//! Nothing here decides what a tag is: a token that the tokenizer did not make is never sent.

use super::build::{Handle, Sink};
use super::parts::{Parts, Place, is_container, is_formatting};
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

    static PARTS: RefCell<Parts> = RefCell::new(Parts::new());
}

/// A page being read.
pub(super) struct Feed {
    tokenizer: Tokenizer<Gate>,
    input: BufferQueue,
    page: StrTendril,
    position: usize,
    /// True while the tokenizer stands before text or a tag: in what HTML calls the data state.
    idle: bool,
    /// The containers that are open, while their content may be read as a part.
    containers: Vec<Container>,
    with_parts: bool,
    /// True once a part was not read but built as before.
    reused: bool,
}

/// An open element whose content may be the same on other pages.
struct Container {
    name: LocalName,
    /// Its node, and what it stands in; `None` when its content is not to be kept.
    place: Option<(u32, Place)>,
    /// Where its content begins, and on which line.
    start: usize,
    line: u64,
}

/// A text as far as the next `<`.
struct Run {
    length: usize,
    /// How many lines end in it.
    lines: u64,
    /// How many of them end before its first word.
    blank: u64,
    /// Nothing of it is to be resolved, or read as anything but itself.
    plain: bool,
}

impl Run {
    fn of(bytes: &[u8]) -> Self {
        let mut run = Self { length: bytes.len(), lines: 0, blank: 0, plain: true };
        let mut worded = false;
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'<' => {
                    run.length = at;
                    break;
                }
                b'&' | b'\r' | b'\0' => run.plain = false,
                b'\n' => {
                    run.lines += 1;
                    run.blank += u64::from(!worded);
                }
                b' ' | b'\t' => {}
                _ => worded = true,
            }
        }
        run
    }
}

impl Feed {
    /// A page from its first character, as far as [`MAX_BYTES`].
    pub(super) fn new(html: &str, with_parts: bool) -> Self {
        let html = html.strip_prefix('\u{feff}').unwrap_or(html);
        let html = &html[..html.floor_char_boundary(MAX_BYTES)];
        let gate = Gate {
            tree: TreeBuilder::new(Sink::new(), TreeBuilderOpts::default()),
            skipped: Cell::new(0),
            line: Cell::new(1),
            seen: RefCell::new(Seen::default()),
            container: RefCell::new(None),
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
            containers: Vec::new(),
            with_parts,
            reused: false,
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

    /// False when parts were built as before and should not have been: a `<frameset>` takes the place
    /// of a body, depending on what is in it.
    pub(super) fn is_sound(&self) -> bool {
        !(self.reused && self.tokenizer.sink.has_frames.get())
    }

    /// Ends the page where it was read to.
    pub(super) fn finish(self) -> Sink {
        self.tokenizer.end();
        self.tokenizer.sink.tree.sink
    }

    /// Reads the next text or tag.
    fn step(&mut self) {
        let bytes = &self.page.as_bytes()[self.position..];
        let run = Run::of(if self.idle { bytes } else { &[] });
        if run.length > 0 && run.plain {
            let text = self.take(run.length);
            // A text stands on the line of its first word.
            self.tokenizer.sink.send(Token::CharacterTokens(text), run.blank, run.lines);
            return;
        }
        let rest = &bytes[run.length..];
        let end = rest.iter().position(|byte| *byte == b'>');
        let length = end.map_or(bytes.len(), |end| run.length + end + 1);
        let is_tag = self.idle && run.length == 0;
        if is_tag && self.send_kept(length) {
            self.position += length;
            self.after_tag(self.position - length);
            return;
        }
        let source = self.take(length);
        let gate = &self.tokenizer.sink;
        let line = gate.line.get();
        gate.seen.replace(Seen { watched: is_tag, ..Seen::default() });
        self.input.push_back(source.clone());
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
        let seen = gate.seen.take();
        self.idle = seen.idle;
        if let (true, 1, Some(tag)) = (seen.idle, seen.tokens, seen.tag) {
            let lines = gate.line.get() - line;
            KEPT.with_borrow_mut(|known| known.keep(&source, || Kept { tag, lines }));
        }
        let tag = source.rfind('<').unwrap_or_default();
        self.after_tag(self.position - source.len() + tag);
    }

    /// Looks for parts after a tag that begins at `tag`.
    fn after_tag(&mut self, tag: usize) {
        match self.tokenizer.sink.container.take() {
            Some((TagKind::StartTag, name)) => self.opened(name),
            Some((TagKind::EndTag, name)) => self.closed(&name, tag),
            None => {}
        }
    }

    /// Whether a part that begins or ends here is the same on any page.
    fn may_share(&self) -> bool {
        let gate = &self.tokenizer.sink;
        self.with_parts
            && self.idle
            && gate.formatting.get() == 0
            && !gate.is_odd.get()
            && self.sink().is_sound()
    }

    /// In a container: builds what stands in it as it was built before, if it was.
    fn opened(&mut self, name: LocalName) {
        let gate = &self.tokenizer.sink;
        let (start, line) = (self.position, gate.line.get());
        let mut place = self.sink().place_in_last(&name).filter(|_| self.may_share());
        if let Some((root, within)) = place {
            let rest = &self.page.as_bytes()[start..];
            let part = PARTS.with_borrow_mut(|parts| parts.find(within, rest));
            if let Some(part) = part
                && self.sink().paste(root, line, &part.pieces)
            {
                gate.skip(part.lines);
                self.position += part.length;
                self.reused = true;
                place = None;
            }
        }
        self.containers.push(Container { name, place, start, line });
    }

    /// After a container, whose end tag begins at `tag`: keeps what was built in it.
    fn closed(&mut self, name: &LocalName, tag: usize) {
        let Some(open) = self.containers.pop() else { return };
        if open.name != *name {
            // The tree builder has something to say of that, now or at the end.
            self.tokenizer.sink.is_odd.set(true);
        }
        let Some((root, place)) = open.place.filter(|_| self.may_share()) else { return };
        let source = &self.page[open.start..self.position];
        let length = tag - open.start;
        PARTS.with_borrow_mut(|parts| {
            if parts.was_met(place, source, length)
                && !source.contains('\r')
                && let Some(pieces) = self.sink().copy(root, open.line)
            {
                let lines = source[..length].matches('\n').count() as u64;
                parts.keep(place, source, length, lines, pieces);
            }
        });
    }

    /// The next bytes; a page is never longer than their number can say, see [`MAX_BYTES`].
    fn take(&mut self, length: usize) -> StrTendril {
        let place = [self.position, length].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
        self.position += length;
        self.page.subtendril(place[0], place[1])
    }

    /// Sends the tag of so many bytes as the tokenizer once read it; false when it has not.
    fn send_kept(&self, length: usize) -> bool {
        let source = &self.page[self.position..self.position + length];
        let known = KEPT.with_borrow(|known| {
            known.get(source).map(|kept| (Token::TagToken(kept.tag.clone()), kept.lines))
        });
        let Some((tag, lines)) = known else { return false };
        self.tokenizer.sink.send(tag, lines, lines);
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
    /// The last tag, when it was one of a container.
    container: RefCell<Option<(TagKind, LocalName)>>,
    /// How many formatting elements are open, as far as there were no errors.
    formatting: Cell<u32>,
    /// True once there was something of which no part may be kept.
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

    /// Notes what a token means to the parts of the page.
    fn note(&self, token: &Token) {
        let Token::TagToken(Tag { kind, name, self_closing, .. }) = token else { return };
        if is_container(name) {
            self.container.replace(Some((*kind, name.clone())));
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

/// Whether what follows is not read as text and tags.
fn begins_raw_text(result: &TokenSinkResult<Handle>) -> bool {
    matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext)
}

/// Whether text or a tag is expected after that tag, wherever it stands.
fn is_ordinary(tag: &Tag) -> bool {
    let may_hold_raw_text = matches!(
        tag.name,
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
    );
    tag.kind == TagKind::EndTag || !may_hold_raw_text
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
    use super::{KEPT, Kept, Sink, local_name, tokenizer_opts};
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

    #[test]
    fn a_part_that_pages_have_in_common_is_built_once() {
        let menu = "<nav class=a><ul>\n<li><a href=/>Accueil</a>\n<li>Les démarches\n</ul></nav>";
        let page = |before: &str| {
            let html = format!("<!DOCTYPE html><title>{before}</title>{before}{menu}<p>");
            assert_alike(&html, true);
            Document::parse(&html)
        };
        let element = |document: &Document, name: &str| {
            let node = document
                .all()
                .find(|node| document.html_name(*node).is_some_and(|own| &**own == name));
            std::ptr::from_ref(document.element(node.unwrap()).unwrap())
        };
        let pages = ["", "<p>Un</p>\n\n", "<p>Deux", "<div>", "<b>", "</x>"].map(page);
        let [first, second, third, deeper, bold, wrong] = &pages;
        assert_eq!(element(first, "li"), element(second, "li"));
        assert_eq!(element(first, "li"), element(third, "li"), "the paragraph ends before it");
        for other in [deeper, bold, wrong] {
            assert_ne!(element(first, "li"), element(other, "li"), "another place");
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

    proptest! {
        #[test]
        fn parts_are_the_same_wherever_they_stand(
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
