//! Pages made to break or to slow the linter: each must end soon, in bounded memory, without a
//! panic, and with nothing said to be sure when the page was not read whole.

use super::{PageReport, Sheets};
use proptest::prelude::*;

fn lint(html: &str) -> PageReport {
    super::lint(html, &Sheets::none())
}

fn sure(html: &str) -> usize {
    lint(html).findings.iter().filter(|finding| finding.sure).count()
}

#[test]
fn a_page_nested_too_deep_leads_to_doubts_only() {
    assert_eq!(sure(&"<div aria-labelledby=x>".repeat(50_000)), 0);
    assert_eq!(sure(&"<b><i><a href=x>".repeat(3_000)), 0);
}

#[test]
fn names_that_refer_to_names_end() {
    let link = |n: usize| format!("<a id=l{n} href=x aria-labelledby='b l{}'></a>", n + 1);
    let page: String = (0..2_000).map(link).collect();
    assert!(!lint(&format!("<body id=b>{page}")).outcomes.is_empty());
}

#[test]
fn style_sheets_made_to_be_slow_end() {
    let many: String = (0..10_000).map(|n| format!("* .a{n} > * + * ~ p{{color:red}}")).collect();
    let backtracking = format!("{}{{color:red}}", "div ".repeat(200));
    let has = ":has(:not(:has(a)) b){color:red}".repeat(50);
    let variables = format!(
        ":root{{--a0:{};{}}}p{{color:var(--a30)}}",
        "x".repeat(100),
        (1..31).map(|n| format!("--a{n}:var(--a{0})var(--a{0});", n - 1)).collect::<String>()
    );
    let body = "<div><p>a</p></div>".repeat(300);
    for css in [many, backtracking, has, variables, "a{".repeat(10_000), "@media ".repeat(9_999)] {
        assert!(!lint(&format!("<style>{css}</style>{body}")).outcomes.is_empty());
    }
}

/// A page with that style sheet must end within seconds even unoptimised; gives its outcomes.
fn soon(css: &str, body: &str) -> PageReport {
    let started = std::time::Instant::now();
    let report = lint(&format!("<html lang=fr><style>{css}</style><body>{body}</body>"));
    let took = started.elapsed();
    assert!(took.as_secs() < 60, "{took:?}: {}", &css[..css.len().min(200)]);
    report
}

#[test]
fn ten_thousand_rules_end() {
    let rules: String = (0..10_000)
        .map(|n| format!(".a{n} .b{n} > .c:hover, .c{n}:focus + p::before{{color:#{n:06x}}}"))
        .collect();
    let body: String = (0..1_000)
        .map(|n| format!("<div class='a{n} b{n}'><p class='c c{n}'>a</p></div>"))
        .collect();
    let report = soon(&rules, &body);
    assert!(!report.outcomes.is_empty());
}

#[test]
fn nested_selectors_that_multiply_end_with_a_finding() {
    let nested = format!("{}color:red{}", "& .a,& .b{".repeat(40), "}".repeat(40));
    let negated = format!("p{{{}color:red{}}}", "&:not(*),&:not(*){".repeat(40), "}".repeat(40));
    let chosen = format!("{}p{}{{color:red}}", ":is(a b,".repeat(40), ")".repeat(40));
    let has = format!("{}{{color:red}}", "div:has(> div > div ~ div p) ".repeat(30));
    let body = "<div>".repeat(60) + &"<p class='a b'>a</p>".repeat(300);
    for css in [nested, negated, chosen, has] {
        let report = soon(&css, &body);
        assert!(!report.outcomes.is_empty());
    }
    let css = format!("{}color:red{}", "& .a,& .b{".repeat(40), "}".repeat(40));
    let report = soon(&css, &body);
    assert!(
        report.findings.iter().all(|finding| !finding.sure || finding.code != "text-contrast-low")
    );
}

#[test]
fn selectors_over_their_budget_leave_doubts_and_a_finding() {
    let css: String =
        (0..3_000).map(|n| format!("* * * :has(~ * * .x{n}) ~ * p{{color:#fff}}")).collect();
    let report = soon(&css, &"<div><p>a</p></div>".repeat(600));
    assert!(report.findings.iter().any(|finding| finding.code == "styles-too-slow"));
    assert!(report.findings.iter().all(|finding| !finding.sure));
}

#[test]
fn custom_properties_without_end_are_invalid() {
    let cycle = ":root{--a:var(--b);--b:var(--c) var(--a);--c:var(--a,var(--b))}p{color:var(--a)}";
    let deep: String = (1..400).map(|n| format!("--v{n}:var(--v{}) 0;", n - 1)).collect();
    let wide: String =
        (1..16).map(|n| format!("--w{n}:var(--w{0},var(--w{0}))var(--w{0},);", n - 1)).collect();
    let many: String = (0..2_000)
        .map(|n| format!("p:nth-child({n}){{--x{n}:var(--w15);color:var(--x{n})}}"))
        .collect();
    let body = "<p>a</p>".repeat(2_000);
    for css in [cycle.to_owned(), format!(":root{{{deep}{wide}}}p{{color:var(--v399)}}{many}")] {
        assert!(!soon(&css, &body).outcomes.is_empty());
    }
    let inline: String = (0..3_000)
        .map(|n| format!("<p style='--a{n}:1;--b{n}:var(--a{n});color:var(--b{n})'>a"))
        .collect();
    assert!(!soon("", &inline).outcomes.is_empty());
}

#[test]
fn sheets_that_import_each_other_end() {
    let sheets =
        Sheets::new(|_| Some("@import 'a.css'; @import 'b.css' print; p{color:red}".into()));
    let html = "<link rel=stylesheet href=a.css><p>a</p>";
    assert!(!super::lint(html, &sheets).outcomes.is_empty());
}

#[test]
fn states_of_many_elements_end() {
    let css = "div:hover p{color:#777} p:hover{color:#888} a:focus{outline:0} *:hover>*{opacity:.9}
        div:focus-within ~ div p{display:block} div p{display:none}";
    let body: String =
        (0..1_500).map(|n| format!("<div><a href=x>{n}</a><p>a</p></div>")).collect();
    assert!(!soon(css, &body).outcomes.is_empty());
    let deep = "<div>".repeat(300) + "<a href=x>1</a><p>a</p>";
    assert!(!soon(css, &deep).outcomes.is_empty());
}

#[test]
fn many_errors_are_not_many_searches() {
    assert!(!lint(&"<img src=a>".repeat(3_000)).outcomes.is_empty());
    assert!(!lint(&"<p id=a></p>\n".repeat(5_000)).outcomes.is_empty());
}

/// The pages of `tests/hostile/pages`: small, each made for one trap. A page on which the linter
/// once broke is kept there.
fn corpus() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile/pages");
    let mut pages: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|file| {
            let html = String::from_utf8_lossy(&std::fs::read(file.path()).unwrap()).into_owned();
            (file.file_name().to_string_lossy().into_owned(), html)
        })
        .collect();
    pages.sort();
    assert!(pages.len() >= 50);
    pages
}

#[test]
fn every_page_of_the_corpus_ends_whole_and_cut() {
    for (name, html) in corpus() {
        let started = std::time::Instant::now();
        assert!(!lint(&html).outcomes.is_empty(), "{name}");
        // A page may stop anywhere: a copy that failed, a template that broke.
        let cuts: Vec<usize> = html.char_indices().map(|(at, _)| at).collect();
        for at in cuts.iter().step_by(cuts.len().div_ceil(24).max(1)) {
            assert!(!lint(&html[..*at]).outcomes.is_empty(), "{name} cut at {at}");
        }
        assert!(started.elapsed().as_secs() < 60, "{name}: {:?}", started.elapsed());
    }
}

#[test]
fn pages_of_the_corpus_run_into_each_other_end() {
    let pages = corpus();
    for pair in pages.windows(2) {
        let html = format!("{}{}", pair[0].1, pair[1].1);
        assert!(!lint(&html).outcomes.is_empty(), "{} and {}", pair[0].0, pair[1].0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_page(html in "[ -~éà’\u{0}\n]{0,400}") {
        assert!(!lint(&html).outcomes.is_empty());
    }

    #[test]
    fn any_markup_is_a_page(
        parts in proptest::collection::vec(prop_oneof![
            Just("<table>"), Just("<tr>"), Just("</p>"), Just("<p style='color:red"), Just("'>"),
            Just("<a href=x>"), Just("<svg><title>"), Just("</svg>"), Just("<select><option>"),
            Just("<template><b>"), Just("<style>a{color:"), Just("</style>"), Just("<b><i>"),
            Just("</b>"), Just("<form><input"), Just(" id=a"), Just(" aria-labelledby=a"), Just(">"),
            Just("<math><mi>"), Just("<frameset>"), Just("<!--"), Just("text"), Just("<label for=a>"),
        ], 0..60)
    ) {
        assert!(!lint(&parts.concat()).outcomes.is_empty());
    }
}
