//! `parvis rollback`: serves a former release again, at once.

use std::io::Write;
use std::process::ExitCode;

use jiff::Timestamp;

use super::arguments::{Rollback, Selection};
use super::{Error, Session};
use crate::publish;

/// Puts a release back.
pub(super) fn run(session: &Session, arguments: &Rollback, out: &mut dyn Write) -> super::Result {
    let workspace = session.workspace()?;
    let selection = Selection { site: vec![arguments.site.clone()], shard: None };
    let sites = session.select(&workspace, &selection)?;
    let [site] = sites.as_slice() else {
        // Its settings cannot be read: where it is published is not known.
        session.report_broken(&workspace, &selection);
        return Ok(ExitCode::from(1));
    };
    let done = publish::rollback(&workspace, site, arguments.release.as_deref(), Timestamp::now());
    let entry = match done {
        Ok(entry) => entry,
        Err(finding) => {
            session.tell(&[finding.in_site(&site.id)]);
            return Ok(ExitCode::from(1));
        }
    };
    let values = [("site", (&*site.id).into()), ("release", entry.release.short().into())];
    writeln!(out, "{}", session.say("rollback-done", &values)).map_err(Error::Output)?;
    Ok(ExitCode::SUCCESS)
}
