//! `parvis init`.

use std::io::Write;
use std::process::ExitCode;

use jiff::Zoned;

use super::Session;
use super::arguments::Init;
use crate::workspace::create;

/// Makes a workspace with one site.
pub(super) fn run(session: &Session, arguments: &Init, out: &mut dyn Write) -> super::Result {
    let folder = session.folder.join(&arguments.folder);
    let files = create::init(&folder, &Zoned::now())?;
    for file in &files {
        writeln!(out, "{}", file.display())?;
    }
    let shown = [("folder", arguments.folder.display().to_string().into())];
    writeln!(out, "{}", session.say("init-done", &shown))?;
    Ok(ExitCode::SUCCESS)
}
