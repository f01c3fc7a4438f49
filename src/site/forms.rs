//! Citizen-relation forms and services as templates see them.

use super::generated::Generated;
use super::identity::{email_link, phone_link};
use super::view::FormView;
use super::wording::Words;
use crate::grc::{Destination, FormLink};
use crate::workspace::Site;

/// Where a link to a form leads; when there is but the counter, to the page that says how to come.
pub(super) fn form_address(form: &FormLink, site: &Site) -> String {
    let contact = if Generated::Contact.is_wanted(site) { Generated::Contact.url() } else { "/" };
    form.destination().href().unwrap_or_else(|| contact.to_owned())
}

/// A form and where it leads.
pub(super) fn form_view(form: &FormLink, words: &Words) -> FormView {
    let first = form.destination();
    let label = match first {
        Destination::Online { provider: Some(provider), .. } => {
            format!("{}, {provider}", words.online_form)
        }
        Destination::Online { provider: None, .. } => words.online_form.to_owned(),
        Destination::Email(_) => words.by_email.to_owned(),
        Destination::Phone(_) => words.by_phone.to_owned(),
        Destination::Post(_) => words.at_the_counter.to_owned(),
    };
    let email = form.destinations.iter().find_map(|destination| match destination {
        Destination::Email(address) => Some(email_link(address)),
        _ => None,
    });
    FormView {
        id: form.id.clone(),
        title: form.title.clone(),
        description: form.description.clone(),
        category: form.category.clone(),
        delay: form.delay.clone(),
        keywords: form.keywords.clone(),
        url: first.href(),
        label,
        phone: form.phone().map(phone_link),
        email,
    }
}
