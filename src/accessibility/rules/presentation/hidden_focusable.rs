//! `accessibility-rules/presentation/hidden-focusable.md`: what is hidden from assistive technologies takes no focus.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/hidden-focusable.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let mut first_hidden = None;
    let mut faults = false;
    for node in page.elements().iter().copied() {
        let facts = page.semantics.facts(node);
        if !facts.is_aria_hidden() && facts.is_visible() {
            continue;
        }
        let Some(element) = page.element(node) else { continue };
        if facts.is_aria_hidden() {
            let whole = matches!(element.name, local_name!("body") | local_name!("html"));
            if whole && element.is_html() && !page.texts().is_empty() {
                report.fail_unless_scripted(node, "10.8.1", "hidden-page");
                faults = true;
            }
            if facts.is_tabbable() {
                report.fail_unless_scripted(node, "10.8.1", "hidden-focusable");
                faults = true;
            }
        }
        if first_hidden.is_some() || !element.is_html() || is_never_shown(element) {
            continue;
        }
        report.applies("10.8.1");
        first_hidden = says_something(page, node, element).then_some(node);
    }
    if let Some(node) = first_hidden {
        if !faults {
            report.review(node, "10.8.1", "hidden-contents");
        }
    } else if page.all(local_name!("details")).next().is_some() {
        // Hidden, and shown by a summary that any keyboard works.
        report.applies("10.8.1");
    }
    if first_hidden.is_none() && (page.has_scripts() || !page.styles.sheets_complete) {
        report.doubt("10.8.1");
    }
}

/// What no browser shows anyway, and what holds all the rest.
fn is_never_shown(element: &Element) -> bool {
    matches!(
        &*element.name,
        "head"
            | "title"
            | "meta"
            | "link"
            | "style"
            | "script"
            | "noscript"
            | "template"
            | "base"
            | "datalist"
            | "option"
            | "optgroup"
            | "source"
            | "track"
            | "param"
            | "rp"
    ) || element.attribute(&local_name!("type")).is_some_and(|kind| kind == "hidden")
}

/// Whether the element would tell or show something if it were not hidden.
fn says_something(page: &Page<'_>, node: NodeId, element: &Element) -> bool {
    let shows = matches!(&*element.name, "img" | "input" | "button" | "video" | "audio" | "iframe");
    // A link to skip a menu comes out of hiding with the focus.
    !page.semantics.facts(node).is_tabbable()
        && (shows
            || page.document.children(node).any(|child| {
                let text = page.document.text(child).unwrap_or_default();
                text.chars().any(char::is_alphanumeric)
            }))
}
