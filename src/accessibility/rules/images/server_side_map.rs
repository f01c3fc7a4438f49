//! `accessibility-rules/images/server-side-map.md`: server-side image maps are doubled by links.

use crate::accessibility::rules::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/server-side-map.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let maps: Vec<(NodeId, &str)> = page
        .bearing(&local_name!("ismap"))
        .filter(|node| page.is_visible(*node))
        .filter_map(|node| {
            let link = page.document.closest(node, &local_name!("a"))?;
            Some((node, page.attribute(link, local_name!("href"))?))
        })
        .collect();
    if maps.is_empty() {
        return;
    }
    // The server is told where one clicked: only other addresses of the same script can be seen.
    let mut addresses: FxHashMap<&str, FxHashSet<&str>> = FxHashMap::default();
    for link in page.all(local_name!("a")).filter(|link| page.is_exposed(*link)) {
        if let Some(address) = page.attribute(link, local_name!("href")) {
            addresses.entry(script(address)).or_default().insert(address);
        }
    }
    for (node, address) in maps {
        report.applies("1.1.4");
        if addresses.get(script(address)).is_none_or(|known| known.len() < 2) {
            report.review(node, "1.1.4", "server-side-map");
        }
    }
}

fn script(address: &str) -> &str {
    address.split('?').next().unwrap_or_default()
}
