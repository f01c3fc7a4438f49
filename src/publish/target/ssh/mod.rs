//! A folder of another machine, laid out like that of the target *folder*, reached by the user's
//! own `ssh` and `rsync`.
//!
//! A release is made on this machine first (see `store.rs`), then sent: `rsync` shares with the
//! release before what did not change, and the swap is one rename on the other machine. That
//! machine needs `sh`, `rsync`, `flock` and the usual commands of a GNU system; nothing of ours
//! runs there.

mod session;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

pub(in crate::publish) use session::Access;
use session::{Session, document, quoted};

use super::store::{Held, Store, unknown};
use super::{Flaw, History, Publication, Published, Target, UNFINISHED, unfinished};
use crate::diagnostic::Diagnostic;
use crate::publish::class::CacheClass;
use crate::publish::fault;
use crate::publish::journal::{self, Entry};
use crate::publish::preview::{self, Preview, PreviewRecord};
use crate::publish::release::{Release, ReleaseId};
use crate::workspace::SiteId;

/// The folder of another machine.
#[derive(Debug)]
pub(super) struct Ssh {
    access: Access,
    path: String,
    /// Where releases are made before they are sent.
    local: PathBuf,
    connection: Mutex<Connection>,
}

/// How the connection is.
#[derive(Debug)]
enum Connection {
    Open(Box<Session>),
    /// It was cut: the next site tries once more.
    Cut,
    /// It cannot be had.
    None(Diagnostic),
}

/// What a remote script begins with: functions, in the folder of a site.
const FUNCTIONS: &str = r#"
settle() { sync -f "$1" 2>/dev/null || sync; }
note() {
  # After a line that was cut, by a full disk for one, ours would be lost too.
  [ -z "$(tail -c 1 journal.jsonl 2>/dev/null)" ] || echo >> journal.jsonl
  cat -- "$1" >> journal.jsonl
  settle journal.jsonl
}
sweep() {
  rm -rf .making-* .removing-* releases/.making-* releases/.removing-* manifests/.making-* previews/.making-* previews/.removing-*
}
finish() {
  if [ -f .pending ]; then
    served=$(readlink current || true)
    wanted=$(sed -n 's/.*"release":"\([0-9a-f]*\)".*/\1/p' .pending | head -n 1)
    if [ "$served" = "releases/$wanted" ] && ! grep -qxF -f .pending journal.jsonl 2>/dev/null; then
      note .pending
    fi
    rm -f .pending
  fi
  # A copy that was cut may take a moment to notice.
  sweep 2>/dev/null || { sleep 2; sweep; }
}
"#;

impl Ssh {
    /// Reaches the machine. Releases are made below `local`.
    pub(super) fn open(access: Access, path: String, local: PathBuf) -> Result<Self, Diagnostic> {
        let session = Session::open(&access)?;
        let connection = Mutex::new(Connection::Open(Box::new(session)));
        Ok(Self { access, path, local, connection })
    }

    fn store(&self, site: &str) -> Store {
        Store::new(self.local.join(site))
    }

    /// The folder of a site there.
    fn folder(&self, site: &str) -> String {
        format!("{}/{site}", self.path.trim_end_matches('/'))
    }

    /// Does something over the connection, opened again if it was cut before.
    fn over<T>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, Diagnostic>,
    ) -> Result<T, Diagnostic> {
        let mut connection: MutexGuard<'_, Connection> =
            self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(*connection, Connection::Cut) {
            *connection = match Session::open(&self.access) {
                Ok(session) => Connection::Open(Box::new(session)),
                Err(finding) => Connection::None(finding),
            };
        }
        let session = match &mut *connection {
            Connection::Open(session) => session,
            Connection::None(finding) => return Err(finding.clone()),
            // It was just opened, or there is none.
            Connection::Cut => {
                return Err(Diagnostic::error("ssh-cut").arg("host", "").arg("detail", ""));
            }
        };
        let done = work(session);
        if let Err(finding) = &done
            && (finding.code.starts_with("ssh-") || finding.code == UNFINISHED)
        {
            *connection = Connection::Cut;
        }
        done
    }

    /// Runs a script in the folder of a site.
    fn at(&self, session: &mut Session, site: &str, script: &str) -> Result<String, Diagnostic> {
        let folder = quoted(&self.folder(site));
        session.run(&format!("{FUNCTIONS}cd -- {folder}\n{script}"))
    }

    /// Holds the folder of a site there for one publisher, for as long as the connection lasts or
    /// until another site's is held.
    fn hold(&self, session: &mut Session, site: &str) -> Result<(), Diagnostic> {
        let folder = self.folder(site);
        let place = quoted(&folder);
        session.run(&format!(
            "mkdir -p -- {place}/releases {place}/manifests\n: >> {place}/.lock\ncommand -v flock rsync"
        ))?;
        let lock = format!("exec 9>&-; exec 9>>{place}/.lock; flock -n 9");
        let (status, _) = session.send(&lock)?;
        if status != 0 {
            return Err(Diagnostic::error("publish-locked").arg("folder", self.shown(site)));
        }
        fault::point("ssh-held");
        self.at(session, site, "finish")?;
        Ok(())
    }

    /// A site's folder there, for people.
    fn shown(&self, site: &str) -> String {
        format!("{}:{}", self.access.host, self.folder(site))
    }

    fn current_of(
        &self,
        session: &mut Session,
        site: &SiteId,
    ) -> Result<Option<ReleaseId>, Diagnostic> {
        let mut found = self.currents(session, std::slice::from_ref(site))?;
        found.remove(site).unwrap_or(Ok(None))
    }

    fn currents(
        &self,
        session: &mut Session,
        sites: &[SiteId],
    ) -> Result<BTreeMap<SiteId, Result<Option<ReleaseId>, Diagnostic>>, Diagnostic> {
        let ids: Vec<String> = sites.iter().map(|site| quoted(site)).collect();
        let script = format!(
            "cd -- {} 2>/dev/null || exit 0\nfor s in {}; do\n  if [ -L \"$s/current\" ]; then\n    \
             l=$(readlink \"$s/current\"); if [ -d \"$s/current/\" ]; then echo \"$s $l\"; fi\n  \
             elif [ -e \"$s/current\" ]; then echo \"$s !\"; fi\ndone",
            quoted(&self.path),
            ids.join(" ")
        );
        let answer = session.run(&script)?;
        let mut found = BTreeMap::new();
        for line in answer.lines() {
            let Some((site, link)) = line.split_once(' ') else { continue };
            let id = link.strip_prefix("releases/").and_then(|id| id.parse().ok());
            let current = id.map(Some).ok_or_else(|| {
                let file = format!("{}/current", self.shown(site));
                Diagnostic::error("publish-current-foreign").arg("file", file)
            });
            found.insert(SiteId::from(site), current);
        }
        Ok(found)
    }

    fn manifest(
        &self,
        session: &mut Session,
        site: &str,
        id: &ReleaseId,
    ) -> Result<Release, Diagnostic> {
        let name = format!("manifests/{id}");
        let text = self.at(session, site, &format!("[ ! -f {name} ] || cat {name}"))?;
        if text.is_empty() {
            return Err(unknown(id));
        }
        // The end of the last line went with the end of the answer.
        let release = Release::parse(&text).ok().filter(|release| release.id() == *id);
        release.ok_or_else(|| {
            let file = format!("{}/{name}", self.shown(site));
            Diagnostic::error("publish-manifest-damaged").arg("file", file)
        })
    }

    fn known(&self, session: &mut Session, site: &SiteId) -> Result<History, Diagnostic> {
        let current = self.current_of(session, site)?;
        let folder = quoted(&self.folder(site));
        let script = format!(
            "cd -- {folder} 2>/dev/null || exit 0\nls releases\necho\n[ ! -f journal.jsonl ] || cat journal.jsonl"
        );
        let answer = session.run(&script)?;
        let (kept, entries) = answer.split_once("\n\n").unwrap_or((&answer, ""));
        let kept = kept.lines().filter_map(|name| name.parse().ok()).collect();
        Ok(History { current, kept, entries: journal::parse(entries) })
    }

    /// Sends a release that was made here, unless it is there.
    fn send(
        &self,
        session: &mut Session,
        publication: &Publication<'_>,
        folder: &Path,
        current: Option<ReleaseId>,
    ) -> Result<Published, Diagnostic> {
        let (site, id) = (&publication.site.id, publication.id);
        let there = format!("{}/releases", self.folder(site));
        fault::point("ssh-sending");
        // What is there under this name is only believed byte for byte.
        let alike: Vec<String> =
            current.into_iter().chain([id]).map(|id| format!("{there}/{id}")).collect();
        let making = format!("{there}/.making-{id}");
        let (files, bytes) = session.copy(folder, &making, &alike)?;
        fault::point("ssh-sent");
        let manifest =
            document(&format!("cat > manifests/.making-{id}"), &publication.release.text());
        let script = format!(
            "{manifest}\nsettle releases/.making-{id}\nmv -T manifests/.making-{id} manifests/{id}\n\
             if [ -e releases/{id} ]; then mv -T releases/{id} releases/.removing-{id}; fi\n\
             mv -T releases/.making-{id} releases/{id}\nrm -rf releases/.removing-{id}\nsettle releases"
        );
        self.at(session, site, &script)?;
        fault::point("ssh-placed");
        Ok(Published { files, bytes })
    }

    /// Serves a release that is there, and writes the journal.
    fn serve(&self, session: &mut Session, site: &str, entry: &Entry) -> Result<(), Diagnostic> {
        let id = entry.release;
        let mut script = String::new();
        if let Some(from) = entry.previous
            && let (Ok(old), Ok(new)) =
                (self.manifest(session, site, &from), self.manifest(session, site, &id))
        {
            lend(&mut script, &from, &old, &id, &new);
        }
        let pending = document("cat > .making-pending", &entry.line());
        // Writing to a string cannot fail.
        let _ = write!(
            script,
            "{pending}\nmv -T .making-pending .pending\nln -s releases/{id} .making-current\n\
             mv -T .making-current current"
        );
        self.at(session, site, &script)?;
        fault::point("ssh-swapped");
        let after = "settle .\nnote .pending\nrm -f .pending";
        self.at(session, site, after).map(drop).map_err(unfinished)
    }

    /// Removes all but the `keep` releases served last.
    fn prune(&self, session: &mut Session, site: &SiteId, keep: usize) -> Result<(), Diagnostic> {
        let history = self.known(session, site)?;
        let mut script = String::new();
        for id in journal::beyond(&history, keep) {
            // Writing to a string cannot fail.
            let _ = write!(
                script,
                "mv -T releases/{id} releases/.removing-{id}\nrm -rf releases/.removing-{id} \
                 manifests/{id} manifests/{id}.lent\n"
            );
        }
        if !script.is_empty() {
            self.at(session, site, &script)?;
        }
        Ok(())
    }

    /// True when every file of a release is there with its length; its bytes cannot be looked at
    /// without fetching them.
    fn is_there(
        &self,
        session: &mut Session,
        site: &str,
        id: &ReleaseId,
    ) -> Result<bool, Diagnostic> {
        let release = self.manifest(session, site, id)?;
        let script = format!("find releases/{id} -type f -printf '%s %P\\n'");
        let answer = self.at(session, site, &script)?;
        let sizes: BTreeMap<&str, &str> =
            answer.lines().filter_map(|line| line.split_once(' ')).map(|(s, p)| (p, s)).collect();
        let there = |(path, size): (&String, u64)| {
            sizes.get(path.as_str()).is_some_and(|found| *found == size.to_string())
        };
        Ok(release.files.iter().all(|(path, file)| there((path, file.size))))
    }

    fn made(
        &self,
        held: &Held,
        publication: &Publication<'_>,
        store: &Store,
    ) -> Result<PathBuf, Diagnostic> {
        let base = store.kept().into_iter().next();
        store.make(held, publication, base)?;
        store.keep_only(held, &publication.id)?;
        Ok(store.release_folder(&publication.id))
    }
}

/// What writes a line of the journal.
fn noted(entry: &Entry) -> String {
    format!(
        "{}\nnote .making-entry\nrm -f .making-entry",
        document("cat > .making-entry", &entry.line())
    )
}

/// Adds to a script what shares with a release the files that pages of the one before refer to;
/// see [`Store::serve`].
fn lend(script: &mut String, from: &ReleaseId, old: &Release, id: &ReleaseId, new: &Release) {
    let named = |class| matches!(class, CacheClass::Immutable | CacheClass::Media);
    let files =
        old.files.iter().filter(|(path, file)| named(file.class) && !new.files.contains_key(*path));
    let lent = Release { files: files.map(|(path, file)| (path.clone(), file.clone())).collect() };
    if lent.files.is_empty() {
        return;
    }
    let names: Vec<String> = super::disk::with_variants(&lent).map(|(_, name, _)| name).collect();
    let manifest = document(&format!("cat > manifests/{id}.lent"), &lent.text());
    let link = format!(
        "while IFS= read -r name; do\n  mkdir -p -- \"releases/{id}/$(dirname -- \"$name\")\"\n  \
         ln -- \"releases/{from}/$name\" \"releases/{id}/$name\" 2>/dev/null || true\ndone"
    );
    // Writing to a string cannot fail.
    let _ = write!(script, "{manifest}\n{}\n", document(&link, &names.join("\n")));
}

impl Target for Ssh {
    fn place(&self) -> String {
        format!("{}:{}", self.access.host, self.path)
    }

    fn current(&self, sites: &[SiteId]) -> BTreeMap<SiteId, Result<Option<ReleaseId>, Diagnostic>> {
        self.over(|session| self.currents(session, sites)).unwrap_or_else(|finding| {
            sites.iter().map(|site| (site.clone(), Err(finding.clone()))).collect()
        })
    }

    fn release(&self, site: &str, id: &ReleaseId) -> Result<Release, Diagnostic> {
        self.over(|session| self.manifest(session, site, id))
    }

    fn publish(&self, publication: &Publication<'_>) -> Result<Published, Diagnostic> {
        let site = &publication.site.id;
        let store = self.store(site);
        let held = store.hold()?;
        let folder = self.made(&held, publication, &store)?;
        self.over(|session| {
            self.current_of(session, site)?;
            self.hold(session, site)?;
            let current = self.current_of(session, site)?;
            if current == Some(publication.id) {
                return Ok(Published::default());
            }
            let published = self.send(session, publication, &folder, current)?;
            let entry = Entry { previous: current, ..publication.entry.clone() };
            self.serve(session, site, &entry)?;
            self.prune(session, site, publication.keep).map_err(unfinished)?;
            fault::point("ssh-done");
            Ok(published)
        })
    }

    fn history(&self, site: &str) -> Result<History, Diagnostic> {
        self.over(|session| self.known(session, &SiteId::from(site)))
    }

    fn rollback(&self, site: &str, to: &ReleaseId, entry: Entry) -> Result<(), Diagnostic> {
        self.over(|session| {
            self.hold(session, site)?;
            if !self.is_there(session, site, to)? {
                let damaged = Diagnostic::error("publish-release-damaged");
                return Err(damaged.arg("release", to.short()));
            }
            let previous = self.current_of(session, &SiteId::from(site))?;
            self.serve(session, site, &Entry { previous, ..entry })
        })
    }

    fn verify(&self, site: &str, id: &ReleaseId) -> Result<Vec<Flaw>, Diagnostic> {
        let folder = tempfile::tempdir()
            .map_err(|error| crate::publish::built::not_writable(&std::env::temp_dir(), &error))?;
        let near = self.store(site).release_folder(id);
        let near = near.is_dir().then_some(near);
        // Files are compared once the connection is free again: that takes other threads.
        let (release, lent) = self.over(|session| {
            let release = self.manifest(session, site, id)?;
            let name = format!("manifests/{id}.lent");
            let lent = self.at(session, site, &format!("[ ! -f {name} ] || cat {name}"))?;
            let lent = Release::parse(&lent).unwrap_or_default();
            let there = format!("{}/releases/{id}", self.folder(site));
            session.fetch(&there, folder.path(), near.as_deref())?;
            Ok((release, lent))
        })?;
        Ok(super::disk::flaws(folder.path(), &release, &lent))
    }

    fn repair(&self, publication: &Publication<'_>, _: &[Flaw]) -> Result<Published, Diagnostic> {
        let (site, id) = (&publication.site.id, publication.id);
        let store = self.store(site);
        let held = store.hold()?;
        let folder = self.made(&held, publication, &store)?;
        self.over(|session| {
            self.hold(session, site)?;
            if self.current_of(session, site)? != Some(id) {
                return Ok(Published::default());
            }
            let place = self.folder(site);
            let release = format!("{place}/releases/{id}");
            self.at(session, site, "mkdir -p .making-again")?;
            let (files, bytes) =
                session.restore(&folder, &release, &format!("{place}/.making-again"))?;
            let manifest = document("cat > manifests/.making-again", &publication.release.text());
            let script = format!(
                "{manifest}\nmv -T manifests/.making-again manifests/{id}\n\
                 rm -rf manifests/{id}.lent .making-again\nsettle releases/{id}\n{}",
                noted(&publication.entry)
            );
            self.at(session, site, &script)?;
            Ok(Published { files, bytes })
        })
    }

    fn preview(&self, shown: &Preview<'_>) -> Result<Published, Diagnostic> {
        let (site, token) = (&shown.publication.site.id, &shown.token);
        let store = self.store(site);
        let held = store.hold()?;
        store.preview(&held, shown)?;
        let record = serde_json::to_string(&shown.record()).unwrap_or_default();
        let sent = self.over(|session| {
            self.hold(session, site)?;
            self.at(session, site, "mkdir -p previews")?;
            let making = format!("{}/previews/.making-{token}", self.folder(site));
            let (files, bytes) = session.copy(&store.preview_folder(token), &making, &[])?;
            let record = document(&format!("cat > previews/{token}.json"), &record);
            let journal = noted(&shown.publication.entry);
            let script = format!(
                "{record}\nmv -T previews/.making-{token} previews/{token}\nsettle previews\n{journal}"
            );
            self.at(session, site, &script)?;
            Ok(Published { files, bytes })
        });
        store.end_previews(&held, std::slice::from_ref(token))?;
        sent
    }

    fn tidy(&self, sites: &[SiteId], now: Timestamp) -> Result<usize, Diagnostic> {
        let ids: Vec<String> = sites.iter().map(|site| quoted(site)).collect();
        let script = format!(
            "cd -- {} 2>/dev/null || exit 0\nfor s in {}; do\n  [ ! -e \"$s/.pending\" ] || echo \"$s\"\n  \
             for j in \"$s\"/previews/*.json; do [ ! -f \"$j\" ] || echo \"$j $(cat \"$j\")\"; done\ndone",
            quoted(&self.path),
            ids.join(" ")
        );
        self.over(|session| {
            let answer = session.run(&script)?;
            let mut ended: BTreeMap<SiteId, Vec<String>> = BTreeMap::new();
            for line in answer.lines() {
                let Some((path, record)) = line.split_once(' ') else {
                    ended.entry(SiteId::from(line)).or_default();
                    continue;
                };
                let Some((site, name)) = path.split_once("/previews/") else { continue };
                let token = name.trim_end_matches(".json");
                let record: Option<PreviewRecord> = serde_json::from_str(record).ok();
                if preview::is_token(token) && record.is_some_and(|record| record.until <= now) {
                    ended.entry(SiteId::from(site)).or_default().push(token.to_owned());
                }
            }
            let mut count = 0;
            for (site, tokens) in ended {
                self.hold(session, &site)?;
                let names: String = tokens.iter().fold(String::new(), |names, token| {
                    names + " previews/" + token + " previews/" + token + ".json"
                });
                self.at(session, &site, &format!("rm -rf --{names}"))?;
                count += tokens.len();
            }
            Ok(count)
        })
    }
}
