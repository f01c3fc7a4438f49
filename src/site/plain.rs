//! The files a site has besides pages and feeds: `sitemap.xml`, `robots.txt`, `security.txt`,
//! redirects.

use super::Core;
use super::exports::Around;
use super::generated::is_excluded;
use super::urls;
use crate::diagnostic::Diagnostic;
use crate::feeds::sitemap;
use jiff::Zoned;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::fmt::Write;
use tera::Context;

/// `robots.txt`. A site that search engines must not keep is open to them all the same: they
/// have to read a page to see that it says so.
pub(super) fn robots(core: &Core<'_>, has_sitemap: bool) -> Option<String> {
    if is_excluded(core.site, "robots") {
        return None;
    }
    let mut text = String::from("User-agent: *\nDisallow:\n");
    // Search engines are not led to pages they are asked to leave alone.
    if has_sitemap && !core.site.noindex && !core.site.demonstration {
        let _ = write!(text, "\nSitemap: {}/sitemap.xml\n", core.site.url);
    }
    Some(text)
}

/// The files of the XML sitemap. A site that search engines must not keep has one too, for
/// whoever walks its pages; `robots.txt` does not name it.
pub(super) fn sitemap(core: &Core<'_>, pages: Vec<(String, Option<Zoned>)>) -> Vec<sitemap::File> {
    let site = core.site;
    if is_excluded(site, "sitemap") {
        return Vec::new();
    }
    let mut pages: Vec<sitemap::Page> = pages
        .into_iter()
        .map(|(url, modified)| sitemap::Page {
            url: format!("{}{}", site.url, urls::encode(&url)),
            modified,
        })
        .collect();
    pages.sort_by(|a, b| a.url.cmp(&b.url));
    sitemap::render(&pages, &format!("{}/", site.url))
}

/// The last day of the half-year after the one of `today`: between six and twelve months away,
/// and the same for every build of half a year.
fn end_of_next_half(today: Date) -> Date {
    if today.month() <= 6 { date(today.year(), 12, 31) } else { date(today.year() + 1, 6, 30) }
}

/// The first day of the half-year of `today`, and of the next one.
fn half_year(today: Date) -> (Date, Date) {
    let (first, second) = (date(today.year(), 1, 1), date(today.year(), 7, 1));
    if today < second { (first, second) } else { (second, date(today.year() + 1, 1, 1)) }
}

/// `/.well-known/security.txt` (RFC 9116), and the instants around the one asked for at which its
/// date of expiry moves by itself.
pub(super) fn security(core: &Core<'_>) -> Option<(String, Around)> {
    let site = core.site;
    if is_excluded(site, "security") {
        return None;
    }
    let mut contacts = site.security.contact.clone();
    if contacts.is_empty() {
        contacts.extend(site.contact.email.as_ref().map(|email| format!("mailto:{email}")));
    }
    if contacts.is_empty() {
        return None;
    }
    let today = core.at.to_zoned(site.time_zone.clone()).date();
    let (expires, moves) = match site.security.expires {
        Some(expires) => (expires, (None, None)),
        None => {
            let instant = |day: Date| {
                day.to_zoned(site.time_zone.clone()).ok().map(|moves| moves.timestamp())
            };
            let (since, until) = half_year(today);
            (end_of_next_half(today), (instant(since), instant(until)))
        }
    };
    let mut text = String::new();
    for contact in contacts {
        let contact = if contact.contains(':') { contact } else { format!("mailto:{contact}") };
        let _ = writeln!(text, "Contact: {contact}");
    }
    let _ = writeln!(text, "Expires: {expires}T23:59:59Z");
    let _ = writeln!(text, "Preferred-Languages: {}", site.language);
    let _ = writeln!(text, "Canonical: {}/.well-known/security.txt", site.url);
    if let Some(policy) = &site.security.policy {
        let _ = writeln!(text, "Policy: {policy}");
    }
    Some((text, moves))
}

/// Former addresses: a page for each that sends the reader on, and one file for servers (a line
/// each: former address, new address, `301`).
pub(super) struct Redirects {
    /// Path in the output and HTML.
    pub(super) pages: Vec<(String, String)>,
    /// The file for servers; `None` without a former address.
    pub(super) rules: Option<String>,
}

/// Makes the redirects.
pub(super) fn redirects(
    core: &Core<'_>,
    site: &tera::Value,
    theme: &tera::Value,
) -> Result<Redirects, Diagnostic> {
    let mut targets: BTreeMap<String, &str> = BTreeMap::new();
    for (index, entry) in core.entries.iter().enumerate() {
        for alias in &entry.aliases {
            let alias = urls::page(alias).into_owned();
            if core.aliases.get(&*urls::key(&alias)) == Some(&index) {
                targets.insert(alias, &entry.url);
            }
        }
    }
    let mut pages = Vec::with_capacity(targets.len());
    let mut rules = String::new();
    for (alias, target) in &targets {
        let target = urls::encode(target);
        let _ = writeln!(rules, "{} {target} 301", urls::encode(alias));
        let name = alias.rsplit('/').next().unwrap_or_default();
        // What is no page for browsers is left to the server's rules.
        if !name.is_empty() && !name.ends_with(".html") && !name.ends_with(".htm") {
            continue;
        }
        let mut context = Context::new();
        context.insert("target", &target);
        context.insert("canonical", &format!("{}{target}", core.site.url));
        context.insert_value("site", site.clone());
        context.insert_value("theme", theme.clone());
        let html = core.theme.render("redirect.html", &context)?;
        pages.push((urls::output_path(alias), html));
    }
    let rules = (!rules.is_empty() && !is_excluded(core.site, "redirects")).then_some(rules);
    Ok(Redirects { pages, rules })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn security_txt_expires_within_a_year_and_not_too_soon() {
        assert_eq!(end_of_next_half(date(2026, 1, 1)), date(2026, 12, 31));
        assert_eq!(end_of_next_half(date(2026, 6, 30)), date(2026, 12, 31));
        assert_eq!(end_of_next_half(date(2026, 7, 1)), date(2027, 6, 30));
        assert_eq!(end_of_next_half(date(2026, 12, 31)), date(2027, 6, 30));
    }
}
