use super::support::{World, news, render};
use std::collections::BTreeMap;

#[test]
fn every_site_has_its_generated_pages_and_files() {
    let world = World::new();
    let site = world.amou(&[], &[]);
    assert_eq!(site.codes(), Vec::<&str>::new(), "{:#?}", site.diagnostics);
    for page in [
        "contact",
        "saisine",
        "mentions-legales",
        "donnees-personnelles",
        "accessibilite",
        "plan-du-site",
        "recherche",
        "flux",
    ] {
        site.file(&format!("{page}/index.html"));
    }
    assert!(site.file("404.html").contains("content=noindex"));
    assert!(site.file("index.html").contains("Accessibilité\u{a0}: non conforme"));
    assert!(
        site.file("saisine/index.html")
            .contains("Signaler un trou:https://amou.demarches.example/")
    );
    assert!(site.file("robots.txt").contains("Sitemap: https://amou.example/sitemap.xml"));
    let security = site.file(".well-known/security.txt");
    assert!(
        security.contains("Contact: mailto:mairie@amou.example\nExpires: 2027-06-30T23:59:59Z"),
        "{security}"
    );
    let sitemap = site.file("sitemap.xml");
    assert!(
        sitemap.contains("<loc>https://amou.example/contact/</loc>") && !sitemap.contains("404")
    );
    assert!(site.file("index.html").contains("GovernmentOffice"));
    assert!(site.files.keys().any(|path| path.starts_with("assets/style.")));
}

#[test]
fn a_demonstration_stays_out_of_search_engines_but_can_be_read() {
    let world = World::with("demonstration: true\n", "");
    let site = world.amou(&[], &[]);
    assert!(site.file("index.html").contains("content=noindex"));
    assert!(site.files.contains_key("sitemap.xml"));
    assert_eq!(site.file("robots.txt"), "User-agent: *\nDisallow:\n");
}

#[test]
fn a_workspace_does_without_some_pages() {
    let world = World::with("generated: {exclude: [saisine, flux]}\n", "");
    let site = world.amou(&[], &[]);
    assert!(!site.files.contains_key("saisine/index.html"));
    assert!(!site.files.contains_key("flux/index.html"));
    assert!(site.files.contains_key("contact/index.html"));
}

#[test]
fn a_text_completes_the_generated_page_of_its_address() {
    let world = World::new();
    let site = world.amou(
        &[
            ("contact.md", "---\ntitle: Nous joindre\n---\nSonnez *deux* fois.\n"),
            ("index.md", "---\ntitle: Accueil\n---\nBienvenue.\n"),
            ("actualites/index.md", "---\ntitle: Nouvelles\n---\nÀ lire.\n"),
            ("actualites/a.md", &news("A", "2026-01-01", "", "")),
        ],
        &[],
    );
    assert_eq!(site.codes(), Vec::<&str>::new());
    let contact = site.file("contact/index.html");
    assert!(
        contact.contains("<h1>Nous joindre</h1>") && contact.contains("<em>deux</em>"),
        "{contact}"
    );
    assert!(site.file("index.html").contains("Bienvenue."));
    let list = site.file("actualites/index.html");
    assert!(list.contains("<h1>Nouvelles</h1>") && list.contains("À lire."), "{list}");
}

#[test]
fn moved_pages_redirect_for_readers_and_servers() {
    let world = World::new();
    let texts = [("vie.md", "---\ntitle: Vie\naliases: [/ancienne, /index.php]\n---\n")];
    let site = world.amou(&texts, &[]);
    assert_eq!(site.codes(), Vec::<&str>::new());
    assert!(site.file("ancienne/index.html").contains("url=/vie/"));
    assert_eq!(site.file("_redirects"), "/ancienne/ /vie/ 301\n/index.php /vie/ 301\n");
    assert!(!site.files.contains_key("index.php"));
}

#[test]
fn machines_read_news_and_events() {
    let world = World::new();
    let site = world.amou(
        &[
            (
                "actualites/a.md",
                &news("Le « grand » </script> marché", "2026-10-01", "image: {file: p.jpg, alt: Étals}\n", "Texte."),
            ),
            ("agenda/e.md", "---\ntitle: Fête\ndate: 2026-01-01\nstart: 2026-12-05 10:00\nend: 2026-12-05 18:00\nplace: Salle\n---\n"),
        ],
        &["actualites/p.jpg"],
    );
    assert_eq!(site.codes(), Vec::<&str>::new());
    let graph = |path: &str| -> serde_json::Value {
        let page = site.file(path);
        let (_, json) = page.split_once("application/ld+json\">").expect("a script");
        serde_json::from_str(json.split("</script>").next().expect("its end")).expect("JSON")
    };
    let news = graph("actualites/a/index.html");
    assert_eq!(news["@graph"][0]["@type"], "NewsArticle");
    assert_eq!(news["@graph"][0]["headline"], "Le « grand » </script> marché");
    assert_eq!(news["@graph"][0]["image"], "https://amou.example/media/p-0a1b2c3d-1200.jpg");
    assert_eq!(
        news["@graph"][1]["itemListElement"][2]["item"],
        "https://amou.example/actualites/a/"
    );
    let event = graph("agenda/e/index.html");
    assert_eq!(event["@graph"][0]["startDate"], "2026-12-05T10:00:00+01:00");
    assert_eq!(event["@graph"][0]["location"]["name"], "Salle");
}

#[test]
fn what_the_front_matter_names_must_be_there() {
    let world = World::new();
    let text = news(
        "A",
        "2026-01-01",
        "image: {file: foto.jpg, alt: x}\nattachments: [{file: plan.pdf, title: Plan}, {file: macro.js}]\n",
        "",
    );
    let site = world.amou(
        &[("actualites/a.md", &text)],
        &["actualites/photo.jpg", "actualites/plans.pdf", "actualites/macro.js"],
    );
    assert_eq!(
        site.codes(),
        ["file-active", "image-missing", "document-missing", "link-to-active-file"]
    );
    let lines: Vec<_> = site.diagnostics[1..]
        .iter()
        .map(|found| found.location.as_ref().map(|place| place.line))
        .collect();
    assert_eq!(lines, [Some(4), Some(5), Some(5)]);
}

#[test]
fn files_never_take_the_place_of_what_is_generated() {
    let world = World::new();
    let site = world.amou(&[], &["robots.txt", "plan.pdf", "photo.jpg", "page.html"]);
    assert_eq!(site.codes(), ["file-active", "file-path-taken"]);
    assert_eq!(site.copies.keys().map(String::as_str).collect::<Vec<_>>(), ["plan.pdf"]);
}

#[test]
fn a_broken_template_is_told_once_and_stops_nothing_else() {
    let mut world = World::new();
    world.override_template("page.html", "{{ page.titre }}");
    let site =
        world.amou(&[("a.md", "---\ntitle: A\n---\n"), ("b.md", "---\ntitle: B\n---\n")], &[]);
    let (code, place, _) = site.told();
    assert_eq!((code, place.as_str()), ("template-broken", "themes/essai/templates/page.html:1"));
    assert!(site.files.contains_key("contact/index.html"));
}

/// The event page of Amou with a way to register, printed by the template.
fn registration(written: &str, contact: &str) -> super::support::Site {
    let mut world = World::with("", contact);
    world.override_template(
        "event.html",
        "{% if entry.event.registration %}{{ entry.event.registration.title }}|{{ entry.event.registration.url }}{% endif %}",
    );
    let event = format!("---\ntitle: Bal\nstart: 2026-12-05 20:00\nregistration: {written}\n---\n");
    world.amou(&[("agenda/bal.md", &event)], &[])
}

#[test]
fn a_registration_by_a_form_leads_to_it_or_is_told() {
    let site = registration("grc:signalement-voirie", "");
    assert_eq!(site.codes(), Vec::<&str>::new());
    assert_eq!(
        site.file("agenda/bal/index.html"),
        "Signaler un trou (formulaire en ligne, Publik)|https://amou.demarches.example/signalement-voirie/"
    );
    let (code, place, near) = registration("grc:signalement-voierie", "").told();
    assert_eq!((code, place.as_str()), ("form-unknown", "sites/amou/agenda/bal.md:4"));
    assert_eq!(near, "signalement-voirie");
}

#[test]
fn the_expiry_of_security_txt_bounds_the_time_a_build_is_right_on_both_sides() {
    // A site without opening hours, which would bound it to the day.
    let world = World::new();
    let (site, found) = world.load("luys", &[], &[], "2026-11-22T12:00:00Z");
    let site = render(&site, found, &BTreeMap::new());
    assert!(site.file(".well-known/security.txt").contains("Expires: 2027-06-30"));
    let instant = |text: &str| text.parse::<jiff::Timestamp>().ok();
    assert_eq!(site.report.valid_from, instant("2026-06-30T22:00:00Z"));
}

#[test]
fn the_hours_of_the_day_are_told_until_midnight() {
    let mut world = World::new();
    world.override_template(
        "home.html",
        "{{ site.today.date }}|{{ site.today.text }}|{{ site.today.label }}",
    );
    let home = |at: &str| world.amou_at(&[], &[], at).file("index.html").to_owned();
    assert_eq!(home("2026-11-23T07:00:00Z"), "lundi 23 novembre 2026|de 9\u{a0}h à 12\u{a0}h|");
    assert_eq!(home("2026-11-24T07:00:00Z"), "mardi 24 novembre 2026|fermé|");
    assert_eq!(home("2026-12-24T07:00:00Z"), "jeudi 24 décembre 2026|fermé|Veille de Noël");
    let report = world.amou_at(&[], &[], "2026-11-23T07:00:00Z").report;
    assert_eq!(report.valid_until, "2026-11-23T23:00:00Z".parse().ok());
}

#[test]
fn what_the_settings_say_of_bodies_reaches_the_legal_pages() {
    let mut world = World::with(
        "",
        "legal:\n  host: {name: Hôte, email: h@h.example}\n  dpo: {phone: \"05 36 49 90 01\"}\n  \
         maker: {name: Agence, website: \"https://agence.example\"}\n",
    );
    world.override_template(
        "legal.html",
        "{{ site.legal.host.email.url }}|{{ site.legal.dpo.phone.url }}|{{ site.legal.maker.website.url }}",
    );
    let site = world.amou(&[], &[]);
    assert_eq!(
        site.file("mentions-legales/index.html"),
        "mailto:h@h.example|tel:+33536499001|https://agence.example"
    );
}

#[test]
fn a_text_by_another_ending_is_never_published_as_it_is() {
    let world = World::new();
    let names = ["a.MD", "b/c.markdown", "d.md.txt", "e.txt"];
    let site = world.amou(&[], &names);
    assert_eq!(site.codes(), ["file-markdown-name"; 3]);
    assert!(site.diagnostics.iter().all(crate::diagnostic::Diagnostic::is_error));
    assert_eq!(site.diagnostics[1].arguments, [("right", "c.md".into())]);
}

#[test]
fn a_folder_that_looks_like_another_is_told_once() {
    let world = World::new();
    let page = "---\ntitle: A\n---\n";
    let texts = [
        ("alerte/a.md", page),
        ("alerte/b.md", page),
        ("Actualités/a.md", &news("A", "2026-01-01", "", "")),
        ("evenements/a.md", page),
        ("activites/a.md", page),
        ("agenda/index.md", page),
        ("vie/a.md", page),
    ];
    let site = world.amou(&texts, &[]);
    assert_eq!(site.codes(), ["folder-looks-like"; 2]);
    let arguments = |index: usize| site.diagnostics[index].arguments.as_slice();
    assert_eq!(arguments(0), [("folder", "alerte".into()), ("meant", "alertes".into())]);
    assert_eq!(arguments(1), [("folder", "evenements".into()), ("meant", "agenda".into())]);
}
