//! The standard that pages are checked against: RGAA 4.1.2, as data.
//!
//! Rule ids are ours and outlive a version of the standard; a later version is another file
//! beside this one's.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::LazyLock;

static RGAA_4_1_2: &str = include_str!("../../accessibility-rules/standard/rgaa-4.1.2.json");

/// A standard: its criteria and their tests.
#[derive(Debug, Deserialize)]
pub struct Standard {
    /// `RGAA`.
    pub name: String,
    /// `4.1.2`.
    pub version: String,
    /// What audits ask of it.
    pub audits: Audits,
    /// Themes, in order.
    pub themes: Vec<Theme>,
    /// Criteria, in order.
    pub criteria: Vec<Criterion>,
    #[serde(skip)]
    numbers: Vec<String>,
    #[serde(skip)]
    indices: FxHashMap<String, usize>,
}

/// What an audit by hand has to know of a standard.
#[derive(Debug, Default, Deserialize)]
pub struct Audits {
    /// The versions that have these very criteria.
    pub versions: Vec<String>,
    /// Criteria that a theme decides alone on the pages made with it, whatever officers write
    /// there. A theme's audit may say of these that they conform; of any other only that they do
    /// not.
    pub of_theme: Vec<String>,
    /// Criteria that are asked of a document for download; the others are asked of pages.
    pub of_document: Vec<String>,
}

/// A theme, such as «Images».
#[derive(Debug, Deserialize)]
pub struct Theme {
    /// From 1.
    pub number: u8,
    /// In French.
    pub title: String,
}

/// A criterion.
#[derive(Debug, Deserialize)]
pub struct Criterion {
    /// `1.1`.
    pub number: String,
    /// The question, in French.
    pub title: String,
    /// `A` or `AA`.
    pub level: String,
    /// Success criteria of WCAG.
    pub wcag: Vec<String>,
    /// Its tests, in order.
    pub tests: Vec<Test>,
}

/// A test of a criterion.
#[derive(Debug, Deserialize)]
pub struct Test {
    /// `1.1.1`.
    pub number: String,
    /// The question, in French.
    pub text: String,
    /// The conditions the question lists, in French.
    #[serde(default)]
    pub conditions: Vec<String>,
}

impl Standard {
    /// RGAA 4.1.2, read once a program.
    #[must_use]
    pub fn rgaa() -> &'static Self {
        static STANDARD: LazyLock<Standard> = LazyLock::new(|| {
            let mut standard: Standard =
                serde_json::from_str(RGAA_4_1_2).unwrap_or_else(|_| Standard::empty());
            standard.numbers = standard
                .criteria
                .iter()
                .flat_map(|criterion| &criterion.tests)
                .map(|test| test.number.clone())
                .collect();
            standard.indices =
                standard.numbers.iter().cloned().enumerate().map(|(i, n)| (n, i)).collect();
            standard
        });
        &STANDARD
    }

    fn empty() -> Self {
        Self {
            name: String::new(),
            version: String::new(),
            audits: Audits::default(),
            themes: Vec::new(),
            criteria: Vec::new(),
            numbers: Vec::new(),
            indices: FxHashMap::default(),
        }
    }

    /// The numbers of all tests, in the standard's order.
    #[must_use]
    pub fn tests(&self) -> &[String] {
        &self.numbers
    }

    /// A test's rank among [`Self::tests`].
    #[must_use]
    pub fn index(&self, test: &str) -> Option<usize> {
        self.indices.get(test).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Standard;

    #[test]
    fn the_standard_is_whole() {
        let rgaa = Standard::rgaa();
        assert_eq!((rgaa.themes.len(), rgaa.criteria.len(), rgaa.tests().len()), (13, 106, 258));
        assert_eq!(rgaa.index("1.1.1"), Some(0));
        assert!(rgaa.audits.versions.contains(&rgaa.version));
        let of_audits = rgaa.audits.of_theme.iter().chain(&rgaa.audits.of_document);
        for number in of_audits {
            assert!(rgaa.criteria.iter().any(|one| one.number == *number), "{number}");
        }
    }
}
