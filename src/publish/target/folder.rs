//! A folder of this machine: the default target, nothing to install. A web server serves
//! `<folder>/<site>/current`.
//!
//! It never touches what others put there, and never links to the build's own files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rayon::prelude::*;

use super::store::{Store, unknown};
use super::{Flaw, History, Publication, Published, Target, unfinished};
use crate::diagnostic::Diagnostic;
use crate::publish::fault;
use crate::publish::journal::Entry;
use crate::publish::preview::Preview;
use crate::publish::release::{Release, ReleaseId};
use crate::workspace::SiteId;

/// The folder.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    fn store(&self, site: &str) -> Store {
        Store::new(self.path.join(site))
    }
}

impl Target for Folder {
    fn place(&self) -> String {
        self.path.display().to_string()
    }

    fn current(&self, sites: &[SiteId]) -> BTreeMap<SiteId, Result<Option<ReleaseId>, Diagnostic>> {
        sites.iter().map(|site| (site.clone(), self.store(site).current())).collect()
    }

    fn release(&self, site: &str, id: &ReleaseId) -> Result<Release, Diagnostic> {
        self.store(site).release(id)
    }

    fn publish(&self, publication: &Publication<'_>) -> Result<Published, Diagnostic> {
        let store = self.store(&publication.site.id);
        // Before anything is made: what is in the way is told at once.
        store.current()?;
        let held = store.hold()?;
        let current = store.current()?;
        if current == Some(publication.id) {
            return Ok(Published::default());
        }
        let published = store.make(&held, publication, current)?;
        store.serve(&held, publication.entry.clone())?;
        store.prune(&held, publication.keep).map_err(unfinished)?;
        fault::point("store-done");
        Ok(published)
    }

    fn history(&self, site: &str) -> Result<History, Diagnostic> {
        self.store(site).history()
    }

    fn rollback(&self, site: &str, to: &ReleaseId, entry: Entry) -> Result<(), Diagnostic> {
        let store = self.store(site);
        if !store.kept().contains(to) {
            return Err(unknown(to));
        }
        let held = store.hold()?;
        if !store.verify(to)?.is_empty() {
            return Err(Diagnostic::error("publish-release-damaged").arg("release", to.short()));
        }
        store.serve(&held, entry)
    }

    fn verify(&self, site: &str, id: &ReleaseId) -> Result<Vec<Flaw>, Diagnostic> {
        self.store(site).verify(id)
    }

    fn repair(&self, publication: &Publication<'_>, _: &[Flaw]) -> Result<Published, Diagnostic> {
        let store = self.store(&publication.site.id);
        let held = store.hold()?;
        if store.current()? != Some(publication.id) {
            return Ok(Published::default());
        }
        let published = store.make_again(&held, publication)?;
        store.write_journal(&held, &publication.entry).map_err(unfinished)?;
        Ok(published)
    }

    fn preview(&self, preview: &Preview<'_>) -> Result<Published, Diagnostic> {
        let store = self.store(&preview.publication.site.id);
        let held = store.hold()?;
        let published = store.preview(&held, preview)?;
        store.write_journal(&held, &preview.publication.entry)?;
        Ok(published)
    }

    fn tidy(&self, sites: &[SiteId], now: Timestamp) -> Result<usize, Diagnostic> {
        let ended = sites.par_iter().map(|site| {
            let store = self.store(site);
            let ended = store.ended_previews(now);
            if !ended.is_empty() || store.is_unfinished() {
                let held = store.hold()?;
                store.end_previews(&held, &ended)?;
            }
            Ok(ended.len())
        });
        ended.try_reduce(|| 0, |one, other| Ok(one + other))
    }
}
