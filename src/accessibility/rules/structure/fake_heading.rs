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

/// Whether the whole line is bold, or written larger than the text around it.
fn stands_out(page: &Page<'_>, node: NodeId, text: &str) -> bool {
    let style = page.style(node);
    let around = page.document.parent(node).map(|parent| page.style(parent));
    let larger = match (style.font_size, around.and_then(|style| style.font_size)) {
        (Some(own), Some(around)) => own >= around * 1.2,
        _ => false,
    };
    let bold = |node: NodeId| page.style(node).font_weight >= 600.0;
    let inner = page.document.child_elements(node).any(|child| {
        bold(child) && page.visible_text(child) == text
    });
    larger || inner || (bold(node) && !around.is_some_and(|style| style.font_weight >= 600.0))
}
