//! A workspace in a temporary folder, and the program run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The instant of every test that does not say otherwise: a Monday in November.
pub const AT: &str = "2026-11-23T08:00:00Z";

const SETTINGS: &str = "\
name: Essai
url: \"https://{id}.example\"
";

/// A workspace that a test fills.
pub struct TestWorkspace {
    folder: TempDir,
}

/// How a run of the program ended, and what it said.
pub struct Run {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl TestWorkspace {
    /// A workspace without any site.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let workspace = Self { folder };
        workspace.file("parvis.yaml", SETTINGS);
        workspace
    }

    /// A workspace with the site `amou`, which has what every commune must say.
    pub fn new() -> Self {
        Self::empty().site("amou", "Amou")
    }

    /// Adds the site of a commune.
    pub fn site(self, id: &str, name: &str) -> Self {
        self.site_with(id, name, "")
    }

    /// Adds the site of a commune, with more lines for its `site.yaml`.
    pub fn site_with(self, id: &str, name: &str, more: &str) -> Self {
        self.file(
            &format!("sites/{id}/site.yaml"),
            &format!(
                "name: {name}\nkind: commune\ninsee: \"40002\"\nsiren: \"214000028\"\n\
                 contact:\n  address: {{street: Place de la Mairie, postal_code: \"40330\", city: {name}}}\n  \
                 phone: 05 36 49 00 01\n  email: mairie@{id}.example\n\
                 legal:\n  publisher: Le maire\n  host: {{name: Hébergeur, address: 1 rue du Test, phone: 05 36 49 00 99}}\n  \
                 dpo: {{name: Délégué, email: dpo@{id}.example}}\n{more}"
            ),
        );
        self
    }

    /// Writes a file of the workspace.
    pub fn file(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("written");
        self
    }

    /// Writes a file, for the beginning of a test.
    pub fn with(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.file(path, text);
        self
    }

    /// Removes a file or a folder.
    pub fn remove(&self, path: &str) -> &Self {
        let path = self.path(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
            .expect("removed");
        self
    }

    /// Removes a file that may not be there.
    pub fn remove_if_there(&self, path: &str) -> &Self {
        // What is not there is what is wanted.
        let _ = fs::remove_file(self.path(path));
        self
    }

    /// Waits until no file is so young that a second change of it could go unseen.
    pub fn settle(&self) {
        std::thread::sleep(std::time::Duration::from_millis(30));
    }

    /// A path of the workspace.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// A file of the output, `public/<path>`; empty when it is not there.
    pub fn page(&self, path: &str) -> String {
        fs::read_to_string(self.path("public").join(path)).unwrap_or_default()
    }

    /// True when `public/<path>` is there.
    pub fn has(&self, path: &str) -> bool {
        self.path("public").join(path).exists()
    }

    /// All files below a folder of the workspace, with their bytes, without what Parvis
    /// remembers for itself.
    pub fn tree(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let root = self.path(folder);
        let mut files = Vec::new();
        collect(&root, &root, &mut files);
        files.sort();
        files
    }

    /// The program with these words, in French, at the instant of all tests.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
        command
            .args(words)
            .current_dir(self.folder.path())
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", "fr_FR.UTF-8")
            .env("NO_COLOR", "1");
        command
    }

    /// Runs the program.
    pub fn run(&self, words: &[&str]) -> Run {
        let output = self.command(words).output().expect("the program runs");
        Run::of(&output)
    }

    /// Builds all sites for the instant of all tests.
    pub fn build(&self) -> Run {
        self.run(&["build", "--at", AT])
    }

    /// Builds all sites and expects no error.
    pub fn built(self) -> Self {
        let run = self.build();
        assert_eq!(run.code, 0, "{}{}", run.out, run.err);
        self
    }
}

impl Run {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Expects an exit code.
    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// Expects a text on the standard error.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.err.contains(text), "no «{text}» in:\n{}", self.err);
        self
    }

    /// Expects a text on the standard output.
    #[track_caller]
    pub fn prints(self, text: &str) -> Self {
        assert!(self.out.contains(text), "no «{text}» in:\n{}", self.out);
        self
    }
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
