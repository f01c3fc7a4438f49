//! From a site's settings to what templates see of them.

use super::view::{
    ContactView, DayView, ExceptionView, HoursView, LegalView, LinkView, OrganisationView,
    PositionView,
};
use super::wording::Words;
use crate::theme::{Language, dates};
use crate::workspace::{
    Address, Contact, Legal, OpeningHours, Organisation, Position, TimeRange, telephone,
};
use jiff::civil::Date;

/// A phone number as written, and its `tel:` address.
pub(super) fn phone_link(number: &str) -> LinkView {
    LinkView { title: number.to_owned(), url: telephone(number) }
}

/// An e-mail address and its `mailto:` address.
pub(super) fn email_link(address: &str) -> LinkView {
    LinkView { title: address.to_owned(), url: format!("mailto:{address}") }
}

/// A website, shown without its scheme.
pub(super) fn website_link(url: &str) -> LinkView {
    let shown = url.trim_start_matches("https://").trim_start_matches("http://");
    LinkView { title: shown.trim_end_matches('/').to_owned(), url: url.to_owned() }
}

/// The lines of a postal address written in one text.
pub(super) fn address_lines(address: &str) -> Vec<String> {
    address.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

pub(super) fn postal_lines(address: &Address) -> Vec<String> {
    let mut lines = address_lines(address.street.as_deref().unwrap_or_default());
    let town = [address.postal_code.as_deref(), address.city.as_deref()];
    let town: Vec<&str> = town.into_iter().flatten().collect();
    if !town.is_empty() {
        lines.push(town.join(" "));
    }
    lines
}

pub(super) fn contact_view(contact: &Contact) -> ContactView {
    ContactView {
        address: contact.address.as_ref().map(postal_lines).unwrap_or_default(),
        phone: contact.phone.as_deref().map(phone_link),
        email: contact.email.as_deref().map(email_link),
        website: contact.website.as_deref().map(website_link),
    }
}

pub(super) fn position_view(position: Position) -> PositionView {
    PositionView { latitude: position.latitude, longitude: position.longitude }
}

/// Opening hours; exceptions that are over on `today` are left out.
pub(super) fn hours_view(
    hours: &OpeningHours,
    today: Date,
    language: Language,
    words: &Words,
) -> HoursView {
    let monday = jiff::civil::Weekday::Monday;
    let days = hours
        .week
        .iter()
        .zip(monday.cycle_forward())
        .map(|(ranges, day)| DayView {
            day: dates::weekday(day, language),
            text: ranges_text(ranges, language, words),
        })
        .collect();
    let exceptions = hours
        .exceptions
        .iter()
        .filter(|exception| exception.to >= today)
        .map(|exception| {
            let start = exception.from.to_datetime(jiff::civil::Time::midnight());
            let end = exception.to.to_datetime(jiff::civil::Time::midnight());
            ExceptionView {
                date: dates::period(start, Some(end), true, language),
                text: ranges_text(&exception.hours, language, words),
                label: exception.label.clone(),
            }
        })
        .collect();
    HoursView { days, exceptions, note: hours.note.clone() }
}

/// The hours of one day, with the reason when they are not the usual ones.
pub(super) fn today_view(
    hours: &OpeningHours,
    today: Date,
    language: Language,
    words: &Words,
) -> ExceptionView {
    let (ranges, exception) = hours.on(today);
    ExceptionView {
        date: dates::long_date(today, language),
        text: ranges_text(ranges, language, words),
        label: exception.and_then(|exception| exception.label.clone()),
    }
}

/// The first letters of the first two words of a name that say something: «SJ» for
/// «Saint-Julien-d’Armagnac», «V» for «Le Vignau».
pub(super) fn initials(name: &str) -> String {
    const LITTLE: [&str; 14] =
        ["à", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sur"];
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !LITTLE.contains(&word.to_lowercase().as_str()))
        .filter_map(|word| word.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}

fn ranges_text(ranges: &[TimeRange], language: Language, words: &Words) -> String {
    if ranges.is_empty() {
        return words.closed.to_owned();
    }
    let (from, to, and) = match language {
        Language::French => ("de", "à", " et "),
        Language::English => ("from", "to", " and "),
    };
    let parts: Vec<String> = ranges
        .iter()
        .map(|range| {
            let (opens, closes) =
                (dates::time(range.from, language), dates::time(range.to, language));
            format!("{from} {opens} {to} {closes}")
        })
        .collect();
    parts.join(and)
}

pub(super) fn legal_view(legal: &Legal) -> LegalView {
    let publisher = match (&legal.publisher, &legal.role) {
        (Some(name), Some(role)) => Some(format!("{name}, {role}")),
        (name, role) => name.clone().or_else(|| role.clone()),
    };
    LegalView {
        publisher,
        editor: legal.editor.as_ref().and_then(organisation_view),
        host: legal.host.as_ref().and_then(organisation_view),
        dpo: legal.dpo.as_ref().and_then(organisation_view),
        maker: legal.maker.as_ref().and_then(organisation_view),
    }
}

/// A body of the legal pages; `None` when nothing is said of it.
fn organisation_view(body: &Organisation) -> Option<OrganisationView> {
    (*body != Organisation::default()).then(|| OrganisationView {
        name: body.name.clone(),
        address: body.address.clone(),
        phone: body.phone.as_deref().map(phone_link),
        email: body.email.as_deref().map(email_link),
        website: body.website.as_deref().map(website_link),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_words_that_say_something() {
        for (name, letters) in [
            ("Amou", "A"),
            ("Le Vignau", "V"),
            ("Saint-Julien-d’Armagnac", "SJ"),
            ("Rion-des-Landes", "RL"),
            ("Œyreluy", "Œ"),
            ("L’", ""),
        ] {
            assert_eq!(initials(name), letters, "{name}");
        }
    }
}
