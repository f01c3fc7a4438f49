//! Dates and times as authors write them, in the site's time zone.

use jiff::{Timestamp, Zoned};

/// A date, with or without a time of day, in the site's time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The instant. For a date alone: the start of that day where it opens something (`date`,
    /// `start`, `starts`), the start of the *next* day where it closes something (`end`, `ends`,
    /// `expires`), so that the day named is included.
    pub zoned: Zoned,
    /// The day the author wrote, whatever `zoned` had to become.
    pub day: jiff::civil::Date,
    /// True when no time of day was written: show the day only.
    pub date_only: bool,
}

impl Moment {
    /// The instant, independent of the zone.
    #[must_use]
    pub fn timestamp(&self) -> Timestamp {
        self.zoned.timestamp()
    }
}
