//! `parvis build` and `parvis check`.

use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use super::arguments::{Build, Check, Format, Selection};
use super::{Error, Session, summary};
use crate::build::{self, BuildOptions, BuildReport, Engine, Lint};
use crate::diagnostic::{self, Diagnostic};
use crate::workspace::SiteId;

/// Builds the selected sites.
pub(super) fn run(session: &Session, arguments: &Build, out: &mut dyn Write) -> super::Result {
    let started = Instant::now();
    let (at, jobs) = (arguments.at.as_deref(), arguments.jobs);
    let made = make(session, &arguments.selection, at, jobs, |options| {
        options.force = arguments.force;
        options.lint = lint(arguments.no_lint);
        if let Some(out) = &arguments.out {
            options.out = std::path::absolute(out)?;
        }
        Ok(())
    });
    Output { session, format: arguments.format, written: true, started }.show(made, out)
}

/// Makes the selected sites without writing them.
pub(super) fn check(session: &Session, arguments: &Check, out: &mut dyn Write) -> super::Result {
    let started = Instant::now();
    let (at, jobs) = (arguments.at.as_deref(), arguments.jobs);
    let made = make(session, &arguments.selection, at, jobs, |options| {
        options.write = false;
        options.lint = lint(arguments.no_lint);
        Ok(())
    });
    Output { session, format: arguments.format, written: false, started }.show(made, out)
}

fn lint(not: bool) -> Lint {
    if not { Lint::Off } else { Lint::Faults }
}

pub(super) fn make(
    session: &Session,
    selection: &Selection,
    at: Option<&str>,
    jobs: Option<usize>,
    adjust: impl FnOnce(&mut BuildOptions) -> Result<(), Error>,
) -> Result<BuildReport, Error> {
    let workspace = session.workspace()?;
    // A name that no site has is told before anything is built.
    session.select(&workspace, selection)?;
    let mut options = BuildOptions::new(&workspace.root, session.instant(at, &workspace)?);
    options.sites.clone_from(&selection.site);
    options.shard = selection.shard;
    options.jobs = jobs;
    adjust(&mut options)?;
    let bar = Bar::new(&session.say("build-progress", &[]));
    let report = Engine::new(&options.cache).build(&workspace, &options, &bar)?;
    bar.0.finish_and_clear();
    Ok(report)
}

/// How the end of a build is told.
struct Output<'a> {
    session: &'a Session,
    format: Format,
    written: bool,
    started: Instant,
}

impl Output<'_> {
    fn show(&self, made: Result<BuildReport, Error>, out: &mut dyn Write) -> super::Result {
        let report = match made {
            Ok(report) => report,
            // CI reads the document whatever happened.
            Err(Error::Told(findings)) if self.format != Format::Text => {
                out.write_all(self.document(&findings, &[]).as_bytes())?;
                return Ok(ExitCode::from(super::WRONG_USE));
            }
            Err(error) => return Err(error),
        };
        let findings: Vec<Diagnostic> = report.all_diagnostics().cloned().collect();
        let summary = summary::of(self.session, &report, self.written, self.started.elapsed());
        if self.format == Format::Text {
            self.session.tell(&findings);
            out.write_all(summary.as_bytes())?;
        } else {
            // The document has the standard output for itself.
            let sites: Vec<_> = report.sites.iter().map(|site| site.site.clone()).collect();
            out.write_all(self.document(&findings, &sites).as_bytes())?;
            eprint!("{summary}");
        }
        Ok(if report.succeeded() { ExitCode::SUCCESS } else { ExitCode::from(1) })
    }

    fn document(&self, findings: &[Diagnostic], sites: &[SiteId]) -> String {
        let lang = self.session.lang;
        match self.format {
            Format::Text => diagnostic::text(findings, self.session.style()),
            Format::Json => diagnostic::json(findings, lang),
            Format::Sarif => diagnostic::sarif(findings, lang),
            Format::Junit => diagnostic::junit(findings, sites, lang),
            Format::Github => diagnostic::github(findings, lang),
            Format::Gitlab => diagnostic::gitlab(findings, lang),
        }
    }
}

/// A bar on a terminal, silence in a pipe (the bar's own rule).
pub(super) struct Bar(pub(super) ProgressBar);

impl Bar {
    /// A bar after `label`.
    pub(super) fn new(label: &str) -> Self {
        let template = format!("{label} {{bar:30}} {{pos}}/{{len}} {{msg}}");
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style.progress_chars("━━╌"));
        }
        Self(bar)
    }
}

impl build::Progress for Bar {
    fn start(&self, sites: usize) {
        self.0.set_length(sites as u64);
    }

    fn site_done(&self, site: &str) {
        self.0.set_message(site.to_owned());
        self.0.inc(1);
    }
}
