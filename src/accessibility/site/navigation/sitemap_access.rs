//! `accessibility-rules/navigation/sitemap-access.md`: the site map is reached the same way
//! everywhere.

use crate::accessibility::site::same_way::{Tests, check_way};
use crate::accessibility::site::{BlockKind, Site, SiteReport, SiteRule};

pub(crate) const RULE: SiteRule = SiteRule {
    documentation: include_str!("../../../../accessibility-rules/navigation/sitemap-access.md"),
    check,
};

fn check(site: &Site<'_>, report: &mut SiteReport) {
    let map = site.sitemap().map(|(index, _)| index);
    let tests = Tests {
        kind: BlockKind::SitemapLink,
        way: "12.4.1",
        place: "12.4.2",
        order: "12.4.3",
        missing: "sitemap-link-missing",
        displaced: "sitemap-link-displaced",
        other: "sitemap-link-displaced",
    };
    check_way(site, report, &tests, |index| Some(index) == map);
}
