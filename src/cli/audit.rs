//! `parvis audit`: opens the audit of a site or of a theme, fills in what the linter proves, says
//! how far it is, and exports the grid. Without a site, the state of every site.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use jiff::civil::Date;
use walkdir::WalkDir;

use super::arguments::{Audit as Arguments, Export};
use super::{Error, Session, replace_file};
use crate::accessibility::Outcome;
use crate::accessibility::audit::{
    self, Audit, Candidate, CellSource, Change, Grid, Impact, Opening, PageKind, Rates, SamplePage,
    State, Status, Subject, Verdict, Vetoes, Whose, criteria_proved,
};
use crate::accessibility::memory::LintedPage;
use crate::accessibility::standard::Standard;
use crate::build::{self, BuildOptions, Engine, Recorded};
use crate::diagnostic::{Diagnostic, Location, Source};
use crate::workspace::{AUDIT_FILE, Site, Workspace, files};

/// How many criteria that are left are named.
const LEFT: usize = 12;

pub(super) fn run(session: &Session, arguments: &Arguments, out: &mut dyn Write) -> super::Result {
    let workspace = session.workspace()?;
    let at = session.instant(arguments.at.as_deref(), &workspace)?;
    let Some(id) = &arguments.site else { return overview(session, &workspace, at, out) };
    let Some(site) = workspace.sites.get(id.as_str()) else {
        if let Some(broken) = workspace.broken.get(id.as_str()) {
            session.tell(broken);
            return Ok(ExitCode::from(1));
        }
        let known = workspace.sites.keys().map(|id| &**id);
        return Err(Diagnostic::unknown("site-unknown", id, known).into());
    };
    let today = at.to_zoned(site.time_zone.clone()).date();
    let (whose, name) = if arguments.theme {
        (Whose::Theme, format!("themes/{}/{AUDIT_FILE}", site.theme))
    } else {
        (Whose::Site, format!("{}/{AUDIT_FILE}", site.dir))
    };
    let task = Task { session, workspace: &workspace, site, whose, name, today };
    let is_open = task.path().is_file();
    if !is_open && (arguments.export.is_some() || !arguments.set.is_empty()) {
        return Err(Diagnostic::error("audit-none").arg("name", &**id).into());
    }
    if !arguments.set.is_empty() {
        task.set(arguments, out)?;
    }
    let Some(pages) = task.pages(at)? else { return Ok(ExitCode::from(1)) };
    if !is_open {
        task.open(&pages, out)?;
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.refresh {
        task.refresh(&pages, out)?;
    }
    let audit = task.read()?;
    let recorded = Recorded::of(&workspace, site, today).map_err(Error::Told)?;
    let of_theme = recorded.of_theme().filter(|_| whose == Whose::Site);
    let grid = Grid::new(&audit, of_theme, &pages.vetoes);
    let rates = Rates::of(&grid);
    task.tell_gone(&audit, &pages);
    match arguments.export {
        Some(format) => task.export(format, arguments, (&audit, &grid, &rates), out)?,
        None => {
            session.tell(&recorded.judge(&pages.vetoes).findings);
            task.progress((&audit, &grid, &rates), &recorded, out)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The site's pages, as a build of the moment makes them.
struct Pages {
    candidates: Vec<Candidate>,
    /// Outcomes of all tests, by the page's address.
    outcomes: BTreeMap<String, Vec<Outcome>>,
    vetoes: Vetoes,
    documents: Vec<String>,
}

/// The audit that is asked for.
struct Task<'a> {
    session: &'a Session,
    workspace: &'a Workspace,
    site: &'a Arc<Site>,
    whose: Whose,
    /// The audit's file, from the workspace's root.
    name: String,
    today: Date,
}

impl Task<'_> {
    fn path(&self) -> PathBuf {
        self.workspace.root.join(&self.name)
    }

    fn read(&self) -> Result<Audit, Error> {
        let source = files::read_text(&self.path(), &self.name)?;
        let (audit, findings) = audit::read(&source, self.whose).map_err(Error::Told)?;
        self.session.tell(&findings);
        Ok(audit)
    }

    fn write(&self, text: &str) -> Result<(), Error> {
        let path = self.path();
        let unwritable = |error: std::io::Error| {
            Diagnostic::error("file-unwritable")
                .arg("detail", &error)
                .at(Location::file(self.name.as_str()))
        };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(unwritable)?;
        }
        Ok(replace_file(&path, text).map_err(unwritable)?)
    }

    fn say(
        &self,
        out: &mut dyn Write,
        id: &str,
        values: &[(&str, crate::diagnostic::Argument)],
    ) -> Result<(), Error> {
        writeln!(out, "{}", self.session.say(id, values))?;
        Ok(())
    }

    /// Builds the site aside and lints it; `None` when it cannot be built, which is told.
    fn pages(&self, at: jiff::Timestamp) -> Result<Option<Pages>, Error> {
        let folder = tempfile::tempdir()?;
        let mut options = BuildOptions::new(&self.workspace.root, at);
        options.out = folder.path().to_owned();
        options.sites = vec![self.site.id.to_string()];
        options.lint = build::Lint::Faults;
        let report = Engine::new(&options.cache).build(self.workspace, &options, &())?;
        // What the linter is sure of keeps no page from being audited.
        let failed = report.count(build::Outcome::Failed) > 0;
        if failed || report.diagnostics.iter().any(Diagnostic::is_error) {
            let mut findings: Vec<Diagnostic> = report.all_diagnostics().cloned().collect();
            findings.push(Diagnostic::error("audit-site-failed").arg("site", &*self.site.id));
            self.session.tell(&findings);
            return Ok(None);
        }
        let linted = build::lint_pages(folder.path(), &self.site.id);
        Ok(Some(read_pages(&folder.path().join(&*self.site.id), &linted, self.workspace)))
    }

    fn open(&self, pages: &Pages, out: &mut dyn Write) -> Result<(), Error> {
        let year = self.today.year();
        let sample = audit::choose(&pages.candidates, &pages.documents, &self.site.id, year);
        let proved = proved(&sample, pages);
        let theme = build::theme_version(self.workspace, self.site).map_err(Error::Told)?;
        let text = audit::open(&Opening {
            whose: self.whose,
            site: &self.site.id,
            title: &self.site.title,
            url: &self.site.url,
            theme: &theme,
            today: self.today,
            pages: &sample,
            proved: &proved,
        });
        // What is written must read back.
        let source = Source::new(self.name.as_str(), text.as_str());
        audit::read(&source, self.whose).map_err(Error::Told)?;
        self.write(&text)?;
        let filled = proved.iter().flatten().filter(|status| **status != Status::NT).count();
        let all = sample.len() * Standard::rgaa().criteria.len();
        self.say(
            out,
            "audit-opened",
            &[
                ("file", self.name.as_str().into()),
                ("pages", sample.len().into()),
                ("cells", filled.into()),
                ("all", all.into()),
            ],
        )?;
        self.say(out, "audit-next", &[])
    }

    fn set(&self, arguments: &Arguments, out: &mut dyn Write) -> Result<(), Error> {
        let impact = match &arguments.impact {
            None => None,
            Some(name) => Some(Impact::of(name).ok_or_else(|| {
                Diagnostic::unknown("audit-impact-unknown", name, ["minor", "major", "blocking"])
            })?),
        };
        let changes: Vec<Change> = arguments
            .set
            .iter()
            .map(|text| {
                let change = change(text).ok_or_else(|| {
                    Diagnostic::error("audit-set-unreadable").arg("text", text.as_str())
                })?;
                Ok(Change { comment: arguments.comment.clone(), impact, ..change })
            })
            .collect::<Result<_, Diagnostic>>()?;
        let text = audit::set(&self.read()?, &changes)?;
        self.write(&text)?;
        self.say(out, "audit-saved", &[("file", self.name.as_str().into())])
    }

    fn refresh(&self, pages: &Pages, out: &mut dyn Write) -> Result<(), Error> {
        let audit = self.read()?;
        let text = audit::refreshed(&audit, &proved(&audit.pages, pages)).ok_or_else(|| {
            Diagnostic::error("audit-set-by-hand").at(Location::file(self.name.as_str()))
        })?;
        self.write(&text)?;
        self.say(out, "audit-refreshed", &[("file", self.name.as_str().into())])
    }

    /// Tells of pages of the sample that the site no longer has.
    fn tell_gone(&self, audit: &Audit, pages: &Pages) {
        let there = |page: &SamplePage| {
            pages.outcomes.contains_key(&page.url) || pages.documents.contains(&page.url)
        };
        let gone: Vec<Diagnostic> = audit
            .pages
            .iter()
            .filter(|page| !there(page))
            .map(|page| {
                let finding = Diagnostic::warning("audit-page-gone").arg("url", page.url.as_str());
                finding.at(audit.source.whole())
            })
            .collect();
        self.session.tell(&gone);
    }

    fn progress(
        &self,
        (audit, grid, rates): (&Audit, &Grid, &Rates),
        recorded: &Recorded,
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let name = match self.whose {
            Whose::Site => self.site.title.as_str(),
            Whose::Theme => self.site.theme.as_str(),
        };
        self.say(
            out,
            "audit-head",
            &[
                ("name", name.into()),
                ("pages", grid.pages.len().into()),
                ("standard", audit.standard.as_str().into()),
                ("opened", audit.opened.to_string().into()),
            ],
        )?;
        let tested = grid.cells() - grid.untested();
        self.say(
            out,
            "audit-progress",
            &[
                ("tested", tested.into()),
                ("all", grid.cells().into()),
                ("automatic", grid.from(CellSource::Automatic).into()),
                ("theme", grid.from(CellSource::Theme).into()),
                ("site", grid.from(CellSource::Site).into()),
            ],
        )?;
        // A theme is judged on some criteria only, which make no rate.
        if self.whose == Whose::Site {
            self.say(
                out,
                "audit-rate",
                &[
                    ("validated", rates.validated.into()),
                    ("applicable", rates.applicable.into()),
                    ("rate", shown(rates.rate()).into()),
                    ("average", shown(rates.average()).into()),
                ],
            )?;
            let statement = recorded.judge(&Vetoes::default()).statement;
            let state = match rates.state() {
                State::Total => "audit-state-total",
                State::Partial => "audit-state-partial",
                State::None => "audit-state-none",
            };
            match &statement.results {
                Some(results) => {
                    self.say(out, state, &[])?;
                    let expires = results.expires.to_string();
                    self.say(out, "audit-counts", &[("expires", expires.into())])?;
                }
                None if audit.date.is_none() => self.say(out, "audit-draft", &[])?,
                None => self.say(out, "audit-state-none", &[])?,
            }
        }
        self.left(grid, rates, out)
    }

    /// Which criteria fail, and what is left to test.
    fn left(&self, grid: &Grid, rates: &Rates, out: &mut dyn Write) -> Result<(), Error> {
        let criteria = || Standard::rgaa().criteria.iter();
        let failed: Vec<&str> = criteria()
            .zip(&rates.verdicts)
            .filter(|(_, verdict)| **verdict == Verdict::Failed)
            .map(|(criterion, _)| criterion.number.as_str())
            .collect();
        if !failed.is_empty() {
            self.say(out, "audit-failed", &[("criteria", failed.join(", ").into())])?;
        }
        let asked = |number: &str| self.whose == Whose::Site || audit::is_of_theme(number);
        let of_audit = criteria().zip(&grid.rows).filter(|(one, _)| asked(&one.number));
        let rows = of_audit.filter_map(|(criterion, row)| {
            let pages = grid.pages.iter().zip(row);
            let left = pages.filter(|(_, cell)| cell.status == Status::NT);
            let left: Vec<&str> = left.map(|(page, _)| page.id.as_str()).collect();
            (!left.is_empty()).then_some((criterion, left))
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return Ok(());
        }
        self.say(out, "audit-left", &[])?;
        for (criterion, left) in rows.iter().take(LEFT) {
            self.say(
                out,
                "audit-left-line",
                &[
                    ("criterion", criterion.number.as_str().into()),
                    ("count", left.len().into()),
                    ("pages", left.join(", ").into()),
                ],
            )?;
        }
        if rows.len() > LEFT {
            writeln!(out, "…")?;
        }
        Ok(())
    }

    fn export(
        &self,
        format: Export,
        arguments: &Arguments,
        (audit, grid, rates): (&Audit, &Grid, &Rates),
        out: &mut dyn Write,
    ) -> Result<(), Error> {
        let body = self.site.definite();
        let contact = self.site.accessibility.contact.as_ref().unwrap_or(&self.site.contact);
        let subject = Subject {
            name: match self.whose {
                Whose::Site => &self.site.title,
                Whose::Theme => &self.site.theme,
            },
            url: &self.site.url,
            body: &body,
            email: contact.email.as_deref(),
        };
        let text = match format {
            Export::Csv => {
                audit::csv(audit, grid, rates).map_err(|error| Error::Output(error.into()))?
            }
            Export::Json => {
                let report = audit::ara(audit, grid, rates, &subject);
                serde_json::to_string_pretty(&report)? + "\n"
            }
            Export::Html => audit::html(audit, grid, rates, &subject)?,
        };
        match &arguments.output {
            None => out.write_all(text.as_bytes())?,
            Some(file) => {
                let path = std::path::absolute(file)?;
                replace_file(&path, &text)?;
                let file = file.display().to_string();
                eprintln!("{}", self.session.say("audit-exported", &[("file", file.into())]));
            }
        }
        Ok(())
    }
}

/// `1.1=C`, `1.1@accueil,contact=NC`.
fn change(text: &str) -> Option<Change> {
    let (target, status) = text.split_once('=')?;
    let (criterion, pages) = target.split_once('@').unwrap_or((target, ""));
    let pages = pages.split(',').map(str::trim).filter(|page| !page.is_empty());
    Some(Change {
        criterion: criterion.trim().to_owned(),
        pages: pages.map(str::to_owned).collect(),
        status: Status::of(status.trim())?,
        comment: None,
        impact: None,
    })
}

/// What the linter proves of each page of a sample. A document is no page: only whether it has an
/// accessible version is asked of it.
fn proved(sample: &[SamplePage], pages: &Pages) -> Vec<Vec<Status>> {
    let criteria = &Standard::rgaa().criteria;
    let of_document = || {
        let asked = &Standard::rgaa().audits.of_document;
        let statuses = criteria.iter().map(|criterion| match asked.contains(&criterion.number) {
            true => Status::NT,
            false => Status::NA,
        });
        statuses.collect()
    };
    let of = |page: &SamplePage| match pages.outcomes.get(&page.url) {
        Some(outcomes) => criteria_proved(outcomes),
        None if page.kind == PageKind::Document => of_document(),
        None => vec![Status::NT; criteria.len()],
    };
    sample.iter().map(of).collect()
}

/// Reads the pages of a built site, and what the build's linter said of them.
fn read_pages(folder: &Path, linted: &[LintedPage], workspace: &Workspace) -> Pages {
    let mut pages = Pages {
        candidates: Vec::new(),
        outcomes: BTreeMap::new(),
        vetoes: build::vetoes(linted),
        documents: Vec::new(),
    };
    let outcomes: BTreeMap<&str, &Vec<Outcome>> =
        linted.iter().map(|page| (page.summary.path.as_str(), &page.outcomes)).collect();
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        let Ok(inside) = entry.path().strip_prefix(folder) else { continue };
        let path = inside.to_string_lossy().replace('\\', "/");
        let extension = path.rsplit('.').next().unwrap_or_default();
        match extension {
            "html" => {
                let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
                let url = format!("/{}", path.strip_suffix("index.html").unwrap_or(&path));
                let folders = &workspace.settings.folders;
                pages.candidates.extend(Candidate::read(&url, &text, folders));
                if let Some(outcomes) = outcomes.get(path.as_str()) {
                    pages.outcomes.insert(url, outcomes.to_vec());
                }
            }
            "pdf" | "odt" | "ods" | "odp" | "doc" | "docx" | "xls" | "xlsx" | "ppt" | "pptx" => {
                pages.documents.push(format!("/{path}"));
            }
            _ => {}
        }
    }
    pages
}

/// The state of every site, and until when.
fn overview(
    session: &Session,
    workspace: &Workspace,
    at: jiff::Timestamp,
    out: &mut dyn Write,
) -> super::Result {
    let words = |id: &str| session.say(id, &[]);
    let head = [
        "audit-column-site",
        "audit-column-state",
        "audit-column-rate",
        "audit-column-date",
        "audit-column-until",
    ];
    let mut rows = vec![head.map(words)];
    let mut counts = [0_usize; 3];
    let mut failed = false;
    for site in workspace.sites.values() {
        let today = at.to_zoned(site.time_zone.clone()).date();
        let recorded = match Recorded::of(workspace, site, today) {
            Ok(recorded) => recorded,
            Err(findings) => {
                session.tell(&findings);
                failed = true;
                continue;
            }
        };
        let mut statement = recorded.judge(&Vetoes::default()).statement;
        // What the linter is sure of lowers what an audit claims; without a claim nothing is made.
        if statement.results.is_some() {
            let (whose, name) = (Whose::Site, format!("{}/{AUDIT_FILE}", site.dir));
            let task = Task { session, workspace, site, whose, name, today };
            match task.pages(at)? {
                Some(pages) => statement = recorded.judge(&pages.vetoes).statement,
                None => failed = true,
            }
        }
        counts[statement.state as usize] += 1;
        let state = match statement.state {
            State::Total => words("audit-is-total"),
            State::Partial => words("audit-is-partial"),
            State::None => words("audit-is-none"),
        };
        let [rate, date, until] = match (&statement.results, &statement.lapsed) {
            (Some(results), _) => [
                format!("{} %", shown(results.rates.rate())),
                results.date.to_string(),
                results.expires.to_string(),
            ],
            (None, Some(lapse)) => [String::new(), lapse.date.to_string(), words("audit-lapsed")],
            (None, None) if recorded.is_open() => {
                [String::new(), words("audit-in-progress"), String::new()]
            }
            (None, None) => [const { String::new() }; 3],
        };
        rows.push([site.id.to_string(), state, rate, date, until]);
    }
    let rows: Vec<[&str; 5]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    super::table::write(out, &rows)?;
    let [none, partial, full] = counts;
    let values = [
        ("total", (none + partial + full).into()),
        ("full", full.into()),
        ("partial", partial.into()),
        ("none", none.into()),
    ];
    writeln!(out, "{}", session.say("audit-all", &values))?;
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn shown(share: f64) -> String {
    let text = format!("{share:.2}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', ",")
}
