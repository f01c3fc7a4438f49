//! `accessibility-rules/mandatory/doctype.md`: the page begins with a valid document type.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/mandatory/doctype.md"),
    subject: Subject::Page,
    check,
};

/// The public identifiers of the document types that W3C, IETF, ISO and the Open Mobile Alliance
/// published for HTML, in lower case, without their language.
const KNOWN: &[&str] = &[
    "-//ietf//dtd html 2.0",
    "-//w3c//dtd html 3.2",
    "-//w3c//dtd html 3.2 final",
    "-//w3c//dtd html 4.0",
    "-//w3c//dtd html 4.0 transitional",
    "-//w3c//dtd html 4.0 frameset",
    "-//w3c//dtd html 4.01",
    "-//w3c//dtd html 4.01 transitional",
    "-//w3c//dtd html 4.01 frameset",
    "-//w3c//dtd html 4.01+rdfa 1.0",
    "-//w3c//dtd html 4.01+rdfa 1.1",
    "-//w3c//dtd xhtml 1.0 strict",
    "-//w3c//dtd xhtml 1.0 transitional",
    "-//w3c//dtd xhtml 1.0 frameset",
    "-//w3c//dtd xhtml 1.1",
    "-//w3c//dtd xhtml basic 1.0",
    "-//w3c//dtd xhtml basic 1.1",
    "-//w3c//dtd xhtml+rdfa 1.0",
    "-//w3c//dtd xhtml+rdfa 1.1",
    "-//w3c//dtd xhtml 1.1 plus mathml 2.0",
    "-//w3c//dtd xhtml 1.1 plus mathml 2.0 plus svg 1.1",
    "-//w3c//dtd xhtml-print 1.0",
    "-//wapforum//dtd xhtml mobile 1.0",
    "-//wapforum//dtd xhtml mobile 1.1",
    "-//wapforum//dtd xhtml mobile 1.2",
    "iso/iec 15445:2000//dtd html",
    "iso/iec 15445:2000//dtd hypertext markup language",
];

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let Some(root) = page.document.root() else { return };
    report.applies("8.1.1");
    let Some(doctype) = page.document.doctype() else {
        let late = page.document.errors.iter().any(|error| error.kind == "DOCTYPE in body");
        if late {
            report.doubt("8.1.2");
            report.fail(root, "8.1.3", "doctype-late");
        } else {
            report.fail(root, "8.1.1", "doctype-missing");
        }
        return;
    };
    report.applies("8.1.2");
    report.applies("8.1.3");
    let public = doctype.public_id.trim().to_ascii_lowercase();
    let public = public.rsplit_once("//").map_or(public.as_str(), |(before, _)| before);
    let system = doctype.system_id.trim();
    let badly_written = page
        .document
        .errors
        .iter()
        .any(|error| error.kind.starts_with("Saw") && error.kind.contains("Doctype"));
    let html = doctype.name.eq_ignore_ascii_case("html") && !badly_written;
    let valid = match public {
        "" => system.is_empty() || system.eq_ignore_ascii_case("about:legacy-compat"),
        public => KNOWN.contains(&public),
    };
    if !html || (!valid && (public.is_empty() || public.starts_with("-//w3c//dtd "))) {
        report.fail(root, "8.1.2", "doctype-invalid");
    } else if !valid {
        report.review(root, "8.1.2", "doctype-unknown");
    }
}
