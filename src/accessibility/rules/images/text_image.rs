//! `accessibility-rules/images/text-image.md`: a text is a text, not an image of one.

use crate::accessibility::rules::picture::Picture;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::{file_name, plain, unaccented};

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/text-image.md"),
    subject: Subject::Images,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(kind) = Picture::of(page, node) else { return };
    let test = match kind {
        Picture::Img | Picture::Role => "1.8.1",
        Picture::Button => "1.8.2",
        Picture::Object => "1.8.3",
        Picture::Embed => "1.8.4",
        Picture::Canvas => "1.8.5",
        Picture::Svg => "1.8.6",
        Picture::Area => return,
    };
    if !page.is_exposed(node) || page.name(node).text.is_empty() {
        return;
    }
    report.applies(test);
    let source = page.attribute(node, local_name!("src")).unwrap_or_default();
    let file = unaccented(&plain(file_name(source)));
    let shows_text = file.split(' ').any(|word| TEXT_FILES.contains(&word));
    if shows_text {
        report.review(node, test, "text-image");
    }
}

/// Words in the names of files that show a text.
const TEXT_FILES: &[&str] = &[
    "affiche", "bandeau", "banner", "banniere", "bouton", "button", "flyer", "poster", "slogan",
    "texte", "text", "titre", "title",
];
