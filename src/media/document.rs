//! What a file to download is: its type, by its name and by its first bytes, the words for it,
//! its size, and what a PDF says of itself.
//!
//! It never decides whether a file may be published, and nothing in a file makes it fail: what
//! cannot be read is left unsaid, with a warning.

use memchr::memmem;
use serde::{Deserialize, Serialize};

use super::pdf;
pub use super::pdf::PdfFacts;
use crate::diagnostic::{Diagnostic, Location};

/// A kind of file that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "each is the extension that it names")]
pub enum Kind {
    Pdf,
    Odt,
    Ods,
    Odp,
    Odg,
    Docx,
    Xlsx,
    Pptx,
    Doc,
    Xls,
    Ppt,
    Rtf,
    Epub,
    Zip,
    Csv,
    Ics,
    Json,
    Txt,
    Vtt,
    Mp3,
    Ogg,
    M4a,
    Mp4,
    Webm,
    Jpg,
    Png,
    Gif,
    Webp,
}

/// Extensions (the first is the usual one), media type, name in French, name in English.
type Facts = (Kind, &'static [&'static str], &'static str, &'static str, &'static str);

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const POWERPOINT: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.presentation";

#[rustfmt::skip]
static KINDS: [Facts; 28] = [
    (Kind::Pdf, &["pdf"], "application/pdf", "PDF", "PDF"),
    (Kind::Odt, &["odt"], "application/vnd.oasis.opendocument.text", "texte OpenDocument", "OpenDocument text"),
    (Kind::Ods, &["ods"], "application/vnd.oasis.opendocument.spreadsheet", "tableur OpenDocument", "OpenDocument spreadsheet"),
    (Kind::Odp, &["odp"], "application/vnd.oasis.opendocument.presentation", "présentation OpenDocument", "OpenDocument presentation"),
    (Kind::Odg, &["odg"], "application/vnd.oasis.opendocument.graphics", "dessin OpenDocument", "OpenDocument drawing"),
    (Kind::Docx, &["docx"], WORD, "texte Word", "Word text"),
    (Kind::Xlsx, &["xlsx"], EXCEL, "tableur Excel", "Excel spreadsheet"),
    (Kind::Pptx, &["pptx"], POWERPOINT, "présentation PowerPoint", "PowerPoint presentation"),
    (Kind::Doc, &["doc"], "application/msword", "texte Word", "Word text"),
    (Kind::Xls, &["xls"], "application/vnd.ms-excel", "tableur Excel", "Excel spreadsheet"),
    (Kind::Ppt, &["ppt"], "application/vnd.ms-powerpoint", "présentation PowerPoint", "PowerPoint presentation"),
    (Kind::Rtf, &["rtf"], "application/rtf", "texte RTF", "RTF text"),
    (Kind::Epub, &["epub"], "application/epub+zip", "livre EPUB", "EPUB book"),
    (Kind::Zip, &["zip"], "application/zip", "archive ZIP", "ZIP archive"),
    (Kind::Csv, &["csv"], "text/csv", "tableau CSV", "CSV table"),
    (Kind::Ics, &["ics"], "text/calendar", "agenda iCalendar", "iCalendar"),
    (Kind::Json, &["json", "geojson"], "application/json", "données JSON", "JSON data"),
    (Kind::Txt, &["txt"], "text/plain", "texte brut", "plain text"),
    (Kind::Vtt, &["vtt"], "text/vtt", "sous-titres", "subtitles"),
    (Kind::Mp3, &["mp3"], "audio/mpeg", "audio MP3", "MP3 audio"),
    (Kind::Ogg, &["ogg", "oga", "opus"], "audio/ogg", "audio Ogg", "Ogg audio"),
    (Kind::M4a, &["m4a"], "audio/mp4", "audio MP4", "MP4 audio"),
    (Kind::Mp4, &["mp4", "m4v"], "video/mp4", "vidéo MP4", "MP4 video"),
    (Kind::Webm, &["webm"], "video/webm", "vidéo WebM", "WebM video"),
    (Kind::Jpg, &["jpg", "jpeg"], "image/jpeg", "image JPEG", "JPEG image"),
    (Kind::Png, &["png"], "image/png", "image PNG", "PNG image"),
    (Kind::Gif, &["gif"], "image/gif", "image GIF", "GIF image"),
    (Kind::Webp, &["webp"], "image/webp", "image WebP", "WebP image"),
];

impl Kind {
    fn facts(self) -> &'static Facts {
        // The table follows the order of the enumeration; a test holds it to it.
        &KINDS[self as usize]
    }

    /// The kind that an extension promises, whatever its case.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        let named = |name: &&&str| name.eq_ignore_ascii_case(extension);
        KINDS.iter().find(|facts| facts.1.iter().find(named).is_some()).map(|facts| facts.0)
    }

    /// The media type, as in an HTTP `Content-Type` (texts are UTF-8, not said here).
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.facts().2
    }

    /// The words for it, in English where the language is, else in French.
    #[must_use]
    pub fn label(self, language: &str) -> &'static str {
        if is_english(language) { self.facts().4 } else { self.facts().3 }
    }
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What it is; `None` when neither its name nor its bytes tell.
    pub kind: Option<Kind>,
    /// Its extension in lower case, without a dot; empty when its name has none.
    pub extension: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// What it says of itself, when it is a PDF that could be read.
    pub pdf: Option<PdfFacts>,
}

impl Document {
    /// The media type to announce.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        self.kind.map_or("application/octet-stream", Kind::media_type)
    }

    /// The words for its type, e.g. `tableur OpenDocument`; the extension in capitals when it has
    /// none of its own, and `fichier` when there is none either.
    #[must_use]
    pub fn label(&self, language: &str) -> String {
        match self.kind {
            Some(kind) => kind.label(language).to_owned(),
            None if !self.extension.is_empty() => self.extension.to_uppercase(),
            None if is_english(language) => "file".to_owned(),
            None => "fichier".to_owned(),
        }
    }

    /// Its size for people; see [`human_size`].
    #[must_use]
    pub fn human_size(&self, language: &str) -> String {
        human_size(self.bytes, language)
    }
}

/// What the bytes of a file say, whatever its name: all that has to be read of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    bytes: u64,
    sniffed: Option<Kind>,
    text: bool,
    /// What a PDF says, or why it cannot be read.
    pdf: Option<Result<PdfFacts, String>>,
}

impl Content {
    /// Reads the whole content of a file. Never fails.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let sniffed = sniff(bytes);
        Self {
            bytes: bytes.len() as u64,
            sniffed,
            text: is_text(bytes),
            pdf: (sniffed == Some(Kind::Pdf)).then(|| pdf::read(bytes)),
        }
    }

    /// True when a file of this content may bear the extension of `promised`.
    fn agrees(&self, promised: Kind) -> bool {
        let sniffed = self.sniffed;
        match promised {
            // These have no mark of their own: any text will do.
            Kind::Csv | Kind::Txt | Kind::Json => {
                self.text && !matches!(sniffed, Some(Kind::Pdf | Kind::Rtf))
            }
            // One container for the three; it does not say which at its beginning.
            Kind::Doc | Kind::Xls | Kind::Ppt => sniffed == Some(Kind::Doc),
            // MPEG audio may begin with no more than a synchronisation, or with any old tag.
            Kind::Mp3 => sniffed.is_none() || sniffed == Some(Kind::Mp3),
            Kind::M4a | Kind::Mp4 => sniffed == Some(Kind::Mp4),
            // What a ZIP holds makes it something more precise, and it remains a ZIP.
            Kind::Zip => sniffed.is_some_and(is_archive),
            _ => sniffed == Some(promised),
        }
    }
}

/// True for what is a ZIP archive inside.
fn is_archive(kind: Kind) -> bool {
    let office = matches!(kind, Kind::Docx | Kind::Xlsx | Kind::Pptx);
    office || matches!(kind, Kind::Zip | Kind::Epub) || is_open_document(kind)
}

fn is_open_document(kind: Kind) -> bool {
    matches!(kind, Kind::Odt | Kind::Ods | Kind::Odp | Kind::Odg)
}

/// Says what a file is. `path` is its path from the workspace's root.
///
/// The second value holds the warnings `document-type-mismatch` (the name promises something else
/// than what the bytes are; the name is believed, as browsers do) and `document-pdf-unreadable`.
#[must_use]
pub fn describe(path: &str, content: &Content) -> (Document, Vec<Diagnostic>) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension =
        name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    let promised = Kind::of_extension(&extension);
    let mut warnings = Vec::new();
    if promised.is_some_and(|promised| !content.agrees(promised)) {
        let found = content.sniffed.map_or("unknown", |kind| kind.facts().1[0]);
        warnings.push(
            Diagnostic::warning("document-type-mismatch")
                .arg("extension", extension.as_str())
                .arg("found", found)
                .at(Location::file(path)),
        );
    }
    let kind = promised.or(content.sniffed);
    let pdf = match &content.pdf {
        Some(Ok(facts)) if kind == Some(Kind::Pdf) => Some(facts.clone()),
        Some(Err(detail)) if kind == Some(Kind::Pdf) => {
            let warning = Diagnostic::warning("document-pdf-unreadable");
            warnings.push(warning.arg("detail", detail.as_str()).at(Location::file(path)));
            None
        }
        _ => None,
    };
    (Document { kind, extension, bytes: content.bytes, pdf }, warnings)
}

const ZIP: &[u8] = b"PK\x03\x04";
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";

/// The kind that the bytes alone tell.
fn sniff(bytes: &[u8]) -> Option<Kind> {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = &bytes[..bytes.len().min(1024)];
    let kind = match bytes {
        _ if bytes.starts_with(ZIP) => archive(bytes),
        _ if bytes.starts_with(EMPTY_ZIP) => Kind::Zip,
        // ISO 32000-1, annex H: readers look for it in the first 1024 bytes.
        _ if memmem::find(head, b"%PDF-").is_some() => Kind::Pdf,
        _ if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") => Kind::Doc,
        _ if bytes.starts_with(b"{\\rtf") => Kind::Rtf,
        _ if bytes.starts_with(b"ID3") => Kind::Mp3,
        _ if bytes.starts_with(b"OggS") => Kind::Ogg,
        _ if bytes.starts_with(b"\x1A\x45\xDF\xA3") => Kind::Webm,
        _ if bytes.get(4..8) == Some(b"ftyp".as_slice()) => Kind::Mp4,
        _ if bytes.starts_with(b"\xFF\xD8\xFF") => Kind::Jpg,
        _ if bytes.starts_with(b"\x89PNG\r\n\x1A\n") => Kind::Png,
        _ if bytes.starts_with(b"GIF8") => Kind::Gif,
        _ if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP".as_slice()) => {
            Kind::Webp
        }
        _ if text.trim_ascii_start().starts_with(b"BEGIN:VCALENDAR") => Kind::Ics,
        _ if text.starts_with(b"WEBVTT") => Kind::Vtt,
        _ => return None,
    };
    Some(kind)
}

/// What a ZIP archive is: ODF and EPUB say it in a first entry, uncompressed, named
/// `mimetype` (ODF 1.2 part 3, section 3.3); Office Open XML by the name of its main part.
fn archive(bytes: &[u8]) -> Kind {
    if bytes.get(30..38) == Some(b"mimetype".as_slice()) {
        let declared = &bytes[38..bytes.len().min(138)];
        let named = KINDS.iter().find(|facts| {
            (is_open_document(facts.0) || facts.0 == Kind::Epub)
                && declared.starts_with(facts.2.as_bytes())
        });
        return named.map_or(Kind::Zip, |facts| facts.0);
    }
    let parts: [(&[u8], Kind); 3] = [
        (b"word/document.xml", Kind::Docx),
        (b"xl/workbook.", Kind::Xlsx),
        (b"ppt/presentation.xml", Kind::Pptx),
    ];
    // Names are at the beginning of each entry and again in the directory, at the end.
    let end = &bytes[bytes.len().saturating_sub(200_000)..];
    parts
        .into_iter()
        .find(|(part, _)| memmem::find(end, part).is_some())
        .map_or(Kind::Zip, |(_, kind)| kind)
}

/// True when the beginning holds no byte that texts never hold.
fn is_text(bytes: &[u8]) -> bool {
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    wide || !bytes[..bytes.len().min(4096)].contains(&0)
}

fn is_english(language: &str) -> bool {
    language == "en" || language.starts_with("en-")
}

/// A length in bytes as people say it: in thousands (ISO 80000-13), with one decimal below ten,
/// and a no-break space before the unit. `1,2 Mo` in French, `1.2 MB` in English.
#[must_use]
pub fn human_size(bytes: u64, language: &str) -> String {
    let english = is_english(language);
    let units = if english { ["kB", "MB", "GB", "TB"] } else { ["ko", "Mo", "Go", "To"] };
    if bytes < 1000 {
        // Zero is singular in French, plural in English.
        let unit = match (english, bytes) {
            (true, 1) => "byte",
            (true, _) => "bytes",
            (false, 0 | 1) => "octet",
            (false, _) => "octets",
        };
        return format!("{bytes}\u{a0}{unit}");
    }
    let mut scale = 1000;
    let mut unit = 0;
    // Where rounding would say 1000 of a unit, the next one says 1.
    while unit + 1 < units.len() && bytes >= scale * 1000 - scale / 2 {
        scale *= 1000;
        unit += 1;
    }
    let tenths = bytes / (scale / 10) + u64::from(bytes % (scale / 10) >= scale / 20);
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let number = if whole < 10 && tenth > 0 {
        format!("{whole}{}{tenth}", if english { '.' } else { ',' })
    } else if whole < 10 {
        whole.to_string()
    } else {
        (bytes / scale + u64::from(bytes % scale >= scale / 2)).to_string()
    };
    format!("{number}\u{a0}{}", units[unit])
}

#[cfg(test)]
mod tests {
    use super::super::derivatives::samples;
    use super::super::pdf::tests as pdfs;
    use super::*;
    use crate::diagnostic::{Argument, Severity};

    fn describe(path: &str, bytes: &[u8]) -> (Document, Vec<Diagnostic>) {
        super::describe(path, &Content::read(bytes))
    }

    fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (name, content) in entries {
            bytes.extend(ZIP);
            bytes.extend([0; 22]);
            bytes.extend([u8::try_from(name.len()).expect("short"), 0, 0, 0]);
            bytes.extend(name.as_bytes());
            bytes.extend(content.as_bytes());
        }
        bytes
    }

    fn codes(path: &str, bytes: &[u8]) -> Vec<&'static str> {
        describe(path, bytes).1.iter().map(|warning| warning.code).collect()
    }

    #[test]
    fn the_table_follows_the_kinds() {
        for (index, facts) in KINDS.iter().enumerate() {
            assert_eq!(facts.0 as usize, index);
            assert_eq!(Kind::of_extension(facts.1[0]), Some(facts.0));
        }
    }

    #[test]
    fn what_is_what_it_says_raises_nothing() {
        let ods = zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]);
        let docx = zip(&[("[Content_Types].xml", ""), ("word/document.xml", "<w/>")]);
        let xlsx = zip(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "<w/>")]);
        let epub = zip(&[("mimetype", "application/epub+zip")]);
        for (path, bytes, kind) in [
            ("a/budget.ods", &ods[..], Kind::Ods),
            ("a/lettre.docx", &docx, Kind::Docx),
            ("a/lettre.DOCX", &docx, Kind::Docx),
            ("a/budget.xlsx", &xlsx, Kind::Xlsx),
            ("a/livre.epub", &epub, Kind::Epub),
            ("a/tout.zip", &docx, Kind::Zip),
            ("a/vide.zip", EMPTY_ZIP, Kind::Zip),
            ("a/ancien.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", Kind::Xls),
            ("a/liste.csv", "nom;âge\n".as_bytes(), Kind::Csv),
            ("a/notes.txt", b"", Kind::Txt),
            ("a/lieux.geojson", b"{}", Kind::Json),
            ("a/marche.ics", b"\xEF\xBB\xBFBEGIN:VCALENDAR\r\n", Kind::Ics),
            ("a/conseil.mp3", b"\xFF\xFB\x90\x44", Kind::Mp3),
            ("a/conseil.mp4", b"\0\0\0\x18ftypmp42", Kind::Mp4),
            ("a/plan.png", &samples::png(3, 2), Kind::Png),
        ] {
            let (document, warnings) = describe(path, bytes);
            assert_eq!((document.kind, warnings), (Some(kind), vec![]), "{path}");
            assert_eq!(document.bytes, bytes.len() as u64);
        }
    }

    #[test]
    fn a_name_that_lies_is_told() {
        let pdf = pdfs::saved(pdfs::document(1));
        let (document, warnings) = describe("sites/amou/avis.docx", &pdf);
        assert_eq!((document.kind, document.pdf), (Some(Kind::Docx), None));
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].code, "document-type-mismatch");
        assert_eq!(warnings[0].severity, Severity::Warning);
        assert_eq!(warnings[0].location, Some(Location::file("sites/amou/avis.docx")));
        assert!(warnings[0].arguments.contains(&("found", Argument::Text("pdf".to_owned()))));
        assert_eq!(codes("a.csv", &pdf), ["document-type-mismatch"]);
        assert_eq!(codes("a.txt", b"MZ\0\0"), ["document-type-mismatch"]);
        assert_eq!(codes("a.pdf", b"<html>"), ["document-type-mismatch"]);
        assert_eq!(codes("a.mp3", &pdf), ["document-type-mismatch"]);
    }

    #[test]
    fn a_name_that_says_nothing_leaves_it_to_the_bytes() {
        let (document, warnings) = describe("a/avis", &pdfs::saved(pdfs::document(2)));
        assert_eq!((document.kind, warnings), (Some(Kind::Pdf), vec![]));
        let (document, warnings) = describe("a/plan.dwg", b"AC1032\0\0");
        assert_eq!((document.kind, warnings), (None, vec![]));
        assert_eq!(document.label("fr"), "DWG");
        assert_eq!(document.media_type(), "application/octet-stream");
        assert_eq!(describe("a/LISEZMOI", b"x").0.label("fr"), "fichier");
    }

    #[test]
    fn a_pdf_that_cannot_be_read_is_published_all_the_same() {
        let (document, warnings) = describe("a/avis.pdf", b"%PDF-1.7 and nothing more");
        assert_eq!((document.kind, document.pdf), (Some(Kind::Pdf), None));
        assert_eq!(warnings[0].code, "document-pdf-unreadable");
        assert_eq!(warnings[0].severity, Severity::Warning);
        let (document, _) = describe("a/avis.pdf", &pdfs::saved(pdfs::document(2)));
        assert_eq!(document.pdf.expect("read").pages, Some(2));
    }

    #[test]
    fn words_for_people() {
        assert_eq!(Kind::Ods.label("fr"), "tableur OpenDocument");
        assert_eq!(Kind::Ods.label("en-GB"), "OpenDocument spreadsheet");
        for (bytes, french, english) in [
            (0, "0 octet", "0 bytes"),
            (1, "1 octet", "1 byte"),
            (999, "999 octets", "999 bytes"),
            (1000, "1 ko", "1 kB"),
            (1049, "1 ko", "1 kB"),
            (1050, "1,1 ko", "1.1 kB"),
            (9_949, "9,9 ko", "9.9 kB"),
            (9_950, "10 ko", "10 kB"),
            (999_499, "999 ko", "999 kB"),
            (999_500, "1 Mo", "1 MB"),
            (1_234_567, "1,2 Mo", "1.2 MB"),
            (12_500_000, "13 Mo", "13 MB"),
            (3_000_000_000, "3 Go", "3 GB"),
            (u64::MAX, "18446744 To", "18446744 TB"),
        ] {
            assert_eq!(human_size(bytes, "fr"), french.replace(' ', "\u{a0}"));
            assert_eq!(human_size(bytes, "en"), english.replace(' ', "\u{a0}"));
        }
    }

    proptest::proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(
            head in 0usize..6,
            extension in 0usize..KINDS.len(),
            tail in proptest::collection::vec(proptest::num::u8::ANY, 0..400),
        ) {
            let heads: [&[u8]; 6] = [b"", ZIP, b"%PDF-1.4\n", b"RIFF", b"\0\0\0\0ftyp", b"\xEF\xBB\xBF"];
            let bytes = [heads[head], &tail].concat();
            let (document, _) = describe(&format!("a.{}", KINDS[extension].1[0]), &bytes);
            proptest::prop_assert_eq!(document.bytes, bytes.len() as u64);
        }

        #[test]
        fn any_size_has_words(bytes: u64) {
            proptest::prop_assert!(!human_size(bytes, "fr").is_empty());
        }
    }
}
