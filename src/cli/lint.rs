//! `parvis lint`: checks finished pages, whoever made them, against RGAA. `parvis explain` prints
//! what a rule looks at, why, and how to put things right.

use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::arguments::{Explain, Format, Lint};
use super::{Error, Session};
use crate::accessibility::rules::Registry;
use crate::accessibility::{Finding, PageReport, Sheets, json, lint};
use crate::diagnostic::{self, Diagnostic, Location, Source, TextStyle};

/// The largest page or style sheet that is read, in bytes.
const MAX_FILE: u64 = 64 << 20;

/// A page to check: its name for people, its text, and the folder its addresses start from.
struct Page {
    name: Arc<str>,
    folder: PathBuf,
    root: PathBuf,
}

pub(super) fn run(session: &Session, arguments: &Lint, out: &mut dyn Write) -> super::Result {
    let mut pages = Vec::new();
    for path in &arguments.paths {
        if path.is_dir() {
            pages.extend(pages_of(path));
        } else {
            let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = beside.unwrap_or(Path::new(".")).to_owned();
            let name = Arc::from(path.display().to_string());
            pages.push(Page { name, root: folder.clone(), folder });
        }
    }
    let checked: Vec<(Source, PageReport)> =
        pages.par_iter().map(check).collect::<Result<_, Diagnostic>>()?;
    let failed = checked.iter().any(|(_, report)| report.findings.iter().any(|f| f.sure));
    if arguments.format == Format::Json {
        let reports: Vec<serde_json::Value> = checked
            .iter()
            .map(|(source, report)| json::page(&source.path, report, session.lang))
            .collect();
        serde_json::to_writer_pretty(&mut *out, &reports)?;
        writeln!(out)?;
    } else {
        show(session, arguments.format, &checked, out)?;
    }
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

pub(super) fn explain(_: &Session, arguments: &Explain, out: &mut dyn Write) -> super::Result {
    let registry = Registry::all();
    let Some(rule) = registry.rule(&arguments.rule) else {
        let known = registry.metadata().map(|rule| &*rule.id);
        return Err(Diagnostic::unknown("rule-unknown", &arguments.rule, known).into());
    };
    let tests: Vec<&str> = rule.tests.keys().map(String::as_str).collect();
    writeln!(out, "# {}\n\nRGAA {} · WCAG {}", rule.title, tests.join(", "), rule.wcag.join(", "))?;
    writeln!(out, "\n{}", rule.body)?;
    Ok(ExitCode::SUCCESS)
}

/// The pages of a folder, in alphabetical order; links are not followed.
fn pages_of(root: &Path) -> Vec<Page> {
    let is_page = |path: &Path| {
        path.extension().is_some_and(|extension| extension == "html" || extension == "htm")
    };
    WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file() && is_page(entry.path()))
        .map(|entry| Page {
            name: Arc::from(entry.path().display().to_string()),
            folder: entry.path().parent().unwrap_or(root).to_owned(),
            root: root.to_owned(),
        })
        .collect()
}

fn check(page: &Page) -> Result<(Source, PageReport), Diagnostic> {
    let bytes = read(page).map_err(|error| {
        Diagnostic::error("page-unreadable")
            .arg("detail", error.to_string())
            .at(Location::file(Arc::clone(&page.name)))
    })?;
    let text = String::from_utf8_lossy(&bytes);
    let sheets = Sheets::new(|address| style_sheet(page, address));
    let report = lint(&text, &sheets);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok((Source::new(Arc::clone(&page.name), text), report))
}

fn read(page: &Page) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if &*page.name == "-" {
        std::io::stdin().lock().take(MAX_FILE).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(&*page.name)?.take(MAX_FILE).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// The text of a style sheet that lies beside the page, under the folder being checked.
fn style_sheet(page: &Page, address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next()?;
    if address.contains("://") || address.starts_with("//") || address.starts_with("data:") {
        return None;
    }
    let address = percent_encoding::percent_decode_str(address).decode_utf8().ok()?;
    let path = match address.strip_prefix('/') {
        Some(absolute) => page.root.join(absolute),
        None => page.folder.join(&*address),
    };
    let root = page.root.canonicalize().ok()?;
    let path = path.canonicalize().ok()?;
    if !path.starts_with(root) {
        return None;
    }
    let mut text = String::new();
    std::fs::File::open(path).ok()?.take(MAX_FILE).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Shows findings in every form but JSON's own.
fn show(
    session: &Session,
    format: Format,
    checked: &[(Source, PageReport)],
    out: &mut dyn Write,
) -> Result<(), Error> {
    let located = |source: &Source, finding: &Finding| {
        let place = finding.position;
        finding.diagnostic().at(source.locate_line(place.line, place.column))
    };
    let findings: Vec<Diagnostic> = checked
        .iter()
        .flat_map(|(source, report)| report.findings.iter().map(move |f| located(source, f)))
        .collect();
    let lang = session.lang;
    let text = match format {
        Format::Text => {
            let colour = session.colors(&std::io::stdout());
            diagnostic::text(&findings, TextStyle { colour, ..session.style() })
        }
        Format::Json => diagnostic::json(&findings, lang),
        Format::Sarif => diagnostic::sarif(&findings, lang),
        Format::Junit => diagnostic::junit(&findings, &[], lang),
        Format::Github => diagnostic::github(&findings, lang),
    };
    out.write_all(text.as_bytes())?;
    Ok(())
}
