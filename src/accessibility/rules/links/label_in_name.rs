//! `accessibility-rules/links/label-in-name.md`: what one reads is part of what one says.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/links/label-in-name.md"),
    subject: Subject::Roles(&[
        Role::Link,
        Role::Button,
        Role::Menuitem,
        Role::Tab,
        Role::Option,
        Role::Checkbox,
        Role::Radio,
        Role::Switch,
        Role::Treeitem,
        Role::Menuitemcheckbox,
        Role::Menuitemradio,
    ]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) || !page.is_visible(node) {
        return;
    }
    let name = page.name(node);
    if !matches!(name.origin, Origin::Label | Origin::LabelledBy) {
        return;
    }
    let visible = page.visible_text(node);
    let test = if page.role(node) == Some(Role::Link) { "6.1.5" } else { "11.9.2" };
    let label = words(&visible);
    if label.is_empty() {
        return;
    }
    report.applies(test);
    let spoken = words(&name.text);
    if spoken.windows(label.len()).any(|part| part == label) {
        return;
    }
    // Symbols («X», «Aa», «2×2»), abbreviations, remarks in brackets, words cut otherwise, letters
    // that a font may show as an icon: for a person to judge.
    let letters = label.concat().chars().count();
    let doubtful = letters < 3
        || spoken.concat().contains(&label.concat())
        || visible.contains(['(', '[', '×', '÷', '+', '='])
        || visible.split_whitespace().any(|word| word.ends_with('.') && word.len() < 6)
        || !page.styles.sheets_complete;
    let finding = if doubtful {
        report.review(node, test, "label-not-in-name")
    } else {
        report.fail_unless_scripted(node, test, "label-not-in-name")
    };
    finding.arg("visible", visible.as_str()).arg("name", &*name.text);
}

/// The words of a text, in lower case, punctuation left out.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
