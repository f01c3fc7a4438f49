//! The accessibility statement, the multi-year plan and the action plans as templates see them,
//! and what is to be told of their dates.
//!
//! It never computes a state or a rate: those come with the site (see
//! [`accessibility::audit`](crate::accessibility::audit)).

use super::Core;
use super::dates::day_view;
use super::generated::Generated;
use super::identity::{email_link, phone_link};
use super::view::{
    AccessibilityView, ActionPlanItemView, ExemptionView, IssueView, LapseView, LinkView, PlanView,
    PlanYearView, ResultsView, ReviewView, StatementView,
};
use crate::accessibility::audit::{CellSource, Environment, Issue, Results, State};
use crate::diagnostic::Diagnostic;
use crate::theme::Language;
use jiff::civil::{Date, date};

/// What every page may say.
pub(super) fn site_view(core: &Core<'_>) -> AccessibilityView {
    let site = core.site;
    let (level, index) = match core.statement.statement.state {
        State::Total => ("full", 0),
        State::Partial => ("partial", 1),
        State::None => ("none", 2),
    };
    let contact = site.accessibility.contact.as_ref().unwrap_or(&site.contact);
    AccessibilityView {
        level,
        label: core.words.conformity[index],
        email: contact.email.as_deref().map(email_link),
        phone: contact.phone.as_deref().map(phone_link),
        plan: None,
        action_plan: None,
    }
}

/// The statement.
pub(super) fn statement_view(core: &Core<'_>) -> StatementView {
    let statement = &core.statement.statement;
    let (established, updated) = dates(core);
    let day = |day: Date| day_view(day, core.language);
    StatementView {
        established: established.map(day),
        updated: updated.map(day),
        results: statement.results.as_ref().map(|results| results_view(results, core.language)),
        lapsed: statement
            .lapsed
            .as_ref()
            .map(|lapse| LapseView { date: day(lapse.date), redesign: lapse.redesign }),
        derogations: statement
            .derogations
            .iter()
            .map(|derogation| ExemptionView {
                content: derogation.content.clone(),
                reason: derogation.reason.trim().trim_end_matches('.').to_owned(),
                until: Some(day(derogation.until)),
                alternative: derogation.alternative.clone(),
            })
            .collect(),
        exempt: statement
            .exempt
            .iter()
            .map(|exempt| ExemptionView {
                content: exempt.content.clone(),
                reason: exempt.ground.french().to_owned(),
                until: None,
                alternative: exempt.alternative.clone(),
            })
            .collect(),
    }
}

/// The day the statement was drawn up, and the last it was brought up to date: what the settings
/// say, else the audit's.
fn dates(core: &Core<'_>) -> (Option<Date>, Option<Date>) {
    let written = &core.site.accessibility;
    let audit = core.statement.statement.results.as_ref();
    let established = written.established.or(audit.map(|results| results.date));
    let of_audit = audit.and_then(|results| results.updated.or(Some(results.date)));
    let updated = written.updated.max(of_audit);
    (established, updated.filter(|updated| Some(*updated) > established))
}

fn results_view(results: &Results, language: Language) -> ResultsView {
    ResultsView {
        auditor: results.auditor.clone(),
        organisation: results.organisation.clone(),
        date: day_view(results.date, language),
        standard: results.standard.clone(),
        rate: percentage(results.rates.rate(), language),
        average: percentage(results.rates.average(), language),
        validated: results.rates.validated,
        applicable: results.rates.applicable,
        issues: results.issues.iter().map(issue_view).collect(),
        technologies: results.technologies.clone(),
        environments: results.environments.iter().map(Environment::text).collect(),
        tools: results.tools.clone(),
        pages: results
            .pages
            .iter()
            .map(|(title, url)| LinkView { title: title.clone(), url: url.clone() })
            .collect(),
    }
}

fn issue_view(issue: &Issue) -> IssueView {
    IssueView {
        criterion: issue.criterion.clone(),
        text: match &issue.description {
            // The template goes on after it.
            Some(description) => description.trim_end_matches('.').to_owned(),
            None => issue.question.clone(),
        },
        is_question: issue.description.is_none(),
        impact: issue.impact.map(crate::accessibility::audit::Impact::french),
        pages: (!issue.pages.is_empty()).then(|| issue.pages.join(", ")),
        automatic: issue.source == CellSource::Automatic,
    }
}

/// A share in percent as people write it; it comes cut to two decimals, never rounded up: what
/// lacks a thousandth does not conform.
fn percentage(rate: f64, language: Language) -> String {
    let text = format!("{rate:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match language {
        Language::French => text.replace('.', ","),
        Language::English => text.to_owned(),
    }
}

/// The multi-year plan.
pub(super) fn plan_view(core: &Core<'_>) -> PlanView {
    let written = &core.site.accessibility;
    let plan = &written.multi_year_plan;
    let parts = plan.parts().into_iter();
    let reviews = written.action_plans.iter().filter(|(year, _)| **year < this_year(core));
    PlanView {
        from: plan.from,
        to: plan.to,
        parts: parts.map(|(part, text)| (part, text.map(str::to_owned))).collect(),
        reviews: reviews
            .filter_map(|(year, plan)| Some(ReviewView { year: *year, text: plan.review.clone()? }))
            .collect(),
    }
}

/// The action plans: the current year's, then the former ones, then those to come.
pub(super) fn years_view(core: &Core<'_>) -> Vec<PlanYearView> {
    let now = this_year(core);
    let mut years: Vec<_> = core.site.accessibility.action_plans.iter().collect();
    years.sort_by_key(|(year, _)| (**year > now, (now - **year).abs()));
    let view = |(year, plan): (&i16, &crate::workspace::ActionPlan)| PlanYearView {
        year: *year,
        current: *year == now,
        actions: plan
            .actions
            .iter()
            .map(|action| ActionPlanItemView {
                action: action.action.clone(),
                when: action.when.clone(),
                who: action.who.clone(),
                result: action.result.clone(),
            })
            .collect(),
        review: plan.review.clone(),
    };
    years.into_iter().map(view).collect()
}

fn this_year(core: &Core<'_>) -> i16 {
    today(core).year()
}

fn today(core: &Core<'_>) -> Date {
    core.at.to_zoned(core.site.time_zone.clone()).date()
}

/// The days at which the statement or what is told of it changes by itself.
pub(super) fn changes(core: &Core<'_>) -> Vec<Date> {
    let today = today(core);
    let mut days = core.statement.changes.clone();
    let written = &core.site.accessibility;
    if !written.action_plans.is_empty() || written.multi_year_plan.to.is_some() {
        days.extend([date(today.year(), 1, 1), date(today.year().saturating_add(1), 1, 1)]);
    }
    days
}

/// What is to be told of dates: of the statement, of the plans, of `security.txt`.
pub(super) fn findings(core: &Core<'_>) -> Vec<Diagnostic> {
    let site = core.site;
    let written = &site.accessibility;
    let year = this_year(core);
    let mut findings = Vec::new();
    let mut warn = |finding: Diagnostic, keys: &[&str]| {
        findings.push(finding.at(site.locate(keys)));
    };
    if let Some(expires) = site.security.expires.filter(|expires| *expires < today(core)) {
        let finding = Diagnostic::warning("security-txt-expired").arg("date", expires.to_string());
        warn(finding, &["security", "expires"]);
    }
    if !site.kind.is_public_body() || !Generated::Accessibility.is_wanted(site) {
        return findings;
    }
    if dates(core).0.is_none() {
        warn(Diagnostic::warning("statement-undated"), &["accessibility", "established"]);
    }
    if Generated::MultiYearPlan.is_wanted(site)
        && let Some(to) = written.multi_year_plan.to.filter(|to| *to < year)
    {
        let finding = Diagnostic::warning("accessibility-plan-over").arg("year", i32::from(to));
        warn(finding, &["accessibility", "multi_year_plan", "to"]);
    }
    if written.action_plan.is_some() {
        return findings;
    }
    let keys = ["accessibility", "action_plans"];
    if !written.action_plans.contains_key(&year) {
        let finding = Diagnostic::warning("accessibility-action-plan-missing");
        warn(finding.arg("year", year.to_string()), &keys);
    }
    let before = year.saturating_sub(1);
    if let Some(plan) = written.action_plans.get(&before) {
        let said = plan.review.is_some() || plan.actions.iter().any(|a| a.result.is_some());
        if !said {
            let before = before.to_string();
            let finding =
                Diagnostic::warning("accessibility-review-missing").arg("year", before.as_str());
            warn(finding, &[&keys[..], &[&before]].concat());
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_said_as_people_write_it() {
        for (rate, french) in [(62.5, "62,5"), (100.0, "100"), (99.99, "99,99"), (0.0, "0")] {
            assert_eq!(percentage(rate, Language::French), french);
        }
        assert_eq!(percentage(62.5, Language::English), "62.5");
    }
}
