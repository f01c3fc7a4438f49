//! `accessibility-rules/consultation/meta-refresh.md`: pages do not change by themselves after a delay.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/consultation/meta-refresh.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    // What is embedded or drawn by a script may change by itself too.
    let embedded = page.all(local_name!("object")).chain(page.all(local_name!("embed"))).next();
    if page.has_scripts() || embedded.is_some() {
        report.doubt("13.1.1");
    }
    // Browsers obey the first one they understand.
    let Some((node, delay, redirects)) = first_refresh(page) else { return };
    let test = if redirects { "13.1.2" } else { "13.1.1" };
    report.applies(test);
    // A page may come anew after twenty hours at least; it should lead elsewhere at once.
    if delay > 0 && delay < 72_000 + u64::from(redirects) {
        report.fail(node, test, "page-refreshes").arg("delay", delay);
    }
}

/// The element, the delay in seconds, and whether it leads to another address.
pub(crate) fn first_refresh(page: &Page<'_>) -> Option<(NodeId, u64, bool)> {
    page.all(local_name!("meta")).find_map(|node| {
        let kind = page.attribute(node, local_name!("http-equiv"))?;
        let content = page.attribute(node, local_name!("content"))?;
        let (delay, redirects) = parse(content)?;
        kind.trim().eq_ignore_ascii_case("refresh").then_some((node, delay, redirects))
    })
}

/// HTML, «shared declarative refresh steps».
fn parse(content: &str) -> Option<(u64, bool)> {
    let content = content.trim_ascii_start();
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let rest = content[digits..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if digits == 0 && !content.starts_with('.') {
        return None;
    }
    let delay = content[..digits].parse().unwrap_or(if digits == 0 { 0 } else { u64::MAX });
    let separated =
        rest.starts_with([';', ',']) || rest.starts_with(|c: char| c.is_ascii_whitespace());
    if !rest.is_empty() && !separated {
        return None;
    }
    let address = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || ";,".contains(c));
    Some((delay, !address.is_empty()))
}
