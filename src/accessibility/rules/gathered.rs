//! What several rules ask of all elements of a page, gathered once for all of them.

use super::grid::Grid;
use super::prelude::*;
use crate::accessibility::css::Traits;
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// What was gathered so far.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    roles: OnceCell<Vec<(Role, NodeId)>>,
    focusable: OnceCell<Vec<NodeId>>,
    traits: OnceCell<(Traits, Vec<Traits>)>,
    grids: RefCell<FxHashMap<NodeId, Option<Rc<Grid>>>>,
}

impl Page<'_> {
    /// Every element that has a role, with it, in document order.
    pub(crate) fn roles(&self) -> &[(Role, NodeId)] {
        self.gathered.roles.get_or_init(|| {
            let with_role = |node: &NodeId| self.role(*node).map(|role| (role, *node));
            self.elements().iter().filter_map(with_role).collect()
        })
    }

    /// The elements of that role, exposed or not, in document order.
    pub(crate) fn of_role(&self, role: Role) -> impl Iterator<Item = NodeId> {
        self.roles().iter().filter(move |(own, _)| *own == role).map(|(_, node)| *node)
    }

    /// The elements that may receive the focus, in document order.
    pub(crate) fn focusable(&self) -> &[NodeId] {
        self.gathered.focusable.get_or_init(|| {
            let is_focusable = |node: &NodeId| self.semantics.facts(*node).is_focusable();
            self.elements().iter().copied().filter(is_focusable).collect()
        })
    }

    /// The elements reached with the tabulation key, in document order.
    pub(crate) fn tabbable(&self) -> impl Iterator<Item = NodeId> {
        let is_tabbable = |node: &NodeId| self.semantics.facts(*node).is_tabbable();
        self.focusable().iter().copied().filter(is_tabbable)
    }

    /// The elements whose looks have one of these traits, in document order.
    pub(crate) fn looking(&self, traits: Traits) -> impl Iterator<Item = NodeId> {
        let (all, each) = self.gathered.traits.get_or_init(|| {
            let each = self.elements().iter().map(|node| self.styles.traits(*node));
            let each: Vec<Traits> = each.collect();
            (each.iter().copied().fold(Traits::default(), Traits::and), each)
        });
        // On most pages nothing has them.
        let elements = if all.may(traits) { self.elements() } else { &[] };
        elements.iter().zip(each).filter(move |(_, own)| own.may(traits)).map(|(node, _)| *node)
    }

    /// The grid of a table; `None` for one that is too big or says nothing of its rows.
    pub(crate) fn grid(&self, table: NodeId) -> Option<Rc<Grid>> {
        if let Some(known) = self.gathered.grids.borrow().get(&table) {
            return known.clone();
        }
        let grid = Grid::of(self, table).map(Rc::new);
        self.gathered.grids.borrow_mut().insert(table, grid.clone());
        grid
    }
}
