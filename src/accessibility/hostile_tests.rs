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

#[test]
fn many_errors_are_not_many_searches() {
    assert!(!lint(&"<img src=a>".repeat(3_000)).outcomes.is_empty());
    assert!(!lint(&"<p id=a></p>\n".repeat(5_000)).outcomes.is_empty());
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
