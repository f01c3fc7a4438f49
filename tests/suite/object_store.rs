//! A real S3 server on loopback, which can be told to fail, and a visitor of the sites in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::Method;
use axum::response::Response;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};

use crate::support::TestWorkspace;

pub(crate) const KEY: &str = "PARVISTESTKEY";
pub(crate) const SECRET: &str = "a secret nobody may read anywhere";
const BUCKET: &str = "communes";

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is answered.
    None,
    /// It is answered by this status, and nothing is done.
    Status(u16),
    /// The connection is cut before anything is done.
    CutBefore,
    /// The connection is cut after it was done.
    CutAfter,
    /// It is answered after this many milliseconds.
    Slow(u64),
    /// It is said to be done.
    Obliging,
    /// It is done, and the connection is cut in the middle of the answer.
    CutMiddle,
    /// It is denied.
    Denied,
    /// It is denied for the hour it bears.
    Skewed,
    /// There is no such bucket.
    NoBucket,
}

/// A request that was answered.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    /// The key, without the bucket.
    pub(crate) key: String,
    pub(crate) query: String,
    pub(crate) headers: BTreeMap<String, String>,
}

type Plan = Box<dyn FnMut(&Method, &str) -> Fault + Send>;

/// The server. It ends with the test.
pub(crate) struct ObjectStore {
    folder: tempfile::TempDir,
    port: u16,
    shared: Arc<Shared>,
    _runtime: tokio::runtime::Runtime,
}

struct Shared {
    service: S3Service,
    plan: Mutex<Plan>,
    log: Mutex<Vec<Asked>>,
    /// The store of the test looks at a condition and writes in two steps; a real one does not.
    records: tokio::sync::Mutex<()>,
}

impl ObjectStore {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join(BUCKET)).expect("a bucket");
        let files = s3s_fs::FileSystem::new(folder.path()).expect("a store");
        let mut builder = S3ServiceBuilder::new(files);
        builder.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let shared = Arc::new(Shared {
            service: builder.build(),
            plan: Mutex::new(Box::new(|_, _| Fault::None)),
            log: Mutex::default(),
            records: tokio::sync::Mutex::default(),
        });
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let listener =
            runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::clone(&shared);
        let answer = move |request: Request| {
            let state = Arc::clone(&state);
            async move { state.answer(request).await }
        };
        let app = axum::Router::new().fallback(answer);
        runtime.spawn(async move { axum::serve(listener, app).await });
        Self { folder, port, shared, _runtime: runtime }
    }

    /// Decides what becomes of each request from now on.
    pub(crate) fn plan(&self, plan: impl FnMut(&Method, &str) -> Fault + Send + 'static) {
        *self.shared.plan.lock().expect("whole") = Box::new(plan);
    }

    /// What was asked since the last call.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.shared.log.lock().expect("whole"))
    }

    /// The settings of a workspace whose sites are published here.
    pub(crate) fn settings(&self) -> String {
        format!(
            "name: Essai\nurl: \"https://{{id}}.example\"\npublish:\n  target: s3\n  keep: 3\n  \
             s3: {{bucket: {BUCKET}, endpoint: \"http://127.0.0.1:{}\", prefix: sites}}\n",
            self.port
        )
    }

    /// The program, with the keys of the store.
    pub(crate) fn command(&self, workspace: &TestWorkspace, words: &[&str]) -> Command {
        let mut command = workspace.command(words);
        command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET);
        command
    }

    pub(crate) fn run(&self, workspace: &TestWorkspace, words: &[&str]) -> crate::support::Run {
        let output = self.command(workspace, words).output().expect("the program runs");
        let run = crate::support::Run::of(&output);
        assert!(!run.out.contains(SECRET) && !run.err.contains(SECRET), "the secret was told");
        run
    }

    /// The folder in which the store keeps what visitors ask for of a site.
    pub(crate) fn site(&self, site: &str) -> PathBuf {
        self.folder.path().join(BUCKET).join("sites").join(site)
    }

    /// Changes one of the store's own files of a site, as somebody elsewhere would.
    pub(crate) fn rewrite(&self, site: &str, name: &str, change: impl FnOnce(String) -> String) {
        let bucket = self.folder.path().join(BUCKET);
        let path = bucket.join("sites/.parvis").join(site).join(name);
        let text = fs::read_to_string(&path).expect("there");
        fs::write(&path, change(text)).expect("written");
        // The store remembers the tag of what it wrote; it makes another one where it does not.
        for entry in fs::read_dir(self.folder.path()).expect("there").flatten() {
            if entry.file_name().to_string_lossy().ends_with(".internal.json") {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// The files visitors can ask for, without variants and previews.
    pub(crate) fn served(&self, site: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.site(site);
        let files = walkdir::WalkDir::new(&root).into_iter().flatten();
        let files = files.filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
            let name = entry.path().strip_prefix(&root).ok()?.to_str()?.to_owned();
            let ours =
                !name.ends_with(".br") && !name.ends_with(".gz") && !name.starts_with("apercu/");
            let bytes = ours.then(|| fs::read(entry.path()).ok()).flatten()?;
            Some((name, bytes))
        });
        files.collect()
    }
}

impl Shared {
    async fn answer(&self, request: Request) -> Response {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let key = path
            .trim_start_matches('/')
            .trim_start_matches(BUCKET)
            .trim_start_matches('/')
            .to_owned();
        let fault = (self.plan.lock().expect("whole"))(&method, &key);
        match fault {
            Fault::Status(status) => {
                // A real store reads on; one that does not cuts the sender's line at times.
                let _ = axum::body::to_bytes(request.into_body(), usize::MAX).await;
                let body = "<Error><Code>SlowDown</Code><Message>Later</Message></Error>";
                return Response::builder()
                    .status(status)
                    .body(Body::from(body))
                    .expect("an answer");
            }
            // Unwinding ends the task of this connection, and the connection with it.
            Fault::CutBefore => std::panic::resume_unwind(Box::new("cut")),
            Fault::Slow(pause) => tokio::time::sleep(Duration::from_millis(pause)).await,
            Fault::Obliging => {
                return Response::builder()
                    .header("etag", "\"1\"")
                    .body(Body::empty())
                    .expect("an answer");
            }
            Fault::NoBucket => {
                let body = "<Error><Code>NoSuchBucket</Code><Message>None</Message></Error>";
                return Response::builder().status(404).body(Body::from(body)).expect("an answer");
            }
            Fault::Denied | Fault::Skewed => {
                let code =
                    if fault == Fault::Denied { "AccessDenied" } else { "RequestTimeTooSkewed" };
                let body = format!("<Error><Code>{code}</Code><Message>No</Message></Error>");
                return Response::builder().status(403).body(Body::from(body)).expect("an answer");
            }
            Fault::None | Fault::CutAfter | Fault::CutMiddle => {}
        }
        let headers = request.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
            .collect();
        let query = request.uri().query().unwrap_or_default().to_owned();
        self.log.lock().expect("whole").push(Asked { method, key: key.clone(), query, headers });
        let (parts, body) = request.into_parts();
        let request = axum::http::Request::from_parts(parts, s3s::Body::http_body_unsync(body));
        let _one = if key.ends_with("site.json") { Some(self.records.lock().await) } else { None };
        let answer = self.service.call(request).await.expect("an answer");
        if fault == Fault::CutAfter {
            std::panic::resume_unwind(Box::new("cut"));
        }
        if fault == Fault::CutMiddle {
            let (mut parts, body) = answer.into_parts();
            let whole = axum::body::to_bytes(Body::new(body), usize::MAX).await.expect("bytes");
            // The server ends the connection when there is less than it announced.
            parts.headers.insert("content-length", whole.len().into());
            return Response::from_parts(parts, Body::from(whole.slice(..whole.len() / 2)));
        }
        answer.map(Body::new)
    }
}

/// Looks at every page of a site as a visitor would, and says what is wrong: a page that is not
/// whole, or that refers to what is not there.
pub(crate) fn visit(root: &Path) -> Result<usize, String> {
    let mut pages = 0;
    for entry in walkdir::WalkDir::new(root).into_iter().flatten() {
        let path = entry.path();
        let is_page = path.extension().is_some_and(|extension| extension == "html");
        if !is_page || path.starts_with(root.join("apercu")) {
            continue;
        }
        // A page that went while it was asked for is no page.
        let Ok(html) = fs::read_to_string(path) else { continue };
        if !html.trim_end().ends_with("</html>") {
            return Err(format!("{} is cut: {} bytes", path.display(), html.len()));
        }
        for address in addresses(&html) {
            let file = root.join(address.trim_start_matches('/'));
            let file = if address.ends_with('/') { file.join("index.html") } else { file };
            // A page that was replaced meanwhile says no longer what was read.
            if !file.exists() && fs::read_to_string(path).is_ok_and(|now| now == html) {
                return Err(format!("{} refers to {address}", path.display()));
            }
        }
        pages += 1;
    }
    Ok(pages)
}

/// The addresses of a page that lie on its own site.
fn addresses(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in [" href=\"/", " src=\"/"] {
        for (at, _) in html.match_indices(attribute) {
            let value = &html[at + attribute.len() - 1..];
            let value = value.split(['"', '#', '?']).next().unwrap_or_default();
            found
                .push(percent_encoding::percent_decode_str(value).decode_utf8_lossy().into_owned());
        }
    }
    found
}
