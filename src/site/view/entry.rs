//! Values about entries: cards, what each kind adds, what only the entry's own page shows.

use super::{DateView, Html, LinkView};
use serde::Serialize;

/// An entry as lists show it, and as its own page begins. Built once per entry and shared.
#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    /// `page`, `news`, `event`, `alert`, `directory`, `procedure`, `publication`.
    pub kind: &'static str,
    /// Title.
    pub title: String,
    /// Address of its page; absolute for an entry another site shares.
    pub url: String,
    /// One or two sentences: the description, else the beginning of the text.
    pub description: Option<String>,
    /// Date of the entry (for an event see `event.start`).
    pub date: Option<DateView>,
    /// Date of the last change, when the front matter gives one.
    pub updated: Option<DateView>,
    /// Its image.
    pub image: Option<ImageView>,
    /// Its categories, each with its list.
    pub categories: Vec<LinkView>,
    /// The site it comes from, when another site shares it («la communauté de communes …», to
    /// follow «Partagé par»).
    pub origin: Option<LinkView>,
    /// For kind `event`.
    pub event: Option<EventView>,
    /// For kind `alert`.
    pub alert: Option<AlertView>,
    /// For kind `directory`.
    pub directory: Option<DirectoryView>,
    /// For kind `procedure`.
    pub procedure: Option<ProcedureView>,
    /// For kind `publication`.
    pub publication: Option<PublicationView>,
}

/// What only an entry's own page shows.
#[derive(Debug, Clone, Serialize)]
pub struct DetailView {
    /// What stands above the text: the description the author wrote, not one taken from the text.
    pub lead: Option<String>,
    /// Headings of the body, levels 2 and 3, for a table of contents.
    pub outline: Vec<OutlineItem>,
    /// Documents joined to the entry.
    pub attachments: Vec<AttachmentView>,
    /// The next more recent entry of the same list, a [`LinkView`] or `none`.
    pub newer: Option<LinkView>,
    /// The next older entry of the same list, a [`LinkView`] or `none`.
    pub older: Option<LinkView>,
    /// Pages directly below this one (for a folder's `index.md`): array of [`CardView`].
    pub children: tera::Value,
    /// File to add the event to a calendar, for an event.
    pub calendar: Option<String>,
    /// Next dates of a recurring event, the shown one included; empty for others.
    pub dates: Vec<WhenView>,
}

/// A heading of the body.
#[derive(Debug, Clone, Serialize)]
pub struct OutlineItem {
    /// 2 or 3.
    pub level: u8,
    /// Anchor, without `#`.
    pub id: String,
    /// Text.
    pub title: String,
}

/// An image, ready to print.
#[derive(Debug, Clone, Serialize)]
pub struct ImageView {
    /// Safe HTML: the `<picture>` (sources, sizes, width, height, alternative), loaded lazily.
    pub html: Html,
    /// The same, loaded at once: for the first image of a page.
    pub eager: Html,
    /// Address of the image as it was given.
    pub url: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Alternative text; empty for a decorative image.
    pub alt: String,
    /// Author or holder of the rights.
    pub credit: Option<String>,
}

/// A document to download.
#[derive(Debug, Clone, Serialize)]
pub struct AttachmentView {
    /// What it is called.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Language (BCP 47) when it is not the page's.
    pub language: Option<String>,
    /// «PDF, 1,2 Mo, en anglais»: what to print after the title, in the link.
    pub label: String,
}

/// When an event takes place.
#[derive(Debug, Clone, Serialize)]
pub struct WhenView {
    /// Beginning.
    pub start: DateView,
    /// «samedi 5 décembre 2026, de 10 h à 18 h»: all in one sentence.
    pub text: String,
    /// True when it is over.
    pub past: bool,
}

/// What an event adds.
#[derive(Debug, Clone, Serialize)]
pub struct EventView {
    /// The next occurrence, else the last one.
    pub when: WhenView,
    /// «Annulé», «Reporté»; `none` when it is confirmed.
    pub status_label: Option<&'static str>,
    /// Where: name of the place.
    pub place: Option<String>,
    /// Postal address of the place, one line an item.
    pub address: Vec<String>,
    /// Where the place is on a map.
    pub position: Option<super::PositionView>,
    /// Who organises it.
    pub organiser: Option<OrganiserView>,
    /// «Gratuit», «5 €».
    pub price: Option<String>,
    /// Where to register: a page, a form or an e-mail address.
    pub registration: Option<LinkView>,
    /// How to register, when it is no link.
    pub registration_text: Option<String>,
}

/// Who organises an event.
#[derive(Debug, Clone, Serialize)]
pub struct OrganiserView {
    /// Name.
    pub name: String,
    /// Phone as written and as a `tel:` address.
    pub phone: Option<LinkView>,
    /// E-mail and its `mailto:` address.
    pub email: Option<LinkView>,
    /// Website.
    pub website: Option<LinkView>,
}

/// What an alert adds.
#[derive(Debug, Clone, Serialize)]
pub struct AlertView {
    /// `info`, `vigilance` or `urgence`.
    pub level: &'static str,
    /// «Information», «Vigilance», «Urgence».
    pub label: &'static str,
    /// Beginning.
    pub starts: Option<DateView>,
    /// End.
    pub ends: Option<DateView>,
    /// True while its banner is on every page.
    pub active: bool,
}

/// What a directory entry adds.
#[derive(Debug, Clone, Serialize)]
pub struct DirectoryView {
    /// `service`, `association`, `commerce`, `equipement` or `elu`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// «Services municipaux», «Associations», …
    pub label: &'static str,
    /// Postal address, one line an item.
    pub address: Vec<String>,
    /// Phone as written and as a `tel:` address.
    pub phone: Option<LinkView>,
    /// E-mail and its `mailto:` address.
    pub email: Option<LinkView>,
    /// Its own website.
    pub website: Option<LinkView>,
    /// Function («Maire», «Adjointe aux écoles»).
    pub role: Option<String>,
    /// Opening hours.
    pub hours: Option<super::HoursView>,
    /// Place on a map.
    pub position: Option<super::PositionView>,
}

/// What a procedure adds.
#[derive(Debug, Clone, Serialize)]
pub struct ProcedureView {
    /// The form, when the procedure names one of the catalogue.
    pub form: Option<FormView>,
    /// A page elsewhere, when the procedure gives an address.
    pub link: Option<LinkView>,
    /// Documents to bring.
    pub documents: Vec<String>,
    /// «Gratuit», «25 €».
    pub cost: Option<String>,
    /// «5 jours ouvrés».
    pub delay: Option<String>,
}

/// A citizen-relation form and where it leads on this site.
#[derive(Debug, Clone, Serialize)]
pub struct FormView {
    /// Identifier in the catalogue.
    pub id: String,
    /// «Signaler un problème de voirie».
    pub title: String,
    /// What it is for.
    pub description: Option<String>,
    /// «Voirie».
    pub category: Option<String>,
    /// Usual delay of an answer.
    pub delay: Option<String>,
    /// Words people look for it with.
    pub keywords: Vec<String>,
    /// Where it leads: the provider's form, else an e-mail, a phone number or a page.
    pub url: Option<String>,
    /// «formulaire en ligne, Publik», «par téléphone»: what to print after the link, so that it says where it leads.
    pub label: String,
    /// Phone, as a way besides the form.
    pub phone: Option<LinkView>,
    /// E-mail, as a way besides the form.
    pub email: Option<LinkView>,
}

/// What a publication adds.
#[derive(Debug, Clone, Serialize)]
pub struct PublicationView {
    /// The document.
    pub document: Option<AttachmentView>,
    /// «Octobre 2026», «2020-2026».
    pub period: Option<String>,
}
