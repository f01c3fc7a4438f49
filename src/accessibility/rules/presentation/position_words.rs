//! `accessibility-rules/presentation/position-words.md`: nothing is referred to by its shape, its size or
//! its place alone.

use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::phrases::Phrases;
use std::sync::LazyLock;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/position-words.md"),
    subject: Subject::Page,
    check,
};

/// What a text says when it points at something by its form or place, in lower case.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(&[
    "ci-contre",
    "à droite",
    "à gauche",
    "en haut à",
    "en bas à",
    "en bas de page",
    "en haut de page",
    "au-dessus",
    "au-dessous",
    "colonne de droite",
    "colonne de gauche",
    "bouton rond",
    "bouton carré",
    "gros bouton",
    "encadré",
    "on the right",
    "on the left",
    "at the top of",
    "at the bottom of",
    "round button",
    "square button",
    "large button",
    "in the sidebar",
]));

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    if !page.texts().is_empty() {
        report.applies("10.9.1");
        report.applies("10.10.1");
    }
    for (node, words) in PHRASES.sought(page) {
        report.review(node, "10.9.1", "position-words").arg("words", words).also("10.10.1");
    }
    for node in page.elements().iter().copied() {
        let Some(element) = page.element(node) else { continue };
        let tests: &[&str] = match &*element.name {
            "img" | "svg" | "area" => &["10.9.2", "10.10.2"],
            "video" | "audio" => &["10.9.3", "10.10.3"],
            // A frame may hold anything.
            "iframe" => &["10.9.2", "10.10.2", "10.9.3", "10.10.3", "10.9.4", "10.10.4"],
            "object" | "embed" => {
                &["10.9.2", "10.10.2", "10.9.3", "10.10.3", "10.9.4", "10.10.4"]
            }
            "canvas" => &["10.9.2", "10.10.2", "10.9.4", "10.10.4"],
            "input" if page.attribute(node, local_name!("type")) == Some("image") => {
                &["10.9.2", "10.10.2"]
            }
            _ => continue,
        };
        for test in tests {
            report.applies(test);
        }
    }
    let painted = page
        .document
        .all()
        .any(|node| page.element(node).is_some() && page.style(node).background_image == crate::accessibility::css::declaration::Picture::Image);
    if painted || !page.styles.sheets_complete {
        report.doubt("10.9.2");
        report.doubt("10.10.2");
    }
}
