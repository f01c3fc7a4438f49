//! What a document says, word by word, as Pagefind takes it out of HTML.
//!
//! Blocks are parted and end like sentences, so that an excerpt reads well; words of headings weigh
//! more; what is no content (menus, forms, pictures drawn in place) is left out. A theme can say so
//! of more with `data-pagefind-ignore`, and give another weight with `data-pagefind-weight`.

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use serde::Serialize;
use std::cell::RefCell;

/// What a word weighs where nothing else is said.
const WEIGHT: u8 = 24;

/// Elements whose text stands by itself.
const SENTENCES: &[&str] =
    &["h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "div", "ul", "li", "article", "section"];

/// Elements after which a word ends, and no sentence.
const SPACED: &[&str] = &["dt", "dd", "th", "caption", "summary", "figcaption"];

/// Elements that are searched through for nothing.
const LEFT_OUT: &[&str] = &[
    "head", "style", "script", "noscript", "label", "form", "svg", "footer", "nav", "iframe",
    "template",
];

/// Elements whose text belongs to the anchor of what they stand in.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdo", "big", "br", "button", "cite", "code", "dfn", "em", "i",
    "img", "input", "kbd", "label", "map", "object", "output", "q", "samp", "script", "select",
    "small", "span", "strong", "sub", "sup", "textarea", "time", "tt", "var",
];

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// What a document says.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The text of its first `<h1>`.
    pub(super) title: Option<String>,
    /// Its words, with a space between two.
    pub(super) content: String,
    /// What each word weighs.
    pub(super) weights: Vec<u8>,
    /// Where in it a link can lead.
    pub(super) anchors: Vec<Anchor>,
}

/// An element with an `id`.
#[derive(Debug, Serialize)]
pub(super) struct Anchor {
    element: String,
    id: String,
    text: String,
    /// How many words stand before it.
    location: usize,
}

impl Text {
    /// What a piece of HTML says.
    pub(super) fn of(html: &str) -> Self {
        let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(html));
        // The reader never asks to stop, so that one call takes everything.
        let _done = tokenizer.feed(&queue);
        tokenizer.end();
        tokenizer.sink.0.into_inner().finish()
    }
}

#[derive(Default)]
struct Reader(RefCell<Reading>);

/// What was read so far.
#[derive(Default)]
struct Reading {
    title: Option<String>,
    text: String,
    /// From where in the text words weigh how much.
    weights: Vec<(usize, u8)>,
    /// Anchors; their location is one in the text until the end.
    anchors: Vec<Anchor>,
    open: Vec<Open>,
    /// How many elements are open around the outermost that is left out.
    hidden: Option<usize>,
}

/// An element that was not ended yet.
struct Open {
    name: LocalName,
    /// Where its text begins.
    start: usize,
    /// What its words weigh, where an element says so.
    weight: Option<u8>,
    /// The anchors to which its text belongs.
    anchors: Vec<usize>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reading.say(&text),
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => reading.end(&tag.name),
            Token::TagToken(tag) => {
                let raw = match &*tag.name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "iframe" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
                reading.begin(tag);
                return raw;
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Reading {
    fn say(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        self.text.push_str(text);
        for anchor in self.open.last().iter().flat_map(|open| &open.anchors) {
            self.anchors[*anchor].text.push_str(text);
        }
    }

    fn begin(&mut self, tag: Tag) {
        let is = |names: &[&str]| names.contains(&&*tag.name);
        let attribute = |name: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
            found.map(|attribute| &*attribute.value)
        };
        let ignored = attribute("data-pagefind-ignore").is_some();
        let around = self.open.last();
        let mut anchors = Vec::new();
        let mut weight = around.and_then(|around| around.weight);
        if self.hidden.is_none() && !ignored {
            if is(INLINE) {
                anchors.extend(around.iter().flat_map(|around| &around.anchors));
            }
            if let Some(id) = attribute("id") {
                self.text.push(' ');
                anchors.push(self.anchors.len());
                self.anchors.push(Anchor {
                    element: tag.name.to_string(),
                    id: id.split_whitespace().collect(),
                    text: String::new(),
                    location: self.text.len(),
                });
            }
            if is(SENTENCES) || is(&["br"]) {
                self.text.push(' ');
            }
            let said = attribute("data-pagefind-weight").map(weight_of);
            if let Some(own) =
                said.or_else(|| weight.is_none().then(|| heading(&tag.name)).flatten())
            {
                weight = Some(own);
                self.text.push(' ');
                self.weights.push((self.text.len(), own));
            }
        }
        if tag.self_closing || is(VOID) {
            return;
        }
        if self.hidden.is_none() && (ignored || is(LEFT_OUT)) {
            self.hidden = Some(self.open.len());
        }
        self.open.push(Open { name: tag.name, start: self.text.len(), weight, anchors });
    }

    /// Ends the innermost element of that name, and all that are open in it.
    fn end(&mut self, name: &LocalName) {
        let Some(place) = self.open.iter().rposition(|open| open.name == *name) else { return };
        while self.open.len() > place {
            let Some(open) = self.open.pop() else { return };
            match self.hidden {
                None => self.ended(&open),
                Some(around) if around == self.open.len() => self.hidden = None,
                Some(_) => {}
            }
        }
    }

    fn ended(&mut self, open: &Open) {
        if &*open.name == "h1" && self.title.is_none() {
            self.title = Some(spaced(&self.text[open.start..])).filter(|title| !title.is_empty());
        }
        if SENTENCES.contains(&&*open.name) {
            if self.text.chars().next_back().is_some_and(ends_unfinished) {
                self.text.push('.');
            }
            self.text.push(' ');
        } else if SPACED.contains(&&*open.name) {
            self.text.push(' ');
        }
        let around = self.open.last().and_then(|around| around.weight);
        if open.weight != around {
            self.text.push(' ');
            self.weights.push((self.text.len(), around.unwrap_or(WEIGHT)));
        }
    }

    fn finish(mut self) -> Text {
        while let Some(open) = self.open.pop() {
            if self.hidden.is_none_or(|around| around > self.open.len()) {
                self.ended(&open);
            }
        }
        let mut said = Text { title: self.title, ..Text::default() };
        said.content.reserve(self.text.len());
        let (mut weights, mut weight) = (self.weights.into_iter().peekable(), WEIGHT);
        let mut anchors = self.anchors.into_iter().peekable();
        for word in self.text.split_whitespace() {
            let place = word.as_ptr().addr() - self.text.as_ptr().addr();
            while let Some((_, own)) = weights.next_if(|(from, _)| *from <= place) {
                weight = own;
            }
            while let Some(anchor) = anchors.next_if(|anchor| anchor.location <= place) {
                said.anchors.push(Anchor { location: said.weights.len(), ..anchor });
            }
            if !said.content.is_empty() {
                said.content.push(' ');
            }
            said.content.push_str(word);
            said.weights.push(weight);
        }
        let words = said.weights.len();
        said.anchors.extend(anchors.map(|anchor| Anchor { location: words, ..anchor }));
        said.anchors.iter_mut().for_each(|anchor| anchor.text = spaced(&anchor.text));
        said
    }
}

/// What the words of a heading weigh.
fn heading(name: &str) -> Option<u8> {
    let level = ["h1", "h2", "h3", "h4", "h5", "h6"].iter().position(|level| *level == name)?;
    [7, 6, 5, 4, 3, 2].get(level).map(|times| times * WEIGHT)
}

/// A weight as a theme writes it, from 0 to 10; what is none is the usual one.
fn weight_of(said: &str) -> u8 {
    let weight: f32 = said.parse().unwrap_or(1.0);
    if weight <= 0.0 { 0 } else { ((weight.min(10.0) * f32::from(WEIGHT)) as u8).max(1) }
}

/// Whether a full stop has to part a sentence that ends like this from the next.
fn ends_unfinished(last: char) -> bool {
    last.is_alphabetic() || last.is_ascii_digit() || "_'\")$*".contains(last)
}

/// A text with its line breaks and runs of white space as one space each.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(start) = rest.find(char::is_whitespace) {
        let (before, from) = rest.split_at(start);
        let after = from.trim_start();
        let gap = &from[..from.len() - after.len()];
        out.push_str(before);
        let is_one = gap.chars().nth(1).is_none() && gap != "\n";
        out.push_str(if is_one { gap } else { " " });
        rest = after;
    }
    out.push_str(rest);
    out
}
