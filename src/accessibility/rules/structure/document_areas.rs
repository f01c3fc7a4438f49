//! `accessibility-rules/structure/document-areas.md`: header, navigation and footer are marked.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/structure/document-areas.md"),
    subject: Subject::Roles(&[Role::Banner, Role::Navigation, Role::Contentinfo]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    // RGAA 9.2 does not apply to other document types than HTML5.
    let modern = page.document.doctype().is_some_and(|doctype| doctype.public_id.is_empty());
    if !modern || !page.is_exposed(node) {
        return;
    }
    report.applies("9.2.1");
    let (role, element) = match page.role(node) {
        Some(Role::Banner) => ("banner", local_name!("header")),
        Some(Role::Navigation) => ("navigation", local_name!("nav")),
        _ => ("contentinfo", local_name!("footer")),
    };
    if !page.document.is(node, &element) {
        report
            .review(node, "9.2.1", "area-by-role")
            .arg("role", role)
            .arg("element", &*element);
    } else if role == "navigation" && !leads_somewhere(page, node) {
        report.review(node, "9.2.1", "navigation-without-links");
    }
}

fn leads_somewhere(page: &Page<'_>, nav: NodeId) -> bool {
    page.document
        .descendants(nav)
        .any(|inner| page.role(inner).is_some_and(Role::is_widget) || page.is(inner, local_name!("form")))
}
