//! A new audit file: the sample chosen, everything the linter proves filled in, the rest to test.
//!
//! The file is made to be filled in by hand: each criterion stands under its question, and a page
//! is moved from one list to another. It never fills in what a person has to judge.

use super::file::{Audit, CriterionResult, Whose};
use super::status::Status;
use super::{SamplePage, ThemeVersion};
use crate::accessibility::standard::Standard;
use crate::workspace::create::scalar;
use jiff::civil::Date;
use std::fmt::Write as _;

/// What a new audit begins with.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// Of a site or of a theme.
    pub whose: Whose,
    /// Id of the site whose pages are looked at.
    pub site: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its public address.
    pub url: &'a str,
    /// Its theme.
    pub theme: &'a ThemeVersion,
    /// The day.
    pub today: Date,
    /// The sample.
    pub pages: &'a [SamplePage],
    /// What the linter proves, by page, then by criterion.
    pub proved: &'a [Vec<Status>],
}

/// The text of a new file.
#[must_use]
pub fn open(opening: &Opening<'_>) -> String {
    let standard = Standard::rgaa();
    let mut text = String::with_capacity(32 * 1024);
    // Writing to a string cannot fail.
    let mut line = |parts: std::fmt::Arguments<'_>| _ = writeln!(text, "{parts}");
    let what = match opening.whose {
        Whose::Site => format!("du site «\u{a0}{}\u{a0}» ({})", opening.title, opening.url),
        Whose::Theme => format!("du thème «\u{a0}{}\u{a0}»", opening.theme.name),
    };
    line(format_args!("# Audit d’accessibilité {what}, RGAA {}.", standard.version));
    let of_theme = if opening.whose == Whose::Theme { THEME_GUIDANCE } else { &[] };
    for sentence in GUIDANCE.iter().chain(of_theme) {
        line(format_args!("{}", format!("# {sentence}").trim_end()));
    }
    line(format_args!("standard: \"{}\"", standard.version));
    line(format_args!("# Qui audite, et pour quel organisme (si ce n’est pas en interne)."));
    line(format_args!("auditor: \"\"\norganisation: \"\""));
    line(format_args!("opened: {}", opening.today));
    line(format_args!(
        "# Le jour où l’audit est terminé\u{a0}: tant que la ligne est vide, il ne compte pas."
    ));
    line(format_args!("date:"));
    let ThemeVersion { name, version, digest, .. } = opening.theme;
    line(format_args!("theme: {}\ntheme_version: {}", scalar(name), quoted(version)));
    if opening.whose == Whose::Theme {
        line(format_args!("theme_digest: {}\nsite: {}", quoted(digest), scalar(opening.site)));
    }
    line(format_args!("technologies: [HTML5, CSS]"));
    line(format_args!(
        "# Avec quoi les pages ont été regardées (platform\u{a0}: desktop ou mobile)."
    ));
    line(format_args!(
        "environments:\n  - {{platform: desktop, system: \"\", browser: \"\", assistive_technology: \"\"}}"
    ));
    line(format_args!(
        "tools:\n  - Parvis {} (vérifications automatiques)",
        env!("CARGO_PKG_VERSION")
    ));
    if opening.whose == Whose::Site {
        for sentence in EXEMPTIONS {
            line(format_args!("{sentence}"));
        }
    }
    line(format_args!("\n# L’échantillon. Ajoutez-y les pages que vous jugez utiles."));
    line(format_args!("pages:"));
    for page in opening.pages {
        let random = if page.random { ", random: true" } else { "" };
        line(format_args!(
            "  - {{id: {}, name: {}, url: {}, kind: {}{random}}}",
            page.id,
            scalar(&page.name),
            quoted(&page.url),
            page.kind.name()
        ));
    }
    line(format_args!("\nresults:"));
    let mut theme = 0;
    for (rank, criterion) in standard.criteria.iter().enumerate() {
        if opening.whose == Whose::Theme && !super::is_of_theme(&criterion.number) {
            continue;
        }
        let of = criterion.number.split('.').next().and_then(|number| number.parse().ok());
        if let Some(of) = of.filter(|of| *of != theme) {
            theme = of;
            let title = standard.themes.iter().find(|theme| usize::from(theme.number) == of);
            let title = title.map(|theme| theme.title.as_str()).unwrap_or_default();
            line(format_args!("\n  # ——— {of}. {title} ———"));
        }
        let proved = opening.proved.iter().map(|page| page.get(rank).copied());
        let result = CriterionResult {
            recorded: vec![Status::NT; opening.pages.len()],
            automatic: proved.map(|status| status.unwrap_or(Status::NT)).collect(),
            ..CriterionResult::default()
        };
        line(format_args!("\n  # {} {}", criterion.number, one_line(&criterion.title)));
        line(format_args!("{}", lines(&criterion.number, &result, opening.pages).trim_end()));
    }
    text
}

/// What the reader of a new file must know.
const GUIDANCE: &[&str] = &[
    "",
    "Sous chaque critère, les pages sont rangées par résultat\u{a0}:",
    "  C (conforme), NC (non conforme), NA (non applicable), NT (non testé).",
    "Déplacez les pages de NT vers leur résultat\u{a0}; «\u{a0}all\u{a0}» vaut pour toutes celles qui ne sont pas nommées.",
    "«\u{a0}automatic\u{a0}» est ce que Parvis a prouvé à l’ouverture\u{a0}: écrivez la page ailleurs pour le contredire.",
    "Une non-conformité se décrit ainsi (impact\u{a0}: minor, major ou blocking)\u{a0}:",
    "  1.1:",
    "    NC: [accueil]",
    "    C: all",
    "    findings:",
    "      - {description: L’affiche du marché n’a pas d’alternative., impact: major, solution: La décrire.}",
    "Le guide\u{a0}: docs/guide-audit.md.",
    "",
];

/// Where contents that are not accessible for a reason the law accepts are written.
const EXEMPTIONS: &[&str] = &[
    "",
    "# Les contenus pour lesquels une charge disproportionnée est invoquée, par exemple\u{a0}:",
    "#   - {content: Les plans du cadastre numérisés, reason: \"…\", alternative: \"…\", until: 2027-12-31, criteria: [\"1.6\"]}",
    "derogations: []",
    "# Les contenus que la loi n’oblige pas à rendre accessibles (ground\u{a0}: office-file, media, live, map,",
    "# third-party, heritage ou archive), par exemple\u{a0}:",
    "#   - {content: Les bulletins municipaux d’avant 2018, ground: office-file}",
    "exempt: []",
];

/// And of a theme's.
const THEME_GUIDANCE: &[&str] = &[
    "L’audit d’un thème vaut pour tous les sites qui emploient cette version. Il ne juge que ce que",
    "le thème décide seul\u{a0}: les critères ci-dessous. Un autre critère peut y être ajouté, mais",
    "seulement comme non conforme.",
    "",
];

/// A criterion as the file writes it, from its key on.
pub(super) fn lines(number: &str, result: &CriterionResult, pages: &[SamplePage]) -> String {
    let nothing = |cells: &[Status]| cells.iter().all(|status| *status == Status::NT);
    let plain = result.findings.is_empty() && result.comment.is_none();
    if plain && nothing(&result.automatic) && nothing(&result.recorded) {
        return format!("  {number}: NT\n");
    }
    let list = |cells: &[bool]| {
        if cells.iter().all(|in_it| *in_it) {
            return "all".to_owned();
        }
        let ids = pages.iter().zip(cells).filter(|(_, in_it)| **in_it);
        format!("[{}]", ids.map(|(page, _)| page.id.as_str()).collect::<Vec<_>>().join(", "))
    };
    let of = |cells: &[Status], status| cells.iter().map(|s| *s == status).collect::<Vec<_>>();
    let mut text = format!("  {number}:\n");
    let proved: Vec<String> = [Status::C, Status::NA]
        .into_iter()
        .map(|status| (status, of(&result.automatic, status)))
        .filter(|(_, cells)| cells.contains(&true))
        .map(|(status, cells)| format!("{}: {}", status.name(), list(&cells)))
        .collect();
    if !proved.is_empty() {
        let _ = writeln!(text, "    automatic: {{{}}}", proved.join(", "));
    }
    for status in [Status::C, Status::NC, Status::NA] {
        let cells = of(&result.recorded, status);
        if cells.contains(&true) {
            let _ = writeln!(text, "    {}: {}", status.name(), list(&cells));
        }
    }
    let untested: Vec<bool> = result
        .recorded
        .iter()
        .zip(&result.automatic)
        .map(|(recorded, automatic)| *recorded == Status::NT && *automatic == Status::NT)
        .collect();
    if untested.contains(&true) {
        let _ = writeln!(text, "    NT: {}", list(&untested));
    }
    if !result.findings.is_empty() {
        text.push_str("    findings:\n");
    }
    for finding in &result.findings {
        let _ = writeln!(text, "      - description: {}", scalar(&finding.description));
        let failed = result.recorded.iter().filter(|status| **status == Status::NC).count();
        if finding.pages.len() != failed {
            let on: Vec<bool> =
                (0..pages.len()).map(|page| finding.pages.contains(&page)).collect();
            let _ = writeln!(text, "        pages: {}", list(&on));
        }
        if let Some(impact) = finding.impact {
            let _ = writeln!(text, "        impact: {}", impact.name());
        }
        if let Some(solution) = &finding.solution {
            let _ = writeln!(text, "        solution: {}", scalar(solution));
        }
        if finding.quick {
            text.push_str("        quick: true\n");
        }
    }
    if let Some(comment) = &result.comment {
        let _ = writeln!(text, "    comment: {}", scalar(comment));
    }
    text
}

/// The file of an audit that goes on, with what the linter proves today in place of what it had
/// proved before; `None` where the file is written in a way that its lines cannot be told apart.
#[must_use]
pub fn refreshed(audit: &Audit, proved: &[Vec<Status>]) -> Option<String> {
    let mut audit = audit.clone();
    let mut changed = Vec::new();
    for (rank, result) in audit.results.iter_mut().enumerate() {
        let now = proved.iter().map(|page| page.get(rank).copied().unwrap_or(Status::NT));
        let now: Vec<Status> = now.collect();
        if now != result.automatic && now.len() == result.automatic.len() {
            result.automatic = now;
            changed.push(rank);
        }
    }
    super::edit::rewritten(&audit, &changed)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
