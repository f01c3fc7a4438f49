//! What a text becomes that is more than words: boxes, cards, films, maps, key figures.

use crate::support::{TestWorkspace, attributes, select, text};

const STADIUM: &str = "---\ntitle: Stade\ntype: equipement\naddress: 12 avenue du Stade\n\
    phone: 05 36 49 00 05\nposition: {latitude: 43.6, longitude: -0.74}\n\
    hours: {monday: [\"09:00-12:00\"]}\n---\nTexte.\n";
const HALL: &str = "---\ntitle: Salle des fêtes\ntype: equipement\n\
    position: {latitude: 43.59, longitude: -0.75}\n---\nTexte.\n";

fn page(front: &str, body: &str) -> TestWorkspace {
    TestWorkspace::empty()
        .site_with("amou", "Amou", "position: {latitude: 43.595, longitude: -0.744}\n")
        .with("sites/amou/page.md", format!("---\ntitle: Page\n{front}---\n\n{body}\n"))
}

fn with_places(front: &str, body: &str) -> TestWorkspace {
    page(front, body)
        .with("sites/amou/annuaire/stade.md", STADIUM)
        .with("sites/amou/annuaire/salle.md", HALL)
}

#[test]
fn boxes_bear_the_word_of_their_kind() {
    let body = "> [!ATTENTION] Route barrée\n> Le pont est fermé.\n\n\
        > [!QUESTION] Où passer ?\n> Par la rocade.\n\n\
        > [!ÉTAPES]\n> 1. Un\n> 2. Deux\n";
    let workspace = page("", body).built();
    let page = workspace.html("amou/page/index.html");
    assert_eq!(text(&page, ".notice.warning[role=note] .notice-title"), "Attention : Route barrée");
    assert_eq!(text(&page, ".notice > p:last-child"), "Le pont est fermé.");
    assert_eq!(text(&page, "details.accordion > summary"), "Où passer ?");
    assert_eq!(text(&page, "details .accordion-text p"), "Par la rocade.");
    assert_eq!(select(&page, ".steps > ol > li").len(), 2);
    assert_eq!(select(&page, "blockquote").len(), 0);
    // In a feed the words stay, the drawings leave.
    let news = "---\ntitle: A\ndate: 2026-11-02\n---\n> [!INFO]\n> Le texte.\n";
    let workspace = workspace.with("sites/amou/actualites/a.md", news).built();
    let feed = workspace.page("amou/flux.rss");
    assert!(feed.contains("Le texte.") && !feed.contains("<svg"), "{feed}");
}

#[test]
fn an_unknown_marker_is_told_with_the_nearest_one() {
    let workspace = page("", "> [!ATENTION]\n> Le pont est fermé.");
    workspace.finds(
        "sites/amou/page.md:5:3",
        "« [!ATENTION] » n’est pas un repère d’encadré : la page montre une citation qui commence par ces mots.",
        "Vouliez-vous dire « [!ATTENTION] » ?",
    );
}

#[test]
fn an_entry_of_the_directory_alone_on_its_line_is_a_card() {
    let workspace =
        with_places("", "[Le stade](annuaire/stade.md)\n\nVoir [le stade](/annuaire/stade/).");
    let workspace = workspace.built();
    let page = workspace.html("amou/page/index.html");
    assert_eq!(text(&page, ".contact-card .contact-name a[href='/annuaire/stade/']"), "Stade");
    assert_eq!(attributes(&page, ".contact-card a[href^='tel:']", "href"), ["tel:+33536490005"]);
    assert_eq!(text(&page, ".contact-card .postal"), "12 avenue du Stade");
    assert!(text(&page, ".contact-card details").contains("lundi de 9 h à 12 h"));
    // Among words it is a link like any other.
    assert_eq!(text(&page, ".body > p > a[href='/annuaire/stade/']"), "le stade");
    assert_eq!(select(&page, ".contact-card").len(), 1);
}

#[test]
fn key_figures_come_before_the_text() {
    let figures = "figures:\n  - {value: \"1 550\", label: habitants}\n  - {value: 12, label: associations}\n";
    let workspace = page(figures, "Le texte.").built();
    let page = workspace.html("amou/page/index.html");
    assert_eq!(text(&page, ".figures li:first-child"), "1 550 habitants");
    assert_eq!(text(&page, ".figures li:last-child .figure-value"), "12");
    let body = workspace.page("amou/page/index.html");
    assert!(body.find("figure-value") < body.find("<p>Le texte."));
    let workspace = self::page("figures: [{value: \" \", label: habitants}]\n", "");
    workspace.finds(
        "sites/amou/page.md:3:11",
        "Ce chiffre clé est vide.",
        "Donnez à chacun sa valeur",
    );
}

#[test]
fn a_map_and_its_list_have_the_same_numbers() {
    let front = "places: [equipement, /annuaire/poste/]\n";
    let post = "---\ntitle: Poste\ntype: service\n---\nTexte.\n";
    let workspace =
        with_places(front, "## Où\n").with("sites/amou/annuaire/poste.md", post).built();
    let page = workspace.html("amou/page/index.html");
    let names: Vec<_> = select(&page, ".places-list li > a:first-child")
        .iter()
        .map(|link| link.text().collect::<String>())
        .collect();
    assert_eq!(names, ["Salle des fêtes", "Stade"]);
    let numbers: Vec<_> = select(&page, "svg.map[role=img][aria-label] .map-number")
        .iter()
        .map(|number| number.text().collect::<String>())
        .collect();
    assert_eq!(numbers, ["1", "2"]);
    assert!(text(&page, ".places-list").contains("à 650 m de la mairie, au nord"));
    // Without a position: in the list, without a number, and told.
    assert_eq!(text(&page, ".places ul a"), "Poste");
    workspace.finds(
        "sites/amou/page.md:3:22",
        "La fiche « Poste » n’a pas de position : elle est dans la liste, mais pas sur le plan.",
        "Ajoutez à la fiche une ligne",
    );
    assert!(!workspace.page("amou/page/index.html").contains("style="));
}

#[test]
fn wrong_places_are_told() {
    for (places, message, help) in [
        (
            "equipements, equipment",
            "« equipment » n’est ni un type de l’annuaire ni l’adresse d’une fiche.",
            "equipement",
        ),
        ("/page/", "« /page/ » n’est pas une fiche de l’annuaire.", "Donnez l’adresse"),
        (
            "commerce",
            "L’annuaire n’a aucune fiche du type « commerce » à montrer.",
            "Ajoutez des fiches",
        ),
    ] {
        let workspace = with_places(&format!("places: [{places}]\n"), "Texte.");
        let told = workspace.findings();
        assert!(
            told.iter().any(|found| found.message == message && found.help.contains(help)),
            "{places}: {told:#?}"
        );
    }
}

const CAPTIONS: &str = "WEBVTT\n\n00:00.000 --> 00:02.000\nBonjour\n";

#[test]
fn a_film_of_the_site_has_its_captions_and_its_transcript() {
    let workspace = page("", "[La fête](fete.mp4 \"3:20\")")
        .with("sites/amou/fete.mp4", b"\0\0\0\x18ftypmp42")
        .with("sites/amou/fete.vtt", CAPTIONS)
        .with("sites/amou/fete.md", "---\ntitle: Transcription de la fête\n---\nTexte.\n")
        .built();
    assert!(workspace.findings().is_empty(), "{:#?}", workspace.findings());
    let page = workspace.html("amou/page/index.html");
    assert_eq!(attributes(&page, "video[controls][preload=none] > source", "src"), ["/fete.mp4"]);
    assert_eq!(
        attributes(&page, "video > track[kind=captions][srclang=fr][default]", "src"),
        ["/fete.vtt"]
    );
    assert_eq!(text(&page, "figure.video a[href='/fete/']"), "Transcription de « La fête »");
    assert!(text(&page, "figure.video figcaption").starts_with("La fête (3 min 20 s)"));
    assert!(workspace.has("amou/fete.vtt"));
}

#[test]
fn a_film_without_captions_or_transcript_is_told() {
    let workspace = page("", "[La fête](fete.mp4 \"3 minutes\")")
        .with("sites/amou/fete.mp4", b"\0\0\0\x18ftypmp42");
    let messages: Vec<_> = workspace.findings().into_iter().map(|found| found.message).collect();
    assert_eq!(
        messages,
        [
            "La vidéo « La fête » n’a pas de sous-titres : elle est muette pour qui n’entend pas.",
            "« 3 minutes » n’est pas une durée.",
            "La vidéo « La fête » n’a pas de transcription : le texte de ce qui est dit et montré.",
        ]
    );
    let silent =
        page("", "[La fête](fete.mp4 \"0:20, sans paroles\")\n\n## Transcription\n\nTexte.")
            .with("sites/amou/fete.mp4", b"\0\0\0\x18ftypmp42");
    assert!(silent.findings().is_empty(), "{:#?}", silent.findings());
}

#[test]
fn the_film_of_the_front_matter_is_checked_key_by_key() {
    let video = "video:\n  file: fete.mp4\n  title: La fête\n  duration: \"3:20\"\n  captions: fete.vtt\n  \
        transcript: \"#transcription\"\n";
    let files = |workspace: TestWorkspace| {
        workspace
            .with("sites/amou/fete.mp4", b"\0\0\0\x18ftypmp42")
            .with("sites/amou/fete.vtt", CAPTIONS)
    };
    let workspace = files(page(video, "## Transcription\n\nTexte.")).built();
    assert!(workspace.findings().is_empty(), "{:#?}", workspace.findings());
    let shown = workspace.html("amou/page/index.html");
    assert_eq!(attributes(&shown, "figure.video a[href^='#']", "href"), ["#transcription"]);
    for (from, to, message) in [
        ("  title: La fête\n", "", "La vidéo n’a pas de titre."),
        ("3:20", "3h20", "« 3h20 » n’est pas une durée."),
        ("  captions: fete.vtt\n", "", "n’a pas de sous-titres"),
        ("fete.vtt", "fête.vtt", "Le document « fête.vtt » est introuvable."),
        (
            "#transcription",
            "#trancription",
            "Aucun titre de cette page n’a l’ancre « trancription ».",
        ),
        ("file: fete.mp4", "url: https://video.example/1", "« captions » ne sert à rien"),
        ("file: fete.mp4", "file: fete.vtt", "n’est pas une vidéo"),
        ("  file: fete.mp4\n", "", "Rien ne dit où est la vidéo."),
    ] {
        let wrong = video.replace(from, to);
        assert_ne!(wrong, video);
        let workspace = files(page(&wrong, "## Transcription\n\nTexte."));
        let told = workspace.findings();
        assert!(told.iter().any(|found| found.message.contains(message)), "{to}: {told:#?}");
    }
}

#[test]
fn a_film_elsewhere_is_a_link_and_nothing_is_asked_there() {
    let body = "[Les vœux](https://www.youtube.com/watch?v=abc \"2:30\")\n\n\
        [Le site](https://ailleurs.example/)";
    let workspace = page("", body).built();
    let shown = workspace.html("amou/page/index.html");
    assert_eq!(
        text(&shown, ".video-link a[href='https://www.youtube.com/watch?v=abc']"),
        "Voir la vidéo « Les vœux » (2 min 30 s, sur YouTube, autre site)"
    );
    assert_eq!(select(&shown, ".video-link").len(), 1);
    assert!(select(&shown, "iframe, video, img[src^=http]").is_empty());
}

#[test]
fn an_icon_that_the_theme_lacks_is_told() {
    let actions = "actions:\n  - {label: Contact, link: /contact/, icon: mial}\n";
    let workspace = TestWorkspace::empty().site_with("amou", "Amou", actions);
    let told = workspace.findings();
    let icon = told.iter().find(|found| found.message.contains("« mial »")).expect("told");
    assert!(icon.place.starts_with("sites/amou/site.yaml:"), "{icon:?}");
    assert!(icon.help.starts_with("Vouliez-vous dire « mail » ?"), "{icon:?}");
}

// A mistake in what many sites say is one mistake, told where it is put right.
#[test]
fn an_icon_that_many_sites_lack_is_told_once() {
    let actions = "actions:\n  - {label: Contact, link: /contact/, icon: mial}\n";
    let settings = std::fs::read_to_string(TestWorkspace::empty().path("parvis.yaml"));
    let defaults = format!("defaults:\n  {}", actions.replace('\n', "\n  "));
    let settings = settings.expect("settings") + &defaults;
    let workspace = TestWorkspace::empty().with("parvis.yaml", &settings);
    let workspace = workspace.site("amou", "Amou").site("dax", "Dax");
    workspace.finds("parvis.yaml:5:47", "« mial »", "« mail »");

    let group = format!("name: Luys\n{}", actions.replace("mial", "miel"));
    let workspace = workspace.with("groups/luys.yaml", group);
    workspace.write_site("amou", "Amou", "group: luys\n");
    workspace.write_site("dax", "Dax", "group: luys\n");
    workspace.finds("groups/luys.yaml", "« miel »", "");
    workspace.build().ends(0);
}

#[test]
fn a_site_shows_texts_kept_elsewhere_with_their_links() {
    let workspace = TestWorkspace::empty()
        .site_with("amou", "Amou", "mounts: {guides: docs, un.md: notes/un.md}\n")
        .with(
            "docs/liens.md",
            "# Les `liens`\n\nVoir [les titres](titres.md#suite) et [un](../notes/un.md).\n",
        )
        .with("docs/titres.md", "# Les titres\n\n## Suite\n\nTexte.\n")
        .with("notes/un.md", "# Un\n\n[liens](../docs/liens.md), [rien](../docs/lien.md)\n");
    workspace.finds(
        "notes/un.md:3:28",
        "Le lien « ../docs/lien.md » ne mène nulle part.",
        "Vouliez-vous dire « ../docs/liens.md » ?",
    );
    let workspace = workspace.with("notes/un.md", "# Un\n\n[liens](../docs/liens.md)\n").built();
    let page = workspace.html("amou/guides/liens/index.html");
    assert_eq!(text(&page, "h1"), "Les liens");
    assert_eq!(attributes(&page, ".body a", "href"), ["/guides/titres/#suite", "/un/"]);
    // A change of the text there is a change of the site.
    workspace.settle();
    let workspace =
        workspace.with("docs/titres.md", "# Les titres\n\n## Suite\n\nAutre.\n").built();
    assert!(workspace.page("amou/guides/titres/index.html").contains("Autre."));
}
