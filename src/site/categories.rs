//! Categories that are likely one: «Travaux», «travaux» and «Traveaux» of one section.
//!
//! It only ever tells: what is written stays.

use super::Core;
use super::cards::category_slug;
use super::urls;
use crate::diagnostic::{Diagnostic, Location};
use std::collections::BTreeMap;

/// Above this many categories in a section they are not compared: nobody made them by hand.
const MOST: usize = 200;

/// A way of writing a category.
struct Spelling<'a> {
    name: &'a str,
    slug: String,
    /// How many entries write it so.
    uses: usize,
    /// The first that does, by path, and its place among the entry's categories.
    first: (usize, usize),
}

/// Tells of each spelling that is near one used more, or as often and before it.
pub(super) fn look_alikes(core: &Core<'_>) -> Vec<Diagnostic> {
    let mut sections: BTreeMap<&str, BTreeMap<&str, Spelling<'_>>> = BTreeMap::new();
    for (index, entry) in core.entries.iter().enumerate().filter(|(_, entry)| !entry.draft) {
        let section = sections.entry(urls::top(&entry.url)).or_default();
        for (place, name) in entry.categories.iter().enumerate() {
            let spelling = section.entry(name).or_insert_with(|| Spelling {
                name,
                slug: category_slug(name),
                uses: 0,
                first: (index, place),
            });
            spelling.uses += 1;
        }
    }
    let mut findings = Vec::new();
    for section in sections.into_values() {
        let mut spellings: Vec<Spelling<'_>> = section.into_values().collect();
        if spellings.len() > MOST {
            continue;
        }
        spellings.sort_by_key(|spelling| (std::cmp::Reverse(spelling.uses), spelling.first));
        for (rank, spelling) in spellings.iter().enumerate() {
            let Some(meant) =
                spellings[..rank].iter().find(|other| alike(&other.slug, &spelling.slug))
            else {
                continue;
            };
            findings.push(
                Diagnostic::warning("category-looks-like")
                    .arg("value", spelling.name)
                    .arg("meant", meant.name)
                    .at(place(core, spelling))
                    .related(place(core, meant)),
            );
        }
    }
    findings
}

fn place(core: &Core<'_>, spelling: &Spelling<'_>) -> Location {
    let (entry, place) = spelling.first;
    core.locate(entry, &["categories", &place.to_string()])
}

/// True for two names in addresses that one slip of the pen may tell apart. Numbers are no slips.
fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let digits = |slug: &str| slug.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    let shorter = a.len().min(b.len());
    let slips = match shorter {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    };
    a.as_bytes().first() == b.as_bytes().first()
        && digits(a) == digits(b)
        && a.len().abs_diff(b.len()) <= slips
        && strsim::damerau_levenshtein(a, b) <= slips
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn slips_are_told_from_other_words() {
        for (a, b) in [
            ("travaux", "travaux"),
            ("travaux", "traveaux"),
            ("sport", "sports"),
            ("environnement", "environement"),
            ("vie-associative", "vies-associatives"),
        ] {
            assert!(alike(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("budget-2025", "budget-2026"),
            ("eau", "eaux"),
            ("voirie", "mairie"),
            ("foire", "loire"),
            ("concert", "concours"),
            ("enfance", "enfants"),
        ] {
            assert!(!alike(a, b), "{a} {b}");
        }
    }
}
