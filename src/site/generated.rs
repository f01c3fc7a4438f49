//! The pages and files every site has without anyone writing them.

use super::wording::Words;
use crate::workspace::Site;

/// A page made from the site's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Generated {
    Contact,
    Saisine,
    Legal,
    Privacy,
    Accessibility,
    MultiYearPlan,
    ActionPlan,
    Sitemap,
    Search,
    Feeds,
    NotFound,
}

impl Generated {
    /// All of them, in the order of the site's plan.
    pub(super) const ALL: &'static [Self] = &[
        Self::Contact,
        Self::Saisine,
        Self::Legal,
        Self::Privacy,
        Self::Accessibility,
        Self::MultiYearPlan,
        Self::ActionPlan,
        Self::Sitemap,
        Self::Search,
        Self::Feeds,
        Self::NotFound,
    ];

    /// The name by which `generated.exclude` calls it; also the end of its address.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Saisine => "saisine",
            Self::Legal => "mentions-legales",
            Self::Privacy => "donnees-personnelles",
            Self::Accessibility => "accessibilite",
            Self::MultiYearPlan => "schema-pluriannuel",
            Self::ActionPlan => "plan-d-action",
            Self::Sitemap => "plan-du-site",
            Self::Search => "recherche",
            Self::Feeds => "flux",
            Self::NotFound => "404",
        }
    }

    /// Its address.
    pub(super) fn url(self) -> &'static str {
        match self {
            Self::Contact => "/contact/",
            Self::Saisine => "/saisine/",
            Self::Legal => "/mentions-legales/",
            Self::Privacy => "/donnees-personnelles/",
            Self::Accessibility => "/accessibilite/",
            Self::MultiYearPlan => "/accessibilite/schema-pluriannuel/",
            Self::ActionPlan => "/accessibilite/plan-d-action/",
            Self::Sitemap => "/plan-du-site/",
            Self::Search => "/recherche/",
            Self::Feeds => "/flux/",
            Self::NotFound => "/404.html",
        }
    }

    /// The address of a text by which an officer completes it.
    pub(super) fn text_url(self) -> &'static str {
        if self == Self::NotFound { "/404/" } else { self.url() }
    }

    /// Its kind for templates ([`PageView::kind`](super::view::PageView::kind)).
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Saisine => "saisine",
            Self::Legal => "legal",
            Self::Privacy => "privacy",
            Self::Accessibility => "accessibility",
            Self::MultiYearPlan => "multi-year-plan",
            Self::ActionPlan => "action-plan",
            Self::Sitemap => "sitemap",
            Self::Search => "search",
            Self::Feeds => "feeds",
            Self::NotFound => "not-found",
        }
    }

    /// Its template.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Contact => "contact.html",
            Self::Saisine => "saisine.html",
            Self::Legal => "legal.html",
            Self::Privacy => "privacy.html",
            Self::Accessibility => "accessibility.html",
            Self::MultiYearPlan => "multi-year-plan.html",
            Self::ActionPlan => "action-plan.html",
            Self::Sitemap => "sitemap.html",
            Self::Search => "search.html",
            Self::Feeds => "feeds.html",
            Self::NotFound => "404.html",
        }
    }

    /// Its title.
    pub(super) fn title(self, words: &Words) -> &'static str {
        match self {
            Self::Contact => words.contact,
            Self::Saisine => words.saisine,
            Self::Legal => words.legal,
            Self::Privacy => words.privacy,
            Self::Accessibility => words.accessibility,
            Self::MultiYearPlan => words.multi_year_plan,
            Self::ActionPlan => words.action_plan,
            Self::Sitemap => words.sitemap,
            Self::Search => words.search,
            Self::Feeds => words.feeds,
            Self::NotFound => words.not_found,
        }
    }

    /// True for a page that search engines, ours included, have no reason to lead to.
    pub(super) fn is_unlisted(self) -> bool {
        matches!(self, Self::Search | Self::NotFound)
    }

    /// True when the site has it: the workspace did not exclude it, the law asks it of this kind
    /// of body (referral by electronic means is for administrations), and there is something to
    /// say (a plan that nobody wrote has no page).
    pub(super) fn is_wanted(self, site: &Site) -> bool {
        let said = match self {
            Self::Saisine => site.kind.is_public_body(),
            Self::Search => site.search,
            Self::MultiYearPlan => {
                let written = &site.accessibility;
                let parts = written.multi_year_plan.parts();
                written.plan.is_none() && parts.iter().any(|(_, text)| text.is_some())
            }
            Self::ActionPlan => {
                let written = &site.accessibility;
                written.action_plan.is_none() && !written.action_plans.is_empty()
            }
            _ => true,
        };
        let of_statement = matches!(self, Self::MultiYearPlan | Self::ActionPlan);
        said && !is_excluded(site, self.name())
            && !(of_statement && is_excluded(site, Self::Accessibility.name()))
    }

    /// The page at an address, or completed by the text at that address.
    pub(super) fn at(url: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|page| page.url() == url || page.text_url() == url)
    }
}

/// True when the workspace or the site does without a generated page or file.
pub(super) fn is_excluded(site: &Site, name: &str) -> bool {
    site.excluded_pages.iter().any(|excluded| excluded == name)
}
