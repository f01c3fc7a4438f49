//! Values of the accessibility statement and of the plans that go with it.

use super::{DateView, LinkView};
use serde::Serialize;

/// The accessibility statement.
#[derive(Debug, Clone, Serialize)]
pub struct StatementView {
    /// The day it was drawn up; `none` when nobody said it.
    pub established: Option<DateView>,
    /// The day it was brought up to date.
    pub updated: Option<DateView>,
    /// What the audit found; `none` without a valid audit.
    pub results: Option<ResultsView>,
    /// The last audit, when it no longer counts.
    pub lapsed: Option<LapseView>,
    /// Contents for which a disproportionate burden is invoked.
    pub derogations: Vec<ExemptionView>,
    /// Contents that the law leaves out.
    pub exempt: Vec<ExemptionView>,
}

/// What a valid audit found.
#[derive(Debug, Clone, Serialize)]
pub struct ResultsView {
    /// Who made it.
    pub auditor: String,
    /// For whom the auditor works; `none` for an audit made in the house.
    pub organisation: Option<String>,
    /// The day it was finished.
    pub date: DateView,
    /// Version of the RGAA, e.g. `4.1.2`.
    pub standard: String,
    /// Share of the criteria that are met, in percent: «62,5».
    pub rate: String,
    /// Average of the pages' shares, in percent.
    pub average: String,
    /// How many criteria are met.
    pub validated: usize,
    /// How many apply.
    pub applicable: usize,
    /// What does not conform.
    pub issues: Vec<IssueView>,
    /// What the site is made with.
    pub technologies: Vec<String>,
    /// What the pages were looked at with.
    pub environments: Vec<String>,
    /// The tools used.
    pub tools: Vec<String>,
    /// The pages looked at.
    pub pages: Vec<LinkView>,
}

/// Something that does not conform.
#[derive(Debug, Clone, Serialize)]
pub struct IssueView {
    /// The criterion, e.g. `1.1`.
    pub criterion: String,
    /// What is wrong; else the criterion's question.
    pub text: String,
    /// True when `text` is the criterion's question.
    pub is_question: bool,
    /// «mineur», «majeur», «bloquant».
    pub impact: Option<&'static str>,
    /// On which pages, «Accueil, Contact»; `none` for all.
    pub pages: Option<String>,
    /// True when only automatic checks found it.
    pub automatic: bool,
}

/// A content that is not accessible, with the reason the law accepts.
#[derive(Debug, Clone, Serialize)]
pub struct ExemptionView {
    /// The content.
    pub content: String,
    /// Why: the justification, or the ground in the words of the rules.
    pub reason: String,
    /// The last day on which it is invoked, for a derogation.
    pub until: Option<DateView>,
    /// What is offered instead.
    pub alternative: Option<String>,
}

/// An audit that no longer counts.
#[derive(Debug, Clone, Serialize)]
pub struct LapseView {
    /// The day it was finished.
    pub date: DateView,
    /// True when the site was redesigned since.
    pub redesign: bool,
}

/// The multi-year plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanView {
    /// First year.
    pub from: Option<i16>,
    /// Last year.
    pub to: Option<i16>,
    /// Its texts, by the name of the key in `site.yaml`; those not written are `none`.
    pub parts: std::collections::BTreeMap<&'static str, Option<String>>,
    /// What came of the years that are over.
    pub reviews: Vec<ReviewView>,
}

/// What came of a year.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewView {
    /// The year.
    pub year: i16,
    /// In words.
    pub text: String,
}

/// The action plan of a year.
#[derive(Debug, Clone, Serialize)]
pub struct PlanYearView {
    /// The year.
    pub year: i16,
    /// True for the year of the build.
    pub current: bool,
    /// The actions.
    pub actions: Vec<ActionPlanItemView>,
    /// What came of the year as a whole.
    pub review: Option<String>,
}

/// An action of a year's plan.
#[derive(Debug, Clone, Serialize)]
pub struct ActionPlanItemView {
    /// What is to be done.
    pub action: String,
    /// When.
    pub when: Option<String>,
    /// Who does it.
    pub who: Option<String>,
    /// What came of it.
    pub result: Option<String>,
}
