//! Values about the site itself: identity, contact, legal facts.

use super::LinkView;
use serde::Serialize;

/// The site: the same value on every page.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// Identifier, e.g. `amou`.
    pub id: String,
    /// Name of the place: «Amou», «Le Vignau».
    pub name: String,
    /// One or two capitals for a shield where there is no crest: «A», «SJ».
    pub initials: String,
    /// Title of the site: «Commune d’Amou».
    pub title: String,
    /// `commune`, `communaute-de-communes`, `syndicat`, `association`, `portail`, …
    pub kind: &'static str,
    /// «d’Amou», «du Vignau»; «de la communauté de communes …».
    pub of: String,
    /// «la commune d’Amou», «la communauté de communes du Seignanx».
    pub body: String,
    /// «de la commune d’Amou».
    pub of_body: String,
    /// «à la commune d’Amou».
    pub to_body: String,
    /// «la maire ou le maire»: who directs the publication by right.
    pub head: &'static str,
    /// True for a commune.
    pub is_commune: bool,
    /// True for an administration: *saisine*, accessibility duties, DPO.
    pub is_public_body: bool,
    /// Absolute address of the site, without a slash at the end.
    pub url: String,
    /// Language (BCP 47).
    pub language: String,
    /// Address of the home page.
    pub home: String,
    /// INSEE code.
    pub insee: Option<String>,
    /// SIREN number.
    pub siren: Option<String>,
    /// Number of inhabitants.
    pub population: Option<u32>,
    /// Where it is.
    pub position: Option<PositionView>,
    /// Coat of arms or logo.
    pub crest: Option<super::ImageView>,
    /// Address, phone, e-mail.
    pub contact: ContactView,
    /// Opening hours.
    pub hours: Option<HoursView>,
    /// What the opening hours are on the day of the build.
    pub today: Option<ExceptionView>,
    /// «En un clic»: what residents come for most.
    pub actions: Vec<ActionView>,
    /// Outside services of this site (tenders, payment, family portal, …).
    pub services: Vec<ServiceView>,
    /// The intercommunal body it belongs to.
    pub parent: Option<LinkView>,
    /// For an intercommunal body: its communes.
    pub members: Vec<LinkView>,
    /// Addresses of the pages every site has.
    pub pages: PagesView,
    /// Facts for the legal pages.
    pub legal: LegalView,
    /// State of the accessibility audit.
    pub accessibility: AccessibilityView,
    /// Site-wide feeds: array of [`FeedView`](super::FeedView).
    pub feeds: tera::Value,
    /// True on a demonstration site: say so on every page.
    pub demonstration: bool,
}

/// A place on the map, degrees, WGS 84.
#[derive(Debug, Clone, Serialize)]
pub struct PositionView {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// How to reach the town hall, or the body's office.
#[derive(Debug, Clone, Serialize)]
pub struct ContactView {
    /// Postal address, one line an item; empty when unknown.
    pub address: Vec<String>,
    /// Phone as written and as a `tel:` address.
    pub phone: Option<LinkView>,
    /// E-mail and its `mailto:` address.
    pub email: Option<LinkView>,
    /// Website elsewhere.
    pub website: Option<LinkView>,
}

/// Opening hours of a week.
#[derive(Debug, Clone, Serialize)]
pub struct HoursView {
    /// The seven days, Monday first.
    pub days: Vec<DayView>,
    /// Days that differ, those to come only, in order of time.
    pub exceptions: Vec<ExceptionView>,
    /// A remark («Fermé la semaine du 15 août»).
    pub note: Option<String>,
}

/// Opening hours of a day of the week.
#[derive(Debug, Clone, Serialize)]
pub struct DayView {
    /// «lundi».
    pub day: &'static str,
    /// «de 9 h à 12 h et de 14 h à 17 h», «fermé».
    pub text: String,
}

/// A day, or days, and the hours then.
#[derive(Debug, Clone, Serialize)]
pub struct ExceptionView {
    /// «24 décembre 2026», «du 3 au 15 août 2026».
    pub date: String,
    /// «fermé», «de 9 h à 12 h».
    pub text: String,
    /// Why.
    pub label: Option<String>,
}

/// An action of «en un clic».
#[derive(Debug, Clone, Serialize)]
pub struct ActionView {
    /// Text of the link.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// One sentence.
    pub description: Option<String>,
    /// Name of an icon of the theme.
    pub icon: Option<String>,
    /// True when it leaves the site.
    pub external: bool,
}

/// An outside service.
#[derive(Debug, Clone, Serialize)]
pub struct ServiceView {
    /// Name in the registry.
    pub id: String,
    /// «Marchés publics».
    pub title: String,
    /// What it is for.
    pub description: Option<String>,
    /// Its address for this site.
    pub url: String,
}

/// Addresses of the pages every site has; `none` when the workspace does without one.
#[derive(Debug, Clone, Serialize)]
pub struct PagesView {
    /// Contact.
    pub contact: Option<String>,
    /// Saisine par voie électronique.
    pub saisine: Option<String>,
    /// Mentions légales.
    pub legal: Option<String>,
    /// Données personnelles.
    pub privacy: Option<String>,
    /// Déclaration d’accessibilité.
    pub accessibility: Option<String>,
    /// Plan du site.
    pub sitemap: Option<String>,
    /// Recherche: where the search form leads.
    pub search: Option<String>,
    /// Flux d’information.
    pub feeds: Option<String>,
    /// Démarches: the list of procedures.
    pub procedures: Option<String>,
    /// Actualités.
    pub news: Option<String>,
    /// Agenda.
    pub events: Option<String>,
}

/// Facts for «mentions légales» and «données personnelles».
#[derive(Debug, Clone, Serialize)]
pub struct LegalView {
    /// Directeur ou directrice de la publication: name and function.
    pub publisher: Option<String>,
    /// The legal person that publishes the site, where it is not the site's own body.
    pub editor: Option<OrganisationView>,
    /// Who stores the pages.
    pub host: Option<OrganisationView>,
    /// The data protection officer.
    pub dpo: Option<OrganisationView>,
    /// Who made the site, when it is to be named.
    pub maker: Option<OrganisationView>,
}

/// A body named in the legal pages; at least one field is there.
#[derive(Debug, Clone, Serialize)]
pub struct OrganisationView {
    /// Its name.
    pub name: Option<String>,
    /// Its postal address, on one line.
    pub address: Option<String>,
    /// Its phone as written and as a `tel:` address.
    pub phone: Option<LinkView>,
    /// Its e-mail and its `mailto:` address.
    pub email: Option<LinkView>,
    /// Its website.
    pub website: Option<LinkView>,
}

/// What every page may say of the site's accessibility; the statement itself has more
/// ([`StatementView`](super::StatementView)).
#[derive(Debug, Clone, Serialize)]
pub struct AccessibilityView {
    /// `full`, `partial` or `none`.
    pub level: &'static str,
    /// «Accessibilité : non conforme» (with the no-break space): the mention the law asks for on
    /// the home page.
    pub label: &'static str,
    /// Whom to write to: e-mail and its `mailto:` address.
    pub email: Option<LinkView>,
    /// Phone as written and as a `tel:` address.
    pub phone: Option<LinkView>,
    /// The multi-year plan; `none` when there is none.
    pub plan: Option<String>,
    /// The action plan of the year; `none` when there is none.
    pub action_plan: Option<String>,
}
