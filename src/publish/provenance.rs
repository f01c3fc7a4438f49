//! Who publishes, on which machine, and from which commit: what the journal says of a
//! publication.
//!
//! It reads the environment and asks `git`; where neither answers, it says so by a dash rather
//! than refuse.

use std::path::Path;
use std::process::{Command, Stdio};

/// Where a publication comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Provenance {
    /// Who publishes.
    pub(super) who: String,
    /// On which machine.
    pub(super) host: String,
    /// The commit checked out.
    pub(super) commit: Option<String>,
    /// True when sources differ from that commit.
    pub(super) modified: bool,
}

impl Provenance {
    /// What can be known for a workspace.
    #[must_use]
    pub(super) fn of(root: &Path) -> Self {
        // The person behind a job is worth more than the account the job runs under.
        let names = ["GITLAB_USER_LOGIN", "GITHUB_ACTOR", "USER", "LOGNAME", "USERNAME"];
        let known = |name: &&str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let who = names.iter().find_map(known);
        let commit = git(root, &["rev-parse", "--verify", "HEAD"]);
        let sources = ["status", "--porcelain", "--", "parvis.yaml", "sites", "groups", "themes"];
        let modified = commit.is_some() && git(root, &sources).is_none_or(|s| !s.is_empty());
        Self {
            who: who.or_else(account).unwrap_or_else(|| "-".to_owned()),
            host: host().unwrap_or_else(|| "-".to_owned()),
            commit: commit.filter(|commit| !commit.is_empty()),
            modified,
        }
    }
}

/// What `git` answers in a folder; `None` where it is not there, or there is no repository.
fn git(root: &Path, words: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(words).stdin(Stdio::null()).stderr(Stdio::null());
    // Asking must never write to the repository.
    let output = command.env("GIT_OPTIONAL_LOCKS", "0").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// The account the program runs under, as the system names it.
fn account() -> Option<String> {
    let output = Command::new("id").arg("-un").stdin(Stdio::null()).output().ok()?;
    let name = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !name.is_empty()).then_some(name)
}

fn host() -> Option<String> {
    let named = |name: &str| std::env::var(name).ok();
    let held = || std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = held().or_else(|| named("COMPUTERNAME")).or_else(|| named("HOSTNAME"))?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_repository_has_no_commit() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let provenance = Provenance::of(folder.path());
        assert_eq!((provenance.commit, provenance.modified), (None, false));
        assert!(!provenance.who.is_empty() && !provenance.host.is_empty());
    }
}
