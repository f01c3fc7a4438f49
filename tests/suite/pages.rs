//! The pages every site has without anyone writing them, and what must hold on every page.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{TestWorkspace, attributes, select, text};

/// Four kinds of bodies, with something of each kind of content.
fn workspace() -> TestWorkspace {
    TestWorkspace::new()
        .site_with("luys", "Coteaux et vallées des Luys", "")
        .with(
            "sites/luys/site.yaml",
            "name: Coteaux et vallées des Luys\nkind: communaute-de-communes\n\
             contact: {address: {street: 1 rue du Test, postal_code: \"40330\", city: Amou}, phone: 05 36 49 00 02}\n",
        )
        .with("sites/comite/site.yaml", "name: Comité des fêtes d’Amou\nkind: association\n")
        .with("sites/amou/salle.md", "---\ntitle: La salle\naliases: [/vieille-salle/]\n---\n## Tarifs\n\nGratuit.\n")
        .with(
            "sites/amou/actualites/info.md",
            "---\ntitle: \"Info : « ça », <b> & cie\"\ndate: 2026-11-02\ncategories: [Voirie]\n---\nTexte.\n",
        )
        .with("sites/amou/agenda/bal.md", "---\ntitle: Bal\nstart: 2026-12-05 20:30\nplace: Halle\n---\nVenez.\n")
        .with("sites/amou/alertes/crue.md", "---\ntitle: Crue\nlevel: urgence\nstarts: 2026-11-20\n---\nTexte.\n")
        .with("sites/amou/annuaire/club.md", "---\ntitle: Club\ntype: association\n---\nTexte.\n")
        .with("sites/amou/demarches/acte.md", "---\ntitle: Acte\nurl: https://www.service-public.fr\n---\nTexte.\n")
        .built()
}

fn pages(workspace: &TestWorkspace) -> Vec<String> {
    let names = workspace.names("public").into_iter();
    names.filter(|name| name.ends_with(".html")).collect()
}

#[test]
fn every_site_has_the_generated_pages() {
    let workspace = workspace();
    for site in ["amou", "luys", "comite"] {
        for path in [
            "index.html",
            "contact/index.html",
            "mentions-legales/index.html",
            "donnees-personnelles/index.html",
            "accessibilite/index.html",
            "plan-du-site/index.html",
            "flux/index.html",
            "404.html",
            "robots.txt",
            "sitemap.xml",
            "flux.rss",
            "flux.atom",
            "flux.json",
        ] {
            assert!(workspace.has(&format!("{site}/{path}")), "{site}/{path}");
        }
    }
    for public in ["amou", "luys"] {
        assert!(workspace.has(&format!("{public}/saisine/index.html")), "{public}");
    }
    assert!(!workspace.has("comite/saisine"), "an association is no administration");
}

#[test]
fn legal_pages_speak_of_the_body_they_are_for() {
    let workspace = workspace();
    let main = |path: &str| text(&workspace.html(path), "main");
    let amou = main("amou/mentions-legales/index.html");
    for shown in [
        "la commune d’Amou",
        "Le maire",
        "Hébergeur",
        "1 rue du Test",
        "05 36 49 00 99",
        "214000028",
        "40002",
    ] {
        assert!(amou.contains(shown), "no {shown} in {amou}");
    }
    let luys = main("luys/mentions-legales/index.html");
    assert!(luys.contains("la communauté de communes Coteaux et vallées des Luys"), "{luys}");
    assert!(luys.contains("informations publiques"), "{luys}");
    let comite = main("comite/mentions-legales/index.html");
    assert!(comite.contains("protégés par le code de la propriété intellectuelle"), "{comite}");
    assert!(!comite.contains("informations publiques"), "{comite}");
    let privacy = main("amou/donnees-personnelles/index.html");
    assert!(privacy.contains("dpo@amou.example") && privacy.contains("CNIL"), "{privacy}");
    let saisine = main("amou/saisine/index.html");
    for shown in ["2016-1411", "un jour ouvré", "dix jours ouvrés", "mairie@amou.example"] {
        assert!(saisine.contains(shown), "no {shown} in {saisine}");
    }
    let statement = main("amou/accessibilite/index.html");
    for shown in ["non conforme", "Défenseur des droits", "05 36 49 00 01"] {
        assert!(statement.contains(shown), "no {shown} in {statement}");
    }
}

// The law asks for exactly one of three mentions on the home page; without an audit it is the
// third.
#[test]
fn the_home_page_bears_one_accessibility_mention() {
    let workspace = workspace();
    for site in ["amou", "luys", "comite"] {
        let home = text(&workspace.html(&format!("{site}/index.html")), "body");
        assert_eq!(home.matches("Accessibilité : ").count(), 1, "{site}: {home}");
        assert_eq!(home.matches("Accessibilité : non conforme").count(), 1, "{site}: {home}");
    }
}

#[test]
fn every_page_says_where_it_is_and_where_its_feeds_are() {
    let workspace = workspace();
    for name in pages(&workspace) {
        let page = workspace.html(&name);
        assert_eq!(select(&page, "html[lang=fr]").len(), 1, "{name}");
        assert_eq!(select(&page, "h1").len(), 1, "{name}");
        assert_eq!(select(&page, "main").len(), 1, "{name}");
        assert!(!text(&page, "title").is_empty(), "{name}");
        if name.ends_with("404.html")
            || !attributes(&page, "meta[http-equiv]", "content").is_empty()
        {
            continue;
        }
        let (site, path) = name.split_once('/').expect("a site's page");
        let url = format!("https://{site}.example/{}", path.trim_end_matches("index.html"));
        assert_eq!(attributes(&page, "link[rel=canonical]", "href"), [url], "{name}");
        let feeds = attributes(&page, "link[rel=alternate]", "href");
        for feed in ["/flux.rss", "/flux.atom", "/flux.json"] {
            assert!(feeds.iter().any(|found| found == feed), "{name}: {feeds:?}");
        }
        for feed in feeds {
            assert!(workspace.has(&format!("{site}{feed}")), "{name}: {feed}");
        }
    }
    let list = workspace.html("amou/actualites/categorie/voirie/index.html");
    let feeds = attributes(&list, "link[rel=alternate]", "href");
    assert!(feeds.iter().any(|feed| feed == "/actualites/categorie/voirie/flux.rss"), "{feeds:?}");
}

#[test]
fn json_ld_is_json_of_the_right_types() {
    let workspace = workspace();
    let types = |path: &str| {
        let page = workspace.html(path);
        let scripts = select(&page, "script[type='application/ld+json']");
        assert_eq!(scripts.len(), 1, "{path}");
        let json: Value = serde_json::from_str(&scripts[0].text().collect::<String>()).expect(path);
        assert_eq!(json["@context"], "https://schema.org", "{path}");
        let graph = json["@graph"].as_array().expect("a graph").clone();
        graph
            .iter()
            .filter_map(|node| node["@type"].as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(types("amou/index.html"), ["GovernmentOffice"]);
    assert_eq!(types("amou/actualites/info/index.html"), ["NewsArticle", "BreadcrumbList"]);
    assert_eq!(types("amou/agenda/bal/index.html"), ["Event", "BreadcrumbList"]);
    assert_eq!(types("amou/salle/index.html"), ["BreadcrumbList"]);
    for name in pages(&workspace) {
        if !name.contains("vieille-salle") {
            types(&name);
        }
    }
    let page = workspace.html("amou/actualites/info/index.html");
    assert_eq!(attributes(&page, "meta[property='og:type']", "content"), ["article"]);
    assert_eq!(
        attributes(&page, "meta[property='og:title']", "content"),
        ["Info : « ça », <b> & cie"]
    );
}

#[test]
fn robots_sitemap_and_security_txt_are_there() {
    let workspace = workspace();
    let robots = workspace.page("amou/robots.txt");
    assert!(robots.contains("Sitemap: https://amou.example/sitemap.xml"), "{robots}");
    let sitemap = workspace.page("amou/sitemap.xml");
    let mut found = BTreeSet::new();
    let mut reader = quick_xml::Reader::from_str(&sitemap);
    let mut inside = false;
    loop {
        use quick_xml::events::Event;
        match reader.read_event().expect("XML") {
            Event::Start(tag) => inside = tag.name().as_ref() == b"loc",
            Event::Text(text) if inside => {
                found.insert(text.decode().expect("text").into_owned());
                inside = false;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    for path in
        ["", "salle/", "actualites/", "actualites/info/", "agenda/bal/", "mentions-legales/"]
    {
        assert!(found.contains(&format!("https://amou.example/{path}")), "{path}: {found:#?}");
    }
    for url in &found {
        let path = url.strip_prefix("https://amou.example/").expect("of this site");
        assert!(workspace.has(&format!("amou/{path}index.html")), "{url}");
    }
    assert!(!sitemap.contains("404") && !sitemap.contains("vieille-salle"), "{sitemap}");
    let security = workspace.page("amou/.well-known/security.txt");
    assert!(security.contains("Contact: mailto:mairie@amou.example\n"), "{security}");
    assert!(security.contains("Expires: 2027-06-30T23:59:59Z\n"), "{security}");
}

// What a strict policy (no `unsafe-inline`, nothing from elsewhere) would block is not there.
#[test]
fn no_page_asks_anything_of_a_third_party() {
    let workspace = workspace();
    for name in pages(&workspace) {
        let page = workspace.html(&name);
        assert!(select(&page, "[style], style").is_empty(), "{name}");
        let inline = "script:not([type='application/ld+json']):not([type=module][src])";
        assert!(select(&page, inline).is_empty(), "{name}");
        assert!(select(&page, "iframe, object, embed, base").is_empty(), "{name}");
        for address in attributes(&page, "form", "action") {
            assert!(address.starts_with('/') && !address.starts_with("//"), "{name}: {address}");
        }
        for element in select(&page, "*") {
            let handler = element.value().attrs().find(|(name, _)| name.starts_with("on"));
            assert_eq!(handler, None, "{name}");
        }
        let fetched = [
            (
                "link[rel=stylesheet], link[rel=icon], link[rel=alternate], link[rel=preload]",
                "href",
            ),
            ("img, source, script, video, audio", "src"),
            ("img, source", "srcset"),
        ];
        for (selector, attribute) in fetched {
            for address in attributes(&page, selector, attribute) {
                assert!(
                    address.starts_with('/') && !address.starts_with("//"),
                    "{name}: {address}"
                );
            }
        }
    }
    for (name, bytes) in workspace.tree("public") {
        if name.ends_with(".css") {
            let css = String::from_utf8_lossy(&bytes);
            assert!(!css.contains("@import"), "{name}");
            let asked = css.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'']));
            for address in asked {
                let own = address.starts_with("data:") || !address.contains("//");
                assert!(own, "{name}: {}", &address[..address.len().min(60)]);
            }
        }
    }
}

// No link of a generated page leads nowhere.
#[test]
fn every_internal_link_leads_somewhere() {
    let workspace = workspace();
    for name in pages(&workspace) {
        let (site, _) = name.split_once('/').expect("a site's page");
        let page = workspace.html(&name);
        for href in attributes(&page, "a[href^='/']", "href") {
            let (path, anchor) = href.split_once('#').unwrap_or((&href, ""));
            let file = if path.ends_with('/') {
                format!("{site}{path}index.html")
            } else {
                format!("{site}{path}")
            };
            assert!(workspace.has(&file), "{name}: {href}");
            if !anchor.is_empty() {
                assert_eq!(
                    select(&workspace.html(&file), &format!("[id='{anchor}']")).len(),
                    1,
                    "{name}: {href}"
                );
            }
        }
        for anchor in attributes(&page, "a[href^='#']", "href") {
            let found = select(&page, &format!("[id='{}']", &anchor[1..]));
            assert_eq!(found.len(), 1, "{name}: {anchor}");
        }
        let ids = attributes(&page, "[id]", "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{name}: {ids:?}");
    }
}

// What the engines must not keep: a demonstration, and pages that are not found.
#[test]
fn a_demonstration_is_marked_and_not_indexed() {
    let workspace = TestWorkspace::new()
        .with("parvis.yaml", "name: Essai\nurl: \"https://{id}.example\"\ndemonstration: true\n")
        .built();
    for name in pages(&workspace) {
        let page = workspace.html(&name);
        assert_eq!(attributes(&page, "meta[name=robots]", "content"), ["noindex"], "{name}");
        assert_eq!(select(&page, ".demonstration").len(), 1, "{name}");
    }
}

// The very page is marked as such in the menu, and the entry it stands under as the section.
#[test]
fn the_menu_says_where_one_is() {
    let menu = "menu:\n- label: Écrire\n  link: /encadres/\n  items:\n  - {label: Étapes, link: /etapes/}\n\
                - {label: Agir, link: /agir/}\n- label: Montrer\n  link: /images/\n  items:\n  \
                - {label: Les images, link: /images/}\n";
    let page = "---\ntitle: Une page\n---\nTexte.\n";
    let files =
        ["encadres", "encadres/longs", "etapes", "etapes/suite", "agir", "images", "a-part"];
    let mut workspace = TestWorkspace::empty().site_with("amou", "Amou", menu);
    for file in files {
        let text = page.replace("Une page", &format!("Page {file}"));
        workspace = workspace.with(&format!("sites/amou/{file}/index.md"), text);
    }
    let workspace = workspace.built();
    let expected = [
        ("encadres", "true Écrire, page Écrire : toute la rubrique"),
        ("encadres/longs", "true Écrire"),
        ("etapes", "true Écrire, page Étapes"),
        ("etapes/suite", "true Écrire, true Étapes"),
        ("agir", "page Agir"),
        // The page of an entry that is also below it is in the menu once.
        ("images", "true Montrer, page Les images"),
        ("a-part", ""),
    ];
    for (path, expected) in expected {
        let html = workspace.html(&format!("amou/{path}/index.html"));
        let marked: Vec<String> = select(&html, ".menu [aria-current]")
            .iter()
            .map(|element| {
                let text = element.text().collect::<String>().replace('\u{a0}', " ");
                format!("{} {text}", element.attr("aria-current").unwrap_or_default())
            })
            .collect();
        assert_eq!(marked.join(", "), expected, "{path}");
    }
}
