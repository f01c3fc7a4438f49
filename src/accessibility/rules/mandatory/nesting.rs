//! `accessibility-rules/mandatory/nesting.md`: elements contain what HTML lets them contain.

use crate::accessibility::rules::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

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
    let block = is_block(name);
    let wrong = if block && takes_phrasing_only(outer) {
        Some(parent)
    } else if &**name == "label" && holder(page, parent, name).is_some() {
        holder(page, parent, name)
    } else if is_interactive(page, node) {
        document.ancestors(parent).chain([parent]).find(|ancestor| {
            let inside_link = page.is(*ancestor, local_name!("a"));
            (inside_link && page.has(*ancestor, local_name!("href")))
                || page.is(*ancestor, local_name!("button"))
        })
    } else if matches!(*outer, local_name!("ul") | local_name!("ol"))
        && !matches!(*name, local_name!("li") | local_name!("script") | local_name!("template"))
    {
        Some(parent)
    } else if block && is_transparent(outer) {
        // What they may contain depends on what they stand in.
        document
            .ancestors(parent)
            .find(|ancestor| {
                !document.html_name(*ancestor).is_some_and(is_transparent)
            })
            .filter(|outer| document.html_name(*outer).is_some_and(takes_phrasing_only))
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

/// The element of that name among a node and those around it.
fn holder(page: &Page<'_>, node: NodeId, name: &LocalName) -> Option<NodeId> {
    let mut around = std::iter::once(node).chain(page.document.ancestors(node));
    around.find(|one| page.document.is(*one, name))
}

/// HTML elements that are flow content and not phrasing content.
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "main",
    "nav", "ol", "p", "pre", "search", "section", "table", "ul", "li", "dt", "dd",
];

/// Elements whose content model is «phrasing content».
const OF_PHRASES: &[&str] = &[
    "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "i", "kbd", "label", "mark", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "u", "var", "button", "output", "meter", "progress",
];

/// Of each element in one of the lists, whether it is in the first and in the second.
static MODELS: LazyLock<FxHashMap<LocalName, (bool, bool)>> = LazyLock::new(|| {
    let names = BLOCKS.iter().chain(OF_PHRASES);
    let model = |name: &&str| {
        (LocalName::from(*name), (BLOCKS.contains(name), OF_PHRASES.contains(name)))
    };
    names.map(model).collect()
});

fn is_block(name: &LocalName) -> bool {
    MODELS.get(name).is_some_and(|(block, _)| *block)
}

fn takes_phrasing_only(name: &LocalName) -> bool {
    MODELS.get(name).is_some_and(|(_, phrasing)| *phrasing)
}

/// Elements whose content model is «transparent», as far as they take blocks.
fn is_transparent(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("ins") | local_name!("del") | local_name!("a") | local_name!("map")
    )
}

/// HTML, «interactive content».
fn is_interactive(page: &Page<'_>, node: NodeId) -> bool {
    let has = |name: LocalName| page.has(node, name);
    match page.document.html_name(node) {
        Some(&local_name!("a")) => has(local_name!("href")),
        Some(
            &local_name!("button")
            | &local_name!("details")
            | &local_name!("embed")
            | &local_name!("iframe")
            | &local_name!("label")
            | &local_name!("select")
            | &local_name!("textarea"),
        ) => true,
        Some(&local_name!("audio") | &local_name!("video")) => has(local_name!("controls")),
        Some(&local_name!("img")) => has(local_name!("usemap")),
        Some(&local_name!("input")) => !page
            .attribute(node, local_name!("type"))
            .is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")),
        _ => false,
    }
}
