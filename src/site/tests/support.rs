//! A workspace in a temporary folder with a theme that prints what it is given, and a library that
//! knows files by their extension.

use crate::diagnostic::{Argument, Diagnostic, Source};
use crate::media::document::{Document, Kind};
use crate::media::image::Format;
use crate::media::{PreparedImage, Variant};
use crate::site::{Exports, Library, LoadedSite, Output, RenderReport, SiteInput, Text};
use crate::theme::{Chain, Language, Theme};
use crate::workspace::{SiteId, SourceFile, Workspace};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The instant of the tests: noon of a Sunday.
pub(super) const AT: &str = "2026-11-22T12:00:00+01:00";

const SETTINGS: &str = r#"
name: Essai
url: "https://{id}.example"
theme: essai
timezone: Europe/Paris
pagination: 2
feeds: {formats: [rss, json], items: 5}
portal: portail
grc:
  provider: publik
  providers:
    publik: {name: Publik, url: "https://{tenant}.demarches.example/{form}/"}
  forms:
    signalement-voirie: {title: Signaler un trou, delay: 5 jours}
defaults:
  accessibility: {established: 2026-01-05, action_plan: "https://agence.example/actions/"}
services:
  marches-publics: {title: Marchés publics, url: "https://marches.example/{insee}"}
"#;

const EPCI: &str = "name: Communauté de communes des Luys\nkind: communaute-de-communes\n\
    contact: {email: contact@luys.example}\n";
const AMOU: &str = r#"
name: Amou
kind: commune
insee: "40002"
parent: luys
contact: {email: mairie@amou.example, phone: "05 58 89 00 22"}
hours: {monday: ["09:00-12:00"], exceptions: [{date: 2026-12-24, closed: true, label: Veille de Noël}]}
"#;
const PORTAL: &str = "name: Portail des Landes\nkind: portail\n";

const CARD: &str = "<li>{{ card.title }}|{{ card.url }}|{% if card.origin %}{{ card.origin.title }}{% endif %}\
    {% if card.image %}{{ card.image.html }}{% endif %}\
    {% for category in card.categories %}[{{ category.url }}]{% endfor %}</li>";

/// Every template, as plain as can be: each prints all it is given, so that a value that is
/// missing or misnamed fails.
fn templates() -> Vec<(&'static str, String)> {
    let frame = |main: &str| {
        format!(
            "<html lang=\"{{{{ page.language }}}}\"><title>{{{{ page.document_title }}}}</title>\
             {{% if page.noindex %}}<meta name=robots content=noindex>{{% endif %}}\
             <link rel=canonical href=\"{{{{ page.canonical }}}}\">\
             {{% for feed in page.feeds %}}<link rel=alternate href=\"{{{{ feed.url }}}}\">{{% endfor %}}\
             {{{{ chrome.head }}}}{{{{ chrome.header }}}}\
             <nav>{{% for crumb in page.breadcrumbs %}}{{{{ crumb.title }}}}>{{% endfor %}}</nav>\
             <h1>{{{{ page.title }}}}</h1>{{% if body %}}{{{{ body }}}}{{% endif %}}{main}{{{{ chrome.footer }}}}\
             <script type=\"application/ld+json\">{{{{ page.json_ld }}}}</script>"
        )
    };
    let cards = |list: &str| format!("{{% for card in {list} %}}{CARD}{{% endfor %}}");
    let occurrences = |list: &str| {
        format!(
            "{{% for time in {list} %}}<li>{{{{ time.when.text }}}}|{{{{ time.entry.title }}}}</li>{{% endfor %}}"
        )
    };
    let leaf = format!(
        "{{% if entry.image %}}{{{{ entry.image.eager }}}}{{% endif %}}\
         {{% for file in detail.attachments %}}<a href=\"{{{{ file.url }}}}\">{{{{ file.title }}}} ({{{{ file.label }}}})</a>{{% endfor %}}\
         {{% if detail.newer %}}newer:{{{{ detail.newer.url }}}} {{% endif %}}\
         {{% if detail.older %}}older:{{{{ detail.older.url }}}} {{% endif %}}{}",
        cards("detail.children")
    );
    let list = format!(
        "{{% if list.items %}}{}{{% endif %}}{{% if list.occurrences %}}{}{{% endif %}}\
         {{% if list.groups %}}{{% for group in list.groups %}}<h2 id=\"{{{{ group.id }}}}\">{{{{ group.title }}}}</h2>{}{{% endfor %}}{{% endif %}}\
         pager:{{{{ list.pager.number }}}}/{{{{ list.pager.pages }}}}\
         {{% for facet in list.categories %}}<a href=\"{{{{ facet.url }}}}\">{{{{ facet.title }}}} ({{{{ facet.count }}}})</a>{{% endfor %}}\
         {{% for facet in list.archives %}}<a href=\"{{{{ facet.url }}}}\">{{{{ facet.title }}}}</a>{{% endfor %}}\
         {{% if list.past %}}<a href=\"{{{{ list.past.url }}}}\">{{{{ list.past.title }}}}</a>{{% endif %}}",
        cards("list.items"),
        occurrences("list.occurrences"),
        cards("group.items"),
    );
    let home = format!(
        "{}{}{{{{ site.accessibility.label }}}}\
         {{% for action in site.actions %}}<a href=\"{{{{ action.url }}}}\">{{{{ action.title }}}}</a>{{% endfor %}}",
        cards("home.news"),
        occurrences("home.events")
    );
    let plan = "{% for node in tree %}<li>{{ node.url }}{% for below in node.children %}[{{ below.url }}]{% endfor %}</li>{% endfor %}";
    let mut all: Vec<(&'static str, String)> = vec![
        ("chrome/head.html", "<link rel=stylesheet href=\"{{ theme.stylesheet }}\">".to_owned()),
        (
            "chrome/header.html",
            "{% for alert in alerts %}<p class={{ alert.alert.level }}>{{ alert.title }}</p>{% endfor %}\
             <header>{% for item in nav %}<a href=\"{{ item.url }}\"{% if item.current %} aria-current=true{% endif %}>{{ item.title }}</a>\
             {% for below in item.children %}({{ below.title }}){% endfor %}{% endfor %}</header>"
                .to_owned(),
        ),
        ("chrome/footer.html", "<footer>{{ site.of_body }}</footer>".to_owned()),
        ("list.html", frame(&list)),
        ("home.html", frame(&home)),
        ("saisine.html", frame("{% for form in forms %}{{ form.title }}:{{ form.url }}{% endfor %}")),
        ("sitemap.html", frame(plan)),
        (
            "search.html",
            frame(
                "{{ search.index }}{% for kind in search.kinds %}[{{ kind.id }}]{% endfor %}\
                 {% for year in search.years %}[{{ year }}]{% endfor %}\
                 {% for site in search.sites %}[{{ site.title }}]{% endfor %}",
            ),
        ),
        ("feeds.html", frame("{% for feed in feeds %}{{ feed.url }} {{ feed.format }}\n{% endfor %}")),
        (
            "redirect.html",
            "<meta http-equiv=refresh content=\"0;url={{ target }}\">{{ canonical }}\
             {{ site.title }}{{ theme.stylesheet }}"
                .to_owned(),
        ),
        ("components/form-card.html", "<div class=form>{{ form.title }}|{{ form.url }}|{{ form.label }}</div>".to_owned()),
    ];
    for name in ["page", "news", "event", "alert", "directory_entry", "procedure", "publication"] {
        let file: &'static str = match name {
            "page" => "page.html",
            "news" => "news.html",
            "event" => "event.html",
            "alert" => "alert.html",
            "directory_entry" => "directory_entry.html",
            "procedure" => "procedure.html",
            _ => "publication.html",
        };
        all.push((file, frame(&leaf)));
    }
    for file in [
        "contact.html",
        "legal.html",
        "privacy.html",
        "accessibility.html",
        "multi-year-plan.html",
        "action-plan.html",
        "404.html",
    ] {
        all.push((file, frame("{{ site.title }}")));
    }
    all
}

/// A workspace with a commune, its intercommunal body and a portal.
pub(super) struct World {
    pub(super) workspace: Workspace,
    theme: Theme,
    dir: tempfile::TempDir,
}

impl World {
    pub(super) fn new() -> Self {
        Self::with("", "")
    }

    /// With more lines of `parvis.yaml` and of Amou's `site.yaml`.
    pub(super) fn with(settings: &str, amou: &str) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = dir.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, text).expect("written");
        };
        write("parvis.yaml", &format!("{SETTINGS}{settings}"));
        write("sites/amou/site.yaml", &format!("{AMOU}{amou}"));
        write("sites/luys/site.yaml", EPCI);
        write("sites/portail/site.yaml", PORTAL);
        write("themes/essai/theme.yaml", "description: essai\n");
        for (name, text) in templates() {
            write(&format!("themes/essai/templates/{name}"), &text);
        }
        let workspace = Workspace::load(dir.path()).expect("a workspace");
        assert!(workspace.broken.is_empty(), "{:#?}", workspace.broken);
        let chain = Chain::read(dir.path(), "essai", &[]).expect("a theme");
        let theme = Theme::load(&chain, Language::French).expect("compiled");
        Self { workspace, theme, dir }
    }

    pub(super) fn override_template(&mut self, name: &str, text: &str) {
        let path = self.dir.path().join("themes/essai/templates").join(name);
        std::fs::write(path, text).expect("written");
        let chain = Chain::read(self.dir.path(), "essai", &[]).expect("a theme");
        self.theme = Theme::load(&chain, Language::French).expect("compiled");
    }

    /// Loads a site from texts and names of other files.
    pub(super) fn load(
        &self,
        site: &str,
        texts: &[(&str, &str)],
        files: &[&str],
        at: &str,
    ) -> (LoadedSite<'_>, Vec<Diagnostic>) {
        let texts = texts.iter().map(|(path, text)| Text {
            path: Arc::from(*path),
            source: Source::new(format!("sites/{site}/{path}"), *text),
        });
        let files = files.iter().map(|path| SourceFile {
            path: Arc::from(*path),
            name: Arc::from(format!("sites/{site}/{path}")),
            absolute: PathBuf::from(format!("/nowhere/{path}")),
            size: 1_200_000,
            modified_ns: 0,
            inode: 0,
        });
        LoadedSite::load(SiteInput {
            workspace: &self.workspace,
            site: &self.workspace.sites[site],
            texts: texts.collect(),
            files: files.collect(),
            theme: &self.theme,
            library: &Extensions,
            statement: crate::accessibility::audit::Judged::default(),
            at: at.parse::<Timestamp>().expect("an instant"),
            drafts: false,
        })
    }

    /// Amou, all through.
    pub(super) fn amou(&self, texts: &[(&str, &str)], files: &[&str]) -> Site {
        self.amou_at(texts, files, AT)
    }

    pub(super) fn amou_at(&self, texts: &[(&str, &str)], files: &[&str], at: &str) -> Site {
        let (site, diagnostics) = self.load("amou", texts, files, at);
        render(&site, diagnostics, &BTreeMap::new())
    }
}

/// Renders a loaded site.
pub(super) fn render(
    site: &LoadedSite<'_>,
    mut diagnostics: Vec<Diagnostic>,
    neighbours: &BTreeMap<SiteId, Arc<Exports>>,
) -> Site {
    let output = Folder::default();
    let mut report = site.render(neighbours, &output);
    diagnostics.append(&mut report.diagnostics);
    let Folder { files, copies } = output;
    Site {
        files: files.into_inner().expect("whole"),
        copies: copies.into_inner().expect("whole"),
        diagnostics,
        report,
    }
}

/// What came of a site.
pub(super) struct Site {
    pub(super) files: BTreeMap<String, String>,
    pub(super) copies: BTreeMap<String, PathBuf>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) report: RenderReport,
}

impl Site {
    /// The text of a file.
    pub(super) fn file(&self, path: &str) -> &str {
        match self.files.get(path) {
            Some(text) => text,
            None => panic!(
                "no {path} in {:#?}; {:#?}",
                self.files.keys().collect::<Vec<_>>(),
                self.diagnostics
            ),
        }
    }

    pub(super) fn codes(&self) -> Vec<&'static str> {
        codes(&self.diagnostics)
    }

    /// The only diagnostic: code, `file:line`, and its suggestion.
    pub(super) fn told(&self) -> (&'static str, String, String) {
        assert_eq!(self.diagnostics.len(), 1, "{:#?}", self.diagnostics);
        told(&self.diagnostics[0])
    }
}

pub(super) fn told(diagnostic: &Diagnostic) -> (&'static str, String, String) {
    let place = diagnostic.location.as_ref().expect("a place");
    let suggestion = diagnostic.arguments.iter().find(|(name, _)| *name == "suggestion");
    let suggestion = match suggestion {
        Some((_, Argument::Text(text))) => text.clone(),
        _ => String::new(),
    };
    (diagnostic.code, format!("{}:{}", place.file, place.line), suggestion)
}

pub(super) fn codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[derive(Default)]
struct Folder {
    files: Mutex<BTreeMap<String, String>>,
    copies: Mutex<BTreeMap<String, PathBuf>>,
}

impl Output for Folder {
    fn file(&self, path: String, bytes: Vec<u8>) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let before = self.files.lock().expect("whole").insert(path.clone(), text);
        assert!(before.is_none(), "{path} written twice");
    }

    fn copy(&self, path: &str, from: &Path) {
        let before = self.copies.lock().expect("whole").insert(path.to_owned(), from.to_owned());
        assert!(before.is_none(), "{path} copied twice");
    }
}

/// Images are 1200 pixels wide, with two sizes in JPEG and WebP; documents are what their names
/// say, of 1.2 megabytes.
struct Extensions;

impl Library for Extensions {
    fn image(&self, file: &SourceFile) -> Result<Arc<PreparedImage>, Diagnostic> {
        let stem = file.path.rsplit('/').next().and_then(|name| name.split('.').next());
        let stem = stem.unwrap_or_default();
        let variant = |width: u32, format: Format, extension: &str| Variant {
            width,
            height: width / 2,
            format,
            file_name: format!("{stem}-0a1b2c3d-{width}.{extension}"),
            cache_path: PathBuf::from(format!("/cache/{stem}-{width}.{extension}")),
            bytes_len: u64::from(width) * 100,
        };
        Ok(Arc::new(PreparedImage {
            width: 1200,
            height: 600,
            original_type: Format::Jpeg,
            animated: false,
            variants: vec![
                variant(400, Format::Jpeg, "jpg"),
                variant(1200, Format::Jpeg, "jpg"),
                variant(400, Format::WebP, "webp"),
                variant(1200, Format::WebP, "webp"),
            ],
        }))
    }

    fn document(&self, file: &SourceFile) -> Result<Arc<Document>, Diagnostic> {
        let extension = file.path.rsplit('.').next().unwrap_or_default().to_owned();
        Ok(Arc::new(Document {
            kind: Kind::of_extension(&extension),
            extension,
            bytes: file.size,
            pdf: None,
        }))
    }
}

/// A news item.
pub(super) fn news(title: &str, date: &str, more: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n{more}---\n{body}\n")
}
