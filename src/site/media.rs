//! Images and documents of a site: from a file's name to the HTML that shows it.
//!
//! What a file holds is asked of a [`Library`]; this module never reads one. It remembers which
//! images are used: only their derivatives are published, never the photograph itself, whose
//! metadata may say where it was taken.

use super::load::Text;
use super::urls;
use super::view::{AttachmentView, Html, ImageView};
use super::wording::Words;
use crate::content::{self, Entry, ParseContext};
use crate::diagnostic::Diagnostic;
use crate::markdown::push_escaped;
use crate::media::document::Document;
use crate::media::{PreparedImage, Variant};
use crate::workspace::SourceFile;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Where images are published, from the site's root.
const IMAGES: &str = "media";

/// How wide an image of a text is shown, for `sizes`.
const IN_TEXT: &str = "(min-width: 48rem) 46rem, 100vw";

/// How wide the image of the home page is shown: from one edge of the window to the other.
const ACROSS: &str = "100vw";

/// How wide the crest in the header is shown, at most.
const CREST: &str = "8rem";

/// How wide an image of a card is shown.
const IN_CARD: &str = "(min-width: 64rem) 24rem, (min-width: 40rem) 50vw, 100vw";

/// Knows the files of a site: what they hold, and the derivatives of images.
pub trait Library: Sync {
    /// The entry a text says, as [`content::parse`] reads it.
    fn entry(&self, text: &Text, context: &ParseContext<'_>) -> (Option<Entry>, Vec<Diagnostic>) {
        content::parse(&text.source, &text.path, context)
    }

    /// An image and its derivatives, made or found in the cache.
    ///
    /// # Errors
    /// The image cannot be published; the diagnostic names the file.
    fn image(&self, file: &SourceFile) -> Result<Arc<PreparedImage>, Diagnostic>;

    /// What a document is.
    ///
    /// # Errors
    /// The file cannot be read.
    fn document(&self, file: &SourceFile) -> Result<Arc<Document>, Diagnostic>;
}

/// The images that pages use, to be published with them.
#[derive(Debug, Default)]
pub(super) struct UsedImages(Mutex<BTreeMap<String, PathBuf>>);

impl UsedImages {
    /// Remembers an image.
    pub(super) fn add(&self, image: &PreparedImage) {
        let mut used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for variant in &image.variants {
            used.entry(format!("{IMAGES}/{}", variant.file_name))
                .or_insert_with(|| variant.cache_path.clone());
        }
    }

    /// The files to publish: path in the output, and where to copy it from.
    pub(super) fn files(&self) -> Vec<(String, PathBuf)> {
        let used = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        used.iter().map(|(path, from)| (path.clone(), from.clone())).collect()
    }
}

/// True for a file that is published as an image, through its derivatives.
pub(super) fn is_image(path: &str) -> bool {
    extension(path).is_some_and(|extension| {
        ["jpg", "jpeg", "png", "gif", "webp"]
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// True for a file browsers may run, which is therefore not published: an officer's folder holds
/// documents, not programs.
pub(super) fn is_active(path: &str) -> bool {
    const ACTIVE: &[&str] = &[
        "html",
        "htm",
        "xhtml",
        "xht",
        "shtml",
        "svg",
        "svgz",
        "js",
        "mjs",
        "cjs",
        "css",
        "xml",
        "xsl",
        "xslt",
        "wasm",
        "swf",
        "jar",
        "php",
        "exe",
        "bat",
        "cmd",
        "com",
        "msi",
        "ps1",
        "sh",
        "vbs",
        "hta",
        "htaccess",
        "webmanifest",
    ];
    extension(path)
        .is_some_and(|extension| ACTIVE.iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

fn extension(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    name.rsplit_once('.').map(|(_, extension)| extension)
}

/// The address of a derivative.
pub(super) fn address(variant: &Variant) -> String {
    format!("/{IMAGES}/{}", variant.file_name)
}

/// How an image is fetched.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Loading {
    /// At once: the first image of a page, which is likely in view.
    Eager,
    /// When it comes near the view.
    Lazy,
}

/// How wide the picture of a film is shown, at most.
const POSTER: u32 = 800;

/// The address of the picture that a player shows before it plays. It can be given no choice of
/// sizes: the lightest copy that is wide enough.
pub(super) fn poster(image: &PreparedImage) -> Option<String> {
    let fallback = image.fallback()?;
    let light = || image.variants.iter().filter(|variant| variant.format != fallback.format);
    let wide = light().filter(|variant| variant.width >= POSTER).min_by_key(|one| one.width);
    let widest = || light().max_by_key(|variant| variant.width);
    Some(address(wide.or_else(widest).unwrap_or(fallback)))
}

/// The `<picture>` of an image in a text.
pub(super) fn picture_in_text(image: &PreparedImage, alt: &str, loading: Loading) -> String {
    picture(image, alt, IN_TEXT, loading)
}

/// The `<picture>` of an image among others.
pub(super) fn picture_in_gallery(image: &PreparedImage, alt: &str, loading: Loading) -> String {
    picture(image, alt, IN_CARD, loading)
}

/// A `<figure>` around a picture, with its caption and credit: `Le préau © Mairie` is both.
pub(super) fn figure(picture: &str, title: &str, words: &Words) -> String {
    if title.is_empty() {
        return format!("<figure>{picture}</figure>");
    }
    let (caption, credit) = caption_and_credit(title);
    let credit = credit.map(|credit| format!("{} {credit}", words.credit));
    let mut html = String::with_capacity(picture.len() + 128);
    html.push_str("<figure role=\"figure\" aria-label=\"");
    // RGAA 1.9.1 wants the role written out and the caption as its name; HTML allows no other.
    let name = if caption.is_empty() { credit.as_deref().unwrap_or_default() } else { caption };
    push_escaped(&mut html, name);
    html.push_str("\">");
    html.push_str(picture);
    html.push_str("<figcaption>");
    push_escaped(&mut html, caption);
    if let Some(credit) = credit {
        if !caption.is_empty() {
            html.push(' ');
        }
        html.push_str("<small>");
        push_escaped(&mut html, &credit);
        html.push_str("</small>");
    }
    html.push_str("</figcaption></figure>");
    html
}

/// What an image's title says of it, and whose work it is: what follows «©» or «Crédit :».
fn caption_and_credit(title: &str) -> (&str, Option<&str>) {
    const SIGNS: [&str; 5] = ["©", "Crédit\u{a0}:", "Crédit :", "crédit :", "Credit:"];
    let found = SIGNS.iter().filter_map(|sign| Some((title.find(sign)?, sign.len()))).min();
    let Some((at, length)) = found else { return (title, None) };
    let credit = title[at + length..].trim();
    let loose = |c: char| c.is_whitespace() || ",;–—-.".contains(c);
    let caption = title[..at].trim_end_matches(loose);
    (caption, (!credit.is_empty()).then_some(credit))
}

fn picture(image: &PreparedImage, alt: &str, sizes: &str, loading: Loading) -> String {
    let Some(fallback) = image.fallback() else { return String::new() };
    let mut html = String::with_capacity(768);
    html.push_str("<picture>");
    let modern: Vec<&Variant> =
        image.variants.iter().filter(|variant| variant.format != fallback.format).collect();
    if let Some(first) = modern.first() {
        let _ = write!(html, "<source type=\"{}\" srcset=\"", first.format.media_type());
        srcset(&modern, &mut html);
        let _ = write!(html, "\" sizes=\"{sizes}\">");
    }
    let plain: Vec<&Variant> =
        image.variants.iter().filter(|variant| variant.format == fallback.format).collect();
    let _ = write!(html, "<img src=\"{}\"", address(fallback));
    if plain.len() > 1 {
        html.push_str(" srcset=\"");
        srcset(&plain, &mut html);
        let _ = write!(html, "\" sizes=\"{sizes}\"");
    }
    let _ = write!(html, " width=\"{}\" height=\"{}\" alt=\"", fallback.width, fallback.height);
    push_escaped(&mut html, alt);
    html.push_str(match loading {
        Loading::Lazy => "\" loading=\"lazy\" decoding=\"async\"></picture>",
        Loading::Eager => "\" decoding=\"async\" fetchpriority=\"high\"></picture>",
    });
    html
}

fn srcset(variants: &[&Variant], html: &mut String) {
    for (index, variant) in variants.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        let _ = write!(html, "{comma}{} {}w", address(variant), variant.width);
    }
}

/// Where an image is the first to be seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// Above a text.
    Text,
    /// Behind the first lines of the home page.
    Home,
    /// In the header.
    Crest,
}

impl Lead {
    /// Of the entry at an address.
    pub(super) fn of(url: &str) -> Self {
        if url == "/" { Self::Home } else { Self::Text }
    }
}

/// An entry's main image, for its card and its page.
pub(super) fn image_view(
    image: &PreparedImage,
    alt: &str,
    credit: Option<&str>,
    lead: Lead,
) -> Option<ImageView> {
    let fallback = image.fallback()?;
    let sizes = match lead {
        Lead::Text => IN_TEXT,
        Lead::Home => ACROSS,
        Lead::Crest => CREST,
    };
    Some(ImageView {
        html: Html(picture(image, alt, IN_CARD, Loading::Lazy)),
        eager: Html(picture(image, alt, sizes, Loading::Eager)),
        url: address(fallback),
        width: fallback.width,
        height: fallback.height,
        alt: alt.to_owned(),
        credit: credit.map(str::to_owned),
    })
}

/// «PDF, 1,2 Mo, en anglais».
pub(super) fn document_label(
    document: &Document,
    language: Option<&str>,
    site_language: &str,
) -> String {
    let mut label =
        format!("{}, {}", document.label(site_language), document.human_size(site_language));
    if let Some(language) = foreign(document, language, site_language) {
        let _ = write!(label, ", {}", language_name(&language, site_language));
    }
    label
}

/// The language of a document when it is not the site's: as the editor says, else as the file does.
pub(super) fn foreign(
    document: &Document,
    given: Option<&str>,
    site_language: &str,
) -> Option<String> {
    let own = document.pdf.as_ref().and_then(|pdf| pdf.language.as_deref());
    let language = given.or(own)?;
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let tag = primary(language);
    (!tag.is_empty() && tag != primary(site_language)).then_some(tag)
}

fn language_name(tag: &str, site_language: &str) -> String {
    const NAMES: &[(&str, &str, &str)] = &[
        ("fr", "en français", "in French"),
        ("en", "en anglais", "in English"),
        ("es", "en espagnol", "in Spanish"),
        ("pt", "en portugais", "in Portuguese"),
        ("de", "en allemand", "in German"),
        ("it", "en italien", "in Italian"),
        ("nl", "en néerlandais", "in Dutch"),
        ("ar", "en arabe", "in Arabic"),
        ("uk", "en ukrainien", "in Ukrainian"),
        ("eu", "en basque", "in Basque"),
        ("oc", "en occitan", "in Occitan"),
        ("br", "en breton", "in Breton"),
        ("ca", "en catalan", "in Catalan"),
        ("co", "en corse", "in Corsican"),
    ];
    let english = crate::theme::Language::of(site_language) == crate::theme::Language::English;
    match NAMES.iter().find(|(known, ..)| *known == tag) {
        Some((_, _, name)) if english => (*name).to_owned(),
        Some((_, name, _)) => (*name).to_owned(),
        None if english => format!("language: {tag}"),
        None => format!("langue\u{a0}: {tag}"),
    }
}

/// A document as templates see it.
pub(super) fn attachment_view(
    file: &SourceFile,
    document: &Document,
    title: Option<&str>,
    language: Option<&str>,
    site_language: &str,
) -> AttachmentView {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let own = document.pdf.as_ref().and_then(|pdf| pdf.title.clone());
    AttachmentView {
        title: title.map(str::to_owned).or(own).unwrap_or_else(|| name.to_owned()),
        url: format!("/{}", urls::encode(&file.path)),
        language: foreign(document, language, site_language),
        label: document_label(document, language, site_language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_caption_and_a_credit() {
        assert_eq!(caption_and_credit("Le préau"), ("Le préau", None));
        assert_eq!(caption_and_credit("Le préau © Mairie"), ("Le préau", Some("Mairie")));
        assert_eq!(caption_and_credit("© Mairie d’Amou"), ("", Some("Mairie d’Amou")));
        assert_eq!(
            caption_and_credit("Le préau, un matin – Crédit : J. L."),
            ("Le préau, un matin", Some("J. L."))
        );
    }
}
