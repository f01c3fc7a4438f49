//! The linter as people meet it: in `build` and `check`, and on pages of any origin.

use std::fs;

use serde_json::Value;

use crate::support::{AT, Run, TestWorkspace};

/// What `check` finds by a rule, as `file:line`, and in whose hands it is.
fn found(workspace: &TestWorkspace, rule: &str) -> Vec<(String, String)> {
    let run = workspace.run(&["check", "--at", AT, "--format", "json"]);
    assert!(run.code < 2, "{}{}", run.out, run.err);
    let report: Value = serde_json::from_str(&run.out).expect("JSON");
    let findings = report["findings"].as_array().expect("findings");
    let own = findings.iter().filter(|finding| finding["rule"] == rule);
    own.map(|finding| {
        let file = finding["file"].as_str().unwrap_or_default();
        let part = finding["part"].as_str().unwrap_or_default();
        (format!("{file}:{}", finding["line"].as_u64().unwrap_or(0)), part.to_owned())
    })
    .collect()
}

/// The pages of `lint --format json`.
fn pages(run: &Run) -> Vec<Value> {
    let report: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(report["schema"], 1);
    report["pages"].as_array().expect("pages").clone()
}

/// The theme's own file with a line changed, laid over the theme for one site.
fn changed(path: &str, from: &str, to: &str) -> (String, String, usize) {
    let text = fs::read_to_string(format!("{}/themes/parvis/{path}", env!("CARGO_MANIFEST_DIR")))
        .expect("a file of the theme");
    let at = text.find(from).unwrap_or_else(|| panic!("{path} has {from}"));
    let line = text[..at].matches('\n').count() + 1;
    (format!("sites/amou/theme/{path}"), text.replacen(from, to, 1), line)
}

#[test]
fn a_sound_site_has_no_sure_fault() {
    let run = TestWorkspace::new().build();
    run.ends(0).prints("aucune faute certaine");
}

// One mistake of each kind, each in a site of its own: the file and line are those of the mistake.
#[test]
fn each_mistake_is_found_in_the_file_where_it_was_made() {
    let mut wrong = Vec::new();
    let mut expect = |rule: &str, place: &str, part: &str, workspace: &TestWorkspace| {
        let found = found(workspace, rule);
        if found != [(place.to_owned(), part.to_owned())] {
            wrong.push(format!("{rule}: {found:?}, not {place} ({part})"));
        }
    };

    let page = "---\ntitle: Une page\n---\n\nUn paragraphe.\n\nPuis <span lang=\"zzz\">autre</span> chose.\n";
    let workspace = TestWorkspace::new().with("sites/amou/une-page.md", page);
    expect("language-code", "sites/amou/une-page.md:7", "content", &workspace);

    let theme = [
        (
            "image-name",
            "templates/chrome/footer.html",
            "</footer>",
            "<img src=\"/a.png\">\n</footer>",
        ),
        (
            "link-name",
            "templates/chrome/footer.html",
            "</footer>",
            "<a class=\"vide\" href=\"/\"></a>\n</footer>",
        ),
        (
            "frame-title",
            "templates/chrome/footer.html",
            "</footer>",
            "<iframe class=\"carte\" src=\"/carte\"></iframe>\n</footer>",
        ),
        (
            "obsolete-markup",
            "templates/chrome/footer.html",
            "</footer>",
            "<center class=\"vieux\">Amou</center>\n</footer>",
        ),
        ("page-language", "templates/layout.html", "<html lang=\"{{ page.language }}\"", "<html"),
        (
            "skip-link",
            "templates/chrome/header.html",
            "href=\"#content\"",
            "href=\"#contenu\" class=\"vers\"",
        ),
        (
            "viewport-zoom",
            "templates/layout.html",
            "initial-scale=1",
            "initial-scale=1, user-scalable=no",
        ),
    ];
    for (rule, path, from, to) in theme {
        let (file, text, line) = changed(path, from, to);
        let workspace = TestWorkspace::new().with(&file, text);
        // The menu that a skip link skips.
        workspace
            .file("sites/amou/une-page.md", "---\ntitle: Une page\nmenu: Page\n---\n\nTexte.\n");
        expect(rule, &format!("{file}:{line}"), "theme", &workspace);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A PDF of one page without tags, changed since office files are no longer exempt.
fn untagged_pdf() -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        "<</Title(Plan)/ModDate(D:20240314120000Z)>>",
    ];
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (rank, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n{object}\nendobj\n", rank + 1).into_bytes());
    }
    let table = pdf.len();
    pdf.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for place in places {
        pdf.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let trailer = format!("trailer\n<</Size {}/Root 1 0 R/Info 4 0 R>>\n", objects.len() + 1);
    pdf.extend(format!("{trailer}startxref\n{table}\n%%EOF\n").into_bytes());
    pdf
}

// What authors get wrong in texts, each at its line. What Markdown refuses never reaches a page: it
// is told at the same place by the rooms before the linter.
#[test]
fn each_mistake_of_an_author_is_found_at_its_line() {
    const ENGLISH: &str = "The town hall is open from Monday to Friday, and you can write to the \
        registry office if you need a certificate that they will send to you within ten days.";
    let mistakes = [
        ("passage", "", ENGLISH, "language-matches"),
        ("ecriture", "", "مرحبا بكم في الموقع الرسمي للبلدية والمدينة", "reading-direction"),
        ("code", "", "Un mot en <span lang=\"anglais\">english</span>.", "language-code"),
        ("espaces", "", "B I E N V E N U E à tous", "spaced-words"),
        ("lignes", "", "Une ligne<br><br><br>une autre", "presentation-only"),
        ("vide", "", "<p>&nbsp;</p>", "presentation-only"),
        ("liste", "", "<ul><p>Pain</p></ul>", "list-structure"),
        ("pdf", "", "Voyez [le plan](plan.pdf).", "office-document"),
        ("titre", "B I E N V E N U E", "Texte.", "spaced-words"),
        ("niveau", "", "#### Un titre trop bas", "heading-level-skipped"),
        ("tableau", "", "<table><tr><td>Lundi</td></tr></table>", "html-removed"),
        ("image", "", "![](affiche.png)", "image-alt-missing"),
        ("lien", "", "[](https://exemple.fr/)", "link-empty"),
        ("absent", "", "[La salle](salle.md)", "link-target-missing"),
    ];
    let mut wrong = Vec::new();
    for (name, title, text, code) in mistakes {
        let title = if title.is_empty() { name } else { title };
        let page = format!("---\ntitle: {title}\n---\n\nUn paragraphe.\n\n{text}\n");
        let file = format!("sites/amou/{name}.md");
        let workspace =
            TestWorkspace::new().with(&file, page).with("sites/amou/plan.pdf", untagged_pdf());
        let run = workspace.run(&["check", "--at", AT, "--format", "json"]);
        let report: Value = serde_json::from_str(&run.out).expect("JSON");
        let found: Vec<String> = report["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|finding| {
                let rule = finding["rule"].as_str().or(finding["code"].as_str());
                format!(
                    "{} {}:{}",
                    rule.unwrap_or_default(),
                    finding["file"].as_str().unwrap_or_default(),
                    finding["line"]
                )
            })
            .collect();
        let line = if title == name { 7 } else { 2 };
        let wanted = format!("{code} {file}:{line}");
        if !found.contains(&wanted) {
            wrong.push(format!("{name}: {found:?}, not {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_fault_of_the_theme_is_told_once_with_its_count() {
    let (_, text, _) =
        changed("templates/chrome/footer.html", "</footer>", "<img src=\"/a.png\">\n</footer>");
    let workspace = TestWorkspace::new()
        .site("dax", "Dax")
        .with("themes/parvis/templates/chrome/footer.html", text);
    let run = workspace.build().ends(1).prints("1 faute certaine");
    assert_eq!(run.err.matches("[image-name]").count(), 1, "{}", run.err);
    run.says("pages de 2 sites").says("À corriger dans le thème");
    assert!(workspace.has("amou/index.html"), "a fault keeps no site from being written");
    // Left alone, the sites keep what was said of them.
    let again = workspace.build().ends(1).prints("0 construit, 2 inchangés");
    assert_eq!(again.err.matches("[image-name]").count(), 1, "{}", again.err);
    workspace.run(&["build", "--at", AT, "--no-lint"]).ends(0);
}

#[test]
fn known_faults_have_a_reason_an_owner_and_an_end() {
    let page = "---\ntitle: Une page\n---\n\n<span lang=\"zzz\">Autre</span> chose.\n";
    let workspace = TestWorkspace::new().with("sites/amou/une-page.md", page);
    let file = "accessibility-baseline.yaml";
    workspace.run(&["lint", "--at", AT, "--write-baseline"]).ends(0).prints("1 faute ajoutée");
    let text = fs::read_to_string(workspace.path(file)).expect("written");
    workspace
        .build()
        .ends(1)
        .says("Il manque à cette faute connue")
        .points_at(&format!("{file}:2"));

    let filled = text
        .replace("reason: \"\"", "reason: La page sera refaite")
        .replace("owner: \"\"", "owner: la mairie")
        .replace("until: \"\"", "until: 2027-01-31");
    workspace.file(file, &filled);
    workspace.build().ends(0).prints("1 faute connue et datée");
    // The line moves, the entry still holds.
    workspace.file("sites/amou/une-page.md", page.replace("---\n\n", "---\n\nAvant.\n\n"));
    workspace.build().ends(0).prints("1 faute connue et datée");

    workspace.file(file, filled.replace("2027-01-31", "2026-01-31"));
    workspace
        .build()
        .ends(1)
        .says("devait être corrigée pour le 2026-01-31")
        .points_at(&format!("{file}:2"));
    workspace.file(file, &filled);
    workspace.file("sites/amou/une-page.md", page.replace("zzz", "eu"));
    workspace.build().ends(1).says("n’existe plus").points_at(&format!("{file}:2"));
    workspace.remove(file).build().ends(0);
}

#[test]
fn pages_of_any_origin_are_linted_with_their_style_sheets() {
    let workspace = TestWorkspace::empty()
        .with("page/style.css", "p{color:#ccc;background-color:#fff}")
        .with(
            "page/index.html",
            "<!DOCTYPE html>\n<html lang=fr><head><title>Amou</title>\n<link rel=stylesheet \
             href=style.css></head><body><main><h1>Amou</h1>\n<p>Texte pâle</p></main></body></html>",
        );
    let run = workspace.run(&["lint", "page/index.html", "--format", "json"]).ends(1);
    let page = &pages(&run)[0];
    assert_eq!(page["tests"].as_object().expect("tests").len(), 258);
    assert_eq!(page["tests"]["3.2.1"], "non-conforming");
    let findings = page["findings"].as_array().expect("findings");
    let finding = findings.iter().find(|finding| finding["rule"] == "text-contrast").expect("one");
    assert_eq!((&finding["line"], &finding["column"]), (&4.into(), &1.into()));
    for format in ["text", "sarif", "junit", "github", "gitlab", "earl"] {
        let run = workspace.run(&["lint", "page", "--format", format]).ends(1);
        assert!(
            run.out.contains("3.2.1") || run.out.contains("text-contrast"),
            "{format}: {}",
            run.out
        );
    }
    workspace.run(&["lint", "nulle-part.html"]).ends(2).says("nulle-part.html");
}

// The palette of an accent can be read; what a theme laid over it makes of the same custom
// properties is nobody's promise, and is judged like any colour.
#[test]
fn an_accent_made_too_light_is_found_however_it_is_written() {
    let accents = [
        ":root { --accent: #ffe27a }",
        "main { --accent: var(--nulle-part, #ffe27a) }",
        ":root { --teinte: 48 100% 74%; --accent: hsl(var(--teinte)) }",
        "@media screen and (width > 40rem) { :root { --accent: #ffe27a } }",
        "@property --accent { syntax: \"<color>\"; inherits: true; initial-value: #000 }\n\
         main { --accent: #ffe27a }",
        ":root { --clair: var(--plus-clair); --plus-clair: #ffe27a; --accent: var(--clair) }",
    ];
    let page =
        "---\ntitle: Une page\n---\n\nVoyez [la salle](https://exemple.fr/salle) et le parc.\n";
    for css in accents {
        let workspace = TestWorkspace::new()
            .with("sites/amou/theme/css/look.css", css)
            .with("sites/amou/une-page.md", page);
        let run = workspace.build().ends(1);
        assert!(run.err.contains("[text-contrast]"), "{css}: {}", run.err);
        assert!(run.err.contains("#ffe"), "{css}: {}", run.err);
    }
    // A property that nothing uses changes nothing.
    TestWorkspace::new()
        .with("sites/amou/theme/css/look.css", ":root { --nulle-part: #ffe27a }")
        .with("sites/amou/une-page.md", page)
        .build()
        .ends(0);
}

#[test]
fn the_pages_of_a_site_are_compared() {
    let page = |title: &str, before: &str, after: &str| {
        format!(
            "<!DOCTYPE html><html lang=fr><head><title>{title}</title></head><body>{before}<main>\
             <h1>{title}</h1></main>{after}</body></html>"
        )
    };
    let link = "<footer><a href=/plan/>Plan du site</a></footer>";
    let workspace = TestWorkspace::empty()
        .with("site/index.html", page("Accueil", "", link))
        .with("site/a/index.html", page("A", "", link))
        .with("site/b/index.html", page("B", "", ""))
        .with("site/plan/index.html", page("Plan du site", "", "<a href=/a/>A</a>"));
    let run = workspace.run(&["lint", "site", "--site", "--format", "json"]).ends(1);
    let outcome = |name: &str| {
        let pages = pages(&run);
        let page = pages.iter().find(|page| page["page"] == format!("site/{name}/index.html"));
        page.map(|page| page["tests"]["12.4.1"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(outcome("b").as_deref(), Some("non-conforming"));
    let alone = workspace.run(&["lint", "site", "--format", "json"]);
    assert_eq!(pages(&alone)[0]["tests"]["12.4.1"], "untested");
}

#[test]
fn the_report_is_made_of_pages_without_fault() {
    let workspace = TestWorkspace::new().site("dax", "Dax");
    workspace.run(&["lint", "--at", AT, "--report", "rapport"]).ends(0);
    let index = fs::read_to_string(workspace.path("rapport/index.html")).expect("written");
    assert!(index.contains("href=\"amou.html\"") && index.contains("href=\"dax.html\""));
    workspace.run(&["lint", "rapport", "--site", "--at", AT]).ends(0);
}

// Bounded time and memory, and something said, whatever the page.
#[test]
fn hostile_pages_end() {
    let rules: String =
        (0..10_000).map(|n| format!(".c{n} > p:not(.x{n}) + a{{color:red}}")).collect();
    let workspace = TestWorkspace::empty()
        .with("h/deep.html", "<div>".repeat(200_000))
        .with("h/rules.html", format!("<style>{rules}</style>{}", "<p class=c1>a</p>".repeat(500)))
        .with("h/bytes.html", b"<!DOCTYPE html><title>\xff\xfe</title><p>\xe9\xc3".as_slice())
        .with("h/empty.html", "")
        .with("h/line.html", format!("<!DOCTYPE html><main>{}", "<img src=a><p>".repeat(100_000)));
    let run = workspace.run(&["lint", "h", "--format", "json", "--lang", "fr"]).ends(1);
    assert_eq!(pages(&run).len(), 5);
    assert!(run.err.contains("trop profonde") && run.err.contains("UTF-8"), "{}", run.err);
    let deep = pages(&run).into_iter().find(|page| page["page"] == "h/deep.html").expect("there");
    assert_eq!(deep["whole"], false);
}
