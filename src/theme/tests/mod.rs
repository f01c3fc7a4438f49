//! Themes made of small folders, and the mistakes people make in them.

mod pages;

use std::collections::BTreeMap;
use std::path::Path;

use tera::{Context, Value};

use super::{Chain, Language, Theme, values};
use crate::diagnostic::Diagnostic;

fn workspace(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = root.path().join(path);
        std::fs::create_dir_all(path.parent().expect("inside the root")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    root
}

fn load(root: &Path, theme: &str, overrides: &[&str]) -> Result<Theme, Vec<Diagnostic>> {
    let overrides: Vec<String> = overrides.iter().map(|&folder| folder.to_owned()).collect();
    Theme::load(&Chain::read(root, theme, &overrides)?, Language::French)
}

fn render(theme: &Theme, template: &str, values: &[(&'static str, Value)]) -> String {
    let mut context = Context::new();
    for (name, value) in values {
        context.insert_value(*name, value.clone());
    }
    theme.render(template, &context).expect("renders")
}

/// What goes wrong with a theme `ours` of these files: code, file, line of each finding.
fn mistakes(files: &[(&str, &str)]) -> Vec<(&'static str, String, u32)> {
    let files: Vec<(String, &str)> =
        files.iter().map(|(path, text)| (format!("themes/ours/{path}"), *text)).collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let root = workspace(&files);
    let found = load(root.path(), "ours", &[]).expect_err("must not load");
    found
        .into_iter()
        .map(|diagnostic| {
            let place = diagnostic.location.expect("has a place");
            (diagnostic.code, place.file.to_string(), place.line)
        })
        .collect()
}

#[test]
fn the_theme_in_the_program_is_right_in_both_languages() {
    for language in [Language::French, Language::English] {
        let theme = Theme::load(&Chain::embedded(), language).expect("no mistake");
        let look = theme.look(None, &BTreeMap::new()).expect("default tokens");
        let css = std::str::from_utf8(&look.stylesheet.bytes).expect("text");
        assert!(css.starts_with(":root{") && css.contains("prefers-color-scheme:dark"));
        // With the components of the guide and the search; the weight of whole pages is measured
        // in a browser.
        assert!(css.len() < 32_000, "the style sheet has {} bytes", css.len());
    }
}

#[test]
fn a_nearer_folder_hides_and_extends() {
    let root = workspace(&[
        ("themes/base/templates/a.html", "<{% block x %}base{% endblock %}>"),
        ("themes/base/templates/parts.html", "{% component mark() %}base-mark{% endcomponent %}"),
        ("themes/ours/theme.yaml", "extends: base"),
        (
            "themes/ours/templates/a.html",
            "{% extends \"base/a.html\" %}{% block x %}ours {{ super() }} {{ <mark/> }}{% endblock %}",
        ),
        ("sites/amou/theme/templates/parts.html", "{% component mark() %}amou{% endcomponent %}"),
    ]);
    let theme = load(root.path(), "ours", &["sites/amou/theme", "groups/none"]).expect("right");
    assert_eq!(render(&theme, "a.html", &[]), "<ours base amou>");
    let theme = load(root.path(), "ours", &[]).expect("right");
    assert_eq!(render(&theme, "a.html", &[]), "<ours base base-mark>");
}

#[test]
fn words_tokens_and_styles_are_inherited() {
    let root = workspace(&[
        ("themes/ours/theme.yaml", "tokens:\n  radius: 12px"),
        (
            "themes/ours/i18n/fr.ftl",
            "skip-to-content = Au fait !\ncount = { $n ->\n  [one] une page\n *[other] { $n } pages\n }",
        ),
        (
            "themes/ours/templates/a.html",
            "{{ 'skip-to-content' | t }} {{ 'count' | t(n=1) }}, {{ 'count' | t(n=3) }}",
        ),
        (
            "themes/ours/css/main.css",
            "@import \"parvis/css/main.css\"; @import \"more.css\"; .ours { background: url(../assets/dot.svg) }",
        ),
        ("themes/ours/css/more.css", ".more { & b { color: red } }"),
        ("themes/ours/assets/dot.svg", "<svg/>"),
    ]);
    let theme = load(root.path(), "ours", &[]).expect("right");
    assert_eq!(render(&theme, "a.html", &[]), "Au fait ! une page, 3 pages");
    let look = theme.look(Some("#0b6e4f"), &BTreeMap::new()).expect("right");
    let css = std::str::from_utf8(&look.stylesheet.bytes).expect("text");
    assert!(css.contains("--radius:12px;") && css.contains("--accent:#0b6e4f;"));
    assert!(css.contains(".more b{color:red}"));
    let dot = theme.asset("dot.svg").expect("known");
    assert!(css.contains(dot));
    assert!(theme.assets().any(|asset| &*asset.url == dot));
    let again = theme.look(Some("#0B6E4F"), &BTreeMap::new()).expect("right");
    assert!(std::sync::Arc::ptr_eq(&look, &again), "made once");
}

#[test]
fn a_style_sheet_is_never_followed_deeper_than_the_stack_allows() {
    for (open, line) in [("a{", 2), ("(", 2), ("x(", 2), ("[/*]*/", 2), ("u\\72l('(', (", 2)] {
        let css = format!("b {{ color: red }}\n{}", open.repeat(500_000 / open.len()));
        assert_eq!(
            mistakes(&[("css/main.css", &css)]),
            [("stylesheet-too-deep", "themes/ours/css/main.css".to_owned(), line)],
            "{open}"
        );
    }
    let nested = format!("{}color: red{}", ".a { ".repeat(12), "}".repeat(12));
    let root = workspace(&[("themes/ours/theme.yaml", ""), ("themes/ours/css/main.css", &nested)]);
    load(root.path(), "ours", &[]).expect("what people write is far from the limit");
}

#[test]
fn mistakes_name_file_and_line() {
    let of = |code, path: &str, line| (code, format!("themes/ours/{path}"), line);
    assert_eq!(
        mistakes(&[
            ("templates/a.html", "one\n{% if %}"),
            ("templates/b.html", "one\ntwo\n{{ x | "),
            ("templates/c.html", "{% extends \"a.html\" %}"),
        ]),
        [
            of("template-broken", "templates/a.html", 2),
            of("template-broken", "templates/b.html", 3)
        ]
    );
    assert_eq!(
        mistakes(&[(
            "templates/a.html",
            "{{ x | nothing }}\n{{ <Nobody/> }}{% include \"no.html\" %}"
        )]),
        [1, 2, 2].map(|line| of("template-broken", "templates/a.html", line))
    );
    assert_eq!(
        mistakes(&[("templates/a.html", "{% extends \"no.html\" %}")]),
        [of("template-missing", "templates/a.html", 0)]
    );
    assert_eq!(
        mistakes(&[
            ("css/main.css", "@import \"x.css\";"),
            ("css/x.css", "a {}\nb { color: }\n} c")
        ]),
        [of("stylesheet-broken", "css/x.css", 3)]
    );
    assert_eq!(
        mistakes(&[("css/main.css", "a{}\n@import \"no.css\";")]),
        [of("stylesheet-broken", "css/main.css", 2)],
        "an import after a rule is ignored by browsers"
    );
    assert_eq!(
        mistakes(&[("css/main.css", "\n@import \"no.css\";")]),
        [of("stylesheet-import-missing", "css/main.css", 2)]
    );
    assert_eq!(
        mistakes(&[("css/main.css", "@import \"https://fonts.example/a.css\";")]),
        [of("stylesheet-foreign", "css/main.css", 1)]
    );
    assert_eq!(
        mistakes(&[(
            "css/main.css",
            "a{}\nb{background:url(//x.example/a.png)}\nc{background:url(../assets/no.svg)}"
        )]),
        [of("stylesheet-foreign", "css/main.css", 2), of("theme-asset-missing", "css/main.css", 3)]
    );
    assert_eq!(
        mistakes(&[("i18n/fr.ftl", "a = b\n= c\n")]),
        [of("theme-messages-broken", "i18n/fr.ftl", 2)]
    );
    assert_eq!(
        mistakes(&[("theme.yaml", "tokens: {radios: 1px}")]),
        [of("token-unknown", "theme.yaml", 1)]
    );
}

#[test]
fn endless_templates_are_refused() {
    let refused = |files: &[(&str, &str)]| {
        let files: Vec<(String, &str)> =
            files.iter().map(|(name, text)| (format!("templates/{name}"), *text)).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), *t)).collect();
        let codes: Vec<&str> = mistakes(&files).iter().map(|found| found.0).collect();
        codes.join(" ")
    };
    assert_eq!(refused(&[("a.html", "{% include \"a.html\" %}")]), "template-endless");
    assert_eq!(refused(&[("a.html", "{% extends \"a.html\" %}")]), "template-endless");
    assert_eq!(
        refused(&[("a.html", "{% include 'b.html' %}"), ("b.html", "{%- include `a.html` -%}")]),
        "template-endless"
    );
    assert_eq!(
        refused(&[
            ("a.html", "{% include 'b.html' %}"),
            ("b.html", "{% extends 'c.html' %}{% block x %}{{ super() }}{% endblock %}"),
            ("c.html", "{% block x %}{% include 'a.html' %}{% endblock %}"),
        ]),
        "template-endless"
    );
    assert_eq!(
        refused(&[
            ("p.html", "{% block a %}{% block b %}{% endblock %}{% endblock %}"),
            (
                "c.html",
                "{% extends 'p.html' %}{% block b %}{% block a %}{{ super() }}{% endblock %}{% endblock %}",
            ),
        ]),
        "template-block-nested"
    );
}

#[test]
fn endless_templates_stop_while_they_run() {
    let root = workspace(&[
        ("themes/ours/templates/c.html", "{% component a(n) %}{{ <a n={n}/> }}{% endcomponent %}"),
        ("themes/ours/templates/page.html", "{{ <a n={1}/> }}"),
        (
            "themes/ours/templates/long.html",
            "{% for i in range(end=90000) %}{% for j in range(end=90000) %}{{ i }}{% endfor %}{% endfor %}",
        ),
        ("themes/ours/templates/undefined.html", "{{ page.title }}\n  {{ page.titel }}"),
        ("themes/ours/templates/asset.html", "{{ 'favicon.sgv' | asset }}"),
    ]);
    let theme = load(root.path(), "ours", &[]).expect("right until it runs");
    let mut context = Context::new();
    context.insert_value("page", values::map([("title", Value::from("<a>"))]));
    let fails = |template: &str| theme.render(template, &context).expect_err("must fail");
    assert_eq!(fails("page.html").code, "template-endless");
    assert_eq!(fails("long.html").code, "template-endless");
    let undefined = fails("undefined.html");
    let place = undefined.location.expect("has a place");
    assert_eq!(
        (undefined.code, &*place.file),
        ("template-broken", "themes/ours/templates/undefined.html")
    );
    assert_eq!((place.line, place.column), (2, 11));
    assert_eq!(place.excerpt.as_deref(), Some("  {{ page.titel }}"));
    assert_eq!(fails("asset.html").location.expect("has a place").line, 1);
    assert_eq!(fails("paje.html").code, "template-missing");
    let mut output = b"before".to_vec();
    theme.render_into("undefined.html", &context, &mut output).expect_err("must fail");
    assert_eq!(output, b"before", "nothing of a broken page is kept");
}

#[test]
fn a_missing_theme_is_told_with_a_suggestion() {
    let root = workspace(&[
        ("themes/bourg/theme.yaml", "extends: parvis"),
        ("themes/a/theme.yaml", "extends: b"),
        ("themes/b/theme.yaml", "extends: a"),
        ("themes/c/theme.yaml", "extends: bourgs"),
        ("themes/d/theme.yaml", "extend: landes"),
    ]);
    let found = |theme| load(root.path(), theme, &[]).expect_err("must fail").remove(0);
    let missing = found("bourgs");
    assert_eq!(missing.code, "theme-missing");
    assert!(missing.arguments.contains(&("suggestion", "bourg".into())), "{missing:?}");
    assert_eq!(found("../landes").code, "theme-missing");
    assert_eq!(found("a").code, "theme-endless");
    let inherited = found("c");
    assert_eq!(&*inherited.location.expect("where it is asked for").file, "themes/c/theme.yaml");
    assert_eq!(found("d").code, "yaml-unknown-key");
}

#[test]
fn values_are_escaped_in_text_and_attributes() {
    let root = workspace(&[("themes/ours/templates/a.html", "<a title=\"{{ x }}\">{{ y }}</a>")]);
    let theme = load(root.path(), "ours", &[]).expect("right");
    let page = render(
        &theme,
        "a.html",
        &[("x", Value::from("\"'><script>&")), ("y", values::safe("<b>l’été</b>"))],
    );
    assert_eq!(page, "<a title=\"&quot;&#39;&gt;&lt;script&gt;&amp;\"><b>l’été</b></a>");
}

#[test]
fn equal_folders_have_equal_fingerprints() {
    let files = [("themes/ours/templates/a.html", "a"), ("themes/ours/css/x.css", "b{}")];
    let chain = |root: &Path| Chain::read(root, "ours", &[]).expect("right").fingerprint();
    let (one, two) = (workspace(&files), workspace(&files));
    assert_eq!(chain(one.path()), chain(two.path()));
    let other = workspace(&[files[0], ("themes/ours/css/x.css", "c{}")]);
    assert_ne!(chain(one.path()), chain(other.path()));
}

#[test]
fn the_looks_of_the_program_are_themes_like_others() {
    let root =
        workspace(&[("themes/clocher/theme.yaml", "extends: parvis\ntokens: {radius: \"0\"}")]);
    for name in crate::workspace::BUILT_IN_THEMES {
        let theme = load(root.path(), name, &[]).expect(name);
        let look = theme.look(None, &BTreeMap::new()).expect(name);
        let css = String::from_utf8_lossy(&look.stylesheet.bytes).into_owned();
        assert!(css.contains("@font-face"), "{name} brings its own font");
        // The workspace's file comes before the program's, the others stay.
        assert_eq!(css.contains("Literata"), name == "clocher", "{name}");
        assert_eq!(css.contains("--radius:0"), name == "clocher", "{name}");
    }
}
