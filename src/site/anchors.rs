//! Links to a place within a list or a generated page: its ids stand in the templates, so they are
//! known once the page is rendered.
//!
//! Links to a place within an entry are settled by its text alone, when the site is loaded.

use super::jobs::Job;
use super::links::{Pending, place};
use super::load::RESERVED_IDS;
use super::pages::Frame;
use super::urls;
use crate::diagnostic::{Diagnostic, suggestion};
use std::collections::BTreeMap;

/// How many pages are rendered once more for their ids; links to others are left unchecked.
const MOST: usize = 20;

/// Tells the links of `pending` whose place is not on the page they lead to.
pub(super) fn check(
    frame: &Frame<'_>,
    jobs: &[Job<'_>],
    pending: &[(usize, Pending)],
) -> Vec<Diagnostic> {
    let mut wanted: BTreeMap<String, Vec<(&Pending, &str, usize)>> = BTreeMap::new();
    for (from, link) in pending {
        if let Some(anchor) = link.anchor.as_deref().filter(|id| !RESERVED_IDS.contains(id)) {
            let key = urls::key(&link.url).into_owned();
            wanted.entry(key).or_default().push((link, anchor, *from));
        }
    }
    let mut findings = Vec::new();
    for (key, links) in wanted.into_iter().take(MOST) {
        let to = jobs.iter().find(|job| *urls::key(&job.url(frame.core)) == *key);
        let Some(html) = to.and_then(|job| rendered(frame, job)) else { continue };
        let ids = ids(&html);
        for (link, anchor, from) in links.into_iter().filter(|(_, anchor, _)| !ids.contains(anchor))
        {
            let near = suggestion(anchor, ids.iter().copied()).unwrap_or_default();
            findings.push(
                Diagnostic::error("link-anchor-missing")
                    .arg("anchor", anchor)
                    .arg("target", link.written.as_str())
                    .arg("page", link.url.as_str())
                    .arg("suggestion", near)
                    .at(place(&frame.core.entries[from].source, link)),
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
