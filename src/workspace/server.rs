//! `server:` in `parvis.yaml`: what the configuration of web servers needs to know besides the
//! sites themselves.
//!
//! It never reaches a server, and no page depends on it.

use serde::Deserialize;

/// `server:`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerSettings {
    /// The folder on the server that holds a folder for each site; where nothing is said, the
    /// one to which each site is published.
    pub root: Option<String>,
    /// Who answers `https`.
    pub tls: Tls,
    /// The folder of a site's certificate, with `fullchain.pem` and `privkey.pem`: `{host}` stands
    /// for the site's domain. Caddy finds its certificates by itself where nothing is said.
    pub certificates: Option<String>,
    /// The folder where an ACME client puts its answers (RFC 8555, section 8.3).
    pub acme: Option<String>,
    /// Where the server listens for `http`.
    pub http: Vec<String>,
    /// Where the server listens for `https`.
    pub https: Vec<String>,
    /// Whether nginx has the module for Brotli; gzip needs none.
    pub brotli: bool,
    /// `Strict-Transport-Security` (RFC 6797); not sent where nothing is said.
    pub hsts: Option<Hsts>,
}

/// Who answers `https`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// The web server itself.
    #[default]
    Server,
    /// Something before it, which says in `X-Forwarded-Proto` how it was asked.
    Proxy,
}

/// `server.hsts`
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hsts {
    /// For how many seconds browsers ask nothing but `https`.
    pub max_age: u32,
    /// Whether that goes for all names below a site's domain too.
    #[serde(default)]
    pub subdomains: bool,
    /// Whether browsers may hold the domain in their own lists.
    #[serde(default)]
    pub preload: bool,
}

impl Default for ServerSettings {
    fn default() -> Self {
        let both = |port: &str| vec![port.to_owned(), format!("[::]:{port}")];
        Self {
            root: None,
            tls: Tls::default(),
            certificates: None,
            acme: None,
            http: both("80"),
            https: both("443"),
            brotli: false,
            hsts: None,
        }
    }
}

impl ServerSettings {
    /// The first value that no web server could be told, with its keys.
    pub(super) fn mistake(&self) -> Option<(&'static str, &str)> {
        let folders =
            [("root", &self.root), ("certificates", &self.certificates), ("acme", &self.acme)];
        let folder = folders.into_iter().find_map(|(key, value)| {
            let value = value.as_deref()?;
            let plain = value.starts_with('/') && !value.chars().any(char::is_control);
            (!plain).then_some((key, value))
        });
        folder.or_else(|| {
            let places = [("http", &self.http), ("https", &self.https)];
            places.into_iter().find_map(|(key, places)| {
                let wrong = places.iter().find(|place| port(place).is_none())?;
                Some((key, wrong.as_str()))
            })
        })
    }
}

/// The port of `80`, `127.0.0.1:8080` or `[::]:80`; `None` for anything else.
#[must_use]
pub fn port(place: &str) -> Option<u16> {
    let (address, port) = place.rsplit_once(':').unwrap_or(("*", place));
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']' | '*');
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    (!address.is_empty() && digits && address.chars().all(plain)).then(|| port.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_to_listen_at() {
        let ports = ["80", "127.0.0.1:8080", "[::1]:443"].map(port);
        assert_eq!(ports, [Some(80), Some(8080), Some(443)]);
        for wrong in ["", "x", ":80", "80;", "a b:80", "99999", "+80"] {
            assert_eq!(port(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn folders_are_whole_paths_in_one_line() {
        let with = |root: &str| ServerSettings { root: Some(root.into()), ..Default::default() };
        assert_eq!(with("/srv/parvis").mistake(), None);
        assert_eq!(with("srv").mistake(), Some(("root", "srv")));
        assert_eq!(with("/srv\n}").mistake(), Some(("root", "/srv\n}")));
    }
}
