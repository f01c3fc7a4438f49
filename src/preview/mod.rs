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
use crate::diagnostic::{Argument, Diagnostic, Lang};
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
    result.map_err(|error| vec![Diagnostic::error("output-failed").arg("detail", &error)])
}

/// The first free port from `first` on, on this machine's own addresses.
fn listen(first: u16) -> Result<(Vec<TcpListener>, u16), Diagnostic> {
    let last = first.saturating_add(PORTS - 1);
    let mut refused = None;
    for port in first..=last {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
            Ok(socket) => {
                let port = socket.local_addr().map_or(port, |address| address.port());
                // Browsers may look for `*.localhost` there first; not every machine has it.
                let second = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port)));
                return Ok((std::iter::once(socket).chain(second.ok()).collect(), port));
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => refused = Some(error),
            Err(error) => {
                refused = Some(error);
                break;
            }
        }
    }
    Err(Diagnostic::error("address-taken")
        .arg("first", u32::from(first).to_string())
        .arg("last", u32::from(last).to_string())
        .arg("detail", refused.as_ref().map_or(Argument::from("unknown"), Argument::from)))
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
    /// are made and while a page is read, so that no page is read half-written.
    asked: Mutex<BTreeSet<SiteId>>,
    /// What became of each, for the browsers that wait.
    states: Sender<BTreeMap<SiteId, State>>,
}

/// What the last build of a site came to.
#[derive(Debug, Clone, Default)]
struct State {
    /// How many times the site changed.
    version: u64,
    /// What there is to say of it.
    findings: Vec<Diagnostic>,
}

impl Preview {
    fn new(
        root: &Path,
        port: u16,
        options: PreviewOptions,
        listener: Arc<dyn Listener>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let workspace = Arc::new(load(root, port)?);
        listener.told(&workspace.findings);
        Ok(Self {
            root: root.to_owned(),
            port,
            engine: Engine::lasting(&BuildOptions::new(root, Timestamp::UNIX_EPOCH).cache),
            options,
            listener,
            workspace: RwLock::new(workspace),
            asked: Mutex::default(),
            states: Sender::default(),
        })
    }

    fn workspace(&self) -> Arc<Workspace> {
        Arc::clone(&self.workspace.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The folder where the pages of the preview are.
    fn out(&self) -> PathBuf {
        self.root.join(".parvis").join("preview")
    }

    fn asked(&self) -> MutexGuard<'_, BTreeSet<SiteId>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a site if it is asked for the first time, and reads something of it with `read`,
    /// which gets its folder, while no build writes to it.
    fn ask<T>(&self, id: &SiteId, read: impl FnOnce(&Path) -> T) -> (State, T) {
        let mut asked = self.asked();
        if asked.insert(id.clone()) {
            self.make(&BTreeSet::from([id.clone()]), true);
        }
        (self.state(id), read(&self.out().join(&**id)))
    }

    fn state(&self, id: &SiteId) -> State {
        self.states.borrow().get(id).cloned().unwrap_or_default()
    }

    /// Makes again what changed of the sites that were asked for.
    fn refresh(&self) {
        let asked = self.asked();
        if !asked.is_empty() {
            self.make(&asked, false);
        }
    }

    /// Lets the search of the sites that were asked for find what they say now. Their pages are
    /// as they were, so that nobody has to be told.
    fn index(&self) {
        let asked = self.asked();
        if !asked.is_empty() {
            let options = self.build_options(&asked, true);
            // What keeps a site from being made was told when its page was.
            let _ = self.engine.build(&self.workspace(), &options, &());
        }
    }

    fn build_options(&self, sites: &BTreeSet<SiteId>, index: bool) -> BuildOptions {
        let at = self.options.at.unwrap_or_else(Timestamp::now);
        let mut options = BuildOptions::new(&self.root, at);
        options.out = self.out();
        options.drafts = true;
        options.index = index;
        options.sites = sites.iter().map(ToString::to_string).collect();
        options
    }

    /// Makes sites, and their search where it need not be as quick as can be.
    fn make(&self, sites: &BTreeSet<SiteId>, index: bool) {
        let started = Instant::now();
        let workspace = self.workspace();
        let options = self.build_options(sites, index);
        let report = match self.engine.build(&workspace, &options, &()) {
            Ok(report) => report,
            Err(finding) => {
                self.listener.told(std::slice::from_ref(&finding));
                sites.iter().for_each(|id| self.announce(id, vec![finding.clone()]));
                return;
            }
        };
        let took = started.elapsed();
        for site in report.sites {
            let before = self.state(&site.site);
            if site.outcome != Outcome::Unchanged {
                self.listener.made(&site, took);
            } else if before.version > 0 && !before.findings.iter().any(Diagnostic::is_error) {
                continue;
            }
            self.announce(&site.site, site.diagnostics);
        }
    }

    /// Tells the browsers that a site changed, and what there is to say of it.
    fn announce(&self, id: &SiteId, findings: Vec<Diagnostic>) {
        self.states.send_modify(|states| {
            let state = states.entry(id.clone()).or_default();
            *state = State { version: state.version + 1, findings };
        });
    }

    /// Reads the settings again. Where they are broken the last good ones stay, and every open
    /// page says what is wrong.
    fn reload(&self) {
        match load(&self.root, self.port) {
            Ok(workspace) => {
                self.listener.told(&workspace.findings);
                *self.workspace.write().unwrap_or_else(PoisonError::into_inner) =
                    Arc::new(workspace);
                self.refresh();
            }
            Err(findings) => {
                self.listener.told(&findings);
                let asked = self.asked();
                asked.iter().for_each(|id| self.announce(id, findings.clone()));
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
