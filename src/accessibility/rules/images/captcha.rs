//! `accessibility-rules/images/captcha.md`: images that tell people from machines.

use crate::accessibility::rules::picture::Picture;
use crate::accessibility::rules::player::stands_near;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::plain;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/captcha.md"),
    subject: Subject::Images,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.semantics.facts(node).is_rendered() || !is_captcha(page, node) {
        return;
    }
    let Some(kind) = Picture::of(page, node) else { return };
    let test = match kind {
        Picture::Img | Picture::Role => "1.4.1",
        Picture::Area => "1.4.2",
        Picture::Button => "1.4.3",
        Picture::Object => "1.4.4",
        Picture::Embed => "1.4.5",
        Picture::Svg => "1.4.6",
        Picture::Canvas => "1.4.7",
    };
    let access = if kind == Picture::Button { "1.5.2" } else { "1.5.1" };
    report.applies(access);
    if !stands_near(page, node, &["audio", "sonore", "son", "telephone", "téléphone", "e mail"]) {
        report.review(node, access, "captcha-alone");
    }
    let name = page.name(node);
    if name.text.is_empty() {
        return;
    }
    report.applies(test);
    let words = plain(&name.text);
    if !["captcha", "code", "sécurité", "security", "robot"].iter().any(|w| words.contains(w)) {
        report.review(node, test, "captcha-unnamed");
    }
}

/// Whether an image is a CAPTCHA, by the names it is given.
pub(super) fn is_captcha(page: &Page<'_>, node: NodeId) -> bool {
    let Some(element) = page.element(node) else { return false };
    let is_name = |name: &LocalName| {
        matches!(
            *name,
            local_name!("id")
                | local_name!("class")
                | local_name!("name")
                | local_name!("src")
                | local_name!("data")
                | local_name!("alt")
                | local_name!("title")
                | local_name!("aria-label")
        )
    };
    let says_so = |value: &str| {
        value.as_bytes().windows(7).any(|part| part.eq_ignore_ascii_case(b"captcha"))
    };
    element
        .attributes()
        .filter(|(name, ..)| is_name(name))
        // An address that holds the image itself may be long, and is no name.
        .any(|(.., value)| value.len() < 2_000 && says_so(value))
}
