//! Citizen-relation forms (GRC) and the outside services of a workspace: from the name an
//! officer writes (`grc:signalement-voirie`, `service:marches-publics`) to where it leads today.
//!
//! Addresses are data of `parvis.yaml`, groups and sites, so that a change of provider is one
//! line. A form goes to the site's own provider, else to the shared one, else to the e-mail
//! address, the telephone or the counter: a resident is never left without a way.
//!
//! This room never contacts a provider to resolve a link, never writes a page, and never keeps
//! a form's content: a form lives at its provider.

mod addresses;
mod migration;
mod publik;
mod services;

pub use addresses::name_of;
pub use migration::{FormChange, Migration, SiteMigration, migration};
pub use publik::{Imported, import_publik, merge_into_catalogue};
pub use services::{ServiceLink, service, services};

use crate::diagnostic::{Diagnostic, suggestion};
use crate::workspace::grammar::slug;
use crate::workspace::{Address, Form, Provider, Settings, Site, telephone};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// A form as one site offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormLink {
    /// Its id in the catalogue.
    pub id: String,
    /// What the resident reads.
    pub title: String,
    /// What it is for, in a sentence.
    pub description: Option<String>,
    /// The heading it is listed under.
    pub category: Option<String>,
    /// How long an answer takes, in words.
    pub delay: Option<String>,
    /// Words people look for it with.
    pub keywords: Vec<String>,
    /// Where it leads, first choice first; never empty. The others are for those who cannot
    /// use the first one.
    pub destinations: Vec<Destination>,
}

impl FormLink {
    /// Where the link leads.
    #[must_use]
    pub fn destination(&self) -> &Destination {
        &self.destinations[0]
    }

    /// The telephone number for those who cannot use the form, if there is one.
    #[must_use]
    pub fn phone(&self) -> Option<&str> {
        self.destinations.iter().find_map(|destination| match destination {
            Destination::Phone(number) => Some(number.as_str()),
            _ => None,
        })
    }
}

/// A way to reach the administration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A form on the web.
    Online {
        /// Its address.
        url: String,
        /// What people call the provider; `None` when the site gave the address itself.
        provider: Option<String>,
    },
    /// An e-mail address.
    Email(String),
    /// A telephone number, as people write it.
    Phone(String),
    /// The counter, or a letter.
    Post(Address),
}

impl Destination {
    /// The address for a link; `None` for the counter.
    #[must_use]
    pub fn href(&self) -> Option<String> {
        match self {
            Self::Online { url, .. } => Some(url.clone()),
            Self::Email(address) => Some(format!("mailto:{address}")),
            Self::Phone(number) => Some(telephone(number)),
            Self::Post(_) => None,
        }
    }
}

/// Resolves the form `id` for `site`.
///
/// # Errors
/// `form-unknown`, `form-not-for-kind`, `form-disabled`, `form-provider-unknown`, `form-unreachable`: diagnostics
/// without a place; the caller knows where the form was named.
pub fn form(settings: &Settings, site: &Site, id: &str) -> Result<FormLink, Diagnostic> {
    let Some(form) = settings.grc.forms.get(id) else { return Err(unknown(settings, id)) };
    if !form.is_for(site.kind) {
        let finding = Diagnostic::error("form-not-for-kind").arg("form", id);
        return Err(finding.arg("kind", site.kind.wording().noun));
    }
    let special = site.grc.forms.get(id);
    if special.is_some_and(|special| special.disabled) {
        return Err(Diagnostic::error("form-disabled").arg("form", id).arg("site", &*site.id));
    }

    let mut destinations = Vec::new();
    let special_url = special.and_then(|special| special.url.as_ref());
    if let Some(url) = special_url {
        destinations.push(Destination::Online { url: url.clone(), provider: None });
    } else {
        let own = special.and_then(|special| special.provider.as_ref());
        let workspaces = settings.grc.provider.as_ref();
        let own = own.or(site.grc.provider.as_ref()).or(workspaces);
        let shared = site.grc.fallback.as_ref();
        for name in [own, shared, workspaces].into_iter().flatten() {
            let Some(provider) = settings.grc.providers.get(name) else {
                let names = settings.grc.providers.keys();
                let names = names.map(String::as_str);
                return Err(Diagnostic::unknown("form-provider-unknown", name, names));
            };
            if let Some(url) = address_at(provider, site, id) {
                let provider = Some(provider.name.clone());
                destinations.push(Destination::Online { url, provider });
                break;
            }
        }
    }
    destinations.extend(counters(site));
    if destinations.is_empty() {
        return Err(Diagnostic::error("form-unreachable").arg("form", id).arg("site", &*site.id));
    }
    Ok(FormLink {
        id: id.to_owned(),
        title: form.title.clone(),
        description: form.description.clone(),
        category: form.category.clone(),
        delay: form.delay.clone(),
        keywords: form.keywords.clone(),
        destinations,
    })
}

/// The forms that `site` offers, by id.
///
/// # Errors
/// Of each form that cannot be resolved, but for those that are for other kinds of sites and those
/// the site chose not to offer.
pub fn forms(settings: &Settings, site: &Site) -> Vec<Result<FormLink, Diagnostic>> {
    offered(settings, site).map(|id| form(settings, site, id)).collect()
}

/// The ids of the forms that `site` offers.
fn offered<'a>(settings: &'a Settings, site: &'a Site) -> impl Iterator<Item = &'a str> {
    let disabled = |id: &str| site.grc.forms.get(id).is_some_and(|special| special.disabled);
    let forms = settings.grc.forms.iter().filter(|(_, form)| form.is_for(site.kind));
    forms.map(|(id, _)| id.as_str()).filter(move |id| !disabled(id))
}

/// Tells that the catalogue has no form `id`, and which one is written nearly so, else which one
/// people look for with that word.
fn unknown(settings: &Settings, id: &str) -> Diagnostic {
    let forms = &settings.grc.forms;
    let near = suggestion(id, forms.keys().map(String::as_str)).or_else(|| {
        let words = slug(id);
        let mut words = words.split('-').filter(|word| word.len() > 3);
        let of = |word: &str| {
            let named = |form: &Form| form.keywords.iter().any(|keyword| slug(keyword) == word);
            forms.iter().find(|(_, form)| named(form)).map(|(id, _)| id.as_str())
        };
        words.find_map(of)
    });
    Diagnostic::error("form-unknown").arg("name", id).arg("suggestion", near.unwrap_or_default())
}

/// The address of a form at a provider, unless the provider lacks it or the site has not what
/// the address is made of.
fn address_at(provider: &Provider, site: &Site, id: &str) -> Option<String> {
    let name = match provider.forms.get(id) {
        Some(None) => return None,
        Some(Some(name)) => name,
        None => id,
    };
    expand(&provider.url, site, Some(name))
}

/// The ways that need no provider.
fn counters(site: &Site) -> impl Iterator<Item = Destination> {
    let email = site.grc.email.as_ref().or(site.contact.email.as_ref());
    let phone = site.grc.phone.as_ref().or(site.contact.phone.as_ref());
    let address = site.contact.address.as_ref().filter(|address| address.city.is_some());
    let email = email.map(|email| Destination::Email(email.clone()));
    let phone = phone.map(|phone| Destination::Phone(phone.clone()));
    let post = address.map(|address| Destination::Post(address.clone()));
    email.into_iter().chain(phone).chain(post)
}

/// Replaces the placeholders of an address: `{tenant}`, `{form}`, `{insee}`, `{siren}`, `{id}`.
/// Without a value for one of them there is no address: an intercommunal body has no INSEE code,
/// and its residents must not be sent to nobody's page.
fn expand(template: &str, site: &Site, form: Option<&str>) -> Option<String> {
    /// What RFC 3986 calls unreserved stays.
    const SEGMENT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    let tenant = site.grc.tenant.as_deref().unwrap_or(&site.id);
    let values = [
        ("{tenant}", tenant),
        ("{form}", form.unwrap_or_default()),
        ("{insee}", site.insee.as_deref().unwrap_or_default()),
        ("{siren}", site.siren.as_deref().unwrap_or_default()),
        ("{id}", &site.id),
    ];
    let mut url = template.to_owned();
    for (placeholder, value) in values {
        if url.contains(placeholder) {
            if value.is_empty() {
                return None;
            }
            url = url.replace(placeholder, &utf8_percent_encode(value, SEGMENT).to_string());
        }
    }
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grc::tests_support::{settings, site};

    fn url(link: &FormLink) -> &str {
        match link.destination() {
            Destination::Online { url, .. } => url,
            other => panic!("not online: {other:?}"),
        }
    }

    #[test]
    fn a_form_leads_to_the_provider_of_the_site() {
        let (settings, mut site) = (settings(), site());
        let link = form(&settings, &site, "signalement-voirie").expect("known");
        assert_eq!(url(&link), "https://amou.demarches.example/signalement-voirie/");
        assert_eq!(link.phone(), Some("05 36 49 00 01"));
        site.grc.provider = Some("landespublic".into());
        let link = form(&settings, &site, "signalement-voirie").expect("known");
        assert_eq!(url(&link), "https://landespublic.example/amou/voirie");
    }

    #[test]
    fn a_form_the_provider_lacks_falls_back_down_the_chain() {
        let (mut settings, mut site) = (settings(), site());
        site.grc.provider = Some("landespublic".into());
        let link = form(&settings, &site, "acte-naissance").expect("known");
        assert_eq!(url(&link), "https://amou.demarches.example/acte-naissance/", "shared provider");
        settings.grc.provider = Some("landespublic".into());
        let link = form(&settings, &site, "acte-naissance").expect("known");
        assert_eq!(link.destination(), &Destination::Email("mairie@amou.example".into()));
        site.contact.email = None;
        let link = form(&settings, &site, "acte-naissance").expect("known");
        assert_eq!(link.destination().href().as_deref(), Some("tel:+33536490001"));
        site.contact.phone = None;
        let link = form(&settings, &site, "acte-naissance").expect("known");
        assert_eq!(link.destination().href(), None, "the counter");
        site.contact.address = None;
        let told = form(&settings, &site, "acte-naissance").expect_err("no way left");
        assert_eq!(told.code, "form-unreachable");
    }

    #[test]
    fn a_site_may_give_its_own_address_or_offer_no_such_form() {
        let (settings, mut site) = (settings(), site());
        let special = site.grc.forms.entry("acte-naissance".into()).or_default();
        special.url = Some("https://etat-civil.example/".into());
        let link = form(&settings, &site, "acte-naissance").expect("known");
        assert_eq!(url(&link), "https://etat-civil.example/");
        site.grc.forms.entry("acte-naissance".into()).or_default().disabled = true;
        assert_eq!(
            form(&settings, &site, "acte-naissance").expect_err("disabled").code,
            "form-disabled"
        );
        assert_eq!(forms(&settings, &site).len(), 1);
    }

    #[test]
    fn the_providers_are_tried_in_order_and_one_without_an_address_is_passed_over() {
        let (mut settings, mut site) = (settings(), site());
        site.grc.fallback = Some("landespublic".into());
        let link = form(&settings, &site, "signalement-voirie").expect("known");
        assert_eq!(url(&link), "https://amou.demarches.example/signalement-voirie/", "default");
        let publik = settings.grc.providers.get_mut("publik").expect("there");
        publik.url = "https://demarches.example/{insee}/{form}".into();
        let link = form(&settings, &site, "signalement-voirie").expect("known");
        assert_eq!(url(&link), "https://demarches.example/40002/signalement-voirie");
        site.insee = None;
        let link = form(&settings, &site, "signalement-voirie").expect("known");
        assert_eq!(url(&link), "https://landespublic.example/amou/voirie", "fallback");
    }

    #[test]
    fn an_unknown_form_is_told_with_the_nearest_one() {
        let told = form(&settings(), &site(), "signalement-voierie").expect_err("unknown");
        assert_eq!(told.code, "form-unknown");
        assert!(told.arguments.contains(&("suggestion", "signalement-voirie".into())));
    }

    #[test]
    fn values_cannot_break_out_of_their_place_in_an_address() {
        let mut site = site();
        site.grc.tenant = Some("a/../b?c".into());
        let link = form(&settings(), &site, "signalement-voirie").expect("known");
        assert_eq!(url(&link), "https://a%2F..%2Fb%3Fc.demarches.example/signalement-voirie/");
    }
}

#[cfg(test)]
pub(crate) mod tests_support;
