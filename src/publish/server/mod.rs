//! What web servers are told of the sites: one configuration for all of them, made from the same
//! data as the sites.
//!
//! Whatever a domain, a folder or a former address holds, it is written so that the server takes
//! it for a value and never for a directive. This module never reaches a server.

mod caddy;
mod headers;
mod nginx;

pub use headers::{redirects, rules as headers};
pub use {caddy::configuration as caddy, nginx::configuration as nginx};

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use percent_encoding::{CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::diagnostic::Diagnostic;
use crate::workspace::{ServerSettings, Site, SiteId, TargetKind, Workspace};

/// What a web server is to know of one site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServedSite {
    /// The site.
    pub id: SiteId,
    /// Its folder on the server, with `current/` in it.
    pub folder: String,
    /// Its address without a path, `https://amou.example`.
    pub origin: String,
    /// The domain of that address, in ASCII.
    pub host: String,
    /// Whether its address begins with `https`.
    pub secure: bool,
    /// Other domains that lead there, in ASCII.
    pub aliases: Vec<String>,
    /// Former addresses and where they lead: a path as it is once decoded, and a path as it is
    /// written in an address.
    pub redirects: BTreeMap<String, String>,
}

/// All that web servers are told.
#[derive(Debug, Clone)]
pub struct Served {
    /// The sites, by id.
    pub sites: Vec<ServedSite>,
    /// What `parvis.yaml` says of the server.
    pub settings: ServerSettings,
}

impl Served {
    /// Collects what is known of `sites`, built below `out`, and what is wrong with it.
    #[must_use]
    pub fn collect(
        workspace: &Workspace,
        sites: &[Arc<Site>],
        out: &Path,
    ) -> (Self, Vec<Diagnostic>) {
        let settings = workspace.settings.server.clone();
        let mut findings = Vec::new();
        // An address is its site's, whatever domains others claim.
        let mut owners: BTreeMap<String, SiteId> = BTreeMap::new();
        for site in workspace.sites.values() {
            if let Some((_, host, _)) = origin(&site.url) {
                owners.entry(host).or_insert_with(|| Arc::clone(&site.id));
            }
        }
        let mut served = Vec::new();
        for site in sites {
            let Some(folder) = folder(workspace, &settings, site) else {
                findings.push(
                    Diagnostic::warning("server-no-folder")
                        .in_site(&site.id)
                        .at(site.locate(&["publish"])),
                );
                continue;
            };
            let Some((origin, host, secure)) = origin(&site.url) else { continue };
            if owners.get(&host) != Some(&site.id) {
                findings.push(taken(site, &host, &owners, &["url"]));
                continue;
            }
            let mut aliases = Vec::new();
            for (index, domain) in site.domains.iter().enumerate() {
                let Some(alias) = ascii(domain) else { continue };
                let owner = owners.entry(alias.clone()).or_insert_with(|| Arc::clone(&site.id));
                if *owner != site.id {
                    findings.push(taken(site, &alias, &owners, &["domains", &index.to_string()]));
                } else if alias != host && !aliases.contains(&alias) {
                    aliases.push(alias);
                }
            }
            let redirects = match fs::read_to_string(out.join(&*site.id).join("_redirects")) {
                Ok(rules) => parse_redirects(&rules),
                Err(_) => BTreeMap::new(),
            };
            let id = Arc::clone(&site.id);
            served.push(ServedSite { id, folder, origin, host, secure, aliases, redirects });
        }
        (Self { sites: served, settings }, findings)
    }
}

fn taken(site: &Site, host: &str, owners: &BTreeMap<String, SiteId>, key: &[&str]) -> Diagnostic {
    let other = owners.get(host).map_or("", |owner| owner);
    Diagnostic::error("server-domain-taken")
        .arg("domain", host)
        .arg("other", other)
        .in_site(&site.id)
        .at(site.locate(key))
}

/// The folder of a site on the server; `None` for a site that lies in an object store.
fn folder(workspace: &Workspace, settings: &ServerSettings, site: &Site) -> Option<String> {
    let publish = &site.publish;
    let root = match (&settings.root, publish.target) {
        (Some(root), _) => root.clone(),
        (None, TargetKind::Folder) => {
            let path = publish.folder.path.as_deref().unwrap_or("published");
            workspace.root.join(path).display().to_string()
        }
        (None, TargetKind::Ssh) => publish.ssh.path.clone()?,
        (None, TargetKind::S3) => return None,
    };
    Some(format!("{}/{}", root.trim_end_matches('/'), site.id))
}

/// The address without its path, its domain in ASCII, and whether it begins with `https`.
fn origin(url: &str) -> Option<(String, String, bool)> {
    let url = url::Url::parse(url).ok()?;
    let host = url.host_str()?.to_ascii_lowercase();
    let origin = url.origin().ascii_serialization();
    Some((origin, host, url.scheme() == "https"))
}

/// A domain as it is asked for: in lower case, international letters in their ASCII form.
fn ascii(domain: &str) -> Option<String> {
    match url::Host::parse(domain) {
        Ok(url::Host::Domain(domain)) => Some(domain),
        _ => None,
    }
}

/// Reads the rules that a build wrote: a former address, the new one, `301`.
fn parse_redirects(rules: &str) -> BTreeMap<String, String> {
    // What would be taken for a variable, a placeholder or a pattern by some server.
    const SPECIAL: &percent_encoding::AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'\'')
        .add(b'\\')
        .add(b'$')
        .add(b'*')
        .add(b'`')
        .add(b'{')
        .add(b'}');
    rules
        .lines()
        .filter_map(|rule| {
            let mut words = rule.split(' ');
            let from = percent_decode_str(words.next()?).decode_utf8().ok()?;
            let to = words.next()?;
            let within = |path: &str| path.starts_with('/') && !path.starts_with("//");
            (within(&from) && within(to))
                .then(|| (from.into_owned(), utf8_percent_encode(to, SPECIAL).to_string()))
        })
        .collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A site whose every value would like to be a directive.
    pub(crate) fn hostile() -> Served {
        let rules = "/ancienne/ /vie/ 301\n/a%22b%20$host%0A%7D/ /c%22$uri;%7B%7D/ 301\n\
                     //ailleurs/ /x/ 301\n/y/ //ailleurs.example/ 301\n";
        Served {
            sites: vec![ServedSite {
                id: "amou".into(),
                folder: "/srv/l'été $1 \"a\"/amou".into(),
                origin: "https://amou.example".into(),
                host: "amou.example".into(),
                secure: true,
                aliases: vec!["www.amou.example".into()],
                redirects: parse_redirects(rules),
            }],
            settings: ServerSettings::default(),
        }
    }

    #[test]
    fn rules_lead_from_path_to_path_and_nowhere_else() {
        let redirects = &hostile().sites[0].redirects;
        let expected = [("/a\"b $host\n}/", "/c%22%24uri;%7B%7D/"), ("/ancienne/", "/vie/")];
        let found: Vec<_> = redirects.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_address_gives_its_origin_and_its_domain() {
        let of =
            |url| origin(url).map(|(origin, host, secure)| format!("{origin} {host} {secure}"));
        assert_eq!(
            of("https://Amou.Example").as_deref(),
            Some("https://amou.example amou.example true")
        );
        assert_eq!(
            of("http://pôle.example:8080").as_deref(),
            Some("http://xn--ple-kna.example:8080 xn--ple-kna.example false")
        );
    }
}
