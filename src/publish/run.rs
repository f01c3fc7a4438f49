//! One run of `parvis publish`: many sites, several targets, each site by itself.
//!
//! What is compared, refused and sent is decided here; how it is sent, by the targets. Nothing
//! here reads a clock: the caller says what time it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;

use super::built::Built;
use super::gate::{self, Refusal, Texts};
use super::journal::{Action, Entry};
use super::plan::Plan;
use super::preview::{Preview, token};
use super::provenance::Provenance;
use super::redirects;
use super::release::{Release, ReleaseId};
use super::target::{Publication, Published, Target, TargetSettings, UNFINISHED};
use crate::accessibility::Baseline;
use crate::build::{self, BuildOptions, Engine, Progress, isolated};
use crate::diagnostic::{Argument, Diagnostic, Severity};
use crate::workspace::{Site, SiteId, Workspace};

/// What to publish, and how.
#[derive(Debug, Clone)]
pub struct PublishOptions {
    /// Where the build wrote the sites.
    pub out: PathBuf,
    /// Where derivatives of images are kept between builds.
    pub cache: PathBuf,
    /// The instant for which the sites should have been built.
    pub at: Timestamp,
    /// What time it is.
    pub now: Timestamp,
    /// Only says what would change.
    pub dry_run: bool,
    /// Shows the sites to those who get the address, for so many days; each site's own number of
    /// days when zero.
    pub preview: Option<u32>,
    /// Refusals that are passed over.
    pub allow: BTreeSet<Refusal>,
    /// Looks at what is served too, and puts it back as it was published where somebody changed it.
    pub repair: bool,
}

/// What became of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is served now.
    Published,
    /// It was served already.
    Unchanged,
    /// It was served already, and is so again as it was published.
    Repaired {
        /// How many files were not as they were published; none where only the manifest was lost.
        flaws: usize,
    },
    /// It would be served.
    Planned,
    /// It can be seen by those who have the address, until then.
    Shown {
        /// The address.
        url: String,
        /// When it ends.
        until: Timestamp,
    },
    /// Something residents should not meet keeps it from being served.
    Refused,
    /// It could not be published.
    Failed,
}

/// What was done for one site.
#[derive(Debug, Clone)]
pub struct SiteReport {
    /// The site.
    pub site: SiteId,
    /// What became of it.
    pub outcome: Outcome,
    /// The release that was built; `None` where none could be read.
    pub release: Option<ReleaseId>,
    /// What changes.
    pub plan: Plan,
    /// What was sent.
    pub sent: Published,
    /// What there is to say.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a run did.
#[derive(Debug, Clone, Default)]
pub struct PublishReport {
    /// By site, in the order of ids.
    pub sites: Vec<SiteReport>,
    /// What belongs to no site.
    pub diagnostics: Vec<Diagnostic>,
}

impl PublishReport {
    /// Number of sites for which this holds.
    #[must_use]
    pub fn count(&self, wanted: impl Fn(&Outcome) -> bool) -> usize {
        self.sites.iter().filter(|site| wanted(&site.outcome)).count()
    }

    /// True when no site was refused, none failed and all were finished.
    #[must_use]
    pub fn succeeded(&self) -> bool {
        let of_sites = self.sites.iter().flat_map(|site| &site.diagnostics);
        self.count(|outcome| matches!(outcome, Outcome::Refused | Outcome::Failed)) == 0
            && !self.diagnostics.iter().chain(of_sites).any(Diagnostic::is_error)
    }
}

/// A site whose release is known.
struct Prepared {
    site: Arc<Site>,
    release: Release,
    id: ReleaseId,
    built: Built,
}

/// How many sites wait for disks and networks at once.
const AT_ONCE: usize = 32;

/// What all sites of a run share.
struct Run<'a> {
    workspace: &'a Workspace,
    options: &'a PublishOptions,
    outdated: BTreeSet<SiteId>,
    /// The accessibility faults that are known and dated.
    baseline: Baseline,
    today: Date,
    provenance: OnceLock<Provenance>,
}

/// Publishes `sites`.
///
/// # Errors
/// `build-locked` while a build is writing, `threads-refused`. What goes wrong with a site or a
/// target is in the report.
pub fn publish(
    workspace: &Workspace,
    sites: &[Arc<Site>],
    options: &PublishOptions,
    progress: &dyn Progress,
) -> Result<PublishReport, Diagnostic> {
    let _reading = build::reading(&options.out)?;
    let mut wanted = BuildOptions::new(&workspace.root, options.at);
    wanted.out.clone_from(&options.out);
    wanted.cache.clone_from(&options.cache);
    if sites.len() < workspace.sites.len() {
        wanted.sites = sites.iter().map(|site| site.id.to_string()).collect();
    }
    let outdated = Engine::new(&options.cache).outdated(workspace, &wanted)?;
    // What is wrong with its file is told by `build`, which publication follows.
    let (baseline, _) = build::read_baseline(&workspace.root);
    let today = options.now.to_zoned(workspace.settings.time_zone.clone()).date();
    let run = Run { workspace, options, outdated, baseline, today, provenance: OnceLock::new() };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE).build();
    let pool = pool.map_err(|error| {
        Diagnostic::error("threads-refused")
            .arg("jobs", AT_ONCE)
            .arg("detail", Argument::cause(&error))
    })?;
    Ok(pool.install(|| run.all(sites, progress)))
}

impl Run<'_> {
    fn all(&self, sites: &[Arc<Site>], progress: &dyn Progress) -> PublishReport {
        let prepared: Vec<_> = sites.par_iter().map(|site| self.prepare(site)).collect();
        let mut report = PublishReport::default();
        let mut targets: BTreeMap<TargetSettings, Vec<Prepared>> = BTreeMap::new();
        for (site, prepared) in sites.iter().zip(prepared) {
            match prepared {
                Ok((settings, prepared)) => targets.entry(settings).or_default().push(prepared),
                Err(finding) => report.sites.push(failed(&site.id, None, vec![finding])),
            }
        }
        progress.start(sites.len());
        for (settings, prepared) in targets {
            self.one_target(&settings, prepared, progress, &mut report);
        }
        report.sites.sort_by(|a, b| a.site.cmp(&b.site));
        let stale = report.sites.iter().filter(|site| {
            site.outcome == Outcome::Unchanged && self.outdated.contains(&site.site)
        });
        let stale: Vec<&str> = stale.map(|site| &*site.site).collect();
        if !stale.is_empty() {
            let shown = stale[..stale.len().min(10)].join(", ");
            let more = if stale.len() > 10 { ", …" } else { "" };
            let finding = Diagnostic::warning("publish-unchanged-outdated");
            let finding = finding.arg("count", stale.len()).arg("sites", format!("{shown}{more}"));
            report.diagnostics.push(finding);
        }
        report
    }

    fn prepare(&self, site: &Arc<Site>) -> Result<(TargetSettings, Prepared), Diagnostic> {
        let settings = TargetSettings::of(self.workspace, site)?;
        let release = Release::of_built(&self.options.out, &site.id)?;
        let (id, folder) = (release.id(), self.options.out.join(&*site.id));
        Ok((settings, Prepared { site: Arc::clone(site), release, id, built: Built { folder } }))
    }

    fn one_target(
        &self,
        settings: &TargetSettings,
        sites: Vec<Prepared>,
        progress: &dyn Progress,
        report: &mut PublishReport,
    ) {
        let target = match settings.open() {
            Ok(target) => target,
            Err(finding) => {
                // Told once, not once a site.
                report.diagnostics.push(finding);
                let told =
                    |prepared: Prepared| failed(&prepared.site.id, Some(prepared.id), Vec::new());
                report.sites.extend(sites.into_iter().map(told));
                return;
            }
        };
        let ids: Vec<SiteId> = sites.iter().map(|prepared| prepared.site.id.clone()).collect();
        if !self.options.dry_run
            && let Err(mut finding) = target.tidy(&ids, self.options.now)
        {
            // What was left stays for another time; each site is tried all the same.
            finding.severity = Severity::Warning;
            report.diagnostics.push(finding);
        }
        let mut current = target.current(&ids);
        let with_current: Vec<_> = sites
            .into_iter()
            .map(|prepared| {
                let current = current.remove(&prepared.site.id).unwrap_or(Ok(None));
                (prepared, current)
            })
            .collect();
        let reports = with_current.into_par_iter().map(|(prepared, current)| {
            let done = isolated(|| match current {
                Ok(current) => self.one_site(&*target, &prepared, current),
                Err(finding) => Err(finding),
            });
            progress.site_done(&prepared.site.id);
            let (id, release) = (&prepared.site.id, Some(prepared.id));
            match done {
                Ok(Ok(report)) => report,
                Ok(Err(finding)) | Err(finding) => failed(id, release, vec![finding]),
            }
        });
        report.sites.par_extend(reports);
    }

    fn one_site(
        &self,
        target: &dyn Target,
        prepared: &Prepared,
        current: Option<ReleaseId>,
    ) -> Result<SiteReport, Diagnostic> {
        let Prepared { site, release, id, built } = prepared;
        let mut report = SiteReport {
            site: site.id.clone(),
            outcome: Outcome::Unchanged,
            release: Some(*id),
            plan: Plan::default(),
            sent: Published::default(),
            diagnostics: Vec::new(),
        };
        if current == Some(*id) && self.options.preview.is_none() {
            if self.options.repair {
                self.repair(target, prepared, &mut report)?;
            }
            return Ok(report);
        }
        let old = match current.map(|current| target.release(&site.id, &current)) {
            Some(Ok(old)) => Some(old),
            Some(Err(mut finding)) => {
                // What is served cannot be compared; what is published does not depend on it.
                finding.severity = Severity::Warning;
                report.diagnostics.push(finding.in_site(&site.id));
                None
            }
            None => None,
        };
        let led_on = redirects::paths(built, release);
        report.plan = Plan::between(old.as_ref(), release, |path| led_on.contains(path));
        if self.is_refused(prepared, &mut report)? {
            report.outcome = Outcome::Refused;
            return Ok(report);
        }
        if self.options.dry_run {
            report.outcome = Outcome::Planned;
            return Ok(report);
        }
        let publication = self.publication(prepared, &report.plan, current);
        let sent = match self.options.preview {
            None => {
                report.outcome = Outcome::Published;
                target.publish(&publication)
            }
            Some(days) => {
                let days = if days == 0 { site.publish.preview_days } else { days };
                let until = self.options.now + SignedDuration::from_hours(24 * i64::from(days));
                let mut publication = publication;
                publication.entry.action = Action::Preview;
                publication.entry.until = Some(until);
                let preview = Preview { publication: &publication, token: token()?, until };
                report.outcome = Outcome::Shown { url: preview.url(), until };
                target.preview(&preview)
            }
        };
        report.sent = finished(sent, &site.id, &mut report)?;
        Ok(report)
    }

    /// Compares what is served with what was published, and puts back what is not so any more.
    fn repair(
        &self,
        target: &dyn Target,
        prepared: &Prepared,
        report: &mut SiteReport,
    ) -> Result<(), Diagnostic> {
        let (site, id) = (&prepared.site.id, &prepared.id);
        let flaws = match target.verify(site, id) {
            Ok(flaws) if flaws.is_empty() => return Ok(()),
            Ok(flaws) => flaws,
            // Without its manifest nothing can be compared: everything is put back.
            Err(mut lost)
                if ["publish-release-unknown", "publish-manifest-damaged"].contains(&lost.code) =>
            {
                lost.severity = Severity::Warning;
                report.diagnostics.push(lost.in_site(site));
                Vec::new()
            }
            Err(finding) => return Err(finding),
        };
        let told = flaws.iter().take(gate::TOLD).map(|flaw| {
            let mut finding = flaw.told(site, id);
            finding.severity = Severity::Warning;
            finding
        });
        report.diagnostics.extend(told);
        let mut publication = self.publication(prepared, &report.plan, None);
        publication.entry.action = Action::Repair;
        report.sent = finished(target.repair(&publication, &flaws), site, report)?;
        report.outcome = Outcome::Repaired { flaws: flaws.len() };
        Ok(())
    }

    fn publication<'b>(
        &self,
        prepared: &'b Prepared,
        plan: &Plan,
        previous: Option<ReleaseId>,
    ) -> Publication<'b> {
        let Prepared { site, release, id, built } = prepared;
        Publication {
            site,
            release,
            id: *id,
            built,
            keep: site.publish.keep,
            allow_deletes: self.options.allow.contains(&Refusal::Deletes),
            entry: self.entry(prepared, plan, previous),
        }
    }

    /// Looks for what keeps a site from being published, and tells it.
    fn is_refused(&self, prepared: &Prepared, report: &mut SiteReport) -> Result<bool, Diagnostic> {
        let site = &prepared.site;
        let texts = Texts::read(&prepared.release, &prepared.built)?;
        let verdict = build::lint_of(&self.options.out, &site.id);
        let faults = verdict.as_ref().map(|it| it.new_faults(&self.baseline, self.today));
        let mut found = gate::findings(site, &prepared.release, &texts, faults.unwrap_or_default());
        if verdict.is_none() {
            // Nothing is known of its pages; the summary alone says so.
            found.insert(Refusal::Accessibility, Vec::new());
        }
        if self.outdated.contains(&site.id) {
            found.insert(Refusal::Outdated, vec![Diagnostic::error("publish-outdated")]);
        }
        let mut refused = false;
        for (refusal, findings) in found {
            let allowed = self.options.allow.contains(&refusal);
            refused |= !allowed;
            report.diagnostics.extend(gate::told(site, refusal, findings, allowed));
        }
        Ok(refused)
    }

    fn entry(&self, prepared: &Prepared, plan: &Plan, previous: Option<ReleaseId>) -> Entry {
        let provenance = self.provenance.get_or_init(|| Provenance::of(&self.workspace.root));
        Entry {
            at: self.options.now,
            action: Action::Publish,
            site: prepared.site.id.to_string(),
            release: prepared.id,
            previous,
            who: provenance.who.clone(),
            host: provenance.host.clone(),
            commit: provenance.commit.clone(),
            modified: provenance.modified,
            files: plan.counts(),
            allowed: self.options.allow.iter().map(|refusal| refusal.name().to_owned()).collect(),
            until: None,
        }
    }
}

/// What was sent, also where what comes after failed: residents are served what they were to be
/// served, and the report says the rest.
fn finished(
    sent: Result<Published, Diagnostic>,
    site: &SiteId,
    report: &mut SiteReport,
) -> Result<Published, Diagnostic> {
    match sent {
        Err(finding) if finding.code == UNFINISHED => {
            report.diagnostics.push(finding.in_site(site));
            Ok(Published::default())
        }
        sent => sent,
    }
}

fn failed(site: &SiteId, release: Option<ReleaseId>, findings: Vec<Diagnostic>) -> SiteReport {
    SiteReport {
        site: site.clone(),
        outcome: Outcome::Failed,
        release,
        plan: Plan::default(),
        sent: Published::default(),
        diagnostics: findings.into_iter().map(|finding| finding.in_site(site)).collect(),
    }
}

/// Puts back a release of a site: the one whose id begins with `wanted`, or the one that was
/// served before the current one was first published. Says which.
///
/// # Errors
/// `publish-release-unknown`, `publish-release-ambiguous`, `publish-nothing-before`,
/// `publish-already-served`, and those of the target.
pub fn rollback(
    workspace: &Workspace,
    site: &Site,
    wanted: Option<&str>,
    now: Timestamp,
) -> Result<Entry, Diagnostic> {
    let target = TargetSettings::of(workspace, site)?.open()?;
    let history = target.history(&site.id)?;
    let to = match wanted {
        Some(wanted) => named(&history.kept, wanted)?,
        None => {
            let before =
                history.current.and_then(|id| super::journal::before(&history.entries, &id));
            let before = before.filter(|id| history.kept.contains(id));
            before.ok_or_else(|| Diagnostic::error("publish-nothing-before"))?
        }
    };
    if history.current == Some(to) {
        return Err(Diagnostic::error("publish-already-served").arg("release", to.short()));
    }
    let provenance = Provenance::of(&workspace.root);
    let entry = Entry {
        at: now,
        action: Action::Rollback,
        site: site.id.to_string(),
        release: to,
        previous: history.current,
        who: provenance.who,
        host: provenance.host,
        commit: provenance.commit,
        modified: provenance.modified,
        files: super::journal::Counts::default(),
        allowed: Vec::new(),
        until: None,
    };
    target.rollback(&site.id, &to, entry.clone())?;
    Ok(entry)
}

/// The release whose id begins so.
fn named(kept: &[ReleaseId], wanted: &str) -> Result<ReleaseId, Diagnostic> {
    let unknown = || Diagnostic::error("publish-release-unknown").arg("release", wanted);
    let start = wanted.to_ascii_lowercase();
    let mut found = kept.iter().filter(|id| id.to_string().starts_with(&start));
    let first = found.next().filter(|_| !start.is_empty()).ok_or_else(unknown)?;
    match found.next() {
        None => Ok(*first),
        Some(_) => Err(Diagnostic::error("publish-release-ambiguous").arg("release", wanted)),
    }
}
