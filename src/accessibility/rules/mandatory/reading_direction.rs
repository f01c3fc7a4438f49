//! `accessibility-rules/mandatory/reading-direction.md`: texts read from right to left say so.

use crate::accessibility::rules::hints::Hints;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/reading-direction.md"),
    subject: Subject::Page,
    check,
};

/// Letters from which one may say in which direction a text is read.
const ENOUGH: usize = 20;

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let document = page.document;
    let Some(root) = document.root() else { return };
    let right_to_left = page
        .attribute(root, local_name!("dir"))
        .is_some_and(|dir| dir.trim().eq_ignore_ascii_case("rtl"));
    for node in document.all() {
        // Nearly all pages hold no such letter.
        if page.hints(node).may(Hints::FAR)
            && !right_to_left
            && page.is_exposed(node)
            && let Some(text) = document.text(node)
        {
            passage(page, node, text, report);
        }
    }
    for node in page.bearing(&local_name!("dir")).filter(|node| is_shown(page, *node)) {
        direction(page, node, report);
    }
}

fn is_shown(page: &Page<'_>, node: NodeId) -> bool {
    page.semantics.facts(node).is_painted() && !page.text(node).is_empty()
}

/// 8.10.1: a text written from right to left on a page read from left to right.
fn passage(page: &Page<'_>, node: NodeId, text: &str, report: &mut Report<'_>) {
    let letters = text.chars().filter(|c| is_right_to_left(*c)).count();
    let Some(parent) = page.document.parent(node) else { return };
    if letters < 2 || page.document.closest(node, &local_name!("script")).is_some() {
        return;
    }
    report.applies("8.10.1");
    let root = page.document.root();
    let told = page.document.ancestors(node).any(|ancestor| {
        Some(ancestor) != root && page.has(ancestor, local_name!("dir"))
    });
    if told {
        return;
    }
    // A name or a word in passing is set right by every browser.
    if letters >= ENOUGH && !page.is(parent, local_name!("bdi")) {
        report.fail_unless_scripted(parent, "8.10.1", "direction-missing");
    } else {
        report.review(parent, "8.10.1", "direction-missing");
    }
}

/// 8.10.2: what a `dir` says, and whether it is true.
fn direction(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let value = page.attribute(node, local_name!("dir")).unwrap_or_default();
    let plain = value.trim().to_ascii_lowercase();
    let root = page.document.root() == Some(node);
    if root && plain == "ltr" {
        return;
    }
    report.applies("8.10.2");
    let text = page.text(node);
    let theirs = text.chars().filter(|c| is_right_to_left(*c)).count();
    let ours = text.chars().filter(|c| c.is_alphabetic()).count() - theirs;
    let wrong = match plain.as_str() {
        "rtl" => ours >= ENOUGH && theirs == 0,
        "ltr" => theirs >= ENOUGH && ours == 0,
        "auto" => {
            report.review(node, "8.10.2", "direction-automatic");
            return;
        }
        _ => {
            report.fail(node, "8.10.2", "direction-invalid").arg("value", value);
            return;
        }
    };
    if wrong {
        report.fail_unless_scripted(node, "8.10.2", "direction-wrong").arg("value", plain);
    }
}

/// Letters of Hebrew, Arabic, Syriac, Thaana, N’Ko and their presentation forms.
fn is_right_to_left(c: char) -> bool {
    c.is_alphabetic()
        && matches!(u32::from(c), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}
