//! One Caddyfile for all sites. Caddy finds certificates and leads from `http` to `https` by
//! itself.
//!
//! Needs Caddy 2.6 and no module besides. It never says for one site what holds for all.

use std::fmt::Write as _;

use super::headers::{FEEDS, SAFETY, hsts, type_of};
use super::{Served, ServedSite};
use crate::publish::class::{ASSETS, CacheClass, FEED_NAME, INTERNAL, JSON_FEED, MEDIA};
use crate::workspace::{ServerSettings, Tls, port};

/// The Caddyfile.
#[must_use]
pub fn configuration(served: &Served) -> String {
    let Served { sites, settings } = served;
    let mut text = String::from(
        "# Made by «parvis server-config caddy» for all sites: to be made again, not edited.\n",
    );
    global(&mut text, settings);
    shared(&mut text);
    for site in sites {
        own(&mut text, site, settings);
    }
    text
}

/// The ports, where they are not the usual ones.
fn global(text: &mut String, settings: &ServerSettings) {
    let first = |places: &[String]| places.first().and_then(|place| port(place));
    let ports =
        [("http_port", first(&settings.http), 80), ("https_port", first(&settings.https), 443)];
    text.push_str("{\n");
    for (name, port, usual) in ports {
        if let Some(port) = port.filter(|port| *port != usual) {
            let _ = writeln!(text, "\t{name} {port}");
        }
    }
    text.push_str("\tadmin off\n}\n\n");
}

/// What holds for every site.
fn shared(text: &mut String) {
    text.push_str("(parvis) {\n\theader {\n");
    for (name, value) in SAFETY {
        let _ = writeln!(text, "\t\t{name} {}", quoted(value));
    }
    text.push_str("\t\t-Server\n\t}\n");
    let json = format!("*/{FEED_NAME}*.json");
    let feeds =
        FEEDS.iter().map(|extension| (*extension, format!("*.{extension}"), type_of(extension)));
    let kinds: Vec<_> = feeds.chain([("json_feed", json, JSON_FEED)]).collect();
    for (name, pattern, kind) in &kinds {
        let _ =
            writeln!(text, "\t@{name} path {pattern}\n\theader @{name} Content-Type \"{kind}\"");
    }
    let feeds: Vec<&str> = kinds.iter().map(|(_, pattern, _)| pattern.as_str()).collect();
    let hashed = "*.pf_meta *.pf_index *.pf_fragment *.pf_filter";
    let classes = [
        ("immutable", format!("/{ASSETS}* {hashed}"), CacheClass::Immutable),
        ("media", format!("/{MEDIA}*"), CacheClass::Media),
        ("feed", feeds.join(" "), CacheClass::Feed),
        ("index", "*.xml /robots.txt /.well-known/*".to_owned(), CacheClass::Index),
    ];
    let others: Vec<&str> = classes.iter().map(|(_, patterns, _)| patterns.as_str()).collect();
    let others = others.join(" ");
    for (name, patterns, class) in &classes {
        let value = class.cache_control();
        let _ =
            writeln!(text, "\t@{name} path {patterns}\n\theader @{name} Cache-Control \"{value}\"");
    }
    let value = CacheClass::Page.cache_control();
    let _ = writeln!(text, "\t@page not path {others}\n\theader @page Cache-Control \"{value}\"");
    let internal: Vec<String> = INTERNAL.iter().map(|name| format!("/{name}")).collect();
    let _ = write!(
        text,
        "\t@internal path {}\n\terror @internal 404\n\
         \tfile_server {{\n\t\tprecompressed br gzip\n\t}}\n\
         \thandle_errors {{\n\t\theader Content-Type \"{}\"\n\t\theader Cache-Control no-store\n\
         \t\trewrite * /404.html\n\t\tfile_server\n\t}}\n}}\n",
        internal.join(" "),
        type_of("html"),
    );
}

fn own(text: &mut String, site: &ServedSite, settings: &ServerSettings) {
    let scheme = |secure: bool| match (settings.tls, secure) {
        (Tls::Proxy, _) | (_, false) => "http://",
        (Tls::Server, true) => "",
    };
    let certificates = || {
        let folder = settings.certificates.as_deref().filter(|_| settings.tls == Tls::Server);
        let folder = folder.filter(|_| site.secure)?.replace("{host}", &site.host);
        let (chain, key) = (format!("{folder}/fullchain.pem"), format!("{folder}/privkey.pem"));
        Some(format!("\ttls {} {}\n", quoted(&chain), quoted(&key)))
    };
    let _ = writeln!(text, "\n{}{} {{", scheme(site.secure), site.host);
    text.push_str(&certificates().unwrap_or_default());
    if settings.tls == Tls::Proxy && site.secure {
        let _ = writeln!(
            text,
            "\t@insecure header X-Forwarded-Proto http\n\tredir @insecure {}{{uri}} 301",
            site.origin
        );
    }
    let (current, folder) = (format!("{}/current", site.folder), &site.folder);
    let _ = writeln!(text, "\troot * {}", quoted(&current));
    if let Some(hsts) = hsts(settings).filter(|_| site.secure) {
        let _ = writeln!(text, "\theader Strict-Transport-Security {}", quoted(&hsts));
    }
    for (from, to) in &site.redirects {
        // A star would be a pattern, a brace a placeholder, and no line of a Caddyfile holds a
        // control character: such addresses keep the page that leads on by itself.
        if !from.contains(['*', '{', '}', '`', '\\']) && !from.chars().any(char::is_control) {
            let _ = writeln!(text, "\tredir {} {} 301", quoted(from), quoted(to));
        }
    }
    let _ = write!(
        text,
        "\thandle_path /apercu/* {{\n\t\troot * {}\n\t\theader X-Robots-Tag \"noindex, nofollow\"\n\
         \t\tfile_server\n\t}}\n\timport parvis\n}}\n",
        quoted(&format!("{folder}/previews")),
    );
    if site.aliases.is_empty() {
        return;
    }
    let names: Vec<String> =
        site.aliases.iter().map(|alias| format!("{}{alias}", scheme(site.secure))).collect();
    let _ = writeln!(text, "\n{} {{", names.join(", "));
    text.push_str(&certificates().unwrap_or_default());
    let _ = writeln!(text, "\tredir {}{{uri}} 301\n}}", site.origin);
}

/// A text between quotes. A Caddyfile knows no other escape than that of the quote, and looks for
/// placeholders everywhere.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\"").replace('{', "\\{"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::server::tests::hostile;

    #[test]
    fn hostile_values_stay_values() {
        let mut served = hostile();
        served.settings.hsts = None;
        let text = configuration(&served);
        for line in [
            "\troot * \"/srv/l'été $1 \\\"a\\\"/amou/current\"\n",
            "\tredir \"/ancienne/\" \"/vie/\" 301\n",
            "\nwww.amou.example {\n\tredir https://amou.example{uri} 301\n}\n",
        ] {
            assert!(text.contains(line), "no {line} in {text}");
        }
        assert!(!text.contains("$uri") && !text.contains("$host"), "{text}");
    }
}
