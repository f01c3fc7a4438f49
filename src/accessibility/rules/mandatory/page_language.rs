//! `accessibility-rules/mandatory/page-language.md`: the language of the page is given.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/page-language.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let Some(root) = page.document.root() else { return };
    report.applies("8.3.1");
    let given = |node| {
        page.attribute(node, local_name!("lang")).is_some_and(|lang| !lang.trim().is_empty())
    };
    if given(root) {
        return;
    }
    let elsewhere = page.document.descendants(root).any(given);
    // In XHTML served as XML another attribute would count; a person can tell how it is served.
    let xhtml = page.document.doctype().is_some_and(|doctype| !doctype.public_id.is_empty());
    if elsewhere || xhtml {
        report.review(root, "8.3.1", "page-language-missing");
    } else {
        report.fail(root, "8.3.1", "page-language-missing");
    }
}
