//! What the linter says, in the form asked for.

use std::collections::BTreeMap;
use std::io::Write;

use super::super::arguments::{Lint, LintFormat};
use super::super::{Error, Session};
use super::Checked;
use crate::accessibility::rules::Registry;
use crate::accessibility::{Told, earl, json, site};
use crate::diagnostic::{self, DeclaredRule, Diagnostic, TextStyle};

/// So many points to look at are told one by one; more are summed up by rule.
const SHORT: usize = 20;

pub(super) fn show(
    session: &Session,
    arguments: &Lint,
    checked: &Checked,
    sure: &[(Told, Option<String>)],
    out: &mut dyn Write,
) -> Result<(), Error> {
    let lang = session.lang;
    match arguments.format {
        LintFormat::Json => {
            session.tell(&checked.diagnostics);
            let mut document = json::Document::begin(out, lang)?;
            for page in &checked.pages {
                document.page(&page.name, page.site.as_deref(), page.whole, &page.report)?;
            }
            document.end()?;
            return Ok(());
        }
        LintFormat::Earl => {
            session.tell(&checked.diagnostics);
            let mut document = earl::Document::begin(out, lang)?;
            for page in &checked.pages {
                document.page(&page.name, &page.report)?;
            }
            document.end()?;
            return Ok(());
        }
        LintFormat::Text => return text(session, arguments, checked, sure, out),
        LintFormat::Sarif | LintFormat::Junit | LintFormat::Github | LintFormat::Gitlab => {}
    }
    let mut findings = checked.diagnostics.clone();
    findings.extend(sure.iter().map(|(told, known)| told.diagnostic(known.as_deref())));
    findings.extend(checked.reviews.iter().map(|told| told.diagnostic(None)));
    let text = match arguments.format {
        LintFormat::Sarif => sarif(session, &findings),
        LintFormat::Junit => diagnostic::junit(&findings, &sites(checked), lang),
        LintFormat::Gitlab => diagnostic::gitlab(&findings, lang),
        _ => diagnostic::github(&findings, lang),
    };
    out.write_all(text.as_bytes())?;
    Ok(())
}

fn sites(checked: &Checked) -> Vec<std::sync::Arc<str>> {
    let names = checked.pages.iter().filter_map(|page| page.site.as_deref());
    let names: std::collections::BTreeSet<&str> = names.collect();
    names.into_iter().map(std::sync::Arc::from).collect()
}

/// All rules are declared, so that a service closes the alerts of one that finds nothing more.
fn sarif(session: &Session, findings: &[Diagnostic]) -> String {
    let all: Vec<_> = Registry::all().metadata().chain(site::metadata()).collect();
    let tags: Vec<Vec<String>> = all
        .iter()
        .map(|rule| {
            let tests = rule.tests.keys().map(|test| format!("RGAA-{test}"));
            tests.chain(rule.wcag.iter().map(|sc| format!("WCAG-{sc}"))).collect()
        })
        .collect();
    let declared: Vec<DeclaredRule<'_>> = all
        .iter()
        .zip(&tags)
        .map(|(rule, tags)| DeclaredRule {
            id: &rule.id,
            title: &rule.title,
            help: &rule.body,
            tags,
        })
        .collect();
    diagnostic::sarif_of_rules(findings, session.lang, &declared)
}

fn text(
    session: &Session,
    arguments: &Lint,
    checked: &Checked,
    sure: &[(Told, Option<String>)],
    out: &mut dyn Write,
) -> Result<(), Error> {
    let style = TextStyle { colour: session.colors(&std::io::stdout()), ..session.style() };
    let mut findings = checked.diagnostics.clone();
    findings.extend(sure.iter().map(|(told, known)| told.diagnostic(known.as_deref())));
    let each = arguments.all || checked.reviews.len() <= SHORT;
    if each {
        findings.extend(checked.reviews.iter().map(|told| told.diagnostic(None)));
    }
    out.write_all(diagnostic::text(&findings, style).as_bytes())?;
    if !each {
        by_rule(session, checked, out)?;
    }
    if !findings.is_empty() || !each {
        writeln!(out)?;
    }
    let new = sure.iter().filter(|(_, known)| known.is_none()).count();
    let count = [
        ("pages", checked.pages.len().into()),
        ("sure", new.into()),
        ("reviews", checked.reviews.len().into()),
    ];
    writeln!(out, "{}", session.say("lint-summary", &count))?;
    if sure.len() > new {
        let known = [("known", (sure.len() - new).into())];
        writeln!(out, "{}", session.say("lint-summary-known", &known))?;
    }
    Ok(())
}

/// One line a rule: how many points, on how many pages, and what the rule holds.
fn by_rule(session: &Session, checked: &Checked, out: &mut dyn Write) -> Result<(), Error> {
    let mut rules: BTreeMap<&str, (usize, &Told)> = BTreeMap::new();
    for told in &checked.reviews {
        rules.entry(told.finding.rule).or_insert((0, told)).0 += 1;
    }
    writeln!(
        out,
        "\n{}",
        session.say("lint-reviews", &[("reviews", checked.reviews.len().into())])
    )?;
    for (rule, (count, first)) in rules {
        let place = &first.place;
        let title = Registry::all().rule(rule).map(|rule| rule.title.as_str()).unwrap_or_default();
        writeln!(out, "{count:>6}  {rule}  {title}\n        {}:{}", place.file, place.line)?;
    }
    Ok(())
}
