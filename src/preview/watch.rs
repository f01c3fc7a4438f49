//! Following the files of the workspace, and deciding how much of it has to be made again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Preview;
use crate::diagnostic::{Argument, Diagnostic};
use crate::workspace::SETTINGS_FILE;

/// An editor writes a file in several steps: what comes within this time is one change.
const QUIET: Duration = Duration::from_millis(3);

/// A stream of changes without a pause is cut after this time.
const PATIENCE: Duration = Duration::from_millis(200);

/// The search follows the pages when nothing was written for this long.
const IDLE: Duration = Duration::from_secs(1);

/// Follows the workspace until the preview ends.
pub(super) fn start(preview: &Arc<Preview>) -> Result<(), Diagnostic> {
    let (sender, events) = mpsc::channel();
    let failed =
        |error: notify::Error| Diagnostic::warning("watch-failed").arg("detail", cause(&error));
    let mut watcher = notify::recommended_watcher(sender).map_err(failed)?;
    // The root itself for its settings only: the output lies below it.
    watcher.watch(&preview.root, RecursiveMode::NonRecursive).map_err(failed)?;
    let root = preview.root.clone();
    let preview = Arc::downgrade(preview);
    thread::Builder::new()
        .name("watch".into())
        .spawn(move || {
            // Hundreds of folders: the first page need not wait for them.
            for folder in ["sites", "groups", "themes"] {
                follow(&mut watcher, &root.join(folder), &preview);
            }
            follow_mounts(&mut watcher, &preview);
            // What was saved before its folder was followed.
            if let Some(preview) = preview.upgrade() {
                preview.refresh();
            }
            run(&events, &root, &mut watcher, &preview);
        })
        .map_err(|error| Diagnostic::warning("watch-failed").arg("detail", &error))?;
    Ok(())
}

/// What the watcher says of the system, as it says it itself: it hides some errors behind its own.
fn cause(error: &notify::Error) -> Argument {
    match &error.kind {
        notify::ErrorKind::Io(error) => Argument::from(error),
        notify::ErrorKind::PathNotFound => Argument::from("not-found"),
        notify::ErrorKind::MaxFilesWatch => Argument::from("many-files"),
        _ => Argument::from("unknown"),
    }
}

fn follow(watcher: &mut RecommendedWatcher, folder: &Path, preview: &Weak<Preview>) {
    if !folder.is_dir() {
        return;
    }
    if let (Err(error), Some(preview)) =
        (watcher.watch(folder, RecursiveMode::Recursive), preview.upgrade())
    {
        let finding = Diagnostic::warning("watch-failed").arg("detail", cause(&error));
        preview.listener.told(&[finding]);
    }
}

/// Follows what sites show from elsewhere in the workspace.
fn follow_mounts(watcher: &mut RecommendedWatcher, preview: &Weak<Preview>) {
    let Some(preview) = preview.upgrade() else { return };
    for from in mounts(&preview) {
        // Of a file its folder: editors put another file in its place.
        let folder = if from.is_dir() { from.as_path() } else { from.parent().unwrap_or(&from) };
        if folder != preview.root {
            follow(watcher, folder, &Arc::downgrade(&preview));
        }
    }
}

/// Where what sites show from elsewhere in the workspace lies.
fn mounts(preview: &Preview) -> BTreeSet<PathBuf> {
    let workspace = preview.workspace();
    let mounts = workspace.sites.values().flat_map(|site| &site.mounts);
    mounts.map(|mount| preview.root.join(&mount.from)).collect()
}

fn run(
    events: &Receiver<notify::Result<notify::Event>>,
    root: &Path,
    watcher: &mut RecommendedWatcher,
    preview: &Weak<Preview>,
) {
    let mut behind = false;
    loop {
        let first = match events.recv_timeout(if behind { IDLE } else { Duration::MAX }) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => {
                let Some(preview) = preview.upgrade() else { return };
                preview.index();
                behind = false;
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let mut paths = changed(first);
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            match events.recv_timeout(QUIET) {
                Ok(event) => paths.extend(changed(event)),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        let Some(preview) = preview.upgrade() else { return };
        // A folder that was not there when the preview started.
        for folder in ["sites", "groups", "themes"] {
            let folder = root.join(folder);
            if paths.contains(&folder) {
                follow(watcher, &folder, &Arc::downgrade(&preview));
            }
        }
        let mounts = mounts(&preview);
        let weight = paths.iter().filter_map(|path| weight(root, &mounts, path)).max();
        match weight {
            Some(Weight::Settings) => {
                preview.reload();
                follow_mounts(watcher, &Arc::downgrade(&preview));
            }
            Some(Weight::Content) => preview.refresh(),
            None => {}
        }
        behind |= weight.is_some();
    }
}

/// The paths that an event says were written; reading a file is an event too.
fn changed(event: notify::Result<notify::Event>) -> Vec<PathBuf> {
    match event {
        Ok(event) if !event.kind.is_access() => event.paths,
        _ => Vec::new(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    Content,
    Settings,
}

/// What a change of `path` makes necessary.
fn weight(root: &Path, mounts: &BTreeSet<PathBuf>, path: &Path) -> Option<Weight> {
    let mut parts = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str().unwrap_or(""));
    match (parts.next()?, parts.next(), parts.next(), parts.next()) {
        (SETTINGS_FILE | "groups", ..) => Some(Weight::Settings),
        // A site that came, went, or says something else of itself.
        ("sites", _, None | Some("site.yaml"), None) => Some(Weight::Settings),
        ("sites" | "themes", ..) => Some(Weight::Content),
        _ => mounts.iter().any(|from| path.starts_with(from)).then_some(Weight::Content),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_weighed_by_its_place() {
        let mounts = BTreeSet::from([PathBuf::from("/w/docs/guide.md")]);
        let weight = |path: &str| weight(Path::new("/w"), &mounts, &Path::new("/w").join(path));
        assert_eq!(weight("parvis.yaml"), Some(Weight::Settings));
        assert_eq!(weight("groups/dax.yaml"), Some(Weight::Settings));
        assert_eq!(weight("sites/amou"), Some(Weight::Settings));
        assert_eq!(weight("sites/amou/site.yaml"), Some(Weight::Settings));
        assert_eq!(weight("sites/amou/index.md"), Some(Weight::Content));
        assert_eq!(weight("sites/amou/actualites/marche.md"), Some(Weight::Content));
        assert_eq!(weight("themes/parvis/templates/page.html"), Some(Weight::Content));
        assert_eq!(weight("docs/guide.md"), Some(Weight::Content));
        assert_eq!(weight("docs/other.md"), None);
        assert_eq!(weight("public/amou/index.html"), None);
        assert_eq!(weight(".parvis/preview/amou/index.html"), None);
    }
}
