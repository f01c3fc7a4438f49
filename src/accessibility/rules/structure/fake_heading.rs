//! `accessibility-rules/structure/fake-heading.md`: what looks like a heading is one.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/structure/fake-heading.md"),
    subject: Subject::Named(&["p", "div"]),
    check,
};

/// The length of a line that may be a heading.
const SHORT: usize = 80;

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) || !page.is_visible(node) || page.is(node, local_name!("div")) && has_blocks(page, node) {
        return;
    }
    // Any line may be a heading in the eyes of a person.
    report.applies("9.1.3");
    let mut next = page.document.next(node);
    while let Some(other) = next.filter(|other| page.element(*other).is_none()) {
        next = page.document.next(other);
    }
    let followed = next.is_some_and(|next| {
        matches!(
            page.document.html_name(next),
            Some(&local_name!("p") | &local_name!("ul") | &local_name!("ol"))
        )
    });
    if !followed {
        return;
    }
    // Whole paragraphs are no headings, whatever they look like.
    let mut length = 0;
    for inner in page.document.descendants(node) {
        length += page.document.text(inner).map_or(0, |text| text.trim().chars().count());
        if length > SHORT {
            return;
        }
    }
    if length < 3 {
        return;
    }
    if !may_stand_out(page, node) {
        return;
    }
    let text = page.visible_text(node);
    let told = page.document.closest(node, &local_name!("li")).is_some()
        || page.document.ancestors(node).any(|around| {
            matches!(page.role(around), Some(Role::Link | Role::Button | Role::Cell | Role::Figure))
        });
    if !told && !text.ends_with(['.', ',', ';', '?', '!', ':']) && stands_out(page, node, &text) {
        report.review(node, "9.1.3", "fake-heading").arg("text", text.as_str());
    }
}

fn has_blocks(page: &Page<'_>, node: NodeId) -> bool {
    page.document.child_elements(node).any(|child| page.is_block(child))
}

/// Whether a part of the line may be bold, or all of it written larger than the text around it.
fn may_stand_out(page: &Page<'_>, node: NodeId) -> bool {
    is_bold(page, node)
        || is_larger(page, node)
        || page.document.child_elements(node).any(|child| is_bold(page, child))
}

/// Whether the whole line is bold, or written larger than the text around it.
fn stands_out(page: &Page<'_>, node: NodeId, text: &str) -> bool {
    let inner = page.document.child_elements(node).any(|child| {
        is_bold(page, child) && page.visible_text(child) == text
    });
    let bold_around = page.document.parent(node).is_some_and(|parent| is_bold(page, parent));
    is_larger(page, node) || inner || (is_bold(page, node) && !bold_around)
}

fn is_bold(page: &Page<'_>, node: NodeId) -> bool {
    page.style(node).font_weight >= 600.0
}

fn is_larger(page: &Page<'_>, node: NodeId) -> bool {
    let around = page.document.parent(node).and_then(|parent| page.style(parent).font_size);
    page.style(node).font_size.zip(around).is_some_and(|(own, around)| own >= around * 1.2)
}
