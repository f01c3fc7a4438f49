//! `accessibility-rules/presentation/spaced-words.md`: spaces separate words, they do not lay out.

use crate::accessibility::known::Known;
use crate::accessibility::rules::hints::Hints;
use crate::accessibility::rules::prelude::*;
use std::cell::RefCell;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/spaced-words.md"),
    subject: Subject::Page,
    check,
};

/// Lists of single letters that are no word set apart: months, keyboards.
const SERIES: &[&str] = &["JFMAMJJASONDJFMAMJJASOND", "AZERTYUIOP", "QWERTYUIOP", "QSDFGHJKLM"];

/// How many single letters in a row may be a word.
const MIN_LETTERS: usize = 5;

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let is_met = |holder: &NodeId| page.is_visible(*holder) && !is_code(page, *holder);
    if !page.texts().iter().any(is_met) {
        return;
    }
    report.applies("10.1.3");
    let suspect = Hints::SPACED.and(Hints::GAP);
    if !page.all_hints().may(suspect) {
        return;
    }
    let mut blocks: Vec<NodeId> = Vec::new();
    for node in page.document.all().filter(|node| page.hints(*node).may(suspect)) {
        let (Some(text), Some(holder)) = (page.document.text(node), page.document.parent(node))
        else {
            continue;
        };
        let odd = oddity(text, page.hints(node));
        if odd == NOTHING_ODD || page.texts().binary_search(&holder).is_err() || !is_met(&holder) {
            continue;
        }
        match spaced_word(text) {
            Some((word, true)) => {
                report
                    .fail_unless_scripted(holder, "10.1.3", "spaced-letters")
                    .arg("words", word);
            }
            Some((word, false)) => {
                report.review(holder, "10.1.3", "spaced-letters").arg("words", word);
            }
            None => {}
        }
        if odd.gap {
            blocks.push(holder);
        }
    }
    blocks.sort_unstable();
    blocks.dedup();
    for block in blocks {
        let lines = lines_with_gaps(page, block);
        if lines >= 2 {
            report.fail_unless_scripted(block, "10.1.3", "spaced-columns");
        } else {
            report.review(block, "10.1.3", "spaced-columns");
        }
    }
}

/// What is odd in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Oddity {
    word: bool,
    gap: bool,
}

const NOTHING_ODD: Oddity = Oddity { word: false, gap: false };

/// Whether a text of these hints has letters set apart, and whether it has a wide gap.
fn oddity(text: &str, hints: Hints) -> Oddity {
    thread_local! {
        static KNOWN: RefCell<Known<Oddity>> = RefCell::new(Known::new());
    }
    let read = |text: &str| Oddity {
        word: hints.may(Hints::SPACED) && spaced_word(text).is_some(),
        gap: hints.may(Hints::GAP) && has_wide_gap(text),
    };
    KNOWN.with_borrow_mut(|known| known.or_find(text, read))
}

fn is_code(page: &Page<'_>, node: NodeId) -> bool {
    page.document.ancestors(node).chain([node]).any(|one| {
        page.element(one).is_some_and(|element| {
            matches!(&*element.name, "pre" | "code" | "kbd" | "samp" | "textarea" | "option")
        })
    })
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2003}' | '\u{2002}')
}

/// A run of single letters in the text, and whether it is certain to be one word.
fn spaced_word(text: &str) -> Option<(String, bool)> {
    let mut run: Vec<char> = Vec::new();
    let mut found: Option<Vec<char>> = None;
    for word in text.split(|c: char| is_space(c) || c == '\n') {
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if letter.is_alphabetic() && continues(&run, letter) => {
                run.push(letter);
            }
            (None, _) if run.is_empty() => {}
            (first, rest) => {
                if run.len() >= MIN_LETTERS && found.is_none() {
                    found = Some(std::mem::take(&mut run));
                }
                run.clear();
                run.extend(first.filter(|letter| rest.is_none() && letter.is_alphabetic()));
            }
        }
    }
    let letters = found.or_else(|| (run.len() >= MIN_LETTERS).then_some(run))?;
    let upper: String = letters.iter().flat_map(|letter| letter.to_uppercase()).collect();
    let known = SERIES.iter().any(|series| series.contains(&*upper));
    let scale = letters.windows(2).all(|pair| pair[0] <= pair[1])
        || upper.chars().all(|letter| ('A'..='G').contains(&letter));
    if known || scale {
        return None;
    }
    let vowels = upper.chars().filter(|letter| "AEIOUYÀÂÉÈÊËÎÏÔÙÛÜ".contains(*letter)).count();
    let share = vowels as f32 / letters.len() as f32;
    let word: String = letters.iter().flat_map(|letter| [*letter, ' ']).collect();
    // A mixed case is a list of initials rather than a word.
    let cases = letters.iter().skip(1).filter(|letter| letter.is_uppercase()).count();
    let even = cases == 0 || cases == letters.len() - 1;
    let distinct = letters.windows(2).all(|pair| pair[0] != pair[1]) || letters.len() > 6;
    // Words do not have four consonants in a row.
    let spoken = upper
        .split(|letter| "AEIOUYÀÂÉÈÊËÎÏÔÙÛÜ".contains(letter))
        .all(|consonants| consonants.len() <= 3);
    let certain = (0.25..=0.67).contains(&share) && even && distinct && spoken;
    Some((word.trim().to_owned(), certain))
}

/// Whether a letter may go on with a word set apart: after two of one case, not with the other.
fn continues(run: &[char], letter: char) -> bool {
    match run {
        [.., before, last] if before.is_lowercase() == last.is_lowercase() => {
            last.is_lowercase() == letter.is_lowercase()
        }
        _ => true,
    }
}

/// Whether spaces that browsers do not collapse stand in a row between two words.
fn has_wide_gap(text: &str) -> bool {
    let mut gap = 0;
    let mut after_word = false;
    for character in text.chars() {
        match character {
            '\u{a0}' | '\u{2003}' | '\u{2002}' => gap += 1,
            ' ' | '\n' | '\t' => {}
            _ => {
                if after_word && gap >= 3 {
                    return true;
                }
                (gap, after_word) = (0, true);
            }
        }
    }
    false
}

/// How many lines of a block have such a gap.
fn lines_with_gaps(page: &Page<'_>, block: NodeId) -> usize {
    let mut lines = vec![String::new()];
    for inner in page.document.descendants(block) {
        if page.is(inner, local_name!("br")) {
            lines.push(String::new());
        } else if let Some(text) = page.document.text(inner)
            && let Some(line) = lines.last_mut()
        {
            line.push_str(text);
        }
    }
    lines.iter().filter(|line| has_wide_gap(line)).count()
}

#[cfg(test)]
mod tests {
    use super::spaced_word;

    fn sure(text: &str) -> Option<bool> {
        spaced_word(text).map(|(_, sure)| sure)
    }

    #[test]
    fn words_are_told_from_lists_of_letters() {
        assert_eq!(sure("B I E N V E N U E à tous"), Some(true));
        assert_eq!(sure("a c c u e i l"), Some(true));
        for list in ["A B C D E F", "J F M A M J J A S O N D", "L M M J V S D", "S N C F", "G A B E C D", "U U D D L R L R B A S"] {
            assert_ne!(sure(list), Some(true), "{list}");
        }
    }
}
