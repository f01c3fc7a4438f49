//! `accessibility-rules/structure/main-unique.md`: there is one main area.

use crate::accessibility::dom::Doctype;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/structure/main-unique.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    // RGAA 9.2 does not apply to other document types than HTML5.
    if !page.document.doctype().is_some_and(is_html5) {
        return;
    }
    let Some(body) = page.all(local_name!("body")).next() else { return };
    report.applies("9.2.1");
    let mut mains = page.all(local_name!("main")).filter(|main| page.is_exposed(*main));
    if mains.next().is_some() {
        for another in mains {
            report.fail_unless_scripted(another, "9.2.1", "main-twice");
        }
        return;
    }
    if page.visible_text(body).is_empty() {
        // Without any text there may be no content to be marked.
        report.doubt("9.2.1");
        return;
    }
    // `role="main"` is not enough: RGAA asks for the element by its name.
    let hidden = page.all(local_name!("main")).next().is_some();
    if hidden || page.scripts().contains("attachShadow") {
        report.review(body, "9.2.1", "main-missing");
    } else {
        report.fail(body, "9.2.1", "main-missing");
    }
}

/// HTML, «The DOCTYPE»: `<!DOCTYPE html>`, with or without the legacy string.
fn is_html5(doctype: &Doctype) -> bool {
    let system = doctype.system_id.trim();
    doctype.name.eq_ignore_ascii_case("html")
        && doctype.public_id.is_empty()
        && (system.is_empty() || system.eq_ignore_ascii_case("about:legacy-compat"))
}
