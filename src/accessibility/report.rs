//! What the rules say of a page, and what follows for each test of the standard.

use super::dom::{Lines, NodeId, Position};
use super::page::Page;
use super::rules::{Metadata, Registry, Severity, Verdict};
use super::standard::Standard;
use crate::diagnostic::{Argument, Diagnostic, known_word};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::cell::OnceCell;

/// How many findings of one kind are told of one page; the rest is only counted.
pub const MAX_ALIKE: usize = 100;

/// How many of the things said to apply are known at a glance.
const SAID: usize = 256;

/// A test's outcome on a page, as an auditor writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Proved to conform.
    Conforming,
    /// Proved not to conform.
    NonConforming,
    /// What the test is about is not on the page.
    NotApplicable,
    /// A person has to look; the findings or the rules say at what.
    Review,
    /// No rule looks at it.
    Untested,
}

impl Outcome {
    /// One letter for it, for files.
    pub(super) fn letter(self) -> char {
        match self {
            Self::Conforming => 'C',
            Self::NonConforming => 'N',
            Self::NotApplicable => 'A',
            Self::Review => 'R',
            Self::Untested => 'U',
        }
    }

    /// The outcome of a letter.
    pub(super) fn of_letter(letter: char) -> Option<Self> {
        use Outcome::{Conforming, NonConforming, NotApplicable, Review, Untested};
        let all = [Conforming, NonConforming, NotApplicable, Review, Untested];
        all.into_iter().find(|outcome| outcome.letter() == letter)
    }

    /// The outcome where two looks at one test are put together, each of which saw a part of it.
    fn with(self, other: Self) -> Self {
        use Outcome::{Conforming, NonConforming, NotApplicable, Review, Untested};
        match (self, other) {
            (NonConforming, _) | (_, NonConforming) => NonConforming,
            (Review, _) | (_, Review) => Review,
            (Conforming, _) | (_, Conforming) => Conforming,
            (Untested, other) | (other, Untested) => other,
            (NotApplicable, NotApplicable) => NotApplicable,
        }
    }
}

/// A fault, or a doubt, at one element.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "Written")]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// The tests it bears on.
    pub tests: Vec<&'static str>,
    /// True for a fault that is certain; false for something a person has to look at.
    pub sure: bool,
    /// How much it hinders people.
    pub severity: Severity,
    /// The message's name in the catalogue.
    pub code: &'static str,
    /// Values for the message.
    pub arguments: Vec<(&'static str, Argument)>,
    /// A CSS selector of the element.
    pub selector: String,
    /// Where its start tag is in the source.
    pub position: Position,
    /// Its start tag, written plainly ([`Page::start_tag`]); empty for the document itself.
    pub tag: String,
    /// The beginning of the text in it.
    pub text: String,
}

/// A finding as it is written to a file.
#[derive(Serialize, Deserialize)]
struct Written {
    rule: String,
    tests: Vec<String>,
    sure: bool,
    code: String,
    arguments: Vec<(String, Value)>,
    selector: String,
    line: u32,
    column: u32,
    tag: String,
    text: String,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Value {
    Number(i64),
    Text(String),
}

impl<'de> Deserialize<'de> for Finding {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(Written::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl From<Finding> for Written {
    fn from(finding: Finding) -> Self {
        let argument = |(name, value): (&str, Argument)| {
            let value = match value {
                Argument::Text(text) => Value::Text(text),
                Argument::Number(number) => Value::Number(number),
            };
            (name.to_owned(), value)
        };
        Self {
            rule: finding.rule.to_owned(),
            tests: finding.tests.into_iter().map(str::to_owned).collect(),
            sure: finding.sure,
            code: finding.code.to_owned(),
            arguments: finding.arguments.into_iter().map(argument).collect(),
            selector: finding.selector,
            line: finding.position.line,
            column: finding.position.column,
            tag: finding.tag,
            text: finding.text,
        }
    }
}

impl TryFrom<Written> for Finding {
    type Error = String;

    /// What was written by other rules than today's is not read.
    fn try_from(written: Written) -> Result<Self, String> {
        let unknown = |name: &str| format!("{name} is not known");
        let rule = Registry::all().rule(&written.rule).ok_or_else(|| unknown(&written.rule))?;
        let test = |test: &String| {
            let index = Standard::rgaa().index(test).ok_or_else(|| unknown(test))?;
            Ok::<&'static str, String>(&Standard::rgaa().tests()[index])
        };
        let word = |word: &str| known_word(word).ok_or_else(|| unknown(word));
        let argument = |(name, value): (String, Value)| {
            let value = match value {
                Value::Text(text) => Argument::Text(text),
                Value::Number(number) => Argument::Number(number),
            };
            Ok::<_, String>((word(&name)?, value))
        };
        Ok(Self {
            rule: &rule.id,
            tests: written.tests.iter().map(test).collect::<Result<_, _>>()?,
            sure: written.sure,
            severity: rule.severity,
            code: word(&written.code)?,
            arguments: written.arguments.into_iter().map(argument).collect::<Result<_, _>>()?,
            selector: written.selector,
            position: Position { line: written.line, column: written.column },
            tag: written.tag,
            text: written.text,
        })
    }
}

impl Finding {
    /// It as a diagnostic: an error when it is sure, a note when a person has to look.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        diagnostic(self.sure, self.code, &self.arguments)
    }
}

fn diagnostic(
    sure: bool,
    code: &'static str,
    arguments: &[(&'static str, Argument)],
) -> Diagnostic {
    let diagnostic = if sure { Diagnostic::error(code) } else { Diagnostic::note(code) };
    arguments
        .iter()
        .fold(diagnostic, |diagnostic, (name, value)| diagnostic.arg(name, value.clone()))
}

/// A finding while the page is being checked.
#[derive(Debug)]
pub struct Draft {
    rule: &'static Metadata,
    tests: Vec<&'static str>,
    sure: bool,
    node: NodeId,
    code: &'static str,
    arguments: Vec<(&'static str, Argument)>,
    place: Option<Position>,
}

impl Draft {
    /// The element it is about.
    #[must_use]
    pub fn node(&self) -> NodeId {
        self.node
    }

    /// The rule that made it.
    #[must_use]
    pub fn rule(&self) -> &'static Metadata {
        self.rule
    }

    /// True for a fault that is certain.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.sure
    }

    /// The tests it bears on.
    #[must_use]
    pub fn tests(&self) -> &[&'static str] {
        &self.tests
    }

    /// It as a diagnostic: an error when it is sure, a note when a person has to look.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        diagnostic(self.sure, self.code, &self.arguments)
    }

    /// Adds a value for the message.
    pub fn arg(&mut self, name: &'static str, value: impl Into<Argument>) -> &mut Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Says where it is, when that is not the element's start tag.
    pub fn at(&mut self, place: Position) -> &mut Self {
        self.place = Some(place);
        self
    }

    /// Says that it bears on another test too.
    pub fn also(&mut self, test: &'static str) -> &mut Self {
        self.tests.push(test);
        self
    }
}

/// Collects what the rules say while they are called.
#[derive(Debug)]
pub struct Report<'a> {
    page: &'a Page<'a>,
    rule: Option<&'static Metadata>,
    drafts: Vec<Draft>,
    /// Tests of which nothing certain can be told.
    doubts: FxHashSet<&'static str>,
    /// Of each test of the standard, whether the page has something it is about.
    applicable: Vec<bool>,
    /// Rules that met what they are about, by id, and the tests it bears on; some twice.
    applied: Vec<(&'static str, &'static str)>,
    /// What was said to apply of late, as the places in memory of the rule and of the test.
    said: [(usize, usize); SAID],
    doubtful: bool,
}

impl<'a> Report<'a> {
    /// An empty report. Where the page could not be read or resolved whole, nothing is sure.
    #[must_use]
    pub fn new(page: &'a Page<'a>) -> Self {
        Self {
            page,
            rule: None,
            drafts: Vec::new(),
            doubts: FxHashSet::default(),
            applicable: vec![false; Standard::rgaa().tests().len()],
            applied: Vec::with_capacity(SAID),
            said: [(0, 0); SAID],
            doubtful: page.document.excess.is_some() || !page.styles.complete,
        }
    }

    pub(super) fn enter(&mut self, rule: &'static Metadata) {
        self.rule = Some(rule);
    }

    /// Says that the page has something the test is about.
    pub fn applies(&mut self, test: &'static str) {
        // Most rules say so of one element after the other: what was said is known by its place in
        // memory, which costs less than to read it.
        let rule = self.rule.map_or(0, |rule| std::ptr::from_ref(rule).addr());
        let pair = (rule, test.as_ptr().addr());
        let slot = (pair.0 / size_of::<Metadata>()).wrapping_mul(7).wrapping_add(pair.1) % SAID;
        if self.said[slot] == pair {
            return;
        }
        self.said[slot] = pair;
        if let Some(index) = Standard::rgaa().index(test) {
            self.applicable[index] = true;
        }
        if let Some(rule) = self.rule {
            self.applied.push((&rule.id, test));
        }
    }

    /// Says that the page has something that a rule beyond RGAA is about.
    pub fn applies_beyond(&mut self) {
        if let Some(rule) = self.rule
            && self.applied.last() != Some(&(rule.id.as_str(), ""))
        {
            self.applied.push((&rule.id, ""));
        }
    }

    /// A fault, certain too, against something that RGAA does not ask for.
    pub fn fail_beyond(&mut self, node: NodeId, code: &'static str) -> &mut Draft {
        self.applies_beyond();
        let sure = !self.page.is_scripted(node);
        self.draft(node, Vec::new(), code, sure)
    }

    /// Says that nothing certain can be told of the test on this page, without pointing at
    /// anything: neither that it conforms nor that it is not applicable.
    pub fn doubt(&mut self, test: &'static str) {
        self.applies(test);
        self.doubts.insert(test);
    }

    /// A fault that is certain.
    pub fn fail(&mut self, node: NodeId, test: &'static str, code: &'static str) -> &mut Draft {
        self.add(node, test, code, true)
    }

    /// Something a person has to look at.
    pub fn review(&mut self, node: NodeId, test: &'static str, code: &'static str) -> &mut Draft {
        self.add(node, test, code, false)
    }

    /// A fault that is certain unless a script of the page may have put it right.
    pub fn fail_unless_scripted(
        &mut self,
        node: NodeId,
        test: &'static str,
        code: &'static str,
    ) -> &mut Draft {
        let sure = !self.page.is_scripted(node);
        self.add(node, test, code, sure)
    }

    fn add(
        &mut self,
        node: NodeId,
        test: &'static str,
        code: &'static str,
        sure: bool,
    ) -> &mut Draft {
        self.applies(test);
        self.draft(node, vec![test], code, sure)
    }

    fn draft(
        &mut self,
        node: NodeId,
        tests: Vec<&'static str>,
        code: &'static str,
        sure: bool,
    ) -> &mut Draft {
        let rule = self.rule.unwrap_or_else(|| unreachable!("a rule speaks when it is called"));
        let sure = sure && !self.doubtful;
        self.drafts.push(Draft {
            rule,
            tests,
            sure,
            node,
            code,
            arguments: Vec::new(),
            place: None,
        });
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }

    /// What was found so far.
    #[must_use]
    pub fn drafts(&self) -> &[Draft] {
        &self.drafts
    }

    /// Whether the rule met anything it is about.
    #[must_use]
    pub fn has_applied(&self, rule: &str) -> bool {
        self.applied.iter().any(|(applied, _)| *applied == rule)
    }

    /// Whether the rule met anything that the test is about.
    #[must_use]
    pub fn has_applied_to(&self, rule: &str, test: &str) -> bool {
        self.applied.contains(&(rule, test))
    }

    /// The outcome of every test, and the findings in document order with their places.
    #[must_use]
    pub fn finish(mut self) -> PageReport {
        if self.page.names.exhausted() {
            self.drafts.iter_mut().for_each(|draft| draft.sure = false);
        }
        let outcomes = self.outcomes();
        self.drafts.sort_by(|a, b| (a.node, &a.rule.id, a.code).cmp(&(b.node, &b.rule.id, b.code)));
        let page = self.page;
        let mut counts: FxHashMap<(&str, &str), usize> = FxHashMap::default();
        let total = self.drafts.len();
        self.drafts.retain(|draft| {
            let count = counts.entry((&draft.rule.id, draft.code)).or_default();
            *count += 1;
            *count <= MAX_ALIKE
        });
        let omitted = total - self.drafts.len();
        let lines = OnceCell::new();
        let lines = || lines.get_or_init(|| Lines::new(page.source));
        let findings = self
            .drafts
            .into_iter()
            .map(|draft| Finding {
                rule: &draft.rule.id,
                tests: draft.tests,
                sure: draft.sure,
                severity: draft.rule.severity,
                code: draft.code,
                arguments: draft.arguments,
                selector: page.selector(draft.node),
                position: draft
                    .place
                    .unwrap_or_else(|| page.document.position(draft.node, lines())),
                tag: page.start_tag(draft.node),
                text: page.beginning(draft.node),
            })
            .collect();
        PageReport { outcomes, findings, omitted }
    }

    fn outcomes(&self) -> Vec<Outcome> {
        let standard = Standard::rgaa();
        let mut failed = vec![false; standard.tests().len()];
        let mut doubted = failed.clone();
        for draft in &self.drafts {
            for index in draft.tests.iter().filter_map(|test| standard.index(test)) {
                failed[index] |= draft.sure;
                doubted[index] |= !draft.sure;
            }
        }
        for index in self.doubts.iter().filter_map(|test| standard.index(test)) {
            doubted[index] = true;
        }
        let registry = Registry::all();
        (0..standard.tests().len())
            .map(|index| {
                let may = |verdict| registry.may(index, verdict);
                if failed[index] {
                    Outcome::NonConforming
                } else if doubted[index] || self.doubtful {
                    Outcome::Review
                } else if self.applicable[index]
                    // RGAA's seventh theme is about scripts: without any, roles are no part of it.
                    && (!standard.tests()[index].starts_with("7.") || self.page.has_scripts())
                {
                    if may(Verdict::Conformity) { Outcome::Conforming } else { Outcome::Review }
                } else if may(Verdict::NotApplicable) {
                    Outcome::NotApplicable
                } else {
                    Outcome::Untested
                }
            })
            .collect()
    }
}

/// What the linter says of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageReport {
    /// The outcome of every test, in the standard's order.
    pub outcomes: Vec<Outcome>,
    /// Faults and doubts, in document order.
    pub findings: Vec<Finding>,
    /// How many more findings there were, each like [`MAX_ALIKE`] others that are told.
    pub omitted: usize,
}

/// What the rules about a site say of the tests, wherever nothing is found.
#[derive(Debug, Clone, Default)]
pub struct Whole {
    /// Rank of a test in the standard, and its outcome.
    pub outcomes: Vec<(usize, Outcome)>,
}

impl PageReport {
    /// What is said of a page that could not be read: nothing.
    #[must_use]
    pub fn unread() -> Self {
        let outcomes = vec![Outcome::Untested; Standard::rgaa().tests().len()];
        Self { outcomes, findings: Vec::new(), omitted: 0 }
    }

    /// Adds what the page's site says of it.
    pub fn take_site(&mut self, whole: &Whole, findings: impl IntoIterator<Item = Finding>) {
        for (index, outcome) in &whole.outcomes {
            if let Some(own) = self.outcomes.get_mut(*index) {
                *own = own.with(*outcome);
            }
        }
        for finding in findings {
            let outcome = if finding.sure { Outcome::NonConforming } else { Outcome::Review };
            for index in finding.tests.iter().filter_map(|test| Standard::rgaa().index(test)) {
                if let Some(own) = self.outcomes.get_mut(index) {
                    *own = match (*own, outcome) {
                        (Outcome::NonConforming, _) | (_, Outcome::NonConforming) => {
                            Outcome::NonConforming
                        }
                        _ => Outcome::Review,
                    };
                }
            }
            self.findings.push(finding);
        }
    }

    /// True when something is certainly wrong.
    #[must_use]
    pub fn has_faults(&self) -> bool {
        self.findings.iter().any(|finding| finding.sure)
    }
}
