//! `parvis forms`: which forms each site offers and where they lead; what a change of provider
//! would change; new forms for the catalogue.

use std::io::{Read as _, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::arguments::{Forms, Listing};
use super::{Error, Session};
use crate::diagnostic::{Argument, Diagnostic};
use crate::grc::{self, Destination, Migration};
use crate::workspace::{SETTINGS_FILE, Site, Workspace};

/// The largest list of forms that is read, in bytes.
const MAX_LIST: u64 = 10_000_000;

pub(super) fn run(session: &Session, arguments: &Forms, out: &mut dyn Write) -> super::Result {
    let workspace = session.workspace()?;
    if let Some(origin) = &arguments.import {
        return import(session, &workspace, origin, out);
    }
    let sites = session.select(&workspace, &arguments.selection)?;
    let broken = session.report_broken(&workspace, &arguments.selection);
    let complete = match &arguments.diff {
        Some(provider) => {
            let sites = sites.iter().map(|site| &**site);
            let migration = grc::migration(&workspace, sites, provider)?;
            show_migration(session, arguments.format, &migration, out)?;
            true
        }
        None => show_offers(session, arguments.format, &workspace, &sites, out)?,
    };
    Ok(if broken || !complete { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Says whether every form leads somewhere.
fn show_offers(
    session: &Session,
    format: Listing,
    workspace: &Workspace,
    sites: &[Arc<Site>],
    out: &mut dyn Write,
) -> Result<bool, Error> {
    let mut findings = Vec::new();
    let mut document = Vec::new();
    for site in sites {
        let mut links = Vec::new();
        for offer in grc::forms(&workspace.settings, site) {
            match offer {
                Ok(link) => links.push(link),
                Err(finding) => findings.push(finding.in_site(&site.id)),
            }
        }
        if format == Listing::Json {
            let forms: Vec<Value> = links
                .iter()
                .map(|link| json!({"form": link.id, "title": link.title, "destination": value(Some(link.destination()))}))
                .collect();
            document.push(json!({"site": site.id, "forms": forms}));
        } else {
            writeln!(out, "{} ({})", site.title, site.id)?;
            let cells: Vec<[String; 3]> = links
                .iter()
                .map(|link| {
                    let leads = describe(session, Some(link.destination()));
                    [format!("  {}", link.id), link.title.clone(), leads]
                })
                .collect();
            let rows: Vec<[&str; 3]> =
                cells.iter().map(|row| row.each_ref().map(|c| &**c)).collect();
            super::table::write(out, &rows)?;
            writeln!(out)?;
        }
    }
    if format == Listing::Json {
        serde_json::to_writer_pretty(&mut *out, &document)?;
        writeln!(out)?;
    }
    session.tell(&findings);
    Ok(findings.is_empty())
}

fn show_migration(
    session: &Session,
    format: Listing,
    migration: &Migration,
    out: &mut dyn Write,
) -> Result<(), Error> {
    if format == Listing::Json {
        let sites: Vec<Value> = migration
            .sites
            .iter()
            .map(|site| {
                let changes: Vec<Value> = site
                    .changes
                    .iter()
                    .map(|c| json!({"form": c.form, "before": value(c.before.as_ref()), "after": value(c.after.as_ref())}))
                    .collect();
                json!({"site": site.site, "changes": changes})
            })
            .collect();
        let document = json!({
            "provider": migration.provider, "sites": sites,
            "lacking": migration.lacking, "kept": migration.kept,
        });
        serde_json::to_writer_pretty(&mut *out, &document)?;
        writeln!(out)?;
        return Ok(());
    }
    let changes: usize = migration.sites.iter().map(|site| site.changes.len()).sum();
    let numbers = [
        ("changes", changes.into()),
        ("sites", migration.sites.len().into()),
        ("provider", migration.provider.as_str().into()),
    ];
    writeln!(out, "{}", session.say("forms-diff-summary", &numbers))?;
    if migration.kept > 0 {
        let numbers = [("kept", migration.kept.into())];
        writeln!(out, "{}", session.say("forms-diff-kept", &numbers))?;
    }
    for (form, sites) in &migration.lacking {
        let numbers = [("form", form.as_str().into()), ("sites", (*sites).into())];
        writeln!(out, "{}", session.say("forms-diff-lacking", &numbers))?;
    }
    for site in &migration.sites {
        writeln!(out, "\n{}", site.site)?;
        let cells: Vec<[String; 4]> = site
            .changes
            .iter()
            .map(|change| {
                let [before, after] = [&change.before, &change.after]
                    .map(|destination| describe(session, destination.as_ref()));
                [format!("  {}", change.form), before, "→".to_owned(), after]
            })
            .collect();
        let rows: Vec<[&str; 4]> = cells.iter().map(|row| row.each_ref().map(|c| &**c)).collect();
        super::table::write(out, &rows)?;
    }
    Ok(())
}

/// Where a form leads, in words.
fn describe(session: &Session, destination: Option<&Destination>) -> String {
    match destination {
        Some(Destination::Online { url, .. }) => url.clone(),
        Some(Destination::Email(address)) => address.clone(),
        Some(Destination::Phone(number)) => number.clone(),
        Some(Destination::Post(address)) => {
            let lines = [&address.street, &address.postal_code, &address.city];
            lines.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
        }
        None => session.say("forms-nowhere", &[]),
    }
}

fn value(destination: Option<&Destination>) -> Value {
    match destination {
        Some(Destination::Online { url, provider }) => {
            json!({"kind": "online", "url": url, "provider": provider})
        }
        Some(Destination::Email(address)) => json!({"kind": "email", "address": address}),
        Some(Destination::Phone(number)) => json!({"kind": "phone", "number": number}),
        Some(Destination::Post(address)) => json!({"kind": "post", "address": address}),
        None => Value::Null,
    }
}

fn import(
    session: &Session,
    workspace: &Workspace,
    origin: &str,
    out: &mut dyn Write,
) -> super::Result {
    let answer = fetch(origin)?;
    let imported = grc::import_publik(&workspace.settings, &answer, origin)?;
    if !imported.new.is_empty() {
        let text = &workspace.settings.source.text;
        let merged = grc::merge_into_catalogue(text, &imported.new)?;
        super::replace_file(&workspace.root.join(SETTINGS_FILE), &merged)?;
    }
    for (id, form) in &imported.new {
        writeln!(out, "{id}  {}", form.title)?;
    }
    let numbers = [("new", imported.new.len().into()), ("known", imported.known.len().into())];
    writeln!(out, "{}", session.say("forms-imported", &numbers))?;
    Ok(ExitCode::SUCCESS)
}

/// Reads a file, or asks an address.
fn fetch(origin: &str) -> Result<Vec<u8>, Diagnostic> {
    let refused = || Diagnostic::error("publik-not-readable").arg("origin", origin);
    let mut bytes = Vec::new();
    if origin.starts_with("https://") || origin.starts_with("http://") {
        let agent = ureq::Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .new_agent();
        let mut answer = agent
            .get(origin)
            .header("Accept", "application/json")
            .call()
            .map_err(|error| of_the_web(refused(), &error))?;
        let body = answer.body_mut().with_config().limit(MAX_LIST);
        return body.read_to_vec().map_err(|error| of_the_web(refused(), &error));
    }
    let of_the_file = |error: std::io::Error| refused().arg("detail", &error);
    let file = std::fs::File::open(origin).map_err(of_the_file)?;
    file.take(MAX_LIST).read_to_end(&mut bytes).map_err(of_the_file)?;
    Ok(bytes)
}

/// Why an address gave no answer.
fn of_the_web(finding: Diagnostic, error: &ureq::Error) -> Diagnostic {
    match error {
        ureq::Error::StatusCode(status) => {
            finding.arg("detail", "status").arg("status", status.to_string())
        }
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => {
            finding.arg("detail", "unreachable")
        }
        ureq::Error::Io(error) => finding.arg("detail", error),
        ureq::Error::Timeout(_) => finding.arg("detail", "slow"),
        ureq::Error::BodyExceedsLimit(_) => finding.arg("detail", "too-large"),
        other => finding.arg("detail", Argument::cause(other)),
    }
}
