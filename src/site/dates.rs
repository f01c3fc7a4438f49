//! Days and instants as templates see them.

use super::view::{DateView, WhenView};
use crate::content::Moment;
use crate::theme::{Language, dates};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, Zoned};

/// A day.
pub(super) fn day_view(day: Date, language: Language) -> DateView {
    DateView {
        iso: day.to_string(),
        text: dates::date(day, language),
        long: dates::long_date(day, language),
        time: None,
        day: day.day(),
        month: dates::month_short(day.month(), language).to_owned(),
        year: day.year(),
    }
}

/// An instant, in its own time zone.
pub(super) fn instant_view(instant: &Zoned, language: Language) -> DateView {
    DateView {
        iso: iso(instant),
        time: Some(dates::time(instant.time(), language)),
        ..day_view(instant.date(), language)
    }
}

/// What an author wrote: a day, or an instant.
pub(super) fn moment_view(moment: &Moment, language: Language) -> DateView {
    if moment.date_only {
        day_view(moment.day, language)
    } else {
        instant_view(&moment.zoned, language)
    }
}

/// What an author wrote, for a `datetime` attribute or JSON-LD.
pub(super) fn moment_iso(moment: &Moment) -> String {
    if moment.date_only { moment.day.to_string() } else { iso(&moment.zoned) }
}

/// RFC 3339 with the offset of the time zone.
pub(super) fn iso(instant: &Zoned) -> String {
    let shown = instant.timestamp().display_with_offset(instant.offset());
    format!("{shown:.0}")
}

/// How precisely the two ends of an event are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    /// From a day to a day.
    Days,
    /// From an hour to an hour.
    Hours,
    /// From an hour to a day, that day included.
    HourThenDay,
}

/// When something takes place; `end` is exclusive where it is a day, equal to `start` when unknown.
pub(super) fn when_view(
    start: &Zoned,
    end: &Zoned,
    precision: Precision,
    at: Timestamp,
    language: Language,
) -> WhenView {
    let ends = (end > start).then_some(end);
    let all_day = precision == Precision::Days;
    // A whole day ends where the next begins: the day to show is the one before.
    let before = |end: &Zoned| {
        let instant = end.datetime();
        instant.checked_sub(SignedDuration::from_nanos(1)).unwrap_or(instant).date()
    };
    let last = if precision == Precision::Hours { None } else { ends.map(before) };
    let view = |instant: &Zoned| {
        if all_day { day_view(instant.date(), language) } else { instant_view(instant, language) }
    };
    let text_end = match last {
        Some(last) => Some(last.to_datetime(jiff::civil::Time::midnight())),
        None => ends.map(Zoned::datetime),
    };
    WhenView {
        start: view(start),
        text: match last {
            Some(last) if !all_day => dates::hour_to_day(start.datetime(), last, language),
            _ => dates::period(start.datetime(), text_end, all_day, language),
        },
        past: over(start, end, at),
    }
}

/// True when nothing of it is left at `at`.
pub(super) fn over(start: &Zoned, end: &Zoned, at: Timestamp) -> bool {
    let end = end.timestamp().max(start.timestamp());
    end <= at
}
