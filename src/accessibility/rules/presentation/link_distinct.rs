//! `accessibility-rules/presentation/link-distinct.md`: a link in a text can be told from it without
//! seeing colours.

use crate::accessibility::css::{DisplayKind, State, Style, View};
use crate::accessibility::rules::contrast;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/link-distinct.md"),
    subject: Subject::Named(&["a"]),
    check,
};

/// How many letters of plain text make a text that a link can hide in.
const MIN_LETTERS: usize = 12;

/// How many nodes of a block are looked at for such text.
const MAX_LOOKED: usize = 400;

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.has(node, local_name!("href")) || !page.is_visible(node) {
        return;
    }
    let style = page.style(node);
    if style.display != DisplayKind::Inline {
        return;
    }
    let Some((block, surrounding)) = surrounding(page, node) else { return };
    report.applies("10.6.1");
    if stands_out(page, node, block, surrounding) {
        return;
    }
    let in_state = |state| {
        let index = page.styles.in_state(page.document, View::Wide, node, state);
        (index, page.styles.style_at(index))
    };
    let rest = page.styles.index(View::Wide, node);
    let colours = |index| {
        let chain = page.styles.chain(index);
        let text = contrast::colours(&chain)?.0;
        let other = page.styles.chain(page.styles.index(View::Wide, surrounding));
        Some(text.contrast(contrast::colours(&other)?.0))
    };
    let certain = page.styles.sheets_complete
        && !style.uncertain
        && !says_it_is_a_link(page, node)
        && !contrast::may_overlap(page, View::Wide, node);
    let (visited, _) = in_state(State::Visited(node));
    let Some(ratio) = colours(rest).zip(colours(visited)).map(|(one, two)| one.min(two)) else {
        report.review(node, "10.6.1", "link-maybe-not-distinct");
        return;
    };
    if ratio < 3.0 {
        if certain {
            let finding = report.fail_unless_scripted(node, "10.6.1", "link-not-distinct");
            finding.arg("ratio", contrast::spelled(ratio));
        } else {
            report.review(node, "10.6.1", "link-maybe-not-distinct");
        }
        return;
    }
    for (state, name) in [(State::Hover(node), "hover"), (State::Focus(node), "focus")] {
        let (_, used) = in_state(state);
        if used.differs_beyond_colour(style) {
            continue;
        }
        let others_react = page.document.descendants(node).chain([node]).any(|inner| {
            page.styles.pseudo_reacts(inner, state)
                || (inner != node
                    && page.element(inner).is_some()
                    && page.styles.is_touched(inner, state))
        });
        if certain && !others_react {
            let finding = report.fail_unless_scripted(node, "10.6.1", "link-state-not-distinct");
            finding.arg("where", name);
        } else {
            report.review(node, "10.6.1", "link-maybe-not-distinct");
        }
        return;
    }
}

/// The block the link is in and the nearest element whose plain words are beside it, when there
/// are enough of them to hide in.
fn surrounding(page: &Page<'_>, node: NodeId) -> Option<(NodeId, NodeId)> {
    let document = page.document;
    let mut block = node;
    for ancestor in document.ancestors(node) {
        let element = page.element(ancestor)?;
        // What stands in a menu is known to be a link.
        if matches!(
            element.name,
            local_name!("nav")
                | local_name!("label")
                | local_name!("button")
                | local_name!("summary")
                | local_name!("caption")
                | local_name!("th")
        ) {
            return None;
        }
        block = ancestor;
        if page.is_block(ancestor) {
            break;
        }
    }
    if document.ancestors(block).chain([block]).any(|ancestor| {
        page.role(ancestor) == Some(Role::Navigation)
    }) {
        return None;
    }
    let (mut letters, mut beside) = (0, None);
    let mut skip_until = None;
    for inner in document.descendants(block).take(MAX_LOOKED) {
        if skip_until.is_some_and(|end| inner < end) {
            continue;
        }
        if let Some(element) = page.element(inner) {
            // Other links, and blocks inside, are no text around this one.
            let is_link = element.name == local_name!("a") || page.is_block(inner);
            if is_link || !page.is_visible(inner) {
                skip_until = document.following(inner).next().or(Some(NodeId::DOCUMENT));
                if document.following(inner).next().is_none() {
                    break;
                }
            }
        } else if let Some(text) = document.text(inner)
            && page.is_visible(inner)
        {
            // Once there are enough, the rest need not be counted.
            if letters >= MIN_LETTERS {
                break;
            }
            let found = text.chars().filter(|c| c.is_alphabetic()).take(MIN_LETTERS).count();
            letters += found;
            if found > 0 && beside.is_none() {
                beside = document.parent(inner);
            }
        }
    }
    (letters >= MIN_LETTERS).then_some((block, beside?))
}

/// Whether something besides the colour shows the link: a line, a weight, a size, an icon.
fn stands_out(page: &Page<'_>, node: NodeId, block: NodeId, other: NodeId) -> bool {
    let document = page.document;
    let drawn = |style: &Style| style.underline || style.has_border() || style.box_shadow;
    let between = std::iter::once(node)
        .chain(document.ancestors(node).take_while(|ancestor| *ancestor != block));
    let inside = document.descendants(node).filter(|inner| page.element(*inner).is_some());
    between.chain(inside).any(|one| {
        let style = page.style(one);
        let picture = page
            .element(one)
            .is_some_and(|element| matches!(&*element.name, "img" | "svg" | "canvas" | "u" | "mark"));
        picture
            || drawn(style)
            || differs(page, one, other)
            || page.styles.pseudo_elements(one).next().is_some()
    })
}

/// Whether two looks differ by more than their colour.
#[derive(Debug, Clone, Copy)]
struct Differ(bool);

fn differs(page: &Page<'_>, one: NodeId, other: NodeId) -> bool {
    let [own, theirs] = [one, other].map(|node| page.styles.index(View::Wide, node));
    let key = u64::from(own) << 32 | u64::from(theirs);
    let differ = || {
        let (own, theirs) = (page.style(one), page.style(other));
        Differ(own.differs_beyond_colour(&comparable(theirs, own)))
    };
    page.styles.once(key, differ).0
}

/// The other style, as a child of it would look, so that what is not inherited is not compared.
fn comparable(other: &Style, own: &Style) -> Style {
    let mut child = other.child();
    child.border = own.border;
    child.outline = own.outline;
    child
}

/// Words that say by themselves that one can follow them.
fn says_it_is_a_link(page: &Page<'_>, node: NodeId) -> bool {
    let text = page.visible_text(node).to_lowercase();
    const WORDS: &[&str] = &[
        "lire la suite", "en savoir plus", "plus d’infos", "voir plus", "voir tou", "cliquez",
        "télécharger", "consulter", "read more", "learn more", "see all", "click here", "download",
        "http", "www.", "@",
    ];
    text.trim().chars().count() < 2 || WORDS.iter().any(|word| text.contains(word))
}
