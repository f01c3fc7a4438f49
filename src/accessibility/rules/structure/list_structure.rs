//! `accessibility-rules/structure/list-structure.md`: lists are made of list items.

use crate::accessibility::rules::hints::Hints;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/structure/list-structure.md"),
    subject: Subject::Named(&["ul", "ol", "dl", "li", "dt", "dd"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let explicit = page.semantics.facts(node).has_explicit_role();
    if explicit || !page.is_exposed(node) {
        return;
    }
    let Some(name) = page.document.html_name(node) else { return };
    match *name {
        local_name!("ul") => list(page, node, "9.3.1", report),
        local_name!("ol") => list(page, node, "9.3.2", report),
        local_name!("dl") => described(page, node, report),
        local_name!("li") => stray_item(page, node, report),
        _ => stray_term(page, node, report),
    }
}

/// What any list may hold besides its items.
fn is_neutral(page: &Page<'_>, node: NodeId) -> bool {
    matches!(
        page.document.html_name(node),
        Some(&local_name!("script") | &local_name!("template"))
    )
}

/// Elements of the page's own making become who knows what.
fn is_custom(page: &Page<'_>, node: NodeId) -> bool {
    page.document.html_name(node).is_some_and(|name| name.contains('-')) || page.is(node, local_name!("slot"))
}

/// Words right inside the list, in none of its items.
fn holds_text(page: &Page<'_>, node: NodeId) -> bool {
    page.document.children(node).any(|child| page.hints(child).may(Hints::WORDS))
}

fn list(page: &Page<'_>, node: NodeId, test: &'static str, report: &mut Report<'_>) {
    report.applies(test);
    let stray = page.document.child_elements(node).find(|child| {
        !page.is(*child, local_name!("li"))
            && !is_neutral(page, *child)
            && page.role(*child) != Some(Role::Listitem)
            && page.semantics.facts(*child).is_rendered()
    });
    match stray {
        Some(stray) if is_custom(page, stray) => {
            report.review(node, test, "list-content");
        }
        Some(_) => {
            report.fail_unless_scripted(node, test, "list-content");
        }
        None if holds_text(page, node) => {
            report.fail_unless_scripted(node, test, "list-content");
        }
        None => {}
    }
}

fn described(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    report.applies("9.3.3");
    let stray = page.document.child_elements(node).find(|child| {
        !matches!(
            page.document.html_name(*child),
            Some(&local_name!("dt") | &local_name!("dd") | &local_name!("div"))
        ) && !is_neutral(page, *child)
            && page.semantics.facts(*child).is_rendered()
    });
    match stray {
        Some(stray) if is_custom(page, stray) => {
            report.review(node, "9.3.3", "description-list-content");
        }
        Some(_) => {
            report.fail_unless_scripted(node, "9.3.3", "description-list-content");
        }
        None if holds_text(page, node) || is_lopsided(page, node) => {
            report.fail_unless_scripted(node, "9.3.3", "description-list-content");
        }
        None => {}
    }
}

/// Terms without any description, or descriptions without any term.
fn is_lopsided(page: &Page<'_>, node: NodeId) -> bool {
    let holds = |name: LocalName| page.document.descendants(node).any(|inner| page.is(inner, name.clone()));
    let custom = page.document.child_elements(node).any(|child| is_custom(page, child));
    !custom && holds(local_name!("dt")) != holds(local_name!("dd"))
}

/// `<li>` outside any list.
fn stray_item(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let is_list = |around: NodeId| {
        matches!(
            page.document.html_name(around),
            Some(&local_name!("ul") | &local_name!("ol") | &local_name!("menu"))
        ) || matches!(page.role(around), Some(Role::List | Role::Directory))
            || is_custom(page, around)
    };
    if !page.document.ancestors(node).any(is_list) {
        report.fail_unless_scripted(node, "9.3.1", "list-item-alone");
    }
}

/// `<dt>` or `<dd>` outside any description list.
fn stray_term(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let is_list = |around: NodeId| page.is(around, local_name!("dl")) || is_custom(page, around);
    if !page.document.ancestors(node).any(is_list) {
        report.fail_unless_scripted(node, "9.3.3", "description-alone");
    }
}
