//! The figures of `docs/scale.md`: many small sites built, one part of them published to an object
//! store on loopback, its requests counted. Run by hand; it decides nothing but that it works:
//!
//! `PARVIS_PROGRAM=target/release/parvis cargo test --test suite scale -- --ignored --nocapture`

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Instant;

use crate::object_store::{KEY, ObjectStore, SECRET};
use crate::support::{AT, Run, TestWorkspace};

/// Sites of the workspace; of these one part in ten is built and published.
const SITES: usize = 2000;

fn small_site(workspace: &TestWorkspace, number: usize) -> String {
    let id = format!("commune-{number}");
    workspace.write_site(&id, &format!("Commune {number}"), "");
    let news = |day: usize| {
        format!(
            "---\ntitle: Nouvelle {day}\ndate: 2026-11-{day:02}\n---\n\n{}\n",
            format!("Le conseil de la commune {number} s’est réuni. ").repeat(8)
        )
    };
    for day in 10..13 {
        workspace.file(&format!("sites/{id}/actualites/n-{day}.md"), news(day));
    }
    for page in ["mairie", "ecole", "salle"] {
        let text = format!("---\ntitle: La page {page}\n---\n\n{}\n", "Un paragraphe. ".repeat(20));
        workspace.file(&format!("sites/{id}/{page}.md"), text);
    }
    id
}

/// Runs the program on one part of the sites, and tells what it took.
fn timed(workspace: &TestWorkspace, label: &str, words: &[&str]) {
    let program = std::env::var("PARVIS_PROGRAM").unwrap_or(env!("CARGO_BIN_EXE_parvis").into());
    let program = std::path::absolute(program).expect("a program");
    let mut command = Command::new("bash");
    let script = "TIMEFORMAT='%U %S'; time \"$0\" \"$@\"";
    command.args(["-c", script]).arg(program).args(words).args(["--shard", "1/10", "--at", AT]);
    command.current_dir(workspace.path("")).env("LANG", "C");
    command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET);
    let began = Instant::now();
    let run = Run::of(&command.output().expect("bash")).ends(0);
    let last = run.err.lines().last().unwrap_or_default();
    println!("{label}: {:.1} s wall, user and system {last}", began.elapsed().as_secs_f64());
    println!("  {}", run.out.lines().find(|line| line.contains(", ")).unwrap_or_default());
}

fn counted(store: &ObjectStore, label: &str) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for asked in store.asked() {
        let kind = match asked.method.as_str() {
            "GET" if asked.query.contains("list-type") => "list",
            "PUT" if asked.headers.contains_key("x-amz-copy-source") => "copy",
            "PUT" => "put",
            "GET" => "get",
            "DELETE" => "delete",
            _ => "other",
        };
        *kinds.entry(kind).or_default() += 1;
    }
    println!("{label}: {kinds:?}");
}

#[test]
#[ignore = "a measure for docs/scale.md, of some minutes"]
fn two_thousand_small_sites() {
    let store = ObjectStore::start();
    let workspace = TestWorkspace::empty();
    workspace.file("parvis.yaml", store.settings());
    let ids: Vec<String> = (0..SITES).map(|number| small_site(&workspace, number)).collect();
    timed(&workspace, "build, from nothing", &["build"]);
    timed(&workspace, "build, nothing to do", &["build"]);
    let built: Vec<_> = ids.iter().filter(|id| workspace.has(id)).collect();
    let files = workspace.names("public").len();
    println!("{} sites of {SITES}, {files} files", built.len());
    timed(&workspace, "publish, first", &["publish"]);
    counted(&store, "requests");
    timed(&workspace, "publish, nothing changed", &["publish"]);
    counted(&store, "requests");
    for id in &built {
        let text = "---\ntitle: Nouvelle de plus\ndate: 2026-11-20\n---\n\nTexte.\n";
        workspace.file(&format!("sites/{id}/actualites/de-plus.md"), text);
    }
    timed(&workspace, "build, one news each", &["build"]);
    timed(&workspace, "publish, one news each", &["publish"]);
    counted(&store, "requests");
}
