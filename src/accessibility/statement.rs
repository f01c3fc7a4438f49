//! Whether a site's accessibility statement is what the law asks for: every section of the imposed
//! form, its dates, the mention on the home page, the link on every page (décret n° 2019-768,
//! RGAA, obligations).
//!
//! It reads finished pages of any site, whoever made them, and says nothing of a site none of whose
//! pages looks like a statement: not every site must have one. It never judges what a statement
//! claims.

use super::audit::State;
use super::dom::{Document, NodeId, local_name};
use crate::diagnostic::Diagnostic;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// What there is to know of one page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The addresses its links lead to, as they are written, those that may lead to a statement.
    links: Vec<String>,
    /// The mentions «Accessibilité : … conforme».
    mentions: Vec<State>,
    /// What it holds, when it looks like a statement.
    statement: Option<Held>,
    /// It only sends elsewhere.
    moved: bool,
}

/// What a statement holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Held {
    /// The sections that are missing, by their names in the message.
    missing: Vec<&'static str>,
    /// The state it declares.
    state: Option<State>,
    /// The latest date it bears, of those on which it was drawn up or brought up to date.
    dated: Option<Date>,
}

/// What is wrong with a site's statement, at one of its pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The page's address, as it was given.
    pub url: String,
    /// What is wrong, without a place.
    pub diagnostic: Diagnostic,
}

/// A section: its name in the message, and the words one of which a heading of it holds.
const SECTIONS: &[(&str, &[&str])] = &[
    ("state", &["état de conformité", "etat de conformité"]),
    ("results", &["résultat"]),
    ("contents", &["contenus non accessibles", "contenu non accessible"]),
    ("establishment", &["établissement de cette déclaration", "établissement de la déclaration"]),
    ("technologies", &["technologies"]),
    ("environment", &["environnement de test", "agents utilisateurs"]),
    ("tools", &["outils"]),
    ("pages", &["pages du site ayant", "pages vérifiées", "pages auditées"]),
    ("contact", &["retour d’information", "contact"]),
    ("remedies", &["voie de recours", "voies de recours"]),
];

/// What the text must speak of, wherever it does: its name in the message, and the words.
const PHRASES: &[(&str, &str)] = &[
    ("engagement", "2005-102"),
    ("plans", "schéma pluriannuel"),
    ("defender", "défenseur des droits"),
];

const MONTHS: &[&str] = &[
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Reads a page.
#[must_use]
pub fn facts(document: &Document) -> Facts {
    let mut facts = Facts::default();
    let (mut headings, mut title) = (Vec::new(), String::new());
    for node in document.all() {
        let Some(name) = document.html_name(node) else { continue };
        match &**name {
            "a" => {
                let href = document.attribute(node, &local_name!("href")).unwrap_or_default();
                if href.to_ascii_lowercase().contains("accessib") {
                    facts.links.push(href.to_owned());
                }
            }
            "meta" if document.has_attribute(node, &local_name!("http-equiv")) => {
                let kind = document.attribute(node, &local_name!("http-equiv"));
                facts.moved |= kind.is_some_and(|kind| kind.eq_ignore_ascii_case("refresh"));
            }
            "title" | "h1" => title += &plain(document, node),
            _ => {}
        }
        if matches!(&**name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            headings.push(plain(document, node));
        }
    }
    let Some(root) = document.root() else { return facts };
    let text = plain(document, root);
    facts.mentions = text.match_indices("accessibilité : ").filter_map(mention(&text)).collect();
    let named = title.contains("accessibilité");
    let about = text.contains("2005-102") || text.contains("défenseur des droits");
    if named && about {
        facts.statement = Some(held(&text, &headings));
    }
    facts
}

/// The text of a node in lower case, ordinary spaces and apostrophes, one space between words.
fn plain(document: &Document, node: NodeId) -> String {
    let text = document.text_content(node).to_lowercase().replace('\'', "’");
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

fn mention<'a>(text: &'a str) -> impl Fn((usize, &'a str)) -> Option<State> {
    move |(at, found)| state_at(text.get(at + found.len()..)?)
}

/// The state that a text begins with.
fn state_at(text: &str) -> Option<State> {
    let states = [
        ("totalement conforme", State::Total),
        ("partiellement conforme", State::Partial),
        ("non conforme", State::None),
        ("non-conforme", State::None),
    ];
    states.into_iter().find(|(words, _)| text.starts_with(words)).map(|(_, state)| state)
}

fn held(text: &str, headings: &[String]) -> Held {
    let has = |words: &[&str]| {
        headings.iter().any(|heading| words.iter().any(|word| heading.contains(word)))
    };
    let sections = SECTIONS.iter().filter(|(_, words)| !has(words)).map(|(name, _)| *name);
    let phrases = PHRASES.iter().filter(|(_, words)| !text.contains(words)).map(|(name, _)| *name);
    let state =
        text.match_indices("est ").find_map(|(at, est)| state_at(text.get(at + est.len()..)?));
    let conformity = || {
        let states = [
            ("conformité totale", State::Total),
            ("conformité partielle", State::Partial),
            ("n’est pas conforme", State::None),
            ("non conforme avec", State::None),
            ("non-conformité avec", State::None),
        ];
        states.into_iter().find(|(words, _)| text.contains(words)).map(|(_, state)| state)
    };
    let dates = ["établie le ", "mise à jour le "].into_iter().flat_map(|words| {
        text.match_indices(words).filter_map(|(at, found)| day(text.get(at + found.len()..)?))
    });
    Held {
        missing: phrases.chain(sections).collect(),
        state: state.or_else(conformity),
        dated: dates.max(),
    }
}

/// The date a text begins with: «1er mars 2026», «01/03/2026», «2026-03-01».
fn day(text: &str) -> Option<Date> {
    let text: String = text.chars().take(24).collect();
    let mut parts = text.split([' ', '/', '-', '.']).map(|part| part.trim_end_matches([',', ';']));
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |text: &str| {
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<i16>().ok()
    };
    let month = MONTHS.iter().position(|month| *month == second);
    let month = month.map(|rank| rank as i16 + 1).or_else(|| number(second))?;
    let (year, day) = if first.len() == 4 {
        (number(first)?, number(third)?)
    } else {
        (number(third)?, number(first)?)
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Judges the statement of a site: its pages by their addresses, from `/` on for the home page.
/// All is said as a warning: headings can be worded in more ways than are known here.
/// Nothing is found in a site without a statement.
#[must_use]
pub fn judge(pages: &[(&str, &Facts)], today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    let statements = pages.iter().filter_map(|(url, facts)| Some((url, facts.statement.as_ref()?)));
    let Some((url, held)) = statements.min_by_key(|(url, _)| url.len()) else { return faults };
    let mut tell = |url: &str, diagnostic: Diagnostic| {
        faults.push(Fault { url: url.to_owned(), diagnostic });
    };
    for section in &held.missing {
        tell(url, Diagnostic::warning("statement-section-missing").arg("section", *section));
    }
    if held.state.is_none() {
        tell(url, Diagnostic::warning("statement-state-missing"));
    }
    match held.dated {
        None => tell(url, Diagnostic::warning("statement-date-missing")),
        Some(dated) => {
            let limit = dated.checked_add(3.years()).unwrap_or(date(9999, 12, 31));
            if limit <= today {
                let finding = Diagnostic::warning("statement-too-old");
                tell(url, finding.arg("date", dated.to_string()));
            }
        }
    }
    if let Some((home, facts)) = pages.iter().find(|(url, _)| is_home(url)) {
        match (facts.mentions.as_slice(), held.state) {
            ([], _) => tell(home, Diagnostic::warning("statement-mention-missing")),
            ([first, rest @ ..], _) if rest.iter().any(|other| other != first) => {
                tell(home, Diagnostic::warning("statement-mention-twice"));
            }
            ([first, ..], Some(state)) if *first != state => {
                tell(home, Diagnostic::warning("statement-mention-differs"));
            }
            _ => {}
        }
    }
    let address = url.trim_end_matches("index.html").trim_matches('/');
    let leads = |href: &String| {
        let path = href.split(['?', '#']).next().unwrap_or_default();
        let path = path.trim_end_matches("index.html").trim_matches('/');
        let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        path == address || path.ends_with(&format!("/{address}")) || last(path) == last(address)
    };
    let without: Vec<&str> = pages
        .iter()
        .filter(|(page, facts)| page != url && !facts.moved && !facts.links.iter().any(leads))
        .map(|(page, _)| *page)
        .collect();
    if let Some(first) = without.first() {
        let finding = Diagnostic::warning("statement-link-missing").arg("count", without.len());
        tell(first, finding);
    }
    faults
}

fn is_home(url: &str) -> bool {
    matches!(url.trim_start_matches("./"), "/" | "" | "index.html" | "/index.html")
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATEMENT: &str = "<!DOCTYPE html><title>Déclaration d'accessibilité</title><h1>Déclaration d'accessibilité</h1>\
        <p>La commune s'engage (article 47 de la loi n° 2005-102). Schéma pluriannuel.</p>\
        <h2>État de conformité</h2><p>Le site est partiellement conforme avec le RGAA.</p>\
        <h3>Résultats des tests</h3><h2>Contenus non accessibles</h2>\
        <h2>Établissement de cette déclaration d'accessibilité</h2><p>Établie le 1er mars 2025. Elle a été mise à jour le 12/06/2026.</p>\
        <h3>Technologies</h3><h4>Environnement de test</h4><h4>Les outils</h4><h4>Pages du site ayant fait l’objet</h4>\
        <h2>Retour d'information et contact</h2><h2>Voies de recours</h2><p>Le Défenseur des droits.</p>";

    const LINK: &str = "<a href=/accessibilite>Accessibilité\u{a0}: partiellement conforme</a>";

    fn codes(home: &str, statement: &str, other: &str, today: Date) -> Vec<(String, &'static str)> {
        let read = |html: &str| facts(&Document::parse(html));
        let (home, statement, other) = (read(home), read(statement), read(other));
        let pages = [("/", &home), ("/accessibilite/", &statement), ("/contact/", &other)];
        let faults = judge(&pages, today).into_iter();
        faults.map(|fault| (fault.url, fault.diagnostic.code)).collect()
    }

    #[test]
    fn a_whole_statement_is_left_alone() {
        assert_eq!(codes(LINK, STATEMENT, LINK, date(2026, 11, 22)), []);
        assert_eq!(codes("<p>A", "<h1>Accessibilité de la gare</h1>", "", date(2026, 1, 1)), []);
    }

    #[test]
    fn each_part_that_is_missing_is_told() {
        let today = date(2026, 11, 22);
        let told = |home: &str, statement: &str, other: &str| codes(home, statement, other, today);
        let at = |url: &str, code| vec![(url.to_owned(), code)];
        let section = "statement-section-missing";
        for part in ["2005-102", "État de conformité", "Voies de recours", "Environnement de test"]
        {
            let less = STATEMENT.replace(part, "…");
            assert_eq!(told(LINK, &less, LINK), at("/accessibilite/", section), "{part}");
        }
        let undated =
            STATEMENT.replace("1er mars 2025", "bientôt").replace("12/06/2026", "plus tard");
        assert_eq!(told(LINK, &undated, LINK), at("/accessibilite/", "statement-date-missing"));
        let vague = STATEMENT.replace("est partiellement conforme", "progresse");
        assert_eq!(told(LINK, &vague, LINK), at("/accessibilite/", "statement-state-missing"));
        let full = LINK.replace("partiellement", "totalement");
        assert_eq!(told(&full, STATEMENT, LINK), at("/", "statement-mention-differs"));
        let two = format!("{LINK}{full}");
        assert_eq!(told(&two, STATEMENT, LINK), at("/", "statement-mention-twice"));
        let silent = "<a href=accessibilite/>Accessibilité</a>";
        assert_eq!(told(silent, STATEMENT, LINK), at("/", "statement-mention-missing"));
        assert_eq!(told(LINK, STATEMENT, "<p>A"), at("/contact/", "statement-link-missing"));
        let moved = "<meta http-equiv=refresh content='0;url=/'>";
        assert_eq!(told(LINK, STATEMENT, moved), []);
        let old = codes(LINK, STATEMENT, LINK, date(2029, 6, 12));
        assert_eq!(old, at("/accessibilite/", "statement-too-old"));
    }
}
