//! `accessibility-rules/navigation/sitemap-content.md`: the site map shows every section.

use crate::accessibility::site::{Site, SiteReport, SiteRule};

pub(crate) const RULE: SiteRule = SiteRule {
    documentation: include_str!("../../../../accessibility-rules/navigation/sitemap-content.md"),
    check,
};

fn check(site: &Site<'_>, report: &mut SiteReport) {
    let Some((index, map)) = site.sitemap() else { return };
    report.applies("12.3.1");
    let spot = map.title.clone().unwrap_or_default();
    let own = map.key();
    let shown: Vec<&str> = map
        .links
        .iter()
        .filter(|link| !link.in_menu && link.target != own)
        .map(|link| link.target.as_str())
        .collect();
    if shown.iter().all(|target| target.is_empty()) {
        report.fail(index, &spot, "12.3.1", "sitemap-empty");
        return;
    }
    let Some((_, home)) = site.home() else { return };
    let mut missing: Vec<&str> = home
        .links
        .iter()
        .filter(|link| link.in_menu && !link.target.is_empty() && link.target != own)
        .map(|link| link.target.as_str())
        .filter(|target| site.page(target).is_some() && !is_shown(target, &shown))
        .collect();
    missing.sort_unstable();
    missing.dedup();
    // A section with pages of its own must be there; a lone page may be reached otherwise.
    let is_section = |target: &str| {
        site.set().any(|(_, page)| {
            page.key().strip_prefix(target).is_some_and(|rest| rest.starts_with('/'))
        })
    };
    let section = missing.iter().find(|target| is_section(target));
    if let Some(page) = section.or(missing.first()) {
        let draft = if section.is_some() {
            report.fail(index, &spot, "12.3.1", "sitemap-incomplete")
        } else {
            report.review(index, &spot, "12.3.1", "sitemap-incomplete")
        };
        draft.arg("page", *page).arg("count", missing.len());
    }
}

/// A section is shown when its page is, or anything under it or above it but the home page.
fn is_shown(target: &str, shown: &[&str]) -> bool {
    let under = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    shown.iter().any(|known| {
        under(known, target) || (!known.is_empty() && under(target, known))
    })
}
