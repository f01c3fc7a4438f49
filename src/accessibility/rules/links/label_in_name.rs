//! `accessibility-rules/links/label-in-name.md`: what one reads is part of what one says.

use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::words::{plain, unaccented};

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/links/label-in-name.md"),
    subject: Subject::Roles(&[
        Role::Link,
        Role::Button,
        Role::Menuitem,
        Role::Tab,
        Role::Option,
        Role::Checkbox,
        Role::Radio,
        Role::Switch,
        Role::Treeitem,
        Role::Menuitemcheckbox,
        Role::Menuitemradio,
    ]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) || !page.is_visible(node) {
        return;
    }
    let name = page.name(node);
    let test = match page.role(node) {
        Some(Role::Link) => "6.1.5",
        Some(Role::Button) => "11.9.2",
        _ => "7.1.3",
    };
    if !matches!(name.origin, Origin::Label | Origin::LabelledBy) {
        tooltip(page, node, test, report);
        return;
    }
    let visible = read(page, node);
    let label = words(&visible);
    if label.is_empty() {
        return;
    }
    report.applies(test);
    let doubtful = match compare(&visible, &name.text) {
        Match::Same => return,
        // Icons may be letters of a font whose style sheet was not to be had.
        Match::Different => !page.styles.sheets_complete || draws_letters(page, node),
        Match::Doubtful => true,
    };
    let finding = if doubtful {
        report.review(node, test, "label-not-in-name")
    } else {
        report.fail_unless_scripted(node, test, "label-not-in-name")
    };
    finding.arg("visible", visible.as_str()).arg("name", &*name.text);
}

/// Whether a part of the element is of a class of icons, whose letters a font turns into drawings.
fn draws_letters(page: &Page<'_>, node: NodeId) -> bool {
    let drawn = |inner: NodeId| {
        let classes = page.attribute(inner, local_name!("class")).unwrap_or_default();
        let classes = classes.to_ascii_lowercase();
        ["icon", "glyph", "material-symbols"].iter().any(|word| classes.contains(word))
    };
    std::iter::once(node).chain(page.document.descendants(node)).any(drawn)
}

/// RGAA asks as much of a tooltip, though it is no part of the name.
fn tooltip(page: &Page<'_>, node: NodeId, test: &'static str, report: &mut Report<'_>) {
    let title = page.attribute(node, local_name!("title")).unwrap_or_default().trim();
    if title.is_empty() {
        return;
    }
    let visible = read(page, node);
    if words(&visible).is_empty() {
        return;
    }
    report.applies(test);
    if compare(&visible, title) == Match::Different {
        // Of buttons RGAA asks it in so many words; of links, its method does.
        let certain =
            test == "11.9.2" && page.styles.sheets_complete && !draws_letters(page, node);
        let finding = if certain {
            report.fail_unless_scripted(node, test, "label-not-in-name")
        } else {
            report.review(node, test, "label-not-in-name")
        };
        finding.arg("visible", visible.as_str()).arg("name", title);
    }
}

/// What one reads on the element: of a button made by `<input>`, its value.
fn read(page: &Page<'_>, node: NodeId) -> String {
    let kind = page.attribute(node, local_name!("type")).unwrap_or_default();
    let button = ["submit", "button", "reset"].iter().any(|own| kind.eq_ignore_ascii_case(own));
    if button && page.is(node, local_name!("input")) {
        return page.attribute(node, local_name!("value")).unwrap_or_default().to_owned();
    }
    page.visible_text(node)
}

/// How many words are more than a label.
const MANY: usize = 12;

/// How what one reads stands in what one says.
#[derive(Debug, PartialEq, Eq)]
enum Match {
    Same,
    Different,
    Doubtful,
}

fn compare(visible: &str, name: &str) -> Match {
    let spoken = words(name);
    let holds = |label: &[String]| {
        !label.is_empty() && spoken.windows(label.len()).any(|part| part == label)
    };
    // Remarks in brackets need not be said.
    if holds(&words(visible)) || holds(&words(&without_brackets(visible))) {
        return Match::Same;
    }
    let label = words(visible);
    let letters: String = label.concat();
    let number = letters.chars().all(|c| c.is_ascii_digit());
    let symbol = letters.chars().count() < 3 && !number;
    let abbreviated =
        visible.split_whitespace().any(|word| word.ends_with('.') && word.chars().count() < 6);
    // «A>B» may be said «A supérieur à B».
    let mut rest = spoken.iter();
    let in_order = label.iter().all(|word| rest.any(|said| said == word));
    let formula = visible.contains(['×', '÷', '+', '=', '<', '>', '&', '@', '%', '€']) && in_order;
    // «week-end», «weekend», and capitals typed without accents.
    let joined = |text: &str| unaccented(&plain(&text.replace(['-', '‑', '\'', '’'], "")));
    let (said, read) = (joined(name), joined(visible));
    let spelt = format!(" {said} ").contains(&format!(" {read} "))
        || format!(" {} ", unaccented(&plain(name))).contains(&format!(" {} ", unaccented(&plain(visible))));
    // The text of a whole card is more than a label.
    let card = label.len() > MANY && spoken.iter().all(|word| label.contains(word));
    if symbol || abbreviated || formula || spelt || card { Match::Doubtful } else { Match::Different }
}

/// The text outside its brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

/// The words of a text, in lower case, punctuation left out.
fn words(text: &str) -> Vec<String> {
    plain(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Match, compare};

    #[test]
    fn what_is_read_is_looked_for_word_by_word() {
        for (visible, name, expected) in [
            ("Commander maintenant", "Produit X : commander maintenant", Match::Same),
            ("Commander maintenant", "Commander produit X maintenant", Match::Different),
            ("Rechercher (JJ/MM)", "Rechercher", Match::Same),
            ("ACTUALITES", "Actualités", Match::Doubtful),
            ("week-end", "le weekend", Match::Doubtful),
            ("2021", "20 21", Match::Different),
            ("B", "Mettre en gras", Match::Doubtful),
            ("A>B", "A supérieur à B", Match::Doubtful),
            ("bd. Foch", "boulevard Foch", Match::Doubtful),
        ] {
            assert_eq!(compare(visible, name), expected, "{visible} / {name}");
        }
    }
}
