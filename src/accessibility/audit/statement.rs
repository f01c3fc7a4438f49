//! From the audits of a site and of its theme to what the law lets the site say today.
//!
//! An audit counts from the day it was finished, for three years at most, and only as long as the
//! site keeps the theme it was made of: a redesign ends it. Whatever the linter is sure of lowers
//! the result. It never reads a clock: the day is given.

use super::file::{Audit, Derogation, Environment, Exempt};
use super::grid::{CellSource, Grid, Vetoes};
use super::rates::{Rates, State, Verdict};
use super::status::{Impact, Status};
use crate::accessibility::report::Outcome;
use crate::accessibility::standard::Standard;
use crate::diagnostic::Diagnostic;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// How long before an audit lapses people are warned.
const WARNING: i64 = 6;

/// A theme as a site uses it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeVersion {
    /// Its name.
    pub name: String,
    /// The version its `theme.yaml` gives; raised at a redesign.
    pub version: String,
    /// Digest of its files.
    pub digest: String,
    /// True when the site or its group lays files of its own over it: what was found of the theme
    /// does not hold there.
    pub overlaid: bool,
}

/// What a statement follows from.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The audit of the site, if there is one.
    pub audit: Option<&'a Audit>,
    /// The audit of its theme, if there is one.
    pub of_theme: Option<&'a Audit>,
    /// Its theme today.
    pub theme: &'a ThemeVersion,
    /// What the linter is sure of.
    pub vetoes: &'a Vetoes,
    /// The day the pages are made for.
    pub today: Date,
}

/// What a site may say of its accessibility.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Statement {
    /// The state; «none» where no valid audit is recorded.
    pub state: State,
    /// What the audit found; `None` without a valid one.
    pub results: Option<Results>,
    /// An audit that counted once.
    pub lapsed: Option<Lapse>,
    /// Contents for which a disproportionate burden is invoked today.
    pub derogations: Vec<Derogation>,
    /// Contents that the law leaves out.
    pub exempt: Vec<Exempt>,
}

/// Why and since when an audit no longer counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapse {
    /// The day it was finished.
    pub date: Date,
    /// True when it lapsed by a redesign, false when it grew too old.
    pub redesign: bool,
}

/// What a valid audit found.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// Who made it.
    pub auditor: String,
    /// For whom the auditor works.
    pub organisation: Option<String>,
    /// The day it was finished.
    pub date: Date,
    /// The day the statement was brought up to date since.
    pub updated: Option<Date>,
    /// The first day on which it no longer counts.
    pub expires: Date,
    /// Version of the RGAA.
    pub standard: String,
    /// The figures.
    pub rates: Rates,
    /// What does not conform, in the standard's order.
    pub issues: Vec<Issue>,
    /// What the site is made with.
    pub technologies: Vec<String>,
    /// What the pages were looked at with.
    pub environments: Vec<Environment>,
    /// The tools used.
    pub tools: Vec<String>,
    /// The pages looked at: names and addresses.
    pub pages: Vec<(String, String)>,
}

/// Something that does not conform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The criterion, e.g. `1.1`.
    pub criterion: String,
    /// The criterion's question, in French.
    pub question: String,
    /// What is wrong, as the auditor put it; `None` where only the status is recorded.
    pub description: Option<String>,
    /// Whom it hinders how much.
    pub impact: Option<Impact>,
    /// On which pages; empty for all of the sample.
    pub pages: Vec<String>,
    /// Who found it.
    pub source: CellSource,
}

/// A statement with what there is to tell of it.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    /// What the site may say.
    pub statement: Statement,
    /// What its people must know, without a place but that of the audit's file.
    pub findings: Vec<Diagnostic>,
    /// The days at which, with nothing else changed, all this changes, in order.
    pub changes: Vec<Date>,
}

/// What the outcomes of all tests prove of each criterion: `C` or `NA` where every test is decided,
/// `NT` otherwise. A fault is not recorded: it is looked for again each time.
#[must_use]
pub fn criteria_proved(outcomes: &[Outcome]) -> Vec<Status> {
    let mut tests = outcomes.iter();
    let proved = |tests: &[&Outcome]| {
        let decided =
            |outcome: &&&Outcome| matches!(outcome, Outcome::Conforming | Outcome::NotApplicable);
        if tests.is_empty() || tests.iter().filter(decided).count() < tests.len() {
            Status::NT
        } else if tests.iter().any(|outcome| **outcome == Outcome::Conforming) {
            Status::C
        } else {
            Status::NA
        }
    };
    let criteria = Standard::rgaa().criteria.iter();
    criteria
        .map(|criterion| proved(&tests.by_ref().take(criterion.tests.len()).collect::<Vec<_>>()))
        .collect()
}

/// The ranks of the criteria that a page fails, of the outcomes of all tests.
#[must_use]
pub fn criteria_failed(outcomes: &[Outcome]) -> Vec<usize> {
    let mut tests = outcomes.iter();
    let criteria = Standard::rgaa().criteria.iter().enumerate();
    let failed = criteria.filter_map(|(rank, criterion)| {
        let own = tests.by_ref().take(criterion.tests.len());
        let failures = own.filter(|outcome| **outcome == Outcome::NonConforming).count();
        (failures > 0).then_some(rank)
    });
    failed.collect()
}

impl Statement {
    /// What follows from the audits of a site and of its theme.
    #[must_use]
    pub fn of(inputs: &Inputs<'_>) -> Judged {
        let mut judged = Judged::default();
        let Some(audit) = inputs.audit else { return judged };
        let place = || audit.source.whole();
        judged.statement.exempt.clone_from(&audit.exempt);
        for derogation in &audit.derogations {
            if inputs.today <= derogation.until {
                judged.statement.derogations.push(derogation.clone());
                judged.changes.extend(derogation.until.tomorrow());
            } else {
                judged.findings.push(
                    Diagnostic::warning("audit-derogation-over")
                        .arg("content", derogation.content.as_str())
                        .arg("until", derogation.until.to_string())
                        .at(place()),
                );
            }
        }
        let Some(date) = audit.date else { return judged };
        if date > inputs.today {
            judged.changes.push(date);
            judged.findings.push(
                Diagnostic::warning("audit-not-yet").arg("date", date.to_string()).at(place()),
            );
            return judged;
        }
        let redesign = audit.theme.as_ref().is_some_and(|(name, version)| {
            *name != inputs.theme.name || *version != inputs.theme.version
        });
        let expires = after(date, 3.years());
        if redesign || inputs.today >= expires {
            judged.statement.lapsed = Some(Lapse { date, redesign });
            let code = if redesign {
                Diagnostic::warning("audit-redesign")
                    .arg("theme", inputs.theme.name.as_str())
                    .arg("version", inputs.theme.version.as_str())
            } else {
                Diagnostic::warning("audit-expired").arg("expires", expires.to_string())
            };
            judged.findings.push(code.arg("date", date.to_string()).at(place()));
            return judged;
        }
        judged.changes.push(expires);
        let soon = after(expires, -WARNING.months());
        if inputs.today >= soon {
            judged.findings.push(
                Diagnostic::warning("audit-expiring")
                    .arg("expires", expires.to_string())
                    .at(place()),
            );
        } else {
            judged.changes.push(soon);
        }
        inputs.tell_of_theme(&mut judged);
        let of_theme = inputs.theme_that_counts();
        judged.changes.sort_unstable();
        let grid = Grid::new(audit, of_theme, inputs.vetoes);
        let rates = Rates::of(&grid);
        if grid.untested() > 0 {
            judged.findings.push(
                Diagnostic::warning("audit-incomplete")
                    .arg("cells", grid.untested())
                    .arg("all", grid.cells())
                    .at(place()),
            );
        }
        lowered(audit, of_theme, &rates, inputs.vetoes, &mut judged.findings);
        judged.statement.state = rates.state();
        judged.statement.results = Some(Results {
            auditor: audit.auditor.clone().unwrap_or_default(),
            organisation: audit.organisation.clone(),
            date,
            updated: audit.updated.filter(|updated| *updated > date),
            expires,
            standard: audit.standard.clone(),
            issues: issues(audit, of_theme, &grid, &rates),
            rates,
            technologies: audit.technologies.clone(),
            environments: audit.environments.clone(),
            tools: audit.tools.clone(),
            pages: audit.pages.iter().map(|page| (page.name.clone(), page.url.clone())).collect(),
        });
        judged
    }
}

fn after(date: Date, span: Span) -> Date {
    date.checked_add(span).unwrap_or(date)
}

impl<'a> Inputs<'a> {
    /// The audit of the theme, where it counts for the site today: it is of the very version the
    /// site uses, unchanged by the site, and not too old.
    #[must_use]
    pub fn theme_that_counts(&self) -> Option<&'a Audit> {
        let (audit, expires) = self.of_its_version()?;
        (audit.date? <= self.today && self.today < expires).then_some(audit)
    }

    fn of_its_version(&self) -> Option<(&'a Audit, Date)> {
        let audit = self.of_theme?;
        let (name, version) = audit.theme.as_ref()?;
        let same = *name == self.theme.name && *version == self.theme.version;
        (same && !self.theme.overlaid).then_some((audit, after(audit.date?, 3.years())))
    }

    /// What is to be told of the theme's audit, and when it begins or ceases to count.
    fn tell_of_theme(&self, judged: &mut Judged) {
        let Some((audit, expires)) = self.of_its_version() else { return };
        judged.changes.extend(audit.date.filter(|date| *date > self.today));
        if self.today < expires {
            judged.changes.push(expires);
        } else {
            judged.findings.push(
                Diagnostic::warning("audit-of-theme-expired")
                    .arg("expires", expires.to_string())
                    .at(audit.source.whole()),
            );
        }
        if audit.theme_digest.as_ref().is_some_and(|digest| *digest != self.theme.digest) {
            judged.findings.push(
                Diagnostic::warning("audit-theme-changed")
                    .arg("theme", self.theme.name.as_str())
                    .arg("digest", self.theme.digest.as_str())
                    .at(audit.source.whole()),
            );
        }
    }
}

/// Tells when the linter is sure that a criterion recorded as met is not.
fn lowered(
    audit: &Audit,
    of_theme: Option<&Audit>,
    rates: &Rates,
    vetoes: &Vetoes,
    findings: &mut Vec<Diagnostic>,
) {
    if vetoes.is_empty() {
        return;
    }
    let recorded = Rates::of(&Grid::new(audit, of_theme, &Vetoes::default()));
    let criteria = Standard::rgaa().criteria.iter();
    let pairs = recorded.verdicts.iter().zip(&rates.verdicts);
    let lowered: Vec<&str> = criteria
        .zip(pairs)
        .filter(|(_, (before, now))| **now == Verdict::Failed && before != now)
        .map(|(criterion, _)| criterion.number.as_str())
        .collect();
    if !lowered.is_empty() {
        findings.push(
            Diagnostic::warning("audit-contradicted")
                .arg("criteria", lowered.join(", "))
                .at(audit.source.whole()),
        );
    }
}

fn issues(audit: &Audit, of_theme: Option<&Audit>, grid: &Grid, rates: &Rates) -> Vec<Issue> {
    let mut issues = Vec::new();
    let failed = rates.verdicts.iter().enumerate().filter(|(_, v)| **v == Verdict::Failed);
    for (rank, _) in failed {
        let Some(criterion) = Standard::rgaa().criteria.get(rank) else { continue };
        let issue = |source| Issue {
            criterion: criterion.number.clone(),
            question: criterion.title.clone(),
            description: None,
            impact: None,
            pages: Vec::new(),
            source,
        };
        let before = issues.len();
        let told = |audit: &Audit, source, issues: &mut Vec<Issue>| {
            for finding in audit.results.get(rank).into_iter().flat_map(|r| &r.findings) {
                if finding.description.is_empty() {
                    continue;
                }
                let whole = finding.pages.len() == audit.pages.len() || source == CellSource::Theme;
                let named = finding.pages.iter().filter_map(|page| audit.pages.get(*page));
                let named = named.filter(|_| !whole).map(|page| page.name.clone());
                issues.push(Issue {
                    description: Some(finding.description.clone()),
                    impact: finding.impact,
                    pages: named.collect(),
                    ..issue(source)
                });
            }
        };
        told(audit, CellSource::Site, &mut issues);
        if let Some(theme) = of_theme {
            told(theme, CellSource::Theme, &mut issues);
        }
        if issues.len() > before {
            continue;
        }
        let row = grid.rows.get(rank).map(Vec::as_slice).unwrap_or_default();
        let cells = grid.pages.iter().zip(row).filter(|(_, cell)| cell.status == Status::NC);
        let source = cells.clone().filter_map(|(_, cell)| cell.source).max();
        let outside = grid.elsewhere.get(rank).into_iter().flatten().cloned();
        let whole = cells.clone().count() == grid.pages.len();
        let named = cells.filter(|_| !whole).map(|(page, _)| page.name.clone());
        issues.push(Issue {
            pages: named.chain(outside).collect(),
            ..issue(source.unwrap_or(CellSource::Automatic))
        });
    }
    issues
}
