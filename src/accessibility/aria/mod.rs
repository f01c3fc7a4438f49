//! What assistive technologies are told of a page: the role of every element, whether it is
//! exposed, seen and reached, and its accessible name.

pub mod implicit;
pub mod name;
pub mod properties;
pub mod roles;

pub use name::{Name, Names, Origin};
pub use properties::Property;
pub use roles::Role;

use super::css::Styles;
use super::dom::{Document, LocalName, NodeId, local_name, ns};

/// Facts about a node, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts(u16);

impl Facts {
    const NOT_RENDERED: u16 = 1;
    const INVISIBLE: u16 = 1 << 1;
    const ARIA_HIDDEN: u16 = 1 << 2;
    const INERT: u16 = 1 << 3;
    const FOCUSABLE: u16 = 1 << 4;
    const TABBABLE: u16 = 1 << 5;
    const OFFSTAGE: u16 = 1 << 6;
    const DISABLED: u16 = 1 << 7;
    const EXPLICIT_ROLE: u16 = 1 << 8;
    /// What a child takes from its parent.
    const INHERITED: u16 = Self::NOT_RENDERED | Self::ARIA_HIDDEN | Self::INERT | Self::OFFSTAGE;

    fn has(self, bit: u16) -> bool {
        self.0 & bit != 0
    }

    fn set(&mut self, bit: u16, on: bool) {
        if on {
            self.0 |= bit;
        }
    }

    /// Laid out at all: no `display: none`, no `hidden`, not inside something that is.
    #[must_use]
    pub fn is_rendered(self) -> bool {
        !self.has(Self::NOT_RENDERED)
    }

    /// Told to assistive technologies.
    #[must_use]
    pub fn is_exposed(self) -> bool {
        self.0 & (Self::NOT_RENDERED | Self::INVISIBLE | Self::ARIA_HIDDEN | Self::INERT) == 0
    }

    /// Seen on the screen: rendered, visible, not moved or cut away.
    #[must_use]
    pub fn is_visible(self) -> bool {
        self.0 & (Self::NOT_RENDERED | Self::INVISIBLE | Self::OFFSTAGE) == 0
    }

    /// Rendered and not `visibility: hidden`, but perhaps moved or cut away.
    #[must_use]
    pub fn is_painted(self) -> bool {
        self.0 & (Self::NOT_RENDERED | Self::INVISIBLE) == 0
    }

    /// Under `aria-hidden="true"`.
    #[must_use]
    pub fn is_aria_hidden(self) -> bool {
        self.has(Self::ARIA_HIDDEN)
    }

    /// May receive the focus.
    #[must_use]
    pub fn is_focusable(self) -> bool {
        self.has(Self::FOCUSABLE)
    }

    /// Reached with the tabulation key.
    #[must_use]
    pub fn is_tabbable(self) -> bool {
        self.has(Self::TABBABLE)
    }

    /// A control that is disabled, in HTML or by `aria-disabled`.
    #[must_use]
    pub fn is_disabled(self) -> bool {
        self.has(Self::DISABLED)
    }

    /// Its role is the one its `role` attribute names.
    #[must_use]
    pub fn has_explicit_role(self) -> bool {
        self.has(Self::EXPLICIT_ROLE)
    }
}

/// Roles and facts of every node of a page.
#[derive(Debug)]
pub struct Semantics {
    roles: Vec<Option<Role>>,
    facts: Vec<Facts>,
}

impl Semantics {
    /// Looks at every element once, parents first.
    #[must_use]
    pub fn of(document: &Document, styles: &Styles) -> Self {
        let mut semantics = Self {
            roles: vec![None; document.node_count()],
            facts: vec![Facts::default(); document.node_count()],
        };
        for node in document.all().skip(1) {
            let parent = document.parent(node).unwrap_or(NodeId::DOCUMENT);
            let mut facts = Facts(semantics.facts[parent.index()].0 & Facts::INHERITED);
            let style = styles.of(node);
            facts.set(Facts::INVISIBLE, !style.visible);
            if document.element(node).is_some() {
                facts.set(Facts::NOT_RENDERED, style.is_none());
                facts.set(Facts::OFFSTAGE, style.is_offstage(styles.view));
                semantics.element(document, node, &mut facts);
            }
            semantics.facts[node.index()] = facts;
        }
        semantics
    }

    /// The role of an element; `None` when it has none.
    #[must_use]
    #[inline]
    pub fn role(&self, node: NodeId) -> Option<Role> {
        self.roles[node.index()]
    }

    /// What is known of a node.
    #[must_use]
    #[inline]
    pub fn facts(&self, node: NodeId) -> Facts {
        self.facts[node.index()]
    }

    fn element(&mut self, document: &Document, node: NodeId, facts: &mut Facts) {
        let Some(element) = document.element(node) else { return };
        let is_true = |text: &str| text.trim().eq_ignore_ascii_case("true");
        let mut disabled_by_role = false;
        let mut tabindex = None;
        let mut roles = None;
        // All are looked for at once: most elements bear none of them.
        for (name, namespace, value) in element.attributes() {
            if *namespace != ns!() {
                continue;
            }
            match *name {
                local_name!("aria-hidden") => facts.set(Facts::ARIA_HIDDEN, is_true(value)),
                local_name!("inert") => facts.set(Facts::INERT, true),
                local_name!("aria-disabled") => disabled_by_role = is_true(value),
                local_name!("tabindex") => tabindex = value.trim().parse::<i32>().ok(),
                local_name!("role") => roles = Some(value),
                _ => {}
            }
        }
        let disabled = is_disabled(document, node);
        facts.set(Facts::DISABLED, disabled || disabled_by_role);
        let reachable = facts.is_painted() && !facts.has(Facts::INERT) && !disabled;
        let focusable = reachable && (tabindex.is_some() || is_natively_focusable(document, node));
        facts.set(Facts::FOCUSABLE, focusable);
        facts.set(Facts::TABBABLE, focusable && tabindex.is_none_or(|index| index >= 0));

        let implicit = implicit::implicit_role(document, node, element);
        let explicit = roles
            .and_then(|roles| roles.split_ascii_whitespace().find_map(Role::named))
            // «Presentational Roles Conflict Resolution»: what has the focus or a global property
            // cannot be silenced.
            .filter(|role| {
                !role.is_presentational() || !(focusable || has_global_property(document, node))
            });
        facts.set(Facts::EXPLICIT_ROLE, explicit.is_some());
        self.roles[node.index()] =
            explicit.or_else(|| implicit.map(|role| self.inherited(document, node, role)));
    }

    /// The parts of a list or a table whose role was taken away lose theirs.
    fn inherited(&self, document: &Document, node: NodeId, role: Role) -> Role {
        let owner = match role {
            Role::Listitem => document.parent(node),
            Role::Row | Role::Rowgroup | Role::Cell | Role::Columnheader | Role::Rowheader => {
                document.closest(node, &local_name!("table"))
            }
            _ => None,
        };
        match owner.and_then(|owner| self.role(owner)) {
            Some(role) if role.is_presentational() => Role::None,
            _ => role,
        }
    }
}

/// Whether a control is disabled by HTML, by itself or by its `<fieldset>`.
#[must_use]
pub fn is_disabled(document: &Document, node: NodeId) -> bool {
    match document.html_name(node) {
        Some(
            &local_name!("button")
            | &local_name!("input")
            | &local_name!("select")
            | &local_name!("textarea"),
        ) => {
            document.has_attribute(node, &local_name!("disabled"))
                || document.ancestors(node).any(|ancestor| {
                    document.is(ancestor, &local_name!("fieldset"))
                        && document.has_attribute(ancestor, &local_name!("disabled"))
                        && document
                            .child_elements(ancestor)
                            .find(|child| document.is(*child, &local_name!("legend")))
                            .is_none_or(|legend| !document.is_inside(node, legend))
                })
        }
        Some(&local_name!("option") | &local_name!("optgroup") | &local_name!("fieldset")) => {
            document.has_attribute(node, &local_name!("disabled"))
        }
        _ => false,
    }
}

/// Whether HTML makes the element focusable without `tabindex` (being shown is another matter).
#[must_use]
pub fn is_natively_focusable(document: &Document, node: NodeId) -> bool {
    let Some(element) = document.element(node) else { return false };
    let has = |name: LocalName| element.attribute(&name).is_some();
    if !element.is_html() {
        return &*element.name == "a" && has(local_name!("href"));
    }
    if element
        .attribute(&local_name!("contenteditable"))
        .is_some_and(|value| value.is_empty() || value.eq_ignore_ascii_case("true"))
    {
        return true;
    }
    match element.name {
        local_name!("a") | local_name!("area") => has(local_name!("href")),
        local_name!("button")
        | local_name!("select")
        | local_name!("textarea")
        | local_name!("iframe") => true,
        local_name!("input") => !element
            .attribute(&local_name!("type"))
            .is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")),
        local_name!("audio") | local_name!("video") => has(local_name!("controls")),
        local_name!("summary") => document.parent(node).is_some_and(|parent| {
            document.is(parent, &local_name!("details"))
                && document
                    .child_elements(parent)
                    .find(|child| document.is(*child, &local_name!("summary")))
                    == Some(node)
        }),
        _ => false,
    }
}

/// Whether the element bears a state or property that every role supports.
#[must_use]
pub fn has_global_property(document: &Document, node: NodeId) -> bool {
    document.element(node).is_some_and(|element| {
        element.attributes().any(|(name, _, value)| {
            name.starts_with("aria-")
                // What only words the role says nothing where there is none.
                && !matches!(
                    *name,
                    local_name!("aria-hidden")
                        | local_name!("aria-roledescription")
                        | local_name!("aria-braillelabel")
                        | local_name!("aria-brailleroledescription")
                )
                && !value.trim().is_empty()
                && Property::named(name).is_some_and(|property| property.global)
        })
    })
}
