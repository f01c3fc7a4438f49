//! The one diagnostic type: whatever Parvis tells a person has a code, a severity, a place, a
//! sentence and a way out.
//!
//! A diagnostic is data: it holds a code and arguments, never a finished sentence. The sentence
//! is made when it is shown, in the reader's language, from `messages/<lang>/<room>.ftl`
//! (Fluent): the message `code` says what is wrong, its attribute `.help` what to do.
//!
//! This room never decides what is right or wrong, never touches the disk, and never stops a
//! build: it only carries and renders what the other rooms found.

mod catalogue;
mod cause;
mod github;
mod gitlab;
mod json;
mod junit;
mod sarif;
mod source;
mod text;

pub use catalogue::{Catalogue, Lang, known_word};
pub use github::github;
pub use gitlab::gitlab;
pub use json::json;
pub use junit::junit;
pub use sarif::{DeclaredRule, sarif, sarif_of_rules};
pub use source::{Location, Source};
pub use text::{TextStyle, text};

use std::sync::Arc;

/// How much a finding weighs.
///
/// An [`Error`](Severity::Error) fails the site it belongs to (one of the linter fails the run,
/// the site is written all the same); a warning and a note never do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing has to be done.
    Note,
    /// Something is likely wrong; the site is built all the same.
    Warning,
    /// Something is wrong; the site it belongs to is not rebuilt.
    Error,
}

/// A value inserted into a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Argument {
    /// Text, shown as it is.
    Text(String),
    /// A number, on which the message can choose a plural form.
    Number(i64),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

macro_rules! number_argument {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Argument {
            fn from(number: $integer) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}
number_argument!(u8, u16, u32, u64, usize, i32, i64);

/// In whose hands it is to put a finding of the linter right.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Those who write the page.
    Content,
    /// Those who set the site up.
    Settings,
    /// Those who make the theme.
    Theme,
}

/// What a finding of the linter has besides its message.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleFinding {
    /// The rule's id.
    pub rule: &'static str,
    /// In whose hands it is; `None` where that is not known.
    pub part: Option<Part>,
    /// The element, so that it is known again where lines have moved.
    pub element: String,
    /// Messages that say more: name and values.
    pub details: Vec<(&'static str, Vec<(&'static str, Argument)>)>,
    /// Why it is accepted for now, when it is.
    pub known: Option<String>,
}

/// One thing to tell a person. See the [module](self) for how it becomes a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Stable name, kebab-case, also the Fluent message's identifier, e.g. `link-target-missing`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Values for the message's placeables, by name.
    pub arguments: Vec<(&'static str, Argument)>,
    /// Where it is; `None` when it belongs to no file.
    pub location: Option<Location>,
    /// Other places that explain it (the first of two duplicates, the built HTML, …).
    pub related: Vec<Location>,
    /// The site it belongs to; `None` for the workspace itself.
    pub site: Option<Arc<str>>,
    /// What the linter adds; `None` for what others found.
    pub rule: Option<Box<RuleFinding>>,
}

impl Diagnostic {
    /// A finding that fails its site.
    #[must_use]
    pub fn error(code: &'static str) -> Self {
        Self::new(code, Severity::Error)
    }

    /// A finding that does not fail its site.
    #[must_use]
    pub fn warning(code: &'static str) -> Self {
        Self::new(code, Severity::Warning)
    }

    /// Something worth knowing.
    #[must_use]
    pub fn note(code: &'static str) -> Self {
        Self::new(code, Severity::Note)
    }

    /// A name that is none of the known ones, with the nearest of them: the placeables `name` and
    /// `suggestion`.
    #[must_use]
    pub fn unknown<'a>(
        code: &'static str,
        name: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let near = suggestion(name, known).unwrap_or_default();
        Self::error(code).arg("name", name).arg("suggestion", near)
    }

    fn new(code: &'static str, severity: Severity) -> Self {
        Self {
            code,
            severity,
            arguments: Vec::new(),
            location: None,
            related: Vec::new(),
            site: None,
            rule: None,
        }
    }

    /// Adds a value for the message's placeable `name`.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Says where it is.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Adds another place that explains it.
    #[must_use]
    pub fn related(mut self, location: Location) -> Self {
        self.related.push(location);
        self
    }

    /// Says which site it belongs to.
    #[must_use]
    pub fn in_site(mut self, site: &Arc<str>) -> Self {
        self.site = Some(Arc::clone(site));
        self
    }

    /// Adds what the linter knows of it.
    #[must_use]
    pub fn of_rule(mut self, rule: RuleFinding) -> Self {
        self.rule = Some(Box::new(rule));
        self
    }

    /// The name programs know it by: the linter's rule, else the code.
    #[must_use]
    pub fn rule_id(&self) -> &'static str {
        self.rule.as_ref().map_or(self.code, |rule| rule.rule)
    }

    /// The sentences that say more.
    fn details<'a>(&'a self, catalogue: &'a Catalogue) -> impl Iterator<Item = String> + 'a {
        let details = self.rule.iter().flat_map(|rule| &rule.details);
        details.map(|(id, values)| catalogue.text(id, values))
    }

    /// True for a finding that fails its site.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The candidate nearest to what was written, when it is near enough to be what was meant.
///
/// Used for the suggestions of every room («vouliez-vous dire …?»).
#[must_use]
pub fn suggestion<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(written, candidate), candidate))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|(a, x), (b, y)| a.total_cmp(b).then(y.cmp(x)))
        .map(|(_, candidate)| candidate)
}

/// Findings as people read them: the workspace's own first, then site by site, file by file, in
/// the order of the lines.
#[must_use]
pub fn in_reading_order(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    fn key(finding: &Diagnostic) -> impl Ord + '_ {
        let place = finding.location.as_ref();
        (
            finding.site.as_deref(),
            place.map(|place| (&*place.file, place.line, place.column)),
            finding.code,
        )
    }
    let mut ordered: Vec<&Diagnostic> = findings.iter().collect();
    ordered.sort_by(|a, b| key(a).cmp(&key(b)));
    ordered
}

fn pretty(report: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod render_tests;
