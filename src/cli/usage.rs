//! What is told to somebody who typed a command line that means nothing, in their language.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::diagnostic::{Argument, Catalogue, Lang};

/// The language asked for, before anything else of the line is understood: its help must
/// already be in it.
pub(super) fn asked_lang(words: &[OsString]) -> Option<Lang> {
    let mut words = words.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().and_then(Lang::of_locale);
        }
        if let Some(lang) = word.strip_prefix("--lang=") {
            return Lang::of_locale(lang);
        }
    }
    None
}

/// `parvis help build` is `parvis build --help`; other lines stay as they are.
pub(super) fn with_help(mut words: Vec<OsString>) -> Vec<OsString> {
    if words.get(1).is_some_and(|word| word == "help") {
        words.remove(1);
        words.push("--help".into());
    }
    words
}

/// Prints help, the version, or what is wrong with the command line.
pub(super) fn explain(error: &clap::Error, lang: Lang) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A closed pipe is no mistake.
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprint!("{}", error.render());
            return ExitCode::from(super::WRONG_USE);
        }
        // clap has a sentence for it, in English; the help says what can be done.
        ErrorKind::MissingSubcommand => {
            eprint!("{}", super::arguments::definition(lang).render_help());
            return ExitCode::from(super::WRONG_USE);
        }
        _ => {}
    }
    let catalogue = Catalogue::of(lang);
    let values = [
        ("argument", value(error, ContextKind::InvalidArg)),
        ("value", value(error, ContextKind::InvalidValue)),
        ("command", value(error, ContextKind::InvalidSubcommand)),
        ("other", value(error, ContextKind::PriorArg)),
        (
            "suggestion",
            [
                ContextKind::SuggestedArg,
                ContextKind::SuggestedSubcommand,
                ContextKind::SuggestedValue,
            ]
            .into_iter()
            .map(|kind| value(error, kind))
            .find(|suggestion| *suggestion != Argument::from(""))
            .unwrap_or(Argument::from("")),
        ),
    ];
    let id = match error.kind() {
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "usage-unknown-command",
        ErrorKind::MissingRequiredArgument => "usage-missing-argument",
        ErrorKind::ArgumentConflict => "usage-conflict",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-invalid-value",
        _ => "usage-wrong",
    };
    eprintln!("{}", catalogue.text(id, &values));
    let valid = value(error, ContextKind::ValidValue);
    if valid != Argument::from("") {
        eprintln!("{}", catalogue.text("usage-valid-values", &[("valid", valid)]));
    }
    eprintln!("{}", catalogue.text("usage-help", &[]));
    ExitCode::from(super::WRONG_USE)
}

fn value(error: &clap::Error, kind: ContextKind) -> Argument {
    match error.get(kind) {
        Some(ContextValue::String(text)) => Argument::from(text.as_str()),
        Some(ContextValue::Strings(texts)) => Argument::from(texts.join(", ")),
        _ => Argument::from(""),
    }
}
