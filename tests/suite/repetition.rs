//! The same input gives the same bytes, and a build does no more than it must.

use parvis::build::{BuildOptions, Engine};
use parvis::workspace::Workspace;

use crate::support::{AT, TestWorkspace};

fn workspace() -> TestWorkspace {
    let workspace = TestWorkspace::new().site("dax", "Dax");
    for n in 0..70 {
        workspace.file(
            &format!("sites/amou/actualites/info-{n:02}.md"),
            format!(
                "---\ntitle: Info numéro {n}\ndate: 2026-01-{:02}\ncategories: [Travaux]\n---\n\
                 Un paragraphe sur les travaux, avec [un lien](info-{:02}.md).\n\n## Détails\n\nSuite.\n",
                n % 28 + 1,
                (n + 1) % 70
            ),
        );
    }
    workspace.file("sites/dax/index.md", "---\ntitle: Bienvenue\n---\nBonjour.\n");
    workspace
}

// Two builds of the same input are byte-identical, whatever the number of threads, the time
// zone or the locale.
#[test]
fn the_output_depends_on_the_input_alone() {
    let workspace = workspace();
    workspace.run(&["build", "--at", AT, "--jobs", "1", "--out", "one"]).ends(0);
    let other = workspace
        .command(&["build", "--at", AT, "--jobs", "4", "--out", "four"])
        .env("TZ", "Asia/Tokyo")
        .env("LANG", "en_GB.UTF-8")
        .output()
        .expect("the program runs");
    assert!(other.status.success());
    let (one, four) = (workspace.tree("one"), workspace.tree("four"));
    assert!(one.len() > 80, "{}", one.len());
    for ((path, a), (other, b)) in one.iter().zip(&four) {
        assert_eq!(path, other);
        assert!(a == b, "{path} differs");
    }
    assert_eq!(one.len(), four.len());
}

// Where files lie on the disk, and in what order they were made, changes nothing.
#[test]
fn a_copied_workspace_gives_the_same_bytes() {
    let workspace = workspace();
    workspace.build().ends(0);
    let copy = TestWorkspace::empty();
    let mut files = workspace.tree("sites");
    files.reverse();
    for (path, bytes) in files {
        copy.file(&format!("sites/{path}"), bytes);
    }
    copy.build().ends(0);
    assert!(workspace.tree("public") == copy.tree("public"));
}

// A build with nothing to do does nothing.
#[test]
fn the_second_build_writes_nothing() {
    let workspace = workspace();
    workspace.settle();
    workspace.build().ends(0).prints("2 construits");
    workspace.build().ends(0).prints("2 inchangés").prints("fichiers écrits : 0");
    workspace.run(&["build", "--at", AT, "--force"]).ends(0).prints("fichiers écrits : 0");
}

// One edited page makes its own site again and writes only what differs.
#[test]
fn an_edit_touches_one_site_and_few_files() {
    let workspace = workspace();
    workspace.settle();
    workspace.build().ends(0);
    workspace.file("sites/dax/index.md", "---\ntitle: Bienvenue\n---\nBonsoir.\n");
    // The page, and what the index of the search says of it.
    workspace.build().ends(0).prints("1 construit,").prints("fichiers écrits : 5 ");
    assert!(workspace.page("dax/index.html").contains("Bonsoir."));
}

// A file no longer produced disappears from the output, and so does a site.
#[test]
fn what_is_no_longer_made_goes_away() {
    let workspace = workspace();
    workspace.build().ends(0);
    workspace.file("sites/amou/salle.md", "---\ntitle: La salle\n---\nTexte.\n").build().ends(0);
    assert!(workspace.has("amou/salle/index.html"));
    workspace.remove("sites/amou/salle.md").build().ends(0);
    assert!(!workspace.has("amou/salle"));
    workspace.remove("sites/dax").build().ends(0).prints("Sites retirés : 1");
    assert!(!workspace.has("dax"));
}

// A killed build is noticed: no truncated file is taken for good, and the next build ends
// byte-equal to a clean one.
#[test]
fn a_killed_build_is_made_good_by_the_next() {
    let workspace = workspace();
    for milliseconds in [5, 15, 30, 60, 100, 150] {
        let mut child = workspace
            .command(&["build", "--at", AT, "--force"])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("the program runs");
        std::thread::sleep(std::time::Duration::from_millis(milliseconds));
        child.kill().expect("killed");
        child.wait().expect("ended");
        // What a kill in the middle of a write leaves.
        if workspace.has("amou/index.html") && !workspace.has(".parvis/amou.state") {
            workspace.file("public/amou/index.html", "<!DOCTY");
        }
    }
    workspace.remove_if_there("public/.parvis/amou.state");
    workspace.file("public/amou/plan-du-site/index.html", "");
    workspace.build().ends(0);
    let after = workspace.tree("public");
    workspace.run(&["build", "--at", AT, "--out", "clean"]).ends(0);
    assert!(after == workspace.tree("clean"));
}

// What depends on time depends on the instant given, and a build knows until when it is valid.
#[test]
fn the_instant_decides_what_is_shown() {
    let workspace = TestWorkspace::new().with(
        "sites/amou/actualites/bientot.md",
        "---\ntitle: Bientôt\ndate: 2026-12-01\nexpires: 2026-12-10\n---\nTexte.\n",
    );
    workspace.settle();
    let build = |at: &str| workspace.run(&["build", "--at", at]).ends(0);
    build("2026-11-23");
    assert!(!workspace.has("amou/actualites/bientot"), "scheduled");
    build("2026-11-24").prints("1 inchangé,");
    build("2026-12-02").prints("1 construit,");
    assert!(workspace.has("amou/actualites/bientot/index.html"), "published");
    build("2026-12-20");
    assert!(!workspace.has("amou/actualites/bientot"), "expired");
    build("2026-12-02");
    assert!(workspace.has("amou/actualites/bientot/index.html"), "back in time");
}

// Any number of machines share the sites without talking to each other.
#[test]
fn shards_build_every_site_once() {
    let workspace = workspace().site("sabres", "Sabres").site("tartas", "Tartas");
    for shard in ["1/3", "2/3", "3/3"] {
        workspace
            .run(&["build", "--at", AT, "--shard", shard, "--out", &shard.replace('/', "-")])
            .ends(0);
    }
    for site in ["amou", "dax", "sabres", "tartas"] {
        let holders = ["1-3", "2-3", "3-3"]
            .iter()
            .filter(|out| workspace.path(&format!("{out}/{site}/index.html")).exists())
            .count();
        assert_eq!(holders, 1, "{site}");
    }
    workspace.run(&["build", "--shard", "4/3"]).ends(2).says("4/3");
}

/// Builds everything into `out`, as the preview does, and gives the files, or what kept them from
/// being made.
fn built_by(
    engine: &Engine,
    workspace: &TestWorkspace,
    out: &str,
    at: &str,
) -> Vec<(String, Vec<u8>)> {
    let root = workspace.path("");
    let settings = Workspace::load(&root).expect("a workspace");
    let mut options = BuildOptions::new(&root, at.parse().expect("an instant"));
    options.out = workspace.path(out);
    options.drafts = true;
    let report = engine.build(&settings, &options, &()).expect("a report");
    assert!(report.succeeded(), "{:?}", report.all_diagnostics().collect::<Vec<_>>());
    workspace.tree(out)
}

// What the preview keeps between two builds of one site makes it quicker, and nothing else.
#[test]
fn a_site_built_again_and_again_is_what_a_first_build_makes() {
    let workspace = workspace();
    let lasting = Engine::lasting(&workspace.path(".parvis/cache"));
    let info = |n: u32, title: &str, more: &str, text: &str| {
        let front = format!("title: {title}\ndate: 2026-01-{:02}\n{more}", n % 28 + 1);
        workspace.file(
            &format!("sites/amou/actualites/info-{n:02}.md"),
            format!("---\n{front}---\n{text}\n"),
        );
    };
    let style = "sites/amou/theme/templates/components/card.html";
    type Edit<'a> = (&'a str, Box<dyn Fn() + 'a>);
    let edits: Vec<Edit<'_>> = vec![
        ("nothing", Box::new(|| {})),
        (
            "a body",
            Box::new(|| info(3, "Info numéro 3", "categories: [Travaux]\n", "Autre texte.")),
        ),
        (
            "a body of the same length",
            Box::new(|| info(3, "Info numéro 3", "categories: [Travaux]\n", "Aussi texte.")),
        ),
        (
            "a title",
            Box::new(|| info(3, "Un autre titre", "categories: [Fêtes]\n", "Autre texte.")),
        ),
        ("a draft", Box::new(|| info(4, "Brouillon", "draft: true\n", "Texte."))),
        (
            "a heading, and a link to it",
            Box::new(|| {
                info(5, "Info numéro 5", "", "## Là\n\nTexte.");
                info(6, "Info numéro 6", "", "[Voir là](info-05.md#la).");
            }),
        ),
        (
            "another name",
            Box::new(|| {
                info(7, "Info numéro 7", "aliases: [/actualites/info-08/]\n", "Texte.");
                workspace.remove("sites/amou/actualites/info-08.md");
                info(71, "Info numéro 71", "", "[Un lien](info-09.md).");
                workspace.file(
                    "sites/amou/actualites/info-06.md",
                    "---\ntitle: Six\ndate: 2026-02-01\n---\nTexte.\n",
                );
                workspace.file(
                    "sites/amou/actualites/info-01.md",
                    "---\ntitle: Un\ndate: 2026-02-01\n---\nTexte.\n",
                );
            }),
        ),
        (
            "a page that is gone",
            Box::new(|| {
                info(68, "Info numéro 68", "", "Texte sans lien.");
                workspace.remove("sites/amou/actualites/info-69.md");
                info(34, "Info numéro 34", "", "Texte.");
            }),
        ),
        (
            "a template",
            Box::new(|| {
                let card = std::fs::read_to_string("themes/parvis/templates/components/card.html");
                let card =
                    card.expect("the theme").replace("class=\"card card-", "class=\"carte card-");
                workspace.file(style, card);
            }),
        ),
        (
            "the template back",
            Box::new(|| {
                workspace.remove(style);
            }),
        ),
        (
            "the settings",
            Box::new(|| {
                workspace.file(
                    "parvis.yaml",
                    "name: Essai\nurl: \"https://{id}.example\"\npagination: 7\n",
                );
            }),
        ),
        (
            "the menu",
            Box::new(|| {
                workspace
                    .file("sites/amou/tourisme/index.md", "---\ntitle: Tourisme\n---\nVenez.\n");
            }),
        ),
    ];
    for (step, (name, edit)) in edits.into_iter().enumerate() {
        edit();
        // The preview’s clock goes on between two builds.
        let at = format!("2026-11-23T08:00:{step:02}Z");
        let again = built_by(&lasting, &workspace, "again", &at);
        let fresh = Engine::new(&workspace.path(".parvis/cache"));
        let first = built_by(&fresh, &workspace, &format!("first-{step}"), &at);
        let names = |tree: &[(String, Vec<u8>)]| {
            tree.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&again), names(&first), "after {name}");
        for ((path, a), (_, b)) in again.iter().zip(&first) {
            assert!(a == b, "{path} differs after {name}");
        }
    }
}
