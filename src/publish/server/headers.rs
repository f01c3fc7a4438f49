//! What every answer says about safety, and the two files in which hosts of static sites are told
//! of headers and redirects.
//!
//! It never loosens a rule for one site: what a page may do is the same everywhere.

use std::fmt::Write as _;

use super::ServedSite;
use crate::publish::class::{ASSETS, CacheClass, FEED_NAME, JSON_FEED, MEDIA, TYPES};
use crate::workspace::{Hsts, ServerSettings};

/// What each answer carries.
///
/// Pages hold no style and no script of their own; the one block of script they hold is linked
/// data, which browsers never execute and the policy does not concern (HTML, «prepare the script
/// element», step 12). The search engine of a site is a `wasm` file of its own.
pub(super) const SAFETY: &[(&str, &str)] = &[
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self'; font-src 'self'; media-src 'self'; connect-src 'self'; \
         worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'self'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    (
        "Permissions-Policy",
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), \
         geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// The value of `Strict-Transport-Security`, where it is asked for.
pub(super) fn hsts(settings: &ServerSettings) -> Option<String> {
    let Hsts { max_age, subdomains, preload } = settings.hsts.as_ref()?;
    let mut value = format!("max-age={max_age}");
    if *subdomains {
        value += "; includeSubDomains";
    }
    if *preload {
        value += "; preload";
    }
    Some(value)
}

/// The extensions of feeds and calendars that need no more than their extension to be known.
pub(super) const FEEDS: &[&str] = &["rss", "atom", "ics"];

/// The content type of an extension.
pub(super) fn type_of(extension: &str) -> &'static str {
    TYPES.iter().find(|(known, _)| *known == extension).map_or("", |(_, kind)| kind)
}

/// The file `_headers` of a site. Rules that overlap are joined by some hosts, so no file gets one
/// header from two of them; pages are left to the hosts' own rule, which is to ask again.
#[must_use]
pub fn rules(site: &ServedSite, settings: &ServerSettings) -> String {
    let mut text = String::from("/*\n");
    let header = |text: &mut String, name: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {name}: {value}");
    };
    for (name, value) in SAFETY {
        header(&mut text, name, value);
    }
    if let Some(value) = hsts(settings).filter(|_| site.secure) {
        header(&mut text, "Strict-Transport-Security", &value);
    }
    for (folder, class) in [(ASSETS, CacheClass::Immutable), (MEDIA, CacheClass::Media)] {
        let _ = writeln!(text, "/{folder}*");
        header(&mut text, "Cache-Control", class.cache_control());
    }
    let feeds = FEEDS.iter().map(|extension| (format!("/*.{extension}"), type_of(extension)));
    for (pattern, kind) in feeds.chain([(format!("/*{FEED_NAME}*.json"), JSON_FEED)]) {
        let _ = writeln!(text, "{pattern}");
        header(&mut text, "Content-Type", kind);
        header(&mut text, "Cache-Control", CacheClass::Feed.cache_control());
    }
    text
}

/// The file `_redirects` of a site: its other domains, then its former addresses.
#[must_use]
pub fn redirects(site: &ServedSite) -> String {
    let mut text = String::new();
    for alias in &site.aliases {
        for scheme in ["http", "https"] {
            let _ = writeln!(text, "{scheme}://{alias}/* {}/:splat 301!", site.origin);
        }
    }
    for (from, to) in &site.redirects {
        let from = percent_encoding::utf8_percent_encode(from, FROM);
        let _ = writeln!(text, "{from} {to} 301");
    }
    text
}

/// What would end a word of a rule, or begin a comment, a query or a placeholder.
const FROM: &percent_encoding::AsciiSet =
    &percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'?').add(b'*');

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::server::tests::hostile;

    #[test]
    fn the_policy_allows_nothing_inline_and_nobody_else() {
        let policy = SAFETY[0].1;
        for refused in ["unsafe-inline", "unsafe-eval'", "http:", "https:", "*", "data:"] {
            let found = policy.replace("'wasm-unsafe-eval'", "").contains(refused);
            assert!(!found, "{refused} in {policy}");
        }
    }

    #[test]
    fn hosts_of_static_sites_are_told_the_same() {
        let mut served = hostile();
        served.settings.hsts = Some(Hsts { max_age: 63_072_000, subdomains: true, preload: false });
        let site = &served.sites[0];
        let headers = rules(site, &served.settings);
        for line in [
            "  Strict-Transport-Security: max-age=63072000; includeSubDomains\n",
            "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n",
            "/*.rss\n  Content-Type: application/rss+xml; charset=utf-8\n  Cache-Control: public, max-age=300\n",
        ] {
            assert!(headers.contains(line), "{headers}");
        }
        assert_eq!(
            redirects(site),
            "http://www.amou.example/* https://amou.example/:splat 301!\n\
             https://www.amou.example/* https://amou.example/:splat 301!\n\
             /a%22b%20$host%0A}/ /c%22%24uri;%7B%7D/ 301\n\
             /ancienne/ /vie/ 301\n"
        );
    }
}
