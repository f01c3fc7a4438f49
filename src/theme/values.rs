//! Building the values templates see without copying what pages share.
//!
//! Inside, Tera's [`Value`] counts references to strings, arrays and maps: a clone costs some
//! nanoseconds. Passing one through `serde` (as a field of a `Serialize` struct, or with
//! [`tera::Context::insert`]) copies it to the last string, and forgets that a string was safe
//! HTML. So: serialise what belongs to one page, add what is shared with these functions, and
//! hand it over with [`tera::Context::insert_value`].

use serde::Serialize;
use tera::{Map, Value};

/// HTML that is printed as it is.
#[must_use]
pub fn safe(html: &str) -> Value {
    Value::safe_string(html)
}

/// A map of values that are shared, not copied.
#[must_use]
pub fn map(fields: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let map: Map = fields.into_iter().map(|(name, value)| (name.into(), value)).collect();
    Value::from(map)
}

/// A struct as a map, with shared values added; a field of the same name is replaced.
#[must_use]
pub fn with(
    fields: &impl Serialize,
    shared: impl IntoIterator<Item = (&'static str, Value)>,
) -> Value {
    let mut map = Value::from_serializable(fields).into_map().unwrap_or_default();
    map.extend(shared.into_iter().map(|(name, value)| (name.into(), value)));
    Value::from(map)
}

#[cfg(test)]
mod tests {
    use super::{map, safe, with};

    #[test]
    fn what_is_added_stays_safe_and_keeps_the_order() {
        #[derive(serde::Serialize)]
        struct Page {
            title: &'static str,
        }
        let page = with(&Page { title: "a" }, [("body", safe("<p>b</p>"))]);
        let map = map([("page", page)]);
        let body = map.get_from_path("page.body").expect("added");
        assert!(body.is_safe());
        assert_eq!(map.to_string(), r#"{"page": {"title": "a", "body": "<p>b</p>"}}"#);
    }
}
