//! `accessibility-rules/forms/label-relevant.md`: a label says what to enter.

use crate::accessibility::rules::fields;
use crate::accessibility::rules::prelude::*;
use rustc_hash::FxHashMap;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/label-relevant.md"),
    subject: Subject::Page,
    check,
};

/// What a button says that tells nothing of the field beside it.
const VAGUE_BUTTONS: &[&str] =
    &["ok", "go", "valider", "envoyer", "submit", "send", "suivant", "next", "confirmer"];

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let mut alike: FxHashMap<(Option<NodeId>, String), (NodeId, String)> = FxHashMap::default();
    for node in page.fields().iter().copied() {
        let name = page.name(node);
        let Some(test) = test_of(name.origin) else { continue };
        report.doubt(test);
        if fields::is_meaningless(&name.text) || fields::is_punctuation(&name.text) {
            report.fail_unless_scripted(node, test, "label-generic").arg("label", &*name.text);
        }
        twice(page, node, test, &mut alike, report);
        in_name(page, node, report);
        adjacent_button(page, node, report);
    }
}

fn test_of(origin: Origin) -> Option<&'static str> {
    match origin {
        Origin::Native | Origin::Contents => Some("11.2.1"),
        Origin::Title => Some("11.2.2"),
        Origin::Label => Some("11.2.3"),
        Origin::LabelledBy => Some("11.2.4"),
        Origin::Placeholder | Origin::Nothing => None,
    }
}

/// Two fields of one form that are labelled alike without a group that tells them apart.
fn twice(
    page: &Page<'_>,
    node: NodeId,
    test: &'static str,
    alike: &mut FxHashMap<(Option<NodeId>, String), (NodeId, String)>,
    report: &mut Report<'_>,
) {
    let label = fields::plain(&page.name(node).text);
    let own = page.attribute(node, local_name!("name")).unwrap_or_default().to_owned();
    let group = page.document.ancestors(node).find(|ancestor| {
        let grouped = page.is(*ancestor, local_name!("fieldset"))
            || matches!(page.role(*ancestor), Some(Role::Group | Role::Radiogroup | Role::Row));
        grouped && !page.name(*ancestor).text.is_empty()
    });
    let group = group.or_else(|| fields::form(page, node));
    let found = alike.entry((group, label)).or_insert_with(|| (node, own.clone()));
    if found.0 != node && found.1 != own {
        report.review(node, test, "label-twice").arg("label", &*page.name(node).text);
    }
}

/// 11.2.5: what one reads is part of what one says.
fn in_name(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let visible = fields::visible_label(page, node);
    if visible.is_empty() {
        return;
    }
    report.applies("11.2.5");
    let name = page.name(node);
    let label: Vec<String> = fields::words(&fields::plain(&visible));
    let within = |text: &str| {
        let spoken = fields::words(text);
        label.is_empty() || spoken.windows(label.len()).any(|part| part == label)
    };
    // Symbols, abbreviations and words written otherwise are for a person to judge.
    let is_doubtful = |text: &str| {
        label.concat().chars().count() < 3
            || fields::words(text).concat().contains(&label.concat())
            || visible.contains(['(', '[', '+', '=', '.'])
            || page.names.labels(node).len() > 1
            || !page.styles.sheets_complete
    };
    if matches!(name.origin, Origin::Label | Origin::LabelledBy) && !within(&name.text) {
        let finding = if is_doubtful(&name.text) {
            report.review(node, "11.2.5", "label-not-in-name")
        } else {
            report.fail_unless_scripted(node, "11.2.5", "label-not-in-name")
        };
        finding.arg("visible", visible.as_str()).arg("name", &*name.text);
    } else if let Some(title) = page.attribute(node, local_name!("title"))
        && !title.trim().is_empty()
        && !within(title)
    {
        // RGAA names the tooltip among what must hold the label, and lets it say the format that
        // `pattern` asks for.
        let finding = if is_doubtful(title) || page.has(node, local_name!("pattern")) {
            report.review(node, "11.2.5", "label-not-in-title")
        } else {
            report.fail_unless_scripted(node, "11.2.5", "label-not-in-title")
        };
        finding.arg("visible", visible.as_str()).arg("title", title);
    }
}

/// 11.2.6: a button beside the field is all one reads.
fn adjacent_button(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let given = |name| page.attribute(node, name).is_some_and(|text| !text.trim().is_empty());
    let Some(parent) = page.document.parent(node) else { return };
    if !page.is_visible(node)
        || !fields::visible_label(page, node).is_empty()
        || fields::is_ticked(page, node)
    {
        return;
    }
    let after = |next: NodeId| std::iter::once(next).chain(page.document.descendants(next));
    let button = std::iter::successors(page.document.next(node), |next| page.document.next(*next))
        .take(4)
        .flat_map(after)
        .find(|inner| page.role(*inner) == Some(Role::Button) && page.is_visible(*inner));
    let Some(button) = button else { return };
    let read = if page.is(button, local_name!("input")) {
        page.attribute(button, local_name!("value")).unwrap_or_default().to_owned()
    } else {
        page.visible_text(button)
    };
    if read.trim().is_empty() {
        return;
    }
    report.doubt("11.2.6");
    let beside = fields::text_beside(page, parent);
    let alone = fields::plain(&beside) == fields::plain(&read) || beside.is_empty();
    if alone && VAGUE_BUTTONS.contains(&fields::plain(&read).as_str()) {
        if given(local_name!("placeholder")) || given(local_name!("title")) {
            report.review(node, "11.2.6", "label-button-vague").arg("button", read);
        } else {
            report.fail_unless_scripted(node, "11.2.6", "label-button-vague").arg("button", read);
        }
    }
}
