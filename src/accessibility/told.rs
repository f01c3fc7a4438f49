//! Findings gathered over pages and sites: what is one fault is told once, with its count.
//!
//! A fault of the theme shows on every page it makes; a fault of an author's text shows wherever
//! the text does. It never decides what is a fault, nor where it comes from: places are given.

use super::report::Finding;
use super::rules::Registry;
use crate::diagnostic::{Diagnostic, Location, Part, RuleFinding};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many different faults are kept; the rest is only counted.
pub const MAX_TOLD: usize = 10_000;

/// A finding with the place where it can be put right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// What was found, on the first of its pages.
    pub finding: Finding,
    /// In whose hands it is; `None` for a page that Parvis did not make.
    pub part: Option<Part>,
    /// Where it can be put right; in the page itself when nothing better is known.
    pub place: Place,
    /// Where it shows, on the first of its pages.
    pub page: Place,
    /// The first site on which it shows.
    pub site: Option<Arc<str>>,
    /// On how many pages it shows.
    pub pages: usize,
    /// On which sites it shows.
    pub sites: BTreeSet<Arc<str>>,
}

/// A [`Location`] that can be written to a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Path for people.
    pub file: Arc<str>,
    /// Line from 1; 0 for the whole file.
    pub line: u32,
    /// Column from 1; 0 for the whole line.
    pub column: u32,
    /// Characters meant.
    pub length: u32,
    /// Text of the line.
    pub excerpt: Option<Arc<str>>,
}

impl From<Location> for Place {
    fn from(place: Location) -> Self {
        let Location { file, line, column, length, excerpt } = place;
        Self { file, line, column, length, excerpt }
    }
}

impl From<&Place> for Location {
    fn from(place: &Place) -> Self {
        let Place { file, line, column, length, excerpt } = place.clone();
        Self { file, line, column, length, excerpt }
    }
}

impl Told {
    /// What the element is, without anything that moves when other things change: the tag and its
    /// text in an author's page, the line of the template in a theme.
    #[must_use]
    pub fn element(&self) -> String {
        if self.part == Some(Part::Theme)
            && let Some(excerpt) = &self.place.excerpt
        {
            return excerpt.trim().chars().take(200).collect();
        }
        if self.finding.tag.is_empty() {
            return "page".to_owned();
        }
        let text: String = self.finding.text.chars().take(60).collect();
        format!("{}{text}", self.finding.tag)
    }

    /// As a diagnostic: an error when it is sure, a note when a person has to look, or when it is
    /// accepted for now (`known` says why).
    #[must_use]
    pub fn diagnostic(&self, known: Option<&str>) -> Diagnostic {
        let mut diagnostic = self.finding.diagnostic();
        if known.is_some() {
            diagnostic.severity = crate::diagnostic::Severity::Note;
        }
        let mut details = vec![(
            "lint-where",
            vec![
                ("part", self.part.map_or("page", part_name).into()),
                ("tests", self.finding.tests.join(", ").into()),
                ("severity", self.finding.severity.name().into()),
            ],
        )];
        let why =
            Registry::all().rule(self.finding.rule).map(|rule| rule.why()).unwrap_or_default();
        if !why.is_empty() {
            details.push(("lint-why", vec![("why", why.into())]));
        }
        if self.pages > 1 {
            let count = vec![("pages", self.pages.into()), ("sites", self.sites.len().into())];
            details.push(("lint-count", count));
        }
        if let Some(reason) = known {
            details.push(("lint-known", vec![("reason", reason.into())]));
        }
        diagnostic = diagnostic.at(Location::from(&self.place)).of_rule(RuleFinding {
            rule: self.finding.rule,
            part: self.part,
            element: self.element(),
            details,
            known: known.map(str::to_owned),
        });
        if self.page != self.place {
            diagnostic = diagnostic.related(Location::from(&self.page));
        }
        if self.part != Some(Part::Theme)
            && let Some(site) = &self.site
        {
            diagnostic = diagnostic.in_site(site);
        }
        diagnostic
    }
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Content => "content",
        Part::Settings => "settings",
        Part::Theme => "theme",
    }
}

/// By which two findings are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    sure: bool,
    rule: &'static str,
    code: &'static str,
    file: Arc<str>,
    line: u32,
    column: u32,
    element: String,
}

impl Key {
    fn of(told: &Told) -> Self {
        let Finding { sure, rule, code, .. } = told.finding;
        let (file, line, column) = (&told.place.file, told.place.line, told.place.column);
        match told.part {
            // A line of a template is one place however the element it makes differs; where no
            // line is known the element tells.
            Some(Part::Theme) if line > 0 => {
                let element = String::new();
                Self { sure, rule, code, file: Arc::clone(file), line, column, element }
            }
            Some(_) => {
                let element = told.element();
                Self { sure, rule, code, file: Arc::clone(file), line, column, element }
            }
            // Of pages that others made, the same element at the same place is one.
            None => {
                let element = format!("{} {}", told.finding.selector, told.element());
                Self { sure, rule, code, file: Arc::from(""), line: 0, column: 0, element }
            }
        }
    }
}

/// Findings put together. The same findings give the same result in whatever order they come.
#[derive(Debug, Default)]
pub struct Gathered {
    told: BTreeMap<Key, Told>,
    /// How many findings were left out because there were too many different ones.
    pub omitted: usize,
}

impl Gathered {
    /// Adds the findings of one page: what shows there several times shows on one page.
    pub fn add_page(&mut self, told: impl IntoIterator<Item = Told>) {
        let mut page = Self::default();
        told.into_iter().for_each(|told| page.add(told));
        for told in page.told.into_values() {
            self.add(Told { pages: 1, ..told });
        }
    }

    /// Adds a finding that shows on as many pages as it says.
    pub fn add(&mut self, told: Told) {
        let key = Key::of(&told);
        let full = self.told.len() >= MAX_TOLD;
        match self.told.get_mut(&key) {
            Some(known) => {
                known.pages += told.pages;
                known.sites.extend(told.sites.iter().cloned());
                if (&told.site, &told.page) < (&known.site, &known.page) {
                    known.finding = told.finding;
                    known.page = told.page;
                    known.site = told.site;
                }
            }
            None if full => self.omitted += told.pages,
            None => {
                self.told.insert(key, told);
            }
        }
    }

    /// Everything, faults first, by rule and place.
    pub fn into_told(self) -> impl Iterator<Item = Told> {
        let mut told: Vec<Told> = self.told.into_values().collect();
        told.sort_by_key(|told| !told.finding.sure);
        told.into_iter()
    }
}
