//! The command line: one file a command; what is told to people on a terminal.
//!
//! A command reads as a story and leaves the work to the rooms below. Results go to the
//! standard output, everything else to the standard error. This room never decides what is
//! right or wrong, and the library never calls back into it.

pub mod arguments;
mod audit;
mod build;
mod forms;
mod init;
mod lint;
mod manual;
mod new;
mod publish;
mod releases;
mod rollback;
mod serve;
mod server_config;
mod sites;
mod summary;
mod table;
mod usage;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::FromArgMatches as _;
use jiff::Timestamp;

use crate::build::Shard;
use crate::diagnostic::{self, Argument, Catalogue, Diagnostic, Lang, TextStyle};
use crate::workspace::{Site, Workspace};
use arguments::{Arguments, Selection, Task, When};

/// Wrong use, or a broken configuration.
const WRONG_USE: u8 = 2;

/// How a command ends.
type Result = std::result::Result<ExitCode, Error>;

/// Why a command could not do its work at all.
#[derive(Debug)]
enum Error {
    /// Something to tell, with exit code 2.
    Told(Vec<Diagnostic>),
    /// The output could not be written; a closed pipe is no mistake.
    Output(io::Error),
}

impl From<Diagnostic> for Error {
    fn from(finding: Diagnostic) -> Self {
        Self::Told(vec![finding])
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

/// Runs the command line `words`, the program's own name first, and says how it ended: 0 done,
/// 1 findings or a failed site, 2 wrong use or a broken configuration.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words = usage::with_help(words.into_iter().collect());
    let lang = Lang::choose(usage::asked_lang(&words), |name| std::env::var(name).ok());
    let matches = match arguments::definition(lang).try_get_matches_from(words) {
        Ok(matches) => matches,
        Err(error) => return usage::explain(&error, lang),
    };
    let arguments = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => return usage::explain(&error, lang),
    };
    let session = Session::new(&arguments, lang);
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = dispatch(&session, arguments.command, &mut out);
    let result = result.and_then(|code| {
        out.flush()?;
        Ok(code)
    });
    match result {
        Ok(code) => code,
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Error::Output(error)) => {
            session.tell(&[Diagnostic::error("output-failed").arg("detail", &error)]);
            ExitCode::from(WRONG_USE)
        }
        Err(Error::Told(findings)) => {
            session.tell(&findings);
            ExitCode::from(WRONG_USE)
        }
    }
}

fn dispatch(session: &Session, task: Task, out: &mut dyn Write) -> Result {
    match task {
        Task::Init(arguments) => init::run(session, &arguments, out),
        Task::Build(mut arguments) => {
            session.share(&mut arguments.selection)?;
            build::run(session, &arguments, out)
        }
        Task::Check(mut arguments) => {
            session.share(&mut arguments.selection)?;
            build::check(session, &arguments, out)
        }
        Task::Serve(arguments) => serve::run(session, &arguments, out),
        Task::New(arguments) => new::run(session, &arguments, out),
        Task::Forms(arguments) => forms::run(session, &arguments, out),
        Task::Lint(arguments) => lint::run(session, &arguments, out),
        Task::Audit(arguments) => audit::run(session, &arguments, out),
        Task::Explain(arguments) => lint::explain(session, &arguments, out),
        Task::Publish(mut arguments) => {
            session.share(&mut arguments.selection)?;
            publish::run(session, &arguments, out)
        }
        Task::Releases(arguments) => releases::run(session, &arguments, out),
        Task::Rollback(arguments) => rollback::run(session, &arguments, out),
        Task::Sites(arguments) => sites::run(session, &arguments, out),
        Task::ServerConfig(arguments) => server_config::run(session, &arguments, out),
        Task::Completions(arguments) => manual::completions(session, &arguments, out),
        Task::Man(arguments) => manual::man(session, &arguments, out),
    }
}

/// What every command knows.
struct Session {
    lang: Lang,
    color: When,
    folder: PathBuf,
}

impl Session {
    fn new(arguments: &Arguments, lang: Lang) -> Self {
        let folder = arguments.workspace.clone();
        Self { lang, color: arguments.color, folder }
    }

    /// A sentence of the command line.
    fn say(&self, id: &str, values: &[(&str, Argument)]) -> String {
        Catalogue::of(self.lang).text(id, values)
    }

    /// A duration in seconds, with the decimal sign of the reader's language.
    fn seconds(&self, elapsed: std::time::Duration) -> String {
        let seconds = format!("{:.2}", elapsed.as_secs_f64());
        match self.lang {
            Lang::Fr => seconds.replace('.', ","),
            Lang::En => seconds,
        }
    }

    /// The workspace, looked for from the folder given upwards.
    fn workspace(&self) -> std::result::Result<Workspace, Error> {
        let here = std::path::absolute(&self.folder)?;
        let Some(root) = Workspace::find_root(&here) else {
            let folder = here.display().to_string();
            return Err(Diagnostic::error("workspace-missing").arg("folder", folder).into());
        };
        Workspace::load(&root).map_err(Error::Told)
    }

    /// Takes the part of the sites that an engine of jobs gives this job, where none was typed.
    fn share(&self, selection: &mut Selection) -> std::result::Result<(), Error> {
        if selection.shard.is_none() {
            let part = Shard::of_job(|name| std::env::var(name).ok());
            selection.shard =
                part.map_err(|wrong| Diagnostic::error("shard-unreadable").arg("value", wrong.0))?;
        }
        Ok(())
    }

    /// The sites a command is about; a name that no site has is told.
    fn select(
        &self,
        workspace: &Workspace,
        selection: &Selection,
    ) -> std::result::Result<Vec<Arc<Site>>, Error> {
        let known = || workspace.sites.keys().chain(workspace.broken.keys());
        for id in &selection.site {
            if !known().any(|known| **known == **id) {
                return Err(Diagnostic::unknown("site-unknown", id, known().map(|id| &**id)).into());
            }
        }
        let sites = workspace.sites.values();
        Ok(sites.filter(|site| selection.holds(&site.id)).cloned().collect())
    }

    /// Tells what keeps a list from being complete: the errors in the settings of the selected sites
    /// and of the workspace; says whether there are any. What else is to be told, `check` tells.
    fn report_broken(&self, workspace: &Workspace, selection: &Selection) -> bool {
        let broken = workspace.broken.iter().filter(|(id, _)| selection.holds(id));
        let broken = broken.flat_map(|(_, findings)| findings);
        let findings: Vec<Diagnostic> = workspace
            .findings
            .iter()
            .chain(broken)
            .filter(|finding| finding.is_error())
            .cloned()
            .collect();
        self.tell(&findings);
        !findings.is_empty()
    }

    /// Tells findings to people, on the standard error.
    fn tell(&self, findings: &[Diagnostic]) {
        if findings.is_empty() {
            return;
        }
        let text = diagnostic::text(findings, self.style());
        // Where the standard error is closed there is nobody left to tell.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// How findings are laid out on the standard error.
    fn style(&self) -> TextStyle {
        let width = console_width().unwrap_or(80);
        TextStyle { lang: self.lang, colour: self.colors(&io::stderr()), width }
    }

    fn colors(&self, stream: &impl io::IsTerminal) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => stream.is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        }
    }

    /// Now: commands alone may ask.
    fn now() -> Timestamp {
        Timestamp::now()
    }

    /// The instant typed, or now, in the workspace's time zone.
    fn instant(
        &self,
        typed: Option<&str>,
        workspace: &Workspace,
    ) -> std::result::Result<Timestamp, Error> {
        let Some(typed) = typed else { return Ok(Self::now()) };
        arguments::instant(typed, &workspace.settings.time_zone)
            .map_err(|text| Diagnostic::error("instant-unreadable").arg("text", text).into())
    }
}

impl Selection {
    fn holds(&self, id: &str) -> bool {
        (self.site.is_empty() || self.site.iter().any(|site| site == id))
            && self.shard.is_none_or(|shard: Shard| shard.holds(id))
    }
}

/// Columns of the terminal, when there is one.
fn console_width() -> Option<usize> {
    let (_, columns) = console::Term::stderr().size_checked()?;
    Some(usize::from(columns))
}

/// Replaces a file that people write, at once.
fn replace_file(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(text.as_bytes())?;
    if let Ok(metadata) = std::fs::metadata(path) {
        beside.as_file().set_permissions(metadata.permissions())?;
    }
    beside.persist(path)?;
    Ok(())
}
