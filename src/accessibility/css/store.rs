//! Styles and what they were computed from, each kept once.

use super::browser::Class;
use super::custom::Budget;
use super::declaration::{Block, Declaration, DisplayKind};
use super::matching::{Place, rule_at};
use super::media::View;
use super::selector::States;
use super::sheet::Sheet;
use super::style::Style;
use elsa::FrozenVec;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use std::sync::Arc;

/// A style's index in the table of a page.
pub type StyleIndex = u32;

/// What a style is computed from; equal causes have equal styles. As a style knows its parent's,
/// its index stands for the whole chain up to the root.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Meta {
    pub(super) parent: StyleIndex,
    /// What the browser says of the element.
    pub(super) class: Class,
    /// The rules that apply, as the rank of their list.
    pub(super) set: u32,
    /// The `style` attribute, as the rank of its block; 0 without one.
    pub(super) inline: u32,
    /// The obsolete attributes, as the rank of their block; 0 without any.
    pub(super) obsolete: u32,
    /// The rules that apply in some states of use only, as the rank of their list.
    pub(super) touched: u32,
    /// The view, where some value depends on it.
    pub(super) view: View,
}

impl Meta {
    /// The root's.
    pub(super) const ROOT: Self = Self {
        parent: 0,
        class: Class::NONE,
        set: 0,
        inline: 0,
        obsolete: 0,
        touched: 0,
        view: View::Wide,
    };
}

/// A table of styles.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) table: Vec<Rc<Style>>,
    /// The same, to be read while styles are added.
    pub(super) shared: Shared,
    pub(super) metas: Vec<Meta>,
    /// The states of use that change the style or one it grew from.
    pub(super) reach: Vec<States>,
    memo: FxHashMap<Meta, StyleIndex>,
    pub(super) sets: Vec<Rc<[Place]>>,
    set_ranks: FxHashMap<Rc<[Place]>, u32>,
    pub(super) blocks: Vec<Rc<Block>>,
    texts: FxHashMap<String, u32>,
    pub(super) budget: Budget,
}

/// A table of styles that only grows.
#[derive(Clone, Default)]
pub(super) struct Shared(Rc<FrozenVec<Rc<Style>>>);

impl Shared {
    pub(super) fn get(&self, index: StyleIndex) -> &Style {
        &self.0[index as usize]
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Shared").field(&self.0.len()).finish()
    }
}

/// The root of a page that is light where nothing is painted.
pub(super) const LIGHT: StyleIndex = 0;

/// The root of a page that is dark where nothing is painted.
pub(super) const DARK: StyleIndex = 1;

impl Store {
    /// A table of the two roots, with the initial values of registered custom properties.
    pub(super) fn new(sheets: &[Arc<Sheet>]) -> Self {
        let registered: Vec<Declaration> = sheets
            .iter()
            .flat_map(|sheet| &sheet.registered)
            .map(|(name, text)| Declaration::Custom(name.clone(), text.clone()))
            .collect();
        let nothing: Rc<[Place]> = Rc::new([]);
        let mut store = Self {
            table: Vec::new(),
            shared: Shared::default(),
            metas: Vec::new(),
            reach: Vec::new(),
            memo: FxHashMap::default(),
            sets: vec![Rc::clone(&nothing)],
            set_ranks: FxHashMap::from_iter([(nothing, 0)]),
            blocks: vec![Rc::default()],
            texts: FxHashMap::default(),
            budget: Budget::default(),
        };
        for dark in [false, true] {
            let mut root = Style::default();
            root.display = DisplayKind::Block;
            root.dark = dark;
            if dark {
                root.color = None;
            }
            let parent = root.clone();
            let declarations: Vec<&Declaration> = registered.iter().collect();
            root.apply(&declarations, &parent, View::Wide, false, &mut store.budget);
            let view = if dark { View::Dark } else { View::Wide };
            store.push(root, Meta { view, ..Meta::ROOT }, States::default());
        }
        store
    }

    fn push(&mut self, style: Style, meta: Meta, reach: States) -> StyleIndex {
        let index = self.table.len() as StyleIndex;
        let style = Rc::new(style);
        self.shared.0.push(Rc::clone(&style));
        self.table.push(style);
        self.metas.push(meta);
        self.reach.push(reach);
        index
    }

    /// The rank of a list of rules.
    pub(super) fn intern(&mut self, rules: &[Place]) -> u32 {
        if let Some(known) = self.set_ranks.get(rules) {
            return *known;
        }
        let rank = self.sets.len() as u32;
        let list: Rc<[Place]> = rules.into();
        self.sets.push(Rc::clone(&list));
        self.set_ranks.insert(list, rank);
        rank
    }

    /// The rank of the block that a text stands for.
    pub(super) fn intern_text(&mut self, text: &str) -> u32 {
        if let Some(known) = self.texts.get(text) {
            return *known;
        }
        let rank = self.blocks.len() as u32;
        self.blocks.push(Rc::new(Block::parse(text)));
        self.texts.insert(text.to_owned(), rank);
        rank
    }

    /// The style of these causes.
    pub(super) fn index_of(&mut self, meta: Meta, sheets: &[Arc<Sheet>]) -> StyleIndex {
        if let Some(known) = self.memo.get(&meta) {
            return *known;
        }
        let style = self.compute(meta, sheets);
        let own = self.sets[meta.touched as usize]
            .iter()
            .map(|place| rule_at(sheets, *place).states)
            .fold(States::default(), States::or);
        let reach = self.reach[meta.parent as usize].or(own);
        let index = self.push(style, meta, reach);
        self.memo.insert(meta, index);
        index
    }

    fn compute(&mut self, meta: Meta, sheets: &[Arc<Sheet>]) -> Style {
        let parent = Rc::clone(&self.table[meta.parent as usize]);
        let mut style = parent.child();
        let own = meta.class.declarations();
        if !own.is_empty() {
            let own: Vec<&Declaration> = own.iter().collect();
            style.apply(&own, &parent, meta.view, false, &mut self.budget);
        }
        if meta.class.is_control() && style.dark {
            (style.color, style.background_color) = (None, None);
        }
        if meta.class.is_link() && style.dark {
            style.color = None;
        }
        let set = Rc::clone(&self.sets[meta.set as usize]);
        let obsolete = Rc::clone(&self.blocks[meta.obsolete as usize]);
        let inline = Rc::clone(&self.blocks[meta.inline as usize]);
        let rules = set.iter().map(|place| rule_at(sheets, *place));
        let ranked: Vec<(u32, &Block)> = set
            .iter()
            .zip(rules.clone())
            .map(|(place, rule)| {
                (rule.layer, &*sheets[place.sheet as usize].blocks[rule.block as usize])
            })
            .collect();
        let normal = std::iter::once(&*obsolete)
            .chain(ranked.iter().map(|(_, block)| *block))
            .chain(std::iter::once(&*inline))
            .flat_map(|block| &block.normal);
        // What is important in a layer beats what is outside: the order of layers is turned about.
        let mut urgent: Vec<(u32, &Block)> =
            ranked.iter().filter(|(_, block)| !block.important.is_empty()).copied().collect();
        urgent.sort_by_key(|(layer, _)| std::cmp::Reverse(*layer));
        let important = urgent
            .iter()
            .map(|(_, block)| *block)
            .chain(std::iter::once(&*inline))
            .flat_map(|block| &block.important);
        let declarations: Vec<&Declaration> = normal.chain(important).collect();
        style.apply(&declarations, &parent, meta.view, true, &mut self.budget);
        style.uncertain |= rules.clone().any(|rule| rule.uncertain);
        style
    }
}
