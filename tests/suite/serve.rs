//! The preview, as a browser meets it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{AT, TestWorkspace};

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running preview, stopped at the end of the test however it ends.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start(workspace: &TestWorkspace) -> Self {
        let mut child = workspace
            .command(&["serve", "--port", "0", "--at", AT])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines();
        let ready =
            lines.by_ref().map_while(Result::ok).find(|line| line.contains("http://localhost:"));
        // Read on, so that the program never waits for its messages to be read.
        std::thread::spawn(move || lines.for_each(drop));
        let ready = ready.expect("it says where it is");
        let port = ready.rsplit_once(':').map(|(_, port)| port.trim_end_matches('/').to_owned());
        let port = port.and_then(|port| port.parse().ok()).expect("a port");
        Self { child, port }
    }

    /// Status and body of an answer.
    fn get(&self, host: &str, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}:{}\r\nConnection: close\r\n\r\n",
            self.port
        )
        .expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        (status, body.to_owned())
    }

    fn site(&self, path: &str) -> String {
        let (status, body) = self.get("amou.localhost", path);
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// What the script of a page hears when the site changes after `version`.
    fn change(&self, version: u64) -> Value {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            let body = self.site(&format!("/__parvis/changes?after={version}"));
            let change: Value = serde_json::from_str(&body).expect("JSON");
            if change["version"].as_u64() > Some(version) {
                return change;
            }
        }
        panic!("nothing changed after {version}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_site_is_shown_made_again_and_its_errors_told() {
    let workspace = TestWorkspace::new()
        .site("dax", "Dax")
        .with("sites/amou/salle.md", "---\ntitle: La salle\n---\nPremier état. [Dax](site:dax)\n");
    let server = Server::start(&workspace);

    let (status, list) = server.get("localhost", "/");
    assert_eq!(status, 200);
    for site in ["amou", "dax"] {
        assert!(list.contains(&format!("http://{site}.localhost:{}/", server.port)), "{list}");
    }
    let page = server.site("/salle/");
    assert!(page.contains("Premier état."), "{page}");
    assert!(page.contains(&format!("href=\"http://dax.localhost:{}/\"", server.port)), "{page}");
    assert!(
        page.contains("<script src=\"/__parvis/live.js\" data-version=\"1\"></script></body>"),
        "{page}"
    );
    assert_eq!(server.get("amou.localhost", "/flux.rss").0, 200);
    assert_eq!(server.get("amou.localhost", "/rien/").0, 404);
    assert_eq!(server.get("rien.localhost", "/").0, 404);
    assert!(!workspace.has(""), "the published output is not touched");

    workspace.file("sites/amou/salle.md", "---\ntitle: La salle\n---\nSecond état.\n");
    let change = server.change(1);
    assert_eq!(change["errors"].as_array().map(Vec::len), Some(0), "{change}");
    assert!(server.site("/salle/").contains("Second état."));

    let version = change["version"].as_u64().expect("a number");
    workspace.file("sites/amou/salle.md", "---\ntitel: La salle\n---\nTroisième état.\n");
    let change = server.change(version);
    let error = &change["errors"][0];
    assert_eq!(error["place"], "sites/amou/salle.md:2:1", "{change}");
    assert!(error["message"].as_str().is_some_and(|text| text.contains("titel")), "{change}");
    assert!(error["help"].as_str().is_some_and(|text| text.contains("title")), "{change}");
    assert!(server.site("/salle/").contains("Second état."), "the last good state");

    let version = change["version"].as_u64().expect("a number");
    workspace.file("sites/amou/salle.md", "---\ntitle: La salle\n---\nTroisième état.\n");
    let change = server.change(version);
    assert_eq!(change["errors"].as_array().map(Vec::len), Some(0), "{change}");
    assert!(server.site("/salle/").contains("Troisième état."));
}

// No page of the web may read the preview under a name of its own.
#[test]
fn only_names_of_this_machine_are_answered() {
    let workspace = TestWorkspace::new();
    let server = Server::start(&workspace);
    for host in
        ["ailleurs.example", "localhost.ailleurs.example", "amou.localhost.ailleurs.example"]
    {
        assert_eq!(server.get(host, "/").0, 421, "{host}");
        assert_eq!(server.get(host, "/__parvis/changes?after=0").0, 421, "{host}");
    }
    for path in
        ["/../site.yaml", "/%2e%2e/site.yaml", "/..%2f..%2fparvis.yaml", "/%2e%2e%5cparvis.yaml"]
    {
        let (status, body) = server.get("amou.localhost", path);
        assert!(status != 200 && !body.contains("kind: commune"), "{path}: {status}");
    }
}

#[test]
fn a_site_that_was_never_good_shows_what_is_wrong() {
    let workspace =
        TestWorkspace::new().with("sites/amou/salle.md", "---\ntitel: La salle\n---\nTexte.\n");
    let server = Server::start(&workspace);
    let (status, page) = server.get("amou.localhost", "/");
    assert_eq!(status, 500);
    assert!(page.contains("sites/amou/salle.md:2:1") && page.contains("title"), "{page}");
}
