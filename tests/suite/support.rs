//! A workspace in a temporary folder, and the program run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use tempfile::TempDir;

/// The instant of every test that does not say otherwise: a Monday in November.
pub(crate) const AT: &str = "2026-11-23T08:00:00Z";

const SETTINGS: &str = "\
name: Essai
url: \"https://{id}.example\"
";

/// A workspace that a test fills.
pub(crate) struct TestWorkspace {
    folder: TempDir,
}

/// Something the program found, as its JSON says it, with ordinary spaces.
#[derive(Debug)]
pub(crate) struct Finding {
    /// `file:line:column`, or the file alone when it is about all of it.
    pub(crate) place: String,
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: String,
}

/// How a run of the program ended, and what it said.
pub(crate) struct Run {
    /// Exit code.
    pub(crate) code: i32,
    /// Standard output, as it is.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl TestWorkspace {
    /// A workspace without any site.
    pub(crate) fn empty() -> Self {
        Self::within(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A workspace with the site `amou`, in memory where the system has a folder for that: a test
    /// that publishes hundreds of times would wait for the disk most of its time.
    pub(crate) fn quick() -> Self {
        let memory = tempfile::tempdir_in("/dev/shm");
        let folder = memory.or_else(|_| tempfile::tempdir()).expect("a temporary folder");
        Self::within(folder).site("amou", "Amou")
    }

    fn within(folder: TempDir) -> Self {
        let workspace = Self { folder };
        workspace.file("parvis.yaml", SETTINGS);
        std::fs::create_dir(workspace.path("sites")).expect("made");
        workspace
    }

    /// A workspace with the site `amou`, which has what every commune must say.
    pub(crate) fn new() -> Self {
        Self::empty().site("amou", "Amou")
    }

    /// Adds the site of a commune.
    pub(crate) fn site(self, id: &str, name: &str) -> Self {
        self.site_with(id, name, "")
    }

    /// Adds the site of a commune, with more lines for its `site.yaml`.
    pub(crate) fn site_with(self, id: &str, name: &str, more: &str) -> Self {
        self.write_site(id, name, more);
        self
    }

    /// Writes the `site.yaml` of a commune.
    pub(crate) fn write_site(&self, id: &str, name: &str, more: &str) {
        self.file(
            &format!("sites/{id}/site.yaml"),
            format!(
                "name: {name}\nkind: commune\ninsee: \"40002\"\nsiren: \"214000028\"\n\
                 contact:\n  address: {{street: Place de la Mairie, postal_code: \"40330\", city: {name}}}\n  \
                 phone: 05 36 49 00 01\n  email: mairie@{id}.example\n\
                 legal:\n  publisher: Le maire\n  host: {{name: Hébergeur, address: 1 rue du Test, phone: 05 36 49 00 99}}\n  \
                 dpo: {{name: Délégué, email: dpo@{id}.example}}\n\
                 {more}\naccessibility:\n  established: 2026-01-05\n  plan: \"https://agence.example/schema/\"\n  \
                 action_plan: \"https://agence.example/plan-d-action/\"\n"
            ),
        );
    }

    /// Writes a file of the workspace.
    pub(crate) fn file(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("written");
        self
    }

    /// Writes a file, for the beginning of a test.
    pub(crate) fn with(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.file(path, text);
        self
    }

    /// Removes a file or a folder.
    pub(crate) fn remove(&self, path: &str) -> &Self {
        let path = self.path(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
            .expect("removed");
        self
    }

    /// Removes a file that may not be there.
    pub(crate) fn remove_if_there(&self, path: &str) -> &Self {
        // What is not there is what is wanted.
        let _ = fs::remove_file(self.path(path));
        self
    }

    /// Waits until no file is so young that a second change of it could go unseen.
    pub(crate) fn settle(&self) {
        std::thread::sleep(std::time::Duration::from_millis(30));
    }

    /// A path of the workspace.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// A file of the output, `public/<path>`; empty when it is not there.
    pub(crate) fn page(&self, path: &str) -> String {
        fs::read_to_string(self.path("public").join(path)).unwrap_or_default()
    }

    /// A page of the output, parsed as browsers do.
    #[track_caller]
    pub(crate) fn html(&self, path: &str) -> Html {
        assert!(self.has(path), "no {path} in {:#?}", self.names("public"));
        Html::parse_document(&self.page(path))
    }

    /// The names of all files below a folder.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        self.tree(folder).into_iter().map(|(name, _)| name).collect()
    }

    /// What `check` finds.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let run = self.run(&["check", "--at", AT, "--format", "json"]);
        assert!(run.code < 2, "{}{}", run.out, run.err);
        let report: Value = serde_json::from_str(&run.out).expect("JSON");
        let findings = report["findings"].as_array().expect("findings");
        findings.iter().map(Finding::of).collect()
    }

    /// Expects one finding, at a place, with a message and a way out that begin so.
    #[track_caller]
    pub(crate) fn finds(&self, place: &str, message: &str, help: &str) {
        let findings = self.findings();
        let [finding] = findings.as_slice() else { panic!("not one but {findings:#?}") };
        assert_eq!(finding.place, place, "{finding:#?}");
        assert!(finding.message.contains(message), "{finding:#?}");
        assert!(finding.help.contains(help), "{finding:#?}");
    }

    /// True when `public/<path>` is there.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.path("public").join(path).exists()
    }

    /// All files below a folder of the workspace, with their bytes, without what Parvis
    /// remembers for itself.
    pub(crate) fn tree(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let root = self.path(folder);
        let mut files = Vec::new();
        collect(&root, &root, &mut files);
        files.sort();
        files
    }

    /// The program with these words, in French, at the instant of all tests.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
        command
            .args(words)
            .current_dir(self.folder.path())
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env_remove("CI_NODE_INDEX")
            .env_remove("JOB_COMPLETION_INDEX")
            .env("LANG", "fr_FR.UTF-8")
            .env("NO_COLOR", "1");
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, words: &[&str]) -> Run {
        let output = self.command(words).output().expect("the program runs");
        Run::of(&output)
    }

    /// Builds all sites for the instant of all tests.
    pub(crate) fn build(&self) -> Run {
        self.run(&["build", "--at", AT])
    }

    /// Builds all sites and expects no error.
    pub(crate) fn built(self) -> Self {
        let run = self.build();
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        self
    }
}

impl Run {
    /// What a run left.
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Expects an exit code.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// Expects a text on the standard error, whatever its line ends and kinds of spaces.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(plain(&self.err).contains(text), "no «{text}» in:\n{}", self.err);
        self
    }

    /// Expects a finding about `file:line:column`, the column or both left out.
    #[track_caller]
    pub(crate) fn points_at(self, place: &str) -> Self {
        let (file, position) = place.split_once(':').unwrap_or((place, ""));
        let mut told = self.err.lines().skip_while(|line| line.trim() != file).skip(1);
        let found = told.any(|line| line.trim_start().starts_with(position));
        assert!(found, "nothing about {place} in:\n{}", self.err);
        self
    }

    /// Expects a text on the standard output, whatever its line ends and kinds of spaces.
    #[track_caller]
    pub(crate) fn prints(self, text: &str) -> Self {
        assert!(plain(&self.out).contains(text), "no «{text}» in:\n{}", self.out);
        self
    }
}

/// The words of a text, one ordinary space between them.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Finding {
    fn of(finding: &Value) -> Self {
        let text = |key: &str| plain(finding[key].as_str().unwrap_or_default());
        let mut place = text("file");
        for key in ["line", "column"] {
            if let Some(number) = finding[key].as_u64().filter(|number| *number > 0) {
                place += &format!(":{number}");
            }
        }
        Self { place, message: text("message"), help: text("help") }
    }
}

/// The elements a CSS selector finds.
pub(crate) fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

/// The text of the first element a selector finds, with ordinary spaces and no line break.
#[track_caller]
pub(crate) fn text(page: &Html, selector: &str) -> String {
    let found = select(page, selector);
    let first = found.first().unwrap_or_else(|| panic!("no {selector} in {}", page.html()));
    let text: String = first.text().collect();
    plain(&text)
}

/// An attribute of every element a selector finds.
pub(crate) fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let found = select(page, selector).into_iter();
    found.filter_map(|element| element.attr(name).map(str::to_owned)).collect()
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_name() == ".parvis" {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            files.push((name, fs::read(&path).expect("read")));
        }
    }
}
