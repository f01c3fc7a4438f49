//! The commands other than `build`.

use crate::support::{AT, TestWorkspace};

// A fresh workspace builds at once.
#[test]
fn init_makes_a_workspace_ready_to_build() {
    let workspace = TestWorkspace::empty();
    workspace.run(&["init", "agence"]).ends(0).prints("agence");
    let run = workspace.run(&["-C", "agence", "build"]).ends(0);
    assert!(run.err.is_empty(), "{}", run.err);
    assert!(run.out.contains("1 construit"), "{}", run.out);
    workspace.run(&["init", "agence"]).ends(2).says("Un espace de travail se trouve déjà ici.");
}

// What `new` makes is accepted by `build` as it is.
#[test]
fn new_entries_build_without_a_change() {
    let workspace = TestWorkspace::new();
    for what in ["page", "news", "event", "alert", "directory", "procedure", "publication"] {
        let title = format!("Un essai de {what}");
        let run = workspace.run(&["new", what, "amou", &title, "--at", "2026-11-20T10:00"]).ends(0);
        assert!(run.out.contains(".md"), "{}", run.out);
    }
    workspace.run(&["new", "news", "amou", "Un essai de news"]).ends(2);
    workspace.run(&["new", "news", "amuo", "Titre"]).ends(2).says("amou");
    workspace.build().ends(0);
}

// French grammar from a table: article, elision, slug.
#[test]
fn a_table_makes_sites() {
    let workspace = TestWorkspace::empty();
    workspace.file(
        "communes.csv",
        "insee,nom,article,slug,siren,codes_postaux,epci_siren,epci_nom,epci_type\n\
         40002,Amou,,amou,214000028,40330,244000881,CC Coteaux et Vallées des Luys,CC\n\
         40329,Le Vignau,Le,le-vignau,214003295,40270,244000881,CC Coteaux et Vallées des Luys,CC\n",
    );
    workspace.run(&["new", "site", "--from-csv", "communes.csv"]).ends(0);
    let run = workspace.run(&["sites"]).ends(0);
    assert!(run.out.contains("Commune d’Amou"), "{}", run.out);
    assert!(run.out.contains("Commune du Vignau"), "{}", run.out);
    // A second time nothing is overwritten.
    workspace.file("sites/amou/site.yaml", "name: Amou\nkind: commune\ntitle: À nous\n");
    workspace.run(&["new", "site", "--from-csv", "communes.csv"]).ends(0);
    let run = workspace.run(&["sites", "--site", "amou"]).ends(0).prints("À nous");
    // What the settings still lack is for `check` to tell.
    assert!(run.err.is_empty(), "{}", run.err);
    workspace.run(&["new", "site", "--from-csv", "comunes.csv"]).ends(2).says("« comunes.csv »");
    workspace.file("court.csv", "insee,nom\n40002,Amou,4\n");
    let run = workspace.run(&["new", "site", "--from-csv", "court.csv"]).ends(2);
    run.says("a 3 colonnes, quand la première en a 2");
}

#[test]
fn one_site_is_made_by_name() {
    let workspace = TestWorkspace::empty();
    workspace.run(&["new", "site", "Le Vignau"]).ends(0).prints("sites/le-vignau/site.yaml");
    workspace.run(&["sites"]).ends(0).prints("Commune du Vignau");
    workspace.run(&["new", "site", "Amou", "--kind", "comune"]).ends(2).says("commune");
    workspace.run(&["new", "site", "Amou", "--group", "rien"]).ends(2).says("rien");
}

#[test]
fn a_name_that_no_site_has_is_told_with_the_nearest() {
    let workspace = TestWorkspace::new();
    for words in
        [["build", "--site", "amuo"], ["check", "--site", "amuo"], ["sites", "--site", "amuo"]]
    {
        workspace.run(&words).ends(2).says("amuo").says("amou");
    }
}

#[test]
fn findings_come_in_every_format() {
    let workspace = TestWorkspace::new()
        .with("sites/amou/salle.md", "---\ntitle: La salle\n---\n[Lien](nulle-part.md)\n");
    let run = |format: &str| workspace.run(&["check", "--at", AT, "--format", format]).ends(1).out;
    for format in ["json", "sarif"] {
        let document: serde_json::Value = serde_json::from_str(&run(format)).expect(format);
        assert!(document.to_string().contains("link-target-missing"), "{document}");
    }
    let junit = run("junit");
    assert!(junit.contains("<testsuites") && junit.contains("link-target-missing"), "{junit}");
    assert!(run("github").contains("file=sites/amou/salle.md,line=4,col=1"), "{}", run("github"));
}

#[test]
fn help_completions_and_manual_come_in_both_languages() {
    let workspace = TestWorkspace::empty();
    workspace.run(&["--help"]).ends(0).prints("Utilisation").prints("Construit les sites");
    workspace.run(&["--lang", "en", "build", "--help"]).ends(0).prints("Usage").prints("--shard");
    workspace.run(&["help", "build"]).ends(0).prints("--shard");
    workspace.run(&["completions", "bash"]).ends(0).prints("_parvis");
    workspace.run(&["man", "pages"]).ends(0);
    assert!(workspace.path("pages/parvis-build.1").exists());
    workspace.run(&["biuld"]).ends(2).says("build");
    workspace.run(&[]).ends(2).says("Utilisation : parvis").says("Commandes :");
    workspace.run(&["build", "--jobz"]).ends(2).says("--jobs");
    workspace.run(&["build", "--at", "hier"]).ends(2).says("hier").says("2026-03-14");
}

#[test]
fn forms_say_where_they_lead_and_what_a_switch_changes() {
    let workspace = TestWorkspace::new().with(
        "parvis.yaml",
        "name: Essai\nurl: \"https://{id}.example\"\ngrc:\n  provider: publik\n  providers:\n    \
         publik: {name: Publik, url: \"https://{tenant}.demarches.example/{form}/\"}\n    \
         landespublic:\n      name: LandesPublic\n      url: \"https://lp.example/{tenant}/{form}\"\n      \
         forms: {acte-naissance: null}\n  forms:\n    \
         signalement-voirie: {title: Signaler un trou}\n    acte-naissance: {title: Acte de naissance}\n",
    );
    workspace
        .run(&["forms"])
        .ends(0)
        .prints("Commune d’Amou")
        .prints("https://amou.demarches.example/signalement-voirie/");
    workspace
        .run(&["forms", "--diff", "landespublic"])
        .ends(0)
        .prints("https://amou.demarches.example/signalement-voirie/ → https://lp.example/amou/signalement-voirie")
        .prints("→ mairie@amou.example")
        .prints("n’a pas le formulaire « acte-naissance »");
    workspace.run(&["forms", "--diff", "landepublic"]).ends(2).says("landespublic");
    workspace.file(
        "formdefs.json",
        "{\"data\": [{\"slug\": \"salle\", \"title\": \"Louer la salle\"}]}",
    );
    workspace.run(&["forms", "--import", "formdefs.json"]).ends(0).prints("salle");
    workspace.run(&["forms"]).ends(0).prints("Louer la salle");
    workspace
        .run(&["forms", "--import", "absent.json"])
        .ends(2)
        .says("absent.json")
        .says("le fichier ou le dossier n’existe pas");
    workspace.file("formdefs.json", "[{\"title\": \"Sans nom\"}]");
    workspace.run(&["forms", "--import", "formdefs.json"]).ends(2).says("aucune liste");
    workspace.file("formdefs.json", "<html>");
    workspace.run(&["forms", "--import", "formdefs.json"]).ends(2).says("ce n’est pas du JSON");
    let nobody = "http://127.0.0.1:1/api/formdefs/";
    workspace.run(&["forms", "--import", nobody]).ends(2).says("la connexion est refusée");
}

// The output never lies among the sources, and what others put into a folder stays there.
#[test]
fn an_output_takes_nothing_away_that_is_not_its_own() {
    let workspace = TestWorkspace::new();
    let before = workspace.tree("sites");
    for out in ["sites", "sites/amou", ".", "..", "themes", "groups/x"] {
        let run = workspace.run(&["build", "--at", AT, "--out", out]).ends(2);
        assert!(run.err.contains("out-forbidden"), "{out}: {}", run.err);
    }
    assert!(workspace.tree("sites") == before);
    workspace.file("www/amou/precieux.txt", "à garder");
    workspace.run(&["build", "--at", AT, "--out", "www"]).ends(0);
    assert!(workspace.path("www/amou/precieux.txt").exists());
}

// CI reads a document whatever happened.
#[test]
fn broken_settings_are_told_in_the_format_asked_for() {
    let workspace = TestWorkspace::new().with("parvis.yaml", "name: Essai\nurll: x\n");
    let run = workspace.run(&["build", "--format", "json"]).ends(2);
    let document: serde_json::Value = serde_json::from_str(&run.out).expect("a document");
    assert!(document.to_string().contains("yaml-unknown-key"), "{document}");
}
