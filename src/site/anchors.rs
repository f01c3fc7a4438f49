//! Links to a place within a page. Those to a list or a generated page are settled once the page is
//! rendered, for its ids stand in the templates; so are the links of the settings, which are few.
//!
//! Links to a place within an entry are settled by its text and its template alone, when the site
//! is loaded.

use super::Core;
use super::chrome::Unchecked;
use super::jobs::Job;
use super::links::{Pending, place};
use super::pages::Frame;
use super::urls;
use crate::diagnostic::{Diagnostic, Location, suggestion};
use std::collections::BTreeMap;

/// How many pages are rendered once more for their ids; links to others are left unchecked.
const MOST: usize = 20;

/// The ids that templates give a page made by one of them, whatever its text says; `*` at the end
/// of one stands for what only the page knows.
pub(super) fn around<'c>(core: &'c Core<'_>, template: &str) -> impl Iterator<Item = String> + 'c {
    let templates = [template, "chrome/head.html", "chrome/header.html", "chrome/footer.html"];
    let known = templates.map(|template| core.theme.anchors(template).unwrap_or_default());
    known.into_iter().flatten().cloned()
}

/// A link to a place, as far as telling of it needs.
struct Wanted<'p> {
    url: &'p str,
    anchor: &'p str,
    written: &'p str,
    place: Box<dyn Fn() -> Location + 'p>,
}

/// Tells the links of texts and of settings whose place is not on the page they lead to.
pub(super) fn check(
    frame: &Frame<'_>,
    jobs: &[Job<'_>],
    pending: &[(usize, Pending)],
    settings: &[Unchecked],
) -> Vec<Diagnostic> {
    let of_texts = pending.iter().filter_map(|(from, link)| {
        let source = &frame.core.entries[*from].source;
        Some(Wanted {
            url: &link.url,
            anchor: link.anchor.as_deref()?,
            written: &link.written,
            place: Box::new(|| place(source, link)),
        })
    });
    let of_settings = settings.iter().filter_map(|link| {
        Some(Wanted {
            url: &link.url,
            anchor: link.anchor.as_deref()?,
            written: &link.written,
            place: Box::new(|| link.place.clone()),
        })
    });
    let mut wanted: BTreeMap<String, Vec<Wanted<'_>>> = BTreeMap::new();
    for link in of_texts.chain(of_settings) {
        wanted.entry(urls::key(link.url).into_owned()).or_default().push(link);
    }
    let mut findings = Vec::new();
    for (key, links) in wanted.into_iter().take(MOST) {
        let to = jobs.iter().find(|job| *urls::key(&job.url(frame.core)) == *key);
        let Some(html) = to.and_then(|job| rendered(frame, job)) else { continue };
        let ids = ids(&html);
        for link in links.into_iter().filter(|link| !ids.contains(&link.anchor)) {
            let near = suggestion(link.anchor, ids.iter().copied()).unwrap_or_default();
            findings.push(
                Diagnostic::error("link-anchor-missing")
                    .arg("anchor", link.anchor)
                    .arg("target", link.written)
                    .arg("page", link.url)
                    .arg("suggestion", near)
                    .at((link.place)()),
            );
        }
    }
    findings
}

/// A page; what is wrong with its template is told where it is written.
fn rendered(frame: &Frame<'_>, job: &Job<'_>) -> Option<String> {
    let mut html = Vec::new();
    frame.render(&frame.given(job, false), &mut html).ok()?;
    String::from_utf8(html).ok()
}

/// The values of all `id` attributes; a text that looks like one does no harm.
fn ids(html: &str) -> Vec<&str> {
    let mut ids = Vec::new();
    for after in html.split(" id=").skip(1) {
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
        let value = match quote {
            Some(quote) => after[1..].split(quote).next(),
            None => after.split([' ', '>']).next(),
        };
        ids.extend(value);
    }
    ids
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_are_found_however_they_are_quoted() {
        let html = "<p id=\"a b\"><i class=x id='c'></i><b id=d>id=e</b> <u data-id=\"f\">";
        assert_eq!(super::ids(html), ["a b", "c", "d"]);
    }
}
