//! `accessibility-rules/images/svg-name.md`: vector images said to be images have a name.

use crate::accessibility::rules::picture::{Picture, is_silenced};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/svg-name.md"),
    subject: Subject::Roles(&[Role::Img, Role::GraphicsDocument, Role::GraphicsSymbol]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let html = page.element(node).is_none_or(Element::is_html);
    if html || !page.is_exposed(node) || is_silenced(page, node) {
        return;
    }
    let named = !page.name(node).text.is_empty();
    if !page.semantics.facts(node).has_explicit_role() {
        // A name says that it tells something; RGAA then asks for the role too.
        if Picture::of(page, node) == Some(Picture::Svg) && named {
            report.review(node, "1.1.5", "svg-role-missing");
        }
        return;
    }
    report.applies("1.1.5");
    if !named {
        report.fail_unless_scripted(node, "1.1.5", "svg-name-missing");
    }
}
