//! Languages: which codes exist (BCP 47), and in which language a text is written.
//!
//! A text is told by its little words (articles, pronouns, forms of «to be»), and by whatlang's
//! trigrams as a second opinion. Both must agree, on enough words, before anything is [`Sure`];
//! languages that are near relatives are never told apart. It never says anything of a language
//! it has no words of.
//!
//! [`Sure`]: Judgement::Other

use super::known::Known;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::sync::LazyLock;
use whatlang::{Lang, Script};

static SUBTAGS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../accessibility-rules/standard/language-subtags.txt")
        .split_ascii_whitespace()
        .collect()
});

/// Whether a code begins with the subtag of a language that is registered. What follows (script,
/// region, …) is not looked at.
#[must_use]
pub(super) fn is_known(code: &str) -> bool {
    let primary = primary(code);
    let private = primary.len() == 3 && ("qaa"..="qtz").contains(&primary.as_str());
    // Most pages are in one of those that are told, for which the list need not be read.
    private || rank(&primary).is_some() || SUBTAGS.contains(primary.as_str())
}

/// The language of a code, without script or region, in lower case.
#[must_use]
pub(super) fn primary(code: &str) -> String {
    code.trim().split('-').next().unwrap_or_default().to_ascii_lowercase()
}

/// In which language a text is, compared to the one it is declared in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judgement {
    /// In the one declared.
    Declared,
    /// In another one, without a doubt.
    Other(&'static str),
    /// Perhaps in another one.
    Perhaps(&'static str),
    /// It does not say.
    Unknown,
}

/// How many words a text needs before it is said with certainty in which language it is.
pub(super) const ENOUGH: usize = 20;

/// Languages that are told by their little words: code, whatlang's name, words.
const LANGUAGES: &[(&str, Lang, &str)] = &[
    (
        "fr",
        Lang::Fra,
        "le la les un une des du de et est sont dans pour par sur avec sans qui que quoi dont où \
         ce cette ces cet il elle ils elles nous vous je tu on ne pas plus se son sa ses leur \
         leurs notre nos votre vos au aux en ou mais donc car être avoir ont été fait peut tout \
         tous toute toutes comme si aussi ainsi très afin depuis lors entre sous vers chez cela \
         même autre autres était sera seront ici d l qu n s c j m t",
    ),
    (
        "en",
        Lang::Eng,
        "the of and to in is are was were be been being for with on at by from as that this these \
         those it its he she they we you your our their his her not or but if which who whom what \
         when where how can will would should could may must has have had do does did an into than \
         then there here about after before between through more most other some such only also \
         all any no so up out them us i",
    ),
    (
        "de",
        Lang::Deu,
        "der die das und ist sind war in den dem des ein eine einen einem einer nicht mit für auf \
         von zu im am an als auch es sie er wir ihr ich sich werden wird wurde wurden haben hat \
         hatte kann können oder aber wenn wie was wer bei nach aus um durch über unter vor zum zur \
         nur noch schon dass daß diese dieser dieses",
    ),
    (
        "es",
        Lang::Spa,
        "el la los las un una unos unas de del y e o en es son fue ser estar está están con por \
         para que qué no se su sus lo le les al como más pero si sí este esta estos estas ese esa \
         eso muy ya también hay ha han sobre entre sin hasta desde cuando donde quien todo todos \
         nos nosotros ustedes usted",
    ),
    (
        "it",
        Lang::Ita,
        "il lo la i gli le un uno una di del dello della dei degli delle e ed è sono era in nel \
         nella nei nelle con per che chi non si suo sua suoi sue al allo alla ai agli alle da dal \
         dalla come più ma se questo questa questi queste anche ci vi ha hanno essere stato stata \
         sul sulla tra fra dove quando molto ogni",
    ),
    (
        "pt",
        Lang::Por,
        "o a os as um uma uns umas de do da dos das e é são foi ser estar está em no na nos nas \
         com por para que não se seu sua seus suas ao aos à às como mais mas ou este esta esse essa \
         isso isto também muito já há ele ela eles elas você vocês pelo pela quando onde até sem",
    ),
    (
        "nl",
        Lang::Nld,
        "de het een en van in is zijn was waren op te met voor aan dat die dit deze niet er hij zij \
         ze wij we je jij u ik ook als maar om door over uit bij naar nog wel kan kunnen worden \
         wordt werd heeft hebben had zich tot of hun haar onze meer dan zal zou moet geen wie wat",
    ),
    (
        "da",
        Lang::Dan,
        "den det en et de og er var at i på til med for af fra som om ikke han hun vi jeg du man \
         kan skal vil har havde blev bliver være denne dette disse eller men også efter ved under \
         over ind ud sig sin sit deres mange alle",
    ),
    (
        "ca",
        Lang::Cat,
        "el la els les un una uns unes de del dels i o en és són va ser amb per que no es seu seva \
         seus seves al als com més però si aquest aquesta aquests aquestes també hi ha han sobre \
         entre sense fins des quan on tot tots molt ja pel pels l d s",
    ),
    (
        "oc",
        // whatlang does not know Occitan: the entry only keeps a text in Occitan from being taken
        // for one in another language.
        Lang::Cat,
        "lo la los las un una unes unas de del dels deu deus e o en dens dins es son qu que qui \
         amb dab per sus au aus aux com mes mas pas non i a aqueste aquesta aqueth aquera tanben \
         tot tota tots totas shens sense quan on plan fòrça eth era eths eras l d s",
    ),
];

/// Languages too near one another to be told apart with certainty.
const RELATED: &[&[&str]] = &[&["fr", "oc", "ca"], &["es", "ca", "pt", "oc", "it"], &["de", "nl"]];

/// Which languages each little word belongs to, one bit each, by its [`key`].
static WORDS: LazyLock<FxHashMap<u64, u16>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (rank, (_, _, list)) in LANGUAGES.iter().enumerate() {
        for word in list.split_ascii_whitespace() {
            *words.entry(key(word)).or_insert(0) |= 1 << rank;
        }
    }
    words
});

/// The longest of them, in bytes.
const LONGEST: usize = 8;

/// A short word as a number.
fn key(word: &str) -> u64 {
    word.bytes().fold(0, |key, byte| key << 8 | u64::from(byte))
}

/// How the words of a text fall.
struct Count {
    words: usize,
    /// The languages of every little word met, to tell those that two languages share.
    met: Vec<u16>,
}

impl Count {
    fn new() -> Self {
        Self { words: 0, met: Vec::new() }
    }

    /// Counts the words of a text too, and stops early, with true, once all that was read is plainly
    /// in the language of rank `declared`.
    fn read(&mut self, text: &str, declared: Option<usize>) -> bool {
        // No little word is of a language without a rank.
        let own = declared.map_or(0, |rank| 1 << rank);
        let (mut hits, mut of_one) = (self.hits(own), self.of_one(own));
        for word in (Words { text, at: 0 }) {
            self.words += 1;
            let Some(languages) = word.languages() else { continue };
            self.met.push(languages);
            hits += usize::from(languages & own != 0);
            of_one += usize::from(languages == own);
            if hits >= 4 && hits * 6 >= self.words && of_one >= 2 {
                return true;
            }
        }
        false
    }

    /// How many of the little words are of one of these languages.
    fn hits(&self, languages: u16) -> usize {
        self.met.iter().filter(|bits| **bits & languages != 0).count()
    }

    /// How many of the little words are of this language and of no other.
    fn of_one(&self, language: u16) -> usize {
        self.met.iter().filter(|bits| **bits == language).count()
    }

    /// How many of the little words are the language's own among those asked about.
    fn alone(&self, rank: usize, among: impl Fn(usize) -> bool) -> usize {
        let others: u16 = (0..LANGUAGES.len())
            .filter(|other| *other != rank && among(*other))
            .fold(0, |bits, other| bits | 1 << other);
        self.met.iter().filter(|bits| **bits >> rank & 1 == 1 && **bits & others == 0).count()
    }
}

/// A run of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    /// Its [`key`] in lower case; of a longer word than any that is known, what is left of it.
    key: u64,
    /// Its length in bytes.
    length: usize,
    /// It begins with a capital.
    is_capital: bool,
    /// There are capitals further on.
    has_capitals: bool,
}

impl Word {
    /// The languages whose little word it is.
    fn languages(self) -> Option<u16> {
        if self.length > LONGEST || (self.has_capitals && !self.is_capital) {
            return None;
        }
        WORDS.get(&self.key).copied()
    }
}

/// The words of a text.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Words<'_> {
    /// The letter beyond ASCII at that byte, its length, and whether it is a capital; `None` for a
    /// sign that is no letter.
    fn letter(&self, at: usize) -> Option<(u64, usize, bool)> {
        let bytes = self.text.as_bytes();
        match bytes[at] {
            // «à» to «ÿ», without «÷»: most of what is left in French.
            0xC3 if matches!(bytes[at + 1], 0xA0..=0xB6 | 0xB8..) => {
                Some((0xC3 << 8 | u64::from(bytes[at + 1]), 2, false))
            }
            ..0xC0 => None,
            // Spaces, quotation marks, dashes and apostrophes: no letters.
            0xC2 if !matches!(bytes[at + 1], 0xAA | 0xB5 | 0xBA) => None,
            0xE2 if bytes[at + 1] == 0x80 => None,
            _ => {
                let letter = self.text[at..].chars().next().filter(|c| c.is_alphabetic())?;
                let mut lower = letter.to_lowercase();
                let (first, more) = (lower.next()?, lower.next().is_some());
                let mut buffer = [0; 4];
                let first = first.encode_utf8(&mut buffer);
                // What becomes longer in lower case is in no little word.
                let part = if more || first.len() != letter.len_utf8() { 0 } else { key(first) };
                Some((part, letter.len_utf8(), letter.is_uppercase()))
            }
        }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        let mut word = Word { key: 0, length: 0, is_capital: false, has_capitals: false };
        while let Some(byte) = bytes.get(at) {
            let small = SMALL[*byte as usize];
            let (part, length, is_capital) = match small {
                // Most of them.
                b'a'..=b'z' => (u64::from(small), 1, *byte != small),
                BEYOND if let Some(letter) = self.letter(at) => letter,
                _ if word.length > 0 => break,
                _ => {
                    at += 1;
                    continue;
                }
            };
            if word.length == 0 {
                word.is_capital = is_capital;
            }
            word.has_capitals |= is_capital;
            word.key = word.key << (8 * length) | part;
            word.length += length;
            at += length;
            // The letters of ASCII that follow.
            while let Some(byte) = bytes.get(at)
                && let small @ b'a'..=b'z' = SMALL[*byte as usize]
            {
                word.key = word.key << 8 | u64::from(small);
                word.has_capitals |= *byte != small;
                word.length += 1;
                at += 1;
            }
        }
        self.at = at;
        (word.length > 0).then_some(word)
    }
}

/// What stands for a byte that is not of ASCII.
const BEYOND: u8 = 1;

/// The small letter of each letter of ASCII, [`BEYOND`] for what is not of ASCII, else nothing.
const SMALL: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            letter @ (b'a'..=b'z' | b'A'..=b'Z') => letter | 0x20,
            0x80.. => BEYOND,
            _ => 0,
        };
        byte += 1;
    }
    table
};

fn rank(code: &str) -> Option<usize> {
    LANGUAGES.iter().position(|(known, _, _)| *known == code)
}

fn related(one: &str, other: &str) -> bool {
    RELATED.iter().any(|group| group.contains(&one) && group.contains(&other))
}

/// Whether texts in Latin letters that are read one after the other, `enough` bytes of them, are
/// plainly in the language `code`: what [`judge`] would say of them together.
#[must_use]
pub(super) fn is_plainly<'a>(
    texts: impl Iterator<Item = &'a str>,
    enough: usize,
    code: &str,
) -> bool {
    let Some(declared) = rank(code) else { return false };
    let mut count = Count::new();
    let mut length = 0;
    for text in texts {
        if count.read(text, Some(declared)) {
            return true;
        }
        length += text.len() + 2;
        if length > enough {
            break;
        }
    }
    false
}

/// In which language a text is that is declared to be in `code` (as [`primary`] gives it), sure
/// from `enough` words on.
#[must_use]
pub(super) fn judge(text: &str, code: &str, enough: usize) -> Judgement {
    thread_local! {
        static KNOWN: RefCell<Known<(Asked, Judgement)>> = RefCell::new(Known::new());
    }
    let declared = rank(code);
    let asked = Asked { declared, enough };
    KNOWN.with_borrow_mut(|known| match known.get(text) {
        Some((same, judgement)) if *same == asked => *judgement,
        _ => {
            let judgement = read(text, declared, enough);
            known.keep(text, || (asked, judgement));
            judgement
        }
    })
}

/// What [`judge`] is asked of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    /// The rank of the language declared.
    declared: Option<usize>,
    enough: usize,
}

fn read(text: &str, declared: Option<usize>, enough: usize) -> Judgement {
    if let Some(other) = by_script(text, declared) {
        return other;
    }
    let mut count = Count::new();
    if count.read(text, declared) {
        return Judgement::Declared;
    }
    let mine = declared.map_or(0, |rank| 1 << rank);
    let own = count.hits(mine);
    // Short texts end here, and those in which no other language can have three words of its own.
    let strangers = count.met.iter().filter(|bits| **bits & mine == 0).count();
    if count.words < 6 || (strangers < 3 && own * 5 < count.words) {
        return Judgement::Unknown;
    }
    if strangers == 0 {
        return Judgement::Declared;
    }
    let best = (0..LANGUAGES.len()).filter(|rank| Some(*rank) != declared).max_by_key(|rank| {
        (
            count.alone(*rank, |other| Some(other) == declared),
            count.hits(1 << rank),
            usize::MAX - rank,
        )
    });
    let Some(best) = best else { return Judgement::Unknown };
    let (other, lang, _) = LANGUAGES[best];
    let theirs = count.alone(best, |rank| Some(rank) == declared);
    let ours = declared.map_or(0, |rank| count.alone(rank, |other| other == best));
    if own * 5 >= count.words && ours >= theirs {
        return Judgement::Declared;
    }
    // A third and more of the words of running text are little words.
    let hits = count.hits(1 << best);
    // Long and learned texts have fewer.
    let likely = (hits * 3 >= count.words || (count.words >= 40 && hits * 4 >= count.words))
        && theirs >= 3
        && theirs * 5 >= count.words
        && ours * 8 <= theirs;
    if !likely {
        return Judgement::Unknown;
    }
    let related = |rank: usize| related(LANGUAGES[rank].0, other);
    let sure = declared.is_some_and(|rank| !related(rank))
        && count.words >= enough
        && ours * 25 <= count.words
        && other != "oc"
        && whatlang::detect(text).is_some_and(|info| info.lang() == lang && info.is_reliable());
    if sure { Judgement::Other(other) } else { Judgement::Perhaps(other) }
}

/// Texts in a script that the language is not written in.
fn by_script(text: &str, declared: Option<usize>) -> Option<Judgement> {
    // Letters of these scripts begin with bytes that typographic signs, accents and Latin letters
    // do not.
    let is_far = |byte: u8| matches!(byte, 0xCD..=0xE1 | 0xE3..=0xF4);
    // All bytes are looked at, many at once.
    if declared.is_none() || !text.bytes().fold(false, |any, byte| any | is_far(byte)) {
        return None;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let latin = text.chars().filter(|c| c.is_alphabetic() && u32::from(*c) < 0x250).count();
    if letters < 20 || latin * 20 > letters {
        return None;
    }
    let language = match whatlang::detect_script(text)? {
        Script::Arabic => "ar",
        Script::Hebrew => "he",
        Script::Cyrillic => "ru",
        Script::Greek => "el",
        Script::Mandarin => "zh",
        Script::Hangul => "ko",
        Script::Hiragana | Script::Katakana => "ja",
        _ => return None,
    };
    Some(Judgement::Other(language))
}

#[cfg(test)]
mod tests {
    use super::Judgement::{Declared, Other, Perhaps, Unknown};
    use super::{ENOUGH, is_known, judge};

    #[test]
    fn codes_are_looked_up_by_their_primary_subtag() {
        for code in ["fr", "FR-fr", "oc-gascon", "eu", "br", "zh-Hant-TW", "qaa", "und"] {
            assert!(is_known(code), "{code}");
        }
        for code in ["", "français", "fra", "eng", "english", "i-lux", "#1", "em"] {
            assert!(!is_known(code), "{code}");
        }
    }

    const FRENCH: &str = "La mairie est ouverte du lundi au vendredi. Pour les demandes d’actes, \
        vous pouvez écrire au service de l’état civil, qui répond dans les dix jours.";
    const ENGLISH: &str = "The town hall is open from Monday to Friday. If you need a certificate, \
        you can write to the registry office, which will answer your request within ten days.";
    const GERMAN: &str = "Das Rathaus ist von Montag bis Freitag geöffnet. Wenn Sie eine Urkunde \
        brauchen, können Sie an das Standesamt schreiben, das Ihnen innerhalb von zehn Tagen \
        antwortet.";
    const SPANISH: &str = "El ayuntamiento está abierto de lunes a viernes. Para las solicitudes \
        de certificados, usted puede escribir al registro civil, que responde en un plazo de diez \
        días.";
    const OCCITAN: &str = "La comuna qu’ei obèrta deu diluns au divés. Per las demandas, que \
        podetz escríver au servici de l’estat civiu, qui respon dens los dètz dias.";

    #[test]
    fn running_text_is_told_by_its_little_words() {
        for (code, text) in [("fr", FRENCH), ("en", ENGLISH), ("de", GERMAN), ("es", SPANISH)] {
            assert_eq!(judge(text, code, ENOUGH), Declared, "{code}");
        }
        for text in [ENGLISH, GERMAN, SPANISH] {
            assert!(matches!(judge(text, "fr", ENOUGH), Other(_)), "{text}");
        }
        assert_eq!(judge(FRENCH, "en", ENOUGH), Other("fr"));
        assert_eq!(judge(FRENCH, "nl", ENOUGH), Other("fr"));
    }

    #[test]
    fn near_relatives_and_short_texts_are_never_sure() {
        for (text, code) in [
            (OCCITAN, "fr"),
            (FRENCH, "oc"),
            (SPANISH, "oc"),
            (GERMAN, "nl"),
            ("The Lord of the Rings: The Return of the King", "fr"),
            ("Rock in the City", "fr"),
            ("Paul put dire comment on tape", "fr"),
            ("12 rue des Arènes, 40330 Amou", "en"),
            (
                "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor \
              incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam.",
                "fr",
            ),
            (
                "Jean Dupont, Marie Martin, Pierre Durand, Anne Petit, Louis Robert, Claire Richard, \
              Hugo Moreau, Léa Simon, Jules Laurent, Emma Lefebvre, Paul Michel, Zoé Garcia",
                "en",
            ),
            (FRENCH, "br"),
            ("", "fr"),
        ] {
            let judged = judge(text, code, ENOUGH);
            assert!(matches!(judged, Declared | Perhaps(_) | Unknown), "{text}: {judged:?}");
        }
    }

    #[test]
    fn no_little_word_is_longer_than_it_is_said() {
        let words = super::LANGUAGES.iter().flat_map(|(_, _, list)| list.split_ascii_whitespace());
        assert!(words.map(str::len).max() <= Some(super::LONGEST));
    }

    #[test]
    fn words_are_runs_of_letters_in_any_case() {
        for text in [
            "",
            "…",
            "L’été à Dax, 9 h\u{a0}!",
            "à",
            "éà",
            "12a·b’",
            "文字 kanji",
            "nœud²x",
            "×a÷",
            "ÉTÉ Être İstanbul straße Ça",
        ] {
            let split = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
            let words: Vec<_> = super::Words { text, at: 0 }.collect();
            assert_eq!(words.len(), split.clone().count(), "{text}");
            for (word, own) in words.iter().zip(split) {
                assert_eq!(word.length, own.len(), "{own}");
                assert_eq!(word.is_capital, own.starts_with(char::is_uppercase), "{own}");
                if own.to_lowercase().len() == own.len() {
                    assert_eq!(word.key, super::key(&own.to_lowercase()), "{own}");
                }
            }
        }
    }

    #[test]
    fn another_script_is_another_language() {
        let arabic = "مرحبا بكم في الموقع الرسمي للبلدية";
        assert_eq!(judge(arabic, "fr", ENOUGH), Other("ar"));
        assert_eq!(judge("Добро пожаловать на сайт", "fr", ENOUGH), Other("ru"));
    }
}
