//! `accessibility-rules/colours/graphic-contrast.md`: the parts of a graphic stand out from each other.

use crate::accessibility::css::Traits;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/colours/graphic-contrast.md"),
    subject: Subject::Page,
    check,
};

/// How many graphics are told.
const MAX_TOLD: usize = 10;

/// The elements that show graphics.
static NAMES: [LocalName; 9] = [
    local_name!("svg"),
    local_name!("canvas"),
    local_name!("object"),
    local_name!("embed"),
    local_name!("meter"),
    local_name!("progress"),
    local_name!("img"),
    local_name!("iframe"),
    local_name!("video"),
];

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let mut told = 0;
    let mut painted = page.looking(Traits::PICTURED.and(Traits::GENERATED)).next().is_some();
    let mut graphics: Vec<NodeId> = page.any_named(&NAMES).collect();
    graphics.sort_unstable();
    for node in graphics {
        let Some(element) = page.element(node) else { continue };
        let graphic = match element.name {
            local_name!("img") => page.attribute(node, local_name!("alt")).is_none_or(|alt| !alt.trim().is_empty()),
            local_name!("iframe") | local_name!("video") => {
                painted = true;
                false
            }
            _ => true,
        };
        if !graphic {
            continue;
        }
        let inner = page.document.parent(node).is_some_and(|parent| {
            page.element(parent).is_some_and(|element| !element.is_html())
        });
        if !inner && page.is_visible(node) && page.is_exposed(node) && told < MAX_TOLD {
            told += 1;
            report.review(node, "3.3.2", "graphic-contrast").also("3.3.3");
        } else {
            painted |= page.is_visible(node) && told == 0;
        }
    }
    if painted || page.has_scripts() || !page.styles.sheets_complete {
        report.doubt("3.3.2");
        report.doubt("3.3.3");
    }
}
