//! `parvis releases`: what was published, by whom and from what; and whether it is still so.

use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::json;

use super::arguments::{Listing, Releases, Selection};
use super::{Error, Session};
use crate::diagnostic::Diagnostic;
use crate::publish::ReleaseId;
use crate::publish::journal::{self, Action, Entry};
use crate::publish::target::{Flaw, History, TargetSettings};
use crate::workspace::{Site, Workspace};

/// What is known of a site's releases, and what is wrong with each.
type Known = (History, Vec<(ReleaseId, Vec<Flaw>)>);

/// Lists the releases of a site, or of all.
pub(super) fn run(session: &Session, arguments: &Releases, out: &mut dyn Write) -> super::Result {
    let workspace = session.workspace()?;
    let selection = Selection { site: arguments.site.iter().cloned().collect(), shard: None };
    let sites = session.select(&workspace, &selection)?;
    let known = gather(&workspace, &sites, arguments.verify);

    let mut findings: Vec<Diagnostic> = Vec::new();
    let mut histories = Vec::new();
    let mut verified = 0;
    for (site, known) in sites.iter().zip(known) {
        match known {
            Ok((history, checked)) => {
                verified += checked.len();
                for (id, flaws) in checked {
                    findings.extend(flaws.iter().map(|flaw| flaw.told(&site.id, &id)));
                }
                histories.push((site, history));
            }
            Err(finding) => findings.push(finding.in_site(&site.id)),
        }
    }
    if arguments.format == Listing::Json {
        let sites: Vec<_> =
            histories.iter().map(|(site, history)| as_json(site, history)).collect();
        serde_json::to_writer_pretty(&mut *out, &json!({ "sites": sites }))?;
        writeln!(out)?;
    } else {
        write(session, &workspace, &histories, arguments.site.is_some(), out)?;
        if arguments.verify {
            let values = [("releases", verified.into()), ("flaws", findings.len().into())];
            writeln!(out, "{}", session.say("releases-verified", &values))?;
        }
    }
    let broken = session.report_broken(&workspace, &selection);
    session.tell(&findings);
    Ok(if findings.is_empty() && !broken { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Asks each target once for all its sites.
fn gather(
    workspace: &Workspace,
    sites: &[Arc<Site>],
    verify: bool,
) -> Vec<Result<Known, Diagnostic>> {
    let settings: Vec<_> = sites.iter().map(|site| TargetSettings::of(workspace, site)).collect();
    let mut kinds: Vec<&TargetSettings> = settings.iter().flatten().collect();
    kinds.sort();
    kinds.dedup();
    let targets: Vec<_> = kinds.iter().map(|settings| settings.open()).collect();
    let known = sites.par_iter().zip(&settings).map(|(site, settings)| {
        let settings = settings.as_ref().map_err(Clone::clone)?;
        let place = kinds.binary_search(&settings).unwrap_or_default();
        let target = targets[place].as_ref().map_err(Clone::clone)?;
        let history = target.history(&site.id)?;
        let mut checked = Vec::new();
        for id in history.kept.iter().filter(|_| verify) {
            checked.push((*id, target.verify(&site.id, id)?));
        }
        Ok((history, checked))
    });
    known.collect()
}

/// The releases that can be put back, the one served last first.
fn in_order(history: &History) -> Vec<ReleaseId> {
    let order = journal::latest_first(&history.entries);
    let mut kept = history.kept.clone();
    kept.sort_by_key(|id| (order.iter().position(|known| known == id), *id));
    kept.sort_by_key(|id| Some(*id) != history.current);
    kept
}

/// The entry that says where a release comes from.
fn origin<'a>(history: &'a History, id: &ReleaseId) -> Option<&'a Entry> {
    let published = |entry: &&Entry| entry.release == *id && entry.action == Action::Publish;
    history.entries.iter().rev().find(published)
}

fn write(
    session: &Session,
    workspace: &Workspace,
    histories: &[(&Arc<Site>, History)],
    whole: bool,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let served = session.say("releases-served", &[]);
    let never = session.say("releases-never", &[]);
    let mut rows: Vec<[String; 6]> = Vec::new();
    for (site, history) in histories {
        let ids = in_order(history);
        if history.current.is_none() {
            let blank = String::new;
            rows.push([site.id.to_string(), blank(), blank(), blank(), blank(), never.clone()]);
        }
        let shown = if whole { ids.len() } else { usize::from(history.current.is_some()) };
        for id in &ids[..shown.min(ids.len())] {
            let entry = origin(history, id);
            let at = entry.map_or(String::new(), |entry| {
                let at = entry.at.to_zoned(workspace.settings.time_zone.clone());
                at.strftime("%Y-%m-%d %H:%M").to_string()
            });
            let commit = entry.and_then(|entry| {
                let commit: String = entry.commit.as_ref()?.chars().take(10).collect();
                Some(if entry.modified { format!("{commit}+") } else { commit })
            });
            let who = entry.map(|entry| format!("{}@{}", entry.who, entry.host));
            let mark = if history.current == Some(*id) { served.clone() } else { String::new() };
            rows.push([
                site.id.to_string(),
                id.short(),
                at,
                who.unwrap_or_default(),
                commit.unwrap_or_default(),
                mark,
            ]);
        }
    }
    let rows: Vec<[&str; 6]> =
        rows.iter().map(|row| std::array::from_fn(|cell| row[cell].as_str())).collect();
    super::table::write(out, &rows)?;
    Ok(())
}

fn as_json(site: &Site, history: &History) -> serde_json::Value {
    json!({
        "site": site.id,
        "current": history.current,
        "releases": in_order(history),
        "journal": history.entries,
    })
}
