//! One configuration of nginx for all sites, to be included in its `http` block: which site a
//! name means is looked up in a map, and everything else is said once.
//!
//! Needs nginx 1.15.9 (certificates by name). It never needs a module that is not always there,
//! but for Brotli where the settings ask for it.

use std::fmt::Write as _;

use super::headers::{FEEDS, SAFETY, hsts};
use super::{Served, ServedSite};
use crate::publish::class::{
    ASSETS, CacheClass, FEED_NAME, INTERNAL, JSON_FEED, MEDIA, TYPES, UNKNOWN,
};
use crate::workspace::{ServerSettings, Tls};

/// Where the certificate of a site lies unless the settings say otherwise.
const CERTIFICATES: &str = "/etc/letsencrypt/live/{host}";

/// What a list of a map needs besides its longest name, as nginx counts.
const BUCKET: usize = 48;

/// The configuration.
#[must_use]
pub fn configuration(served: &Served) -> String {
    let settings = &served.settings;
    let mut text = String::from(
        "# Made by «parvis server-config nginx» for all sites: to be made again, not edited.\n\
         # It is included in the http block.\n\n\
         # A dollar in a value would be a variable.\n\
         geo $parvis_dollar {\n    default \"$\";\n}\n\n",
    );
    limits(&mut text, &served.sites);
    maps(&mut text, served);
    server(&mut text, settings);
    text
}

/// How large the maps may grow: nginx refuses names longer than it was told of.
fn limits(text: &mut String, sites: &[ServedSite]) {
    let hosts = sites.iter().flat_map(|site| site.aliases.iter().chain([&site.host]));
    let redirects =
        sites.iter().flat_map(|site| site.redirects.keys().map(|from| site.id.len() + from.len()));
    let origins = hosts.map(|host| "https://".len() + host.len());
    let (mut longest, mut count) = (0, 0_usize);
    for length in origins.chain(redirects) {
        longest = longest.max(length);
        count += 1;
    }
    let bucket = (longest + BUCKET).next_power_of_two().max(128);
    // Less room, and nginx complains that its tables cannot be made well.
    let size = (count * 8).next_power_of_two().max(2048);
    let _ = writeln!(text, "map_hash_bucket_size {bucket};\nmap_hash_max_size {size};\n");
}

fn maps(text: &mut String, served: &Served) {
    let Served { sites, settings } = served;
    let scheme = match settings.tls {
        Tls::Server => "$scheme",
        Tls::Proxy => {
            map(
                text,
                "How the visitor asked, as the server before this one says.",
                "$http_x_forwarded_proto",
                "$parvis_scheme",
                &[("default", "https".into()), ("http", "http".into())],
            );
            "$parvis_scheme"
        }
    };
    let folders: Vec<_> =
        sites.iter().map(|site| (site.host.as_str(), value(&site.folder))).collect();
    map(text, "The folder of each site.", "$host", "$parvis_folder", &folders);
    let names: Vec<_> = sites.iter().map(|site| (site.host.as_str(), value(&site.id))).collect();
    map(text, "The name of each site.", "$host", "$parvis_site", &names);

    let mut origins = Vec::new();
    for site in sites {
        for host in site.aliases.iter().chain([&site.host]) {
            for scheme in ["http", "https"] {
                let asked = format!("{scheme}://{host}");
                let own = *host == site.host && (scheme == "https") == site.secure;
                let origin = if own { String::new() } else { value(&site.origin) };
                origins.push((asked, origin));
            }
        }
    }
    let mut origins: Vec<_> =
        origins.iter().map(|(asked, to)| (asked.as_str(), to.clone())).collect();
    origins.insert(0, ("default", "unknown".into()));
    let asked = format!("\"{scheme}://$host\"");
    map(
        text,
        "Where a name leads that is not a site's own; nowhere for those that are.",
        &asked,
        "$parvis_origin",
        &origins,
    );

    let mut redirects = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for site in sites {
        for (from, to) in &site.redirects {
            // nginx compares without regard to case, and refuses to be told twice.
            let key = format!("{}{from}", site.id);
            if seen.insert(key.to_lowercase()) {
                redirects.push((key, value(to)));
            }
        }
    }
    let redirects: Vec<_> =
        redirects.iter().map(|(from, to)| (from.as_str(), to.clone())).collect();
    map(text, "Former addresses.", "$parvis_site$uri", "$parvis_redirect", &redirects);

    let feeds = format!("~\\.({})$", FEEDS.join("|"));
    let json = json_feeds();
    let (assets, media) = (format!("~^/{ASSETS}"), format!("~^/{MEDIA}"));
    let classes = [
        ("default", CacheClass::Page),
        (assets.as_str(), CacheClass::Immutable),
        (&media, CacheClass::Media),
        (&feeds, CacheClass::Feed),
        (&json, CacheClass::Feed),
        ("~\\.pf_(meta|index|fragment|filter)$", CacheClass::Immutable),
        ("~\\.xml$", CacheClass::Index),
        ("~^/robots\\.txt$", CacheClass::Index),
        ("~^/\\.well-known/", CacheClass::Index),
    ]
    .map(|(pattern, class)| (pattern, class.cache_control().to_owned()));
    map(text, "How long an answer may be kept.", "$uri", "$parvis_cache", &classes);
    map(
        text,
        "Previews stay out of search engines.",
        "$uri",
        "$parvis_robots",
        &[("~^/apercu/", "noindex, nofollow".into())],
    );
    if let Some(hsts) = hsts(settings) {
        let secure: Vec<_> = sites
            .iter()
            .filter(|site| site.secure)
            .map(|site| (site.host.as_str(), hsts.clone()))
            .collect();
        map(text, "Sites that are asked for by https alone.", "$host", "$parvis_hsts", &secure);
    }
    if settings.tls == Tls::Server {
        let certificates = settings.certificates.as_deref().unwrap_or(CERTIFICATES);
        let mut folders = Vec::new();
        for site in sites.iter().filter(|site| site.secure) {
            let folder = value(&certificates.replace("{host}", &site.host));
            for host in site.aliases.iter().chain([&site.host]) {
                folders.push((host.as_str(), folder.clone()));
            }
        }
        map(
            text,
            "The certificate of each name.",
            "$ssl_server_name",
            "$parvis_certificate",
            &folders,
        );
    }
}

/// A map from `of` to the variable `to`. Patterns begin with `~`; values are written already.
fn map(text: &mut String, what: &str, of: &str, to: &str, lines: &[(&str, String)]) {
    let _ = writeln!(text, "# {what}\nmap {of} {to} {{");
    if lines.first().is_none_or(|(key, _)| *key != "default") {
        text.push_str("    default \"\";\n");
    }
    for (key, value) in lines {
        let key = if *key == "default" { "default".to_owned() } else { quoted(key) };
        let _ = writeln!(text, "    {key} \"{value}\";");
    }
    text.push_str("}\n\n");
}

fn server(text: &mut String, settings: &ServerSettings) {
    text.push_str("server {\n");
    for place in &settings.http {
        let _ = writeln!(text, "    listen {place} default_server;");
    }
    if settings.tls == Tls::Server {
        for place in &settings.https {
            let _ = writeln!(text, "    listen {place} ssl http2 default_server;");
        }
        text.push_str(
            "    ssl_certificate $parvis_certificate/fullchain.pem;\n    \
             ssl_certificate_key $parvis_certificate/privkey.pem;\n    \
             ssl_protocols TLSv1.2 TLSv1.3;\n    \
             ssl_session_cache shared:parvis:10m;\n    \
             ssl_session_tickets off;\n",
        );
    }
    text.push_str(
        "    server_name _;\n    server_tokens off;\n    absolute_redirect off;\n\n    \
         root $parvis_folder/current;\n    index index.html;\n    error_page 404 /404.html;\n    \
         etag on;\n    gzip off;\n    gzip_static on;\n    gzip_vary on;\n",
    );
    if settings.brotli {
        text.push_str("    brotli_static on;\n");
    }
    text.push('\n');
    for (name, value) in SAFETY {
        let _ = writeln!(text, "    add_header {name} {} always;", quoted(value));
    }
    if settings.hsts.is_some() {
        text.push_str("    add_header Strict-Transport-Security $parvis_hsts always;\n");
    }
    text.push_str(
        "    add_header X-Robots-Tag $parvis_robots always;\n    \
         add_header Cache-Control $parvis_cache;\n\n    types {\n",
    );
    for (extension, kind) in TYPES {
        let _ = writeln!(text, "        \"{kind}\" {extension};");
    }
    let _ = writeln!(text, "    }}\n    default_type {UNKNOWN};\n");
    if let Some(folder) = &settings.acme {
        let folder = quoted_value(folder);
        let _ = writeln!(
            text,
            "    location ^~ /.well-known/acme-challenge/ {{\n        root {folder};\n    }}\n"
        );
    }
    let hidden = INTERNAL.join("|");
    let feeds = &json_feeds()[1..];
    let _ = write!(
        text,
        "    location / {{\n{MOVED}    }}\n\n    \
         location ~ \"{feeds}\" {{\n{MOVED}        \
         types {{\n        }}\n        default_type \"{JSON_FEED}\";\n    }}\n\n    \
         location ~ \"^/({hidden})$\" {{\n        return 404;\n    }}\n\n    \
         location ~ \"^/apercu/(?<parvis_token>[0-9a-z]{{32}})(?<parvis_path>/.*)$\" {{\n{MOVED}        \
         alias $parvis_folder/previews/$parvis_token$parvis_path;\n    }}\n}}\n",
    );
}

/// What comes before any file: names that are no site's, other names of a site, former addresses.
const MOVED: &str = "        if ($parvis_origin = \"unknown\") {
            return 421;
        }
        if ($parvis_origin) {
            return 301 $parvis_origin$request_uri;
        }
        if ($parvis_redirect) {
            return 301 $parvis_redirect;
        }
";

/// A pattern for the addresses of JSON feeds.
fn json_feeds() -> String {
    format!("~/{FEED_NAME}[^/]*\\.json$")
}

/// A text between quotes, in which nginx finds nothing but the text; where variables count, see
/// [`value`].
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// The same where variables count.
fn quoted_value(text: &str) -> String {
    format!("\"{}\"", value(text))
}

/// What stands between the quotes of a value.
fn value(text: &str) -> String {
    escaped(text).replace('$', "${parvis_dollar}")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::server::tests::hostile;

    #[test]
    fn hostile_values_stay_values() {
        let text = configuration(&hostile());
        for line in [
            "    \"amou.example\" \"/srv/l'été ${parvis_dollar}1 \\\"a\\\"/amou\";\n",
            "    \"amou/a\\\"b $host\n}/\" \"/c%22%24uri;%7B%7D/\";\n",
            "    \"http://www.amou.example\" \"https://amou.example\";\n",
            "    \"https://amou.example\" \"\";\n",
        ] {
            assert!(text.contains(line), "no {line} in {text}");
        }
    }

    #[test]
    fn names_as_long_as_they_come_find_room() {
        let mut served = hostile();
        served.sites[0].redirects.insert(format!("/{}/", "a".repeat(1000)), "/".into());
        assert!(configuration(&served).contains("map_hash_bucket_size 2048;"));
    }

    /// What a real nginx took without a warning.
    #[test]
    fn all_communes_of_a_department_find_room() {
        let mut served = hostile();
        let site = ServedSite { redirects: Default::default(), ..served.sites[0].clone() };
        served.sites = vec![ServedSite { aliases: Vec::new(), ..site }; 345];
        assert!(configuration(&served).contains("map_hash_max_size 4096;"));
    }
}
