//! Events of the agenda: when, where, how often.

use jiff::{SignedDuration, Timestamp, Zoned};

use super::front_matter::{Checker, FrontMatter};
use super::moment::{Edge, in_zone};
use super::{Moment, Recurrence, recurrence};
use crate::diagnostic::Diagnostic;
use crate::workspace::{Position, is_email, is_web_address};

/// What is particular to an event.
#[derive(Debug, Clone)]
pub struct Event {
    /// When it begins (its first occurrence, when it recurs).
    pub start: Moment,
    /// When it ends; after [`Event::start`].
    pub end: Option<Moment>,
    /// True when it has no times of day.
    pub all_day: bool,
    /// How it repeats.
    pub recurrence: Option<Recurrence>,
    /// Name of the place, e.g. «Salle des fêtes».
    pub place: Option<String>,
    /// Postal address of the place.
    pub address: Option<String>,
    /// Where the place is on the map.
    pub position: Option<Position>,
    /// Who organises it.
    pub organiser: Option<Organiser>,
    /// What it costs.
    pub price: Option<Price>,
    /// How to register.
    pub registration: Option<Registration>,
    /// Whether it takes place.
    pub status: EventStatus,
}

/// One time an event takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// When it begins.
    pub start: Zoned,
    /// When it ends; equal to `start` when the event has no end.
    pub end: Zoned,
}

/// Who organises an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organiser {
    /// Name, e.g. «Comité des fêtes».
    pub name: String,
    /// Address to write to.
    pub email: Option<String>,
    /// Number to call, as written.
    pub phone: Option<String>,
    /// Its own site: an `https:` or `http:` address.
    pub website: Option<String>,
}

/// What an event costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// As written, e.g. «5 €, gratuit pour les moins de 12 ans».
    pub text: String,
    /// In euro cents, when the text is nothing but an amount; 0 for «gratuit».
    pub cents: Option<u32>,
}

/// How to register for an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Registration {
    /// At an address of the web, or at a form: `https:`, `http:` or `grc:`.
    Link(String),
    /// By e-mail.
    Email(String),
    /// As the text says.
    Text(String),
}

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EventStatus {
    /// As announced.
    #[default]
    Confirmed,
    /// It will not take place.
    Cancelled,
    /// Put off to a date that is not known yet, or to the one given.
    Postponed,
}

impl Event {
    /// The times the event takes place that touch the span from `from` to `to` (excluded), in
    /// order, at most `limit` of them.
    ///
    /// A recurring event keeps its time of day when summer time begins or ends. At most
    /// [`recurrence::MAX_OCCURRENCES`] occurrences are looked at, the first ones.
    #[must_use]
    pub fn occurrences(&self, from: Timestamp, to: Timestamp, limit: usize) -> Vec<Occurrence> {
        self.all_occurrences()
            .take_while(|occurrence| occurrence.start.timestamp() < to)
            .filter(|occurrence| {
                let end = occurrence.end.timestamp();
                end > from || occurrence.start.timestamp() >= from
            })
            .take(limit)
            .collect()
    }

    /// True when its last occurrence is over at an instant.
    #[must_use]
    pub fn is_over(&self, at: Timestamp) -> bool {
        self.occurrences(at, Timestamp::MAX, 1).is_empty()
    }

    pub(super) fn changes_around(&self, at: Timestamp, see: &mut dyn FnMut(Timestamp)) {
        for occurrence in self.all_occurrences() {
            see(occurrence.start.timestamp());
            see(occurrence.end.timestamp());
            if occurrence.start.timestamp() > at {
                break;
            }
        }
    }

    fn all_occurrences(&self) -> Box<dyn Iterator<Item = Occurrence> + '_> {
        let start = self.start.zoned.datetime();
        let zone = self.start.zoned.time_zone();
        let lasts = match &self.end {
            Some(end) => start.duration_until(end.zoned.datetime()),
            None if self.all_day => SignedDuration::from_hours(24),
            None => SignedDuration::ZERO,
        };
        let occurrence = move |local: jiff::civil::DateTime| {
            let start = in_zone(local, zone)?;
            let end = in_zone(local.checked_add(lasts).ok()?, zone)?;
            Some(Occurrence { start, end })
        };
        match &self.recurrence {
            Some(recurrence) => Box::new(recurrence.local_starts().filter_map(occurrence)),
            None => Box::new(occurrence(start).into_iter()),
        }
    }
}

/// Reads what is particular to an event.
pub(super) fn read(checker: &mut Checker<'_>, keys: &mut FrontMatter) -> Option<Event> {
    let start = checker.moment("start", keys.start.as_deref(), Edge::Opens);
    let end = checker.moment("end", keys.end.as_deref(), Edge::Closes);
    if keys.start.is_none() {
        checker.missing("start");
    }
    checker.in_order(
        Diagnostic::error("end-before-start"),
        ("start", start.as_ref()),
        ("end", end.as_ref()),
    );
    let organiser = keys.organiser.take().and_then(|organiser| {
        Some(Organiser {
            name: checker.line(Some(organiser.name))?,
            email: checker.email(&["organiser", "email"], organiser.email),
            phone: checker.phone(&["organiser", "phone"], organiser.phone),
            website: checker.web_address(&["organiser", "website"], organiser.website),
        })
    });
    let place = checker.line(keys.place.take());
    let address = checker.lines(keys.address.take());
    let position = checker.position(keys.position);
    let price = checker.line(keys.price.take()).map(Price::from_text);
    let registration = checker.line(keys.registration.take()).map(Registration::from_text);
    let start = start?;
    let all_day = keys.all_day.unwrap_or(start.date_only);
    let timed = !start.date_only || end.as_ref().is_some_and(|end| !end.date_only);
    if all_day == timed && keys.all_day.is_some() {
        checker.tell(Diagnostic::error("event-all-day-mismatch"), &["all_day"]);
    }
    let recurrence = recurrence::read(checker, keys, &start, all_day);
    Some(Event {
        start,
        end,
        all_day,
        recurrence,
        place,
        address,
        position,
        organiser,
        price,
        registration,
        status: keys.status.unwrap_or_default(),
    })
}

impl Price {
    fn from_text(text: String) -> Self {
        let lower = text.to_lowercase();
        let cents = match lower.trim_end_matches(['€', ' ', '\u{a0}', '\u{202f}']) {
            "gratuit" | "entrée libre" | "entrée gratuite" | "libre" => Some(0),
            amount => cents(amount),
        };
        Self { text, cents }
    }
}

/// `5`, `5,50` or `5.50` in cents.
fn cents(amount: &str) -> Option<u32> {
    let (euros, cents) = amount.split_once([',', '.']).unwrap_or((amount, "00"));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if euros.is_empty() || cents.len() != 2 || !digits(euros) || !digits(cents) {
        return None;
    }
    euros.parse::<u32>().ok()?.checked_mul(100)?.checked_add(cents.parse().ok()?)
}

impl Registration {
    fn from_text(text: String) -> Self {
        let web = is_web_address(&text);
        let named = text.starts_with("grc:") || text.starts_with("service:");
        if web || (named && !text.contains(char::is_whitespace)) {
            Self::Link(text)
        } else if let Some(email) =
            Some(text.strip_prefix("mailto:").unwrap_or(&text)).filter(|email| is_email(email))
        {
            Self::Email(email.to_owned())
        } else {
            Self::Text(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_and_registrations_are_understood_when_they_are_simple() {
        for (text, expected) in [
            ("5", Some(500)),
            ("5 €", Some(500)),
            ("12,50\u{a0}€", Some(1250)),
            ("Gratuit", Some(0)),
            ("5 € (gratuit pour les moins de 12 ans)", None),
            ("99999999999", None),
        ] {
            assert_eq!(Price::from_text(text.to_owned()).cents, expected, "{text}");
        }
        for (text, expected) in [
            ("https://a.example/x", Registration::Link("https://a.example/x".into())),
            ("grc:inscription", Registration::Link("grc:inscription".into())),
            ("mailto:a@b.fr", Registration::Email("a@b.fr".into())),
            ("javascript:alert(1)", Registration::Text("javascript:alert(1)".into())),
            ("À la mairie", Registration::Text("À la mairie".into())),
        ] {
            assert_eq!(Registration::from_text(text.to_owned()), expected);
        }
    }
}
