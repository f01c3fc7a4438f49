//! The report as web pages: one for all sites, with the state of each, and one a site. They need no
//! script and hold to what they ask of others.
//!
//! The pages are values: whoever asks writes them.

use super::report::{Outcome, PageReport};
use super::rules::Registry;
use super::standard::Standard;
use super::told::Told;
use crate::diagnostic::{Argument, Catalogue, Lang};
use std::fmt::Write as _;

/// How many findings of one kind a page tells; the rest is only counted.
const MAX_SHOWN: usize = 300;

/// What the report says of a site.
#[derive(Debug, Default)]
pub struct SiteRow {
    /// Its name in addresses: its page of the report is `<name>.html`.
    pub name: String,
    /// How many pages were looked at.
    pub pages: usize,
    /// What is certainly wrong, and why it is accepted for now, if it is.
    pub sure: Vec<(Told, Option<String>)>,
    /// What a person has to look at.
    pub reviews: Vec<Told>,
    /// How many pages have each outcome, test by test in the standard's order.
    pub outcomes: Vec<[usize; 5]>,
}

impl SiteRow {
    /// Counts the outcomes of a page.
    pub fn count(&mut self, report: &PageReport) {
        self.pages += 1;
        self.outcomes.resize(report.outcomes.len(), [0; 5]);
        for (counts, outcome) in self.outcomes.iter_mut().zip(&report.outcomes) {
            counts[*outcome as usize] += 1;
        }
    }

    fn new_faults(&self) -> usize {
        self.sure.iter().filter(|(_, known)| known.is_none()).count()
    }

    fn state(&self) -> &'static str {
        if self.new_faults() > 0 {
            "lint-state-faults"
        } else if !self.sure.is_empty() {
            "lint-state-known"
        } else {
            "lint-state-none"
        }
    }
}

/// Writes pages in one language.
#[derive(Debug, Clone, Copy)]
pub struct Writer {
    lang: Lang,
}

impl Writer {
    /// A writer of pages in `lang`.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self { lang }
    }

    fn say(self, id: &str, values: &[(&str, Argument)]) -> String {
        escape(&Catalogue::of(self.lang).text(id, values))
    }

    /// The page of all sites: a table of them by state.
    #[must_use]
    pub fn index(self, sites: &[SiteRow], of_theme: &[(Told, Option<String>)]) -> String {
        let mut main = String::new();
        let say = |id: &str| self.say(id, &[]);
        let pages: usize = sites.iter().map(|site| site.pages).sum();
        let sure: usize = sites.iter().map(|site| site.sure.len()).sum::<usize>() + of_theme.len();
        let reviews: usize = sites.iter().map(|site| site.reviews.len()).sum();
        let count = [("pages", pages.into()), ("sure", sure.into()), ("reviews", reviews.into())];
        // Writing to a string cannot fail.
        let _ = writeln!(main, "<p>{}</p>", self.say("lint-summary", &count));
        let _ = writeln!(main, "<p>{}</p>", say("lint-report-caution"));
        if !of_theme.is_empty() {
            let _ = writeln!(main, "<h2>{}</h2>", say("lint-report-theme"));
            self.findings(&mut main, of_theme.iter().map(|(told, known)| (told, known.as_deref())));
        }
        let _ = writeln!(main, "<h2>{}</h2>\n<table>", say("lint-report-sites"));
        let _ = writeln!(main, "<caption>{}</caption>", say("lint-report-sites-caption"));
        main.push_str("<thead><tr>");
        for column in COLUMNS {
            let _ = write!(main, "<th scope=\"col\">{}</th>", say(column));
        }
        main.push_str("</tr></thead>\n<tbody>\n");
        let mut rows: Vec<&SiteRow> = sites.iter().collect();
        rows.sort_by(|a, b| (b.new_faults(), &a.name).cmp(&(a.new_faults(), &b.name)));
        for site in rows {
            let name = escape(&site.name);
            let _ = writeln!(
                main,
                "<tr><th scope=\"row\"><a href=\"{}.html\">{name}</a></th><td>{}</td><td>{}</td>\
                 <td>{}</td><td>{}</td><td>{}</td></tr>",
                file_name(&site.name),
                say(site.state()),
                site.pages,
                site.new_faults(),
                site.sure.len() - site.new_faults(),
                site.reviews.len(),
            );
        }
        main.push_str("</tbody></table>\n");
        self.page(&say("lint-report-title"), None, &main)
    }

    /// The page of a site.
    #[must_use]
    pub fn site(self, site: &SiteRow) -> String {
        let mut main = String::new();
        let say = |id: &str| self.say(id, &[]);
        let count = [
            ("pages", site.pages.into()),
            ("sure", site.sure.len().into()),
            ("reviews", site.reviews.len().into()),
        ];
        let _ = writeln!(main, "<p>{}</p>", self.say("lint-summary", &count));
        let _ = writeln!(main, "<h2>{}</h2>", say("lint-report-faults"));
        if site.sure.is_empty() {
            let _ = writeln!(main, "<p>{}</p>", say("lint-state-none"));
        }
        self.findings(&mut main, site.sure.iter().map(|(told, known)| (told, known.as_deref())));
        if !site.reviews.is_empty() {
            let _ = writeln!(main, "<h2>{}</h2>", say("lint-report-reviews"));
            self.findings(&mut main, site.reviews.iter().map(|told| (told, None)));
        }
        self.outcomes(&mut main, site);
        let title = self.say("lint-report-site-title", &[("site", site.name.as_str().into())]);
        self.page(&title, Some(&say("lint-report-back")), &main)
    }

    fn findings<'t>(
        self,
        main: &mut String,
        findings: impl Iterator<Item = (&'t Told, Option<&'t str>)>,
    ) {
        let all: Vec<_> = findings.collect();
        let mut rule = "";
        for (told, known) in all.iter().take(MAX_SHOWN) {
            let finding = &told.finding;
            if finding.rule != rule {
                if !rule.is_empty() {
                    main.push_str("</ul>\n");
                }
                rule = finding.rule;
                let metadata = Registry::all().rule(rule);
                let title = metadata.map(|rule| rule.title.as_str()).unwrap_or_default();
                let why = metadata.map(|rule| rule.why()).unwrap_or_default();
                // The rules' own texts are French whatever the language of the report.
                let french = if self.lang == Lang::Fr { "" } else { " lang=\"fr\"" };
                let _ = writeln!(
                    main,
                    "<h3><span{french}>{}</span> (RGAA {})</h3>\n<p{french}>{}</p>\n<ul>",
                    escape(title),
                    escape(&finding.tests.join(", ")),
                    escape(why)
                );
            }
            self.finding(main, told, *known);
        }
        if !rule.is_empty() {
            main.push_str("</ul>\n");
        }
        if let Some(more) = all.len().checked_sub(MAX_SHOWN).filter(|more| *more > 0) {
            let _ = writeln!(
                main,
                "<p>{}</p>",
                self.say("lint-report-more", &[("count", more.into())])
            );
        }
    }

    fn finding(self, main: &mut String, told: &Told, known: Option<&str>) {
        let catalogue = Catalogue::of(self.lang);
        let diagnostic = told.finding.diagnostic();
        let mut place = told.place.file.to_string();
        if told.place.line > 0 {
            let _ = write!(place, ":{}", told.place.line);
            if told.place.column > 0 {
                let _ = write!(place, ":{}", told.place.column);
            }
        }
        let _ = write!(
            main,
            "<li><p><strong>{}</strong> {}</p>\n<p><code>{}</code>",
            escape(&catalogue.message(&diagnostic)),
            escape(&catalogue.help(&diagnostic).unwrap_or_default()),
            escape(&place),
        );
        if !told.finding.tag.is_empty() {
            let _ = write!(main, " <code>{}</code>", escape(&told.finding.tag));
        }
        main.push_str("</p>");
        if told.pages > 1 {
            let count = [("pages", told.pages.into()), ("sites", told.sites.len().into())];
            let _ = write!(main, "\n<p>{}</p>", self.say("lint-count", &count));
        }
        if let Some(reason) = known {
            let _ =
                write!(main, "\n<p>{}</p>", self.say("lint-known", &[("reason", reason.into())]));
        }
        main.push_str("</li>\n");
    }

    /// On how many pages each test has which outcome, theme by theme.
    fn outcomes(self, main: &mut String, site: &SiteRow) {
        let say = |id: &str| self.say(id, &[]);
        let standard = Standard::rgaa();
        let french = if self.lang == Lang::Fr { "" } else { " lang=\"fr\"" };
        let _ = writeln!(main, "<h2>{}</h2>", say("lint-report-tests"));
        for theme in &standard.themes {
            let _ = writeln!(
                main,
                "<details><summary>{}. <span{french}>{}</span></summary>\n<table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th>",
                theme.number,
                escape(&theme.title),
                self.say("lint-report-tests-caption", &[("theme", theme.number.into())]),
                say("lint-column-test"),
            );
            for outcome in OUTCOMES {
                let _ = write!(main, "<th scope=\"col\">{}</th>", say(outcome_name(outcome)));
            }
            main.push_str("</tr></thead>\n<tbody>\n");
            let prefix = format!("{}.", theme.number);
            for (index, test) in standard.tests().iter().enumerate() {
                if !test.starts_with(&prefix) {
                    continue;
                }
                let counts = site.outcomes.get(index).copied().unwrap_or_default();
                let _ = write!(main, "<tr><th scope=\"row\">{test}</th>");
                for outcome in OUTCOMES {
                    let _ = write!(main, "<td>{}</td>", counts[outcome as usize]);
                }
                main.push_str("</tr>\n");
            }
            main.push_str("</tbody></table></details>\n");
        }
    }

    fn page(self, title: &str, back: Option<&str>, main: &str) -> String {
        let back = back.map_or_else(String::new, |text| {
            format!("<nav aria-label=\"{text}\"><p><a href=\"index.html\">{text}</a></p></nav>\n")
        });
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta \
             name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}\
             </title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header><p>Parvis</p></header>\n\
             {back}<main>\n<h1>{title}</h1>\n{main}</main>\n<footer><p>{} {}</p></footer>\n\
             </body>\n</html>\n",
            self.lang.tag(),
            escape(&Standard::rgaa().name),
            escape(&Standard::rgaa().version),
        )
    }
}

/// Messages of the columns of the table of sites.
const COLUMNS: [&str; 6] = [
    "lint-column-site",
    "lint-column-state",
    "lint-column-pages",
    "lint-column-new",
    "lint-column-known",
    "lint-column-review",
];

const OUTCOMES: [Outcome; 5] = [
    Outcome::NonConforming,
    Outcome::Review,
    Outcome::Conforming,
    Outcome::NotApplicable,
    Outcome::Untested,
];

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Conforming => "lint-outcome-conforming",
        Outcome::NonConforming => "lint-outcome-non-conforming",
        Outcome::NotApplicable => "lint-outcome-not-applicable",
        Outcome::Review => "lint-outcome-review",
        Outcome::Untested => "lint-outcome-untested",
    }
}

const STYLE: &str = ":root{color-scheme:light dark}body{margin:0 auto;max-width:70rem;padding:1rem;\
    font:1rem/1.6 system-ui,sans-serif;color:#1b1b1b;background-color:#fff}a{color:#00457c;\
    background-color:inherit}table{border-collapse:collapse}th,td{border:1px solid #767676;\
    padding:.25rem .5rem;text-align:left}code{overflow-wrap:anywhere}\
    @media (prefers-color-scheme:dark){body{color:#eee;background-color:#161616}a{color:#9cc9f5}}";

/// The name of a site's file, without its extension.
#[must_use]
pub fn file_name(site: &str) -> String {
    site.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{SiteRow, Writer};
    use crate::accessibility::told::{Place, Told};
    use crate::accessibility::{Sheets, lint};
    use crate::diagnostic::{Lang, Location};

    #[test]
    fn the_report_holds_to_what_it_asks_of_others() {
        let html = "<!DOCTYPE html><html lang=fr><title>A</title><main><img src=\"a.png\">";
        let report = lint(html, &Sheets::none());
        let mut row = SiteRow { name: "amou".to_owned(), ..SiteRow::default() };
        row.count(&report);
        for finding in report.findings {
            let place = Place::from(Location::file("public/amou/<a>.html"));
            let sites = std::collections::BTreeSet::from(["amou".into()]);
            let page = place.clone();
            let told = Told { finding, part: None, place, page, site: None, pages: 3, sites };
            row.sure.push((told, None));
        }
        for lang in [Lang::Fr, Lang::En] {
            let writer = Writer::new(lang);
            for page in [writer.site(&row), writer.index(std::slice::from_ref(&row), &row.sure)] {
                let faults: Vec<_> = lint(&page, &Sheets::none())
                    .findings
                    .into_iter()
                    .filter(|finding| finding.sure)
                    .collect();
                assert!(faults.is_empty(), "{faults:#?}\n{page}");
                assert!(page.contains("&lt;a&gt;.html"));
            }
        }
    }
}
