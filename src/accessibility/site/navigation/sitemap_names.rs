//! `accessibility-rules/navigation/sitemap-names.md`: the links of the site map lead where they say.

use crate::accessibility::rules::words::{plain, unaccented};
use crate::accessibility::site::{PageSummary, Site, SiteReport, SiteRule};

pub(crate) const RULE: SiteRule = SiteRule {
    documentation: include_str!("../../../../accessibility-rules/navigation/sitemap-names.md"),
    check,
};

fn check(site: &Site<'_>, report: &mut SiteReport) {
    let Some((index, map)) = site.sitemap() else { return };
    let mut conforming = true;
    for link in map.links.iter().filter(|link| !link.in_menu) {
        report.applies("12.3.3");
        let Some((_, page)) = site.page(&link.target) else {
            conforming = false;
            continue;
        };
        let name = comparable(&link.spot.text);
        if name.is_empty() || is_named(page, &name) {
            conforming &= !name.is_empty();
            continue;
        }
        conforming = false;
        if shares_a_word(page, &name) || page.heading.is_empty() {
            continue;
        }
        // Another page bears that very name: the link leads past it.
        let meant = site.set().any(|(_, other)| comparable(&other.heading) == name);
        let draft = if meant {
            report.fail(index, &link.spot, "12.3.3", "sitemap-link-elsewhere")
        } else {
            report.review(index, &link.spot, "12.3.3", "sitemap-link-elsewhere")
        };
        draft.arg("link", link.spot.text.as_str()).arg("heading", page.heading.as_str());
    }
    if conforming {
        report.conforms("12.3.3");
    }
}

/// A name without accents, capitals and punctuation.
fn comparable(text: &str) -> String {
    unaccented(&plain(text))
}

/// Whether the page's main heading is that name, or its title begins with it.
fn is_named(page: &PageSummary, name: &str) -> bool {
    let title = page.title.as_ref().map(|title| comparable(&title.text)).unwrap_or_default();
    comparable(&page.heading) == name
        || title.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether the page's title or main heading has a word of the name, or the beginning of one.
fn shares_a_word(page: &PageSummary, name: &str) -> bool {
    let title = page.title.as_ref().map(|title| title.text.as_str()).unwrap_or_default();
    let said = comparable(&format!("{} {title}", page.heading));
    let beginning = |word: &str| word.chars().take(5).collect::<String>();
    let said: Vec<String> = said.split(' ').map(beginning).collect();
    name.split(' ').any(|word| said.contains(&beginning(word)))
}
