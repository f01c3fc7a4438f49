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
    // No better, and not on RGAA's list.
    for name in &NAMES.others {
        for node in page.all(name.clone()) {
            report.review(node, "10.1.1", "obsolete-element").arg("element", &**name);
        }
    }
    let attributes_met = NAMES.attributes.iter().chain(&NAMES.other_attributes);
    let bearing = attributes_met.flat_map(|name| page.bearing(name));
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
            if namespace.is_empty() && is_obsolete(name, attribute) {
                report.review(node, "10.1.2", "obsolete-attribute").arg("attribute", &**attribute);
            }
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

/// Attributes that only present too, on these elements, and that RGAA's own list leaves out.
const OTHER_ATTRIBUTES: &[(&str, &[&str])] = &[
    ("nowrap", &["td", "th"]),
    ("noshade", &["hr"]),
    ("face", &["font"]),
    ("bordercolor", &["table"]),
    ("frame", &["table"]),
    ("rules", &["table"]),
    ("leftmargin", &["body"]),
    ("topmargin", &["body"]),
    ("rightmargin", &["body"]),
    ("bottommargin", &["body"]),
    ("type", &["ul", "li"]),
    ("scrolling", &["iframe", "frame"]),
];

fn is_obsolete(element: &str, attribute: &str) -> bool {
    let is_it = |(name, on): &(&str, &[&str])| *name == attribute && on.contains(&element);
    OTHER_ATTRIBUTES.iter().any(is_it)
}

fn is_html5(page: &Page<'_>) -> bool {
    page.document.doctype().is_some_and(|doctype| doctype.public_id.is_empty())
}

/// The lists, to be looked up in.
struct Names {
    elements: Vec<LocalName>,
    others: Vec<LocalName>,
    attributes: Vec<LocalName>,
    other_attributes: Vec<LocalName>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let names = |list: &[&str]| list.iter().copied().map(LocalName::from).collect();
    Names {
        elements: names(ELEMENTS),
        others: names(OTHERS),
        attributes: names(ATTRIBUTES),
        other_attributes: OTHER_ATTRIBUTES.iter().map(|(name, _)| LocalName::from(*name)).collect(),
    }
});

/// RGAA 10.1.1, in its method.
const ELEMENTS: &[&str] =
    &["basefont", "big", "blink", "center", "font", "marquee", "s", "strike", "tt"];

/// Elements that are no better, and that RGAA's own list leaves out.
const OTHERS: &[&str] = &["nobr", "spacer", "multicol", "layer"];

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
