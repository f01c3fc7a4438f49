//! The filters of our own that templates may use.
//!
//! | filter | takes | gives |
//! | --- | --- | --- |
//! | `t` | id of a message, its variables as arguments | the message in the site's language |
//! | `asset` | path under `assets/` | its fingerprinted address |
//! | `date` | ISO 8601 date or time; `style`: `date`, `long`, `time`, `full`, `month` | «14 mars 2026» … |
//! | `phone` | phone number | «05 58 89 00 01», with spaces that do not break |
//! | `tel` | phone number | `tel:+33558890001` |
//! | `number` | whole number | «12 345», with a narrow space that does not break |
//! | `capitalize_first` | text | the text with a capital at its beginning, the rest untouched |
//! | `json` | any value | JSON that cannot leave a `<script>` |
//!
//! They never touch the disk nor the clock; a filter that cannot answer stops the page with the
//! line of the template.

use std::sync::Arc;

use jiff::civil::DateTime;
use tera::{Error, Kwargs, State, Tera, Value};

use super::assets::Assets;
use super::dates;
use super::strings::{Language, Strings};
use crate::workspace::{national, telephone};

/// Adds the filters to an environment.
pub(super) fn register(
    tera: &mut Tera,
    language: Language,
    strings: &Arc<Strings>,
    assets: &Arc<Assets>,
) {
    let words = Arc::clone(strings);
    tera.register_filter("t", move |id: &str, arguments: Kwargs, _: &State<'_>| {
        translate(&words, id, &arguments)
    });
    let files = Arc::clone(assets);
    tera.register_filter("asset", move |path: &str, _: Kwargs, _: &State<'_>| {
        files.url(path).map(Value::from).ok_or_else(|| {
            let near = files.suggestion(path).unwrap_or("none");
            Error::message(format!("no asset `{path}` in this theme; nearest: `{near}`"))
        })
    });
    tera.register_filter("date", move |iso: &str, arguments: Kwargs, _: &State<'_>| {
        let style = arguments.get::<&str>("style")?.unwrap_or("date");
        said(iso, style, language)
    });
    tera.register_filter("phone", |number: &str, _: Kwargs, _: &State<'_>| phone(number));
    tera.register_filter("tel", |number: &str, _: Kwargs, _: &State<'_>| telephone(number));
    tera.register_filter("number", move |number: i64, _: Kwargs, _: &State<'_>| {
        grouped(number, language)
    });
    tera.register_filter("capitalize_first", |text: &str, _: Kwargs, _: &State<'_>| {
        let mut characters = text.chars();
        let first = characters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(characters).collect::<String>()
    });
    tera.register_filter("json", |value: &Value, _: Kwargs, _: &State<'_>| {
        serde_json::to_string(value)
            .map(|text| Value::safe_string(&for_script(&text)))
            .map_err(Error::message)
    });
}

fn translate(strings: &Strings, id: &str, arguments: &Kwargs) -> Result<Value, Error> {
    if let Some(value) = strings.plain(id) {
        return Ok(value.clone());
    }
    let variables = arguments.iter().filter_map(|(name, value)| Some((name.as_str()?, value)));
    strings
        .format(id, variables)
        .map(Value::from)
        .ok_or_else(|| Error::message(format!("no message `{id}`, or one of its variables lacks")))
}

fn said(iso: &str, style: &str, language: Language) -> Result<String, Error> {
    let unreadable = || Error::message(format!("`{iso}` is not a date (ISO 8601)"));
    // The civil part is what residents read: the offset and the zone were applied before.
    let civil = iso.split(['+', 'Z', '[']).next().unwrap_or(iso);
    let civil = match civil.rfind('-') {
        Some(at) if at > 10 => &civil[..at],
        _ => civil,
    };
    let moment: DateTime = civil.parse().map_err(|_| unreadable())?;
    match style {
        "date" => Ok(dates::date(moment.date(), language)),
        "long" => Ok(dates::long_date(moment.date(), language)),
        "time" => Ok(dates::time(moment.time(), language)),
        "full" => Ok(dates::date_and_time(moment, language)),
        "month" => Ok(dates::month_and_year(moment.date(), language)),
        other => Err(Error::message(format!(
            "`{other}` is no style of date: date, long, time, full, month"
        ))),
    }
}

/// A French number by pairs; any other as it was written.
fn phone(number: &str) -> String {
    let digits = national(number);
    match digits {
        Some(digits) => {
            let mut shown = String::with_capacity(18);
            for (index, digit) in digits.chars().enumerate() {
                if index > 0 && index % 2 == 0 {
                    shown.push('\u{a0}');
                }
                shown.push(digit);
            }
            shown
        }
        None => number.trim().replace(' ', "\u{a0}"),
    }
}

fn grouped(number: i64, language: Language) -> String {
    let separator = if language == Language::French { '\u{202f}' } else { ',' };
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    if number < 0 {
        text.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// JSON as it may stand in a `<script>`: what could end the element, or open a comment in it, is
/// written as an escape, which means the same to whoever reads the JSON.
#[must_use]
pub fn for_script(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' => text.push_str("\\u003c"),
            '>' => text.push_str("\\u003e"),
            '&' => text.push_str("\\u0026"),
            '\u{2028}' => text.push_str("\\u2028"),
            '\u{2029}' => text.push_str("\\u2029"),
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Language, for_script, grouped, phone, said};

    #[test]
    fn a_french_number_is_shown_by_pairs_and_called_from_anywhere() {
        for written in ["0558890001", "05 58 89 00 01", "+33 5 58 89 00 01", "+33 (0)5.58.89.00.01"]
        {
            assert_eq!(phone(written), "05\u{a0}58\u{a0}89\u{a0}00\u{a0}01", "{written}");
        }
        assert_eq!(phone("3939"), "3939");
    }

    #[test]
    fn a_date_is_read_in_its_own_offset() {
        for iso in
            ["2026-02-03T18:30:00+01:00", "2026-02-03T18:30:00-05:00", "2026-02-03T18:30:00Z"]
        {
            let text = said(iso, "full", Language::French).expect("a date");
            assert_eq!(text, "mardi 3 février 2026 à 18\u{a0}h\u{a0}30", "{iso}");
        }
        assert_eq!(said("2026-03-01", "date", Language::French).expect("ok"), "1er mars 2026");
        assert!(said("demain", "date", Language::French).is_err());
        assert!(said("2026-03-01", "court", Language::French).is_err());
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(412_345, Language::French), "412\u{202f}345");
        assert_eq!(grouped(-1_234, Language::English), "-1,234");
        assert_eq!(grouped(999, Language::French), "999");
    }

    #[test]
    fn json_never_ends_its_script() {
        let text = for_script(r#"{"name":"</script><!--"}"#);
        assert!(!text.contains('<'), "{text}");
        let back: serde_json::Value = serde_json::from_str(&text).expect("still JSON");
        assert_eq!(back["name"], "</script><!--");
    }
}
