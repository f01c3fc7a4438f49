//! French words around proper names: *de*, articles, and slugs; the names of months.
//!
//! It never guesses meaning: it looks at letters, and at a short list of words whose *h* is
//! aspirated.

use super::SiteKind;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The months, from January on.
pub const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Words, alone or first in a name, before which *de* is not elided.
const ASPIRATED: &[&str] = &[
    "habsheim",
    "hagondange",
    "hague",
    "haguenau",
    "haie",
    "haies",
    "halage",
    "halle",
    "halles",
    "hallier",
    "halte",
    "ham",
    "hameau",
    "hameaux",
    "hamel",
    "hangar",
    "hangars",
    "hanovre",
    "haras",
    "hardt",
    "harnes",
    "hase",
    "haut",
    "haute",
    "hautefort",
    "hautes",
    "hauteur",
    "hauteurs",
    "hauts",
    "havre",
    "hayange",
    "haye",
    "hayes",
    "hegenheim",
    "hem",
    "herisson",
    "heron",
    "herons",
    "hers",
    "herse",
    "hesdin",
    "hesingue",
    "hesse",
    "hetraie",
    "hetre",
    "hetres",
    "hibou",
    "hirsingue",
    "hochfelden",
    "hoenheim",
    "hoerdt",
    "hollande",
    "holtzheim",
    "hombourg",
    "honfleur",
    "hongrie",
    "horbourg",
    "houblon",
    "houblonniere",
    "houches",
    "houdan",
    "houille",
    "houillere",
    "houilleres",
    "houilles",
    "houlme",
    "houssaye",
    "houx",
    "huit",
    "huitieme",
    "huningue",
    "huppe",
    "hussard",
    "hussards",
    "hutte",
    "huttes",
    "onze",
    "onzieme",
];

/// A text with typographic apostrophes: `Aire-sur-l'Adour` becomes `Aire-sur-l’Adour`.
#[must_use]
pub fn typographic(text: &str) -> String {
    text.replace('\'', "’")
}

/// The article a commune's name begins with (`Le`, `La`, `Les`, `L’`), or nothing.
#[must_use]
pub fn leading_article(name: &str) -> &'static str {
    ["Le ", "La ", "Les "]
        .into_iter()
        .find(|article| name.starts_with(article))
        .map(str::trim_end)
        .or_else(|| (name.starts_with("L’") || name.starts_with("L'")).then_some("L’"))
        .unwrap_or_default()
}

/// The name after *de*: `d’Amou`, `de Dax`, `du Vignau`, `des Angles`, `de La Teste`,
/// `de L’Isle`. The name may carry its article or not; the result is the same.
#[must_use]
pub fn de_form(name: &str, article: &str) -> String {
    let (article, rest) = split(name, article);
    match article {
        "Le" => format!("du {rest}"),
        "Les" => format!("des {rest}"),
        "La" => format!("de La {rest}"),
        "L’" => format!("de L’{rest}"),
        _ if elides(rest) => format!("d’{rest}"),
        _ => format!("de {rest}"),
    }
}

/// A name's article in its usual form and the name without it.
fn split<'a>(name: &'a str, article: &str) -> (&'static str, &'a str) {
    let own = leading_article(name);
    if !own.is_empty() {
        let length =
            if own == "L’" { name.chars().take(2).map(char::len_utf8).sum() } else { own.len() };
        return (own, name[length..].trim_start());
    }
    let given = match article.trim().to_lowercase().as_str() {
        "le" => "Le",
        "la" => "La",
        "les" => "Les",
        "l’" | "l'" => "L’",
        _ => "",
    };
    (given, name)
}

/// True when *de* and *le* lose their vowel before this word.
#[must_use]
pub fn elides(word: &str) -> bool {
    let plain: String = fold(word).chars().flat_map(char::to_lowercase).collect();
    let first_word = plain.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if ASPIRATED.contains(&first_word) {
        return false;
    }
    let mut letters = plain.chars();
    match (letters.next(), letters.next()) {
        (Some('a' | 'e' | 'i' | 'o' | 'u' | 'h'), _) => true,
        // «d’Ychoux», but «de Yutz».
        (Some('y'), Some(next)) => !matches!(next, 'a' | 'e' | 'i' | 'o' | 'u'),
        (Some('y'), None) => true,
        _ => false,
    }
}

/// The body's name in a sentence, after its determined noun (`la commune`, `du syndicat`).
///
/// A commune's name follows *de*; another body's name often begins with the noun itself, whole
/// or abbreviated, which is then said once: `la communauté de communes du Seignanx`.
#[must_use]
pub fn designation(kind: SiteKind, name: &str, article: &str, determined: &str) -> String {
    if kind == SiteKind::Commune {
        return format!("{determined} {}", de_form(name, article));
    }
    let noun = kind.wording().noun;
    let spoken = spelled_out(kind, &typographic(name));
    if kind == SiteKind::Epci
        && let Some(before) = determined.strip_suffix(kind.wording().definite)
        && let Some(rest) = after_word(&spoken, "communauté")
    {
        return format!("{before}la communauté{rest}");
    }
    match after_word(&spoken, noun) {
        Some(rest) => format!("{determined}{rest}"),
        None => format!("{determined} {spoken}"),
    }
}

/// What follows `words` at the start of a text, in any case, where they end with a whole word.
fn after_word<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let end = text.char_indices().nth(words.chars().count()).map_or(text.len(), |(end, _)| end);
    let (start, rest) = text.split_at(end);
    let whole = !rest.starts_with(char::is_alphanumeric);
    (whole && start.to_lowercase() == words).then_some(rest)
}

/// The name with the abbreviation it begins with written out, where the body is of that kind:
/// `CC du Seignanx` is a *communauté de communes*, but `CA Morcenx` may be a club.
fn spelled_out(kind: SiteKind, name: &str) -> String {
    const ABBREVIATIONS: &[(&str, SiteKind)] = &[
        ("CC", SiteKind::CommunauteDeCommunes),
        ("CA", SiteKind::CommunauteDAgglomeration),
        ("CU", SiteKind::CommunauteUrbaine),
        ("CIAS", SiteKind::Cias),
        ("CCAS", SiteKind::Ccas),
    ];
    let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
    let written_out = ABBREVIATIONS.iter().find(|(short, long)| {
        first == *short && (kind == *long || (kind == SiteKind::Epci && long.is_intercommunal()))
    });
    match written_out {
        Some((_, long)) => format!("{} {rest}", long.wording().noun).trim_end().to_owned(),
        None => name.to_owned(),
    }
}

/// The name as part of an address: lower-case ASCII letters, digits and single hyphens.
/// `Œyreluy` gives `oeyreluy`, `Lüe` `lue`, `Aire-sur-l’Adour` `aire-sur-l-adour`.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    slug
}

/// The text without accents and with its ligatures undone.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c);
            continue;
        }
        // Sign by sign: only marks, which are left out, change their order when a whole text is
        // decomposed.
        decompose_compatible(c, |part| match part {
            'œ' => folded.push_str("oe"),
            'Œ' => folded.push_str("Oe"),
            'æ' => folded.push_str("ae"),
            'Æ' => folded.push_str("Ae"),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'Ø' => folded.push('O'),
            'ł' => folded.push('l'),
            'Ł' => folded.push('L'),
            'ð' | 'đ' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            mark if is_combining_mark(mark) => {}
            other => folded.push(other),
        });
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_commune_of_the_landes_agrees_with_the_reference() {
        let mut reader =
            csv::Reader::from_reader(&include_bytes!("../../territory/landes-communes.csv")[..]);
        let mut seen = 0;
        for row in reader.records() {
            let row = row.expect("well formed");
            let (name, form, reference_slug) =
                (typographic(&row[1]), typographic(&row[3]), &row[4]);
            seen += 1;
            // The reference repeats the article of «Le Vignau» and three others, and takes the
            // aspirated h of «Haut-Mauco» for a mute one.
            if let Some(rest) = name.strip_prefix("Le ") {
                assert_eq!(de_form(&name, "le"), format!("du {rest}"));
                assert_eq!(slug(&name), format!("le-{}", slug(rest)));
            } else if name == "Haut-Mauco" {
                assert_eq!(de_form(&name, ""), "de Haut-Mauco");
            } else {
                assert_eq!(de_form(&name, &row[2]), form);
                assert_eq!(slug(&name), *reference_slug);
            }
        }
        assert_eq!(seen, 327);
    }

    #[test]
    fn articles_contract_or_stay() {
        for (name, article, de) in [
            ("Vignau", "Le", "du Vignau"),
            ("Teste-de-Buch", "La", "de La Teste-de-Buch"),
            ("La Rochelle", "", "de La Rochelle"),
            ("Les Angles", "", "des Angles"),
            ("L'Isle-Adam", "", "de L’Isle-Adam"),
            ("Isle-Adam", "L’", "de L’Isle-Adam"),
            ("Lesperon", "", "de Lesperon"),
            ("Évreux", "", "d’Évreux"),
            ("Œyreluy", "", "d’Œyreluy"),
            ("Yutz", "", "de Yutz"),
            ("Y", "", "d’Y"),
            ("Havre", "Le", "du Havre"),
            ("Ham", "", "de Ham"),
            ("Haguenau", "", "de Haguenau"),
            ("Hérisson", "", "de Hérisson"),
            ("Hœnheim", "", "de Hœnheim"),
            ("Hagetmau", "", "d’Hagetmau"),
            ("Hôpital-d’Orion", "L’", "de L’Hôpital-d’Orion"),
        ] {
            assert_eq!(de_form(name, article), de);
        }
    }

    #[test]
    fn slugs_keep_letters_whatever_their_dress() {
        for (text, expected) in [
            ("Œyreluy", "oeyreluy"),
            ("Lüe", "lue"),
            ("Ægir & Straße", "aegir-strasse"),
            ("L’été,  c’est là !", "l-ete-c-est-la"),
            ("  --a--  ", "a"),
            ("E\u{301}te\u{301}", "ete"),
            ("ﬁn", "fin"),
            ("漢字", ""),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn a_body_is_named_once() {
        let kind = SiteKind::CommunauteDeCommunes;
        let name = "Communauté de communes du Seignanx";
        let words = kind.wording();
        assert_eq!(
            designation(kind, name, "", words.definite),
            "la communauté de communes du Seignanx"
        );
        assert_eq!(
            designation(kind, name, "", words.of),
            "de la communauté de communes du Seignanx"
        );
        assert_eq!(
            designation(SiteKind::Association, "Les Amis du lac", "", "l’association"),
            "l’association Les Amis du lac"
        );
        assert_eq!(designation(SiteKind::Commune, "Amou", "", "la commune"), "la commune d’Amou");
        for (kind, name, of) in [
            (kind, "CC du Seignanx", "de la communauté de communes du Seignanx"),
            (
                SiteKind::Cias,
                "CIAS du Marsan",
                "du centre intercommunal d’action sociale du Marsan",
            ),
            (SiteKind::Ccas, "CCAS", "du centre communal d’action sociale"),
            (SiteKind::Epci, "CA du Grand Dax", "de la communauté d’agglomération du Grand Dax"),
            (SiteKind::Epci, "Communauté Pays Basque", "de la communauté Pays Basque"),
            (SiteKind::Epci, "Grand Lieu", "de l’intercommunalité Grand Lieu"),
            (
                SiteKind::Association,
                "Associations du port",
                "de l’association Associations du port",
            ),
            (SiteKind::Association, "CA Morcenx", "de l’association CA Morcenx"),
            (SiteKind::Association, "Association", "de l’association"),
        ] {
            assert_eq!(designation(kind, name, "", kind.wording().of), of);
        }
        assert_eq!(
            designation(SiteKind::Epci, "CC du Born", "", SiteKind::Epci.wording().definite),
            "la communauté de communes du Born"
        );
    }
}
