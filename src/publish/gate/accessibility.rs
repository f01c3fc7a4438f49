//! Pages that surely do not conform, for a site that was built without the linter.

use rayon::prelude::*;

use super::Texts;
use crate::accessibility::{Sheets, lint};
use crate::diagnostic::{Diagnostic, Source};
use crate::workspace::Site;

/// The sure findings of all pages.
pub(super) fn findings(site: &Site, texts: &Texts) -> Vec<Diagnostic> {
    let sheets = Sheets::new(|address| {
        let path = address.split(['?', '#']).next()?.strip_prefix('/')?;
        texts.sheets.get(path).cloned()
    });
    let found = texts.pages.par_iter().flat_map_iter(|(path, html)| {
        let report = lint(html, &sheets);
        let sure = report.findings.into_iter().filter(|finding| finding.sure);
        let source = Source::new(Texts::name(site, path), html.as_str());
        let told = sure.map(|finding| {
            let place = finding.position;
            finding.diagnostic().at(source.locate_line(place.line, place.column))
        });
        told.collect::<Vec<_>>()
    });
    found.collect()
}
