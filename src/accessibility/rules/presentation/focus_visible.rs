//! `accessibility-rules/presentation/focus-visible.md`: whoever uses a keyboard sees where they are.

use crate::accessibility::css::{PositionKind, State, Style, StyleIndex, View};
use crate::accessibility::rules::contrast;
use crate::accessibility::rules::prelude::*;
use rustc_hash::FxHashMap;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/focus-visible.md"),
    subject: Subject::Page,
    check,
};

/// How many nodes beside an element are looked at for a reaction to its focus.
const MAX_BESIDE: usize = 500;

/// How the focus shows on an element.
#[derive(Debug, Clone, Copy)]
enum Shown {
    /// As browsers show it, or by an outline that stands out.
    Well,
    /// By an outline too pale.
    Pale(f64),
    /// By some other change.
    Changed,
    /// Not by the element itself.
    Removed,
    /// The element is out of sight whatever happens: what shows the focus may be another.
    Unseen,
}

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let mut known: FxHashMap<StyleIndex, Shown> = FxHashMap::default();
    for node in page.tabbable().filter(|node| is_drawn_by_its_style(page, *node)) {
        let index = page.styles.index(View::Wide, node);
        let shown = *known.entry(index).or_insert_with(|| {
            let focused = page.styles.in_state(page.document, View::Wide, node, State::Focus(node));
            let key = u64::from(index) << 32 | u64::from(focused);
            page.styles.once(key, || how(page, index, focused))
        });
        if matches!(shown, Shown::Unseen) {
            continue;
        }
        report.applies("10.7.1");
        let certain = page.styles.sheets_complete && !may_be_scripted(page, node);
        match shown {
            Shown::Well | Shown::Unseen => {}
            Shown::Changed => {
                report.review(node, "10.7.1", "focus-changed");
            }
            Shown::Pale(ratio) => {
                let finding = if certain && !contrast::may_overlap(page, View::Wide, node) {
                    report.fail(node, "10.7.1", "focus-pale")
                } else {
                    report.review(node, "10.7.1", "focus-pale")
                };
                finding.arg("ratio", contrast::spelled(ratio));
            }
            Shown::Removed if certain && !is_covered(page, node) && !others_react(page, node) => {
                report.fail(node, "10.7.1", "focus-removed");
            }
            Shown::Removed => {
                report.review(node, "10.7.1", "focus-changed");
            }
        }
    }
    if !page.styles.sheets_complete {
        report.doubt("10.7.1");
    }
}

/// Frames, players and maps show the focus inside themselves.
fn is_drawn_by_its_style(page: &Page<'_>, node: NodeId) -> bool {
    page.element(node).is_some_and(|element| {
        element.is_html()
            && !matches!(&*element.name, "iframe" | "video" | "audio" | "area" | "object" | "embed")
    })
}

fn how(page: &Page<'_>, rest: StyleIndex, focused: StyleIndex) -> Shown {
    let chain = page.styles.chain(focused);
    let (before, now) = (page.styles.style_at(rest), &*chain[0]);
    if contrast::is_hidden(&chain, View::Wide) {
        return Shown::Unseen;
    }
    let changed = changes(before, now);
    if !now.outline.is_painted() {
        return if changed { Shown::Changed } else { Shown::Removed };
    }
    if now.outline.follows_text() || now.uncertain {
        return Shown::Well;
    }
    let Some(outline) = now.outline.color else { return Shown::Changed };
    let own = contrast::colours(&chain).map(|(_, behind)| behind);
    let outer = contrast::around(&chain);
    match (own, outer) {
        (Some(own), Some(outer)) => {
            let ratio = outline.over(own).contrast(own).max(outline.over(outer).contrast(outer));
            if ratio >= 3.0 {
                Shown::Well
            } else if changed {
                Shown::Changed
            } else {
                Shown::Pale(ratio)
            }
        }
        _ => Shown::Changed,
    }
}

/// Whether anything but the outline changes.
fn changes(before: &Style, now: &Style) -> bool {
    let mut plain = now.clone();
    plain.outline = before.outline;
    plain != *before
}

/// Whether a pseudo-element lies over the element: it may take the outline for itself, by
/// `inherit`.
fn is_covered(page: &Page<'_>, node: NodeId) -> bool {
    page.styles.pseudo_elements(node).any(|style| style.position == PositionKind::Absolute)
}

/// Whether a script may show the focus instead.
fn may_be_scripted(page: &Page<'_>, node: NodeId) -> bool {
    if !page.has_scripts() {
        return false;
    }
    let outside = page.all(local_name!("script")).any(|script| page.has(script, local_name!("src")));
    outside || page.scripts().contains("focus") || page.is_scripted(node)
}

/// Whether something in, around or beside the element changes with its focus.
fn others_react(page: &Page<'_>, node: NodeId) -> bool {
    let document = page.document;
    let state = State::Focus(node);
    let changes = |other: NodeId| {
        let used = page.styles.in_state(document, View::Wide, other, state);
        let rest = page.styles.index(View::Wide, other);
        // The outline of another element shows the focus as well as anything else.
        used != rest && page.styles.style_at(rest) != page.styles.style_at(used)
    };
    let reacts = |other: NodeId| {
        page.element(other).is_some()
            && page.styles.is_touched(other, state)
            && changes(other)
    };
    let generates = |other: NodeId| page.styles.pseudo_reacts(other, state);
    let beside = || {
        std::iter::successors(document.next(node), |next| document.next(*next))
            .flat_map(|next| std::iter::once(next).chain(document.descendants(next)))
            .take(MAX_BESIDE)
    };
    let inside = || std::iter::once(node).chain(document.descendants(node).take(MAX_BESIDE));
    inside().chain(beside()).any(generates)
        || inside().skip(1).chain(document.ancestors(node)).chain(beside()).any(reacts)
}
