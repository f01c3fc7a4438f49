//! `accessibility-rules/navigation/skip-link-place.md`: the skip link stands at the same place
//! everywhere.

use crate::accessibility::site::order::displaced;
use crate::accessibility::site::{BlockKind, Site, SiteReport, SiteRule};

pub(crate) const RULE: SiteRule = SiteRule {
    documentation: include_str!("../../../../accessibility-rules/navigation/skip-link-place.md"),
    check,
};

fn check(site: &Site<'_>, report: &mut SiteReport) {
    let having: Vec<_> =
        site.set().filter(|(_, page)| page.block(BlockKind::SkipLink).is_some()).collect();
    if having.is_empty() || site.set().count() < 2 {
        return;
    }
    report.applies("12.7.2");
    let usual = having[0].1.path.as_str();
    let own = Site::new(having.iter().map(|(_, page)| *page), std::iter::empty::<&str>());
    for found in displaced(&own, |block| block.kind == BlockKind::SkipLink) {
        report
            .fail(having[found.page].0, &found.block.spot, "12.7.2", "skip-link-displaced")
            .arg("usual", found.usual);
    }
    for (index, page) in site.set() {
        if page.block(BlockKind::SkipLink).is_none() && page.block(BlockKind::Main).is_some() {
            let spot = page.title.clone().unwrap_or_default();
            report.review(index, &spot, "12.7.2", "skip-link-not-here").arg("usual", usual);
        }
    }
}
