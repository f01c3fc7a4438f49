//! What a PDF says of itself that a reader wants to know before downloading it: pages, title,
//! language, and whether it is tagged for assistive technologies.
//!
//! It never renders, never tells whether the document is accessible (tags can be wrong), and
//! spends a bounded amount of memory and time on a hostile file.

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, decode_text_string};
use serde::{Deserialize, Serialize};

/// Above this length in bytes, only the page count and the title are read, which does not need
/// all objects to be parsed.
const FULLY_READ: usize = 32_000_000;

/// The same for a protected file, whose objects are all copied before they are deciphered.
const FULLY_READ_PROTECTED: usize = 8_000_000;

/// What all compressed streams of objects of a file may inflate to, in bytes.
const INFLATED: usize = 256_000_000;

/// A count beyond this is a fault of the file.
const MOST_PAGES: usize = 100_000;

/// What a PDF says of itself; what it does not say is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PdfFacts {
    /// How many pages it has.
    pub pages: Option<u32>,
    /// Its title, from the document information dictionary (ISO 32000-1, 14.3.3).
    pub title: Option<String>,
    /// Its language as a BCP 47 tag, from `/Lang` of the catalogue (14.9.2).
    pub language: Option<String>,
    /// Whether `/MarkInfo` declares it a tagged PDF (14.7.1).
    pub tagged: Option<bool>,
    /// Whether it has a structure tree, without which its tags are nowhere (14.7.2).
    #[serde(default)]
    pub structured: Option<bool>,
    /// Whether readers are told to show its title instead of its file’s name (12.2).
    #[serde(default)]
    pub shows_title: Option<bool>,
    /// The day it was last changed, else made, as `YYYY-MM-DD` (14.3.3).
    #[serde(default)]
    pub changed: Option<String>,
}

/// Reads a PDF; `Err` tells why nothing could be read of it.
pub(super) fn read(bytes: &[u8]) -> Result<PdfFacts, String> {
    // A parser of other people's, fed with anybody's bytes.
    std::panic::catch_unwind(|| parse(bytes)).unwrap_or_else(|_| Err("parser failure".to_owned()))
}

fn parse(bytes: &[u8]) -> Result<PdfFacts, String> {
    let protected = memchr::memmem::find(bytes, b"/Encrypt").is_some();
    let longest = if protected { FULLY_READ_PROTECTED } else { FULLY_READ };
    let facts = if bytes.len() > longest { summary(bytes)? } else { full(bytes)? };
    // A file whose pages cannot be counted was not understood.
    if facts.pages.is_none() { Err("no pages".to_owned()) } else { Ok(facts) }
}

fn summary(bytes: &[u8]) -> Result<PdfFacts, String> {
    let metadata = Document::load_metadata_mem(bytes).map_err(|error| error.to_string())?;
    Ok(PdfFacts {
        pages: plausible(metadata.page_count as usize),
        title: metadata.title.and_then(|title| tidy(&title)),
        ..PdfFacts::default()
    })
}

fn full(bytes: &[u8]) -> Result<PdfFacts, String> {
    let streams = memchr::memmem::find_iter(bytes, b"/ObjStm").count().max(1);
    let options = LoadOptions {
        filter: Some(without_content),
        max_decompressed_size: Some((INFLATED / streams).clamp(100_000, 16_000_000)),
        ..LoadOptions::default()
    };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| error.to_string())?;
    if document.is_encrypted() {
        return Err("password".to_owned());
    }
    let catalog = document.catalog().map_err(|error| error.to_string())?;
    let information = document.trailer.get_deref(b"Info", &document).and_then(Object::as_dict).ok();
    let said = |key: &[u8]| information?.get_deref(key, &document).ok();
    let flag = |dictionary: &[u8], key: &[u8]| {
        catalog
            .get_deref(dictionary, &document)
            .and_then(Object::as_dict)
            .and_then(|flags| flags.get_deref(key, &document))
            .and_then(Object::as_bool)
            .unwrap_or(false)
    };
    Ok(PdfFacts {
        pages: plausible(document.page_iter().take(MOST_PAGES + 1).count()),
        title: said(b"Title").and_then(text),
        language: catalog
            .get_deref(b"Lang", &document)
            .ok()
            .and_then(text)
            .filter(|tag| is_tag(tag)),
        tagged: Some(flag(b"MarkInfo", b"Marked")),
        structured: Some(catalog.has(b"StructTreeRoot")),
        shows_title: Some(flag(b"ViewerPreferences", b"DisplayDocTitle")),
        changed: said(b"ModDate")
            .or_else(|| said(b"CreationDate"))
            .and_then(text)
            .and_then(|date| day(&date)),
    })
}

/// Leaves out of the loaded document what is never asked: contents, and the many elements of the
/// structure tree, which are most of a long tagged file.
fn without_content(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let kept = match object {
        Object::Stream(stream) => stream.dict.has_type(b"ObjStm"),
        Object::Dictionary(dictionary) => !is_structure(dictionary),
        _ => true,
    };
    // Loading keeps what it handed over for some objects and what it is given back for others.
    kept.then(|| (id, object.clone()))
}

fn is_structure(dictionary: &Dictionary) -> bool {
    dictionary.has_type(b"StructElem") || dictionary.has(b"Pg")
}

fn plausible(pages: usize) -> Option<u32> {
    u32::try_from(pages).ok().filter(|_| (1..=MOST_PAGES).contains(&pages))
}

fn text(object: &Object) -> Option<String> {
    tidy(&decode_text_string(object).ok()?)
}

/// The day of a date such as `D:20240131120000+01'00'` (ISO 32000-1, 7.9.4).
fn day(date: &str) -> Option<String> {
    let digits = date.strip_prefix("D:").unwrap_or(date);
    let digits = digits.get(..8).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    Some(format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
}

/// One line of at most 300 characters; nothing where there is nothing to read.
fn tidy(text: &str) -> Option<String> {
    let words: Vec<_> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect();
    let line: String = words.join(" ").chars().take(300).collect();
    (!line.is_empty()).then_some(line)
}

/// A language tag in shape (RFC 5646, 2.1), whatever its words mean.
fn is_tag(language: &str) -> bool {
    language.len() <= 35
        && language.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
        && language.bytes().take_while(|b| *b != b'-').all(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
pub(super) mod tests {
    use lopdf::{EncryptionState, EncryptionVersion, Permissions, dictionary, text_string};

    use super::*;

    /// A PDF of `pages` empty pages with a title, a language and tags.
    pub(crate) fn document(pages: u32) -> Document {
        let mut document = Document::with_version("1.7");
        let tree = document.new_object_id();
        let kids: Vec<Object> = (0..pages)
            .map(|_| document.add_object(dictionary! { "Type" => "Page", "Parent" => tree }).into())
            .collect();
        let root = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => i64::from(pages) };
        document.objects.insert(tree, Object::Dictionary(root));
        let catalog = document.add_object(dictionary! {
            "Type" => "Catalog",
            "Pages" => tree,
            "Lang" => Object::string_literal("fr-FR"),
            "MarkInfo" => dictionary! { "Marked" => true },
            "StructTreeRoot" => dictionary! { "Type" => "StructTreeRoot" },
            "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        });
        let information = document.add_object(dictionary! {
            "Title" => text_string("Délibération\n n° 12"),
            "CreationDate" => Object::string_literal("D:20240131120000+01'00'"),
        });
        document.trailer.set("Root", catalog);
        document.trailer.set("Info", information);
        document.trailer.set(
            "ID",
            vec![
                Object::string_literal("0123456789abcdef"),
                Object::string_literal("0123456789abcdef"),
            ],
        );
        document
    }

    pub(crate) fn saved(mut document: Document) -> Vec<u8> {
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("saved");
        bytes
    }

    fn expected() -> PdfFacts {
        PdfFacts {
            pages: Some(3),
            title: Some("Délibération n° 12".to_owned()),
            language: Some("fr-FR".to_owned()),
            tagged: Some(true),
            structured: Some(true),
            shows_title: Some(true),
            changed: Some("2024-01-31".to_owned()),
        }
    }

    #[test]
    fn a_pdf_says_its_pages_title_language_and_tags() {
        assert_eq!(read(&saved(document(3))), Ok(expected()));
        // Objects packed in compressed streams, as most programs write them since 2003.
        let mut packed = Vec::new();
        document(3).save_modern(&mut packed).expect("saved");
        assert!(memchr::memmem::find(&packed, b"/ObjStm").is_some());
        assert_eq!(read(&packed), Ok(expected()));
        let summary = summary(&packed).expect("read");
        assert_eq!((summary.pages, summary.title), (Some(3), expected().title));
    }

    #[test]
    fn what_a_pdf_does_not_say_is_not_made_up() {
        let mut bare = document(1);
        bare.trailer.remove(b"Info");
        let catalog = bare.catalog_mut().expect("a catalogue");
        catalog.remove(b"MarkInfo");
        catalog.remove(b"StructTreeRoot");
        catalog.remove(b"ViewerPreferences");
        catalog.set("Lang", Object::string_literal("<script>"));
        let facts = read(&saved(bare)).expect("read");
        let no = Some(false);
        let bare = PdfFacts { tagged: no, structured: no, shows_title: no, ..PdfFacts::default() };
        assert_eq!(facts, PdfFacts { pages: Some(1), ..bare });
    }

    #[test]
    fn a_protected_pdf_is_read_when_it_opens_without_a_password() {
        let protect = |user_password| {
            let mut document = document(3);
            let state = EncryptionState::try_from(EncryptionVersion::V2 {
                document: &document,
                owner_password: "mairie",
                user_password,
                key_length: 128,
                permissions: Permissions::all(),
            })
            .expect("a state");
            document.encrypt(&state).expect("encrypted");
            saved(document)
        };
        assert_eq!(read(&protect("")), Ok(expected()));
        assert!(read(&protect("secret")).is_err());
    }

    #[test]
    fn a_broken_pdf_is_an_answer() {
        let whole = saved(document(3));
        for length in [5, 20, 100, whole.len() / 2] {
            let _ = read(&whole[..length]);
        }
        assert!(read(b"%PDF-1.7\n%%EOF").is_err());
        assert!(read(b"").is_err());
        assert!(read(&saved(document(0))).is_err());
    }

    proptest::proptest! {
        #[test]
        fn a_damaged_pdf_never_panics(at in 0usize..1500, byte: u8) {
            let mut bytes = saved(document(3));
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = parse(&bytes);
            let _ = summary(&bytes);
        }
    }
}
