//! The preview's own pages: the list of sites, and what is shown where a site cannot be.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::Preview;
use crate::diagnostic::{Argument, Catalogue, Diagnostic, Severity};
use crate::markdown::push_escaped;

const STYLE: &str = include_str!("assets/preview.css");

/// The page that lists all sites.
pub(super) fn list(preview: &Preview) -> String {
    let workspace = preview.workspace();
    let mut items = String::new();
    for site in workspace.sites.values() {
        // Writing to a string cannot fail.
        let _ = write!(
            items,
            "<li><a href=\"{}/\">{}</a> <code>{}</code></li>",
            escape(&site.url),
            escape(&site.title),
            escape(&site.id)
        );
    }
    let mut broken = String::new();
    for (id, findings) in &workspace.broken {
        let _ = write!(broken, "<h3>{}</h3>{}", escape(id), told(preview, findings));
    }
    let broken = if broken.is_empty() {
        broken
    } else {
        format!("<h2>{}</h2>{broken}", words(preview, "preview-broken", &[]))
    };
    let count = [("sites", workspace.sites.len().into())];
    let body = format!(
        "<p>{}</p>{broken}<ul class=\"sites\">{items}</ul>",
        words(preview, "preview-count", &count)
    );
    page(preview, &escape(&workspace.settings.name), &body)
}

/// Where the host name is no site's.
pub(super) fn unknown_site(preview: &Preview, id: &str) -> String {
    let title = words(preview, "preview-unknown", &[("site", id.into())]);
    let all = words(preview, "preview-all", &[]);
    page(
        preview,
        &title,
        &format!("<p><a href=\"http://localhost:{}/\">{all}</a></p>", preview.port),
    )
}

/// Where a site has no page to show yet.
pub(super) fn broken_site(preview: &Preview, findings: &[Diagnostic]) -> String {
    let title = words(preview, "preview-failed", &[]);
    page(preview, &title, &told(preview, findings))
}

/// The findings of one weight, for the script in the pages.
pub(super) fn told_of(
    preview: &Preview,
    findings: &[Diagnostic],
    severity: Severity,
) -> Vec<Value> {
    let catalogue = Catalogue::of(preview.options.lang);
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .map(|finding| {
            json!({
                "place": place(finding),
                "excerpt": finding.location.as_ref().and_then(|place| place.excerpt.as_deref()),
                "message": catalogue.message(finding),
                "help": catalogue.help(finding),
            })
        })
        .collect()
}

fn told(preview: &Preview, findings: &[Diagnostic]) -> String {
    let catalogue = Catalogue::of(preview.options.lang);
    let mut list = String::from("<ol class=\"findings\">");
    for finding in findings.iter().filter(|finding| finding.is_error()) {
        let _ = write!(
            list,
            "<li><p><code>{}</code></p><p><strong>{}</strong></p><p>{}</p></li>",
            escape(&place(finding)),
            escape(&catalogue.message(finding)),
            escape(&catalogue.help(finding).unwrap_or_default())
        );
    }
    list.push_str("</ol>");
    list
}

/// `file:line:column`, as editors read it.
fn place(finding: &Diagnostic) -> String {
    match &finding.location {
        Some(place) if place.line > 0 && place.column > 0 => {
            format!("{}:{}:{}", place.file, place.line, place.column)
        }
        Some(place) if place.line > 0 => format!("{}:{}", place.file, place.line),
        Some(place) => place.file.to_string(),
        None => String::new(),
    }
}

fn page(preview: &Preview, title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} – Parvis</title><style>{STYLE}</style></head>\
         <body><main><h1>{title}</h1>{body}</main></body></html>",
        preview.options.lang.tag()
    )
}

fn words(preview: &Preview, id: &str, values: &[(&str, Argument)]) -> String {
    escape(&Catalogue::of(preview.options.lang).text(id, values))
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    push_escaped(&mut escaped, text);
    escaped
}
