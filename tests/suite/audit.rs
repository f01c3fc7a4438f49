//! An audit from its opening to the statement, and the legal pages that go with it.

use serde_json::Value;

use crate::support::{AT, TestWorkspace, attributes, select, text};

const FILE: &str = "sites/amou/accessibility-audit.yaml";
const STATEMENT: &str = "amou/accessibilite/index.html";

fn workspace() -> TestWorkspace {
    TestWorkspace::new()
        .with("sites/amou/salle.md", "---\ntitle: La salle\n---\n## Tarifs\n\n| Jour | Prix |\n| --- | --- |\n| Lundi | 10 |\n")
        .with("sites/amou/actualites/info.md", "---\ntitle: Info\ndate: 2026-11-02\n---\nTexte.\n")
        .with("sites/amou/budget.pdf", "%PDF-1.4\n%%EOF\n")
}

/// An audit of two pages, finished, in which these criteria have these results and all others do
/// not apply.
fn finished(results: &str) -> String {
    let mut text = "standard: \"4.1.2\"\nauditor: Camille, service numérique\nopened: 2026-10-01\ndate: 2026-10-15\n\
         theme: parvis\ntheme_version: \"1\"\ntechnologies: [HTML5, CSS]\n\
         environments:\n  - {platform: desktop, system: Windows 11, browser: Firefox 140, assistive_technology: NVDA 2025}\n\
         tools: [Parvis]\npages:\n  - {id: accueil, name: Accueil, url: /, kind: home}\n  - {id: contact, name: Contact, url: /contact/, kind: contact}\n\
         results:\n"
        .to_owned()
        + results;
    let last = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];
    for (theme, last) in last.into_iter().enumerate() {
        for number in 1..=last {
            let key = format!("{}.{number}:", theme + 1);
            if !results.lines().any(|line| line.trim().starts_with(&key)) {
                text.push_str(&format!("  {key} NA\n"));
            }
        }
    }
    text
}

fn statement(workspace: &TestWorkspace) -> String {
    text(&workspace.html(STATEMENT), "main")
}

#[test]
fn an_audit_is_opened_with_the_sample_and_what_is_proved() {
    let workspace = workspace();
    let run = workspace.run(&["audit", "amou", "--at", AT]).ends(0).prints("Audit ouvert");
    assert!(run.out.contains(FILE), "{}", run.out);
    let written = std::fs::read_to_string(workspace.path(FILE)).expect("opened");
    for page in [
        "url: \"/\"",
        "/contact/",
        "/mentions-legales/",
        "/accessibilite/",
        "/plan-du-site/",
        "/salle/",
        "/actualites/info/",
        "/budget.pdf",
    ] {
        assert!(written.contains(page), "no {page} in {written}");
    }
    for line in [
        "random: true",
        "date:\n",
        "\n  # 1.1 Chaque image porteuse d’information",
        "automatic: {",
        "NT: ",
    ] {
        assert!(written.contains(line), "no {line} in {written}");
    }
    let criteria = written.lines().filter(|line| {
        let key = line.trim_start_matches("  ").split(':').next().unwrap_or_default();
        line.starts_with("  ")
            && !line.starts_with("   ")
            && key.contains('.')
            && !key.contains(' ')
    });
    assert_eq!(criteria.count(), 106);
    // Once open, it is never overwritten, counts for nothing, and is not published.
    workspace.run(&["audit", "amou", "--at", AT]).ends(0).prints("Testé").prints("n’est pas daté");
    assert_eq!(std::fs::read_to_string(workspace.path(FILE)).expect("there"), written);
    let workspace = workspace.built();
    assert!(statement(&workspace).contains("est non conforme avec"));
    assert!(!workspace.names("public").iter().any(|name| name.contains("audit")));
    // The same site gives the same sample.
    workspace.remove(FILE);
    workspace.run(&["audit", "amou", "--at", AT]).ends(0);
    assert_eq!(std::fs::read_to_string(workspace.path(FILE)).expect("there"), written);
}

#[test]
fn results_are_recorded_from_the_command_line() {
    let workspace = workspace();
    workspace
        .run(&["audit", "amou", "--set", "1.1=C", "--at", AT])
        .ends(2)
        .says("Aucun audit n’est ouvert");
    workspace.run(&["audit", "amou", "--at", AT]).ends(0);
    let set = [
        "audit",
        "amou",
        "--at",
        AT,
        "--set",
        "12.8@accueil=NC",
        "--comment",
        "L’ordre saute le menu.",
        "--impact",
        "major",
    ];
    workspace.run(&set).ends(0).prints("Audit modifié").prints("Non conformes : 12.8");
    workspace.run(&["audit", "amou", "--at", AT, "--set", "12.8=C", "--set", "9.1=C"]).ends(0);
    let written = std::fs::read_to_string(workspace.path(FILE)).expect("there");
    let block = written.split("  12.8:").nth(1).and_then(|rest| rest.split("\n\n").next());
    let block = block.expect("the criterion");
    for line in ["NC: [accueil]", "C: [", "description: L’ordre saute le menu.", "impact: major"]
    {
        assert!(block.contains(line), "no {line} in {block}");
    }
    workspace
        .run(&["audit", "amou", "--set", "1.1@acueil=C"])
        .ends(2)
        .says("Vouliez-vous dire « accueil »");
    workspace.run(&["audit", "amou", "--set", "1.99=C"]).ends(2).says("pas de critère « 1.99 »");
    workspace.run(&["audit", "amou", "--set", "1.1:C"]).ends(2).says("n’est pas un résultat");
    workspace.run(&["audit", "amuo"]).ends(2).says("Vouliez-vous dire « amou »");
}

#[test]
fn the_statement_and_the_mention_come_from_the_audit() {
    let results = "  8.1: C\n  8.3: C\n  6.1: {C: contact, NC: accueil, findings: [{description: Deux liens « Lire la suite », impact: major}]}\n";
    let workspace = workspace().with(FILE, finished(results)).built();
    let said = statement(&workspace);
    for words in [
        "s’engage à rendre son site internet accessible conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005",
        "est partiellement conforme avec le référentiel général d’amélioration de l’accessibilité",
        "réalisé en interne (Camille, service numérique)",
        "66,66 % des critères RGAA sont respectés : 2 sur les 3 applicables",
        "83,33 %",
        "Deux liens « Lire la suite » (critère 6.1, impact majeur) – Accueil",
        "NVDA 2025, Firefox 140, Windows 11",
        "établie le 5 janvier 2026. Elle a été mise à jour le 15 octobre 2026",
        "Libre réponse 71120",
    ] {
        assert!(said.contains(words), "no «{words}» in {said}");
    }
    let headings: Vec<String> = select(&workspace.html(STATEMENT), "main h2, main h3, main h4")
        .iter()
        .map(|heading| heading.text().collect())
        .collect();
    let order = [
        "État de conformité",
        "Résultat des tests",
        "Contenus non accessibles",
        "Non-conformités",
        "Dérogations pour charge disproportionnée",
        "Contenus non soumis à l’obligation d’accessibilité",
        "Établissement de cette déclaration d’accessibilité",
        "Technologies utilisées pour la réalisation du site",
        "Environnement de test",
        "Les outils utilisés lors de l’évaluation",
        "Pages du site ayant fait l’objet de la vérification de conformité",
        "Retour d’information et contact",
        "Voies de recours",
    ];
    assert_eq!(headings, order);
    for page in ["amou/index.html", "amou/salle/index.html"] {
        let page = workspace.html(page);
        let body = text(&page, "body");
        assert_eq!(body.matches("Accessibilité : partiellement conforme").count(), 1, "{body}");
        assert_eq!(attributes(&page, "footer a[href='/accessibilite/']", "href").len(), 1);
    }
    workspace
        .run(&["audit", "--at", AT])
        .ends(0)
        .prints("amou partiellement conforme 66,66 % 2026-10-15 2029-10-15");
}

// Automatic checks can only lower: a page that fails for certain is not conforming, whatever was
// recorded of it.
#[test]
fn a_fault_the_linter_is_sure_of_lowers_the_state() {
    let audit = finished("  8.1: C\n  9.1: C\n");
    let workspace = workspace().with(FILE, &audit).built();
    assert!(statement(&workspace).contains("est totalement conforme"));
    let fault =
        "---\ntitle: La salle\n---\n## Tarifs\n\n<ul><p>Un paragraphe dans une liste</p></ul>\n";
    // A theme of the site's own, whose page has no title.
    workspace.file("sites/amou/salle.md", fault);
    workspace.file(
        "sites/amou/theme/templates/page.html",
        "<!DOCTYPE html><html><head><title></title></head><body>{{ chrome.header }}<main id=\"content\"><h1>{{ page.title }}</h1></main>{{ chrome.footer }}</body></html>",
    );
    let run =
        workspace.build().ends(1).says("L’audit dit le contraire de ce que les pages montrent");
    assert!(run.err.contains("8.3"), "{}", run.err);
    let said = statement(&workspace);
    assert!(!said.contains("est totalement conforme"), "{said}");
    assert!(said.contains("/salle/"), "{said}");
}

#[test]
fn an_audit_lapses_with_time_and_with_a_redesign() {
    let workspace = workspace().with(FILE, finished("  8.1: C\n"));
    let at = |day: &str| workspace.run(&["build", "--at", day]);
    at("2027-01-10").ends(0);
    assert!(statement(&workspace).contains("est totalement conforme"));
    at("2029-05-10").ends(0).says("ne comptera plus à partir du 2029-10-15");
    // Nothing but time has passed, and the pages change.
    at("2029-10-15").ends(0).says("ne compte plus depuis le 2029-10-15");
    let said = statement(&workspace);
    assert!(
        said.contains("est non conforme")
            && said.contains("15 octobre 2026, n’est plus en cours de validité"),
        "{said}"
    );
    workspace.file("themes/parvis/theme.yaml", "version: \"2\"\n");
    at("2027-01-10").ends(0).says("Une refonte met fin à l’audit");
    assert!(statement(&workspace).contains("le site a été refondu depuis"));
}

#[test]
fn the_audit_of_a_theme_counts_for_its_sites() {
    let workspace = workspace().with(FILE, finished("  8.1: C\n  12.7: NT\n"));
    workspace.build().ends(0).says("2 cases sur 212 ne sont pas testées");
    assert!(!statement(&workspace).contains("totalement conforme"));
    workspace
        .run(&["audit", "amou", "--theme", "--at", AT])
        .ends(0)
        .prints("themes/parvis/accessibility-audit.yaml");
    let file = "themes/parvis/accessibility-audit.yaml";
    workspace.run(&["audit", "amou", "--theme", "--at", AT, "--set", "12.7=C"]).ends(0);
    let opened = std::fs::read_to_string(workspace.path(file)).expect("opened");
    assert!(!opened.contains("\n  1.1:"), "images are the content’s: {opened}");
    let signed =
        opened.replace("auditor: \"\"", "auditor: Agence").replace("date:\n", "date: 2026-11-01\n");
    workspace.file(file, signed);
    workspace.build().ends(0);
    assert!(statement(&workspace).contains("est totalement conforme"), "{}", statement(&workspace));
    workspace.file("themes/parvis/templates/chrome/footer.html", "<footer>{{ site.accessibility.label }} <a href=\"/accessibilite/\">Déclaration</a></footer>");
    workspace.build().ends(0).says("a changé depuis son audit");
}

#[test]
fn derogations_stand_in_the_statement_with_their_ground() {
    let exemptions = "derogations:\n  - {content: Les plans du cadastre, reason: \"Il faudrait un géomètre.\", alternative: Par téléphone., until: 2027-06-30}\n\
        exempt:\n  - {content: Les bulletins de 2016, ground: office-file}\n";
    let audit = finished("  8.1: C\n") + exemptions;
    let workspace = workspace().with(FILE, &audit).built();
    let said = statement(&workspace);
    for words in [
        "Les plans du cadastre – Il faudrait un géomètre (jusqu’au 30 juin 2027). Alternative : Par téléphone.",
        "Les bulletins de 2016 – fichiers bureautiques publiés avant le 23 septembre 2018",
    ] {
        assert!(said.contains(words), "no «{words}» in {said}");
    }
    workspace
        .run(&["build", "--at", "2027-07-01"])
        .ends(0)
        .says("n’est plus invoquée depuis le 2027-06-30");
    assert!(statement(&workspace).contains("Aucune dérogation n’est invoquée"));
    workspace.file(FILE, audit.replace("office-file", "office"));
    workspace
        .run(&["check", "--at", AT])
        .ends(1)
        .says("« office » n’est pas possible")
        .says("office-file");
}

#[test]
fn the_grid_is_exported() {
    let workspace = workspace().with(
        FILE,
        finished(
            "  8.1: C\n  6.1: {NC: accueil, C: contact, findings: [{description: Lien vide}]}\n",
        ),
    );
    let run = workspace.run(&["audit", "amou", "--at", AT, "--export", "csv"]).ends(0);
    assert_eq!(run.out.lines().count(), 107);
    assert!(run.out.starts_with("Critères,Intitulé,Résultat,Accueil,Contact,"), "{}", run.out);
    let run = workspace.run(&["audit", "amou", "--at", AT, "--export", "json"]).ends(0);
    let report: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(report["procedureName"], "Commune d’Amou");
    assert_eq!(report["results"].as_array().map(Vec::len), Some(212));
    assert_eq!(report["accessibilityRate"], 50.0);
    workspace
        .run(&["audit", "amou", "--at", AT, "--export", "html", "--output", "grille.html"])
        .ends(0);
    workspace.run(&["lint", "grille.html", "--format", "json"]).ends(0);
}

#[test]
fn a_wrong_audit_is_told_with_its_line() {
    let workspace = workspace().with(FILE, finished("  8.1: C\n  1.15: C\n"));
    workspace.finds(&format!("{FILE}:16:3"), "pas de critère « 1.15 »", "Vouliez-vous dire");
    workspace.file(FILE, finished("  8.1: C\n  9.1: {C: [acceuil]}\n"));
    workspace.finds(
        &format!("{FILE}:16:13"),
        "pas de page « acceuil »",
        "Vouliez-vous dire « accueil »",
    );
    workspace.file(FILE, finished("  8.1: OK\n"));
    workspace.finds(&format!("{FILE}:15:8"), "« OK » n’est pas possible", "C, NC, NA, NT");
    workspace.file(FILE, finished("  8.1: C\n").replace("auditor:", "auditeur:"));
    workspace.finds(
        &format!("{FILE}:2:1"),
        "« auditeur » n’existe pas",
        "Vouliez-vous dire « auditor »",
    );
}

const PLANS: &str = "name: Essai\nurl: \"https://{id}.example\"\ndefaults:\n  accessibility:\n    established: 2026-01-05\n    \
    multi_year_plan: {from: 2026, to: 2028, strategy: S, referent: R, resources: R, skills: S, training: T, expertise: E, organisation: O, contracts: C, projects: P, user_tests: U, audits: A, corrections: C, beyond: B}\n    \
    action_plans:\n      2025: {actions: [{action: Former, result: Douze personnes formées}]}\n      2026: {actions: [{action: Auditer le site, when: en juin, who: le référent}]}\n";

fn with_plans() -> TestWorkspace {
    TestWorkspace::empty().with("parvis.yaml", PLANS).with(
        "sites/amou/site.yaml",
        "name: Amou\nkind: commune\ncontact: {address: {street: Place, postal_code: \"40330\", city: Amou}, phone: 05 36 49 00 01, email: mairie@amou.example}\n\
         legal: {host: {name: H, address: 1 rue, phone: 05 36 49 00 99}, dpo: {name: D, email: dpo@amou.example}}\n\
         accessibility: {multi_year_plan: {referent: La secrétaire générale}}\n",
    )
}

#[test]
fn the_plans_have_their_pages() {
    let workspace = with_plans().built();
    assert!(workspace.findings().is_empty(), "{:#?}", workspace.findings());
    let plan = text(&workspace.html("amou/accessibilite/schema-pluriannuel/index.html"), "main");
    for words in ["les années 2026 à 2028", "La secrétaire générale", "Audits prévus", "article 47"]
    {
        assert!(plan.contains(words), "no {words} in {plan}");
    }
    let actions = workspace.html("amou/accessibilite/plan-d-action/index.html");
    let years: Vec<String> =
        select(&actions, "main h2").iter().map(|year| year.text().collect()).collect();
    assert_eq!(years, ["Plan d’action de l’année en cours, 2026", "Année 2025"]);
    assert!(text(&actions, "main").contains("Bilan : Douze personnes formées"));
    let links = attributes(&workspace.html(STATEMENT), "main a[href^='/accessibilite/']", "href");
    assert_eq!(links, ["/accessibilite/schema-pluriannuel/", "/accessibilite/plan-d-action/"]);
    let crumbs = attributes(&actions, ".breadcrumb a", "href");
    assert_eq!(crumbs, ["/", "/accessibilite/", "/accessibilite/plan-d-action/"]);
}

#[test]
fn plans_that_run_out_are_told() {
    let workspace = with_plans();
    let at = |day: &str| workspace.run(&["check", "--at", day]).ends(0);
    at("2027-02-01")
        .says("Le plan d’action de 2027 n’est pas publié")
        .says("Le plan d’action de 2026 n’a pas de bilan");
    at("2029-02-01").says("Le schéma pluriannuel a pris fin en 2028");
    workspace.file("parvis.yaml", PLANS.replace("to: 2028", "to: 2029"));
    workspace.run(&["check", "--at", AT]).ends(1).says("au plus 3 ans");
    workspace.file(
        "parvis.yaml",
        PLANS
            .replace("beyond: B", "audits_: B")
            .replace("audits_: B", "from: 2026")
            .replace(", from: 2026}", "}"),
    );
    workspace.run(&["check", "--at", AT]).ends(0).says("accessibility.multi_year_plan.beyond");
}

// Each datum that the law asks for and nobody gave is named by its key, with the law.
#[test]
fn what_the_legal_pages_lack_is_named() {
    let workspace = TestWorkspace::empty()
        .with("sites/amou/site.yaml", "name: Amou\nkind: commune\nlegal: {host: {name: H}}\n")
        .with("sites/pays/site.yaml", "name: Pays d’Amou\nkind: portail\n")
        .with("sites/amis/site.yaml", "name: Les Amis\nkind: association\n");
    let run = workspace.run(&["check", "--at", AT]).ends(0);
    for (words, law) in [
        ("legal.host.address, legal.host.phone", "2004-575"),
        ("contact.address, contact.phone", "2004-575"),
        ("legal.dpo.name, legal.dpo.email", "RGPD"),
        ("Personne ne peut saisir l’administration", "2016-1411"),
        ("Le schéma pluriannuel de mise en accessibilité n’est pas publié", "2005-102"),
        ("La déclaration d’accessibilité ne dit pas quand", "2019-768"),
        ("Le plan d’action de 2026 n’est pas publié", "2005-102"),
        ("legal.editor.name, legal.editor.address, legal.editor.phone", "2004-575"),
    ] {
        let run = workspace.run(&["check", "--at", AT]).says(words);
        assert!(run.err.contains(law), "no {law} in {}", run.err);
    }
    assert!(!run.err.contains("sites/amis/site.yaml\n  le délégué"), "{}", run.err);
}

#[test]
fn a_theme_that_breaks_the_statement_is_told() {
    let workspace = TestWorkspace::new()
        .with("sites/amou/theme/templates/chrome/footer.html", "<footer>Rien</footer>")
        .with("sites/amou/theme/templates/accessibility.html", "{% extends \"layout.html\" %}{% block main %}<h1>{{ page.title }}</h1><p>Loi n° 2005-102.</p>{% endblock %}");
    let run = workspace.run(&["check", "--at", AT]).ends(0);
    run.says("n’ont pas de lien vers la déclaration d’accessibilité")
        .says("la partie « Voies de recours »")
        .says("La page d’accueil ne porte pas la mention")
        .points_at("sites/amou/theme/templates/accessibility.html");
}

// The statement of any site, whoever made it.
#[test]
fn the_statement_of_a_foreign_site_is_judged() {
    let statement = "<!DOCTYPE html><html lang=fr><title>Accessibilité</title><main><h1>Déclaration d’accessibilité</h1><p>Loi n° 2005-102. Le site est partiellement conforme.</p></main>";
    let workspace = TestWorkspace::empty()
        .with(
            "autre/index.html",
            "<!DOCTYPE html><html lang=fr><title>Accueil</title><main><h1>Accueil</h1></main>",
        )
        .with("autre/accessibilite/index.html", statement);
    let run = workspace.run(&["lint", "--site", "autre", "--at", AT]);
    let told = format!("{}{}", run.out, run.err);
    let told: Vec<&str> = told.split_whitespace().collect();
    let told = told.join(" ");
    for words in [
        "la partie « Voies de recours »",
        "n’est pas datée",
        "ne porte pas la mention",
        "pas de lien vers la déclaration",
    ] {
        assert!(told.contains(words), "no «{words}» in {told}");
    }
}

// Without a site, too, what the linter is sure of lowers what an audit says.
#[test]
fn the_overview_says_what_the_statement_says() {
    let workspace = workspace().with(FILE, finished("  8.1: C\n  8.3: C\n"));
    workspace.run(&["audit", "--at", AT]).ends(0).prints("1 totalement conformes");
    workspace.file("sites/amou/salle.md", "---\ntitle: La salle\n---\nB I E N V E N U E à tous\n");
    let run = workspace.run(&["audit", "--at", AT]).ends(0).prints("1 partiellement conformes");
    assert!(!run.out.contains("100 %"), "{}", run.out);
}

#[test]
fn an_audit_whose_results_are_still_empty_is_an_open_one() {
    let text = finished("").split("results:\n").next().expect("a head").to_owned() + "results:\n";
    let text = text.replace("date: 2026-10-15\n", "date:\n");
    let workspace = workspace().with(FILE, text);
    workspace.run(&["audit", "amou", "--at", AT]).ends(0).prints("Testé");
}
