//! `accessibility-rules/forms/label-consistent.md`: one purpose, one label.

use crate::accessibility::site::{Site, SiteReport, SiteRule};
use std::collections::BTreeMap;

pub(crate) const RULE: SiteRule = SiteRule {
    documentation: include_str!("../../../../accessibility-rules/forms/label-consistent.md"),
    check,
};

fn check(site: &Site<'_>, report: &mut SiteReport) {
    let mut known: BTreeMap<&str, (usize, &str, &str)> = BTreeMap::new();
    for (index, page) in site.set() {
        for field in &page.fields {
            let first = *known.entry(&field.purpose).or_insert((index, &field.label, &page.path));
            if first.0 == index {
                continue;
            }
            report.applies("11.3.2");
            if plain(first.1) != plain(&field.label) {
                report
                    .review(index, &field.spot, "11.3.2", "label-differs")
                    .arg("label", field.label.as_str())
                    .arg("other", first.1)
                    .arg("page", first.2);
            }
        }
    }
}

/// A label without what marks a field that must be filled in.
fn plain(label: &str) -> String {
    let end = |c: char| c == '*' || c == ':' || c.is_whitespace();
    label.to_lowercase().replace("(obligatoire)", "").trim_end_matches(end).to_owned()
}
