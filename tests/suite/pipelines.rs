//! The GitLab pipeline and the Kubernetes Job of `docs/guide-ci.md`, run line by line as these
//! engines run them, against an object store.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::object_store::{KEY, ObjectStore, SECRET, visit};
use crate::support::{AT, Run, TestWorkspace};

/// The YAML of the guide that has such a key at its top.
fn example(key: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide-ci.md");
    let guide = std::fs::read_to_string(path).expect("the guide");
    let blocks = guide.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
    let mut found = blocks.map(|text| serde_saphyr::from_str::<Value>(text).expect("YAML"));
    found.find(|example| example.get(key).is_some()).expect("an example")
}

/// Six communes, not built, and the store they are published to.
fn workspace() -> (ObjectStore, TestWorkspace) {
    let store = ObjectStore::start();
    let mut workspace = TestWorkspace::empty();
    workspace.file("parvis.yaml", store.settings());
    for number in 0..6 {
        workspace = workspace.site(&format!("commune-{number}"), "Commune");
    }
    (store, workspace)
}

/// Runs a script in a shell with nothing but these variables, the program and its keys.
fn shell(workspace: &TestWorkspace, words: &[&str], variables: &[(&str, &str)]) -> Run {
    let program = Path::new(env!("CARGO_BIN_EXE_parvis")).parent().expect("a folder");
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", program.display());
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).current_dir(workspace.path("")).env_clear();
    command.env("PATH", path).env("HOME", workspace.path("")).env("LANG", "fr_FR.UTF-8");
    command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET);
    Run::of(&command.envs(variables.iter().copied()).output().expect("a shell"))
}

/// The script of a job, run as GitLab's runner does.
fn job(workspace: &TestWorkspace, job: &Value, index: usize) -> Run {
    let lines = job["script"].as_array().expect("a script").iter();
    let lines: Vec<&str> = lines.map(|line| line.as_str().expect("a line")).collect();
    let script = format!("set -eo pipefail\n{}", lines.join("\n"));
    let (index, total) = (index.to_string(), job["parallel"].to_string());
    let variables =
        [("CI_NODE_INDEX", &*index), ("CI_NODE_TOTAL", &total), ("CI_PIPELINE_CREATED_AT", AT)];
    shell(workspace, &["bash", "-c", &script], &variables)
}

#[track_caller]
fn all_are_published(store: &ObjectStore) {
    for number in 0..6 {
        let site = store.site(&format!("commune-{number}"));
        assert!(visit(&site).is_ok_and(|pages| pages > 0), "commune-{number}");
    }
}

#[test]
fn the_gitlab_pipeline_of_the_guide_runs_as_it_is_written() {
    let pipeline = example("publier");
    let (store, workspace) = workspace();
    for index in 1..=4 {
        job(&workspace, &pipeline["verifier"], index).ends(0);
        let report = std::fs::read_to_string(workspace.path("constats.xml")).expect("a report");
        assert!(report.trim_end().ends_with("</testsuites>"), "{report}");
    }
    for index in 1..=8 {
        job(&workspace, &pipeline["publier"], index).ends(0);
    }
    all_are_published(&store);
    // One commune's mistake fails its part of the pipeline, and nobody else's.
    workspace.file("sites/commune-3/casse.md", "---\ntitle: [\n---\n");
    workspace.file("sites/commune-4/neuf.md", "---\ntitle: Neuf\n---\nTexte.\n");
    let mut codes: Vec<_> =
        (1..=8).map(|index| job(&workspace, &pipeline["publier"], index).code).collect();
    codes.sort_unstable();
    assert_eq!(codes, [0, 0, 0, 0, 0, 0, 0, 1]);
    assert!(store.site("commune-4").join("neuf/index.html").exists());
    let checked: Vec<_> =
        (1..=4).map(|index| job(&workspace, &pipeline["verifier"], index).code).collect();
    assert_eq!(checked.iter().sum::<i32>(), 1, "{checked:?}");
}

#[test]
fn the_kubernetes_job_of_the_guide_runs_as_it_is_written() {
    let job = example("kind");
    assert_eq!((&job["kind"], &job["spec"]["completionMode"]), (&"Job".into(), &"Indexed".into()));
    let container = &job["spec"]["template"]["spec"]["containers"][0];
    let words = container["command"].as_array().expect("a command").iter();
    let words: Vec<&str> = words.map(|word| word.as_str().expect("a word")).collect();
    let own = container["env"].as_array().expect("variables").iter().map(|variable| {
        let text = |key: &str| variable[key].as_str().expect("a text");
        (text("name"), text("value"))
    });
    let own: Vec<_> = own.collect();
    let completions = job["spec"]["completions"].as_u64().expect("a number");
    let told = own.iter().find(|(name, _)| *name == "JOB_COMPLETIONS").expect("given");
    assert_eq!(told.1, completions.to_string());
    let (store, workspace) = workspace();
    for index in 0..completions {
        let index = index.to_string();
        let variables = [&own[..], &[("JOB_COMPLETION_INDEX", &*index)]].concat();
        shell(&workspace, &words, &variables).ends(0);
    }
    all_are_published(&store);
}
