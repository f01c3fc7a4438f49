//! Feeds of a built site, read by crates of other authors.

use std::io::BufReader;
use std::str::FromStr;

use ical::parser::ical::component::IcalEvent;
use serde_json::Value;

use crate::support::TestWorkspace;

fn workspace() -> TestWorkspace {
    let mut pdf = b"%PDF-1.4\n".to_vec();
    pdf.resize(12_345, b' ');
    let mut picture = Vec::new();
    image::RgbImage::from_fn(420, 210, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90]))
        .write_to(&mut std::io::Cursor::new(&mut picture), image::ImageFormat::Jpeg)
        .expect("a picture");
    TestWorkspace::new()
        .with("sites/amou/actualites/plan.pdf", pdf)
        .with("sites/amou/actualites/rue.jpg", picture)
        .with(
            "sites/amou/actualites/travaux.md",
            "---\ntitle: \"Travaux : rue <barrée> & déviée\"\ndate: 2026-11-02\ndescription: Deux semaines.\n\
             categories: [Voirie]\nimage: {file: rue.jpg, alt: La rue}\nattachments: [{file: plan.pdf}]\n---\n\
             Voir [la salle](/salle/), [le plan](plan.pdf) et ![La rue](rue.jpg).\n",
        )
        .with("sites/amou/salle.md", "---\ntitle: La salle\n---\nTexte.\n")
        .with(
            "sites/amou/agenda/bal.md",
            "---\ntitle: Bal, danses; et cætera\ndate: 2026-11-01\nstart: 2026-12-05 20:30\nend: 2026-12-05 23:00\n\
             place: Halle\n---\nUne description assez longue pour que sa ligne soit repliée par qui suit la norme.\n",
        )
        .with(
            "sites/amou/agenda/marche.md",
            "---\ntitle: Marché\ndate: 2026-11-01\nstart: 2026-11-07 09:00\nend: 2026-11-07 12:00\n\
             recurrence: FREQ=WEEKLY;BYDAY=SA\nexcept: [2026-12-26]\n---\nChaque samedi.\n",
        )
        .with(
            "sites/amou/alertes/crue.md",
            "---\ntitle: Crue\nlevel: urgence\nstarts: 2026-11-20\nends: 2026-11-30\n---\nTexte.\n",
        )
        .built()
}

/// The file of the output behind an absolute address.
fn length(workspace: &TestWorkspace, url: &str) -> u64 {
    let path = url.strip_prefix("https://amou.example/").expect("an absolute address of the site");
    std::fs::metadata(workspace.path(&format!("public/amou/{path}"))).expect(url).len()
}

#[test]
fn rss_is_read_by_another_reader() {
    let workspace = workspace();
    let feed = rss::Channel::read_from(workspace.page("amou/actualites/flux.rss").as_bytes())
        .expect("RSS");
    assert!(feed.validate_like_readers());
    assert_eq!(feed.link(), "https://amou.example/actualites/");
    assert_eq!(feed.last_build_date(), Some("Mon, 02 Nov 2026 00:00:00 +0100"));
    let [item] = feed.items() else { panic!("{feed:#?}") };
    assert_eq!(item.title(), Some("Travaux : rue <barrée> & déviée"));
    assert_eq!(item.link(), Some("https://amou.example/actualites/travaux/"));
    assert_eq!(item.description(), Some("Deux semaines."));
    assert_eq!(item.categories()[0].name(), "Voirie");
    let guid = item.guid().expect("an id");
    assert!(guid.value().starts_with("tag:") && !guid.is_permalink(), "{guid:?}");
    let enclosure = item.enclosure().expect("one enclosure");
    assert_eq!(enclosure.length(), length(&workspace, enclosure.url()).to_string());
    let content = item.content().expect("the whole text");
    for address in ["https://amou.example/salle/", "https://amou.example/actualites/plan.pdf"] {
        assert!(content.contains(&format!("href=\"{address}\"")), "{content}");
    }
    assert!(!content.contains("=\"/") && !content.contains(" /media/"), "{content}");
    let media = &item.extensions()["media"]["content"];
    let picture =
        media.iter().find(|media| media.attrs.get("medium").is_none_or(|kind| kind == "image"));
    let picture = &picture.expect("a picture").attrs;
    assert!(picture.contains_key("width") && picture.contains_key("height"), "{picture:?}");
    length(&workspace, &picture["url"]);
}

/// What feed readers need of a channel.
trait Readable {
    fn validate_like_readers(&self) -> bool;
}

impl Readable for rss::Channel {
    fn validate_like_readers(&self) -> bool {
        let itself = self.atom_ext().is_some_and(|atom| {
            atom.links
                .iter()
                .any(|link| link.rel == "self" && link.href.starts_with("https://amou.example/"))
        });
        itself
            && !self.title().is_empty()
            && !self.description().is_empty()
            && self.language() == Some("fr")
    }
}

#[test]
fn atom_is_read_by_another_reader() {
    let workspace = workspace();
    let feed = atom_syndication::Feed::from_str(&workspace.page("amou/flux.atom")).expect("Atom");
    assert!(feed.id().starts_with("tag:"));
    assert!(
        feed.links()
            .iter()
            .any(|link| link.rel() == "self" && link.href() == "https://amou.example/flux.atom")
    );
    assert!(feed.entries().len() >= 4, "{feed:#?}");
    let entry = feed.entries().iter().find(|entry| entry.id().ends_with("amou/actualites/travaux"));
    let entry = entry.expect("the news item");
    let enclosure =
        entry.links().iter().find(|link| link.rel() == "enclosure").expect("an enclosure");
    assert_eq!(enclosure.length(), Some(length(&workspace, enclosure.href()).to_string().as_str()));
    let html = entry.content().and_then(|content| content.value()).expect("the whole text");
    assert!(html.contains("https://amou.example/salle/") && !html.contains("=\"/"), "{html}");
}

#[test]
fn json_feed_has_what_version_1_1_asks() {
    let workspace = workspace();
    let feed: Value = serde_json::from_str(&workspace.page("amou/flux.json")).expect("JSON");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], "https://amou.example/flux.json");
    let items = feed["items"].as_array().expect("items");
    let item = items.iter().find(|item| item["url"] == "https://amou.example/actualites/travaux/");
    let item = item.expect("the news item");
    let attachment = &item["attachments"][0];
    let url = attachment["url"].as_str().expect("an address");
    assert_eq!(attachment["size_in_bytes"].as_u64(), Some(length(&workspace, url)));
    assert!(item["image"].as_str().is_some_and(|image| length(&workspace, image) > 0), "{item}");
    assert!(item["date_published"].as_str().is_some_and(|date| date.starts_with("2026-11-02T")));
}

fn calendar(workspace: &TestWorkspace, path: &str) -> Vec<IcalEvent> {
    let text = workspace.page(path);
    assert!(
        text.contains("\r\n") && text.replace("\r\n", "").find(['\r', '\n']).is_none(),
        "line ends"
    );
    assert!(text.lines().all(|line| line.len() <= 75), "folding");
    assert!(text.contains("BEGIN:VTIMEZONE") && text.contains("TZID:Europe/Paris"));
    let mut calendars = ical::IcalParser::new(BufReader::new(text.as_bytes()));
    let calendar = calendars.next().expect("a calendar").expect("read");
    assert!(calendars.next().is_none());
    calendar.events
}

fn property(event: &IcalEvent, name: &str) -> String {
    let found = event.properties.iter().find(|property| property.name == name);
    found.and_then(|property| property.value.clone()).unwrap_or_default()
}

#[test]
fn calendars_are_read_by_another_reader() {
    let workspace = workspace();
    let events = calendar(&workspace, "amou/agenda/flux.ics");
    assert_eq!(events.len(), 2, "{events:#?}");
    let named = |name: &str| {
        events.iter().find(|event| property(event, "UID").ends_with(name)).expect("there")
    };
    let (ball, market) = (named("agenda/bal"), named("agenda/marche"));
    assert_eq!(property(ball, "SUMMARY"), "Bal\\, danses\\; et cætera");
    assert_eq!(property(ball, "DTSTART"), "20261205T203000");
    assert_eq!(property(ball, "DTEND"), "20261205T230000");
    assert!(property(ball, "DTSTAMP").ends_with('Z'));
    assert!(property(market, "RRULE").contains("FREQ=WEEKLY"));
    assert_eq!(property(market, "EXDATE"), "20261226T090000");
    let own = calendar(&workspace, "amou/agenda/bal/evenement.ics");
    assert_eq!(property(&own[0], "UID"), property(ball, "UID"));
}

#[test]
fn alerts_have_their_feed_and_leave_it() {
    let workspace = workspace();
    let alerts = || {
        rss::Channel::read_from(workspace.page("amou/alertes/flux.rss").as_bytes()).expect("RSS")
    };
    assert_eq!(alerts().items().len(), 1);
    workspace.run(&["build", "--at", "2026-12-02"]).ends(0);
    assert_eq!(alerts().items().len(), 0);
}

// A reader that saw an item does not see it as new when its title, date or the site's address
// change.
#[test]
fn ids_outlive_titles_dates_and_domains() {
    let workspace = workspace();
    let ids = || {
        let feed =
            rss::Channel::read_from(workspace.page("amou/flux.rss").as_bytes()).expect("RSS");
        let mut ids: Vec<String> =
            feed.items().iter().filter_map(|item| Some(item.guid()?.value().to_owned())).collect();
        ids.sort();
        ids
    };
    let before = ids();
    workspace.file(
        "sites/amou/actualites/travaux.md",
        "---\ntitle: Un tout autre titre\ndate: 2026-11-15\n---\nUn tout autre texte.\n",
    );
    workspace.file("parvis.yaml", "name: Essai\nurl: \"https://{id}.nouveau.example\"\n");
    workspace.build().ends(0);
    assert!(
        workspace
            .page("amou/flux.rss")
            .contains("https://amou.nouveau.example/actualites/travaux/")
    );
    assert_eq!(ids(), before);
    // A file that moves keeps its readers through `id`.
    workspace.remove("sites/amou/actualites/travaux.md");
    workspace.file(
        "sites/amou/actualites/rue.md",
        "---\ntitle: Ailleurs\ndate: 2026-11-15\nid: actualites/travaux\n---\nTexte.\n",
    );
    workspace.build().ends(0);
    assert_eq!(ids(), before);
}
