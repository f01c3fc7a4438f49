//! Checks of values: does an address, a number, a colour, a name mean something?
//!
//! It never reads a YAML file and never corrects a value silently.

use super::layer::{Layer, SettingsFile, SiteFile};
use super::publish::PublishLayer;
use super::reach::{is_domain, is_email, is_language, is_phone, is_web_address, time_zone};
use super::{
    Contact, GrcSettings, MenuItem, Organisation, ServiceDefinition, SiteKind, YEARS, yaml,
};
use crate::diagnostic::{Diagnostic, Location, Source};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Component, Path};

/// More findings than anybody reads at once: the rest of a file is told when these are put right.
const MOST_FINDINGS: usize = 100;

/// Gathers what is wrong with the values of one file.
pub(super) struct Checker<'a> {
    source: &'a Source,
    ranges: OnceCell<FxHashMap<String, Range<usize>>>,
    /// The key all others are below, while `defaults` are checked.
    within: Option<&'static str>,
    findings: Vec<Diagnostic>,
}

/// The names other files may use.
pub(super) struct Names<'a> {
    pub(super) grc: &'a GrcSettings,
    pub(super) services: &'a BTreeMap<String, ServiceDefinition>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Self { source, ranges: OnceCell::new(), within: None, findings: Vec::new() }
    }

    pub(super) fn finish(self) -> Vec<Diagnostic> {
        self.findings
    }

    /// Adds a finding at the value of these keys, of the nearest thing around it if it is absent.
    pub(super) fn tell(&mut self, finding: Diagnostic, keys: &[&str]) {
        if self.findings.len() < MOST_FINDINGS {
            let place = self.locate(keys);
            self.findings.push(finding.at(place));
        }
    }

    /// Warns of values that a comment cuts short.
    pub(super) fn cut_values(&mut self) {
        let cut = yaml::cut_values(self.source, 0..self.source.text.len());
        self.findings.extend(cut.into_iter().take(MOST_FINDINGS));
    }

    fn locate(&self, keys: &[&str]) -> Location {
        let all = || yaml::value_ranges(self.source, 0..self.source.text.len());
        let ranges = self.ranges.get_or_init(all);
        let keys: Vec<&str> = self.within.iter().chain(keys).copied().collect();
        let found = (1..=keys.len()).rev().find_map(|depth| ranges.get(&keys[..depth].join(".")));
        found.map_or_else(|| self.source.whole(), |range| self.source.locate(range.clone()))
    }

    fn refuse(&mut self, code: &'static str, value: &str, keys: &[&str]) {
        self.tell(Diagnostic::error(code).arg("value", value), keys);
    }

    /// Checks `parvis.yaml`.
    pub(super) fn settings(&mut self, root: &Path, file: &SettingsFile) {
        if !is_web_address(&file.url.replace("{id}", "x")) {
            self.refuse("url-invalid", &file.url, &["url"]);
        } else if !file.url.contains("{id}") {
            self.refuse("url-without-id", &file.url, &["url"]);
        } else if has_path(&file.url.replace("{id}", "x")) {
            self.refuse("url-with-path", &file.url, &["url"]);
        }
        if let Some(theme) = &file.theme {
            self.theme(root, theme);
        }
        self.language(file.language.as_deref());
        if let Some(zone) = &file.timezone
            && time_zone(zone).is_none()
        {
            self.refuse("timezone-unknown", zone, &["timezone"]);
        }
        self.pagination(file.pagination, file.feeds.as_ref().and_then(|feeds| feeds.items));
        for folder in file.folders.iter().flat_map(|folders| folders.keys()) {
            if super::grammar::slug(folder) != *folder {
                self.refuse("folder-invalid", folder, &["folders", folder]);
            }
        }
        for (id, provider) in &file.grc.providers {
            self.template(&provider.url, &["grc", "providers", id, "url"]);
            for form in provider.forms.keys().filter(|form| !file.grc.forms.contains_key(*form)) {
                let known = file.grc.forms.keys().map(String::as_str);
                let keys = ["grc", "providers", id, "forms", form];
                self.tell(Diagnostic::unknown("setting-form-unknown", form, known), &keys);
            }
        }
        if let Some(name) = &file.grc.provider
            && !file.grc.providers.contains_key(name)
        {
            let known = file.grc.providers.keys().map(String::as_str);
            self.tell(
                Diagnostic::unknown("setting-provider-unknown", name, known),
                &["grc", "provider"],
            );
        }
        for (id, service) in &file.services {
            if let Some(url) = &service.url {
                self.template(url, &["services", id, "url"]);
            }
        }
        if let Some((key, value)) = file.server.mistake() {
            self.refuse("server-setting-invalid", value, &["server", key]);
        }
        self.publish(&file.publish);
        self.within = Some("defaults");
        self.layer(root, &Names { grc: &file.grc, services: &file.services }, &file.defaults);
        self.within = None;
    }

    /// Checks where a site is published. What begins with a dash would be an option to `ssh`.
    fn publish(&mut self, publish: &PublishLayer) {
        let odd = |text: &str| text.is_empty() || text.chars().any(char::is_control);
        if let Some(keep) = publish.keep.filter(|keep| !(2..=1000).contains(keep)) {
            self.refuse("publish-keep-invalid", &keep.to_string(), &["publish", "keep"]);
        }
        if let Some(days) = publish.preview_days.filter(|days| !(1..=365).contains(days)) {
            self.refuse("publish-days-invalid", &days.to_string(), &["publish", "preview_days"]);
        }
        if let Some(path) = publish.folder.path.as_deref().filter(|path| odd(path)) {
            self.refuse("publish-path-invalid", path, &["publish", "folder", "path"]);
        }
        let named = |host: &&str| {
            odd(host) || host.starts_with('-') || host.contains([' ', ':', '/', '\'', '"'])
        };
        if let Some(host) = publish.ssh.host.as_deref().filter(named) {
            self.refuse("publish-host-invalid", host, &["publish", "ssh", "host"]);
        }
        if let Some(path) =
            publish.ssh.path.as_deref().filter(|path| odd(path) || !path.starts_with('/'))
        {
            self.refuse("publish-remote-path-invalid", path, &["publish", "ssh", "path"]);
        }
    }

    fn template(&mut self, url: &str, keys: &[&str]) {
        let filled = ["{tenant}", "{form}", "{insee}", "{siren}", "{id}"]
            .iter()
            .fold(url.to_owned(), |url, placeholder| url.replace(placeholder, "x"));
        if !is_web_address(&filled) || filled.contains(['{', '}']) {
            self.refuse("url-template-invalid", url, keys);
        }
    }

    /// Checks who the site is.
    pub(super) fn identity(&mut self, file: &SiteFile, url: &str) {
        if file.name.trim().is_empty() {
            self.tell(Diagnostic::error("name-empty"), &["name"]);
        }
        if !is_site_address(url) {
            self.refuse("url-invalid", url, &["url"]);
        } else if file.url.is_some() && has_path(url) {
            self.refuse("url-with-path", url, &["url"]);
        }
        for (index, domain) in file.domains.iter().flatten().enumerate() {
            if !is_domain(domain) {
                self.refuse("domain-invalid", domain, &["domains", &index.to_string()]);
            }
        }
        if let Some(insee) = &file.insee
            && !is_insee(insee)
        {
            self.refuse("insee-invalid", insee, &["insee"]);
        }
        if let Some(siren) = &file.siren
            && !is_siren(siren)
        {
            self.refuse("siren-invalid", siren, &["siren"]);
        }
        if let Some(position) = &file.position
            && !((-90.0..=90.0).contains(&position.latitude)
                && (-180.0..=180.0).contains(&position.longitude))
        {
            let value = format!("{} ; {}", position.latitude, position.longitude);
            self.refuse("position-invalid", &value, &["position"]);
        }
    }

    /// Checks what a file of any of the three layers says itself.
    pub(super) fn layer(&mut self, root: &Path, names: &Names<'_>, layer: &Layer) {
        if let Some(theme) = &layer.theme {
            self.theme(root, theme);
        }
        if let Some(accent) = &layer.accent
            && colour(accent).is_none()
        {
            self.refuse("color-invalid", accent, &["accent"]);
        }
        if let Some(zone) = &layer.timezone
            && time_zone(zone).is_none()
        {
            self.refuse("timezone-unknown", zone, &["timezone"]);
        }
        if let Some(hours) = &layer.hours {
            let locate = |keys: &[&str]| self.locate(&[&["hours"], keys].concat());
            let told = hours.check(&locate).err().unwrap_or_default();
            self.findings.extend(told);
        }
        self.publish(&layer.publish);
        self.language(layer.language.as_deref());
        self.pagination(layer.pagination, layer.feeds.items);
        self.contact(&layer.contact, &["contact"]);
        for (key, value) in [("email", &layer.grc.email), ("phone", &layer.grc.phone)] {
            self.reach(key, value.as_deref(), &["grc", key]);
        }
        self.menu(layer.menu.as_deref().unwrap_or_default(), &mut vec!["menu".to_owned()]);
        for (index, action) in layer.actions.iter().flatten().enumerate() {
            if action.label.trim().is_empty() || action.link.trim().is_empty() {
                self.tell(Diagnostic::error("menu-item-empty"), &["actions", &index.to_string()]);
            }
        }
        self.forms(names.grc, layer);
        for (name, service) in &layer.services {
            if !names.services.contains_key(name) {
                let known = names.services.keys().map(String::as_str);
                self.tell(
                    Diagnostic::unknown("setting-service-unknown", name, known),
                    &["services", name],
                );
            }
            if let super::ServiceOverride::Url(url) = service
                && !is_web_address(url)
            {
                self.refuse("url-invalid", url, &["services", name]);
            }
        }
        if let Some(contact) = &layer.accessibility.contact {
            self.contact(contact, &["accessibility", "contact"]);
        }
        let legal = &layer.legal;
        let bodies = [
            ("editor", &legal.editor),
            ("host", &legal.host),
            ("maker", &legal.maker),
            ("dpo", &legal.dpo),
        ];
        for (key, body) in bodies {
            if let Some(body) = body {
                self.organisation(body, &["legal", key]);
            }
        }
        if let Some(policy) = &layer.security.policy
            && !is_web_address(policy)
        {
            self.refuse("url-invalid", policy, &["security", "policy"]);
        }
        for (index, contact) in layer.security.contact.iter().enumerate() {
            let mail = contact.strip_prefix("mailto:").is_some_and(is_email);
            let call = contact.strip_prefix("tel:").is_some_and(is_phone);
            if !mail && !call && !is_web_address(contact) {
                self.refuse(
                    "security-contact-invalid",
                    contact,
                    &["security", "contact", &index.to_string()],
                );
            }
        }
    }

    fn forms(&mut self, grc: &GrcSettings, layer: &Layer) {
        let overrides = layer.grc.forms.iter();
        let of_forms =
            overrides.clone().map(|(id, form)| (vec!["forms", id, "provider"], &form.provider));
        let of_site = [("provider", &layer.grc.provider), ("fallback", &layer.grc.fallback)];
        for (keys, name) in of_site.into_iter().map(|(key, name)| (vec![key], name)).chain(of_forms)
        {
            if let Some(name) = name
                && !grc.providers.contains_key(name)
            {
                let known = grc.providers.keys().map(String::as_str);
                let finding = Diagnostic::unknown("setting-provider-unknown", name, known);
                self.tell(finding, &[vec!["grc"], keys].concat());
            }
        }
        for (id, form) in overrides {
            if !grc.forms.contains_key(id) {
                let known = grc.forms.keys().map(String::as_str);
                self.tell(
                    Diagnostic::unknown("setting-form-unknown", id, known),
                    &["grc", "forms", id],
                );
            }
            if let Some(url) = &form.url
                && !is_web_address(url)
            {
                self.refuse("url-invalid", url, &["grc", "forms", id, "url"]);
            }
        }
    }

    /// Checks that the coat of arms is in the site's folder `dir`.
    pub(super) fn crest(&mut self, dir: &Path, crest: &str) {
        let inside = Path::new(crest).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside || !dir.join(crest).symlink_metadata().is_ok_and(|file| file.is_file()) {
            self.refuse("crest-missing", crest, &["crest"]);
        }
    }

    fn theme(&mut self, root: &Path, theme: &str) {
        let folder = root.join("themes");
        let named = super::grammar::slug(theme) == theme;
        if super::BUILT_IN_THEMES.contains(&theme) || (named && folder.join(theme).is_dir()) {
            return;
        }
        let mut known: Vec<String> = std::fs::read_dir(folder)
            .into_iter()
            .flat_map(|entries| {
                entries.flatten().filter_map(|entry| entry.file_name().into_string().ok())
            })
            .chain(super::BUILT_IN_THEMES.map(str::to_owned))
            .collect();
        known.sort_unstable();
        known.dedup();
        self.tell(
            Diagnostic::unknown("theme-unknown", theme, known.iter().map(String::as_str)),
            &["theme"],
        );
    }

    fn language(&mut self, language: Option<&str>) {
        if let Some(written) = language
            && !is_language(written)
        {
            self.refuse("language-invalid", written, &["language"]);
        }
    }

    fn pagination(&mut self, pagination: Option<usize>, feed_items: Option<usize>) {
        for (number, keys) in [(pagination, &["pagination"][..]), (feed_items, &["feeds", "items"])]
        {
            if number.is_some_and(|number| !(1..=500).contains(&number)) {
                let finding =
                    Diagnostic::error("value-out-of-range").arg("least", 1).arg("most", 500);
                self.tell(finding, keys);
            }
        }
    }

    fn contact(&mut self, contact: &Contact, keys: &[&str]) {
        let Contact { email, phone, website, .. } = contact;
        for (key, value) in [("email", email), ("phone", phone), ("website", website)] {
            self.reach(key, value.as_deref(), &[keys, &[key]].concat());
        }
    }

    fn organisation(&mut self, body: &Organisation, keys: &[&str]) {
        let Organisation { email, phone, website, .. } = body;
        for (key, value) in [("email", email), ("phone", phone), ("website", website)] {
            self.reach(key, value.as_deref(), &[keys, &[key]].concat());
        }
    }

    fn reach(&mut self, what: &str, value: Option<&str>, keys: &[&str]) {
        match (what, value) {
            ("email", Some(email)) if !is_email(email) => self.refuse("email-invalid", email, keys),
            ("phone", Some(phone)) if !is_phone(phone) => self.refuse("phone-invalid", phone, keys),
            ("website", Some(site)) if !is_web_address(site) => {
                self.refuse("url-invalid", site, keys);
            }
            _ => {}
        }
    }

    fn menu(&mut self, items: &[MenuItem], path: &mut Vec<String>) {
        for (index, item) in items.iter().enumerate() {
            path.push(index.to_string());
            let keys: Vec<&str> = path.iter().map(String::as_str).collect();
            if item.label.trim().is_empty() || item.link.trim().is_empty() {
                self.tell(Diagnostic::error("menu-item-empty"), &keys);
            } else if path.len() > 4 {
                self.tell(Diagnostic::error("menu-too-deep"), &keys);
            }
            path.push("items".to_owned());
            self.menu(&item.items, path);
            path.truncate(path.len() - 2);
        }
    }

    /// Warns of what the law asks for and nobody gave; `forms` says whether the workspace has any,
    /// `excluded` which generated pages the site does without.
    pub(super) fn legal(
        &mut self,
        kind: SiteKind,
        layer: &Layer,
        forms: bool,
        excluded: &[String],
    ) {
        let has = |page: &str| !excluded.iter().any(|excluded| excluded == page);
        let contact = &layer.contact;
        if has("mentions-legales") {
            let host = layer.legal.host.as_ref();
            self.lacks("legal-host-incomplete", &["legal", "host"], &organisation_parts(host));
            let editor = layer.legal.editor.as_ref();
            if kind == SiteKind::Portail || editor.is_some() {
                let parts = organisation_parts(editor);
                self.lacks("legal-editor-incomplete", &["legal", "editor"], &parts);
            } else {
                let parts =
                    [("address", contact.address.is_some()), ("phone", contact.phone.is_some())];
                self.lacks("legal-contact-incomplete", &["contact"], &parts);
            }
        }
        if kind.is_public_body() && has("donnees-personnelles") {
            let dpo = layer.legal.dpo.clone().unwrap_or_default();
            let reachable = dpo.email.is_some() || dpo.address.is_some() || dpo.phone.is_some();
            let parts = [("name", dpo.name.is_some()), ("email", reachable)];
            self.lacks("legal-dpo-incomplete", &["legal", "dpo"], &parts);
        }
        if kind.is_public_body() && has("saisine") && contact.email.is_none() && !forms {
            self.tell(Diagnostic::warning("legal-saisine-unreachable"), &["contact"]);
        }
        if !has("accessibilite") {
            return;
        }
        if contact.email.is_none()
            && contact.phone.is_none()
            && layer.accessibility.contact.is_none()
        {
            self.tell(
                Diagnostic::warning("legal-accessibility-contact-missing"),
                &["accessibility"],
            );
        }
        self.plan(kind, layer);
    }

    /// Warns of the keys that are not there.
    fn lacks(&mut self, code: &'static str, keys: &[&str], parts: &[(&str, bool)]) {
        let missing = parts.iter().filter(|(_, there)| !there);
        let missing: Vec<String> =
            missing.map(|(part, _)| format!("{}.{part}", keys.join("."))).collect();
        if !missing.is_empty() {
            self.tell(Diagnostic::warning(code).arg("missing", missing.join(", ")), keys);
        }
    }

    /// The multi-year plan: there, of three years at most, and whole.
    fn plan(&mut self, kind: SiteKind, layer: &Layer) {
        let plan = &layer.accessibility.multi_year_plan;
        let keys = ["accessibility", "multi_year_plan"];
        let parts = plan.parts();
        let said = parts.iter().any(|(_, text)| text.is_some());
        if !said {
            if kind.is_public_body() && layer.accessibility.plan.is_none() {
                self.tell(Diagnostic::warning("accessibility-plan-missing"), &["accessibility"]);
            }
            return;
        }
        match (plan.from, plan.to) {
            (Some(from), Some(to)) if to >= from && to - from < YEARS => {}
            (Some(_), Some(_)) => {
                self.tell(
                    Diagnostic::error("accessibility-plan-years").arg("most", i32::from(YEARS)),
                    &keys,
                );
            }
            (from, to) => {
                let years = [("from", from.is_some()), ("to", to.is_some())];
                self.lacks("accessibility-plan-incomplete", &keys, &years);
            }
        }
        let parts: Vec<(&str, bool)> =
            parts.into_iter().map(|(part, text)| (part, text.is_some())).collect();
        self.lacks("accessibility-plan-incomplete", &keys, &parts);
    }
}

/// What the law asks to be said of a body that publishes or stores pages.
fn organisation_parts(body: Option<&Organisation>) -> [(&'static str, bool); 3] {
    let has = |part: fn(&Organisation) -> bool| body.is_some_and(part);
    [
        ("name", has(|body| body.name.is_some())),
        ("address", has(|body| body.address.is_some())),
        ("phone", has(|body| body.phone.is_some())),
    ]
}

/// The address of a whole site: no user, no query, no fragment.
fn is_site_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| {
        is_web_address(text)
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
    })
}

/// True for the address of a folder: pages, styles and images are found from the root of a host.
fn has_path(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| url.path() != "/")
}

/// INSEE code of a commune: department (`2A` and `2B` for Corsica) and three digits.
pub(super) fn is_insee(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 5
        && (bytes[..2].iter().all(u8::is_ascii_digit) || matches!(&bytes[..2], b"2A" | b"2B"))
        && bytes[2..].iter().all(u8::is_ascii_digit)
}

/// SIREN number: nine digits, the last a Luhn key (ISO/IEC 7812-1).
pub(super) fn is_siren(number: &str) -> bool {
    let luhn: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(rank, digit)| {
            let digit = u32::from(digit.wrapping_sub(b'0'));
            match digit * (1 + rank as u32 % 2) {
                doubled if doubled > 9 => doubled - 9,
                value => value,
            }
        })
        .sum();
    number.len() == 9 && number.bytes().all(|byte| byte.is_ascii_digit()) && luhn.is_multiple_of(10)
}

/// `#rrggbb` in lower case, from `#rgb` or `#rrggbb`.
pub(super) fn colour(written: &str) -> Option<String> {
    let hex = written.trim().strip_prefix('#')?.to_ascii_lowercase();
    if !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    match hex.len() {
        6 => Some(format!("#{hex}")),
        3 => Some(format!("#{}", hex.chars().flat_map(|digit| [digit, digit]).collect::<String>())),
        _ => None,
    }
}
