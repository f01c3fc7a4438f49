//! More of what can go wrong with an object store: long files that go in parts, answers that are
//! cut, clocks that are wrong, publishers that die on other machines.

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::http::Method;

use crate::object_store::{Fault, ObjectStore, visit};
use crate::publish_s3::{Stopped, publish, serves_what_was_built, workspace, write};
use crate::support::TestWorkspace;

const FILM: &str = "sites/amou/film.mp4";

/// A workspace with a film of 20 megabytes, which takes three parts.
fn with_a_film() -> (ObjectStore, TestWorkspace) {
    let (store, workspace) = workspace();
    film(&workspace, 1);
    (store, workspace)
}

fn film(workspace: &TestWorkspace, seed: u8) {
    let bytes: Vec<u8> = (0..20_000_000_u32).map(|at| (at % 251) as u8 ^ seed).collect();
    workspace.file(FILM, bytes);
    workspace.build().ends(0);
}

/// Fails the requests of the film that have such a number.
fn failing(store: &ObjectStore, fault: impl Fn(usize) -> Fault + Send + 'static) {
    let count = AtomicUsize::new(0);
    store.plan(move |_, key| {
        if key == FILM { fault(count.fetch_add(1, Ordering::Relaxed)) } else { Fault::None }
    });
}

#[test]
fn a_long_file_goes_in_parts_and_is_there_whole_or_not_at_all() {
    let (store, workspace) = with_a_film();
    store.run(&workspace, &publish(&[])).ends(0);
    serves_what_was_built(&store, &workspace);
    let asked = store.asked();
    let of_film = |method: Method, word: &str| {
        let told = |asked: &&crate::object_store::Asked| {
            asked.key == FILM && asked.method == method && asked.query.contains(word)
        };
        asked.iter().filter(told).cloned().collect::<Vec<_>>()
    };
    let begun = of_film(Method::POST, "uploads");
    assert_eq!(begun[0].headers.get("content-type").map(String::as_str), Some("video/mp4"));
    assert!(begun[0].headers.contains_key("cache-control"), "{begun:?}");
    assert_eq!(of_film(Method::PUT, "partNumber").len(), 3);

    // Parts fail in passing: they are sent again.
    film(&workspace, 2);
    failing(&store, |number| match number {
        2 => Fault::Status(500),
        4 => Fault::CutBefore,
        6 => Fault::Status(429),
        _ => Fault::None,
    });
    store.run(&workspace, &publish(&[])).ends(0);
    serves_what_was_built(&store, &workspace);

    // They go on failing: the former film stays, and what was begun is given up.
    film(&workspace, 3);
    failing(&store, |number| if number > 1 { Fault::Status(503) } else { Fault::None });
    let before = store.served("amou");
    store.run(&workspace, &publish(&[])).ends(1).says("même après plusieurs essais (503");
    assert!(store.served("amou").get("film.mp4") == before.get("film.mp4"));
    visit(&store.site("amou")).expect("whole");
    store.plan(|_, _| Fault::None);
    store.run(&workspace, &publish(&[])).ends(0);
    serves_what_was_built(&store, &workspace);
}

#[test]
fn killed_in_the_middle_of_a_long_file_the_next_publication_ends_right() {
    let (store, workspace) = with_a_film();
    store.run(&workspace, &publish(&[])).ends(0);
    for (round, instant) in [150_u64, 300, 450].into_iter().enumerate() {
        film(&workspace, 10 + round as u8);
        let before = store.served("amou");
        failing(&store, |_| Fault::Slow(120));
        let mut child = store.command(&workspace, &publish(&[]));
        let mut child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("runs");
        while !store.asked().iter().any(|asked| asked.key == FILM) {
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(instant));
        child.kill().expect("killed");
        child.wait().expect("ended");
        store.plan(|_, _| Fault::None);
        let served = store.served("amou");
        let whole = [before.get("film.mp4"), Some(&workspace_film(&workspace))]
            .contains(&served.get("film.mp4"));
        assert!(whole, "the film is the one or the other");
        store.run(&workspace, &publish(&[])).ends(0);
        serves_what_was_built(&store, &workspace);
    }
}

fn workspace_film(workspace: &TestWorkspace) -> Vec<u8> {
    std::fs::read(workspace.path(FILM)).expect("the film")
}

#[test]
fn answers_cut_in_the_middle_are_asked_for_again() {
    let (store, workspace) = workspace();
    store.run(&workspace, &publish(&[])).ends(0);
    let count = AtomicUsize::new(0);
    store.plan(move |_, _| match count.fetch_add(1, Ordering::Relaxed) % 5 {
        2 => Fault::CutMiddle,
        _ => Fault::None,
    });
    write(&workspace, 2);
    store.run(&workspace, &publish(&[])).ends(0);
    serves_what_was_built(&store, &workspace);
    store.run(&workspace, &["rollback", "amou"]).ends(0);
    store.run(&workspace, &["releases", "amou", "--verify"]).ends(0);
}

#[test]
fn a_store_that_may_only_be_read_and_a_wrong_clock_are_told() {
    let (store, workspace) = workspace();
    store.run(&workspace, &publish(&[])).ends(0);
    let before = store.served("amou");
    write(&workspace, 2);
    store.plan(|method, _| if *method == Method::GET { Fault::None } else { Fault::Denied });
    store.run(&workspace, &publish(&[])).ends(1).says("refuse l’accès").says("leurs droits");
    assert!(store.served("amou") == before);
    store.plan(|_, _| Fault::Skewed);
    store.run(&workspace, &publish(&[])).ends(1).says("Mettez la machine à l’heure");
    assert!(store.served("amou") == before);
    // The clock was a thousand years ahead for what was published first, and is set back.
    store.plan(|_, _| Fault::None);
    let ahead = |text: String| text.replace("\"at\":\"2", "\"at\":\"3");
    store.rewrite("amou", "journal.jsonl", ahead);
    store.rewrite("amou", "site.json", ahead);
    store.run(&workspace, &publish(&[])).ends(0);
    serves_what_was_built(&store, &workspace);
    store.run(&workspace, &["rollback", "amou"]).ends(0);
    store.run(&workspace, &["rollback", "amou"]).ends(1).says("pas de version antérieure");
}

#[test]
fn what_fails_after_the_record_is_told_as_such_and_done_by_the_next() {
    let (store, workspace) = workspace();
    store.run(&workspace, &publish(&[])).ends(0);
    write(&workspace, 2);
    store.plan(|method, key| {
        let late = *method == Method::DELETE || key.ends_with("journal.jsonl");
        if late && *method != Method::GET { Fault::Denied } else { Fault::None }
    });
    let run = store.run(&workspace, &publish(&[])).ends(1).says("Le site est publié, mais");
    run.prints("1 publié");
    visit(&store.site("amou")).expect("whole");
    store.plan(|_, _| Fault::None);
    write(&workspace, 3);
    store.run(&workspace, &publish(&[])).ends(0);
    serves_what_was_built(&store, &workspace);
    let run = store.run(&workspace, &["releases", "amou", "--format", "json"]).ends(0);
    let report: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    let entries = report["sites"][0]["journal"].as_array().map(Vec::len);
    assert_eq!(entries, Some(3), "none is lost: {report:#}");
}

#[test]
#[cfg(debug_assertions)]
fn a_publisher_that_died_on_another_machine_is_relieved_and_a_living_one_is_not() {
    let (store, workspace) = workspace();
    store.run(&workspace, &publish(&[])).ends(0);
    write(&workspace, 2);
    Stopped::at(&store, &workspace, "s3-pages").kill();
    // As if it had run on a machine that cannot be looked at from here.
    let mut beat = 0;
    let elsewhere = |beat: u64| {
        store.rewrite("amou", "site.json", |text| {
            let mut record: serde_json::Value = serde_json::from_str(&text).expect("a record");
            record["owner"]["process"]["boot"] = "ailleurs".into();
            record["owner"]["beat"] = beat.into();
            record["owner"]["host"] = "autre-poste".into();
            record.to_string()
        });
    };
    elsewhere(beat);
    let over = Arc::new(AtomicBool::new(false));
    let (told, began) = std::thread::scope(|scope| {
        let (run, over) = (
            scope.spawn(|| {
                let run = store.run(&workspace, &publish(&[]));
                over.store(true, Ordering::Relaxed);
                run
            }),
            &over,
        );
        let began = Instant::now();
        while !over.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(1500));
            beat += 1;
            elsewhere(beat);
        }
        (run.join().expect("it ran"), began.elapsed())
    });
    told.ends(1).says("en cours de publication par").says("autre-poste");
    assert!(began < Duration::from_secs(15), "a living one is known by its first sign");
    // It gives no sign any more.
    let began = Instant::now();
    store.run(&workspace, &publish(&[])).ends(0);
    assert!(began.elapsed() > Duration::from_secs(15), "it had the time to give a sign");
    serves_what_was_built(&store, &workspace);
}
