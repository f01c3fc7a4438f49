//! `accessibility-rules/navigation/search-access.md`: the search is reached the same way
//! everywhere.

use crate::accessibility::site::same_way::{Tests, check_way};
use crate::accessibility::site::{BlockKind, Site, SiteReport, SiteRule};

pub(crate) const RULE: SiteRule = SiteRule {
    documentation: include_str!("../../../../accessibility-rules/navigation/search-access.md"),
    check,
};

fn check(site: &Site<'_>, report: &mut SiteReport) {
    let target = site
        .pages
        .iter()
        .flat_map(|page| &page.blocks)
        .find(|block| block.kind == BlockKind::Search && block.target.is_some())
        .and_then(|block| block.target.clone());
    let tests = Tests {
        kind: BlockKind::Search,
        way: "12.5.1",
        place: "12.5.2",
        order: "12.5.3",
        missing: "search-missing",
        displaced: "search-displaced",
        other: "search-other-way",
    };
    let is_search_page = |index: usize| {
        let key = site.pages[index].key();
        Some(&key) == target.as_ref() || matches!(&*key, "recherche" | "rechercher" | "search")
    };
    check_way(site, report, &tests, is_search_page);
}
