//! New files: a workspace, a site, an entry. (Many sites at once: [`table`](super::table).)
//!
//! It never writes over a file that is there.

use super::{EntryKind, Position, SETTINGS_FILE, Settings, SiteKind, grammar};
use crate::diagnostic::{Diagnostic, Location};
use include_dir::{Dir, DirEntry, include_dir};
use jiff::civil::Date;
use jiff::{ToSpan, Zoned};
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

static SKELETON: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/workspace/skeleton");

/// What is known of a site that does not exist yet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewSite {
    /// Name in the workspace; made from the name when absent.
    pub id: Option<String>,
    /// Name as people read it, e.g. `Le Vignau`.
    pub name: String,
    /// What it is the site of; a commune when absent.
    pub kind: Option<SiteKind>,
    /// INSEE code.
    pub insee: Option<String>,
    /// SIREN number.
    pub siren: Option<String>,
    /// Number of inhabitants.
    pub population: Option<u32>,
    /// Where it is.
    pub position: Option<Position>,
    /// Name of its group.
    pub group: Option<String>,
    /// Name of its parent, where it is not its group's.
    pub parent: Option<String>,
    /// Its address on the web, where it is not the workspace's pattern.
    pub url: Option<String>,
    /// Street of the postal address.
    pub street: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Town of the postal address; a commune's own name when absent.
    pub city: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

impl NewSite {
    /// The site's name in the workspace.
    #[must_use]
    pub fn id(&self) -> String {
        // The longest name the domain system takes (RFC 1035, section 2.3.4).
        self.id.clone().unwrap_or_else(|| short_slug(&self.name, 63))
    }

    /// The text of its `site.yaml`.
    #[must_use]
    pub fn yaml(&self) -> String {
        let kind = self.kind.unwrap_or(SiteKind::Commune);
        let name = grammar::typographic(&self.name);
        let number = |number: u32| number.to_string();
        let place =
            |at: Position| format!("{{latitude: {}, longitude: {}}}", at.latitude, at.longitude);
        let text = |text: &Option<String>| text.as_deref().map(scalar);
        let city = match &self.city {
            None if kind == SiteKind::Commune && self.postal_code.is_some() => Some(scalar(&name)),
            city => city.as_deref().map(|city| scalar(&grammar::typographic(city))),
        };
        let street = self.street.as_deref().map(|street| scalar(&grammar::typographic(street)));
        let has_address = street.is_some() || city.is_some();
        let has_contact = has_address || self.phone.is_some() || self.email.is_some();
        let lines = [
            ("name", Some(scalar(&name))),
            ("kind", Some(kind.id().to_owned())),
            ("insee", text(&self.insee)),
            ("siren", text(&self.siren)),
            ("population", self.population.map(number)),
            ("position", self.position.map(place)),
            ("group", text(&self.group)),
            ("parent", text(&self.parent)),
            ("url", text(&self.url)),
            ("contact", has_contact.then(String::new)),
            ("  phone", text(&self.phone)),
            ("  email", text(&self.email)),
            ("  address", has_address.then(String::new)),
            ("    street", street),
            ("    postal_code", text(&self.postal_code).filter(|_| has_address)),
            ("    city", city),
        ];
        let mut yaml = String::new();
        for (key, value) in lines {
            match value.as_deref() {
                Some("") => _ = writeln!(yaml, "{key}:"),
                Some(value) => _ = writeln!(yaml, "{key}: {value}"),
                None => {}
            }
        }
        yaml
    }
}

/// A text as a YAML scalar that reads back as the same text.
#[must_use]
pub fn scalar(text: &str) -> String {
    let plain_letter = |c: char| c.is_alphanumeric() || " ’-_.()/@".contains(c) || c == '\u{a0}';
    let first = text.chars().next();
    let plain = first.is_some_and(char::is_alphabetic)
        && text.chars().all(plain_letter)
        && !text.ends_with(char::is_whitespace)
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n"
        );
    // A JSON string is a YAML scalar (YAML 1.2, section 1.3).
    if plain { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// Creates `sites/<id>/site.yaml`.
///
/// # Errors
/// The id or the name is empty, or the site is already there.
pub fn new_site(root: &Path, site: &NewSite) -> Result<PathBuf, Diagnostic> {
    let id = site.id();
    if id.is_empty() || grammar::slug(&id) != id {
        let finding = Diagnostic::error("site-id-invalid").arg("suggestion", grammar::slug(&id));
        return Err(finding.at(Location::file(format!("sites/{id}"))));
    }
    write_new(root, &format!("sites/{id}/site.yaml"), site.yaml().as_bytes())
}

/// Creates an entry of a site: its file in the folder of its kind, its front matter filled in,
/// with `at` as its date. It is a draft, but for an alert: what is urgent must not wait for a
/// line that nobody removed.
///
/// # Errors
/// The title has no letter to make an address of, no folder holds this kind, the site does not
/// exist, or the file is already there.
pub fn new_entry(
    root: &Path,
    settings: &Settings,
    site: &str,
    kind: EntryKind,
    title: &str,
    at: &Zoned,
) -> Result<PathBuf, Diagnostic> {
    let dir = format!("sites/{site}");
    if !root.join(&dir).join("site.yaml").is_file() {
        let known: Vec<String> = std::fs::read_dir(root.join("sites"))
            .into_iter()
            .flat_map(|entries| entries.flatten().filter_map(|e| e.file_name().into_string().ok()))
            .collect();
        return Err(Diagnostic::unknown("site-unknown", site, known.iter().map(String::as_str)));
    }
    let slug = short_slug(title, 80);
    if slug.is_empty() {
        return Err(Diagnostic::error("title-without-letters").arg("title", title));
    }
    let folder = match (kind, settings.folder(kind)) {
        (EntryKind::Page, _) => String::new(),
        (_, Some(folder)) => format!("{folder}/"),
        (_, None) => return Err(Diagnostic::error("folder-missing")),
    };
    let text = entry_text(kind, &slug, title, at);
    write_new(root, &format!("{dir}/{folder}{slug}.md"), text.as_bytes())
}

/// A slug of at most `limit` bytes, cut between two words: a whole sentence as a title must not
/// make a file name that a disk or an address refuses.
fn short_slug(text: &str, limit: usize) -> String {
    let mut slug = grammar::slug(text);
    if slug.len() > limit {
        // One byte more: the limit may fall at the end of a word.
        slug.truncate(slug[..=limit].rfind('-').unwrap_or(limit));
    }
    slug
}

fn entry_text(kind: EntryKind, slug: &str, title: &str, at: &Zoned) -> String {
    let day = at.date();
    let title = scalar(&grammar::typographic(title.trim()));
    let mut text = format!("---\ntitle: {title}\nid: {day}-{slug}\n");
    let in_days = |days: i64| day.saturating_add(days.days());
    match kind {
        EntryKind::Page => text.push_str("description: \"\"\n"),
        EntryKind::News => {
            let _ = write!(text, "description: \"\"\ndate: {}\ncategories: []\n", minute(at));
        }
        EntryKind::Event => {
            let _ = write!(
                text,
                "description: \"\"\ndate: {}\nstart: {} 18:00\nend: {} 20:00\nplace: \"\"\n",
                minute(at),
                in_days(7),
                in_days(7)
            );
        }
        EntryKind::Alert => {
            let _ = write!(
                text,
                "description: \"\"\nlevel: info\nstarts: {}\nends: {} 20:00\n",
                minute(at),
                in_days(2)
            );
        }
        EntryKind::Directory => text.push_str("type: association\nphone: \"\"\nemail: \"\"\n"),
        EntryKind::Procedure => {
            text.push_str("description: \"\"\ndocuments: []\ncost: gratuit\ndelay: \"\"\n");
        }
        EntryKind::Publication => {
            let _ = write!(text, "date: {day}\ndocument: {slug}.pdf\nperiod: \"{}\"\n", month(day));
        }
    }
    match kind {
        EntryKind::Alert => {
            text.push_str(guidance(kind));
            text.push_str("---\n");
        }
        _ => {
            text.push_str("draft: true\n---\n\n");
            text.push_str(guidance(kind));
        }
    }
    text
}

/// `2026-12-05 14:30`, as the front matter takes it.
fn minute(at: &Zoned) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// `décembre 2026`.
fn month(day: Date) -> String {
    let name = grammar::MONTHS.get(usize::from(day.month().unsigned_abs()).saturating_sub(1));
    format!("{} {}", name.copied().unwrap_or_default(), day.year())
}

/// What the writer of an alert finds, in comments: the alert is out at the next build, and a
/// paragraph to write over would be out with it.
const ALERT_GUIDANCE: &str = "\
# Cette alerte n’est pas un brouillon : elle est publiée dès la prochaine construction du site.
# Niveau : info, vigilance ou urgence. Corrigez le début, la fin, et décrivez l’alerte en une phrase.
# Sous l’en-tête, dites ce qui se passe, où, jusqu’à quand, et ce qu’il faut faire.
";

/// What the writer finds where the text will be: one paragraph to write over.
fn guidance(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Page => {
            "Écrivez ici le texte de la page. Un sous-titre commence par deux dièses et une espace. \
             Quand tout est prêt, retirez la ligne « draft » de l’en-tête.\n"
        }
        EntryKind::News => {
            "Dites l’essentiel dès la première phrase : quoi, où, quand, pour qui. \
             Quand tout est prêt, retirez la ligne « draft » de l’en-tête.\n"
        }
        EntryKind::Event => {
            "Présentez l’événement : le programme, le public, comment venir. Corrigez dans l’en-tête \
             les heures et le lieu, puis retirez la ligne « draft ».\n"
        }
        EntryKind::Alert => ALERT_GUIDANCE,
        EntryKind::Directory => {
            "Présentez en quelques lignes ce que l’on trouve ici. Complétez l’en-tête (type : service, \
             association, commerce, equipement ou elu), puis retirez la ligne « draft ».\n"
        }
        EntryKind::Procedure => {
            "Expliquez la démarche étape par étape. Indiquez dans l’en-tête le formulaire (clé « form ») \
             ou l’adresse (clé « url »), puis retirez la ligne « draft ».\n"
        }
        EntryKind::Publication => {
            "Résumez ici le document en quelques lignes, pour qui ne peut pas le lire. Déposez le fichier \
             à côté de cette page, puis retirez la ligne « draft » de l’en-tête.\n"
        }
    }
}

/// Makes a fresh workspace in `dir`: settings, a group, one site with an entry of each kind,
/// dated around `at`. Gives the files written.
///
/// # Errors
/// A workspace or anything else but a `.git` is already there, or a file cannot be written.
pub fn init(dir: &Path, at: &Zoned) -> Result<Vec<PathBuf>, Diagnostic> {
    if dir.join(SETTINGS_FILE).exists() {
        return Err(Diagnostic::error("workspace-exists").at(Location::file(SETTINGS_FILE)));
    }
    let there = std::fs::read_dir(dir).into_iter().flatten().flatten();
    if let Some(name) = there.map(|entry| entry.file_name()).filter(|name| name != ".git").min() {
        let name = name.to_string_lossy().into_owned();
        let place = Location::file(dir.to_string_lossy().into_owned());
        return Err(Diagnostic::error("folder-not-empty").arg("name", name).at(place));
    }
    let mut files = Vec::new();
    collect(&SKELETON, &mut files);
    files.iter().map(|(name, bytes)| write_new(dir, name, &dated(bytes, at.date()))).collect()
}

fn collect(folder: &Dir<'static>, files: &mut Vec<(String, &'static [u8])>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => collect(folder, files),
            DirEntry::File(file) => {
                let name = file.path().to_string_lossy().replace('\\', "/");
                // A file named `.gitignore` would rule the program's own repository.
                files.push((name.replace("gitignore.txt", ".gitignore"), file.contents()));
            }
        }
    }
}

/// The skeleton's texts with `@day+3@`, `@year@` and the like replaced by dates.
fn dated(bytes: &[u8], today: Date) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let text = text
        .replace("@year@", &today.year().to_string())
        .replace("@year+2@", &today.year().saturating_add(2).to_string());
    let mut dated = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("@day") {
        let (days, after) = after.split_once('@').unwrap_or(("", after));
        dated.push_str(before);
        let day = today.saturating_add(days.parse::<i64>().unwrap_or(0).days());
        let _ = write!(dated, "{day}");
        rest = after;
    }
    dated.push_str(rest);
    dated.into_bytes()
}

/// Writes a file that is not there yet, its folders included; gives its path from `root`.
pub(super) fn write_new(root: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Diagnostic> {
    let path = root.join(name);
    let failed = |error: std::io::Error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            Diagnostic::error("file-exists").at(Location::file(name))
        } else {
            Diagnostic::error("file-unwritable").arg("detail", &error).at(Location::file(name))
        }
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    Ok(PathBuf::from(name))
}

#[cfg(test)]
mod tests;
