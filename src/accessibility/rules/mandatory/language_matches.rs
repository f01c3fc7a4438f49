//! `accessibility-rules/mandatory/language-matches.md`: texts are in the language that is declared.

use super::language_code::has_text;
use crate::accessibility::language::{self, ENOUGH, Judgement};
use crate::accessibility::rules::hints::Hints;
use crate::accessibility::rules::passages::Passage;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/language-matches.md"),
    subject: Subject::Page,
    check,
};

/// How many words suffice for a passage whose own `lang` says its language.
const ENOUGH_OF_A_PASSAGE: usize = 12;

/// A passage of fewer bytes is not asked for a change of language: a name, a title, a brand.
const TOO_SHORT: usize = 39;

/// How much of a page's text tells its language, in bytes.
const MAX_SAMPLE: usize = 40_000;

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let Some(root) = page.document.root() else { return };
    let code = page.attribute(root, local_name!("lang")).unwrap_or_default();
    let given = !code.trim().is_empty() && language::is_known(code);
    let passages = page.passages();
    if given {
        let code = language::primary(code);
        if whole(root, &code, passages, report) {
            changes(root, &code, passages, report);
        }
    }
    for node in page.bearing(&local_name!("lang")).filter(|node| *node != root) {
        let code = page.attribute(node, local_name!("lang")).unwrap_or_default();
        if !code.trim().is_empty() && language::is_known(code) {
            passage(page, node, passages, report);
        }
    }
}

/// 8.4.1: the page as a whole. False when it is not in the language it declares.
fn whole(root: NodeId, code: &str, passages: &[Passage<'_>], report: &mut Report<'_>) -> bool {
    let own = || passages.iter().filter(|passage| passage.language == Some(root));
    report.applies("8.4.1");
    if own().all(|passage| !passage.hints.may(Hints::FAR))
        && language::is_plainly(own().map(|passage| &*passage.text), MAX_SAMPLE, code)
    {
        return true;
    }
    let mut sample = String::new();
    for passage in own() {
        sample.push_str(&passage.text);
        sample.push_str(" \n");
        if sample.len() > MAX_SAMPLE {
            break;
        }
    }
    match language::judge(&sample, code, ENOUGH) {
        Judgement::Declared => return true,
        Judgement::Other(other) => {
            report.fail(root, "8.4.1", "language-not-declared").arg("language", other);
        }
        Judgement::Perhaps(other) => {
            report.review(root, "8.4.1", "language-perhaps-other").arg("language", other);
        }
        Judgement::Unknown => {
            report.doubt("8.4.1");
            return true;
        }
    }
    false
}

/// 8.7.1: passages in another language than the page's, without a mark.
fn changes(root: NodeId, code: &str, passages: &[Passage<'_>], report: &mut Report<'_>) {
    report.doubt("8.7.1");
    for passage in passages.iter().filter(|passage| passage.language == Some(root)) {
        if passage.text.len() < TOO_SHORT {
            continue;
        }
        match language::judge(&passage.text, code, ENOUGH) {
            Judgement::Other(other) => {
                report
                    .fail(passage.node, "8.7.1", "language-change-unmarked")
                    .arg("language", other);
            }
            Judgement::Perhaps(other) => {
                report
                    .review(passage.node, "8.7.1", "language-change-perhaps")
                    .arg("language", other);
            }
            Judgement::Declared | Judgement::Unknown => {}
        }
    }
}

/// 8.8.1: a passage that says its language.
fn passage(page: &Page<'_>, node: NodeId, passages: &[Passage<'_>], report: &mut Report<'_>) {
    let code = page.attribute(node, local_name!("lang")).unwrap_or_default();
    let code = language::primary(code);
    let mut text = String::new();
    for passage in passages.iter().filter(|passage| passage.language == Some(node)) {
        text.push_str(&passage.text);
        text.push('\n');
    }
    if text.is_empty() {
        if has_text(page, node) {
            report.doubt("8.8.1");
        }
        return;
    }
    report.applies("8.8.1");
    match language::judge(&text, &code, ENOUGH_OF_A_PASSAGE) {
        Judgement::Declared => {}
        Judgement::Other(other) => {
            report.fail(node, "8.8.1", "language-not-declared").arg("language", other);
        }
        Judgement::Perhaps(other) => {
            report.review(node, "8.8.1", "language-perhaps-other").arg("language", other);
        }
        Judgement::Unknown => report.doubt("8.8.1"),
    }
}
