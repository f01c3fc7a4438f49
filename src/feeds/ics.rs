//! iCalendar (RFC 5545): the calendar of a feed's events, and one file an event.
//!
//! The `icalendar` crate writes events; it stamps with the clock any component that has no
//! `DTSTAMP`, time zones included, so the zone (RFC 5545, section 3.6.5) is a text of ours.
//! An event in Europe/Paris is written in local time, so that a weekly meeting stays at its
//! hour across the change of clocks; in any other zone in UTC (of the French overseas zones only
//! Saint-Pierre-et-Miquelon changes its clocks, and only its repeated events could drift).

use icalendar::{Component as _, Event as Component, EventLike as _, Property};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::{Event, EventStatus, Feed, Item, When, text};

/// The events of a feed as one calendar, to be served at `self_url` as `text/calendar`.
///
/// Items that are no events are passed over. A calendar without events holds its time zone,
/// which is the one component that RFC 5545 requires (section 3.6).
#[must_use]
pub fn calendar(feed: &Feed, self_url: &str) -> String {
    let mut head = vec![
        Property::new("X-WR-CALNAME", text::line(&feed.title)),
        typed("NAME", "TEXT", &text::line(&feed.title)),
        Property::new("X-WR-TIMEZONE", PARIS),
        // An hour is what clients wait at least anyway; RFC 7986, section 5.7, then its ancestor.
        typed("REFRESH-INTERVAL", "DURATION", "PT1H"),
        Property::new("X-PUBLISHED-TTL", "PT1H"),
        typed("SOURCE", "URI", &uri(self_url)),
        Property::new("URL", uri(&feed.site_url)),
    ];
    if !feed.description.is_empty() {
        head.push(Property::new("X-WR-CALDESC", text::line(&feed.description)));
        head.push(Property::new("DESCRIPTION", text::line(&feed.description)));
    }
    document(&head, feed.items.iter().map(|item| fragment(item)))
}

/// One event as a calendar of its own; `None` for an item that is no event.
#[must_use]
pub fn event(item: &Item) -> Option<String> {
    item.event.is_some().then(|| document(&[], std::iter::once(fragment(item))))
}

fn document<'a>(head: &[Property], events: impl Iterator<Item = &'a str>) -> String {
    let mut document = String::from(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Parvis//Parvis//FR\r\nCALSCALE:GREGORIAN\r\n",
    );
    for property in head {
        // Writing to a string cannot fail.
        let line = TryInto::<String>::try_into(property.clone()).unwrap_or_default();
        document.push_str(&fold(&line));
    }
    document.extend(PARIS_RULES.lines().flat_map(|line| [line, "\r\n"]));
    document.extend(events);
    document.push_str("END:VCALENDAR\r\n");
    document
}

const PARIS: &str = "Europe/Paris";

/// Since 1996 all of the European Union changes its clocks at 01:00 UTC on the last Sunday of
/// March and October (directive 2000/84/EC made it permanent).
const PARIS_RULES: &str = "\
BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
";

/// The `VEVENT`, the same in every calendar; empty for an item that is no event.
fn fragment(item: &Item) -> &str {
    item.fragments.ics.get_or_init(|| {
        let event = item.event.as_ref();
        let lines = event.map(|event| component(item, event).try_into_string());
        fold(&lines.and_then(Result::ok).unwrap_or_default()).into()
    })
}

/// Lines folded at 75 octets, the space before a continuation counted (RFC 5545, section 3.1).
///
/// The crate folds too, but forgets that space on the last piece of a line.
fn fold(lines: &str) -> String {
    const LIMIT: usize = 75;
    let whole = lines.replace("\r\n ", "");
    let mut folded = String::with_capacity(whole.len() + whole.len() / LIMIT * 3);
    for line in whole.split_terminator("\r\n") {
        let (mut rest, mut limit) = (line, LIMIT);
        while rest.len() > limit {
            let (piece, next) = rest.split_at(rest.floor_char_boundary(limit));
            folded.push_str(piece);
            folded.push_str("\r\n ");
            (rest, limit) = (next, LIMIT - 1);
        }
        folded.push_str(rest);
        folded.push_str("\r\n");
    }
    folded
}

fn component(item: &Item, event: &Event) -> Component {
    let mut component = Component::new();
    component
        .uid(&item.id)
        .add_property("DTSTAMP", utc(item.updated.timestamp()))
        .add_property("CREATED", utc(item.published.timestamp()))
        .add_property("LAST-MODIFIED", utc(item.updated.timestamp()))
        .add_property("SEQUENCE", event.sequence.to_string())
        .add_property("CLASS", "PUBLIC")
        // An announced event takes no time in the calendar of who subscribes to it.
        .add_property("TRANSP", "TRANSPARENT")
        .add_property("URL", uri(&item.url));
    add_dates(&mut component, event);
    add_status(&mut component, item, event);
    if let Some(place) = &event.place {
        let parts = [Some(place.name.as_str()), place.address.as_deref()];
        let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        component.location(&text::line(&parts.join(", ")));
        if let Some((latitude, longitude)) = place.position {
            component.add_property("GEO", format!("{latitude:.6};{longitude:.6}"));
        }
    }
    if let Some(organiser) = &event.organiser {
        let name = text::line(&organiser.name);
        match &organiser.email {
            // RFC 5545 wants a calendar user's address here, and has CONTACT for the others.
            Some(email) => component.append_property(
                Property::new("ORGANIZER", format!("mailto:{}", uri(email)))
                    .add_parameter("CN", &name.replace('"', "'"))
                    .done(),
            ),
            None => component.add_property("CONTACT", name),
        };
    }
    if !item.categories.is_empty() {
        component.categories(item.categories.iter().map(|name| text::line(name)));
    }
    if let Some(image) = &item.image {
        component.append_property(
            typed("IMAGE", "URI", &uri(&image.url))
                .add_parameter("FMTTYPE", &image.media_type)
                .done(),
        );
    }
    for file in &item.attachments {
        component.append_multi_property(
            Property::new("ATTACH", uri(&file.url))
                .add_parameter("FMTTYPE", &file.media_type)
                .done(),
        );
    }
    component
}

fn add_status(component: &mut Component, item: &Item, event: &Event) {
    let french = item.language.is_empty() || item.language.starts_with("fr");
    let (status, note) = match (event.status, french) {
        (EventStatus::Confirmed, _) => ("CONFIRMED", None),
        (EventStatus::Cancelled, true) => ("CANCELLED", Some("Annulé\u{A0}: ")),
        (EventStatus::Cancelled, false) => ("CANCELLED", Some("Cancelled: ")),
        // iCalendar has no word for it; and many clients show no status at all: the title tells.
        (EventStatus::Postponed, true) => ("TENTATIVE", Some("Reporté\u{A0}: ")),
        (EventStatus::Postponed, false) => ("TENTATIVE", Some("Postponed: ")),
    };
    let note = note.unwrap_or_default();
    component.add_property("STATUS", status);
    component.summary(&format!("{note}{}", text::line(&item.title)));
    if !item.summary.is_empty() {
        component.description(&format!("{note}{}", text::line(&item.summary)));
    }
}

fn add_dates(component: &mut Component, event: &Event) {
    let zone = match &event.when {
        When::Days { first, last } => {
            component.append_property(typed("DTSTART", "DATE", &day(*first)));
            if let Ok(after) = last.max(first).tomorrow() {
                component.append_property(typed("DTEND", "DATE", &day(after)));
            }
            for date in &event.excluded {
                component.append_multi_property(typed("EXDATE", "DATE", &day(*date)));
            }
            None
        }
        When::Hours { start, end } => {
            component.append_property(instant("DTSTART", start));
            // RFC 5545, section 3.6.1: later than the start, or left out.
            if let Some(end) = end.as_ref().filter(|end| *end > start) {
                component.append_property(instant(
                    "DTEND",
                    &end.with_time_zone(start.time_zone().clone()),
                ));
            }
            for date in &event.excluded {
                if let Ok(excluded) =
                    date.to_datetime(start.time()).to_zoned(start.time_zone().clone())
                {
                    component.append_multi_property(instant("EXDATE", &excluded));
                }
            }
            Some(start.time_zone())
        }
    };
    if let Some(rule) = event.recurrence.as_deref().and_then(|rule| recurrence(rule, zone)) {
        component.add_property("RRULE", rule);
    }
}

/// The rule with its `UNTIL` of the kind that RFC 5545 (section 3.3.10) wants: a day for an
/// event of whole days, else UTC. `None` for what cannot be a rule.
fn recurrence(rule: &str, zone: Option<&TimeZone>) -> Option<String> {
    let rule = rule.trim().to_ascii_uppercase();
    let rule = rule.strip_prefix("RRULE:").unwrap_or(&rule).trim_end_matches(';');
    let is_rule = |byte: u8| byte.is_ascii_alphanumeric() || b"=;,+-".contains(&byte);
    if rule.is_empty() || !rule.bytes().all(is_rule) {
        return None;
    }
    let parts = rule.split(';').map(|part| match part.strip_prefix("UNTIL=") {
        Some(until) => until_of(until, zone).map(|until| format!("UNTIL={until}")),
        None => Some(part.to_owned()),
    });
    Some(parts.collect::<Option<Vec<_>>>()?.join(";"))
}

fn until_of(until: &str, zone: Option<&TimeZone>) -> Option<String> {
    let digits = until.replace('-', "");
    let date = Date::strptime("%Y%m%d", digits.get(..8)?).ok()?;
    let Some(zone) = zone else {
        return Some(day(date));
    };
    if digits.ends_with('Z') {
        return Some(digits);
    }
    let local = if digits.len() == 8 {
        // «Jusqu’au 30 juin» takes the 30th in, whatever the hour.
        date.at(23, 59, 59, 0)
    } else {
        DateTime::strptime("%Y%m%dT%H%M%S", &digits).ok()?
    };
    Some(utc(local.to_zoned(zone.clone()).ok()?.timestamp()))
}

fn instant(name: &str, date: &Zoned) -> Property {
    if date.time_zone().iana_name() == Some(PARIS) {
        Property::new(name, date.strftime("%Y%m%dT%H%M%S").to_string())
            .add_parameter("TZID", PARIS)
            .done()
    } else {
        Property::new(name, utc(date.timestamp()))
    }
}

fn utc(date: Timestamp) -> String {
    date.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

fn typed(name: &str, kind: &str, value: &str) -> Property {
    Property::new(name, value).add_parameter("VALUE", kind).done()
}

/// An address on one line: a line break would begin another property.
fn uri(address: &str) -> String {
    address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::feeds::sample;

    const SELF: &str = "https://amou.fr/agenda/agenda.ics";

    /// Reads with another crate than the one that wrote: each event's properties by name.
    fn read(ics: &str) -> Vec<BTreeMap<String, String>> {
        let mut parser = ical::IcalParser::new(ics.as_bytes());
        let calendar = parser.next().expect("a calendar").expect("well-formed");
        assert!(parser.next().is_none(), "one calendar");
        assert_eq!(calendar.timezones.len(), 1);
        let events = calendar.events.into_iter().map(|event| {
            let properties = event.properties.into_iter();
            properties.map(|it| (it.name, it.value.unwrap_or_default())).collect()
        });
        events.collect()
    }

    fn assert_lines(ics: &str) {
        for line in ics.split_terminator("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
        }
        assert!(ics.ends_with("\r\n"));
    }

    #[test]
    fn lines_of_every_length_are_folded_within_the_limit_and_unfold_to_themselves() {
        for length in 60..240 {
            let feed = Feed { title: "é".repeat(length) + "a", ..sample::feed(Vec::new()) };
            let ics = calendar(&feed, SELF);
            assert_lines(&ics);
            let name = format!("X-WR-CALNAME:{}\r\n", feed.title);
            assert!(ics.replace("\r\n ", "").contains(&name), "{length}");
        }
    }

    #[test]
    fn full_calendar() {
        let ics = calendar(&sample::feed(sample::all()), SELF);
        assert_lines(&ics);
        assert_eq!(read(&ics).len(), 2);
        insta::assert_snapshot!(ics.replace("\r\n", "\n"));
    }

    #[test]
    fn a_calendar_without_events_has_its_time_zone() {
        let ics = calendar(&sample::feed(vec![sample::news()]), SELF);
        assert_lines(&ics);
        assert!(read(&ics).is_empty());
        assert!(event(&sample::news()).is_none());
    }

    #[test]
    fn one_event() {
        let item = sample::event();
        let ics = event(&item).expect("an event");
        assert_lines(&ics);
        let read = &read(&ics)[0];
        assert_eq!(read["UID"], item.id.replace(',', "\\,"));
        assert_eq!(read["DTSTART"], "20260704T180000");
        assert_eq!(read["RRULE"], "FREQ=WEEKLY;BYDAY=SA;UNTIL=20260829T215959Z");
        assert_eq!(read["EXDATE"], "20260815T180000");
        assert_eq!(read["STATUS"], "TENTATIVE");
        assert_eq!(read["DTSTAMP"], "20260602T071500Z");
    }

    #[test]
    fn whole_days_end_the_day_after() {
        let mut item = sample::event();
        let details = item.event.as_mut().expect("an event");
        details.when = When::Days {
            first: jiff::civil::date(2026, 12, 30),
            last: jiff::civil::date(2026, 12, 31),
        };
        details.recurrence = Some("RRULE:FREQ=YEARLY;UNTIL=20301231T120000Z".to_owned());
        let ics = event(&item).expect("an event");
        for line in [
            "DTSTART;VALUE=DATE:20261230",
            "DTEND;VALUE=DATE:20270101",
            "EXDATE;VALUE=DATE:20260815",
            "RRULE:FREQ=YEARLY;UNTIL=20301231",
        ] {
            assert!(ics.contains(&format!("\r\n{line}\r\n")), "{line} in {ics}");
        }
    }

    #[test]
    fn another_zone_is_written_in_utc() {
        let mut item = sample::event();
        item.event.as_mut().expect("an event").when = When::Hours {
            start: "2026-07-04T18:00[Indian/Reunion]".parse().expect("a date"),
            end: None,
        };
        let ics = event(&item).expect("an event");
        assert!(ics.contains("\r\nDTSTART:20260704T140000Z\r\n"), "{ics}");
        assert!(!ics.contains("DTEND"));
    }

    #[test]
    fn hostile_text_begins_no_property() {
        let mut item = sample::event();
        item.title = "a\r\nATTENDEE:x\nb;c,d\\n".to_owned();
        item.url = "https://amou.fr/\r\nX:1".to_owned();
        item.summary = "é".repeat(1000);
        let details = item.event.as_mut().expect("an event");
        details.recurrence = Some("FREQ=DAILY\r\nX:1".to_owned());
        details.organiser.as_mut().expect("an organiser").name = "\"A\":\r\nB".to_owned();
        let ics = event(&item).expect("an event");
        assert_lines(&ics);
        let read = &read(&ics)[0];
        assert!(!read.contains_key("ATTENDEE") && !read.contains_key("X"));
        assert!(!read.contains_key("RRULE"));
        assert_eq!(read["SUMMARY"], "Reporté\u{A0}: a ATTENDEE:x b\\;c\\,d\\\\n");
    }

    #[test]
    fn paris_rules_agree_with_the_time_zone_database() {
        let paris = TimeZone::get(PARIS).expect("known");
        for (instant, offset) in [
            ("2026-03-29T00:59:59Z", 1),
            ("2026-03-29T01:00:00Z", 2),
            ("2026-10-25T00:59:59Z", 2),
            ("2026-10-25T01:00:00Z", 1),
            ("1996-03-31T01:00:00Z", 2),
            ("1996-10-27T01:00:00Z", 1),
        ] {
            let instant: Timestamp = instant.parse().expect("an instant");
            assert_eq!(paris.to_offset(instant), jiff::tz::offset(offset), "{instant}");
        }
    }
}
