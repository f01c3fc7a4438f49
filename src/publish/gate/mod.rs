//! What keeps a site from being published: findings that residents would meet. Each refusal has
//! a name, and can be passed over by that name alone.
//!
//! It looks at the built site as it is, and changes nothing.

mod feeds;
mod links;
mod xml;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::built::Built;
use super::class::CacheClass;
use super::release::Release;
use crate::diagnostic::{Diagnostic, Location, Source};
use crate::workspace::Site;

/// What a refusal is about; the name to pass it over by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Refusal {
    /// Pages that surely do not conform to the RGAA.
    Accessibility,
    /// Links that lead nowhere.
    Links,
    /// Feeds that applications would not understand.
    Feeds,
    /// An output that is not what the sources would give now.
    Outdated,
    /// More files removed at once than a target should lose unasked.
    Deletes,
}

impl Refusal {
    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accessibility => "accessibility",
            Self::Links => "links",
            Self::Feeds => "feeds",
            Self::Outdated => "outdated",
            Self::Deletes => "deletes",
        }
    }
}

/// How many findings of one kind are told of a site; the sentence of the refusal counts them all.
pub(super) const TOLD: usize = 20;

/// The text files of a release that somebody reads, checked against the manifest once.
pub(super) struct Texts {
    pages: BTreeMap<String, String>,
    feeds: BTreeMap<String, String>,
}

impl Texts {
    /// Reads pages and feeds.
    ///
    /// # Errors
    /// Those of [`Built::read`].
    pub(super) fn read(release: &Release, built: &Built) -> Result<Self, Diagnostic> {
        let read = |wanted: &(dyn Fn(&str, CacheClass) -> bool + Sync)| {
            let files: Vec<_> =
                release.files.iter().filter(|(path, file)| wanted(path, file.class)).collect();
            let texts = files.into_par_iter().map(|(path, file)| {
                let bytes = built.read(path, file)?;
                Ok((path.clone(), String::from_utf8_lossy(&bytes).into_owned()))
            });
            texts.collect::<Result<BTreeMap<_, _>, Diagnostic>>()
        };
        Ok(Self {
            pages: read(&|path, class| class == CacheClass::Page && path.ends_with(".html"))?,
            feeds: read(&|path, class| class == CacheClass::Feed || path == "sitemap.xml")?,
        })
    }

    /// The name people know a file of the output by.
    fn name(site: &Site, path: &str) -> String {
        format!("{}/{path}", site.id)
    }

    /// A place in a file of the output.
    fn place(site: &Site, path: &str, text: &str, at: usize) -> Location {
        Source::new(Self::name(site, path), text).locate(at..at)
    }
}

/// Everything that keeps `site` from being published, by refusal, each finding with its place in
/// the output.
pub(super) fn findings(
    site: &Site,
    release: &Release,
    texts: &Texts,
    inaccessible: Vec<Diagnostic>,
) -> BTreeMap<Refusal, Vec<Diagnostic>> {
    let found = [
        (Refusal::Accessibility, inaccessible),
        (Refusal::Links, links::findings(site, release, texts)),
        (Refusal::Feeds, feeds::findings(site, release, texts)),
    ];
    found.into_iter().filter(|(_, findings)| !findings.is_empty()).collect()
}

/// What is told of a refusal: the first findings, and why the site is not published, or that it
/// is all the same.
pub(super) fn told(
    site: &Site,
    refusal: Refusal,
    findings: Vec<Diagnostic>,
    allowed: bool,
) -> Vec<Diagnostic> {
    let count = findings.len();
    let mut told: Vec<Diagnostic> = findings
        .into_iter()
        .take(TOLD)
        .map(|mut finding| {
            if allowed {
                finding.severity = finding.severity.min(crate::diagnostic::Severity::Warning);
            }
            finding.in_site(&site.id)
        })
        .collect();
    let summary = if allowed {
        Diagnostic::warning("publish-allowed")
    } else {
        Diagnostic::error("publish-refused")
    };
    let summary = summary.arg("refusal", refusal.name()).arg("count", count);
    told.push(summary.arg("site", &*site.id).in_site(&site.id));
    told
}
