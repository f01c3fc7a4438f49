//! What the site map and the search have in common: every page leads there by the same means, at
//! the same place of the page.

use crate::accessibility::site::order::displaced;
use crate::accessibility::site::{Block, BlockKind, Site, SiteReport, Spot, Zone};
use std::collections::BTreeMap;

/// The tests of a criterion, and the messages that go with them.
pub(super) struct Tests {
    /// What leads there.
    pub(super) kind: BlockKind,
    /// The same means on every page.
    pub(super) way: &'static str,
    /// The same place on the screen.
    pub(super) place: &'static str,
    /// The same order in the source.
    pub(super) order: &'static str,
    /// A page has no way.
    pub(super) missing: &'static str,
    /// A page has it elsewhere.
    pub(super) displaced: &'static str,
    /// A page has another means.
    pub(super) other: &'static str,
}

/// Compares the way on all pages but those `exempt` names: the page it leads to.
pub(super) fn check_way(
    site: &Site<'_>,
    report: &mut SiteReport,
    tests: &Tests,
    exempt: impl Fn(usize) -> bool,
) {
    // What stands in the main content belongs to one page: a sentence that names the site map is
    // not the way that all pages share.
    let shared = |block: &&Block| block.kind == tests.kind && block.zone != Zone::Main;
    let pages: Vec<_> = site.set().filter(|(index, _)| !exempt(*index)).collect();
    let having = pages.iter().filter(|(_, page)| page.blocks.iter().any(|b| shared(&b))).count();
    if having == 0 || pages.len() < 2 {
        return;
    }
    for test in [tests.way, tests.place, tests.order] {
        report.applies(test);
    }
    let mut zones: BTreeMap<(Zone, &str), (usize, &str)> = BTreeMap::new();
    for (_, page) in &pages {
        if let Some(block) = page.blocks.iter().find(shared) {
            zones.entry((block.zone, &block.name)).or_insert((0, &page.path)).0 += 1;
        }
    }
    let most = zones.iter().max_by_key(|(_, (count, _))| *count);
    let Some((&(zone, name), &(_, usual))) = most else { return };
    let (mut good, mut same_place) = (true, None);
    let mut alike = true;
    for (index, page) in &pages {
        let Some(block) = page.blocks.iter().find(shared) else {
            good = false;
            let anywhere = page.blocks.iter().any(|block| block.kind == tests.kind);
            let spot = page.title.clone().unwrap_or_else(Spot::default);
            let draft = if anywhere {
                report.review(*index, &spot, tests.way, tests.missing)
            } else {
                report.fail(*index, &spot, tests.way, tests.missing)
            };
            draft.arg("usual", usual);
            continue;
        };
        alike &= *same_place.get_or_insert(block.place) == block.place;
        if block.name != name {
            good = false;
            report.review(*index, &block.spot, tests.way, tests.other).arg("usual", usual);
        } else if header_or_footer(block.zone) && header_or_footer(zone) && block.zone != zone {
            good = false;
            report
                .fail(*index, &block.spot, tests.place, tests.displaced)
                .also(tests.order)
                .arg("usual", usual);
        }
    }
    if !good {
        return;
    }
    let own = Site::new(pages.iter().map(|(_, page)| *page), std::iter::empty::<&str>());
    let elsewhere = displaced(&own, |block| shared(&block));
    report.conforms(tests.way);
    if elsewhere.is_empty() {
        report.conforms(tests.order);
        if alike {
            report.conforms(tests.place);
        }
    }
    for found in elsewhere {
        report
            .fail(pages[found.page].0, &found.block.spot, tests.order, tests.displaced)
            .arg("usual", found.usual);
    }
}

/// The two places of a page that no style sheet makes look alike.
fn header_or_footer(zone: Zone) -> bool {
    matches!(zone, Zone::Banner | Zone::Footer)
}
