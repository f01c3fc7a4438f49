//! `accessibility-rules/navigation/zone-landmarks.md`: header, menu, main content, footer and
//! search can be reached or skipped.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/navigation/zone-landmarks.md"),
    subject: Subject::Named(&["body", "header", "nav", "main", "footer", "input"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    let (zone, wanted) = match page.element(node).map(|element| &*element.name) {
        Some("body") => {
            // There is a main content all the same, and perhaps a menu: in what, a person says.
            let marked = page.elements().iter().any(|inner| page.role(*inner) == Some(Role::Main));
            if !marked && !page.visible_text(node).is_empty() {
                report.doubt("12.6.1");
            }
            return;
        }
        Some("header") if is_of_page(page, node) => (node, Role::Banner),
        Some("footer") if is_of_page(page, node) => (node, Role::Contentinfo),
        Some("nav") => (node, Role::Navigation),
        Some("main") => (node, Role::Main),
        Some("input") => match search_zone(page, node) {
            Some(form) => (form, Role::Search),
            None => return,
        },
        _ => return,
    };
    report.applies("12.6.1");
    let has_role = |zone: NodeId| page.role(zone) == Some(wanted);
    let around = wanted == Role::Search && page.document.ancestors(zone).any(has_role);
    if has_role(zone) || around || is_reached_otherwise(page, zone) {
        return;
    }
    let element = page.element(zone).map(|element| element.name.to_string()).unwrap_or_default();
    report
        .fail_unless_scripted(zone, "12.6.1", "zone-without-landmark")
        .arg("element", element)
        .arg("role", wanted.definition().name);
}

/// A header or footer of the page itself, not of an article in it.
fn is_of_page(page: &Page<'_>, node: NodeId) -> bool {
    page.document.ancestors(node).all(|outer| {
        !matches!(
            page.element(outer).map(|element| &*element.name),
            Some("article" | "aside" | "main" | "nav" | "section")
        ) && !matches!(
            page.role(outer),
            Some(Role::Article | Role::Complementary | Role::Main | Role::Navigation | Role::Region)
        )
    })
}

/// The form of a search field that is not in the main content: every page has it.
fn search_zone(page: &Page<'_>, node: NodeId) -> Option<NodeId> {
    let kind = page.attribute(node, local_name!("type"))?;
    if !kind.eq_ignore_ascii_case("search") {
        return None;
    }
    let form = page.document.closest(node, &local_name!("form"))?;
    let in_main = page.document.ancestors(form).any(|outer| page.role(outer) == Some(Role::Main));
    let has_main = page.document.all().any(|node| page.role(node) == Some(Role::Main));
    (has_main && !in_main).then_some(form)
}

/// A heading in the zone, a button or a link before it, a link to it.
fn is_reached_otherwise(page: &Page<'_>, zone: NodeId) -> bool {
    let inside = || std::iter::once(zone).chain(page.document.descendants(zone));
    let headed = inside().any(|node| {
        page.role(node) == Some(Role::Heading) && page.is_exposed(node)
    });
    let ids: Vec<&str> = inside().filter_map(|n| page.attribute(n, local_name!("id"))).collect();
    let linked = page.all(local_name!("a")).any(|link| {
        let href = page.attribute(link, local_name!("href")).unwrap_or_default();
        href.strip_prefix('#').is_some_and(|id| ids.contains(&id))
    });
    let before = page.document.all().take_while(|node| *node < zone);
    let last = before.filter(|node| page.semantics.facts(*node).is_tabbable()).last();
    let announced = last.is_some_and(|last| {
        page.role(last) == Some(Role::Button)
            || page.attribute(last, local_name!("href")).is_some_and(|href| href.starts_with('#'))
    });
    headed || linked || announced
}
