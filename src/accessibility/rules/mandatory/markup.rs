//! `accessibility-rules/mandatory/markup.md`: tags are written, nested and closed as HTML says.

use crate::accessibility::dom::MarkupFaultKind;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/markup.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    // RGAA asks for what the document type says; without one another rule speaks.
    if page.document.doctype().is_none() {
        return;
    }
    report.doubt("8.2.1");
    for fault in page.document.markup_faults(page.source) {
        let code = match fault.kind {
            MarkupFaultKind::Stray => "markup-stray",
            MarkupFaultKind::Unclosed => "markup-unclosed",
            MarkupFaultKind::Crossed => "markup-crossed",
            MarkupFaultKind::Misplaced => "markup-misplaced",
            MarkupFaultKind::Text => "markup-text",
            MarkupFaultKind::SelfClosing => "markup-self-closing",
            MarkupFaultKind::Writing => "markup-writing",
            MarkupFaultKind::EndAttributes => "markup-end-attributes",
        };
        let near = if page.element(fault.near).is_some() { Some(fault.near) } else { None };
        let node = near.or_else(|| page.document.parent(fault.near)).unwrap_or(NodeId::DOCUMENT);
        report.fail(node, "8.2.1", code).arg("element", &*fault.element).at(fault.position);
    }
}
