//! Language codes (BCP 47): which exist.

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static SUBTAGS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../accessibility-rules/standard/language-subtags.txt")
        .split_ascii_whitespace()
        .collect()
});

/// Whether a code begins with the subtag of a language that is registered. What follows (script,
/// region, …) is not looked at.
#[must_use]
pub(super) fn is_known(code: &str) -> bool {
    let primary = code.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
    let private = primary.len() == 3 && ("qaa"..="qtz").contains(&primary.as_str());
    private || SUBTAGS.contains(primary.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_known;

    #[test]
    fn codes_are_looked_up_by_their_primary_subtag() {
        for code in ["fr", "FR-fr", "oc-gascon", "eu", "br", "zh-Hant-TW", "qaa", "und"] {
            assert!(is_known(code), "{code}");
        }
        for code in ["", "français", "fra", "eng", "english", "i-lux", "#1", "em"] {
            assert!(!is_known(code), "{code}");
        }
    }
}
