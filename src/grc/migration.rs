//! What a change of provider would change, site by site, before anybody changes it.
//!
//! It never changes a setting.

use super::{Destination, form, offered};
use crate::diagnostic::Diagnostic;
use crate::workspace::{Settings, Site, SiteId, Workspace};
use std::collections::BTreeMap;

/// What would change if the workspace took another provider: the one line `grc.provider` of
/// `parvis.yaml`. A site that names its own provider keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// The provider's name in `parvis.yaml`.
    pub provider: String,
    /// The sites on which at least one form would lead elsewhere, by id.
    pub sites: Vec<SiteMigration>,
    /// The forms the provider lacks, each with the number of sites that offer it.
    pub lacking: BTreeMap<String, usize>,
    /// Forms that stay where they are because their site or its group gave their address or
    /// provider itself.
    pub kept: usize,
}

/// What would change on one site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteMigration {
    /// The site.
    pub site: SiteId,
    /// The forms that would lead elsewhere.
    pub changes: Vec<FormChange>,
}

/// One form that would lead elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormChange {
    /// The form's id.
    pub form: String,
    /// Where it leads today; `None` where it cannot be reached.
    pub before: Option<Destination>,
    /// Where it would lead; `None` where it could not be reached.
    pub after: Option<Destination>,
}

/// Compares today's destinations of `sites` with those under `provider`.
///
/// # Errors
/// `form-provider-unknown` when the workspace has no such provider.
pub fn migration<'a>(
    workspace: &Workspace,
    sites: impl IntoIterator<Item = &'a Site>,
    provider: &str,
) -> Result<Migration, Diagnostic> {
    let settings = &workspace.settings;
    let Some(definition) = settings.grc.providers.get(provider) else {
        return Err(Diagnostic::unknown(
            "form-provider-unknown",
            provider,
            settings.grc.providers.keys().map(String::as_str),
        ));
    };
    let mut switched = Settings::clone(settings);
    switched.grc.provider = Some(provider.to_owned());

    let mut result = Migration {
        provider: provider.to_owned(),
        sites: Vec::new(),
        lacking: BTreeMap::new(),
        kept: 0,
    };
    for site in sites {
        let mut changes = Vec::new();
        for id in offered(settings, site) {
            let special = site.grc.forms.get(id);
            let own = site.grc.provider.is_some()
                || special.is_some_and(|form| form.url.is_some() || form.provider.is_some());
            if !own && matches!(definition.forms.get(id), Some(None)) {
                *result.lacking.entry(id.to_owned()).or_default() += 1;
            }
            let destination = |settings: &Settings| {
                form(settings, site, id).ok().map(|link| link.destination().clone())
            };
            // Where a site's own provider lacks a form, the workspace's is still the next.
            let (before, after) = (destination(settings), destination(&switched));
            if before == after {
                result.kept += usize::from(own);
            } else {
                changes.push(FormChange { form: id.to_owned(), before, after });
            }
        }
        if !changes.is_empty() {
            result.sites.push(SiteMigration { site: site.id.clone(), changes });
        }
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grc::tests_support::workspace;

    #[test]
    fn a_change_is_told_form_by_form_with_what_the_provider_lacks() {
        let workspace = workspace();
        let sites = || workspace.sites.values().map(|site| &**site);
        let migration = migration(&workspace, sites(), "landespublic").expect("known");
        assert_eq!(migration.lacking, BTreeMap::from([("acte-naissance".to_owned(), 1)]));
        let [site] = &*migration.sites else { panic!("one site") };
        let changes: Vec<_> = site
            .changes
            .iter()
            .map(|change| {
                let after = change.after.as_ref().and_then(Destination::href).unwrap_or_default();
                (change.form.as_str(), after)
            })
            .collect();
        assert_eq!(
            changes,
            [
                ("acte-naissance", "mailto:mairie@amou.example".to_owned()),
                ("signalement-voirie", "https://landespublic.example/amou/voirie".to_owned()),
            ]
        );
        assert_eq!(
            super::migration(&workspace, sites(), "publik").expect("known").sites,
            [],
            "the provider of today changes nothing"
        );
        let told = super::migration(&workspace, sites(), "landepublic").expect_err("unknown");
        assert_eq!(told.code, "form-provider-unknown");
    }

    #[test]
    fn a_site_that_names_its_provider_keeps_it() {
        let mut workspace = workspace();
        workspace.settings.grc.provider = Some("landespublic".into());
        let mut site = Site::clone(workspace.sites.values().next().expect("one site"));
        site.grc.provider = Some("publik".into());
        let migration = migration(&workspace, [&site], "publik").expect("known");
        assert_eq!((migration.sites.len(), migration.kept), (0, 2));
        site.grc.provider = Some("landespublic".into());
        let migration = super::migration(&workspace, [&site], "publik").expect("known");
        let changed: Vec<_> = migration.sites[0].changes.iter().map(|c| &*c.form).collect();
        assert_eq!(
            (changed, migration.kept),
            (vec!["acte-naissance"], 1),
            "landespublic lacks one form: the workspace’s provider steps in"
        );
        assert!(migration.lacking.is_empty());
    }
}
