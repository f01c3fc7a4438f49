//! `accessibility-rules/colours/colour-information.md`: colour is never the only one to say something.

use crate::accessibility::css::{DisplayKind, Style, View};
use crate::accessibility::page::ByName;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::phrases::Phrases;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/colours/colour-information.md"),
    subject: Subject::Page,
    check,
};

/// What a text says when it points at something by its colour, in lower case.
pub(crate) const PHRASES: &[&str] = &[
    "en rouge",
    "en vert",
    "en bleu",
    "en orange",
    "en jaune",
    "en gris",
    "en rose",
    "en violet",
    "en couleur",
    "en surbrillance",
    "bouton rouge",
    "bouton vert",
    "bouton bleu",
    "in red",
    "in green",
    "in blue",
    "in orange",
    "in yellow",
    "red button",
    "green button",
];

static SOUGHT: Phrases = Phrases::new(PHRASES);

/// The tests that elements of a name bear on.
static TESTS: &[ByName] = &[
    (&[local_name!("img"), local_name!("svg"), local_name!("area")], &["3.1.3"]),
    (&[local_name!("video"), local_name!("audio")], &["3.1.5"]),
    (&[local_name!("canvas")], &["3.1.3", "3.1.6"]),
    (&[local_name!("iframe"), local_name!("object"), local_name!("embed")], &["3.1.3", "3.1.5", "3.1.6"]),
];

/// How many words are told.
const MAX_TOLD: usize = 10;

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let certain = page.styles.sheets_complete && !page.has_scripts();
    for (node, words) in SOUGHT.sought(page) {
        report.review(node, "3.1.2", "colour-named").arg("words", words);
    }
    let mut coloured = 0;
    let mut styled = !certain;
    let mut suspects = false;
    for node in page.text_looks() {
        let style = page.style(*node);
        styled |= style.author_color || style.author_background;
        suspects |= may_be_told_by_colour(style);
    }
    for node in page.texts().iter().filter(|_| suspects) {
        if coloured < MAX_TOLD && page.is_visible(*node) && is_told_by_colour(page, *node) {
            coloured += 1;
            report.review(*node, "3.1.1", "colour-only-words");
        }
    }
    if !certain {
        report.doubt("3.1.1");
    }
    if styled {
        report.doubt("3.1.4");
    }
    page.borne_on(TESTS).for_each(|test| report.doubt(test));
    if page.has_background_image() {
        report.doubt("3.1.3");
    }
    if !certain {
        report.doubt("3.1.3");
    }
}

/// Whether words of that style stand in a line and have a colour of their own.
fn may_be_told_by_colour(style: &Style) -> bool {
    style.own_color && style.display == DisplayKind::Inline
}

/// Words in a text that only their colour tells from it.
fn is_told_by_colour(page: &Page<'_>, node: NodeId) -> bool {
    let style = page.style(node);
    if !may_be_told_by_colour(style) {
        return false;
    }
    let Some(parent) = page.document.parent(node) else { return false };
    let is_link = || {
        page.document.ancestors(node).chain([node]).any(|one| {
            page.is(one, local_name!("a")) || page.is(one, local_name!("button"))
        })
    };
    let beside = || {
        page.document.children(parent).any(|child| {
            page.document.text(child).is_some_and(|text| text.chars().any(char::is_alphanumeric))
        })
    };
    differs_by_colour(page, node, parent) && beside() && !is_link()
}

/// Whether two looks differ by their colour, and by nothing else.
#[derive(Debug, Clone, Copy)]
struct ByColour(bool);

fn differs_by_colour(page: &Page<'_>, node: NodeId, parent: NodeId) -> bool {
    let [own, around] = [node, parent].map(|one| page.styles.index(View::Wide, one));
    let by_colour = || {
        let (style, other) = (page.style(node), page.style(parent));
        let mut plain = other.child();
        plain.border = style.border;
        plain.outline = style.outline;
        ByColour(style.color != other.color && !style.differs_beyond_colour(&plain))
    };
    page.styles.once(u64::from(own) << 32 | u64::from(around), by_colour).0
}
