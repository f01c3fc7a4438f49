//! `parvis new`: sites and entries, with their ids and dates filled in.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use jiff::tz::TimeZone;

use super::arguments::{New, NewEntry, NewSite, NewWhat};
use super::{Error, Session};
use crate::diagnostic::Diagnostic;
use crate::workspace::{EntryKind, SiteKind, Workspace, create, files, table};

/// Creates what is asked for; nothing that exists is ever overwritten.
pub(super) fn run(session: &Session, arguments: &New, out: &mut dyn Write) -> super::Result {
    let workspace = session.workspace()?;
    match &arguments.what {
        NewWhat::Site(NewSite { from_csv: Some(table), .. }) => {
            let name = table.display().to_string();
            if !table.exists() {
                return Err(Diagnostic::error("table-missing").arg("file", name).into());
            }
            let source = files::read_text(table, &name)?;
            let report =
                table::new_sites_from_csv(&workspace.root, &source).map_err(Error::Told)?;
            let counts =
                [("created", report.created.len().into()), ("existing", report.kept.len().into())];
            writeln!(out, "{}", session.say("new-sites-done", &counts))?;
        }
        NewWhat::Site(arguments) => new_site(session, &workspace, arguments, out)?,
        NewWhat::Page(arguments) => entry(session, &workspace, EntryKind::Page, arguments, out)?,
        NewWhat::News(arguments) => entry(session, &workspace, EntryKind::News, arguments, out)?,
        NewWhat::Event(arguments) => entry(session, &workspace, EntryKind::Event, arguments, out)?,
        NewWhat::Alert(arguments) => entry(session, &workspace, EntryKind::Alert, arguments, out)?,
        NewWhat::Directory(arguments) => {
            entry(session, &workspace, EntryKind::Directory, arguments, out)?;
        }
        NewWhat::Procedure(arguments) => {
            entry(session, &workspace, EntryKind::Procedure, arguments, out)?;
        }
        NewWhat::Publication(arguments) => {
            entry(session, &workspace, EntryKind::Publication, arguments, out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn new_site(
    session: &Session,
    workspace: &Workspace,
    arguments: &NewSite,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let kind = match &arguments.kind {
        None => None,
        Some(written) => Some(kind(written)?),
    };
    if let Some(group) = &arguments.group
        && !workspace.groups.contains_key(&**group)
    {
        let known = workspace.groups.keys().map(|known| &**known);
        return Err(Diagnostic::unknown("group-unknown", group, known).into());
    }
    let site = create::NewSite {
        name: arguments.name.clone().unwrap_or_default(),
        kind,
        group: arguments.group.clone(),
        ..create::NewSite::default()
    };
    let file = create::new_site(&workspace.root, &site)?;
    done(session, workspace, &file, out)
}

fn kind(written: &str) -> Result<SiteKind, Error> {
    let kinds = || SiteKind::ALL.iter().copied();
    kinds().find(|kind| kind.id() == written).ok_or_else(|| {
        Diagnostic::unknown("kind-unknown", written, kinds().map(SiteKind::id)).into()
    })
}

fn entry(
    session: &Session,
    workspace: &Workspace,
    kind: EntryKind,
    arguments: &NewEntry,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let id = &*arguments.site;
    let instant = session.instant(arguments.at.as_deref(), workspace)?;
    let at = instant.to_zoned(zone(workspace, id).clone());
    let (root, settings) = (&workspace.root, &workspace.settings);
    let file = create::new_entry(root, settings, id, kind, &arguments.title, &at)?;
    done(session, workspace, &file, out)
}

/// The zone an entry's dates are written in: its site's, or the workspace's where the site's
/// settings cannot be read.
fn zone<'a>(workspace: &'a Workspace, site: &str) -> &'a TimeZone {
    workspace.sites.get(site).map_or(&workspace.settings.time_zone, |site| &site.time_zone)
}

/// Names the file made, from the workspace's root.
fn done(
    session: &Session,
    workspace: &Workspace,
    file: &Path,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let file = file.strip_prefix(&workspace.root).unwrap_or(file).display().to_string();
    writeln!(out, "{}", session.say("new-done", &[("file", file.into())]))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_sites_entries_are_dated_in_the_workspaces_zone() {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("sites/bourg");
        std::fs::create_dir_all(&site).expect("made");
        let settings = "name: A\nurl: https://{id}.example\ntimezone: Indian/Reunion\n";
        std::fs::write(folder.path().join("parvis.yaml"), settings).expect("written");
        std::fs::write(site.join("site.yaml"), "name: \"").expect("written");
        let workspace = Workspace::load(folder.path()).expect("sound");
        assert!(workspace.broken.contains_key("bourg"));
        assert_eq!(zone(&workspace, "bourg").iana_name(), Some("Indian/Reunion"));
    }
}
