//! `accessibility-rules/forms/form-control.md`: what is obligatory, wrong or irreversible is told.

use crate::accessibility::rules::fields;
use crate::accessibility::rules::prelude::*;
use std::cell::OnceCell;
use std::collections::BTreeMap;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/form-control.md"),
    subject: Subject::Page,
    check,
};

/// Words that say that a field must be filled in, or which ones need not be.
const OBLIGATORY: &[&str] = &[
    "*", "obligatoire", "requis", "required", "mandatory", "facultati", "optionnel", "optional",
    "nécessaire",
];

/// Words by which an error is told.
const ERRORS: &[&str] =
    &["erreur", "invalide", "incorrect", "error", "invalid", "please fill", "veuillez corriger"];

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let mut forms: BTreeMap<Option<NodeId>, Vec<NodeId>> = BTreeMap::new();
    for node in page.fields().iter().copied() {
        forms.entry(fields::form(page, node)).or_default().push(node);
    }
    for (form, fields) in &forms {
        obligatory(page, *form, fields, report);
        wrong(page, *form, fields, report);
        if !is_search(page, *form, fields) {
            // Whether data are changed or deleted, only who made the form knows.
            report.doubt("11.12.1");
            report.doubt("11.12.2");
        }
    }
}

fn is_true(page: &Page<'_>, node: NodeId, name: LocalName) -> bool {
    page.attribute(node, name).is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
}

fn is_required(page: &Page<'_>, node: NodeId) -> bool {
    page.has(node, local_name!("required")) || is_true(page, node, local_name!("aria-required"))
}

/// 11.10.1 and 11.10.2: fields that must be filled in say so before one sends the form.
fn obligatory(page: &Page<'_>, form: Option<NodeId>, fields: &[NodeId], report: &mut Report<'_>) {
    // RGAA leaves out forms of a single field.
    if fields.len() < 2 {
        return;
    }
    report.doubt("11.10.1");
    report.doubt("11.10.3");
    let around = form.map(|form| fields::label_text(page, form).to_lowercase()).unwrap_or_default();
    let by_exception = ["facultati", "optionnel", "optional", "tous les champs", "all fields"]
        .iter()
        .any(|word| around.contains(word));
    let nowhere = OnceCell::new();
    for node in fields.iter().filter(|node| is_required(page, **node)) {
        report.doubt("11.10.2");
        let mut told = fields::visible_label(page, *node);
        told.push_str(&described(page, *node));
        if let Some(group) = page.document.closest(*node, &local_name!("fieldset")) {
            told.push_str(&page.name(group).text);
        }
        let told = told.to_lowercase();
        let marked = OBLIGATORY.iter().any(|word| told.contains(word));
        let generated = page.names.labels(*node).iter().any(|label| {
            std::iter::once(*label)
                .chain(page.document.descendants(*label))
                .any(|inner| page.styles.generated(inner) != (None, None))
        });
        if !marked && !generated && !by_exception && !fields::is_ticked(page, *node) {
            let nowhere = || *nowhere.get_or_init(|| says_nowhere(page));
            if is_silent(&around) && is_bare(page, *node) && nowhere() {
                report.fail_unless_scripted(*node, "11.10.2", "required-untold");
            } else {
                report.review(*node, "11.10.2", "required-untold");
            }
        }
    }
    for node in fields.iter().filter(|node| !is_required(page, **node)) {
        let label = fields::visible_label(page, *node);
        let ends = label.trim_end_matches([' ', ':', '\u{a0}']).ends_with('*');
        if ends || label.to_lowercase().contains("obligatoire") {
            report.review(*node, "11.10.1", "required-unmarked");
        }
    }
}

/// Whether a text has none of the words or signs that tell what is obligatory.
fn is_silent(text: &str) -> bool {
    !OBLIGATORY.iter().any(|word| text.contains(word))
}

/// Whether nothing but the words of its label may tell that a field is obligatory: no image, no
/// style, no example in the field.
fn is_bare(page: &Page<'_>, node: NodeId) -> bool {
    let labels = page.names.labels(node);
    let pictured = |inner: NodeId| {
        matches!(
            page.element(inner).map(|element| &*element.name),
            Some("img" | "svg" | "i" | "object" | "canvas")
        ) || page.styles.generated(inner) != (None, None)
    };
    let holder = page.document.parent(node);
    let beside = holder.into_iter().flat_map(|holder| page.document.child_elements(holder));
    let placeholder = page.attribute(node, local_name!("placeholder")).unwrap_or_default();
    !labels.is_empty()
        && is_silent(&placeholder.to_lowercase())
        && holder.is_none_or(|holder| !pictured(holder))
        && !beside.into_iter().any(pictured)
        && !labels.iter().any(|label| page.document.descendants(*label).any(pictured))
}

/// Whether no text of the page, of whatever form, tells that fields are obligatory, and no script
/// may.
fn says_nowhere(page: &Page<'_>) -> bool {
    let told = |holder: &NodeId| {
        let own = page.document.children(*holder).filter_map(|child| page.document.text(child));
        own.into_iter().any(|text| !is_silent(&text.to_lowercase()))
    };
    !page.has_scripts() && page.styles.sheets_complete && !page.texts().iter().any(told)
}

/// What `aria-describedby` leads to, where one sees it.
fn described(page: &Page<'_>, node: NodeId) -> String {
    let ids = page.attribute(node, local_name!("aria-describedby")).unwrap_or_default();
    page.document
        .by_ids(ids)
        .map(|target| page.visible_text(target))
        .fold(String::new(), |text, more| format!("{text} {more}"))
}

/// 11.10.3 to 11.10.7 and 11.11: errors.
fn wrong(page: &Page<'_>, form: Option<NodeId>, fields: &[NodeId], report: &mut Report<'_>) {
    report.doubt("11.10.5");
    report.doubt("11.10.6");
    report.doubt("11.11.1");
    report.doubt("11.11.2");
    for node in fields.iter().filter(|node| is_true(page, **node, local_name!("aria-invalid"))) {
        report.doubt("11.10.4");
        report.doubt("11.10.7");
        if described(page, *node).trim().is_empty() {
            report.review(*node, "11.10.4", "error-untold").also("11.10.7");
        }
    }
    // A message that stands there without naming a field.
    let Some(form) = form else { return };
    for message in page.document.descendants(form) {
        let Some(text) = page.document.text(message) else { continue };
        let lower = text.to_lowercase();
        if !ERRORS.iter().any(|word| lower.contains(word)) {
            continue;
        }
        let Some(holder) = page.document.parent(message) else { continue };
        let inside_label = page.document.closest(message, &local_name!("label")).is_some();
        let referred = std::iter::once(holder).chain(page.document.ancestors(holder)).any(|node| {
            let id = page.attribute(node, local_name!("id")).unwrap_or_default();
            !id.is_empty()
                && fields.iter().any(|field| {
                    let ids = page.attribute(*field, local_name!("aria-describedby"));
                    ids.unwrap_or_default().split_ascii_whitespace().any(|one| one == id)
                })
        });
        if !referred && !inside_label {
            report.review(holder, "11.10.6", "error-elsewhere");
        }
    }
}

/// A form that looks something up and changes nothing.
fn is_search(page: &Page<'_>, form: Option<NodeId>, fields: &[NodeId]) -> bool {
    let Some(form) = form else { return false };
    let posts = page
        .attribute(form, local_name!("method"))
        .is_some_and(|method| method.trim().eq_ignore_ascii_case("post"));
    let search = std::iter::once(form)
        .chain(page.document.ancestors(form))
        .any(|node| page.role(node) == Some(Role::Search));
    !posts && page.scripts().trim().is_empty()
        && (search
            || fields.iter().all(|field| page.role(*field) == Some(Role::Searchbox))
            || (fields.len() == 1 && fields::kind(page, fields[0]) == "search"))
}
