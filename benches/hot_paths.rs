//! Micro-benchmarks of what a build does most: `cargo bench`.
//!
//! They work on communes of the same seeded corpus that `compare.sh` builds, written to a
//! temporary folder, so that a figure here can be found again in a whole build. What only happens
//! once in a run (starting, compiling a theme) is measured apart from what happens for each page.

#[path = "corpus/text.rs"]
mod text;
#[path = "corpus/town.rs"]
mod town;
#[path = "corpus/write.rs"]
mod write;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use divan::{Bencher, black_box};
use jiff::Timestamp;
use parvis::accessibility::audit::Judged;
use parvis::build::{BuildOptions, Engine, Manifest, SiteOutput};
use parvis::content::{self, ParseContext};
use parvis::diagnostic::{Diagnostic, Source};
use parvis::feeds::{self, Feed, Item, Person};
use parvis::markdown::{self, PlainResolver, RenderOptions};
use parvis::media::PreparedImage;
use parvis::media::document::Document;
use parvis::site::{LoadedSite, Output, SiteInput, Text};
use parvis::theme::{Chain, Language, Theme};
use parvis::workspace::{Site, SourceFile, Workspace, files};
use tempfile::TempDir;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// Communes of the workspace.
const SITES: usize = 20;
/// Pages of each.
const PAGES: usize = 200;
/// An instant after all dates of the corpus.
const AT: Timestamp = Timestamp::constant(1_790_000_000, 0);

/// The workspace all benchmarks read.
struct Fixture {
    folder: TempDir,
    root: PathBuf,
    workspace: Workspace,
    theme: Theme,
}

static FIXTURE: LazyLock<Fixture> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let corpus = folder.path().join("corpus");
    let writer = write::Writer::create(&corpus).expect("a new folder");
    for number in 0..SITES {
        writer.town(&town::Town::generate(number, PAGES, 40)).expect("written");
    }
    let root = corpus.join("parvis");
    let workspace = Workspace::load(&root).expect("a workspace");
    let chain = Chain::read(&root, "bench", &[]).expect("a theme");
    let theme = Theme::load(&chain, Language::French).expect("templates");
    Fixture { folder, root, workspace, theme }
});

impl Fixture {
    fn site(&self) -> &Arc<Site> {
        self.workspace.sites.values().next().expect("a site")
    }

    fn files(&self) -> Vec<SourceFile> {
        files::scan(&self.root, &self.site().dir).0
    }

    fn texts(&self) -> Vec<Text> {
        let texts = self.files().into_iter().filter(SourceFile::is_markdown);
        texts
            .map(|file| Text {
                source: files::read_source(&file).expect("a text"),
                path: file.path,
            })
            .collect()
    }

    fn loaded(&self, texts: Vec<Text>) -> LoadedSite<'_> {
        let input = SiteInput {
            workspace: &self.workspace,
            site: self.site(),
            texts,
            files: Vec::new(),
            theme: &self.theme,
            library: &NoMedia,
            at: AT,
            drafts: false,
            statement: Judged::default(),
        };
        LoadedSite::load(input).0
    }

    /// A news item with two categories, some 1,500 bytes.
    fn news(&self) -> Text {
        let mut texts = self.texts().into_iter();
        texts.find(|text| !text.path.ends_with("index.md")).expect("a text")
    }
}

/// The corpus has no images and no documents.
struct NoMedia;

impl parvis::site::Library for NoMedia {
    fn image(&self, _: &SourceFile) -> Result<Arc<PreparedImage>, Diagnostic> {
        Err(Diagnostic::error("image-missing"))
    }

    fn document(&self, _: &SourceFile) -> Result<Arc<Document>, Diagnostic> {
        Err(Diagnostic::error("document-missing"))
    }
}

/// Takes pages and drops them.
struct Nowhere;

impl Output for Nowhere {
    fn file(&self, _: String, bytes: Vec<u8>) {
        black_box(bytes);
    }

    fn copy(&self, _: &str, _: &Path) {}
}

/// Keeps pages, to write them.
#[derive(Default)]
struct Kept(std::sync::Mutex<Vec<(String, Vec<u8>)>>);

impl Output for Kept {
    fn file(&self, path: String, bytes: Vec<u8>) {
        self.0.lock().expect("whole").push((path, bytes));
    }

    fn copy(&self, _: &str, _: &Path) {}
}

/// Front matter and what is checked of it, one news item.
#[divan::bench]
fn parse_entry(bencher: Bencher<'_, '_>) {
    let text = FIXTURE.news();
    let site = FIXTURE.site();
    let context =
        ParseContext { folders: &FIXTURE.workspace.settings.folders, timezone: &site.time_zone };
    bencher.bench(|| content::parse(black_box(&text.source), &text.path, &context));
}

/// Markdown to HTML, one news item.
#[divan::bench]
fn render_markdown(bencher: Bencher<'_, '_>) {
    let text = FIXTURE.news();
    let body = body(&text.source);
    let options = RenderOptions::default();
    bencher.counter(divan::counter::BytesCount::new(body.len())).bench(|| {
        markdown::render(black_box(&text.source), body.clone(), &PlainResolver, &options)
    });
}

fn body(source: &Source) -> std::ops::Range<usize> {
    let end = source.text.find("\n---\n").map_or(0, |fence| fence + 5);
    end..source.text.len()
}

/// A feed of twenty items with their whole text.
#[divan::bench]
fn render_rss(bencher: Bencher<'_, '_>) {
    let text = FIXTURE.news();
    let options = RenderOptions::default();
    let html = markdown::render(&text.source, body(&text.source), &PlainResolver, &options).html;
    let published = AT.to_zoned(FIXTURE.site().time_zone.clone());
    let item = |number: usize| {
        Arc::new(Item {
            id: format!("tag:parvis,2026:amou/actualites/{number}"),
            url: format!("https://amou.example/actualites/{number}/"),
            title: "Le pont rouvre".to_owned(),
            summary: "La circulation reprend lundi, dans les deux sens.".to_owned(),
            content_html: Arc::from(html.as_str()),
            language: "fr".to_owned(),
            published: published.clone(),
            updated: published.clone(),
            authors: Vec::new(),
            categories: vec!["Travaux".to_owned(), "Voirie".to_owned()],
            image: None,
            attachments: Vec::new(),
            origin: None,
            event: None,
            alert: None,
            fragments: feeds::Fragments::default(),
        })
    };
    let feed = Feed {
        id: "tag:parvis,2026:amou/flux".to_owned(),
        title: "Actualités".to_owned(),
        description: "Actualités d’Amou".to_owned(),
        site_url: "https://amou.example/".to_owned(),
        language: "fr".to_owned(),
        publisher: Person::default(),
        icon: None,
        items: (0..20).map(item).collect(),
    };
    bencher.bench(|| feeds::rss::render(black_box(&feed), "https://amou.example/flux.rss"));
}

/// Templates, style sheet and messages of one theme: once a build.
#[divan::bench(sample_count = 10)]
fn compile_theme(bencher: Bencher<'_, '_>) {
    let chain = Chain::read(&FIXTURE.root, "bench", &[]).expect("a theme");
    bencher.bench(|| Theme::load(&chain, Language::French).is_ok());
}

/// Listing the 209 files of one site.
#[divan::bench]
fn scan_site(bencher: Bencher<'_, '_>) {
    let fixture = &*FIXTURE;
    bencher.bench(|| fixture.files());
}

/// Reading the texts of one site.
#[divan::bench]
fn read_site(bencher: Bencher<'_, '_>) {
    let fixture = &*FIXTURE;
    bencher.bench(|| fixture.texts());
}

/// Front matter, Markdown and links of the 200 pages of one site.
#[divan::bench]
fn load_site(bencher: Bencher<'_, '_>) {
    let fixture = &*FIXTURE;
    let texts = fixture.texts();
    bencher.with_inputs(|| texts.clone()).bench_values(|texts| fixture.loaded(texts));
}

/// Templates, lists and feeds of one site: some 275 files.
#[divan::bench]
fn render_site(bencher: Bencher<'_, '_>) {
    let site = FIXTURE.loaded(FIXTURE.texts());
    let neighbours = BTreeMap::new();
    bencher.bench(|| site.render(&neighbours, &Nowhere));
}

/// Comparing the output of one site with what is there, all of it equal.
#[divan::bench]
fn commit_unchanged(bencher: Bencher<'_, '_>) {
    let fixture = &*FIXTURE;
    let kept = Kept::default();
    let _ = fixture.loaded(fixture.texts()).render(&BTreeMap::new(), &kept);
    let files = kept.0.into_inner().expect("whole");
    let memory = fixture.folder.path().join("memory");
    std::fs::create_dir_all(&memory).expect("made");
    let folder = fixture.folder.path().join("committed");
    let commit = |files: Vec<(String, Vec<u8>)>| {
        let previous = Manifest::read(&memory, "site");
        let output = SiteOutput::new(folder.clone(), previous, true);
        for (path, bytes) in files {
            output.file(path, bytes);
        }
        output.commit(&memory, "site").expect("written")
    };
    commit(files.clone());
    bencher.with_inputs(|| files.clone()).bench_local_values(commit);
}

/// Reading the settings of twenty sites.
#[divan::bench]
fn load_workspace(bencher: Bencher<'_, '_>) {
    let fixture = &*FIXTURE;
    bencher.bench(|| Workspace::load(&fixture.root).is_ok());
}

/// A build of twenty sites with nothing to do.
#[divan::bench]
fn build_nothing(bencher: Bencher<'_, '_>) {
    let fixture = &*FIXTURE;
    let mut options = BuildOptions::new(&fixture.root, AT);
    options.out = fixture.folder.path().join("public");
    let engine = Engine::new(&options.cache);
    let build = || engine.build(&fixture.workspace, &options, &()).expect("built");
    // Files written just before are taken for good only when they had time to settle.
    std::thread::sleep(std::time::Duration::from_millis(30));
    build();
    bencher.bench_local(build);
}
