//! `accessibility-rules/forms/user-data.md`: a field on the user says which data it expects.

use crate::accessibility::rules::fields;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/forms/user-data.md"),
    subject: Subject::Page,
    check,
};

/// What a label means, and the values of `autocomplete` that say so. The first matching line wins.
const MEANINGS: &[(&[&str], &[&str])] = &[
    (
        &["nom et prénom", "prénom et nom", "nom complet", "full name", "nom prénom", "prénom nom"],
        &["name"],
    ),
    (&["prénom", "prénoms", "first name", "given name"], &["given-name", "name", "additional-name"]),
    (
        &["nom", "nom de famille", "nom de naissance", "nom d'usage", "last name", "surname",
          "family name"],
        &["family-name", "name"],
    ),
    (
        &["adresse e-mail", "adresse email", "adresse mail", "adresse électronique",
          "adresse de courriel", "adresse courriel", "e-mail", "email", "mail", "courriel",
          "email address", "e-mail address"],
        &["email", "username"],
    ),
    (
        &["téléphone", "numéro de téléphone", "n° de téléphone", "téléphone portable",
          "téléphone mobile", "téléphone fixe", "portable", "phone", "phone number", "telephone",
          "mobile"],
        &["tel", "tel-national", "tel-local"],
    ),
    (&["code postal", "postal code", "zip code"], &["postal-code"]),
    (&["date de naissance", "date of birth", "birthday"], &["bday"]),
    (
        &["adresse postale", "adresse", "postal address", "street address"],
        &["street-address", "address-line1", "address-line2", "address-line3"],
    ),
];

/// Words that make a field one about somebody else.
const OTHERS: &[&str] = &[
    "enfant", "conjoint", "défunt", "bénéficiaire", "représentant", "ami", "amie", "destinataire",
    "association", "entreprise", "organisme", "structure", "établissement", "responsable", "élève",
    "autre", "tiers", "société", "contact", "employeur", "école", "child", "friend", "company",
    "recipient", "organisation", "organization",
];

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    if page.fields().iter().any(|node| is_typed(page, *node)) {
        // Any text one types may be about oneself.
        report.doubt("11.13.1");
    }
    let mut met: Vec<(Option<NodeId>, &[&str])> = Vec::new();
    let found: Vec<_> = page.fields().iter().filter_map(|node| Found::of(page, *node)).collect();
    for found in &found {
        let again = met.contains(&(found.form, found.wanted));
        met.push((found.form, found.wanted));
        found.judge(page, again, report);
    }
}

/// A field in which one types something else than what one looks for.
fn is_typed(page: &Page<'_>, node: NodeId) -> bool {
    let name = fields::plain(&page.name(node).text);
    if name.contains("recherch") || name.contains("search") {
        return false;
    }
    matches!(page.role(node), Some(Role::Textbox | Role::Combobox | Role::Spinbutton | Role::Listbox))
        || matches!(fields::kind(page, node).as_str(), "date" | "month" | "tel" | "email" | "password")
}

struct Found {
    node: NodeId,
    form: Option<NodeId>,
    wanted: &'static [&'static str],
    /// «Votre adresse»: it says whose.
    own: bool,
}

impl Found {
    fn of(page: &Page<'_>, node: NodeId) -> Option<Self> {
        let text_field = matches!(
            page.role(node),
            Some(Role::Textbox | Role::Combobox | Role::Spinbutton)
        ) || matches!(fields::kind(page, node).as_str(), "date" | "tel" | "email");
        let native = matches!(
            page.document.html_name(node).map(|name| &**name),
            Some("input" | "select" | "textarea")
        );
        if !text_field || !native || page.semantics.facts(node).is_disabled() {
            return None;
        }
        let label = fields::plain(&page.name(node).text);
        let (own, rest) = ["votre ", "mon ", "ma ", "your ", "my "]
            .iter()
            .find_map(|own| label.strip_prefix(own))
            .map_or((false, label.as_str()), |rest| (true, rest));
        let wanted = MEANINGS.iter().find(|(labels, _)| labels.contains(&rest))?.1;
        Some(Self { node, form: fields::form(page, node), wanted, own })
    }

    fn judge(&self, page: &Page<'_>, again: bool, report: &mut Report<'_>) {
        report.doubt("11.13.1");
        let value = page.attribute(self.node, local_name!("autocomplete")).unwrap_or_default();
        let value = value.to_ascii_lowercase();
        let field = value.split_ascii_whitespace().rfind(|token| *token != "webauthn");
        if field.is_some_and(|field| self.wanted.contains(&field)) {
            return;
        }
        let foreign = field.is_some_and(|field| {
            MEANINGS.iter().any(|(_, values)| values.contains(&field)) && field != "name"
        });
        let code = if foreign { "user-data-mismatch" } else { "user-data-untold" };
        let posts = self.form.is_some_and(|form| {
            page.attribute(form, local_name!("method"))
                .is_some_and(|method| method.trim().eq_ignore_ascii_case("post"))
        });
        // Without «your», a form that is sent, one field of the kind, and nobody else in view.
        let sure = !again
            && (field.is_none() || foreign || matches!(field, Some("off" | "on")))
            && (self.own || (posts && !self.is_about_others(page)));
        let finding = if sure {
            report.fail_unless_scripted(self.node, "11.13.1", code)
        } else {
            report.review(self.node, "11.13.1", code)
        };
        finding.arg("wanted", self.wanted[0]);
    }

    fn is_about_others(&self, page: &Page<'_>) -> bool {
        let Some(form) = self.form else { return true };
        let text = fields::label_text(page, form);
        fields::words(&text).iter().any(|word| {
            let word = word.strip_suffix('s').unwrap_or(word);
            OTHERS.contains(&word)
        })
    }
}
