//! A bucket of S3 or of a compatible store: no folder to swap, so the order of what is sent makes
//! that visitors find every page whole with all it refers to.
//!
//! | key, after the prefix | what |
//! | --- | --- |
//! | `<site>/<path>`, and with `.br`, `.gz` | what visitors ask for |
//! | `<site>/apercu/<token>/<path>` | previews |
//! | `.parvis/<site>/site.json` | the record: which release is served, who publishes now |
//! | `.parvis/<site>/manifests/<id>` | the releases that can be put back |
//! | `.parvis/<site>/objects/<hash>` | what those hold and the site no longer serves |
//! | `.parvis/<site>/journal.jsonl` | who published what and when |
//! | `.parvis/<site>/previews/<token>.json` | the files of a preview, and its end |
//!
//! What begins with `.parvis/` is not for the public. A publisher never waits for another one's
//! clock, and never changes a site whose record it could not claim.

mod claim;
mod store;
mod transition;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::runtime::Runtime;
use tokio::sync::OnceCell;

use self::claim::{Claim, Record};
use self::store::{Served, Store, each};
use self::transition::{
    Origin, Transition, append, entries, kept_bytes, remove, stays, with_variants,
};
use super::{Flaw, FlawKind, History, Publication, Published, Target};
use crate::diagnostic::Diagnostic;
use crate::publish::journal::Entry;
use crate::publish::preview::{FOLDER, Preview, PreviewRecord};
use crate::publish::release::{Release, ReleaseFile, ReleaseId};
use crate::publish::variant::{Encoding, has_variants};
use crate::workspace::{S3Settings, SiteId};

/// What is said at the address of a page that is put back, where only the id of a site is known.
const LANGUAGE: &str = "fr";

/// A bucket.
#[derive(Debug)]
pub(super) struct S3 {
    store: Store,
    runtime: Runtime,
    /// Whether the store keeps to conditions was asked once.
    conditions: OnceCell<()>,
    /// The records as they were read last, so that a site where nothing happens is asked for once.
    seen: Mutex<BTreeMap<SiteId, Record>>,
}

/// A preview, as it is remembered.
#[derive(Debug, Serialize, Deserialize)]
struct Shown {
    #[serde(flatten)]
    record: PreviewRecord,
    files: Vec<String>,
}

impl S3 {
    /// Reaches a bucket.
    ///
    /// # Errors
    /// `publish-setting-missing`, `s3-no-credentials`, `s3-settings-refused`.
    pub(super) fn open(settings: &S3Settings) -> Result<Self, Diagnostic> {
        let store = Store::open(settings)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| Diagnostic::error("s3-task-ended").arg("detail", error.to_string()))?;
        Ok(Self { store, runtime, conditions: OnceCell::new(), seen: Mutex::default() })
    }

    /// The records of sites; each that was just read is not read again, once.
    async fn records(&self, sites: &[SiteId]) -> BTreeMap<SiteId, Result<Record, Diagnostic>> {
        let mut records = BTreeMap::new();
        let mut unknown = Vec::new();
        for site in sites {
            match self.seen().remove(site) {
                Some(record) => drop(records.insert(site.clone(), Ok(record))),
                None => unknown.push(site.clone()),
            }
        }
        let read = each(unknown, |site| {
            let store = self.store.clone();
            async move {
                let read = claim::read(&store, &site).await.map(|(record, _)| record);
                Ok((site, read))
            }
        });
        // Each site's own failure is its own answer: as a whole this cannot fail.
        records.extend(read.await.unwrap_or_default());
        records
    }

    async fn tidy_one(
        &self,
        site: &SiteId,
        record: Record,
        now: Timestamp,
    ) -> Result<usize, Diagnostic> {
        if record.unsure.is_empty() && record.previews.is_empty() {
            self.seen().insert(site.clone(), record);
            return Ok(0);
        }
        if !record.unsure.is_empty() {
            self.undo(site, &record).await?;
        }
        self.end_previews(site, &record, now).await
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, BTreeMap<SiteId, Record>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Claims a site, in a store that is known to keep to conditions.
    async fn claim(&self, site: &str, entry: &Entry) -> Result<Claim, Diagnostic> {
        self.conditions.get_or_try_init(|| self.store.check_conditions()).await?;
        self.seen().remove(site);
        Claim::take(&self.store, site, entry).await
    }

    async fn known(&self, site: &str, id: &ReleaseId) -> Result<Release, Diagnostic> {
        let release = self.store.manifest(site, id).await?;
        release
            .ok_or_else(|| Diagnostic::error("publish-release-unknown").arg("release", id.short()))
    }

    /// Puts back what is served, where a publication that died had begun to change it.
    async fn undo(&self, site: &str, record: &Record) -> Result<(), Diagnostic> {
        let (Some(id), Some(entry)) = (record.release, &record.entry) else { return Ok(()) };
        let claim = match self.claim(site, entry).await {
            // Whoever publishes it now finishes it.
            Err(busy) if busy.code == "s3-busy" => return Ok(()),
            claim => claim?,
        };
        if claim.record().await.release != Some(id) {
            return claim.release(|_| {}).await;
        }
        let release = &self.known(site, &id).await?;
        let (store, origin) = (&self.store, Origin::Kept);
        let undone = Transition {
            store,
            site,
            language: LANGUAGE,
            id,
            release,
            origin,
            keep: None,
            allow_deletes: true,
            entry: None,
        };
        undone.run(claim).await.map(drop)
    }

    /// Removes the previews of a site that have ended.
    async fn end_previews(
        &self,
        site: &str,
        record: &Record,
        now: Timestamp,
    ) -> Result<usize, Diagnostic> {
        let mut ended = Vec::new();
        for token in &record.previews {
            let key = self.store.own(site, &format!("previews/{token}.json"))?;
            let found = self.store.get(&key).await?;
            let shown = found.and_then(|(bytes, _)| serde_json::from_slice::<Shown>(&bytes).ok());
            // What cannot be read any more shows nothing that could be kept.
            let files = match shown {
                Some(shown) if shown.record.until > now => continue,
                Some(shown) => shown.files,
                None => Vec::new(),
            };
            let mut keys = Vec::new();
            for path in files {
                keys.push(self.store.public(site, &format!("{FOLDER}/{token}/{path}"))?);
            }
            remove(&self.store, keys, None).await?;
            self.store.delete(&key).await?;
            ended.push(token);
        }
        let Some(entry) = record.entry.as_ref().filter(|_| !ended.is_empty()) else { return Ok(0) };
        let claim = match self.claim(site, entry).await {
            // Their names go with the next publication.
            Err(busy) if busy.code == "s3-busy" => return Ok(ended.len()),
            claim => claim?,
        };
        let count = ended.len();
        claim.release(|record| record.previews.retain(|token| !ended.contains(&token))).await?;
        Ok(count)
    }

    async fn flaws(&self, site: &str, id: &ReleaseId) -> Result<Vec<Flaw>, Diagnostic> {
        let release = self.known(site, id).await?;
        let (record, _) = claim::read(&self.store, site).await?;
        let served = record.release == Some(*id);
        let files: Vec<_> = release.files.clone().into_iter().collect();
        let found = each(files, |(path, file)| {
            let (store, site) = (self.store.clone(), site.to_owned());
            async move { flaws_of(&store, &site, &path, &file, served).await }
        });
        let mut flaws: Vec<Flaw> = found.await?.into_iter().flatten().collect();
        if served {
            flaws.extend(self.foreign(site, release).await?);
        }
        flaws.sort();
        Ok(flaws)
    }

    /// Files at a site's address that no release put there.
    async fn foreign(&self, site: &str, release: Release) -> Result<Vec<Flaw>, Diagnostic> {
        let mut ours: BTreeSet<String> = BTreeSet::new();
        let with_all = |path: String| with_variants(&path);
        ours.extend(release.files.into_keys().flat_map(with_all));
        for id in self.store.names(&self.store.own(site, "manifests")?).await? {
            let Ok(id) = id.parse() else { continue };
            let Some(kept) = self.store.whole_manifest(site, &id).await? else { continue };
            let staying = kept.files.into_iter().filter(|(_, file)| stays(file.class));
            ours.extend(staying.flat_map(|(path, _)| with_variants(&path)));
        }
        let (mut flaws, mut folders) = (Vec::new(), vec![String::new()]);
        while let Some(folder) = folders.pop() {
            let below = self.store.public(site, &folder)?;
            for name in self.store.names(&below).await? {
                let path = format!("{folder}{name}");
                if path.ends_with('/') {
                    if path != format!("{FOLDER}/") {
                        folders.push(path);
                    }
                } else if !ours.contains(&path) {
                    flaws.push(Flaw { path, kind: FlawKind::Foreign });
                }
            }
        }
        Ok(flaws)
    }

    async fn show(&self, preview: &Preview<'_>) -> Result<Published, Diagnostic> {
        let Publication { site, release, entry, .. } = preview.publication;
        let claim = self.claim(&site.id, entry).await?;
        let shown =
            Shown { record: preview.record(), files: release.files.keys().cloned().collect() };
        let bytes = serde_json::to_vec(&shown).unwrap_or_default();
        // Known before it is there: a preview that was never finished ends as well.
        let token = preview.token.clone();
        claim
            .update(|record| {
                record.previews.insert(token);
                record.entry.get_or_insert_with(|| entry.clone());
            })
            .await?;
        let key = self.store.own(&site.id, &format!("previews/{}.json", preview.token))?;
        self.store.put(&key, bytes, None).await?;
        let mut published = Published::default();
        let mut files = Vec::new();
        for (path, file) in &release.files {
            let key = self.store.public(&site.id, &format!("{FOLDER}/{}/{path}", preview.token))?;
            files.push((key, path, file));
        }
        for few in files.chunks(store::AT_ONCE) {
            let mut read = Vec::new();
            for (key, path, file) in few {
                let content_type = file.content_type.clone().into_owned();
                let served = Served { content_type, class: file.class, encoding: None };
                read.push((key.clone(), preview.read(path, file)?, served));
            }
            published.files += read.len();
            published.bytes += read.iter().map(|(_, bytes, _)| bytes.len() as u64).sum::<u64>();
            let sent = each(read, |(key, bytes, served)| {
                let store = self.store.clone();
                async move { store.put(&key, bytes, Some(&served)).await }
            });
            sent.await?;
        }
        append(&self.store, &site.id, std::slice::from_ref(entry)).await?;
        claim.release(|_| {}).await?;
        Ok(published)
    }
}

impl Target for S3 {
    fn place(&self) -> String {
        self.store.place.clone()
    }

    fn current(&self, sites: &[SiteId]) -> BTreeMap<SiteId, Result<Option<ReleaseId>, Diagnostic>> {
        let records = self.runtime.block_on(self.records(sites)).into_iter();
        records.map(|(site, record)| (site, record.map(|record| record.release))).collect()
    }

    fn release(&self, site: &str, id: &ReleaseId) -> Result<Release, Diagnostic> {
        self.runtime.block_on(self.known(site, id))
    }

    fn publish(&self, publication: &Publication<'_>) -> Result<Published, Diagnostic> {
        self.runtime.block_on(async {
            let claim = self.claim(&publication.site.id, &publication.entry).await?;
            Transition::to(&self.store, publication).run(claim).await
        })
    }

    fn repair(
        &self,
        publication: &Publication<'_>,
        flaws: &[Flaw],
    ) -> Result<Published, Diagnostic> {
        let Publication { site, release, id, entry, .. } = publication;
        let files = &release.files;
        let own = |flaw: &Flaw| {
            let names = ["", ".br", ".gz"].iter().filter_map(|end| flaw.path.strip_suffix(end));
            let known = names.into_iter().find(|name| files.contains_key(*name));
            known.unwrap_or(&flaw.path).to_owned()
        };
        let mut wanted: BTreeSet<String> = flaws.iter().map(own).collect();
        if flaws.is_empty() {
            wanted.extend(files.keys().cloned());
        }
        self.runtime.block_on(async {
            let claim = self.claim(&site.id, entry).await?;
            if claim.record().await.release != Some(*id) {
                claim.release(|_| {}).await?;
                return Ok(Published::default());
            }
            // As after a publication that died: these files may be anything.
            claim.update(|record| record.unsure.extend(wanted)).await?;
            let again = Transition::to(&self.store, publication);
            Transition { allow_deletes: true, ..again }.run(claim).await
        })
    }

    fn history(&self, site: &str) -> Result<History, Diagnostic> {
        self.runtime.block_on(async {
            let (record, _) = claim::read(&self.store, site).await?;
            let mut entries = entries(&self.store, site).await?;
            entries.extend(record.entry.filter(|entry| !entries.contains(entry)));
            let names = self.store.names(&self.store.own(site, "manifests")?).await?;
            let kept = names.iter().filter_map(|name| name.parse().ok()).collect();
            Ok(History { current: record.release, kept, entries })
        })
    }

    fn rollback(&self, site: &str, to: &ReleaseId, entry: Entry) -> Result<(), Diagnostic> {
        self.runtime.block_on(async {
            let release = &self.known(site, to).await?;
            let claim = self.claim(site, &entry).await?;
            let (store, origin, entry) = (&self.store, Origin::Kept, Some(entry));
            let back = Transition {
                store,
                site,
                language: LANGUAGE,
                id: *to,
                release,
                origin,
                keep: None,
                allow_deletes: true,
                entry,
            };
            back.run(claim).await.map(drop)
        })
    }

    fn verify(&self, site: &str, id: &ReleaseId) -> Result<Vec<Flaw>, Diagnostic> {
        self.runtime.block_on(self.flaws(site, id))
    }

    fn preview(&self, preview: &Preview<'_>) -> Result<Published, Diagnostic> {
        self.runtime.block_on(self.show(preview))
    }

    fn tidy(&self, sites: &[SiteId], now: Timestamp) -> Result<usize, Diagnostic> {
        self.runtime.block_on(async {
            let (mut ended, mut failed) = (0, None);
            for (site, record) in self.records(sites).await {
                let tidied = match record {
                    Ok(record) => self.tidy_one(&site, record, now).await,
                    // It is told where the site is published.
                    Err(_) => Ok(0),
                };
                match tidied {
                    Ok(count) => ended += count,
                    Err(finding) => failed = failed.or(Some(finding.in_site(&site))),
                }
            }
            failed.map_or(Ok(ended), Err)
        })
    }
}

/// What is wrong with one file of a release, and with its variants where it is served.
async fn flaws_of(
    store: &Store,
    site: &str,
    path: &str,
    file: &ReleaseFile,
    served: bool,
) -> Result<Vec<Flaw>, Diagnostic> {
    if !served {
        let kind = FlawKind::Missing;
        return match kept_bytes(store, site, path, file).await {
            Ok(_) => Ok(Vec::new()),
            Err(lost) if lost.code == "s3-file-lost" => Ok(vec![Flaw { path: path.into(), kind }]),
            Err(finding) => Err(finding),
        };
    }
    let mut flaws = Vec::new();
    let mut names = vec![(path.to_owned(), None)];
    if has_variants(file) {
        let variants = Encoding::ALL.iter();
        names.extend(variants.map(|it| (format!("{path}{}", it.suffix()), Some(*it))));
    }
    for (name, encoding) in names {
        let whole = |bytes: Vec<u8>| match encoding {
            None => Some(bytes),
            Some(encoding) => encoding.decode(&bytes, file.size).ok(),
        };
        match store.get(&store.public(site, &name)?).await? {
            None => flaws.push(Flaw { path: name, kind: FlawKind::Missing }),
            Some((bytes, _)) => {
                if whole(bytes).is_none_or(|bytes| blake3::hash(&bytes) != file.hash) {
                    flaws.push(Flaw { path: name, kind: FlawKind::Changed });
                }
            }
        }
    }
    Ok(flaws)
}
