//! A style sheet made ready to be matched: rules sorted into buckets by what an element must
//! have to be matched at all. It is made once and serves every page that links the sheet.

use super::declaration::{Block, Declaration, Key, Value, name_of};
use super::keyframes::Motion;
use super::media::{Differences, View, Views};
use super::selector::{Kind, PseudoElement, Reader, States};
use crate::accessibility::dom::LocalName;
use lightningcss::printer::PrinterOptions;
use lightningcss::rules::style::StyleRule;
use lightningcss::rules::supports::SupportsCondition;
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::stylesheet::{ParserOptions, StyleSheet};
use lightningcss::traits::ToCss;
use rustc_hash::FxHashMap;
use selectors::context::QuirksMode;
use selectors::parser::{
    AncestorHashes, Combinator, Component, ParseRelative, Selector, SelectorList,
};
use std::sync::Arc;

/// Bytes of a style sheet beyond which it is not read.
const MAX_SIZE: usize = 8 << 20;

/// How deep blocks may nest in a style sheet that is read.
const MAX_NESTING: usize = 48;

/// How many selectors a nested rule may stand for once its parents' are written out. Trying one
/// takes as many steps, so that a sheet nested on purpose would never end.
const MAX_EXPANSION: u64 = 4_096;

/// A rule: one selector with its declarations and what decides between it and others.
#[derive(Debug)]
pub(super) struct Rule {
    /// What it applies to.
    pub(super) selector: Selector<Kind>,
    /// What an element's ancestors must have, for a quick no.
    pub(super) ancestors: AncestorHashes,
    /// Index of its declarations in [`Sheet::blocks`].
    pub(super) block: u32,
    /// Rank of its cascade layer; unlayered rules come last and win.
    pub(super) layer: u32,
    /// The selector's specificity.
    pub(super) specificity: u32,
    /// The views it applies in.
    pub(super) views: Views,
    /// Set for a rule of `::before`, `::after` or `::placeholder`.
    pub(super) pseudo: Option<PseudoElement>,
    /// The states of use its selector asks about, anywhere.
    pub(super) states: States,
    /// True when it never applies to a page nobody is using (`:hover`, `:focus`, …).
    pub(super) in_use_only: bool,
    /// True when whatever is in its bucket matches.
    pub(super) simple: bool,
    /// True when it asks about nothing but names, classes and ids, of the element and of its
    /// ancestors, and about states of use.
    pub(super) by_path: bool,
    /// Whether it applies depends on something that is not known here (`@container`, …).
    pub(super) uncertain: bool,
}

/// A style sheet another one asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its address, as it is written.
    pub address: String,
    /// The media it is for, one list a line, each of which must hold; empty for all.
    pub media: String,
}

/// A compiled style sheet. See the [module](self).
#[derive(Debug, Default)]
pub struct Sheet {
    /// Every rule, in the order of the sheet.
    pub(super) rules: Vec<Rule>,
    /// The declarations rules refer to.
    pub(super) blocks: Vec<Arc<Block>>,
    /// The sheets it imports in some view.
    pub imports: Vec<Import>,
    /// False when the sheet was too big, too deep or not CSS at all.
    pub readable: bool,
    /// True when a rule turns something in its plane.
    pub turns: bool,
    /// What each set of keyframes does, by the hash of its name.
    pub(super) keyframes: FxHashMap<u64, Motion>,
    /// The initial values of registered custom properties.
    pub(super) registered: Vec<(Box<str>, Box<str>)>,
    /// Which views it makes look different.
    pub(super) differences: Differences,
    /// The states of use some rule asks about.
    pub(super) states: States,
    pub(super) by_id: FxHashMap<Box<str>, Vec<u32>>,
    pub(super) by_class: FxHashMap<Box<str>, Vec<u32>>,
    pub(super) by_name: FxHashMap<LocalName, Vec<u32>>,
    pub(super) by_attribute: FxHashMap<LocalName, Vec<u32>>,
    pub(super) others: Vec<u32>,
}

impl Sheet {
    /// Compiles the text of a style sheet, with the media its `<link>` or `<style>` names
    /// (empty: all). Invalid rules are left out, as in browsers.
    #[must_use]
    pub fn parse(css: &str, media: &str) -> Self {
        let mut sheet = Self::default();
        if css.len() > MAX_SIZE || nesting(css) > MAX_NESTING {
            return sheet;
        }
        let views = media_views(media);
        let options = || ParserOptions { error_recovery: true, ..ParserOptions::default() };
        let Ok(parsed) = StyleSheet::parse(css, options()) else { return sheet };
        sheet.readable = true;
        let mut compiler = Compiler { sheet, layers: Vec::new() };
        let place = Place { views, parent: None, layer: "", uncertain: false };
        compiler.rules(&parsed.rules, place);
        // Layers are numbered as they come, which is their order; unlayered rules, of whatever
        // sheet, bear the highest number and beat them.
        compiler.sheet
    }
}

/// The views in which a `media` attribute holds, or each of several on lines of their own.
#[must_use]
pub(super) fn media_views(media: &str) -> Views {
    media.lines().fold(Views::ALL, |views, list| {
        if list.trim().is_empty() {
            return views;
        }
        let query = format!("@media {list} {{}}");
        views.and(match StyleSheet::parse(&query, ParserOptions::default()) {
            Ok(parsed) => match parsed.rules.0.first() {
                Some(CssRule::Media(rule)) => Views::of(&rule.query),
                _ => Views::NONE,
            },
            Err(_) => Views::NONE,
        })
    })
}

/// The deepest nesting of brackets, strings and comments not told apart: a bound, not a measure.
fn nesting(css: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in css.bytes() {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

struct Compiler {
    sheet: Sheet,
    layers: Vec<String>,
}

/// The selectors a nested rule stands in, and how many they are once written out.
struct Parent {
    list: SelectorList<Kind>,
    size: u64,
}

/// Where a rule stands in its sheet.
#[derive(Clone, Copy)]
struct Place<'a> {
    views: Views,
    parent: Option<&'a Parent>,
    layer: &'a str,
    uncertain: bool,
}

impl Compiler {
    fn layer(&mut self, name: &str) -> u32 {
        let known = self.layers.iter().position(|layer| layer == name);
        let rank = known.unwrap_or_else(|| {
            self.layers.push(name.to_owned());
            self.layers.len() - 1
        });
        u32::try_from(rank).unwrap_or(u32::MAX)
    }

    fn rules(&mut self, rules: &CssRuleList<'_>, place: Place<'_>) {
        for rule in &rules.0 {
            match rule {
                CssRule::Style(style) => self.style_rule(style, place),
                CssRule::Nesting(nesting) => self.style_rule(&nesting.style, place),
                CssRule::NestedDeclarations(nested) => {
                    if let Some(parent) = place.parent {
                        self.style(&parent.list, Block::from(&nested.declarations), place);
                    }
                }
                CssRule::Media(media) => {
                    let views = place.views.and(Views::of(&media.query));
                    self.rules(&media.rules, Place { views, ..place });
                }
                CssRule::Supports(supports)
                    if !matches!(supports.condition, SupportsCondition::Not(_)) =>
                {
                    self.rules(&supports.rules, place);
                }
                CssRule::Container(container) => {
                    self.rules(&container.rules, Place { uncertain: true, ..place });
                }
                CssRule::Scope(scope) => {
                    self.rules(&scope.rules, Place { uncertain: true, ..place });
                }
                CssRule::LayerStatement(statement) => {
                    for name in &statement.names {
                        self.layer(&format!("{}.{}", place.layer, name.0.join(".")));
                    }
                }
                CssRule::LayerBlock(block) => {
                    let name = block.name.as_ref().map_or_else(
                        || format!("{}.#{}", place.layer, self.layers.len()),
                        |name| format!("{}.{}", place.layer, name.0.join(".")),
                    );
                    self.layer(&name);
                    self.rules(&block.rules, Place { layer: &name, ..place });
                }
                CssRule::Import(import) if Views::of(&import.media) != Views::NONE => {
                    let media = import.media.to_css_string(PrinterOptions::default());
                    self.sheet.imports.push(Import {
                        address: import.url.to_string(),
                        media: media.unwrap_or_default(),
                    });
                }
                CssRule::Keyframes(keyframes) => {
                    if let Some((name, motion)) = Motion::read(keyframes) {
                        self.sheet.keyframes.insert(name_of(&name), motion);
                    }
                }
                CssRule::Property(property) => {
                    let value = property.initial_value.as_ref();
                    if let Some(Ok(text)) =
                        value.map(|value| value.to_css_string(PrinterOptions::default()))
                    {
                        let name = Box::from(&*property.name.0);
                        self.sheet.registered.push((name, text.into()));
                    }
                }
                _ => {}
            }
        }
    }

    fn style_rule(&mut self, style: &StyleRule<'_>, place: Place<'_>) {
        let Some(list) = read(&style.selectors, place.parent.map(|parent| &parent.list)) else {
            return;
        };
        let outer = place.parent.map_or(1, |parent| parent.size);
        let size = outer.saturating_mul(list.slice().len() as u64);
        if size > MAX_EXPANSION {
            self.sheet.readable = false;
            return;
        }
        let parent = Parent { list, size };
        self.style(&parent.list, Block::from(&style.declarations), place);
        self.rules(&style.rules, Place { parent: Some(&parent), ..place });
    }

    fn style(&mut self, selectors: &SelectorList<Kind>, block: Block, place: Place<'_>) {
        if block.is_empty() || place.views == Views::NONE {
            return;
        }
        let turns = |declaration: &Declaration| {
            matches!(declaration, Declaration::Known(Key::Rotation, value)
                if *value != Value::Number(0.0))
        };
        self.sheet.turns |= block.declarations().any(turns);
        self.sheet.differences.split(place.views);
        if block.by_size {
            self.sheet.differences.split_sizes();
        }
        if block.by_scheme {
            self.sheet.differences.split(Views::NONE.with(View::Dark));
        }
        let block_index = u32::try_from(self.sheet.blocks.len()).unwrap_or(u32::MAX);
        self.sheet.blocks.push(Arc::new(block));
        let layer = if place.layer.is_empty() { u32::MAX } else { self.layer(place.layer) };
        for selector in selectors.slice() {
            let pseudo = selector.pseudo_element();
            if matches!(pseudo, Some(PseudoElement::Other(_))) {
                continue;
            }
            let states = states(selector);
            self.sheet.states = self.sheet.states.or(states);
            let rule = Rule {
                selector: selector.clone(),
                ancestors: AncestorHashes::new(selector, QuirksMode::NoQuirks),
                block: block_index,
                layer,
                specificity: selector.specificity(),
                views: place.views,
                pseudo: pseudo.cloned(),
                states,
                in_use_only: in_use_only(selector),
                simple: false,
                by_path: asks_by_path(selector),
                uncertain: place.uncertain,
            };
            self.file(rule);
        }
    }

    /// Puts a rule into the bucket of the rarest thing its subject must have.
    fn file(&mut self, mut rule: Rule) {
        let index = u32::try_from(self.sheet.rules.len()).unwrap_or(u32::MAX);
        let (mut id, mut class, mut name, mut attribute) = (None, None, None, None);
        let mut subject = rule.selector.iter();
        let mut parts = 0;
        if rule.pseudo.is_some() {
            // The first compound is the pseudo-element; what it belongs to comes next.
            subject.by_ref().for_each(drop);
            subject.next_sequence();
        }
        for component in subject.by_ref() {
            parts += 1;
            match component {
                Component::ID(identifier) => id = Some(identifier),
                Component::Class(identifier) => class = Some(identifier),
                Component::LocalName(local) => name = Some(&local.lower_name),
                Component::AttributeInNoNamespaceExists { local_name_lower, .. } => {
                    attribute = Some(local_name_lower);
                }
                Component::AttributeInNoNamespace { local_name, .. } => {
                    attribute = Some(local_name);
                }
                _ => {}
            }
        }
        // One part that the bucket itself stands for, and nothing around it.
        rule.simple = parts == 1
            && (id.is_some() || class.is_some() || name.is_some())
            && subject.next_sequence().is_none();
        let sheet = &mut self.sheet;
        let bucket = if let Some(id) = id {
            sheet.by_id.entry(Box::from(id.as_ref())).or_default()
        } else if let Some(class) = class {
            sheet.by_class.entry(Box::from(class.as_ref())).or_default()
        } else if let Some(attribute) = attribute {
            sheet.by_attribute.entry(LocalName::from(attribute.as_ref())).or_default()
        } else if let Some(name) = name {
            sheet.by_name.entry(LocalName::from(name.as_ref())).or_default()
        } else {
            &mut sheet.others
        };
        bucket.push(index);
        sheet.rules.push(rule);
    }
}

/// lightningcss's selectors, read again as ours.
fn read(
    selectors: &lightningcss::selector::SelectorList<'_>,
    parent: Option<&SelectorList<Kind>>,
) -> Option<SelectorList<Kind>> {
    let text = selectors.to_css_string(PrinterOptions::default()).ok()?;
    let mut input = cssparser::Parser::new(&text);
    let relative = if parent.is_some() { ParseRelative::ForNesting } else { ParseRelative::No };
    let list = SelectorList::parse(&Reader, &mut input, relative).ok()?;
    Some(match parent {
        Some(parent) => list.replace_parent_selector(parent),
        None => list,
    })
}

fn in_use_only(selector: &Selector<Kind>) -> bool {
    selector.iter_raw_match_order().any(|component| {
        matches!(component, Component::NonTSPseudoClass(class) if class.is_of_use_only())
    })
}

/// The states of use a selector asks about, however deep.
fn states(selector: &Selector<Kind>) -> States {
    let of_all = |selectors: &[Selector<Kind>]| {
        selectors.iter().map(states).fold(States::default(), States::or)
    };
    selector
        .iter_raw_match_order()
        .map(|component| match component {
            Component::NonTSPseudoClass(class) => class.states(),
            Component::Negation(list) | Component::Is(list) | Component::Where(list) => {
                of_all(list.slice())
            }
            Component::Has(relative) => relative
                .iter()
                .map(|relative| states(&relative.selector))
                .fold(States::default(), States::or),
            Component::NthOf(data) => of_all(data.selectors()),
            _ => States::default(),
        })
        .fold(States::default(), States::or)
}

/// Whether a selector asks about nothing but names, classes and ids on the way up to the root.
fn asks_by_path(selector: &Selector<Kind>) -> bool {
    let all = |selectors: &[Selector<Kind>]| selectors.iter().all(asks_by_path);
    selector.iter_raw_match_order().all(|component| match component {
        Component::LocalName(_)
        | Component::ID(_)
        | Component::Class(_)
        | Component::ExplicitUniversalType
        | Component::ExplicitAnyNamespace
        | Component::Root
        | Component::PseudoElement(_) => true,
        Component::Combinator(combinator) => {
            matches!(
                combinator,
                Combinator::Child | Combinator::Descendant | Combinator::PseudoElement
            )
        }
        Component::NonTSPseudoClass(class) => class.is_of_use_only() && !class.asks_for_a_link(),
        Component::Negation(list) | Component::Is(list) | Component::Where(list) => {
            all(list.slice())
        }
        _ => false,
    })
}
