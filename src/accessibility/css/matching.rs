//! Which rules match which element: by buckets, then by path, then by the selector itself.
//!
//! Elements of the same name, classes and id are *kindred*: the rules that may apply to them are
//! gathered once. Elements that are kindred and whose ancestors are, all the way up, have the same
//! *path*; most selectors ask about nothing else, so what they match is found once a path. Only what
//! asks about siblings, positions or attributes is tried on each element. What was found is
//! [`Known`] to the pages to come.

use super::media::{View, Views};
use super::selector::{Kind, Matched, PseudoElement, States, Use, name_hash};
use super::sheet::{Rule, Sheet};
use crate::accessibility::dom::{Document, Element, LocalName, NodeId, local_name};
use rustc_hash::FxHashMap;
use selectors::bloom::{BLOOM_HASH_MASK, BloomFilter};
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode,
    SelectorCaches,
};
use selectors::matching::{matches_selector, selector_may_match};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

/// How many questions the selectors of any page may ask about its elements before the rest of its
/// style is left unknown: a fraction of a second's work.
const MIN_QUESTIONS: u64 = 2_000_000;

/// How many more they may ask for each node.
const QUESTIONS_PER_NODE: u64 = 64;

/// What is left for the selector being tried when the others are done with.
const RESERVE: u64 = 500_000;

/// How many rules are kept ready for elements to come.
const MAX_KEPT: usize = 1 << 20;

/// A rule of a sheet, by their ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub(super) sheet: u32,
    pub(super) rule: u32,
}

/// Where a rule stands in the cascade: a greater one wins.
fn precedence(sheets: &[Arc<Sheet>], place: Place) -> impl Ord + use<> {
    let rule = rule_at(sheets, place);
    (rule.layer, rule.specificity, place)
}

pub(super) fn rule_at(sheets: &[Arc<Sheet>], place: Place) -> &Rule {
    &sheets[place.sheet as usize].rules[place.rule as usize]
}

/// What elements of the same name, classes and id share.
#[derive(Debug)]
struct Kindred {
    /// The rules that ask about nothing but the path.
    by_path: Rc<[Place]>,
    /// Those that are tried on each element.
    open: Rc<[Place]>,
    /// What goes into the filter of ancestors.
    hashes: Box<[u32]>,
}

/// A rule that was tried on an element and has a say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Tried {
    place: Place,
    /// It applies on a page nobody is using.
    at_rest: bool,
    /// In use it applies where it does not at rest, or the other way round.
    changes: bool,
}

/// The rank of the rules found for an element.
pub(super) type FoundId = u32;

/// What the selectors of some sheets were found to match, whatever the page.
#[derive(Debug, Default)]
pub(super) struct Known {
    kindred: Vec<Kindred>,
    /// By name, of elements without classes and id: most are.
    kindred_by_name: FxHashMap<LocalName, u32>,
    /// By name, classes and id.
    kindred_by_names: FxHashMap<Box<str>, u32>,
    paths: FxHashMap<(u32, u32), u32>,
    /// For each path, the rules that are tried on each element of it.
    open: Vec<Rc<[Place]>>,
    found: Vec<Rc<Found>>,
    /// For each path, what is found where no rule tried on the element has a say.
    by_path: Vec<Option<FoundId>>,
    /// By path, then by what the rules tried on the element say.
    by_answers: FxHashMap<u32, FxHashMap<Box<[Tried]>, FoundId>>,
    kept: usize,
}

impl Known {
    /// How many paths and lists of rules are kept.
    pub(super) fn len(&self) -> usize {
        self.paths.len() + self.found.len()
    }

    pub(super) fn found(&self, found: FoundId) -> &Rc<Found> {
        &self.found[found as usize]
    }

    fn add(&mut self, found: Found) -> FoundId {
        self.found.push(Rc::new(found));
        self.found.len() as FoundId - 1
    }
}

/// The rules found for an element.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Those that apply at rest in some view, in the order of the cascade.
    pub(super) matches: Vec<(Place, Views)>,
    /// Those of its pseudo-elements.
    pub(super) pseudo: Vec<(PseudoElement, Place, Views)>,
    /// Those that apply at rest or in use, but not in both.
    pub(super) touched: Vec<Place>,
    /// The states in which its pseudo-elements may change.
    pub(super) pseudo_states: States,
    /// Some rule does not apply in every view.
    pub(super) restricted: bool,
    /// Some value depends on the view.
    pub(super) by_view: bool,
}

/// The page's selectors, tried on its elements.
pub(super) struct Matcher<'a> {
    document: &'a Document,
    sheets: &'a [Arc<Sheet>],
    pub(super) known: &'a mut Known,
    caches: SelectorCaches,
    budget: Cell<u64>,
    /// Each element's kindred and path.
    places: Vec<(u32, u32)>,
    /// Whether what was found last follows from the element and its path alone.
    by_path_alone: bool,
    has_attributes: bool,
    filter: BloomFilter,
    /// The ancestors whose names stand in the filter.
    filtered: Vec<NodeId>,
    /// What is found once too many questions were asked.
    nothing: Option<FoundId>,
    name: String,
    tried: Vec<Tried>,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(
        document: &'a Document,
        sheets: &'a [Arc<Sheet>],
        known: &'a mut Known,
    ) -> Self {
        Self {
            document,
            sheets,
            known,
            caches: SelectorCaches::default(),
            budget: Cell::new(
                RESERVE + MIN_QUESTIONS + QUESTIONS_PER_NODE * document.node_count() as u64,
            ),
            places: vec![(u32::MAX, u32::MAX); document.node_count()],
            by_path_alone: false,
            has_attributes: sheets.iter().any(|sheet| !sheet.by_attribute.is_empty()),
            filter: BloomFilter::new(),
            filtered: Vec::new(),
            nothing: None,
            name: String::new(),
            tried: Vec::new(),
        }
    }

    /// True when some question was left without an answer.
    pub(super) fn is_exhausted(&self) -> bool {
        self.budget.get() <= RESERVE
    }

    fn spend(&self, questions: usize) {
        self.budget.set(self.budget.get().saturating_sub(questions as u64));
    }

    fn kindred(&mut self, element: &Element) -> u32 {
        let id = element.attribute(&local_name!("id")).unwrap_or_default();
        let classes = element.attribute(&local_name!("class")).unwrap_or_default();
        let is_bare = id.is_empty() && classes.is_empty();
        let known = if is_bare {
            self.known.kindred_by_name.get(&element.name)
        } else {
            // No name, class or id holds a NUL, which the parser replaces.
            self.name.clear();
            for part in [&*element.name, "\0", classes, "\0", id] {
                self.name.push_str(part);
            }
            self.known.kindred_by_names.get(self.name.as_str())
        };
        if let Some(known) = known {
            return *known;
        }
        let mut rules = Vec::new();
        let mut hashes = vec![name_hash(&element.name) & BLOOM_HASH_MASK];
        if !id.is_empty() {
            hashes.push(name_hash(id) & BLOOM_HASH_MASK);
        }
        hashes.extend(classes.split_ascii_whitespace().map(|c| name_hash(c) & BLOOM_HASH_MASK));
        for (rank, sheet) in self.sheets.iter().enumerate() {
            let mut add = |bucket: Option<&Vec<u32>>| {
                let place = |rule: &u32| Place { sheet: rank as u32, rule: *rule };
                rules.extend(bucket.into_iter().flatten().map(place));
            };
            add(sheet.by_id.get(id));
            for class in classes.split_ascii_whitespace() {
                add(sheet.by_class.get(class));
            }
            add(sheet.by_name.get(&element.name));
            add(Some(&sheet.others));
        }
        self.spend(rules.len());
        rules.sort_unstable();
        rules.dedup();
        let (by_path, open): (Vec<Place>, Vec<Place>) =
            rules.iter().partition(|place| rule_at(self.sheets, **place).by_path);
        let known = &mut *self.known;
        known.kept += rules.len() + 1;
        if known.kept > MAX_KEPT {
            // Too many lists to keep: those so far are forgotten, and made again when needed.
            known.kindred_by_name.clear();
            known.kindred_by_names.clear();
            for kindred in &mut known.kindred {
                (kindred.by_path, kindred.open) = (Rc::new([]), Rc::new([]));
            }
            known.kept = 0;
        }
        let index = known.kindred.len() as u32;
        known.kindred.push(Kindred {
            by_path: by_path.into(),
            open: open.into(),
            hashes: hashes.into(),
        });
        if is_bare {
            known.kindred_by_name.insert(element.name.clone(), index);
        } else {
            known.kindred_by_names.insert(self.name.as_str().into(), index);
        }
        index
    }

    /// The kindred and the path of a node that was asked about.
    pub(super) fn place(&self, node: NodeId) -> (u32, u32) {
        self.places[node.index()]
    }

    /// Takes a node as asked about that is known to have that place.
    pub(super) fn put(&mut self, node: NodeId, place: (u32, u32)) {
        self.places[node.index()] = place;
    }

    /// Whether what was found last would be found for every such element on that path.
    pub(super) fn follows_from_path(&self) -> bool {
        self.by_path_alone
    }

    /// The rules that apply to an element. Its ancestors must have been asked about before.
    pub(super) fn find(&mut self, node: NodeId, element: &Element) -> FoundId {
        self.by_path_alone = false;
        if self.is_exhausted() {
            let known = &mut self.known;
            return *self.nothing.get_or_insert_with(|| known.add(Found::default()));
        }
        let kindred = self.kindred(element);
        let parent = self.document.parent(node).unwrap_or(NodeId::DOCUMENT);
        let above = self.places[parent.index()].1;
        let mut filtered = false;
        let path = match self.known.paths.get(&(above, kindred)) {
            Some(known) => *known,
            None => {
                let open = self.open(node, kindred);
                let next = self.known.open.len() as u32;
                self.known.open.push(open);
                self.known.by_path.push(None);
                self.known.paths.insert((above, kindred), next);
                next
            }
        };
        self.places[node.index()] = (kindred, path);
        let by_attribute = self.by_attribute(element);
        if by_attribute.is_empty()
            && self.known.open[path as usize].is_empty()
            && let Some(found) = self.known.by_path[path as usize]
        {
            self.by_path_alone = true;
            return found;
        }
        let open = Rc::clone(&self.known.open[path as usize]);
        let mut tried = std::mem::take(&mut self.tried);
        tried.clear();
        for place in open.iter().copied().chain(by_attribute) {
            tried.extend(self.try_rule(node, place, &mut filtered));
        }
        tried.sort_unstable();
        tried.dedup();
        let found = if tried.is_empty() {
            self.known.by_path[path as usize]
        } else {
            self.known.by_answers.get(&path).and_then(|known| known.get(tried.as_slice())).copied()
        };
        let found = found.unwrap_or_else(|| {
            let by_path = Rc::clone(&self.known.kindred[kindred as usize].by_path);
            let mut all = tried.clone();
            for place in by_path.iter() {
                all.extend(self.try_rule(node, *place, &mut filtered));
            }
            let found = self.gather(all);
            let found = self.known.add(found);
            if tried.is_empty() {
                self.known.by_path[path as usize] = Some(found);
            } else {
                let of_path = self.known.by_answers.entry(path).or_default();
                of_path.insert(tried.as_slice().into(), found);
            }
            found
        });
        self.tried = tried;
        found
    }

    /// The rules to be tried on each element of a path: those of its kind that its ancestors do not
    /// rule out.
    fn open(&mut self, node: NodeId, kindred: u32) -> Rc<[Place]> {
        let open = Rc::clone(&self.known.kindred[kindred as usize].open);
        if open.is_empty() {
            return open;
        }
        self.fill_filter(node);
        let may_match = |place: &Place| {
            selector_may_match(&rule_at(self.sheets, *place).ancestors, &self.filter)
        };
        open.iter().copied().filter(may_match).collect()
    }

    fn by_attribute(&self, element: &Element) -> Vec<Place> {
        let mut found = Vec::new();
        if self.has_attributes {
            for (rank, sheet) in self.sheets.iter().enumerate() {
                for (name, _, _) in element.attributes() {
                    if let Some(bucket) = sheet.by_attribute.get(name) {
                        let place = |rule: &u32| Place { sheet: rank as u32, rule: *rule };
                        found.extend(bucket.iter().map(place));
                    }
                }
            }
        }
        found
    }

    /// What a rule has to say of an element; `None` for nothing.
    fn try_rule(&mut self, node: NodeId, place: Place, filtered: &mut bool) -> Option<Tried> {
        let rule = rule_at(self.sheets, place);
        if rule.simple {
            return Some(Tried { place, at_rest: true, changes: false });
        }
        if self.is_exhausted() {
            return None;
        }
        self.spend(2);
        if !*filtered {
            self.fill_filter(node);
            *filtered = true;
        }
        let at_rest = !rule.in_use_only && self.matches(rule, node, Use::default(), true);
        let all = Use { all: rule.states, ..Use::default() };
        let changes = !rule.states.is_empty() && self.matches(rule, node, all, true) != at_rest;
        (at_rest || changes).then_some(Tried { place, at_rest, changes })
    }

    /// Puts what was tried into the order of the cascade.
    fn gather(&self, mut tried: Vec<Tried>) -> Found {
        tried.sort_unstable_by_key(|tried| precedence(self.sheets, tried.place));
        let mut found = Found::default();
        for Tried { place, at_rest, changes } in tried {
            let sheet = &self.sheets[place.sheet as usize];
            let rule = &sheet.rules[place.rule as usize];
            if changes {
                match rule.pseudo {
                    None => found.touched.push(place),
                    Some(_) => found.pseudo_states = found.pseudo_states.or(rule.states),
                }
            }
            if !at_rest {
                continue;
            }
            match &rule.pseudo {
                None => {
                    let block = &sheet.blocks[rule.block as usize];
                    found.restricted |= rule.views != Views::ALL;
                    found.by_view |= block.by_size || block.by_scheme;
                    found.matches.push((place, rule.views));
                }
                Some(pseudo) => found.pseudo.push((pseudo.clone(), place, rule.views)),
            }
        }
        found
    }

    /// Puts the names of the element's ancestors, and no others, into the filter.
    fn fill_filter(&mut self, node: NodeId) {
        let document = self.document;
        while let Some(last) = self.filtered.last()
            && !document.is_inside(node, *last)
        {
            let kindred = self.places[last.index()].0 as usize;
            self.known.kindred[kindred]
                .hashes
                .iter()
                .for_each(|hash| self.filter.remove_hash(*hash));
            self.filtered.pop();
        }
        let top = self.filtered.last().copied();
        let missing: Vec<NodeId> = document
            .ancestors(node)
            .take_while(|ancestor| Some(*ancestor) != top)
            .filter(|ancestor| document.element(*ancestor).is_some())
            .collect();
        for ancestor in missing.into_iter().rev() {
            let kindred = self.places[ancestor.index()].0 as usize;
            self.known.kindred[kindred]
                .hashes
                .iter()
                .for_each(|hash| self.filter.insert_hash(*hash));
            self.filtered.push(ancestor);
        }
    }

    /// Whether the rule matches the element in those states.
    fn matches(&mut self, rule: &Rule, node: NodeId, state: Use, filtered: bool) -> bool {
        let filter = filtered.then_some(&self.filter);
        matches(self.document, rule, node, state, filter, &mut self.caches, &self.budget)
    }
}

fn matches(
    document: &Document,
    rule: &Rule,
    node: NodeId,
    state: Use,
    filter: Option<&BloomFilter>,
    caches: &mut SelectorCaches,
    budget: &Cell<u64>,
) -> bool {
    let mode = match rule.pseudo {
        Some(_) => MatchingMode::ForStatelessPseudoElement,
        None => MatchingMode::Normal,
    };
    let quirks = if document.quirks { QuirksMode::Quirks } else { QuirksMode::NoQuirks };
    let mut context: MatchingContext<'_, Kind> = MatchingContext::new(
        mode,
        filter,
        caches,
        quirks,
        NeedsSelectorFlags::No,
        MatchingForInvalidation::No,
    );
    context.extra_data = state;
    let element = Matched { document, node, budget };
    let hashes = filter.map(|_| &rule.ancestors);
    matches_selector(&rule.selector, 0, hashes, element, &mut context)
}

/// The rules, among `at_rest` and `touched`, that apply to an element in a state.
pub(super) fn in_state(
    document: &Document,
    sheets: &[Arc<Sheet>],
    at_rest: &[Place],
    touched: &[Place],
    (node, state, view): (NodeId, Use, View),
    budget: &Cell<u64>,
) -> Vec<Place> {
    let mut found: Vec<Place> =
        at_rest.iter().filter(|place| !touched.contains(place)).copied().collect();
    for place in touched {
        let rule = rule_at(sheets, *place);
        // What `:has()` found in another state does not hold in this one.
        let mut caches = SelectorCaches::default();
        if rule.views.contains(view)
            && matches(document, rule, node, state, None, &mut caches, budget)
        {
            found.push(*place);
        }
    }
    found.sort_unstable_by_key(|place| precedence(sheets, *place));
    found.dedup();
    found
}
