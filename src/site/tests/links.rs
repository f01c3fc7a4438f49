use super::support::{AT, World, codes, news, render, told};
use crate::diagnostic::Severity;
use crate::site::check_cross_links;
use std::collections::BTreeMap;
use std::sync::Arc;

fn page(body: &str) -> String {
    format!("---\ntitle: Page\n---\n{body}\n")
}

/// The body of the page `vie/page.md` among a few others.
fn link(body: &str) -> super::support::Site {
    let world = World::new();
    let mut site = world.amou(
        &[
            ("vie/page.md", &page(body)),
            ("vie/ecole.md", "---\ntitle: École\n---\n## Cantine {#cantine}\n"),
            ("demarches/acte.md", "---\ntitle: Acte de naissance\naliases: [/ancien-acte/]\n---\n"),
            ("actualites/marche.md", &news("Marché", "2026-11-01", "categories: [Fêtes]\n", "")),
            ("brouillon.md", "---\ntitle: Brouillon\ndraft: true\n---\n"),
        ],
        &["vie/menus.pdf", "vie/photo.jpg", "vie/outil.html"],
    );
    assert_eq!(site.codes().iter().filter(|code| **code == "file-active").count(), 1);
    site.diagnostics.retain(|diagnostic| diagnostic.code != "file-active");
    site
}

fn html(site: &super::support::Site) -> &str {
    site.file("vie/page/index.html")
}

#[test]
fn links_within_the_site_lead_to_pages() {
    for (written, href) in [
        ("ecole.md", "/vie/ecole/"),
        ("./ecole.md#cantine", "/vie/ecole/#cantine"),
        ("../demarches/acte.md", "/demarches/acte/"),
        ("/demarches/acte/", "/demarches/acte/"),
        ("/demarches/acte", "/demarches/acte/"),
        ("/ancien-acte/", "/demarches/acte/"),
        ("../demarches/", "/demarches/"),
        ("/", "/"),
        ("/contact/", "/contact/"),
        ("/actualites/categorie/fetes/", "/actualites/categorie/fetes/"),
        ("/actualites/archives/2026/", "/actualites/archives/2026/"),
        ("/actualites/flux.rss", "/actualites/flux.rss"),
        ("https://amou.example/vie/ecole/", "/vie/ecole/"),
        ("https://autre.example/x", "https://autre.example/x"),
        ("mailto:mairie@amou.example", "mailto:mairie@amou.example"),
        ("tel:+33558890022", "tel:+33558890022"),
        ("service:marches-publics", "https://marches.example/40002"),
    ] {
        let site = link(&format!("Voir [ici]({written})."));
        assert_eq!(site.codes(), Vec::<&str>::new(), "{written}: {:#?}", site.diagnostics);
        assert!(html(&site).contains(&format!("href=\"{href}\"")), "{written}: {}", html(&site));
    }
}

#[test]
fn documents_say_what_they_are() {
    let site = link("Les [menus](menus.pdf).");
    assert_eq!(site.codes(), Vec::<&str>::new());
    assert!(
        html(&site).contains("href=\"/vie/menus.pdf\"")
            && html(&site).contains("(PDF, 1,2\u{a0}Mo)"),
        "{}",
        html(&site)
    );
    assert_eq!(site.copies.keys().map(String::as_str).collect::<Vec<_>>(), ["vie/menus.pdf"]);
}

#[test]
fn what_leads_nowhere_is_told_with_its_place_and_a_way_out() {
    for (written, code, near) in [
        ("ecolle.md", "link-target-missing", "ecole.md"),
        ("../demarche/acte.md", "link-target-missing", "../demarches/acte.md"),
        ("/demarches/actes/", "link-target-missing", "/demarches/acte/"),
        ("menu.pdf", "link-target-missing", "/vie/menus.pdf"),
        ("photo.pdf", "link-target-missing", ""),
        ("/vie/bibliotheque/", "link-target-missing", ""),
        ("acte", "link-target-missing", "/demarches/acte/"),
        ("www.landes.fr", "link-target-missing", "https://www.landes.fr"),
        ("ecole.md#cantin", "link-anchor-missing", "cantine"),
        ("../../luys/site.yaml", "link-outside-site", ""),
        ("/%ff/", "link-target-missing", ""),
        ("../brouillon.md", "link-target-unpublished", ""),
        ("outil.html", "link-to-active-file", ""),
        ("grc:signalement-voierie", "form-unknown", "signalement-voirie"),
        ("service:marche-public", "service-unknown", "marches-publics"),
        ("site:louys/", "link-site-unknown", "luys"),
    ] {
        let site = link(&format!("Un peu de texte\n\n- voir [ici]({written})"));
        let (found, place, suggestion) = site.told();
        assert_eq!((found, place.as_str()), (code, "sites/amou/vie/page.md:6"), "{written}");
        assert_eq!(suggestion, near, "{written}");
    }
}

#[test]
fn forms_become_cards_when_alone_and_say_where_they_lead_otherwise() {
    let site = link("[Signaler](grc:signalement-voirie)\n\nOu [ici](grc:signalement-voirie).");
    let html = html(&site);
    let address = "https://amou.demarches.example/signalement-voirie/";
    assert!(html.contains(&format!("<div class=form>Signaler un trou|{address}|")), "{html}");
    assert!(html.contains("(formulaire en ligne, Publik)"), "{html}");
}

#[test]
fn images_get_sizes_sources_and_only_the_first_is_fetched_at_once() {
    let site = link("![La place](photo.jpg \"La place en hiver\")\n\n![Le lac](photo.jpg)");
    assert_eq!(site.codes(), Vec::<&str>::new());
    let html = html(&site);
    assert!(html.contains("<figure role=\"figure\" aria-label=\"La place en hiver\"><picture><source type=\"image/webp\" srcset=\"/media/photo-0a1b2c3d-400.webp 400w, /media/photo-0a1b2c3d-1200.webp 1200w\""), "{html}");
    assert!(html.contains(
        "width=\"1200\" height=\"600\" alt=\"La place\" decoding=\"async\" fetchpriority=\"high\">"
    ));
    assert!(html.contains("alt=\"Le lac\" loading=\"lazy\" decoding=\"async\">"));
    // The photograph itself, with its metadata, is not published.
    assert!(!site.copies.contains_key("vie/photo.jpg"));
    assert!(site.copies.contains_key("media/photo-0a1b2c3d-1200.jpg"));
}

#[test]
fn wrong_images_are_told() {
    for (written, code, near) in [
        ("![x](foto.jpg)", "image-missing", "photo.jpg"),
        ("![x](https://ailleurs.example/a.jpg)", "image-external", ""),
        ("![x](menus.pdf)", "image-not-an-image", ""),
        ("![x](menus.png)", "image-missing", ""),
        ("![x](../../a.jpg)", "link-outside-site", ""),
    ] {
        let site = link(written);
        let (found, place, suggestion) = site.told();
        assert_eq!(
            (found, place.as_str(), suggestion.as_str()),
            (code, "sites/amou/vie/page.md:4", near)
        );
    }
}

#[test]
fn links_to_a_text_that_cannot_be_read_are_not_told_twice() {
    let world = World::new();
    let site = world.amou(&[("a.md", &page("[b](b.md)")), ("b.md", "---\ntitel: B\n---\n")], &[]);
    assert!(site.diagnostics.iter().all(|diagnostic| {
        diagnostic.location.as_ref().is_some_and(|place| &*place.file == "sites/amou/b.md")
    }));
}

#[test]
fn links_to_other_sites_are_checked_at_the_end_and_only_warn() {
    let world = World::new();
    let body = page(
        "[a](site:luys/services/eau.md#tarifs) [b](site:luys/services/eaux/)\n\
         [c](site:luys/services/eau/#tarif) [d](site:luys)",
    );
    let (amou, found) = world.load("amou", &[("p.md", &body)], &[], AT);
    assert_eq!(codes(&found), Vec::<&str>::new());
    let texts = [("services/eau.md", "---\ntitle: Eau\n---\n## Tarifs {#tarifs}\n")];
    let (luys, found) = world.load("luys", &texts, &[], AT);
    assert_eq!(codes(&found), Vec::<&str>::new());
    let exports = BTreeMap::from([(Arc::from("luys"), Arc::new(luys.exports()))]);
    let found = check_cross_links(amou.cross_links(), &exports);
    assert_eq!(
        found.iter().map(told).collect::<Vec<_>>(),
        [
            (
                "link-site-target-missing",
                "sites/amou/p.md:4".to_owned(),
                "site:luys/services/eau/".to_owned()
            ),
            ("link-site-anchor-missing", "sites/amou/p.md:5".to_owned(), "tarifs".to_owned()),
        ]
    );
    assert!(found.iter().all(|finding| finding.severity == Severity::Warning));
    let html = render(&amou, Vec::new(), &exports);
    let html = html.file("p/index.html");
    assert!(html.contains("href=\"https://luys.example/services/eau/#tarifs\""), "{html}");
    assert!(html.contains("href=\"https://luys.example/\""), "{html}");
}

#[test]
fn links_of_the_settings_are_checked_too() {
    let world = World::with(
        "",
        "menu: [{label: École, link: vie/ecole.md}, {label: Rien, link: /rien/}]\n\
         actions: [{label: Signaler, link: \"grc:signalement-voirie\"}]\n",
    );
    let site = world.amou(&[("vie/ecole.md", "---\ntitle: École\n---\n")], &[]);
    let (code, place, _) = site.told();
    assert_eq!(code, "link-target-missing");
    assert_eq!(place, "sites/amou/site.yaml:8");
    let home = site.file("index.html");
    assert!(home.contains("<a href=\"/vie/ecole/\">École</a>"), "{home}");
    assert!(home.contains("signalement-voirie/\">Signaler</a>"), "{home}");
}

#[test]
fn one_address_has_one_page() {
    let world = World::new();
    let site = world.amou(
        &[
            ("a/index.md", "---\ntitle: A\n---\n"),
            ("a.md", "---\ntitle: Autre A\n---\n"),
            ("actualites/page.md", &news("Page", "2026-01-01", "", "")),
            ("b.md", "---\ntitle: B\naliases: [/a/, /contact/, /vieux/]\n---\n"),
            ("c.md", "---\ntitle: C\naliases: [/vieux]\n---\n"),
        ],
        &[],
    );
    let mut codes = site.codes();
    codes.sort_unstable();
    assert_eq!(
        codes,
        ["alias-generated", "alias-taken", "alias-taken", "page-url-taken", "url-reserved"]
    );
    let taken = site.diagnostics.iter().find(|found| found.code == "page-url-taken");
    assert_eq!(taken.map(|found| found.related.len()), Some(1), "both places");
}

#[test]
fn former_addresses_never_hide_a_page_or_a_file() {
    let world = World::new();
    for alias in [
        "/actualites/",
        "/actualites",
        "/actualites/page/7/",
        "/actualites/categorie/fetes/",
        "/actualites/flux.rss",
        "/media/x/",
        "/assets/",
        "/vie/",
        "/vie/index.html",
        "/vie/menus.pdf",
        "/robots.txt",
    ] {
        let site = world.amou(
            &[
                ("vie/b.md", &format!("---\ntitle: B\naliases: [\"{alias}\"]\n---\n")),
                ("actualites/a.md", &news("A", "2026-11-01", "categories: [Fêtes]\n", "")),
            ],
            &["vie/menus.pdf"],
        );
        let (code, place, _) = site.told();
        assert_eq!((code, place.as_str()), ("alias-generated", "sites/amou/vie/b.md:3"), "{alias}");
    }
}

#[test]
fn one_id_names_one_entry() {
    let world = World::new();
    let site = world.amou(
        &[
            ("actualites/a.md", &news("A", "2026-11-01", "id: marche\n", "")),
            ("actualites/b.md", &news("B", "2026-11-02", "id: marche\n", "")),
            ("marche.md", "---\ntitle: C\n---\n"),
        ],
        &[],
    );
    assert_eq!(site.codes(), ["id-taken", "id-taken"]);
    let (_, place, _) = told(&site.diagnostics[0]);
    assert_eq!(place, "sites/amou/actualites/b.md:4");
    let related = &site.diagnostics[0].related[0];
    assert_eq!((&*related.file, related.line), ("sites/amou/actualites/a.md", 4));
}

#[test]
fn links_of_the_settings_to_other_sites_are_checked_like_those_of_texts() {
    let world = World::with(
        "",
        "menu:\n  - label: L’eau\n    link: site:luys/services/eau.md\n\
         actions:\n  - label: Les eaux\n    link: site:luys/services/eaux\n",
    );
    let (amou, found) = world.load("amou", &[], &[], AT);
    let texts = [("services/eau.md", "---\ntitle: Eau\n---\n")];
    let (luys, _) = world.load("luys", &texts, &[], AT);
    let exports = BTreeMap::from([(Arc::from("luys"), Arc::new(luys.exports()))]);
    let checked = check_cross_links(amou.cross_links(), &exports);
    let (code, place, near) = told(&checked[0]);
    assert_eq!(checked.len(), 1);
    assert_eq!((code, near.as_str()), ("link-site-target-missing", "site:luys/services/eau/"));
    assert_eq!(place, "sites/amou/site.yaml:13");
    let site = render(&amou, found, &exports);
    let home = site.file("index.html");
    assert!(home.contains("<a href=\"https://luys.example/services/eau/\">L’eau</a>"), "{home}");
}

#[test]
fn a_link_to_a_broken_site_is_remembered_so_that_it_comes_back() {
    let mut world = World::new();
    let luys = world.workspace.sites.remove("luys").expect("there");
    world.workspace.broken.insert(Arc::clone(&luys.id), Vec::new());
    let (amou, found) = world.load("amou", &[("p.md", &page("[a](site:luys/eau/)"))], &[], AT);
    assert_eq!(codes(&found), ["link-site-broken"]);
    let links = amou.cross_links();
    assert_eq!((links.len(), &*links[0].to, links[0].url.as_str()), (1, "luys", "/eau/"));
}

#[test]
fn an_address_by_another_domain_of_the_site_is_a_link_within_it() {
    let world = World::with("", "domains: [www.amou.example]\n");
    let text = page("[a](https://www.amou.example/vie/ecole/) [b](https://www.amou.example.evil/)");
    let ecole = ("vie/ecole.md", "---\ntitle: École\n---\n");
    let site = world.amou(&[("vie/page.md", &text), ecole], &[]);
    assert_eq!(site.codes(), Vec::<&str>::new());
    assert!(html(&site).contains("href=\"/vie/ecole/\""), "{}", html(&site));
    assert!(html(&site).contains("href=\"https://www.amou.example.evil/\""));
}

#[test]
fn the_plans_of_the_accessibility_statement_are_links_like_others() {
    let plans = |plan: &str, action: &str| {
        let mut world = World::with(
            "",
            &format!("accessibility:\n  plan: {plan}\n  action_plan: \"{action}\"\n"),
        );
        let links = "{{ site.accessibility.plan }}|{{ site.accessibility.action_plan }}";
        world.override_template("accessibility.html", links);
        world.amou(&[("plan.md", "---\ntitle: Plan\n---\n")], &["actions.pdf"])
    };
    let site = plans("plan.md", "/actions.pdf");
    assert_eq!(site.codes(), Vec::<&str>::new());
    assert_eq!(site.file("accessibilite/index.html"), "/plan/|/actions.pdf");
    let (code, place, _) = plans("plan.md", "/absent/").told();
    assert_eq!((code, place.as_str()), ("link-target-missing", "sites/amou/site.yaml:10"));
}
