//! `accessibility-rules/forms/autocomplete.md`: values of `autocomplete` are those of HTML.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/autocomplete.md"),
    subject: Subject::Named(&["input", "select", "textarea"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(value) = page.attribute(node, local_name!("autocomplete")) else { return };
    let kind = page.attribute(node, local_name!("type")).unwrap_or_default().to_ascii_lowercase();
    let other = ["hidden", "button", "submit", "reset", "image", "checkbox", "radio", "file"];
    let facts = page.semantics.facts(node);
    let value = value.to_ascii_lowercase();
    let tokens: Vec<&str> = value.split_ascii_whitespace().collect();
    if other.contains(&kind.as_str())
        || !facts.is_painted()
        || facts.is_disabled()
        || matches!(tokens.as_slice(), [] | ["on" | "off"])
    {
        return;
    }
    report.applies("11.13.1");
    if !is_valid(&tokens) {
        report.fail(node, "11.13.1", "autocomplete-invalid").arg("value", value.as_str());
    }
}

/// HTML, «autofill detail tokens».
fn is_valid(mut tokens: &[&str]) -> bool {
    if let [first, rest @ ..] = tokens
        && first.starts_with("section-")
    {
        tokens = rest;
    }
    if let ["shipping" | "billing", rest @ ..] = tokens {
        tokens = rest;
    }
    let tokens = match tokens {
        [rest @ .., "webauthn"] if !rest.is_empty() => rest,
        other => other,
    };
    match tokens {
        [field] => FIELDS.contains(field) || CONTACTS.contains(field),
        ["home" | "work" | "mobile" | "fax" | "pager", field] => CONTACTS.contains(field),
        _ => false,
    }
}

const CONTACTS: &[&str] = &[
    "tel",
    "tel-country-code",
    "tel-national",
    "tel-area-code",
    "tel-local",
    "tel-local-prefix",
    "tel-local-suffix",
    "tel-extension",
    "email",
    "impp",
];

const FIELDS: &[&str] = &[
    "name",
    "honorific-prefix",
    "given-name",
    "additional-name",
    "family-name",
    "honorific-suffix",
    "nickname",
    "username",
    "new-password",
    "current-password",
    "one-time-code",
    "organization-title",
    "organization",
    "street-address",
    "address-line1",
    "address-line2",
    "address-line3",
    "address-level4",
    "address-level3",
    "address-level2",
    "address-level1",
    "country",
    "country-name",
    "postal-code",
    "cc-name",
    "cc-given-name",
    "cc-additional-name",
    "cc-family-name",
    "cc-number",
    "cc-exp",
    "cc-exp-month",
    "cc-exp-year",
    "cc-csc",
    "cc-type",
    "transaction-currency",
    "transaction-amount",
    "language",
    "bday",
    "bday-day",
    "bday-month",
    "bday-year",
    "sex",
    "url",
    "photo",
];
