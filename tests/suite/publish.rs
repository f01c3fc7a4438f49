//! Publishing to a folder: what is told, what is refused, what is served, and what goes back.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use serde_json::Value;

use crate::support::{AT, Run, TestWorkspace};

/// Files below a folder with their bytes, by path.
pub(crate) type Tree = Vec<(String, Vec<u8>)>;

/// A workspace with two sites, built.
fn workspace() -> TestWorkspace {
    TestWorkspace::new()
        .site("dax", "Dax")
        .with("sites/amou/salle.md", "---\ntitle: La salle\n---\nPremier état.\n")
        .built()
}

/// Runs `publish` for the instant of all tests.
pub(crate) fn publish(workspace: &TestWorkspace, words: &[&str]) -> Run {
    workspace.run(&[&["publish", "--at", AT], words].concat())
}

/// Writes the page `salle` anew, and builds.
pub(crate) fn say(workspace: &TestWorkspace, text: &str) {
    workspace.file("sites/amou/salle.md", format!("---\ntitle: La salle\n---\n{text}\n"));
    workspace.build().ends(0);
}

/// What residents of a site are served.
fn served(workspace: &TestWorkspace, site: &str) -> Tree {
    workspace.tree(&format!("published/{site}/current"))
}

/// True when a published site is what a build left, whole: every file of it, and no other page.
pub(crate) fn is_wholly(served: &Tree, built: &Tree) -> bool {
    let page = |(path, _): &&(String, Vec<u8>)| path.ends_with(".html");
    built.iter().all(|file| served.contains(file))
        && served.iter().filter(page).count() == built.iter().filter(page).count()
}

/// Expects that a web server of another account can read all of what is served.
#[cfg(unix)]
#[track_caller]
pub(crate) fn anybody_reads(workspace: &TestWorkspace, folder: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = fs::canonicalize(workspace.path(folder)).expect("there");
    let root = fs::canonicalize(workspace.path("")).expect("there");
    let served = fs::canonicalize(folder.join("current")).expect("something is served");
    let below = walkdir::WalkDir::new(&served).into_iter().flatten().map(|entry| entry.into_path());
    let above = served.ancestors().skip(1).take_while(|above| **above != root).map(Path::to_owned);
    for path in below.chain(above) {
        let found = fs::metadata(&path).expect("there");
        let wanted = if found.is_dir() { 0o055 } else { 0o044 };
        let mode = found.permissions().mode();
        assert_eq!(mode & wanted, wanted, "{mode:o} for {}", path.display());
    }
}

/// The journal of a site.
pub(crate) fn journal(folder: &Path) -> Vec<Value> {
    let text = fs::read_to_string(folder.join("journal.jsonl")).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

fn releases(workspace: &TestWorkspace, site: &str) -> Vec<PathBuf> {
    let folder = workspace.path(&format!("published/{site}/releases"));
    let mut found: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    found.sort();
    found
}

/// A publication stopped at a step.
pub(crate) struct Stopped(Child);

impl Stopped {
    /// Runs until the step is reached.
    pub(crate) fn at(workspace: &TestWorkspace, point: &str, words: &[&str]) -> Self {
        let mut command = workspace.command(&[&["publish", "--at", AT], words].concat());
        command.env("PARVIS_FAULT", point).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the program runs");
        let mut said = String::new();
        let mut lines = BufReader::new(child.stderr.as_mut().expect("piped"));
        let wanted = format!("fault: {point}\n");
        while !said.ends_with(&wanted) {
            let length = lines.read_line(&mut said).expect("read");
            assert!(length > 0, "{point} is never reached:\n{said}");
        }
        Self(child)
    }

    /// Lets it go on to its end.
    pub(crate) fn goes_on(mut self) -> Run {
        self.0.stdin.take().expect("piped").write_all(b"\n").expect("written");
        Run::of(&self.0.wait_with_output().expect("it ends"))
    }

    /// Lets it go on, then kills it.
    pub(crate) fn kill_after(mut self, time: std::time::Duration) {
        self.0.stdin.take().expect("piped").write_all(b"\n").expect("written");
        std::thread::sleep(time);
        self.kill();
    }

    /// Kills it as `kill -9` does.
    pub(crate) fn kill(mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        self.0.wait().expect("it ends");
    }
}

#[test]
fn what_is_built_is_served_and_an_equal_manifest_is_nothing_to_publish() {
    let workspace = workspace();
    publish(&workspace, &[]).ends(0).prints("2 publiés").prints("amou : 11 pages ajoutées");
    assert!(is_wholly(&served(&workspace, "amou"), &workspace.tree("public/amou")));
    publish(&workspace, &[]).ends(0).prints("0 publié, 2 inchangés");
    let link = fs::read_link(workspace.path("published/amou/current")).expect("a link");
    assert!(link.starts_with("releases"), "{link:?}");
    let entries = journal(&workspace.path("published/amou"));
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0]["action"], "publish");
    assert!(!workspace.path("published/amou/current/.parvis").exists());
    let manifest =
        workspace.path("published/amou/manifests").join(link.file_name().expect("an id"));
    let text = fs::read(manifest).expect("a manifest");
    assert_eq!(blake3::hash(&text).to_hex().as_str(), link.file_name().expect("an id"));
}

#[test]
fn a_dry_run_says_what_changes_and_changes_nothing() {
    let workspace = workspace()
        .with("sites/amou/parti.md", "---\ntitle: Parti\n---\nTexte.\n")
        .with("sites/amou/jadis.md", "---\ntitle: Jadis\n---\nTexte.\n")
        .built();
    publish(&workspace, &[]).ends(0);
    let before = workspace.tree("published");
    workspace.remove("sites/amou/parti.md").remove("sites/amou/jadis.md");
    workspace.file("sites/amou/neuf.md", "---\ntitle: Neuf\naliases: [/jadis/]\n---\nTexte.\n");
    say(&workspace, "Second état.");
    let run = publish(&workspace, &["--dry-run"]).ends(0);
    let run = run.prints("1 page ajoutée, 1 page retirée, 1 page retirée (redirigée)");
    run.prints("~ /salle/").prints("> /jadis/").prints("Rien n’a été publié");
    let mut words = vec!["publish", "--at", AT, "--dry-run", "--lang", "en"];
    words.extend(["--site", "amou"]);
    workspace
        .run(&words)
        .ends(0)
        .prints("1 page added, 1 page removed, 1 page removed (redirected)");
    assert!(workspace.tree("published") == before, "a dry run wrote");
}

#[test]
#[cfg(unix)]
fn unchanged_files_are_shared_with_the_release_before_and_never_with_the_build() {
    use std::os::unix::fs::MetadataExt as _;
    let workspace = workspace();
    publish(&workspace, &[]).ends(0);
    say(&workspace, "Second état.");
    publish(&workspace, &[]).ends(0).prints("1 page modifiée").prints("Fichiers envoyés : 7");
    // The page with its two variants, and four pieces of the search.
    let inode = |path: &Path| fs::metadata(path).expect("there").ino();
    let [one, two] = releases(&workspace, "amou").try_into().expect("two releases");
    assert_eq!(inode(&one.join("index.html")), inode(&two.join("index.html")));
    assert_ne!(inode(&one.join("salle/index.html")), inode(&two.join("salle/index.html")));
    let built = workspace.path("public/amou/index.html");
    assert_ne!(inode(&built), inode(&one.join("index.html")));
    // Who got a page before the swap finds its styles after it.
    let assets = workspace.names("public/amou/assets");
    workspace.file("sites/amou/theme/css/more.css", "main { color: #123456 }");
    workspace.file(
        "sites/amou/site.yaml",
        fs::read(workspace.path("sites/amou/site.yaml")).expect("read"),
    );
    say(&workspace, "Troisième état.");
    publish(&workspace, &[]).ends(0);
    for asset in assets {
        assert!(workspace.path("published/amou/current/assets").join(&asset).exists(), "{asset}");
    }
    workspace.run(&["releases", "amou", "--verify"]).ends(0).prints("écarts : 0");
}

#[test]
fn what_residents_should_not_meet_is_refused_by_name() {
    let page = "<!doctype html><html lang=\"fr\"><head><title>{{ entry.title }}</title></head>\
                <body><main><h1>Salle</h1><img src=\"/nulle-part.png\"></main></body></html>";
    let workspace = workspace().with("sites/amou/theme/templates/page.html", page);
    workspace.file("sites/dax/casse.rss", "<rss version=\"2.0\"><channel></rss>");
    workspace.build();
    let run = publish(&workspace, &[]).ends(1).prints("amou : ").prints("2 refusés");
    let run = run.says("Le lien « /nulle-part.png » ne mène à rien").says("--allow links");
    let run = run
        .says("--allow accessibility")
        .says("--allow feeds")
        .points_at("amou/salle/index.html:1");
    assert!(run.err.contains("publish-feed-invalid"), "{}", run.err);
    assert!(served(&workspace, "amou").is_empty());
    publish(&workspace, &["--allow", "links", "--site", "amou"]).ends(1);
    let allowed = ["--site", "amou", "--allow", "links,accessibility"];
    publish(&workspace, &allowed).ends(0).prints("1 publié").says("publié malgré");
    let entries = journal(&workspace.path("published/amou"));
    assert_eq!(entries[0]["allowed"], serde_json::json!(["accessibility", "links"]));
    publish(&workspace, &["--allow", "feeds", "--site", "dax"]).ends(0);
}

#[test]
fn a_site_built_without_the_linter_is_refused_until_it_is_said() {
    let workspace = workspace();
    let unlinted = ["build", "--at", AT, "--no-lint", "--force"];
    workspace.run(&unlinted).ends(0);
    publish(&workspace, &[])
        .ends(1)
        .prints("2 refusés")
        .says("son accessibilité n’a pas été vérifiée")
        .says("Construisez-le avec la vérification : parvis build --site amou")
        .says("--allow accessibility");
    workspace
        .run(&["publish", "--at", AT, "--lang", "en"])
        .ends(1)
        .says("its accessibility was not checked");
    assert!(served(&workspace, "amou").is_empty());
    publish(&workspace, &["--site", "amou", "--allow", "accessibility"])
        .ends(0)
        .says("publié malgré une accessibilité qui n’a pas été vérifiée");
    workspace.build().ends(0);
    publish(&workspace, &[]).ends(0).prints("1 publié, 1 inchangé");
}

#[test]
fn a_fault_that_is_known_and_dated_is_no_refusal_until_its_date() {
    let page = "<!doctype html><html lang=\"fr\"><head><title>{{ entry.title }}</title></head>\
                <body><main><h1>Salle</h1><img src=\"/favicon.svg\"></main></body></html>";
    let workspace = workspace().with("sites/amou/theme/templates/page.html", page);
    workspace.build();
    let words = ["--site", "amou", "--allow", "links"];
    publish(&workspace, &words).ends(1).says("--allow accessibility");
    workspace.run(&["lint", "--at", AT, "--write-baseline"]).ends(0);
    let baseline = "accessibility-baseline.yaml";
    let written = fs::read_to_string(workspace.path(baseline)).expect("a baseline");
    let known = |until: &str| {
        let said = written.replace("until: \"\"", &format!("until: {until}"));
        workspace.file(baseline, said.replace("\"\"", "\"Ancien gabarit\""));
        workspace.build();
    };
    known("2020-01-01");
    publish(&workspace, &words).ends(1).says("--allow accessibility");
    known("2090-01-01");
    publish(&workspace, &words).ends(0).prints("1 publié");
}

#[test]
#[cfg(unix)]
fn a_publisher_who_keeps_files_to_himself_publishes_for_all() {
    let workspace = workspace();
    for (text, count) in [("Premier état.", 2), ("Second état.", 1)] {
        say(&workspace, text);
        let inner = workspace.command(&["publish", "--at", AT]);
        let mut kept = std::process::Command::new("sh");
        kept.args(["-c", "umask 077; exec \"$0\" \"$@\""]).arg(inner.get_program());
        kept.args(inner.get_args()).current_dir(workspace.path("")).env("LANG", "fr_FR.UTF-8");
        let run = Run::of(&kept.output().expect("sh"));
        run.ends(0).prints(&format!("{count} publié"));
        anybody_reads(&workspace, "published/amou");
    }
}

#[test]
fn an_output_that_is_not_up_to_date_is_refused() {
    let workspace = workspace();
    workspace.file("sites/amou/salle.md", "---\ntitle: La salle\n---\nNon construit.\n");
    publish(&workspace, &[]).ends(1).says("--allow outdated").prints("1 publié").prints("1 refusé");
    publish(&workspace, &["--allow", "outdated"]).ends(0);
    assert!(is_wholly(&served(&workspace, "amou"), &workspace.tree("public/amou")));
    workspace.file("sites/dax/site.yaml", "name: [");
    publish(&workspace, &[]).ends(1).says("sites/dax/site.yaml");
}

#[test]
fn what_somebody_changed_in_the_output_is_never_published() {
    let workspace = workspace();
    workspace.file("public/amou/salle/index.html", "<p>Faux.</p>");
    publish(&workspace, &[]).ends(1).says("n’est plus celui que la construction a écrit");
    assert!(served(&workspace, "amou").is_empty());
    assert!(!served(&workspace, "dax").is_empty(), "the other site is published");
    assert_eq!(releases(&workspace, "amou"), Vec::<PathBuf>::new());
}

#[test]
fn a_release_goes_back_and_comes_again() {
    let workspace = workspace();
    publish(&workspace, &[]).ends(0);
    let first = served(&workspace, "amou");
    say(&workspace, "Second état.");
    publish(&workspace, &[]).ends(0);
    let second = served(&workspace, "amou");
    let started = std::time::Instant::now();
    workspace.run(&["rollback", "amou"]).ends(0).prints("est servie");
    assert!(started.elapsed().as_secs() < 5, "a machine that does nothing else takes 0.1 s");
    assert!(is_wholly(&served(&workspace, "amou"), &first));
    workspace.run(&["rollback", "amou"]).ends(1).says("pas de version antérieure");
    workspace.run(&["rollback", "amou", "zz"]).ends(1).says("n’est pas, ou n’est plus");
    publish(&workspace, &[]).ends(0).prints("1 publié");
    assert!(is_wholly(&served(&workspace, "amou"), &second));
    let actions: Vec<_> = journal(&workspace.path("published/amou"))
        .iter()
        .map(|entry| entry["action"].as_str().expect("an action").to_owned())
        .collect();
    assert_eq!(actions, ["publish", "publish", "rollback", "publish"]);
    let report = workspace.run(&["releases", "amou", "--format", "json"]).ends(0);
    let report: Value = serde_json::from_str(&report.out).expect("JSON");
    assert_eq!(report["sites"][0]["releases"].as_array().map(Vec::len), Some(2));
    workspace.run(&["releases", "amou"]).ends(0).prints("servie");
    workspace.run(&["releases"]).ends(0).prints("dax");
}

#[test]
fn only_the_last_releases_stay_whatever_the_clock_says() {
    let workspace = workspace();
    workspace
        .file("parvis.yaml", "name: Essai\nurl: \"https://{id}.example\"\npublish: {keep: 2}\n");
    workspace.build();
    publish(&workspace, &[]).ends(0);
    // The clock was a century ahead for the first publication, and is set back.
    let path = "published/amou/journal.jsonl";
    let text = fs::read_to_string(workspace.path(path)).expect("a journal");
    workspace.file(path, text.replacen("\"at\":\"2", "\"at\":\"3", 1));
    fs::create_dir(workspace.path("published/amou/releases/a-la-main")).expect("made");
    for text in ["Deux.", "Trois.", "Quatre."] {
        say(&workspace, text);
        publish(&workspace, &[]).ends(0);
    }
    let left = releases(&workspace, "amou");
    assert_eq!(left.len(), 3, "two of ours, and what others put there: {left:?}");
    let manifests = workspace.names("published/amou/manifests");
    assert_eq!(manifests.iter().filter(|name| !name.ends_with(".lent")).count(), 2);
    assert!(manifests.len() <= 4, "{manifests:?}");
    workspace.run(&["rollback", "amou"]).ends(0);
    let page = workspace.path("published/amou/current/salle/index.html");
    assert!(fs::read_to_string(page).expect("a page").contains("Trois."));
}

#[test]
fn a_tampered_file_is_found_and_not_spread() {
    let workspace = workspace();
    publish(&workspace, &[]).ends(0);
    workspace.run(&["releases", "--verify"]).ends(0).prints("écarts : 0");
    let release = releases(&workspace, "amou").remove(0);
    fs::write(release.join("index.html"), "<p>Piraté.</p>").expect("written");
    fs::write(release.join("ajout.php"), "<?php").expect("written");
    fs::remove_file(release.join("404.html")).expect("removed");
    let run = workspace.run(&["releases", "amou", "--verify"]).ends(1).prints("écarts : 3");
    run.says("« index.html » n’est plus celui")
        .says("« ajout.php » n’a pas été publié")
        .says("il manque le fichier « 404.html »");
    say(&workspace, "Second état.");
    publish(&workspace, &[]).ends(0);
    assert!(is_wholly(&served(&workspace, "amou"), &workspace.tree("public/amou")));
    workspace.run(&["rollback", "amou"]).ends(1).says("n’est plus telle qu’elle a été publiée");
    assert!(is_wholly(&served(&workspace, "amou"), &workspace.tree("public/amou")));
}

#[test]
fn a_preview_is_shown_apart_and_ends() {
    let workspace = workspace();
    publish(&workspace, &[]).ends(0);
    let before = served(&workspace, "amou");
    say(&workspace, "Second état.");
    let run = publish(&workspace, &["--site", "amou", "--preview", "--days", "2"]).ends(0);
    let run = run.prints("https://amou.example/apercu/");
    let token = run.out.split("/apercu/").nth(1).and_then(|rest| rest.split('/').next());
    let token = token.expect("a token");
    assert_eq!(token.len(), 32);
    let folder = format!("published/amou/previews/{token}");
    let page =
        fs::read_to_string(workspace.path(&folder).join("salle/index.html")).expect("a page");
    assert!(page.contains("Second état."));
    assert!(page.contains("<meta name=\"robots\" content=\"noindex, nofollow\">"));
    assert!(page.contains(&format!("href=\"/apercu/{token}/")) && !page.contains("href=\"/assets"));
    assert!(served(&workspace, "amou") == before, "what residents see did not change");
    let record = format!("{folder}.json");
    let text = fs::read_to_string(workspace.path(&record)).expect("a record");
    workspace.file(&record, text.replacen("\"until\":\"2", "\"until\":\"1", 1));
    // Also the publication of an unchanged site ends what is over.
    publish(&workspace, &["--site", "dax"]).ends(0);
    assert!(workspace.path(&folder).exists(), "another site's is not asked about");
    publish(&workspace, &[]).ends(0);
    assert!(!workspace.path(&folder).exists() && !workspace.path(&record).exists());
}

#[test]
fn what_is_in_the_way_is_told_and_stays() {
    let workspace = workspace();
    workspace.file("published/amou/current/index.html", "Le site d’avant.");
    publish(&workspace, &[]).ends(1).says("n’est pas un lien fait par Parvis").prints("1 publié");
    let page = workspace.path("published/amou/current/index.html");
    assert_eq!(fs::read_to_string(page).expect("there"), "Le site d’avant.");
    workspace.remove("published/amou/current");
    workspace.file("published/amou/note.txt", "À moi.");
    publish(&workspace, &[]).ends(0);
    assert!(workspace.path("published/amou/note.txt").exists());
}

#[test]
#[cfg(debug_assertions)]
fn two_publishers_at_once_are_told_apart() {
    let workspace = workspace();
    let first = Stopped::at(&workspace, "store-making", &["--site", "amou"]);
    publish(&workspace, &[])
        .ends(1)
        .says("Une autre publication de ce site est en cours")
        .prints("1 publié");
    first.goes_on().ends(0).prints("1 publié");
    assert!(is_wholly(&served(&workspace, "amou"), &workspace.tree("public/amou")));
    publish(&workspace, &[]).ends(0).prints("2 inchangés");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_and_a_read_only_target_lose_nothing() {
    let workspace = workspace();
    publish(&workspace, &[]).ends(0);
    let before = served(&workspace, "amou");
    workspace.file("sites/amou/plan.pdf", [b"%PDF-1.4\n".as_slice(), &[b'x'; 400_000]].concat());
    workspace.build();
    let inner = workspace.command(&["publish", "--at", AT]);
    let program = inner.get_program().to_owned();
    let mut command = workspace.command(&[]);
    // A file may have 100 blocks and no more: what a full disk answers, without filling one.
    let script = "trap '' XFSZ; ulimit -f 100; exec \"$0\" \"$@\"";
    let mut limited = std::process::Command::new("bash");
    limited.args(["-c", script]).arg(program).args(inner.get_args());
    limited.current_dir(command.get_current_dir().expect("a folder")).env("LANG", "fr_FR.UTF-8");
    command = limited;
    let run = Run::of(&command.output().expect("bash"));
    if !workspace.names("public/amou").iter().any(|name| name == "plan.pdf") {
        panic!("the document is built: {:?}", workspace.names("public/amou"));
    }
    run.ends(1).says("plus assez de place").says("Le site servi n’a pas changé");
    assert!(served(&workspace, "amou") == before);
    assert_eq!(releases(&workspace, "amou").len(), 1, "what was begun is gone");
    publish(&workspace, &[]).ends(0).prints("1 publié");

    workspace.file(
        "parvis.yaml",
        "name: Essai\nurl: \"https://{id}.example\"\npublish: {folder: {path: /sys/parvis}}\n",
    );
    workspace.build();
    publish(&workspace, &[]).ends(1).says("Il n’est pas permis d’écrire").prints("2 en échec");
}

#[test]
fn settings_are_checked_where_they_stand() {
    let workspace = TestWorkspace::empty().site_with("amou", "Amou", "publish: {keep: 1}\n");
    workspace.finds("sites/amou/site.yaml:13:17", "ne peut pas être 1", "de 2 à 1000");
    let workspace = TestWorkspace::empty().site_with("amou", "Amou", "publish: {target: ftp}\n");
    workspace.finds("sites/amou/site.yaml:13:19", "ftp", "folder");
    let more = "publish: {target: ssh, ssh: {host: -oProxyCommand=x, path: srv}}\n";
    let workspace = TestWorkspace::empty().site_with("amou", "Amou", more);
    let found = workspace.findings();
    assert_eq!(found.len(), 2, "{found:#?}");
    let workspace =
        TestWorkspace::empty().site_with("amou", "Amou", "publish: {target: ssh}\n").built();
    publish(&workspace, &[])
        .ends(1)
        .points_at("sites/amou/site.yaml:13:19")
        .says("publish.ssh.host");
}
