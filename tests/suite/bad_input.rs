//! What people and programs write wrong, one test a mistake: where it is, what is said, what to do.

use crate::support::{AT, TestWorkspace, attributes, select};

#[test]
fn the_mistakes_of_a_file_are_told_together() {
    let workspace = page("descripton: Une salle\ndraft: oui\nimage: {fiel: a.jpg}\n", "");
    let places: Vec<String> =
        workspace.findings().into_iter().map(|finding| finding.place).collect();
    let wanted = ["sites/amou/salle.md:3:1", "sites/amou/salle.md:4:8", "sites/amou/salle.md:5:9"];
    assert_eq!(places, wanted);
    page("draft: oui\n", "").finds("sites/amou/salle.md:3:8", "", "draft: true");
}

#[test]
fn a_value_cut_by_a_comment() {
    page("description: La salle #2, rue du Port\n", "").finds(
        "sites/amou/salle.md:3:23",
        "il n’en reste que « La salle »",
        "\"La salle #2, rue du Port\"",
    );
}

#[test]
fn a_value_that_is_a_comment() {
    let page = |line: &str| {
        TestWorkspace::new().with("sites/amou/salle.md", format!("---\n{line}\n---\nTexte.\n"))
    };
    let told = "commence par le signe « # », où commence pour YAML un commentaire";
    page("title: #Info").finds("sites/amou/salle.md:2:8", told, "\"#Info\"");
    page("title: # Info").finds("sites/amou/salle.md:2:8", told, "\"# Info\"");
    page("title: A\ndescription: #Info").finds("sites/amou/salle.md:3:14", told, "\"#Info\"");
    page("title: A\ndescription: # à écrire").built();
    let workspace = TestWorkspace::empty().site_with("amou", "Amou", "accent: #1f5c99\n");
    workspace.finds("sites/amou/site.yaml:13:9", told, "\"#1f5c99\"");
    let workspace = TestWorkspace::new().with("sites/dax/site.yaml", "name: #Dax\nkind: commune\n");
    let findings = workspace.findings();
    let of_dax = findings.iter().find(|finding| finding.place == "sites/dax/site.yaml:1:7");
    assert!(of_dax.is_some_and(|finding| finding.message.contains(told)), "{findings:#?}");
}

// What libraries say of a mistake is English, and no officer's business.
#[test]
fn no_french_sentence_quotes_a_library() {
    let front = |line: &str| page(&format!("{line}\n"), "");
    let file = |name: &str, bytes: &[u8]| {
        let link = if name.ends_with(".pdf") { "" } else { "!" };
        page("", &format!("{link}[a]({name})")).with(&format!("sites/amou/{name}"), bytes)
    };
    let cut_png = [&PNG_BOMB[..18], b"\0\x08\0\0\0\x08", &PNG_BOMB[24..]].concat();
    let event = |rule: &str| {
        let text = format!("---\ntitle: A\nstart: 2026-12-05\nrecurrence: {rule}\n---\nB\n");
        TestWorkspace::new().with("sites/amou/agenda/bal.md", text)
    };
    let theme = |path: &str, text: &str| {
        TestWorkspace::empty()
            .site_with("amou", "Amou", "theme: agence\n")
            .with(&format!("themes/agence/{path}"), text)
    };
    let template = |text: &str| {
        theme("templates/page.html", text).with("sites/amou/a.md", "---\ntitle: A\n---\n")
    };
    for (broken, said) in [
        (front("categories: [a, b"), "Un crochet ou une accolade"),
        (front("image: {file: a.jpg alt: b}"), "Un crochet ou une accolade"),
        (front("une ligne"), "n’est pas une clé suivie de deux-points"),
        (front("- a"), "Le retrait de cette ligne"),
        (front("image:\n  file: a.jpg\n alt: b"), "Le retrait de cette ligne"),
        (front("aliases: &x [*x]"), "Un renvoi de YAML"),
        (front("description: !!int a"), "Un signe qui a un sens pour YAML"),
        (front("description: \u{1}a"), "Un caractère que YAML n’admet pas"),
        (file("a.png", b""), "Le fichier de l’image est vide"),
        (file("a.png", &cut_png), "L’image est abîmée et ne peut pas être lue"),
        (file("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF"), "L’image est abîmée"),
        (file("a.pdf", b"%PDF-1.4\n1 0 obj\n"), "il est peut-être abîmé."),
        (event("FREQ=WEEKLY;BYDAY=XX"), "ne peut pas être lue (BYDAY=XX)."),
        (event("FREQ=WEEKLY;COUNT=abc"), "ne peut pas être lue (COUNT=ABC)."),
        (
            theme("css/main.css", "a { color: red; }} b {"),
            "La feuille de style contient une erreur",
        ),
        (theme("i18n/fr.ftl", "a = { \n"), "Les textes de l’interface ne peuvent pas être lus"),
        (template("{{ x. }}"), "« }} » n’est pas attendu ici"),
        (template("{{ rien }}"), "emploie la variable « rien », qui n’existe pas"),
        (template("{{ site.rien }}"), "emploie « rien », que cette valeur n’a pas"),
        (template("{{ site | rien }}"), "emploie le filtre « rien »"),
        (template("{{ <rien /> }}"), "emploie le composant « rien »"),
        (template("{% if site %}"), "une balise ouverte n’est pas fermée"),
    ] {
        let findings = broken.findings();
        assert!(
            findings.iter().any(|finding| finding.message.contains(said)),
            "{said}: {findings:#?}"
        );
        for finding in &findings {
            let words = format!("{} ", finding.message).to_lowercase();
            let english = ["expected", "error", "while", "found", " line ", "invalid", "could not"];
            assert!(!english.iter().any(|word| words.contains(word)), "{finding:#?}");
        }
    }
}

#[test]
fn an_address_that_a_change_of_provider_would_not_follow() {
    let workspace = page("", "[Signaler](https://dax.forms.example/voirie/)");
    workspace.file(
        "parvis.yaml",
        "name: Essai\nurl: \"https://{id}.example\"\ngrc:\n  provider: publik\n  providers:\n    \
         publik: {name: Publik, url: \"https://{tenant}.forms.example/{form}/\"}\n  forms:\n    \
         voirie: {title: Voirie}\n    conseil: {title: Conseil, kinds: [epci]}\n",
    );
    workspace.finds("sites/amou/salle.md:4:1", "changement de fournisseur", "« grc:voirie »");
    workspace.file("sites/amou/salle.md", "---\ntitle: La salle\n---\n[Conseil](grc:conseil)\n");
    workspace.finds("sites/amou/salle.md:4:1", "n’est pas proposé par ce genre de site", "kinds");
    // Wherever a name could stand instead.
    workspace.file("sites/amou/salle.md", "---\ntitle: La salle\n---\n");
    let address = "https://dax.forms.example/voirie/";
    workspace.file(
        "sites/amou/demarches/trou.md",
        format!("---\ntitle: Un trou\nurl: {address}\n---\nTexte.\n"),
    );
    workspace.file(
        "sites/amou/agenda/bal.md",
        format!("---\ntitle: Bal\nstart: 2027-01-01\nregistration: {address}\n---\nTexte.\n"),
    );
    let more = format!("actions:\n  - {{label: Un trou, link: \"{address}\"}}\n");
    workspace.write_site("amou", "Amou", &more);
    let findings = workspace.findings();
    let places: Vec<&str> = findings.iter().map(|finding| finding.place.as_str()).collect();
    let wanted = [
        "sites/amou/agenda/bal.md:4:15",
        "sites/amou/demarches/trou.md:3:6",
        "sites/amou/site.yaml:14:28",
    ];
    assert_eq!(places, wanted, "{findings:#?}");
    assert!(findings.iter().all(|finding| finding.help.contains("« grc:voirie »")));
}

// A procedure done at an outside service names it, so that its address is written once.
#[test]
fn a_procedure_names_a_service() {
    let workspace = TestWorkspace::new().with(
        "sites/amou/demarches/permis.md",
        "---\ntitle: Permis\nurl: service:urbanisme\n---\nTexte.\n",
    );
    workspace.finds("sites/amou/demarches/permis.md:3:6", "Le service « urbanisme »", "");
    workspace.file(
        "parvis.yaml",
        "name: Essai\nurl: \"https://{id}.example\"\nservices:\n  \
         urbanisme: {title: Guichet d’urbanisme, url: \"https://gnau.example/{insee}\"}\n",
    );
    let workspace = workspace.built();
    let page = workspace.html("amou/demarches/permis/index.html");
    assert_eq!(attributes(&page, "main a.button", "href"), ["https://gnau.example/40002"]);
}

#[test]
fn categories_that_are_likely_one() {
    let workspace = TestWorkspace::new();
    for (name, category) in [("a", "Travaux"), ("b", "Travaux"), ("c", "Traveaux")] {
        let front = format!("title: {name}\ndate: 2026-01-01\ncategories: [{category}]");
        workspace.file(
            &format!("sites/amou/actualites/{name}.md"),
            format!("---\n{front}\n---\nTexte.\n"),
        );
    }
    let place = "sites/amou/actualites/c.md:4:14";
    workspace.finds(place, "« Traveaux » ressemble à « Travaux »", "écrivez « Travaux »");
}

#[test]
fn a_place_that_a_generated_page_has_not() {
    page("", "[Mairie](/contact/#hours)").finds("sites/amou/salle.md:4:1", "hours", "");
    // Where the page begins is a place too.
    page("", "[Salle](#content) [Mairie](/contact/#content)").built();
    let menu = "menu:\n  - {label: Salle, link: \"/salle/#tarif\"}\n";
    TestWorkspace::empty()
        .site_with("amou", "Amou", menu)
        .with("sites/amou/salle.md", "---\ntitle: La salle\n---\n## Tarifs\n")
        .finds("sites/amou/site.yaml:14:26", "n’a pas de repère « #tarif »", "« #tarifs »");
}

#[test]
fn a_place_that_a_page_of_another_site_has_not() {
    let link = |to: &str| {
        page("", &format!("[Dax](site:dax/{to})"))
            .site("dax", "Dax")
            .with("sites/dax/salle.md", "---\ntitle: Salle\n---\n## Les tarifs d’été\n")
            .with("sites/dax/actualites/a.md", "---\ntitle: A\ndate: 2026-01-01\n---\nA.\n")
    };
    for right in ["salle/#les-tarifs-d-ete", "salle.md#content", "mentions-legales/#hebergement"] {
        let findings = link(right).built().findings();
        assert!(findings.is_empty(), "{right}: {findings:#?}");
    }
    for (wrong, suggested) in [
        ("salle/#les-tarifs", "« #les-tarifs-d-ete »"),
        ("mentions-legales/#hebergements", "« #hebergement »"),
        ("#nulle-part", ""),
    ] {
        let told = "n’a pas de repère";
        link(wrong).finds("sites/amou/salle.md:4:1", told, suggested);
    }
}

#[test]
fn a_site_under_a_path() {
    TestWorkspace::empty().site_with("amou", "Amou", "url: https://landes.example/amou\n").finds(
        "sites/amou/site.yaml:13:6",
        "est l’adresse d’un dossier",
        "https://amou.exemple.fr",
    );
}

/// A PNG of 65 bytes that claims 16,000 × 16,000 pixels.
const PNG_BOMB: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x3e\x80\0\0\x3e\x80\x08\x02\0\0\0\
    \xce\x1c\x48\x89\0\0\0\x08IDAT\x78\x9c\x03\0\0\0\0\x01\x48\x06\x89\xd2\0\0\0\0IEND\xae\x42\x60\x82";

fn page(front: &str, body: &str) -> TestWorkspace {
    TestWorkspace::new()
        .with("sites/amou/salle.md", format!("---\ntitle: La salle\n{front}---\n{body}\n"))
}

#[test]
fn an_unknown_key_comes_with_the_nearest() {
    page("descripton: Une salle\n", "").finds(
        "sites/amou/salle.md:3:1",
        "La clé « descripton » n’existe pas.",
        "Vouliez-vous dire « description » ?",
    );
}

#[test]
fn an_unknown_key_of_the_settings() {
    TestWorkspace::empty().site_with("amou", "Amou", "telephone: 05\n").finds(
        "sites/amou/site.yaml:13:1",
        "La clé « telephone » n’existe pas.",
        "",
    );
}

#[test]
fn a_key_of_another_kind() {
    page("level: info\n", "").finds(
        "sites/amou/salle.md:3:8",
        "« level » ne peut pas servir pour une page : cette clé est faite pour une alerte.",
        "Retirez cette ligne, ou déplacez le fichier",
    );
}

#[test]
fn a_key_written_twice() {
    page("title: Encore\n", "").finds(
        "sites/amou/salle.md:3:1",
        "La clé « title » est écrite deux fois.",
        "Gardez une seule des deux lignes.",
    );
}

#[test]
fn a_value_of_the_wrong_type() {
    page("draft: peut-être\n", "").finds(
        "sites/amou/salle.md:3:8",
        "Il faut ici « true » (oui) ou « false » (non).",
        "Écrivez true ou false, sans guillemets.",
    );
    page("categories: {a: b}\n", "").finds(
        "sites/amou/salle.md:3:13",
        "Il faut ici une liste.",
        "chacun précédé d’un tiret",
    );
}

#[test]
fn a_value_that_is_not_possible() {
    let workspace = TestWorkspace::new().with(
        "sites/amou/alertes/crue.md",
        "---\ntitle: Crue\nlevel: urgance\nstarts: 2026-11-20\n---\nTexte.\n",
    );
    workspace.finds(
        "sites/amou/alertes/crue.md:3:8",
        "La valeur « urgance » n’est pas possible ici.",
        "Vouliez-vous dire « urgence » ?",
    );
}

// A few lines that would grow to gigabytes.
#[test]
fn a_yaml_bomb() {
    let aliases = "*t, ".repeat(5_000);
    let long = format!("description: &t {}\naliases: [{aliases}]\n", "x".repeat(400));
    let findings = page(&long, "").findings();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0].message, "Ce YAML est trop long, trop imbriqué ou se répète trop.");
    assert!(findings[0].place.starts_with("sites/amou/salle.md:"), "{findings:#?}");
    let mut nested = String::from("menu: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (level, below) in ('b'..='i').zip('a'..='h') {
        let names = vec![format!("*{below}"); 10].join(", ");
        nested += &format!("{level}: &{level} [{names}]\n");
    }
    assert!(!page(&nested, "").findings().is_empty());
    let deep = format!("aliases: {}{}\n", "[".repeat(5_000), "]".repeat(5_000));
    assert!(!page(&deep, "").findings().is_empty());
}

#[test]
fn text_that_is_not_utf8() {
    TestWorkspace::new()
        .with("sites/amou/salle.md", b"---\ntitle: La salle\n---\nUn caf\xe9.\n")
        .finds(
            "sites/amou/salle.md:4:7",
            "Le texte n’est pas enregistré en UTF-8.",
            "enregistrez-le avec l’encodage UTF-8",
        );
}

// Windows editors write them; lines still count as the officer sees them.
#[test]
fn a_byte_order_mark_and_carriage_returns_are_accepted() {
    let workspace = TestWorkspace::new()
        .with("sites/amou/salle.md", "\u{feff}---\r\ntitle: La salle\r\n---\r\n\r\nUn *texte*.\r\n")
        .with("parvis.yaml", "\u{feff}name: Essai\r\nurl: \"https://{id}.example\"\r\n")
        .built();
    assert!(workspace.page("amou/salle/index.html").contains("<p>Un <em>texte</em>.</p>"));
    workspace
        .file("sites/amou/salle.md", "\u{feff}---\r\ntitle: La salle\r\n---\r\n\r\n[a](b.md)\r\n");
    workspace.finds("sites/amou/salle.md:5:1", "Le lien « b.md » ne mène nulle part.", "");
}

#[test]
fn front_matter_that_is_missing_or_not_closed() {
    TestWorkspace::new().with("sites/amou/salle.md", "---\ntitle: La salle\n\nTexte.\n").finds(
        "sites/amou/salle.md:1:1",
        "L’en-tête du fichier n’est pas fermé.",
        "Ajoutez une ligne « --- » après la dernière ligne de l’en-tête",
    );
    TestWorkspace::new().with("sites/amou/salle.md", "Bonjour.\n").finds(
        "sites/amou/salle.md:1:1",
        "Le fichier ne commence pas par un en-tête.",
        "Mettez tout en haut une ligne « --- »",
    );
    TestWorkspace::new().with("sites/amou/salle.md", "").finds(
        "sites/amou/salle.md:1:1",
        "Le fichier ne commence pas par un en-tête.",
        "",
    );
    page("", "").built();
}

#[test]
fn a_title_that_is_missing() {
    TestWorkspace::new().with("sites/amou/salle.md", "---\ndescription: Rien\n---\n").finds(
        "sites/amou/salle.md:1:1",
        "Il manque « title » pour une page.",
        "Ajoutez à l’en-tête une ligne « title: »",
    );
}

#[test]
fn an_end_before_its_start() {
    let event = |start: &str, end: &str| {
        TestWorkspace::new().with(
            "sites/amou/agenda/bal.md",
            format!("---\ntitle: Bal\nstart: {start}\nend: {end}\n---\nVenez.\n"),
        )
    };
    for (start, end) in [
        ("2026-12-05", "2026-12-04"),
        ("2026-12-05 00:00", "2026-12-04"),
        ("2026-12-05 20:00", "2026-12-05 19:00"),
    ] {
        event(start, end).finds(
            "sites/amou/agenda/bal.md:4:6",
            &format!("La fin ({end}) vient avant le début ({start})."),
            "Corrigez l’une des deux dates",
        );
    }
    event("2026-12-05", "2026-12-05").built();
    page("date: 2026-05-02\nexpires: 2026-05-01\n", "").finds(
        "sites/amou/salle.md:4:10",
        "La page disparaîtrait (2026-05-01) avant d’être publiée (2026-05-02).",
        "Corrigez « date » ou « expires ».",
    );
}

#[test]
fn a_date_written_the_french_way() {
    page("date: 14/03/2026\n", "").finds(
        "sites/amou/salle.md:3:7",
        "La date « 14/03/2026 » n’est pas écrite dans la forme attendue.",
        "Écrivez « 2026-03-14 »",
    );
    page("date: 2026-02-30\n", "").finds("sites/amou/salle.md:3:7", "cette date n’existe pas", "");
}

#[test]
fn an_image_without_alternative() {
    let workspace = page("", "![](photo.png)").with("sites/amou/photo.png", PNG_BOMB);
    let findings = workspace.findings();
    assert!(
        findings.iter().any(|found| found.place == "sites/amou/salle.md:4:1"
            && found.message == "L’image « photo.png » n’a pas de texte de remplacement."
            && found.help.contains("![](fichier \"décorative\")")),
        "{findings:#?}"
    );
    let workspace = page("image: {file: photo.png}\n", "").with("sites/amou/photo.png", PNG_BOMB);
    workspace.finds(
        "sites/amou/salle.md:3:15",
        "L’image « photo.png » n’a pas de texte de remplacement.",
        "« decorative: true »",
    );
}

#[test]
fn a_link_to_nothing() {
    let workspace = page("", "Voir [les tarifs](tarif.md).")
        .with("sites/amou/tarifs.md", "---\ntitle: Tarifs\n---\n");
    workspace.finds(
        "sites/amou/salle.md:4:6",
        "Le lien « tarif.md » ne mène nulle part.",
        "Vouliez-vous dire « tarifs.md » ?",
    );
    page("", "[Liste](/actualite/)")
        .with("sites/amou/actualites/a.md", "---\ntitle: A\ndate: 2026-01-01\n---\n")
        .finds(
            "sites/amou/salle.md:4:1",
            "Le lien « /actualite/ » ne mène nulle part.",
            "Vouliez-vous dire « /actualites/ » ?",
        );
    page("", "[Tarifs](#tarif)\n\n## Tarifs\n").finds(
        "sites/amou/salle.md:4:1",
        "Aucun titre de cette page n’a l’ancre « tarif ».",
        "Vouliez-vous dire « #tarifs » ?",
    );
    page("", "[Tartas](site:tatras/)").site("tartas", "Tartas").finds(
        "sites/amou/salle.md:4:1",
        "Aucun site ne s’appelle « tatras ».",
        "Vouliez-vous dire « site:tartas » ?",
    );
}

#[test]
fn a_link_to_a_page_that_is_not_published() {
    let workspace = page("", "[Bientôt](projet.md)")
        .with("sites/amou/projet.md", "---\ntitle: Projet\ndraft: true\n---\n");
    workspace.finds(
        "sites/amou/salle.md:4:1",
        "mène à une page qui n’est pas publiée",
        "Publiez cette page, ou retirez le lien.",
    );
    workspace.build().ends(0);
    assert!(workspace.page("amou/salle/index.html").contains("<p>Bientôt</p>"));
}

#[test]
fn a_form_or_a_service_that_is_not_in_the_registry() {
    let settings = "name: Essai\nurl: \"https://{id}.example\"\ngrc:\n  provider: publik\n  providers: \
        {publik: {name: Publik, url: \"https://{tenant}.example/{form}/\"}}\n  forms: \
        {signalement-voirie: {title: Un trou}}\nservices:\n  \
        marches-publics: {title: Marchés, url: \"https://marches.example/{insee}\"}\n";
    page("", "[Un trou](grc:signalement-voiri)").with("parvis.yaml", settings).finds(
        "sites/amou/salle.md:4:1",
        "Le formulaire « signalement-voiri » n’existe pas dans le catalogue.",
        "Vouliez-vous dire « signalement-voirie » ?",
    );
    page("", "[Marchés](service:marche-public)").with("parvis.yaml", settings).finds(
        "sites/amou/salle.md:4:1",
        "Le service « marche-public » n’est pas défini.",
        "Vouliez-vous dire « marches-publics » ?",
    );
    TestWorkspace::new()
        .with("parvis.yaml", settings)
        .with("sites/amou/demarches/trou.md", "---\ntitle: Un trou\nform: signalement\n---\n")
        .finds(
            "sites/amou/demarches/trou.md:3:7",
            "Le formulaire « signalement » n’existe pas",
            "",
        );
}

#[test]
fn two_entries_at_one_address() {
    page("", "").with("sites/amou/salle/index.md", "---\ntitle: Encore\n---\n").finds(
        "sites/amou/salle/index.md",
        "Deux fichiers donnent la même adresse « /salle/ » : celui-ci et « sites/amou/salle.md ».",
        "Renommez l’un des deux fichiers.",
    );
    page("aliases: [/tarifs/]\n", "")
        .with("sites/amou/tarifs.md", "---\ntitle: Tarifs\n---\n")
        .finds(
            "sites/amou/salle.md:3:10",
            "L’ancienne adresse « /tarifs/ » est déjà celle d’une page",
            "Retirez-la",
        );
}

#[test]
fn a_path_that_leaves_the_site() {
    page("image: {file: ../../secret.png, alt: Un secret}\n", "").finds(
        "sites/amou/salle.md:3:15",
        "« ../../secret.png » n’est pas un fichier du site.",
        "sans en sortir",
    );
    for (body, target) in [
        ("[a](../../parvis.yaml)", "../../parvis.yaml"),
        ("[a](..%2f..%2fparvis.yaml)", "..%2f..%2fparvis.yaml"),
        ("[a](/../dax/site.yaml)", "/../dax/site.yaml"),
        ("![a](../dax/photo.png)", "../dax/photo.png"),
        ("[a](site:dax/../../parvis.yaml)", "site:dax/../../parvis.yaml"),
    ] {
        page("", body).site("dax", "Dax").with("sites/dax/photo.png", PNG_BOMB).finds(
            "sites/amou/salle.md:4:1",
            &format!("L’adresse « {target} » sort du dossier du site."),
            "Comptez les « ../ »",
        );
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link() {
    let workspace = page("", "[Fichier](prive.pdf)");
    workspace.file("secret.txt", "Le secret.");
    for (to, link) in [
        ("/etc", "dossier"),
        ("../../secret.txt", "prive.pdf"),
        ("../../secret.txt", "page.md"),
        ("/nulle/part", "vide.txt"),
    ] {
        std::os::unix::fs::symlink(to, workspace.path(&format!("sites/amou/{link}")))
            .expect("linked");
    }
    let findings = workspace.findings();
    for link in ["dossier", "prive.pdf", "page.md", "vide.txt"] {
        assert!(
            findings.iter().any(|found| found.place == format!("sites/amou/{link}")
                && found.message.starts_with("Les liens symboliques ne sont pas suivis")
                && found.help == "Remplacez le lien par une copie du fichier."),
            "{link}: {findings:#?}"
        );
    }
    // The folder of a site, and its settings, are no exception.
    let workspace = TestWorkspace::new().site("dax", "Dax");
    workspace.file("ailleurs/site.yaml", "name: Ailleurs\nkind: commune\n");
    std::os::unix::fs::symlink("../ailleurs", workspace.path("sites/ailleurs")).expect("linked");
    workspace.remove("sites/dax/site.yaml");
    std::os::unix::fs::symlink("../../secret.txt", workspace.path("sites/dax/site.yaml"))
        .expect("linked");
    workspace
        .build()
        .ends(1)
        .points_at("sites/dax/site.yaml")
        .says("Les liens symboliques ne sont pas suivis")
        .prints("1 construit");
    assert!(!workspace.has("ailleurs"));
}

#[test]
fn names_that_some_machines_take_for_one() {
    page("", "").with("sites/amou/SALLE.md", "---\ntitle: Salle\n---\n").finds(
        "sites/amou/salle.md",
        "Ce nom ne diffère de « sites/amou/SALLE.md » que par les majuscules",
        "Renommez l’un des deux fichiers",
    );
    page("", "").with("sites/amou/\u{e9}te.pdf", "a").with("sites/amou/e\u{301}te.pdf", "b").finds(
        "sites/amou/\u{e9}te.pdf",
        "ou la façon d’écrire les accents.",
        "Renommez l’un des deux fichiers",
    );
}

#[test]
fn a_text_of_ten_megabytes() {
    page("", &"Une ligne de texte.\n".repeat(500_000)).finds(
        "sites/amou/salle.md",
        "Le fichier est trop gros : 11 Mo, pour 2 Mo au plus.",
        "Coupez le texte en plusieurs pages",
    );
}

#[test]
fn quotes_nested_without_end() {
    let message = "imbriquées plus de 100 fois.";
    page("", &">".repeat(10_000)).finds(
        "sites/amou/salle.md:4:101",
        message,
        "Retirez des niveaux",
    );
    for hostile in
        ["- ".repeat(10_000), "*a _b ".repeat(20_000), "[".repeat(50_000), "![".repeat(50_000)]
    {
        // Whatever is said of them, it is said soon and without a crash.
        page("", &hostile).findings();
    }
}

#[test]
fn a_picture_that_claims_to_be_huge() {
    assert_eq!(PNG_BOMB.len(), 65);
    page("", "![Une photo](photo.png)").with("sites/amou/photo.png", PNG_BOMB).finds(
        "sites/amou/photo.png",
        "L’image mesure 16000 × 16000 pixels",
        "réduisez sa taille",
    );
}

#[test]
fn a_picture_that_is_none() {
    page("", "![Une photo](photo.png)").with("sites/amou/photo.png", "rien").finds(
        "sites/amou/photo.png",
        "Ce fichier n’est pas une image dont le format est reconnu.",
        "Enregistrez l’image en JPEG, en PNG ou en WebP.",
    );
    page("", "![Une photo](photo.pdf)").with("sites/amou/photo.pdf", "rien").finds(
        "sites/amou/salle.md:4:1",
        "Le fichier « photo.pdf » n’est pas une image.",
        "Donnez une image JPEG",
    );
    page("", "![Une photo](phto.png)").with("sites/amou/photo.png", PNG_BOMB).finds(
        "sites/amou/salle.md:4:1",
        "L’image « phto.png » est introuvable.",
        "Vouliez-vous dire « photo.png » ?",
    );
    page("", "![Une photo](https://ailleurs.example/photo.png)").finds(
        "sites/amou/salle.md:4:1",
        "est sur un autre site",
        "Téléchargez-la",
    );
}

#[test]
fn an_attachment_that_is_missing_or_active() {
    page("attachments:\n  - file: plna.pdf\n", "").with("sites/amou/plan.zip", "PK").finds(
        "sites/amou/salle.md:4:11",
        "Le document « plna.pdf » est introuvable.",
        "Vouliez-vous dire « plan.zip » ?",
    );
    let workspace =
        page("", "[Jeu](jeu.html)").with("sites/amou/jeu.html", "<script>alert(1)</script>");
    let findings = workspace.findings();
    assert!(findings.iter().any(|found| found.place == "sites/amou/salle.md:4:1"), "{findings:#?}");
    assert!(
        findings.iter().all(|found| found.message.contains("un navigateur pourrait l’exécuter"))
    );
}

#[test]
fn settings_that_cannot_be() {
    for (lines, place, message) in [
        (
            "insee: \"40\"\n",
            "sites/amou/site.yaml:3:8",
            "« 40 » n’est pas un code INSEE de commune.",
        ),
        (
            "siren: \"214000029\"\n",
            "sites/amou/site.yaml:3:8",
            "« 214000029 » n’est pas un numéro SIREN.",
        ),
        ("accent: rouge\n", "sites/amou/site.yaml:3:9", "« rouge » n’est pas une couleur."),
        ("parent: luys\n", "sites/amou/site.yaml:3:9", "Le site parent « luys » n’existe pas."),
        ("group: luys\n", "sites/amou/site.yaml:3:8", "Le groupe « luys » n’existe pas."),
        (
            "hours: {monday: [\"12:00-09:00\"]}\n",
            "sites/amou/site.yaml:3:18",
            "finit avant de commencer",
        ),
    ] {
        let workspace = TestWorkspace::empty()
            .with("sites/amou/site.yaml", format!("name: Amou\nkind: commune\n{lines}"));
        let findings = workspace.findings();
        assert!(
            findings.iter().any(|found| found.place == place && found.message.contains(message)),
            "{lines}{findings:#?}"
        );
    }
}

#[test]
fn no_workspace_at_all() {
    let workspace = TestWorkspace::empty();
    workspace.remove("parvis.yaml");
    workspace
        .build()
        .ends(2)
        .says("Aucun fichier parvis.yaml dans")
        .says("créez-en un : parvis init DOSSIER");
}

// Addresses browsers would run are refused in every spelling.
#[test]
fn links_that_run_programs() {
    for hostile in [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a]( javascript:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](<java\tscript:alert(1)>)",
        "[a](\u{1}javascript:alert(1))",
        "[a](javascript&colon;alert(1))",
        "[a](vbscript:a)",
        "[a](data:text/html,<script>alert(1)</script>)",
        "<javascript:alert(1)>",
        "[a][b]\n\n[b]: javascript:alert(1)",
        "![a](javascript:alert(1))",
    ] {
        let workspace = page("", hostile);
        let run = workspace.build();
        if run.code == 0 {
            assert!(!runs(&workspace), "{hostile}: {}", workspace.page("amou/salle/index.html"));
        } else {
            run.points_at("sites/amou/salle.md");
        }
    }
}

// What is only warned of is published without anything a browser runs.
#[test]
fn hostile_text_is_published_harmless() {
    let workspace = page(
        "description: \"\\\"><script>alert(1)</script>\"\n",
        "<script>alert(1)</script> <img src=x onerror=alert(1)> <b onclick=alert(1)>gras</b>\n\
         <a href=\"javascript:alert(1)\">lien</a> <svg onload=alert(1)> <style>*{color:red}</style>\n\n\
         <div style=\"color:red\">\n\ntexte\n\n</div>\n\n\
         <iframe src=\"https://ailleurs.example\"></iframe>\n\n\
         ```\"><script>alert(1)</script>\ncode\n```\n\n\
         ```html onload=alert(1)\n<script>alert(1)</script>\n```\n\n\
         [a](salle.md \"x\\\" onclick=alert(1) y=\\\"\") ![b][c]\n\n\
         ## Titre <script>alert(1)</script> {#x onclick=alert(1)}\n\n\
         <!--><script>alert(1)</script>-->\n\n\
         <math><mtext></p><img src=x onerror=alert(1)>\n\n\
         [^1]: <script>alert(1)</script>\n",
    )
    .with(
        "sites/amou/actualites/info.md",
        "---\ntitle: \"</title><script>alert(1)</script>\"\ndate: 2026-11-01\n\
         categories: [\"<script>alert(1)</script>\"]\n---\n</script><script>alert(1)</script>\n",
    )
    .built();
    assert!(
        workspace.has("amou/salle/index.html") && workspace.has("amou/actualites/info/index.html")
    );
    assert!(!runs(&workspace));
    workspace.run(&["check", "--at", AT]).ends(0).says("La balise HTML <script> a été retirée.");
}

/// True when a page of the site holds something a browser would run or style by.
fn runs(workspace: &TestWorkspace) -> bool {
    let pages = workspace.names("public").into_iter().filter(|name| name.ends_with(".html"));
    pages.into_iter().any(|name| {
        let page = workspace.html(&name);
        // The search is the theme's own: its form in the header, its module on its page.
        let foreign = "script:not([type='application/ld+json']):not([type=module][src^='/assets/search.']), \
            style, iframe, object, embed, svg:not([aria-hidden='true']), math, base, \
            form:not([role=search])";
        let mut found = !select(&page, foreign).is_empty();
        for element in select(&page, "*") {
            found |= element.value().attrs().any(|(name, value)| {
                let value: String =
                    value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                let value = value.to_ascii_lowercase();
                name.starts_with("on")
                    || name == "style"
                    || ["javascript:", "vbscript:", "data:"].iter().any(|bad| value.starts_with(bad))
            });
        }
        found |= attributes(&page, "script", "src")
            .iter()
            .any(|source| !source.starts_with("/assets/search."));
        found
    })
}
