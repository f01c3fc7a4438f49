//! The plans that go with an accessibility statement: the multi-year plan (*schéma pluriannuel*,
//! three years at most) and the action plan of each year (III of article 47 of loi n° 2005-102,
//! décret n° 2019-768).
//!
//! It holds words: it never judges whether they are enough, and never reads a clock.

use serde::{Deserialize, Serialize};

/// The longest a multi-year plan may run, in years.
pub const YEARS: i16 = 3;

macro_rules! plan {
    ($($(#[$doc:meta])* $part:ident)*) => {
        /// The multi-year plan: what the rules ask it to say, part by part, in plain French.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct MultiYearPlan {
            /// First year.
            pub from: Option<i16>,
            /// Last year.
            pub to: Option<i16>,
            $($(#[$doc])* pub $part: Option<String>,)*
        }

        impl MultiYearPlan {
            /// Its parts in their order: name of the key, text.
            #[must_use]
            pub fn parts(&self) -> Vec<(&'static str, Option<&str>)> {
                vec![$((stringify!($part), self.$part.as_deref())),*]
            }

            /// Takes what is not said here from `base`; the years go together.
            pub(super) fn inherit(&mut self, base: &Self) {
                if self.from.is_none() && self.to.is_none() {
                    (self.from, self.to) = (base.from, base.to);
                }
                $(if self.$part.is_none() { self.$part.clone_from(&base.$part); })*
            }
        }
    };
}

plan! {
    /// Accessibility in the digital strategy and in the policy for disabled persons.
    strategy
    /// The accessibility officer: place in the house, tasks.
    referent
    /// People and money.
    resources
    /// Skills asked for in job descriptions and recruitment.
    skills
    /// Training and awareness.
    training
    /// Outside expertise, technical means, tools.
    expertise
    /// Organisation: how services are checked, how residents' requests are dealt with.
    organisation
    /// Accessibility in contracts and agreements.
    contracts
    /// Accessibility in new projects.
    projects
    /// Disabled persons among the testers.
    user_tests
    /// The audits that are planned.
    audits
    /// What will be put right, and when.
    corrections
    /// What is done beyond the obligation.
    beyond
}

/// What is planned for a year, and what came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActionPlan {
    /// The actions, in order.
    pub actions: Vec<PlannedAction>,
    /// What came of the year as a whole.
    pub review: Option<String>,
}

/// An action of a year's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedAction {
    /// What is to be done.
    pub action: String,
    /// When, in words.
    #[serde(default)]
    pub when: Option<String>,
    /// Who does it, by function.
    #[serde(default)]
    pub who: Option<String>,
    /// What came of it.
    #[serde(default)]
    pub result: Option<String>,
}
