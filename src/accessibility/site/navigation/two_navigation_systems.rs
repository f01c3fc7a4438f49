//! `accessibility-rules/navigation/two-navigation-systems.md`: two ways through a site at least.

use crate::accessibility::site::{BlockKind, PageSummary, Site, SiteReport, SiteRule, Spot};

pub(crate) const RULE: SiteRule = SiteRule {
    documentation: include_str!(
        "../../../../accessibility-rules/navigation/two-navigation-systems.md"
    ),
    check,
};

fn check(site: &Site<'_>, report: &mut SiteReport) {
    let Some((home_index, home)) = site.home() else { return };
    let linked = |page: &PageSummary| {
        let key = page.key();
        home.links.iter().any(|link| link.target == key)
    };
    // A site whose every page is one step from the home page needs no second way.
    let pages = site.set().count();
    let near = site.set().filter(|(index, page)| *index == home_index || linked(page)).count();
    if near == pages {
        return;
    }
    report.applies("12.1.1");
    let count = |kind: BlockKind| site.set().filter(|(_, page)| page.block(kind).is_some()).count();
    let (menus, searches) = (count(BlockKind::Navigation), count(BlockKind::Search));
    let maps = count(BlockKind::SitemapLink);
    let map = site.sitemap().is_some();
    let everywhere = |count: usize| count == pages;
    let proved = [everywhere(menus), map && maps + 1 >= pages, everywhere(searches)];
    if proved.iter().filter(|proved| **proved).count() >= 2 {
        report.conforms("12.1.1");
        return;
    }
    // A menu may be made of anything: its absence is told only where the other two lack as well.
    let maybe_menu = menus > 0 || home.links.len() >= 3;
    let ways = [maybe_menu, map || maps > 0, searches > 0];
    let spot = home.title.clone().unwrap_or_else(page_spot);
    match ways.iter().filter(|way| **way).count() {
        0 | 1 => report.fail(home_index, &spot, "12.1.1", "navigation-systems-missing"),
        _ => report.review(home_index, &spot, "12.1.1", "navigation-systems-unsure"),
    };
}

fn page_spot() -> Spot {
    Spot { selector: "html".to_owned(), line: 1, ..Spot::default() }
}
