//! `accessibility-rules/images/image-description.md`: detailed descriptions are where the image
//! says.

use crate::accessibility::rules::picture::{Picture, adjacent_control};
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::plain;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/image-description.md"),
    subject: Subject::Images,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(kind) = Picture::of(page, node) else { return };
    let (needed, told) = match kind {
        Picture::Img => ("1.6.1", "1.7.1"),
        Picture::Object => ("1.6.2", "1.7.3"),
        Picture::Embed => ("1.6.3", "1.7.4"),
        Picture::Button => ("1.6.4", "1.7.2"),
        Picture::Svg => ("1.6.5", "1.7.5"),
        Picture::Canvas => ("1.6.7", "1.7.6"),
        Picture::Role => ("1.6.10", "1.7.1"),
        Picture::Area => return,
    };
    if !page.is_exposed(node) || page.name(node).text.is_empty() {
        return;
    }
    // Whether the image needs a description is for a person to say.
    report.applies(needed);
    let described = page.attribute(node, local_name!("aria-describedby"));
    if let Some(ids) = described.filter(|ids| !ids.trim().is_empty()) {
        if kind == Picture::Svg {
            report.applies("1.6.6");
        } else if kind == Picture::Canvas {
            report.applies("1.6.8");
        }
        report.applies("1.6.9");
        report.applies(told);
        if page.document.by_ids(ids).next().is_none() {
            let test = if kind == Picture::Button { needed } else { "1.6.9" };
            missing(page, node, test, ids.trim(), report);
        }
        return;
    }
    if let Some(address) = page.attribute(node, local_name!("longdesc")) {
        report.applies(told);
        let address = address.trim();
        let fragment = address.strip_prefix('#');
        if fragment.is_some_and(|id| page.document.by_id(id).is_none()) {
            missing(page, node, needed, address, report);
        } else if address.is_empty() || address.contains(char::is_whitespace) {
            report.review(node, needed, "image-description-missing").arg("reference", address);
        }
        return;
    }
    let words = plain(&page.name(node).text);
    let refers = ["description", "ci dessous", "ci contre", "ci après", "below"];
    if refers.iter().any(|word| words.contains(word)) || adjacent_control(page, node).is_some() {
        report.applies(told);
    }
}

/// The image names a description that is not there.
fn missing(
    page: &Page<'_>,
    node: NodeId,
    test: &'static str,
    reference: &str,
    report: &mut Report<'_>,
) {
    // A script may bring the description.
    let draft = if page.has_scripts() {
        report.review(node, test, "image-description-missing")
    } else {
        report.fail(node, test, "image-description-missing")
    };
    draft.arg("reference", reference);
}
