//! `parvis sites`: the sites, one a line.

use std::io::Write;
use std::process::ExitCode;

use serde_json::json;

use super::Session;
use super::arguments::{Listing, Sites};

/// Lists the selected sites.
pub(super) fn run(session: &Session, arguments: &Sites, out: &mut dyn Write) -> super::Result {
    let workspace = session.workspace()?;
    let selected = session.select(&workspace, &arguments.selection)?;
    if arguments.format == Listing::Json {
        let sites: Vec<_> = selected
            .iter()
            .map(|site| {
                json!({
                    "id": site.id, "title": site.title, "kind": site.kind.id(), "url": site.url,
                    "group": site.group, "parent": site.parent, "insee": site.insee,
                })
            })
            .collect();
        serde_json::to_writer_pretty(&mut *out, &sites)?;
        writeln!(out)?;
    } else {
        let rows: Vec<[&str; 4]> = selected
            .iter()
            .map(|site| [&*site.id, &*site.title, &*site.url, site.group.as_deref().unwrap_or("")])
            .collect();
        super::table::write(out, &rows)?;
    }
    let broken = session.report_broken(&workspace, &arguments.selection);
    Ok(if broken { ExitCode::from(1) } else { ExitCode::SUCCESS })
}
