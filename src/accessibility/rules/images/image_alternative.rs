//! `accessibility-rules/images/image-alternative.md`: the alternative of an image says what it
//! shows.

use super::captcha::is_captcha;
use crate::accessibility::rules::picture::Picture;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::{
    file_name, is_address, is_image_file, is_one_of, plain, unaccented,
};

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/image-alternative.md"),
    subject: Subject::Images,
    check,
};

/// The length over which an alternative is not short any more.
const LONG: usize = 80;

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(kind) = Picture::of(page, node) else { return };
    let test = match kind {
        Picture::Img | Picture::Role => "1.3.1",
        Picture::Area => "1.3.2",
        Picture::Button => "1.3.3",
        Picture::Object => "1.3.4",
        Picture::Embed => "1.3.5",
        Picture::Svg => "1.3.6",
        Picture::Canvas => "1.3.7",
    };
    let presentational = page.role(node).is_some_and(Role::is_presentational);
    if !page.is_exposed(node) || presentational || is_captcha(page, node) {
        return;
    }
    let name = page.name(node);
    if name.text.is_empty() {
        return;
    }
    report.applies(test);
    report.applies("1.3.9");
    let text = name.text.trim();
    match judge(page, node, text) {
        Some(true) => {
            report
                .fail_unless_scripted(node, test, "image-alternative-meaningless")
                .arg("alternative", text);
        }
        Some(false) => {
            report.review(node, test, "image-alternative-doubtful").arg("alternative", text);
        }
        None => {}
    }
    let length = text.chars().count();
    if length > LONG {
        report.review(node, "1.3.9", "image-alternative-long").arg("length", length);
    }
}

/// Whether the text surely says nothing (`Some(true)`), perhaps nothing, or something.
fn judge(page: &Page<'_>, node: NodeId, text: &str) -> Option<bool> {
    let source = [local_name!("src"), local_name!("data"), local_name!("href")]
        .into_iter()
        .find_map(|name| page.attribute(node, name))
        .unwrap_or_default()
        .trim();
    let file = file_name(source);
    if is_image_file(text) {
        let same = !file.is_empty() && file_name(text).eq_ignore_ascii_case(file);
        return Some(same);
    }
    if !source.is_empty() && text == source && is_address(text) {
        return Some(true);
    }
    if text.chars().all(|c| matches!(c, '.' | '-' | '_' | '…' | ' ')) {
        // On a control it may be the sign that one reads there.
        return Some(!is_in_control(page, node));
    }
    let words = plain(text);
    let stem = file.rsplit_once('.').map_or("", |(stem, _)| stem);
    if is_one_of(&words, EMPTY_WORDS) {
        // On a control, «image» or «photo» may say what it inserts or takes.
        return Some(!is_in_control(page, node));
    }
    let doubtful = words.is_empty()
        || is_address(text)
        || is_one_of(&unaccented(&words), VAGUE_WORDS)
        || (!stem.is_empty() && text == stem && stem.contains(['_', '-']))
        || is_numbered(&words);
    doubtful.then_some(false)
}

fn is_in_control(page: &Page<'_>, node: NodeId) -> bool {
    std::iter::once(node).chain(page.document.ancestors(node)).any(|around| {
        page.role(around).is_some_and(Role::is_widget) || page.is(around, local_name!("label"))
    })
}

/// «image 1», «img 4521», «dsc 0001»: the name a device gives.
fn is_numbered(words: &str) -> bool {
    words.split_once(' ').is_some_and(|(word, number)| {
        let devices = [
            "calque", "dsc", "dscf", "dscn", "image", "img", "layer", "photo", "picture", "pxl", "scan",
            "untitled",
        ];
        devices.contains(&word) && number.chars().all(|c| c.is_ascii_digit() || c == ' ')
    })
}

/// What tells that there is an image, and nothing of it.
const EMPTY_WORDS: &[&str] = &[
    "alt",
    "alt text",
    "alternative text",
    "alternative textuelle",
    "image",
    "canvas",
    "images",
    "img",
    "lorem ipsum",
    "null",
    "photo",
    "photograph",
    "photographie",
    "photos",
    "pic",
    "picture",
    "pictures",
    "placeholder",
    "sans titre",
    "spacer",
    "svg",
    "texte alternatif",
    "undefined",
    "untitled",
];

/// What may say enough in its place, and most often does not.
const VAGUE_WORDS: &[&str] = &[
    "arrow",
    "bandeau",
    "banner",
    "banniere",
    "blank",
    "bullet",
    "carte",
    "fleche",
    "graph",
    "graphic",
    "graphique",
    "icon",
    "icone",
    "illustration",
    "logo",
    "map",
    "plan",
    "puce",
    "schema",
    "screenshot",
    "vide",
    "visuel",
];
