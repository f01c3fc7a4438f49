//! What the tests of this room publish: a full item of each kind, and how XML is read back.

use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::date;
use quick_xml::events::Event as Xml;

use super::{
    Alert, AlertLevel, Event, EventStatus, Feed, Item, ItemAttachment, ItemImage, Origin, Person,
    Place, When, tag_uri,
};

fn paris(text: &str) -> Zoned {
    format!("{text}[Europe/Paris]").parse().expect("a date")
}

fn town_hall() -> Person {
    Person {
        name: "Commune d’Amou".to_owned(),
        email: None,
        url: Some("https://amou.fr/".to_owned()),
    }
}

pub(super) fn feed(items: Vec<Item>) -> Feed {
    Feed {
        id: tag_uri("amou.fr", "2026", "flux/actualites"),
        title: "Actualités d’Amou".to_owned(),
        description: "Ce qui se passe à Amou & autour".to_owned(),
        site_url: "https://amou.fr/actualites/".to_owned(),
        language: "fr".to_owned(),
        publisher: town_hall(),
        icon: Some("https://amou.fr/icone.png".to_owned()),
        items: items.into_iter().map(Arc::new).collect(),
    }
}

/// One of each kind, newest first.
pub(super) fn all() -> Vec<Item> {
    vec![news(), event(), fete(), alert()]
}

pub(super) fn news() -> Item {
    Item {
        id: tag_uri("amou.fr", "2026", "actualites/pont"),
        url: "https://amou.fr/actualites/2026/pont/".to_owned(),
        title: "Le pont rouvre <enfin>".to_owned(),
        summary: "Travaux & circulation\u{A0}: ce qui change.".to_owned(),
        content_html: "<p id=\"a\">Voir le <a href=\"plan.pdf\">plan</a> et la <a href=\"#n1\">\
            note</a>.</p>\n<p><img src=\"/images/pont.jpg\" alt=\"Le pont\" loading=\"lazy\" \
            srcset=\"/images/pont.webp 800w\" width=\"800\" height=\"600\"> R&amp;D</p>\n"
            .into(),
        language: "fr".to_owned(),
        published: paris("2026-06-03T08:00"),
        updated: paris("2026-06-04T09:30"),
        authors: vec![town_hall(), Person { name: "Jeanne Labat".to_owned(), ..Person::default() }],
        categories: vec!["Travaux".to_owned(), "Voirie & réseaux".to_owned()],
        image: Some(ItemImage {
            url: "https://amou.fr/images/pont-1200.jpg".to_owned(),
            width: 1200,
            height: 800,
            media_type: "image/jpeg".to_owned(),
            bytes: 48_213,
            alt: "Le pont sur le Luy".to_owned(),
            credit: Some("J. Labat".to_owned()),
        }),
        attachments: vec![plan()],
        ..Item::default()
    }
}

fn plan() -> ItemAttachment {
    ItemAttachment {
        url: "https://amou.fr/actualites/2026/pont/plan.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: 1_204_331,
        title: "Plan de circulation".to_owned(),
    }
}

/// A repeated event with everything, postponed.
pub(super) fn event() -> Item {
    Item {
        id: tag_uri("amou.fr", "2026", "agenda/marche"),
        url: "https://amou.fr/agenda/marche/".to_owned(),
        title: "Marché de nuit, place de la Técouère".to_owned(),
        summary: "Producteurs, musique; entrée libre\u{202F}!".to_owned(),
        content_html: "<p>Venez nombreux.</p>\n".into(),
        language: "fr".to_owned(),
        published: paris("2026-06-02T08:00"),
        updated: paris("2026-06-02T09:15"),
        authors: vec![town_hall()],
        categories: vec!["Marchés".to_owned(), "Été, plein air".to_owned()],
        attachments: vec![plan()],
        event: Some(Event {
            when: When::Hours {
                start: paris("2026-07-04T18:00"),
                end: Some(paris("2026-07-04T23:30")),
            },
            place: Some(Place {
                name: "Place de la Técouère".to_owned(),
                address: Some("1 place de la Técouère, 40330 Amou".to_owned()),
                position: Some((43.5925, -0.7472)),
            }),
            organiser: Some(Person {
                name: "Comité des fêtes".to_owned(),
                email: Some("fetes@amou.fr".to_owned()),
                url: None,
            }),
            status: EventStatus::Postponed,
            recurrence: Some("FREQ=WEEKLY;BYDAY=SA;UNTIL=20260829".to_owned()),
            excluded: vec![date(2026, 8, 15)],
            sequence: 2,
        }),
        ..Item::default()
    }
}

/// A syndicated event of whole days.
fn fete() -> Item {
    Item {
        id: tag_uri("coteaux-luys.fr", "2026", "agenda/fete"),
        url: "https://coteaux-luys.fr/agenda/fete/".to_owned(),
        title: "Fête de la rivière".to_owned(),
        summary: "Deux jours au bord du Luy.".to_owned(),
        content_html: "<p>Programme à venir.</p>\n".into(),
        language: "fr".to_owned(),
        published: paris("2026-06-01T00:00"),
        updated: paris("2026-06-01T00:00"),
        origin: Some(Origin {
            name: "Coteaux et Vallées des Luys".to_owned(),
            site_url: "https://coteaux-luys.fr/".to_owned(),
            feed_id: tag_uri("coteaux-luys.fr", "2026", "flux/agenda"),
            feed_url: "https://coteaux-luys.fr/agenda/atom.xml".to_owned(),
        }),
        event: Some(Event {
            when: When::Days { first: date(2026, 8, 1), last: date(2026, 8, 2) },
            place: None,
            organiser: Some(Person { name: "Office de tourisme".to_owned(), ..Person::default() }),
            status: EventStatus::Cancelled,
            recurrence: None,
            excluded: Vec::new(),
            sequence: 0,
        }),
        ..Item::default()
    }
}

fn alert() -> Item {
    Item {
        id: tag_uri("amou.fr", "2026", "alertes/crue"),
        url: "https://amou.fr/alertes/crue/".to_owned(),
        title: "Crue du Luy".to_owned(),
        summary: "Ne prenez pas la route du moulin.".to_owned(),
        content_html: "<p>Appelez le <a href=\"tel:112\">112</a>.</p>\n".into(),
        language: "fr".to_owned(),
        published: paris("2026-02-01T06:00"),
        updated: paris("2026-02-01T06:00"),
        authors: vec![town_hall()],
        alert: Some(Alert {
            level: AlertLevel::Urgence,
            starts: Some(paris("2026-02-01T06:00")),
            ends: Some(paris("2026-02-03T12:00")),
        }),
        ..Item::default()
    }
}

/// Reads with a parser that knows nothing of feeds, and holds no forbidden character.
#[track_caller]
pub(super) fn assert_well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut depth = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Xml::Start(_) => depth += 1,
            Xml::End(_) => depth -= 1,
            Xml::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element is closed");
    let forbidden = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    assert!(!xml.contains(forbidden), "no forbidden character");
}
