//! `accessibility-rules/scripts/frame-keyboard.md`: what is in a frame can be reached with the keyboard.

use crate::accessibility::aria::Semantics;
use crate::accessibility::css::Styles;
use crate::accessibility::dom::Document;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/frame-keyboard.md"),
    subject: Subject::Named(&["iframe"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(inside) = page.attribute(node, local_name!("srcdoc")) else { return };
    let tiny = |name: LocalName| {
        page.attribute(node, name)
            .and_then(|size| size.trim().parse::<f32>().ok())
            .is_some_and(|s| s <= 1.0)
    };
    if !page.is_visible(node)
        || page.has(node, local_name!("inert"))
        || (tiny(local_name!("width")) && tiny(local_name!("height")))
        || !has_tabbable(inside)
    {
        return;
    }
    report.applies("7.3.1");
    let facts = page.semantics.facts(node);
    if facts.is_focusable() && !facts.is_tabbable() {
        report.fail_unless_scripted(node, "7.3.1", "frame-unreachable");
    }
}

/// Whether the page inside holds something one reaches with the tabulation key.
fn has_tabbable(html: &str) -> bool {
    let document = Document::parse(html);
    let styles = Styles::compute(&document, &[]);
    let semantics = Semantics::of(&document, &styles);
    document.all().any(|node| {
        let facts = semantics.facts(node);
        facts.is_tabbable() && facts.is_visible()
    })
}
