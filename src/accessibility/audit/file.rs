//! `accessibility-audit.yaml`: what it says, checked, every mistake told with its place.
//!
//! It never computes anything of it (see [`Grid`](super::Grid)) and never reads a disk.

use super::sample::PageKind;
use super::status::{Ground, Impact, Status};
use crate::accessibility::standard::Standard;
use crate::diagnostic::{Diagnostic, Location, Source, suggestion};
use crate::workspace::yaml;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, de};
use std::collections::BTreeMap;
use std::ops::Range;

/// More than anybody reads at once: the rest is told when these are put right.
const MOST_FINDINGS: usize = 100;

/// The longest sample that is read, in pages.
const MOST_PAGES: usize = 200;

/// What was audited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A site.
    Site,
    /// A theme, on pages of a site that uses it.
    Theme,
}

/// A recorded audit.
#[derive(Debug, Clone)]
pub struct Audit {
    /// Its file.
    pub source: Source,
    /// Of a site or of a theme.
    pub whose: Whose,
    /// Version of the RGAA.
    pub standard: String,
    /// Who made it; there when it is finished.
    pub auditor: Option<String>,
    /// For whom the auditor works.
    pub organisation: Option<String>,
    /// The day the file was opened.
    pub opened: Date,
    /// The day the audit was finished; `None` while it goes on: it does not count until then.
    pub date: Option<Date>,
    /// The day the statement was brought up to date since.
    pub updated: Option<Date>,
    /// The theme that the pages were made with, and its version.
    pub theme: Option<(String, String)>,
    /// For a theme: digest of its files as they were audited.
    pub theme_digest: Option<String>,
    /// For a theme: the site whose pages were looked at.
    pub site: Option<String>,
    /// What the site is made with.
    pub technologies: Vec<String>,
    /// What the pages were looked at with.
    pub environments: Vec<Environment>,
    /// The tools used.
    pub tools: Vec<String>,
    /// The sample.
    pub pages: Vec<SamplePage>,
    /// One for each criterion, in the standard's order.
    pub results: Vec<CriterionResult>,
    /// Contents for which a disproportionate burden is invoked.
    pub derogations: Vec<Derogation>,
    /// Contents that the law leaves out.
    pub exempt: Vec<Exempt>,
    /// Free remarks, for whoever reads the audit.
    pub notes: Option<String>,
}

/// A content that is not made accessible because that would be a disproportionate burden.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derogation {
    /// The content.
    pub content: String,
    /// Why the burden would be disproportionate: the law asks for it.
    pub reason: String,
    /// What is offered instead.
    #[serde(default)]
    pub alternative: Option<String>,
    /// The last day on which it is invoked.
    pub until: Date,
    /// The criteria it is about.
    #[serde(default)]
    pub criteria: Vec<String>,
}

/// A content that the law leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exempt {
    /// The content.
    pub content: String,
    /// On which ground.
    pub ground: Ground,
    /// What is offered instead.
    #[serde(default)]
    pub alternative: Option<String>,
}

/// A page of the sample.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SamplePage {
    /// Its name in the file.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its address in the site.
    pub url: String,
    /// What it is an example of.
    pub kind: PageKind,
    /// True when chance chose it.
    #[serde(default)]
    pub random: bool,
}

/// On what kind of device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Platform {
    /// A computer.
    Desktop,
    /// A telephone or a tablet.
    Mobile,
}

/// A combination that pages were looked at with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Environment {
    /// Computer or mobile device.
    pub platform: Platform,
    /// Operating system.
    pub system: String,
    /// Browser.
    pub browser: String,
    /// Screen reader or other assistive technology.
    #[serde(default)]
    pub assistive_technology: Option<String>,
}

impl Environment {
    /// «NVDA, Firefox, Windows».
    #[must_use]
    pub fn text(&self) -> String {
        let parts = [self.assistive_technology.as_deref(), Some(&self.browser), Some(&self.system)];
        let parts: Vec<&str> =
            parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

/// What is recorded of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CriterionResult {
    /// What the auditor wrote, page by page.
    pub recorded: Vec<Status>,
    /// What the linter had proved when the file was opened, page by page: `C`, `NA` or `NT`.
    pub automatic: Vec<Status>,
    /// What does not conform.
    pub findings: Vec<NonConformity>,
    /// A remark.
    pub comment: Option<String>,
}

/// Something that does not conform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NonConformity {
    /// On which pages of the sample, by rank.
    pub pages: Vec<usize>,
    /// What is wrong, in words; empty while the auditor has not said it.
    pub description: String,
    /// Whom it hinders how much.
    pub impact: Option<Impact>,
    /// How to put it right.
    pub solution: Option<String>,
    /// True when that is quickly done.
    pub quick: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    standard: String,
    auditor: Option<String>,
    organisation: Option<String>,
    opened: Date,
    date: Option<Date>,
    updated: Option<Date>,
    theme: Option<String>,
    theme_version: Option<String>,
    theme_digest: Option<String>,
    site: Option<String>,
    #[serde(default)]
    technologies: Vec<String>,
    #[serde(default)]
    environments: Vec<Environment>,
    #[serde(default)]
    tools: Vec<String>,
    pages: Vec<SamplePage>,
    results: Option<BTreeMap<String, ResultFile>>,
    #[serde(default)]
    derogations: Vec<Derogation>,
    #[serde(default)]
    exempt: Vec<Exempt>,
    notes: Option<String>,
}

/// A status for all pages, or pages by status.
#[derive(Debug)]
enum ResultFile {
    Whole(Status),
    Parts(Box<Parts>),
    /// A word that is no status.
    Wrong(String),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Parts {
    automatic: Proved,
    #[serde(rename = "C")]
    c: Pages,
    #[serde(rename = "NC")]
    nc: Pages,
    #[serde(rename = "NA")]
    na: Pages,
    #[serde(rename = "NT")]
    nt: Pages,
    findings: Vec<FindingFile>,
    comment: Option<String>,
}

/// What the linter can prove; a fault is a finding of the day, not a record.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Proved {
    #[serde(rename = "C")]
    c: Pages,
    #[serde(rename = "NA")]
    na: Pages,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FindingFile {
    #[serde(default)]
    pages: Pages,
    description: String,
    impact: Option<Impact>,
    solution: Option<String>,
    #[serde(default)]
    quick: bool,
}

/// Pages by their ids: `all`, one, or a list.
#[derive(Debug, Default)]
enum Pages {
    #[default]
    None,
    All,
    These(Vec<String>),
}

impl<'de> Deserialize<'de> for Pages {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Pages;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("list")
            }

            fn visit_unit<E>(self) -> Result<Pages, E> {
                Ok(Pages::None)
            }

            fn visit_str<E>(self, text: &str) -> Result<Pages, E> {
                Ok(if text == "all" { Pages::All } else { Pages::These(vec![text.to_owned()]) })
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<Pages, A::Error> {
                let mut ids = Vec::new();
                while let Some(id) = items.next_element()? {
                    ids.push(id);
                }
                Ok(Pages::These(ids))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl<'de> Deserialize<'de> for ResultFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = ResultFile;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("string")
            }

            fn visit_unit<E>(self) -> Result<ResultFile, E> {
                Ok(ResultFile::Whole(Status::NT))
            }

            fn visit_str<E>(self, text: &str) -> Result<ResultFile, E> {
                let status = Status::of(text).map(ResultFile::Whole);
                Ok(status.unwrap_or_else(|| ResultFile::Wrong(text.to_owned())))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<ResultFile, A::Error> {
                let parts = Parts::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(ResultFile::Parts(Box::new(parts)))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// Reads the audit of a site or of a theme. What is wrong but can be lived with comes with it.
///
/// # Errors
/// Everything that is wrong, each with its place: the mistakes of YAML, `audit-standard-unknown`,
/// `audit-pages-missing`, `audit-pages-many`, `audit-page-id-twice`, `audit-page-url`,
/// `audit-criterion-unknown`, `audit-page-unknown`, `audit-page-in-two`, `audit-finding-elsewhere`,
/// `audit-auditor-missing`, `audit-criterion-of-content`, `audit-theme-missing`.
pub fn read(source: &Source, whose: Whose) -> Result<(Audit, Vec<Diagnostic>), Vec<Diagnostic>> {
    let file: File = yaml::parse(source, 0..source.text.len())?;
    let mut reader = Reader {
        source,
        ranges: yaml::value_ranges(source, 0..source.text.len()),
        findings: Vec::new(),
        whose,
    };
    let audit = reader.audit(file);
    let findings = reader.findings;
    if findings.iter().any(Diagnostic::is_error) { Err(findings) } else { Ok((audit, findings)) }
}

struct Reader<'a> {
    source: &'a Source,
    ranges: FxHashMap<String, Range<usize>>,
    findings: Vec<Diagnostic>,
    whose: Whose,
}

impl Reader<'_> {
    fn tell(&mut self, finding: Diagnostic, path: &str) {
        if self.findings.len() < MOST_FINDINGS {
            let place = self.place(path);
            self.findings.push(finding.at(place));
        }
    }

    /// The place of a value, of the nearest thing around it where it is not written.
    fn place(&self, path: &str) -> Location {
        let mut path = path;
        loop {
            if let Some(range) = self.ranges.get(path) {
                return self.source.locate(range.clone());
            }
            match path.rsplit_once('.') {
                Some((above, _)) => path = above,
                None => return self.source.whole(),
            }
        }
    }

    /// The place of a key itself.
    fn key_place(&self, path: &str, key: &str) -> Location {
        let value = self.ranges.get(path).map_or(0, |range| range.start);
        match self.source.text.get(..value).and_then(|before| before.rfind(key)) {
            Some(start) => self.source.locate(start..start + key.len()),
            None => self.place(path),
        }
    }

    fn audit(&mut self, file: File) -> Audit {
        let text = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let standard = file.standard.trim_start_matches("RGAA ").to_owned();
        let versions = &Standard::rgaa().audits.versions;
        if !versions.contains(&standard) {
            let known = versions.iter().map(String::as_str);
            self.tell(Diagnostic::unknown("audit-standard-unknown", &standard, known), "standard");
        }
        let auditor = text(file.auditor);
        if file.date.is_some() && auditor.is_none() {
            self.tell(Diagnostic::error("audit-auditor-missing"), "auditor");
        }
        if self.whose == Whose::Theme && (file.theme.is_none() || file.theme_version.is_none()) {
            self.tell(Diagnostic::error("audit-theme-missing"), "theme");
        }
        self.pages(&file.pages);
        let environments: Vec<Environment> = file
            .environments
            .into_iter()
            .filter(|environment| !environment.system.is_empty() || !environment.browser.is_empty())
            .collect();
        if file.date.is_some() && self.whose == Whose::Site {
            let given = [
                ("technologies", !file.technologies.is_empty()),
                ("environments", !environments.is_empty()),
                ("tools", !file.tools.is_empty()),
            ];
            for (key, _) in given.iter().filter(|(_, given)| !given) {
                self.tell(Diagnostic::warning("audit-part-missing").arg("key", *key), key);
            }
        }
        for (rank, derogation) in file.derogations.iter().enumerate() {
            for (index, number) in derogation.criteria.iter().enumerate() {
                let known =
                    || Standard::rgaa().criteria.iter().map(|criterion| criterion.number.as_str());
                if !known().any(|known| known == number) {
                    let finding = Diagnostic::unknown("audit-criterion-unknown", number, known());
                    self.tell(finding, &format!("derogations.{rank}.criteria.{index}"));
                }
            }
        }
        let finished = file.date.is_some();
        let results = self.results(file.results.unwrap_or_default(), &file.pages, finished);
        Audit {
            source: self.source.clone(),
            whose: self.whose,
            standard,
            auditor,
            organisation: text(file.organisation),
            opened: file.opened,
            date: file.date,
            updated: file.updated,
            theme: file.theme.zip(file.theme_version),
            theme_digest: file.theme_digest,
            site: file.site,
            technologies: file.technologies,
            environments,
            tools: file.tools,
            pages: file.pages,
            results,
            derogations: file.derogations,
            exempt: file.exempt,
            notes: text(file.notes),
        }
    }

    fn pages(&mut self, pages: &[SamplePage]) {
        if pages.is_empty() {
            self.tell(Diagnostic::error("audit-pages-missing"), "pages");
        } else if pages.len() > MOST_PAGES {
            let finding = Diagnostic::error("audit-pages-many").arg("most", MOST_PAGES);
            self.tell(finding, "pages");
        }
        for (rank, page) in pages.iter().enumerate().take(MOST_PAGES) {
            if pages[..rank].iter().any(|before| before.id == page.id) {
                let finding = Diagnostic::error("audit-page-id-twice").arg("id", &*page.id);
                self.tell(finding, &format!("pages.{rank}.id"));
            }
            if !page.url.starts_with('/') {
                let finding = Diagnostic::error("audit-page-url").arg("url", &*page.url);
                self.tell(finding, &format!("pages.{rank}.url"));
            }
        }
    }

    fn results(
        &mut self,
        mut written: BTreeMap<String, ResultFile>,
        pages: &[SamplePage],
        finished: bool,
    ) -> Vec<CriterionResult> {
        let criteria = &Standard::rgaa().criteria;
        let mut results = Vec::with_capacity(criteria.len());
        for criterion in criteria {
            let number = &criterion.number;
            let written = written.remove(number);
            let result = self.result(number, written, pages, finished);
            if self.whose == Whose::Theme && !super::is_of_theme(number) {
                let claims = |status: &Status| matches!(status, Status::C | Status::NA);
                if result.recorded.iter().any(claims) {
                    let finding = Diagnostic::error("audit-criterion-of-content")
                        .arg("criterion", number.as_str());
                    let place = self.key_place(&format!("results.{number}"), number);
                    self.findings.push(finding.at(place));
                }
            }
            results.push(result);
        }
        for number in written.keys() {
            let known = criteria.iter().map(|criterion| criterion.number.as_str());
            let finding = Diagnostic::unknown("audit-criterion-unknown", number, known);
            let place = self.key_place(&format!("results.{number}"), number);
            self.findings.push(finding.at(place));
        }
        results
    }

    fn result(
        &mut self,
        number: &str,
        written: Option<ResultFile>,
        pages: &[SamplePage],
        finished: bool,
    ) -> CriterionResult {
        let path = format!("results.{number}");
        let untested = || vec![Status::NT; pages.len()];
        let mut result = CriterionResult {
            recorded: untested(),
            automatic: untested(),
            ..CriterionResult::default()
        };
        let parts = match written {
            None => return result,
            Some(ResultFile::Whole(status)) => {
                result.recorded.fill(status);
                if status == Status::NC && finished {
                    let finding = Diagnostic::warning("audit-finding-missing");
                    self.tell(finding.arg("criterion", number), &path);
                }
                return result;
            }
            Some(ResultFile::Parts(parts)) => *parts,
            Some(ResultFile::Wrong(word)) => {
                let near = suggestion(&word, Status::NAMES.iter().copied()).unwrap_or_default();
                let finding = Diagnostic::error("yaml-unknown-value")
                    .arg("value", word.as_str())
                    .arg("suggestion", near)
                    .arg("known", Status::NAMES.join(", "));
                self.tell(finding, &path);
                return result;
            }
        };
        let Parts { automatic, c, nc, na, nt, findings, comment } = parts;
        let of_linter = [(Status::C, automatic.c), (Status::NA, automatic.na)];
        self.fill(&mut result.automatic, &format!("{path}.automatic"), &of_linter, pages);
        let by_hand = [(Status::C, c), (Status::NC, nc), (Status::NA, na), (Status::NT, nt)];
        self.fill(&mut result.recorded, &path, &by_hand, pages);
        for (rank, finding) in findings.into_iter().enumerate() {
            let path = format!("{path}.findings.{rank}");
            let failed = |page: &usize| result.recorded.get(*page) == Some(&Status::NC);
            let named = match &finding.pages {
                Pages::None | Pages::All => (0..pages.len()).filter(failed).collect(),
                Pages::These(_) => self.named(&finding.pages, &format!("{path}.pages"), pages),
            };
            if let Some(page) = named.iter().find(|page| !failed(page)) {
                let told = Diagnostic::error("audit-finding-elsewhere")
                    .arg("page", pages[*page].id.as_str())
                    .arg("criterion", number);
                self.tell(told, &path);
            }
            result.findings.push(NonConformity {
                pages: named,
                description: finding.description.trim().to_owned(),
                impact: finding.impact,
                solution: finding.solution,
                quick: finding.quick,
            });
        }
        if finished
            && result.recorded.contains(&Status::NC)
            && result.findings.iter().all(|finding| finding.description.is_empty())
        {
            let finding = Diagnostic::warning("audit-finding-missing").arg("criterion", number);
            self.tell(finding, &format!("{path}.NC"));
        }
        result.comment = comment.filter(|comment| !comment.trim().is_empty());
        result
    }

    /// Puts the statuses of named pages into `cells`; `all` are those named nowhere else.
    fn fill<const N: usize>(
        &mut self,
        cells: &mut [Status],
        path: &str,
        by_status: &[(Status, Pages); N],
        pages: &[SamplePage],
    ) {
        let mut taken: Vec<Option<Status>> = vec![None; pages.len()];
        for (status, named) in by_status {
            let path = format!("{path}.{}", status.name());
            for page in self.named(named, &path, pages) {
                match taken[page] {
                    Some(other) if other != *status => {
                        let finding = Diagnostic::error("audit-page-in-two")
                            .arg("page", pages[page].id.as_str())
                            .arg("first", other.name())
                            .arg("second", status.name());
                        self.tell(finding, &path);
                    }
                    _ => taken[page] = Some(*status),
                }
            }
        }
        let mut rest = by_status.iter().filter(|(_, named)| matches!(named, Pages::All));
        if let Some((status, _)) = rest.next() {
            if let Some((second, _)) = rest.next() {
                let finding = Diagnostic::error("audit-page-in-two")
                    .arg("page", "all")
                    .arg("first", status.name())
                    .arg("second", second.name());
                self.tell(finding, &format!("{path}.{}", second.name()));
            }
            taken.iter_mut().for_each(|taken| *taken = taken.or(Some(*status)));
        }
        for (cell, status) in cells.iter_mut().zip(taken) {
            *cell = status.unwrap_or(Status::NT);
        }
    }

    fn named(&mut self, named: &Pages, path: &str, pages: &[SamplePage]) -> Vec<usize> {
        let Pages::These(ids) = named else { return Vec::new() };
        let mut ranks = Vec::with_capacity(ids.len());
        for (index, id) in ids.iter().enumerate() {
            match pages.iter().position(|page| page.id == *id) {
                Some(rank) => ranks.push(rank),
                None => {
                    let known = pages.iter().map(|page| page.id.as_str());
                    let finding = Diagnostic::unknown("audit-page-unknown", id, known);
                    self.tell(finding, &format!("{path}.{index}"));
                }
            }
        }
        ranks.sort_unstable();
        ranks.dedup();
        ranks
    }
}
