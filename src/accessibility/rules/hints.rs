//! What a text may hold, found in one reading for all the rules that read texts.
//!
//! Most texts of a page concern no rule: a hint that is missing says so for certain, one that is
//! there says that the rule has to read for itself. Nothing is ever concluded from a hint alone.

use crate::accessibility::known::Known;
use aho_corasick::AhoCorasick;
use memchr::memchr2_iter;
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::LazyLock;

/// What a text may hold, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Hints(u16);

impl Hints {
    /// A letter or a figure. This one is exact.
    pub(crate) const WORDS: Self = Self(1);
    /// Letters of a script that is not Latin.
    pub(crate) const FAR: Self = Self(1 << 1);
    /// An opening quotation mark.
    pub(crate) const QUOTATION: Self = Self(1 << 2);
    /// Single letters in a row.
    pub(crate) const SPACED: Self = Self(1 << 3);
    /// Three spaces that browsers do not collapse.
    pub(crate) const GAP: Self = Self(1 << 4);
    /// A face made of punctuation, or a picture among the letters.
    pub(crate) const FACE: Self = Self(1 << 5);
    /// Figures among small letters.
    pub(crate) const CODED: Self = Self(1 << 6);
    /// One of the phrases that some rule seeks.
    pub(crate) const PHRASE: Self = Self(1 << 7);

    /// Whether the text may hold that.
    #[inline]
    pub(crate) fn may(self, hold: Self) -> bool {
        self.0 & hold.0 != 0
    }

    /// What two texts may hold together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn set(&mut self, hint: Self, on: bool) {
        if on {
            self.0 |= hint.0;
        }
    }

    /// What a text may hold.
    pub(crate) fn of(text: &str) -> Self {
        thread_local! {
            static KNOWN: RefCell<Known<Hints>> = RefCell::new(Known::new());
        }
        // Line ends around a text are of the source, not of the text.
        match text.trim_ascii() {
            "" => Self::default(),
            text => KNOWN.with_borrow_mut(|known| known.or_find(text, Self::read)),
        }
    }

    fn read(text: &str) -> Self {
        let mut hints = Self::default();
        let bytes = text.as_bytes();
        let seen = bytes.iter().fold(0, |seen, byte| seen | KINDS[*byte as usize]);
        if seen == 0 {
            return hints;
        }
        let worded = seen & (SMALL | CAPITAL | DIGIT) != 0;
        hints.set(Self::WORDS, worded || text.chars().any(char::is_alphanumeric));
        hints.set(Self::FAR, seen & FAR_LEAD != 0);
        let mut wide = 0;
        let mut face = seen & (PUNCTUATION | FAR_LEAD) != 0;
        // What [`folded`] would change: spaces and French capitals, and what is left.
        let mut odd = seen & NEWLINE != 0;
        let mut strange = seen & (FAR_LEAD | LETTER_LEAD) != 0;
        if seen & LEAD != 0 {
            for (at, byte) in bytes.iter().enumerate() {
                if KINDS[*byte as usize] & LEAD == 0 {
                    continue;
                }
                match (bytes[at], bytes.get(at + 1), bytes.get(at + 2)) {
                    (0xC2, Some(0xA0), _) => (wide, odd) = (wide + 1, true),
                    (0xE2, Some(0x80), Some(0x82 | 0x83 | 0x89 | 0xAF)) => wide += 1,
                    (0xC2, Some(0xAB), _) | (0xE2, Some(0x80), Some(0x9C)) => {
                        hints.set(Self::QUOTATION, true);
                    }
                    // «¯», of which a face is made.
                    (0xC2, Some(0xAF), _) => face = true,
                    (0xC3, Some(..0x9F), _) => odd = true,
                    // Signs that are letters.
                    (0xE2, Some(0x84), _) => strange = true,
                    _ => {}
                }
            }
        }
        hints.set(Self::GAP, wide >= 3);
        hints.set(Self::SPACED, wide > 0 || has_single_letters(bytes));
        hints.set(Self::FACE, face || has_face(bytes, seen));
        let coded = seen & DIGIT != 0 && seen & SMALL != 0 && has_figures_among_letters(bytes);
        hints.set(Self::CODED, coded);
        hints.set(Self::PHRASE, text.len() >= SHORTEST && holds_a_phrase(text, odd, strange));
        hints
    }
}

const SMALL: u16 = 1;
const CAPITAL: u16 = 1 << 1;
const DIGIT: u16 = 1 << 2;
/// First bytes of letters that are not Latin, and of emoji.
const FAR_LEAD: u16 = 1 << 3;
/// First bytes of spaces, quotation marks and most French letters with accents.
const LEAD: u16 = 1 << 4;
/// First bytes of other Latin letters.
const LETTER_LEAD: u16 = 1 << 5;
/// What faces are made of, and texts in French are not.
const PUNCTUATION: u16 = 1 << 6;
/// The eyes of faces, which stand in other texts too.
const EYES: u16 = 1 << 7;
const NEWLINE: u16 = 1 << 8;
const CROSS: u16 = 1 << 9;

/// What each byte is.
const KINDS: [u16; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'x' => SMALL | CROSS,
            b'X' => CAPITAL | CROSS,
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            b'^' | b'_' | b'<' | b'\\' => PUNCTUATION,
            b':' | b';' => EYES,
            b'\n' => NEWLINE,
            0xC2 | 0xC3 | 0xE2 => LEAD,
            0xC4..=0xCC => LETTER_LEAD,
            0xCD..=0xE1 | 0xE3..=0xF4 => FAR_LEAD,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// Whether two words of one sign stand side by side within the text, as in every longer row of them.
fn has_single_letters(bytes: &[u8]) -> bool {
    // Nothing is said of the first word, which stands at the text's beginning.
    let (mut signs, mut alone) = (2, 0);
    for byte in bytes {
        match byte {
            b' ' | b'\n' => {
                alone = if signs == 1 { alone + 1 } else { 0 };
                if alone == 2 {
                    return true;
                }
                signs = 0;
            }
            // Further bytes of a sign.
            0x80..0xC0 => {}
            _ => signs += 1,
        }
    }
    false
}

fn has_face(bytes: &[u8], seen: u16) -> bool {
    let crossed = seen & CROSS != 0
        && seen & CAPITAL != 0
        && bytes.windows(2).any(|pair| matches!(pair, b"xD" | b"XD"));
    let smiles = seen & EYES != 0
        && memchr2_iter(b':', b';', bytes)
            .any(|at| matches!(bytes.get(at + 1), Some(b'-' | b'(' | b')' | b'D' | b'\'')));
    crossed || smiles
}

/// Whether figures and small letters stand side by side, twice at least.
fn has_figures_among_letters(bytes: &[u8]) -> bool {
    let beside = |pair: &&[u8]| {
        (pair[0].is_ascii_digit() && pair[1].is_ascii_lowercase())
            || (pair[0].is_ascii_lowercase() && pair[1].is_ascii_digit())
    };
    bytes.windows(2).filter(beside).take(2).count() == 2
}

/// Every phrase that some rule seeks.
static PHRASES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let all = super::phrases::LISTS.iter().copied().flatten();
    AhoCorasick::builder().ascii_case_insensitive(true).build(all).ok()
});

/// The length of the shortest of them, in bytes.
const SHORTEST: usize = 5;

fn holds_a_phrase(text: &str, odd: bool, strange: bool) -> bool {
    PHRASES.as_ref().is_none_or(|phrases| match (strange, odd) {
        (true, _) => phrases.is_match(&*folded(text)),
        (false, true) => phrases.is_match(&quickly_folded(text)),
        (false, false) => phrases.is_match(text),
    })
}

/// [`folded`] for a text in French, its capitals of ASCII left.
fn quickly_folded(text: &str) -> Vec<u8> {
    let mut folded = Vec::with_capacity(text.len());
    let mut before = 0;
    for byte in text.bytes() {
        match (before, byte) {
            (_, b'\n') => folded.push(b' '),
            (0xC2, 0xA0) => {
                folded.pop();
                folded.push(b' ');
            }
            (0xC3, 0x80..=0x9E) if byte != 0x97 => folded.push(byte | 0x20),
            _ => folded.push(byte),
        }
        before = byte;
    }
    folded
}

/// The text with plain spaces, and its capitals beyond ASCII in lower case: mostly the text itself.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    // A line's end; the lead bytes of no-break spaces, of accented capitals, and of all that is
    // neither Latin nor typography.
    let is_odd = |pair: &[u8]| match *pair {
        [b'\n', ..] | [0xC4..=0xE1 | 0xE3..=0xFF, ..] => true,
        [0xC2, next, ..] => next == 0xA0,
        [0xC3, next, ..] => next < 0x9F,
        _ => false,
    };
    if text.ends_with('\n') || text.as_bytes().windows(2).any(is_odd) {
        Cow::Owned(text.to_lowercase().replace(['\u{a0}', '\n'], " "))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::phrases::LISTS;
    use super::{Hints, SHORTEST, folded};

    #[test]
    fn what_a_text_holds_is_hinted_at() {
        for (hint, texts) in [
            (Hints::WORDS, &["a", "É", "4", "文"][..]),
            (Hints::FAR, &["Привет", "مرحبا", "😀"]),
            (Hints::QUOTATION, &["« Bonjour »", "“Hello”"]),
            (
                Hints::SPACED,
                &["B O N N E fête", "É T É À D A X", "le\nB O N J O U R", "B\u{a0}O\u{202f}N"],
            ),
            (Hints::GAP, &["Lundi\u{a0}\u{a0}\u{a0}9 h", "a\u{2003}\u{2002}\u{a0}b"]),
            (
                Hints::FACE,
                &[":-)", "super ;-)", ";)", "xD", "¯\\_(ツ)_/¯", "-_-", "<3", "^^", "🎉 fête"],
            ),
            (Hints::CODED, &["b13nv3nu3"]),
            (Hints::PHRASE, &["Voir EN\u{a0}ROUGE", "à\ndroite", "ENCADRÉ", "À gauche"]),
        ] {
            for text in texts {
                assert!(Hints::of(text).may(hint), "{text:?}: {hint:?}");
            }
        }
        let plain = "La mairie de Dax est ouverte de neuf heures à midi ; sinon, sur rendez-vous.";
        assert_eq!(Hints::of(plain), Hints::WORDS);
        assert_eq!(Hints::of(" … – ! "), Hints::default());
    }

    #[test]
    fn french_texts_are_folded_quickly_as_others_are() {
        let text = "à\u{a0}« L’ÉTÉ »\nÀ Ÿ × ÷ ß, cœur\u{a0}: ÇÀ ÎLE ";
        let quickly = super::quickly_folded(text).to_ascii_lowercase();
        assert_eq!(String::from_utf8(quickly).unwrap().replace('Ÿ', "ÿ"), folded(text));
    }

    #[test]
    fn no_phrase_is_shorter_than_it_is_said_and_all_are_folded() {
        let all = || LISTS.iter().copied().flatten();
        assert_eq!(all().map(|phrase| phrase.len()).min(), Some(SHORTEST));
        assert!(all().all(|phrase| folded(phrase) == *phrase));
    }
}
