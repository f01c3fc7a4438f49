//! From an entry to what lists and pages show of it. Built once per entry, then shared.

use super::Core;
use super::dates::{Precision, moment_view, when_view};
use super::forms::{form_address, form_view};
use super::identity::{
    address_lines, email_link, hours_view, phone_link, position_view, website_link,
};
use super::links::Internal;
use super::media::{self, Lead, UsedImages};
use super::urls;
use super::view::{
    AlertView, AttachmentView, CardView, DirectoryView, EventView, LinkView, OrganiserView,
    ProcedureView, PublicationView, WhenView,
};
use crate::content::{
    Alert, AlertLevel, DirectoryEntry, Entry, EntryData, Event, EventStatus, Occurrence, Procedure,
    ProcedureForm, Publication, Registration,
};
use crate::diagnostic::{Diagnostic, Location};
use crate::grc;
use crate::markdown::Rendered;
use crate::media::PreparedImage;
use crate::workspace::Site;
use jiff::Timestamp;
use std::sync::Arc;
use tera::Value;

/// How many times of one recurring event the agenda shows.
pub(super) const TIMES: usize = 12;

/// What was made of an entry.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    /// Its body.
    pub(super) body: Rendered,
    /// False for a draft, and for a text that could not be rendered.
    pub(super) rendered: bool,
    /// Its [`CardView`]; `None` unless it is published.
    pub(super) card: Option<Value>,
    /// Its image.
    pub(super) image: Option<Arc<PreparedImage>>,
    /// Its documents.
    pub(super) attachments: Vec<Joined>,
    /// When it takes place from now on, for an event.
    pub(super) times: Vec<Occurrence>,
    /// One or two sentences: the description, else the beginning of the text.
    pub(super) summary: String,
}

/// A document joined to an entry, as it is published.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) view: AttachmentView,
    pub(super) media_type: &'static str,
    /// Length in bytes.
    pub(super) bytes: u64,
}

/// Makes the leaf of an entry that is no draft.
pub(super) fn leaf(
    core: &Core<'_>,
    index: usize,
    mut body: Rendered,
    images: &UsedImages,
    diagnostics: &mut Vec<Diagnostic>,
) -> Leaf {
    let entry = &core.entries[index];
    let image = entry.image.as_ref().and_then(|image| {
        let place = || entry.source.locate(image.range.clone());
        let file = core.image_file(&entry.path, &image.file, place, diagnostics)?;
        match core.library.image(file) {
            Ok(prepared) => {
                images.add(&prepared);
                Some(prepared)
            }
            Err(finding) => {
                diagnostics.push(finding.related(place()));
                None
            }
        }
    });
    let mut attachments = Vec::new();
    for attachment in &entry.attachments {
        let (title, language) = (attachment.title.as_deref(), attachment.language.as_deref());
        let place = || entry.source.locate(attachment.range.clone());
        attachments.extend(document(
            core,
            entry,
            &attachment.file,
            &place,
            title,
            language,
            (images, diagnostics),
        ));
    }
    let own_document = match &entry.data {
        EntryData::Publication(publication) => {
            let place = || core.locate(index, &["document"]);
            let title = Some(entry.title.as_str());
            document(core, entry, &publication.document, &place, title, None, (images, diagnostics))
        }
        _ => None,
    };
    let times = match &entry.data {
        EntryData::Event(event) => times(event, core.at),
        _ => Vec::new(),
    };
    let summary = entry.description.clone().unwrap_or_else(|| body.excerpt.clone());
    let (mut form, mut link) = (None, None);
    if let EntryData::Procedure(Procedure { form: Some(place), .. }) = &entry.data {
        // Both keys name it; only one of them is there.
        let key = || core.locate_first(index, &["form", "url"]);
        let settings = &core.workspace.settings;
        let told = match place {
            ProcedureForm::Grc(id) => grc::form(settings, core.site, id)
                .map(|found| form = Some(form_view(&found, core.words)))
                .err(),
            ProcedureForm::Service(name) => grc::service(settings, core.site, name)
                .map(|found| link = Some(LinkView { title: found.title, url: found.url }))
                .err(),
            ProcedureForm::Url(url) => {
                link = Some(website_link(url));
                core.provider_address(url)
            }
        };
        diagnostics.extend(told.map(|finding| finding.at(key())));
    }
    if let EntryData::Event(event) = &entry.data
        && let Some(Registration::Link(url)) = &event.registration
        && let Some(finding) = core.provider_address(url)
    {
        diagnostics.push(finding.at(core.locate(index, &["registration"])));
    }
    let registration = match &entry.data {
        EntryData::Event(event) => registration(core, core.site, event).unwrap_or_else(|finding| {
            diagnostics.push(finding.at(core.locate(index, &["registration"])));
            None
        }),
        _ => None,
    };
    let card = core.live[index].then(|| {
        let mut card = card(core, entry, &summary, &times);
        card.image = entry.image.as_ref().zip(image.as_ref()).and_then(|(given, prepared)| {
            media::image_view(prepared, &given.alt, given.credit.as_deref(), Lead::of(&entry.url))
        });
        if let Some(event) = &mut card.event {
            event.registration = registration;
        }
        if let Some(procedure) = &mut card.procedure {
            procedure.form = form;
            procedure.link = link;
        }
        if let Some(publication) = &mut card.publication {
            publication.document = own_document.as_ref().map(|joined| joined.view.clone());
        }
        Value::from_serializable(&card)
    });
    attachments.extend(own_document);
    let rendered = !body.html.is_empty() || body.ids.is_empty() && entry.body.is_empty();
    super::blocks::surround(core, index, &mut body, images, diagnostics);
    Leaf { body, rendered, card, image, attachments, times, summary }
}

/// A document of the front matter; what is wrong is told.
fn document(
    core: &Core<'_>,
    entry: &Entry,
    name: &str,
    place: &dyn Fn() -> Location,
    title: Option<&str>,
    language: Option<&str>,
    (images, diagnostics): (&UsedImages, &mut Vec<Diagnostic>),
) -> Option<Joined> {
    match core.internal(&entry.path, name) {
        Internal::File(file) if media::is_active(&file.path) => {
            diagnostics
                .push(Diagnostic::error("link-to-active-file").arg("target", name).at(place()));
            None
        }
        Internal::File(file) => match core.library.document(file) {
            Ok(document) => {
                let site_language = &core.site.language;
                let mut view =
                    media::attachment_view(file, &document, title, language, site_language);
                let (mut media_type, mut bytes) = (document.media_type(), document.bytes);
                // A photograph joined to an entry is published as its lighter copy.
                if media::is_image(&file.path) {
                    let found = core.library.image(file);
                    let image = found.map_err(|finding| diagnostics.push(finding)).ok()?;
                    let variant = image.fallback()?;
                    view.url = media::address(variant);
                    (media_type, bytes) = (variant.format.media_type(), variant.bytes_len);
                    images.add(&image);
                }
                Some(Joined { view, media_type, bytes })
            }
            Err(finding) => {
                diagnostics.push(finding.related(place()));
                None
            }
        },
        Internal::Outside => {
            diagnostics
                .push(Diagnostic::error("link-outside-site").arg("target", name).at(place()));
            None
        }
        _ => {
            let near = core.near(&entry.path, name);
            diagnostics.push(
                Diagnostic::error("document-missing")
                    .arg("target", name)
                    .arg("suggestion", near)
                    .at(place()),
            );
            None
        }
    }
}

/// The card of an entry, without what needs its files and its site's forms.
pub(super) fn card(
    core: &Core<'_>,
    entry: &Entry,
    summary: &str,
    times: &[Occurrence],
) -> CardView {
    let language = core.language;
    let mut card = CardView {
        kind: entry.kind.name(),
        title: entry.title.clone(),
        url: urls::encode(&entry.url),
        description: (!summary.is_empty()).then(|| summary.to_owned()),
        date: entry.date.as_ref().map(|date| moment_view(date, language)),
        updated: entry.updated.as_ref().map(|date| moment_view(date, language)),
        image: None,
        categories: entry
            .categories
            .iter()
            .map(|name| LinkView { title: name.clone(), url: category_url(&entry.url, name) })
            .collect(),
        origin: None,
        event: None,
        alert: None,
        directory: None,
        procedure: None,
        publication: None,
    };
    match &entry.data {
        EntryData::Page | EntryData::News => {}
        EntryData::Event(event) => card.event = Some(event_view(core, event, times)),
        EntryData::Alert(alert) => card.alert = Some(alert_view(core, alert)),
        EntryData::Directory(directory) => card.directory = Some(directory_view(core, directory)),
        EntryData::Procedure(procedure) => card.procedure = Some(procedure_view(procedure)),
        EntryData::Publication(Publication { period, .. }) => {
            card.publication = Some(PublicationView { document: None, period: period.clone() });
        }
    }
    card
}

/// The address of a category's list in the section an entry's address belongs to.
pub(super) fn category_url(entry_url: &str, name: &str) -> String {
    format!("/{}/categorie/{}/", urls::top(entry_url), category_slug(name))
}

/// A category's name in an address; names without Latin letters get a digest.
pub(super) fn category_slug(name: &str) -> String {
    let slug = crate::workspace::grammar::slug(name);
    if slug.is_empty() { blake3::hash(name.as_bytes()).to_hex()[..8].to_owned() } else { slug }
}

/// The times of an event that are not over, in order.
pub(super) fn times(event: &Event, at: Timestamp) -> Vec<Occurrence> {
    event.occurrences(at, Timestamp::MAX, TIMES)
}

/// A time an event takes place, as templates see it.
pub(super) fn occurrence_view(core: &Core<'_>, event: &Event, time: &Occurrence) -> WhenView {
    when_view(&time.start, &time.end, precision(event), core.at, core.language)
}

fn precision(event: &Event) -> Precision {
    if event.all_day {
        Precision::Days
    } else if event.end.as_ref().is_some_and(|end| end.date_only) {
        Precision::HourThenDay
    } else {
        Precision::Hours
    }
}

fn event_view(core: &Core<'_>, event: &Event, times: &[Occurrence]) -> EventView {
    let when = match times.first() {
        Some(next) => occurrence_view(core, event, next),
        None => {
            let end = event.end.as_ref().unwrap_or(&event.start);
            let (start, end) = (&event.start.zoned, &end.zoned);
            let mut when = when_view(start, end, precision(event), core.at, core.language);
            when.past = true;
            when
        }
    };
    let words = core.words;
    let status_label = match event.status {
        EventStatus::Confirmed => None,
        EventStatus::Cancelled => Some(words.cancelled),
        EventStatus::Postponed => Some(words.postponed),
    };
    EventView {
        when,
        status_label,
        place: event.place.clone(),
        address: event.address.as_deref().map(address_lines).unwrap_or_default(),
        position: event.position.map(position_view),
        organiser: event.organiser.as_ref().map(|organiser| OrganiserView {
            name: organiser.name.clone(),
            phone: organiser.phone.as_deref().map(phone_link),
            email: organiser.email.as_deref().map(email_link),
            website: organiser.website.as_deref().map(website_link),
        }),
        price: event.price.as_ref().map(|price| price.text.clone()),
        registration: None,
        registration_text: match &event.registration {
            Some(Registration::Text(text)) => Some(text.clone()),
            _ => None,
        },
    }
}

/// Where one registers for an event of `site`, when it is a link.
///
/// # Errors
/// The form it names cannot be had.
pub(super) fn registration(
    core: &Core<'_>,
    site: &Site,
    event: &Event,
) -> Result<Option<LinkView>, Diagnostic> {
    let link = match &event.registration {
        Some(Registration::Link(address)) => match address.split_once(':') {
            Some(("grc", id)) => {
                let form = grc::form(&core.workspace.settings, site, id)?;
                let label = form_view(&form, core.words).label;
                let title = format!("{} ({label})", form.title);
                LinkView { title, url: form_address(&form, site) }
            }
            Some(("service", name)) => {
                let service = grc::service(&core.workspace.settings, site, name)?;
                LinkView { title: service.title, url: service.url }
            }
            _ => website_link(address),
        },
        Some(Registration::Email(address)) => email_link(address),
        Some(Registration::Text(_)) | None => return Ok(None),
    };
    Ok(Some(link))
}

/// True while an alert's banner is shown.
pub(super) fn is_active(alert: &Alert, at: Timestamp) -> bool {
    alert.starts.timestamp() <= at && alert.ends.as_ref().is_none_or(|ends| at < ends.timestamp())
}

fn alert_view(core: &Core<'_>, alert: &Alert) -> AlertView {
    let (level, index) = match alert.level {
        AlertLevel::Info => ("info", 0),
        AlertLevel::Vigilance => ("vigilance", 1),
        AlertLevel::Urgence => ("urgence", 2),
    };
    AlertView {
        level,
        label: core.words.levels[index],
        starts: Some(moment_view(&alert.starts, core.language)),
        ends: alert.ends.as_ref().map(|ends| moment_view(ends, core.language)),
        active: is_active(alert, core.at),
    }
}

pub(super) fn directory_view(core: &Core<'_>, entry: &DirectoryEntry) -> DirectoryView {
    let today = core.at.to_zoned(core.site.time_zone.clone()).date();
    DirectoryView {
        kind: directory_kind(entry).0,
        label: core.words.directory_kinds[directory_kind(entry).1],
        address: entry.address.as_deref().map(address_lines).unwrap_or_default(),
        phone: entry.phone.as_deref().map(phone_link),
        email: entry.email.as_deref().map(email_link),
        website: entry.website.as_deref().map(website_link),
        role: entry.role.clone(),
        hours: entry
            .hours
            .as_ref()
            .map(|hours| hours_view(hours, today, core.language, core.words)),
        position: entry.position.map(position_view),
    }
}

/// The type of a directory entry, and its rank in lists.
pub(super) fn directory_kind(entry: &DirectoryEntry) -> (&'static str, usize) {
    use crate::content::DirectoryKind;
    match entry.kind {
        DirectoryKind::Service => ("service", 0),
        DirectoryKind::Association => ("association", 1),
        DirectoryKind::Commerce => ("commerce", 2),
        DirectoryKind::Equipement => ("equipement", 3),
        DirectoryKind::Elu => ("elu", 4),
    }
}

fn procedure_view(procedure: &Procedure) -> ProcedureView {
    ProcedureView {
        form: None,
        link: None,
        documents: procedure.documents.clone(),
        cost: procedure.cost.clone(),
        delay: procedure.delay.clone(),
    }
}
