//! `accessibility-rules/consultation/flashes.md`: nothing flashes more than three times a second.

use crate::accessibility::css::Traits;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/consultation/flashes.md"),
    subject: Subject::Page,
    check,
};

/// Milliseconds of the shortest cycle that makes three flashes a second at most.
const FAST: f32 = 334.0;

/// The elements that may flash by themselves, or show what does.
static NAMES: [LocalName; 8] = [
    local_name!("video"),
    local_name!("canvas"),
    local_name!("embed"),
    local_name!("object"),
    local_name!("iframe"),
    local_name!("img"),
    local_name!("animate"),
    local_name!("set"),
];

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    for node in page.any_named(&NAMES) {
        let Some(element) = page.element(node) else { continue };
        match element.name {
            local_name!("video")
            | local_name!("canvas")
            | local_name!("embed")
            | local_name!("object")
            | local_name!("iframe") => report.doubt("13.7.1"),
            local_name!("img") => {
                let address = page.attribute(node, local_name!("src")).unwrap_or_default();
                let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
                if [".gif", ".apng"].iter().any(|end| path.ends_with(end)) {
                    report.review(node, "13.7.1", "maybe-flashing");
                } else if ![".jpg", ".jpeg", ".png", ".ico", ".bmp"].iter().any(|end| path.ends_with(end))
                {
                    report.doubt("13.7.1");
                }
            }
            local_name!("animate") | local_name!("set") if !element.is_html() => {
                report.review(node, "13.7.1", "maybe-flashing");
            }
            _ => {}
        }
    }
    for node in page.looking(Traits::ANIMATED) {
        let style = page.style(node);
        let flashes = !style.animation_paused
            && page.styles.motion(style).is_some_and(|motion| motion.blinks)
            && style.animation_duration > 0.0
            && style.animation_duration < FAST * 2.0
            && style.animation_count >= 3.0;
        if flashes && page.is_visible(node) {
            report.review(node, "13.7.3", "maybe-flashing");
        }
    }
    if page.has_scripts() {
        report.doubt("13.7.2");
    }
    if !page.styles.sheets_complete {
        report.doubt("13.7.3");
    }
}
