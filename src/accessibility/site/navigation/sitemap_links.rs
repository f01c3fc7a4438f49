//! `accessibility-rules/navigation/sitemap-links.md`: the links of the site map lead somewhere.

use crate::accessibility::site::{Site, SiteReport, SiteRule};

pub(crate) const RULE: SiteRule = SiteRule {
    documentation: include_str!("../../../../accessibility-rules/navigation/sitemap-links.md"),
    check,
};

fn check(site: &Site<'_>, report: &mut SiteReport) {
    let Some((index, map)) = site.sitemap() else { return };
    let links: Vec<_> = map.links.iter().filter(|link| !link.in_menu).collect();
    if links.is_empty() {
        return;
    }
    report.applies("12.3.2");
    let mut good = true;
    for link in links {
        if !site.has(&link.target) {
            good = false;
            report
                .fail(index, &link.spot, "12.3.2", "sitemap-link-broken")
                .arg("target", link.target.as_str());
        }
    }
    if good {
        report.conforms("12.3.2");
    }
}
