//! The role an element has by itself: HTML Accessibility API Mappings 1.0 and SVG-AAM.

use super::roles::Role;
use crate::accessibility::dom::{Document, Element, NodeId, local_name, ns};

/// The implicit role of an element; `None` when none corresponds.
#[must_use]
pub fn implicit_role(document: &Document, node: NodeId, element: &Element) -> Option<Role> {
    if element.namespace == ns!(svg) {
        return svg_role(document, node, element);
    }
    if !element.is_html() {
        return (element.name == local_name!("math")).then_some(Role::Math);
    }
    Some(match element.name {
        local_name!("a") | local_name!("area") => {
            if element.attribute(&local_name!("href")).is_some() {
                Role::Link
            } else {
                Role::Generic
            }
        }
        local_name!("address")
        | local_name!("details")
        | local_name!("fieldset")
        | local_name!("hgroup")
        | local_name!("optgroup") => Role::Group,
        local_name!("article") => Role::Article,
        local_name!("aside") => {
            let nested = sectioned(document, node, false);
            if nested && !is_named(element) { Role::Generic } else { Role::Complementary }
        }
        local_name!("b")
        | local_name!("bdi")
        | local_name!("bdo")
        | local_name!("body")
        | local_name!("data")
        | local_name!("div")
        | local_name!("i")
        | local_name!("pre")
        | local_name!("q")
        | local_name!("samp")
        | local_name!("small")
        | local_name!("span")
        | local_name!("u") => Role::Generic,
        local_name!("blockquote") => Role::Blockquote,
        local_name!("button") => Role::Button,
        local_name!("caption") => Role::Caption,
        local_name!("code") => Role::Code,
        local_name!("datalist") => Role::Listbox,
        local_name!("dd") => Role::Definition,
        local_name!("del") | local_name!("s") => Role::Deletion,
        local_name!("dfn") | local_name!("dt") => Role::Term,
        local_name!("dialog") => Role::Dialog,
        local_name!("em") => Role::Emphasis,
        local_name!("figure") => Role::Figure,
        local_name!("footer") => {
            if sectioned(document, node, true) {
                Role::Generic
            } else {
                Role::Contentinfo
            }
        }
        local_name!("form") => {
            if is_named(element) {
                Role::Form
            } else {
                return None;
            }
        }
        local_name!("h1")
        | local_name!("h2")
        | local_name!("h3")
        | local_name!("h4")
        | local_name!("h5")
        | local_name!("h6") => Role::Heading,
        local_name!("header") => {
            if sectioned(document, node, true) {
                Role::Generic
            } else {
                Role::Banner
            }
        }
        local_name!("hr") => Role::Separator,
        local_name!("html") => Role::Document,
        local_name!("img") => {
            // An image said to be decorative; a name given another way makes it one again.
            let silent = element.attribute(&local_name!("alt")) == Some("");
            if silent && !is_named(element) { Role::Presentation } else { Role::Img }
        }
        local_name!("input") => return input_role(element),
        local_name!("ins") => Role::Insertion,
        local_name!("li") => {
            let in_list = document.parent(node).is_some_and(|parent| {
                matches!(
                    document.html_name(parent),
                    Some(&local_name!("ul") | &local_name!("ol") | &local_name!("menu"))
                )
            });
            if in_list { Role::Listitem } else { Role::Generic }
        }
        local_name!("main") => Role::Main,
        local_name!("mark") => Role::Mark,
        local_name!("menu") | local_name!("ol") | local_name!("ul") => Role::List,
        local_name!("meter") => Role::Meter,
        local_name!("nav") => Role::Navigation,
        local_name!("option") => Role::Option,
        local_name!("output") => Role::Status,
        local_name!("p") => Role::Paragraph,
        local_name!("progress") => Role::Progressbar,
        local_name!("search") => Role::Search,
        local_name!("section") => {
            if is_named(element) {
                Role::Region
            } else {
                Role::Generic
            }
        }
        local_name!("select") => {
            let several = element.attribute(&local_name!("multiple")).is_some()
                || element
                    .attribute(&local_name!("size"))
                    .and_then(|size| size.trim().parse::<u32>().ok())
                    .is_some_and(|size| size > 1);
            if several { Role::Listbox } else { Role::Combobox }
        }
        local_name!("strong") => Role::Strong,
        local_name!("sub") => Role::Subscript,
        local_name!("sup") => Role::Superscript,
        local_name!("table") => Role::Table,
        local_name!("tbody") | local_name!("tfoot") | local_name!("thead") => Role::Rowgroup,
        local_name!("td") => match table_role(document, node) {
            Some(Role::Grid | Role::Treegrid) => Role::Gridcell,
            _ => Role::Cell,
        },
        local_name!("textarea") => Role::Textbox,
        local_name!("th") => header_role(document, node, element),
        local_name!("time") => Role::Time,
        local_name!("tr") => Role::Row,
        _ => return None,
    })
}

fn svg_role(document: &Document, node: NodeId, element: &Element) -> Option<Role> {
    match &*element.name {
        "svg" => Some(Role::GraphicsDocument),
        "a" => Some(Role::Link),
        "image" => Some(Role::Img),
        "circle" | "ellipse" | "line" | "path" | "polygon" | "polyline" | "rect" | "use"
        | "foreignObject" | "g" => {
            // A shape is exposed only when it is given a name.
            let titled = document
                .child_elements(node)
                .filter_map(|child| document.element(child))
                .any(|child| &*child.name == "title");
            (titled || is_named(element)).then_some(Role::GraphicsSymbol)
        }
        _ => None,
    }
}

fn input_role(element: &Element) -> Option<Role> {
    let kind = element.attribute(&local_name!("type")).unwrap_or("text").to_ascii_lowercase();
    let listed = element.attribute(&local_name!("list")).is_some();
    Some(match kind.as_str() {
        "button" | "submit" | "reset" | "image" => Role::Button,
        "checkbox" => Role::Checkbox,
        "radio" => Role::Radio,
        "range" => Role::Slider,
        "number" => Role::Spinbutton,
        "color" | "date" | "datetime-local" | "file" | "hidden" | "month" | "password" | "time"
        | "week" => return None,
        _ if listed => Role::Combobox,
        "search" => Role::Searchbox,
        _ => Role::Textbox,
    })
}

/// Whether an attribute gives the element a name (the contents are not looked at).
fn is_named(element: &Element) -> bool {
    [local_name!("aria-label"), local_name!("aria-labelledby"), local_name!("title")]
        .iter()
        .any(|name| element.attribute(name).is_some_and(|value| !value.trim().is_empty()))
}

/// Whether the element stands in sectioning content; `main` counts for header and footer.
fn sectioned(document: &Document, node: NodeId, or_main: bool) -> bool {
    document.ancestors(node).any(|ancestor| match document.html_name(ancestor) {
        Some(
            &local_name!("article")
            | &local_name!("aside")
            | &local_name!("nav")
            | &local_name!("section"),
        ) => true,
        Some(&local_name!("main")) => or_main,
        _ => false,
    })
}

fn table_role(document: &Document, cell: NodeId) -> Option<Role> {
    let table = document.closest(cell, &local_name!("table"))?;
    let role = document.attribute(table, &local_name!("role"))?;
    role.split_ascii_whitespace().find_map(Role::named)
}

fn header_role(document: &Document, node: NodeId, element: &Element) -> Role {
    let scope = element.attribute(&local_name!("scope")).map(str::to_ascii_lowercase);
    match scope.as_deref() {
        Some("row" | "rowgroup") => Role::Rowheader,
        Some("col" | "colgroup") => Role::Columnheader,
        _ => {
            let row = document.parent(node);
            let has_data_beside = row.is_some_and(|row| {
                document.child_elements(row).any(|cell| document.is(cell, &local_name!("td")))
            });
            if has_data_beside { Role::Rowheader } else { Role::Columnheader }
        }
    }
}
