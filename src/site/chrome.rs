//! What is around every page: the site's own values, its navigation, and the blocks rendered once
//! per top section.

use super::Core;
use super::exports::is_banner;
use super::forms::form_address;
use super::generated::Generated;
use super::given::Shared;
use super::identity::{contact_view, hours_view, initials, legal_view, position_view, today_view};
use super::links::{CrossLink, Internal};
use super::lists::{Child, Lists, section_of};
use super::media::{self, Lead, UsedImages};
use super::statement;
use super::syndication::Channels;
use super::urls;
use super::view::{
    AccessibilityView, ActionView, LinkView, NavItem, PagesView, ServiceView, SiteView,
};
use crate::content::Kind;
use crate::diagnostic::{Diagnostic, Location, suggestion};
use crate::grc;
use crate::theme::values;
use crate::workspace::{MenuItem, Site};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use tera::{Context, Value};

/// A folder of pages shows its pages in the menu when there are no more than these.
const MENU: usize = 12;

/// A link of `site.yaml` to a page that may be generated, or to a place of a page, to be checked
/// when all are known.
pub(super) struct Unchecked {
    pub(super) url: String,
    /// Fragment, without `#`.
    pub(super) anchor: Option<String>,
    pub(super) written: String,
    pub(super) place: Location,
}

/// The links to other sites that `site.yaml` and what it inherits hold, to be checked with those
/// of the texts.
pub(super) fn cross_links(core: &Core<'_>) -> Vec<CrossLink> {
    let mut cross = Vec::new();
    for (link, keys) in written_links(core.site) {
        if let Some(rest) = link.strip_prefix("site:") {
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            // What is wrong with the link itself is told when the page is made.
            let _ = core.neighbour(link, rest, core.site.locate(&keys), &mut cross);
        }
    }
    cross
}

/// The links of the settings, each with its keys.
fn written_links(site: &Site) -> Vec<(&str, Vec<String>)> {
    fn menu<'s>(items: &'s [MenuItem], above: &[String], links: &mut Vec<(&'s str, Vec<String>)>) {
        for (index, item) in items.iter().enumerate() {
            let keys = |last: &str| [above, &[index.to_string(), last.to_owned()]].concat();
            links.push((&item.link, keys("link")));
            menu(&item.items, &keys("items"), links);
        }
    }
    let mut links = Vec::new();
    menu(&site.menu, &["menu".to_owned()], &mut links);
    for (index, action) in site.actions.iter().enumerate() {
        let keys = ["actions", &index.to_string(), "link"].map(str::to_owned).to_vec();
        links.push((&action.link, keys));
    }
    let statement = &site.accessibility;
    for (key, link) in [("plan", &statement.plan), ("action_plan", &statement.action_plan)] {
        let keys = ["accessibility", key].map(str::to_owned).to_vec();
        links.extend(link.as_deref().map(|link| (link, keys)));
    }
    links
}

/// Resolves the links of `site.yaml`.
pub(super) struct SettingsLinks<'a> {
    core: &'a Core<'a>,
    pub(super) unchecked: Vec<Unchecked>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> SettingsLinks<'a> {
    pub(super) fn new(core: &'a Core<'a>) -> Self {
        Self { core, unchecked: Vec::new(), diagnostics: Vec::new() }
    }

    /// Where a link leads, and whether it leaves the site; `None` when it leads nowhere.
    fn resolve(&mut self, link: &str, keys: &[&str]) -> Option<(String, bool)> {
        let core = self.core;
        let settings = &core.workspace.settings;
        let place = || core.site.locate(keys);
        let finding = match urls::scheme(link).map(|scheme| (scheme, &link[scheme.len() + 1..])) {
            Some(("grc", id)) => match grc::form(settings, core.site, id) {
                Ok(form) => {
                    let address = form_address(&form, core.site);
                    let external = !address.starts_with('/');
                    return Some((address, external));
                }
                Err(finding) => finding,
            },
            Some(("service", name)) => match grc::service(settings, core.site, name) {
                Ok(service) => return Some((service.url, true)),
                Err(finding) => finding,
            },
            Some(("site", rest)) => {
                // What is to be checked there was noted when the site was loaded.
                match core.neighbour(link, rest, place(), &mut Vec::new()) {
                    Ok(address) => return Some((address, true)),
                    Err(finding) => finding,
                }
            }
            Some(("https" | "http" | "mailto" | "tel", _)) => match core.own_address(link) {
                Some(path) => return self.inside(path, keys),
                None => return Some((link.to_owned(), true)),
            },
            Some((scheme, _)) => Diagnostic::error("link-scheme-refused").arg("scheme", scheme),
            None => return self.inside(link, keys),
        };
        // A shortcut is often inherited: a site that said it does without the form or the service
        // has said enough, and so has a catalogue that keeps a form for other kinds of sites.
        let said = matches!(finding.code, "form-disabled" | "form-not-for-kind" | "service-off");
        if !said {
            self.diagnostics.push(finding.arg("target", link).at(place()));
        }
        None
    }

    fn inside(&mut self, link: &str, keys: &[&str]) -> Option<(String, bool)> {
        let core = self.core;
        let place = || core.site.locate(keys);
        let (path, anchor) = urls::split_fragment(link);
        let tail = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        let anchor = anchor.filter(|anchor| !anchor.is_empty()).map(urls::decoded);
        let finding = match core.internal("site.yaml", path) {
            Internal::Entry(entry) if core.live[entry] => {
                let url = core.entries[entry].url.clone();
                let href = format!("{}{tail}", urls::encode(&url));
                if anchor.is_some() {
                    let (written, place) = (link.to_owned(), place());
                    self.unchecked.push(Unchecked { url, anchor, written, place });
                }
                return Some((href, false));
            }
            Internal::Entry(_) => Diagnostic::warning("link-target-unpublished"),
            Internal::File(file) => return Some((format!("/{}", urls::encode(&file.path)), false)),
            Internal::Url(url) => {
                let href = format!("{}{tail}", urls::encode(&url));
                let (written, place) = (link.to_owned(), place());
                self.unchecked.push(Unchecked { url, anchor, written, place });
                return Some((href, false));
            }
            Internal::Unread => return None,
            Internal::Outside => Diagnostic::error("link-outside-site"),
            Internal::Missing => Diagnostic::error("link-target-missing")
                .arg("suggestion", core.near("site.yaml", path)),
        };
        self.diagnostics.push(finding.arg("target", link).at(place()));
        None
    }

    /// Tells of an address that a name of the settings stands for.
    fn tell_provider(&mut self, link: &str, keys: &[&str]) {
        let told = self.core.provider_address(link);
        self.diagnostics.extend(told.map(|finding| finding.at(self.core.site.locate(keys))));
    }

    fn menu(&mut self, items: &[MenuItem], above: &[&str]) -> Vec<NavItem> {
        let mut nav = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let index = index.to_string();
            let keys = |last| [above, &[index.as_str(), last]].concat();
            self.tell_provider(&item.link, &keys("link"));
            let Some((url, _)) = self.resolve(&item.link, &keys("link")) else { continue };
            let deep = above.len() > 1;
            let children = if deep { Vec::new() } else { self.menu(&item.items, &keys("items")) };
            // A page that is also among the children is led to once.
            let url = Some(url)
                .filter(|own| children.iter().all(|child| child.url.as_ref() != Some(own)));
            nav.push(NavItem { title: item.label.clone(), url, children, ..NavItem::default() });
        }
        nav
    }

    /// «En un clic».
    pub(super) fn actions(&mut self) -> Vec<ActionView> {
        let core = self.core;
        let mut actions = Vec::with_capacity(core.site.actions.len());
        for (index, action) in core.site.actions.iter().enumerate() {
            let keys = ["actions", &index.to_string(), "link"];
            self.check_icon(action.icon.as_deref(), &index.to_string());
            self.tell_provider(&action.link, &keys);
            let Some((url, external)) = self.resolve(&action.link, &keys) else { continue };
            actions.push(ActionView {
                title: action.label.clone(),
                url,
                description: action.description.clone(),
                icon: action.icon.clone(),
                external,
            });
        }
        actions
    }

    /// Tells an icon that the theme does not have: nothing would be drawn in its place.
    fn check_icon(&mut self, icon: Option<&str>, index: &str) {
        let core = self.core;
        let (Some(name), Some(known)) = (icon, core.theme.icons()) else { return };
        if known.contains(name) {
            return;
        }
        let near = suggestion(name, known.iter().map(String::as_str)).unwrap_or_default();
        let all = known.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        self.diagnostics.push(
            Diagnostic::warning("icon-unknown")
                .arg("name", name)
                .arg("suggestion", near)
                .arg("known", all)
                .at(core.workspace.locate_action(core.site, &[index, "icon"])),
        );
    }

    /// Where a page of the accessibility statement is, when the settings name one.
    fn statement(&mut self, key: &str, link: Option<&String>) -> Option<String> {
        self.resolve(link?, &["accessibility", key]).map(|(url, _)| url)
    }

    /// The main navigation: as the settings say, else made from the folders.
    pub(super) fn navigation(&mut self, lists: &Lists<'_>) -> Vec<NavItem> {
        if self.core.site.menu.is_empty() {
            from_folders(self.core, lists)
        } else {
            let core = self.core;
            self.menu(&core.site.menu, &["menu"])
        }
    }
}

fn from_folders(core: &Core<'_>, lists: &Lists<'_>) -> Vec<NavItem> {
    let mut items: Vec<(i32, NavItem)> = Vec::new();
    for section in lists.sections.iter().filter(|section| section.kind != Kind::Alert) {
        let own = section.index.map(|index| &core.entries[index]);
        let title = own.and_then(|own| own.menu.clone()).unwrap_or_else(|| section.title.clone());
        let weight = own.map_or(0, |own| own.weight);
        items.push((weight, leaf_item(title, &section.url)));
    }
    for child in lists.children.get("/").into_iter().flatten() {
        let (weight, title, url) = match child {
            Child::Folder { url, title } => (0, title.clone(), url.clone()),
            Child::Page(index) => {
                let entry = &core.entries[*index];
                let is_folder = super::lists::is_index(entry);
                let (true, title) = (is_folder || entry.menu.is_some(), entry.menu.as_ref()) else {
                    continue;
                };
                let title = title.unwrap_or(&entry.title).clone();
                (entry.weight, title, entry.url.clone())
            }
        };
        let mut item = leaf_item(title, &url);
        let below = lists.children.get(&url).map(Vec::as_slice).unwrap_or_default();
        if below.len() <= MENU {
            item.children = below
                .iter()
                .map(|child| match child {
                    Child::Folder { url, title } => leaf_item(title.clone(), url),
                    Child::Page(index) => {
                        let entry = &core.entries[*index];
                        let title = entry.menu.as_ref().unwrap_or(&entry.title);
                        leaf_item(title.clone(), &entry.url)
                    }
                })
                .collect();
        }
        items.push((weight, item));
    }
    items.sort_by(|(a_weight, a), (b_weight, b)| {
        a_weight.cmp(b_weight).then_with(|| a.title.cmp(&b.title)).then_with(|| a.url.cmp(&b.url))
    });
    items.into_iter().map(|(_, item)| item).collect()
}

/// The top folder of this site that an entry of the menu leads to.
fn top_of(item: &NavItem) -> Option<&str> {
    item.url.as_deref().filter(|url| url.starts_with('/')).map(urls::top)
}

/// The top folders that the entries under an entry of the menu lead to.
fn tops_under(item: &NavItem) -> impl Iterator<Item = &str> {
    item.children.iter().filter_map(top_of)
}

fn leaf_item(title: String, url: &str) -> NavItem {
    NavItem { title, url: Some(urls::encode(url)), ..NavItem::default() }
}

/// What templates see of the site.
pub(super) fn site_view(
    core: &Core<'_>,
    lists: &Lists<'_>,
    channels: &Channels,
    links: &mut SettingsLinks<'_>,
    images: &UsedImages,
) -> SiteView {
    let site = core.site;
    let wording = site.kind.wording();
    let neighbour = |id: &str| {
        let (title, url) = core.workspace.title_and_url(id)?;
        Some(LinkView { title: title.to_owned(), url: format!("{url}/") })
    };
    let crest = site.crest.as_ref().and_then(|crest| {
        let place = || site.locate(&["crest"]);
        let file = core.image_file("site.yaml", crest, place, &mut links.diagnostics)?;
        match core.library.image(file) {
            Ok(image) => {
                images.add(&image);
                media::image_view(&image, "", None, Lead::Crest)
            }
            Err(finding) => {
                links.diagnostics.push(finding.related(place()));
                None
            }
        }
    });
    let generated = |page: Generated| page.is_wanted(site).then(|| page.url().to_owned());
    let list = |kind: Kind| section_of(&lists.sections, kind).map(|section| section.url.clone());
    let today = core.at.to_zoned(site.time_zone.clone()).date();
    let services = grc::services(&core.workspace.settings, site).into_iter();
    SiteView {
        id: site.id.to_string(),
        name: site.name.clone(),
        initials: initials(&site.name),
        title: site.title.clone(),
        kind: site.kind.id(),
        of: site.de_form(),
        body: site.definite(),
        of_body: site.of_body(),
        to_body: site.to_body(),
        head: wording.head,
        is_commune: site.kind == crate::workspace::SiteKind::Commune,
        is_public_body: site.kind.is_public_body(),
        url: site.url.clone(),
        language: site.language.clone(),
        home: "/".to_owned(),
        insee: site.insee.clone(),
        siren: site.siren.clone(),
        population: site.population,
        position: site.position.map(position_view),
        crest,
        contact: contact_view(&site.contact),
        hours: site.hours.as_ref().map(|hours| hours_view(hours, today, core.language, core.words)),
        today: site.hours.as_ref().map(|hours| today_view(hours, today, core.language, core.words)),
        actions: links.actions(),
        services: services
            .map(|service| ServiceView {
                id: service.name,
                title: service.title,
                description: service.description,
                url: service.url,
            })
            .collect(),
        parent: site.parent.as_deref().and_then(neighbour),
        members: site.members.iter().filter_map(|id| neighbour(id)).collect(),
        pages: PagesView {
            contact: generated(Generated::Contact),
            saisine: generated(Generated::Saisine),
            legal: generated(Generated::Legal),
            privacy: generated(Generated::Privacy),
            accessibility: generated(Generated::Accessibility),
            sitemap: generated(Generated::Sitemap),
            search: generated(Generated::Search),
            feeds: generated(Generated::Feeds),
            procedures: list(Kind::Procedure),
            news: list(Kind::News),
            events: list(Kind::Event),
        },
        legal: legal_view(&site.legal),
        accessibility: AccessibilityView {
            plan: links
                .statement("plan", site.accessibility.plan.as_ref())
                .or_else(|| generated(Generated::MultiYearPlan)),
            action_plan: links
                .statement("action_plan", site.accessibility.action_plan.as_ref())
                .or_else(|| generated(Generated::ActionPlan)),
            ..statement::site_view(core)
        },
        feeds: Value::from_serializable(&channels.site_views()),
        demonstration: site.demonstration,
    }
}

/// The addresses within this site that the menu leads to.
fn places(nav: &[NavItem]) -> impl Iterator<Item = &str> {
    nav.iter()
        .flat_map(|item| std::iter::once(item).chain(&item.children))
        .filter_map(|item| item.url.as_deref())
        .filter(|url| url.starts_with('/') && !url.contains('#'))
}

/// The main navigation as templates see it.
struct Menu<'a> {
    items: &'a [NavItem],
    /// Each of them as it is where nothing of it is current: most of them, on every page.
    plain: Vec<Value>,
}

impl<'a> Menu<'a> {
    fn new(items: &'a [NavItem]) -> Self {
        Self { items, plain: items.iter().map(Value::from_serializable).collect() }
    }

    /// The menu on no page in particular.
    fn anywhere(&self) -> Value {
        Value::from(self.plain.clone())
    }

    /// The menu as it is shown at `place`: the page there when `here`, else a page further down.
    fn at(&self, place: &str, here: bool) -> Value {
        let is = |item: &NavItem| item.url.as_deref() == Some(place);
        let holds = |item: &NavItem| is(item) || item.children.iter().any(is);
        let top = Some(urls::top(place)).filter(|top| !top.is_empty());
        // The entry that names the place, else the one of its folder, else one with something of it.
        let held = self.items.iter().any(holds);
        let owned = self.items.iter().any(|item| top.is_some() && top_of(item) == top);
        let leads = |child: &NavItem| {
            child.url.as_deref().is_some_and(|url| url != "/" && place.starts_with(url))
        };
        let marked = self.items.iter().zip(&self.plain).map(|(item, plain)| {
            let current = if held {
                holds(item)
            } else if owned {
                top_of(item) == top
            } else {
                tops_under(item).any(|under| Some(under) == top)
            };
            if !(current || item.children.iter().any(leads)) {
                return plain.clone();
            }
            let mut item = NavItem { current, here: here && is(item), ..item.clone() };
            for child in &mut item.children {
                child.here = here && is(child);
                child.current = leads(child);
            }
            Value::from_serializable(&item)
        });
        Value::from(marked.collect::<Vec<_>>())
    }
}

/// The blocks around pages. Most pages of a section have the same.
pub(super) struct Chrome {
    /// Those of the pages that the menu leads to, by address.
    pages: FxHashMap<String, Shared>,
    /// Those of the pages below an address; `"/"` has those of all others.
    below: FxHashMap<String, Shared>,
}

impl Chrome {
    /// Renders head and footer once, the header once for each page and section of the navigation.
    pub(super) fn render(
        core: &Core<'_>,
        lists: &Lists<'_>,
        nav: &[NavItem],
        (site, theme): (&Value, &Value),
        digested: bool,
    ) -> Result<Self, Diagnostic> {
        let mut banners: Vec<_> =
            lists.listed.iter().filter(|listed| is_banner(listed.entry, core.at)).collect();
        banners.sort_by(|a, b| {
            let level = |listed: &super::lists::Listed<'_>| listed.alert().map(|alert| alert.level);
            level(b).cmp(&level(a)).then_with(|| a.url.cmp(&b.url))
        });
        let alerts: Vec<Value> = banners.into_iter().map(|listed| listed.card.clone()).collect();
        let mut context = Context::new();
        context.insert_value("site", site.clone());
        context.insert_value("theme", theme.clone());
        context.insert_value("alerts", Value::from(alerts));
        let menu = Menu::new(nav);
        let mut render = |template: &str, nav: Value| {
            context.insert_value("nav", nav);
            core.theme.render(template, &context).map(|html| values::safe(&html))
        };
        let head = render("chrome/head.html", menu.anywhere())?;
        let footer = render("chrome/footer.html", menu.anywhere())?;
        let mut around = |place: &str, here: bool| -> Result<Shared, Diagnostic> {
            let header = render("chrome/header.html", menu.at(place, here))?;
            let value = values::map([
                ("head", head.clone()),
                ("header", header),
                ("footer", footer.clone()),
            ]);
            Ok(Shared::new(value, digested))
        };
        let mut pages = FxHashMap::default();
        let mut below = FxHashMap::default();
        below.insert("/".to_owned(), around("/", false)?);
        for place in places(nav) {
            if let Entry::Vacant(free) = pages.entry(place.to_owned()) {
                free.insert(around(place, true)?);
            }
            let section = format!("/{}/", urls::top(place));
            let has_pages =
                urls::decode(place).is_some_and(|url| lists.children.contains_key(&*url));
            let folder = Some(place.to_owned()).filter(|_| has_pages);
            for folder in std::iter::once(section).chain(folder).filter(|folder| folder != "//") {
                if let Entry::Vacant(free) = below.entry(folder) {
                    let shown = around(free.key(), false)?;
                    free.insert(shown);
                }
            }
        }
        Ok(Self { pages, below })
    }

    /// The blocks for a page.
    pub(super) fn around(&self, url: &str) -> &Shared {
        let url = urls::encode(url);
        let nearest = || {
            std::iter::successors(Some(url.as_str()), |url| urls::parent(url))
                .find_map(|folder| self.below.get(folder))
        };
        // The blocks of `"/"` are always made.
        self.pages.get(&url).or_else(nearest).unwrap_or_else(|| &self.below["/"])
    }
}

/// A text as a value; `none` when empty.
pub(super) fn body_value(html: &str) -> Value {
    if html.is_empty() { Value::none() } else { values::safe(html) }
}
