//! From texts to a loaded site: entries parsed, addresses given out, bodies rendered.
//!
//! Everything here needs only the site itself; what needs a neighbour waits for
//! [`render`](super::LoadedSite::render).

use super::cards::{self, Leaf};
use super::generated::Generated;
use super::links::{CrossLink, Pending, TextResolver, place};
use super::media::{Library, UsedImages};
use super::urls;
use super::wording::{Words, words};
use crate::accessibility::audit::Judged;
use crate::content::{Entry, Kind, ParseContext};
use crate::diagnostic::{Diagnostic, Location, Source};
use crate::markdown::{RenderOptions, Rendered};
use crate::search::Document;
use crate::theme::{Language, Theme};
use crate::workspace::grammar::slug;
use crate::workspace::{Site, SourceFile, Workspace};
use jiff::Timestamp;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// From this number of pieces on, work within a site is spread over threads.
pub(super) const PARALLEL: usize = 64;

/// A Markdown text of a site.
#[derive(Debug, Clone)]
pub struct Text {
    /// Path in the site's folder, with `/`, e.g. `actualites/marche.md`.
    pub path: Arc<str>,
    /// What it says.
    pub source: Source,
}

/// All a site is made from.
#[derive(Clone)]
pub struct SiteInput<'a> {
    /// Settings, and the other sites' names and addresses.
    pub workspace: &'a Workspace,
    /// The site.
    pub site: &'a Arc<Site>,
    /// Its Markdown texts, in any order.
    pub texts: Vec<Text>,
    /// Its other files but `site.yaml` and those under `theme/`, in any order.
    pub files: Vec<SourceFile>,
    /// Its theme.
    pub theme: &'a Theme,
    /// Knows what its files hold.
    pub library: &'a dyn Library,
    /// What it may say of its accessibility, and the days at which that changes.
    pub statement: Judged,
    /// The instant for which the pages are right: what is scheduled for later is left out.
    pub at: Timestamp,
    /// Whether drafts are shown, marked as such, to those who write them.
    pub drafts: bool,
}

/// What is known of a site before its bodies are rendered.
pub(super) struct Core<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) site: &'a Arc<Site>,
    pub(super) theme: &'a Theme,
    pub(super) library: &'a dyn Library,
    pub(super) statement: Judged,
    pub(super) at: Timestamp,
    pub(super) language: Language,
    pub(super) words: &'static Words,
    /// All entries, drafts too, by path.
    pub(super) entries: Vec<Entry>,
    /// Which of them are published at `at`.
    pub(super) live: Vec<bool>,
    /// Entries by path.
    pub(super) by_path: FxHashMap<Arc<str>, usize>,
    /// Entries by the key of their address.
    pub(super) by_url: FxHashMap<String, usize>,
    /// Live entries by the key of a former address.
    pub(super) aliases: FxHashMap<String, usize>,
    /// Paths of texts that could not be read: links to them were told already, in a way.
    pub(super) unread: FxHashSet<String>,
    /// The other files by path.
    pub(super) files: FxHashMap<Arc<str>, SourceFile>,
    /// Texts and files that are shown here but lie elsewhere in the workspace: from their path there
    /// to their path here.
    pub(super) mounted: FxHashMap<Arc<str>, Arc<str>>,
}

/// A site whose texts are read and whose bodies are rendered.
pub struct LoadedSite<'a> {
    pub(super) core: Core<'a>,
    /// What was made of each entry, in the order of [`Core::entries`].
    pub(super) leaves: Vec<Leaf>,
    pub(super) cross: Vec<CrossLink>,
    /// Links to check when all pages are known, by entry.
    pub(super) pending: Vec<(usize, Pending)>,
    pub(super) images: UsedImages,
    /// What is searched of the entries, once somebody asked.
    pub(super) documents: OnceLock<Vec<Document>>,
}

impl<'a> LoadedSite<'a> {
    /// Reads the texts and renders their bodies.
    ///
    /// There is always a site, so that all that is wrong with it can be told; one with an error
    /// must not be published.
    #[must_use]
    pub fn load(input: SiteInput<'a>) -> (Self, Vec<Diagnostic>) {
        let (mut core, mut diagnostics) = read(input);
        core.check_ids(&mut diagnostics);
        diagnostics.extend(super::categories::look_alikes(&core));
        core.claim_addresses(&mut diagnostics);
        let images = UsedImages::default();
        let make = |index: usize| make_leaf(&core, index, &images);
        let made: Vec<_> = if core.entries.len() < PARALLEL {
            (0..core.entries.len()).map(make).collect()
        } else {
            (0..core.entries.len()).into_par_iter().map(make).collect()
        };
        let mut leaves = Vec::with_capacity(made.len());
        let (mut pending, mut cross) = (Vec::new(), super::chrome::cross_links(&core));
        for (index, made) in made.into_iter().enumerate() {
            diagnostics.extend(made.diagnostics);
            pending.extend(made.pending.into_iter().map(|link| (index, link)));
            cross.extend(made.cross);
            leaves.push(made.leaf);
        }
        let documents = OnceLock::new();
        let mut site = Self { core, leaves, cross, pending, images, documents };
        site.check_anchors(&mut diagnostics);
        for diagnostic in &mut diagnostics {
            diagnostic.site = Some(Arc::clone(&site.core.site.id));
        }
        (site, diagnostics)
    }

    /// Replaces what the site may say of its accessibility, for the pages to be rendered.
    pub fn restate(&mut self, statement: Judged) {
        self.core.statement = statement;
    }

    /// The site's settings.
    #[must_use]
    pub fn site(&self) -> &Arc<Site> {
        self.core.site
    }

    /// The entries, drafts too, each with its rendered body (empty for a draft), by path.
    pub fn entries(&self) -> impl Iterator<Item = (&Entry, &Rendered)> {
        self.core.entries.iter().zip(&self.leaves).map(|(entry, leaf)| (entry, &leaf.body))
    }

    /// Links to other sites of the workspace, for [`check_cross_links`](super::check_cross_links).
    #[must_use]
    pub fn cross_links(&self) -> &[CrossLink] {
        &self.cross
    }

    /// Settles the links to anchors of entries; those to lists wait until these are known.
    fn check_anchors(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let (core, leaves) = (&self.core, &self.leaves);
        self.pending.retain(|(from, link)| {
            let Some(entry) = link.entry else { return true };
            let Some(anchor) = &link.anchor else { return false };
            // A text that could not be rendered, or a draft, has no known anchors.
            let own = || leaves[entry].body.ids.iter().any(|id| id == anchor);
            let template = super::pages::template(core.entries[entry].kind);
            let around = || super::anchors::around(core, template).any(|id| id == *anchor);
            if leaves[entry].rendered && !own() && !around() {
                let ids = leaves[entry].body.ids.iter().map(String::as_str);
                let near = crate::diagnostic::suggestion(anchor, ids).unwrap_or_default();
                diagnostics.push(
                    Diagnostic::error("link-anchor-missing")
                        .arg("anchor", anchor.as_str())
                        .arg("target", link.written.as_str())
                        .arg("page", core.entries[entry].title.as_str())
                        .arg("suggestion", near)
                        .at(place(&core.entries[*from].source, link)),
                );
            }
            false
        });
    }
}

/// Parses the texts and makes the maps.
fn read(input: SiteInput<'_>) -> (Core<'_>, Vec<Diagnostic>) {
    let SiteInput { workspace, site, mut texts, mut files, theme, library, statement, at, drafts } =
        input;
    texts.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let context = ParseContext { folders: &workspace.settings.folders, timezone: &site.time_zone };
    let mut diagnostics = unlikely_folders(&texts, context.folders);
    let own = |name: &str| name.strip_prefix(&*site.dir).is_some_and(|rest| rest.starts_with('/'));
    let elsewhere = |(name, _): &(&Arc<str>, &Arc<str>)| !site.mounts.is_empty() && !own(name);
    let named = files.iter().map(|file| (&file.name, &file.path));
    let named = named.chain(texts.iter().map(|text| (&text.source.path, &text.path)));
    let mounted =
        named.filter(elsewhere).map(|(name, path)| (Arc::clone(name), Arc::clone(path))).collect();
    let parse = |text: Text| {
        let (entry, found) = library.entry(&text, &context);
        (text.path, entry, found)
    };
    let parsed: Vec<_> = if texts.len() < PARALLEL {
        texts.into_iter().map(parse).collect()
    } else {
        texts.into_par_iter().map(parse).collect()
    };
    let language = Language::of(&site.language);
    let mut entries = Vec::with_capacity(parsed.len());
    let mut unread = FxHashSet::default();
    for (path, entry, found) in parsed {
        diagnostics.extend(found);
        match entry {
            Some(mut entry) => {
                if drafts && entry.draft {
                    entry.draft = false;
                    entry.title = format!("{} ({})", entry.title, words(language).draft);
                }
                entries.push(entry);
            }
            None => {
                unread.insert(path.to_string());
            }
        }
    }
    let live = entries.iter().map(|entry| entry.visible(at)).collect();
    let by_path =
        entries.iter().enumerate().map(|(i, entry)| (Arc::clone(&entry.path), i)).collect();
    for file in files.iter().filter(|file| super::media::is_active(&file.path)) {
        let place = Location::file(Arc::clone(&file.name));
        diagnostics.push(Diagnostic::warning("file-active").at(place));
    }
    for file in &files {
        if let Some(right) = markdown_name(&file.path) {
            let place = Location::file(Arc::clone(&file.name));
            diagnostics.push(Diagnostic::error("file-markdown-name").arg("right", right).at(place));
        }
    }
    let files = files.into_iter().map(|file| (Arc::clone(&file.path), file)).collect();
    let core = Core {
        workspace,
        site,
        theme,
        library,
        statement,
        at,
        language,
        words: words(language),
        entries,
        live,
        by_path,
        by_url: FxHashMap::default(),
        aliases: FxHashMap::default(),
        unread,
        files,
        mounted,
    };
    (core.with_addresses(&mut diagnostics), diagnostics)
}

/// How near a folder’s name must be to one that has a meaning to be taken for a slip: `alerte`
/// and `alertes` are at 0.97, `activites` and `actualites` at 0.88.
const SLIP: f64 = 0.93;

/// Tells of each top folder that was likely meant to hold something else than pages; `texts` are
/// in the order of their paths.
fn unlikely_folders(texts: &[Text], folders: &BTreeMap<String, Kind>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut last = "";
    for text in texts {
        let Some((folder, _)) = text.path.split_once('/') else { continue };
        if folder == last {
            continue;
        }
        last = folder;
        let name = slug(folder);
        if folders.contains_key(folder) || folders.contains_key(&name) {
            continue;
        }
        if let Some(meant) = meant_folder(&name, folders) {
            findings.push(
                Diagnostic::warning("folder-looks-like")
                    .arg("folder", folder)
                    .arg("meant", meant)
                    .at(Location::file(Arc::clone(&text.source.path))),
            );
        }
    }
    findings
}

fn meant_folder<'f>(folder: &str, folders: &'f BTreeMap<String, Kind>) -> Option<&'f str> {
    let kind = match folder {
        "actu" | "actus" | "news" | "nouvelles" => Some(Kind::News),
        "evenement" | "evenements" | "events" | "manifestations" => Some(Kind::Event),
        _ => None,
    };
    let score = |(name, of): (&'f String, &Kind)| {
        let score = if kind == Some(*of) { 1.0 } else { strsim::jaro_winkler(folder, &slug(name)) };
        (score > SLIP).then_some((score, name.as_str()))
    };
    let best = folders.iter().filter_map(score).max_by(|(a, _), (b, _)| a.total_cmp(b));
    best.map(|(_, name)| name)
}

/// The right name of a file that was meant to be a text of the site: published as it is, a draft
/// would be there for all to read.
fn markdown_name(path: &str) -> Option<String> {
    const ENDINGS: [&str; 5] = [".md", ".markdown", ".mdown", ".mkd", ".md.txt"];
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    let ending = ENDINGS.iter().find(|ending| lower.ends_with(**ending))?;
    Some(format!("{}.md", &name[..name.len() - ending.len()]))
}

impl Core<'_> {
    /// Gives each address to one entry; the first by path keeps it.
    fn with_addresses(mut self, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut by_url: FxHashMap<String, usize> = FxHashMap::default();
        for (index, entry) in self.entries.iter().enumerate() {
            let place = || entry.source.whole();
            if let Some(reserved) = self.reserved(entry) {
                diagnostics.push(
                    Diagnostic::error("url-reserved")
                        .arg("url", entry.url.as_str())
                        .arg("word", reserved)
                        .at(place()),
                );
            }
            let first = *by_url.entry(urls::key(&entry.url).into_owned()).or_insert(index);
            if first != index {
                diagnostics.push(
                    Diagnostic::error("page-url-taken")
                        .arg("url", entry.url.as_str())
                        .arg("first", &*self.entries[first].source.path)
                        .at(place())
                        .related(self.entries[first].source.whole()),
                );
            }
        }
        self.by_url = by_url;
        self
    }

    /// The place of a key of an entry's front matter.
    pub(super) fn locate(&self, entry: usize, key: &[&str]) -> Location {
        self.entries[entry].locate(key)
    }

    /// The place of the first of some keys that is there.
    pub(super) fn locate_first(&self, entry: usize, keys: &[&str]) -> Location {
        let whole = self.entries[entry].source.whole();
        let places = keys.iter().map(|key| self.locate(entry, &[key]));
        places.into_iter().find(|place| *place != whole).unwrap_or(whole)
    }

    /// Tells entries with one id: feed readers would take one for the other.
    fn check_ids(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut by_id: FxHashMap<&str, usize> = FxHashMap::default();
        for (index, entry) in self.entries.iter().enumerate() {
            let first = *by_id.entry(&entry.id).or_insert(index);
            if first != index {
                diagnostics.push(
                    Diagnostic::error("id-taken")
                        .arg("id", entry.id.as_str())
                        .arg("first", &*self.entries[first].source.path)
                        .at(self.locate(index, &["id"]))
                        .related(self.locate(first, &["id"])),
                );
            }
        }
    }

    /// True for the one entry that an address belongs to.
    pub(super) fn holds_address(&self, index: usize) -> bool {
        let entry = &self.entries[index];
        self.by_url.get(&*urls::key(&entry.url)) == Some(&index) && self.reserved(entry).is_none()
    }

    fn reserved<'e>(&self, entry: &'e Entry) -> Option<&'e str> {
        self.reserved_word(&entry.url)
    }

    /// The word of an address that generated lists and files need for themselves.
    fn reserved_word<'u>(&self, url: &'u str) -> Option<&'u str> {
        let mut parts = url.trim_matches('/').split('/');
        let top = parts.next()?;
        let listed = self.workspace.settings.folders.contains_key(top);
        if ["assets", "media", crate::search::FOLDER].contains(&top) && !listed {
            return Some(top);
        }
        let second = parts.next()?;
        (listed && ["page", "categorie", "archives", "passes"].contains(&second)).then_some(second)
    }

    /// Gives out former addresses, once those of pages are known.
    fn claim_addresses(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let mut aliases: FxHashMap<String, usize> = FxHashMap::default();
        for (index, entry) in self.entries.iter().enumerate() {
            for alias in &entry.aliases {
                let place = || self.locate(index, &["aliases"]);
                let alias = urls::page(alias);
                let key = urls::key(&alias).into_owned();
                let holder = self.by_url.get(&key).or_else(|| aliases.get(&key)).copied();
                if let Some(holder) = holder {
                    diagnostics.push(
                        Diagnostic::error("alias-taken")
                            .arg("alias", &*alias)
                            .arg("holder", &*self.entries[holder].source.path)
                            .at(place())
                            .related(self.locate(holder, &["aliases"])),
                    );
                } else if Generated::at(&alias).is_some_and(|page| page.is_wanted(self.site))
                    || self.reserved_word(&key).is_some()
                    || self.files.contains_key(alias.trim_start_matches('/'))
                {
                    let finding = Diagnostic::error("alias-generated").arg("alias", &*alias);
                    diagnostics.push(finding.at(place()));
                } else if self.live[index] {
                    aliases.insert(key, index);
                }
            }
        }
        self.aliases = aliases;
    }
}

/// What became of one entry.
struct Made {
    leaf: Leaf,
    diagnostics: Vec<Diagnostic>,
    pending: Vec<Pending>,
    cross: Vec<CrossLink>,
}

fn make_leaf(core: &Core<'_>, index: usize, images: &UsedImages) -> Made {
    let entry = &core.entries[index];
    if entry.draft {
        return Made {
            leaf: Leaf::default(),
            diagnostics: Vec::new(),
            pending: Vec::new(),
            cross: Vec::new(),
        };
    }
    // What is not published yet is checked all the same, but its images stay unpublished.
    let unpublished = UsedImages::default();
    let images = if core.live[index] { images } else { &unpublished };
    let resolver = TextResolver::new(core, index, images);
    // No heading may take an id that the page has already.
    let around: Vec<String> =
        super::anchors::around(core, super::pages::template(entry.kind)).collect();
    let reserved: Vec<&str> = around.iter().map(String::as_str).collect();
    let options = RenderOptions {
        reserved_ids: &reserved,
        footnotes: core.words.footnotes,
        footnote_back: core.words.footnote_back,
        table: core.words.table,
        ..RenderOptions::default()
    };
    let mut body = crate::markdown::render(&entry.source, entry.body.clone(), &resolver, &options);
    let mut diagnostics = std::mem::take(&mut body.diagnostics);
    let leaf = cards::leaf(core, index, body, images, &mut diagnostics);
    Made {
        leaf,
        diagnostics,
        pending: resolver.pending.into_inner(),
        cross: resolver.cross.into_inner(),
    }
}
