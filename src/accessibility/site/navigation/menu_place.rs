//! `accessibility-rules/navigation/menu-place.md`: menus stand at the same place everywhere.

use crate::accessibility::site::order::displaced;
use crate::accessibility::site::{BlockKind, PageSummary, Site, SiteReport, SiteRule, Zone};
use rustc_hash::FxHashMap;

pub(crate) const RULE: SiteRule = SiteRule {
    documentation: include_str!("../../../../accessibility-rules/navigation/menu-place.md"),
    check,
};

fn check(site: &Site<'_>, report: &mut SiteReport) {
    // The home page may be laid out by itself.
    let inner: Vec<_> = site.set().filter(|(_, page)| !page.key().is_empty()).collect();
    let menus = |page: &&PageSummary| {
        page.blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Navigation && block.zone != Zone::Main)
            .count()
    };
    if inner.len() < 2 || inner.iter().all(|(_, page)| menus(page) == 0) {
        return;
    }
    report.applies("12.2.1");
    let outside = Site::new(inner.iter().map(|(_, page)| *page), std::iter::empty::<&str>());
    let wanted = |block: &crate::accessibility::site::Block| {
        block.kind == BlockKind::Navigation && block.zone != Zone::Main
    };
    let found = displaced(&outside, wanted);
    let mut none = found.is_empty();
    for displaced in found {
        let index = inner[displaced.page].0;
        report
            .fail(index, &displaced.block.spot, "12.2.1", "menu-displaced")
            .arg("usual", displaced.usual);
    }
    // A menu of that name in the main content, which has none outside it, may be the same one.
    let outer = |page: &PageSummary, name: &str| {
        page.blocks.iter().any(|block| wanted(block) && block.name == name)
    };
    for (index, page) in &inner {
        let moved = page.blocks.iter().find(|block| {
            block.kind == BlockKind::Navigation
                && block.zone == Zone::Main
                && !block.name.is_empty()
                && !outer(page, &block.name)
        });
        let Some(moved) = moved else { continue };
        let usual = inner.iter().find(|(_, other)| outer(other, &moved.name));
        if let Some((_, usual)) = usual {
            none = false;
            report
                .review(*index, &moved.spot, "12.2.1", "menu-displaced")
                .arg("usual", &*usual.path);
        }
    }
    // The same order in the source, inside the same elements of the same classes, is the same
    // place on the screen.
    let mut places: FxHashMap<&str, u64> = FxHashMap::default();
    let alike = inner.iter().flat_map(|(_, page)| &page.blocks).filter(|b| wanted(b)).all(|block| {
        *places.entry(block.name.as_str()).or_insert(block.place) == block.place
    });
    if none && alike {
        report.conforms("12.2.1");
    }
}
