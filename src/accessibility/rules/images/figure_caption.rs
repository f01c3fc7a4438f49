//! `accessibility-rules/images/figure-caption.md`: the caption of an image is tied to it.

use crate::accessibility::rules::picture::Picture;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::plain;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/figure-caption.md"),
    subject: Subject::Images,
    check,
};

fn check(page: &Page<'_>, image: NodeId, report: &mut Report<'_>) {
    let test = match Picture::of(page, image) {
        Some(Picture::Img | Picture::Button | Picture::Role) => "1.9.1",
        Some(Picture::Object) => "1.9.2",
        Some(Picture::Embed) => "1.9.3",
        Some(Picture::Svg) => "1.9.4",
        Some(Picture::Canvas) => "1.9.5",
        Some(Picture::Area) | None => return,
    };
    if !is_shown(page, image) {
        return;
    }
    let figure = page.document.closest(image, &local_name!("figure"));
    let captioned = figure.and_then(|figure| {
        let mut children = page.document.child_elements(figure);
        children.find(|child| page.is(*child, local_name!("figcaption"))).map(|own| (figure, own))
    });
    match captioned {
        Some((figure, caption)) => tied(page, (figure, caption, image), test, report),
        None => {
            if let Some(caption) = called_caption(page, image) {
                report.review(caption, test, "figure-caption-loose");
            }
        }
    }
}

/// Whether an image is seen, and told to everybody.
fn is_shown(page: &Page<'_>, image: NodeId) -> bool {
    let facts = page.semantics.facts(image);
    facts.is_painted() && !facts.is_aria_hidden()
}

/// What follows an image, or the element that holds it, and is called a caption by its class.
fn called_caption(page: &Page<'_>, image: NodeId) -> Option<NodeId> {
    let next = |node: NodeId| {
        let mut after = std::iter::successors(page.document.next(node), |n| page.document.next(*n));
        after.find(|node| page.element(*node).is_some())
    };
    let is_called = |node: &NodeId| {
        let class = page.attribute(*node, local_name!("class")).unwrap_or_default();
        let class = class.to_ascii_lowercase();
        ["caption", "legend"].iter().any(|word| class.contains(word))
            && page.is_exposed(*node)
            && !page.text(*node).is_empty()
    };
    let outer = page.document.parent(image);
    [Some(image), outer].into_iter().flatten().filter_map(next).find(is_called)
}

/// A `<figure>` and its caption: the first image in it is the one the caption is about.
fn tied(
    page: &Page<'_>,
    (node, caption, image): (NodeId, NodeId, NodeId),
    test: &'static str,
    report: &mut Report<'_>,
) {
    let first = page.document.descendants(node).find(|inner| {
        Picture::of(page, *inner).is_some_and(|kind| kind != Picture::Area)
            && is_shown(page, *inner)
            && !page.document.is_inside(*inner, caption)
    });
    if first != Some(image) || !page.is_exposed(node) {
        return;
    }
    let legend = plain(&page.text(caption));
    if legend.is_empty() {
        return;
    }
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
