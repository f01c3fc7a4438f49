//! What is kept of a page for the tests that compare pages: its title, its navigation blocks in
//! the order of the source, its skip link, its ways to the site map and to the search, its fields.
//!
//! A summary is small and bounded, so that a site of any size can be compared; it never holds the
//! page itself.

use super::address::{self, Base};
use crate::accessibility::aria::Role;
use crate::accessibility::dom::{NodeId, local_name};
use crate::accessibility::language;
use crate::accessibility::page::Page;
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::hash::Hasher;

/// How many blocks, fields and links of one page are kept.
const MAX_BLOCKS: usize = 40;
const MAX_FIELDS: usize = 60;
const MAX_LINKS: usize = 3_000;

/// The longest text that is kept, in characters.
const MAX_TEXT: usize = 120;

/// An element of a page, to be told.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Spot {
    /// A CSS selector of it.
    pub selector: String,
    /// Line on which its start tag ends, from 1.
    pub line: u32,
    /// Its start tag, attributes in the order of the source.
    pub tag: String,
    /// The text seen in it, cut.
    pub text: String,
}

/// A part of a page that is found again on other pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The header of the page.
    Banner,
    /// A menu or a bar of navigation.
    Navigation,
    /// The main content.
    Main,
    /// The footer of the page.
    Footer,
    /// The search engine, or the link to it.
    Search,
    /// The link to the site map.
    SitemapLink,
    /// The link that leads to the main content.
    SkipLink,
}

/// Where a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zone {
    /// In the header of the page.
    Banner,
    /// In the main content.
    Main,
    /// In the footer of the page.
    Footer,
    /// In none of them, before the main content.
    Before,
    /// In none of them, after the main content.
    After,
}

/// A block of a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// What it is called, so that it is known again on another page.
    pub name: String,
    /// Where it stands.
    pub zone: Zone,
    /// Hash of the elements it is in (names and classes): equal places look equal.
    pub place: u64,
    /// Key of the page a link leads to.
    pub target: Option<String>,
    /// The element.
    pub spot: Spot,
}

/// A link of the home page or of the site map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Key of the page or file of the site it leads to.
    pub target: String,
    /// True when it stands in a menu.
    pub in_menu: bool,
    /// The element.
    pub spot: Spot,
}

/// A form field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Field {
    /// What it is for: its `autocomplete`, else its `name` and type.
    pub purpose: String,
    /// Its label.
    pub label: String,
    /// The element.
    pub spot: Spot,
}

/// What is kept of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PageSummary {
    /// Path of the page in the site, e.g. `contact/index.html`.
    pub path: String,
    /// Its title, when it has one.
    pub title: Option<Spot>,
    /// The language it says it is in, without script or region.
    pub language: String,
    /// The text of its first `<h1>`.
    pub heading: String,
    /// Hash of the text of its main content.
    pub content: u64,
    /// True for a page that only leads elsewhere.
    pub redirects: bool,
    /// True for the page that is the site's map.
    pub is_sitemap: bool,
    /// True when the page was not read whole, so that nothing found of it is sure.
    pub doubtful: bool,
    /// True when the page is too big or too deep to be read to its end.
    pub unread: bool,
    /// Its blocks, in the order of the source.
    pub blocks: Vec<Block>,
    /// The links within the site of the home page and of the site map; of no other page.
    pub links: Vec<Link>,
    /// Its form fields.
    pub fields: Vec<Field>,
}

impl PageSummary {
    /// The key by which other pages' links name it.
    #[must_use]
    pub fn key(&self) -> String {
        address::key(&self.path)
    }

    /// Its first block of a kind.
    #[must_use]
    pub fn block(&self, kind: BlockKind) -> Option<&Block> {
        self.blocks.iter().find(|block| block.kind == kind)
    }

    /// Sums up a page whose path in the site is `path`.
    #[must_use]
    pub fn of(page: &Page<'_>, path: &str) -> Self {
        let document = page.document;
        let mut summary = Self {
            path: path.to_owned(),
            doubtful: document.excess.is_some() || !page.styles.complete,
            unread: document.excess.is_some(),
            ..Self::default()
        };
        let canonical = page
            .all(local_name!("link"))
            .find(|link| page.attribute(*link, local_name!("rel")) == Some("canonical"))
            .and_then(|link| page.attribute(link, local_name!("href")));
        let base = Base::new(path, canonical);
        summary.redirects = page.all(local_name!("meta")).any(|meta| {
            page.attribute(meta, local_name!("http-equiv"))
                .is_some_and(|value| value.eq_ignore_ascii_case("refresh"))
        });
        let language = document.root().and_then(|root| page.attribute(root, local_name!("lang")));
        summary.language = language.map(language::primary).unwrap_or_default();
        let title = page.all(local_name!("title")).find(|title| {
            document.parent(*title).is_some_and(|head| document.is(head, &local_name!("head")))
        });
        summary.title = title.map(|title| spot_with(page, title, page.text(title)));
        let heading = page.all(local_name!("h1")).find(|heading| page.is_exposed(*heading));
        summary.heading = heading.map(|heading| page.text(heading)).unwrap_or_default();
        let main = page.of_role(Role::Main).find(|node| page.is_exposed(*node));
        summary.content = hash_of_text(page, main.unwrap_or(NodeId::DOCUMENT));
        let key = summary.key();
        summary.is_sitemap = is_sitemap_name(&summary.heading)
            || matches!(&*key, "plan-du-site" | "plan" | "sitemap" | "site-map");
        let keeps_links = summary.is_sitemap || key.is_empty();
        let mut walk = Walk { page, base, main, summary, keeps_links };
        walk.all();
        walk.summary
    }
}

/// One walk over a page.
struct Walk<'p, 'a> {
    page: &'p Page<'a>,
    base: Base,
    main: Option<NodeId>,
    summary: PageSummary,
    keeps_links: bool,
}

impl Walk<'_, '_> {
    fn all(&mut self) {
        let page = self.page;
        for node in page.document.all() {
            if page.element(node).is_none() || !page.is_exposed(node) {
                continue;
            }
            if self.summary.blocks.len() < MAX_BLOCKS {
                self.block(node);
            }
            match page.role(node) {
                Some(Role::Link) if self.keeps_links => self.link(node),
                Some(
                    Role::Textbox
                    | Role::Searchbox
                    | Role::Combobox
                    | Role::Listbox
                    | Role::Spinbutton,
                ) if self.summary.fields.len() < MAX_FIELDS => self.field(node),
                _ => {}
            }
        }
    }

    fn block(&mut self, node: NodeId) {
        let page = self.page;
        let (kind, name, target) = match page.role(node) {
            Some(Role::Banner) => (BlockKind::Banner, String::new(), None),
            Some(Role::Main) => (BlockKind::Main, String::new(), None),
            Some(Role::Contentinfo) => (BlockKind::Footer, String::new(), None),
            Some(Role::Navigation) => {
                (BlockKind::Navigation, page.name(node).text.to_lowercase(), None)
            }
            Some(Role::Search) => (BlockKind::Search, "form".to_owned(), None),
            Some(Role::Searchbox) => {
                let told = page
                    .document
                    .ancestors(node)
                    .any(|ancestor| page.role(ancestor) == Some(Role::Search));
                if told {
                    return;
                }
                (BlockKind::Search, "form".to_owned(), None)
            }
            Some(Role::Link) => match self.special_link(node) {
                Some(found) => found,
                None => return,
            },
            _ => return,
        };
        let block = Block {
            kind,
            name,
            zone: self.zone(node),
            place: self.place(node),
            target,
            spot: spot(page, node),
        };
        self.summary.blocks.push(block);
    }

    /// A link that every page should have at the same place.
    fn special_link(&self, node: NodeId) -> Option<(BlockKind, String, Option<String>)> {
        let page = self.page;
        let href = page.attribute(node, local_name!("href"))?;
        if let Some(id) = href.strip_prefix('#').filter(|id| !id.is_empty()) {
            let main = self.main.filter(|main| node < *main)?;
            let target = page.document.by_id(id)?;
            let leads_to_main = target == main
                || page.document.is_inside(target, main)
                || page.document.is_inside(main, target);
            let known = self.summary.block(BlockKind::SkipLink).is_some();
            return (leads_to_main && !known).then(|| (BlockKind::SkipLink, String::new(), None));
        }
        let name = page.name(node).text;
        // Most links are called something else.
        if !matches!(name.as_bytes().first()?, b'p' | b'P' | b'r' | b'R' | b's' | b'S') {
            return None;
        }
        let is_search = ["rechercher", "recherche", "search"]
            .iter()
            .any(|search| name.eq_ignore_ascii_case(search));
        if !is_search && !is_sitemap_name(&name) {
            return None;
        }
        let target = self.base.key(href)?;
        if is_sitemap_name(&name) && !has_extension(&target, "xml") {
            return Some((BlockKind::SitemapLink, String::new(), Some(target)));
        }
        is_search.then(|| (BlockKind::Search, "link".to_owned(), Some(target)))
    }

    fn zone(&self, node: NodeId) -> Zone {
        for outer in self.page.document.ancestors(node) {
            match self.page.role(outer) {
                Some(Role::Banner) => return Zone::Banner,
                Some(Role::Main) => return Zone::Main,
                Some(Role::Contentinfo) => return Zone::Footer,
                _ => {}
            }
        }
        if self.main.is_none_or(|main| node < main) { Zone::Before } else { Zone::After }
    }

    fn place(&self, node: NodeId) -> u64 {
        let mut hasher = FxHasher::default();
        for outer in std::iter::once(node).chain(self.page.document.ancestors(node)) {
            if let Some(element) = self.page.element(outer) {
                hasher.write(element.name.as_bytes());
                let class = self.page.attribute(outer, local_name!("class")).unwrap_or_default();
                hasher.write(class.as_bytes());
            }
        }
        hasher.finish()
    }

    fn link(&mut self, node: NodeId) {
        let page = self.page;
        let href = page.attribute(node, local_name!("href"));
        let Some(target) = href.and_then(|href| self.base.key(href)) else { return };
        if self.summary.links.len() >= MAX_LINKS {
            return;
        }
        let mut outer = page.document.ancestors(node);
        let in_menu = outer.any(|outer| page.role(outer) == Some(Role::Navigation));
        self.summary.links.push(Link { target, in_menu, spot: spot(page, node) });
    }

    fn field(&mut self, node: NodeId) {
        let page = self.page;
        let attribute = |name| page.attribute(node, name).map(str::trim).filter(|v| !v.is_empty());
        let token = attribute(local_name!("autocomplete")).filter(|v| !matches!(*v, "on" | "off"));
        let kind = attribute(local_name!("type")).unwrap_or("text");
        let name = attribute(local_name!("name"));
        let purpose = match (token, name) {
            (Some(token), _) => token.to_ascii_lowercase(),
            (None, Some(name)) => format!("{name} ({kind})"),
            (None, None) => return,
        };
        let label = page.name(node).text.to_string();
        if label.is_empty() {
            return;
        }
        self.summary.fields.push(Field { purpose, label, spot: spot(page, node) });
    }
}

fn has_extension(path: &str, wanted: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case(wanted))
}

/// Whether a heading or a link's text names a site map.
fn is_sitemap_name(text: &str) -> bool {
    let text = text.trim();
    let is = |name: &&str| text.eq_ignore_ascii_case(name);
    let begins = |name: &&str| {
        text.get(..name.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(name))
    };
    ["sitemap", "site map", "plan", "plan de site"].iter().any(is)
        || ["plan du site", "plan de ce site"].iter().any(begins)
}

fn hash_of_text(page: &Page<'_>, root: NodeId) -> u64 {
    let mut hasher = FxHasher::default();
    for node in page.document.descendants(root) {
        if let Some(text) = page.document.text(node) {
            hasher.write(text.trim_ascii().as_bytes());
        }
    }
    hasher.finish()
}

fn spot(page: &Page<'_>, node: NodeId) -> Spot {
    let text = match page.role(node) {
        // What a whole region holds is too much to be shown.
        Some(Role::Banner | Role::Main | Role::Contentinfo | Role::Navigation | Role::Search) => {
            String::new()
        }
        _ => page.visible_text(node),
    };
    spot_with(page, node, text)
}

fn spot_with(page: &Page<'_>, node: NodeId, text: String) -> Spot {
    let text = match text.char_indices().nth(MAX_TEXT) {
        Some((end, _)) => text[..end].to_owned(),
        None => text,
    };
    Spot {
        selector: page.selector(node),
        line: page.document.line(node),
        tag: page.start_tag(node),
        text,
    }
}
