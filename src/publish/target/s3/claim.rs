//! The record of a site in the store, and who may write it: the only lock between publishers,
//! wherever they run.
//!
//! One small object a site says which release is served, how it came there, and who publishes
//! now. It is only ever written by a conditional put, on what was read: of two publishers one is
//! told that the other was there first. A publisher that dies leaves its name in the record; the
//! next one takes over at once where it can see that the process is gone (same machine), else
//! when the record has not changed for longer than a living publisher leaves it.
//!
//! No clock is compared with another machine's.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use object_store::UpdateVersion;
use object_store::path::Path;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use super::store::{Store, Unwritten};
use crate::diagnostic::Diagnostic;
use crate::publish::journal::Entry;
use crate::publish::release::ReleaseId;

/// Raised when the meaning of a record changes.
const VERSION: u32 = 1;

/// How often a living publisher writes into the record.
const BEAT: Duration = Duration::from_secs(4);

/// A record that nobody wrote for this long belongs to a publisher that died. A publisher that
/// could not write for half of it stops by itself.
const LEASE: Duration = Duration::from_secs(20);

/// What the store knows of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    version: u32,
    /// The release served now.
    pub(super) release: Option<ReleaseId>,
    /// How it came there; in the journal too, unless the publisher died before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) entry: Option<Entry>,
    /// Files that may be another release's: a publication began to change them and did not end.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) unsure: BTreeSet<String>,
    /// The tokens of the previews that are shown.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) previews: BTreeSet<String>,
    /// Who publishes now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    owner: Option<Owner>,
}

/// A publisher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Owner {
    who: String,
    host: String,
    /// Where the process can be looked for; `None` on systems that do not say.
    process: Option<Process>,
    /// Changes as long as the publisher lives.
    beat: u64,
}

/// A process, so that no other is ever taken for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Process {
    /// Which start of which machine.
    boot: String,
    /// Which space of process numbers: containers have their own.
    space: String,
    id: u32,
    /// When the process began, as the system counts: numbers are used again.
    began: String,
}

impl Process {
    fn own() -> Option<Self> {
        let id = std::process::id();
        let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
        Some(Self {
            boot: boot.trim().to_owned(),
            space: fs::read_link("/proc/self/ns/pid").ok()?.to_str()?.to_owned(),
            began: began(id)?,
            id,
        })
    }

    /// True when the process could be looked for from here, and is no more.
    fn is_gone(&self) -> bool {
        Self::own().is_some_and(|own| own.boot == self.boot && own.space == self.space)
            && began(self.id).as_ref() != Some(&self.began)
    }
}

/// When a process began; `None` for one that is no more, or only waits to be buried.
fn began(id: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name, in parentheses, may hold anything; the state comes right after it.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    (!matches!(state, "Z" | "X")).then(|| fields.nth(18).map(str::to_owned))?
}

/// Reads the record of a site.
pub(super) async fn read(
    store: &Store,
    site: &str,
) -> Result<(Record, Option<UpdateVersion>), Diagnostic> {
    let key = store.own(site, "site.json")?;
    let Some((bytes, version)) = store.get(&key).await? else {
        return Ok((Record::default(), None));
    };
    match serde_json::from_slice::<Record>(&bytes) {
        Ok(record) if record.version <= VERSION => Ok((record, Some(version))),
        _ => Err(Diagnostic::error("s3-record-unreadable").arg("place", key.to_string())),
    }
}

/// The right to publish a site, until it is given back or its holder dies.
#[derive(Debug)]
pub(super) struct Claim {
    held: Arc<Held>,
    beats: JoinHandle<()>,
}

#[derive(Debug)]
struct Held {
    store: Store,
    key: Path,
    state: Mutex<(Record, UpdateVersion)>,
    /// When the record was last written, by both clocks: one stands still while a machine sleeps,
    /// the other may be set.
    written: std::sync::Mutex<(Instant, SystemTime)>,
    lost: AtomicBool,
}

impl Claim {
    /// Claims a site for the publisher that `entry` names.
    ///
    /// # Errors
    /// `s3-busy` while another publishes it, and whatever the store refuses.
    pub(super) async fn take(store: &Store, site: &str, entry: &Entry) -> Result<Self, Diagnostic> {
        let key = store.own(site, "site.json")?;
        let (mut unchanged_since, mut seen) = (Instant::now(), None);
        loop {
            let (mut record, version) = read(store, site).await?;
            if let Some(owner) = record
                .owner
                .as_ref()
                .filter(|owner| !owner.process.as_ref().is_some_and(Process::is_gone))
            {
                let here = owner.process.as_ref().is_some_and(|process| {
                    Process::own()
                        .is_some_and(|own| own.boot == process.boot && own.space == process.space)
                });
                let tag = version.as_ref().and_then(|version| version.e_tag.clone());
                let changed = seen.is_some() && seen != tag;
                if here || changed {
                    return Err(Diagnostic::error("s3-busy")
                        .arg("who", &*owner.who)
                        .arg("host", &*owner.host));
                }
                seen = tag;
                if unchanged_since.elapsed() < LEASE {
                    tokio::time::sleep(BEAT / 4).await;
                    continue;
                }
            }
            record.version = VERSION;
            record.owner = Some(Owner {
                who: entry.who.clone(),
                host: entry.host.clone(),
                process: Process::own(),
                beat: 0,
            });
            match write(store, &key, &record, version.as_ref()).await {
                Ok(version) => return Ok(Self::hold(store, key, record, version)),
                // Somebody was faster: look who.
                Err(Unwritten::Conflict) => (unchanged_since, seen) = (Instant::now(), None),
                Err(Unwritten::Failed(finding)) => return Err(finding),
            }
        }
    }

    fn hold(store: &Store, key: Path, record: Record, version: UpdateVersion) -> Self {
        let held = Arc::new(Held {
            store: store.clone(),
            key,
            state: Mutex::new((record, version)),
            written: std::sync::Mutex::new((Instant::now(), SystemTime::now())),
            lost: AtomicBool::new(false),
        });
        let beating = Arc::clone(&held);
        let beats = tokio::spawn(async move {
            loop {
                tokio::time::sleep(BEAT).await;
                let beat = |record: &mut Record| {
                    if let Some(owner) = &mut record.owner {
                        owner.beat += 1;
                    }
                };
                // A store that cannot be written for a while is noticed by `check`.
                let _ = beating.update(beat).await;
            }
        });
        Self { held, beats }
    }

    /// What the record says.
    pub(super) async fn record(&self) -> Record {
        self.held.state.lock().await.0.clone()
    }

    /// Changes the record.
    ///
    /// # Errors
    /// `s3-claim-lost` when another publisher took over; then nothing more may be written.
    pub(super) async fn update(&self, change: impl FnOnce(&mut Record)) -> Result<(), Diagnostic> {
        self.held.update(change).await
    }

    /// Something that tells, before each change of the site, whether it is still ours to change.
    pub(super) fn guard(&self) -> Guard {
        Guard(Arc::clone(&self.held))
    }

    /// Gives the site back, with a last change of the record.
    pub(super) async fn release(self, change: impl FnOnce(&mut Record)) -> Result<(), Diagnostic> {
        let given_back = self.held.update(|record| {
            change(record);
            record.owner = None;
        });
        given_back.await
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.beats.abort();
    }
}

/// See [`Claim::guard`].
#[derive(Debug, Clone)]
pub(super) struct Guard(Arc<Held>);

impl Guard {
    /// # Errors
    /// `s3-claim-lost` when another publisher took over, or may have.
    pub(super) fn check(&self) -> Result<(), Diagnostic> {
        let (since, at) = *self.0.written.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // A clock set back makes the second of them say nothing.
        let old = since.elapsed().max(at.elapsed().unwrap_or_default()) > LEASE / 2;
        if old || self.0.lost.load(Ordering::Acquire) {
            return Err(Diagnostic::error("s3-claim-lost"));
        }
        Ok(())
    }
}

impl Held {
    async fn update(&self, change: impl FnOnce(&mut Record)) -> Result<(), Diagnostic> {
        let mut state = self.state.lock().await;
        let mut record = state.0.clone();
        change(&mut record);
        match write(&self.store, &self.key, &record, Some(&state.1)).await {
            Ok(version) => {
                *state = (record, version);
                *self.written.lock().unwrap_or_else(std::sync::PoisonError::into_inner) =
                    (Instant::now(), SystemTime::now());
                Ok(())
            }
            Err(Unwritten::Conflict) => {
                self.lost.store(true, Ordering::Release);
                Err(Diagnostic::error("s3-claim-lost"))
            }
            Err(Unwritten::Failed(finding)) => Err(finding),
        }
    }
}

async fn write(
    store: &Store,
    key: &Path,
    record: &Record,
    version: Option<&UpdateVersion>,
) -> Result<UpdateVersion, Unwritten> {
    let bytes = serde_json::to_vec(record).map_err(|error| {
        let finding = Diagnostic::error("s3-record-unreadable");
        Unwritten::Failed(finding.arg("place", error.to_string()))
    })?;
    store.put_if(key, &bytes, version).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_ended_is_gone_and_one_that_cannot_be_seen_is_not() {
        let own = Process::own().expect("a system with /proc");
        assert!(!own.is_gone());
        let ended = Process { began: "1".into(), ..own.clone() };
        assert!(ended.is_gone(), "its number was used again");
        let elsewhere = Process { boot: "another machine".into(), ..ended };
        assert!(!elsewhere.is_gone());
        let contained = Process { space: "pid:[1]".into(), ..own };
        assert!(!contained.is_gone());
    }
}
