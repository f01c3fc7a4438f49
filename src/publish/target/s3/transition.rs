//! From one release of a site to another, where visitors see each file at once.
//!
//! The order makes that no page ever refers to what is not there: what pages refer to first, then
//! pages that are new (nothing that is served leads to them yet), then those that lead on to a new
//! address, then those that change, then what lists them;
//! then the record, by a conditional put; what is no longer served goes last, and only when all
//! else went well. What changes or goes is copied within the store before, so that any release
//! that is kept can be put back; the paths on their way stand in the record before the first of
//! them changes, so that a publication that was killed is finished or undone by the next one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use object_store::PutPayload;
use object_store::path::Path;

use super::claim::{Claim, Guard, Record};
use super::store::{Served, Store, each};
use crate::diagnostic::{Catalogue, Diagnostic, Lang};
use crate::publish::built::Built;
use crate::publish::class::{CacheClass, classify};
use crate::publish::fault;
use crate::publish::journal::{self, Entry};
use crate::publish::release::{Release, ReleaseFile, ReleaseId};
use crate::publish::target::{Publication, Published, unfinished};
use crate::publish::variant::{Encoding, has_variants};

/// Longer files are sent in parts of this many bytes, and never held whole.
const PART: u64 = 8 * 1024 * 1024;

/// Of a site, this part may go at once: one in …
const MOST_DELETES: usize = 5;

/// What is sent one after the other: a fail point after it, a class, and whether it is about new
/// files or about those that were served before.
const STEPS: [(&str, CacheClass, Option<bool>); 9] = [
    ("s3-assets", CacheClass::Immutable, None),
    ("s3-media", CacheClass::Media, None),
    ("s3-files", CacheClass::File, None),
    ("s3-new-pages", CacheClass::Page, Some(true)),
    ("s3-redirects", CacheClass::Redirect, None),
    ("s3-pages", CacheClass::Page, Some(false)),
    ("s3-feeds", CacheClass::Feed, None),
    ("s3-index", CacheClass::Index, None),
    ("s3-sent", CacheClass::Internal, None),
];

/// Where the bytes of a release come from.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    /// A build.
    Built(Built),
    /// What the store itself kept of former releases.
    Kept,
}

/// What a site is to become.
#[derive(Debug)]
pub(super) struct Transition<'a> {
    pub(super) store: &'a Store,
    pub(super) site: &'a str,
    /// The language of its pages.
    pub(super) language: &'a str,
    pub(super) id: ReleaseId,
    pub(super) release: &'a Release,
    pub(super) origin: Origin,
    /// How many releases stay; all of them when absent.
    pub(super) keep: Option<usize>,
    pub(super) allow_deletes: bool,
    /// What the journal says; nothing where a publication is only undone.
    pub(super) entry: Option<Entry>,
}

/// What differs between what is served and what is to be.
struct Difference {
    /// Files to send.
    sent: BTreeMap<String, ReleaseFile>,
    /// Files to keep a copy of first.
    saved: BTreeMap<String, ReleaseFile>,
    /// Files that are no longer served.
    removed: BTreeSet<String>,
}

impl<'a> Transition<'a> {
    /// To what was built.
    pub(super) fn to(store: &'a Store, publication: &'a Publication<'_>) -> Self {
        Self {
            store,
            site: &publication.site.id,
            language: &publication.site.language,
            id: publication.id,
            release: publication.release,
            origin: Origin::Built(publication.built.clone()),
            keep: Some(publication.keep),
            allow_deletes: publication.allow_deletes,
            entry: Some(publication.entry.clone()),
        }
    }

    /// Goes there, and gives the site back.
    pub(super) async fn run(self, claim: Claim) -> Result<Published, Diagnostic> {
        fault::point("s3-claimed");
        let outcome = self.to_commit(&claim).await;
        let Ok((published, removed)) = outcome else {
            // The claim goes back whatever happened; if even that fails, it runs out.
            let _ = claim.release(|_| {}).await;
            return outcome.map(|(published, _)| published);
        };
        let pruned = self.finish(&claim, &removed).await;
        fault::point("s3-pruned");
        let clean = pruned.is_ok();
        let released = claim.release(|record| {
            if clean {
                record.unsure.clear();
            }
        });
        // The site is published; what is told is only what stays to be done.
        released.await.and(pruned).map_err(unfinished)?;
        Ok(published)
    }

    /// What comes after the record.
    async fn finish(&self, claim: &Claim, removed: &BTreeSet<String>) -> Result<(), Diagnostic> {
        append(self.store, self.site, claim.record().await.entry.as_slice()).await?;
        fault::point("s3-journal");
        self.prune(claim, removed).await
    }

    /// Everything up to the record; also says which files are no longer served.
    async fn to_commit(&self, claim: &Claim) -> Result<(Published, BTreeSet<String>), Diagnostic> {
        let record = claim.record().await;
        let old = match record.release {
            Some(id) => self.store.whole_manifest(self.site, &id).await?.unwrap_or_default(),
            None => Release::default(),
        };
        let difference = self.difference(&old, &record);
        if record.release == Some(self.id) && difference.is_empty() {
            return Ok((Published::default(), BTreeSet::new()));
        }
        self.refuse_many_deletes(&old, &difference)?;
        let manifest = self.store.own(self.site, &format!("manifests/{}", self.id))?;
        self.store.put(&manifest, self.release.text().into_bytes(), None).await?;
        fault::point("s3-manifest");

        let guard = claim.guard();
        self.save(&difference, &guard).await?;
        fault::point("s3-saved");
        let changing = difference.sent.keys().chain(&difference.removed).cloned();
        let changing: Vec<String> = changing.collect();
        claim.update(|record| record.unsure.extend(changing)).await?;
        fault::point("s3-announced");

        let mut published = Published::default();
        for (point, class, wanted) in STEPS {
            let step = difference.sent.iter().filter(|(path, file)| {
                let new = !old.files.contains_key(*path);
                file.class == class && wanted.is_none_or(|wanted| wanted == new)
            });
            let step: Vec<_> = step.map(|(path, file)| (path.clone(), file.clone())).collect();
            if wanted == Some(true) && step.len() > 1 {
                let paths = step.iter().map(|(path, _)| path.clone()).collect();
                self.stand_in(paths, "s3-page-coming", ("", "s3-page-show"), &guard).await?;
                fault::point("s3-coming");
            }
            let sent = self.send(step, &guard).await?;
            published.files += sent.files;
            published.bytes += sent.bytes;
            fault::point(point);
        }
        // What a publisher did not live to write down stands in the record, which is about to change.
        append(self.store, self.site, record.entry.as_slice()).await?;
        guard.check()?;
        let mut entry = self.entry.clone();
        if let Some(entry) = &mut entry {
            entry.previous = record.release.filter(|previous| *previous != self.id);
        }
        let removed = difference.removed.clone();
        claim
            .update(|record| {
                record.release = Some(self.id);
                record.unsure = removed;
                record.entry = entry.or(record.entry.take());
            })
            .await?;
        fault::point("s3-committed");
        Ok((published, difference.removed))
    }

    fn difference(&self, old: &Release, record: &Record) -> Difference {
        let unsure = &record.unsure;
        let as_before = |path: &String, file: &ReleaseFile| {
            !unsure.contains(path) && old.files.get(path) == Some(file)
        };
        let sent: BTreeMap<_, _> = (self.release.files.iter())
            .filter(|(path, file)| !as_before(path, file))
            .map(|(path, file)| (path.clone(), file.clone()))
            .collect();
        let gone = |path: &&String| !self.release.files.contains_key(*path);
        let removed: BTreeSet<_> = old.files.keys().chain(unsure).filter(gone).cloned().collect();
        let saved = (old.files.iter())
            .filter(|(path, _)| !unsure.contains(*path))
            .filter(|(path, _)| sent.contains_key(*path) || removed.contains(*path))
            .map(|(path, file)| (path.clone(), file.clone()))
            .collect();
        Difference { sent, saved, removed }
    }

    /// Refuses to take away more of a site than anybody means to.
    fn refuse_many_deletes(
        &self,
        old: &Release,
        difference: &Difference,
    ) -> Result<(), Diagnostic> {
        // What is named after its content goes with every change of a theme.
        let counts = |file: &ReleaseFile| !stays(file.class);
        let served = old.files.values().filter(|file| counts(file)).count();
        let removed = difference.removed.iter().filter_map(|path| old.files.get(path));
        let removed = removed.filter(|file| counts(file)).count();
        if self.allow_deletes || removed * MOST_DELETES <= served {
            return Ok(());
        }
        Err(Diagnostic::error("s3-many-deletes").arg("removed", removed).arg("served", served))
    }

    /// Copies within the store what is going to change.
    async fn save(&self, difference: &Difference, guard: &Guard) -> Result<(), Diagnostic> {
        let mut copies: BTreeMap<String, Path> = BTreeMap::new();
        for (path, file) in &difference.saved {
            let live = self.store.public(self.site, path)?;
            copies.insert(file.hash.to_hex().to_string(), live);
        }
        let copies = copies
            .into_iter()
            .map(|(hash, live)| Ok((live, self.store.own(self.site, &format!("objects/{hash}"))?)));
        let copies = copies.collect::<Result<Vec<_>, Diagnostic>>()?;
        each(copies, |(live, kept)| {
            let (store, guard) = (self.store.clone(), guard.clone());
            async move {
                guard.check()?;
                // What somebody took away by hand cannot be kept; it is told when it is missed.
                store.copy(&live, &kept).await.map(drop)
            }
        })
        .await
        .map(drop)
    }

    /// Puts a short page in the place of each of these, which may refer to each other: none of
    /// them could come or go first otherwise.
    async fn stand_in(
        &self,
        paths: Vec<String>,
        title: &str,
        link: (&str, &str),
        guard: &Guard,
    ) -> Result<(), Diagnostic> {
        let lang = Lang::of_locale(self.language).unwrap_or(Lang::En);
        let words = Catalogue::of(lang);
        let (title, to, link) = (words.text(title, &[]), link.0, words.text(link.1, &[]));
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n</head>\n\
             <body>\n<main><h1>{title}</h1>\n<p><a href=\"{to}\">{link}</a></p></main>\n</body>\n</html>\n",
            lang.tag()
        );
        let (content_type, class) = classify("index.html");
        let served = Served { content_type: content_type.to_owned(), class, encoding: None };
        let keys = paths.iter().map(|path| self.store.public(self.site, path));
        let put = each(keys.collect::<Result<Vec<_>, Diagnostic>>()?, |key| {
            let (store, guard, html) = (self.store.clone(), guard.clone(), html.clone());
            let served = served.clone();
            async move {
                guard.check()?;
                store.put(&key, html.into_bytes(), Some(&served)).await
            }
        });
        put.await.map(drop)
    }

    async fn send(
        &self,
        files: Vec<(String, ReleaseFile)>,
        guard: &Guard,
    ) -> Result<Published, Diagnostic> {
        let site: Arc<str> = self.site.into();
        let sent = each(files, |(path, file)| {
            let (store, guard, site) = (self.store.clone(), guard.clone(), Arc::clone(&site));
            let origin = self.origin.clone();
            async move { send_one(&store, &site, &path, &file, origin, &guard).await }
        });
        Ok(sent.await?.into_iter().fold(Published::default(), |sum, one| Published {
            files: sum.files + one.files,
            bytes: sum.bytes + one.bytes,
        }))
    }

    /// Removes what neither this release nor one that is kept needs.
    async fn prune(&self, claim: &Claim, removed: &BTreeSet<String>) -> Result<(), Diagnostic> {
        let (store, site) = (self.store, self.site);
        let on_store = store.names(&store.own(site, "manifests")?).await?;
        let on_store: Vec<ReleaseId> = on_store.iter().filter_map(|id| id.parse().ok()).collect();
        let latest = journal::latest_first(&entries(store, site).await?);
        // What was served a moment ago is still open in somebody's browser.
        let keep = self.keep.map_or(usize::MAX, |keep| keep.max(2));
        let kept: BTreeSet<ReleaseId> = latest
            .into_iter()
            .take(keep)
            .chain([self.id])
            .filter(|id| on_store.contains(id))
            .collect();
        let (mut needed, mut hashes, mut expired) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        let mut candidates = removed.clone();
        for id in on_store {
            // A release whose manifest is damaged can never be put back.
            let Some(release) = store.whole_manifest(site, &id).await? else {
                expired.push(id);
                continue;
            };
            if kept.contains(&id) {
                hashes.extend(release.files.values().map(|file| file.hash.to_hex().to_string()));
                let staying = release.files.into_iter().filter(|(_, file)| stays(file.class));
                needed.extend(staying.map(|(path, _)| path));
            } else {
                candidates.extend(release.files.into_keys());
                expired.push(id);
            }
        }
        let gone = |name: &String| !self.release.files.contains_key(name) && !needed.contains(name);
        let going: Vec<String> = candidates.into_iter().filter(gone).collect();
        let guard = &claim.guard();
        // A release that lacks a file is never offered, however this ends: its manifest goes
        // first, and what goes with it stands in the record.
        let leaving = going.clone();
        claim.update(|record| record.unsure.extend(leaving)).await?;
        let manifests = expired.iter().map(|id| store.own(site, &format!("manifests/{id}")));
        remove(store, manifests.collect::<Result<_, _>>()?, Some(guard)).await?;
        fault::point("s3-pruning");
        let is_page = |path: &String| classify(path).1 == CacheClass::Page;
        let pages: Vec<String> =
            removed.iter().filter(|path| is_page(path) && gone(path)).cloned().collect();
        let variants = |path: &String| with_variants(path).split_off(1);
        if removed.len() > 1 && !pages.is_empty() {
            let names: Vec<String> = pages.iter().flat_map(variants).filter(gone).collect();
            self.stand_in(pages, "s3-page-gone", ("/", "s3-page-home"), guard).await?;
            let keys = names.iter().map(|name| store.public(site, name));
            remove(store, keys.collect::<Result<_, _>>()?, Some(guard)).await?;
            fault::point("s3-going");
        }
        let mut keys = Vec::new();
        // A file may have the name of another one's variant.
        for name in going.iter().flat_map(|path| with_variants(path)).filter(gone) {
            keys.push(store.public(site, &name)?);
        }
        for hash in store.names(&store.own(site, "objects")?).await? {
            if !hashes.contains(&hash) {
                keys.push(store.own(site, &format!("objects/{hash}"))?);
            }
        }
        remove(store, keys, Some(guard)).await
    }
}

impl Difference {
    fn is_empty(&self) -> bool {
        self.sent.is_empty() && self.removed.is_empty()
    }
}

impl Store {
    /// The manifest of a release; `None` where there is none.
    pub(super) async fn manifest(
        &self,
        site: &str,
        id: &ReleaseId,
    ) -> Result<Option<Release>, Diagnostic> {
        let key = self.own(site, &format!("manifests/{id}"))?;
        let Some((bytes, _)) = self.get(&key).await? else { return Ok(None) };
        let text = String::from_utf8(bytes).unwrap_or_default();
        let release = Release::parse(&text).ok().filter(|release| release.id() == *id);
        release.map(Some).ok_or_else(|| {
            Diagnostic::error("publish-manifest-damaged").arg("file", key.to_string())
        })
    }

    /// The manifest of a release; `None` also where somebody damaged it.
    pub(super) async fn whole_manifest(
        &self,
        site: &str,
        id: &ReleaseId,
    ) -> Result<Option<Release>, Diagnostic> {
        match self.manifest(site, id).await {
            Err(damaged) if damaged.code == "publish-manifest-damaged" => Ok(None),
            found => found,
        }
    }
}

/// True for files that stay at their address as long as a release that is kept refers to them: a
/// page that was fetched a moment ago still finds its style sheet and its images.
pub(super) fn stays(class: CacheClass) -> bool {
    matches!(class, CacheClass::Immutable | CacheClass::Media)
}

/// The names under which a file may lie: its own and those of its variants.
pub(super) fn with_variants(path: &str) -> Vec<String> {
    let variants = Encoding::ALL.iter().map(|encoding| format!("{path}{}", encoding.suffix()));
    std::iter::once(path.to_owned()).chain(variants).collect()
}

/// Removes objects.
pub(super) async fn remove(
    store: &Store,
    keys: Vec<Path>,
    guard: Option<&Guard>,
) -> Result<(), Diagnostic> {
    let removed = each(keys, |key| {
        let (store, guard) = (store.clone(), guard.cloned());
        async move {
            guard.map_or(Ok(()), |guard| guard.check())?;
            store.delete(&key).await
        }
    });
    removed.await.map(drop)
}

/// The journal of a site.
pub(super) async fn entries(store: &Store, site: &str) -> Result<Vec<Entry>, Diagnostic> {
    let found = store.get(&store.own(site, "journal.jsonl")?).await?;
    let text = found.and_then(|(bytes, _)| String::from_utf8(bytes).ok());
    Ok(text.map(|text| journal::parse(&text)).unwrap_or_default())
}

/// Writes into the journal what does not stand there yet. Only the holder of the site's claim
/// does.
pub(super) async fn append(store: &Store, site: &str, new: &[Entry]) -> Result<(), Diagnostic> {
    if new.is_empty() {
        return Ok(());
    }
    let key = store.own(site, "journal.jsonl")?;
    let found = store.get(&key).await?.and_then(|(bytes, _)| String::from_utf8(bytes).ok());
    let mut text = found.unwrap_or_default();
    let known = journal::parse(&text);
    let missing: String =
        new.iter().filter(|entry| !known.contains(entry)).map(Entry::line).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    store.put(&key, (text + &missing).into_bytes(), None).await
}

async fn send_one(
    store: &Store,
    site: &str,
    path: &str,
    file: &ReleaseFile,
    origin: Origin,
    guard: &Guard,
) -> Result<Published, Diagnostic> {
    let key = store.public(site, path)?;
    let content_type = file.content_type.clone().into_owned();
    let served = Served { content_type, class: file.class, encoding: None };
    let built = match origin {
        Origin::Built(built) if file.size > PART => {
            send_parts(store, &key, path, file, &built, &served, guard).await?;
            return Ok(Published { files: 1, bytes: file.size });
        }
        Origin::Built(built) => Some(built),
        Origin::Kept => None,
    };
    let bytes = match built {
        Some(built) => {
            let (path, file) = (path.to_owned(), file.clone());
            blocking(move || built.read(&path, &file)).await?
        }
        None => kept_bytes(store, site, path, file).await?,
    };
    let mut published = Published { files: 1, bytes: bytes.len() as u64 };
    let variants = if has_variants(file) {
        let bytes = bytes.clone();
        blocking(move || Ok(Encoding::ALL.map(|encoding| (encoding, encoding.encode(&bytes)))))
            .await?
            .to_vec()
    } else {
        Vec::new()
    };
    guard.check()?;
    store.put(&key, bytes, Some(&served)).await?;
    for (encoding, bytes) in variants {
        guard.check()?;
        published.files += 1;
        published.bytes += bytes.len() as u64;
        let served = Served { encoding: Some(encoding.name()), ..served.clone() };
        let key = store.public(site, &format!("{path}{}", encoding.suffix()))?;
        store.put(&key, bytes, Some(&served)).await?;
    }
    Ok(published)
}

/// The bytes of a file of a former release: kept apart, or still at their address.
pub(super) async fn kept_bytes(
    store: &Store,
    site: &str,
    path: &str,
    file: &ReleaseFile,
) -> Result<Vec<u8>, Diagnostic> {
    let kept = store.own(site, &format!("objects/{}", file.hash.to_hex()))?;
    for key in [kept, store.public(site, path)?] {
        if let Some((bytes, _)) = store.get(&key).await?
            && blake3::hash(&bytes) == file.hash
        {
            return Ok(bytes);
        }
    }
    Err(Diagnostic::error("s3-file-lost").arg("file", path))
}

/// Sends a long file part by part; it is there when all of it is, and only if it is what the
/// manifest says.
async fn send_parts(
    store: &Store,
    key: &Path,
    path: &str,
    file: &ReleaseFile,
    built: &Built,
    served: &Served,
    guard: &Guard,
) -> Result<(), Diagnostic> {
    let mut source = built.parts(path, file)?;
    let mut upload = store.put_parts(key, served).await?;
    let sent = async {
        loop {
            guard.check()?;
            let (part, back) = blocking(move || {
                let part = source.next(PART)?;
                Ok((part, source))
            })
            .await?;
            source = back;
            let Some(part) = part else { break };
            let sent = upload.put_part(PutPayload::from(part)).await;
            sent.map_err(|error| store.refused(&error))?;
        }
        guard.check()
    }
    .await;
    match sent {
        Ok(()) => upload.complete().await.map(drop).map_err(|error| store.refused(&error)),
        Err(finding) => {
            // Parts that stay behind cost their owner; the store's own rules remove them too.
            let _ = upload.abort().await;
            Err(finding)
        }
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Diagnostic> + Send + 'static,
) -> Result<T, Diagnostic> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| {
        Err(Diagnostic::error("s3-task-ended").arg("detail", error.to_string()))
    })
}
