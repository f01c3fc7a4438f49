//! One site's mistake never touches another's site.

use crate::support::{AT, TestWorkspace};

fn workspace() -> TestWorkspace {
    TestWorkspace::new()
        .site("dax", "Dax")
        .with("sites/amou/salle.md", "---\ntitle: La salle\n---\nPremier état.\n")
        .with("sites/dax/index.md", "---\ntitle: Bienvenue\n---\nBonjour.\n")
        .built()
}

/// The broken site keeps its last good output, the other is built, and the message names the
/// file.
#[track_caller]
fn breaks_amou_alone(workspace: &TestWorkspace, code: &str, place: &str) {
    let before = workspace.tree("public/amou");
    workspace.file("sites/dax/index.md", "---\ntitle: Bienvenue\n---\nBonsoir.\n");
    let run = workspace.build().ends(1).points_at(place).prints("1 en échec").prints("amou");
    assert!(run.err.contains(code), "no {code} in:\n{}", run.err);
    assert!(workspace.tree("public/amou") == before, "the last good output changed");
    assert!(workspace.page("dax/index.html").contains("Bonsoir."), "the other was not built");
}

#[test]
fn broken_settings_stay_with_their_site() {
    let workspace = workspace();
    workspace.file("sites/amou/site.yaml", "name: \"Amou\nkind: commune\n");
    breaks_amou_alone(&workspace, "yaml-quotes", "sites/amou/site.yaml");
}

#[test]
fn broken_content_stays_with_its_site() {
    let workspace = workspace();
    workspace.file("sites/amou/salle.md", "---\ntitel: La salle\n---\nTexte.\n");
    breaks_amou_alone(&workspace, "yaml-unknown-key", "sites/amou/salle.md:2:1");
}

#[test]
fn a_missing_theme_stays_with_its_site() {
    let workspace = workspace().site_with("amou", "Amou", "theme: parvi\n");
    breaks_amou_alone(&workspace, "theme-unknown", "sites/amou/site.yaml:13:8");
}

#[test]
fn endless_templates_stay_with_their_site() {
    let workspace = workspace();
    workspace.file("sites/amou/theme/templates/page.html", "{% include \"page.html\" %}");
    breaks_amou_alone(&workspace, "template", "sites/amou/theme/templates/page.html");
}

#[test]
fn a_broken_template_is_named_with_its_line() {
    let workspace = workspace();
    workspace.file("sites/amou/theme/templates/page.html", "<p>\n{{ entry.titel }}\n</p>\n");
    breaks_amou_alone(&workspace, "template", "sites/amou/theme/templates/page.html:2");
}

// Every error of every site is told in one run.
#[test]
fn all_that_is_wrong_is_told_at_once() {
    let workspace = workspace();
    workspace.file("sites/amou/salle.md", "---\ntitle: La salle\n---\n[Lien](nulle-part.md)\n");
    workspace.file("sites/amou/autre.md", "---\ntitle: Autre\nsaison: été\n---\nTexte.\n");
    workspace.file("sites/dax/index.md", "---\ntitle: Bienvenue\n---\n[Lien](rien.md)\n");
    workspace
        .run(&["check", "--at", AT])
        .ends(1)
        .points_at("sites/amou/salle.md:4:1")
        .points_at("sites/amou/autre.md:3:1")
        .points_at("sites/dax/index.md:4:1");
}

// A broken parvis.yaml is nobody's site: exit code 2, and nothing changes.
#[test]
fn broken_workspace_settings_stop_the_build() {
    let workspace = workspace();
    let before = workspace.tree("public");
    workspace.file("parvis.yaml", "name: Essai\nurl: \"https://{id}.example\"\npaginaton: 5\n");
    workspace.build().ends(2).points_at("parvis.yaml:3:1").says("pagination");
    assert!(workspace.tree("public") == before);
}

// What a broken site was to others last, it is until it is repaired: its pages are still there.
#[test]
fn a_broken_commune_stays_a_member_and_links_to_it_stay() {
    let workspace = TestWorkspace::new()
        .site("luys", "Luys")
        .site_with("dax", "Dax", "parent: luys\n")
        .with("sites/luys/index.md", "---\ntitle: Bienvenue\n---\n[Dax](site:dax/).\n")
        .with("sites/amou/index.md", "---\ntitle: Bienvenue\n---\n[Dax](site:dax/).\n")
        .with("sites/dax/actualites/fete.md", "---\ntitle: La fête\ndate: 2026-03-01\n---\nOui.\n")
        .built();
    let others = || (workspace.tree("public/luys"), workspace.tree("public/amou"));
    let before = others();
    assert!(workspace.page("luys/index.html").contains("Commune de Dax"), "not a member at first");
    workspace.file("sites/dax/site.yaml", "name: \"Dax\nkind: commune\n");
    workspace.build().ends(1).prints("1 en échec").prints("2 inchangés");
    assert!(others() == before, "a neighbour changed because of a broken site");

    // A neighbour that is made again says the same of it.
    workspace.file("sites/amou/eau.md", "---\ntitle: L’eau\n---\n[Dax](site:dax/).\n");
    workspace.file("sites/luys/eau.md", "---\ntitle: L’eau\n---\n[Dax](site:dax/).\n");
    let run = workspace.build().ends(1);
    assert!(!run.err.contains("link-site-broken"), "{}", run.err);
    let dax = "https://dax.example/";
    for page in ["luys/index.html", "luys/eau/index.html", "amou/eau/index.html"] {
        assert!(workspace.page(page).contains(dax), "no link to the broken site on {page}");
    }
    assert!(
        workspace.page("luys/flux-groupe.rss").contains("La fête"),
        "its items left the group’s feed"
    );
}
