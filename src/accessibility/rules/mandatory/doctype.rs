//! `accessibility-rules/mandatory/doctype.md`: the page begins with a valid document type.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/doctype.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let Some(root) = page.document.root() else { return };
    report.applies("8.1.1");
    let Some(doctype) = page.document.doctype() else {
        let late = page.document.errors.iter().any(|error| error.kind == "DOCTYPE in body");
        if late {
            report.fail(root, "8.1.3", "doctype-late");
        } else {
            report.fail(root, "8.1.1", "doctype-missing");
        }
        return;
    };
    report.applies("8.1.2");
    report.applies("8.1.3");
    let public = doctype.public_id.to_ascii_lowercase();
    let known = public.is_empty()
        || public.starts_with("-//w3c//dtd html 4.01")
        || public.starts_with("-//w3c//dtd html 4.0")
        || public.starts_with("-//w3c//dtd xhtml ")
        || public.starts_with("-//w3c//dtd html 3.2");
    if !doctype.name.eq_ignore_ascii_case("html") || !known {
        report.fail(root, "8.1.2", "doctype-invalid");
    }
}
