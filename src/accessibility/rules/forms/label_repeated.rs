//! `accessibility-rules/forms/label-repeated.md`: on one page, one purpose has one label.

use crate::accessibility::rules::fields;
use crate::accessibility::rules::prelude::*;
use rustc_hash::FxHashMap;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/label-repeated.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let entered: Vec<NodeId> =
        page.fields().iter().copied().filter(|node| !fields::is_ticked(page, *node)).collect();
    if entered.len() < 2 {
        return;
    }
    // Fields may have one purpose without their markup saying so.
    report.doubt("11.3.1");
    let mut known: FxHashMap<String, String> = FxHashMap::default();
    for node in entered {
        let Some(purpose) = purpose(page, node) else { continue };
        let label = page.name(node).text.to_string();
        if label.trim().is_empty() {
            continue;
        }
        let first = known.entry(purpose).or_insert_with(|| label.clone());
        if fields::plain(first) != fields::plain(&label) {
            report
                .review(node, "11.3.1", "label-repeated-differs")
                .arg("label", label)
                .arg("other", first.as_str());
        }
    }
}

/// What a field is for, as far as its markup says: its `autocomplete` without the group it belongs
/// to, or the field of a search.
fn purpose(page: &Page<'_>, node: NodeId) -> Option<String> {
    if page.role(node) == Some(Role::Searchbox) {
        return Some("search".to_owned());
    }
    let token = page.attribute(node, local_name!("autocomplete"))?;
    let token = token.split_ascii_whitespace().last()?.to_ascii_lowercase();
    (!matches!(&*token, "on" | "off" | "webauthn")).then_some(token)
}
