//! Many sites from one table: a line of CSV a commune, and its intercommunal body with it.
//!
//! Columns are known by their names, whatever their order; the separator is `,`, `;` or a
//! tabulation. Each may be called otherwise, as the open data files of France do:
//!
//! | what | columns |
//! | --- | --- |
//! | name (needed) | `name`, `nom`, `commune`, `libelle` |
//! | id | `id`, `identifiant` |
//! | kind | `kind`, `type` |
//! | INSEE code, SIREN number | `insee`, `code_insee`, `codgeo`; `siren` |
//! | inhabitants | `population` |
//! | position | `lat`/`latitude`, `lon`/`longitude` |
//! | postal address | `adresse`/`street`, `code_postal`/`codes_postaux`, `ville`/`city` |
//! | telephone, e-mail, web address | `telephone`/`phone`, `courriel`/`email`, `url` |
//! | group | `group`, `groupe` |
//! | intercommunal body | `epci_nom`, `epci_siren`, `epci_type` (CC, CA, CU, ME), `epci_population` |
//!
//! A line with a mistake creates nothing, and neither do the others: the table is put right, then
//! read again. What exists already is left as it is.

use super::create::{NewSite, scalar, write_new};
use super::reach::{is_email, is_phone, is_web_address};
use super::validate::{is_insee, is_siren};
use super::{Position, SiteKind, grammar};
use crate::diagnostic::{Argument, Diagnostic, Location, Source};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What became of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableReport {
    /// Files written, from the workspace's root, in order.
    pub created: Vec<PathBuf>,
    /// Files that were there and were left alone.
    pub kept: Vec<PathBuf>,
}

/// Creates the sites and groups of a table.
///
/// # Errors
/// Every line that cannot be read, with its number; nothing was written then.
pub fn new_sites_from_csv(root: &Path, table: &Source) -> Result<TableReport, Vec<Diagnostic>> {
    let plan = plan(table)?;
    let mut report = TableReport::default();
    let mut findings = Vec::new();
    for (name, text) in plan {
        if root.join(&name).exists() {
            report.kept.push(PathBuf::from(name));
            continue;
        }
        match write_new(root, &name, text.as_bytes()) {
            Ok(path) => report.created.push(path),
            Err(finding) => findings.push(finding),
        }
    }
    if findings.is_empty() { Ok(report) } else { Err(findings) }
}

const COLUMNS: &[(&str, &[&str])] = &[
    ("name", &["name", "nom", "commune", "libelle"]),
    ("id", &["id", "identifiant"]),
    ("kind", &["kind", "type"]),
    ("insee", &["insee", "code-insee", "codgeo"]),
    ("siren", &["siren"]),
    ("population", &["population"]),
    ("latitude", &["lat", "latitude"]),
    ("longitude", &["lon", "lng", "longitude"]),
    ("street", &["adresse", "street"]),
    ("postal_code", &["code-postal", "codes-postaux", "cp", "postal-code"]),
    ("city", &["ville", "city"]),
    ("phone", &["telephone", "tel", "phone"]),
    ("email", &["courriel", "email", "e-mail", "mail"]),
    ("url", &["url", "site-web"]),
    ("group", &["group", "groupe"]),
    ("epci_name", &["epci-nom", "epci-name"]),
    ("epci_siren", &["epci-siren"]),
    ("epci_type", &["epci-type"]),
    ("epci_population", &["epci-population"]),
];

/// The files a table asks for: name and text, sorted by name.
fn plan(table: &Source) -> Result<BTreeMap<String, String>, Vec<Diagnostic>> {
    let header = table.text.lines().next().unwrap_or_default();
    let count = |separator: char| header.matches(separator).count();
    let separator = [',', ';', '\t'].into_iter().max_by_key(|separator| count(*separator));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator.map_or(b',', |separator| u8::try_from(separator).unwrap_or(b',')))
        .trim(csv::Trim::All)
        .from_reader(table.text.as_bytes());
    let columns: Vec<Option<&str>> = match reader.headers() {
        Ok(headers) => headers.iter().map(column).collect(),
        Err(error) => return Err(vec![malformed(table, &error)]),
    };
    if !columns.contains(&Some("name")) {
        let finding = Diagnostic::error("table-without-name").arg("header", header);
        return Err(vec![finding.at(table.locate_line(1, 1))]);
    }
    let mut rows = Vec::new();
    let mut findings = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                findings.push(malformed(table, &error));
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let values: BTreeMap<&str, &str> = columns
            .iter()
            .zip(&record)
            .filter_map(|(column, value)| Some(((*column)?, value)).filter(|_| !value.is_empty()))
            .collect();
        let place = table.locate_line(u32::try_from(line).unwrap_or(u32::MAX), 1);
        let mut row = Row { values, place, findings: &mut findings };
        if let Some(site) = row.site() {
            rows.push((site, row.body(), row.place));
        }
    }
    let files = files(rows, &mut findings);
    if findings.is_empty() { Ok(files) } else { Err(findings) }
}

/// The column's meaning, by its name.
fn column(header: &str) -> Option<&'static str> {
    let name = grammar::slug(header);
    COLUMNS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(meaning, _)| *meaning)
}

fn malformed(table: &Source, error: &csv::Error) -> Diagnostic {
    let line = error.position().map_or(1, csv::Position::line);
    let finding = Diagnostic::error("table-line-malformed");
    let finding = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            finding.arg("detail", "columns").arg("wanted", *expected_len).arg("found", *len)
        }
        csv::ErrorKind::Utf8 { .. } => finding.arg("detail", "no-text"),
        _ => finding.arg("detail", Argument::cause(error)),
    };
    finding.at(table.locate_line(u32::try_from(line).unwrap_or(u32::MAX), 1))
}

struct Row<'a> {
    values: BTreeMap<&'a str, &'a str>,
    place: Location,
    findings: &'a mut Vec<Diagnostic>,
}

impl Row<'_> {
    fn text(&self, key: &str) -> Option<String> {
        self.values.get(key).map(|value| (*value).to_owned())
    }

    fn refuse(&mut self, code: &'static str, value: &str) {
        self.findings.push(Diagnostic::error(code).arg("value", value).at(self.place.clone()));
    }

    fn number<T: std::str::FromStr>(&mut self, key: &str) -> Option<T> {
        let written = self.text(key)?;
        let number =
            written.replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".").parse().ok();
        if number.is_none() {
            self.refuse("table-number-invalid", &written);
        }
        number
    }

    fn checked(
        &mut self,
        key: &str,
        code: &'static str,
        right: fn(&str) -> bool,
    ) -> Option<String> {
        let written = self.text(key)?;
        if !right(&written) {
            self.refuse(code, &written);
        }
        Some(written)
    }

    fn site(&mut self) -> Option<NewSite> {
        let Some(name) = self.text("name") else {
            self.findings.push(Diagnostic::error("table-name-missing").at(self.place.clone()));
            return None;
        };
        let kind = self.text("kind").and_then(|written| {
            let kind = SiteKind::from_id(&grammar::slug(&written));
            if kind.is_none() {
                let known = SiteKind::ALL.iter().map(|kind| kind.id());
                let finding = Diagnostic::unknown("kind-unknown", &written, known);
                self.findings.push(finding.at(self.place.clone()));
            }
            kind
        });
        let position = match (self.number("latitude"), self.number("longitude")) {
            (Some(latitude), Some(longitude)) => Some(Position { latitude, longitude }),
            _ => None,
        };
        let postal_codes = self.text("postal_code");
        let postal_code = postal_codes.and_then(|codes| {
            codes
                .split(|c: char| !c.is_alphanumeric())
                .find(|code| !code.is_empty())
                .map(str::to_owned)
        });
        Some(NewSite {
            id: self.text("id"),
            name,
            kind,
            insee: self.checked("insee", "insee-invalid", is_insee),
            siren: self.checked("siren", "siren-invalid", is_siren),
            population: self.number("population"),
            position,
            group: self.text("group"),
            parent: None,
            url: self.checked("url", "url-invalid", is_web_address),
            street: self.text("street"),
            postal_code,
            city: self.text("city"),
            phone: self.checked("phone", "phone-invalid", is_phone),
            email: self.checked("email", "email-invalid", is_email),
        })
    }

    /// The intercommunal body the line names.
    fn body(&mut self) -> Option<NewSite> {
        let written = grammar::typographic(&self.text("epci_name")?);
        let (kind, name) = body_name(&written, self.text("epci_type").as_deref());
        Some(NewSite {
            id: Some(grammar::slug(&written)),
            name,
            kind: Some(kind),
            siren: self.checked("epci_siren", "siren-invalid", is_siren),
            population: self.number("epci_population"),
            group: Some(grammar::slug(&written)),
            ..NewSite::default()
        })
    }
}

/// The kind and whole name of an intercommunal body: `CC du Seignanx` is the
/// `Communauté de communes du Seignanx`.
fn body_name(written: &str, kind: Option<&str>) -> (SiteKind, String) {
    let (first, rest) = written.split_once(' ').unwrap_or((written, ""));
    let of = |code: &str| match code {
        "CC" => Some(SiteKind::CommunauteDeCommunes),
        "CA" => Some(SiteKind::CommunauteDAgglomeration),
        "CU" => Some(SiteKind::CommunauteUrbaine),
        "ME" | "METRO" | "MET69" => Some(SiteKind::Metropole),
        _ => None,
    };
    let kind = kind.and_then(of).or_else(|| of(first)).unwrap_or(SiteKind::Epci);
    if of(first).is_none() || rest.is_empty() {
        return (kind, written.to_owned());
    }
    let noun = kind.wording().noun;
    let mut letters = noun.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    (kind, format!("{capital}{} {rest}", letters.as_str()))
}

/// The files of the lines, each site under a name of its own.
fn files(
    rows: Vec<(NewSite, Option<NewSite>, Location)>,
    findings: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut taken: BTreeMap<String, Location> = BTreeMap::new();
    for (mut site, body, place) in rows {
        if let Some(body) = body {
            let id = body.id();
            site.group.get_or_insert_with(|| id.clone());
            let group = format!("name: {}\nparent: {id}\n", scalar(&body.name));
            files.entry(format!("groups/{id}.yaml")).or_insert(group);
            files.entry(format!("sites/{id}/site.yaml")).or_insert_with(|| body.yaml());
        }
        let mut id = site.id();
        // Communes of one name are many; their INSEE code tells them apart.
        if let (true, None, Some(insee)) = (taken.contains_key(&id), &site.id, &site.insee) {
            id = format!("{id}-{}", insee.to_lowercase());
        }
        if grammar::slug(&id) != id || id.is_empty() {
            let finding =
                Diagnostic::error("site-id-invalid").arg("suggestion", grammar::slug(&id));
            findings.push(finding.at(place));
        } else if let Some(first) = taken.get(&id) {
            let finding = Diagnostic::error("table-site-twice").arg("name", id);
            findings.push(finding.at(place).related(first.clone()));
        } else {
            files.insert(format!("sites/{id}/site.yaml"), site.yaml());
            taken.insert(id, place);
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANDES: &str = include_str!("../../territory/landes-communes.csv");

    #[test]
    fn the_landes_are_327_communes_and_18_bodies() {
        let files = plan(&Source::new("landes.csv", LANDES)).expect("sound");
        let count = |start: &str| files.keys().filter(|name| name.starts_with(start)).count();
        assert_eq!((count("sites/"), count("groups/")), (345, 18));
        let vignau = &files["sites/le-vignau/site.yaml"];
        assert!(
            vignau.starts_with("name: Le Vignau\nkind: commune\ninsee: \"40329\"\n"),
            "{vignau}"
        );
        assert!(vignau.contains("group: cc-du-pays-grenadois\n"), "{vignau}");
        let body = &files["sites/ca-du-grand-dax/site.yaml"];
        assert!(body.starts_with("name: Communauté d’agglomération du Grand Dax\n"), "{body}");
    }

    fn codes(csv: &str) -> Vec<(&'static str, u32)> {
        let told = plan(&Source::new("t.csv", csv)).expect_err("a mistake");
        told.iter().map(|f| (f.code, f.location.as_ref().map_or(0, |place| place.line))).collect()
    }

    #[test]
    fn each_wrong_line_is_told_with_its_number() {
        assert_eq!(codes("code;prix\n1;2\n"), [("table-without-name", 1)]);
        assert_eq!(
            codes(
                "nom,insee,siren,population,lat\nA,40002,214000028,12,1\n,40003,,,\nB,4000,1,x,\nC\n"
            ),
            [
                ("table-name-missing", 3),
                ("insee-invalid", 4),
                ("siren-invalid", 4),
                ("table-number-invalid", 4),
                ("table-line-malformed", 5),
            ]
        );
        assert_eq!(codes("nom,type\nA,comune\n"), [("kind-unknown", 2)]);
        assert_eq!(codes("nom\nAmou\nAmou\n"), [("table-site-twice", 3)]);
    }

    #[test]
    fn separators_headers_and_namesakes() {
        let csv = "Commune;Code INSEE;Téléphone;Codes postaux\nSaint-Jean;40001;05 36 49 00 00;40100 40110\nSaint-Jean;40002;;\n";
        let files = plan(&Source::new("t.csv", csv)).expect("sound");
        let names: Vec<_> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["sites/saint-jean-40002/site.yaml", "sites/saint-jean/site.yaml"]);
        let yaml = &files["sites/saint-jean/site.yaml"];
        assert!(
            yaml.contains("phone: \"05 36 49 00 00\"") && yaml.contains("postal_code: \"40100\"")
        );
    }

    #[test]
    fn what_is_there_stays() {
        let root = tempfile::tempdir().expect("a folder");
        let table = Source::new("t.csv", "nom\nAmou\nDax\n");
        let first = new_sites_from_csv(root.path(), &table).expect("created");
        assert_eq!((first.created.len(), first.kept.len()), (2, 0));
        std::fs::write(root.path().join("sites/dax/site.yaml"), "name: Dax, changed")
            .expect("written");
        let second = new_sites_from_csv(root.path(), &table).expect("kept");
        assert_eq!((second.created.len(), second.kept.len()), (0, 2));
        let kept = std::fs::read_to_string(root.path().join("sites/dax/site.yaml")).expect("there");
        assert_eq!(kept, "name: Dax, changed");
    }
}
