//! `accessibility-rules/multimedia/audio-autoplay.md`: sounds that start by themselves can be stopped.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/multimedia/audio-autoplay.md"),
    subject: Subject::Named(&["audio", "video"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
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
    let scripted = page.all(local_name!("script")).next().is_some();
    if page.is(node, local_name!("audio")) && !scripted {
        report.fail(node, "4.10.1", "audio-autoplay");
    } else {
        report.review(node, "4.10.1", "audio-autoplay");
    }
}
