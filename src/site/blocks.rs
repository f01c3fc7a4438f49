//! Blocks that a site makes of what its authors write: boxes, contact cards, and what an entry's
//! front matter adds around its text (key figures, a film, places).
//!
//! Each has a template of its own and is made while the text is rendered, so that it is shown
//! wherever the text is: on a page, on the home page, above a list, in a feed. This module never
//! writes HTML itself.

use super::Core;
use super::cards::directory_view;
use super::media::UsedImages;
use super::places;
use super::urls;
use super::video;
use super::view::{BoxView, ContactCardView, FigureView, Html};
use crate::content::DirectoryEntry;
use crate::diagnostic::Diagnostic;
use crate::markdown::{Around, BoxRequest, Rendered};
use serde::Serialize;
use tera::Context;

/// Stands for the content of a box while its template is rendered.
const BODY: &str = "<!--body-->";

impl Core<'_> {
    /// Renders the template of a block, which sees one variable.
    pub(super) fn block<T: Serialize>(
        &self,
        template: &str,
        variable: &'static str,
        value: &T,
    ) -> Result<String, Diagnostic> {
        let mut context = Context::new();
        context.insert(variable, value);
        let html = self.theme.render(template, &context)?;
        // A template is laid out for those who write it: the page needs no blank lines.
        let lines = html.lines().map(str::trim_end).filter(|line| !line.is_empty());
        Ok(lines.collect::<Vec<_>>().join("\n"))
    }

    /// What stands around the content of a box.
    pub(super) fn around(&self, request: &BoxRequest<'_>) -> Result<Around, Diagnostic> {
        let view = BoxView {
            kind: request.kind.name(),
            title: (!request.title.is_empty()).then(|| request.title.to_owned()),
            body: Html(BODY.to_owned()),
        };
        let html = self.block("components/box.html", "notice", &view)?;
        let (open, close) = html.split_once(BODY).ok_or_else(|| {
            Diagnostic::error("template-without-body").arg("template", "components/box.html")
        })?;
        Ok(Around { open: open.to_owned(), close: close.to_owned() })
    }

    /// The card of an entry of the directory.
    pub(super) fn contact_card(
        &self,
        index: usize,
        entry: &DirectoryEntry,
    ) -> Result<String, Diagnostic> {
        let view = ContactCardView {
            title: self.entries[index].title.clone(),
            url: urls::encode(&self.entries[index].url),
            directory: directory_view(self, entry),
        };
        self.block("components/contact-card.html", "card", &view)
    }
}

/// Adds to a text what the front matter of its entry says besides: key figures and the film
/// before it, places after it.
pub(super) fn surround(
    core: &Core<'_>,
    index: usize,
    body: &mut Rendered,
    images: &UsedImages,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let entry = &core.entries[index];
    let line = |key: &str| core.locate(index, &[key]).line;
    let mut keep = |made: Result<String, Diagnostic>, key: &str| match made {
        Ok(html) => Some(html),
        Err(finding) => {
            diagnostics.push(finding.related(core.locate(index, &[key])));
            None
        }
    };
    if !entry.figures.is_empty() {
        let figures: Vec<FigureView> = entry
            .figures
            .iter()
            .map(|figure| FigureView { value: figure.value.clone(), label: figure.label.clone() })
            .collect();
        let made = core.block("components/figures.html", "figures", &figures);
        if let Some(html) = keep(made, "figures") {
            body.prepend(&html, line("figures"));
        }
    }
    if let Some(film) = &entry.video {
        let mut found = Vec::new();
        let view = video::of_entry(core, index, film, body, images, &mut found);
        if let Some(view) = view
            && let Some(html) = keep(core.block("components/video.html", "video", &view), "video")
        {
            body.prepend(&html, line("video"));
        }
        diagnostics.extend(found);
    }
    if !entry.places.is_empty() {
        let mut found = Vec::new();
        let view = places::of_entry(core, index, body, &mut found);
        diagnostics.extend(found);
        if let Some(view) = view {
            match core.block("components/places.html", "places", &view) {
                Ok(html) => {
                    body.append(&html, line("places"));
                    body.ids.push(view.id);
                }
                Err(finding) => {
                    diagnostics.push(finding.related(core.locate(index, &["places"])));
                }
            }
        }
    }
}
