//! A rule's Markdown file: front matter, French text, examples.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What a rule may conclude about a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// That the page does not conform.
    Failure,
    /// That the page conforms, when what the test is about is there.
    Conformity,
    /// That the test is not applicable, when what it is about is not there.
    NotApplicable,
    /// That a person has to look.
    Review,
}

/// How much a finding hinders people.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Some cannot do what they came for.
    Blocking,
    /// Some do it with much trouble.
    Major,
    /// Some are hindered.
    Minor,
}

impl Severity {
    /// Its name in files and messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Blocking => "blocking",
            Self::Major => "major",
            Self::Minor => "minor",
        }
    }
}

/// The head of a rule's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    title: String,
    tests: BTreeMap<String, Vec<Verdict>>,
    #[serde(default)]
    wcag: Vec<String>,
    #[serde(default)]
    act: Vec<String>,
    #[serde(default)]
    beyond: bool,
    severity: Severity,
}

/// What an example must lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expectation {
    /// The rule applies and finds nothing.
    Pass,
    /// The rule is sure of a fault on every marked element, and of no other.
    Fail,
    /// The rule asks a person to look at every marked element, and at no other.
    Review,
    /// The rule does not apply.
    Inapplicable,
}

/// A page of a rule's file; the elements that must be found bear `data-finding`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What it must lead to.
    pub expectation: Expectation,
    /// Its source.
    pub html: String,
}

/// What a rule's file says.
#[derive(Debug)]
pub struct Metadata {
    /// Its name, kebab-case, the same for ever.
    pub id: String,
    /// In a sentence, in French.
    pub title: String,
    /// The tests of RGAA it bears on, and what it may conclude about each.
    pub tests: BTreeMap<String, Vec<Verdict>>,
    /// Success criteria of WCAG.
    pub wcag: Vec<String>,
    /// Rules of ACT it implements.
    pub act: Vec<String>,
    /// It asks for more than RGAA does, and is only called when that is asked for.
    pub beyond: bool,
    /// How much its findings hinder people.
    pub severity: Severity,
    /// The text, in French.
    pub body: String,
    /// The examples, which are its tests.
    pub examples: Vec<Example>,
}

impl Metadata {
    /// Reads a rule's file.
    ///
    /// # Errors
    /// A sentence for whoever writes rules, when the head is missing or wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (head, body) = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .ok_or("the file must begin with a head between two lines `---`")?;
        let head: Head = serde_saphyr::from_str(head).map_err(|error| error.to_string())?;
        Ok(Self {
            id: head.id,
            title: head.title,
            tests: head.tests,
            wcag: head.wcag,
            act: head.act,
            beyond: head.beyond,
            severity: head.severity,
            body: body.trim().to_owned(),
            examples: examples(body),
        })
    }

    /// Whom a fault hinders and how: the first paragraph of the section «Pourquoi».
    #[must_use]
    pub fn why(&self) -> &str {
        self.section("Pourquoi")
    }

    /// How to put a fault right: the first paragraph of the section «Comment corriger».
    #[must_use]
    pub fn how(&self) -> &str {
        self.section("Comment corriger")
    }

    fn section(&self, title: &str) -> &str {
        let after = self.body.split(&format!("## {title}")).nth(1).unwrap_or_default();
        after.trim_start().split("\n\n").next().unwrap_or_default()
    }

    /// Whether it may conclude that about the test.
    #[must_use]
    pub fn may(&self, test: &str, verdict: Verdict) -> bool {
        self.tests.get(test).is_some_and(|verdicts| verdicts.contains(&verdict))
    }
}

/// The fenced blocks whose language is `html` followed by an expectation.
fn examples(body: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = body.lines();
    while let Some(line) = lines.next() {
        let Some(word) = line.strip_prefix("```html ") else { continue };
        let html: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let expectation = match word.trim() {
            "pass" => Expectation::Pass,
            "fail" => Expectation::Fail,
            "review" => Expectation::Review,
            "inapplicable" => Expectation::Inapplicable,
            _ => continue,
        };
        examples.push(Example { expectation, html: html.join("\n") });
    }
    examples
}
