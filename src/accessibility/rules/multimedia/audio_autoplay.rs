//! `accessibility-rules/multimedia/audio-autoplay.md`: sounds that start by themselves can be stopped.

use crate::accessibility::rules::player::{Family, family, is_player};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/multimedia/audio-autoplay.md"),
    subject: Subject::Named(&["audio", "video", "iframe", "bgsound", "object", "embed"]),
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
        // What begins anew lasts longer than three seconds, and nothing stops it.
        let again = page.attribute(node, local_name!("loop")).is_some_and(|count| {
            count.trim().starts_with('-') || count.trim().eq_ignore_ascii_case("infinite")
        });
        let source = page.attribute(node, local_name!("src")).unwrap_or_default();
        if again && !source.is_empty() && !page.has_scripts() {
            report.fail(node, "4.10.1", "audio-autoplay");
        } else {
            report.review(node, "4.10.1", "audio-autoplay");
        }
        return;
    }
    if page.is(node, local_name!("object")) || page.is(node, local_name!("embed")) {
        if matches!(family(page, node), Family::Audio | Family::Video) && !is_kept_silent(page, node) {
            report.review(node, "4.10.1", "audio-autoplay");
        }
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

/// Whether an `<object>` or an `<embed>` is told not to start by itself, which they do otherwise.
fn is_kept_silent(page: &Page<'_>, node: NodeId) -> bool {
    let is_start = |name: &str| {
        name.eq_ignore_ascii_case("autoplay") || name.eq_ignore_ascii_case("autostart")
    };
    let no = |value: &str| {
        let value = value.trim();
        value == "0" || value.eq_ignore_ascii_case("false") || value.eq_ignore_ascii_case("no")
    };
    let own = page.element(node).into_iter().flat_map(Element::attributes);
    let mut own = own.filter(|(name, ..)| is_start(name)).map(|(.., value)| value);
    let mut inside = page
        .document
        .child_elements(node)
        .filter(|child| page.attribute(*child, local_name!("name")).is_some_and(is_start))
        .filter_map(|child| page.attribute(child, local_name!("value")));
    own.any(no) || inside.any(no)
}
