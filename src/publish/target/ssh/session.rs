//! One connection to another machine, through the user's own `ssh`: a remote shell that is sent
//! one small script after the other, and the way for `rsync` to share that connection.
//!
//! Keys, agents, jumps and known machines are the user's and `ssh`'s affair. Whatever is put into
//! a script is quoted. When the connection ends, so does the remote shell, and with it the lock it
//! held.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};

use crate::diagnostic::Diagnostic;

/// What is made there is public: a web server of another account reads it.
const OPEN: &str = "umask g+rx,o+rx";

/// The most that is kept of what `ssh` has to say.
const MAX_SAID: u64 = 64 * 1024;

/// How a machine is reached.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::publish) struct Access {
    /// As `ssh` is told it.
    pub(in crate::publish) host: String,
    /// A configuration file instead of the user's own.
    pub(in crate::publish) config: Option<PathBuf>,
}

/// An open connection.
#[derive(Debug)]
pub(super) struct Session {
    access: Access,
    shell: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    said: Arc<Mutex<String>>,
    /// What ends each answer; nobody else can say it.
    mark: String,
    /// Holds the socket that `rsync` shares the connection by.
    folder: tempfile::TempDir,
}

impl Access {
    /// The words every `ssh` of ours begins with.
    fn words(&self) -> Vec<String> {
        let mut words = vec!["ssh".to_owned()];
        if let Some(config) = &self.config {
            words.extend(["-F".to_owned(), config.display().to_string()]);
        }
        let mut options =
            vec!["ConnectTimeout=20", "ServerAliveInterval=10", "ServerAliveCountMax=3"];
        if !std::io::stdin().is_terminal() {
            // Nobody is there to answer a question.
            options.push("BatchMode=yes");
        }
        words.extend(options.iter().flat_map(|option| ["-o".to_owned(), (*option).to_owned()]));
        words
    }

    fn command(&self) -> Command {
        let words = self.words();
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]);
        command
    }
}

impl Session {
    /// Opens a connection.
    pub(super) fn open(access: &Access) -> Result<Self, Diagnostic> {
        let folder = tempfile::Builder::new().prefix("parvis-").tempdir();
        let folder = folder.map_err(|error| failed(access, &error.to_string()))?;
        let mut command = access.command();
        command.arg("-M").arg("-S").arg(folder.path().join("s")).args(["-T", "--"]);
        command.arg(&access.host).arg("sh");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut shell = command
            .spawn()
            .map_err(|error| Diagnostic::error("ssh-missing").arg("detail", &error))?;
        let said = Arc::new(Mutex::new(String::new()));
        if let Some(stderr) = shell.stderr.take() {
            listen(stderr, Arc::clone(&said));
        }
        let (Some(input), Some(output)) = (shell.stdin.take(), shell.stdout.take()) else {
            return Err(failed(access, "no pipe"));
        };
        let mark = format!("parvis-{}", super::super::super::preview::token()?);
        let mut session = Self {
            access: access.clone(),
            shell,
            input: Some(input),
            output: BufReader::new(output),
            said,
            mark,
            folder,
        };
        // What a script has to say of an error is its answer.
        session.send(&format!("exec 2>&1; {OPEN}; LC_ALL=C; export LC_ALL"))?;
        Ok(session)
    }

    /// Runs a script in a shell of its own, where the first command that fails ends it, and gives
    /// its answer.
    pub(super) fn run(&mut self, script: &str) -> Result<String, Diagnostic> {
        let script = format!("( set -e\n{script}\n)");
        match self.send(&script)? {
            (0, answer) => Ok(answer),
            (_, answer) => Err(refused(&self.access, &answer)),
        }
    }

    /// Runs a script in the remote shell itself, and gives its status and its answer.
    pub(super) fn send(&mut self, script: &str) -> Result<(i32, String), Diagnostic> {
        let mark = &self.mark;
        let text = format!("{script}\nprintf '\\n%s %s\\n' {mark} $?\n");
        let sent = match &mut self.input {
            Some(input) => input.write_all(text.as_bytes()).and_then(|()| input.flush()),
            None => Ok(()),
        };
        let mut answer = String::new();
        loop {
            let mut line = Vec::new();
            match self.output.read_until(b'\n', &mut line) {
                Ok(length) if length > 0 => {}
                _ => return Err(self.cut()),
            }
            let line = String::from_utf8_lossy(&line);
            if let Some(status) = line.strip_prefix(&*self.mark) {
                answer.truncate(answer.trim_end_matches('\n').len());
                sent.map_err(|_| self.cut())?;
                return Ok((status.trim().parse().unwrap_or(-1), answer));
            }
            answer.push_str(&line);
        }
    }

    /// Why the connection is no more.
    fn cut(&mut self) -> Diagnostic {
        self.input = None;
        let _ = self.shell.wait();
        // Its last words may still be on their way.
        std::thread::sleep(std::time::Duration::from_millis(50));
        let said = self.said.lock().map(|said| said.clone()).unwrap_or_default();
        reason(&self.access, &said)
    }

    /// Copies a folder there, or back: only files whose bytes differ are sent, and those that are
    /// in one of `alike` (folders of the receiving side) are shared with it. Gives the number of
    /// files sent, and their bytes.
    pub(super) fn copy(
        &self,
        from: &Path,
        to: &str,
        alike: &[String],
    ) -> Result<(usize, u64), Diagnostic> {
        let mut command = self.rsync();
        command.args(alike.iter().map(|folder| format!("--link-dest={folder}")));
        command.arg(format!("{}/", from.display())).arg(format!("{}:{to}/", self.access.host));
        self.transfer(command)
    }

    /// Makes a folder there equal to one from here, file by file, each of them at once; what is only
    /// there goes last. Files on their way lie in `beside`.
    pub(super) fn restore(
        &self,
        from: &Path,
        to: &str,
        beside: &str,
    ) -> Result<(usize, u64), Diagnostic> {
        let mut command = self.rsync();
        command.args(["--delete-delay", "--force"]).arg(format!("--temp-dir={beside}"));
        command.arg(format!("{}/", from.display())).arg(format!("{}:{to}/", self.access.host));
        self.transfer(command)
    }

    /// Copies a folder from there; files alike in the local folder `alike` are not sent.
    pub(super) fn fetch(
        &self,
        from: &str,
        to: &Path,
        alike: Option<&Path>,
    ) -> Result<(), Diagnostic> {
        let mut command = self.rsync();
        command.args(alike.map(|folder| format!("--copy-dest={}", folder.display())));
        command.arg(format!("{}:{from}/", self.access.host)).arg(to);
        self.transfer(command).map(|_| ())
    }

    fn rsync(&self) -> Command {
        let mut words = self.access.words();
        words.extend(["-o".to_owned(), "ControlMaster=no".to_owned(), "-S".to_owned()]);
        words.push(self.folder.path().join("s").display().to_string());
        let words: Vec<String> = words.iter().map(|word| rsync_word(word)).collect();
        let mut command = Command::new("rsync");
        // Neither times nor rights are compared: a file is what its bytes are.
        command.args(["--recursive", "--checksum", "-s", "--timeout=60"]);
        command.args(["--out-format=%i %l", "--rsh"]).arg(words.join(" "));
        command.arg(format!("--rsync-path=sh -c '{OPEN}; exec rsync \"$@\"' rsync"));
        command
    }

    fn transfer(&self, mut command: Command) -> Result<(usize, u64), Diagnostic> {
        let done = command
            .stdin(Stdio::null())
            .output()
            .map_err(|error| Diagnostic::error("rsync-missing").arg("detail", &error))?;
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr);
            return Err(refused(&self.access, &said));
        }
        let listed = String::from_utf8_lossy(&done.stdout);
        let files = listed.lines().filter(|line| line.starts_with("<f") || line.starts_with(">f"));
        let sizes = files.filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok());
        Ok(sizes.fold((0, 0), |(count, sum), size| (count + 1, sum + size)))
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The remote shell ends with its input, and `ssh` with the shell.
        self.input = None;
        let _ = self.shell.wait();
    }
}

/// Keeps the last of what `ssh` says.
fn listen(mut stderr: impl std::io::Read + Send + 'static, said: Arc<Mutex<String>>) {
    std::thread::spawn(move || {
        let mut piece = [0; 4096];
        while let Ok(length) = stderr.read(&mut piece).map(|length| length as u64) {
            if length == 0 {
                break;
            }
            let text = String::from_utf8_lossy(&piece[..usize::try_from(length).unwrap_or(0)]);
            if let Ok(mut said) = said.lock()
                && (said.len() as u64) < MAX_SAID
            {
                said.push_str(&text);
            }
        }
    });
}

/// A text as one word of a remote shell.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A text as one word of what `rsync` is told to reach the machine by: it knows both quotes, and
/// a doubled quote inside of them.
fn rsync_word(word: &str) -> String {
    if word.contains([' ', '\'', '"']) {
        format!("'{}'", word.replace('\'', "''"))
    } else {
        word.to_owned()
    }
}

/// A text as what a script reads, whatever it holds.
pub(super) fn document(command: &str, text: &str) -> String {
    let mut end = "FIN".to_owned();
    while text.lines().any(|line| line == end) {
        end.push('_');
    }
    let mut script = String::with_capacity(text.len() + 64);
    // Writing to a string cannot fail.
    let _ = write!(script, "{command} <<'{end}'\n{text}");
    if !text.is_empty() && !text.ends_with('\n') {
        script.push('\n');
    }
    script + &end
}

fn failed(access: &Access, detail: &str) -> Diagnostic {
    Diagnostic::error("ssh-failed").arg("host", &*access.host).arg("detail", detail)
}

/// The last line that says something.
fn last(said: &str) -> &str {
    said.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default()
}

/// Why there is no connection, from what `ssh` said.
fn reason(access: &Access, said: &str) -> Diagnostic {
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let told = if says(&["Host key verification failed", "REMOTE HOST IDENTIFICATION"]) {
        Diagnostic::error("ssh-host-unknown")
    } else if says(&["Permission denied"]) {
        Diagnostic::error("ssh-denied")
    } else if says(&["resolve hostname", "refused", "timed out", "No route", "unreachable"]) {
        Diagnostic::error("ssh-unreachable")
    } else {
        Diagnostic::error("ssh-cut")
    };
    told.arg("host", &*access.host).arg("detail", last(said))
}

/// Why a script or a copy failed, from what it said.
fn refused(access: &Access, said: &str) -> Diagnostic {
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let (file, detail) = (access.host.as_str(), last_telling(said));
    if says(&["No space left", "quota exceeded", "File too large"]) {
        Diagnostic::error("publish-disk-full").arg("file", file).arg("detail", detail)
    } else if says(&["Read-only file system", "Permission denied", "Operation not permitted"]) {
        Diagnostic::error("publish-read-only").arg("file", file).arg("detail", detail)
    } else if says(&["connection unexpectedly closed", "Broken pipe", "error in socket IO"]) {
        Diagnostic::error("ssh-cut").arg("host", file).arg("detail", detail)
    } else if says(&["not found"]) {
        Diagnostic::error("ssh-tool-missing").arg("host", file).arg("detail", detail)
    } else {
        failed(access, detail)
    }
}

/// The first line that names a cause; `rsync` ends by lines that only count.
fn last_telling(said: &str) -> &str {
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_documents_stay_what_they_are() {
        let text = "l’été à « $(reboot) » 'x' `y` \\";
        let script = format!("printf %s {}", quoted(text));
        let said = Command::new("sh").arg("-c").arg(script).output().expect("a shell");
        assert_eq!(String::from_utf8_lossy(&said.stdout), text);
        let held = "FIN\n$(x)\nFIN_\n";
        let script = document("cat", held);
        let said = Command::new("sh").arg("-c").arg(script).output().expect("a shell");
        assert_eq!(String::from_utf8_lossy(&said.stdout), held);
        assert_eq!(rsync_word("a b'c"), "'a b''c'");
    }
}
