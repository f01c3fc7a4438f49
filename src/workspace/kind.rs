//! What a site is the site of, and how the law and the French language call it.
//!
//! It holds words only: it never reads a file and never decides which pages a site has.

use serde::{Deserialize, Serialize};

/// The kind of body a site belongs to (`kind:` of `site.yaml`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SiteKind {
    /// A commune.
    Commune,
    /// A *communauté de communes*.
    CommunauteDeCommunes,
    /// A *communauté d’agglomération*.
    CommunauteDAgglomeration,
    /// A *communauté urbaine*.
    CommunauteUrbaine,
    /// A *métropole*.
    Metropole,
    /// Any other intercommunal body with its own taxation.
    Epci,
    /// A *syndicat*, of communes or mixed.
    Syndicat,
    /// A *centre intercommunal d’action sociale*.
    Cias,
    /// A *centre communal d’action sociale*.
    Ccas,
    /// A *département*.
    Departement,
    /// A school.
    Ecole,
    /// Another public establishment: tourist office, library, museum, …
    Etablissement,
    /// An association.
    Association,
    /// A portal that gathers several sites.
    Portail,
}

/// How a kind is called. All words are lower-case French.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording {
    /// The common noun, e.g. `communauté de communes`.
    pub noun: &'static str,
    /// The noun with its definite article, e.g. `la communauté de communes`, `l’association`.
    pub definite: &'static str,
    /// The noun after *de*, e.g. `de la commune`, `du syndicat`.
    pub of: &'static str,
    /// The noun after *à*, e.g. `à la commune`, `au syndicat`.
    pub to: &'static str,
    /// The person who is by right the director of publication, in both genders, e.g.
    /// `la maire ou le maire`.
    pub head: &'static str,
}

macro_rules! kinds {
    ($($kind:ident $id:literal: $noun:literal, $definite:literal, $of:literal, $to:literal, $head:literal;)*) => {
        impl SiteKind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &'static [SiteKind] = &[$(Self::$kind),*];

            /// The word used in `site.yaml`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$kind => $id),* }
            }

            /// How this kind is called.
            #[must_use]
            pub fn wording(self) -> Wording {
                match self { $(Self::$kind => Wording {
                    noun: $noun, definite: $definite, of: $of, to: $to, head: $head,
                }),* }
            }
        }
    };
}

kinds! {
    Commune "commune": "commune", "la commune", "de la commune", "à la commune",
        "la maire ou le maire";
    CommunauteDeCommunes "communaute-de-communes": "communauté de communes",
        "la communauté de communes", "de la communauté de communes", "à la communauté de communes",
        "la présidente ou le président";
    CommunauteDAgglomeration "communaute-d-agglomeration": "communauté d’agglomération",
        "la communauté d’agglomération", "de la communauté d’agglomération",
        "à la communauté d’agglomération", "la présidente ou le président";
    CommunauteUrbaine "communaute-urbaine": "communauté urbaine", "la communauté urbaine",
        "de la communauté urbaine", "à la communauté urbaine", "la présidente ou le président";
    Metropole "metropole": "métropole", "la métropole", "de la métropole", "à la métropole",
        "la présidente ou le président";
    Epci "epci": "intercommunalité", "l’intercommunalité", "de l’intercommunalité",
        "à l’intercommunalité", "la présidente ou le président";
    Syndicat "syndicat": "syndicat", "le syndicat", "du syndicat", "au syndicat",
        "la présidente ou le président";
    Cias "cias": "centre intercommunal d’action sociale", "le centre intercommunal d’action sociale",
        "du centre intercommunal d’action sociale", "au centre intercommunal d’action sociale",
        "la présidente ou le président";
    Ccas "ccas": "centre communal d’action sociale", "le centre communal d’action sociale",
        "du centre communal d’action sociale", "au centre communal d’action sociale",
        "la présidente ou le président";
    Departement "departement": "département", "le département", "du département",
        "au département", "la présidente ou le président";
    Ecole "ecole": "école", "l’école", "de l’école", "à l’école",
        "la directrice ou le directeur";
    Etablissement "etablissement": "établissement", "l’établissement", "de l’établissement",
        "à l’établissement", "la directrice ou le directeur";
    Association "association": "association", "l’association", "de l’association",
        "à l’association", "la présidente ou le président";
    Portail "portail": "portail", "le portail", "du portail", "au portail",
        "la personne responsable";
}

impl SiteKind {
    /// True for the bodies that gather communes and raise their own taxes.
    #[must_use]
    pub fn is_intercommunal(self) -> bool {
        matches!(
            self,
            Self::CommunauteDeCommunes
                | Self::CommunauteDAgglomeration
                | Self::CommunauteUrbaine
                | Self::Metropole
                | Self::Epci
        )
    }

    /// True for administrations: referral by electronic means (*saisine*), accessibility duties
    /// and a data protection officer apply to them.
    #[must_use]
    pub fn is_public_body(self) -> bool {
        !matches!(self, Self::Association | Self::Portail)
    }

    /// The kind of that name in `site.yaml`.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::SiteKind;

    #[test]
    fn the_words_of_yaml_and_of_the_code_are_the_same() {
        for kind in SiteKind::ALL {
            let yaml = serde_json::to_string(kind).expect("serialisable");
            assert_eq!(yaml, format!("\"{}\"", kind.id()));
            assert_eq!(SiteKind::from_id(kind.id()), Some(*kind));
        }
    }

    #[test]
    fn the_articles_contract() {
        for kind in SiteKind::ALL {
            let words = kind.wording();
            assert!(words.definite.ends_with(words.noun), "{words:?}");
            if let Some(noun) = words.definite.strip_prefix("le ") {
                assert_eq!(words.of, format!("du {noun}"));
                assert_eq!(words.to, format!("au {noun}"));
            } else {
                assert_eq!(words.of, format!("de {}", words.definite));
                assert_eq!(words.to, format!("à {}", words.definite));
            }
        }
    }
}
