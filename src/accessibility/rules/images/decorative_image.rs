//! `accessibility-rules/images/decorative-image.md`: images said to be decorative bear no name.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/decorative-image.md"),
    subject: Subject::Elements,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(element) = page.element(node) else { return };
    let svg = &*element.name == "svg";
    let image = element.name == local_name!("img") && element.is_html();
    if !svg && !image || !page.semantics.facts(node).is_painted() {
        return;
    }
    let test = if svg { "1.2.4" } else { "1.2.1" };
    let role = element.attribute(&local_name!("role")).unwrap_or_default();
    let silenced = role.split_ascii_whitespace().next().and_then(Role::named);
    let decorative = silenced.is_some_and(Role::is_presentational)
        || (image && element.attribute(&local_name!("alt")) == Some("") && role.is_empty());
    if page.semantics.facts(node).is_aria_hidden() {
        report.applies(test);
        return;
    }
    if !decorative {
        return;
    }
    report.applies(test);
    let filled =
        |name: LocalName| element.attribute(&name).is_some_and(|value| !value.trim().is_empty());
    if filled(local_name!("aria-label")) || filled(local_name!("aria-labelledby")) {
        report.fail_unless_scripted(node, test, "decorative-image-named");
    } else if filled(local_name!("title")) {
        report.review(node, test, "decorative-image-named");
    } else if page.semantics.facts(node).is_focusable() {
        report.fail_unless_scripted(node, test, "decorative-image-focusable");
    }
}
