//! `parvis server-config`: what web servers are told of all sites.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::arguments::{Server, ServerConfig};
use super::{Error, Session, replace_file};
use crate::diagnostic::Diagnostic;
use crate::publish::server::{self, Served};

/// Writes the configuration.
pub(super) fn run(
    session: &Session,
    arguments: &ServerConfig,
    out: &mut dyn Write,
) -> super::Result {
    let workspace = session.workspace()?;
    let selected = session.select(&workspace, &arguments.selection)?;
    let broken = session.report_broken(&workspace, &arguments.selection);
    let built = match &arguments.built {
        Some(folder) => std::path::absolute(folder)?,
        None => workspace.root.join("public"),
    };
    let (served, findings) = Served::collect(&workspace, &selected, &built);
    session.tell(&findings);
    match (arguments.server, &arguments.output) {
        (Server::Headers, Some(folder)) => {
            for site in &served.sites {
                let folder = folder.join(&*site.id);
                fs::create_dir_all(&folder).map_err(|error| not_written(&folder, &error))?;
                write(&folder.join("_headers"), &server::headers(site, &served.settings))?;
                write(&folder.join("_redirects"), &server::redirects(site))?;
            }
        }
        (Server::Nginx | Server::Headers, output) => {
            put(output.as_deref(), &server::nginx(&served), out)?;
        }
        (Server::Caddy, output) => put(output.as_deref(), &server::caddy(&served), out)?,
    }
    let failed = broken || findings.iter().any(Diagnostic::is_error);
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn put(file: Option<&Path>, text: &str, out: &mut dyn Write) -> Result<(), Error> {
    match file {
        Some(file) => write(file, text),
        None => Ok(out.write_all(text.as_bytes())?),
    }
}

/// A server that reads its configuration meanwhile finds the old one or the new one.
fn write(file: &Path, text: &str) -> Result<(), Error> {
    // The beginning of a new file is for its owner alone; these are for the server to read.
    let written = if file.exists() { replace_file(file, text) } else { fs::write(file, text) };
    written.map_err(|error| not_written(file, &error))
}

fn not_written(path: &Path, error: &io::Error) -> Error {
    let finding = Diagnostic::error("file-not-writable")
        .arg("file", path.display().to_string())
        .arg("detail", error);
    finding.into()
}
