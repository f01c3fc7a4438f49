//! Phrases sought in the texts that are seen.

use super::prelude::*;

/// How many phrases of a list are told of one page.
const MAX_TOLD: usize = 20;

/// The elements whose own text holds one of the phrases (in lower case), with the words.
pub(crate) fn sought(page: &Page<'_>, list: &[&str]) -> Vec<(NodeId, String)> {
    let mut found = Vec::new();
    for holder in page.texts() {
        if !page.is_visible(*holder) || page.is(*holder, local_name!("option")) {
            continue;
        }
        for text in page.document.children(*holder).filter_map(|child| page.document.text(child)) {
            if let Some(phrase) = first(text, list) {
                found.push((*holder, phrase.to_owned()));
                break;
            }
        }
        if found.len() >= MAX_TOLD {
            break;
        }
    }
    found
}

/// The first phrase of the list that stands in the text between two ends of words.
fn first<'a>(text: &str, list: &[&'a str]) -> Option<&'a str> {
    let text = text.to_lowercase().replace(['\u{a0}', '\n'], " ");
    list.iter().copied().find(|phrase| {
        text.match_indices(phrase).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + phrase.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}
