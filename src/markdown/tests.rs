//! The renderer is tested from outside: Markdown in, HTML, places and findings out.

use std::fmt::Write as _;
use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Severity;

fn render_text(text: &str) -> Rendered {
    let source = Source::new("sites/amou/a.md", text);
    render(&source, 0..text.len(), &PlainResolver, &RenderOptions::default())
}

#[track_caller]
fn html(text: &str) -> String {
    let rendered = render_text(text);
    assert_eq!(rendered.diagnostics, [], "{text}");
    rendered.html
}

/// Codes and lines of what is told.
fn told(text: &str) -> Vec<(&'static str, u32)> {
    let line = |finding: &Diagnostic| finding.location.as_ref().map_or(0, |place| place.line);
    render_text(text).diagnostics.iter().map(|finding| (finding.code, line(finding))).collect()
}

#[test]
fn commonmark_and_its_extensions_become_plain_html() {
    for (markdown, expected) in [
        (
            "Un *mot*, **deux**, ~~trois~~, `<b>`.",
            "<p>Un <em>mot</em>, <strong>deux</strong>, <del>trois</del>, <code>&lt;b&gt;</code>.</p>\n",
        ),
        ("a  \nb\nc", "<p>a<br>\nb\nc</p>\n"),
        (
            "- a\n- b\n\n3. c",
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"3\">\n<li>c</li>\n</ol>\n",
        ),
        ("- a\n\n  b", "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n</ul>\n"),
        ("> a\n\n---", "<blockquote>\n<p>a</p>\n</blockquote>\n<hr>\n"),
        (
            "```rust x\na < b\n\nc\n```",
            "<pre><code class=\"language-rust\">a &lt; b\n\nc\n</code></pre>\n",
        ),
        ("« A : B ? » l'eau -- \"c\"...", "<p>« A : B ? » l'eau -- \"c\"...</p>\n"),
        (
            "<https://a.example/?a=1&b=é> <a@b.fr>",
            "<p><a href=\"https://a.example/?a=1&amp;b=%C3%A9\">https://a.example/?a=1&amp;b=é</a> <a href=\"mailto:a@b.fr\">a@b.fr</a></p>\n",
        ),
        ("[a](/b \"c \\\" d\")", "<p><a href=\"/b\" title=\"c &quot; d\">a</a></p>\n"),
        ("![Un chat](c.jpg)", "<p><img src=\"c.jpg\" alt=\"Un chat\"></p>\n"),
        ("![](c.jpg \"Décorative\")", "<p><img src=\"c.jpg\" alt=\"\"></p>\n"),
    ] {
        assert_eq!(html(markdown), expected);
    }
}

#[test]
fn tables_name_their_columns_and_rows() {
    assert_eq!(
        html("| A | B |\n|---|--:|\n| 1 | 2 |"),
        "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"Tableau\">\n<table>\n<thead><tr><th scope=\"col\">A</th><th scope=\"col\" class=\"align-right\">B</th></tr></thead>\n\
         <tbody>\n<tr><td>1</td><td class=\"align-right\">2</td></tr>\n</tbody></table>\n</div>\n"
    );
    assert_eq!(
        html("|   | B |\n|---|---|\n| 1 | 2 |"),
        "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"Tableau\">\n<table>\n<thead><tr><td></td><th scope=\"col\">B</th></tr></thead>\n\
         <tbody>\n<tr><th scope=\"row\">1</th><td>2</td></tr>\n</tbody></table>\n</div>\n"
    );
}

#[test]
fn headings_have_readable_unique_ids() {
    let text =
        "## L’œuvre d’Amou\n\n## L'œuvre d'Amou\n\n### !\n\n## Horaires {#heures}\n\n## Menu";
    let rendered = render(
        &Source::new("a.md", text),
        0..text.len(),
        &PlainResolver,
        &RenderOptions { reserved_ids: &["menu"], ..RenderOptions::default() },
    );
    let ids: Vec<&str> = rendered.outline.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["l-oeuvre-d-amou", "l-oeuvre-d-amou-2", "section", "heures", "menu-2"]);
    assert_eq!(rendered.ids, ids);
    assert_eq!(rendered.outline[3].text, "Horaires");
    assert!(rendered.html.contains("<h2 id=\"heures\">Horaires</h2>\n"));
}

#[test]
fn headings_out_of_order_are_told_and_stay() {
    assert_eq!(
        told("Texte\n\n# A\n\n### B"),
        [("heading-level-one", 3), ("heading-level-skipped", 5)]
    );
    assert_eq!(told("### A"), [("heading-level-skipped", 1)]);
    assert_eq!(told("## A\n\n### B\n\n## C\n\n### D\n\n#### E"), []);
    assert_eq!(
        told("## A {.x}\n\n## B {#é}\n\n## C {#c}\n\n## D {#c}"),
        [("heading-attributes-refused", 1), ("heading-id-invalid", 3), ("heading-id-taken", 7),]
    );
    assert!(render_text("# A").html.starts_with("<h1 id=\"a\">"));
}

#[test]
fn footnotes_go_to_the_end_with_links_both_ways() {
    let rendered = render_text("Un[^b] deux[^a] un[^b].\n\n[^a]: Note a.\n[^b]: Note b.\n\nFin.");
    assert_eq!(rendered.diagnostics, []);
    let (text, notes) = rendered.html.split_once("<section").expect("notes");
    assert!(text.ends_with("<p>Fin.</p>\n"));
    assert!(text.contains(
        "<a id=\"appel-1\" href=\"#note-1\" role=\"doc-noteref\" aria-label=\"Note\u{a0}1\">1</a>"
    ));
    assert!(notes.contains("<li id=\"note-1\"><p>Note b. <a href=\"#appel-1\""), "{notes}");
    assert!(notes.contains("<a href=\"#appel-1-2\""));
    assert!(notes.contains("<li id=\"note-2\"><p>Note a."));
    let line = rendered.html.lines().position(|line| line.contains("Note a.")).expect("there");
    assert_eq!(rendered.lines.source_line(line + 1), Some(3));
}

#[test]
fn raw_html_goes_on_around_markdown() {
    assert_eq!(
        html(
            "<details open>\n<summary>Voir <b>tout</b></summary>\n\n- **a**\n\n</details>\n\nFin <abbr title=\"Maire\">M.</abbr> H<sub>2</sub>O<br>x"
        ),
        "<details open>\n<summary>Voir <b>tout</b></summary>\n<ul>\n<li><strong>a</strong></li>\n</ul>\n</details>\n\
         <p>Fin <abbr title=\"Maire\">M.</abbr> H<sub>2</sub>O<br>x</p>\n"
    );
    assert_eq!(
        html(
            "<p lang=\"oc\">Adishatz &amp; <em>monde</em> <!-- note --></p>\n\n<div lang=en>\n\n*Hello*\n\n</div>"
        ),
        "<p lang=\"oc\">Adishatz &amp; <em>monde</em> </p>\n<div lang=\"en\">\n<p><em>Hello</em></p>\n</div>\n"
    );
    assert_eq!(
        html("<dl><dt>A<dd>B<dt>C</dl>"),
        "<dl>\n<dt>A</dt>\n<dd>B</dd>\n<dt>C</dt>\n</dl>\n"
    );
}

#[test]
fn what_is_left_out_of_raw_html_is_told_with_its_line() {
    assert_eq!(
        told("a\n\n<div>\n<iframe src=x></iframe>\n<font color=red>b</font>\n</div>"),
        [("html-removed", 4), ("html-removed", 5),]
    );
    assert_eq!(
        told("<p style=\"x\" onclick=y>a</p>"),
        [("html-attribute-removed", 1), ("html-attribute-removed", 1),]
    );
    assert_eq!(told("a <div>b</div>\n\n<li>c"), [("html-misplaced", 1), ("html-misplaced", 3)]);
    assert_eq!(told("- <details>\n\nb"), [("html-unclosed", 1)]);
    assert_eq!(told("*a <mark>b* c"), [("html-unclosed", 1)]);
    let rendered = render_text("a <script>alert(*1*)</script> b\n\n<style>\nx\n</style>");
    assert_eq!(rendered.html, "<p>a  b</p>\n");
    assert_eq!(rendered.diagnostics.len(), 2);
    let rendered =
        render_text("a\n\n<b></b><script>x</script>\n\n<iframe></iframe>\n<img src=x>\n\nb");
    assert!(!rendered.html.contains("<p></p>") && !rendered.html.contains("<p>\n</p>"));
    assert!(rendered.html.ends_with("<p>b</p>\n"), "{}", rendered.html);
}

#[test]
fn links_are_refused_missing_or_followed() {
    assert_eq!(
        told(
            "[a](javascript:x)\n\n![b](data:x)\n\n![](c.jpg)\n\n[d](#nulle-part)\n\n## Titre\n\n[e](#titre)"
        ),
        [
            ("link-scheme-refused", 1),
            ("link-scheme-refused", 3),
            ("image-alt-missing", 5),
            ("anchor-missing", 7),
        ]
    );
    let rendered = render_text("[a *b*](/c) [d](javascript:e)");
    assert_eq!(rendered.html, "<p><a href=\"/c\">a <em>b</em></a> d</p>\n");
    assert_eq!(rendered.links.len(), 1);
    assert_eq!(rendered.links[0].href.as_deref(), Some("/c"));
    assert_eq!(rendered.links[0].range, 0..11);
}

/// Turns `grc:` links that stand alone into cards, gives documents a suffix, breaks the rest.
struct Cards;

impl Resolver for Cards {
    fn link(&self, request: &LinkRequest<'_>, found: &mut Vec<Diagnostic>) -> LinkResolution {
        if request.standalone && request.dest.starts_with("grc:") {
            return LinkResolution::Block(format!("<div class=\"card\">\n{}</div>", request.text));
        }
        if request.dest.ends_with(".pdf") {
            return LinkResolution::Link {
                href: "/a.pdf".into(),
                attributes: vec![("type", "application/pdf".into())],
                suffix: " <span>(PDF)</span>".into(),
            };
        }
        found.push(Diagnostic::error("anchor-missing").at(request.location()));
        LinkResolution::Broken
    }

    fn image(&self, request: &ImageRequest<'_>, _: &mut Vec<Diagnostic>) -> ImageResolution {
        if request.standalone {
            ImageResolution::Block(format!("<figure>{}</figure>", request.alt))
        } else {
            ImageResolution::Inline("<img>".into())
        }
    }
}

#[test]
fn what_stands_alone_may_become_a_block() {
    let text = "[Un *trou*](grc:trou)\n\nVoir [ici](grc:trou), [le plan](plan.pdf).\n\n![Photo](a.jpg)\n\nDans ![b](b.jpg) le texte.\n";
    let source = Source::new("a.md", text);
    let rendered = render(&source, 0..text.len(), &Cards, &RenderOptions::default());
    assert_eq!(
        rendered.html,
        "<div class=\"card\">\nUn trou</div>\n\
         <p>Voir ici, <a href=\"/a.pdf\" type=\"application/pdf\">le plan <span>(PDF)</span></a>.</p>\n\
         <figure>Photo</figure>\n<p>Dans <img> le texte.</p>\n"
    );
    assert_eq!(rendered.lines.as_slice(), [1, 1, 3, 5, 7]);
    assert_eq!(
        rendered.diagnostics[0].location.as_ref().map(|place| (place.line, place.column)),
        Some((3, 6))
    );
    assert_eq!(rendered.excerpt, "Un trou");
}

#[test]
fn each_line_of_html_knows_its_line_of_markdown() {
    let text = "---\ntitle: A\n---\n## A\n\nb\nc\n\n- d\n- e\n  f\n\n```\ng\nh\n```\n\n<div>\n\n| i |\n|---|\n| j |\n\n</div>\n";
    let source = Source::new("a.md", text);
    let body = text.find("## A").expect("there")..text.len();
    let rendered = render(&source, body, &PlainResolver, &RenderOptions::default());
    let shown =
        rendered.html.lines().enumerate().fold(String::new(), |mut shown, (index, line)| {
            let from = rendered.lines.source_line(index + 1).expect("every line comes from one");
            let _ = writeln!(shown, "{from} {line}");
            shown
        });
    assert_eq!(
        shown,
        "4 <h2 id=\"a\">A</h2>\n6 <p>b\n7 c</p>\n9 <ul>\n9 <li>d</li>\n10 <li>e\n11 f</li>\n11 </ul>\n\
         13 <pre><code>g\n15 h\n16 </code></pre>\n18 <div>\n\
         20 <div class=\"table\" role=\"group\" tabindex=\"0\" aria-labelledby=\"a\">\n20 <table>\n20 <thead><tr><th scope=\"col\">i</th></tr></thead>\n\
         22 <tbody>\n22 <tr><td>j</td></tr>\n22 </tbody></table>\n22 </div>\n24 </div>\n"
    );
    assert_eq!(rendered.lines.as_slice().len(), rendered.html.lines().count());
}

#[test]
fn the_excerpt_is_the_first_paragraph_cut_between_words() {
    assert_eq!(
        render_text("## T\n\n> cité\n\nUn *mot*\net `deux`.\n\nTrois").excerpt,
        "Un mot et deux."
    );
    let long = render_text(&"élève, ".repeat(60)).excerpt;
    assert!(long.ends_with("élève…") && long.chars().count() <= 200, "{long}");
    let word = render_text(&"é".repeat(500)).excerpt;
    assert_eq!(word.chars().count(), 200);
}

/// What no page may hold, checked on the parsed HTML and not on its text.
fn assert_safe(html: &str, from: &str) {
    const ELEMENTS: &[&str] = &[
        "html",
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "cite",
        "code",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "time",
        "tr",
        "u",
        "ul",
        "var",
        "wbr",
    ];
    const ATTRIBUTES: &[&str] = &[
        "alt",
        "aria-label",
        "aria-labelledby",
        "class",
        "datetime",
        "dir",
        "href",
        "id",
        "lang",
        "open",
        "role",
        "scope",
        "src",
        "start",
        "tabindex",
        "title",
    ];
    let tree = scraper::Html::parse_fragment(html);
    for node in tree.tree.root().descendants() {
        assert!(!node.value().is_comment(), "{from:?}: comment in {html}");
        let Some(element) = node.value().as_element() else { continue };
        assert!(ELEMENTS.contains(&element.name()), "{from:?}: <{}> in {html}", element.name());
        for (name, value) in element.attrs() {
            assert!(ATTRIBUTES.contains(&name), "{from:?}: {name} in {html}");
            assert!(name != "tabindex" || value == "0", "{from:?}: {value:?} in {html}");
            if matches!(name, "href" | "src") {
                assert_eq!(escape::refused_scheme(value), None, "{from:?}: {value:?} in {html}");
            }
        }
    }
    assert!(!html.to_ascii_lowercase().contains("<script"), "{from:?}: {html}");
    // A cleaner of other authorship finds nothing to clean either.
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(ELEMENTS.iter().copied().collect())
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .url_schemes(
            ["https", "http", "mailto", "tel", "grc", "site", "service", "sms", "geo", "webcal"]
                .into(),
        )
        .link_rel(None);
    let cleaned = cleaner.clean(html).to_string();
    assert_eq!(scraper::Html::parse_fragment(&cleaned).html(), tree.html(), "{from:?}");
}

/// Every element is closed, in order.
fn assert_balanced(html: &str, from: &str) {
    let mut open = Vec::new();
    for piece in raw_html::pieces(html) {
        match piece.content {
            raw_html::Content::Open { name, .. } => {
                if !matches!(name.as_str(), "br" | "hr" | "img" | "wbr") {
                    open.push(name);
                }
            }
            raw_html::Content::Close(name) => {
                assert_eq!(open.pop(), Some(name), "{from:?}: {html}");
            }
            raw_html::Content::Text(_) => {}
        }
    }
    assert_eq!(open, [] as [&str; 0], "{from:?}: {html}");
}

fn assert_sound(text: &str) {
    let rendered = render_text(text);
    assert_safe(&rendered.html, text);
    assert_balanced(&rendered.html, text);
    let lines = rendered.lines.as_slice();
    assert_eq!(lines.len(), rendered.html.lines().count(), "{text:?}: {}", rendered.html);
    let last = u32::try_from(text.split('\n').count()).expect("small");
    assert!(lines.iter().all(|line| (1..=last).contains(line)), "{text:?}: {lines:?}");
    // Footnotes are moved to the end: only they may come from further up.
    if !text.contains("[^") {
        assert!(lines.is_sorted(), "{text:?}: {lines:?}\n{}", rendered.html);
    }
}

#[test]
fn hostile_texts_give_safe_html() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile/markdown");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).expect("the corpus is there").flatten() {
        let bytes = std::fs::read(file.path()).expect("readable");
        let text = String::from_utf8_lossy(&bytes);
        assert_sound(&text);
        // Each trick alone, too: one must not hide the next.
        text.split("\n\n").for_each(assert_sound);
        text.lines().for_each(assert_sound);
        seen += 1;
    }
    assert!(seen >= 6, "the corpus has shrunk");
}

#[test]
fn hostile_sizes_cost_bounded_time() {
    let deep = |part: &str| part.repeat(10_000);
    let wide = "|a".repeat(20_000) + "\n" + &"|-".repeat(20_000) + "\n" + &"a\n".repeat(20_000);
    for (name, text, code) in [
        ("quotes", deep("> ") + "a", Some("markdown-too-deep")),
        (
            "quotes in lines",
            (1..1_000).fold(String::new(), |text, depth| text + &"> ".repeat(depth) + "a\n"),
            Some("markdown-too-deep"),
        ),
        ("lists", deep("- ") + "a", Some("markdown-too-deep")),
        ("emphasis", deep("*a ") + &deep("a* "), Some("markdown-too-deep")),
        ("raw elements", deep("<div>\n\n"), Some("markdown-too-deep")),
        ("raw elements in one line", "<div>".repeat(100_000), Some("markdown-too-deep")),
        (
            "raw items in one line",
            "<ul>".to_owned() + &"<li>".repeat(100_000),
            Some("html-unclosed"),
        ),
        ("raw phrases", "a ".to_owned() + &deep("<b>"), Some("markdown-too-deep")),
        ("stars", deep("**_"), None),
        ("brackets", deep("["), None),
        ("images", deep("![") + &deep("](a)"), Some("markdown-too-deep")),
        ("links", deep("[a](b"), None),
        ("many links", deep("[a](javascript:x) [b](c)\n"), Some("too-many-findings")),
        ("many good links", deep("[b](c)\n"), Some("markdown-too-many-links")),
        ("anchors", deep("[b](#c)\n"), Some("too-many-findings")),
        (
            "backticks",
            (1..600).fold(String::new(), |text, count| text + &"`".repeat(count) + "a"),
            None,
        ),
        ("equal headings", deep("## a\n\n"), None),
        ("comments", deep("<!--"), None),
        ("attributes", format!("<p {}>", deep("x=y ")), Some("html-attribute-removed")),
        ("entities", deep("&#x6A;&lt;"), None),
        ("references", deep("[a]: b\n") + &deep("[a] "), Some("markdown-too-many-links")),
        ("footnotes", deep("[^a] ") + "\n\n[^a]: b", None),
        ("table", wide, None),
        ("scripts", deep("a <script> b "), Some("html-removed")),
    ] {
        let begun = Instant::now();
        let rendered = render_text(&text);
        let took = begun.elapsed();
        // A debug build on a busy machine; linear costs stay far below.
        assert!(took.as_secs() < 20, "{name} took {took:?}");
        let codes: Vec<&str> = rendered.diagnostics.iter().map(|finding| finding.code).collect();
        if let Some(code) = code {
            assert!(codes.contains(&code), "{name}: {codes:?}");
        }
        assert!(rendered.diagnostics.len() < 5_000 + 1_000, "{name}");
    }
}

#[test]
fn a_text_too_deep_is_an_error_with_its_place() {
    let rendered = render_text(&("a\n\n".to_owned() + &"> ".repeat(10_000)));
    assert_eq!(rendered.html, "");
    assert_eq!(rendered.diagnostics[0].severity, Severity::Error);
    assert_eq!(rendered.diagnostics[0].location.as_ref().map(|place| place.line), Some(3));
}

/// Markdown and HTML in pieces that mean something together.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(vec![
            "\n", "\n\n", "\n", "\n\n", "  \n", "    ", "# ", "## ", "- ", "1. ", "> ", "| a | b |\n|---|:-:|\n| c |", "|", "*", "**", "_", "~~", "`", "```",
            "```html\n", "[", "](", ")", "![", "](a.png)", "[a](b)", "<", ">", "/", "\"", "'", "=", "&", "&lt;", "&#106;", "&colon;", ";", ":", "#",
            "<script>", "</script>", "<div>", "</div>", "<details>", "</details>", "<summary>", "</summary>", "<p>", "</p>", "<b>", "</b>", "<br>",
            "<ul>", "<li>", "</ul>", "<dl><dt>", "<dd>", "<table>", "<td>", "</table>", "<svg>", "<math>", "<style>", "<!--", "-->", "<![CDATA[", "<?",
            " onclick=alert(1) ", " style=x ", " lang=fr ", "href=", "javascript:", "alert(1)", "data:", "<a href=\"javascript:x\">", "{#id}", "{.x}",
            "\t", "\\", "\u{0}", "\u{200b}", "<textarea>", "<plaintext>", "<title>", "---\n", "===\n", "[a]: ", "texte", "é", "œ", "<q", "<time datetime=x>",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,6}".prop_map(|text| text),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_safe_html(text in pieces()) {
        assert_sound(&text);
    }

    #[test]
    fn any_footnotes_give_safe_html(text in "(\\[\\^[ab]\\]:? ?|<div>|- |> |\n|\n\n|a|<b>){0,30}") {
        assert_sound(&text);
    }
}

#[test]
fn an_address_with_a_space_is_told_where_it_stays_as_text() {
    for (text, target) in [
        ("Voir\n\n![Plan](plan marché.png)", "plan marché.png"),
        ("Voir\n\n- **[le PDF](Compte rendu.pdf)**, à lire", "Compte rendu.pdf"),
        ("| a |\n|---|\n| [b](c d) |", "c d"),
    ] {
        let found = render_text(text).diagnostics;
        assert_eq!(found.len(), 1, "{text}: {found:#?}");
        assert_eq!((found[0].code, found[0].severity), ("link-with-space", Severity::Warning));
        assert_eq!(found[0].arguments, [("target", target.into())]);
        assert_eq!(found[0].location.as_ref().map(|place| place.line), Some(3), "{text}");
    }
    for fine in [
        "[a](<b c.pdf>)",
        "[a](b.pdf \"un titre\")",
        "`[a](b c)`",
        "```\n[a](b c)\n```",
        "Un [mot] (entre parenthèses)",
        "\\[a\\](b c)",
        "[a](b\nc)",
    ] {
        assert_eq!(told(fine), [], "{fine}");
    }
    let long = "[a](b".repeat(200_000);
    let start = Instant::now();
    render_text(&long);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

#[test]
fn a_link_without_text_or_address_is_told() {
    for (text, part) in [("[rien]()", "target"), ("a [](https://a.example/) b", "text")] {
        let found = render_text(text);
        assert_eq!(found.diagnostics.len(), 1, "{text}");
        assert_eq!(found.diagnostics[0].code, "link-empty");
        assert_eq!(found.diagnostics[0].arguments, [("part", part.into())]);
        assert!(!found.html.contains("<a"), "{}", found.html);
    }
    assert_eq!(told("[![Le chat](c.jpg)](https://a.example/)"), []);
}
