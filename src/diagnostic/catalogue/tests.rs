//! What must hold for every message of every room.

use super::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const LANGUAGES: [Lang; 2] = [Lang::Fr, Lang::En];

/// A message of a file: its text, and that of its attribute `.help`.
#[derive(Default)]
struct Message {
    value: String,
    help: Option<String>,
}

/// The messages of a file as they are written, by name.
fn messages(text: &str) -> BTreeMap<String, Message> {
    let mut messages: BTreeMap<String, Message> = BTreeMap::new();
    let mut current = String::new();
    let mut in_help = false;
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let head = line.split_once(" =").filter(|(name, _)| {
            name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.contains(' ')
        });
        let rest = if let Some((name, rest)) = head {
            assert!(!messages.contains_key(name), "{name} is defined twice");
            current = name.to_owned();
            in_help = false;
            messages.insert(current.clone(), Message::default());
            rest
        } else if let Some(rest) = line.trim_start().strip_prefix(".help =") {
            in_help = true;
            rest
        } else {
            line.trim_start()
        };
        let message = messages.get_mut(&current).expect("a text follows a name");
        let text = if in_help { message.help.get_or_insert_default() } else { &mut message.value };
        text.push_str(rest);
        text.push('\n');
    }
    messages
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("readable").flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The program's own text, tests left out.
fn program() -> String {
    let mut files = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let own = |path: &PathBuf| !path.ends_with("tests.rs") && !path.ends_with("tests_support.rs");
    let texts = files.iter().filter(|path| own(path)).map(|path| {
        let text = std::fs::read_to_string(path).expect("UTF-8");
        let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        text[..end].to_owned()
    });
    texts.collect()
}

/// Every code given to a constructor of diagnostics, or to a function that calls one.
fn codes_used(program: &str) -> BTreeSet<String> {
    let callers =
        ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::note(", "unknown(", "refuse("];
    let mut codes = BTreeSet::new();
    for caller in callers {
        for (at, _) in program.match_indices(caller) {
            let rest = program[at + caller.len()..].trim_start();
            if let Some(code) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                codes.insert(code.to_owned());
            }
        }
    }
    codes
}

#[test]
fn every_file_is_sound_and_each_message_is_defined_once() {
    for lang in LANGUAGES {
        let mut seen = BTreeMap::new();
        for (file, text) in files(lang) {
            if let Err((_, errors)) = FluentResource::try_new(text.to_owned()) {
                panic!("{}/{file}: {errors:?}", lang.tag());
            }
            for name in messages(text).into_keys() {
                if let Some(other) = seen.insert(name.clone(), file) {
                    panic!("{name} is in {other} and in {file}");
                }
            }
        }
    }
}

fn all(lang: Lang) -> BTreeMap<String, Message> {
    files(lang).flat_map(|(_, text)| messages(text)).collect()
}

#[test]
fn both_languages_have_the_same_messages() {
    let names =
        |lang| all(lang).into_iter().map(|(n, m)| (n, m.help.is_some())).collect::<Vec<_>>();
    assert_eq!(names(Lang::Fr), names(Lang::En));
}

#[test]
fn every_code_has_a_message_and_a_way_out() {
    let known = all(Lang::En);
    let without: Vec<_> = codes_used(&program())
        .into_iter()
        .filter(|code| known.get(code).is_none_or(|message| message.help.is_none()))
        .collect();
    assert!(without.is_empty(), "no message, or no .help: {without:?}");
}

#[test]
fn no_message_is_unused() {
    let program = program();
    let known = all(Lang::En);
    let texts: Vec<String> = known.values().map(|message| message.value.clone()).collect();
    let shown = |name: &str| texts.iter().any(|text| text.contains(&format!("{{ {name} }}")));
    let unused: Vec<_> = known
        .keys()
        // Those of the command line's definition are held to it by that room's own test.
        .filter(|name| *name != "cli" && !name.starts_with("cli-"))
        .filter(|name| !program.contains(&format!("\"{name}\"")) && !shown(name))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn a_suggestion_is_only_made_when_there_is_one() {
    for lang in LANGUAGES {
        for (name, message) in all(lang) {
            for text in [&message.value, message.help.as_ref().unwrap_or(&String::new())] {
                let always = ["site-id-invalid"].contains(&name.as_str());
                assert!(
                    always || !text.contains("$suggestion") || text.contains("[none]"),
                    "{name} must choose: {{ $suggestion -> [none] … *[other] … }}"
                );
            }
        }
    }
}

#[test]
fn french_messages_keep_french_typography() {
    for (name, message) in all(Lang::Fr) {
        for text in [&message.value, message.help.as_ref().unwrap_or(&String::new())] {
            let shown = shown(text);
            assert!(!shown.contains('\''), "{name}: ’ and not ' in {shown:?}");
            let letters: Vec<char> = shown.chars().collect();
            for (index, c) in letters.iter().enumerate() {
                let before = index.checked_sub(1).map_or(' ', |index| letters[index]);
                let after = letters.get(index + 1).copied().unwrap_or('\n');
                let kept = |c: char| matches!(c, '\u{a0}' | '\u{202f}');
                let wrong = match c {
                    ';' | '?' | '!' => !kept(before) && after.is_whitespace(),
                    ':' => !kept(before) && after.is_whitespace(),
                    '»' => !kept(before),
                    '«' => !kept(after),
                    _ => false,
                };
                assert!(!wrong, "{name}: a no-break space is missing at {c} in {shown:?}");
            }
        }
    }
}

/// The letters of a pattern: placeables and variant keys left out.
fn shown(pattern: &str) -> String {
    let mut shown = String::new();
    for line in pattern.lines() {
        let line = line.trim_start().trim_start_matches('*');
        let line = match line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
            Some((_, rest)) => rest,
            None => line,
        };
        let mut depth = 0_usize;
        for c in line.chars() {
            match c {
                '{' => {
                    depth += 1;
                    shown.push('x');
                }
                '}' => depth = depth.saturating_sub(1),
                c if depth == 0 => shown.push(c),
                _ => {}
            }
        }
        shown.push('\n');
    }
    shown
}

#[test]
fn sentences_are_made_in_the_readers_language() {
    let finding = Diagnostic::error("yaml-unknown-key")
        .arg("key", "tilte")
        .arg("suggestion", "title")
        .arg("known", "title, date");
    let french = Catalogue::of(Lang::Fr);
    assert_eq!(french.message(&finding), "La clé «\u{a0}tilte\u{a0}» n’existe pas.");
    assert_eq!(
        french.help(&finding).as_deref(),
        Some("Vouliez-vous dire «\u{a0}title\u{a0}»\u{202f}?")
    );
    let finding = Diagnostic::error("yaml-unknown-key")
        .arg("key", "x")
        .arg("suggestion", "")
        .arg("known", "a");
    assert_eq!(
        Catalogue::of(Lang::En).help(&finding).as_deref(),
        Some("The keys that are possible here: a.")
    );
}

#[test]
fn a_hostile_value_stays_on_its_line() {
    let finding = Diagnostic::error("yaml-missing-key").arg("key", "a\u{1b}[31m\nb".repeat(1000));
    let told = Catalogue::of(Lang::En).message(&finding);
    assert!(!told.contains(['\u{1b}', '\n']) && told.chars().count() < 500);
}

#[test]
fn the_language_is_asked_for_then_the_locales() {
    let choose = |asked, environment: &[(&str, &str)]| {
        Lang::choose(asked, |name| {
            environment
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        })
    };
    assert_eq!(choose(Some(Lang::En), &[("LANG", "fr_FR.UTF-8")]), Lang::En);
    assert_eq!(choose(None, &[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "")]), Lang::Fr);
    assert_eq!(choose(None, &[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "C")]), Lang::En);
    assert_eq!(choose(None, &[("LC_MESSAGES", "fr")]), Lang::Fr);
    assert_eq!(choose(None, &[]), Lang::En);
}
