//! The repository's own workspace: the communes of the Landes, their intercommunal bodies, and the
//! sites that show what Parvis does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{AT, Run};

/// Runs the program on the repository, in French; pages are written elsewhere.
fn build(out: &Path, more: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
    command.args(["-C", env!("CARGO_MANIFEST_DIR"), "--lang", "fr", "build", "--at", AT, "--out"]);
    Run::of(&command.arg(out).args(more).output().expect("the program runs"))
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

// Every folder of `sites/` is a site, each whole; every kind of content somewhere; and once is enough.
#[test]
fn one_command_builds_every_site_of_the_landes() {
    // Kept from run to run: some file systems write a tree slowly just after an equal one was
    // deleted.
    let out = &Path::new(env!("CARGO_TARGET_TMPDIR")).join("landes");
    let count = folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sites")).len();
    assert!(count >= 345, "{count}");
    build(out, &["--force", "--no-lint"])
        .ends(0)
        .prints(&format!("Sites : {count} construits, 0 inchangé, 0 en échec"));
    let mut sites = folders(out);
    sites.retain(|site| !site.ends_with(".parvis"));
    assert_eq!(sites.len(), count);
    for site in &sites {
        for page in [
            "index.html",
            "contact/index.html",
            "saisine/index.html",
            "mentions-legales/index.html",
            "donnees-personnelles/index.html",
            "accessibilite/index.html",
            "plan-du-site/index.html",
            "flux/index.html",
            "404.html",
            ".well-known/security.txt",
            "robots.txt",
            "flux.rss",
            "flux.atom",
            "flux.json",
        ] {
            let length = fs::metadata(site.join(page)).map(|file| file.len()).unwrap_or(0);
            assert!(length > 20, "{}/{page}: {length}", site.display());
        }
    }
    let lists = ["categorie", "archives", "page", "passes"];
    for kind in ["actualites", "agenda", "alertes", "annuaire", "demarches", "publications"] {
        let entries = sites.iter().flat_map(|site| folders(&site.join(kind)));
        let own = |path: &PathBuf| lists.iter().all(|list| !path.ends_with(list));
        assert!(entries.into_iter().any(|path| own(&path)), "no {kind} anywhere");
    }
    build(out, &["--no-lint"])
        .ends(0)
        .prints(&format!("Sites : 0 construit, {count} inchangés, 0 en échec"));
}
