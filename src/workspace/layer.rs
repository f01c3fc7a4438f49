//! The YAML files as they are written, and inheritance: workspace ← group ← site.
//!
//! It never checks a value's meaning (see `resolve.rs`); it only says which layer wins.

use super::hours::HoursFile;
use super::publish::PublishLayer;
use super::settings::{EntryKind, GrcSettings, ServiceDefinition};
use super::{
    Accessibility, Action, Address, Contact, FeedFormat, Legal, MenuItem, Organisation, Position,
    Security, ServiceOverride, SiteGrc, SiteKind,
};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// `parvis.yaml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsFile {
    pub(super) name: String,
    pub(super) url: String,
    #[serde(default)]
    pub(super) demonstration: bool,
    pub(super) theme: Option<String>,
    pub(super) language: Option<String>,
    pub(super) timezone: Option<String>,
    pub(super) portal: Option<String>,
    pub(super) pagination: Option<usize>,
    pub(super) feeds: Option<FeedLayer>,
    pub(super) archives: Option<bool>,
    pub(super) search: Option<bool>,
    pub(super) folders: Option<BTreeMap<String, EntryKind>>,
    #[serde(default)]
    pub(super) generated: Generated,
    #[serde(default)]
    pub(super) defaults: Layer,
    #[serde(default)]
    pub(super) grc: GrcSettings,
    #[serde(default)]
    pub(super) services: BTreeMap<String, ServiceDefinition>,
    #[serde(default)]
    pub(super) publish: PublishLayer,
    #[serde(default)]
    pub(super) server: super::ServerSettings,
}

/// Which generated pages are not made.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Generated {
    pub(super) exclude: Vec<String>,
}

/// The keys of `feeds:` a layer gives.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FeedLayer {
    pub(super) formats: Option<Vec<FeedFormat>>,
    pub(super) items: Option<usize>,
}

/// Declares a file's structure: its own keys, then those every layer may give. (Flattening one
/// structure into another would lose the places of mistakes and the list of known keys.)
macro_rules! layered {
    ($(#[$attribute:meta])* $name:ident { $($field:ident: $type:ty,)* }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $(pub(super) $field: $type,)*
            theme: Option<String>,
            #[serde(default)]
            tokens: BTreeMap<String, String>,
            accent: Option<String>,
            crest: Option<String>,
            language: Option<String>,
            timezone: Option<String>,
            #[serde(default)]
            contact: Contact,
            hours: Option<HoursFile>,
            menu: Option<Vec<MenuItem>>,
            actions: Option<Vec<Action>>,
            #[serde(default)]
            grc: SiteGrc,
            #[serde(default)]
            services: BTreeMap<String, ServiceOverride>,
            #[serde(default)]
            legal: Legal,
            #[serde(default)]
            accessibility: Accessibility,
            #[serde(default)]
            security: Security,
            demonstration: Option<bool>,
            noindex: Option<bool>,
            pagination: Option<usize>,
            #[serde(default)]
            feeds: FeedLayer,
            archives: Option<bool>,
            search: Option<bool>,
            #[serde(default)]
            generated: Generated,
            #[serde(default)]
            publish: PublishLayer,
        }

        impl $name {
            /// The inheritable part.
            pub(super) fn layer(&self) -> Layer {
                let file = self.clone();
                Layer {
                    theme: file.theme,
                    tokens: file.tokens,
                    accent: file.accent,
                    crest: file.crest,
                    language: file.language,
                    timezone: file.timezone,
                    contact: file.contact,
                    hours: file.hours,
                    menu: file.menu,
                    actions: file.actions,
                    grc: file.grc,
                    services: file.services,
                    legal: file.legal,
                    accessibility: file.accessibility,
                    security: file.security,
                    demonstration: file.demonstration,
                    noindex: file.noindex,
                    pagination: file.pagination,
                    feeds: file.feeds,
                    archives: file.archives,
                    search: file.search,
                    generated: file.generated,
                    publish: file.publish,
                }
            }
        }
    };
}

layered! {
    /// `sites/<id>/site.yaml`.
    SiteFile {
        name: String,
        kind: SiteKind,
        article: Option<String>,
        title: Option<String>,
        insee: Option<String>,
        siren: Option<String>,
        population: Option<u32>,
        position: Option<Position>,
        group: Option<String>,
        parent: Option<String>,
        url: Option<String>,
        domains: Option<Vec<String>>,
        mounts: Option<BTreeMap<String, String>>,
    }
}

layered! {
    /// `groups/<id>.yaml`.
    GroupFile {
        name: String,
        parent: Option<String>,
    }
}

/// What a site inherits; also the `defaults:` of `parvis.yaml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Layer {
    pub(super) theme: Option<String>,
    pub(super) tokens: BTreeMap<String, String>,
    pub(super) accent: Option<String>,
    pub(super) crest: Option<String>,
    pub(super) language: Option<String>,
    pub(super) timezone: Option<String>,
    pub(super) contact: Contact,
    pub(super) hours: Option<HoursFile>,
    pub(super) menu: Option<Vec<MenuItem>>,
    pub(super) actions: Option<Vec<Action>>,
    pub(super) grc: SiteGrc,
    pub(super) services: BTreeMap<String, ServiceOverride>,
    pub(super) legal: Legal,
    pub(super) accessibility: Accessibility,
    pub(super) security: Security,
    pub(super) demonstration: Option<bool>,
    pub(super) noindex: Option<bool>,
    pub(super) pagination: Option<usize>,
    pub(super) feeds: FeedLayer,
    pub(super) archives: Option<bool>,
    pub(super) search: Option<bool>,
    pub(super) generated: Generated,
    pub(super) publish: PublishLayer,
}

/// Takes from `$base` every named field that `$own` leaves out.
macro_rules! inherit {
    ($own:expr, $base:expr; $($field:ident),*) => {
        $(if $own.$field.is_none() { $own.$field.clone_from(&$base.$field); })*
    };
}

fn inherit_map<K: Ord + Clone, V: Clone>(own: &mut BTreeMap<K, V>, base: &BTreeMap<K, V>) {
    for (key, value) in base {
        own.entry(key.clone()).or_insert_with(|| value.clone());
    }
}

impl Layer {
    /// This layer, completed by the one below it. Mappings are completed key by key; a list, or
    /// opening hours, replaces the inherited one whole.
    pub(super) fn over(mut self, base: &Layer) -> Layer {
        inherit!(self, base; theme, accent, crest, language, timezone, hours, menu, actions,
            demonstration, noindex, pagination, archives, search);
        inherit_map(&mut self.tokens, &base.tokens);
        inherit_map(&mut self.services, &base.services);
        inherit_contact(&mut self.contact, &base.contact);
        inherit!(self.grc, base.grc; provider, fallback, tenant, email, phone);
        inherit_map(&mut self.grc.forms, &base.grc.forms);
        inherit!(self.legal, base.legal; publisher, role);
        inherit_organisation(&mut self.legal.editor, base.legal.editor.as_ref());
        inherit_organisation(&mut self.legal.host, base.legal.host.as_ref());
        inherit_organisation(&mut self.legal.maker, base.legal.maker.as_ref());
        inherit_organisation(&mut self.legal.dpo, base.legal.dpo.as_ref());
        inherit!(self.accessibility, base.accessibility; contact, established, updated, plan,
            action_plan);
        self.accessibility.multi_year_plan.inherit(&base.accessibility.multi_year_plan);
        inherit_map(&mut self.accessibility.action_plans, &base.accessibility.action_plans);
        inherit!(self.security, base.security; expires, policy);
        if self.security.contact.is_empty() {
            self.security.contact.clone_from(&base.security.contact);
        }
        inherit!(self.feeds, base.feeds; formats, items);
        self.publish.complete(&base.publish);
        if self.generated.exclude.is_empty() {
            self.generated.exclude.clone_from(&base.generated.exclude);
        }
        self
    }
}

fn inherit_contact(own: &mut Contact, base: &Contact) {
    inherit!(own, base; phone, email, website);
    match (&mut own.address, &base.address) {
        (Some(Address { street, postal_code, city }), Some(base)) => {
            // A street of one town with the name of another would be wrong: an address that
            // names its town is whole.
            if city.is_none() {
                city.clone_from(&base.city);
                if postal_code.is_none() {
                    postal_code.clone_from(&base.postal_code);
                }
                if street.is_none() {
                    street.clone_from(&base.street);
                }
            }
        }
        (own @ None, Some(base)) => *own = Some(base.clone()),
        (_, None) => {}
    }
}

/// A body that gives its own name is another body: nothing is taken from the inherited one.
fn inherit_organisation(own: &mut Option<Organisation>, base: Option<&Organisation>) {
    match (own, base) {
        (own @ None, Some(base)) => *own = Some(base.clone()),
        (Some(own), Some(base)) if own.name.is_none() => {
            inherit!(own, base; name, address, phone, email, website);
        }
        _ => {}
    }
}

impl<'de> Deserialize<'de> for ServiceOverride {
    /// An address, `true`, `false`, or `{url: …}`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = ServiceOverride;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("string")
            }

            fn visit_bool<E>(self, used: bool) -> Result<Self::Value, E> {
                Ok(if used { ServiceOverride::On } else { ServiceOverride::Off })
            }

            fn visit_str<E>(self, url: &str) -> Result<Self::Value, E> {
                Ok(ServiceOverride::Url(url.to_owned()))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                map: A,
            ) -> Result<Self::Value, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Address {
                    url: String,
                }
                let access = serde::de::value::MapAccessDeserializer::new(map);
                Ok(ServiceOverride::Url(Address::deserialize(access)?.url))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}
