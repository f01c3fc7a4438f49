//! `parvis lint`: checks finished pages, whoever made them, or the workspace's own sites, against
//! RGAA. `parvis explain` prints what a rule looks at, why, and how to put things right.

mod files;
mod show;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::arguments::{Explain, Lint, Selection};
use super::{Error, Session};
use crate::accessibility::html::{self, SiteRow, Writer};
use crate::accessibility::rules::Registry;
use crate::accessibility::{Baseline, PageReport, Told, baseline};
use crate::build::{self, read_baseline};
use crate::diagnostic::{Diagnostic, Part, Source};

/// What was said of pages.
#[derive(Default)]
struct Checked {
    /// Every page, in order.
    pages: Vec<Page>,
    /// What is certainly wrong, each fault once.
    sure: Vec<Told>,
    /// What a person has to look at, each point once.
    reviews: Vec<Told>,
    /// What else there is to tell.
    diagnostics: Vec<Diagnostic>,
    /// The files known faults may be in were all looked at.
    everything: bool,
}

/// A page, and what was said of it.
struct Page {
    name: String,
    site: Option<String>,
    /// False when it was not read to its end.
    whole: bool,
    report: PageReport,
}

pub(super) fn run(session: &Session, arguments: &Lint, out: &mut dyn Write) -> super::Result {
    let here = |path: &PathBuf| path.as_os_str() == "-" || path.exists();
    let (mut checked, known, today) = if arguments.paths.iter().any(here) {
        let today = today(arguments)?;
        let checked = files::check(arguments, today)?;
        let known = match &arguments.baseline {
            Some(file) => known_faults(file)?,
            None => (Baseline::default(), Vec::new()),
        };
        (checked, known, today)
    } else {
        own_sites(session, arguments)?
    };
    let (baseline, wrong) = known;
    checked.diagnostics.extend(wrong);
    let judged = baseline.judge(&checked.sure, today, |_| checked.everything);
    if arguments.write_baseline {
        let new = checked.sure.iter().zip(&judged.known).filter(|(_, known)| known.is_none());
        let new: Vec<Told> = new.map(|(told, _)| told.clone()).collect();
        return write_baseline(session, arguments, &new, out);
    }
    checked.diagnostics.extend(judged.problems);
    let sure: Vec<(Told, Option<String>)> =
        std::mem::take(&mut checked.sure).into_iter().zip(judged.known).collect();
    let failed = sure.iter().any(|(_, known)| known.is_none())
        || checked.diagnostics.iter().any(Diagnostic::is_error);
    if let Some(folder) = &arguments.report {
        write_report(session, folder, &checked, &sure)?;
    }
    show::show(session, arguments, &checked, &sure, out)?;
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

pub(super) fn explain(_: &Session, arguments: &Explain, out: &mut dyn Write) -> super::Result {
    let registry = Registry::all();
    let Some(rule) = registry.rule(&arguments.rule) else {
        let of_sites = crate::accessibility::site::metadata();
        let known = registry.metadata().chain(of_sites).map(|rule| &*rule.id);
        return Err(Diagnostic::unknown("rule-unknown", &arguments.rule, known).into());
    };
    let tests: Vec<&str> = rule.tests.keys().map(String::as_str).collect();
    writeln!(out, "# {}\n\nRGAA {} · WCAG {}", rule.title, tests.join(", "), rule.wcag.join(", "))?;
    writeln!(out, "\n{}", rule.body)?;
    Ok(ExitCode::SUCCESS)
}

/// What was found, the baseline with what is to say of it, and the day it is judged for.
type OwnSites = (Checked, (Baseline, Vec<Diagnostic>), Date);

/// Lints the workspace's own sites, made in memory: findings lead to the author's files.
fn own_sites(session: &Session, arguments: &Lint) -> Result<OwnSites, Error> {
    let workspace = match session.workspace() {
        Ok(workspace) => workspace,
        // Who named a file that is not there meant no workspace.
        Err(Error::Told(_)) if !arguments.paths.is_empty() => {
            return Err(missing(&arguments.paths[0]).into());
        }
        Err(error) => return Err(error),
    };
    let names = arguments.paths.iter().map(|path| path.display().to_string()).collect();
    let selection = Selection { site: names, shard: None };
    if let Some(path) = selection.site.iter().find(|path| path.contains(['/', '.'])) {
        return Err(missing(Path::new(path)).into());
    }
    let at = arguments.at.as_deref();
    let report = super::build::make(session, &selection, at, arguments.jobs, |options| {
        options.write = false;
        options.lint = build::Lint::Everything;
        Ok(())
    })?;
    let today = session.instant(at, &workspace)?.to_zoned(workspace.settings.time_zone.clone());
    let own: Vec<Diagnostic> = report
        .sites
        .iter()
        .flat_map(|site| &site.diagnostics)
        .chain(&report.diagnostics)
        .filter(|finding| finding.is_error())
        .cloned()
        .collect();
    let mut checked = Checked {
        everything: selection.site.is_empty() && own.is_empty(),
        diagnostics: own,
        ..Checked::default()
    };
    if let Some(lint) = report.lint {
        checked.sure = lint.sure.into_iter().map(|(told, _)| told).collect();
        checked.reviews = lint.to_review;
    }
    for site in report.sites {
        for (path, report) in site.pages_linted {
            let name = format!("{}/{path}", site.site);
            let site = Some(site.site.to_string());
            checked.pages.push(Page { name, site, whole: true, report });
        }
    }
    let known = match &arguments.baseline {
        Some(file) => known_faults(file)?,
        None => read_baseline(&workspace.root),
    };
    Ok((checked, known, today.date()))
}

fn missing(path: &Path) -> Diagnostic {
    Diagnostic::error("lint-path-missing").arg("path", path.display().to_string())
}

fn today(arguments: &Lint) -> Result<Date, Error> {
    // Pages of any origin have no workspace to say the time zone.
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let instant = match arguments.at.as_deref() {
        Some(typed) => super::arguments::instant(typed, &zone)
            .map_err(|text| Diagnostic::error("instant-unreadable").arg("text", text))?,
        None => Session::now(),
    };
    Ok(instant.to_zoned(zone).date())
}

fn known_faults(file: &Path) -> Result<(Baseline, Vec<Diagnostic>), Error> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Diagnostic::error("baseline-unreadable").arg("detail", &error))?;
    Ok(Baseline::parse(&Source::new(file.display().to_string(), text.replace("\r\n", "\n"))))
}

/// Adds faults to the file of known ones.
fn write_baseline(
    session: &Session,
    arguments: &Lint,
    new: &[Told],
    out: &mut dyn Write,
) -> super::Result {
    let file = match &arguments.baseline {
        Some(file) => file.clone(),
        None if arguments.paths.is_empty() => session.workspace()?.root.join(baseline::FILE),
        None => PathBuf::from(baseline::FILE),
    };
    let mut text = std::fs::read_to_string(&file).unwrap_or_default();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    if !text.lines().any(|line| line.trim_end() == "known:") {
        text.push_str("known:\n");
    }
    text.push_str(&baseline::entries(new));
    if !new.is_empty() {
        super::replace_file(&file, &text)?;
    }
    let values = [("count", new.len().into()), ("file", file.display().to_string().into())];
    writeln!(out, "{}", session.say("lint-baseline-written", &values))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the report as web pages.
fn write_report(
    session: &Session,
    folder: &Path,
    checked: &Checked,
    sure: &[(Told, Option<String>)],
) -> Result<(), Error> {
    let mut rows: std::collections::BTreeMap<String, SiteRow> = std::collections::BTreeMap::new();
    let name = |site: Option<&str>| site.unwrap_or("pages").to_owned();
    for page in &checked.pages {
        let name = name(page.site.as_deref());
        let row =
            rows.entry(name.clone()).or_insert_with(|| SiteRow { name, ..SiteRow::default() });
        row.count(&page.report);
    }
    let mut of_theme = Vec::new();
    for fault in sure {
        if fault.0.part == Some(Part::Theme) {
            of_theme.push(fault.clone());
        }
        for site in &fault.0.sites {
            if let Some(row) = rows.get_mut(&name(Some(site))) {
                row.sure.push(fault.clone());
            }
        }
    }
    for told in &checked.reviews {
        for site in &told.sites {
            if let Some(row) = rows.get_mut(&name(Some(site))) {
                row.reviews.push(told.clone());
            }
        }
    }
    let rows: Vec<SiteRow> = rows.into_values().collect();
    let writer = Writer::new(session.lang);
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("index.html"), writer.index(&rows, &of_theme))?;
    for row in &rows {
        let file = folder.join(format!("{}.html", html::file_name(&row.name)));
        std::fs::write(file, writer.site(row))?;
    }
    Ok(())
}
