//! Under which keys a word is found.
//!
//! A key is a word without case and accents, cut to its stem. The engine in the visitor's browser
//! makes the same of what is typed, so that both have to agree in every detail.

use convert_case::{Case, Casing};
use pagefind_stem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Of an end of a word behind a dot, no more than this is a key.
const LONGEST_END: usize = 64;

/// So many words of a language are kept by a thread.
const KEPT: usize = 50_000;

/// A key of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) stem: Box<str>,
    /// The word, where it is written with accents.
    pub(super) accented: Option<Box<str>>,
    pub(super) of: Of,
}

/// Of what in a word a key is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Whole,
    /// One of the words it is made of.
    Part,
    /// What follows a dot in it.
    End,
}

/// The keys of the words of a language.
pub(super) struct Keys {
    stemmer: Option<Stemmer>,
    /// What belongs to a word besides letters and digits.
    symbols: Vec<char>,
    known: FxHashMap<Box<str>, Rc<[Key]>>,
}

/// Calls `with` with the keys of a language. The sites of a workspace say much in the same words:
/// those that a thread met, it knows the next time.
pub(super) fn with_keys<T>(
    language: &str,
    symbols: &[char],
    with: impl FnOnce(&mut Keys) -> T,
) -> T {
    thread_local! {
        static KNOWN: RefCell<BTreeMap<String, Keys>> = const { RefCell::new(BTreeMap::new()) };
    }
    KNOWN.with_borrow_mut(|known| {
        let keys = known.entry(language.to_owned()).or_insert_with(|| Keys {
            stemmer: algorithm(language).map(Stemmer::create),
            symbols: symbols.to_vec(),
            known: FxHashMap::default(),
        });
        with(keys)
    })
}

impl Keys {
    /// The keys of a word as it is written.
    pub(super) fn of(&mut self, written: &str) -> Rc<[Key]> {
        if let Some(known) = self.known.get(written) {
            return Rc::clone(known);
        }
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        let keys: Rc<[Key]> = self.made(written).into();
        self.known.insert(written.into(), Rc::clone(&keys));
        keys
    }

    fn made(&self, written: &str) -> Vec<Key> {
        let whole = self.bare(written);
        if whole.is_empty() {
            return Vec::new();
        }
        let mut keys = vec![self.key(&whole, Of::Whole)];
        keys.extend(parts(written, &whole).iter().map(|part| self.key(part, Of::Part)));
        for (dot, _) in written.match_indices('.') {
            let end: String = written[dot + 1..].chars().take(LONGEST_END).collect();
            let bare = self.bare(&end);
            if !may_have_parts(&end) || bare.chars().nth(1).is_none() {
                continue;
            }
            let key = self.key(&bare, Of::End);
            if !keys.iter().any(|other| other.stem == key.stem) {
                keys.push(key);
            }
        }
        keys
    }

    /// A word without case, and without what stands around and in it.
    fn bare(&self, written: &str) -> String {
        let kept = |c: &char| c.is_alphanumeric() || self.symbols.contains(c);
        written.chars().filter(kept).flat_map(char::to_lowercase).collect()
    }

    fn key(&self, bare: &str, of: Of) -> Key {
        let plain = without_accents(bare);
        let stem = plain.as_deref().unwrap_or(bare);
        let stem = self.stemmer.as_ref().map_or_else(|| stem.into(), |by| by.stem(stem).into());
        Key { stem, accented: plain.is_some().then(|| bare.into()), of }
    }
}

/// Whether a word may be made of several: `Saint-Sever`, `l’eau`, `IntraMuros`.
fn may_have_parts(written: &str) -> bool {
    written.chars().any(|c| !c.is_alphanumeric()) || written.chars().skip(1).any(char::is_uppercase)
}

/// The words of which one is made, without single letters; none for a simple one.
fn parts(written: &str, whole: &str) -> Vec<String> {
    if !may_have_parts(written) {
        return Vec::new();
    }
    // A typographic apostrophe parts words as the other one does, or nobody who looks for «école»
    // would find «l’école». This is all in which keys are not those of Pagefind.
    let parting = |c: char| c.is_ascii_punctuation() || c == '’';
    let spaced = written.replace(parting, " ").to_case(Case::Lower);
    let parts: Vec<&str> = spaced.split_whitespace().collect();
    match parts[..] {
        [] => Vec::new(),
        [one] if whole.starts_with(one) => Vec::new(),
        _ => parts.into_iter().filter(|part| part.len() > 1).map(str::to_owned).collect(),
    }
}

/// A word without its accents; `None` for one that has none.
fn without_accents(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let plain: String = word.nfd().filter(|c| !is_combining_mark(*c)).collect();
    (plain != word).then_some(plain)
}

/// How the words of a language are cut to their stems: as the engine of that language does.
fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "eo" => Algorithm::Esperanto,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Of, with_keys};

    fn stems(written: &str) -> Vec<(String, Of)> {
        with_keys("fr", &['_'], |keys| {
            keys.of(written).iter().map(|key| (key.stem.to_string(), key.of)).collect()
        })
    }

    #[test]
    fn a_word_after_an_apostrophe_is_found_by_itself() {
        let typed = stems("l'école,");
        assert_eq!(typed, [("lecol".to_owned(), Of::Whole), ("ecol".to_owned(), Of::Part)]);
        assert_eq!(stems("l’école,"), typed);
    }
}
