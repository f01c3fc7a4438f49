//! `accessibility-rules/presentation/obsolete-markup.md`: presentation is left to style sheets.

use crate::accessibility::rules::prelude::*;
use std::sync::LazyLock;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/obsolete-markup.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    if page.all(local_name!("html")).next().is_some() {
        report.applies("10.1.1");
        report.applies("10.1.2");
    }
    // In HTML 5 `<u>` has a meaning again.
    let underlined = (!is_html5(page)).then_some(local_name!("u"));
    for name in NAMES.elements.iter().chain(&underlined) {
        for node in page.all(name.clone()) {
            report.fail(node, "10.1.1", "obsolete-element").arg("element", &**name);
        }
    }
    let bearing = NAMES.attributes.iter().flat_map(|name| page.bearing(name));
    let mut bearing: Vec<NodeId> = bearing.collect();
    bearing.sort_unstable();
    bearing.dedup();
    for node in bearing {
        let Some(element) = page.element(node).filter(|element| element.is_html()) else { continue };
        // A component's own attributes mean what its author wants.
        if !element.name.contains('-') {
            attributes(node, element, report);
        }
    }
}

fn attributes(node: NodeId, element: &Element, report: &mut Report<'_>) {
    let name: &str = &element.name;
    for (attribute, namespace, _) in element.attributes() {
        if !namespace.is_empty() || !NAMES.attributes.contains(attribute) {
            continue;
        }
        let attribute: &str = attribute;
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
        // HTML still defines these as the place that a medium takes; RGAA's own method does not
        // except them.
        let still_defined = sized && matches!(name, "iframe" | "video" | "source" | "input");
        // HTML never gave these a meaning there.
        let never_defined = match attribute {
            "text" | "link" | "alink" | "vlink" => name != "body",
            "char" | "charoff" => !matches!(name, "col" | "colgroup" | "td" | "th" | "tr"),
            "color" | "size" => !matches!(name, "font" | "basefont" | "hr" | "input"),
            _ => false,
        };
        let finding = if still_defined || never_defined {
            report.review(node, "10.1.2", "obsolete-attribute")
        } else {
            report.fail(node, "10.1.2", "obsolete-attribute")
        };
        finding.arg("attribute", attribute);
    }
}

fn is_html5(page: &Page<'_>) -> bool {
    page.document.doctype().is_some_and(|doctype| doctype.public_id.is_empty())
}

/// Both lists, to be looked up in.
struct Names {
    elements: Vec<LocalName>,
    attributes: Vec<LocalName>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| Names {
    elements: ELEMENTS.iter().copied().map(LocalName::from).collect(),
    attributes: ATTRIBUTES.iter().copied().map(LocalName::from).collect(),
});

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
