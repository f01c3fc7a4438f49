//! A style sheet made ready to be matched: rules sorted into buckets by what an element must
//! have to be matched at all. It is made once and serves every page that links the sheet.

use super::declaration::{Block, Declaration, Key, Value};
use super::media::Views;
use super::selector::{Kind, PseudoClass, PseudoElement, Reader};
use crate::accessibility::dom::LocalName;
use lightningcss::media_query::MediaList;
use lightningcss::printer::PrinterOptions;
use lightningcss::rules::supports::SupportsCondition;
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::stylesheet::{ParserOptions, StyleSheet};
use lightningcss::traits::ToCss;
use rustc_hash::FxHashMap;
use selectors::context::QuirksMode;
use selectors::parser::{AncestorHashes, Component, ParseRelative, Selector, SelectorList};

/// Bytes of a style sheet beyond which it is not read.
const MAX_SIZE: usize = 8 << 20;

/// How deep blocks may nest in a style sheet that is read.
const MAX_NESTING: usize = 48;

/// A rule: one selector with its declarations and what decides between it and others.
#[derive(Debug)]
pub(super) struct Rule {
    /// What it applies to.
    pub(super) selector: Selector<Kind>,
    /// What an element's ancestors must have, for a quick no.
    pub(super) ancestors: AncestorHashes,
    /// Index of its declarations in [`Sheet::blocks`].
    pub(super) block: usize,
    /// Rank of its cascade layer; unlayered rules come last and win.
    pub(super) layer: u32,
    /// The views it applies in.
    pub(super) views: Views,
    /// Set for a rule of `::before` or `::after`.
    pub(super) pseudo: Option<PseudoElement>,
    /// True when it never applies to a page nobody is using (`:hover`, `:focus`, …).
    pub(super) in_use_only: bool,
}

/// A compiled style sheet. See the [module](self).
#[derive(Debug, Default)]
pub struct Sheet {
    /// Every rule, in the order of the sheet.
    pub(super) rules: Vec<Rule>,
    /// The declarations rules refer to.
    pub(super) blocks: Vec<Block>,
    /// Addresses of `@import` that hold in some view.
    pub imports: Vec<String>,
    /// False when the sheet was too big, too deep or not CSS at all.
    pub readable: bool,
    /// True when a rule turns something in its plane.
    pub turns: bool,
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
        compiler.rules(&parsed.rules, views, None, "");
        let Compiler { mut sheet, layers } = compiler;
        // Layers were numbered as they came, which is their order; unlayered rules beat them.
        let unlayered = u32::try_from(layers.len()).unwrap_or(u32::MAX);
        for rule in &mut sheet.rules {
            rule.layer = rule.layer.min(unlayered);
        }
        sheet
    }
}

/// The views in which a `media` attribute holds.
#[must_use]
pub(super) fn media_views(media: &str) -> Views {
    if media.trim().is_empty() {
        return Views::ALL;
    }
    let query = format!("@media {media} {{}}");
    match StyleSheet::parse(&query, ParserOptions::default()) {
        Ok(parsed) => match parsed.rules.0.first() {
            Some(CssRule::Media(rule)) => Views::of(&rule.query),
            _ => Views::NONE,
        },
        Err(_) => Views::NONE,
    }
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

impl Compiler {
    fn layer(&mut self, name: &str) -> u32 {
        let known = self.layers.iter().position(|layer| layer == name);
        let rank = known.unwrap_or_else(|| {
            self.layers.push(name.to_owned());
            self.layers.len() - 1
        });
        u32::try_from(rank).unwrap_or(u32::MAX)
    }

    fn rules(
        &mut self,
        rules: &CssRuleList<'_>,
        views: Views,
        parent: Option<&SelectorList<Kind>>,
        layer: &str,
    ) {
        for rule in &rules.0 {
            match rule {
                CssRule::Style(style) => {
                    let Some(selectors) = read(&style.selectors, parent) else { continue };
                    self.style(&selectors, Block::from(&style.declarations), views, layer);
                    self.rules(&style.rules, views, Some(&selectors), layer);
                }
                CssRule::NestedDeclarations(nested) => {
                    if let Some(parent) = parent {
                        self.style(parent, Block::from(&nested.declarations), views, layer);
                    }
                }
                CssRule::Nesting(nesting) => {
                    let style = &nesting.style;
                    let Some(selectors) = read(&style.selectors, parent) else { continue };
                    self.style(&selectors, Block::from(&style.declarations), views, layer);
                    self.rules(&style.rules, views, Some(&selectors), layer);
                }
                CssRule::Media(media) => {
                    self.rules(&media.rules, views.and(media_of(&media.query)), parent, layer);
                }
                CssRule::Supports(supports)
                    if !matches!(supports.condition, SupportsCondition::Not(_)) =>
                {
                    self.rules(&supports.rules, views, parent, layer);
                }
                CssRule::LayerStatement(statement) => {
                    for name in &statement.names {
                        self.layer(&format!("{layer}.{}", name.0.join(".")));
                    }
                }
                CssRule::LayerBlock(block) => {
                    let name = block.name.as_ref().map_or_else(
                        || format!("{layer}.#{}", self.layers.len()),
                        |name| format!("{layer}.{}", name.0.join(".")),
                    );
                    self.layer(&name);
                    self.rules(&block.rules, views, parent, &name);
                }
                CssRule::Import(import) if Views::of(&import.media) != Views::NONE => {
                    self.sheet.imports.push(import.url.to_string());
                }
                _ => {}
            }
        }
    }

    fn style(&mut self, selectors: &SelectorList<Kind>, block: Block, views: Views, layer: &str) {
        if block == Block::default() || views == Views::NONE {
            return;
        }
        let turns = |declaration: &Declaration| {
            matches!(declaration, Declaration::Known(Key::Rotation, value)
                if *value != Value::Number(0.0))
        };
        self.sheet.turns |= block.normal.iter().chain(&block.important).any(turns);
        let block_index = self.sheet.blocks.len();
        self.sheet.blocks.push(block);
        let layer = if layer.is_empty() { u32::MAX } else { self.layer(layer) };
        for selector in selectors.slice() {
            let pseudo = selector.pseudo_element();
            if matches!(pseudo, Some(PseudoElement::Other(_))) {
                continue;
            }
            let rule = Rule {
                selector: selector.clone(),
                ancestors: AncestorHashes::new(selector, QuirksMode::NoQuirks),
                block: block_index,
                layer,
                views,
                pseudo: pseudo.cloned(),
                in_use_only: in_use_only(selector),
            };
            self.file(rule);
        }
    }

    /// Puts a rule into the bucket of the rarest thing its subject must have.
    fn file(&mut self, rule: Rule) {
        let index = u32::try_from(self.sheet.rules.len()).unwrap_or(u32::MAX);
        let (mut id, mut class, mut name, mut attribute) = (None, None, None, None);
        let mut subject = rule.selector.iter();
        if rule.pseudo.is_some() {
            // The first compound is the pseudo-element; what it belongs to comes next.
            subject.by_ref().for_each(drop);
            subject.next_sequence();
        }
        for component in subject {
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

fn media_of(list: &MediaList<'_>) -> Views {
    Views::of(list)
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
        matches!(
            component,
            Component::NonTSPseudoClass(
                PseudoClass::Hover
                    | PseudoClass::Focus
                    | PseudoClass::FocusWithin
                    | PseudoClass::Active
                    | PseudoClass::InUse(_)
            )
        )
    })
}
