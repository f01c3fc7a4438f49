//! `accessibility-rules/frames/frame-title-relevance.md`: the title of a frame says what it holds.

use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::{file_name, is_address, is_one_of, plain, unaccented};
use rustc_hash::FxHashMap;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/frames/frame-title-relevance.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let mut sources: FxHashMap<String, &str> = FxHashMap::default();
    for node in page.all(local_name!("iframe")).chain(page.all(local_name!("frame"))) {
        let title = page.attribute(node, local_name!("title")).unwrap_or_default().trim();
        if !page.is_exposed(node) {
            continue;
        }
        if title.is_empty() {
            continue;
        }
        report.applies("2.2.1");
        let source = page.attribute(node, local_name!("src")).unwrap_or_default().trim();
        let words = plain(title);
        let file = file_name(source);
        if is_one_of(&unaccented(&words), EMPTY_TITLES) || (!source.is_empty() && title == source) {
            report.fail_unless_scripted(node, "2.2.1", "frame-title-meaningless").arg("title", title);
        } else if words.is_empty() || is_address(title) || (!file.is_empty() && title == file) {
            report.review(node, "2.2.1", "frame-title-meaningless").arg("title", title);
        } else if !source.is_empty() && *sources.entry(words).or_insert(source) != source {
            report.review(node, "2.2.1", "frame-title-twice").arg("title", title);
        }
    }
}

/// What says that there is a frame, and nothing of what it holds.
const EMPTY_TITLES: &[&str] = &[
    "cadre", "frame", "frame title", "iframe", "iframe title", "sans titre", "title", "titre",
    "titre de l iframe", "titre du cadre", "undefined", "untitled",
];
