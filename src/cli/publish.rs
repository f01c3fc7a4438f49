//! `parvis publish`: puts what was built in front of residents.

use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;

use jiff::Timestamp;
use serde_json::json;

use super::arguments::{Listing, Publish};
use super::build::Bar;
use super::{Error, Session};
use crate::build::BuildOptions;
use crate::publish::{self, Change, Outcome, PublishOptions, PublishReport, Refusal, SiteReport};
use crate::workspace::Workspace;

/// How many pages of a plan are named, a site.
const NAMED: usize = 10;

/// Publishes the selected sites.
pub(super) fn run(session: &Session, arguments: &Publish, out: &mut dyn Write) -> super::Result {
    let started = Instant::now();
    let workspace = session.workspace()?;
    let sites = session.select(&workspace, &arguments.selection)?;
    let options = options(session, arguments, &workspace)?;
    let bar = Bar::new(&session.say("publish-progress", &[]));
    let report = publish::publish(&workspace, &sites, &options, &bar)?;
    bar.0.finish_and_clear();

    let broken = session.report_broken(&workspace, &arguments.selection);
    let told = report.sites.iter().flat_map(|site| &site.diagnostics);
    let findings: Vec<_> = told.chain(&report.diagnostics).cloned().collect();
    session.tell(&findings);
    if arguments.format == Listing::Json {
        let sites: Vec<_> = report.sites.iter().map(as_json).collect();
        serde_json::to_writer_pretty(&mut *out, &json!({ "sites": sites }))?;
        writeln!(out)?;
    } else {
        for site in report.sites.iter().filter(|site| site.outcome != Outcome::Unchanged) {
            tell(session, &workspace, site, out)?;
        }
        summary(session, &report, &options, started, out)?;
    }
    Ok(if report.succeeded() && !broken { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn options(
    session: &Session,
    arguments: &Publish,
    workspace: &Workspace,
) -> Result<PublishOptions, Error> {
    let at = session.instant(arguments.at.as_deref(), workspace)?;
    let built = BuildOptions::new(&workspace.root, at);
    let mut allow: std::collections::BTreeSet<Refusal> = arguments.allow.iter().copied().collect();
    if arguments.allow_deletes {
        allow.insert(Refusal::Deletes);
    }
    Ok(PublishOptions {
        out: match &arguments.out {
            Some(out) => std::path::absolute(out)?,
            None => built.out,
        },
        cache: built.cache,
        at,
        now: Timestamp::now(),
        dry_run: arguments.dry_run,
        preview: arguments.preview.then(|| arguments.days.unwrap_or(0)),
        allow,
        repair: arguments.repair,
    })
}

/// What became of a site, in a line; and in a dry run, which pages change.
fn tell(
    session: &Session,
    workspace: &Workspace,
    report: &SiteReport,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut changes = report.plan.words(|id, values| session.say(id, values));
    if changes.is_empty() && report.outcome != Outcome::Failed {
        changes = session.say("publish-nothing-seen", &[]);
    }
    let release = report.release.map(|id| id.short()).unwrap_or_default();
    let mut values = vec![
        ("site", (&*report.site).into()),
        ("changes", changes.into()),
        ("release", release.into()),
    ];
    let message = match &report.outcome {
        Outcome::Published => "publish-site-published",
        Outcome::Planned => "publish-site-planned",
        Outcome::Refused => "publish-site-refused",
        Outcome::Failed => "publish-site-failed",
        Outcome::Unchanged => "publish-site-unchanged",
        Outcome::Repaired { flaws } => {
            values.push(("flaws", (*flaws).into()));
            "publish-site-repaired"
        }
        Outcome::Shown { url, until } => {
            let until = until.to_zoned(workspace.settings.time_zone.clone());
            values.push(("url", url.as_str().into()));
            values.push(("until", until.strftime("%Y-%m-%d %H:%M").to_string().into()));
            "publish-site-shown"
        }
    };
    writeln!(out, "{}", session.say(message, &values))?;
    if report.outcome == Outcome::Planned {
        for (address, change) in report.plan.pages().take(NAMED) {
            let sign = match change {
                Change::Added => '+',
                Change::Changed => '~',
                Change::Removed => '-',
                Change::Redirected => '>',
            };
            writeln!(out, "  {sign} {address}")?;
        }
        if report.plan.pages().nth(NAMED).is_some() {
            writeln!(out, "  …")?;
        }
    }
    Ok(())
}

fn summary(
    session: &Session,
    report: &PublishReport,
    options: &PublishOptions,
    started: Instant,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let count = |wanted: fn(&Outcome) -> bool| report.count(wanted);
    let done = count(|outcome| {
        matches!(
            outcome,
            Outcome::Published
                | Outcome::Repaired { .. }
                | Outcome::Planned
                | Outcome::Shown { .. }
        )
    });
    let values = [
        ("done", done.into()),
        ("unchanged", count(|outcome| *outcome == Outcome::Unchanged).into()),
        ("refused", count(|outcome| *outcome == Outcome::Refused).into()),
        ("failed", count(|outcome| *outcome == Outcome::Failed).into()),
    ];
    let message = match (options.dry_run, options.preview) {
        (true, _) => "publish-summary-planned",
        (_, Some(_)) => "publish-summary-shown",
        _ => "publish-summary",
    };
    writeln!(out, "{}", session.say(message, &values))?;
    let files: usize = report.sites.iter().map(|site| site.sent.files).sum();
    if files > 0 {
        let bytes: u64 = report.sites.iter().map(|site| site.sent.bytes).sum();
        let values = [("files", files.into()), ("kilobytes", bytes.div_ceil(1000).into())];
        writeln!(out, "{}", session.say("publish-sent", &values))?;
    }
    let seconds = session.seconds(started.elapsed());
    writeln!(out, "{}", session.say("build-time", &[("seconds", seconds.into())]))?;
    Ok(())
}

fn as_json(report: &SiteReport) -> serde_json::Value {
    let mut value = json!({
        "site": report.site,
        "outcome": match report.outcome {
            Outcome::Published => "published",
            Outcome::Unchanged => "unchanged",
            Outcome::Repaired { .. } => "repaired",
            Outcome::Planned => "planned",
            Outcome::Shown { .. } => "shown",
            Outcome::Refused => "refused",
            Outcome::Failed => "failed",
        },
        "release": report.release,
        "changes": report.plan.counts(),
        "sent": { "files": report.sent.files, "bytes": report.sent.bytes },
        "codes": report.diagnostics.iter().map(|finding| finding.code).collect::<Vec<_>>(),
    });
    if let Outcome::Shown { url, until } = &report.outcome {
        value["url"] = json!(url);
        value["until"] = json!(until.to_string());
    }
    value
}
