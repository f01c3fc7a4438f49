//! `accessibility-rules/presentation/colour-pairs.md`: colours of text and of background are declared
//! together.

use crate::accessibility::css::{Style, StyleIndex, View};
use crate::accessibility::css::declaration::Picture;
use crate::accessibility::rules::contrast;
use crate::accessibility::rules::prelude::*;
use rustc_hash::FxHashSet;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/colour-pairs.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let dark = page.styles.other_views().find(|view| *view == View::Dark);
    let mut tried = FxHashSet::default();
    let mut told = FxHashSet::default();
    let views = || std::iter::once(View::Wide).chain(dark);
    let mut suspects = Vec::new();
    let mut coloured = false;
    for node in page.text_looks() {
        let look = u64::from(page.styles.look(*node));
        let paired = page.styles.once(look, || paired(page, views(), *node));
        coloured |= paired.coloured;
        if !paired.everywhere {
            suspects.push(*node);
        }
    }
    if coloured {
        report.applies("10.5.1");
        report.applies("10.5.2");
    }
    for view in views() {
        for node in &suspects {
            if tried.insert(page.styles.index(view, *node)) && page.is_shown(view, *node) {
                look(page, view, *node, &mut told, report);
            }
        }
    }
    if !page.styles.sheets_complete {
        ["10.5.1", "10.5.2", "10.5.3"].into_iter().for_each(|test| report.doubt(test));
    }
}

/// Whether the colours of a look are declared in pairs, over no image: nothing is told of it.
#[derive(Debug, Clone, Copy)]
struct Paired {
    /// In every view.
    everywhere: bool,
    /// Its author declares a pair in some view in which it is shown.
    coloured: bool,
}

fn paired(page: &Page<'_>, views: impl Iterator<Item = View>, node: NodeId) -> Paired {
    let mut paired = Paired { everywhere: true, coloured: false };
    for view in views {
        let index = page.styles.index(view, node);
        let own = is_paired(page, index);
        paired.everywhere &= own;
        paired.coloured |=
            own && page.styles.style_at(index).author_color && page.is_shown(view, node);
    }
    paired
}

/// Whether the colours of a style are declared in pairs, over no image.
#[derive(Debug, Clone, Copy)]
struct InPairs(bool);

fn is_paired(page: &Page<'_>, index: StyleIndex) -> bool {
    let in_pairs = || {
        let chain = page.styles.chain(index);
        let style = &chain[0];
        let over_image = chain
            .iter()
            .take_while(|style| is_seen_through(style))
            .any(|style| style.background_image != Picture::None);
        InPairs(style.author_color == style.author_background && !over_image)
    };
    page.styles.once(u64::from(index), in_pairs).0
}

/// Whether an image behind what has the style may be seen.
fn is_seen_through(style: &Style) -> bool {
    style.background_image != Picture::None
        || style.background_color.is_some_and(|color| color.alpha < 1.0)
}

fn look(
    page: &Page<'_>,
    view: View,
    node: NodeId,
    told: &mut FxHashSet<(NodeId, &'static str)>,
    report: &mut Report<'_>,
) {
    let style = page.styles.seen(view, node);
    if is_paired(page, page.styles.index(view, node)) {
        return;
    }
    let around = || {
        std::iter::once(node)
            .chain(page.document.ancestors(node))
            .filter(|node| page.element(*node).is_some())
    };
    let mut tell = |element: Option<NodeId>, test, code, sure: bool| {
        let element = element.unwrap_or(node);
        if !told.insert((element, test)) {
            return;
        }
        if sure && page.styles.sheets_complete && !style.uncertain {
            report.fail_unless_scripted(element, test, code);
        } else {
            report.review(element, test, code);
        }
    };
    if style.author_color && !style.author_background {
        let declared = around().find(|node| page.styles.seen(view, *node).own_color);
        tell(declared, "10.5.1", "colour-without-background", true);
    }
    if style.author_background && !style.author_color {
        let declared = around().find(|node| page.styles.seen(view, *node).own_background);
        tell(declared, "10.5.2", "background-without-colour", true);
    }
    // The image right behind the text, if no colour covers it.
    let pictured = around()
        .take_while(|node| is_seen_through(page.styles.seen(view, *node)))
        .find(|node| page.styles.seen(view, *node).background_image != Picture::None);
    if let Some(pictured) = pictured {
        let mut chain = page.styles.chain(page.styles.index(view, node));
        for style in &mut chain {
            std::rc::Rc::make_mut(style).background_image = Picture::None;
        }
        let readable =
            contrast::colours(&chain).is_some_and(|(text, behind)| text.contrast(behind) >= 4.5);
        match (style.author_background, readable) {
            (false, readable) => {
                tell(Some(pictured), "10.5.3", "picture-without-background", !readable);
            }
            (true, false) => tell(Some(pictured), "10.5.3", "picture-behind-text", false),
            (true, true) => {}
        }
        report.applies("10.5.3");
    }
    if style.author_color {
        report.applies("10.5.1");
    }
    if style.author_background {
        report.applies("10.5.2");
    }
}
