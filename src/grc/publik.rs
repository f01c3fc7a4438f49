//! Reading the public list of forms of a Publik platform (`/api/formdefs/`) into the catalogue.
//!
//! It never removes or changes a form of the catalogue: what is known stays as it was written.

use crate::diagnostic::Diagnostic;
use crate::workspace::{Form, Settings};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a list brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Forms the catalogue did not know, by id.
    pub new: BTreeMap<String, Form>,
    /// Ids the catalogue knew already.
    pub known: Vec<String>,
}

/// Both shapes in which Publik answers: the bare list of older versions and the envelope.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Bare(Vec<FormDefinition>),
    Envelope { data: Vec<FormDefinition> },
}

#[derive(Deserialize)]
struct FormDefinition {
    slug: String,
    title: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    keywords: Vec<String>,
    #[serde(default)]
    category: Option<String>,
}

/// Reads the answer of `/api/formdefs/`, from the file or address `origin`.
///
/// # Errors
/// `publik-not-readable` when it is no such answer, with what the parser says of it.
pub fn import_publik(
    settings: &Settings,
    answer: &[u8],
    origin: &str,
) -> Result<Imported, Diagnostic> {
    let unreadable = |detail: String| {
        Diagnostic::error("publik-not-readable").arg("origin", origin).arg("detail", detail)
    };
    // Syntax first: what an untagged shape says of a missing comma helps nobody.
    let value: serde_json::Value =
        serde_json::from_slice(answer).map_err(|error| unreadable(error.to_string()))?;
    let (Answer::Bare(definitions) | Answer::Envelope { data: definitions }) =
        serde_json::from_value(value).map_err(|_| {
            unreadable("no list of forms with “slug” and “title”, bare or under “data”".into())
        })?;
    let mut imported = Imported { new: BTreeMap::new(), known: Vec::new() };
    for definition in definitions {
        if settings.grc.forms.contains_key(&definition.slug) {
            imported.known.push(definition.slug);
            continue;
        }
        let form = Form {
            title: plain(&definition.title),
            description: definition.description.map(|text| plain(&text)).filter(|t| !t.is_empty()),
            category: definition.category.filter(|category| !category.is_empty()),
            delay: None,
            keywords: definition.keywords,
        };
        imported.new.insert(definition.slug, form);
    }
    imported.known.sort();
    Ok(imported)
}

/// Adds new forms to the text of `parvis.yaml`, leaving all that is written there as it is,
/// comments included.
///
/// # Errors
/// `publik-no-catalogue` when the text has no `grc:` with a `forms:` block below it to add to.
pub fn merge_into_catalogue(
    text: &str,
    new: &BTreeMap<String, Form>,
) -> Result<String, Diagnostic> {
    let no_catalogue = || Diagnostic::error("publik-no-catalogue");
    let mut lines = text.split_inclusive('\n').scan(0, |offset, line| {
        *offset += line.len();
        Some((*offset, line))
    });
    lines.find(|(_, line)| line.trim_end() == "grc:").ok_or_else(no_catalogue)?;
    let (at, forms) = lines
        .take_while(|(_, line)| line.starts_with([' ', '\n', '#']))
        .find(|(_, line)| line.trim() == "forms:")
        .ok_or_else(no_catalogue)?;
    let indent = forms.len() - forms.trim_start().len();
    let mut added = String::new();
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    for (id, form) in new {
        // JSON's strings are YAML's double-quoted ones. Writing to a string cannot fail.
        let _ = writeln!(added, "{:indent$}  {}:", "", quoted(id));
        let _ = writeln!(added, "{:indent$}    title: {}", "", quoted(&form.title));
        for (key, value) in [("description", &form.description), ("category", &form.category)] {
            if let Some(value) = value {
                let _ = writeln!(added, "{:indent$}    {key}: {}", "", quoted(value));
            }
        }
        if !form.keywords.is_empty() {
            let keywords: Vec<String> = form.keywords.iter().map(|word| quoted(word)).collect();
            let _ = writeln!(added, "{:indent$}    keywords: [{}]", "", keywords.join(", "));
        }
    }
    let (before, after) = text.split_at(at);
    Ok(format!("{before}{added}{after}"))
}

/// Publik's descriptions are HTML; the catalogue holds sentences.
fn plain(html: &str) -> String {
    let text = ammonia::Builder::empty().clean(html).to_string();
    let text = text
        .replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grc::tests_support::settings;

    const LIST: &str = r#"[
        {"slug": "signalement-voirie", "title": "Voirie", "keywords": []},
        {"slug": "location-salle", "title": "Louer une salle", "category": "Vie locale",
         "description": "<p>Salle des f&ecirc;tes &amp; <b>foyer</b>.</p>", "keywords": ["salle"],
         "url": "https://publik.example/location-salle/", "authentication_required": false}
    ]"#;

    #[test]
    fn both_shapes_of_the_answer_are_read() {
        let envelope = format!("{{\"err\": 0, \"data\": {LIST}}}");
        let bare = import_publik(&settings(), LIST.as_bytes(), "list.json").expect("read");
        let enveloped = import_publik(&settings(), envelope.as_bytes(), "l.json").expect("read");
        assert_eq!(bare, enveloped);
        assert_eq!(bare.known, ["signalement-voirie"]);
        let form = &bare.new["location-salle"];
        assert_eq!(form.description.as_deref(), Some("Salle des fêtes & foyer."));
    }

    #[test]
    fn what_is_no_list_is_told() {
        for answer in ["", "{\"err\": 1}", "[{\"title\": \"no slug\"}]", "<html>"] {
            let told = import_publik(&settings(), answer.as_bytes(), "x").expect_err(answer);
            assert_eq!(told.code, "publik-not-readable");
        }
    }

    #[test]
    fn new_forms_are_added_and_nothing_else_changes() {
        let text = "name: X\ngrc:\n  provider: publik # today\n  forms:\n    a: {title: A}\nservices: {}\n";
        let imported = import_publik(&settings(), LIST.as_bytes(), "list.json").expect("read");
        let merged = merge_into_catalogue(text, &imported.new).expect("merged");
        assert_eq!(
            merged,
            "name: X\ngrc:\n  provider: publik # today\n  forms:\n    \"location-salle\":\n      \
             title: \"Louer une salle\"\n      description: \"Salle des fêtes & foyer.\"\n      \
             category: \"Vie locale\"\n      keywords: [\"salle\"]\n    a: {title: A}\nservices: {}\n"
        );
        let told = merge_into_catalogue("name: X\n", &imported.new).expect_err("no grc");
        assert_eq!(told.code, "publik-no-catalogue");
    }
}
