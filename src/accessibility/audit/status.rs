//! The words of a grid: what became of a criterion on a page, and whom a fault hinders. It never
//! decides which applies.

use serde::{Deserialize, Serialize};

/// What an auditor writes in a cell of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Conforming.
    C,
    /// Not conforming.
    NC,
    /// Not applicable.
    NA,
    /// Not tested yet.
    NT,
}

impl Status {
    /// Every status, in the order of the file.
    pub const ALL: &'static [Self] = &[Self::C, Self::NC, Self::NA, Self::NT];

    /// As people write it.
    pub const NAMES: &'static [&'static str] = &["C", "NC", "NA", "NT"];

    /// `C`, `NC`, `NA` or `NT`.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The status of that name, in capitals or not.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let place = Self::NAMES.iter().position(|known| known.eq_ignore_ascii_case(name))?;
        Self::ALL.get(place).copied()
    }

    /// Its name in Ara.
    pub(super) fn ara(self) -> &'static str {
        match self {
            Self::C => "COMPLIANT",
            Self::NC => "NOT_COMPLIANT",
            Self::NA => "NOT_APPLICABLE",
            Self::NT => "NOT_TESTED",
        }
    }
}

/// How much a fault hinders people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Impact {
    /// They are slowed down.
    Minor,
    /// They manage with much trouble.
    Major,
    /// They cannot do what they came for.
    Blocking,
}

impl Impact {
    /// As the file writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::Major => "major",
            Self::Blocking => "blocking",
        }
    }

    /// The impact of that name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        [Self::Minor, Self::Major, Self::Blocking].into_iter().find(|impact| impact.name() == name)
    }

    /// Its name in Ara.
    pub(super) fn ara(self) -> &'static str {
        match self {
            Self::Minor => "MINOR",
            Self::Major => "MAJOR",
            Self::Blocking => "BLOCKING",
        }
    }

    /// In French, for the legal pages.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::Minor => "mineur",
            Self::Major => "majeur",
            Self::Blocking => "bloquant",
        }
    }
}

/// Why the law leaves a content out (décret n° 2019-768, contents that are exempt).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// Office files published before 23 September 2018, not needed for a procedure.
    OfficeFile,
    /// Recorded audio and video published before 23 September 2020.
    Media,
    /// Live audio and video.
    Live,
    /// Maps whose essential information is given otherwise.
    Map,
    /// What a third party makes, neither paid for, developed nor controlled by the body.
    ThirdParty,
    /// Reproductions of heritage pieces.
    Heritage,
    /// Archives: neither needed for a procedure nor changed since 23 September 2019.
    Archive,
}

impl Ground {
    /// In the words of the rules, in French.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::OfficeFile => {
                "fichiers bureautiques publiés avant le 23 septembre 2018, qui ne sont pas nécessaires à une démarche administrative"
            }
            Self::Media => {
                "contenus audio et vidéo préenregistrés, publiés avant le 23 septembre 2020"
            }
            Self::Live => "contenus audio et vidéo diffusés en direct",
            Self::Map => {
                "cartes et services de cartographie en ligne, dont les informations essentielles sont fournies sous une forme numérique accessible"
            }
            Self::ThirdParty => {
                "contenus de tiers qui ne sont ni financés ni développés par l’organisme et qui ne sont pas sous son contrôle"
            }
            Self::Heritage => {
                "reproductions de pièces de collections patrimoniales qui ne peuvent être rendues totalement accessibles"
            }
            Self::Archive => {
                "contenus qui ne sont ni nécessaires à une démarche administrative active ni mis à jour après le 23 septembre 2019, notamment les archives"
            }
        }
    }
}
