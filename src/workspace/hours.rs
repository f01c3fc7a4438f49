//! Opening hours: a week, the days that differ, and what holds on a given day.
//!
//! It never says whether a place is open *now*: pages are the same whenever they are built.

use crate::diagnostic::{Diagnostic, Location};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize, Serializer};

/// When a place is open.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct OpeningHours {
    /// Monday first; an empty day is closed. Ranges are sorted and never overlap.
    pub week: [Vec<TimeRange>; 7],
    /// Days that differ, sorted by first day, never overlapping.
    pub exceptions: Vec<HoursException>,
    /// A sentence for what hours cannot say.
    pub note: Option<String>,
}

/// From an hour to a later one of the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeRange {
    /// Opens.
    pub from: Time,
    /// Closes, later than `from`; midnight at the end of the day is 23:59.
    pub to: Time,
}

impl std::fmt::Display for TimeRange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { from, to } = self;
        write!(f, "{:02}:{:02}-{:02}:{:02}", from.hour(), from.minute(), to.hour(), to.minute())
    }
}

impl Serialize for TimeRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Days on which other hours hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HoursException {
    /// First day.
    pub from: Date,
    /// Last day, included; not before `from`.
    pub to: Date,
    /// The hours of each of these days; empty means closed.
    pub hours: Vec<TimeRange>,
    /// Why, e.g. `Fête locale`.
    pub label: Option<String>,
}

impl OpeningHours {
    /// The hours of a day, and the exception they come from if one holds.
    #[must_use]
    pub fn on(&self, day: Date) -> (&[TimeRange], Option<&HoursException>) {
        match self.exceptions.iter().find(|e| e.from <= day && day <= e.to) {
            Some(exception) => (&exception.hours, Some(exception)),
            None => {
                let weekday = day.weekday().to_monday_zero_offset();
                (&self.week[usize::from(weekday.unsigned_abs())], None)
            }
        }
    }

    /// True when no day of the week is open.
    #[must_use]
    pub fn is_always_closed(&self) -> bool {
        self.week.iter().all(Vec::is_empty)
    }
}

/// Opening hours as they are written, in `site.yaml` or in a directory entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HoursFile {
    /// Ranges as `09:00-12:00`.
    pub monday: Vec<String>,
    /// As `monday`.
    pub tuesday: Vec<String>,
    /// As `monday`.
    pub wednesday: Vec<String>,
    /// As `monday`.
    pub thursday: Vec<String>,
    /// As `monday`.
    pub friday: Vec<String>,
    /// As `monday`.
    pub saturday: Vec<String>,
    /// As `monday`.
    pub sunday: Vec<String>,
    /// Days that differ.
    pub exceptions: Vec<ExceptionFile>,
    /// A sentence for what hours cannot say.
    pub note: Option<String>,
}

/// Days that differ, as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExceptionFile {
    /// The only day; instead of `from` and `to`.
    pub date: Option<String>,
    /// First day.
    pub from: Option<String>,
    /// Last day, included.
    pub to: Option<String>,
    /// True when closed all these days; instead of `hours`.
    pub closed: bool,
    /// Ranges of each of these days.
    pub hours: Vec<String>,
    /// Why.
    pub label: Option<String>,
}

impl HoursFile {
    /// The hours, checked. `locate` gives the place of a value by its keys below the hours, e.g.
    /// `["monday", "0"]`.
    ///
    /// # Errors
    /// Every range or date that cannot be read, ends before it starts, or overlaps another.
    pub fn check(
        &self,
        locate: &dyn Fn(&[&str]) -> Location,
    ) -> Result<OpeningHours, Vec<Diagnostic>> {
        let mut findings = Vec::new();
        let mut week: [Vec<TimeRange>; 7] = Default::default();
        let days = [
            ("monday", &self.monday),
            ("tuesday", &self.tuesday),
            ("wednesday", &self.wednesday),
            ("thursday", &self.thursday),
            ("friday", &self.friday),
            ("saturday", &self.saturday),
            ("sunday", &self.sunday),
        ];
        for (day, (name, written)) in week.iter_mut().zip(days) {
            *day = ranges(written, &mut findings, &|index| locate(&[name, index]));
        }
        let mut exceptions = Vec::new();
        for (index, written) in self.exceptions.iter().enumerate() {
            let index = index.to_string();
            let locate = |key: &[&str]| locate(&[&["exceptions", index.as_str()], key].concat());
            if let Some(exception) = written.check(&mut findings, &locate) {
                exceptions.push((exception, index));
            }
        }
        exceptions.sort_by_key(|(exception, _)| exception.from);
        // To locate is to read the file again: only where there is something to tell.
        let place = |index: &str| locate(&["exceptions", index]);
        for pair in exceptions.windows(2) {
            if let [(first, first_index), (second, index)] = pair
                && second.from <= first.to
            {
                findings.push(
                    Diagnostic::error("hours-exceptions-overlap")
                        .arg("date", second.from.to_string())
                        .at(place(index))
                        .related(place(first_index)),
                );
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let exceptions = exceptions.into_iter().map(|(exception, _)| exception).collect();
        Ok(OpeningHours { week, exceptions, note: self.note.clone() })
    }
}

impl ExceptionFile {
    fn check(
        &self,
        findings: &mut Vec<Diagnostic>,
        locate: &dyn Fn(&[&str]) -> Location,
    ) -> Option<HoursException> {
        let before = findings.len();
        let (from_key, to_key) = match (&self.date, &self.from, &self.to) {
            (Some(date), None, None) => (("date", date), ("date", date)),
            (None, Some(from), Some(to)) => (("from", from), ("to", to)),
            _ => {
                findings.push(Diagnostic::error("hours-exception-undated").at(locate(&[])));
                return None;
            }
        };
        let mut day = |(key, written): (&str, &String)| match written.parse::<Date>() {
            Ok(date) => Some(date),
            Err(_) => {
                findings.push(
                    Diagnostic::error("hours-date-invalid")
                        .arg("value", written.as_str())
                        .at(locate(&[key])),
                );
                None
            }
        };
        let from = day(from_key)?;
        let to = if from_key == to_key { from } else { day(to_key)? };
        if to < from {
            let reversed = Diagnostic::error("hours-exception-reversed")
                .arg("from", from.to_string())
                .arg("to", to.to_string());
            findings.push(reversed.at(locate(&["to"])));
        }
        if self.closed != self.hours.is_empty() {
            findings.push(Diagnostic::error("hours-exception-ambiguous").at(locate(&[])));
        }
        let hours = ranges(&self.hours, findings, &|index| locate(&["hours", index]));
        (findings.len() == before).then(|| HoursException {
            from,
            to,
            hours,
            label: self.label.clone(),
        })
    }
}

fn ranges(
    written: &[String],
    findings: &mut Vec<Diagnostic>,
    locate: &dyn Fn(&str) -> Location,
) -> Vec<TimeRange> {
    let mut ranges = Vec::with_capacity(written.len());
    for (index, text) in written.iter().enumerate() {
        let place = || locate(&index.to_string());
        let Some(range) = range(text) else {
            let finding = Diagnostic::error("hours-range-invalid").arg("value", text.as_str());
            findings.push(finding.at(place()));
            continue;
        };
        if range.to <= range.from {
            let finding = Diagnostic::error("hours-end-before-start").arg("value", text.as_str());
            findings.push(finding.at(place()));
            continue;
        }
        if let Some(other) =
            ranges.iter().find(|o: &&TimeRange| o.from < range.to && range.from < o.to)
        {
            findings.push(
                Diagnostic::error("hours-overlap")
                    .arg("value", range.to_string())
                    .arg("other", other.to_string())
                    .at(place()),
            );
            continue;
        }
        ranges.push(range);
    }
    ranges.sort_unstable();
    ranges
}

/// Reads `9:00-12:30`, `09:00–12:30`, `9h-12h30`.
fn range(text: &str) -> Option<TimeRange> {
    let (from, to) = text.split_once(['-', '–'])?;
    Some(TimeRange { from: time(from)?, to: time(to)? })
}

fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once([':', 'h', 'H'])?;
    let digits = |part: &str| -> Option<i8> {
        (part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
    };
    let minute = if minute.is_empty() { 0 } else { digits(minute)? };
    match (digits(hour)?, minute) {
        (24, 0) => Some(Time::constant(23, 59, 0, 0)),
        (hour, minute) => Time::new(hour, minute, 0, 0).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(hours: &HoursFile) -> Result<OpeningHours, Vec<&'static str>> {
        let place = |path: &[&str]| Location::file(path.join("."));
        hours.check(&place).map_err(|found| found.iter().map(|finding| finding.code).collect())
    }

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_week_and_its_exceptions_are_read() {
        let hours = check(&HoursFile {
            monday: strings(&["14h-17h30", "9:00-12:00"]),
            exceptions: vec![
                ExceptionFile {
                    from: Some("2026-12-24".into()),
                    to: Some("2026-12-31".into()),
                    closed: true,
                    ..ExceptionFile::default()
                },
                ExceptionFile {
                    date: Some("2026-12-14".into()),
                    hours: strings(&["10:00–24:00"]),
                    ..ExceptionFile::default()
                },
            ],
            ..HoursFile::default()
        })
        .expect("valid");
        let (monday, exception) = hours.on(jiff::civil::date(2026, 12, 7));
        assert_eq!(
            monday.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["09:00-12:00", "14:00-17:30"]
        );
        assert!(exception.is_none());
        assert_eq!(hours.on(jiff::civil::date(2026, 12, 14)).0[0].to_string(), "10:00-23:59");
        let (closed, exception) = hours.on(jiff::civil::date(2026, 12, 28));
        assert!(closed.is_empty() && exception.is_some());
        assert!(hours.on(jiff::civil::date(2026, 12, 13)).0.is_empty());
    }

    #[test]
    fn each_mistake_has_its_own_message() {
        for (ranges, code) in [
            (&["9-12"][..], "hours-range-invalid"),
            (&["25:00-26:00"], "hours-range-invalid"),
            (&["12:00-09:00"], "hours-end-before-start"),
            (&["09:00-12:00", "11:00-14:00"], "hours-overlap"),
        ] {
            let hours = HoursFile { friday: strings(ranges), ..HoursFile::default() };
            assert_eq!(check(&hours), Err(vec![code]), "{ranges:?}");
        }
        let day = |from: &str, to: &str| ExceptionFile {
            from: Some(from.into()),
            to: Some(to.into()),
            closed: true,
            ..ExceptionFile::default()
        };
        for (exceptions, code) in [
            (
                vec![ExceptionFile { closed: true, ..ExceptionFile::default() }],
                "hours-exception-undated",
            ),
            (vec![day("2026-02-30", "2026-03-01")], "hours-date-invalid"),
            (vec![day("2026-02-03", "2026-02-01")], "hours-exception-reversed"),
            (
                vec![ExceptionFile { closed: false, ..day("2026-02-01", "2026-02-01") }],
                "hours-exception-ambiguous",
            ),
            (
                vec![day("2026-02-01", "2026-02-05"), day("2026-02-05", "2026-02-06")],
                "hours-exceptions-overlap",
            ),
        ] {
            let hours = HoursFile { exceptions, ..HoursFile::default() };
            assert_eq!(check(&hours), Err(vec![code]));
        }
    }
}
