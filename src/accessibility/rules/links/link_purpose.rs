//! `accessibility-rules/links/link-purpose.md`: one knows where a link leads.

use crate::accessibility::dom::ns;
use crate::accessibility::known::Known;
use crate::accessibility::rules::hints::Hints;
use crate::accessibility::rules::picture::Picture;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::{is_one_of, plain, unaccented};
use std::cell::RefCell;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/links/link-purpose.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let mut after_heading = false;
    let mut budget = MAX_WORK;
    for (role, node) in page.roles().iter().copied() {
        match role {
            Role::Heading => after_heading |= page.is_exposed(node),
            Role::Link if page.is_exposed(node) => {
                judge(page, node, after_heading, &mut budget, report);
            }
            _ => {}
        }
    }
}

fn judge(
    page: &Page<'_>,
    node: NodeId,
    after_heading: bool,
    budget: &mut usize,
    report: &mut Report<'_>,
) {
    let name = page.name(node);
    if name.text.is_empty() {
        return;
    }
    let test = kind(page, node);
    report.applies(test);
    if !is_vague(&name.text) {
        return;
    }
    match context(page, node, &unaccented(&plain(&name.text)), budget) {
        Context::Around => {}
        Context::Perhaps => {
            report.review(node, test, "link-purpose-vague").arg("name", &*name.text);
        }
        Context::None if after_heading => {
            report.review(node, test, "link-purpose-vague").arg("name", &*name.text);
        }
        Context::None => {
            report.fail_unless_scripted(node, test, "link-purpose-vague").arg("name", &*name.text);
        }
    }
}

/// Whether a name says nothing of where the link leads.
fn is_vague(name: &str) -> bool {
    thread_local! {
        static KNOWN: RefCell<Known<bool>> = RefCell::new(Known::new());
    }
    KNOWN.with_borrow_mut(|known| {
        known.or_find(name, |name| {
            name.chars().filter(|c| c.is_alphanumeric()).take(LONGEST + 1).count() <= LONGEST
                && is_one_of(&unaccented(&plain(name)), VAGUE)
        })
    })
}

/// The test on links of that kind: text, image, both, or in a drawing.
fn kind(page: &Page<'_>, node: NodeId) -> &'static str {
    if page.element(node).is_some_and(|element| element.namespace == ns!(svg)) {
        return "6.1.4";
    }
    // Most links hold one text and nothing else.
    let only = page.document.only_child(node);
    if only.is_some_and(|only| page.document.text(only).is_some()) {
        return "6.1.1";
    }
    let image = page.is(node, local_name!("area"))
        || page
            .document
            .descendants(node)
            .any(|inner| {
                Picture::of(page, inner).is_some() && page.semantics.facts(inner).is_painted()
            });
    let has_words = std::iter::once(node).chain(page.document.descendants(node)).any(|inner| {
        page.hints(inner).may(Hints::WORDS) && page.is_visible(inner)
    });
    match (image, has_words) {
        (true, true) => "6.1.3",
        (true, false) => "6.1.2",
        (false, _) => "6.1.1",
    }
}

/// What RGAA calls the context of a link: what says more in the same sentence, paragraph, list
/// item or table cell, or in a description of the link itself.
enum Context {
    Around,
    Perhaps,
    None,
}

impl Context {
    /// What to conclude where reading stopped: at words, or because enough was read.
    fn found(budget: usize) -> Self {
        if budget == 0 { Self::Perhaps } else { Self::Around }
    }
}

fn context(page: &Page<'_>, node: NodeId, name: &str, budget: &mut usize) -> Context {
    let differs = |text: &str| {
        let text = unaccented(&plain(text));
        !text.is_empty() && text != name && !is_one_of(&text, VAGUE)
    };
    let title = page.attribute(node, local_name!("title")).unwrap_or_default();
    let described = page.attribute(node, local_name!("aria-describedby")).unwrap_or_default();
    if differs(title) || page.document.by_ids(described).any(|inner| differs(&page.text(inner))) {
        return Context::Around;
    }
    let mut perhaps = false;
    let mut in_block = false;
    let mut inside = node;
    for around in page.document.ancestors(node) {
        let Some(element) = page.element(around) else { break };
        if *budget == 0 {
            return Context::Perhaps;
        }
        perhaps |= is_named(page, around);
        let whole = WHOLES.contains(&&*element.name);
        let item = element.name == local_name!("li");
        if (whole && !in_block) || item {
            // A paragraph, a list item, and every list item around it.
            if says_more(page, page.document.descendants(around), node, budget) {
                return Context::found(*budget);
            }
        } else if page.is_block(around) && !in_block {
            // Bare text in a larger block: what stands on the same line.
            if on_the_line(page, inside).any(|beside| {
                let beside_and_in =
                    std::iter::once(beside).chain(page.document.descendants(beside));
                says_more(page, beside_and_in, node, budget)
            }) {
                return Context::found(*budget);
            }
        }
        in_block |= whole || page.is_block(around);
        perhaps |= matches!(element.name, local_name!("td") | local_name!("th"));
        inside = around;
    }
    if perhaps || *budget == 0 { Context::Perhaps } else { Context::None }
}

/// Blocks that are read as a whole: a paragraph, an item, a cell.
const WHOLES: &[&str] = &[
    "p",
    "li",
    "td",
    "th",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figcaption",
    "caption",
    "summary",
    "label",
    "legend",
    "blockquote",
    "address",
];

/// The nodes beside one up to where its line is broken off.
fn on_the_line<'a>(page: &'a Page<'_>, node: NodeId) -> impl Iterator<Item = NodeId> + 'a {
    let goes_on = move |other: &NodeId| {
        page.element(*other).is_none()
            || !(page.is_block(*other) || page.is(*other, local_name!("br")))
    };
    let before =
        std::iter::successors(page.document.previous(node), |other| page.document.previous(*other));
    let after = std::iter::successors(page.document.next(node), |other| page.document.next(*other));
    before.take(MAX_BESIDE).take_while(goes_on).chain(after.take(MAX_BESIDE).take_while(goes_on))
}

/// How many nodes beside a link are looked at, in either direction.
const MAX_BESIDE: usize = 50;

/// How many nodes of a block are read.
const MAX_READ: usize = 2_000;

/// How many nodes, and bytes of text, are read for all vague links of a page before their context is
/// left to a person.
const MAX_WORK: usize = 1_000_000;

/// Whether words stand there that are of no link as vague as this one.
fn says_more(
    page: &Page<'_>,
    nodes: impl Iterator<Item = NodeId>,
    link: NodeId,
    budget: &mut usize,
) -> bool {
    nodes.take(MAX_READ).any(|inner| {
        *budget = budget.saturating_sub(1);
        if *budget == 0 {
            // No use in reading on: the caller looks at the budget first.
            return true;
        }
        if inner == link || page.document.is_inside(inner, link) || !page.is_exposed(inner) {
            return false;
        }
        let text = match page.document.text(inner) {
            Some(text) => text,
            None if Picture::of(page, inner).is_some() => {
                page.attribute(inner, local_name!("alt")).unwrap_or_default()
            }
            None => return false,
        };
        *budget = budget.saturating_sub(text.len());
        let text = unaccented(&plain(text));
        !text.is_empty() && !is_one_of(&text, VAGUE)
    })
}

/// Whether an area around the link bears a name.
fn is_named(page: &Page<'_>, node: NodeId) -> bool {
    page.has(node, local_name!("aria-label"))
        || page.has(node, local_name!("aria-labelledby"))
        || page.is(node, local_name!("figure"))
        || page.is(node, local_name!("details"))
        || page.is(node, local_name!("dl"))
}

/// How many letters the longest vague name has.
const LONGEST: usize = 17;

/// Names that, alone, do not say where one is led; without accents.
const VAGUE: &[&str] = &[
    "a lire",
    "acceder",
    "article",
    "au dela",
    "ce lien",
    "click",
    "click here",
    "clic",
    "clic ici",
    "cliquer",
    "cliquer ici",
    "cliquez",
    "cliquez ici",
    "consulter",
    "continue",
    "continue reading",
    "continuer",
    "decouvrir",
    "detail",
    "details",
    "download",
    "en savoir plus",
    "find out more",
    "go",
    "here",
    "ici",
    "info",
    "infos",
    "la suite",
    "learn more",
    "lien",
    "link",
    "lire",
    "lire l article",
    "lire la suite",
    "lire plus",
    "more",
    "more details",
    "more info",
    "more information",
    "par ici",
    "plus",
    "plus d info",
    "plus d information",
    "plus d informations",
    "plus d infos",
    "plus de details",
    "read",
    "read more",
    "savoir plus",
    "see more",
    "show more",
    "suite",
    "telecharger",
    "this link",
    "this page",
    "voir",
    "voir la suite",
    "voir le detail",
    "voir plus",
];

#[cfg(test)]
mod tests {
    use super::{LONGEST, VAGUE};
    use crate::accessibility::{Sheets, lint};

    #[test]
    fn no_vague_name_is_longer_than_it_is_said() {
        let letters = |name: &&str| name.chars().filter(|c| c.is_alphanumeric()).count();
        assert_eq!(VAGUE.iter().map(letters).max(), Some(LONGEST));
    }

    #[test]
    fn vague_links_in_each_other_end() {
        let html = "<ul><li>".repeat(100) + &"<a href=x>ici</a> ".repeat(2_000);
        let report = lint(&html, &Sheets::none());
        let vague = report.findings.iter().filter(|finding| finding.rule == "link-purpose");
        assert_eq!(vague.count(), crate::accessibility::report::MAX_ALIKE);
    }
}
