//! Where the links of a text lead: pages, files and anchors of the site, other sites of the
//! workspace, forms and services, the rest of the web.
//!
//! What depends on pages that are not known yet (lists, anchors) is kept as [`Pending`] and
//! checked when all are; what depends on a neighbour is kept as a [`CrossLink`], checked at the
//! very end, and only ever a warning: a neighbour cannot fail a site.

use super::Core;
use super::forms::{form_address, form_view};
use super::media::{self, Loading, UsedImages};
use super::urls;
use super::video;
use super::view::VideoView;
use crate::content::EntryData;
use crate::diagnostic::{Diagnostic, Location, Source, suggestion};
use crate::grc;
use crate::markdown::{
    Around, BoxRequest, ImageRequest, ImageResolution, LinkRequest, LinkResolution, Resolver,
    push_escaped,
};
use crate::workspace::grammar::slug;
use crate::workspace::{SiteId, SourceFile};
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::sync::Arc;

/// Above this many pages, a wrong link is compared with the pages of its own folder only.
const NEAR: usize = 2_000;

/// A link within the site, to be checked when all pages are known.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    /// Address without fragment, e.g. `/actualites/categorie/travaux/`.
    pub(super) url: String,
    /// The entry it leads to, when it is one.
    pub(super) entry: Option<usize>,
    /// Fragment, without `#`.
    pub(super) anchor: Option<String>,
    /// As it was written.
    pub(super) written: String,
    /// Where.
    pub(super) range: Range<usize>,
}

/// A link to another site of the workspace, to be checked against that site's exports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossLink {
    /// The site it is on.
    pub from: SiteId,
    /// The site it leads to.
    pub to: SiteId,
    /// Address there, without fragment.
    pub url: String,
    /// Fragment, without `#`.
    pub anchor: Option<String>,
    /// As it was written.
    pub written: String,
    /// File it is in, from the workspace's root.
    file: Arc<str>,
    line: u32,
    column: u32,
    length: u32,
    excerpt: Option<Arc<str>>,
}

impl CrossLink {
    /// Where it is.
    #[must_use]
    pub fn location(&self) -> Location {
        Location {
            file: Arc::clone(&self.file),
            line: self.line,
            column: self.column,
            length: self.length,
            excerpt: self.excerpt.clone(),
        }
    }
}

/// What an address of the site means.
pub(super) enum Internal<'a> {
    /// An entry.
    Entry(usize),
    /// A file to download, or an image.
    File(&'a SourceFile),
    /// Something that may be generated: to be checked later.
    Url(String),
    /// A text that could not be read, which was told already.
    Unread,
    /// Nothing.
    Missing,
    /// Above the site's folder.
    Outside,
}

impl Core<'_> {
    /// What an address written in the file `path` means, without its fragment and query.
    pub(super) fn internal(&self, path: &str, address: &str) -> Internal<'_> {
        if let Some(name) = self.kept_elsewhere(path, address) {
            let there =
                Self::beside(name, address).and_then(|there| self.mounted.get(there.as_str()));
            return match there {
                Some(here) => self.internal("", &format!("/{}", urls::encode(here))),
                None => Internal::Missing,
            };
        }
        // A name as the folder shows it: «100%25.pdf» is a name too.
        if address.contains('%')
            && let Some(named) = urls::join(urls::folder(path), address)
            && let Some(file) = self.files.get(named.as_str())
        {
            return Internal::File(file);
        }
        let Some(decoded) = urls::decode(address) else { return Internal::Missing };
        let Some(joined) = urls::join(urls::folder(path), &decoded) else {
            return Internal::Outside;
        };
        if let Some(&entry) = self.by_path.get(joined.as_str()) {
            return Internal::Entry(entry);
        }
        if self.unread.contains(joined.as_str()) {
            return Internal::Unread;
        }
        if let Some(file) = self.files.get(joined.as_str()) {
            return Internal::File(file);
        }
        if joined.ends_with(".md") {
            return Internal::Missing;
        }
        let page = if joined.is_empty() { "/".to_owned() } else { format!("/{joined}/") };
        if let Some(&entry) = self.by_url.get(&*urls::key(&page)) {
            return Internal::Entry(entry);
        }
        for suffix in [".md", "/index.md"] {
            let text = format!("{joined}{suffix}");
            if let Some(&entry) = self.by_path.get(text.as_str()) {
                return Internal::Entry(entry);
            }
            if self.unread.contains(&text) {
                return Internal::Unread;
            }
        }
        if let Some(&entry) = self.aliases.get(&*urls::key(&page)) {
            return Internal::Entry(entry);
        }
        let is_file = joined.rsplit('/').next().is_some_and(|name| name.contains('.'));
        Internal::Url(if is_file { format!("/{joined}") } else { page })
    }

    /// The path in the workspace of a text that is kept elsewhere than in the site, where `address`
    /// is a way from there: such a text links to its neighbours where it lies.
    fn kept_elsewhere(&self, path: &str, address: &str) -> Option<&str> {
        if self.mounted.is_empty() || address.starts_with('/') {
            return None;
        }
        let entry = self.by_path.get(path).map(|entry| &self.entries[*entry])?;
        self.mounted.contains_key(&entry.source.path).then_some(&*entry.source.path)
    }

    /// The path in the workspace that an address means in the text `name` there.
    fn beside(name: &str, address: &str) -> Option<String> {
        urls::join(urls::folder(name), &urls::decode(address)?)
    }

    /// What was likely meant by an address that leads nowhere, written as one would in `path`:
    /// an image for an image, a document for a document, a page for a page.
    pub(super) fn near(&self, path: &str, address: &str) -> String {
        if let Some(name) = self.kept_elsewhere(path, address) {
            let there = Self::beside(name, address).unwrap_or_default();
            let near = likely(&there, self.mounted.keys().map(|name| &**name));
            return near.map(|near| relative(urls::folder(name), near)).unwrap_or_default();
        }
        let folder = urls::folder(path);
        let Some(decoded) = urls::decode(address) else { return String::new() };
        let Some(joined) = urls::join(folder, &decoded) else { return String::new() };
        let close = |candidate: &&str| {
            self.entries.len() <= NEAR || urls::folder(candidate) == urls::folder(&joined)
        };
        let name = joined.rsplit('/').next().unwrap_or_default();
        if address.starts_with('/') && !name.contains('.') {
            let urls = self.entries.iter().map(|entry| entry.url.as_str());
            let written = format!("/{joined}/");
            return likely(&written, urls.filter(close)).unwrap_or_default().to_owned();
        }
        let near = if name.ends_with(".md") || !name.contains('.') {
            likely(&joined, self.entries.iter().map(|entry| &*entry.path).filter(close))
        } else {
            let image = media::is_image(name);
            let files = self.files.keys().map(|path| &**path);
            let same = files.filter(|path| media::is_image(path) == image);
            likely(&joined, same.filter(close))
        };
        near.map(|near| relative(folder, near)).unwrap_or_default()
    }

    /// The path of a whole address that leads to this site, by its own or another of its domains.
    pub(super) fn own_address<'t>(&self, address: &'t str) -> Option<&'t str> {
        let path = |rest: &'t str| match rest {
            "" => Some("/"),
            rest => rest.starts_with('/').then_some(rest),
        };
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        let mut domains = self.site.domains.iter();
        address.strip_prefix(self.site.url.as_str()).and_then(path).or_else(|| {
            domains.find_map(|domain| rest?.strip_prefix(domain.as_str()).and_then(path))
        })
    }

    /// What to tell of an address that is a form's or a service's of the workspace.
    pub(super) fn provider_address(&self, address: &str) -> Option<Diagnostic> {
        let name = grc::name_of(&self.workspace.settings, self.site, address)?;
        let finding = Diagnostic::warning("link-provider-address").arg("target", address);
        Some(finding.arg("suggestion", name))
    }

    /// Where a link `site:rest` leads; what is to be checked there, now or once that site can be
    /// read again, is added to `cross`.
    ///
    /// # Errors
    /// There is no such site, or its settings cannot be read and it was never built.
    pub(super) fn neighbour(
        &self,
        written: &str,
        rest: &str,
        location: Location,
        cross: &mut Vec<CrossLink>,
    ) -> Result<String, Diagnostic> {
        let rest = rest.trim_start_matches('/');
        let (path, anchor) = urls::split_fragment(rest);
        let (id, path) = path.split_once('/').unwrap_or((path, ""));
        let workspace = self.workspace;
        let broken = || workspace.broken.get_key_value(id).map(|(id, _)| id);
        let Some(to) = workspace.sites.get(id).map(|site| &site.id).or_else(broken) else {
            let near = suggestion(id, workspace.sites.keys().map(|id| &**id));
            return Err(Diagnostic::error("link-site-unknown")
                .arg("name", id)
                .arg("suggestion", near.unwrap_or_default()));
        };
        let decoded = urls::decode(path).unwrap_or_default();
        let Some(joined) = urls::join("", &decoded) else {
            return Err(Diagnostic::error("link-outside-site").arg("target", written));
        };
        let joined = joined.strip_suffix(".md").map_or(joined.as_str(), |page| {
            page.strip_suffix("index")
                .filter(|folder| folder.is_empty() || folder.ends_with('/'))
                .unwrap_or(page)
        });
        let is_file = joined.rsplit('/').next().is_some_and(|name| name.contains('.'));
        let url = match joined.trim_end_matches('/') {
            "" => "/".to_owned(),
            file if is_file => format!("/{file}"),
            page => format!("/{page}/"),
        };
        let href = workspace.title_and_url(id).map(|(_, site)| {
            let tail = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
            format!("{site}{}{tail}", urls::encode(&url))
        });
        cross.push(CrossLink {
            from: Arc::clone(&self.site.id),
            to: Arc::clone(to),
            url,
            anchor: anchor.filter(|anchor| !anchor.is_empty()).map(urls::decoded),
            written: written.to_owned(),
            file: location.file,
            line: location.line,
            column: location.column,
            length: location.length,
            excerpt: location.excerpt,
        });
        href.ok_or_else(|| Diagnostic::warning("link-site-broken").arg("name", id))
    }

    /// The image a file's name means; what is wrong is told.
    pub(super) fn image_file(
        &self,
        path: &str,
        name: &str,
        place: impl Fn() -> Location,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<&SourceFile> {
        if urls::scheme(name).is_some() || name.starts_with("//") {
            diagnostics.push(Diagnostic::error("image-external").arg("target", name).at(place()));
            return None;
        }
        match self.internal(path, name) {
            Internal::File(file) if media::is_image(&file.path) => Some(file),
            Internal::File(_) => {
                diagnostics
                    .push(Diagnostic::error("image-not-an-image").arg("target", name).at(place()));
                None
            }
            Internal::Outside => {
                diagnostics
                    .push(Diagnostic::error("link-outside-site").arg("target", name).at(place()));
                None
            }
            _ => {
                let near = self.near(path, name);
                diagnostics.push(
                    Diagnostic::error("image-missing")
                        .arg("target", name)
                        .arg("suggestion", near)
                        .at(place()),
                );
                None
            }
        }
    }
}

/// The candidate that was likely meant: of the same name elsewhere, else near as a whole and by
/// its last name too. Two long paths of one folder are always near as a whole.
pub(super) fn likely<'a>(
    written: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let name = last_name(written);
    let candidates: Vec<&str> = candidates.collect();
    let mut same = candidates.iter().filter(|candidate| last_name(candidate) == name);
    if let (Some(only), None) = (same.next(), same.next()) {
        return Some(only);
    }
    let alike = |near: &&str| {
        strsim::normalized_damerau_levenshtein(&slug(name), &slug(last_name(near))) >= 0.6
    };
    suggestion(written, candidates.iter().copied()).filter(alike)
}

/// The last name of a path or an address, without extension.
fn last_name(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The way from a folder to a path, as one writes it in a link.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut way = "../".repeat(from.len() - common);
    way.push_str(&to[common..].join("/"));
    way
}

/// Answers the questions of one text.
pub(super) struct TextResolver<'a> {
    core: &'a Core<'a>,
    /// The entry the text belongs to.
    index: usize,
    images: &'a UsedImages,
    eager: Cell<bool>,
    pub(super) pending: RefCell<Vec<Pending>>,
    pub(super) cross: RefCell<Vec<CrossLink>>,
}

impl<'a> TextResolver<'a> {
    pub(super) fn new(core: &'a Core<'a>, index: usize, images: &'a UsedImages) -> Self {
        Self {
            core,
            index,
            images,
            eager: Cell::new(core.entries[index].image.is_none()),
            pending: RefCell::default(),
            cross: RefCell::default(),
        }
    }

    fn path(&self) -> &str {
        &self.core.entries[self.index].path
    }

    fn inside(
        &self,
        request: &LinkRequest<'_>,
        address: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> LinkResolution {
        let (target, anchor) = urls::split_fragment(address);
        let (target, query) = match target.split_once('?') {
            Some((target, query)) => (target, Some(query)),
            None => (target, None),
        };
        let tell = |diagnostics: &mut Vec<Diagnostic>, finding: Diagnostic| {
            diagnostics.push(finding.arg("target", request.dest).at(request.location()));
            LinkResolution::Broken
        };
        let (url, entry) = match self.core.internal(self.path(), target) {
            Internal::Unread => return LinkResolution::Broken,
            Internal::Outside => return tell(diagnostics, Diagnostic::error("link-outside-site")),
            Internal::Missing => {
                let near = self.core.near(self.path(), target);
                let finding = Diagnostic::error("link-target-missing").arg("suggestion", near);
                return tell(diagnostics, finding);
            }
            Internal::File(file) => return self.document(request, file, diagnostics),
            Internal::Entry(entry) => {
                if !self.core.live[entry] && self.core.live[self.index] {
                    return tell(diagnostics, Diagnostic::warning("link-target-unpublished"));
                }
                if request.standalone
                    && anchor.is_none()
                    && entry != self.index
                    && let EntryData::Directory(directory) = &self.core.entries[entry].data
                {
                    let card = self.core.contact_card(entry, directory);
                    return block(card, request, diagnostics);
                }
                (self.core.entries[entry].url.clone(), Some(entry))
            }
            Internal::Url(url) => (url, None),
        };
        let mut href = urls::encode(&url);
        if let Some(query) = query {
            href.push('?');
            href.push_str(query);
        }
        if let Some(anchor) = anchor {
            href.push('#');
            href.push_str(anchor);
        }
        let anchor = anchor.filter(|anchor| !anchor.is_empty());
        if entry.is_none() || anchor.is_some() {
            self.pending.borrow_mut().push(Pending {
                url,
                entry,
                anchor: anchor.map(urls::decoded),
                written: request.dest.to_owned(),
                range: request.range.clone(),
            });
        }
        LinkResolution::to(href)
    }

    fn document(
        &self,
        request: &LinkRequest<'_>,
        file: &SourceFile,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> LinkResolution {
        if media::is_image(&file.path) {
            return match self.core.library.image(file) {
                Ok(image) => {
                    self.images.add(&image);
                    image.fallback().map_or(LinkResolution::Broken, |variant| {
                        LinkResolution::to(media::address(variant))
                    })
                }
                Err(finding) => {
                    diagnostics.push(finding.related(request.location()));
                    LinkResolution::Broken
                }
            };
        }
        if media::is_active(&file.path) {
            diagnostics.push(
                Diagnostic::error("link-to-active-file")
                    .arg("target", request.dest)
                    .at(request.location()),
            );
            return LinkResolution::Broken;
        }
        if request.standalone && video::is_video(&file.path) {
            return match video::of_link(self.core, request, file, diagnostics) {
                Some(view) => self.video(&view, request, diagnostics),
                None => LinkResolution::Broken,
            };
        }
        match self.core.library.document(file) {
            Ok(document) => {
                let language = &self.core.site.language;
                let label = media::document_label(&document, None, language);
                let mut suffix = String::from(" <span class=\"document\">(");
                push_escaped(&mut suffix, &label);
                suffix.push_str(")</span>");
                let mut attributes = vec![("type", document.media_type().to_owned())];
                if let Some(foreign) = media::foreign(&document, None, language) {
                    attributes.push(("hreflang", foreign));
                }
                LinkResolution::Link {
                    href: format!("/{}", urls::encode(&file.path)),
                    attributes,
                    suffix,
                }
            }
            Err(finding) => {
                diagnostics.push(finding.related(request.location()));
                LinkResolution::Broken
            }
        }
    }

    fn video(
        &self,
        view: &VideoView,
        request: &LinkRequest<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> LinkResolution {
        block(self.core.block("components/video.html", "video", view), request, diagnostics)
    }

    fn neighbour(
        &self,
        request: &LinkRequest<'_>,
        rest: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> LinkResolution {
        let mut cross = self.cross.borrow_mut();
        match self.core.neighbour(request.dest, rest, request.location(), &mut cross) {
            Ok(href) => LinkResolution::to(href),
            Err(finding) => {
                diagnostics.push(finding.at(request.location()));
                LinkResolution::Broken
            }
        }
    }

    fn form(
        &self,
        request: &LinkRequest<'_>,
        id: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> LinkResolution {
        let core = self.core;
        let found = match grc::form(&core.workspace.settings, core.site, id) {
            Ok(form) => form,
            Err(finding) => {
                diagnostics.push(finding.at(request.location()));
                return LinkResolution::Broken;
            }
        };
        let form = form_view(&found, core.words);
        if request.standalone {
            let card = core.block("components/form-card.html", "form", &form);
            return block(card, request, diagnostics);
        }
        let mut suffix = String::from(" <span class=\"destination\">(");
        push_escaped(&mut suffix, &form.label);
        suffix.push_str(")</span>");
        let href = form_address(&found, core.site);
        LinkResolution::Link { href, attributes: Vec::new(), suffix }
    }
}

/// A block instead of a link; what is wrong with its template is told.
fn block(
    made: Result<String, Diagnostic>,
    request: &LinkRequest<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> LinkResolution {
    match made {
        Ok(html) => LinkResolution::Block(html),
        Err(finding) => {
            diagnostics.push(finding.related(request.location()));
            LinkResolution::Broken
        }
    }
}

impl Resolver for TextResolver<'_> {
    fn link(&self, request: &LinkRequest<'_>, diagnostics: &mut Vec<Diagnostic>) -> LinkResolution {
        let dest = request.dest;
        match urls::scheme(dest).map(|scheme| (scheme, &dest[scheme.len() + 1..])) {
            None if dest.starts_with("//") => LinkResolution::to(dest),
            None => self.inside(request, dest, diagnostics),
            Some(("site", rest)) => self.neighbour(request, rest, diagnostics),
            Some(("grc", id)) => self.form(request, id, diagnostics),
            Some(("service", name)) => {
                match grc::service(&self.core.workspace.settings, self.core.site, name) {
                    Ok(service) => LinkResolution::to(service.url),
                    Err(finding) => {
                        diagnostics.push(finding.at(request.location()));
                        LinkResolution::Broken
                    }
                }
            }
            // An address copied from the browser is still a link within the site.
            Some(_) => match self.core.own_address(dest) {
                Some(path) => self.inside(request, path, diagnostics),
                None => {
                    if request.standalone
                        && let Some(service) = video::service(dest)
                    {
                        let view = video::of_address(request, service, diagnostics);
                        return self.video(&view, request, diagnostics);
                    }
                    let told = self.core.provider_address(dest);
                    diagnostics.extend(told.map(|finding| finding.at(request.location())));
                    LinkResolution::to(dest)
                }
            },
        }
    }

    fn image(
        &self,
        request: &ImageRequest<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> ImageResolution {
        let place = || request.location();
        let Some(file) = self.core.image_file(self.path(), request.dest, place, diagnostics) else {
            return ImageResolution::Broken;
        };
        match self.core.library.image(file) {
            Ok(image) => {
                self.images.add(&image);
                let loading = if self.eager.take() { Loading::Eager } else { Loading::Lazy };
                if request.standalone {
                    let picture = if request.in_gallery {
                        media::picture_in_gallery(&image, request.alt, loading)
                    } else {
                        media::picture_in_text(&image, request.alt, loading)
                    };
                    let words = self.core.words;
                    ImageResolution::Block(media::figure(&picture, request.title, words))
                } else {
                    ImageResolution::Inline(media::picture_in_text(&image, request.alt, loading))
                }
            }
            Err(finding) => {
                diagnostics.push(finding.related(request.location()));
                ImageResolution::Broken
            }
        }
    }

    fn around(
        &self,
        request: &BoxRequest<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Around> {
        let place = || request.source.locate(request.range.clone());
        let made = self.core.around(request);
        made.map_err(|finding| diagnostics.push(finding.related(place()))).ok()
    }
}

/// The source a pending link stands in, for its place.
pub(super) fn place(source: &Source, pending: &Pending) -> Location {
    source.locate(pending.range.clone())
}
