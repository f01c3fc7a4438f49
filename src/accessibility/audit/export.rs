//! The grid for other tools and for readers: CSV as Ara's, JSON in the shape of Ara's report
//! (`GET /api/reports/:id`, `AuditReportDto`), a page of HTML.
//!
//! It never computes a figure: those come from [`Rates`].

use super::file::{Audit, CriterionResult, Platform, Whose};
use super::grid::{Cell, CellSource, Grid};
use super::rates::{Rates, State, Verdict};
use super::status::{Impact, Status};
use crate::accessibility::standard::Standard;
use crate::diagnostic::Diagnostic;
use serde_json::{Value, json};

/// Whose audit is exported.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// Title of the site, or name of the theme.
    pub name: &'a str,
    /// Public address of the site whose pages were looked at.
    pub url: &'a str,
    /// Who is responsible for the site, with the article.
    pub body: &'a str,
    /// Where to report a difficulty.
    pub email: Option<&'a str>,
}

impl CellSource {
    /// In French.
    fn french(self) -> &'static str {
        match self {
            Self::Automatic => "automatique",
            Self::Theme => "audit du thème",
            Self::Site => "audit du site",
        }
    }
}

/// The grid as CSV: one line a criterion; its status on each page under the page's name, as Ara
/// writes them; then where each comes from; then what was found.
///
/// # Errors
/// None that a text can cause; those of the writer are passed on.
pub fn csv(audit: &Audit, grid: &Grid, rates: &Rates) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut header = vec!["Critères".to_owned(), "Intitulé".to_owned(), "Résultat".to_owned()];
    header.extend(grid.pages.iter().map(|page| page.name.clone()));
    header.extend(grid.pages.iter().map(|page| format!("Source\u{a0}: {}", page.name)));
    header.extend(["Impact", "Constats", "Remarque"].map(str::to_owned));
    writer.write_record(&header)?;
    let criteria = Standard::rgaa().criteria.iter().zip(&grid.rows).zip(&rates.verdicts);
    for (((criterion, row), verdict), result) in criteria.zip(&audit.results) {
        let mut record = vec![criterion.number.clone(), criterion.title.clone()];
        record.push(letters(*verdict).to_owned());
        record.extend(row.iter().map(|cell| cell.status.name().to_owned()));
        let source = |cell: &Cell| cell.source.map(CellSource::french).unwrap_or_default();
        record.extend(row.iter().map(|cell| source(cell).to_owned()));
        record.push(worst(result).map(Impact::french).unwrap_or_default().to_owned());
        record.push(descriptions(result).join("\n"));
        record.push(result.comment.clone().unwrap_or_default());
        writer.write_record(&record)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn letters(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Validated => Status::C,
        Verdict::Failed => Status::NC,
        Verdict::NotApplicable => Status::NA,
        Verdict::Untested => Status::NT,
    }
    .name()
}

fn worst(result: &CriterionResult) -> Option<Impact> {
    result.findings.iter().filter_map(|finding| finding.impact).max()
}

fn descriptions(result: &CriterionResult) -> Vec<String> {
    let told = result.findings.iter().filter(|finding| !finding.description.is_empty());
    told.map(|finding| match &finding.solution {
        Some(solution) => format!("{} → {solution}", finding.description),
        None => finding.description.clone(),
    })
    .collect()
}

/// The audit in the shape of Ara's report.
#[must_use]
pub fn ara(audit: &Audit, grid: &Grid, rates: &Rates, subject: &Subject<'_>) -> Value {
    let standard = Standard::rgaa();
    let count = |wanted: Verdict| rates.verdicts.iter().filter(|v| **v == wanted).count();
    let blocking = audit.results.iter().filter(|r| worst(r) == Some(Impact::Blocking)).count();
    let samples: Vec<Value> = grid
        .pages
        .iter()
        .enumerate()
        .map(|(rank, page)| {
            let url = format!("{}{}", subject.url, page.url);
            json!({
                "id": rank + 1, "number": rank + 1, "order": rank, "name": page.name, "url": url,
            })
        })
        .collect();
    let environments: Vec<Value> = audit
        .environments
        .iter()
        .map(|environment| {
            json!({
                "platform": match environment.platform {
                    Platform::Desktop => "desktop",
                    Platform::Mobile => "mobile",
                },
                "operatingSystem": environment.system,
                "assistiveTechnology": environment.assistive_technology,
                "browser": environment.browser,
            })
        })
        .collect();
    let cells = grid.rows.iter().flatten();
    let of_theme = |number: u8| {
        let rows = standard.criteria.iter().zip(&grid.rows);
        let prefix = format!("{number}.");
        let own = rows.filter(move |(criterion, _)| criterion.number.starts_with(&prefix));
        own.flat_map(|(_, row)| row)
    };
    let topics: Vec<Value> = standard
        .themes
        .iter()
        .map(|theme| named(&theme.title, distribution(of_theme(theme.number))))
        .collect();
    let pages: Vec<Value> = grid
        .pages
        .iter()
        .enumerate()
        .map(|(rank, page)| {
            let own = grid.rows.iter().filter_map(|row| row.get(rank));
            named(&page.name, distribution(own))
        })
        .collect();
    let notes = audit.notes.clone();
    json!({
        "consultUniqueId": format!("parvis-{}", blake3::hash(audit.source.text.as_bytes()).to_hex().get(..16).unwrap_or_default()),
        "contactEmail": subject.email,
        "procedureInitiator": subject.body,
        "procedureName": subject.name,
        "procedureUrl": subject.url,
        "creationDate": instant(audit.opened),
        "publishDate": audit.date.map(instant),
        "updateDate": audit.updated.map(instant),
        "notCompliantContent": not_compliant(audit),
        "notes": notes,
        "notesFiles": [],
        "auditType": "FULL",
        "context": {
            "referencial": format!("RGAA Version {}", audit.standard),
            "auditorName": audit.auditor,
            "auditorEmail": null,
            "auditorOrganisation": audit.organisation,
            "technologies": audit.technologies,
            "samples": samples,
            "tools": audit.tools,
            "environments": environments,
        },
        "accessibilityRate": rates.rate().floor(),
        "criteriaCount": {
            "total": standard.criteria.len(),
            "compliant": rates.validated,
            "notCompliant": count(Verdict::Failed),
            "blocking": blocking,
            "applicable": rates.applicable,
            "notApplicable": count(Verdict::NotApplicable),
        },
        "resultDistribution": distribution(cells),
        "pageDistributions": pages,
        "topicDistributions": topics,
        "results": results(audit, grid),
    })
}

/// A day as Ara writes instants.
fn instant(day: jiff::civil::Date) -> String {
    format!("{day}T00:00:00.000Z")
}

fn named(name: &str, mut distribution: Value) -> Value {
    if let Value::Object(members) = &mut distribution {
        members.shift_insert(0, "name".to_owned(), Value::from(name));
    }
    distribution
}

/// How many cells are of each status, and their share of those tested.
fn distribution<'a>(cells: impl Iterator<Item = &'a Cell>) -> Value {
    let mut counts = [0_usize; 4];
    cells.for_each(|cell| counts[cell.status as usize] += 1);
    let tested: usize = counts.iter().sum::<usize>() - counts[Status::NT as usize];
    let share = |status: Status| {
        let raw = counts[status as usize];
        let percentage = if tested == 0 { 0.0 } else { raw as f64 * 100.0 / tested as f64 };
        json!({ "raw": raw, "percentage": (percentage * 100.0).round() / 100.0 })
    };
    json!({
        "compliant": share(Status::C),
        "notCompliant": share(Status::NC),
        "notApplicable": share(Status::NA),
    })
}

/// What does not conform, as a list in Markdown, which Ara shows.
fn not_compliant(audit: &Audit) -> Option<String> {
    let criteria = Standard::rgaa().criteria.iter().zip(&audit.results);
    let lines = criteria.flat_map(|(criterion, result)| {
        let told = result.findings.iter().filter(|finding| !finding.description.is_empty());
        told.map(|finding| format!("- {} (critère {})", finding.description, criterion.number))
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn results(audit: &Audit, grid: &Grid) -> Vec<Value> {
    let mut results = Vec::with_capacity(grid.cells());
    let criteria = Standard::rgaa().criteria.iter().zip(&grid.rows).zip(&audit.results);
    for ((criterion, row), result) in criteria {
        let mut numbers = criterion.number.split('.').map(|number| number.parse::<u8>().ok());
        let (topic, criterium) = (numbers.next().flatten(), numbers.next().flatten());
        for (rank, cell) in row.iter().enumerate() {
            let own = || result.findings.iter().filter(move |f| f.pages.contains(&rank));
            let description: Vec<&str> = own().map(|f| f.description.as_str()).collect();
            let fault = (cell.status == Status::NC && !description.is_empty())
                .then(|| description.join("\n"));
            let solutions: Vec<&str> = own().filter_map(|f| f.solution.as_deref()).collect();
            let comment = |status| result.comment.clone().filter(|_| cell.status == status);
            results.push(json!({
                "topic": topic,
                "criterium": criterium,
                "pageId": rank + 1,
                "status": cell.status.ara(),
                "source": cell.source,
                "transverse": false,
                "compliantComment": comment(Status::C),
                "notCompliantComment": fault,
                "errorDescription": fault,
                "recommandation": (!solutions.is_empty()).then(|| solutions.join("\n")),
                "userImpact": own().filter_map(|f| f.impact).max().map(Impact::ara),
                "quickWin": own().any(|f| f.quick),
                "notApplicableComment": comment(Status::NA),
                "exampleImages": [],
            }));
        }
    }
    results
}

/// The audit as a page for readers, in French.
///
/// # Errors
/// `audit-page-broken`, if the page cannot be made.
pub fn html(
    audit: &Audit,
    grid: &Grid,
    rates: &Rates,
    subject: &Subject<'_>,
) -> Result<String, Diagnostic> {
    let standard = Standard::rgaa();
    let themes: Vec<Value> = standard
        .themes
        .iter()
        .map(|theme| {
            let prefix = format!("{}.", theme.number);
            let rows = standard.criteria.iter().zip(&grid.rows).zip(&rates.verdicts);
            let rows = rows.zip(&audit.results);
            let own = rows.filter(|(((criterion, _), _), _)| criterion.number.starts_with(&prefix));
            let rows: Vec<Value> = own
                .map(|(((criterion, row), verdict), result)| {
                    let cells = row.iter().map(|cell| {
                        let source = cell.source.map(CellSource::french).unwrap_or_default();
                        json!({ "status": cell.status.name(), "source": source })
                    });
                    json!({
                        "number": criterion.number, "title": criterion.title,
                        "verdict": letters(*verdict), "cells": cells.collect::<Vec<_>>(),
                        "findings": findings(audit, result), "comment": result.comment,
                    })
                })
                .collect();
            json!({ "number": theme.number, "title": theme.title, "rows": rows })
        })
        .collect();
    let pages: Vec<Value> = grid
        .pages
        .iter()
        .zip(&rates.pages)
        .map(|(page, (met, applicable))| {
            json!({
                "name": page.name, "url": format!("{}{}", subject.url, page.url),
                "random": page.random, "met": met, "applicable": applicable,
            })
        })
        .collect();
    let context = json!({
        "name": subject.name, "url": subject.url, "standard": audit.standard,
        "is_theme": audit.whose == Whose::Theme,
        "auditor": audit.auditor, "organisation": audit.organisation,
        "opened": audit.opened.to_string(), "date": audit.date.map(|date| date.to_string()),
        "rate": french(rates.rate()), "average": french(rates.average()),
        "validated": rates.validated, "applicable": rates.applicable,
        "state": match rates.state() {
            State::Total => "totalement conforme",
            State::Partial => "partiellement conforme",
            State::None => "non conforme",
        },
        "untested": grid.untested(), "cells": grid.cells(),
        "technologies": audit.technologies, "tools": audit.tools, "notes": audit.notes,
        "environments": audit.environments.iter().map(super::Environment::text).collect::<Vec<_>>(),
        "pages": pages, "themes": themes,
    });
    let broken = |error: tera::Error| {
        Diagnostic::error("audit-page-broken").arg("detail", error.to_string())
    };
    let mut templates = tera::Tera::default();
    templates.add_raw_template("grid.html", include_str!("grid.html")).map_err(broken)?;
    let context = tera::Context::from_serialize(&context).map_err(broken)?;
    templates.render("grid.html", &context).map_err(broken)
}

fn findings(audit: &Audit, result: &CriterionResult) -> Vec<Value> {
    let told = result.findings.iter().filter(|finding| !finding.description.is_empty());
    told.map(|finding| {
        let pages = finding.pages.iter().filter_map(|page| audit.pages.get(*page));
        let pages: Vec<&str> = pages.map(|page| page.name.as_str()).collect();
        json!({
            "description": finding.description, "pages": pages.join(", "),
            "impact": finding.impact.map(Impact::french), "solution": finding.solution,
        })
    })
    .collect()
}

fn french(share: f64) -> String {
    let text = format!("{share:.2}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', ",")
}
