//! What every rule needs.

pub(crate) use super::{Rule, Subject};
pub(crate) use crate::accessibility::aria::{Origin, Property, Role};
pub(crate) use crate::accessibility::dom::{Element, LocalName, NodeId, local_name};
pub(crate) use crate::accessibility::page::Page;
pub(crate) use crate::accessibility::report::Report;
