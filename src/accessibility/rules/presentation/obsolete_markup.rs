//! `accessibility-rules/presentation/obsolete-markup.md`: presentation is left to style sheets.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/obsolete-markup.md"),
    subject: Subject::Elements,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(element) = page.element(node).filter(|element| element.is_html()) else { return };
    report.applies("10.1.1");
    report.applies("10.1.2");
    let name: &str = &element.name;
    let html5 = page.document.doctype().is_some_and(|doctype| doctype.public_id.is_empty());
    if ELEMENTS.contains(&name) || (name == "u" && !html5) {
        report.fail(node, "10.1.1", "obsolete-element").arg("element", name);
    }
    for (attribute, namespace, _) in element.attributes() {
        let attribute: &str = attribute;
        if !namespace.is_empty() || !ATTRIBUTES.contains(&attribute) {
            continue;
        }
        let sized = matches!(attribute, "width" | "height");
        let accepted = match attribute {
            "width" | "height" => matches!(name, "img" | "object" | "embed" | "canvas" | "svg"),
            "size" => name == "select",
            "color" => name == "link",
            _ => false,
        };
        if accepted {
            continue;
        }
        // HTML still defines these; RGAA's own method does not except them.
        let doubtful = (sized && matches!(name, "iframe" | "video" | "source" | "input"))
            || (attribute == "size" && name == "input");
        let finding = if doubtful {
            report.review(node, "10.1.2", "obsolete-attribute")
        } else {
            report.fail(node, "10.1.2", "obsolete-attribute")
        };
        finding.arg("attribute", attribute);
    }
}

/// RGAA 10.1.1, in its method.
const ELEMENTS: &[&str] =
    &["basefont", "big", "blink", "center", "font", "marquee", "s", "strike", "tt"];

/// RGAA 10.1.2, in its method.
const ATTRIBUTES: &[&str] = &[
    "align",
    "alink",
    "background",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "char",
    "charoff",
    "clear",
    "color",
    "compact",
    "frameborder",
    "height",
    "hspace",
    "link",
    "marginheight",
    "marginwidth",
    "size",
    "text",
    "valign",
    "vlink",
    "vspace",
    "width",
];
