//! `parvis serve`.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use super::arguments::Serve;
use super::{Error, Session};
use crate::build::{Outcome, SiteReport};
use crate::diagnostic::{self, Argument, Catalogue, Diagnostic, TextStyle};
use crate::preview::{self, Listener, PreviewOptions};

/// Serves the workspace until it is asked to stop.
pub(super) fn run(session: &Session, arguments: &Serve, out: &mut dyn Write) -> super::Result {
    let workspace = session.workspace()?;
    let at = match &arguments.at {
        Some(typed) => Some(session.instant(Some(typed), &workspace)?),
        None => None,
    };
    // What follows is told while it happens.
    out.flush()?;
    let options = PreviewOptions { port: arguments.port, at, lang: session.lang };
    let teller = Teller { style: session.style() };
    preview::serve(&workspace.root, options, Arc::new(teller)).map_err(Error::Told)?;
    Ok(ExitCode::SUCCESS)
}

/// Tells the terminal what the preview does.
struct Teller {
    style: TextStyle,
}

impl Teller {
    fn line(&self, id: &str, values: &[(&str, Argument)]) {
        eprintln!("{}", Catalogue::of(self.style.lang).text(id, values));
    }
}

impl Listener for Teller {
    fn ready(&self, url: &str) {
        self.line("serve-ready", &[("url", url.into())]);
        self.line("serve-stop", &[]);
    }

    fn made(&self, report: &SiteReport, took: Duration) {
        self.told(&report.diagnostics);
        let errors = report.diagnostics.iter().filter(|finding| finding.is_error()).count();
        if report.outcome == Outcome::Failed {
            self.line(
                "serve-failed",
                &[("site", (*report.site).into()), ("errors", errors.into())],
            );
        } else {
            let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
            self.line(
                "serve-built",
                &[
                    ("site", (*report.site).into()),
                    ("pages", report.pages.into()),
                    ("written", report.changes.written.into()),
                    ("milliseconds", milliseconds.into()),
                ],
            );
        }
    }

    fn told(&self, findings: &[Diagnostic]) {
        if !findings.is_empty() {
            eprint!("{}", diagnostic::text(findings, self.style));
        }
    }
}
