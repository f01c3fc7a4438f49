//! A site's releases in a folder of this machine:
//!
//! | what | where |
//! | --- | --- |
//! | the release served | `current`, a link to `releases/<id>` |
//! | releases that can be put back | `releases/<id>/` |
//! | their manifests | `manifests/<id>` |
//! | who published what | `journal.jsonl` |
//! | previews, and what they are | `previews/<token>/`, `previews/<token>.json` |
//! | what is being made or removed | names that begin with a dot |
//!
//! Whatever is seen from outside appears by one rename, whole and safe on the disk. What a killed
//! program left begins with a dot, and goes at the next publication. Files of others stay.
//!
//! It never decides what is served when; see `folder.rs` and `ssh.rs`.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::disk::{NewFiles, exchange, make_folder, sync_folder};
use super::{Flaw, History, Published, unfinished};
use crate::diagnostic::Diagnostic;
use crate::publish::built::not_writable;
use crate::publish::class::CacheClass;
use crate::publish::fault;
use crate::publish::journal::{self, Entry};
use crate::publish::preview::{self, Preview, PreviewRecord};
use crate::publish::release::{Release, ReleaseId};
use crate::publish::target::Publication;

/// Names of what is being made …
const MAKING: &str = ".making-";
/// … and of what is being removed.
const REMOVING: &str = ".removing-";
/// What is about to be served, until the journal says it.
const PENDING: &str = ".pending";

/// The folder of one site.
#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
}

/// Holds a site's folder for one publisher. It goes with the process, however that ends.
#[derive(Debug)]
pub(super) struct Held(#[expect(dead_code, reason = "open, it is the lock")] File);

impl Store {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where a release is.
    pub(super) fn release_folder(&self, id: &ReleaseId) -> PathBuf {
        self.folder.join("releases").join(id.to_string())
    }

    /// The manifest's text of a release.
    pub(super) fn manifest_file(&self, id: &ReleaseId) -> PathBuf {
        self.folder.join("manifests").join(id.to_string())
    }

    /// The release served now.
    pub(super) fn current(&self) -> Result<Option<ReleaseId>, Diagnostic> {
        let link = self.folder.join("current");
        let foreign =
            || Diagnostic::error("publish-current-foreign").arg("file", link.display().to_string());
        let target = match fs::read_link(&link) {
            Ok(target) => target,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => return Err(foreign()),
            Err(error) => return Err(unreadable(&link, &error)),
        };
        let id = target.strip_prefix("releases").ok().and_then(|id| id.to_str()?.parse().ok());
        let id: ReleaseId = id.ok_or_else(foreign)?;
        // A release that somebody removed is not served: it is published again.
        Ok(self.release_folder(&id).is_dir().then_some(id))
    }

    /// Holds the folder, made if need be, and finishes what a killed publisher began.
    pub(super) fn hold(&self) -> Result<Held, Diagnostic> {
        let place = self.folder.as_path();
        for folder in [place, &place.join("releases"), &place.join("manifests")] {
            make_folder(folder)?;
        }
        let path = place.join(".lock");
        let file = File::options().append(true).create(true).open(&path);
        let file = file.map_err(|error| not_writable(&path, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let folder = place.display().to_string();
                return Err(Diagnostic::error("publish-locked").arg("folder", folder));
            }
            Err(TryLockError::Error(error)) => return Err(not_writable(&path, &error)),
        }
        fault::point("store-held");
        let held = Held(file);
        self.finish(&held)?;
        Ok(held)
    }

    /// True when a killed publisher left something to finish.
    pub(super) fn is_unfinished(&self) -> bool {
        self.folder.join(PENDING).exists() || !self.leftovers().is_empty()
    }

    fn finish(&self, held: &Held) -> Result<(), Diagnostic> {
        let pending = self.folder.join(PENDING);
        if let Ok(text) = fs::read_to_string(&pending) {
            let entry = journal::parse(&text).pop();
            let told = |entry: &Entry| self.entries().last() == Some(entry);
            if let Some(entry) = entry
                && self.current()? == Some(entry.release)
                && !told(&entry)
            {
                self.write_journal(held, &entry)?;
            }
            fs::remove_file(&pending).map_err(|error| not_writable(&pending, &error))?;
        }
        for leftover in self.leftovers() {
            remove(&leftover)?;
        }
        Ok(())
    }

    fn leftovers(&self) -> Vec<PathBuf> {
        let folders = ["", "releases", "manifests", "previews"];
        let entries = folders.iter().flat_map(|name| fs::read_dir(self.folder.join(name)));
        let ours = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with(MAKING) || name.starts_with(REMOVING)
        };
        entries.flatten().flatten().map(|entry| entry.path()).filter(ours).collect()
    }

    /// The files that a release was lent by the one served before it; see [`serve`](Self::serve).
    fn lent(&self, id: &ReleaseId) -> Release {
        let text = fs::read_to_string(self.lent_file(id)).unwrap_or_default();
        Release::parse(&text).unwrap_or_default()
    }

    fn lent_file(&self, id: &ReleaseId) -> PathBuf {
        self.folder.join("manifests").join(format!("{id}.lent"))
    }

    /// The manifest of a release.
    pub(super) fn release(&self, id: &ReleaseId) -> Result<Release, Diagnostic> {
        let path = self.manifest_file(id);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(unknown(id)),
            read => read.map_err(|error| unreadable(&path, &error))?,
        };
        Release::parse(&text).ok().filter(|release| release.id() == *id).ok_or_else(|| {
            Diagnostic::error("publish-manifest-damaged").arg("file", path.display().to_string())
        })
    }

    /// What is known of the site.
    pub(super) fn history(&self) -> Result<History, Diagnostic> {
        Ok(History { current: self.current()?, kept: self.kept(), entries: self.entries() })
    }

    /// The releases there are, whole.
    pub(super) fn kept(&self) -> Vec<ReleaseId> {
        let entries = fs::read_dir(self.folder.join("releases")).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        folders.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
    }

    fn entries(&self) -> Vec<Entry> {
        let bytes = fs::read(self.folder.join("journal.jsonl")).unwrap_or_default();
        journal::parse(&String::from_utf8_lossy(&bytes))
    }

    /// Makes a release, safe on the disk, without serving it. What it has in common with `base`
    /// is shared with it.
    pub(super) fn make(
        &self,
        _: &Held,
        publication: &Publication<'_>,
        base: Option<ReleaseId>,
    ) -> Result<Published, Diagnostic> {
        let (id, place) = (publication.id, self.release_folder(&publication.id));
        if place.exists() {
            if self.manifest_file(&id).exists() && self.verify(&id)?.is_empty() {
                return Ok(Published::default());
            }
            // Nobody is served it: it is made anew.
            self.discard("releases", &id.to_string())?;
        }
        let making = place.with_file_name(format!("{MAKING}{id}"));
        let base =
            base.and_then(|base| Some((self.release(&base).ok()?, self.release_folder(&base))));
        let new =
            NewFiles::new(&making, base.as_ref().map(|(release, folder)| (release, &**folder)));
        let published = new.release(publication).inspect_err(|_| {
            // Best effort: what stays is removed at the next publication.
            let _ = fs::remove_dir_all(&making);
        })?;
        fault::point("store-made");
        self.replace(&self.manifest_file(&id), publication.release.text().as_bytes())?;
        fault::point("store-manifest");
        fs::rename(&making, &place).map_err(|error| not_writable(&place, &error))?;
        sync_folder(&self.folder.join("releases"))?;
        fault::point("store-placed");
        Ok(published)
    }

    /// Puts a release that is served back as it was published. Everything is made anew, and nothing
    /// shared with what somebody had their hands on; visitors see the one or the other, whole.
    pub(super) fn make_again(
        &self,
        _: &Held,
        publication: &Publication<'_>,
    ) -> Result<Published, Diagnostic> {
        let (id, place) = (publication.id, self.release_folder(&publication.id));
        let making = place.with_file_name(format!("{MAKING}{id}"));
        let made = NewFiles::new(&making, None).release(publication).and_then(|published| {
            self.replace(&self.manifest_file(&id), publication.release.text().as_bytes())?;
            fault::point("store-again");
            exchange(&making, &place)?;
            fault::point("store-exchanged");
            Ok(published)
        });
        // Best effort, also of what was in its place: what stays is removed at the next publication.
        let _ = fs::remove_dir_all(&making);
        let published = made?;
        sync_folder(&self.folder.join("releases"))?;
        // What it was lent went with its former files.
        remove(&self.lent_file(&id))?;
        Ok(published)
    }

    /// Lends a release what pages of the one served now refer to, under names that nothing else
    /// has: who got a page just before the swap asks for its styles and images just after.
    fn lend(&self, from: &ReleaseId, to: &ReleaseId) -> Result<(), Diagnostic> {
        let (Ok(old), Ok(new)) = (self.release(from), self.release(to)) else { return Ok(()) };
        let mut lent = self.lent(to);
        let before = lent.files.len();
        let named = |class| matches!(class, CacheClass::Immutable | CacheClass::Media);
        let files = old
            .files
            .iter()
            .filter(|(path, file)| named(file.class) && !new.files.contains_key(*path));
        lent.files.extend(files.map(|(path, file)| (path.clone(), file.clone())));
        if lent.files.len() == before {
            return Ok(());
        }
        self.replace(&self.lent_file(to), lent.text().as_bytes())?;
        super::disk::lend(&old, &self.release_folder(from), &lent, &self.release_folder(to));
        Ok(())
    }

    /// Serves a release that is there, and writes the journal. `entry` is completed by what was
    /// served before.
    pub(super) fn serve(&self, held: &Held, mut entry: Entry) -> Result<(), Diagnostic> {
        entry.previous = self.current()?;
        if let Some(previous) = entry.previous {
            self.lend(&previous, &entry.release)?;
        }
        fault::point("store-lent");
        self.replace(&self.folder.join(PENDING), entry.line().as_bytes())?;
        fault::point("store-pending");
        let link = self.folder.join("current");
        let beside = self.folder.join(format!("{MAKING}current"));
        let target = format!("releases/{}", entry.release);
        link_to(&target, &beside)
            .and_then(|()| fs::rename(&beside, &link))
            .map_err(|error| not_writable(&link, &error))?;
        let after = || {
            sync_folder(&self.folder)?;
            fault::point("store-swapped");
            self.write_journal(held, &entry)?;
            fault::point("store-journal");
            remove(&self.folder.join(PENDING))
        };
        after().map_err(unfinished)
    }

    /// Writes a line of the journal.
    pub(super) fn write_journal(&self, _: &Held, entry: &Entry) -> Result<(), Diagnostic> {
        let path = self.folder.join("journal.jsonl");
        let append = || {
            let torn = fs::read(&path).is_ok_and(|held| held.last().is_some_and(|b| *b != b'\n'));
            let mut file = File::options().append(true).create(true).open(&path)?;
            let start = if torn { "\n" } else { "" };
            file.write_all(format!("{start}{}", entry.line()).as_bytes())?;
            file.sync_data()
        };
        append().map_err(|error| not_writable(&path, &error))
    }

    /// Removes all but the `keep` releases served last.
    pub(super) fn prune(&self, _: &Held, keep: usize) -> Result<(), Diagnostic> {
        for id in journal::beyond(&self.history()?, keep) {
            fault::point("store-pruning");
            self.remove_release(&id)?;
        }
        Ok(())
    }

    /// Removes all releases but one.
    pub(super) fn keep_only(&self, _: &Held, id: &ReleaseId) -> Result<(), Diagnostic> {
        self.kept().iter().filter(|other| *other != id).try_for_each(|id| self.remove_release(id))
    }

    fn remove_release(&self, id: &ReleaseId) -> Result<(), Diagnostic> {
        self.discard("releases", &id.to_string())?;
        remove(&self.manifest_file(id))?;
        remove(&self.lent_file(id))
    }

    /// Takes something out of sight at once, then removes it.
    fn discard(&self, folder: &str, name: &str) -> Result<(), Diagnostic> {
        let folder = self.folder.join(folder);
        let (path, hidden) = (folder.join(name), folder.join(format!("{REMOVING}{name}")));
        match fs::rename(&path, &hidden) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            renamed => {
                renamed.map_err(|error| not_writable(&path, &error))?;
                remove(&hidden)
            }
        }
    }

    /// Compares a release with its manifest, file by file.
    pub(super) fn verify(&self, id: &ReleaseId) -> Result<Vec<Flaw>, Diagnostic> {
        let release = self.release(id)?;
        Ok(super::disk::flaws(&self.release_folder(id), &release, &self.lent(id)))
    }

    /// Puts a preview in its place.
    pub(super) fn preview(&self, _: &Held, shown: &Preview<'_>) -> Result<Published, Diagnostic> {
        let previews = self.folder.join("previews");
        make_folder(&previews)?;
        let making = previews.join(format!("{MAKING}{}", shown.token));
        let published = NewFiles::new(&making, None).preview(shown).inspect_err(|_| {
            // Best effort: what stays is removed at the next publication.
            let _ = fs::remove_dir_all(&making);
        })?;
        let record = serde_json::to_vec(&shown.record()).unwrap_or_default();
        self.replace(&previews.join(format!("{}.json", shown.token)), &record)?;
        let place = previews.join(&shown.token);
        fs::rename(&making, &place).map_err(|error| not_writable(&place, &error))?;
        sync_folder(&previews)?;
        Ok(published)
    }

    /// Where a preview is.
    pub(super) fn preview_folder(&self, token: &str) -> PathBuf {
        self.folder.join("previews").join(token)
    }

    /// The previews that have ended.
    pub(super) fn ended_previews(&self, now: Timestamp) -> Vec<String> {
        let entries = fs::read_dir(self.folder.join("previews")).into_iter().flatten().flatten();
        let ended = entries.filter_map(|entry| {
            let name = entry.file_name();
            let token = name.to_str()?.strip_suffix(".json")?;
            let record: PreviewRecord =
                serde_json::from_slice(&fs::read(entry.path()).ok()?).ok()?;
            (preview::is_token(token) && record.until <= now).then(|| token.to_owned())
        });
        ended.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Removes previews.
    pub(super) fn end_previews(&self, _: &Held, tokens: &[String]) -> Result<(), Diagnostic> {
        for token in tokens {
            self.discard("previews", token)?;
            remove(&self.folder.join("previews").join(format!("{token}.json")))?;
        }
        Ok(())
    }

    /// Replaces a small file at once: a reader sees the old bytes or the new ones.
    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let beside = path.with_file_name(format!("{MAKING}{}", name.trim_start_matches('.')));
        let write = || {
            let mut file = File::create(&beside)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&beside, path)
        };
        write().map_err(|error| not_writable(path, &error))?;
        sync_folder(path.parent().unwrap_or(&self.folder))
    }
}

/// What is said of a release that is not there.
pub(super) fn unknown(id: &ReleaseId) -> Diagnostic {
    Diagnostic::error("publish-release-unknown").arg("release", id.short())
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("publish-target-unreadable")
        .arg("file", path.display().to_string())
        .arg("detail", error)
}

/// Removes a file, a link or a folder with all it holds; links are not followed.
fn remove(path: &Path) -> Result<(), Diagnostic> {
    let removed = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => Err(error),
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
    };
    removed.map_err(|error| not_writable(path, &error))
}

#[cfg(unix)]
fn link_to(target: &str, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(windows)]
fn link_to(target: &str, link: &Path) -> io::Result<()> {
    std::os::windows::fs::symlink_dir(target, link)
}
