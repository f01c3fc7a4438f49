//! Dates and times as authors write them, in the site's time zone.
//!
//! `2026-03-14`, `2026-03-14 18:30` and RFC 3339 are read, and nothing else: `03/04/2026` is two
//! different days in two countries, so it is refused with the right form suggested.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::workspace::grammar;

/// A date, with or without a time of day, in the site's time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The instant. For a date alone: the start of that day where it opens something (`date`,
    /// `start`, `starts`), the start of the *next* day where it closes something (`end`, `ends`,
    /// `expires`, `until`), so that the day named is included.
    pub zoned: Zoned,
    /// The day the author wrote, whatever `zoned` had to become.
    pub day: Date,
    /// True when no time of day was written: show the day only.
    pub date_only: bool,
}

/// Whether a date alone means its start or its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Opens,
    Closes,
}

/// Why a date cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NotAMoment {
    /// It is written the French way; this is how to write it.
    French(String),
    /// It is no date, or one that does not exist.
    Invalid,
}

impl Moment {
    /// The instant, independent of the zone.
    #[must_use]
    pub fn timestamp(&self) -> Timestamp {
        self.zoned.timestamp()
    }

    /// As the author would write it: `2026-03-14`, `2026-03-14 18:30`.
    pub(super) fn written(&self) -> String {
        if self.date_only {
            return self.day.to_string();
        }
        format!("{} {:02}:{:02}", self.day, self.zoned.hour(), self.zoned.minute())
    }

    pub(super) fn parse(text: &str, zone: &TimeZone, edge: Edge) -> Result<Self, NotAMoment> {
        let text = text.trim();
        let invalid = || match french(text) {
            Some(suggestion) => NotAMoment::French(suggestion),
            None => NotAMoment::Invalid,
        };
        let day = text.get(..10).and_then(iso_date).ok_or_else(invalid)?;
        let rest = &text[10..];
        if rest.is_empty() {
            let shown = match edge {
                Edge::Opens => day,
                Edge::Closes => day.tomorrow().map_err(|_| NotAMoment::Invalid)?,
            };
            let zoned = shown.to_zoned(zone.clone()).map_err(|_| NotAMoment::Invalid)?;
            return Ok(Self { zoned, day, date_only: true });
        }
        let clock = rest.strip_prefix(['T', 't', ' ']).ok_or_else(invalid)?.trim_start();
        if let Some(time) = iso_time(clock) {
            // An hour that daylight saving skips becomes the one after it (RFC 5545, 3.3.5).
            let zoned = day.to_datetime(time).to_zoned(zone.clone());
            return Ok(Self {
                zoned: zoned.map_err(|_| NotAMoment::Invalid)?,
                day,
                date_only: false,
            });
        }
        let instant: Timestamp = format!("{day}T{clock}").parse().map_err(|_| invalid())?;
        let zoned = instant.to_zoned(zone.clone());
        Ok(Self { day: zoned.date(), zoned, date_only: false })
    }
}

/// `2026-03-14`, between 1900 and 2200.
fn iso_date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    let year = number(year).filter(|year| (1900..=2200).contains(year))?;
    Date::new(year, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?).ok()
}

/// `18:30` or `18:30:00`.
fn iso_time(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let second = parts.next().unwrap_or("00");
    if parts.next().is_some() || hour.len() > 2 || minute.len() != 2 || second.len() != 2 {
        return None;
    }
    let part = |text| i8::try_from(number(text)?).ok();
    Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()
}

fn number(text: &str) -> Option<i16> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// The right form of a date written the French way: `14/03/2026`, `14/03/2026 18h30`,
/// `14 mars 2026`; of an hour written the French way: `2026-03-14 18h30`.
fn french(text: &str) -> Option<String> {
    let lower = text.to_lowercase().replace(" à ", " ");
    let mut words = lower.split_whitespace().peekable();
    let first = words.next()?;
    let date = if let Some(date) = first.get(..10).and_then(iso_date).filter(|_| first.len() == 10)
    {
        date
    } else if let Some(day) = number(first.trim_end_matches("er")) {
        let month = words.next()?;
        let month = grammar::MONTHS.iter().position(|name| *name == month)? + 1;
        Date::new(number(words.next()?)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
            .ok()?
    } else {
        let parts: Vec<&str> = first.split(['/', '.', '-']).collect();
        let [day, month, year] = parts.as_slice() else { return None };
        let part = |text| i8::try_from(number(text)?).ok();
        Date::new(number(year).filter(|year| *year >= 1900)?, part(month)?, part(day)?).ok()?
    };
    let Some(clock) = words.next() else {
        return Some(date.to_string());
    };
    let (hour, minute) = clock.split_once(['h', ':'])?;
    let minute = if minute.is_empty() { "00" } else { minute };
    let time = iso_time(&format!("{hour}:{minute}"))?;
    Some(format!("{date} {:02}:{:02}", time.hour(), time.minute()))
}

/// The same wall-clock time later or earlier, in the zone: what recurring events repeat.
pub(super) fn in_zone(local: DateTime, zone: &TimeZone) -> Option<Zoned> {
    local.to_zoned(zone.clone()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, edge: Edge) -> Result<String, NotAMoment> {
        let paris = TimeZone::get("Europe/Paris").expect("bundled");
        Moment::parse(text, &paris, edge).map(|moment| moment.zoned.to_string())
    }

    #[test]
    fn the_accepted_forms_are_read_in_the_zone() {
        for (text, expected) in [
            ("2026-03-14", "2026-03-14T00:00:00+01:00[Europe/Paris]"),
            ("2026-07-14 18:30", "2026-07-14T18:30:00+02:00[Europe/Paris]"),
            ("2026-07-14T18:30:05", "2026-07-14T18:30:05+02:00[Europe/Paris]"),
            ("2026-07-14T16:30:00Z", "2026-07-14T18:30:00+02:00[Europe/Paris]"),
            ("2026-07-14T18:30:00+02:00", "2026-07-14T18:30:00+02:00[Europe/Paris]"),
            // An hour that does not exist, on the night of the change.
            ("2026-03-29 02:30", "2026-03-29T03:30:00+02:00[Europe/Paris]"),
        ] {
            assert_eq!(parse(text, Edge::Opens).as_deref(), Ok(expected));
        }
        assert_eq!(
            parse("2026-03-28", Edge::Closes).as_deref(),
            Ok("2026-03-29T00:00:00+01:00[Europe/Paris]")
        );
    }

    #[test]
    fn french_forms_are_refused_with_the_right_one() {
        for (text, right) in [
            ("14/03/2026", "2026-03-14"),
            ("14/3/2026 18h30", "2026-03-14 18:30"),
            ("14-03-2026", "2026-03-14"),
            ("1er mai 2026", "2026-05-01"),
            ("14 février 2026 à 9h", "2026-02-14 09:00"),
            ("2026-03-14 18h30", "2026-03-14 18:30"),
        ] {
            let refused = parse(text, Edge::Opens);
            // The day is right, the hour is not: the whole is suggested all the same.
            assert_eq!(refused, Err(NotAMoment::French(right.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "demain",
            "2026-02-30",
            "2026-13-01",
            "0001-01-01",
            "2026-03-14 25:00",
            "20260314",
            "31/02/2026",
            "2026-03-14é",
        ] {
            assert_eq!(parse(text, Edge::Opens), Err(NotAMoment::Invalid), "{text}");
        }
    }
}
