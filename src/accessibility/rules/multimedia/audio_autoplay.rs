//! `accessibility-rules/multimedia/audio-autoplay.md`: sounds that start by themselves can be stopped.

use crate::accessibility::rules::player::is_player;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/multimedia/audio-autoplay.md"),
    subject: Subject::Named(&["audio", "video", "iframe", "bgsound"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if page.is(node, local_name!("iframe")) {
        let address = page.attribute(node, local_name!("src")).unwrap_or_default();
        let is_set = |name: &str| address.contains(&format!("{name}=1"));
        if is_player(address) && is_set("autoplay") && !is_set("mute") && !is_set("muted") {
            report.applies("4.10.1");
            if address.contains("controls=0") {
                report.review(node, "4.10.1", "audio-autoplay");
            }
        }
        return;
    }
    if page.is(node, local_name!("bgsound")) {
        report.review(node, "4.10.1", "audio-autoplay");
        return;
    }
    let silent = page.has(node, local_name!("muted"));
    if !page.has(node, local_name!("autoplay")) || silent {
        return;
    }
    report.applies("4.10.1");
    if page.has(node, local_name!("controls")) {
        return;
    }
    let inside = page.document.child_elements(node);
    let mut sources = std::iter::once(node)
        .chain(inside)
        .filter_map(|source| page.attribute(source, local_name!("src")))
        .peekable();
    // An excerpt may be shorter than three seconds; a film may be silent.
    let known = sources.peek().is_some() && !sources.any(|source| source.contains('#'));
    if !known {
        return;
    }
    if page.is(node, local_name!("audio")) && !page.has_scripts() {
        report.fail(node, "4.10.1", "audio-autoplay");
    } else {
        report.review(node, "4.10.1", "audio-autoplay");
    }
}
