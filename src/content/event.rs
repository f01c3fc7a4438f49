//! Events of the agenda: when, where, how often.

use jiff::Zoned;
use jiff::civil::Date;

use super::Moment;
use crate::workspace::Position;

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

/// How an event repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// The rule of RFC 5545 section 3.3.10, without `RRULE:`, with `UNTIL` in UTC as that
    /// standard asks: fit for an iCalendar file as it is.
    pub rule: String,
    /// Days on which the event does not take place, in order.
    pub except: Vec<Date>,
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
    /// At an address: `https:`, `http:`, `mailto:` or `grc:`.
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
