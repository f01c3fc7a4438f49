//! Publishing to an object store: what visitors find at every instant, and what becomes of a
//! publication when the store, the connection or the program fails.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::http::Method;
use parvis::publish::{CacheClass, classify};

use crate::object_store::{Asked, Fault, ObjectStore, visit};
use crate::support::{AT, TestWorkspace};

const ACCEPTED: &str = "accessibility,links,feeds";

/// A workspace of one commune, built, and the store it is published to.
pub(crate) fn workspace() -> (ObjectStore, TestWorkspace) {
    let store = ObjectStore::start();
    let workspace = TestWorkspace::new();
    workspace.file("parvis.yaml", store.settings());
    write(&workspace, 1);
    (store, workspace)
}

/// One of two versions of the site: pages, an image of the page and the style sheet differ.
pub(crate) fn write(workspace: &TestWorkspace, version: usize) {
    let other = version % 2;
    workspace.file(
        "sites/amou/actualites/marche.md",
        format!("---\ntitle: Marché\ndate: 2026-11-20\n---\n\nVersion {version}.\n"),
    );
    for number in 0..4 {
        let name = format!("sites/amou/vie/page-{other}-{number}.md");
        workspace.remove_if_there(&format!("sites/amou/vie/page-{}-{number}.md", 1 - other));
        workspace.file(
            &name,
            format!(
                "---\ntitle: Page {number} de {version}\n---\n\n[L’autre](page-{other}-{}.md)\n",
                (number + 1) % 4
            ),
        );
    }
    let accent = ["#1b5e20", "#0d47a1"][other];
    workspace.write_site("amou", "Amou", &format!("accent: \"{accent}\"\n"));
    let run = workspace.run(&["build", "--at", AT]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

pub(crate) fn publish<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["publish", "--at", AT, "--allow", ACCEPTED, "--allow-deletes"], more].concat()
}

/// Expects that what is served is what was built, neither more nor less.
#[track_caller]
pub(crate) fn serves_what_was_built(store: &ObjectStore, workspace: &TestWorkspace) {
    let built = workspace.tree("public/amou");
    let served = store.served("amou");
    for (path, bytes) in &built {
        assert!(served.get(path) == Some(bytes), "{path} is not what was built");
    }
    for path in served.keys().filter(|path| !built.iter().any(|(built, _)| built == *path)) {
        // A page in somebody's browser still finds its style sheet.
        let class = classify(path).1;
        assert!(matches!(class, CacheClass::Immutable | CacheClass::Media), "{path} is left over");
    }
    assert!(visit(&store.site("amou")).is_ok_and(|pages| pages > 5));
}

#[test]
fn files_come_in_an_order_in_which_no_page_refers_to_what_is_not_there() {
    let (store, workspace) = workspace();
    store.run(&workspace, &publish(&[])).ends(0);
    serves_what_was_built(&store, &workspace);
    let asked = store.asked();
    let puts: Vec<_> = asked.iter().filter(|asked| asked.method == Method::PUT).collect();
    let mut last = CacheClass::Immutable;
    let announced = puts.iter().filter(|put| put.key == "sites/amou/index.html").count();
    assert_eq!(announced, 2, "new pages that refer to each other are announced first");
    for put in &puts {
        let Some(path) = put.key.strip_prefix("sites/amou/") else { continue };
        let plain = path.trim_end_matches(".br").trim_end_matches(".gz");
        let (content_type, class) = classify(plain);
        assert!(class >= last, "{path} comes after {last:?}");
        last = class;
        let header = |name: &str| put.headers.get(name).map_or("", String::as_str);
        assert_eq!(header("content-type"), content_type, "{path}");
        assert_eq!(header("cache-control"), class.cache_control(), "{path}");
        let encoding = match path.strip_prefix(plain) {
            Some(".br") => "br",
            Some(".gz") => "gzip",
            _ => "",
        };
        assert_eq!(header("content-encoding").replace("aws-chunked", ""), encoding, "{path}");
    }
    assert!(puts.iter().any(|put| put.key == "sites/amou/index.html.br"));
    let record = puts.iter().rposition(|put| put.key.ends_with("site.json")).expect("a record");
    let page = puts.iter().rposition(|put| put.key.starts_with("sites/amou/")).expect("pages");
    assert!(record > page, "the record comes last");
    let conditional = |put: &&&Asked| {
        put.headers.contains_key("if-match") || put.headers.contains_key("if-none-match")
    };
    let records = puts.iter().filter(|put| put.key.ends_with("site.json"));
    assert_eq!(records.clone().count(), records.filter(conditional).count());

    // Nothing changed: nothing is sent. One page changed: it alone, and what lists it.
    store.run(&workspace, &publish(&[])).ends(0);
    assert!(store.asked().iter().all(|asked| asked.method == Method::GET));
    workspace.file(
        "sites/amou/vie/page-1-0.md",
        "---\ntitle: Page 0 de 1\n---\n\n[L’autre](page-1-1.md) encore\n",
    );
    assert_eq!(workspace.build().code, 0);
    store.run(&workspace, &publish(&[])).ends(0);
    let asked = store.asked();
    let sent = asked
        .iter()
        .filter(|asked| asked.method == Method::PUT && asked.key.starts_with("sites/amou/"));
    let sent: Vec<&str> = sent.map(|asked| asked.key.as_str()).collect();
    assert!(sent.contains(&"sites/amou/vie/page-1-0/index.html.gz"), "{sent:?}");
    let (searched, pages): (Vec<&str>, Vec<&str>) =
        sent.iter().partition(|key| key.starts_with("sites/amou/pagefind/"));
    assert!(pages.len() <= 6 && searched.len() <= 6, "{sent:?}");
    assert!(pages.iter().all(|key| key.starts_with("sites/amou/vie/")), "{sent:?}");
    serves_what_was_built(&store, &workspace);
}

#[test]
fn a_former_release_comes_back_and_a_tampered_file_is_found() {
    let (store, workspace) = workspace();
    store.run(&workspace, &publish(&[])).ends(0);
    let first = workspace.tree("public/amou");
    write(&workspace, 2);
    store.run(&workspace, &publish(&[])).ends(0);
    serves_what_was_built(&store, &workspace);

    store.run(&workspace, &["rollback", "amou"]).ends(0);
    let served = store.served("amou");
    for (path, bytes) in &first {
        assert!(served.get(path) == Some(bytes), "{path} did not come back");
    }
    assert!(visit(&store.site("amou")).is_ok());
    store.run(&workspace, &["releases", "amou", "--verify"]).ends(0);
    std::fs::write(store.site("amou").join("vie/page-1-1/index.html"), "<p>Volé</html>")
        .expect("written");
    std::fs::write(store.site("amou").join("etranger.html"), "</html>").expect("written");
    std::fs::remove_file(store.site("amou").join("contact/index.html")).expect("removed");
    let run = store.run(&workspace, &["releases", "amou", "--verify"]).ends(1);
    let said = format!("{}{}", run.out, run.err);
    for path in ["vie/page-1-1/index.html", "etranger.html", "contact/index.html"] {
        assert!(said.contains(path), "{path} was not found: {said}");
    }
    // And forth again.
    store.run(&workspace, &publish(&[])).ends(0);
    std::fs::remove_file(store.site("amou").join("etranger.html")).expect("removed");
}

#[test]
fn a_fifth_of_a_site_never_goes_unless_it_is_meant() {
    let (store, workspace) = workspace();
    for number in 0..30 {
        workspace.file(
            &format!("sites/amou/annexe/a-{number}.md"),
            format!("---\ntitle: A{number}\n---\n\nTexte.\n"),
        );
    }
    assert_eq!(workspace.build().code, 0);
    store.run(&workspace, &publish(&[])).ends(0);
    let before = store.served("amou");
    workspace.remove("sites/amou/annexe");
    assert_eq!(workspace.build().code, 0);
    let careful = ["publish", "--at", AT, "--allow", ACCEPTED];
    store.run(&workspace, &careful).ends(1).says("plus d’un cinquième");
    assert!(store.served("amou") == before, "nothing was changed");
    store.run(&workspace, &publish(&[])).ends(0);
    serves_what_was_built(&store, &workspace);
}

#[test]
fn requests_that_fail_in_passing_are_made_again() {
    let (store, workspace) = workspace();
    let count = AtomicUsize::new(0);
    store.plan(move |_, _| match count.fetch_add(1, Ordering::Relaxed) % 11 {
        3 => Fault::Status(500),
        5 => Fault::Status(429),
        7 => Fault::CutBefore,
        9 => Fault::CutAfter,
        10 => Fault::Slow(20),
        _ => Fault::None,
    });
    store.run(&workspace, &publish(&[])).ends(0);
    write(&workspace, 2);
    store.run(&workspace, &publish(&[])).ends(0);
    serves_what_was_built(&store, &workspace);
}

#[test]
fn a_store_that_goes_on_failing_is_told_and_nothing_is_lost() {
    let (store, workspace) = workspace();
    store.run(&workspace, &publish(&[])).ends(0);
    write(&workspace, 2);
    // It fails from the middle of the publication on.
    let pages = AtomicUsize::new(0);
    store.plan(move |method, key| {
        let page = *method == Method::PUT && key.starts_with("sites/amou/vie/");
        let failing = pages.fetch_add(usize::from(page), Ordering::Relaxed) >= 3;
        if failing { Fault::Status(503) } else { Fault::None }
    });
    store
        .run(&workspace, &publish(&[]))
        .ends(1)
        .says("ne répond pas comme il faut, même après plusieurs essais (503");
    visit(&store.site("amou")).expect("every page finds what it refers to");
    store.plan(|_, _| Fault::None);
    store.run(&workspace, &publish(&[])).ends(0);
    serves_what_was_built(&store, &workspace);
}

#[test]
fn what_a_store_refuses_is_told_without_the_secret() {
    let (store, workspace) = workspace();
    let words = publish(&[]);
    let run = |command: &mut std::process::Command| {
        crate::support::Run::of(&command.output().expect("runs"))
    };
    let mut command = store.command(&workspace, &words);
    run(command.env_remove("AWS_ACCESS_KEY_ID")).ends(1).says("Aucune clé d’accès");
    let mut command = store.command(&workspace, &words);
    let refused = run(command.env("AWS_SECRET_ACCESS_KEY", "wrong secret")).ends(1);
    assert!(!refused.err.contains("wrong secret"), "{}", refused.err);
    refused.says("refuse l’accès");
    store.plan(|_, _| Fault::NoBucket);
    store.run(&workspace, &words).ends(1).says("Le compartiment n’existe pas");
    store.plan(|_, _| Fault::CutBefore);
    store.run(&workspace, &words).ends(1).says("ne peut pas être joint");
}

#[test]
fn a_store_without_conditional_puts_is_refused() {
    let (store, workspace) = workspace();
    store.plan(|method, key| {
        let test = *method == Method::PUT && key.ends_with(".parvis/conditions");
        if test { Fault::Obliging } else { Fault::None }
    });
    store.run(&workspace, &publish(&[])).ends(1).says("n’honore pas les écritures conditionnelles");
    assert!(store.served("amou").is_empty());
}

#[test]
fn the_visitor_of_these_tests_notices_what_is_wrong() {
    let (_store, workspace) = workspace();
    let root = workspace.path("public/amou");
    let pages = visit(&root).expect("whole");
    assert!(pages > 5, "{pages}");
    let page = std::fs::read_to_string(root.join("index.html")).expect("a page");
    workspace.file("public/amou/index.html", &page[..page.len() / 2]);
    assert!(visit(&root).is_err_and(|wrong| wrong.contains("index.html is cut")));
    workspace.file("public/amou/index.html", page);
    for name in workspace.names("public/amou/assets").iter().filter(|name| name.ends_with(".css")) {
        workspace.remove(&format!("public/amou/assets/{name}"));
        assert!(visit(&root).is_err_and(|wrong| wrong.contains("refers to /assets/")));
    }
}

/// A publication that stops at a fail point, until it is killed or let go on.
pub(crate) struct Stopped(Child);

impl Stopped {
    pub(crate) fn at(store: &ObjectStore, workspace: &TestWorkspace, point: &str) -> Self {
        let mut child = store
            .command(workspace, &publish(&[]))
            .env("PARVIS_FAULT", point)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let said = BufReader::new(child.stderr.take().expect("piped"));
        let mut lines = said.lines().map_while(Result::ok);
        let reached = lines.any(|line| line == format!("fault: {point}"));
        assert!(reached, "{point} is never reached");
        // The rest is read, so that the program never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        Self(child)
    }

    pub(crate) fn kill(mut self) {
        self.0.kill().expect("killed");
        self.0.wait().expect("ended");
    }

    pub(crate) fn go_on(mut self) -> i32 {
        self.0.stdin.take().expect("piped").write_all(b"\n").expect("told");
        self.0.wait().expect("ended").code().unwrap_or(-1)
    }
}

#[test]
fn killed_at_any_step_a_publication_leaves_whole_pages_and_the_next_one_ends_right() {
    let (store, workspace) = workspace();
    store.run(&workspace, &publish(&[])).ends(0);
    let mut version = 1;
    for (step, point) in parvis::publish::fault::S3.iter().enumerate() {
        version += 1;
        write(&workspace, version);
        let stopped = Stopped::at(&store, &workspace, point);
        visit(&store.site("amou")).unwrap_or_else(|wrong| panic!("at {point}: {wrong}"));
        stopped.kill();
        visit(&store.site("amou")).unwrap_or_else(|wrong| panic!("after {point}: {wrong}"));
        if step % 4 == 0 {
            // What comes next may be something else again.
            version += 1;
            write(&workspace, version);
        }
        store.run(&workspace, &publish(&[])).ends(0);
        serves_what_was_built(&store, &workspace);
        store.run(&workspace, &["releases", "amou", "--verify"]).ends(0);
    }
}

#[test]
fn killed_at_any_instant_a_publication_leaves_whole_pages() {
    let (store, workspace) = workspace();
    store.run(&workspace, &publish(&[])).ends(0);
    let (store, stop) = (Arc::new(store), Arc::new(AtomicBool::new(false)));
    let visitor = {
        let (root, stop) = (store.site("amou"), Arc::clone(&stop));
        std::thread::spawn(move || {
            let mut visits = 0;
            while !stop.load(Ordering::Relaxed) {
                visit(&root)?;
                visits += 1;
            }
            Ok::<usize, String>(visits)
        })
    };
    let instants = std::env::var("PARVIS_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    for instant in 0..instants {
        if instant % 4 == 0 {
            write(&workspace, instant / 4);
        }
        let mut child = store
            .command(&workspace, &publish(&[]))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        // Spread over a whole publication, without a generator of chance.
        std::thread::sleep(Duration::from_millis(20 + (instant as u64 * 37) % 600));
        child.kill().expect("killed");
        child.wait().expect("ended");
    }
    store.run(&workspace, &publish(&[])).ends(0);
    stop.store(true, Ordering::Relaxed);
    let visits = visitor.join().expect("a visitor").unwrap_or_else(|wrong| panic!("{wrong}"));
    assert!(visits > 0);
    serves_what_was_built(&store, &workspace);
}

#[test]
fn of_two_publishers_at_once_one_is_told_and_nothing_mixes() {
    let (store, workspace) = workspace();
    let first = Stopped::at(&store, &workspace, "s3-pages");
    store.run(&workspace, &publish(&[])).ends(1).says("Ce site est en cours de publication par");
    assert_eq!(first.go_on(), 0);
    serves_what_was_built(&store, &workspace);
    store.run(&workspace, &publish(&[])).ends(0);
}

#[test]
fn a_preview_is_shown_and_ends() {
    let (store, workspace) = workspace();
    store.run(&workspace, &publish(&[])).ends(0);
    write(&workspace, 2);
    let run = store.run(&workspace, &publish(&["--preview", "--days", "1"])).ends(0);
    let out = run.out;
    let at = out.find("/apercu/").unwrap_or_else(|| panic!("no address in {out}"));
    let token = &out[at + 8..at + 40];
    let page = store.site("amou").join("apercu").join(token).join("vie/page-0-1/index.html");
    let html = std::fs::read_to_string(page).expect("a page of the preview");
    assert!(
        html.contains("noindex") && html.contains(&format!("/apercu/{token}/assets/")),
        "{html}"
    );
    store.run(&workspace, &publish(&[])).ends(0);
    serves_what_was_built(&store, &workspace);
    assert!(store.site("amou").join("apercu").join(token).exists(), "its time is not over");
    store.rewrite("amou", &format!("previews/{token}.json"), |record| {
        record.replace("\"until\":\"2", "\"until\":\"1")
    });
    // Also the publication of an unchanged site ends what is over.
    store.run(&workspace, &publish(&[])).ends(0).prints("1 inchangé");
    let left = walkdir::WalkDir::new(store.site("amou").join("apercu")).into_iter().flatten();
    assert_eq!(left.filter(|entry| entry.file_type().is_file()).count(), 0);
    serves_what_was_built(&store, &workspace);
}

#[test]
fn eight_shards_at_once_publish_every_site_exactly_once() {
    let store = ObjectStore::start();
    let mut workspace = TestWorkspace::empty();
    workspace.file("parvis.yaml", store.settings());
    let ids: Vec<String> = (0..24).map(|number| format!("commune-{number}")).collect();
    for id in &ids {
        workspace = workspace.site(id, "Commune");
    }
    let workspace = workspace.built();
    store.asked();
    let began = Instant::now();
    // As three kinds of jobs: told, as GitLab tells its own, and as Kubernetes does.
    let shards: Vec<Child> = (1..=8)
        .map(|shard| {
            let own = format!("{shard}/8");
            let told = ["--shard", own.as_str()];
            let mut words = publish(&[]);
            if shard <= 3 {
                words.extend(told);
            }
            let mut command = store.command(&workspace, &words);
            match shard {
                1..=3 => &mut command,
                4..=6 => command.env("CI_NODE_INDEX", shard.to_string()).env("CI_NODE_TOTAL", "8"),
                _ => command
                    .env("JOB_COMPLETION_INDEX", (shard - 1).to_string())
                    .env("JOB_COMPLETIONS", "8"),
            };
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs")
        })
        .collect();
    for shard in shards {
        let output = shard.wait_with_output().expect("ended");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let asked = store.asked();
    for id in &ids {
        // Sent once, after its announcement.
        let home = format!("sites/{id}/index.html.br");
        let puts = asked.iter().filter(|asked| asked.method == Method::PUT && asked.key == home);
        assert_eq!(puts.count(), 1, "{id}");
        assert!(visit(&store.site(id)).is_ok_and(|pages| pages > 0), "{id}");
    }
    assert!(began.elapsed() < Duration::from_secs(120));
}
