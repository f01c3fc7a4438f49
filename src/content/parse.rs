//! A text becomes an entry: front matter split and read, what all kinds share, then the kind's own.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::tz::TimeZone;
use rustc_hash::FxHashSet;

use super::front_matter::{self, Checker, FrontMatter, Parts};
use super::moment::Edge;
use super::{
    Attachment, Entry, EntryData, EntryImage, Figure, Kind, Moment, alert, directory, event, path,
    procedure, publication, video,
};
use crate::diagnostic::{Diagnostic, Source};
use crate::workspace::grammar::slug;
use crate::workspace::is_language;

/// Longest title that is not warned about, in characters: more is cut in menus, tabs and feeds.
const LONG_TITLE: usize = 120;
/// Longest description that is not warned about, in characters.
const LONG_DESCRIPTION: usize = 300;

/// What an entry’s meaning depends on besides its own text.
#[derive(Debug, Clone, Copy)]
pub struct ParseContext<'a> {
    /// What each top folder holds; a folder that is not named holds pages.
    pub folders: &'a BTreeMap<String, Kind>,
    /// The zone in which the site’s dates and times are written.
    pub timezone: &'a TimeZone,
}

impl ParseContext<'_> {
    /// What a file is, by its path in the site: `index.md` is always a page, that of its folder.
    #[must_use]
    pub fn kind_of(&self, path: &str) -> Kind {
        let folder = path.split_once('/').map_or("", |(folder, _)| folder);
        if path.ends_with("/index.md") {
            return Kind::Page;
        }
        // `Actualités/` has the address `/actualites/`: it holds what that folder holds.
        let known = self.folders.get(folder).or_else(|| self.folders.get(&slug(folder)));
        known.copied().unwrap_or(Kind::Page)
    }
}

/// Reads an entry from its text and its path in the site’s folder.
///
/// There is no entry when a diagnostic is an error.
#[must_use]
pub fn parse(
    source: &Source,
    path: &str,
    context: &ParseContext<'_>,
) -> (Option<Entry>, Vec<Diagnostic>) {
    let Parts { front, body, title } = match front_matter::split(source) {
        Ok(parts) => parts,
        Err(finding) => return (None, vec![finding]),
    };
    let kind = context.kind_of(path);
    let mut checker = Checker::new(source, front, kind, context);
    let entry = read(&mut checker, path, title, body);
    let findings = checker.findings;
    let failed = findings.iter().any(Diagnostic::is_error);
    (entry.filter(|_| !failed), findings)
}

fn read(
    checker: &mut Checker<'_>,
    path: &str,
    heading: Option<String>,
    body: Range<usize>,
) -> Option<Entry> {
    let mut keys = checker.read(heading)?;
    let address =
        path::address(checker.source, path).map_err(|finding| checker.findings.push(finding)).ok();
    let title = title(checker, &mut keys);
    let description = checker.line(keys.description.take());
    if let Some(length) = description.as_ref().map(|text| text.chars().count())
        && length > LONG_DESCRIPTION
    {
        let finding = Diagnostic::warning("description-long")
            .arg("length", length)
            .arg("limit", LONG_DESCRIPTION);
        checker.tell(finding, &["description"]);
    }
    let date = checker.moment("date", keys.date.as_deref(), Edge::Opens);
    if matches!(checker.kind, Kind::News | Kind::Publication) && keys.date.is_none() {
        checker.missing("date");
    }
    let updated = checker.moment("updated", keys.updated.as_deref(), Edge::Opens);
    let expires = checker.moment("expires", keys.expires.as_deref(), Edge::Closes);
    let dates = (("date", date.as_ref()), ("expires", expires.as_ref()));
    checker.in_order(Diagnostic::error("expires-before-date"), dates.0, dates.1);
    let id = id(checker, &mut keys, path);
    let image = image(checker, &mut keys, path);
    let attachments = attachments(checker, &mut keys, path);
    let video = video::read(checker, &mut keys, path);
    let figures = figures(checker, &mut keys);
    let places = keys.places.take().unwrap_or_default();
    let categories = categories(checker, &mut keys);
    let data = data(checker, &mut keys, path, &body, date.as_ref());
    let menu = checker.line(keys.menu.take());
    let (slug, url) = address?;
    let aliases = aliases(checker, &mut keys, &url);
    Some(Entry {
        source: checker.source.clone(),
        path: Arc::from(path),
        kind: checker.kind,
        id,
        slug,
        url,
        title: title?,
        description,
        date,
        updated,
        draft: keys.draft.unwrap_or(false),
        expires,
        aliases,
        categories,
        image,
        attachments,
        video,
        figures,
        places,
        share: keys.share.unwrap_or_default(),
        pinned: keys.pinned.unwrap_or(false),
        weight: keys.weight.unwrap_or(0),
        menu,
        data: data?,
        body,
        front: checker.front.clone(),
    })
}

fn title(checker: &mut Checker<'_>, keys: &mut FrontMatter) -> Option<String> {
    let Some(title) = checker.line(keys.title.take()) else {
        checker.missing("title");
        return None;
    };
    let length = title.chars().count();
    if length > LONG_TITLE {
        let finding =
            Diagnostic::warning("title-long").arg("length", length).arg("limit", LONG_TITLE);
        checker.tell(finding, &["title"]);
    }
    Some(title)
}

/// The stable name: feeds build their tag URI (RFC 4151) on it, so it must not follow the title.
fn id(checker: &mut Checker<'_>, keys: &mut FrontMatter, path: &str) -> String {
    let Some(id) = keys.id.take() else {
        return path.strip_suffix(".md").unwrap_or(path).to_owned();
    };
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_./".contains(&b);
    if id.is_empty() || id.len() > 120 || !id.bytes().all(allowed) {
        let finding =
            Diagnostic::error("id-invalid").arg("value", id.as_str()).arg("suggestion", slug(&id));
        checker.tell(finding, &["id"]);
    }
    id
}

fn image(checker: &mut Checker<'_>, keys: &mut FrontMatter, path: &str) -> Option<EntryImage> {
    let image = keys.image.take()?;
    let alt = checker.line(image.alt);
    if alt.is_some() && image.decorative {
        checker.tell(Diagnostic::error("image-alt-and-decorative"), &["image", "decorative"]);
    } else if alt.is_none() && !image.decorative {
        let finding = Diagnostic::error("image-alt-missing").arg("file", image.file.value.as_str());
        checker.tell(finding, &["image", "file"]);
    }
    let (file, range) = checker.file(path, &image.file)?;
    let credit = checker.line(image.credit);
    Some(EntryImage {
        file,
        alt: alt.unwrap_or_default(),
        decorative: image.decorative,
        credit,
        range,
    })
}

fn attachments(checker: &mut Checker<'_>, keys: &mut FrontMatter, path: &str) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    for (index, attachment) in keys.attachments.take().unwrap_or_default().into_iter().enumerate() {
        let language = checker.line(attachment.language);
        if let Some(language) = language.as_deref().filter(|language| !is_language(language)) {
            let finding = Diagnostic::error("language-invalid").arg("value", language);
            checker.tell(finding, &["attachments", &index.to_string(), "language"]);
        }
        let title = checker.line(attachment.title);
        if let Some((file, range)) = checker.file(path, &attachment.file) {
            attachments.push(Attachment { file, title, language, range });
        }
    }
    attachments
}

fn figures(checker: &mut Checker<'_>, keys: &mut FrontMatter) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (index, figure) in keys.figures.take().unwrap_or_default().into_iter().enumerate() {
        match (checker.line(Some(figure.value)), checker.line(Some(figure.label))) {
            (Some(value), Some(label)) => figures.push(Figure { value, label }),
            _ => checker.tell(Diagnostic::error("figure-empty"), &["figures", &index.to_string()]),
        }
    }
    figures
}

fn categories(checker: &mut Checker<'_>, keys: &mut FrontMatter) -> Vec<String> {
    let mut categories = Vec::new();
    let mut known = FxHashSet::default();
    for (index, written) in keys.categories.take().unwrap_or_default().into_iter().enumerate() {
        let line = checker.line(Some(written)).unwrap_or_default();
        let name = slug(&line);
        if name.is_empty() {
            let finding = Diagnostic::error("category-invalid").arg("value", line);
            checker.tell(finding, &["categories", &index.to_string()]);
        } else if known.insert(name) {
            // Two spellings of one address are one category: the first is kept.
            categories.push(line);
        }
    }
    categories
}

fn aliases(checker: &mut Checker<'_>, keys: &mut FrontMatter, url: &str) -> Vec<String> {
    let mut aliases = Vec::new();
    let mut known = FxHashSet::default();
    for (index, alias) in keys.aliases.take().unwrap_or_default().into_iter().enumerate() {
        let place = index.to_string();
        if !path::is_alias(&alias) {
            let finding = Diagnostic::error("alias-invalid").arg("value", alias);
            checker.tell(finding, &["aliases", &place]);
        } else if alias.trim_end_matches('/') == url.trim_end_matches('/') {
            let finding = Diagnostic::error("alias-of-itself").arg("value", alias);
            checker.tell(finding, &["aliases", &place]);
        } else if known.insert(alias.clone()) {
            aliases.push(alias);
        }
    }
    aliases
}

fn data(
    checker: &mut Checker<'_>,
    keys: &mut FrontMatter,
    path: &str,
    body: &Range<usize>,
    date: Option<&Moment>,
) -> Option<EntryData> {
    Some(match checker.kind {
        Kind::Page => EntryData::Page,
        Kind::News => EntryData::News,
        Kind::Event => EntryData::Event(Box::new(event::read(checker, keys)?)),
        Kind::Alert => EntryData::Alert(alert::read(checker, keys, date)?),
        Kind::Directory => EntryData::Directory(Box::new(directory::read(checker, keys)?)),
        Kind::Procedure => EntryData::Procedure(procedure::read(checker, keys)),
        Kind::Publication => {
            let text = checker.source.text.get(body.clone()).unwrap_or_default();
            EntryData::Publication(publication::read(checker, keys, path, text)?)
        }
    })
}

#[cfg(test)]
mod tests;
