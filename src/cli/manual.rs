//! `parvis completions` and `parvis man`: made from the definition of the command line.

use std::io::Write;
use std::process::ExitCode;

use super::Session;
use super::arguments::{self, Completions, Man};
use crate::diagnostic::Diagnostic;

/// Writes the completions of a shell.
pub(super) fn completions(
    session: &Session,
    arguments: &Completions,
    out: &mut dyn Write,
) -> super::Result {
    let mut command = arguments::definition(session.lang);
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "parvis", &mut script);
    out.write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the main manual page, or all of them into a folder.
pub(super) fn man(session: &Session, arguments: &Man, out: &mut dyn Write) -> super::Result {
    let command = arguments::definition(session.lang);
    match &arguments.folder {
        None => clap_mangen::Man::new(command).render(out)?,
        Some(folder) => {
            std::fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(command, folder))
                .map_err(|error| {
                    Diagnostic::error("folder-not-writable")
                        .arg("folder", folder.display().to_string())
                        .arg("detail", &error)
                })?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
