//! The words the room itself puts into titles, addresses and labels, in the site's language.
//!
//! Words of templates belong to the theme; these are needed before a template runs: titles of
//! generated pages, breadcrumbs, feeds, labels of links.

use crate::theme::Language;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) home: &'static str,
    pub(super) news: &'static str,
    pub(super) events: &'static str,
    pub(super) alerts: &'static str,
    pub(super) directory: &'static str,
    pub(super) procedures: &'static str,
    pub(super) publications: &'static str,
    pub(super) past_events: &'static str,
    pub(super) archives_of: &'static str,
    pub(super) page: &'static str,
    pub(super) contact: &'static str,
    pub(super) saisine: &'static str,
    pub(super) legal: &'static str,
    pub(super) privacy: &'static str,
    pub(super) accessibility: &'static str,
    pub(super) sitemap: &'static str,
    pub(super) feeds: &'static str,
    pub(super) not_found: &'static str,
    pub(super) online_form: &'static str,
    pub(super) by_email: &'static str,
    pub(super) by_phone: &'static str,
    pub(super) at_the_counter: &'static str,
    pub(super) closed: &'static str,
    pub(super) cancelled: &'static str,
    pub(super) postponed: &'static str,
    /// Information, Vigilance, Urgence.
    pub(super) levels: [&'static str; 3],
    /// Services, associations, shops, facilities, elected persons.
    pub(super) directory_kinds: [&'static str; 5],
    /// Total, partial, none.
    pub(super) conformity: [&'static str; 3],
    /// What the title of a draft bears where drafts are shown.
    pub(super) draft: &'static str,
    pub(super) footnotes: &'static str,
    pub(super) footnote_back: &'static str,
    pub(super) table: &'static str,
    pub(super) credit: &'static str,
    pub(super) group_feed: &'static str,
    pub(super) workspace_feed: &'static str,
}

static FRENCH: Words = Words {
    home: "Accueil",
    news: "Actualités",
    events: "Agenda",
    alerts: "Alertes",
    directory: "Annuaire",
    procedures: "Démarches",
    publications: "Publications",
    past_events: "Événements passés",
    archives_of: "Archives",
    page: "page",
    contact: "Contact",
    saisine: "Saisir l’administration par voie électronique",
    legal: "Mentions légales",
    privacy: "Données personnelles",
    accessibility: "Déclaration d’accessibilité",
    sitemap: "Plan du site",
    feeds: "Flux d’information",
    not_found: "Page introuvable",
    online_form: "formulaire en ligne",
    by_email: "par courriel",
    by_phone: "par téléphone",
    at_the_counter: "sur place ou par courrier",
    closed: "fermé",
    cancelled: "Annulé",
    postponed: "Reporté",
    levels: ["Information", "Vigilance", "Urgence"],
    directory_kinds: [
        "Services publics",
        "Associations",
        "Commerces et entreprises",
        "Équipements",
        "Élus",
    ],
    conformity: [
        "Accessibilité\u{a0}: totalement conforme",
        "Accessibilité\u{a0}: partiellement conforme",
        "Accessibilité\u{a0}: non conforme",
    ],
    draft: "brouillon",
    footnotes: "Notes",
    footnote_back: "Revenir à l’appel de note",
    table: "Tableau",
    credit: "Crédit\u{a0}:",
    group_feed: "Toutes les communes",
    workspace_feed: "Tous les sites",
};

static ENGLISH: Words = Words {
    home: "Home",
    news: "News",
    events: "Events",
    alerts: "Alerts",
    directory: "Directory",
    procedures: "Services and procedures",
    publications: "Publications",
    past_events: "Past events",
    archives_of: "Archive",
    page: "page",
    contact: "Contact",
    saisine: "Contact the administration online",
    legal: "Legal notice",
    privacy: "Personal data",
    accessibility: "Accessibility statement",
    sitemap: "Site map",
    feeds: "Feeds",
    not_found: "Page not found",
    online_form: "online form",
    by_email: "by e-mail",
    by_phone: "by telephone",
    at_the_counter: "in person or by post",
    closed: "closed",
    cancelled: "Cancelled",
    postponed: "Postponed",
    levels: ["Information", "Warning", "Emergency"],
    directory_kinds: [
        "Public services",
        "Associations",
        "Shops and firms",
        "Facilities",
        "Elected representatives",
    ],
    conformity: [
        "Accessibility: fully compliant",
        "Accessibility: partially compliant",
        "Accessibility: not compliant",
    ],
    draft: "draft",
    footnotes: "Notes",
    footnote_back: "Back to the text of note",
    table: "Table",
    credit: "Credit:",
    group_feed: "All member councils",
    workspace_feed: "All sites",
};

/// The words of a language.
pub(super) fn words(language: Language) -> &'static Words {
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}
