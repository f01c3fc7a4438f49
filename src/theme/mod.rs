//! How pages look: a theme's templates (Tera), style sheet (lightningcss), palette with guaranteed
//! contrast, words of the interface (Fluent) and assets under fingerprinted addresses.
//!
//! A theme is a chain of folders ([`Chain`]): an override of the site or group, the workspace's
//! `themes/<name>`, the themes it extends, and the one in the program. It is compiled once
//! ([`Theme::load`]) and shared by all sites of the same chain and language; what belongs to one
//! site is its [`Look`].
//!
//! The room never knows what a page says, never writes a file, and reads only theme folders.
//!
//! # For whoever builds the values
//!
//! A page costs what its template prints, not what its context holds:
//!
//! - A [`tera::Value`] is shared by cloning and copied by serialising: build the site, the
//!   navigation and each card once, clone them into each [`tera::Context`] with `insert_value`
//!   ([`values`]).
//! - `{{ html | safe }}` copies the text; a value made with [`values::safe`] does not, and needs
//!   no filter.
//! - Blocks equal on many pages (head, header, footer) are rendered once for each top section and
//!   given as safe values: a page then costs its own part only.
//! - Measured, release build: a variable of two steps, an `if` or a filter without argument is about
//!   0.1 µs, a component call 0.5 µs, a full news page 20 µs, a list of ten cards 50 µs; serialising one
//!   full card is as dear as rendering a page.
//! - Dates are said in Rust ([`dates`]), once for each entry, not in each list that shows it.
//! - Looking up `a.b.c` costs one step a dot; a map of at most 12 keys is scanned, a greater one
//!   hashed. Nothing has to be flattened.

mod anchors;
mod assets;
pub mod colour;
pub mod dates;
mod faults;
mod functions;
mod layers;
pub mod palette;
mod recursion;
mod strings;
mod stylesheet;
mod templates;
mod tokens;
pub mod values;

pub use anchors::may_have;
pub use assets::{Asset, Assets};
pub use functions::for_script;
pub use layers::{Chain, Layer, ThemeSettings};
pub use strings::Language;
pub use tokens::{Token, TokenKind, Tokens, token_of};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tera::{Context, Value};

use crate::diagnostic::{Diagnostic, Source};
use palette::{Palette, Role, Scheme};
use strings::Strings;
use templates::Templates;

/// A compiled theme, for one language. Share it: it is read only.
#[derive(Debug)]
pub struct Theme {
    language: Language,
    fingerprint: [u8; 32],
    templates: Templates,
    strings: Arc<Strings>,
    assets: Arc<Assets>,
    icons: Option<BTreeSet<String>>,
    tokens: Tokens,
    /// The bundled style sheet without the palette.
    css: String,
    /// Looks already made, by accent and custom properties.
    looks: Mutex<FxHashMap<String, Arc<Look>>>,
}

/// What a theme makes of one site's accent and tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The whole style sheet: palette, tokens, rules.
    pub stylesheet: Asset,
    /// Colour of the browser's own bar over a light page.
    pub colour_light: String,
    /// Colour of the browser's own bar over a dark page.
    pub colour_dark: String,
}

impl Look {
    /// What templates see as `theme`: `theme.stylesheet`, `theme.colour_light`,
    /// `theme.colour_dark`.
    #[must_use]
    pub fn value(&self) -> Value {
        values::map([
            ("stylesheet", Value::from(&*self.stylesheet.url)),
            ("colour_light", Value::from(self.colour_light.as_str())),
            ("colour_dark", Value::from(self.colour_dark.as_str())),
        ])
    }
}

impl Theme {
    /// Compiles a chain: templates, style sheet, messages, tokens.
    ///
    /// The style sheet is bundled on the thread pool: do not hold a lock meanwhile.
    ///
    /// # Errors
    /// All that is wrong, each with its place: `template-broken`, `template-endless`,
    /// `template-missing`, `template-block-nested`, `template-block-missing`, `stylesheet-broken`,
    /// `stylesheet-import-missing`, `stylesheet-foreign`, `theme-asset-missing`,
    /// `theme-messages-broken`, `theme-file-not-utf8`, `token-unknown`, `token-value`.
    pub fn load(chain: &Chain, language: Language) -> Result<Self, Vec<Diagnostic>> {
        let mut found = Vec::new();
        let mut kept = |diagnostics: Vec<Diagnostic>| found.extend(diagnostics);
        let assets = Arc::new(Assets::read(chain));
        let strings = Strings::read(chain, language).map(Arc::new).map_err(&mut kept).ok();
        let tokens = Tokens::read(chain).map_err(&mut kept).ok();
        let css = stylesheet::bundle(chain, &assets).map_err(&mut kept).ok();
        let templates = match &strings {
            None => None,
            Some(strings) => {
                let filters = |tera: &mut tera::Tera| {
                    functions::register(tera, language, strings, &assets);
                };
                Templates::compile(chain, filters).map_err(&mut kept).ok()
            }
        };
        let (Some(strings), Some(tokens), Some(css), Some(templates)) =
            (strings, tokens, css, templates)
        else {
            return Err(found);
        };
        Ok(Self {
            language,
            fingerprint: chain.fingerprint(),
            templates,
            strings,
            icons: assets.icons(),
            assets,
            tokens,
            css,
            looks: Mutex::default(),
        })
    }

    /// Renders a template.
    ///
    /// # Errors
    /// `template-broken` (an undefined variable among others) at the place in the theme,
    /// `template-missing`, `template-endless` for a page without end.
    pub fn render(&self, template: &str, context: &Context) -> Result<String, Diagnostic> {
        let mut output = Vec::with_capacity(16 * 1024);
        self.render_into(template, context, &mut output)?;
        // Templates and values are text: nothing else can have been written.
        Ok(String::from_utf8(output)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// Renders a template at the end of a buffer; after an error the buffer is as it was.
    ///
    /// # Errors
    /// As [`Theme::render`].
    pub fn render_into(
        &self,
        template: &str,
        context: &Context,
        output: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        self.templates.render_into(template, context, output)
    }

    /// The style sheet and colours for a site's accent and tokens; the accent comes before the
    /// token of that name. Made once for each combination.
    ///
    /// # Errors
    /// `token-unknown` and `token-value`, without place: who knows where the values stand adds it.
    pub fn look(
        &self,
        accent: Option<&str>,
        tokens: &BTreeMap<String, String>,
    ) -> Result<Arc<Look>, Vec<Diagnostic>> {
        let mut values = tokens.clone();
        if let Some(accent) = accent {
            values.insert(tokens::ACCENT.to_owned(), accent.to_owned());
        }
        let (accent, properties) = self.tokens.resolve(&values)?;
        let key = format!("{accent}{properties}");
        let looks = || self.looks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(look) = looks().get(&key) {
            return Ok(Arc::clone(look));
        }
        let light = Palette::new(accent, Scheme::Light);
        let dark = Palette::new(accent, Scheme::Dark);
        let mut css = String::with_capacity(self.css.len() + 2048);
        css.push_str(":root{");
        css.push_str(&properties);
        light.write(&mut css);
        css.push_str("}@media screen and (prefers-color-scheme:dark){:root{");
        dark.write(&mut css);
        css.push_str("}}");
        css.push_str(&self.css);
        let look = Arc::new(Look {
            stylesheet: Asset::new("style.css", css.as_bytes()),
            colour_light: light.get(Role::Page).to_string(),
            colour_dark: dark.get(Role::Page).to_string(),
        });
        looks().insert(key, Arc::clone(&look));
        Ok(look)
    }

    /// The templates as they are written, those of the nearest layer first.
    pub fn template_sources(&self) -> impl Iterator<Item = &Source> {
        self.templates.sources()
    }

    /// The ids that pages made by a template may have, as far as its own text says: `annee-*` is any
    /// id that begins so. `None` for a template that is not there.
    #[must_use]
    pub fn anchors(&self, template: &str) -> Option<&[String]> {
        self.templates.anchors(template)
    }

    /// The files pages refer to, in the order of their paths; a site's style sheet is its
    /// [`Look`]'s.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.iter()
    }

    /// The fingerprinted address of an asset, by its path under `assets/`.
    #[must_use]
    pub fn asset(&self, path: &str) -> Option<&str> {
        self.assets.url(path)
    }

    /// The names of its icons; `None` when it has no `icons.svg`.
    #[must_use]
    pub fn icons(&self) -> Option<&BTreeSet<String>> {
        self.icons.as_ref()
    }

    /// The knobs of the theme, for the help of whoever turns them.
    #[must_use]
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// A word of the interface, e.g. the title of a generated page; `None` when there is none.
    #[must_use]
    pub fn word(&self, id: &str) -> Option<String> {
        self.strings.format(id, [])
    }

    /// The language of the interface.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A digest of all files of the theme: equal digests give equal pages from equal values.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }
}

#[cfg(test)]
mod tests;
