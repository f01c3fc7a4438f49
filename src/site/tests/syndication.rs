use super::support::{AT, World, codes, news, render};
use crate::site::{Exports, Use, needs};
use std::collections::BTreeMap;
use std::sync::Arc;

#[test]
fn feeds_carry_news_and_ids_outlive_titles() {
    let world = World::new();
    let text =
        |title: &str| news(title, "2026-11-02", "categories: [Fêtes]\n", "Un [lien](/contact/).");
    let feed = |title: &str| {
        let text = text(title);
        let site = world.amou(&[("actualites/marche.md", &text)], &[]);
        assert_eq!(site.codes(), Vec::<&str>::new());
        for path in
            ["flux.rss", "flux.json", "actualites/flux.rss", "actualites/categorie/fetes/flux.rss"]
        {
            assert!(site.file(path).contains(title), "{path}");
        }
        assert!(
            site.file("actualites/index.html")
                .contains("<link rel=alternate href=\"/actualites/flux.rss\">")
        );
        assert!(
            site.file("flux/index.html")
                .contains("/actualites/categorie/fetes/flux.json JSON Feed")
        );
        site.file("flux.rss").to_owned()
    };
    let id = "tag:parvis,2026:amou/actualites/marche";
    assert!(feed("Marché").contains(id) && feed("Grand marché").contains(id));
    assert!(feed("Marché").contains("https://amou.example/contact/"), "addresses are absolute");
    let author = "<dc:creator>Commune d’Amou</dc:creator>";
    assert!(feed("Marché").contains(author), "an item says who wrote it");
}

const SHARED: &str = "---\ntitle: Collecte des déchets\ndate: 2026-11-10\nshare: members\n\
    image: {file: bac.jpg, alt: Un bac}\n---\nLes bacs.\n";

fn luys(world: &World) -> Arc<Exports> {
    let texts = [
        ("actualites/dechets.md", SHARED),
        ("actualites/interne.md", "---\ntitle: Interne\ndate: 2026-11-11\n---\n"),
        (
            "alertes/vent.md",
            "---\ntitle: Vent fort\nlevel: vigilance\nstarts: 2026-11-22\nshare: members\n---\n",
        ),
    ];
    let (luys, found) = world.load("luys", &texts, &["actualites/bac.jpg"], AT);
    assert_eq!(codes(&found), Vec::<&str>::new());
    let exports = luys.exports();
    // What was kept between two builds says the same.
    let kept: Exports =
        serde_json::from_slice(&serde_json::to_vec(&exports).expect("kept")).expect("read again");
    assert_eq!(kept.fingerprint(Use::Shared), exports.fingerprint(Use::Shared));
    assert_eq!(kept.fingerprint(Use::Items), exports.fingerprint(Use::Items));
    let text = serde_json::to_string(&exports).expect("kept");
    assert!(!text.contains("/nowhere/"), "a workspace may be moved: {text}");
    Arc::new(kept)
}

#[test]
fn what_the_parent_shares_appears_with_its_origin_and_the_same_id() {
    let world = World::new();
    let neighbours = BTreeMap::from([(Arc::from("luys"), luys(&world))]);
    let own = news("Marché", "2026-11-02", "", "");
    let (amou, found) = world.load("amou", &[("actualites/m.md", &own)], &[], AT);
    let site = render(&amou, found, &neighbours);
    assert_eq!(site.codes(), Vec::<&str>::new());
    let list = site.file("actualites/index.html");
    assert!(
        list.contains("<li>Collecte des déchets|https://luys.example/actualites/dechets/|la communauté de communes des Luys<picture>"),
        "{list}"
    );
    assert!(!list.contains("Interne"));
    assert!(site.copies.contains_key("media/bac-0a1b2c3d-400.webp"), "no request to another site");
    assert!(site.file("index.html").contains("<p class=vigilance>Vent fort</p>"));
    let feed = site.file("actualites/flux.rss");
    assert!(feed.contains("tag:parvis,2026:luys/actualites/dechets"), "{feed}");
    assert!(feed.contains("https://luys.example/actualites/dechets/"));
    // The original has one address, on its own site.
    assert!(!site.files.contains_key("actualites/dechets/index.html"));
}

#[test]
fn the_group_and_the_workspace_have_feeds() {
    let world = World::new();
    let own = news("Marché", "2026-11-02", "", "");
    let (amou, _) = world.load("amou", &[("actualites/m.md", &own)], &[], AT);
    let neighbours = BTreeMap::from([
        (Arc::from("amou"), Arc::new(amou.exports())),
        (Arc::from("luys"), luys(&world)),
    ]);
    let (parent, found) =
        world.load("luys", &[("actualites/dechets.md", SHARED)], &["actualites/bac.jpg"], AT);
    let parent = render(&parent, found, &neighbours);
    let feed = parent.file("flux-groupe.rss");
    assert!(feed.contains("Marché") && feed.contains("Collecte"), "{feed}");
    let (portal, found) = world.load("portail", &[], &[], AT);
    let portal = render(&portal, found, &neighbours);
    assert!(portal.file("flux-ensemble.rss").contains("Marché"));
    assert!(!portal.files.contains_key("saisine/index.html"), "a portal is no administration");
}

#[test]
fn a_site_needs_its_parent_its_members_or_everybody() {
    let world = World::new();
    let of = |id: &str| {
        let needs = needs(&world.workspace, &world.workspace.sites[id]);
        needs.into_iter().map(|(id, used)| (id.to_string(), used)).collect::<Vec<_>>()
    };
    assert_eq!(of("amou"), [("luys".to_owned(), Use::Shared)]);
    let own = |used: Use| ("amou".to_owned(), used);
    assert_eq!(of("luys"), [own(Use::Items), own(Use::Documents)]);
    assert_eq!(of("portail"), [("amou".to_owned(), Use::Items), ("luys".to_owned(), Use::Items)]);
}

#[test]
fn a_change_that_neighbours_do_not_see_asks_nothing_of_them() {
    let world = World::new();
    let exports = |body: &str| {
        let text = format!("---\ntitle: Page\n---\n{body}\n");
        let texts = [("actualites/dechets.md", SHARED), ("page.md", text.as_str())];
        world.load("luys", &texts, &["actualites/bac.jpg"], AT).0.exports()
    };
    let (a, b) = (exports("Un."), exports("## Deux"));
    assert_eq!(a.fingerprint(Use::Shared), b.fingerprint(Use::Shared));
    assert_eq!(a.fingerprint(Use::Items), b.fingerprint(Use::Items));
}

#[test]
fn titles_of_feeds_are_in_the_language_of_the_site() {
    let title = |more: &str| {
        let own = news("Market", "2026-11-02", "", "");
        let site = World::with("", more).amou(&[("actualites/m.md", &own)], &[]);
        let feed = site.file("actualites/flux.rss");
        let title = feed.split("<title>").nth(1).and_then(|rest| rest.split('<').next());
        title.unwrap_or_default().to_owned()
    };
    assert_eq!(title(""), "Actualités d’Amou");
    assert_eq!(title("language: en\n"), "News – Commune d’Amou");
}

#[test]
fn feeds_bear_the_crest_and_calendars_tell_changes_apart() {
    let mut world = World::new();
    let amou = world.workspace.sites.get_mut("amou").expect("there");
    Arc::make_mut(amou).crest = Some("blason.png".to_owned());
    let event = |updated: &str| {
        let text = format!(
            "---\ntitle: Bal\ndate: 2026-11-01\nupdated: {updated}\nstart: 2026-12-05 20:00\n---\n"
        );
        let site = world.amou(&[("agenda/bal.md", &text)], &["blason.png"]);
        assert!(site.file("flux.rss").contains("<url>https://amou.example/media/blason-"));
        let calendar = site.file("agenda/bal/evenement.ics");
        let line = calendar.lines().find_map(|line| line.strip_prefix("SEQUENCE:"));
        line.and_then(|number| number.parse::<u32>().ok()).expect("a number")
    };
    assert!(event("2026-11-03 10:00") > event("2026-11-03 09:00"));
}
