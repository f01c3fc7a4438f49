//! Themes: what a workspace, a group or a site lays over the one in the program.

use crate::support::{TestWorkspace, attributes, select, text};

const FOOTER: &str = "<footer><p class=\"own\">Pied de { }</p>\
    <a href=\"/accessibilite/\">{{ site.accessibility.label }}</a></footer>";

fn workspace() -> TestWorkspace {
    let footer = |name: &str| FOOTER.replace("{ }", name);
    TestWorkspace::empty()
        .site("amou", "Amou")
        .site_with("dax", "Dax", "group: luys\n")
        .site_with("sabres", "Sabres", "theme: agence\n")
        .with("groups/luys.yaml", "name: Les Luys\n")
        .with("groups/luys/theme/templates/chrome/footer.html", footer("groupe"))
        .with(
            "themes/agence/theme.yaml",
            "description: Le thème de l’agence\ntokens: {radius: 11px}\n",
        )
        .with("themes/agence/templates/chrome/footer.html", footer("agence"))
}

fn footer(workspace: &TestWorkspace, site: &str) -> String {
    text(&workspace.html(&format!("{site}/index.html")), "footer p")
}

fn stylesheet(workspace: &TestWorkspace, site: &str) -> String {
    let page = workspace.html(&format!("{site}/index.html"));
    let [address] = &attributes(&page, "link[rel=stylesheet]", "href")[..] else {
        panic!("one sheet")
    };
    workspace.page(&format!("{site}{address}"))
}

#[test]
fn the_nearest_theme_wins() {
    let workspace = workspace().built();
    assert_eq!(footer(&workspace, "amou"), "Commune d’Amou");
    assert_eq!(footer(&workspace, "dax"), "Pied de groupe");
    assert_eq!(footer(&workspace, "sabres"), "Pied de agence");
    let own = FOOTER.replace("{ }", "Dax");
    workspace.file("sites/dax/theme/templates/chrome/footer.html", own);
    workspace.build().ends(0).prints("1 construit, 2 inchangés");
    assert_eq!(footer(&workspace, "dax"), "Pied de Dax");
    assert!(!workspace.has("dax/theme"), "a theme is not content");
}

#[test]
fn tokens_and_accent_change_the_style_sheet_of_their_site() {
    let workspace = workspace()
        .site_with("amou", "Amou", "tokens: {radius: 13px}\naccent: \"#0b6e4f\"\n")
        .built();
    assert!(stylesheet(&workspace, "amou").contains("13px"));
    assert!(stylesheet(&workspace, "sabres").contains("11px"));
    assert!(!stylesheet(&workspace, "dax").contains("13px"));
    let theme_colour = |site: &str| {
        attributes(&workspace.html(&format!("{site}/index.html")), "link[rel=stylesheet]", "href")
    };
    assert_ne!(theme_colour("amou"), theme_colour("dax"), "a fingerprint each");
    workspace.site_with("amou", "Amou", "tokens: {raduis: 13px}\n").finds(
        "sites/amou/site.yaml:13:18",
        "Le réglage de thème « raduis » n’existe pas.",
        "Vouliez-vous dire « radius » ?",
    );
}

// One commit of the theme changes every site that uses it, and no other.
#[test]
fn a_change_of_a_theme_makes_its_sites_again() {
    let workspace = workspace();
    workspace.settle();
    workspace.build().ends(0).prints("3 construits");
    workspace.file("themes/agence/templates/chrome/footer.html", FOOTER.replace("{ }", "tous"));
    workspace.build().ends(0).prints("1 construit, 2 inchangés");
    assert_eq!(footer(&workspace, "sabres"), "Pied de tous");
}

// A layout of one's own that lacks a block of the program's is told in plain words, and templates
// that another hides are nobody's mistake.
#[test]
fn a_layout_without_a_block_says_which() {
    let layout = "<html lang=\"fr\"><head><title>{{ page.title }}</title>\
        {% block head %}{% endblock head %}</head>\
        <body><main>{% block main %}{% endblock main %}</main></body></html>";
    let workspace = TestWorkspace::empty()
        .site_with("amou", "Amou", "theme: agence\n")
        .with("themes/agence/templates/layout.html", layout);
    let run = workspace.run(&["build", "--no-lint"]).ends(1);
    let run = run.points_at("themes/agence/templates/layout.html");
    let run = run.says("Ce modèle n’a pas de bloc « before », que remplit « parvis/home.html »");
    run.says("{% block before %}{% endblock %}");
    let home = "{% extends \"layout.html\" %}{% block main %}<h1>Accueil</h1>{% endblock main %}";
    workspace.file("themes/agence/templates/home.html", home);
    workspace.run(&["build", "--no-lint"]).ends(0);
    assert!(workspace.page("amou/index.html").contains("<h1>Accueil</h1>"));
    let slip = home.replace("block main", "block mian").replace("endblock main", "endblock mian");
    workspace.file("themes/agence/templates/home.html", slip);
    let run = workspace.run(&["build", "--no-lint"]).ends(1);
    run.points_at("themes/agence/templates/home.html:1").says("Vouliez-vous dire « main »");
}

#[test]
fn a_template_may_extend_the_one_it_hides() {
    let workspace = workspace()
        .with(
            "themes/agence/templates/page.html",
            "{% extends \"parvis/page.html\" %}\n{% block head %}<meta name=\"agence\" content=\"{{ page.title }}\">{% endblock %}\n",
        )
        .with("sites/sabres/salle.md", "---\ntitle: La salle\n---\nTexte.\n")
        .built();
    let page = workspace.html("sabres/salle/index.html");
    assert_eq!(attributes(&page, "meta[name=agence]", "content"), ["La salle"]);
    assert_eq!(text(&page, "h1"), "La salle");
    assert_eq!(select(&page, "footer .own").len(), 1);
}

#[test]
fn a_broken_template_names_its_file_and_line() {
    let workspace = workspace().built();
    for (text, line, help) in [
        ("<footer>\n<p>{{ site.titel }}</p></footer>\n", "2:", "Vouliez-vous dire « title »"),
        ("<footer>\n\n{% if %}</footer>\n", "3:", "Corrigez le modèle"),
        ("<footer>\n{{ 'phone' | tt }}</footer>\n", "2:", "Corrigez le modèle"),
    ] {
        workspace.file("themes/agence/templates/chrome/footer.html", text);
        let place = format!("themes/agence/templates/chrome/footer.html:{line}");
        workspace.build().ends(1).points_at(&place).prints("1 en échec").says(help);
        assert_eq!(footer(&workspace, "sabres"), "Pied de agence", "the last good output stays");
    }
    workspace.file(
        "themes/agence/templates/chrome/footer.html",
        "<footer>{% include \"chrome/footer.html\" %}</footer>",
    );
    workspace.build().ends(1).says("s’appelle lui-même sans fin");
}

// Tera says that a component never ends, not which one: it is looked for.
#[test]
fn an_endless_component_is_named() {
    let workspace = workspace().built();
    workspace.file(
        "themes/agence/templates/components/form.html",
        "{% component own(title) -%}\n<p>{{ title }}</p>\n{{ <own title={title} /> }}\n{%- endcomponent own %}\n",
    );
    workspace.file(
        "themes/agence/templates/chrome/footer.html",
        "<footer>{{ <own title=\"a\" /> }}</footer>",
    );
    workspace
        .build()
        .ends(1)
        .points_at("themes/agence/templates/components/form.html:3:4")
        .says("Le modèle « own » s’appelle lui-même sans fin.");
    assert_eq!(footer(&workspace, "sabres"), "Pied de agence");
}

#[test]
fn a_style_sheet_that_cannot_be_used() {
    let workspace = workspace();
    for (text, message) in [
        (
            "@import \"parvis/css/main.css\";\na { color: ; \n}\n.b { width: calc( }\n",
            "feuille de style",
        ),
        ("@import \"https://ailleurs.example/a.css\";\n", "sur un autre site"),
        ("a { background: url(\"assets/absent.png\") }\n", "absent.png"),
    ] {
        workspace.file("themes/agence/css/main.css", text);
        workspace.build().ends(1).says("themes/agence/css/main.css").says(message);
    }
}

#[test]
fn a_theme_that_does_not_exist() {
    TestWorkspace::new().site_with("amou", "Amou", "theme: parvi\n").finds(
        "sites/amou/site.yaml:13:8",
        "Le thème « parvi » n’existe pas.",
        "Vouliez-vous dire « parvis » ?",
    );
    let workspace = workspace().with("themes/agence/theme.yaml", "extends: parvi\n");
    let findings = workspace.findings();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0].place, "themes/agence/theme.yaml:1:10");
    assert!(findings[0].help.contains("parvis"), "{findings:#?}");
}
