//! Every template of the program's theme, with everything a page may hold and with as little as
//! it may hold.

use std::collections::BTreeMap;

use scraper::{Html, Selector};
use serde_json::{Value as Json, json};
use tera::{Context, Value};

use super::super::{Chain, Language, Theme, values};

/// Fields that may be `none`.
const OPTIONAL: &[&str] = &[
    "description",
    "image",
    "image_alt",
    "updated",
    "credit",
    "origin",
    "status_label",
    "place",
    "position",
    "organiser",
    "price",
    "registration",
    "registration_text",
    "starts",
    "ends",
    "phone",
    "email",
    "website",
    "role",
    "hours",
    "form",
    "link",
    "cost",
    "delay",
    "document",
    "period",
    "calendar",
    "lead",
    "newer",
    "older",
    "parent",
    "crest",
    "siren",
    "insee",
    "publisher",
    "host",
    "dpo",
    "maker",
    "population",
    "rate",
    "auditor",
    "standard",
    "plan",
    "action_plan",
    "previous",
    "next",
    "section",
    "past",
    "news_list",
    "events_list",
    "publications_list",
    "note",
    "contact_page",
    "saisine",
    "legal_page",
    "accessibility_page",
    "sitemap",
    "feeds_page",
    "procedures",
];

const TEMPLATES: &[&str] = &[
    "page.html",
    "news.html",
    "event.html",
    "alert.html",
    "directory_entry.html",
    "procedure.html",
    "publication.html",
    "list.html",
    "home.html",
    "contact.html",
    "saisine.html",
    "legal.html",
    "privacy.html",
    "accessibility.html",
    "multi-year-plan.html",
    "action-plan.html",
    "sitemap.html",
    "search.html",
    "feeds.html",
    "404.html",
];

fn everything() -> Json {
    let date = json!({
        "iso": "2026-12-05T18:30:00+01:00", "text": "5 décembre 2026",
        "long": "samedi 5 décembre 2026", "time": "18 h 30", "day": 5, "month": "déc.", "year": 2026
    });
    let link = json!({"title": "Un lien & un mot", "url": "/lien/"});
    let position = json!({"latitude": 43.59, "longitude": -0.74});
    let image = json!({
        "html": "<img alt>", "eager": "<img alt>", "url": "/a.jpg", "width": 4, "height": 3,
        "alt": "", "credit": "Mairie"
    });
    let document = json!({
        "title": "Budget", "url": "/b.pdf", "language": "en",
        "label": "PDF, 1,2 Mo, en anglais"
    });
    let when = json!({"start": date, "text": "samedi 5 décembre 2026", "past": true});
    let form = json!({
        "id": "voirie", "title": "Signaler", "description": "Un trou", "category": "Voirie",
        "delay": "5 jours", "keywords": ["trou", "rue"], "url": "https://a.example/",
        "label": "formulaire en ligne, Publik", "phone": link, "email": link
    });
    let hours = json!({
        "days": [{"day": "lundi", "text": "de 9 h à 12 h"}],
        "exceptions": [{"date": "24 décembre", "text": "fermé", "label": "Noël"}], "note": "Note"
    });
    let entry = json!({
        "kind": "news", "title": "<Marché>", "url": "/m/", "description": "Un \"marché\"",
        "date": date, "updated": date, "image": image, "categories": [link], "origin": link,
        "event": {
            "when": when, "status_label": "Annulé",
            "place": "Salle", "address": ["1 rue"], "position": position,
            "organiser": {"name": "Comité", "phone": link, "email": link, "website": link},
            "price": "5 €", "registration": link, "registration_text": "Sur place"
        },
        "alert": {"level": "urgence", "label": "Urgence", "starts": date, "ends": date, "active": false},
        "directory": {
            "type": "service", "label": "Services", "address": ["1 rue"], "phone": link,
            "email": link, "website": link, "role": "Maire", "hours": hours, "position": position
        },
        "procedure": {"form": form, "link": link, "documents": ["Pièce"], "cost": "25 €", "delay": "5 jours"},
        "publication": {"document": document, "period": "2026"}
    });
    let card = |kind: &str| {
        let mut card = entry.clone();
        for other in ["event", "alert", "directory", "procedure", "publication"] {
            if other != kind {
                card[other] = Json::Null;
            }
        }
        card["kind"] = json!(kind);
        card
    };
    let cards: Vec<Json> =
        ["news", "alert", "directory", "procedure", "publication", "event"].map(card).into();
    let occurrence = json!({"when": when, "then": [date, date], "entry": card("event")});
    let feed = json!({
        "title": "Actualités", "url": "/f.xml", "format": "RSS", "media_type": "application/rss+xml"
    });
    let facet = json!({"title": "2026", "url": "/2026/", "count": 3});
    let pages = json!({
        "contact": "/contact/", "saisine": "/saisine/", "legal": "/l/", "privacy": "/p/",
        "accessibility": "/a/", "sitemap": "/plan/", "search": "/recherche/", "feeds": "/flux/",
        "procedures": "/d/", "news": "/n/", "events": "/e/"
    });
    let organisation = json!({
        "name": "ALPI", "address": "Mont-de-Marsan", "phone": link, "email": link,
        "website": {"title": "alpi.example", "url": "https://alpi.example"}
    });
    let legal = json!({
        "publisher": "Le maire", "editor": null, "host": organisation, "dpo": organisation, "maker": organisation
    });
    let accessibility = json!({
        "level": "none", "label": "Accessibilité : non conforme", "email": link, "phone": link,
        "plan": "/plan/", "action_plan": "/actions/"
    });
    let exemption = json!({"content": "a", "reason": "b", "until": date, "alternative": "c"});
    let statement = json!({
        "established": date, "updated": date, "lapsed": null,
        "results": {
            "auditor": "A", "organisation": null, "date": date, "standard": "4.1.2",
            "rate": "42,5", "average": "60", "validated": 17, "applicable": 40,
            "issues": [{
                "criterion": "1.1", "text": "Une image", "is_question": false,
                "impact": "majeur", "pages": "Accueil", "automatic": false
            }],
            "technologies": ["HTML5"], "environments": ["NVDA, Firefox, Windows"],
            "tools": ["Parvis"], "pages": [link]
        },
        "derogations": [exemption], "exempt": [exemption]
    });
    let parts = [
        "strategy",
        "referent",
        "resources",
        "skills",
        "training",
        "expertise",
        "organisation",
        "contracts",
        "projects",
        "user_tests",
        "audits",
        "corrections",
        "beyond",
    ];
    let parts: serde_json::Map<String, Json> =
        parts.iter().map(|part| ((*part).to_owned(), json!("Texte"))).collect();
    let plan = json!({
        "from": 2026, "to": 2028, "parts": parts, "reviews": [{"year": 2025, "text": "Bien"}]
    });
    let years = json!([{
        "year": 2026, "current": true, "review": "Bien",
        "actions": [{"action": "Former", "when": "en mars", "who": "l’accueil", "result": "fait"}]
    }]);
    let site = json!({
        "id": "amou", "name": "Amou", "title": "Commune d’Amou", "kind": "commune",
        "of": "d’Amou", "body": "la commune d’Amou",
        "of_body": "de la commune d’Amou", "to_body": "à la commune d’Amou",
        "head": "la maire ou le maire", "is_commune": true,
        "is_public_body": true, "url": "https://amou.example", "language": "fr", "home": "/",
        "insee": "40002", "population": 1500, "siren": "214000028", "position": position, "crest": image,
        "contact": {"address": ["1 place", "40330 Amou"], "phone": link, "email": link, "website": link},
        "hours": hours,
        "actions": [{"title": "Payer", "url": "/p", "description": "La cantine", "icon": null, "external": true}],
        "services": [{"id": "m", "title": "Marchés", "description": "Publics", "url": "/s"}],
        "parent": link, "members": [link],
        "pages": pages, "legal": legal, "accessibility": accessibility,
        "feeds": [feed], "demonstration": true
    });
    let page = json!({
        "kind": "news", "title": "<Marché>", "document_title": "Marché – Amou",
        "description": "Un \"marché\"", "url": "/m/", "canonical": "https://amou.example/m/",
        "language": "fr", "noindex": true, "image": "https://amou.example/a.jpg",
        "image_alt": "Halle", "og_type": "article", "breadcrumbs": [link], "feeds": [feed]
    });
    json!({
        "site": site, "page": page, "statement": statement, "multi_year_plan": plan, "years": years,
        "entry": entry,
        "detail": {
            "lead": "Tout le monde est invité.",
            "outline": [
                {"level": 2, "id": "a", "title": "A"}, {"level": 3, "id": "b", "title": "B"},
                {"level": 2, "id": "c", "title": "C"}
            ],
            "attachments": [document], "newer": link, "older": link, "children": cards,
            "calendar": "/m.ics", "dates": [when, when]
        },
        "list": {
            "kind": "news", "scope": "category", "items": cards, "occurrences": [occurrence],
            "groups": [{"title": "Associations", "id": "associations", "items": cards}],
            "pager": {
                "number": 2, "pages": 3, "total": 30, "previous": "/1", "next": "/3",
                "links": [
                    {"number": 1, "url": "/1", "current": false},
                    {"number": 2, "url": "/2", "current": true},
                    {"number": null, "url": null, "current": false}
                ]
            },
            "categories": [facet], "archives": [facet], "section": link, "past": link
        },
        "home": {
            "news": cards, "news_list": link, "events": [occurrence], "events_list": link,
            "publications": cards, "publications_list": link, "sections": cards
        },
        "forms": [form], "feeds": [feed],
        "tree": [{"title": "A", "url": "/a/", "children": [{"title": "B", "url": "/b/", "children": []}]}],
        "search": {
            "index": "/pagefind/pagefind.js", "kinds": [
                {"id": "page", "title": "Pages"}, {"id": "news", "title": "Actualités"}
            ],
            "years": [2026], "sites": [{"id": "amou", "title": "Commune d’Amou"}]
        },
        "nav": [
            {"title": "A", "url": "/a/", "here": false, "current": true, "children": [
                {"title": "B", "url": "/b/", "here": true, "current": false, "children": []}
            ]},
            {"title": "C", "url": null, "here": false, "current": false, "children": [
                {"title": "D", "url": "/d/", "here": false, "current": false, "children": []}
            ]},
            {"title": "E", "url": "/e/", "here": false, "current": false, "children": []}
        ],
        "alerts": [card("alert")],
        "form": form, "image": image, "target": "/new/", "canonical": "https://amou.example/new/"
    })
}

/// The same with every optional field `none` and every list empty.
fn bare(value: &mut Json) {
    match value {
        Json::Object(fields) => {
            for (name, field) in fields {
                if OPTIONAL.contains(&name.as_str()) {
                    *field = Json::Null;
                } else if let Json::Array(items) = field
                    && name != "days"
                {
                    items.clear();
                } else {
                    bare(field);
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(bare),
        _ => {}
    }
}

fn context(theme: &Theme, data: &Json, body: Option<&str>) -> Context {
    let look = theme.look(None, &BTreeMap::new()).expect("default tokens");
    let mut context = Context::new();
    for (name, value) in data.as_object().expect("an object") {
        context.insert_value(name.clone(), Value::from_serializable(value));
    }
    context.insert_value("theme", look.value());
    let json_ld = [("json_ld", values::safe("{\"@graph\":[]}"))];
    context.insert_value("page", values::with(&data["page"], json_ld));
    let block = |name: &str| {
        let html = theme.render(name, &context).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        values::safe(&html)
    };
    let chrome = values::map([
        ("head", block("chrome/head.html")),
        ("header", block("chrome/header.html")),
        ("footer", block("chrome/footer.html")),
    ]);
    context.insert_value("chrome", chrome);
    context.insert_value("body", body.map_or(Value::none(), values::safe));
    context
}

fn count(page: &Html, selector: &str) -> usize {
    page.select(&Selector::parse(selector).expect("a selector")).count()
}

/// What holds for every page.
fn check(name: &str, html: &str, full: bool) {
    let page = Html::parse_document(html);
    let errors: Vec<_> = page.errors.iter().filter(|e| !e.contains("U+0000")).collect();
    assert!(errors.is_empty(), "{name}: {errors:?}");
    for (selector, times) in [
        ("h1", 1),
        ("main", 1),
        ("body > header", 1),
        ("body > footer", 1),
        ("html[lang]", 1),
        ("title", 1),
        ("link[rel=stylesheet]", 1),
        // The search's module is a file of the theme; nothing else runs.
        ("script[type=module][src^='/']", usize::from(name == "search.html")),
        (
            "[style], script:not([type='application/ld+json']):not([type=module][src]), style, \
             [onclick]",
            0,
        ),
    ] {
        assert_eq!(count(&page, selector), times, "{name}: {selector}\n{html}");
    }
    assert_eq!(html.matches("Accessibilité : non conforme").count(), 1, "{name}: one mention");
    assert_eq!(count(&page, "nav:not([aria-label]):not([aria-labelledby])"), 0, "{name}: {html}");
    assert_eq!(count(&page, "meta[name=robots]"), 1, "{name}");
    if full {
        assert_eq!(count(&page, ".breadcrumb [aria-current=page]"), 1, "{name}");
        assert_eq!(count(&page, ".demonstration"), 1, "{name}");
    }
    let mut ids = BTreeMap::new();
    for element in page.select(&Selector::parse("[id]").expect("a selector")) {
        *ids.entry(element.attr("id").unwrap_or("")).or_insert(0) += 1;
    }
    assert!(ids.values().all(|times| *times == 1), "{name}: twice the same id: {ids:?}");
    for element in page.select(&Selector::parse("[aria-labelledby]").expect("a selector")) {
        let id = element.attr("aria-labelledby").unwrap_or("");
        assert!(ids.contains_key(id), "{name}: nothing has the id {id}");
    }
    let mut level = 0;
    for heading in page.select(&Selector::parse("h1, h2, h3, h4").expect("a selector")) {
        let next = heading.value().name().as_bytes()[1] - b'0';
        assert!(next <= level + 1, "{name}: h{next} after h{level}\n{html}");
        level = next;
    }
}

#[test]
fn every_template_renders_with_everything_and_with_little() {
    for language in [Language::French, Language::English] {
        let theme = Theme::load(&Chain::embedded(), language).expect("no mistake");
        let full = everything();
        let mut little = everything();
        bare(&mut little);
        for (data, body, is_full) in
            [(&full, Some("<h2>A</h2><p>b</p>"), true), (&little, None, false)]
        {
            let context = context(&theme, data, body);
            for name in TEMPLATES {
                let html = theme
                    .render(name, &context)
                    .unwrap_or_else(|error| panic!("{name}, full: {is_full}: {error:?}"));
                check(name, &html, is_full);
                assert!(!html.contains("<Marché>"), "{name}: titles are escaped");
            }
        }
    }
}

#[test]
fn redirects_and_fragments_render() {
    let theme = Theme::load(&Chain::embedded(), Language::French).expect("no mistake");
    let full = everything();
    // These four and nothing else: see the table of templates in `crate::site::view`.
    let mut moved = Context::new();
    moved.insert("target", "/new/");
    moved.insert("canonical", "https://amou.example/new/");
    moved.insert("site", &full["site"]);
    moved.insert("theme", &json!({"stylesheet": "/assets/style.css"}));
    let redirect = theme.render("redirect.html", &moved).expect("renders");
    let page = Html::parse_document(&redirect);
    for selector in
        ["meta[http-equiv=refresh]", "link[rel=canonical]", "main a[href='/new/']", "h1"]
    {
        assert_eq!(count(&page, selector), 1, "{selector}");
    }
    let context = context(&theme, &full, None);
    for name in ["components/form-card.html", "components/figure.html"] {
        theme.render(name, &context).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    }
}

#[test]
fn the_statement_says_of_the_audit_what_is_known_and_no_more() {
    let theme = Theme::load(&Chain::embedded(), Language::French).expect("no mistake");
    let mut data = everything();
    let audited = theme.render("accessibility.html", &context(&theme, &data, None)).expect("made");
    assert!(audited.contains("42,5") && !audited.contains("aute d’audit"), "{audited}");
    data["statement"]["results"] = Json::Null;
    let never = theme.render("accessibility.html", &context(&theme, &data, None)).expect("made");
    assert!(never.contains("Faute d’audit") && !never.contains("42,5"), "{never}");
    data["statement"]["lapsed"] =
        json!({"date": {"iso": "2022-01-01", "text": "1er janvier 2022"}, "redesign": true});
    let lapsed = theme.render("accessibility.html", &context(&theme, &data, None)).expect("made");
    assert!(lapsed.contains("refondu") && lapsed.contains("1er janvier 2022"), "{lapsed}");
}

#[test]
fn the_legal_pages_say_how_to_reach_the_bodies_they_name() {
    let theme = Theme::load(&Chain::embedded(), Language::French).expect("no mistake");
    let context = context(&theme, &everything(), None);
    let page = |name: &str| theme.render(name, &context).expect("made");
    assert_eq!(page("legal.html").matches("href=\"https://alpi.example\"").count(), 2);
    assert_eq!(page("privacy.html").matches("href=\"https://alpi.example\"").count(), 1);
}
