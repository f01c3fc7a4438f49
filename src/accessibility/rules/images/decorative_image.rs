//! `accessibility-rules/images/decorative-image.md`: images said to be decorative say nothing.

use crate::accessibility::rules::picture::{
    Picture, caption, is_filled, is_hidden_itself, is_labelled, is_silenced,
};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/decorative-image.md"),
    subject: Subject::Images,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(kind) = Picture::of(page, node) else { return };
    let test = match kind {
        Picture::Img => "1.2.1",
        Picture::Area if !page.has(node, local_name!("href")) => "1.2.2",
        Picture::Object => "1.2.3",
        Picture::Svg => "1.2.4",
        Picture::Canvas => "1.2.5",
        Picture::Embed => "1.2.6",
        Picture::Area | Picture::Button | Picture::Role => return,
    };
    if !page.semantics.facts(node).is_painted() {
        return;
    }
    let silenced = is_silenced(page, node);
    if let Some(caption) = caption(page, node) {
        // An image with a caption tells something: the criterion does not apply to it, but the
        // first one does.
        let named = is_labelled(page, node) || is_filled(page, node, local_name!("title"));
        if silenced && !named && !page.text(caption).is_empty() && page.is_exposed(caption) {
            report.review(node, informative(kind), "captioned-image-silent");
        }
        return;
    }
    if silenced || page.semantics.facts(node).is_aria_hidden() {
        report.applies(test);
    }
    match kind {
        Picture::Img | Picture::Area if silenced => simple(page, node, test, report),
        Picture::Area => {
            // Nothing says whether it decorates or tells something.
            if !page.has(node, local_name!("alt")) && page.name(node).text.is_empty() {
                report.review(node, test, "decorative-area-unsaid").also("1.1.2");
            }
        }
        Picture::Img => {}
        _ => intricate(page, node, kind, test, report),
    }
}

/// The test on the alternative of an image of that kind.
fn informative(kind: Picture) -> &'static str {
    match kind {
        Picture::Object => "1.1.6",
        Picture::Svg => "1.1.5",
        Picture::Canvas => "1.1.8",
        Picture::Embed => "1.1.7",
        Picture::Img | Picture::Area | Picture::Button | Picture::Role => "1.1.1",
    }
}

/// `<img>` and `<area>`: an empty `alt` or a presentational role is enough, but nothing may name
/// the image beside it.
fn simple(page: &Page<'_>, node: NodeId, test: &'static str, report: &mut Report<'_>) {
    let facts = page.semantics.facts(node);
    if facts.is_aria_hidden() {
        return;
    }
    if is_labelled(page, node) {
        report.fail_unless_scripted(node, test, "decorative-image-named");
    } else if is_filled(page, node, local_name!("title")) {
        if page.is(node, local_name!("img")) {
            // RGAA takes `title` for an alternative of an `<img>`: which of the two is meant, only a
            // person can tell.
            report.review(node, test, "decorative-image-named");
        } else {
            report.fail_unless_scripted(node, test, "decorative-image-named");
        }
    } else if facts.is_focusable() && page.is(node, local_name!("img")) {
        report.fail_unless_scripted(node, test, "decorative-image-focusable");
    }
}

/// The others: `aria-hidden` on the element, and no alternative of any sort.
fn intricate(
    page: &Page<'_>,
    node: NodeId,
    kind: Picture,
    test: &'static str,
    report: &mut Report<'_>,
) {
    let hidden = page.element(node).is_some_and(is_hidden_itself);
    let facts = page.semantics.facts(node);
    let named = is_labelled(page, node);
    let says = named
        || is_filled(page, node, local_name!("title"))
        || match kind {
            Picture::Svg => has_words(page, node),
            Picture::Canvas | Picture::Object => !page.text(node).is_empty(),
            _ => false,
        };
    if hidden {
        if says {
            report.fail_unless_scripted(node, test, "decorative-image-named");
        }
    } else if facts.is_aria_hidden() {
        // An ancestor hides it: it is ignored, whoever it is for.
    } else if is_silenced(page, node) {
        if named {
            report.fail_unless_scripted(node, test, "decorative-image-named");
        } else {
            report.review(node, test, "decorative-image-exposed");
        }
    } else if kind == Picture::Svg && page.name(node).text.is_empty() && !facts.has_explicit_role() {
        report.review(node, test, "decorative-image-exposed").also("1.1.5");
    }
}

/// Whether the drawing, or a part of it, bears a title or a description.
fn has_words(page: &Page<'_>, svg: NodeId) -> bool {
    page.document.descendants(svg).any(|inner| {
        let Some(element) = page.element(inner) else { return false };
        let worded = matches!(&*element.name, "title" | "desc")
            && !page.document.text_content(inner).trim().is_empty();
        worded || is_filled(page, inner, local_name!("title")) || is_labelled(page, inner)
    })
}
