//! The two formats of the corpus: `DIR/parvis` and `DIR/hugo`.
//!
//! Everything that both programs read in the same way (front matter and bodies) is made once; only the
//! configuration and the themes differ.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::town::{Page, Town};

static HUGO_THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/benches/hugo");
static PARVIS_THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/benches/parvis");

static STYLESHEET: &str = include_str!("../hugo/assets/css/site.css");

const WELCOME: &str =
    "Bienvenue sur le site de la commune, de ses services et de ses associations.";

/// The two roots, with their themes already laid.
pub(crate) struct Writer {
    parvis: PathBuf,
    hugo: PathBuf,
}

impl Writer {
    /// Makes both roots below `out`.
    ///
    /// # Errors
    /// When `out` already exists: a corpus is never mixed with the rest of another.
    pub(crate) fn create(out: &Path) -> io::Result<Writer> {
        if let Some(parent) = out.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::create_dir(out)?;
        let writer = Writer { parvis: out.join("parvis"), hugo: out.join("hugo") };
        lay_theme(&HUGO_THEME, &writer.hugo.join("themes/bench"))?;
        let parvis_theme = writer.parvis.join("themes/bench");
        lay_theme(&PARVIS_THEME, &parvis_theme)?;
        // One style sheet for both.
        fs::create_dir_all(parvis_theme.join("css"))?;
        fs::write(parvis_theme.join("css/main.css"), STYLESHEET)?;
        fs::write(writer.parvis.join("parvis.yaml"), PARVIS_YAML)?;
        Ok(writer)
    }

    /// Writes one commune on both sides and returns the bytes of its Markdown.
    pub(crate) fn town(&self, town: &Town) -> io::Result<u64> {
        let parvis = self.parvis.join("sites").join(&town.id);
        let hugo = self.hugo.join("sites").join(&town.id);
        let content = hugo.join("content");
        for section in &town.sections {
            fs::create_dir_all(parvis.join(section.folder))?;
            fs::create_dir_all(content.join(section.folder))?;
        }
        fs::write(parvis.join("site.yaml"), site_yaml(town))?;
        fs::write(hugo.join("hugo.toml"), hugo_toml(town))?;
        let home = format!("---\ntitle: Accueil\ndescription: \"{WELCOME}\"\n---\n\n{WELCOME}\n");
        fs::write(parvis.join("index.md"), &home)?;
        fs::write(content.join("_index.md"), home)?;

        let mut bytes = 0;
        for (weight, section) in town.sections.iter().enumerate() {
            let index = format!("---\ntitle: {}\nweight: {}\n---\n", section.title, weight + 1);
            // The news list is a page that Parvis makes; an `index.md` gives it its title and its place.
            fs::write(parvis.join(section.folder).join("index.md"), &index)?;
            fs::write(content.join(section.folder).join("_index.md"), &index)?;
            for page in &section.pages {
                let markdown = markdown(page);
                let file = format!("{}.md", page.slug);
                fs::write(parvis.join(section.folder).join(&file), &markdown)?;
                fs::write(content.join(section.folder).join(&file), &markdown)?;
                bytes += markdown.len() as u64;
            }
        }
        Ok(bytes)
    }
}

/// [`Dir::extract`] wants an existing folder and writes only its children.
fn lay_theme(theme: &Dir<'_>, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    theme.extract(to)
}

/// The one file that both sides read: their front matter has the same keys.
fn markdown(page: &Page) -> String {
    let mut out = String::with_capacity(page.body.len() + 300);
    out.push_str(&format!("---\ntitle: \"{}\"\ndate: {}\n", page.title, page.date));
    out.push_str(&format!("description: \"{}\"\n", page.description));
    if !page.categories.is_empty() {
        out.push_str(&format!("categories: [{}]\n", page.categories.join(", ")));
    }
    out.push_str("---\n\n");
    out.push_str(&page.body);
    out
}

fn postcode(town: &Town) -> String {
    format!("40{:03}", town.number % 1000)
}

fn phone(town: &Town) -> String {
    // 05 05 is no French range: nobody is called by mistake.
    format!(
        "05 05 {:02} {:02} {:02}",
        town.number / 10_000 % 100,
        town.number / 100 % 100,
        town.number % 100
    )
}

fn hugo_toml(town: &Town) -> String {
    format!(
        r#"baseURL = "https://{id}.landes.example/"
title = "{name}"
theme = "bench"
locale = "fr-FR"
defaultContentLanguage = "fr"
timeZone = "Europe/Paris"
enableRobotsTXT = true
disableHugoGeneratorInject = true

[params]
id = "{id}"
description = "{WELCOME}"
street = "1, place de la Mairie"
postcode = "{postcode}"
town = "{name}"
phone = "{phone}"
email = "mairie@{id}.landes.example"

[pagination]
pagerSize = 10

[taxonomies]
category = "categories"

[services.rss]
limit = 5
"#,
        id = town.id,
        name = town.name,
        postcode = postcode(town),
        phone = phone(town),
    )
}

/// Only what Hugo's side makes too: no legal pages, no Atom, no JSON Feed, no yearly archives, no
/// search.
const PARVIS_YAML: &str = r#"name: Banc d’essai
url: "https://{id}.landes.example"
theme: bench
language: fr
timezone: Europe/Paris
pagination: 10
feeds: {formats: [rss], items: 5}
archives: false
search: false
generated:
  exclude: [contact, saisine, mentions-legales, donnees-personnelles, accessibilite, plan-du-site, flux]
defaults:
  contact:
    address: {street: "1, place de la Mairie"}
  legal:
    host: {name: Hébergeur, address: "1, place de la Mairie", phone: "05 05 00 00 00"}
    dpo: {name: Délégué à la protection des données, email: "dpo@landes.example"}
  hours:
    monday: ["08:30-12:00", "13:30-17:30"]
    tuesday: ["08:30-12:00"]
    wednesday: ["08:30-12:00", "13:30-17:30"]
    thursday: ["08:30-12:00"]
    friday: ["08:30-12:00", "13:30-16:30"]
"#;

fn site_yaml(town: &Town) -> String {
    format!(
        r#"name: {name}
title: {name}
kind: commune
insee: "{postcode}"
contact:
  address: {{street: "1, place de la Mairie", postal_code: "{postcode}", city: "{name}"}}
  phone: "{phone}"
  email: "mairie@{id}.landes.example"
"#,
        id = town.id,
        name = town.name,
        postcode = postcode(town),
        phone = phone(town),
    )
}
