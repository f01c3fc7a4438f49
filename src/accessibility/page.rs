//! A page as the rules see it: its tree, its style, what assistive technologies are told, and
//! the few questions that many rules ask.

use super::aria::{Name, Names, Role, Semantics, name::collapse};
use super::css::{DisplayKind, PositionKind, Rgba, Style, Styles};
use super::dom::{Document, Element, LocalName, NodeId, local_name};
use std::cell::OnceCell;

/// A page being checked.
#[derive(Debug)]
pub struct Page<'a> {
    /// The source it was read from.
    pub source: &'a str,
    /// Its tree.
    pub document: &'a Document,
    /// Its style on a wide screen.
    pub styles: &'a Styles,
    /// Roles and exposure.
    pub semantics: &'a Semantics,
    /// Accessible names.
    pub names: &'a Names<'a>,
    scripts: OnceCell<String>,
}

impl<'a> Page<'a> {
    /// A page ready to be checked.
    #[must_use]
    pub fn new(
        source: &'a str,
        document: &'a Document,
        styles: &'a Styles,
        semantics: &'a Semantics,
        names: &'a Names<'a>,
    ) -> Self {
        Self { source, document, styles, semantics, names, scripts: OnceCell::new() }
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, node: NodeId, name: LocalName) -> Option<&'a str> {
        self.document.attribute(node, &name)
    }

    /// True when the element bears the attribute.
    #[must_use]
    pub fn has(&self, node: NodeId, name: LocalName) -> bool {
        self.document.has_attribute(node, &name)
    }

    /// True when the node is that HTML element.
    #[must_use]
    pub fn is(&self, node: NodeId, name: LocalName) -> bool {
        self.document.is(node, &name)
    }

    /// The node as an element.
    #[must_use]
    pub fn element(&self, node: NodeId) -> Option<&'a Element> {
        self.document.element(node)
    }

    /// Every HTML element of that name, in document order.
    pub fn all(&self, name: LocalName) -> impl Iterator<Item = NodeId> + '_ {
        self.document.all().filter(move |node| self.document.is(*node, &name))
    }

    /// The role of an element.
    #[must_use]
    pub fn role(&self, node: NodeId) -> Option<Role> {
        self.semantics.role(node)
    }

    /// The accessible name.
    #[must_use]
    pub fn name(&self, node: NodeId) -> Name {
        self.names.name(node)
    }

    /// The computed style on a wide screen.
    #[must_use]
    pub fn style(&self, node: NodeId) -> &'a Style {
        self.styles.of(node)
    }

    /// Told to assistive technologies.
    #[must_use]
    pub fn is_exposed(&self, node: NodeId) -> bool {
        self.semantics.facts(node).is_exposed()
    }

    /// Seen on the screen.
    #[must_use]
    pub fn is_visible(&self, node: NodeId) -> bool {
        self.semantics.facts(node).is_visible()
    }

    /// The element's own text and that under it, white space collapsed, hidden parts included.
    #[must_use]
    pub fn text(&self, node: NodeId) -> String {
        collapse(&self.document.text_content(node))
    }

    /// The text seen on the screen.
    #[must_use]
    pub fn visible_text(&self, node: NodeId) -> String {
        self.names.visible_text(node)
    }

    /// The code of the page's own scripts, one after the other.
    #[must_use]
    pub fn scripts(&self) -> &str {
        self.scripts.get_or_init(|| {
            let mut code = String::new();
            for script in self.all(local_name!("script")) {
                let kind = self.attribute(script, local_name!("type")).unwrap_or_default();
                // Data blocks (JSON-LD, import maps, …) run nothing.
                let runs = kind.is_empty()
                    || kind.eq_ignore_ascii_case("module")
                    || kind.to_ascii_lowercase().contains("javascript");
                if runs {
                    code.push_str(&self.document.text_content(script));
                    code.push('\n');
                }
            }
            code
        })
    }

    /// True when the page's own scripts name the element (by id or class) or one it is in, or
    /// build parts of the page that are not in its source: what the source says of it may then
    /// not be what people get.
    #[must_use]
    pub fn is_scripted(&self, node: NodeId) -> bool {
        let code = self.scripts();
        if code.trim().is_empty() {
            return false;
        }
        if code.contains("attachShadow") || code.contains("innerHTML") {
            return true;
        }
        let named = |text: &str| {
            code.match_indices(text).any(|(at, _)| {
                let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
                !code[..at].ends_with(is_name) && !code[at + text.len()..].starts_with(is_name)
            })
        };
        std::iter::once(node).chain(self.document.ancestors(node)).any(|node| {
            self.attribute(node, local_name!("id")).is_some_and(|id| !id.is_empty() && named(id))
                || self
                    .attribute(node, local_name!("class"))
                    .is_some_and(|classes| classes.split_ascii_whitespace().any(named))
        })
    }

    /// The colour painted behind the text of an element; `None` when it cannot be known: an image
    /// or a gradient, a filter, something placed over something else.
    #[must_use]
    pub fn backdrop(&self, node: NodeId) -> Option<Rgba> {
        let mut layers: Vec<Rgba> = Vec::new();
        let mut below = Rgba::WHITE;
        for ancestor in std::iter::once(node).chain(self.document.ancestors(node)) {
            if self.element(ancestor).is_none() {
                continue;
            }
            let style = self.style(ancestor);
            if style.background_image || style.effects || style.opacity < 1.0 {
                return None;
            }
            let background = style.background_color?;
            if background.alpha >= 1.0 {
                below = background;
                break;
            }
            if background.alpha > 0.0 {
                layers.push(background);
            }
            // Outside the flow, what is behind is not the ancestors.
            if matches!(style.position, PositionKind::Absolute | PositionKind::Fixed) {
                return None;
            }
        }
        Some(layers.into_iter().rev().fold(below, |below, layer| layer.over(below)))
    }

    /// True when the element starts a line of its own.
    #[must_use]
    pub fn is_block(&self, node: NodeId) -> bool {
        !matches!(
            self.style(node).display,
            DisplayKind::Inline | DisplayKind::InlineBlock | DisplayKind::Contents
        )
    }

    /// A CSS selector that leads to the element: from the nearest id, by rank among its kind.
    #[must_use]
    pub fn selector(&self, node: NodeId) -> String {
        let mut steps = Vec::new();
        let mut current = Some(node);
        while let Some(node) = current
            && let Some(element) = self.element(node)
        {
            let id = element.attribute(&local_name!("id")).unwrap_or_default();
            let plain = !id.is_empty()
                && !id.starts_with(|c: char| c.is_ascii_digit())
                && id.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
            if plain && self.document.by_id(id) == Some(node) {
                steps.push(format!("#{id}"));
                break;
            }
            let parent = self.document.parent(node);
            let same = |sibling: &NodeId| {
                self.element(*sibling).is_some_and(|other| other.name == element.name)
            };
            let (mut rank, mut count) = (1, 0);
            for sibling in parent.into_iter().flat_map(|p| self.document.child_elements(p)) {
                if same(&sibling) {
                    count += 1;
                    rank += usize::from(sibling < node);
                }
            }
            steps.push(if count > 1 {
                format!("{}:nth-of-type({rank})", element.name)
            } else {
                element.name.to_string()
            });
            current = parent;
        }
        steps.reverse();
        steps.join(" > ")
    }
}
