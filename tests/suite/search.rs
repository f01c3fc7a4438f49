//! The search: an index in each site, made again only where what is searched changed.

use std::io::Read as _;

use crate::support::{AT, TestWorkspace, attributes, select, text};

/// A body and its two communes, each with something to find.
fn group() -> TestWorkspace {
    let workspace =
        TestWorkspace::new().site("luys", "Luys").site_with("dax", "Dax", "parent: luys\n");
    workspace.write_site("amou", "Amou", "parent: luys\n");
    workspace
        .file("sites/amou/actualites/marche.md", "---\ntitle: Marché de Noël\ndate: 2025-12-01\n---\n\nDes artisans et du vin chaud.\n")
        .file("sites/amou/agenda/fete.md", "---\ntitle: Fête du village\nstart: 2026-12-05\nend: 2027-01-02\nplace: Salle polyvalente\n---\n\nBal et repas.\n")
        .file("sites/amou/cantine.md", "---\ntitle: Cantine\n---\n\n## Tarifs\n\nLe quotient familial décide.\n")
        .file("sites/dax/actualites/arenes.md", "---\ntitle: Travaux des arènes\ndate: 2026-11-02\n---\n\nLa toiture est refaite.\n")
        .file("sites/luys/actualites/fibre.md", "---\ntitle: La fibre arrive\ndate: 2026-11-03\n---\n\nRaccordements.\n");
    workspace
}

/// The texts of an index: every page as it is shown among the results.
fn texts(workspace: &TestWorkspace, site: &str) -> String {
    let mut texts = String::new();
    for (path, bytes) in workspace.tree(&format!("public/{site}/pagefind/fragment")) {
        assert!(path.ends_with(".pf_fragment"), "{path}");
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut texts).expect("texts");
    }
    texts
}

fn files_of_index(workspace: &TestWorkspace, site: &str) -> Vec<(String, Vec<u8>)> {
    workspace.tree(&format!("public/{site}/pagefind"))
}

// Every site has its index: the engine of its language, the module, the pages; none of the
// ready-made interfaces.
#[test]
fn each_site_carries_the_index_of_its_pages() {
    let workspace = group().built();
    let names: Vec<String> =
        files_of_index(&workspace, "amou").into_iter().map(|(name, _)| name).collect();
    for wanted in ["pagefind.js", "pagefind-entry.json", "wasm.fr.pagefind"] {
        assert!(names.iter().any(|name| name == wanted), "no {wanted} in {names:?}");
    }
    for kind in [".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment"] {
        assert!(names.iter().any(|name| name.ends_with(kind)), "no {kind} in {names:?}");
    }
    assert!(!names.iter().any(|name| name.contains("ui") || name.ends_with("css")), "{names:?}");

    let texts = texts(&workspace, "amou");
    for said in [
        "\"url\":\"/actualites/marche/\"",
        "vin chaud",
        "\"kind\":[\"news\"]",
        "\"year\":[\"2025\"]",
        "Salle polyvalente",
        "\"year\":[\"2026\",\"2027\"]",
        "quotient familial",
        "\"id\":\"tarifs\"",
        // Pages made from settings are found too …
        "\"url\":\"/mentions-legales/\"",
        "\"url\":\"/contact/\"",
    ] {
        assert!(texts.contains(said), "no {said} in {texts}");
    }
    // … but what only leads to pages is not, and no menu is in a text.
    for other in
        ["\"url\":\"/actualites/\"", "/plan-du-site/\"", "/recherche/\"", "Aller au contenu"]
    {
        assert!(!texts.contains(other), "{other} in {texts}");
    }
}

// What recurs began on a day long gone, which says nothing to who looks for it.
#[test]
fn a_recurring_event_is_found_without_its_first_day() {
    let workspace = TestWorkspace::new();
    for (name, rule) in [("marche", "recurrence: FREQ=WEEKLY;BYDAY=SA\n"), ("bal", "")] {
        workspace.file(
            &format!("sites/amou/agenda/{name}.md"),
            format!(
                "---\ntitle: Le {name}\nstart: 2026-12-05T09:00\n{rule}---\n\nSous la halle.\n"
            ),
        );
    }
    let workspace = workspace.built();
    let texts = texts(&workspace, "amou");
    let of = |url: &str| {
        let start = texts.find(url).unwrap_or_else(|| panic!("no {url} in {texts}"));
        texts[start..].split("\"anchors\"").next().expect("a page").to_owned()
    };
    let once = of("\"url\":\"/agenda/bal/\"");
    assert!(once.contains("\"date\":\"2026-12-05\"") && once.contains("5 décembre"), "{once}");
    let recurs = of("\"url\":\"/agenda/marche/\"");
    assert!(!recurs.contains("\"date\"") && !recurs.contains("5 décembre"), "{recurs}");
    assert!(recurs.contains("Sous la halle") && recurs.contains("\"year\":[\"2026\"]"), "{recurs}");
}

// The portal of a group finds what its members say, each at its own address; a member finds itself.
#[test]
fn a_portal_finds_the_pages_of_its_members() {
    let workspace = group().built();
    let found = texts(&workspace, "luys");
    for said in [
        "\"url\":\"/actualites/fibre/\"",
        "\"url\":\"https://amou.example/actualites/marche/\"",
        "\"url\":\"https://dax.example/actualites/arenes/\"",
        "\"site\":[\"dax\"]",
        "\"site\":[\"luys\"]",
    ] {
        assert!(found.contains(said), "no {said} in {found}");
    }
    assert!(!found.contains("https://amou.example/mentions-legales/"), "{found}");
    assert!(!texts(&workspace, "amou").contains("arènes"));

    let page = workspace.html("luys/recherche/index.html");
    let sites = attributes(&page, "select[name=site] option", "value");
    assert_eq!(sites, ["", "luys", "amou", "dax"]);
    let years = attributes(&page, "select[name=year] option", "value");
    assert_eq!(years, ["", "2027", "2026", "2025"]);
    let kinds = attributes(&page, "input[name=kind]", "value");
    assert_eq!(kinds, ["page", "news", "event"]);
    let own = workspace.html("amou/recherche/index.html");
    assert!(select(&own, "select[name=site]").is_empty());
}

// What a member says reaches the portal's index, and only then is the portal made again.
#[test]
fn a_portal_follows_its_members() {
    let workspace = group();
    workspace.settle();
    let workspace = workspace.built();
    let before = files_of_index(&workspace, "luys");
    let unsaid =
        "---\ntitle: Cantine\nweight: 3\n---\n\n## Tarifs\n\nLe quotient familial décide.\n";
    workspace.file("sites/amou/cantine.md", unsaid);
    workspace.settle();
    workspace.build().ends(0).prints("1 construit, 2 inchangés");
    workspace.file("sites/amou/cantine.md", "---\ntitle: Cantine\n---\n\nMenus bio.\n");
    workspace.settle();
    workspace.build().ends(0).prints("2 construits, 1 inchangé");
    assert!(texts(&workspace, "luys").contains("Menus bio"));
    assert!(before != files_of_index(&workspace, "luys"));

    // A portal that is built alone finds what its members' texts say now, as if all were.
    workspace.file(
        "sites/dax/actualites/arenes.md",
        "---\ntitle: Travaux des arènes\ndate: 2026-11-02\n---\n\nLa toiture est finie.\n",
    );
    workspace.run(&["build", "--at", AT, "--site", "luys"]).ends(0);
    assert!(texts(&workspace, "luys").contains("La toiture est finie"));
    let alone = files_of_index(&workspace, "luys");
    workspace.build().ends(0);
    assert!(alone == files_of_index(&workspace, "luys"));
}

// A page that changed in nothing that is searched leaves the index as it is: it is not made
// again, which a piece of it put there by hand shows.
#[test]
fn an_index_is_made_again_only_where_what_is_searched_changed() {
    let workspace = group();
    workspace.settle();
    let workspace = workspace.built();
    let before = files_of_index(&workspace, "dax");
    let module = workspace.path("public/dax/pagefind/pagefind.js");
    let times = || std::fs::metadata(&module).and_then(|file| file.modified()).expect("a time");
    let time = times();
    workspace.write_site("dax", "Dax", "parent: luys\naccent: \"#7a1f3d\"\n");
    workspace.settle();
    workspace.build().ends(0).prints("1 construit,");
    assert!(before == files_of_index(&workspace, "dax"));
    assert_eq!(time, times());

    // What was lost is made again, whatever is remembered.
    std::fs::remove_file(&module).expect("removed");
    workspace.write_site("dax", "Dax", "parent: luys\naccent: \"#1f3d7a\"\n");
    workspace.settle();
    workspace.build().ends(0);
    assert!(before == files_of_index(&workspace, "dax"));
}

#[test]
fn an_index_is_the_same_on_any_number_of_threads() {
    let workspace = group();
    for n in 0..40 {
        let text = format!(
            "---\ntitle: Info {n}\ndate: 2026-01-02\n---\n\nL’été, la {n}e fête : {} chaises.\n",
            n * 3
        );
        workspace.file(&format!("sites/amou/actualites/info-{n}.md"), text);
    }
    workspace.run(&["build", "--at", AT, "--jobs", "1", "--out", "one"]).ends(0);
    workspace.run(&["build", "--at", AT, "--jobs", "2", "--out", "two"]).ends(0);
    let (one, two) = (workspace.tree("one"), workspace.tree("two"));
    assert!(one.iter().any(|(path, _)| path.ends_with(".pf_index")));
    for ((path, a), (other, b)) in one.iter().zip(&two) {
        assert_eq!(path, other);
        assert!(a == b, "{path} differs");
    }
}

// Without a script, the form of every page leads to the site's plan, and nothing that needs a
// script is seen.
#[test]
fn without_a_script_the_search_is_the_plan_of_the_site() {
    let workspace = group().built();
    for page in ["amou/index.html", "amou/cantine/index.html", "amou/recherche/index.html"] {
        let html = workspace.html(page);
        let leads = attributes(&html, "header form[role=search]", "action");
        assert_eq!(leads, ["/recherche/"], "{page}");
    }
    let page = workspace.html("amou/recherche/index.html");
    assert!(text(&page, "#search-map h2").contains("Plan du site"));
    let leads = attributes(&page, "#search-map a", "href");
    assert!(leads.contains(&"/cantine/".to_owned()) && leads.contains(&"/".to_owned()));
    assert!(select(&page, "#search-map[hidden]").is_empty());
    assert_eq!(select(&page, "main #recherche[hidden]").len(), 1);
    assert!(select(&page, "main > div > form, main > form").is_empty());
    // No search engine is led there, nor by the site's list of addresses.
    assert_eq!(attributes(&page, "meta[name=robots]", "content"), ["noindex"]);
    assert!(!workspace.page("amou/sitemap.xml").contains("/recherche/"));
    // Only this page has a script, and it is a file of the site.
    let scripts = attributes(&page, "script[src]", "src");
    assert_eq!(scripts.len(), 1);
    assert!(workspace.has(&format!("amou{}", scripts[0])), "{scripts:?}");
    assert!(select(&workspace.html("amou/index.html"), "script[src]").is_empty());
}

// One key takes the search away, for all or for one site; what was there goes.
#[test]
fn a_site_can_do_without_a_search() {
    let workspace = group();
    workspace.settle();
    let workspace = workspace.built();
    assert!(workspace.has("amou/recherche/index.html"));
    workspace.write_site("amou", "Amou", "parent: luys\nsearch: false\n");
    workspace.build().ends(0);
    assert!(!workspace.has("amou/recherche") && !workspace.has("amou/pagefind"));
    assert!(select(&workspace.html("amou/index.html"), "form[role=search]").is_empty());
    // Its parent no longer finds it either.
    assert!(!texts(&workspace, "luys").contains("https://amou.example/"));
    assert!(workspace.has("dax/pagefind/pagefind.js"));
}

#[test]
fn a_folder_cannot_take_the_place_of_the_index() {
    let workspace = group();
    workspace.file("sites/amou/pagefind/page.md", "---\ntitle: Page\n---\n\nTexte.\n");
    workspace.build().ends(1).says("pagefind");
}

// The sample of an audit takes the search page, as the law's list of pages names it.
#[test]
fn the_linter_sees_the_search_on_every_page() {
    let workspace = group().built();
    let run = workspace.run(&["lint", "--at", AT, "--site", "amou"]).ends(0);
    assert!(!run.out.contains("12.5"), "{}", run.out);
}
