//! What somebody changed in the release that residents are served is found by `releases --verify`
//! and put back by `publish --repair`, on each kind of target.

use std::fs;
use std::path::Path;

use crate::object_store::visit;
use crate::publish::{is_wholly, journal, publish};
use crate::publish_faults::TwoStates;
use crate::publish_ssh::{THERE, over_ssh};
use crate::{publish_s3 as s3, publish_s3::serves_what_was_built};

/// Does to the release served in a folder all that somebody with a shell there could do.
fn tamper(current: &Path) {
    let current = fs::canonicalize(current).expect("something is served");
    // As editors do: the releases that share the file keep theirs.
    fs::write(current.join("nouveau"), "<p>Piraté.</p>").expect("written");
    fs::rename(current.join("nouveau"), current.join("index.html")).expect("renamed");
    fs::write(current.join("ajout.php"), "<?php").expect("written");
    fs::remove_file(current.join("404.html")).expect("removed");
    fs::remove_file(current.join("contact/index.html.gz")).expect("removed");
    // A file where a folder was, a folder where a file was, and a way out of the site.
    fs::remove_dir_all(current.join("plan-du-site")).expect("removed");
    fs::write(current.join("plan-du-site"), "").expect("written");
    fs::remove_file(current.join("robots.txt")).expect("removed");
    fs::create_dir(current.join("robots.txt")).expect("made");
    let outside = current.ancestors().nth(4).expect("above").join("ailleurs");
    fs::create_dir_all(&outside).expect("made");
    fs::write(outside.join("a-garder.txt"), "").expect("written");
    fs::remove_dir_all(current.join("assets")).expect("removed");
    std::os::unix::fs::symlink(&outside, current.join("assets")).expect("linked");
}

/// The words that publish the state that is served already, and put it back.
const REPAIR: [&str; 5] = ["--out", "new", "--allow", "outdated", "--repair"];

fn is_put_back(states: &TwoStates, folder: &str) {
    states.publish("old");
    states.publish("new");
    let current = states.workspace.path(folder).join("current");
    tamper(&current);
    publish(&states.workspace, &REPAIR[..4]).ends(0).prints("1 inchangé");
    let found = states.workspace.run(&["releases", "amou", "--verify"]).ends(1);
    found.says("« index.html » n’est plus celui").says("parvis publish --site amou --repair");
    publish(&states.workspace, &REPAIR)
        .ends(0)
        .prints("version remise telle qu’elle a été publiée")
        .prints("1 publié, 0 inchangé")
        .says("« ajout.php » n’a pas été publié")
        .says("il manque le fichier « 404.html »");
    assert_eq!(states.served(folder), "new");
    states.workspace.run(&["releases", "amou", "--verify"]).ends(0).prints("écarts : 0");
    let outside = fs::canonicalize(current).expect("there");
    let outside = outside.ancestors().nth(4).expect("above").join("ailleurs");
    let left: Vec<_> = fs::read_dir(outside).expect("there").flatten().collect();
    assert_eq!(left.len(), 1, "nothing was written or removed out of the site: {left:?}");
    let entries = journal(&states.workspace.path(folder));
    assert_eq!(entries.last().map(|entry| &entry["action"]), Some(&"repair".into()));
    publish(&states.workspace, &REPAIR).ends(0).prints("0 publié, 1 inchangé");
    let left = states.workspace.names(folder);
    assert!(!left.iter().any(|name| name.contains(".making")), "{left:#?}");

    // Without its manifest nothing could be compared.
    let name = outside_id(&states.workspace.path(folder).join("current"));
    let manifest = states.workspace.path(folder).join("manifests").join(&name);
    fs::write(&manifest, "parvis-release 1\nperdu\n").expect("written");
    publish(&states.workspace, &REPAIR).ends(0).says("est abîmé").prints("version remise");
    states.workspace.run(&["releases", "amou", "--verify"]).ends(0).prints("écarts : 0");
    states.workspace.run(&["rollback", "amou"]).ends(0);
    assert_eq!(states.served(folder), "old", "going back goes to the release before");
}

fn outside_id(current: &Path) -> String {
    let release = fs::read_link(current).expect("a link");
    release.file_name().expect("an id").to_string_lossy().into_owned()
}

#[test]
fn what_somebody_changed_in_a_folder_is_put_back() {
    let states = TwoStates::made("publish: {keep: 2}\n");
    is_put_back(&states, "published/amou");
}

#[test]
fn what_somebody_changed_on_another_machine_is_put_back() {
    let Some((states, _server)) = over_ssh() else { return };
    is_put_back(&states, THERE);
}

#[test]
#[cfg(debug_assertions)]
fn killed_while_putting_back_residents_see_the_one_or_the_other() {
    use crate::publish::Stopped;
    let states = TwoStates::made("publish: {keep: 2}\n");
    let folder = "published/amou";
    states.publish("new");
    for point in parvis::publish::fault::REPAIR {
        let page = states.workspace.path(folder).join("current/index.html");
        fs::write(&page, "<p>Piraté.</p>").expect("written");
        let stopped = Stopped::at(&states.workspace, point, &REPAIR);
        stopped.kill();
        let tree = states.workspace.tree(&format!("{folder}/current"));
        let whole = is_wholly(&tree, &states.new);
        assert_eq!(whole, *point == "store-exchanged", "{point}");
        publish(&states.workspace, &REPAIR).ends(0);
        assert_eq!(states.served(folder), "new");
        let left = states.workspace.names(folder);
        assert!(!left.iter().any(|name| name.contains(".making")), "{left:#?}");
    }
}

#[test]
fn what_somebody_changed_in_an_object_store_is_put_back() {
    let (store, workspace) = s3::workspace();
    store.run(&workspace, &s3::publish(&[])).ends(0);
    s3::write(&workspace, 2);
    store.run(&workspace, &s3::publish(&[])).ends(0);
    let site = store.site("amou");
    fs::write(site.join("index.html"), "<p>Piraté.</html>").expect("written");
    fs::write(site.join("contact/index.html.br"), "").expect("written");
    fs::write(site.join("etranger.html"), "</html>").expect("written");
    fs::remove_file(site.join("404.html")).expect("removed");
    store.run(&workspace, &s3::publish(&[])).ends(0).prints("1 inchangé");
    store
        .run(&workspace, &s3::publish(&["--repair"]))
        .ends(0)
        .prints("4 écarts")
        .prints("version remise telle qu’elle a été publiée");
    serves_what_was_built(&store, &workspace);
    store.run(&workspace, &["releases", "amou", "--verify"]).ends(0).prints("écarts : 0");
    store.run(&workspace, &s3::publish(&["--repair"])).ends(0).prints("0 publié, 1 inchangé");
    store.run(&workspace, &["releases", "amou", "--format", "json"]).ends(0).prints("\"repair\"");

    // A manifest that is damaged keeps nobody from publishing.
    let id = store.run(&workspace, &["releases", "amou", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&id.out).expect("JSON");
    let current = report["sites"][0]["current"].as_str().expect("an id").to_owned();
    store.rewrite("amou", &format!("manifests/{current}"), |_| "perdu".to_owned());
    store.run(&workspace, &s3::publish(&["--repair"])).ends(0).says("est abîmé");
    store.run(&workspace, &["releases", "amou", "--verify"]).ends(0).prints("écarts : 0");
    store.rewrite("amou", &format!("manifests/{current}"), |_| "perdu".to_owned());
    s3::write(&workspace, 3);
    store.run(&workspace, &s3::publish(&[])).ends(0);
    assert!(visit(&site).is_ok_and(|pages| pages > 5));
    store.run(&workspace, &["rollback", "amou"]).ends(1);
}
