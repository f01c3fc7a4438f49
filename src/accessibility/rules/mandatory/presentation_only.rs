//! `accessibility-rules/mandatory/presentation-only.md`: elements are there for what they mean,
//! not for how they look.

use crate::accessibility::css::declaration::Picture;
use crate::accessibility::rules::hints::Hints;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/presentation-only.md"),
    subject: Subject::Named(&[
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "br", "li", "div", "body", "fieldset",
    ]),
    check,
};

/// Characters of running text from which a `<div>` is likely to be a paragraph.
const PARAGRAPH: usize = 80;

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(name) = page.document.html_name(node) else { return };
    match *name {
        local_name!("body") => report.doubt("8.9.1"),
        _ if !page.semantics.facts(node).is_painted() || is_silenced(page, node) => {}
        local_name!("br") => line_breaks(page, node, report),
        local_name!("div") => paragraph(page, node, report),
        local_name!("fieldset") => {
            if !page.document.descendants(node).any(|inner| is_control(page, inner)) {
                report.review(node, "8.9.1", "fieldset-without-field");
            }
        }
        _ => {
            let name = &**name;
            let Some(filled) = emptiness(page, node) else { return };
            let code = if name.starts_with('h') { "empty-heading-spacer" } else { "empty-spacer" };
            // An empty paragraph is RGAA's own example. Anything else that holds nothing at all takes
            // no room, and a script may fill what has a name to be called by.
            let bare = name == "p"
                && !page.has_scripts()
                && page.document.child_elements(node).next().is_none()
                && page.element(node).is_some_and(|element| {
                    element.attributes().all(|(name, ..)| name.starts_with("data-"))
                });
            let sure = (filled || bare)
                && !page.has(node, local_name!("id"))
                && !(has_scripts(page) && is_hooked(page, node));
            if name == "p" && is_made_by_the_parser(page, node) {
                return;
            }
            if sure && name != "li" {
                report.fail(node, "8.9.1", code).arg("element", name);
            } else {
                report.review(node, "8.9.1", code).arg("element", name);
            }
        }
    }
}

/// `role="presentation"` says that the element is not what it seems. RGAA accepts that on an
/// empty paragraph or a `<blockquote>`, not on a heading.
fn is_silenced(page: &Page<'_>, node: NodeId) -> bool {
    let heading = || {
        let name = page.document.html_name(node);
        name.is_some_and(|name| name.starts_with('h') && name.len() == 2)
    };
    let silent = page
        .attribute(node, local_name!("role"))
        .is_some_and(|role| matches!(role.trim(), "presentation" | "none"));
    page.semantics.facts(node).is_aria_hidden() || (silent && !heading())
}

/// Whether an element has nothing to say: `Some(true)` when spaces or line breaks fill it,
/// `Some(false)` when it holds nothing at all.
fn emptiness(page: &Page<'_>, node: NodeId) -> Option<bool> {
    let document = page.document;
    let mut filled = false;
    for inner in document.descendants(node) {
        // Most elements begin with words.
        if page.hints(inner).may(Hints::WORDS) {
            return None;
        }
        if let Some(text) = document.text(inner) {
            if !text.chars().all(|c| c.is_whitespace() || "\u{a0}\u{200b}\u{feff}".contains(c)) {
                return None;
            }
            filled |= text.contains('\u{a0}');
        } else if page.is(inner, local_name!("br")) {
            filled = true;
        } else if let Some(element) = page.element(inner) {
            let inline = matches!(
                &*element.name,
                "span" | "strong" | "em" | "b" | "i" | "u" | "small" | "font"
            );
            let (before, after) = page.styles.generated(inner);
            if !inline || before.is_some() || after.is_some() || is_painted(page, inner) {
                return None;
            }
        }
    }
    let (before, after) = page.styles.generated(node);
    let painted = is_painted(page, node) || before.is_some() || after.is_some();
    (!painted).then_some(filled)
}

/// An image is painted behind it.
fn is_painted(page: &Page<'_>, node: NodeId) -> bool {
    page.style(node).background_image != Picture::None
}

/// Something a script may call it by.
fn is_hooked(page: &Page<'_>, node: NodeId) -> bool {
    std::iter::once(node)
        .chain(page.document.descendants(node))
        .filter_map(|inner| page.element(inner))
        .any(|element| element.attributes().any(|(name, _, _)| *name != local_name!("style")))
}

fn is_bare(page: &Page<'_>, node: NodeId) -> bool {
    page.element(node).is_some_and(|element| element.attributes().next().is_none())
}

fn has_scripts(page: &Page<'_>) -> bool {
    page.all(local_name!("script")).next().is_some()
}

/// `</p>` without `<p>` makes an empty paragraph, which another rule tells.
fn is_made_by_the_parser(page: &Page<'_>, node: NodeId) -> bool {
    let line = page.document.line(node);
    is_bare(page, node)
        && page.document.errors.iter().any(|e| e.line == line && e.kind.starts_with("No <p>"))
}

/// Line breaks one after the other set paragraphs apart.
fn line_breaks(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let document = page.document;
    let blank = |node: &NodeId| {
        document.text(*node).is_some_and(|text| text.trim_matches([' ', '\n', '\t', '\r']).is_empty())
            || matches!(document.data(*node), crate::accessibility::dom::Data::Comment)
    };
    let is_break = |node: &NodeId| page.is(*node, local_name!("br"));
    let before = std::iter::successors(document.previous(node), |n| document.previous(*n))
        .take(50)
        .find(|node| !blank(node));
    // Only the first of a run speaks.
    if before.is_some_and(|before| is_break(&before)) || before.is_none() {
        return;
    }
    let mut run = 1;
    let mut text_follows = false;
    for next in std::iter::successors(document.next(node), |n| document.next(*n)).take(200) {
        if is_break(&next) {
            run += 1;
        } else if !blank(&next) {
            text_follows = !page.visible_text(next).is_empty() || document.text(next).is_some();
            break;
        }
    }
    let kept = std::iter::once(node).chain(document.ancestors(node)).any(|ancestor| {
        matches!(
            document.html_name(ancestor).map(|name| &**name),
            Some("pre" | "address" | "button" | "label" | "svg")
        )
    });
    if run < 2 || !text_follows || kept {
        return;
    }
    if run >= 3 {
        report.fail_unless_scripted(node, "8.9.1", "line-breaks-spacer").arg("count", run);
    } else {
        report.review(node, "8.9.1", "line-breaks-spacer").arg("count", run);
    }
}

/// A `<div>` that holds nothing but running text.
fn paragraph(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let document = page.document;
    let mut own = 0;
    for child in document.children(node) {
        if let Some(text) = document.text(child) {
            own += text.trim().chars().count();
        } else if page.element(child).is_some() && page.is_block(child) {
            return;
        }
    }
    if own < PARAGRAPH {
        return;
    }
    let role = page.role(node);
    let plain = role.is_none() || role == Some(Role::Generic);
    let inside = page.document.ancestors(node).any(|ancestor| {
        matches!(
            document.html_name(ancestor).map(|name| &**name),
            Some("li" | "td" | "th" | "dd" | "figcaption" | "p" | "blockquote" | "noscript")
        )
    });
    if plain && !inside && page.is_visible(node) {
        report.review(node, "8.9.1", "div-as-paragraph");
    }
}

fn is_control(page: &Page<'_>, node: NodeId) -> bool {
    matches!(
        page.document.html_name(node).map(|name| &**name),
        Some("input" | "select" | "textarea" | "button" | "output" | "object" | "fieldset")
    ) || page.has(node, local_name!("role"))
}
