//! `accessibility-rules/consultation/cryptic.md`: pictures made of characters are explained.

use crate::accessibility::rules::hints::Hints;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/consultation/cryptic.md"),
    subject: Subject::Page,
    check,
};

/// Faces made of punctuation.
const FACES: &[&str] = &[
    ":-)", ":-(", ";-)", ":-D", ":-P", ":-p", ":-/", ":-|", ":-o", ":-O", ":'(", ":'-(", ":)",
    ":(", ";)", ":D", "^^", "^_^", "-_-", "<3", "</3", "xD", "XD", "\\o/", "¯\\_(ツ)_/¯",
    "(^_^)", "(-_-)", ">_<", "(ツ)", "(╯°□°)╯︵", ":-*", "=)", "=(", "=D", "B-)",
];

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    for passage in page.passages() {
        if !passage.hints.may(Hints::FACE.and(Hints::CODED)) {
            continue;
        }
        let text = passage.text.trim();
        if page.is_exposed(passage.node) && holds(text) {
            let alone = is_made_of_signs(text);
            judge(page, passage.node, alone, report);
        } else if text.split_whitespace().any(is_coded) {
            report.review(passage.node, "13.5.1", "cryptic-unexplained");
        }
    }
    for node in page.all(local_name!("pre")) {
        if page.is_exposed(node) && is_drawn(&page.document.text_content(node)) {
            judge(page, node, true, report);
        }
    }
}

/// Whether what is cryptic has a `title` or another name, or a text beside it that may explain it.
fn judge(page: &Page<'_>, node: NodeId, alone: bool, report: &mut Report<'_>) {
    report.applies("13.5.1");
    let named = |node: NodeId| {
        [local_name!("title"), local_name!("aria-label"), local_name!("aria-labelledby")]
            .into_iter()
            .any(|name| page.attribute(node, name).is_some_and(|text| !text.trim().is_empty()))
    };
    let around = std::iter::once(node).chain(page.document.ancestors(node).take(2));
    if around.chain(page.document.descendants(node)).any(named) {
        report.doubt("13.6.1");
        return;
    }
    let parent = page.document.parent(node).unwrap_or(NodeId::DOCUMENT);
    let own = page.text(node).chars().count();
    let silent = alone
        && page.text(parent).chars().count() <= own
        && [page.document.previous(parent), page.document.next(parent)]
            .into_iter()
            .flatten()
            .all(|beside| page.text(beside).is_empty());
    if silent {
        report.fail_unless_scripted(node, "13.5.1", "cryptic-unexplained");
    } else {
        report.review(node, "13.5.1", "cryptic-unexplained");
    }
}

fn holds(text: &str) -> bool {
    // A face is neither a word nor a number, but for «xD».
    let may_be_face = |word: &&str| {
        word.len() < 16 && !word.starts_with(|c: char| c.is_alphanumeric() && !matches!(c, 'x' | 'X'))
    };
    text.split_whitespace().filter(may_be_face).any(|word| FACES.contains(&word))
        // Emoji take four bytes, the first of which nothing else here begins with.
        || (text.as_bytes().contains(&0xF0) && text.chars().any(is_emoji))
}

/// Faces, signs and pictures only: no word that could explain them.
fn is_made_of_signs(text: &str) -> bool {
    text.split_whitespace().all(|word| {
        FACES.contains(&word) || !word.chars().any(char::is_alphanumeric)
    })
}

/// Pictures of people, things and faces (Unicode, Emoji), not arrows, stars or check marks.
fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F300..=0x1F5FF | 0x1F600..=0x1F64F | 0x1F680..=0x1FAFF)
}

/// Words spelled with figures for letters («b13nv3nu3»).
fn is_coded(word: &str) -> bool {
    if word.len() < 5 || !word.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let letters = word.chars().filter(char::is_ascii_lowercase).count();
    let figures = word.chars().filter(char::is_ascii_digit).count();
    let turns = word
        .as_bytes()
        .windows(2)
        .filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit())
        .count();
    letters >= 3 && figures >= 2 && letters + figures == word.len() && turns >= 4
}

/// A drawing: several lines, most of whose signs are neither letters nor figures, and that is no
/// listing of a programme or a table.
fn is_drawn(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let signs = text.chars().filter(|c| !c.is_whitespace()).count();
    let words = text.chars().filter(|c| c.is_alphanumeric()).count();
    lines >= 3 && signs >= 12 && words * 5 <= signs
}
