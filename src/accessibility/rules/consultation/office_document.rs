//! `accessibility-rules/consultation/office-document.md`: documents for download are accessible.

use crate::accessibility::documents::{DocumentFacts, OFFICE};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/consultation/office-document.md"),
    subject: Subject::Named(&["a", "area"]),
    check,
};

/// Office files published before this day are exempt (directive 2016/2102, article 1.4).
const EXEMPT_BEFORE: &str = "2018-09-23";

/// Words on the page from which it may itself be the accessible version.
const A_PAGE: usize = 150;

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(address) = page.attribute(node, local_name!("href")) else { return };
    let Some(ending) = ending(address).filter(|_| page.is_exposed(node)) else { return };
    report.doubt("13.3.1");
    report.doubt("13.4.1");
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let document = path.rsplit('/').next().unwrap_or(path).to_owned();
    if ending != "pdf" {
        report.review(node, "13.3.1", "document-to-check").arg("document", document);
        return;
    }
    let Some(facts) = page.document_facts(address) else {
        report.review(node, "13.3.1", "document-to-check").arg("document", document);
        return;
    };
    if !facts.readable || facts.tagged.is_none() {
        report.review(node, "13.3.1", "document-unread").arg("document", document);
    } else if facts.tagged == Some(false) {
        let recent = facts.changed.as_deref().is_some_and(|day| day >= EXEMPT_BEFORE);
        if recent && !may_have_another_version(page, node) {
            report.fail(node, "13.3.1", "document-untagged").arg("document", document);
        } else {
            report.review(node, "13.3.1", "document-untagged").arg("document", document);
        }
    } else if let Some(missing) = missing(&facts) {
        report
            .review(node, "13.3.1", "document-incomplete")
            .arg("document", document)
            .arg("missing", missing);
    }
}

/// The kind of office file an address leads to.
fn ending(address: &str) -> Option<&'static str> {
    // Most links lead to a page whose address has no ending.
    if !address.contains('.') {
        return None;
    }
    // A program that hands out files is told which: «document.php?nom=plan.pdf».
    let address = address.split('#').next()?;
    let mut parts = address.split(['?', '&', '=']);
    parts.find_map(|part| {
        let name = part.rsplit('/').next()?;
        let (_, ending) = name.rsplit_once('.')?;
        // The longest has four letters.
        if ending.len() > 4 {
            return None;
        }
        OFFICE.iter().copied().find(|known| ending.eq_ignore_ascii_case(known))
    })
}

/// The page says so much that it may be the document's accessible version, or offers another one
/// beside the link.
fn may_have_another_version(page: &Page<'_>, node: NodeId) -> bool {
    let document = page.document;
    let main = page.all(local_name!("main")).next().or_else(|| page.all(local_name!("body")).next());
    let words = main.map_or(0, |main| page.visible_text(main).split_whitespace().count());
    let beside = document
        .ancestors(node)
        .find(|ancestor| page.is_block(*ancestor))
        .is_some_and(|block| {
            let block = document.parent(block).unwrap_or(block);
            document
                .descendants(block)
                .filter(|inner| *inner != node && page.has(*inner, local_name!("href")))
                .any(|inner| {
                    let other = page.attribute(inner, local_name!("href")).unwrap_or_default();
                    ending(other) != Some("pdf")
                })
        });
    words > A_PAGE || beside
}

/// What a tagged PDF lacks, as the message words it.
fn missing(facts: &DocumentFacts) -> Option<&'static str> {
    match (facts.titled == Some(false), facts.language.is_none()) {
        (true, true) => Some("title-language"),
        (true, false) => Some("title"),
        (false, true) => Some("language"),
        (false, false) => None,
    }
}
