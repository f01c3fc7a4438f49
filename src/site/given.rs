//! What a template is given for one page, and a digest of it: where pages are remembered, one made
//! of the same values need not be rendered again.
//!
//! It never decides what a page shows.

use super::output::Made;
use serde::Serialize;
use tera::{Context, Value};

/// The values of a page.
pub(super) struct Given {
    pub(super) context: Context,
    /// The values in bytes, each after its name; `None` where nobody asks for a digest, or a value
    /// has no bytes.
    said: Option<Vec<u8>>,
}

impl Given {
    /// No values yet.
    pub(super) fn new(digested: bool) -> Self {
        Self { context: Context::new(), said: digested.then(Vec::new) }
    }

    /// Gives a value.
    pub(super) fn insert<T: Serialize>(&mut self, name: &'static str, value: &T) {
        self.insert_value(name, Value::from_serializable(value));
    }

    /// Gives a value.
    pub(super) fn insert_value(&mut self, name: &'static str, value: Value) {
        self.said = self.said.take().and_then(|said| say(said, name, &value));
        self.context.insert_value(name, value);
    }

    /// Gives a value that many pages share, whose digest is known.
    pub(super) fn insert_shared(&mut self, name: &'static str, shared: &Shared) {
        self.said = self.said.take().zip(shared.digest).map(|(mut said, digest)| {
            said.extend_from_slice(name.as_bytes());
            said.extend_from_slice(digest.as_bytes());
            said
        });
        self.context.insert_value(name, shared.value.clone());
    }

    /// The digest of the page that `template` makes of the values.
    pub(super) fn made(&self, template: &str) -> Option<Made> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.said.as_ref()?);
        hasher.update(template.as_bytes());
        Some(hasher.finalize())
    }
}

/// A value that many pages share, digested once.
pub(super) struct Shared {
    pub(super) value: Value,
    digest: Option<blake3::Hash>,
}

impl Shared {
    /// A value, and its digest where `digested`.
    pub(super) fn new(value: Value, digested: bool) -> Self {
        let said = digested.then(Vec::new).and_then(|said| say(said, "", &value));
        Self { value, digest: said.map(|said| blake3::hash(&said)) }
    }
}

/// The bytes so far and those of one more value; `None` for a value that has none.
fn say(mut said: Vec<u8>, name: &str, value: &Value) -> Option<Vec<u8>> {
    said.extend_from_slice(name.as_bytes());
    serde_json::to_writer(&mut said, value).ok()?;
    // No name and no JSON holds this byte: no two lists of values are the same bytes.
    said.push(0xff);
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_equal_digests_and_no_others() {
        let made = |template: &str, values: &[(&'static str, &str)]| {
            let mut given = Given::new(true);
            for (name, value) in values {
                given.insert(name, value);
            }
            given.made(template).expect("asked for")
        };
        let page = made("page.html", &[("a", "b"), ("c", "d")]);
        assert_eq!(page, made("page.html", &[("a", "b"), ("c", "d")]));
        for (template, values) in [
            ("news.html", [("a", "b"), ("c", "d")]),
            ("page.html", [("a", "b"), ("c", "e")]),
            ("page.html", [("a", "bc"), ("c", "d")]),
            ("page.html", [("ab", ""), ("c", "d")]),
        ] {
            assert_ne!(page, made(template, &values), "{template} {values:?}");
        }
        assert_eq!(Given::new(false).made("page.html"), None);
        let shared = |text: &str| Shared::new(Value::from(text), true).digest;
        assert_ne!(shared("a"), shared("b"));
        assert!(shared("a").is_some());
    }
}
