//! `accessibility-rules/mandatory/nesting.md`: elements contain what HTML lets them contain.

use crate::accessibility::rules::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/nesting.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let document = page.document;
    if document.root().is_some() {
        report.doubt("8.2.1");
    }
    // What each element is; further down, also what it is in.
    let mut models = vec![Model::default(); document.node_count()];
    for (name, nodes) in page.kinds() {
        let Some(model) = MODELS.get(name) else { continue };
        nodes.for_each(|node| models[node.index()] = *model);
    }
    for node in page.elements().iter().copied() {
        let Some(parent) = document.parent(node) else { continue };
        let (own, outer) = (models[node.index()], models[parent.index()]);
        models[node.index()] = own.inside(outer);
        if own.may_be_wrong_in(outer)
            && let Some(wrong) = wrong(page, node, parent)
        {
            tell(page, node, wrong, report);
        }
    }
}

/// What HTML says of elements of a name, one bit each, and whether one is in some others.
#[derive(Debug, Clone, Copy, Default)]
struct Model(u16);

impl Model {
    const BLOCK: u16 = 1;
    const TAKES_PHRASES: u16 = 1 << 1;
    const TRANSPARENT: u16 = 1 << 2;
    const MAY_BE_INTERACTIVE: u16 = 1 << 3;
    const LIST: u16 = 1 << 4;
    const IN_A_LIST: u16 = 1 << 5;
    /// A `<label>`, or in one.
    const LABEL: u16 = 1 << 6;
    /// A link or a button, or in one.
    const LINK: u16 = 1 << 7;

    fn is(self, one: u16) -> bool {
        self.0 & one != 0
    }

    /// The same in what has the other.
    fn inside(self, outer: Self) -> Self {
        Self(self.0 | outer.0 & (Self::LABEL | Self::LINK))
    }

    /// Whether it is worth looking at an element that stands right in the other: [`wrong`] says
    /// nothing of any other.
    fn may_be_wrong_in(self, outer: Self) -> bool {
        (self.is(Self::BLOCK) && outer.is(Self::TAKES_PHRASES | Self::TRANSPARENT))
            || (self.is(Self::LABEL) && outer.is(Self::LABEL))
            || (self.is(Self::MAY_BE_INTERACTIVE) && outer.is(Self::LINK))
            || (outer.is(Self::LIST) && !self.is(Self::IN_A_LIST))
    }
}

/// The element that may not contain this one, which stands right in `parent`.
fn wrong(page: &Page<'_>, node: NodeId, parent: NodeId) -> Option<NodeId> {
    let document = page.document;
    let (name, outer) = (document.html_name(node)?, document.html_name(parent)?);
    let block = is_block(name);
    if block && takes_phrasing_only(outer) {
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
    }
}

fn tell(page: &Page<'_>, node: NodeId, wrong: NodeId, report: &mut Report<'_>) {
    let document = page.document;
    // Older types of document have other contents; so has what a script builds.
    let html5 = document.doctype().is_some_and(|doctype| doctype.public_id.is_empty());
    let name = |node: NodeId| {
        document.html_name(node).map(|name| name.to_string()).unwrap_or_default()
    };
    if html5 {
        report
            .fail_unless_scripted(node, "8.2.1", "nesting-not-permitted")
            .arg("element", name(node))
            .arg("outer", name(wrong));
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

/// HTML elements that may be «interactive content», by some attribute or without.
const INTERACTIVE: &[&str] = &[
    "a", "audio", "button", "details", "embed", "iframe", "img", "input", "label", "select",
    "textarea", "video",
];

/// The model of each element of which something is said.
static MODELS: LazyLock<FxHashMap<LocalName, Model>> = LazyLock::new(|| {
    let lists: [(u16, &[&str]); 8] = [
        (Model::BLOCK, BLOCKS),
        (Model::TAKES_PHRASES, OF_PHRASES),
        (Model::TRANSPARENT, &["ins", "del", "a", "map"]),
        (Model::MAY_BE_INTERACTIVE, INTERACTIVE),
        (Model::LIST, &["ul", "ol"]),
        (Model::IN_A_LIST, &["li", "script", "template"]),
        (Model::LABEL, &["label"]),
        (Model::LINK, &["a", "button"]),
    ];
    let mut models: FxHashMap<LocalName, Model> = FxHashMap::default();
    for (bit, names) in lists {
        for name in names {
            models.entry(LocalName::from(*name)).or_default().0 |= bit;
        }
    }
    models
});

fn model(name: &LocalName) -> Model {
    MODELS.get(name).copied().unwrap_or_default()
}

fn is_block(name: &LocalName) -> bool {
    model(name).is(Model::BLOCK)
}

fn takes_phrasing_only(name: &LocalName) -> bool {
    model(name).is(Model::TAKES_PHRASES)
}

/// Elements whose content model is «transparent», as far as they take blocks.
fn is_transparent(name: &LocalName) -> bool {
    model(name).is(Model::TRANSPARENT)
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
