//! The knobs of a theme: what `tokens.yaml` declares, a theme sets and a site turns.
//!
//! A token becomes a custom property of the same name. Its value is checked by kind before it is
//! written, so that no value can break out of the declaration it stands in. No token is a colour
//! but the accent: the palette made of it is what guarantees contrast.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::colour::Rgb;
use super::layers::Chain;
use crate::diagnostic::{Argument, Diagnostic, suggestion};
use crate::workspace::yaml;

/// The one token that is a colour.
pub(super) const ACCENT: &str = "accent";

/// One knob.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// What values it takes.
    pub kind: TokenKind,
    /// Its value when nobody turns it.
    pub default: String,
    /// What it changes, for the person who turns it.
    pub doc: String,
    /// For [`TokenKind::Choice`]: the names to choose from, and what each writes.
    #[serde(default)]
    pub choices: BTreeMap<String, String>,
}

/// What values a token takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenKind {
    /// `#rrggbb`.
    Colour,
    /// A number with a unit: `1.0625rem`, `66ch`, `8px`; or `0`.
    Length,
    /// A number alone: `1.6`.
    Number,
    /// One of the names of `choices`.
    Choice,
}

/// The tokens of a chain with the values its themes give them.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    declared: BTreeMap<String, Token>,
}

/// The token a finding of this module is about; empty for any other finding.
#[must_use]
pub fn token_of(finding: &Diagnostic) -> &str {
    let token = finding.arguments.iter().find_map(|(name, value)| match value {
        Argument::Text(token) if *name == "token" => Some(token.as_str()),
        _ => None,
    });
    token.unwrap_or_default()
}

impl Tokens {
    /// Reads the `tokens.yaml` and the `theme.yaml` of every layer.
    ///
    /// # Errors
    /// What is wrong in a `tokens.yaml`; `token-unknown`, `token-value` for a value in a
    /// `theme.yaml`.
    pub fn read(chain: &Chain) -> Result<Self, Vec<Diagnostic>> {
        let mut tokens = Self::default();
        let mut found = Vec::new();
        for layer in chain.layers().iter().rev() {
            if let Some(source) = layer.text("tokens.yaml") {
                let source = source.map_err(|diagnostic| vec![diagnostic])?;
                let declared: BTreeMap<String, Token> = yaml::parse(&source, 0..source.text.len())?;
                for (name, token) in declared {
                    if !is_property_name(&name) || !token.accepts(&token.default) {
                        let value = token.default.as_str();
                        found.push(wrong_value(&name, &token, value).at(source.whole()));
                    }
                    tokens.declared.insert(name, token);
                }
            }
            match tokens.checked(&layer.settings.tokens) {
                Ok(()) => {
                    for (name, value) in &layer.settings.tokens {
                        if let Some(token) = tokens.declared.get_mut(name) {
                            token.default.clone_from(value);
                        }
                    }
                }
                Err(wrong) => {
                    let source = layer.text("theme.yaml").and_then(Result::ok);
                    found.extend(wrong.into_iter().map(|finding| match &source {
                        Some(source) => {
                            let key = ["tokens", token_of(&finding)];
                            let place = yaml::locate(source, 0..source.text.len(), &key);
                            finding.at(place)
                        }
                        None => finding,
                    }));
                }
            }
        }
        if found.is_empty() { Ok(tokens) } else { Err(found) }
    }

    /// Every token by name.
    #[must_use]
    pub fn declared(&self) -> &BTreeMap<String, Token> {
        &self.declared
    }

    fn checked(&self, values: &BTreeMap<String, String>) -> Result<(), Vec<Diagnostic>> {
        let mut found = Vec::new();
        for (name, value) in values {
            match self.declared.get(name) {
                None => {
                    let known = self.declared.keys().map(String::as_str);
                    found.push(
                        Diagnostic::error("token-unknown")
                            .arg("token", name.as_str())
                            .arg("suggestion", suggestion(name, known).unwrap_or("none"))
                            .arg("known", self.names()),
                    );
                }
                Some(token) if !token.accepts(value) => {
                    found.push(wrong_value(name, token, value));
                }
                Some(_) => {}
            }
        }
        if found.is_empty() { Ok(()) } else { Err(found) }
    }

    /// The accent and the custom properties for a site's values.
    ///
    /// # Errors
    /// `token-unknown`, `token-value`, without place: who knows where the values stand adds it.
    pub fn resolve(
        &self,
        values: &BTreeMap<String, String>,
    ) -> Result<(Rgb, String), Vec<Diagnostic>> {
        self.checked(values)?;
        let mut accent = Rgb::WHITE;
        let mut css = String::new();
        for (name, token) in &self.declared {
            let value = values.get(name).map_or(token.default.as_str(), String::as_str);
            if name == ACCENT {
                accent = Rgb::parse(value).unwrap_or(accent);
                continue;
            }
            let written = token.choices.get(value).map_or(value, String::as_str);
            css.push_str("--");
            css.push_str(name);
            css.push(':');
            css.push_str(written.trim());
            css.push(';');
        }
        Ok((accent, css))
    }

    fn names(&self) -> String {
        self.declared.keys().map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

impl Token {
    fn accepts(&self, value: &str) -> bool {
        match self.kind {
            TokenKind::Colour => Rgb::parse(value).is_some(),
            TokenKind::Length => is_length(value),
            TokenKind::Number => is_number(value),
            TokenKind::Choice => self
                .choices
                .get(value)
                .is_some_and(|css| !css.contains(['{', '}', ';', '<', '\\', '@'])),
        }
    }
}

fn wrong_value(name: &str, token: &Token, value: &str) -> Diagnostic {
    let kind = match token.kind {
        TokenKind::Colour => "colour",
        TokenKind::Length => "length",
        TokenKind::Number => "number",
        TokenKind::Choice => "choice",
    };
    Diagnostic::error("token-value")
        .arg("token", name)
        .arg("value", value)
        .arg("kind", kind)
        .arg("choices", token.choices.keys().map(String::as_str).collect::<Vec<_>>().join(", "))
}

fn is_property_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_number(text: &str) -> bool {
    !text.is_empty()
        && text.len() < 12
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && text.parse::<f64>().is_ok()
}

fn is_length(text: &str) -> bool {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = &text[number.len()..];
    is_number(number) && (text == "0" || ["px", "rem", "em", "ch", "%", "vw"].contains(&unit))
}

#[cfg(test)]
mod tests {
    use super::{Chain, Tokens, is_length};
    use std::collections::BTreeMap;

    fn turned(name: &str, value: &str) -> Result<String, &'static str> {
        let tokens = Tokens::read(&Chain::embedded()).expect("the program's tokens are right");
        tokens
            .resolve(&BTreeMap::from([(name.to_owned(), value.to_owned())]))
            .map(|(_, css)| css)
            .map_err(|found| found[0].code)
    }

    #[test]
    fn a_token_turned_by_a_site_is_written() {
        assert!(turned("radius", "0").expect("accepted").contains("--radius:0;"));
    }

    #[test]
    fn an_unknown_token_and_a_wrong_value_are_told() {
        assert_eq!(turned("radios", "0"), Err("token-unknown"));
        for value in ["", "red", "1px;}", "1px}body{display:none", "calc(1px)", "-1px", "1e9px"] {
            assert_eq!(turned("radius", value), Err("token-value"), "{value}");
        }
        assert_eq!(turned("accent", "url(x)"), Err("token-value"));
    }

    #[test]
    fn a_length_has_a_unit_unless_it_is_zero() {
        assert!(is_length("0") && is_length("1.5rem") && is_length("66ch"));
        assert!(!is_length("12") && !is_length("px") && !is_length("1.5foo"));
    }
}
