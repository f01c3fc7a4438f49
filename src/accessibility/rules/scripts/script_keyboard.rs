//! `accessibility-rules/scripts/script-keyboard.md`: what the mouse operates, the keyboard does
//! too.

use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::plain;
use rustc_hash::FxHashSet;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/script-keyboard.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let handled: Vec<NodeId> =
        page.handled().iter().copied().filter(|node| has_handler(page, *node)).collect();
    if handled.is_empty() {
        return;
    }
    let reachable = Reachable::of(page);
    for node in handled {
        let focus = page.attribute(node, local_name!("onfocus")).unwrap_or_default();
        if !focus.is_empty() {
            report.applies("7.3.2");
            if focus.replace(' ', "").contains("this.blur()") {
                report.fail(node, "7.3.2", "focus-taken-away");
            }
        }
        pointer(page, node, &reachable, report);
    }
}

fn has_handler(page: &Page<'_>, node: NodeId) -> bool {
    page.element(node).is_some_and(|element| {
        element.attributes().any(|(name, _, value)| name.starts_with("on") && !value.is_empty())
    })
}

/// What the page's elements that the keyboard reaches do and say.
struct Reachable<'a> {
    actions: FxHashSet<&'a str>,
    names: FxHashSet<String>,
}

impl<'a> Reachable<'a> {
    fn of(page: &Page<'a>) -> Self {
        let mut reachable = Self { actions: FxHashSet::default(), names: FxHashSet::default() };
        for node in page.elements().iter().copied() {
            if !page.semantics.facts(node).is_tabbable() {
                continue;
            }
            let actions = [local_name!("onclick"), local_name!("href")];
            reachable
                .actions
                .extend(actions.into_iter().filter_map(|name| page.attribute(node, name)));
            reachable.names.insert(plain(&page.name(node).text));
        }
        reachable
    }
}

fn pointer(page: &Page<'_>, node: NodeId, reachable: &Reachable<'_>, report: &mut Report<'_>) {
    let Some(element) = page.element(node) else { return };
    let handler = element.attributes().find(|(name, _, value)| {
        POINTER.contains(&&***name) && !value.trim().is_empty() && !is_idle(value)
    });
    let Some((event, _, action)) = handler else { return };
    let facts = page.semantics.facts(node);
    let structural = matches!(
        &*element.name,
        "html" | "body" | "form" | "label" | "fieldset" | "main" | "dialog" | "area" | "option"
    );
    if structural || !page.is_visible(node) || facts.is_disabled() {
        return;
    }
    report.applies("7.3.1");
    if facts.is_tabbable() {
        // What only answers to the mouse's own events leaves the keys unanswered.
        let keys = element.attributes().any(|(name, ..)| name.starts_with("onkey"));
        if &**event != "onclick" && !keys && !page.has(node, local_name!("onclick")) {
            report.review(node, "7.3.1", "pointer-only");
        }
        return;
    }
    let tabbable = |other: NodeId| page.semantics.facts(other).is_tabbable();
    if page.document.ancestors(node).any(tabbable)
        || page.document.closest(node, &local_name!("label")).is_some()
        || page.document.descendants(node).any(tabbable)
        || reachable.actions.contains(action)
        || &**event != "onclick"
    {
        // A click inside is answered for what is inside, or there is another way.
        return;
    }
    let role = page.role(node);
    let button = matches!(
        role,
        Some(Role::Button | Role::Link | Role::Checkbox | Role::Switch | Role::Slider)
    );
    let text = match role {
        Some(Role::Img) => plain(&page.name(node).text),
        _ => plain(&page.visible_text(node)),
    };
    let worded = !text.is_empty()
        && text.len() <= 80
        && matches!(
            role,
            Some(Role::Generic | Role::Paragraph | Role::Heading | Role::Listitem | Role::Img)
        )
        && !reachable.names.contains(&text);
    if !facts.is_focusable() && (button || worded) {
        report.fail_unless_scripted(node, "7.3.1", "pointer-only");
    } else {
        report.review(node, "7.3.1", "pointer-only");
    }
}

/// Whether the code does nothing of its own.
fn is_idle(code: &str) -> bool {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let code = code.trim_end_matches(';').to_ascii_lowercase();
    ["returnfalse", "returntrue", "event.stoppropagation()", "event.preventdefault()", "void(0)"]
        .contains(&code.as_str())
}

const POINTER: &[&str] =
    &["onclick", "ondblclick", "onmousedown", "onmouseup", "onpointerdown", "ontouchstart"];
