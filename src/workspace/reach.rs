//! How people and pages are reached: e-mail, telephone, web addresses, languages, time zones.
//! Every room asks here, so that what one accepts another does not refuse.
//!
//! It never corrects a value and never reads a file.

use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::sync::LazyLock;

/// The zone of that name in the database the program carries: the machine's own may be of another
/// year, and the same input would give other bytes.
#[must_use]
pub fn time_zone(name: &str) -> Option<TimeZone> {
    static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);
    ZONES.get(name).ok()
}

/// An absolute `http` or `https` address with a host, and nothing that could end it early.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    !text.contains(|c: char| c.is_whitespace() || c.is_control())
        && url::Url::parse(text)
            .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// A domain name of at least two labels.
pub(super) fn is_domain(text: &str) -> bool {
    text.contains('.')
        && !text.contains("..")
        && !text.starts_with('.')
        && !text.ends_with('.')
        && url::Host::parse(text).is_ok_and(|host| matches!(host, url::Host::Domain(_)))
}

/// Good enough to be written to; what the mail system thinks of it is another matter.
#[must_use]
pub fn is_email(text: &str) -> bool {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"".contains(c);
    text.len() <= 254
        && text.chars().all(plain)
        && text.split_once('@').is_some_and(|(user, domain)| !user.is_empty() && is_domain(domain))
}

/// Digits in any grouping, perhaps an international prefix; short numbers (`3939`, `112`) too.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = |(index, c): (usize, char)| {
        c.is_ascii_digit() || " .-/()\u{a0}\u{202f}".contains(c) || (c == '+' && index == 0)
    };
    (2..=15).contains(&digits) && text.chars().enumerate().all(plain)
}

/// The `tel:` address (RFC 3966) of a number as people write it; a number in France gets the
/// country's prefix.
#[must_use]
pub fn telephone(number: &str) -> String {
    match national(number) {
        Some(digits) => format!("tel:+33{}", &digits[1..]),
        None => {
            let kept = number.chars().filter(|c| c.is_ascii_digit() || *c == '+');
            format!("tel:{}", kept.collect::<String>())
        }
    }
}

/// The ten digits of a number in France, however it is written: `+33 (0)5 58 …`, `0033 5 58 …`.
#[must_use]
pub fn national(number: &str) -> Option<String> {
    let written: String =
        number.replace("(0)", "").chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let digits = match written.strip_prefix("+33").or_else(|| written.strip_prefix("0033")) {
        Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        None => written,
    };
    (digits.len() == 10 && digits.starts_with('0') && !digits.contains('+')).then_some(digits)
}

/// A language tag (BCP 47) of the shape pages are written in: `fr`, `eu`, `pt-BR`.
#[must_use]
pub fn is_language(tag: &str) -> bool {
    let primary = tag.split('-').next().unwrap_or_default();
    (2..=3).contains(&primary.len())
        && !tag.contains('_')
        && tag.parse::<unic_langid::LanguageIdentifier>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reaches_somebody_is_told_from_what_does_not() {
        for (check, good, bad) in [
            (
                is_email as fn(&str) -> bool,
                &["mairie@amou.fr", "état-civil@éauze.fr"][..],
                &[
                    "mairie",
                    "@amou.fr",
                    "mairie@amou",
                    "a b@amou.fr",
                    "a@b@c.fr",
                    "a@b..fr",
                    "a@b.fr\n",
                ][..],
            ),
            (
                is_phone,
                &["05 58 00 00 00", "+33 (0)5 58 00 00 00", "05/58/00/00/00", "112"],
                &["zéro", "1", "05 58 00 00 00 / 05 58 00 00 01", "05+58", "05 58\n00 00 00"],
            ),
            (
                is_web_address,
                &["https://amou.fr", "http://a/b?c#d"],
                &[
                    "amou.fr",
                    "javascript:alert(1)",
                    "https://",
                    "https://a.fr/\nx",
                    "https://a.fr/ b",
                ],
            ),
            (
                is_language,
                &["fr", "eu", "oc", "pt-BR", "zh-Hant"],
                &["français", "f", "", "fr_FR", "fr-"],
            ),
        ] {
            for text in good {
                assert!(check(text), "{text}");
            }
            for text in bad {
                assert!(!check(text), "{text}");
            }
        }
    }

    #[test]
    fn a_number_in_france_is_dialled_from_anywhere() {
        for written in [
            "05 58 89 00 01",
            "05.58.89.00.01",
            "+33 5 58 89 00 01",
            "+33 (0)5 58 89 00 01",
            "0033 5 58 89 00 01",
            "+33 05 58 89 00 01",
        ] {
            assert_eq!(telephone(written), "tel:+33558890001", "{written}");
        }
        assert_eq!(telephone("39 39"), "tel:3939");
        assert_eq!(telephone("+34 943 00 00 00"), "tel:+34943000000");
    }

    #[test]
    fn zones_are_those_the_program_carries() {
        let zone = time_zone("Europe/Paris").expect("carried");
        assert_eq!(zone.iana_name(), Some("Europe/Paris"));
        assert!(!TimeZoneDatabase::bundled().is_definitively_empty(), "the data is embedded");
        assert!(time_zone("Europe/Pau").is_none());
    }
}
