//! Selectors of the `selectors` crate over a [`Document`]: what a name, an attribute and a
//! pseudo-class mean in a page nobody is using yet.

use super::super::dom::local_name;
use super::super::dom::{Document, Element as DomElement, LocalName, Namespace, NodeId};
use cssparser::{ToCss, serialize_identifier, serialize_string};
use precomputed_hash::PrecomputedHash;
use selectors::OpaqueElement;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::{BLOOM_HASH_MASK, BloomFilter};
use selectors::context::MatchingContext;
use selectors::matching::ElementSelectorFlags;
use selectors::parser::{SelectorImpl, SelectorParseErrorKind};
use std::cell::Cell;
use std::fmt::{self, Write};
use std::hash::BuildHasher;

/// The hash of a class, an id or a name, for the filter of ancestors.
#[must_use]
pub(super) fn name_hash(name: &str) -> u32 {
    let hash = rustc_hash::FxBuildHasher.hash_one(name);
    (hash ^ (hash >> 32)) as u32
}

/// A class or an id of a selector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identifier {
    text: Box<str>,
    hash: u32,
}

/// The text of an attribute selector's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text(Box<str>);

/// An element's or attribute's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name(LocalName);

/// A namespace; the default one is the empty one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Space(Namespace);

impl From<&str> for Identifier {
    fn from(text: &str) -> Self {
        Self { text: Box::from(text), hash: name_hash(text) }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Box::from(text))
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(LocalName::from(text))
    }
}

impl AsRef<str> for Identifier {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Default for Name {
    fn default() -> Self {
        Self(local_name!(""))
    }
}

impl PrecomputedHash for Identifier {
    fn precomputed_hash(&self) -> u32 {
        self.hash
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        name_hash(&self.0)
    }
}

impl PrecomputedHash for Space {
    fn precomputed_hash(&self) -> u32 {
        name_hash(&self.0)
    }
}

impl ToCss for Identifier {
    fn to_css<W: Write>(&self, destination: &mut W) -> fmt::Result {
        serialize_identifier(&self.text, destination)
    }
}

impl ToCss for Name {
    fn to_css<W: Write>(&self, destination: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, destination)
    }
}

impl ToCss for Text {
    fn to_css<W: Write>(&self, destination: &mut W) -> fmt::Result {
        serialize_string(&self.0, destination)
    }
}

/// A pseudo-class that is not about the tree's structure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PseudoClass {
    /// `:hover`.
    Hover,
    /// `:focus`.
    Focus,
    /// `:focus-visible`.
    FocusVisible,
    /// `:focus-within`.
    FocusWithin,
    /// `:active`.
    Active,
    /// `:link`.
    Link,
    /// `:any-link`.
    AnyLink,
    /// `:visited`.
    Visited,
    /// `:checked`.
    Checked,
    /// `:disabled`.
    Disabled,
    /// `:enabled`.
    Enabled,
    /// `:required`.
    Required,
    /// `:optional`.
    Optional,
    /// `:open`, and `[open]` by another name.
    Open,
    /// `:lang(…)`.
    Lang(Box<str>),
    /// `:target`, `:invalid`, … : states a page has only in use.
    InUse(Box<str>),
}

/// A pseudo-element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PseudoElement {
    /// `::before`.
    Before,
    /// `::after`.
    After,
    /// `::placeholder`.
    Placeholder,
    /// Any other.
    Other(Box<str>),
}

impl PseudoClass {
    /// The states of use it asks about.
    pub(super) fn states(&self) -> States {
        match self {
            Self::Hover => States::HOVER,
            Self::Focus | Self::FocusVisible | Self::FocusWithin => States::FOCUS,
            // A followed link is no longer one to follow.
            Self::Visited | Self::Link => States::VISITED,
            Self::Active | Self::Checked | Self::Open | Self::InUse(_) => States::OTHER,
            _ => States::default(),
        }
    }

    /// Whether only a link can be in that state.
    pub(super) fn asks_for_a_link(&self) -> bool {
        matches!(self, Self::Visited | Self::Link | Self::AnyLink)
    }

    /// Whether it never holds on a page nobody uses.
    pub(super) fn is_of_use_only(&self) -> bool {
        !self.states().is_empty() && !matches!(self, Self::Link | Self::Checked | Self::Open)
    }
}

impl ToCss for PseudoClass {
    fn to_css<W: Write>(&self, destination: &mut W) -> fmt::Result {
        write!(destination, ":{self:?}")
    }
}

impl ToCss for PseudoElement {
    fn to_css<W: Write>(&self, destination: &mut W) -> fmt::Result {
        write!(destination, "::{self:?}")
    }
}

impl selectors::parser::NonTSPseudoClass for PseudoClass {
    fn is_active_or_hover(&self) -> bool {
        matches!(self, Self::Active | Self::Hover)
    }

    fn is_user_action_state(&self) -> bool {
        matches!(
            self,
            Self::Active | Self::Hover | Self::Focus | Self::FocusVisible | Self::FocusWithin
        )
    }
}

impl selectors::parser::PseudoElement for PseudoElement {
    fn accepts_state_pseudo_classes(&self) -> bool {
        true
    }

    fn is_before_or_after(&self) -> bool {
        matches!(self, Self::Before | Self::After)
    }
}

/// A set of states that a page has only while it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct States(u8);

impl States {
    /// `:hover`.
    pub(super) const HOVER: Self = Self(1);
    /// `:focus` and its kind.
    pub(super) const FOCUS: Self = Self(1 << 1);
    /// `:visited`.
    pub(super) const VISITED: Self = Self(1 << 2);
    /// `:active`, `:checked`, `:target`, `:invalid`, …
    pub(super) const OTHER: Self = Self(1 << 3);

    /// The states in one set or the other.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets have a state in common.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True for the empty set.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What the person using the page is doing with one element, for `:hover` and `:focus`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Use {
    /// The element under the pointer.
    pub(super) hovered: Option<NodeId>,
    /// The element with the focus.
    pub(super) focused: Option<NodeId>,
    /// The focus came from a pointer, so that it is not always shown.
    pub(super) pointed: bool,
    /// The link that was followed before.
    pub(super) visited: Option<NodeId>,
    /// States that every element is taken to be in.
    pub(super) all: States,
}

/// The kind of selectors used here.
#[derive(Debug, Clone)]
pub(super) struct Kind;

impl SelectorImpl for Kind {
    type ExtraMatchingData<'a> = Use;
    type AttrValue = Text;
    type Identifier = Identifier;
    type LocalName = Name;
    type NamespaceUrl = Space;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Space;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = PseudoClass;
    type PseudoElement = PseudoElement;
}

/// Reads selectors as browsers do, vendor prefixes and future pseudo-classes refused.
pub(super) struct Reader;

type ParseError<'i> = cssparser::ParseError<SelectorParseErrorKind>;

impl<'i> selectors::Parser<'i> for Reader {
    type Impl = Kind;
    type Error = SelectorParseErrorKind;

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn parse_parent_selector(&self) -> bool {
        true
    }

    fn is_is_alias(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case("matches")
    }

    fn parse_non_ts_pseudo_class(&self, name: &str) -> Result<PseudoClass, ParseError<'i>> {
        let name = name.to_ascii_lowercase();
        Ok(match name.as_str() {
            "hover" => PseudoClass::Hover,
            "focus" => PseudoClass::Focus,
            "focus-visible" => PseudoClass::FocusVisible,
            "focus-within" => PseudoClass::FocusWithin,
            "active" => PseudoClass::Active,
            "link" => PseudoClass::Link,
            "any-link" => PseudoClass::AnyLink,
            "visited" => PseudoClass::Visited,
            "checked" => PseudoClass::Checked,
            "disabled" => PseudoClass::Disabled,
            "enabled" => PseudoClass::Enabled,
            "required" => PseudoClass::Required,
            "optional" => PseudoClass::Optional,
            "open" => PseudoClass::Open,
            "target" | "target-within" | "valid" | "invalid" | "user-valid" | "user-invalid"
            | "in-range" | "out-of-range" | "indeterminate" | "default" | "placeholder-shown"
            | "autofill" | "read-only" | "read-write" | "fullscreen" | "modal" | "popover-open"
            | "playing" | "paused" | "defined" => PseudoClass::InUse(name.into()),
            _ => return Err(unsupported()),
        })
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: &str,
        arguments: &mut cssparser::Parser<'i>,
        _after_part: bool,
    ) -> Result<PseudoClass, ParseError<'i>> {
        match name.to_ascii_lowercase().as_str() {
            "lang" => Ok(PseudoClass::Lang(Box::from(&**arguments.expect_ident_or_string()?))),
            "dir" => Ok(PseudoClass::InUse(Box::from(&**arguments.expect_ident()?))),
            _ => Err(unsupported()),
        }
    }

    fn parse_pseudo_element(&self, name: &str) -> Result<PseudoElement, ParseError<'i>> {
        let name = name.to_ascii_lowercase();
        Ok(match name.as_str() {
            "before" => PseudoElement::Before,
            "after" => PseudoElement::After,
            "placeholder" => PseudoElement::Placeholder,
            "first-line"
            | "first-letter"
            | "selection"
            | "marker"
            | "backdrop"
            | "cue"
            | "file-selector-button"
            | "details-content" => PseudoElement::Other(name.into()),
            _ => return Err(unsupported()),
        })
    }
}

fn unsupported() -> cssparser::ParseError<SelectorParseErrorKind> {
    cssparser::ParseError::custom(SelectorParseErrorKind::UnsupportedPseudoClassOrElement)
}

/// An element of a document, as selectors see it.
#[derive(Clone, Copy)]
pub(super) struct Matched<'a> {
    /// The page.
    pub(super) document: &'a Document,
    /// The element.
    pub(super) node: NodeId,
    /// How many more questions may be asked about this page's elements; at 0 the answer to each
    /// is no, so that the slowest selector soon ends.
    pub(super) budget: &'a Cell<u64>,
}

impl fmt::Debug for Matched<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.node)
    }
}

impl<'a> Matched<'a> {
    fn element(&self) -> Option<&'a DomElement> {
        self.document.element(self.node)
    }

    fn at(&self, node: NodeId) -> Self {
        Self { document: self.document, node, budget: self.budget }
    }

    fn element_or(&self, node: Option<NodeId>) -> Option<Self> {
        node.filter(|_| self.may_ask()).map(|node| self.at(node))
    }

    /// Takes one question off the budget.
    fn may_ask(&self) -> bool {
        match self.budget.get().checked_sub(1) {
            Some(left) => {
                self.budget.set(left);
                true
            }
            None => false,
        }
    }

    fn attribute(&self, name: &LocalName) -> Option<&'a str> {
        self.element()?.attribute(name)
    }

    fn is_control(&self) -> bool {
        matches!(
            self.document.html_name(self.node),
            Some(
                &local_name!("input")
                    | &local_name!("button")
                    | &local_name!("select")
                    | &local_name!("textarea")
                    | &local_name!("fieldset")
                    | &local_name!("optgroup")
                    | &local_name!("option")
            )
        )
    }
}

fn same_text(one: &str, other: &str, case: CaseSensitivity) -> bool {
    case.eq(one.as_bytes(), other.as_bytes())
}

impl selectors::Element for Matched<'_> {
    type Impl = Kind;

    fn opaque(&self) -> OpaqueElement {
        // The node's own place in memory: elements that are written alike share the element.
        OpaqueElement::new(self.document.data(self.node))
    }

    fn parent_element(&self) -> Option<Self> {
        let parent = self.document.parent(self.node)?;
        self.element_or(self.document.element(parent).map(|_| parent))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        let document = self.document;
        let before = std::iter::successors(document.previous(self.node), |n| document.previous(*n));
        self.element_or(before.into_iter().find(|node| document.element(*node).is_some()))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        let document = self.document;
        let after = std::iter::successors(document.next(self.node), |n| document.next(*n));
        self.element_or(after.into_iter().find(|node| document.element(*node).is_some()))
    }

    fn first_element_child(&self) -> Option<Self> {
        self.element_or(self.document.child_elements(self.node).next())
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.element().is_some_and(DomElement::is_html)
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.may_ask() && self.element().is_some_and(|element| element.name == name.0)
    }

    fn has_namespace(&self, space: &Space) -> bool {
        self.element().is_some_and(|element| element.namespace == space.0)
    }

    fn is_same_type(&self, other: &Self) -> bool {
        match (self.element(), other.element()) {
            (Some(one), Some(two)) => one.name == two.name && one.namespace == two.namespace,
            _ => false,
        }
    }

    fn attr_matches(
        &self,
        space: &NamespaceConstraint<&Space>,
        name: &Name,
        operation: &AttrSelectorOperation<&Text>,
    ) -> bool {
        self.may_ask()
            && self.element().is_some_and(|element| {
                element.attributes().any(|(local, namespace, value)| {
                    *local == name.0
                        && match space {
                            NamespaceConstraint::Any => true,
                            NamespaceConstraint::Specific(space) => *namespace == space.0,
                        }
                        && operation.eval_str(value)
                })
            })
    }

    fn match_non_ts_pseudo_class(
        &self,
        class: &PseudoClass,
        context: &mut MatchingContext<'_, Kind>,
    ) -> bool {
        if !self.may_ask() {
            return false;
        }
        let state = context.extra_data;
        let contains = |inner: Option<NodeId>| {
            inner.is_some_and(|inner| {
                inner == self.node || self.document.is_inside(inner, self.node)
            })
        };
        match class {
            _ if state.all.meets(class.states()) => match class {
                // A link cannot be followed and not followed at once.
                PseudoClass::Visited => selectors::Element::is_link(self),
                PseudoClass::Link => false,
                _ => true,
            },
            PseudoClass::Hover => contains(state.hovered),
            PseudoClass::Focus => state.focused == Some(self.node),
            PseudoClass::FocusVisible => {
                let typed_in = matches!(
                    self.document.html_name(self.node),
                    Some(&local_name!("input") | &local_name!("textarea"))
                );
                state.focused == Some(self.node) && (!state.pointed || typed_in)
            }
            PseudoClass::FocusWithin => contains(state.focused),
            PseudoClass::Active | PseudoClass::InUse(_) => false,
            PseudoClass::Link => {
                selectors::Element::is_link(self) && state.visited != Some(self.node)
            }
            PseudoClass::AnyLink => selectors::Element::is_link(self),
            PseudoClass::Visited => {
                selectors::Element::is_link(self) && state.visited == Some(self.node)
            }
            PseudoClass::Checked => {
                self.attribute(&local_name!("checked")).is_some()
                    || self.attribute(&local_name!("selected")).is_some()
            }
            PseudoClass::Disabled => {
                self.is_control() && self.attribute(&local_name!("disabled")).is_some()
            }
            PseudoClass::Enabled => {
                self.is_control() && self.attribute(&local_name!("disabled")).is_none()
            }
            PseudoClass::Required => self.attribute(&local_name!("required")).is_some(),
            PseudoClass::Optional => {
                self.is_control() && self.attribute(&local_name!("required")).is_none()
            }
            PseudoClass::Open => self.attribute(&local_name!("open")).is_some(),
            PseudoClass::Lang(range) => self
                .document
                .ancestors(self.node)
                .fold(self.attribute(&local_name!("lang")), |found, node| {
                    found.or_else(|| self.document.attribute(node, &local_name!("lang")))
                })
                .is_some_and(|lang| {
                    lang.get(..range.len()).is_some_and(|head| head.eq_ignore_ascii_case(range))
                        && matches!(lang.as_bytes().get(range.len()), None | Some(b'-'))
                }),
        }
    }

    fn match_pseudo_element(
        &self,
        _element: &PseudoElement,
        _context: &mut MatchingContext<'_, Kind>,
    ) -> bool {
        false
    }

    fn apply_selector_flags(&self, _flags: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        matches!(self.document.html_name(self.node), Some(&local_name!("a") | &local_name!("area")))
            && self.attribute(&local_name!("href")).is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Identifier, case: CaseSensitivity) -> bool {
        self.may_ask()
            && self.attribute(&local_name!("id")).is_some_and(|own| same_text(own, &id.text, case))
    }

    fn has_class(&self, name: &Identifier, case: CaseSensitivity) -> bool {
        self.may_ask()
            && self.attribute(&local_name!("class")).is_some_and(|classes| {
                classes.split_ascii_whitespace().any(|class| same_text(class, &name.text, case))
            })
    }

    fn has_custom_state(&self, _name: &Identifier) -> bool {
        false
    }

    fn imported_part(&self, _name: &Identifier) -> Option<Identifier> {
        None
    }

    fn is_part(&self, _name: &Identifier) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.document.children(self.node).all(|child| {
            self.document.element(child).is_none()
                && self.document.text(child).is_none_or(str::is_empty)
        })
    }

    fn is_root(&self) -> bool {
        self.document.parent(self.node) == Some(NodeId::DOCUMENT)
    }

    fn add_element_unique_hashes(&self, filter: &mut BloomFilter) -> bool {
        let Some(element) = self.element() else { return true };
        let id = element.attribute(&local_name!("id"));
        let classes = element.attribute(&local_name!("class")).unwrap_or_default();
        let names = classes.split_ascii_whitespace().chain(id).chain([&*element.name]);
        names.for_each(|name| filter.insert_hash(name_hash(name) & BLOOM_HASH_MASK));
        true
    }
}
