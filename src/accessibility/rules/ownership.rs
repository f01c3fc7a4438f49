//! Who owns whom in the accessibility tree: children as assistive technologies see them.

use super::prelude::*;
use crate::accessibility::aria::has_global_property;

/// Nothing by itself: what it holds belongs to what holds it.
fn is_transparent(page: &Page<'_>, node: NodeId) -> bool {
    let plain =
        page.role(node).is_some_and(|role| role.is_presentational() || role == Role::Generic);
    plain && !has_global_property(page.document, node)
}

/// The element that owns another: by `aria-owns`, else the nearest ancestor that is something.
pub(crate) fn owner(page: &Page<'_>, node: NodeId) -> Option<NodeId> {
    let by_reference = page
        .attribute(node, local_name!("id"))
        .and_then(|id| page.owned_by(id))
        .filter(|owner| page.is_exposed(*owner));
    by_reference.or_else(|| {
        page.document
            .ancestors(node)
            .filter(|ancestor| page.element(*ancestor).is_some())
            .find(|ancestor| !is_transparent(page, *ancestor))
    })
}

/// The roles of what an element of that role owns; `None` for an owned element without a role.
pub(crate) fn owned(page: &Page<'_>, node: NodeId, role: Role) -> Vec<Option<Role>> {
    let mut found = Vec::new();
    let mut waiting: Vec<NodeId> = page.document.child_elements(node).collect();
    let references = page.attribute(node, local_name!("aria-owns")).unwrap_or_default();
    waiting.extend(page.document.by_ids(references));
    let grouped = role.definition().owned.contains(&Role::Group);
    while let Some(inner) = waiting.pop() {
        if !page.is_exposed(inner) {
            continue;
        }
        let group = grouped && page.role(inner) == Some(Role::Group);
        if group || is_transparent(page, inner) {
            waiting.extend(page.document.child_elements(inner));
        } else {
            found.push(page.role(inner));
        }
    }
    found
}

/// Whether an element of the first role may own one of the second.
pub(crate) fn may_own(owner: Role, inner: Role) -> bool {
    owner.definition().owned.contains(&inner)
        || match owner {
            Role::Menu | Role::Menubar => inner == Role::Separator,
            Role::Table | Role::Grid | Role::Treegrid => inner == Role::Caption,
            _ => false,
        }
}
