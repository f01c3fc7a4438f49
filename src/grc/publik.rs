//! Reading the public list of forms of a Publik platform (`/api/formdefs/`) into the catalogue.
//!
//! It never removes or changes a form of the catalogue: what is known stays as it was written.

use crate::diagnostic::{Diagnostic, Source};
use crate::workspace::{Form, SETTINGS_FILE, Settings, yaml};
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
    let unreadable = |detail: &str| {
        Diagnostic::error("publik-not-readable").arg("origin", origin).arg("detail", detail)
    };
    // Syntax first: what an untagged shape says of a missing comma helps nobody.
    let value: serde_json::Value =
        serde_json::from_slice(answer).map_err(|_| unreadable("no-json"))?;
    let (Answer::Bare(definitions) | Answer::Envelope { data: definitions }) =
        serde_json::from_value(value).map_err(|_| unreadable("no-forms"))?;
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
            kinds: Vec::new(),
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
/// `publik-no-catalogue` when the text has no `grc:` with a `forms:` block right below it, or
/// when the new text would not read as the old one with these forms and nothing else.
pub fn merge_into_catalogue(
    text: &str,
    new: &BTreeMap<String, Form>,
) -> Result<String, Diagnostic> {
    let merged = insert(text, new).filter(|merged| adds_only(text, merged, new));
    merged.ok_or_else(|| Diagnostic::error("publik-no-catalogue"))
}

fn insert(text: &str, new: &BTreeMap<String, Form>) -> Option<String> {
    let mut lines = text
        .split_inclusive('\n')
        .scan(0, |offset, line| {
            *offset += line.len();
            Some((*offset, line))
        })
        .filter(|(_, line)| !matches!(line.trim_start().as_bytes().first(), None | Some(b'#')));
    lines.find(|(_, line)| indent(line) == 0 && opens(line, "grc"))?;
    let mut lines = lines.take_while(|(_, line)| indent(line) > 0).peekable();
    // A provider has a `forms:` too: the catalogue is the one among the keys of `grc` itself.
    let level = indent(lines.peek()?.1);
    let (at, _) = lines.find(|(_, line)| indent(line) == level && opens(line, "forms"))?;
    let own = lines.next().map(|(_, line)| indent(line)).filter(|own| *own > level);
    let own = own.unwrap_or(level + 2);
    let mut added = String::new();
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    for (id, form) in new {
        // JSON's strings are YAML's double-quoted ones. Writing to a string cannot fail.
        let _ = writeln!(added, "{:own$}{}:", "", quoted(id));
        let _ = writeln!(added, "{:own$}  title: {}", "", quoted(&form.title));
        for (key, value) in [("description", &form.description), ("category", &form.category)] {
            if let Some(value) = value {
                let _ = writeln!(added, "{:own$}  {key}: {}", "", quoted(value));
            }
        }
        if !form.keywords.is_empty() {
            let keywords: Vec<String> = form.keywords.iter().map(|word| quoted(word)).collect();
            let _ = writeln!(added, "{:own$}  keywords: [{}]", "", keywords.join(", "));
        }
    }
    let (before, after) = text.split_at(at);
    let newline = if before.ends_with('\n') { "" } else { "\n" };
    Some(format!("{before}{newline}{added}{after}"))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// True for `key:` with nothing but a comment after it.
fn opens(line: &str, key: &str) -> bool {
    let value = line.trim_start().strip_prefix(key).and_then(|rest| rest.strip_prefix(':'));
    value.is_some_and(|value| {
        value.trim().is_empty() || (value.starts_with(' ') && value.trim_start().starts_with('#'))
    })
}

/// Reads both texts again: the new one must hold the new forms and, without them, be the old one.
fn adds_only(old: &str, merged: &str, new: &BTreeMap<String, Form>) -> bool {
    let read = |text: &str| {
        let source = Source::new(SETTINGS_FILE, text);
        yaml::parse::<serde_json::Value>(&source, 0..text.len()).ok()
    };
    let (Some(mut before), Some(mut after)) = (read(old), read(merged)) else { return false };
    let Some(forms) = after.pointer_mut("/grc/forms").and_then(|forms| forms.as_object_mut())
    else {
        return false;
    };
    let all_there = new.iter().all(|(id, form)| {
        forms.remove(id).is_some_and(|read| {
            serde_json::from_value::<Form>(read).is_ok_and(|read| {
                (read.title, read.description) == (form.title.clone(), form.description.clone())
            })
        })
    });
    // An empty catalogue was `null` before.
    if forms.is_empty()
        && let Some(catalogue @ serde_json::Value::Null) = before.pointer_mut("/grc/forms")
    {
        *catalogue = serde_json::Value::Object(serde_json::Map::new());
    }
    all_there && before == after
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
        for text in [
            "name: X\n",
            "grc:\n  provider: publik\n",
            "grc:\n  forms: {a: {title: A}}\n",
            "grc:\n  providers:\n    publik:\n      forms:\n        a: b\n",
            "grc:\n  note: |\n    x\n  forms:\n    - a\n",
        ] {
            let told = merge_into_catalogue(text, &imported.new).expect_err(text);
            assert_eq!(told.code, "publik-no-catalogue");
        }
    }

    #[test]
    fn the_catalogue_is_not_taken_for_a_providers_list() {
        let imported = import_publik(&settings(), LIST.as_bytes(), "list.json").expect("read");
        let text = include_str!("../../parvis.yaml");
        let merged = merge_into_catalogue(text, &imported.new).expect("merged");
        let after = "\n  forms:\n    \"location-salle\":\n      title: \"Louer une salle\"\n";
        assert!(merged.contains(after), "{merged}");
        let wide = "grc: # formulaires\n    providers:\n        p:\n            forms:\n                a: b\n    # le catalogue\n    forms: # ici\n\n          a:\n              title: A\n";
        let merged = merge_into_catalogue(wide, &imported.new).expect("merged");
        assert!(merged.contains("forms: # ici\n          \"location-salle\":\n"), "{merged}");
        let empty = merge_into_catalogue("grc:\n  forms:", &imported.new).expect("merged");
        assert!(empty.starts_with("grc:\n  forms:\n    \"location-salle\":\n"), "{empty}");
    }
}
