//! The published schema of `parvis lint --format json`, held against what the program writes.
//!
//! Only the words of JSON Schema that our schema uses are understood; another one fails the test,
//! so that nothing in the schema is there for show.

use serde_json::Value;

use crate::support::TestWorkspace;

/// Everything in `value` that `schema`, a part of `root`, does not allow, each with its place.
fn faults(root: &Value, schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    let told = |what: &str| format!("{place}: {what}");
    let size = |wanted: &Value, there: usize, most: bool| {
        let wanted = usize::try_from(wanted.as_u64().expect("a number")).expect("small");
        if most { there <= wanted } else { there >= wanted }
    };
    for (word, wanted) in schema.as_object().expect("a schema") {
        match word.as_str() {
            "$schema" | "title" | "$defs" => {}
            "$ref" => {
                let part = wanted.as_str().and_then(|address| address.strip_prefix('#'));
                let part = root.pointer(part.expect("within")).expect("defined");
                faults(root, part, value, place, found);
                return;
            }
            "const" if value == wanted => {}
            "enum" if wanted.as_array().is_some_and(|all| all.contains(value)) => {}
            "type" => {
                let is = |kind: &Value| match kind.as_str() {
                    Some("object") => value.is_object(),
                    Some("array") => value.is_array(),
                    Some("string") => value.is_string(),
                    Some("boolean") => value.is_boolean(),
                    Some("integer") => value.is_i64() || value.is_u64(),
                    Some("null") => value.is_null(),
                    other => panic!("type {other:?}"),
                };
                let any = wanted.as_array().map_or_else(|| is(wanted), |all| all.iter().any(is));
                if !any {
                    found.push(told(&format!("not of type {wanted}")));
                    return;
                }
            }
            "minimum" => {
                if value.as_i64() < wanted.as_i64() {
                    found.push(told("too small"));
                }
            }
            "required" => {
                for name in wanted.as_array().expect("names") {
                    if value.get(name.as_str().expect("a name")).is_none() {
                        found.push(told(&format!("no {name}")));
                    }
                }
            }
            "minItems" => {
                if !size(wanted, value.as_array().map_or(0, Vec::len), false) {
                    found.push(told("too few"));
                }
            }
            "minProperties" | "maxProperties" => {
                let there = value.as_object().map_or(0, serde_json::Map::len);
                if !size(wanted, there, word == "maxProperties") {
                    found.push(told(word));
                }
            }
            "items" => {
                for (rank, item) in value.as_array().into_iter().flatten().enumerate() {
                    faults(root, wanted, item, &format!("{place}/{rank}"), found);
                }
            }
            "properties" => {
                for (name, part) in wanted.as_object().expect("parts") {
                    if let Some(inner) = value.get(name) {
                        faults(root, part, inner, &format!("{place}/{name}"), found);
                    }
                }
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object);
                for (name, inner) in value.as_object().into_iter().flatten() {
                    if known.is_some_and(|known| known.contains_key(name)) {
                        continue;
                    }
                    if wanted == &Value::Bool(false) {
                        found.push(format!("{place}: {name} is not in the schema"));
                    } else {
                        faults(root, wanted, inner, &format!("{place}/{name}"), found);
                    }
                }
            }
            "const" | "enum" => found.push(told(&format!("{value} is not of {wanted}"))),
            other => panic!("the schema uses {other}"),
        }
    }
}

#[test]
fn the_json_of_lint_is_as_its_schema_says() {
    let schema: Value =
        serde_json::from_str(include_str!("../../docs/lint-json.schema.json")).expect("JSON");
    let workspace = TestWorkspace::new()
        .with("p/a.html", "<html><title>A</title><img src=a.png><p id=a><p id=a><a href=x></a>")
        .with("p/b.html", "");
    for words in [&["lint", "p", "--format", "json"][..], &["lint", "--format", "json"]] {
        let run = workspace.run(words);
        let report: Value = serde_json::from_str(&run.out).expect("JSON");
        let mut found = Vec::new();
        faults(&schema, &schema, &report, "", &mut found);
        assert!(found.is_empty(), "{found:#?}");
    }
    // A schema that nothing can break says nothing.
    let broken = serde_json::json!({ "schema": 1, "pages": [{ "page": 1 }], "more": 0 });
    let mut found = Vec::new();
    faults(&schema, &schema, &broken, "", &mut found);
    assert!(found.len() > 6, "{found:#?}");
}
