//! `accessibility-rules/mandatory/title-relevant.md`: the page's title says which page it is.

use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::{plain, unaccented};

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/title-relevant.md"),
    subject: Subject::Page,
    check,
};

/// What no page is called: what programs write when nobody gave a title.
const EMPTY_TITLES: &[&str] = &[
    "untitled", "untitled document", "untitled page", "untitled-1", "sans titre", "sans-titre",
    "document sans titre", "document sans nom", "page sans titre", "no title", "title", "titre",
    "page title", "titre de la page", "title of the page", "titre de page", "titre du document",
    "new page", "nouvelle page", "new document", "nouveau document", "document", "web page",
    "webpage", "page web", "react app", "vite app", "nuxt app", "undefined", "null",
    "[object object]", "insert title here", "your title here", "enter title here",
    "votre titre", "votre titre ici", "localhost",
];

/// What says too little beside a site's name.
const VAGUE_TITLES: &[&str] = &[
    "accueil", "home", "homepage", "home page", "page d'accueil", "index", "test", "page", "site",
    "site web", "website", "bienvenue", "welcome", "main", "default", "lorem ipsum", "error", "erreur", "contact",
];

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let Some(node) = page.all(local_name!("title")).next() else { return };
    let title = page.text(node);
    if title.is_empty() {
        return;
    }
    report.doubt("8.6.1");
    let plain = title.to_lowercase().replace('’', "'");
    let plain = plain.trim_matches(|c: char| !c.is_alphanumeric() && c != '[' && c != ']');
    if plain.is_empty() || is_made_by_a_program(plain) || is_file_name(&title) {
        report.fail(node, "8.6.1", "page-title-generic").arg("title", title.as_str());
    } else if names_site_only(page, &title) {
        report
            .fail_unless_scripted(node, "8.6.1", "page-title-generic")
            .arg("title", title.as_str());
    } else if let Some(other) = hides_another(page, node, &title) {
        report
            .fail_unless_scripted(node, "8.6.1", "page-title-hides")
            .arg("title", title.as_str())
            .arg("other", other);
    } else if VAGUE_TITLES.contains(&plain) || plain.chars().count() < 3 {
        report.review(node, "8.6.1", "page-title-vague").arg("title", title.as_str());
    } else if is_about_something_else(page, &title) {
        report.review(node, "8.6.1", "page-title-elsewhere").arg("title", title.as_str());
    }
}

/// What a program wrote because nobody gave a title, perhaps with a number: «Untitled-2».
fn is_made_by_a_program(title: &str) -> bool {
    let unnumbered = title.trim_end_matches(|c: char| c.is_ascii_digit() || " -._()".contains(c));
    EMPTY_TITLES.contains(&title)
        || NUMBERED.contains(&unnumbered)
        || PROGRAMS.iter().any(|beginning| title.starts_with(beginning))
}

/// Those to which a number may be added.
const NUMBERED: &[&str] = &[
    "untitled", "untitled document", "untitled page", "sans titre", "document sans titre",
    "page sans titre", "new page", "nouvelle page", "new document", "nouveau document",
];

/// How editors of pages greet those who forget the title.
const PROGRAMS: &[&str] =
    &["bienvenue dans adobe golive", "welcome to adobe golive", "microsoft word -", "adobe golive"];

/// A name of a page's file, or its address.
fn is_file_name(title: &str) -> bool {
    // Most titles have several words.
    if title.contains(char::is_whitespace) {
        return false;
    }
    let lower = title.to_ascii_lowercase();
    [".html", ".htm", ".php", ".aspx", ".asp", ".jsp", ".pdf", ".docx", ".doc", ".md"]
        .iter()
        .any(|extension| lower.ends_with(extension))
        || lower.starts_with("http://")
        || lower.starts_with("https://")
}

/// What the main heading of a page made on demand begins with, and the words by which a title says
/// that it is one (WCAG, G88: the title tells what the page is for).
const ON_DEMAND: &[(&[&str], &[&str])] = &[
    (
        &[
            "resultats de la recherche", "resultats de recherche", "resultats de votre recherche",
            "search results",
        ],
        &["recherche", "resultat", "search", "result"],
    ),
    (
        &["page introuvable", "page non trouvee", "page not found", "erreur 404", "error 404"],
        &["introuvable", "trouvee", "found", "erreur", "error", "404"],
    ),
];

/// Whether the page gives results or says that there is no page, and its title says neither that
/// nor anything else its main heading does not say too: the name of the site.
fn names_site_only(page: &Page<'_>, title: &str) -> bool {
    let Some(heading) = page.all(local_name!("h1")).find(|node| page.is_exposed(*node)) else {
        return false;
    };
    let heading = page.name(heading).text;
    // Most headings begin otherwise.
    let first = heading.chars().find(|c| c.is_alphanumeric()).into_iter().flat_map(char::to_lowercase);
    let first = unaccented(&first.collect::<String>());
    if !ON_DEMAND.iter().any(|(headings, _)| headings.iter().any(|one| one.starts_with(&*first))) {
        return false;
    }
    let heading = unaccented(&plain(&heading));
    let of_kind = ON_DEMAND.iter().find(|(headings, _)| {
        headings.iter().any(|beginning| heading.starts_with(beginning))
    });
    let Some((_, words)) = of_kind else { return false };
    let title = unaccented(&plain(title));
    !words.iter().any(|word| title.contains(word))
        && stems(&title).all(|stem| stems(&heading).any(|own| own == stem))
        && !page.scripts().contains("document.title")
}

/// The second title of a page that has two, when nothing of the first, which browsers show, is in
/// the text of the page, and something of the second is.
fn hides_another(page: &Page<'_>, first: NodeId, title: &str) -> Option<String> {
    let second = page.all(local_name!("title")).find(|node| *node != first)?;
    let body = page.all(local_name!("body")).next()?;
    let others = page.text(second);
    let said: Vec<Stem> = stems(&page.visible_text(body)).collect();
    let in_text = |text: &str| stems(text).any(|stem| said.contains(&stem));
    let says_something = stems(title).next().is_some();
    (says_something && !in_text(title) && in_text(&others)).then_some(others)
}

/// No word of the title is in the main headings, or in the whole text when there are none.
fn is_about_something_else(page: &Page<'_>, title: &str) -> bool {
    let headings: Vec<String> = page
        .all(local_name!("h1"))
        .filter(|node| page.is_exposed(*node))
        .map(|node| page.name(node).text.to_string())
        .filter(|text| !text.is_empty())
        .collect();
    let text = if headings.is_empty() {
        let Some(body) = page.all(local_name!("body")).next() else { return false };
        page.visible_text(body)
    } else {
        headings.join(" ")
    };
    let ours: Vec<Stem> = stems(title).collect();
    let mut theirs = stems(&text).peekable();
    !ours.is_empty() && theirs.peek().is_some() && !theirs.any(|stem| ours.contains(&stem))
}

/// The beginning of a word in lower case, and nothing where the word has ended.
type Stem = [Option<char>; 5];

/// The beginnings of a text's longer words.
fn stems(text: &str) -> impl Iterator<Item = Stem> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 3 && word.chars().nth(3).is_some())
        .take(2_000)
        .map(|word| {
            let mut letters = word.chars().flat_map(char::to_lowercase);
            std::array::from_fn(|_| letters.next())
        })
}
