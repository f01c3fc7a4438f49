//! `accessibility-rules/structure/quotation.md`: quotations are marked as such.

use crate::accessibility::rules::hints::Hints;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/structure/quotation.md"),
    subject: Subject::Page,
    check,
};

/// How many words between quotation marks are more than a title or an expression.
const MANY: usize = 8;

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    for node in page.document.all() {
        if page.hints(node).may(Hints::QUOTATION)
            && page.is_exposed(node)
            && let Some(text) = page.document.text(node)
        {
            quoted(page, node, text, report);
        }
    }
    if page.all(local_name!("q")).next().is_some() {
        report.applies("9.4.1");
    }
    if page.all(local_name!("blockquote")).next().is_some() {
        report.applies("9.4.2");
    }
}

fn quoted(page: &Page<'_>, node: NodeId, text: &str, report: &mut Report<'_>) {
    let marked = page.document.ancestors(node).any(|around| {
        matches!(
            page.document.html_name(around),
            Some(
                &local_name!("q")
                    | &local_name!("blockquote")
                    | &local_name!("script")
                    | &local_name!("style")
                    | &local_name!("title")
                    | &local_name!("pre")
                    | &local_name!("code")
            )
        )
    });
    let Some(parent) = page.document.parent(node).filter(|_| !marked) else { return };
    let mut rest = text;
    while let Some(start) = rest.find(['«', '“']) {
        rest = &rest[start..];
        let end = rest.find(['»', '”']).unwrap_or(rest.len());
        if rest[..end].split_whitespace().count() > MANY {
            report.review(parent, "9.4.1", "quotation-unmarked");
            return;
        }
        rest = &rest[end..];
    }
}
