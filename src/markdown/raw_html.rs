//! Raw HTML in Markdown, taken apart: which tags and attributes an author may write.
//!
//! The HTML standard's own tokenizer (html5ever) reads it, and the writer rebuilds it from what
//! this list allows, every element closed where its Markdown container ends. So nothing of the
//! author's spelling reaches the page, the line of each tag stays known, and what is left out can
//! be told; a cleaner of whole documents gives neither.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A piece of raw HTML and its line in it, from 0.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) line: u32,
    pub(super) content: Content,
}

/// What a piece of raw HTML is.
#[derive(Debug)]
pub(super) enum Content {
    Text(String),
    Open { name: String, attributes: Vec<(String, String)> },
    Close(String),
}

#[derive(Debug, Default)]
struct Pieces {
    found: RefCell<Vec<Piece>>,
    /// Line on which the last token ended: the tokenizer tells no other.
    line: Cell<u32>,
}

impl TokenSink for Pieces {
    type Handle = ();

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<()> {
        if matches!(token, Token::ParseError(_)) {
            // It is told while reading ahead: its line may lie after the text still to come.
            return TokenSinkResult::Continue;
        }
        let mut pieces = self.found.borrow_mut();
        let end = u32::try_from(line_number.saturating_sub(1)).unwrap_or(u32::MAX);
        let line = self.line.replace(end);
        match token {
            Token::CharacterTokens(text) => match pieces.last_mut() {
                Some(Piece { content: Content::Text(before), .. }) => before.push_str(&text),
                _ => pieces.push(Piece { line, content: Content::Text(text.to_string()) }),
            },
            Token::TagToken(Tag { kind: TagKind::EndTag, name, .. }) => {
                pieces.push(Piece { line, content: Content::Close(name.to_string()) });
            }
            Token::TagToken(Tag { name, attrs, .. }) => {
                let attributes = attrs
                    .into_iter()
                    .map(|attribute| {
                        (attribute.name.local.to_string(), attribute.value.to_string())
                    })
                    .collect();
                let content = Content::Open { name: name.to_string(), attributes };
                pieces.push(Piece { line, content });
            }
            // Comments are notes between authors; the rest means nothing in a page's body.
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Reads raw HTML.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let tokenizer = Tokenizer::new(Pieces::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    // The sink never asks to stop, so that one call takes everything.
    let _done = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.found.into_inner()
}

/// How an allowed element behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    /// Goes among words and ends with its paragraph.
    Phrase,
    /// Goes among words and holds nothing.
    Void,
    /// Holds words only.
    Words,
    /// May hold paragraphs, in HTML or in Markdown.
    Block,
}

/// How an element behaves; `None` when it may not be written.
pub(super) fn nature(name: &str) -> Option<Nature> {
    Some(match name {
        "abbr" | "b" | "bdi" | "bdo" | "cite" | "code" | "del" | "dfn" | "em" | "i" | "ins"
        | "kbd" | "mark" | "q" | "s" | "samp" | "small" | "span" | "strong" | "sub" | "sup"
        | "time" | "u" | "var" => Nature::Phrase,
        "br" | "wbr" => Nature::Void,
        "p" | "summary" => Nature::Words,
        "blockquote" | "dd" | "details" | "div" | "dl" | "dt" | "figcaption" | "figure" | "li"
        | "ol" | "ul" => Nature::Block,
        _ => return None,
    })
}

/// True when an element may stand right inside `parent` (the nearest raw element, if any).
pub(super) fn fits(name: &str, parent: Option<&str>) -> bool {
    match name {
        "li" => matches!(parent, Some("ul" | "ol")),
        "dt" | "dd" => matches!(parent, Some("dl")),
        "summary" => parent == Some("details"),
        "figcaption" => parent == Some("figure"),
        _ => true,
    }
}

/// True when opening `name` ends an open `sibling` (HTML standard, section 13.1.2.4).
pub(super) fn ends(name: &str, sibling: &str) -> bool {
    match sibling {
        "p" => matches!(nature(name), Some(Nature::Words | Nature::Block)),
        "li" => name == "li",
        "dt" | "dd" => matches!(name, "dt" | "dd"),
        _ => false,
    }
}

/// True when an attribute may be written on an element.
pub(super) fn allows(element: &str, attribute: &str, value: &str) -> bool {
    match attribute {
        "lang" => {
            !value.is_empty()
                && value.len() <= 35
                && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        }
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "title" => matches!(element, "abbr" | "dfn"),
        "datetime" => matches!(element, "time" | "del" | "ins"),
        "open" => element == "details",
        _ => false,
    }
}

/// True for an element that is left out with all it holds: its content is not for reading.
pub(super) fn hides_content(name: &str) -> bool {
    matches!(
        name,
        "applet"
            | "audio"
            | "canvas"
            | "head"
            | "iframe"
            | "math"
            | "noembed"
            | "noframes"
            | "noscript"
            | "object"
            | "plaintext"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "template"
            | "textarea"
            | "title"
            | "video"
            | "xmp"
    )
}
