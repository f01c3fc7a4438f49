//! Findings as text for a terminal: by site, then by file, readable on 80 columns.
//!
//! It never asks the terminal anything: width and colour are told.

use super::{Catalogue, Diagnostic, Lang, Location, Severity};
use std::fmt::Write;

/// How the text is laid out.
#[derive(Debug, Clone, Copy)]
pub struct TextStyle {
    /// The language of the sentences.
    pub lang: Lang,
    /// Whether ANSI colours are used.
    pub colour: bool,
    /// Columns to fill; at least 40.
    pub width: usize,
}

const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const BLUE: &str = "\u{1b}[1;34m";
const BOLD: &str = "\u{1b}[1m";
const DIM: &str = "\u{1b}[2m";
const RESET: &str = "\u{1b}[0m";
const INDENT: &str = "    ";

/// Lays findings out, in the order of [`in_reading_order`](super::in_reading_order); nothing
/// for no finding.
#[must_use]
pub fn text(findings: &[Diagnostic], style: TextStyle) -> String {
    let catalogue = Catalogue::of(style.lang);
    let page = Page { catalogue, colour: style.colour, width: style.width.max(40) };
    let mut out = String::new();
    let (mut site, mut file) = (None, None);
    for finding in super::in_reading_order(findings) {
        if site != Some(&finding.site) {
            site = Some(&finding.site);
            file = None;
            let heading = match &finding.site {
                Some(site) => site.to_string(),
                None => catalogue.text("report-workspace", &[]),
            };
            let gap = if out.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "{gap}{}", page.paint(BOLD, &heading));
        }
        let here = finding.location.as_ref().map(|place| &place.file);
        if file != Some(here) {
            file = Some(here);
            if let Some(path) = here {
                let _ = writeln!(out, "  {}", page.paint(DIM, path));
            }
        }
        page.finding(&mut out, finding);
    }
    out
}

struct Page {
    catalogue: &'static Catalogue,
    colour: bool,
    width: usize,
}

impl Page {
    fn paint(&self, colour: &str, text: &str) -> String {
        if self.colour { format!("{colour}{text}{RESET}") } else { text.to_owned() }
    }

    fn finding(&self, out: &mut String, finding: &Diagnostic) {
        let (colour, word) = match finding.severity {
            Severity::Error => (RED, "report-error"),
            Severity::Warning => (YELLOW, "report-warning"),
            Severity::Note => (BLUE, "report-note"),
        };
        let place = finding.location.as_ref().map_or_else(String::new, place);
        let word = self.catalogue.text(word, &[]);
        let label = if place.is_empty() { word.clone() } else { format!("{place} {word}") };
        let message =
            format!("{label}  {} [{}]", self.catalogue.message(finding), finding.rule_id());
        for (index, line) in wrap(&message, self.width - INDENT.len()).into_iter().enumerate() {
            let line = match line.strip_prefix(&label) {
                Some(rest) if index == 0 => {
                    let gap = if place.is_empty() { "" } else { " " };
                    format!("{place}{gap}{}{rest}", self.paint(colour, &word))
                }
                _ => line,
            };
            let _ = writeln!(out, "{INDENT}{line}");
        }
        if let Some(location) = &finding.location {
            self.excerpt(out, location, colour);
        }
        for other in &finding.related {
            let label = self.catalogue.text("report-see-also", &[]);
            let _ = writeln!(out, "{INDENT}  {label} {}", full_place(other));
        }
        if let Some(help) = self.catalogue.help(finding) {
            for (index, line) in wrap(&help, self.width - INDENT.len() - 4).into_iter().enumerate()
            {
                let mark = if index == 0 { "→" } else { " " };
                let _ = writeln!(out, "{INDENT}  {mark} {line}");
            }
        }
        for detail in finding.details(self.catalogue) {
            for line in wrap(&detail, self.width - INDENT.len() - 4) {
                let _ = writeln!(out, "{INDENT}    {}", self.paint(DIM, &line));
            }
        }
    }

    /// The line meant, and marks under what is meant in it.
    fn excerpt(&self, out: &mut String, location: &Location, colour: &str) {
        let Some(text) = location.excerpt.as_deref().filter(|text| !text.trim().is_empty()) else {
            return;
        };
        let room = self.width - INDENT.len() - 4;
        let letters: Vec<char> =
            text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let column = (location.column.max(1) as usize - 1).min(letters.len());
        // A long line is shown around what is meant; indentation is not worth columns.
        let blank = letters.iter().take_while(|c| c.is_whitespace()).count().min(column);
        let start = if column - blank < room * 2 / 3 { blank } else { column - room / 3 };
        let end = (start + room).min(letters.len());
        let shown: String = letters[start..end].iter().collect();
        let bar = self.paint(DIM, "│");
        let _ = writeln!(out, "{INDENT}  {bar} {}", shown.trim_end());
        if location.column > 0 {
            let marks = (location.length.max(1) as usize).min(end.saturating_sub(column).max(1));
            let under =
                format!("{}{}", " ".repeat(column - start), self.paint(colour, &"^".repeat(marks)));
            let _ = writeln!(out, "{INDENT}  {bar} {under}");
        }
    }
}

/// `12:7`, `12`, or nothing for a file as a whole.
fn place(location: &Location) -> String {
    match (location.line, location.column) {
        (0, _) => String::new(),
        (line, 0) => line.to_string(),
        (line, column) => format!("{line}:{column}"),
    }
}

/// `file:12:7`, which editors open.
fn full_place(location: &Location) -> String {
    match place(location) {
        place if place.is_empty() => location.file.to_string(),
        place => format!("{}:{place}", location.file),
    }
}

/// Breaks a text at its ordinary spaces; a word longer than a line keeps its line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    // Two spaces after the label are kept: they are one word's end and an empty word.
    for word in text.split(' ') {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > width {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            length = 0;
        } else if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += letters;
    }
    lines.push(line);
    lines
}
