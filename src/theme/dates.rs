//! Dates and times as residents read them: «14 mars 2026», «mardi 3 février 2026 à 18 h 30»,
//! “Tuesday 3 February 2026 at 18:30”.
//!
//! The times given are civil times, already in the site's time zone: this module never converts,
//! and never asks what time it is.

use jiff::civil::{Date, DateTime, Time, Weekday};

use super::Language;
use crate::workspace::grammar;

const MONTHS: [[&str; 12]; 2] = [
    grammar::MONTHS,
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

const SHORT_MONTHS: [[&str; 12]; 2] = [
    [
        "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
        "déc.",
    ],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
];

const WEEKDAYS: [[&str; 7]; 2] = [
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
];

/// The name of a month (1 to 12), without capital in French.
#[must_use]
pub fn month(month: i8, language: Language) -> &'static str {
    let index = usize::try_from(month.clamp(1, 12) - 1).unwrap_or(0);
    MONTHS[language as usize][index]
}

/// «févr.», “Feb”: the month in short, for a date badge.
#[must_use]
pub fn month_short(month: i8, language: Language) -> &'static str {
    let index = usize::try_from(month.clamp(1, 12) - 1).unwrap_or(0);
    SHORT_MONTHS[language as usize][index]
}

/// The name of a day of the week, without capital in French.
#[must_use]
pub fn weekday(day: Weekday, language: Language) -> &'static str {
    let index = usize::try_from(day.to_monday_zero_offset()).unwrap_or(0);
    WEEKDAYS[language as usize][index]
}

/// «14 mars 2026», «1er mars 2026», “14 March 2026”.
#[must_use]
pub fn date(date: Date, language: Language) -> String {
    format!("{} {} {}", day(date, language), month(date.month(), language), date.year())
}

/// «samedi 14 mars 2026», “Saturday 14 March 2026”.
#[must_use]
pub fn long_date(of: Date, language: Language) -> String {
    format!("{} {}", weekday(of.weekday(), language), date(of, language))
}

/// «mars 2026», “March 2026”.
#[must_use]
pub fn month_and_year(of: Date, language: Language) -> String {
    format!("{} {}", month(of.month(), language), of.year())
}

/// «18 h 30», «18 h», “18:30”; the spaces do not break.
#[must_use]
pub fn time(of: Time, language: Language) -> String {
    match (language, of.minute()) {
        (Language::French, 0) => format!("{}\u{a0}h", of.hour()),
        (Language::French, minute) => format!("{}\u{a0}h\u{a0}{minute:02}", of.hour()),
        (Language::English, minute) => format!("{}:{minute:02}", of.hour()),
    }
}

/// «mardi 3 février 2026 à 18 h 30», “Tuesday 3 February 2026 at 18:30”.
#[must_use]
pub fn date_and_time(of: DateTime, language: Language) -> String {
    let at = if language == Language::French { "à" } else { "at" };
    format!("{} {at} {}", long_date(of.date(), language), time(of.time(), language))
}

/// From when to when, in as few words as are clear.
///
/// «samedi 14 mars 2026», «samedi 14 mars 2026, de 14 h à 18 h», «du 3 au 5 février 2026»,
/// «du mardi 3 février 2026 à 18 h 30 au …». The end is the last day itself when `all_day`.
#[must_use]
pub fn period(start: DateTime, end: Option<DateTime>, all_day: bool, language: Language) -> String {
    let french = language == Language::French;
    let end = end.filter(|end| *end > start);
    let Some(end) = end.filter(|end| !all_day || end.date() > start.date()) else {
        return if all_day {
            long_date(start.date(), language)
        } else {
            date_and_time(start, language)
        };
    };
    let (from, to) = (start.date(), end.date());
    if all_day {
        let first = if from.year() != to.year() {
            date(from, language)
        } else if from.month() != to.month() {
            format!("{} {}", day(from, language), month(from.month(), language))
        } else {
            day(from, language)
        };
        let last = date(to, language);
        if french { format!("du {first} au {last}") } else { format!("from {first} to {last}") }
    } else if from == to {
        let (day, first, last) =
            (long_date(from, language), time(start.time(), language), time(end.time(), language));
        if french {
            format!("{day}, de {first} à {last}")
        } else {
            format!("{day}, from {first} to {last}")
        }
    } else {
        let (first, last) = (date_and_time(start, language), date_and_time(end, language));
        if french { format!("du {first} au {last}") } else { format!("from {first} to {last}") }
    }
}

/// From an hour to a day that is included: «du mardi 1er décembre à 8 h au jeudi 31 décembre 2026».
#[must_use]
pub fn hour_to_day(start: DateTime, last: Date, language: Language) -> String {
    let from = start.date();
    if last <= from {
        return date_and_time(start, language);
    }
    let first = if from.year() == last.year() {
        let name = weekday(from.weekday(), language);
        format!("{name} {} {}", day(from, language), month(from.month(), language))
    } else {
        long_date(from, language)
    };
    let (hour, last) = (time(start.time(), language), long_date(last, language));
    match language {
        Language::French => format!("du {first} à {hour} au {last}"),
        Language::English => format!("from {first} at {hour} to {last}"),
    }
}

fn day(date: Date, language: Language) -> String {
    match (language, date.day()) {
        (Language::French, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, date, date_and_time, hour_to_day, long_date, period};
    use jiff::civil::datetime;

    #[test]
    fn a_date_is_said_as_people_say_it() {
        let first = datetime(2026, 3, 1, 0, 0, 0, 0);
        assert_eq!(date(first.date(), Language::French), "1er mars 2026");
        assert_eq!(date(first.date(), Language::English), "1 March 2026");
        let evening = datetime(2026, 2, 3, 18, 30, 0, 0);
        assert_eq!(long_date(evening.date(), Language::French), "mardi 3 février 2026");
        assert_eq!(
            date_and_time(evening, Language::French),
            "mardi 3 février 2026 à 18\u{a0}h\u{a0}30"
        );
        assert_eq!(date_and_time(evening, Language::English), "Tuesday 3 February 2026 at 18:30");
    }

    #[test]
    fn a_last_day_has_no_hour() {
        let start = datetime(2026, 12, 1, 8, 0, 0, 0);
        let say = |last: jiff::civil::Date| hour_to_day(start, last, Language::French);
        assert_eq!(
            say(jiff::civil::date(2026, 12, 31)),
            "du mardi 1er décembre à 8\u{a0}h au jeudi 31 décembre 2026"
        );
        assert_eq!(
            say(jiff::civil::date(2027, 1, 1)),
            "du mardi 1er décembre 2026 à 8\u{a0}h au vendredi 1er janvier 2027"
        );
        assert_eq!(say(start.date()), "mardi 1er décembre 2026 à 8\u{a0}h");
    }

    #[test]
    fn a_period_says_nothing_twice() {
        let say = |start, end, all_day| period(start, end, all_day, Language::French);
        let start = datetime(2026, 2, 3, 14, 0, 0, 0);
        assert_eq!(
            say(start, Some(datetime(2026, 2, 3, 18, 0, 0, 0)), false),
            "mardi 3 février 2026, de 14\u{a0}h à 18\u{a0}h"
        );
        assert_eq!(
            say(start, Some(datetime(2026, 2, 5, 0, 0, 0, 0)), true),
            "du 3 au 5 février 2026"
        );
        assert_eq!(
            say(start, Some(datetime(2026, 3, 1, 0, 0, 0, 0)), true),
            "du 3 février au 1er mars 2026"
        );
        assert_eq!(
            say(datetime(2026, 12, 31, 0, 0, 0, 0), Some(datetime(2027, 1, 1, 0, 0, 0, 0)), true),
            "du 31 décembre 2026 au 1er janvier 2027"
        );
        assert_eq!(say(start, None, true), "mardi 3 février 2026");
        assert_eq!(say(start, Some(start), false), "mardi 3 février 2026 à 14\u{a0}h");
    }
}
