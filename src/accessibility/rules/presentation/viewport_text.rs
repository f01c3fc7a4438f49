//! `accessibility-rules/presentation/viewport-text.md`: text grows when the page is enlarged.

use crate::accessibility::css::{Traits, View};
use crate::accessibility::rules::prelude::*;
use rustc_hash::FxHashSet;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/viewport-text.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    if !page.texts().is_empty() {
        report.applies("10.4.2");
    }
    if page.looking(Traits::BY_VIEW).next().is_none() {
        return;
    }
    let mut tried = FxHashSet::default();
    let mut told = FxHashSet::default();
    for node in page.text_looks() {
        if !tried.insert(page.styles.index(View::Wide, *node))
            || !page.style(*node).font_by_view
            || !page.is_visible(*node)
        {
            continue;
        }
        // The element that sets the size, not each one that takes it over.
        let sets = std::iter::once(*node)
            .chain(page.document.ancestors(*node))
            .take_while(|one| page.style(*one).font_by_view)
            .last()
            .unwrap_or(*node);
        if !told.insert(sets) {
            continue;
        }
        if page.style(*node).uncertain {
            report.review(sets, "10.4.2", "text-by-view");
        } else {
            report.fail_unless_scripted(sets, "10.4.2", "text-by-view");
        }
    }
}
