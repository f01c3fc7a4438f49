//! `accessibility-rules/mandatory/nesting.md`: elements contain what HTML lets them contain.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/nesting.md"),
    subject: Subject::Elements,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let document = page.document;
    if document.root() == Some(node) {
        report.doubt("8.2.1");
        return;
    }
    let (Some(name), Some(parent)) = (document.html_name(node), document.parent(node)) else {
        return;
    };
    let Some(outer) = document.html_name(parent) else { return };
    let wrong = if is_block(name) && takes_phrasing_only(outer) {
        Some(parent)
    } else if is_interactive(page, node) {
        document.ancestors(parent).chain([parent]).find(|ancestor| {
            let inside_link = page.is(*ancestor, local_name!("a"));
            (inside_link && page.has(*ancestor, local_name!("href")))
                || page.is(*ancestor, local_name!("button"))
        })
    } else if matches!(&**outer, "ul" | "ol") && !matches!(&**name, "li" | "script" | "template") {
        Some(parent)
    } else if is_block(name) && matches!(&**outer, "ins" | "del" | "a" | "map") {
        // What they may contain depends on what they stand in.
        document
            .ancestors(parent)
            .find(|ancestor| {
                !document.html_name(*ancestor).is_some_and(|name| {
                    matches!(&**name, "ins" | "del" | "a" | "map")
                })
            })
            .filter(|outer| document.html_name(*outer).is_some_and(|n| takes_phrasing_only(n)))
    } else {
        None
    };
    let Some(wrong) = wrong else { return };
    // Older types of document have other contents; so has what a script builds.
    let html5 = document.doctype().is_some_and(|doctype| doctype.public_id.is_empty());
    let outer = document.html_name(wrong).map(|name| name.to_string()).unwrap_or_default();
    if html5 {
        report
            .fail_unless_scripted(node, "8.2.1", "nesting-not-permitted")
            .arg("element", &**name)
            .arg("outer", outer);
    }
}

/// HTML elements that are flow content and not phrasing content.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address" | "article" | "aside" | "blockquote" | "details" | "dialog" | "div" | "dl"
            | "fieldset" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
            | "header" | "hgroup" | "hr" | "main" | "nav" | "ol" | "p" | "pre" | "search"
            | "section" | "table" | "ul" | "li" | "dt" | "dd"
    )
}

/// Elements whose content model is «phrasing content».
fn takes_phrasing_only(name: &str) -> bool {
    matches!(
        name,
        "abbr" | "b" | "bdi" | "bdo" | "cite" | "code" | "data" | "dfn" | "em" | "h1" | "h2"
            | "h3" | "h4" | "h5" | "h6" | "i" | "kbd" | "label" | "mark" | "p" | "pre" | "q" | "s"
            | "samp" | "small" | "span" | "strong" | "sub" | "sup" | "time" | "u" | "var"
            | "button" | "output" | "meter" | "progress"
    )
}

/// HTML, «interactive content».
fn is_interactive(page: &Page<'_>, node: NodeId) -> bool {
    let has = |name: LocalName| page.has(node, name);
    match page.document.html_name(node).map(|name| &**name) {
        Some("a") => has(local_name!("href")),
        Some("button" | "details" | "embed" | "iframe" | "label" | "select" | "textarea") => true,
        Some("audio" | "video") => has(local_name!("controls")),
        Some("img") => has(local_name!("usemap")),
        Some("input") => !page
            .attribute(node, local_name!("type"))
            .is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")),
        _ => false,
    }
}
