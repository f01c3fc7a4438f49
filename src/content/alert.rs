//! Alerts: what is urgent, on every page of the site while it lasts.

use super::Moment;
use super::front_matter::{Checker, FrontMatter};
use super::moment::Edge;
use crate::diagnostic::Diagnostic;

/// An alert.
#[derive(Debug, Clone)]
pub struct Alert {
    /// How grave it is.
    pub level: AlertLevel,
    /// From when it is shown.
    pub starts: Moment,
    /// Until when it is shown; for ever without it.
    pub ends: Option<Moment>,
}

/// How grave an alert is, the gravest last.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize, serde::Serialize,
)]
#[serde(rename_all = "lowercase")]
pub enum AlertLevel {
    /// Good to know.
    Info,
    /// Take care.
    Vigilance,
    /// Act now.
    Urgence,
}

/// Reads what is particular to an alert; `date` stands for a start that is not given.
pub(super) fn read(
    checker: &mut Checker<'_>,
    keys: &mut FrontMatter,
    date: Option<&Moment>,
) -> Option<Alert> {
    let written = keys.starts.is_some();
    let starts = checker
        .moment("starts", keys.starts.as_deref(), Edge::Opens)
        .or_else(|| date.filter(|_| !written).cloned());
    let ends = checker.moment("ends", keys.ends.as_deref(), Edge::Closes);
    if keys.level.is_none() {
        checker.missing("level");
    }
    if starts.is_none() && !written && keys.date.is_none() {
        checker.missing("starts");
    }
    let first = if written { "starts" } else { "date" };
    checker.in_order(
        Diagnostic::error("end-before-start"),
        (first, starts.as_ref()),
        ("ends", ends.as_ref()),
    );
    Some(Alert { level: keys.level?, starts: starts?, ends })
}
