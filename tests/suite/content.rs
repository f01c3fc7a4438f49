//! What each kind of content becomes, and when.

use crate::support::{TestWorkspace, attributes, select, text};

const SETTINGS: &str = r#"name: Essai
url: "https://{id}.example"
pagination: 2
grc:
  provider: publik
  providers:
    publik: {name: Publik, url: "https://{tenant}.demarches.example/{form}/"}
    landespublic: {name: LandesPublic, url: "https://lp.example/{tenant}/{form}"}
  forms:
    signalement-voirie: {title: Signaler un trou, description: Un trou dans la chaussée., delay: 5 jours}
services:
  marches-publics: {title: Marchés publics, url: "https://marches.example/{insee}"}
"#;

/// A PDF without a page, of 12,288 bytes.
fn pdf() -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    bytes.resize(12_288, b' ');
    bytes
}

fn workspace() -> TestWorkspace {
    TestWorkspace::new().with("parvis.yaml", SETTINGS)
}

fn entry(path: &str, front: &str, body: &str) -> TestWorkspace {
    workspace().with(&format!("sites/amou/{path}"), format!("---\n{front}\n---\n{body}\n"))
}

fn news(n: usize, date: &str, more: &str) -> (String, String) {
    let path = format!("sites/amou/actualites/info-{n}.md");
    (path, format!("---\ntitle: Info {n}\ndate: {date}\n{more}---\nTexte {n}.\n"))
}

#[test]
fn a_page_stands_where_its_file_stands() {
    let workspace = entry("vivre/salle.md", "title: La salle", "## Tarifs\n\nGratuit.").built();
    let page = workspace.html("amou/vivre/salle/index.html");
    assert_eq!(text(&page, "h1"), "La salle");
    assert_eq!(text(&page, "h2#tarifs"), "Tarifs");
    assert_eq!(text(&page, "title"), "La salle – Commune d’Amou");
    assert_eq!(
        attributes(&page, "link[rel=canonical]", "href"),
        ["https://amou.example/vivre/salle/"]
    );
    assert_eq!(
        text(&workspace.html("amou/vivre/index.html"), "main a[href='/vivre/salle/']"),
        "La salle"
    );
}

#[test]
fn a_news_item_shows_its_date_categories_and_attachments() {
    let front = "title: Travaux\ndate: 2026-11-02\nupdated: 2026-11-05\ncategories: [Voirie]\n\
        attachments: [{file: plan.pdf, title: Le plan}]";
    let workspace = entry("actualites/travaux.md", front, "La rue [en détail](plan.pdf).")
        .with("sites/amou/actualites/plan.pdf", pdf())
        .built();
    let page = workspace.html("amou/actualites/travaux/index.html");
    assert_eq!(text(&page, "time[datetime='2026-11-02']"), "2 novembre 2026");
    assert_eq!(text(&page, "time[datetime='2026-11-05']"), "5 novembre 2026");
    assert_eq!(text(&page, "main a[href='/actualites/categorie/voirie/']"), "Voirie");
    assert_eq!(text(&page, ".attachments a[href='/actualites/plan.pdf']"), "Le plan (PDF, 12 ko)");
    let link = text(&page, ".body a[href='/actualites/plan.pdf']");
    assert_eq!(link, "en détail (PDF, 12 ko)");
    assert_eq!(workspace.page("amou/actualites/plan.pdf").len(), 12_288);
}

// Officers name their files as they like.
#[test]
fn documents_may_have_any_name() {
    let names = [
        "PV n°3 #2 ?.pdf",
        "é\"'<b>&amp;.pdf",
        "100%25.pdf",
        "100%.pdf",
        "😀.pdf",
        "deux\nlignes.pdf",
    ];
    let workspace = workspace();
    let mut front = String::from("title: Documents\nattachments:\n");
    for name in &names {
        workspace.file(&format!("sites/amou/{name}"), pdf());
        if !name.contains('\n') {
            front += &format!("  - file: {}\n", serde_json::to_string(name).expect("quoted"));
        }
    }
    let workspace =
        workspace.with("sites/amou/documents.md", format!("---\n{front}---\nTexte.\n")).built();
    let page = workspace.html("amou/documents/index.html");
    let addresses = attributes(&page, ".attachments a", "href");
    let decoded: Vec<String> = addresses
        .iter()
        .map(|href| percent_encoding::percent_decode_str(href).decode_utf8_lossy().into_owned())
        .collect();
    let expected: Vec<String> = names[..5].iter().map(|name| format!("/{name}")).collect();
    assert_eq!(decoded, expected);
    assert!(addresses.iter().all(|href| !href.contains(['#', '?', '"', ' '])), "{addresses:?}");
    assert!(
        names.iter().all(|name| workspace.has(&format!("amou/{name}"))),
        "{:#?}",
        workspace.names("public")
    );
}

#[test]
fn an_event_shows_when_where_and_how_much() {
    let front = "title: Bal\nstart: 2026-12-05 20:30\nend: 2026-12-06 01:00\nplace: Halle\n\
        address: Place du Marché\nprice: 5 €\norganiser: {name: Le comité, email: bal@amou.example}\n\
        registration: https://billets.example/bal\nstatus: postponed";
    let workspace = entry("agenda/bal.md", front, "Venez danser.").built();
    let page = workspace.html("amou/agenda/bal/index.html");
    let main = text(&page, "main");
    for shown in [
        "5 décembre 2026",
        "20 h 30",
        "Halle",
        "Place du Marché",
        "5 €",
        "Le comité",
        "Reporté",
        "Venez danser.",
    ] {
        assert!(main.contains(shown), "no {shown} in {main}");
    }
    assert_eq!(
        attributes(&page, "main a[type='text/calendar']", "href"),
        ["/agenda/bal/evenement.ics"]
    );
    assert_eq!(select(&page, "main a[href='https://billets.example/bal']").len(), 1);
}

#[test]
fn an_event_comes_back_as_its_rule_says() {
    let front = "title: Marché\nstart: 2026-11-07 09:00\nend: 2026-11-07 12:00\n\
        recurrence: FREQ=WEEKLY;BYDAY=SA\nuntil: 2026-12-19\nexcept: [2026-12-05]";
    let workspace = entry("agenda/marche.md", front, "Chaque samedi.").built();
    let agenda = workspace.html("amou/agenda/index.html");
    // Once, by its next day and those after it.
    assert_eq!(select(&agenda, "main .cards > li").len(), 1);
    let days = attributes(&agenda, "main .cards time", "datetime");
    let days: Vec<&str> = days.iter().map(|time| &time[..10]).collect();
    assert_eq!(days, ["2026-11-28", "2026-12-12", "2026-12-19"]);
}

#[test]
fn an_alert_is_on_every_page_between_its_instants_only() {
    let front =
        "title: Crue de la Luy\nlevel: urgence\nstarts: 2026-11-20 09:00\nends: 2026-11-24 12:00";
    let workspace = entry("alertes/crue.md", front, "Ne traversez pas.")
        .with("sites/amou/salle.md", "---\ntitle: La salle\n---\nTexte.\n");
    let banners = |at: &str| {
        workspace.run(&["build", "--at", at]).ends(0);
        let pages =
            workspace.names("public/amou").into_iter().filter(|name| name.ends_with(".html"));
        let shown = pages.map(|name| {
            let page = workspace.html(&format!("amou/{name}"));
            select(&page, "header .alert.urgence a[href='/alertes/crue/']").len()
        });
        shown.collect::<Vec<_>>()
    };
    assert!(banners("2026-11-20T08:59").iter().all(|count| *count == 0), "before");
    let during = banners("2026-11-20T09:00");
    assert!(during.len() > 8 && during.iter().all(|count| *count == 1), "{during:?}");
    assert_eq!(text(&workspace.html("amou/alertes/crue/index.html"), "h1"), "Crue de la Luy");
    assert!(banners("2026-11-24T12:00").iter().all(|count| *count == 0), "after");
}

#[test]
fn a_directory_entry_shows_how_to_reach_it() {
    let front = "title: Club de pelote\ntype: association\nrole: Sport\nphone: 05 58 00 00 00\n\
        email: club@amou.example\nwebsite: https://pelote.example\naddress: Le fronton\n\
        position: {latitude: 43.59, longitude: -0.74}\nhours: {monday: [\"18:00-20:00\"]}";
    let workspace = entry("annuaire/pelote.md", front, "Tous les âges.").built();
    let page = workspace.html("amou/annuaire/pelote/index.html");
    for href in ["tel:+33558000000", "mailto:club@amou.example", "https://pelote.example"] {
        assert_eq!(select(&page, &format!("main a[href='{href}']")).len(), 1, "{href}");
    }
    let main = text(&page, "main");
    for shown in ["Association", "Sport", "Le fronton", "de 18 h à 20 h", "Tous les âges."] {
        assert!(main.contains(shown), "no {shown} in {main}");
    }
    let list = workspace.html("amou/annuaire/index.html");
    assert_eq!(text(&list, "main a[href='/annuaire/pelote/']"), "Club de pelote");
}

#[test]
fn a_procedure_leads_to_its_form() {
    let front = "title: Un trou\nform: signalement-voirie\ndocuments: [Une photo]\ncost: Gratuit\ndelay: 3 jours";
    let workspace = entry("demarches/trou.md", front, "Comment faire.").built();
    let page = workspace.html("amou/demarches/trou/index.html");
    let href = "https://amou.demarches.example/signalement-voirie/";
    assert_eq!(attributes(&page, "main .form-card a[href^=http]", "href"), [href]);
    let main = text(&page, "main");
    for shown in ["Une photo", "Gratuit", "3 jours", "Comment faire.", "Publik"] {
        assert!(main.contains(shown), "no {shown} in {main}");
    }
}

#[test]
fn a_publication_shows_its_document() {
    let front = "title: Budget\ndate: 2026-03-01\ndocument: budget.pdf\nperiod: \"2026\"";
    let workspace = entry("publications/budget.md", front, "Le résumé du budget.")
        .with("sites/amou/publications/budget.pdf", pdf())
        .built();
    let page = workspace.html("amou/publications/budget/index.html");
    assert_eq!(text(&page, "main a[href='/publications/budget.pdf']"), "Budget (PDF, 12 ko)");
    assert!(text(&page, "main").contains("Le résumé du budget."));
    let list = workspace.html("amou/publications/index.html");
    assert!(text(&list, "main a[href='/publications/budget.pdf']").contains("(PDF, 12 ko)"));
}

#[test]
fn drafts_are_not_published() {
    let workspace = entry("projet.md", "title: Projet\ndraft: true", "Secret.").built();
    let all = workspace.tree("public/amou");
    assert!(!workspace.has("amou/projet"));
    assert!(all.iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("Projet")));
}

#[test]
fn a_former_address_leads_to_the_new_one() {
    let workspace = entry(
        "salle.md",
        "title: La salle\naliases: [/vie/salle-des-fetes/, /salle.html]",
        "Texte.",
    )
    .built();
    for path in ["amou/vie/salle-des-fetes/index.html", "amou/salle.html"] {
        let page = workspace.html(path);
        assert_eq!(
            attributes(&page, "meta[http-equiv=refresh]", "content"),
            ["0; url=/salle/"],
            "{path}"
        );
        assert_eq!(
            attributes(&page, "link[rel=canonical]", "href"),
            ["https://amou.example/salle/"]
        );
        assert_eq!(attributes(&page, "main a", "href"), ["/salle/"]);
    }
    assert!(workspace.page("amou/_redirects").contains("/vie/salle-des-fetes/ /salle/ 301\n"));
}

#[test]
fn lists_have_pages_categories_and_archives() {
    let workspace = workspace();
    for (n, date) in
        ["2026-11-01", "2026-10-01", "2026-09-01", "2025-05-01", "2025-04-01"].iter().enumerate()
    {
        let category = if n % 2 == 0 { "categories: [Fêtes & loisirs]\n" } else { "" };
        let (path, text) = news(n, date, category);
        workspace.file(&path, text);
    }
    let workspace = workspace.built();
    let titles = |path: &str| {
        let page = workspace.html(&format!("amou/actualites/{path}index.html"));
        select(&page, "main .card h2 a").iter().map(|a| a.text().collect()).collect::<Vec<String>>()
    };
    assert_eq!(titles(""), ["Info 0", "Info 1"]);
    assert_eq!(titles("page/2/"), ["Info 2", "Info 3"]);
    assert_eq!(titles("page/3/"), ["Info 4"]);
    assert!(!workspace.has("amou/actualites/page/4"));
    assert_eq!(titles("categorie/fetes-loisirs/"), ["Info 0", "Info 2"]);
    assert_eq!(titles("categorie/fetes-loisirs/page/2/"), ["Info 4"]);
    assert_eq!(titles("archives/2025/"), ["Info 3", "Info 4"]);
    let second = workspace.html("amou/actualites/page/2/index.html");
    assert_eq!(attributes(&second, ".pager a[rel=prev]", "href"), ["/actualites/"]);
    assert_eq!(attributes(&second, ".pager a[rel=next]", "href"), ["/actualites/page/3/"]);
    let first = workspace.html("amou/actualites/index.html");
    assert_eq!(
        text(&first, "main a[href='/actualites/categorie/fetes-loisirs/']"),
        "Fêtes & loisirs"
    );
    assert_eq!(text(&first, "main a[href='/actualites/archives/2025/']"), "2025 (2)");
}

#[test]
fn links_to_forms_and_services_stand_inline_and_as_cards() {
    let body = "Un trou ? [Dites-le](grc:signalement-voirie) ou lisez [nos marchés](service:marches-publics).\n\n\
        [Signaler](grc:signalement-voirie)\n";
    let workspace = entry("salle.md", "title: La salle", body).built();
    let page = workspace.html("amou/salle/index.html");
    let href = "https://amou.demarches.example/signalement-voirie/";
    let inline = text(&page, &format!(".body > p > a[href='{href}']"));
    assert_eq!(inline, "Dites-le (formulaire en ligne, Publik)");
    assert_eq!(text(&page, ".body > p > a[href='https://marches.example/40002']"), "nos marchés");
    let card = text(&page, ".body > .form-card");
    for shown in ["Signaler un trou", "Un trou dans la chaussée.", "5 jours", "05 36 49 00 01"] {
        assert!(card.contains(shown), "no {shown} in {card}");
    }
}

// One line changes every link of every site.
#[test]
fn another_provider_changes_all_links() {
    let workspace = entry("salle.md", "title: La salle", "[Un trou](grc:signalement-voirie)")
        .site("dax", "Dax")
        .with("sites/dax/trou.md", "---\ntitle: Trou\n---\nLe [trou](grc:signalement-voirie).\n")
        .built();
    let links = |host: &str| {
        let tree = workspace.tree("public").into_iter();
        tree.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(host)).count()
    };
    assert!(links("demarches.example") >= 4 && links("lp.example") == 0);
    workspace.file("parvis.yaml", SETTINGS.replace("provider: publik", "provider: landespublic"));
    workspace.build().ends(0).prints("2 construits");
    assert!(links("demarches.example") == 0 && links("lp.example") >= 4);
    let page = workspace.html("amou/salle/index.html");
    assert_eq!(
        attributes(&page, ".form-card a[href^=http]", "href"),
        ["https://lp.example/amou/signalement-voirie"]
    );
    // So does a service's address.
    workspace.file(
        "parvis.yaml",
        SETTINGS.replace("https://marches.example/{insee}", "https://autre.example/{siren}"),
    );
    workspace.build().ends(0);
    assert_eq!(links("//marches.example"), 0);
    assert!(links("https://autre.example/214000028") >= 2);
}

#[test]
fn links_to_other_sites_follow_their_addresses() {
    let workspace =
        entry("salle.md", "title: La salle", "[Le club](site:dax/annuaire/club.md#contact)")
            .site_with("dax", "Dax", "url: https://www.dax.example\n")
            .with(
                "sites/dax/annuaire/club.md",
                "---\ntitle: Club\ntype: association\n---\n## Contact\n\nTexte.\n",
            );
    workspace.settle();
    workspace.build().ends(0);
    let links = || {
        let page = workspace.html("amou/salle/index.html");
        attributes(&page, ".body a", "href")
    };
    assert_eq!(links(), ["https://www.dax.example/annuaire/club/#contact"]);
    // The page over there goes away: the site with the link is looked at again, and warned.
    workspace.remove("sites/dax/annuaire/club.md");
    workspace.build().ends(0).points_at("sites/amou/salle.md:4:1").says("n’a pas, ou n’a plus");
}

fn group() -> TestWorkspace {
    let shared =
        "---\ntitle: Collecte des déchets\ndate: 2026-11-10\nshare: members\n---\nLes bacs.\n";
    workspace()
        .with("sites/luys/site.yaml", "name: Coteaux et vallées des Luys\nkind: communaute-de-communes\n")
        .site_with("dax", "Dax", "parent: luys\n")
        .site_with("sabres", "Sabres", "parent: luys\n")
        .with("sites/luys/actualites/dechets.md", shared)
        .with("sites/luys/actualites/interne.md", "---\ntitle: Interne\ndate: 2026-11-11\n---\nTexte.\n")
        .with("sites/luys/page.md", "---\ntitle: Une page\n---\nTexte.\n")
        .with(
            "sites/luys/alertes/vent.md",
            "---\ntitle: Vent fort\nlevel: vigilance\nstarts: 2026-11-22\nshare: members\n---\nRentrez.\n",
        )
}

#[test]
fn members_show_what_their_parent_shares() {
    let workspace = group().built();
    let origin = "la communauté de communes Coteaux et vallées des Luys";
    for member in ["dax", "sabres"] {
        let list = workspace.html(&format!("{member}/actualites/index.html"));
        let link = "main .card a[href='https://luys.example/actualites/dechets/']";
        assert_eq!(text(&list, link), "Collecte des déchets");
        assert_eq!(text(&list, "main .card .origin a[href='https://luys.example/']"), origin);
        assert!(!text(&list, "main").contains("Interne"));
        let home = workspace.html(&format!("{member}/index.html"));
        assert!(text(&home, "header .alert.vigilance").contains("Vent fort"));
        let feed = workspace.page(&format!("{member}/flux.rss"));
        assert!(feed.contains("luys/actualites/dechets</guid>"), "{feed}");
        assert!(!feed.contains("Interne"));
    }
    assert!(!workspace.page("amou/flux.rss").contains("déchets"), "no member");
    let original = workspace.html("luys/actualites/dechets/index.html");
    assert_eq!(
        attributes(&original, "link[rel=canonical]", "href"),
        ["https://luys.example/actualites/dechets/"]
    );
    assert!(workspace.page("luys/flux.rss").contains("luys/actualites/dechets</guid>"));
}

// Only what neighbours see makes them again.
#[test]
fn members_are_made_again_when_what_they_show_changes() {
    let workspace = group();
    workspace.settle();
    workspace.build().ends(0).prints("4 construits");
    workspace.settle();
    workspace.file("sites/luys/page.md", "---\ntitle: Une autre page\n---\nAutre texte.\n");
    workspace.settle();
    workspace.build().ends(0).prints("1 construit, 3 inchangés");
    let shared =
        "---\ntitle: Collecte des encombrants\ndate: 2026-11-10\nshare: members\n---\nLes bacs.\n";
    workspace.file("sites/luys/actualites/dechets.md", shared);
    workspace.settle();
    workspace.build().ends(0).prints("3 construits, 1 inchangé");
    assert!(workspace.page("dax/actualites/index.html").contains("Collecte des encombrants"));
    workspace.build().ends(0).prints("0 construit, 4 inchangés");
    // A member's news is in the feed of the group, and not on the other members' sites.
    workspace.file(
        "sites/dax/actualites/fete.md",
        "---\ntitle: La fête\ndate: 2026-11-12\n---\nTexte.\n",
    );
    workspace.settle();
    workspace.build().ends(0).prints("2 construits, 2 inchangés");
    assert!(workspace.page("luys/flux-groupe.rss").contains("La fête"));
}

// A mistake of the parent's never touches its members: what it shared last is still there.
#[test]
fn a_broken_parent_leaves_its_members_as_they_were() {
    let workspace = group().built();
    let before = workspace.tree("public/dax");
    let settings = "name: Coteaux et vallées des Luys\nkind: communaute-de-communes\n";
    workspace.file("sites/luys/site.yaml", format!("{settings}color: red\n"));
    workspace.build().ends(1).says("color");
    assert!(workspace.tree("public/dax") == before, "settings");
    workspace.file("sites/luys/site.yaml", settings);
    workspace.file(
        "sites/luys/actualites/neuve.md",
        "---\ntitle: Neuve\ndate: 2026-11-12\nshare: members\n---\n",
    );
    workspace.file("sites/luys/page.md", "---\ntitel: Une page\n---\nTexte.\n");
    workspace.build().ends(1).says("titel");
    assert!(workspace.tree("public/dax") == before, "content: what is not published is not shared");
    workspace.file("sites/luys/page.md", "---\ntitle: Une page\n---\nTexte.\n");
    workspace.build().ends(0);
    assert!(workspace.page("dax/actualites/index.html").contains("Neuve"));
}

// The feed of the whole workspace has a site that comes later, and keeps one that breaks.
#[test]
fn the_portal_notices_sites_that_come() {
    let settings = "name: Essai\nurl: \"https://{id}.example\"\nportal: amou\n";
    let news = |title: &str| format!("---\ntitle: {title}\ndate: 2026-11-10\n---\nTexte.\n");
    let workspace = workspace().with("parvis.yaml", settings);
    workspace.settle();
    workspace.build().ends(0);
    let workspace = workspace.site("pontonx", "Pontonx");
    workspace.file("sites/pontonx/actualites/a.md", news("Venue après"));
    workspace.build().ends(0);
    assert!(workspace.page("amou/flux-ensemble.rss").contains("Venue après"));
    workspace.file("sites/pontonx/site.yaml", "name: [Pontonx\n");
    workspace.file("sites/amou/salle.md", "---\ntitle: La salle\n---\nTexte.\n");
    workspace.build().ends(1);
    assert!(workspace.page("amou/flux-ensemble.rss").contains("Venue après"), "the last good");
}
