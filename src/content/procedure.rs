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
    /// An outside service of the workspace, by its name.
    Service(String),
    /// An `https:` or `http:` address.
    Url(String),
}

/// Reads what is particular to a procedure.
pub(super) fn read(checker: &mut Checker<'_>, keys: &mut FrontMatter) -> Procedure {
    let form = checker.line(keys.form.take());
    let url = checker.line(keys.url.take());
    let by_name = |text: &str| text.strip_prefix("service:").map(str::to_owned);
    let url = match url.as_deref().map(|text| (by_name(text), text.strip_prefix("grc:"))) {
        Some((Some(service), _)) => Some(ProcedureForm::Service(service)),
        Some((None, Some(form))) => Some(ProcedureForm::Grc(form.to_owned())),
        _ => checker.web_address(&["url"], url).map(ProcedureForm::Url),
    };
    let form = match (form, url) {
        (Some(_), Some(_)) => {
            let finding = Diagnostic::error("procedure-form-and-url");
            let finding = finding.related(checker.place(&["url"]));
            checker.tell(finding, &["form"]);
            None
        }
        (Some(form), None) if is_web_address(&form) => Some(ProcedureForm::Url(form)),
        (Some(form), None) if by_name(&form).is_some() => {
            by_name(&form).map(ProcedureForm::Service)
        }
        // Authors know the form from links: `grc:acte-naissance`.
        (Some(form), None) => {
            Some(ProcedureForm::Grc(form.strip_prefix("grc:").unwrap_or(&form).to_owned()))
        }
        (None, url) => url,
    };
    let documents = keys.documents.take().unwrap_or_default();
    Procedure {
        form,
        documents: documents.into_iter().filter_map(|text| checker.line(Some(text))).collect(),
        cost: checker.line(keys.cost.take()),
        delay: checker.line(keys.delay.take()),
    }
}
