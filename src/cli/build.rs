//! `parvis build` and `parvis check`.

use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use super::arguments::{Build, Check, Format, Selection};
use super::{Error, Session, summary};
use crate::build::{self, BuildOptions, BuildReport, Engine};
use crate::diagnostic::{self, Diagnostic};
use crate::workspace::Workspace;

/// Builds the selected sites.
pub(super) fn run(session: &Session, arguments: &Build, out: &mut dyn Write) -> super::Result {
    let started = Instant::now();
    let workspace = session.workspace()?;
    let mut options = options(
        session,
        &workspace,
        &arguments.selection,
        arguments.at.as_deref(),
        arguments.jobs,
    )?;
    options.force = arguments.force;
    if let Some(out) = &arguments.out {
        options.out = std::path::absolute(out)?;
    }
    finish(session, &workspace, &options, started, out)
}

/// Makes the selected sites without writing them.
pub(super) fn check(session: &Session, arguments: &Check, out: &mut dyn Write) -> super::Result {
    let started = Instant::now();
    let workspace = session.workspace()?;
    let mut options = options(
        session,
        &workspace,
        &arguments.selection,
        arguments.at.as_deref(),
        arguments.jobs,
    )?;
    options.write = false;
    finish(session, &workspace, &options, started, out)
}

fn options(
    session: &Session,
    workspace: &Workspace,
    selection: &Selection,
    at: Option<&str>,
    jobs: Option<usize>,
) -> Result<BuildOptions, Error> {
    // A name that no site has is told before anything is built.
    session.select(workspace, selection)?;
    let at = session.instant(at, workspace)?;
    let mut options = BuildOptions::new(&workspace.root, at);
    options.sites.clone_from(&selection.site);
    options.shard = selection.shard;
    options.jobs = jobs;
    Ok(options)
}

fn finish(
    session: &Session,
    workspace: &Workspace,
    options: &BuildOptions,
    started: Instant,
    out: &mut dyn Write,
) -> super::Result {
    let bar = Bar::new(session);
    let engine = Engine::new(&options.cache);
    let report = engine.build(workspace, options, &bar)?;
    bar.0.finish_and_clear();
    show(session, &report, out)?;
    let elapsed = started.elapsed();
    let summary = summary::of(session, &report, options.write, elapsed);
    if session.format == Format::Text {
        out.write_all(summary.as_bytes())?;
    } else {
        // The document has the standard output for itself.
        eprint!("{summary}");
    }
    Ok(if report.succeeded() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn show(session: &Session, report: &BuildReport, out: &mut dyn Write) -> Result<(), Error> {
    let findings: Vec<Diagnostic> = report.all_diagnostics().cloned().collect();
    let lang = session.lang;
    let document = match session.format {
        Format::Text => {
            session.tell(&findings);
            return Ok(());
        }
        Format::Json => diagnostic::json(&findings, lang),
        Format::Sarif => diagnostic::sarif(&findings, lang),
        Format::Junit => {
            let sites: Vec<_> = report.sites.iter().map(|site| site.site.clone()).collect();
            diagnostic::junit(&findings, &sites, lang)
        }
        Format::Github => diagnostic::github(&findings, lang),
    };
    out.write_all(document.as_bytes())?;
    Ok(())
}

/// A bar on a terminal, silence in a pipe (the bar's own rule).
struct Bar(ProgressBar);

impl Bar {
    fn new(session: &Session) -> Self {
        let template =
            format!("{} {{bar:30}} {{pos}}/{{len}} {{msg}}", session.say("build-progress", &[]));
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
