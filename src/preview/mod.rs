//! The local preview: all sites at `http://<id>.localhost:PORT/`, made when they are asked for,
//! made again when a file is saved, and the browser told to reload.
//!
//! It listens on this machine only, answers only to names of this machine, writes to a folder of
//! its own (never to the published output), and never decides what a page holds: it puts one
//! script at the end of pages, for reloading and for showing what is wrong.

mod pages;
mod server;
mod watch;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::watch::Sender;

use crate::build::{BuildOptions, Engine, Outcome, SiteReport};
use crate::diagnostic::{Diagnostic, Lang};
use crate::workspace::{Site, SiteId, Workspace};

/// How many ports are tried.
const PORTS: u16 = 20;

/// How a preview is to run.
#[derive(Debug, Clone)]
pub struct PreviewOptions {
    /// The first port tried.
    pub port: u16,
    /// The instant pages are made for; each build's own when absent.
    pub at: Option<Timestamp>,
    /// The language of the preview's own pages and messages.
    pub lang: Lang,
}

/// Hears what the preview does.
pub trait Listener: Send + Sync {
    /// The preview answers at this address.
    fn ready(&self, url: &str);
    /// A site was made again, or failed to be.
    fn made(&self, report: &SiteReport, took: Duration);
    /// Something that belongs to no site.
    fn told(&self, findings: &[Diagnostic]);
}

/// Serves the workspace at `root` until the process is asked to stop.
///
/// # Errors
/// `address-taken` when no port is free; what is wrong with `parvis.yaml`; `watch-failed` is told
/// to the listener, since pages can still be looked at.
pub fn serve(
    root: &Path,
    options: PreviewOptions,
    listener: Arc<dyn Listener>,
) -> Result<(), Vec<Diagnostic>> {
    let (sockets, port) = listen(options.port).map_err(|finding| vec![finding])?;
    let preview = Arc::new(Preview::new(root, port, options, listener)?);
    let watcher = watch::start(&preview);
    if let Err(finding) = &watcher {
        preview.listener.told(std::slice::from_ref(finding));
    }
    preview.listener.ready(&format!("http://localhost:{port}/"));
    let result = server::run(&preview, sockets);
    result
        .map_err(|error| vec![Diagnostic::error("output-failed").arg("detail", error.to_string())])
}

/// The first free port from `first` on, on this machine's own addresses.
fn listen(first: u16) -> Result<(Vec<TcpListener>, u16), Diagnostic> {
    let last = first.saturating_add(PORTS - 1);
    let mut refused = String::new();
    for port in first..=last {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
            Ok(socket) => {
                let port = socket.local_addr().map_or(port, |address| address.port());
                // Browsers may look for `*.localhost` there first; not every machine has it.
                let second = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port)));
                return Ok((std::iter::once(socket).chain(second.ok()).collect(), port));
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => refused = error.to_string(),
            Err(error) => {
                refused = error.to_string();
                break;
            }
        }
    }
    Err(Diagnostic::error("address-taken")
        .arg("first", u32::from(first).to_string())
        .arg("last", u32::from(last).to_string())
        .arg("detail", refused))
}

/// What the server and the watcher share.
struct Preview {
    root: PathBuf,
    port: u16,
    options: PreviewOptions,
    listener: Arc<dyn Listener>,
    engine: Engine,
    workspace: RwLock<Arc<Workspace>>,
    /// The sites that were asked for: only these are made again. The guard is held while sites
    /// are made, so that a page is never read half-written.
    asked: Mutex<BTreeMap<SiteId, Vec<Diagnostic>>>,
    /// How many times each site changed, for the browsers that wait.
    versions: Sender<BTreeMap<SiteId, u64>>,
}

impl Preview {
    fn new(
        root: &Path,
        port: u16,
        options: PreviewOptions,
        listener: Arc<dyn Listener>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let workspace = Arc::new(load(root, port)?);
        Ok(Self {
            root: root.to_owned(),
            port,
            engine: Engine::new(&BuildOptions::new(root, Timestamp::UNIX_EPOCH).cache),
            options,
            listener,
            workspace: RwLock::new(workspace),
            asked: Mutex::default(),
            versions: Sender::default(),
        })
    }

    fn workspace(&self) -> Arc<Workspace> {
        Arc::clone(&self.workspace.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The folder where the pages of the preview are.
    fn out(&self) -> PathBuf {
        self.root.join(".parvis").join("preview")
    }

    fn asked(&self) -> MutexGuard<'_, BTreeMap<SiteId, Vec<Diagnostic>>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a site the first time it is asked for; its findings, and how many times it changed:
    /// a page read after this is at least that new.
    fn ask(&self, id: &SiteId) -> (Vec<Diagnostic>, u64) {
        let mut asked = self.asked();
        if !asked.contains_key(id) {
            self.make(&mut asked, &BTreeSet::from([id.clone()]));
        }
        (asked.get(id).cloned().unwrap_or_default(), self.version(id))
    }

    fn version(&self, id: &SiteId) -> u64 {
        self.versions.borrow().get(id).copied().unwrap_or(0)
    }

    /// Makes again what changed of the sites that were asked for.
    fn refresh(&self) {
        let mut asked = self.asked();
        let sites: BTreeSet<SiteId> = asked.keys().cloned().collect();
        if !sites.is_empty() {
            self.make(&mut asked, &sites);
        }
    }

    fn make(&self, asked: &mut BTreeMap<SiteId, Vec<Diagnostic>>, sites: &BTreeSet<SiteId>) {
        let started = Instant::now();
        let workspace = self.workspace();
        let at = self.options.at.unwrap_or_else(Timestamp::now);
        let mut options = BuildOptions::new(&self.root, at);
        options.out = self.out();
        options.drafts = true;
        options.sites = sites.iter().map(ToString::to_string).collect();
        let report = match self.engine.build(&workspace, &options, &()) {
            Ok(report) => report,
            Err(finding) => {
                self.listener.told(std::slice::from_ref(&finding));
                for id in sites {
                    asked.insert(id.clone(), vec![finding.clone()]);
                    self.announce(id);
                }
                return;
            }
        };
        let took = started.elapsed();
        for site in report.sites {
            let known = asked.get(&site.site);
            // A site without change is silent, unless nobody heard of its findings yet.
            if site.outcome != Outcome::Unchanged {
                self.listener.made(&site, took);
            }
            let had_errors = known.is_some_and(|found| found.iter().any(Diagnostic::is_error));
            if site.outcome != Outcome::Unchanged || known.is_none() || had_errors {
                self.announce(&site.site);
                asked.insert(site.site, site.diagnostics);
            }
        }
    }

    fn announce(&self, id: &SiteId) {
        self.versions.send_modify(|versions| *versions.entry(id.clone()).or_default() += 1);
    }

    /// Reads the settings again. Where they are broken the last good ones stay, and every open
    /// page says what is wrong.
    fn reload(&self) {
        match load(&self.root, self.port) {
            Ok(workspace) => {
                *self.workspace.write().unwrap_or_else(PoisonError::into_inner) =
                    Arc::new(workspace);
                self.refresh();
            }
            Err(findings) => {
                self.listener.told(&findings);
                for (id, told) in self.asked().iter_mut() {
                    told.clone_from(&findings);
                    self.announce(id);
                }
            }
        }
    }
}

/// Reads the workspace; every site's address becomes its address in the preview, so that links
/// from one site to another stay in it.
fn load(root: &Path, port: u16) -> Result<Workspace, Vec<Diagnostic>> {
    let mut workspace = Workspace::load(root)?;
    for site in workspace.sites.values_mut() {
        let url = format!("http://{}.localhost:{port}", site.id);
        *site = Arc::new(Site { url, ..Site::clone(site) });
    }
    Ok(workspace)
}
