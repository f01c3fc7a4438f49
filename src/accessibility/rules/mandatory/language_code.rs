//! `accessibility-rules/mandatory/language-code.md`: language codes are those of BCP 47.

use crate::accessibility::language;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/language-code.md"),
    subject: Subject::Bearing("lang"),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(code) = page.attribute(node, local_name!("lang")) else { return };
    let root = page.document.root() == Some(node);
    let blank = code.trim().is_empty();
    // An empty code on a passage says «unknown language», which is allowed.
    if code.is_empty() || (root && blank) || (!root && !has_text(page, node)) {
        return;
    }
    let test = if root { "8.4.1" } else { "8.8.1" };
    report.applies(test);
    if !language::is_known(code) {
        report.fail(node, test, "language-code-unknown").arg("code", code.trim());
    }
}

/// Whether anything is said in the language that the element's `lang` names.
pub(super) fn has_text(page: &Page<'_>, node: NodeId) -> bool {
    page.document.descendants(node).any(|inner| {
        let facts = page.semantics.facts(inner);
        let said = page.document.text(inner).is_some_and(|text| !text.trim().is_empty())
            || (page.is(inner, local_name!("img")) && !page.name(inner).text.is_empty());
        said && (facts.is_exposed() || facts.is_visible())
            && page
                .document
                .ancestors(inner)
                .find(|ancestor| page.has(*ancestor, local_name!("lang")))
                == Some(node)
            && !page.has(inner, local_name!("lang"))
    })
}
