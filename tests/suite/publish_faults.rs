//! `kill -9` at every step of a publication to a folder, and at random instants, while visitors
//! look: the site served is wholly the old or wholly the new one, and the next publication ends
//! right.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use parvis::publish::fault;

use crate::publish::{Stopped, Tree, is_wholly, journal, publish};
use crate::support::TestWorkspace;

/// A workspace and two outputs of it, `old` and `new`, that differ in pages, styles and images.
pub(crate) struct TwoStates {
    pub(crate) workspace: TestWorkspace,
    pub(crate) old: Tree,
    pub(crate) new: Tree,
}

impl TwoStates {
    pub(crate) fn made(settings: &str) -> Self {
        let workspace = TestWorkspace::quick();
        workspace.file(
            "parvis.yaml",
            format!("name: Essai\nurl: \"https://{{id}}.example\"\n{settings}"),
        );
        let build = |out: &str| {
            workspace.run(&["build", "--at", crate::support::AT, "--out", out]).ends(0);
        };
        for page in ["salle", "ecole", "parti"] {
            let text = format!("---\ntitle: Page {page}\n---\nAncien état.\n");
            workspace.file(&format!("sites/amou/{page}.md"), text);
        }
        build("old");
        workspace.remove("sites/amou/parti.md");
        for page in ["salle", "venu"] {
            let text = format!("---\ntitle: Page {page}\n---\nNouvel état.\n");
            workspace.file(&format!("sites/amou/{page}.md"), text);
        }
        build("new");
        let (old, new) = (workspace.tree("old/amou"), workspace.tree("new/amou"));
        assert!(old != new);
        Self { workspace, old, new }
    }

    /// Publishes one of both, to its end.
    pub(crate) fn publish(&self, state: &str) {
        publish(&self.workspace, &["--out", state, "--allow", "outdated"]).ends(0);
    }

    /// The state that is served by a folder, looked at as one; it must be one of both.
    #[track_caller]
    pub(crate) fn served(&self, folder: &str) -> &'static str {
        let current = self.workspace.path(folder).join("current");
        let release = std::fs::canonicalize(&current).expect("something is served");
        let root = std::fs::canonicalize(self.workspace.path("")).expect("there");
        let name = release.strip_prefix(root).expect("below").to_string_lossy().into_owned();
        let tree = self.workspace.tree(&name);
        match (is_wholly(&tree, &self.old), is_wholly(&tree, &self.new)) {
            (true, false) => "old",
            (false, true) => "new",
            _ => panic!("neither wholly old nor wholly new: {:?}", self.workspace.names(&name)),
        }
    }

    /// Removes the releases that are not served, so that the next publication makes its own.
    pub(crate) fn forget(&self, folder: &str) {
        let folder = self.workspace.path(folder);
        let current = std::fs::read_link(folder.join("current")).expect("a link");
        for name in ["releases", "manifests"] {
            for entry in std::fs::read_dir(folder.join(name)).expect("there").flatten() {
                let own = entry.file_name().to_string_lossy().into_owned();
                if own.starts_with('.')
                    || own.starts_with(&*current.file_name().expect("an id").to_string_lossy())
                {
                    continue;
                }
                let path = entry.path();
                if path.is_dir() {
                    std::fs::remove_dir_all(path)
                } else {
                    std::fs::remove_file(path)
                }
                .expect("removed");
            }
        }
    }

    /// What a visitor finds, page by page, at any instant: every file that both states have, as
    /// one of both has it.
    #[track_caller]
    pub(crate) fn visit(&self, folder: &str) {
        for (path, old) in &self.old {
            let Some((_, new)) = self.new.iter().find(|(other, _)| other == path) else { continue };
            let found = std::fs::read(self.workspace.path(folder).join("current").join(path));
            let found = found.unwrap_or_else(|error| panic!("{path}: {error}"));
            assert!(found == *old || found == *new, "{path} is truncated or mixed");
        }
        // What `current` means at one instant is wholly one of both.
        let link = self.workspace.path(folder).join("current");
        let Ok(release) = std::fs::read_link(&link) else { panic!("nothing is served") };
        let tree = self.workspace.tree(&format!("{folder}/{}", release.display()));
        let whole = is_wholly(&tree, &self.old) != is_wholly(&tree, &self.new);
        // A release that two publications have passed by may be on its way out.
        let passed = || std::fs::read_link(&link).is_ok_and(|now| now != release);
        assert!(whole || passed(), "{} is neither old nor new", release.display());
    }

    /// Looks as visitors do for as long as `work` takes.
    pub(crate) fn under_visitors(&self, folder: &str, work: impl FnOnce()) {
        let over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    self.visit(folder);
                    std::thread::sleep(Duration::from_millis(2));
                }
            });
            // Also when the work panics: nobody may wait for the visitors then.
            let _over = Over(&over);
            work();
        });
    }
}

/// Sends the visitors home.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Numbers that are the same in every run.
pub(crate) struct Seeded(pub(crate) u64);

impl Seeded {
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

#[test]
#[cfg(debug_assertions)]
fn killed_at_any_step_the_site_is_whole_and_the_next_publication_ends_right() {
    let states = TwoStates::made("publish: {keep: 2}\n");
    let folder = "published/amou";
    states.publish("new");
    states.publish("old");
    // Something to prune each time: two states and a third.
    for point in fault::STORE {
        if *point == "store-pruning" {
            continue;
        }
        let swapped = ["store-swapped", "store-journal", "store-done"].contains(point);
        states.under_visitors(folder, || {
            states.forget(folder);
            let words = ["--out", "new", "--allow", "outdated"];
            let stopped = Stopped::at(&states.workspace, point, &words);
            let expected = if swapped { "new" } else { "old" };
            assert_eq!(states.served(folder), expected, "while at {point}");
            stopped.kill();
            assert_eq!(states.served(folder), expected, "after a kill at {point}");
            states.publish("new");
            assert_eq!(states.served(folder), "new", "published again after {point}");
            states.publish("old");
        });
        let releases: Vec<_> = journal(&states.workspace.path(folder))
            .iter()
            .map(|entry| entry["release"].as_str().expect("an id").to_owned())
            .collect();
        let repeated = releases.windows(2).any(|pair| pair[0] == pair[1]);
        assert!(!repeated, "each publication is in the journal once, after {point}: {releases:#?}");
        let left = states.workspace.names(folder);
        let leftover =
            left.iter().find(|name| name.contains(".making") || name.contains(".removing"));
        assert_eq!(leftover, None, "after {point}");
    }
    states.workspace.run(&["releases", "--verify"]).ends(0).prints("écarts : 0");
}

#[test]
#[cfg(debug_assertions)]
fn killed_while_pruning_nothing_that_is_kept_is_damaged() {
    let states = TwoStates::made("publish: {keep: 2}\n");
    let folder = "published/amou";
    for state in ["old", "new"] {
        states.publish(state);
    }
    crate::publish::say(&states.workspace, "Troisième état.");
    let stopped = Stopped::at(&states.workspace, "store-pruning", &[]);
    stopped.kill();
    states.publish("new");
    assert_eq!(states.served(folder), "new");
    states.workspace.run(&["releases", "--verify"]).ends(0).prints("écarts : 0");
}

#[test]
#[cfg(debug_assertions)]
fn killed_at_200_random_instants_the_site_is_whole() {
    let folder = "published/amou";
    // Four machines' worth, so that it does not take a minute.
    std::thread::scope(|scope| {
        for seed in 1..=4 {
            scope.spawn(move || {
                let states = TwoStates::made("publish: {keep: 3}\n");
                states.publish("old");
                let mut random = Seeded(seed);
                states.under_visitors(folder, || {
                    for round in 0..50 {
                        let state = if states.served(folder) == "old" { "new" } else { "old" };
                        let words = ["--out", state, "--allow", "outdated"];
                        states.forget(folder);
                        // What comes before the target is held changes nothing on it.
                        let stopped = Stopped::at(&states.workspace, "store-held", &words);
                        let instant = Duration::from_micros(random.below(60_000));
                        stopped.kill_after(instant);
                        states.served(folder);
                        if round % 25 == 24 {
                            states.publish(state);
                            assert_eq!(states.served(folder), state, "{instant:?}");
                        }
                    }
                });
                states.workspace.run(&["releases", "--verify"]).ends(0).prints("écarts : 0");
            });
        }
    });
}
