//! From an address somebody copied out of a browser back to the name it should be written by: an
//! address of a form or of a service that stands in a text does not follow a change of provider.
//!
//! It looks at the addresses of `parvis.yaml` and of the site, and never at the network.

use super::{Destination, expand, form, offered, service};
use crate::workspace::{Provider, Settings, Site};

/// What is to be written instead of `address` in a text of `site`: `grc:<form>` or
/// `service:<name>`; empty where it is a provider's but no form's that is known. `None` for an
/// address that is no provider's.
#[must_use]
pub fn name_of(settings: &Settings, site: &Site, address: &str) -> Option<String> {
    let bare = bare(address)?;
    let services = settings.services.iter().filter(|(name, definition)| {
        let own = service(settings, site, name).is_ok_and(|service| is(bare, &service.url));
        own || definition.url.as_ref().is_some_and(|url| fits(bare, url).is_some())
    });
    let mut services = services.map(|(name, _)| format!("service:{name}"));
    let given = |id: &&str| {
        site.grc.forms.get(*id).is_some_and(|special| special.url.is_some())
            && form(settings, site, id).is_ok_and(|form| match form.destination() {
                Destination::Online { url, .. } => is(bare, url),
                _ => false,
            })
    };
    let mut given = offered(settings, site).filter(given).map(|id| format!("grc:{id}"));
    let mut providers = settings.grc.providers.values();
    let of_provider = || providers.find_map(|provider| of(provider, settings, site, bare));
    services.next().or_else(|| given.next()).or_else(of_provider)
}

/// The form of an address at a provider, whoever's the tenant.
fn of(provider: &Provider, settings: &Settings, site: &Site, address: &str) -> Option<String> {
    if let Some(name) = fits(address, &provider.url) {
        let is = |id: &&str| match provider.forms.get(*id) {
            Some(called) => called.as_deref() == Some(name),
            None => **id == *name,
        };
        let known = offered(settings, site).find(is);
        return Some(known.map(|id| format!("grc:{id}")).unwrap_or_default());
    }
    // Its front door, or a page of it that is no form.
    let (door, _) = provider.url.split_once("{form}")?;
    let door = expand(door, site, None)?;
    let door = bare(&door).filter(|door| door.contains('.'))?;
    let beyond = address.strip_prefix(door)?;
    (beyond.is_empty() || beyond.starts_with(['/', '?'])).then(String::new)
}

/// An address of the web without scheme, fragment and last slash.
fn bare(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    Some(rest.split('#').next().unwrap_or(rest).trim_end_matches('/'))
}

fn is(address: &str, other: &str) -> bool {
    bare(other) == Some(address)
}

/// What stands for `{form}` in an address made by this template, whatever its other values; empty
/// where the template has no form. A template without any placeholder is no template.
fn fits<'a>(address: &'a str, template: &str) -> Option<&'a str> {
    let template = bare(template).filter(|template| template.contains('{'))?;
    let address = match template.contains('?') {
        true => address,
        false => address.split('?').next().unwrap_or(address).trim_end_matches('/'),
    };
    let (mut rest, mut form) = (address, "");
    let mut parts = template.split('{');
    rest = rest.strip_prefix(parts.next()?)?;
    for part in parts {
        let (name, text) = part.split_once('}')?;
        let end = if text.is_empty() { rest.len() } else { rest.find(text)? };
        let value = &rest[..end];
        // The value of a placeholder is one segment.
        if value.is_empty() || value.contains(['/', '?', '&']) {
            return None;
        }
        if name == "form" {
            form = value;
        }
        rest = &rest[end + text.len()..];
    }
    rest.is_empty().then_some(form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grc::tests_support::{settings, site};

    #[test]
    fn an_address_is_called_by_the_name_it_has_in_the_settings() {
        let (mut settings, mut site) = (settings(), site());
        let own = Some("https://etat-civil.example/naissance".to_owned());
        site.grc.forms.entry("acte-naissance".into()).or_default().url = own;
        settings.services.get_mut("marches-publics").expect("there").url =
            Some("https://marches.example/?siren={siren}".into());
        for (address, name) in [
            ("https://amou.demarches.example/signalement-voirie/", Some("grc:signalement-voirie")),
            (
                "http://dax.demarches.example/signalement-voirie?a=b#c",
                Some("grc:signalement-voirie"),
            ),
            ("https://landespublic.example/dax/voirie", Some("grc:signalement-voirie")),
            ("https://landespublic.example/dax/inconnu", Some("")),
            ("https://amou.demarches.example/", Some("")),
            ("https://amou.demarches.example/a/b", Some("")),
            ("https://etat-civil.example/naissance/", Some("grc:acte-naissance")),
            ("https://marches.example/?siren=214000028", Some("service:marches-publics")),
            ("https://marches.example/", None),
            ("https://etat-civil.example/", None),
            ("https://demarches.example/", None),
            ("https://amou.demarches.example.org/", None),
            ("mailto:a@landespublic.example", None),
        ] {
            assert_eq!(name_of(&settings, &site, address).as_deref(), name, "{address}");
        }
    }
}
