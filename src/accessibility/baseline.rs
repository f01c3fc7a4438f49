//! What is known and dated: the faults of `accessibility-baseline.yaml`, each with its reason, who
//! takes care of it and until when.
//!
//! An entry is one finding, known by its rule, its file and its element; never by a count or a
//! line, so that a fault put right cannot make room for a new one. It never makes a fault vanish:
//! a known one is still told, and no longer fails.

use super::rules::Registry;
use super::told::Told;
use crate::diagnostic::{Diagnostic, Location, Source};
use crate::workspace::yaml;
use jiff::civil::Date;
use serde::Deserialize;
use std::fmt::Write as _;

/// Its name, at the workspace's root.
pub const FILE: &str = "accessibility-baseline.yaml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    known: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    rule: String,
    file: String,
    element: String,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    owner: Option<String>,
    #[serde(default)]
    until: Option<String>,
}

/// A fault that is accepted for now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The rule's id.
    pub rule: String,
    /// The file in which it can be put right.
    pub file: String,
    /// The element.
    pub element: String,
    /// Why it is accepted.
    pub reason: String,
    /// Who takes care of it.
    pub owner: String,
    /// The last day on which it is accepted.
    pub until: Date,
    /// Where the entry stands.
    pub place: Location,
}

impl Known {
    fn is(&self, told: &Told) -> bool {
        self.rule == told.finding.rule
            && *self.file == *told.place.file
            && self.element == told.element()
    }
}

/// All of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: Vec<Known>,
}

/// What a baseline makes of findings.
#[derive(Debug, Default)]
pub struct Judged {
    /// For each finding, in their order, why it is accepted; `None` for one that is not.
    pub known: Vec<Option<String>>,
    /// Entries that have expired or match nothing any more.
    pub problems: Vec<Diagnostic>,
}

impl Baseline {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it, each with its place; entries that are whole are kept.
    #[must_use]
    pub fn parse(source: &Source) -> (Self, Vec<Diagnostic>) {
        let whole = 0..source.text.len();
        let file: File = match yaml::parse(source, whole.clone()) {
            Ok(file) => file,
            Err(findings) => return (Self::default(), findings),
        };
        let ranges = yaml::value_ranges(source, whole);
        let (mut entries, mut findings) = (Vec::new(), Vec::new());
        for (rank, entry) in file.known.into_iter().enumerate() {
            let at = |key: &str| {
                let range = [format!("known.{rank}.{key}"), format!("known.{rank}")];
                let range = range.iter().find_map(|path| ranges.get(path)).cloned();
                source.locate(range.unwrap_or(0..0))
            };
            let place = at("rule");
            if Registry::all().rule(&entry.rule).is_none() {
                let known = Registry::all().metadata().map(|rule| &*rule.id);
                findings.push(Diagnostic::unknown("rule-unknown", &entry.rule, known).at(place));
                continue;
            }
            let filled = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
            let (reason, owner) = (filled(entry.reason), filled(entry.owner));
            let until = filled(entry.until);
            let (Some(reason), Some(owner), Some(until)) = (reason, owner, until) else {
                findings.push(Diagnostic::error("baseline-incomplete").at(place));
                continue;
            };
            let Ok(until) = until.trim().parse::<Date>() else {
                let wrong = Diagnostic::error("baseline-date").arg("date", until);
                findings.push(wrong.at(at("until")));
                continue;
            };
            let Written { rule, file, element, .. } = entry;
            entries.push(Known { rule, file, element, reason, owner, until, place });
        }
        (Self { entries }, findings)
    }

    /// The entries.
    #[must_use]
    pub fn entries(&self) -> &[Known] {
        &self.entries
    }

    /// The entries about files whose path begins so, e.g. `sites/amou/`.
    pub fn known_in<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Known> {
        self.entries.iter().filter(move |known| known.file.starts_with(prefix))
    }

    /// Why a fault is accepted on the day `today`.
    #[must_use]
    pub fn accepts(&self, told: &Told, today: Date) -> Option<String> {
        let known = self.entries.iter().find(|known| known.is(told))?;
        let reason = || format!("{} ({}, {})", known.reason, known.owner, known.until);
        (known.until >= today).then(reason)
    }

    /// Which findings are accepted on the day `today`, and which entries are no longer right.
    /// An entry that matches nothing is told only when `covered` holds for its file: what was not
    /// looked at may still be there.
    #[must_use]
    pub fn judge(&self, told: &[Told], today: Date, covered: impl Fn(&str) -> bool) -> Judged {
        let mut judged = Judged::default();
        let sure = |told: &&Told| told.finding.sure;
        for told in told {
            let known = if told.finding.sure { self.accepts(told, today) } else { None };
            judged.known.push(known);
        }
        for known in &self.entries {
            let matched = told.iter().filter(sure).any(|told| known.is(told));
            let place = known.place.clone();
            if known.until < today && (matched || covered(&known.file)) {
                judged.problems.push(
                    Diagnostic::error("baseline-expired")
                        .arg("until", known.until.to_string())
                        .arg("owner", known.owner.as_str())
                        .at(place),
                );
            } else if !matched && covered(&known.file) {
                judged.problems.push(
                    Diagnostic::error("baseline-stale")
                        .arg("rule", known.rule.as_str())
                        .arg("file", known.file.as_str())
                        .at(place),
                );
            }
        }
        judged
    }
}

/// The entries of new faults as YAML, to be added to the file: reason, owner and end date are for
/// people to fill in, and the file is refused until they are.
#[must_use]
pub fn entries(told: &[Told]) -> String {
    let mut yaml = String::new();
    for told in told.iter().filter(|told| told.finding.sure) {
        // Writing to a string cannot fail. A JSON string is a YAML one.
        let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
        let _ = write!(
            yaml,
            "  - rule: {}\n    file: {}\n    element: {}\n    reason: \"\"\n    owner: \"\"\n    \
             until: \"\"\n",
            told.finding.rule,
            quoted(&told.place.file),
            quoted(&told.element()),
        );
    }
    yaml
}

#[cfg(test)]
mod tests {
    use super::{Baseline, entries};
    use crate::accessibility::told::{Place, Told};
    use crate::accessibility::{Sheets, lint};
    use crate::diagnostic::{Location, Source};
    use jiff::civil::date;

    fn told(html: &str, line: u32) -> Told {
        let report = lint(
            &format!("<!DOCTYPE html><html lang=fr><title>A</title><main>{html}</main>"),
            &Sheets::none(),
        );
        let finding = report.findings.into_iter().find(|f| f.sure).expect("a fault");
        let place = Place::from(Location { line, ..Location::file("sites/amou/a.md") });
        Told {
            finding,
            part: None,
            page: place.clone(),
            place,
            site: None,
            pages: 1,
            sites: std::collections::BTreeSet::default(),
        }
    }

    fn baseline(told: &Told, until: &str) -> (Baseline, usize) {
        let text = entries(std::slice::from_ref(told));
        let text = text
            .replace("reason: \"\"", "reason: La page est refaite")
            .replace("owner: \"\"", "owner: la mairie")
            .replace("until: \"\"", &format!("until: {until}"));
        let (baseline, findings) =
            Baseline::parse(&Source::new("accessibility-baseline.yaml", format!("known:\n{text}")));
        (baseline, findings.len())
    }

    #[test]
    fn a_fault_is_known_again_where_its_line_moved() {
        let (baseline, wrong) = baseline(&told("<img src=a.png>", 3), "2027-03-31");
        assert_eq!(wrong, 0);
        let judged = baseline.judge(&[told("<img src=a.png>", 40)], date(2027, 3, 31), |_| true);
        assert!(judged.known[0].is_some() && judged.problems.is_empty());
        let other = baseline.judge(&[told("<img src=b.png>", 3)], date(2027, 3, 31), |_| true);
        assert!(other.known[0].is_none());
        assert_eq!(other.problems[0].code, "baseline-stale");
        assert!(baseline.judge(&[], date(2027, 3, 31), |_| false).problems.is_empty());
    }

    #[test]
    fn an_expired_entry_fails_at_its_line() {
        let fault = told("<img src=a.png>", 3);
        let (baseline, _) = baseline(&fault, "2026-01-01");
        let judged = baseline.judge(&[fault], date(2026, 1, 2), |_| true);
        assert!(judged.known[0].is_none());
        assert_eq!(judged.problems[0].code, "baseline-expired");
        assert_eq!(judged.problems[0].location.as_ref().map(|place| place.line), Some(2));
    }

    #[test]
    fn an_entry_that_nobody_filled_in_is_refused() {
        let text = entries(&[told("<img src=a.png>", 3)]);
        let (baseline, findings) =
            Baseline::parse(&Source::new("accessibility-baseline.yaml", format!("known:\n{text}")));
        assert!(baseline.entries().is_empty());
        assert_eq!(findings[0].code, "baseline-incomplete");
        let (_, date) = self::baseline(&told("<img src=a.png>", 3), "demain");
        assert_eq!(date, 1);
    }
}
