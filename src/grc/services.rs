//! The registry of outside services (tenders, payment, family portal, …): an address is written
//! once for all sites and changed once.

use super::expand;
use crate::diagnostic::Diagnostic;
use crate::workspace::{ServiceOverride, Settings, Site};

/// A service as one site links to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceLink {
    /// Its name in the registry.
    pub name: String,
    /// What the resident reads.
    pub title: String,
    /// What it is for, in a sentence.
    pub description: Option<String>,
    /// Where it leads.
    pub url: String,
}

/// Resolves the service `name` for `site`.
///
/// # Errors
/// `service-unknown`, `service-off`, `service-without-address`: diagnostics without a place; the
/// caller knows where the service was named.
pub fn service(settings: &Settings, site: &Site, name: &str) -> Result<ServiceLink, Diagnostic> {
    let Some(definition) = settings.services.get(name) else {
        return Err(Diagnostic::unknown(
            "service-unknown",
            name,
            settings.services.keys().map(String::as_str),
        ));
    };
    let url = match (site.services.get(name), &definition.url) {
        (Some(ServiceOverride::Off), _) => {
            return Err(Diagnostic::error("service-off").arg("name", name).arg("site", &*site.id));
        }
        (Some(ServiceOverride::Url(url)), _) => url.clone(),
        (_, template) => {
            let address = template.as_deref().and_then(|template| expand(template, site, None));
            address.ok_or_else(|| {
                Diagnostic::error("service-without-address")
                    .arg("name", name)
                    .arg("site", &*site.id)
            })?
        }
    };
    Ok(ServiceLink {
        name: name.to_owned(),
        title: definition.title.clone(),
        description: definition.description.clone(),
        url,
    })
}

/// The services that `site` has, by name.
#[must_use]
pub fn services(settings: &Settings, site: &Site) -> Vec<ServiceLink> {
    settings.services.keys().filter_map(|name| service(settings, site, name).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grc::tests_support::{settings, site};

    #[test]
    fn one_address_serves_all_sites_and_a_site_may_have_its_own() {
        let (settings, mut site) = (settings(), site());
        let url = |site: &Site| service(&settings, site, "marches-publics").map(|link| link.url);
        assert_eq!(url(&site).as_deref(), Ok("https://marches.example/40002"));
        site.services.insert("marches-publics".into(), ServiceOverride::Off);
        assert_eq!(url(&site).expect_err("off").code, "service-off");
        let own = ServiceOverride::Url("https://marches.amou.example/".into());
        site.services.insert("marches-publics".into(), own);
        assert_eq!(url(&site).as_deref(), Ok("https://marches.amou.example/"));
    }

    #[test]
    fn a_service_without_an_address_is_offered_by_no_site() {
        let (settings, mut site) = (settings(), site());
        let names: Vec<_> = services(&settings, &site).into_iter().map(|link| link.name).collect();
        assert_eq!(names, ["marches-publics"]);
        let told = service(&settings, &site, "portail-famille").expect_err("no address");
        assert_eq!(told.code, "service-without-address");
        // An address by INSEE code is none for a body without one.
        site.insee = None;
        let told = service(&settings, &site, "marches-publics").expect_err("no code");
        assert_eq!(told.code, "service-without-address");
        assert_eq!(services(&settings, &site), []);
    }
}
