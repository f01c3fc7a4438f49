//! Procedures: what a resident has to do, with what, and where it is done online.

use super::front_matter::{Checker, FrontMatter};
use crate::diagnostic::Diagnostic;
use crate::workspace::is_web_address;

/// A procedure.
#[derive(Debug, Clone, Default)]
pub struct Procedure {
    /// Where it is done online.
    pub form: Option<ProcedureForm>,
    /// Documents to have at hand.
    pub documents: Vec<String>,
    /// What it costs, as written.
    pub cost: Option<String>,
    /// How long it takes, as written.
    pub delay: Option<String>,
}

/// Where a procedure is done online.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProcedureForm {
    /// A form of the catalogue, by its id.
    Grc(String),
    /// An `https:` or `http:` address.
    Url(String),
}

/// Reads what is particular to a procedure.
pub(super) fn read(checker: &mut Checker<'_>, keys: &mut FrontMatter) -> Procedure {
    let form = checker.line(keys.form.take());
    let url = checker.web_address(&["url"], keys.url.take());
    let form = match (form, url) {
        (Some(_), Some(_)) => {
            let finding = Diagnostic::error("procedure-form-and-url");
            let finding = finding.related(checker.place(&["url"]));
            checker.tell(finding, &["form"]);
            None
        }
        (Some(form), None) if is_web_address(&form) => Some(ProcedureForm::Url(form)),
        // Authors know the form from links: `grc:acte-naissance`.
        (Some(form), None) => {
            Some(ProcedureForm::Grc(form.strip_prefix("grc:").unwrap_or(&form).to_owned()))
        }
        (None, Some(url)) => Some(ProcedureForm::Url(url)),
        (None, None) => None,
    };
    let documents = keys.documents.take().unwrap_or_default();
    Procedure {
        form,
        documents: documents.into_iter().filter_map(|text| checker.line(Some(text))).collect(),
        cost: checker.line(keys.cost.take()),
        delay: checker.line(keys.delay.take()),
    }
}
