//! `accessibility-rules/images/svg-name.md`: vector images said to be images have a name.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/svg-name.md"),
    subject: Subject::Roles(&[Role::Img, Role::GraphicsDocument, Role::GraphicsSymbol]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let html = page.element(node).is_none_or(Element::is_html);
    let explicit = page.semantics.facts(node).has_explicit_role();
    if html || !explicit || !page.is_exposed(node) {
        return;
    }
    report.applies("1.1.5");
    if page.name(node).text.is_empty() {
        report.fail_unless_scripted(node, "1.1.5", "svg-name-missing");
    }
}
