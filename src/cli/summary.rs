//! The last lines of a build: what a tired person wants to know.

use std::fmt::Write as _;
use std::time::Duration;

use super::Session;
use crate::build::{BuildReport, Outcome};
use crate::diagnostic::Severity;

/// Sites built, unchanged, failed; pages; findings; time.
pub(super) fn of(
    session: &Session,
    report: &BuildReport,
    written: bool,
    elapsed: Duration,
) -> String {
    let mut text = String::new();
    let mut line = |id: &str, values: &[(&str, crate::diagnostic::Argument)]| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", session.say(id, values));
    };

    let failed: Vec<&str> = report
        .sites
        .iter()
        .filter(|site| site.outcome == Outcome::Failed)
        .map(|site| &*site.site)
        .collect();
    let built = report.count(Outcome::Built);
    if written {
        line(
            "build-sites",
            &[
                ("built", built.into()),
                ("unchanged", report.count(Outcome::Unchanged).into()),
                ("failed", failed.len().into()),
            ],
        );
        let removed = report.count(Outcome::Removed);
        if removed > 0 {
            line("build-removed", &[("removed", removed.into())]);
        }
    } else {
        line("build-checked", &[("good", built.into()), ("failed", failed.len().into())]);
    }
    if !failed.is_empty() {
        line("build-failed", &[("sites", listed(&failed).into()), ("count", failed.len().into())]);
    }

    let sum = |number: fn(&crate::build::SiteReport) -> usize| -> usize {
        report.sites.iter().map(number).sum()
    };
    let pages = sum(|site| site.pages);
    if written {
        line(
            "build-pages",
            &[
                ("pages", pages.into()),
                ("written", sum(|site| site.changes.written).into()),
                ("removed", sum(|site| site.changes.removed).into()),
            ],
        );
    } else {
        line("build-pages-checked", &[("pages", pages.into())]);
    }

    let count = |severity| report.all_diagnostics().filter(|d| d.severity == severity).count();
    let recalled = sum(|site| site.recalled_warnings);
    line(
        "build-findings",
        &[("errors", count(Severity::Error).into()), ("warnings", count(Severity::Warning).into())],
    );
    if let Some(lint) = &report.lint {
        let count = [
            ("pages", lint.pages.into()),
            ("sure", lint.new_faults().into()),
            ("reviews", lint.reviews.into()),
        ];
        line("lint-summary", &count);
        if lint.known() > 0 {
            line("lint-summary-known", &[("known", lint.known().into())]);
        }
    }
    if recalled > 0 {
        line("build-recalled", &[("warnings", recalled.into())]);
    }
    line("build-time", &[("seconds", session.seconds(elapsed).into())]);
    text
}

/// The first few names; the rest as a number would push what matters off the screen.
fn listed(names: &[&str]) -> String {
    const SHOWN: usize = 10;
    let mut text = names[..names.len().min(SHOWN)].join(", ");
    if names.len() > SHOWN {
        text.push_str(", …");
    }
    text
}
