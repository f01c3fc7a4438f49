//! `accessibility-rules/consultation/motion.md`: what moves or blinks can be stopped.

use crate::accessibility::css::{State, Traits, View};
use crate::accessibility::rules::prelude::*;
use std::cell::OnceCell;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/consultation/motion.md"),
    subject: Subject::Page,
    check,
};

/// Milliseconds after which a movement must be stoppable (RGAA 13.8).
const LONG: f32 = 5_000.0;

/// The elements that may move by themselves, or show what does.
static NAMES: [LocalName; 12] = [
    local_name!("marquee"),
    local_name!("blink"),
    local_name!("video"),
    local_name!("img"),
    local_name!("source"),
    local_name!("iframe"),
    local_name!("object"),
    local_name!("embed"),
    local_name!("canvas"),
    local_name!("animate"),
    local_name!("animateTransform"),
    local_name!("animateMotion"),
];

fn check(page: &Page<'_>, root: NodeId, report: &mut Report<'_>) {
    let stoppable = OnceCell::new();
    let stoppable = || *stoppable.get_or_init(|| can_be_stopped(page, root));
    for node in page.any_named(&NAMES) {
        let Some(element) = page.element(node) else { continue };
        match &*element.name {
            "marquee" if page.is_visible(node) => {
                tell(page, node, ("13.8.1", "moving-content"), !page.has_scripts(), report);
            }
            "blink" if page.is_visible(node) => {
                tell(page, node, ("13.8.2", "blinking-content"), !page.has_scripts(), report);
            }
            "video" if page.has(node, local_name!("autoplay")) && page.is_visible(node) => {
                let controlled = page.has(node, local_name!("controls"));
                if controlled {
                    report.applies("13.8.1");
                } else {
                    let endless = page.has(node, local_name!("loop"));
                    let sure = endless && !stoppable();
                    let code = if sure { "moving-content" } else { "maybe-moving" };
                    tell(page, node, ("13.8.1", code), sure, report);
                }
            }
            "img" | "source" => {
                let address = page.attribute(node, local_name!("src")).unwrap_or_default();
                let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
                if path.ends_with(".gif") || path.ends_with(".apng") {
                    report.review(node, "13.8.1", "maybe-moving");
                }
            }
            "iframe" | "object" | "embed" | "canvas" => {
                report.doubt("13.8.1");
                report.doubt("13.8.2");
            }
            "animate" | "animateTransform" | "animateMotion" if !element.is_html() => {
                animated_svg(page, node, element, &stoppable, report);
            }
            _ => {}
        }
    }
    let mut inside = None;
    for node in page.looking(Traits::ANIMATED) {
        if !inside.is_some_and(|one| page.document.is_inside(node, one)) {
            inside = Some(node);
            animated(page, node, &stoppable, report);
        }
    }
    if page.has_scripts() || !page.styles.sheets_complete {
        report.doubt("13.8.1");
        report.doubt("13.8.2");
    }
}

fn tell(
    page: &Page<'_>,
    node: NodeId,
    (test, code): (&'static str, &'static str),
    sure: bool,
    report: &mut Report<'_>,
) {
    if sure && page.styles.sheets_complete {
        report.fail(node, test, code);
    } else {
        report.review(node, test, "maybe-moving");
    }
}

/// An element with a CSS animation.
fn animated(
    page: &Page<'_>,
    node: NodeId,
    stoppable: &dyn Fn() -> bool,
    report: &mut Report<'_>,
) {
    let style = page.style(node);
    let Some(motion) = page.styles.motion(style) else { return };
    let lasts = style.animation_duration * style.animation_count;
    if style.animation_paused || !page.is_visible(node) || style.animation_duration <= 0.0 {
        return;
    }
    let (test, code) = match (motion.moves, motion.blinks) {
        (true, _) => ("13.8.1", "moving-content"),
        (false, true) => ("13.8.2", "blinking-content"),
        (false, false) => return,
    };
    report.applies(test);
    if lasts <= LONG {
        return;
    }
    // Some ask their system for less motion; that stops nothing for the others.
    let calmer = page.styles.seen(View::Calm, node).animation != style.animation;
    let stops = page.styles.is_touched(node, State::Hover(node))
        || page.styles.is_touched(node, State::Everything);
    let shows = page.document.descendants(node).any(|inner| {
        page.document.text(inner).is_some_and(|text| text.chars().any(char::is_alphanumeric))
            || page.is(inner, local_name!("img"))
    });
    let sure = shows && !stoppable() && !calmer && !stops && !is_progress(page, node);
    tell(page, node, (test, if sure { code } else { "maybe-moving" }), sure, report);
}

/// An animation of SVG's own, started with the page.
fn animated_svg(
    page: &Page<'_>,
    node: NodeId,
    element: &Element,
    stoppable: &dyn Fn() -> bool,
    report: &mut Report<'_>,
) {
    let value = |wanted: &str| {
        element.attributes().find(|(name, _, _)| ***name == *wanted).map(|(_, _, value)| value)
    };
    let by_itself = value("begin").is_none_or(|begin| {
        begin.trim().starts_with(|c: char| c.is_ascii_digit()) || begin.trim().is_empty()
    });
    let svg = page.document.parent(node).filter(|parent| page.is_visible(*parent));
    if !by_itself || svg.is_none() {
        return;
    }
    let endless = value("repeatCount") == Some("indefinite") || value("repeatDur") == Some("indefinite");
    if endless {
        let moves = &*element.name != "animate"
            || matches!(value("attributeName"), Some("x" | "y" | "cx" | "cy" | "r" | "d" | "width" | "height"));
        let (test, code) =
            if moves { ("13.8.1", "moving-content") } else { ("13.8.2", "blinking-content") };
        let sure = !stoppable() && !is_progress(page, node);
        tell(page, node, (test, if sure { code } else { "maybe-moving" }), sure, report);
    } else {
        report.review(node, "13.8.1", "maybe-moving");
    }
}

/// Whether something on the page may stop what moves: a script, a state that styles follow, a
/// control.
fn can_be_stopped(page: &Page<'_>, root: NodeId) -> bool {
    page.has_scripts()
        || page.styles.asks_for(State::Everything)
            && page.document.all().any(|node| {
                page.is(node, local_name!("input")) || page.is(node, local_name!("details"))
            })
        || page.document.descendants(root).any(|node| {
            page.is(node, local_name!("button")) && {
                let name = page.name(node).text.to_lowercase();
                ["pause", "stop", "arrêt", "animation", "mouvement"]
                    .iter()
                    .any(|word| name.contains(word))
            }
        })
}

/// A sign that something goes on, which cannot be stopped: RGAA 13.8 does not apply.
fn is_progress(page: &Page<'_>, node: NodeId) -> bool {
    std::iter::once(node).chain(page.document.ancestors(node)).any(|one| {
        page.role(one) == Some(Role::Progressbar)
            || page.attribute(one, local_name!("aria-busy")) == Some("true")
            || page.attribute(one, local_name!("class")).is_some_and(|classes| {
                let classes = classes.to_ascii_lowercase();
                ["load", "spin", "progress", "skeleton"].iter().any(|word| classes.contains(word))
            })
    })
}
