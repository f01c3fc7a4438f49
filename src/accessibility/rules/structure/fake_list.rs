//! `accessibility-rules/structure/fake-list.md`: what looks like a list is one.

use crate::accessibility::rules::hints::Hints;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/structure/fake-list.md"),
    subject: Subject::Named(&["ul", "ol", "p", "div", "td", "li", "dd"]),
    check,
};

/// How many lines alike make a list.
const ENOUGH: usize = 3;

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A bullet.
    Bullet,
    /// A dash, which may begin a reply as well.
    Dash,
    /// A number and a point or a bracket.
    Number(u32),
}

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) {
        return;
    }
    if page.is(node, local_name!("ul")) {
        report.applies("9.3.1");
        return;
    }
    if page.is(node, local_name!("ol")) {
        report.applies("9.3.2");
        return;
    }
    // Most texts begin as texts do.
    if lines(page, node).all(|line| line.is_none()) {
        return;
    }
    let lines: Vec<Option<Mark>> = lines(page, node).collect();
    if !judge(node, &lines, report) && page.is(node, local_name!("p")) {
        paragraphs(page, node, report);
    }
}

/// Paragraphs one after the other, each with its mark; told at the first.
fn paragraphs(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let mark_of = |node: NodeId| {
        let paragraph = page.is(node, local_name!("p"));
        paragraph.then(|| first_text(page, node).and_then(mark)).flatten()
    };
    let step = |from: NodeId, back: bool| {
        let mut next = Some(from);
        loop {
            let current = next?;
            next = if back { page.document.previous(current) } else { page.document.next(current) };
            let found = next?;
            if page.element(found).is_some() {
                return Some(found);
            }
        }
    };
    if mark_of(node).is_none() || step(node, true).and_then(mark_of).is_some() {
        return;
    }
    let run = std::iter::successors(Some(node), |from| step(*from, false));
    let marks: Vec<Option<Mark>> = run.map(mark_of).take_while(Option::is_some).collect();
    judge(node, &marks, report);
}

/// Tells a run of lines that begin alike; whether there was one.
fn judge(node: NodeId, lines: &[Option<Mark>], report: &mut Report<'_>) -> bool {
    let run = |fits: &dyn Fn(usize, Mark) -> bool| {
        let mut best = 0;
        let mut length = 0;
        for line in lines {
            length = if line.is_some_and(|mark| fits(length, mark)) { length + 1 } else { 0 };
            best = best.max(length);
        }
        best >= ENOUGH
    };
    if run(&|_, mark| mark == Mark::Bullet) {
        report.fail_unless_scripted(node, "9.3.1", "fake-list");
    } else if run(&|before, mark| mark == Mark::Number(u32::try_from(before).unwrap_or(0) + 1)) {
        report.fail_unless_scripted(node, "9.3.2", "fake-list");
    } else if run(&|_, mark| mark == Mark::Dash) {
        report.review(node, "9.3.1", "fake-list");
    } else {
        return false;
    }
    true
}

/// How each line of the element begins, its lines parted by `<br>`.
fn lines<'a>(page: &'a Page<'_>, node: NodeId) -> impl Iterator<Item = Option<Mark>> + 'a {
    let mut begun = false;
    page.document.children(node).filter_map(move |child| {
        if page.is(child, local_name!("br")) {
            begun = false;
            return None;
        }
        if begun {
            return None;
        }
        let text = said(page, child).or_else(|| first_text(page, child))?;
        begun = true;
        Some(mark(text))
    })
}

fn first_text<'a>(page: &Page<'a>, node: NodeId) -> Option<&'a str> {
    page.document.descendants(node).take(20).find_map(|inner| said(page, inner))
}

/// What a text says; nothing for one of white space, and for what is no text.
fn said<'a>(page: &Page<'a>, node: NodeId) -> Option<&'a str> {
    let text = page.document.text(node)?;
    (page.hints(node).may(Hints::WORDS) || !text.trim().is_empty()).then_some(text)
}

fn mark(text: &str) -> Option<Mark> {
    // Most lines begin with a letter.
    if text.trim_ascii_start().as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let text = text.trim_start();
    let first = text.chars().next()?;
    let rest = text[first.len_utf8()..].chars().next();
    match first {
        '•' | '●' | '▪' | '■' | '◦' | '‣' | '·' | '►' | '➢' | '✓' | '✔' => Some(Mark::Bullet),
        '-' | '–' | '—' | '*' if rest.is_some_and(char::is_whitespace) => Some(Mark::Dash),
        '1'..='9' => {
            let digits = text.find(|c: char| !c.is_ascii_digit())?;
            let after = text[digits..].strip_prefix(['.', ')', '°'])?;
            let number = text[..digits].parse().ok()?;
            // «1.5 km», «12.03.2026» are no ranks.
            after.starts_with(char::is_whitespace).then_some(Mark::Number(number))
        }
        _ => None,
    }
}
