//! Recurring events: the rule of RFC 5545, checked, bounded, and kept at the same time of day.
//!
//! Occurrences are counted in local time, as calendars do, and put in the zone one by one: a
//! market at 9 o’clock stays at 9 o’clock in summer.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use rrule::RRuleSet;

use super::Moment;
use super::front_matter::{Checker, FrontMatter};
use super::moment::Edge;
use crate::diagnostic::Diagnostic;

/// Occurrences that are looked at: one a day for a century, so that no rule costs more.
pub const MAX_OCCURRENCES: usize = 36_600;

/// How an event repeats.
#[derive(Debug, Clone, PartialEq)]
pub struct Recurrence {
    /// The rule of RFC 5545 section 3.3.10, without `RRULE:`, with `UNTIL` in UTC (a day for an
    /// event without times) as that standard asks: fit for an iCalendar file as it is.
    pub rule: String,
    /// Days on which the event does not take place, in order.
    pub except: Vec<Date>,
    /// The same rule in local time, which the library takes for UTC.
    set: RRuleSet,
}

impl Recurrence {
    /// When each occurrence begins, in local time.
    pub(super) fn local_starts(&self) -> impl Iterator<Item = DateTime> + '_ {
        self.set
            .clone()
            .limit()
            .into_iter()
            .take(MAX_OCCURRENCES)
            .filter_map(|start| {
                let instant = jiff::Timestamp::from_second(start.timestamp()).ok()?;
                Some(TimeZone::UTC.to_datetime(instant))
            })
            .filter(|start| self.except.binary_search(&start.date()).is_err())
    }
}

/// What is wrong with a rule.
struct Mistake(Diagnostic, &'static str);

/// Reads `recurrence`, `until` and `except`.
pub(super) fn read(
    checker: &mut Checker<'_>,
    keys: &mut FrontMatter,
    start: &Moment,
    all_day: bool,
) -> Option<Recurrence> {
    let until = checker.moment("until", keys.until.as_deref(), Edge::Closes);
    let mut except: Vec<Date> = Vec::new();
    for (index, text) in keys.except.take().unwrap_or_default().iter().enumerate() {
        match Moment::parse(text, checker.context.timezone, Edge::Opens) {
            Ok(moment) => except.push(moment.day),
            Err(_) => {
                let finding = Diagnostic::error("date-invalid").arg("value", text.as_str());
                checker.tell(finding, &["except", &index.to_string()]);
            }
        }
    }
    except.sort_unstable();
    except.dedup();
    let Some(rule) = checker.line(keys.recurrence.take()) else {
        for key in ["until", "except"] {
            let alone = if key == "until" { until.is_some() } else { !except.is_empty() };
            if alone {
                checker.tell(Diagnostic::error("recurrence-missing").arg("key", key), &[key]);
            }
        }
        return None;
    };
    checker.in_order(
        Diagnostic::error("end-before-start"),
        ("start", Some(start)),
        ("until", until.as_ref()),
    );
    match build(&rule, start, until.as_ref(), all_day, except) {
        Ok(recurrence) => {
            check_start(checker, &recurrence, start);
            Some(recurrence)
        }
        Err(Mistake(finding, key)) => {
            checker.tell(finding.arg("value", rule), &[key]);
            None
        }
    }
}

/// A rule must give the start itself (RFC 5545 section 3.8.5.3), and something at all.
fn check_start(checker: &mut Checker<'_>, recurrence: &Recurrence, start: &Moment) {
    match recurrence.local_starts().next() {
        None => checker.tell(Diagnostic::error("recurrence-empty"), &["recurrence"]),
        Some(first) if first.date() != start.day && !recurrence.except.contains(&start.day) => {
            let finding = Diagnostic::warning("recurrence-start-off")
                .arg("start", start.day.to_string())
                .arg("first", first.date().to_string());
            checker.tell(finding, &["start"]);
        }
        Some(_) => {}
    }
}

fn build(
    rule: &str,
    start: &Moment,
    until: Option<&Moment>,
    all_day: bool,
    except: Vec<Date>,
) -> Result<Recurrence, Mistake> {
    let invalid = |detail: String| {
        Mistake(Diagnostic::error("recurrence-invalid").arg("detail", detail), "recurrence")
    };
    let upper = rule.to_ascii_uppercase();
    let upper = upper.strip_prefix("RRULE:").unwrap_or(&upper);
    if upper.len() > 300 || !upper.is_ascii() || upper.contains(|c: char| c.is_whitespace()) {
        return Err(invalid("none".to_owned()));
    }
    let mut end = until.map(last_second);
    let mut kept = Vec::new();
    let mut frequency = "";
    for part in upper.split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').ok_or_else(|| invalid(part.to_owned()))?;
        match name {
            "FREQ" => frequency = value,
            "BYHOUR" | "BYMINUTE" | "BYSECOND" => {
                let finding = Diagnostic::error("recurrence-time-in-rule").arg("part", name);
                return Err(Mistake(finding, "recurrence"));
            }
            "UNTIL" | "COUNT" if until.is_some() => {
                let finding = Diagnostic::error("recurrence-two-ends").arg("part", name);
                return Err(Mistake(finding, "until"));
            }
            "UNTIL" => {
                let zone = start.zoned.time_zone();
                end = Some(rule_until(value, zone).ok_or_else(|| invalid(part.to_owned()))?);
                continue;
            }
            _ => {}
        }
        kept.push(part);
    }
    if !matches!(frequency, "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY") {
        let finding = Diagnostic::error("recurrence-frequency").arg("frequency", frequency);
        return Err(Mistake(finding, "recurrence"));
    }
    let mut local = kept.join(";");
    let mut standard = local.clone();
    if let Some(end) = end {
        let in_zone = end.to_zoned(start.zoned.time_zone().clone());
        let utc = in_zone.map_err(|_| invalid("none".to_owned()))?.timestamp();
        local.push_str(&end.strftime(";UNTIL=%Y%m%dT%H%M%SZ").to_string());
        let form = if all_day { ";UNTIL=%Y%m%d" } else { ";UNTIL=%Y%m%dT%H%M%SZ" };
        let shown = if all_day { end } else { TimeZone::UTC.to_datetime(utc) };
        standard.push_str(&shown.strftime(form).to_string());
    }
    let begin = start.zoned.datetime().strftime("%Y%m%dT%H%M%S");
    let set = format!("DTSTART:{begin}Z\nRRULE:{local}")
        .parse::<RRuleSet>()
        .map_err(|_| invalid(guilty(&kept, &begin.to_string())))?;
    Ok(Recurrence { rule: standard, except, set })
}

/// The part of a rule that cannot be read, even without the others; `none` where only all of them
/// together make no rule.
fn guilty(parts: &[&str], begin: &str) -> String {
    let frequency = parts.iter().find(|part| part.starts_with("FREQ="));
    let alone = |part: &&&str| {
        let rule = if part.starts_with("FREQ=") {
            (**part).to_owned()
        } else {
            format!("{};{part}", frequency.unwrap_or(&"FREQ=DAILY"))
        };
        format!("DTSTART:{begin}Z\nRRULE:{rule}").parse::<RRuleSet>().is_err()
    };
    parts.iter().find(alone).map_or("none".to_owned(), |part| (*part).to_owned())
}

/// The last second that belongs to a closing moment.
fn last_second(until: &Moment) -> DateTime {
    if until.date_only {
        until.day.to_datetime(Time::constant(23, 59, 59, 0))
    } else {
        until.zoned.datetime()
    }
}

/// `UNTIL` of a rule in local time: a day, a local time, or a time in UTC.
fn rule_until(value: &str, zone: &TimeZone) -> Option<DateTime> {
    let number = |from: usize, to: usize| value.get(from..to)?.parse::<i8>().ok();
    let year = value.get(..4)?.parse::<i16>().ok().filter(|year| (1900..=2200).contains(year))?;
    let day = Date::new(year, number(4, 6)?, number(6, 8)?).ok()?;
    if value.len() == 8 {
        return Some(day.to_datetime(Time::constant(23, 59, 59, 0)));
    }
    let rest = value.get(8..9).filter(|mark| *mark == "T").and(value.get(15..))?;
    let time = Time::new(number(9, 11)?, number(11, 13)?, number(13, 15)?, 0).ok()?;
    let local = day.to_datetime(time);
    match rest {
        "" => Some(local),
        "Z" => Some(zone.to_datetime(TimeZone::UTC.to_timestamp(local).ok()?)),
        _ => None,
    }
}
