//! `accessibility-rules/presentation/position-words.md`: nothing is referred to by its shape, its size or
//! its place alone.

use crate::accessibility::page::ByName;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::phrases::Phrases;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/position-words.md"),
    subject: Subject::Page,
    check,
};

/// What a text says when it points at something by its form or place, in lower case.
pub(crate) const PHRASES: &[&str] = &[
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
];

static SOUGHT: Phrases = Phrases::new(PHRASES);

/// The tests on images.
const IMAGES: &[&str] = &["10.9.2", "10.10.2"];

/// The tests that elements of a name bear on. A frame may hold anything.
static TESTS: &[ByName] = &[
    (&[local_name!("img"), local_name!("svg"), local_name!("area")], IMAGES),
    (&[local_name!("video"), local_name!("audio")], &["10.9.3", "10.10.3"]),
    (&[local_name!("iframe"), local_name!("object"), local_name!("embed")],
        &["10.9.2", "10.10.2", "10.9.3", "10.10.3", "10.9.4", "10.10.4"],
    ),
    (&[local_name!("canvas")], &["10.9.2", "10.10.2", "10.9.4", "10.10.4"]),
];

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    if !page.texts().is_empty() {
        report.applies("10.9.1");
        report.applies("10.10.1");
    }
    for (node, words) in SOUGHT.sought(page) {
        report.review(node, "10.9.1", "position-words").arg("words", words).also("10.10.1");
    }
    let is_image_button =
        |node: NodeId| page.attribute(node, local_name!("type")) == Some("image");
    let image = page.named(&local_name!("input")).any(is_image_button);
    let of_buttons: &[&str] = if image { IMAGES } else { &[] };
    for test in page.borne_on(TESTS).chain(of_buttons.iter().copied()) {
        report.applies(test);
    }
    if page.has_background_image() || !page.styles.sheets_complete {
        report.doubt("10.9.2");
        report.doubt("10.10.2");
    }
}
