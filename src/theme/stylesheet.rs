//! The style sheet of a theme: bundled across the chain, minified and made ready for the browsers
//! we serve, once per theme by lightningcss.
//!
//! `@import "base.css"` finds the nearest layer's file; `@import "parvis/css/base.css"` one layer's
//! own. `url(../assets/…)` becomes the fingerprinted address. Nothing is ever imported from
//! another host.

use std::fmt;
use std::path::{Path, PathBuf};

use cssparser::{ParseError, ParseErrorKind, Parser, SourceLocation, Token};
use lightningcss::bundler::{Bundler, ResolveResult, SourceProvider};
use lightningcss::dependencies::{Dependency, DependencyOptions};
use lightningcss::error::ErrorLocation;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Features, Targets};

use super::assets::Assets;
use super::layers::Chain;
use crate::diagnostic::{Diagnostic, Location, Source};

const ENTRY: &str = "css/main.css";

/// How deep blocks, brackets and functions may stand in one another. lightningcss goes down into
/// each and has no limit of its own: without one, a text could exhaust the stack.
const DEPTH: usize = 64;

/// Browsers of 2021 and later: everything the pages need exists there.
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some((major << 16) | (minor << 8));
    let browsers = Browsers {
        chrome: version(96, 0),
        edge: version(96, 0),
        firefox: version(91, 0),
        safari: version(15, 0),
        ios_saf: version(15, 0),
        samsung: version(16, 0),
        android: version(96, 0),
        ..Browsers::default()
    };
    // Dark colours come from the palette: `light-dark()` needs no stand-in.
    Targets { browsers: Some(browsers), include: Features::empty(), exclude: Features::LightDark }
}

/// Bundles and minifies the style sheet of a chain.
///
/// # Errors
/// `stylesheet-broken`, `stylesheet-too-deep`, `stylesheet-import-missing`, `stylesheet-foreign`,
/// `theme-asset-missing`, with file, line and column.
pub(super) fn bundle(chain: &Chain, assets: &Assets) -> Result<String, Vec<Diagnostic>> {
    let files = Files::read(chain)?;
    let Some(entry) = files.nearest(ENTRY) else {
        return Ok(String::new());
    };
    let place = |location: Option<&ErrorLocation>| match location {
        Some(at) => files.locate(Path::new(&at.filename), at.line + 1, at.column),
        None => None,
    };
    let told = |code: &'static str, detail: String, location: Option<Location>| {
        let diagnostic = Diagnostic::error(code).arg("cause", cause(&detail)).arg("detail", detail);
        vec![match location {
            Some(location) => diagnostic.at(location),
            None => diagnostic,
        }]
    };
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(&entry).map_err(|error| {
        use lightningcss::bundler::BundleErrorKind::ResolverError;
        let location = place(error.loc.as_ref());
        match &error.kind {
            ResolverError(Unresolved::Foreign(url)) => {
                told("stylesheet-foreign", url.clone(), location)
            }
            ResolverError(Unresolved::Missing(path)) => {
                told("stylesheet-import-missing", path.clone(), location)
            }
            kind => told("stylesheet-broken", kind.to_string(), location),
        }
    })?;
    sheet.minify(MinifyOptions { targets: targets(), ..MinifyOptions::default() }).map_err(
        |error| told("stylesheet-broken", error.kind.to_string(), place(error.loc.as_ref())),
    )?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets: targets(),
            analyze_dependencies: Some(DependencyOptions { remove_imports: false }),
            ..PrinterOptions::default()
        })
        .map_err(|error| {
            told("stylesheet-broken", error.kind.to_string(), place(error.loc.as_ref()))
        })?;

    let mut css = printed.code;
    let mut found = Vec::new();
    for dependency in printed.dependencies.unwrap_or_default() {
        let Dependency::Url(url) = dependency else { continue };
        let file = Path::new(&url.loc.file_path);
        let at = files.locate(file, url.loc.start.line, url.loc.start.column);
        let diagnostic = if is_foreign(&url.url) {
            Diagnostic::error("stylesheet-foreign").arg("detail", url.url.as_str())
        } else if url.url.starts_with('#') {
            css = css.replace(&url.placeholder, &url.url);
            continue;
        } else {
            let path = files.inside(file, &url.url);
            if let Some(address) = path.strip_prefix("assets/").and_then(|path| assets.url(path)) {
                css = css.replace(&url.placeholder, address);
                continue;
            }
            Diagnostic::error("theme-asset-missing")
                .arg("asset", url.url.as_str())
                .arg("suggestion", assets.suggestion(&path).unwrap_or("none"))
        };
        found.push(match at {
            Some(at) => diagnostic.at(at),
            None => diagnostic,
        });
    }
    if found.is_empty() { Ok(css) } else { Err(found) }
}

/// What lightningcss says is wrong, as a word that every language has a sentence for.
const CAUSES: [(&str, &str); 10] = [
    ("selector", "selector"),
    ("pseudo", "selector"),
    ("nesting", "selector"),
    ("end of input", "end"),
    ("media", "media"),
    ("@import", "import"),
    ("at rule", "rule"),
    ("at-rule", "rule"),
    ("declaration", "declaration"),
    ("value", "declaration"),
];

fn cause(detail: &str) -> &'static str {
    let detail = detail.to_ascii_lowercase();
    let known = CAUSES.iter().find(|(part, _)| detail.contains(part));
    known.map_or(if detail.contains("token") { "token" } else { "other" }, |(_, cause)| cause)
}

/// Fails at the first block that stands too deep.
fn check_depth(source: &Source) -> Result<(), Diagnostic> {
    go_down(&mut Parser::new(&source.text), 0).map_err(|error| {
        let place = match error.kind {
            ParseErrorKind::Custom(location) => {
                source.locate_line(location.line + 1, location.column)
            }
            ParseErrorKind::Basic(_) => source.whole(),
        };
        Diagnostic::error("stylesheet-too-deep").arg("limit", DEPTH).at(place)
    })
}

fn go_down(parser: &mut Parser<'_>, depth: usize) -> Result<(), ParseError<SourceLocation>> {
    loop {
        let location = parser.current_source_location();
        let Ok(token) = parser.next() else { return Ok(()) };
        let opens = matches!(
            token,
            Token::Function(_)
                | Token::ParenthesisBlock
                | Token::SquareBracketBlock
                | Token::CurlyBracketBlock
        );
        if opens && depth == DEPTH {
            return Err(ParseError::custom(location));
        }
        if opens {
            parser.parse_nested_block(|inner| go_down(inner, depth + 1))?;
        }
    }
}

fn is_foreign(url: &str) -> bool {
    url.contains(':') || url.starts_with("//")
}

/// The style sheets of a chain, as lightningcss asks for them: `<layer>/<path>`.
struct Files {
    /// Layer name, path inside the layer, text; the nearest layer first.
    sheets: Vec<(String, String, Source)>,
}

impl Files {
    fn read(chain: &Chain) -> Result<Self, Vec<Diagnostic>> {
        let mut sheets = Vec::new();
        for layer in chain.layers() {
            for (inside, _) in layer.files("css/") {
                let path = format!("css/{inside}");
                if let Some(source) = layer.text(&path) {
                    let source = source.map_err(|diagnostic| vec![diagnostic])?;
                    check_depth(&source).map_err(|diagnostic| vec![diagnostic])?;
                    sheets.push((layer.name.clone(), path, source));
                }
            }
        }
        Ok(Self { sheets })
    }

    fn find(&self, file: &Path) -> Option<&(String, String, Source)> {
        self.sheets.iter().find(|(layer, path, _)| Path::new(layer).join(path) == file)
    }

    fn nearest(&self, path: &str) -> Option<PathBuf> {
        let (layer, path, _) = self.sheets.iter().find(|sheet| sheet.1 == path)?;
        Some(Path::new(layer).join(path))
    }

    fn locate(&self, file: &Path, line: u32, column: u32) -> Option<Location> {
        Some(self.find(file)?.2.locate_line(line, column))
    }

    /// A relative address in `file`, as a path inside the theme.
    fn inside(&self, file: &Path, relative: &str) -> String {
        let own = self.find(file).map_or("", |sheet| sheet.1.as_str());
        let mut parts: Vec<&str> = own.split('/').collect();
        parts.pop();
        for part in relative.split('/') {
            match part {
                "." | "" => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        parts.join("/")
    }
}

impl SourceProvider for Files {
    type Error = Unresolved;

    fn read<'a>(&'a self, file: &Path) -> Result<&'a str, Unresolved> {
        let missing = || Unresolved::Missing(file.to_string_lossy().into_owned());
        self.find(file).map(|sheet| &*sheet.2.text).ok_or_else(missing)
    }

    fn resolve(&self, specifier: &str, origin: &Path) -> Result<ResolveResult, Unresolved> {
        if is_foreign(specifier) {
            return Err(Unresolved::Foreign(specifier.to_owned()));
        }
        let named = Path::new(specifier);
        if self.find(named).is_some() {
            return Ok(ResolveResult::File(named.to_owned()));
        }
        let missing = || Unresolved::Missing(specifier.to_owned());
        let nearest = self.nearest(&self.inside(origin, specifier)).ok_or_else(missing)?;
        Ok(ResolveResult::File(nearest))
    }
}

/// An import that leads nowhere we go.
#[derive(Debug)]
enum Unresolved {
    Missing(String),
    Foreign(String),
}

impl fmt::Display for Unresolved {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) | Self::Foreign(path) => formatter.write_str(path),
        }
    }
}

impl std::error::Error for Unresolved {}
