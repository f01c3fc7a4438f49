//! `accessibility-rules/mandatory/title-unique.md`: titles tell pages apart.

use crate::accessibility::site::{PageSummary, Site, SiteReport, SiteRule, Spot};
use std::collections::BTreeMap;

pub(crate) const RULE: SiteRule = SiteRule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/title-unique.md"),
    check,
};

/// A page's rank, the page, and its title.
type Titled<'a> = (usize, &'a PageSummary, &'a Spot);

fn check(site: &Site<'_>, report: &mut SiteReport) {
    // A word may be the same in two languages: «Contact» of one tells nothing of the other.
    let mut by_title: BTreeMap<(&str, String), Vec<Titled<'_>>> = BTreeMap::new();
    for (index, page) in site.set() {
        let Some(title) = page.title.as_ref().filter(|title| !title.text.trim().is_empty()) else {
            continue;
        };
        report.applies("8.6.1");
        by_title.entry((page.language.as_str(), title.text.to_lowercase())).or_default().push((index, page, title));
    }
    for same in by_title.into_values().filter(|same| same.len() > 1) {
        let (_, first, _) = same[0];
        for (index, page, title) in &same[1..] {
            // The same content at two addresses is one page, whatever its title.
            if page.content == first.content {
                continue;
            }
            let told_apart = !page.heading.is_empty()
                && !first.heading.is_empty()
                && page.heading.to_lowercase() != first.heading.to_lowercase();
            let draft = if told_apart {
                report.fail(*index, title, "8.6.1", "title-shared")
            } else {
                report.review(*index, title, "8.6.1", "title-shared-review")
            };
            draft.arg("title", title.text.as_str()).arg("other", first.path.as_str());
        }
    }
}
