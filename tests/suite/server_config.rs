//! What web servers are told, and what a real nginx then answers.
//!
//! Where nginx or Caddy is not installed, the tests that need them say so and pass; `.ci/run`
//! installs both.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::TestWorkspace;

const NEWS: &str = "---\ntitle: Marché de Noël\ndate: 2026-11-20\naliases: [/ancien-marche/, \"/vieux-marché-$host'.php\"]\n---\n\nSur la place.\n";

/// A workspace whose site is published in `srv/amou/current`, as the folder target lays it out.
fn published(server: &str) -> TestWorkspace {
    let workspace =
        TestWorkspace::empty().site_with("amou", "Amou", "domains: [www.amou.example, amou.fr]\n");
    let root = workspace.path("srv").display().to_string();
    workspace.file(
        "parvis.yaml",
        format!("name: Essai\nurl: \"https://{{id}}.example\"\nserver:\n  root: {root}\n{server}"),
    );
    workspace.file("sites/amou/actualites/marche.md", NEWS);
    let workspace = workspace.built();
    let current = workspace.path("srv/amou/current");
    std::fs::create_dir_all(current.parent().expect("a folder")).expect("made");
    copy(&workspace.path("public/amou"), &current);
    workspace
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("read") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("copied");
        }
    }
}

/// True when a program is there; says so loudly when it is not.
fn installed(program: &str, argument: &str) -> bool {
    let found =
        Command::new(program).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let found = found.is_ok_and(|status| status.success());
    if !found {
        eprintln!("NOT TESTED: {program} is not installed");
    }
    found
}

/// A running nginx, ended with the test.
struct Nginx {
    process: Child,
    port: u16,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

impl Nginx {
    /// Serves the workspace, asked over a proxy that speaks https to visitors.
    fn start(workspace: &TestWorkspace, port: u16) -> Self {
        let sites = workspace.run(&["server-config", "nginx"]).ends(0).out;
        workspace.file("nginx/sites.conf", sites);
        let user =
            if cfg!(target_os = "linux") && whoami() == "root" { "user root;\n" } else { "" };
        let folder = workspace.path("nginx").display().to_string();
        let main = format!(
            "{user}daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n\
             events {{ }}\nhttp {{\n  access_log off;\n  client_body_temp_path {folder}/a;\n  proxy_temp_path {folder}/b;\n  \
             fastcgi_temp_path {folder}/c;\n  uwsgi_temp_path {folder}/d;\n  scgi_temp_path {folder}/e;\n  include {folder}/sites.conf;\n}}\n"
        );
        workspace.file("nginx/nginx.conf", main);
        let conf = workspace.path("nginx/nginx.conf");
        let told =
            Command::new("nginx").arg("-t").arg("-c").arg(&conf).output().expect("nginx runs");
        assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
        let process = Command::new("nginx")
            .arg("-c")
            .arg(&conf)
            .stderr(Stdio::null())
            .spawn()
            .expect("nginx runs");
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(20), "nginx does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { process, port }
    }

    /// What it answers: the head in lower case, and the body.
    fn get(&self, host: &str, path: &str, more: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n");
        stream.write_all(request.as_bytes()).expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
        (head, answer[end + 4..].to_vec())
    }

    #[track_caller]
    fn expect(&self, host: &str, path: &str, more: &str, lines: &[&str]) -> (String, Vec<u8>) {
        let (head, body) = self.get(host, path, more);
        for line in lines {
            assert!(head.contains(&line.to_lowercase()), "no {line} for {path} in:\n{head}");
        }
        (head, body)
    }
}

fn whoami() -> String {
    std::fs::metadata("/proc/self").map_or_else(
        |_| String::new(),
        |own| {
            use std::os::unix::fs::MetadataExt as _;
            if own.uid() == 0 { "root".to_owned() } else { String::new() }
        },
    )
}

#[test]
fn nginx_serves_every_site_by_its_name_with_its_redirects_and_headers() {
    if !installed("nginx", "-v") {
        return;
    }
    let port = free_port();
    let workspace = published(&format!(
        "  tls: proxy\n  http: [\"127.0.0.1:{port}\"]\n  hsts: {{max_age: 31536000}}\n"
    ));
    let page = workspace.path("srv/amou/current/index.html");
    let gzipped = {
        let html = std::fs::read(&page).expect("read");
        parvis::publish::Encoding::Gzip.encode(&html)
    };
    std::fs::write(workspace.path("srv/amou/current/index.html.gz"), &gzipped).expect("written");
    workspace.file("srv/amou/previews/abcdefghijkmnpqrstuvwxyz23456789/index.html", "Aperçu");
    let nginx = Nginx::start(&workspace, port);

    let (head, body) = nginx.expect(
        "amou.example",
        "/",
        "",
        &[
            "200 ok",
            "content-type: text/html; charset=utf-8",
            "cache-control: no-cache",
            "content-security-policy: default-src 'none';",
            "x-content-type-options: nosniff",
            "referrer-policy: strict-origin-when-cross-origin",
            "permissions-policy: ",
            "strict-transport-security: max-age=31536000",
            "vary: accept-encoding",
            "etag: ",
        ],
    );
    assert!(!head.contains("unsafe-inline") && !head.contains("x-robots-tag"), "{head}");
    assert_eq!(body, std::fs::read(&page).expect("read"));
    let (_, body) =
        nginx.expect("amou.example", "/", "Accept-Encoding: gzip\r\n", &["content-encoding: gzip"]);
    assert_eq!(body, gzipped, "made once, not at every request");

    // A feed: its type, its age, and nothing to send to who has it.
    for (path, kind) in [
        ("/flux.rss", "application/rss+xml; charset=utf-8"),
        ("/actualites/flux.atom", "application/atom+xml; charset=utf-8"),
        ("/flux.json", "application/feed+json; charset=utf-8"),
        ("/agenda/flux.ics", "text/calendar; charset=utf-8"),
    ] {
        if !workspace.has(&format!("amou{path}")) {
            assert_eq!(path, "/agenda/flux.ics");
            continue;
        }
        let kind = format!("content-type: {kind}");
        let (head, _) = nginx.expect(
            "amou.example",
            path,
            "",
            &["200 ok", &kind, "cache-control: public, max-age=300"],
        );
        let etag =
            head.lines().find_map(|line| line.strip_prefix("etag: ")).expect("an etag").to_owned();
        let known = format!("If-None-Match: {etag}\r\n");
        let (_, body) = nginx.expect("amou.example", path, &known, &["304 not modified"]);
        assert!(body.is_empty());
    }

    // Former addresses, whatever they hold; addresses of folders without their slash.
    let moved = ["301 moved", "location: /actualites/marche/\r\n"];
    nginx.expect("amou.example", "/ancien-marche/", "", &moved);
    nginx.expect("amou.example", "/vieux-march%C3%A9-$host'.php", "", &moved);
    nginx.expect("amou.example", "/actualites", "", &["301", "location: /actualites/\r\n"]);

    // Other names, other schemes, names of nobody.
    nginx.expect(
        "www.amou.example",
        "/a?b=c",
        "",
        &["301", "location: https://amou.example/a?b=c\r\n"],
    );
    nginx.expect("amou.fr", "/", "", &["301", "location: https://amou.example/\r\n"]);
    nginx.expect(
        "amou.example",
        "/a",
        "X-Forwarded-Proto: http\r\n",
        &["301", "location: https://amou.example/a\r\n"],
    );
    nginx.expect("autre.example", "/", "", &["421"]);

    // What is not there, and what is for servers alone.
    let (_, body) = nginx.expect(
        "amou.example",
        "/rien/",
        "",
        &["404 not found", "content-type: text/html", "nosniff"],
    );
    assert_eq!(body, std::fs::read(workspace.path("srv/amou/current/404.html")).expect("read"));
    nginx.expect("amou.example", "/_redirects", "", &["404"]);

    // Cache classes of the other files, and a preview.
    let style =
        workspace.names("public/amou/assets").into_iter().find(|name| name.ends_with(".css"));
    let style = format!("/assets/{}", style.expect("a style sheet"));
    nginx.expect(
        "amou.example",
        &style,
        "",
        &["text/css; charset=utf-8", "max-age=31536000, immutable"],
    );
    nginx.expect("amou.example", "/sitemap.xml", "", &["max-age=3600", "application/xml"]);
    let (_, body) = nginx.expect(
        "amou.example",
        "/apercu/abcdefghijkmnpqrstuvwxyz23456789/",
        "",
        &["200", "x-robots-tag: noindex, nofollow"],
    );
    assert_eq!(body, "Aperçu".as_bytes());
}

#[test]
fn nginx_reads_the_whole_configuration_with_certificates_and_hostile_names() {
    if !installed("nginx", "-v") {
        return;
    }
    let workspace = published(
        "  certificates: \"/etc/l'ici $1/{host}\"\n  acme: /var/www/acme\n  hsts: {max_age: 1, subdomains: true, preload: true}\n",
    );
    let sites = workspace.run(&["server-config", "nginx"]).ends(0).out;
    let folder = workspace.path("").display().to_string();
    let main = format!(
        "pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{ }}\nhttp {{\n{}\n}}\n",
        sites
            .replace("listen 80", "listen 127.0.0.1:8080")
            .replace("listen 443", "listen 127.0.0.1:8443")
    );
    workspace.file("nginx.conf", main);
    let conf = workspace.path("nginx.conf");
    let told = Command::new("nginx").arg("-t").arg("-c").arg(conf).output().expect("nginx runs");
    assert!(told.status.success(), "{}\n{sites}", String::from_utf8_lossy(&told.stderr));
}

#[test]
fn caddy_takes_the_whole_configuration() {
    if !installed("caddy", "version") {
        return;
    }
    for server in ["  hsts: {max_age: 31536000}\n", "  tls: proxy\n  http: [\"127.0.0.1:8080\"]\n"]
    {
        let workspace = published(server);
        workspace.run(&["server-config", "caddy", "--output", "Caddyfile"]).ends(0);
        let told = Command::new("caddy")
            .args(["validate", "--adapter", "caddyfile", "--config", "Caddyfile"])
            .current_dir(workspace.path(""))
            .env("HOME", workspace.path("home"))
            .output()
            .expect("caddy runs");
        let said = String::from_utf8_lossy(&told.stderr);
        assert!(told.status.success(), "{said}");
    }
}

#[test]
fn hosts_of_static_sites_get_a_file_of_headers_and_one_of_redirects_for_each_site() {
    let workspace = published("");
    workspace.run(&["server-config", "headers"]).ends(2);
    workspace.run(&["server-config", "headers", "--output", "hosted"]).ends(0);
    let read = |path: &str| std::fs::read_to_string(workspace.path(path)).expect("read");
    let headers = read("hosted/amou/_headers");
    assert!(headers.starts_with("/*\n  Content-Security-Policy: default-src 'none';"), "{headers}");
    let redirects = read("hosted/amou/_redirects");
    assert!(
        redirects.contains("https://www.amou.example/* https://amou.example/:splat 301!\n"),
        "{redirects}"
    );
    assert!(redirects.contains("\n/ancien-marche/ /actualites/marche/ 301\n"), "{redirects}");
}

#[test]
fn a_domain_leads_to_one_site() {
    let workspace = TestWorkspace::empty()
        .site_with("amou", "Amou", "domains: [bastennes.example]\n")
        .site("bastennes", "Bastennes");
    let run = workspace.run(&["server-config", "nginx"]).ends(1);
    let run = run.says("Le domaine « bastennes.example » est déjà celui du site « bastennes »");
    assert!(run.out.contains("\"https://bastennes.example\" \"\";"), "{}", run.out);
}

#[test]
fn settings_that_no_server_could_be_told_are_refused() {
    let workspace = TestWorkspace::new();
    workspace.file(
        "parvis.yaml",
        "name: E\nurl: \"https://{id}.example\"\nserver:\n  http: [\"80; evil\"]\n",
    );
    workspace.run(&["server-config", "nginx"]).ends(2).points_at("parvis.yaml:4");
}

#[test]
fn no_page_holds_what_the_policy_forbids() {
    let workspace = published("");
    for (path, bytes) in
        workspace.tree("public/amou").into_iter().filter(|(path, _)| path.ends_with(".html"))
    {
        let html = scraper::Html::parse_document(&String::from_utf8_lossy(&bytes));
        let all = scraper::Selector::parse("*").expect("a selector");
        for element in html.select(&all) {
            let element = element.value();
            let inline = element.attrs().any(|(name, _)| name == "style" || name.starts_with("on"));
            let script = element.name() == "script"
                && element.attr("type") != Some("application/ld+json")
                && element.attr("src").is_none_or(|src| !src.starts_with('/'));
            assert!(!inline && !script && element.name() != "style", "{element:?} in {path}");
        }
    }
}
