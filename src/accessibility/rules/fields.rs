//! What the rules on forms share: which elements are fields, what labels them, and what one
//! reads beside them.

use super::prelude::*;
use crate::accessibility::dom::Document;

/// Whether something is entered or chosen in what has the role.
pub(crate) fn is_of_field(role: Role) -> bool {
    matches!(
        role,
        Role::Checkbox
            | Role::Combobox
            | Role::Listbox
            | Role::Menuitemcheckbox
            | Role::Menuitemradio
            | Role::Radio
            | Role::Searchbox
            | Role::Slider
            | Role::Spinbutton
            | Role::Switch
            | Role::Textbox
    )
}

/// Whether the element is a field that people meet.
pub(crate) fn is_field(page: &Page<'_>, node: NodeId) -> bool {
    let field = match page.role(node) {
        Some(role) => is_of_field(role) && !page.is(node, local_name!("datalist")),
        None => page.is(node, local_name!("input")) && kind(page, node) != "hidden",
    };
    field && page.is_exposed(node)
}

/// The `type` of an `<input>`, in lower case.
pub(crate) fn kind(page: &Page<'_>, node: NodeId) -> String {
    page.attribute(node, local_name!("type")).unwrap_or_default().trim().to_ascii_lowercase()
}

/// A box to tick or a button to choose with.
pub(crate) fn is_ticked(page: &Page<'_>, node: NodeId) -> bool {
    matches!(page.role(node), Some(Role::Checkbox | Role::Radio | Role::Switch))
}

/// The `<form>` of a field, or what stands for one.
pub(crate) fn form(page: &Page<'_>, node: NodeId) -> Option<NodeId> {
    if let Some(id) = page.attribute(node, local_name!("form")) {
        return page.document.by_id(id);
    }
    page.document.ancestors(node).find(|ancestor| {
        page.is(*ancestor, local_name!("form"))
            || matches!(page.role(*ancestor), Some(Role::Form | Role::Search))
    })
}

/// The field's `<label>`s that one sees, and what they say.
pub(crate) fn visible_label(page: &Page<'_>, node: NodeId) -> String {
    let mut text = String::new();
    for label in page.names.labels(node) {
        let own = label_text(page, *label);
        if !own.is_empty() {
            text.push_str(&own);
            text.push(' ');
        }
    }
    text.trim_end().to_owned()
}

/// What one reads in a label, fields inside it left out.
pub(crate) fn label_text(page: &Page<'_>, label: NodeId) -> String {
    let document = page.document;
    let mut text = String::new();
    for inner in document.descendants(label) {
        let Some(own) = document.text(inner) else { continue };
        let inside_field = document
            .ancestors(inner)
            .take_while(|ancestor| *ancestor != label)
            .any(|ancestor| is_value(document, ancestor));
        if !inside_field && page.is_visible(inner) {
            text.push_str(own);
            text.push(' ');
        }
    }
    crate::accessibility::aria::name::collapse(&text)
}

/// What one reads around a field, inside `around`, values left out.
pub(crate) fn text_beside(page: &Page<'_>, around: NodeId) -> String {
    label_text(page, around)
}

fn is_value(document: &Document, node: NodeId) -> bool {
    matches!(
        document.html_name(node).map(|name| &**name),
        Some("select" | "textarea" | "datalist" | "script" | "style" | "noscript")
    )
}

/// The words of a text, in lower case, punctuation left out.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A text as it is compared: lower case, single spaces, no punctuation at its ends, no mark of
/// an obligatory field.
pub(crate) fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace('’', "'");
    let without = match lower.find(['(', '[']) {
        Some(at) if at > 0 => &lower[..at],
        _ => &lower,
    };
    without.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// What says nothing as the name of anything.
pub(crate) fn is_meaningless(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "label",
        "libellé",
        "étiquette",
        "input",
        "champ",
        "champ de saisie",
        "champ texte",
        "text field",
        "textfield",
        "field",
        "button",
        "bouton",
        "btn",
        "undefined",
        "null",
        "nan",
        "lorem ipsum",
        "object object",
        "untitled",
        "sans titre",
        "placeholder",
        "todo",
        "xxx",
    ];
    let text = text.trim();
    !text.is_empty() && WORDS.contains(&plain(text).as_str())
}

/// Nothing but punctuation.
pub(crate) fn is_punctuation(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| c.is_ascii_punctuation() || "…•·—–’«»".contains(c))
}
