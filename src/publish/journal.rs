//! The journal of a site on its target: who published what, when, and from which commit. One line
//! of JSON an entry, appended, never rewritten.
//!
//! It never decides what is published; a line that cannot be read is passed over.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::release::ReleaseId;
use super::target::History;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// A release was published.
    Publish,
    /// A former release was put back.
    Rollback,
    /// The release served was put back as it was published.
    Repair,
    /// A release was put where only those who have its address find it.
    Preview,
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When, by the clock of the machine that published.
    pub at: Timestamp,
    /// What was done.
    pub action: Action,
    /// The site.
    pub site: String,
    /// The release that was published, put back or shown.
    pub release: ReleaseId,
    /// The release served before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<ReleaseId>,
    /// Who did it.
    pub who: String,
    /// On which machine.
    pub host: String,
    /// The commit checked out in the workspace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// True when files differed from that commit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub modified: bool,
    /// Files that came, changed and went.
    #[serde(default)]
    pub files: Counts,
    /// The refusals that were told to be passed over, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
    /// Until when a preview is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// How many files came, changed and went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// New ones.
    pub added: usize,
    /// Those whose bytes changed.
    pub changed: usize,
    /// Those that are no longer there.
    pub removed: usize,
}

impl Entry {
    /// The line, with its end.
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
    }
}

/// The entries of a journal, the oldest first.
#[must_use]
pub fn parse(text: &str) -> Vec<Entry> {
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The releases that were served, without repetition, the latest first. The order is that of the
/// lines: a clock set back changes nothing.
#[must_use]
pub fn latest_first(entries: &[Entry]) -> Vec<ReleaseId> {
    let mut ids = Vec::new();
    for entry in entries.iter().rev().filter(|entry| entry.action != Action::Preview) {
        if !ids.contains(&entry.release) {
            ids.push(entry.release);
        }
    }
    ids
}

/// The releases of a site that are one too many when `keep` of them stay: the one served now, then
/// those served last.
#[must_use]
pub fn beyond(history: &History, keep: usize) -> Vec<ReleaseId> {
    let order = latest_first(&history.entries);
    let mut kept = history.kept.clone();
    kept.sort_by_key(|id| {
        let served = order.iter().position(|other| other == id).unwrap_or(usize::MAX);
        (Some(*id) != history.current, served, *id)
    });
    kept.split_off(keep.max(1).min(kept.len()))
}

/// The release that was served before `current` was first published, the one a rollback without
/// a name goes back to.
#[must_use]
pub fn before(entries: &[Entry], current: &ReleaseId) -> Option<ReleaseId> {
    let published = |entry: &&Entry| entry.action == Action::Publish && entry.release == *current;
    entries.iter().rev().find(published)?.previous
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> ReleaseId {
        blake3::hash(text.as_bytes()).to_hex().parse().expect("an id")
    }

    fn entry(action: Action, release: &str, previous: Option<&str>) -> Entry {
        Entry {
            at: "2026-11-23T08:00:00Z".parse().expect("an instant"),
            action,
            site: "amou".into(),
            release: id(release),
            previous: previous.map(id),
            who: "claire".into(),
            host: "poste".into(),
            commit: None,
            modified: false,
            files: Counts::default(),
            allowed: Vec::new(),
            until: None,
        }
    }

    #[test]
    fn a_line_comes_back_as_it_was_and_a_damaged_one_is_passed_over() {
        let one = entry(Action::Publish, "a", None);
        let two = entry(Action::Rollback, "b", Some("a"));
        let text = format!("{}{{\"at\":\n{}", one.line(), two.line());
        assert_eq!(parse(&text), [one, two]);
    }

    #[test]
    fn going_back_twice_goes_further_back() {
        let mut entries = vec![
            entry(Action::Publish, "a", None),
            entry(Action::Publish, "b", Some("a")),
            entry(Action::Publish, "c", Some("b")),
        ];
        assert_eq!(before(&entries, &id("c")), Some(id("b")));
        entries.push(entry(Action::Rollback, "b", Some("c")));
        assert_eq!(before(&entries, &id("b")), Some(id("a")));
        assert_eq!(before(&entries, &id("a")), None);
        assert_eq!(latest_first(&entries), [id("b"), id("c"), id("a")]);
    }
}
