//! `accessibility-rules/images/figure-caption.md`: the caption of an image is tied to it.

use crate::accessibility::rules::picture::Picture;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::plain;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/figure-caption.md"),
    subject: Subject::Named(&["figure"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    let mut children = page.document.child_elements(node);
    let Some(caption) = children.find(|child| page.is(*child, local_name!("figcaption"))) else {
        return;
    };
    let legend = plain(&page.text(caption));
    let image = page.document.descendants(node).find(|inner| {
        Picture::of(page, *inner).is_some_and(|kind| kind != Picture::Area)
            && page.semantics.facts(*inner).is_painted()
            && !page.semantics.facts(*inner).is_aria_hidden()
            && !page.document.is_inside(*inner, caption)
    });
    let Some(kind) = image.and_then(|image| Picture::of(page, image)) else { return };
    if legend.is_empty() {
        return;
    }
    let test = match kind {
        Picture::Img | Picture::Button | Picture::Role | Picture::Area => "1.9.1",
        Picture::Object => "1.9.2",
        Picture::Embed => "1.9.3",
        Picture::Svg => "1.9.4",
        Picture::Canvas => "1.9.5",
    };
    report.applies(test);
    let role = page.attribute(node, local_name!("role")).unwrap_or_default().trim();
    let role = matches!(role, "figure" | "group");
    let label = plain(page.attribute(node, local_name!("aria-label")).unwrap_or_default());
    let named_elsewhere = page.has(node, local_name!("aria-labelledby"));
    if label == legend && role {
        return;
    }
    if holds_something_else(page, node) {
        // The caption may be that of the text or of the video the image only adorns.
        report.review(node, test, "figure-caption-loose");
    } else if label.is_empty() && !named_elsewhere {
        report.fail_unless_scripted(node, test, "figure-caption-loose");
    } else if !label.is_empty() && !label.contains(&legend) && !legend.contains(&label) {
        report.fail_unless_scripted(node, test, "figure-caption-differs");
    } else {
        // Named another way, or by a part of the caption.
        report.review(node, test, "figure-caption-loose");
    }
}

/// Whether the figure shows something that may have a caption besides an image.
fn holds_something_else(page: &Page<'_>, figure: NodeId) -> bool {
    page.document.descendants(figure).any(|inner| {
        matches!(
            page.document.html_name(inner).map(|name| &**name),
            Some("table" | "pre" | "blockquote" | "video" | "audio" | "iframe" | "code")
        )
    })
}
