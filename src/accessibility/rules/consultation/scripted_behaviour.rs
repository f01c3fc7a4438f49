//! `accessibility-rules/consultation/scripted-behaviour.md`: windows, gestures and movements that
//! only scripts can ask for.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/consultation/scripted-behaviour.md"),
    subject: Subject::Page,
    check,
};

/// What a page without scripts cannot have.
const SCRIPTED: &[&str] =
    &["12.8.2", "12.10.1", "13.1.3", "13.10.1", "13.10.2", "13.12.1", "13.12.2", "13.12.3"];

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    let Some(root) = page.document.root() else { return };
    report.applies("13.2.1");
    let operable = page.elements().iter().any(|node| page.semantics.facts(*node).is_focusable());
    if operable {
        report.applies("13.11.1");
    }
    // Browsers let people tab out of everything that HTML has by itself, and of no more.
    report.applies("12.9.1");
    let foreign = [local_name!("iframe"), local_name!("object"), local_name!("embed")];
    if page.has_scripts() || foreign.into_iter().any(|name| page.all(name).next().is_some()) {
        report.doubt("12.9.1");
    }
    if !page.has_scripts() {
        return;
    }
    report.doubt("13.2.1");
    report.doubt("13.11.1");
    for test in SCRIPTED {
        report.doubt(test);
    }
    for node in page.handled().iter().copied() {
        let Some(element) = page.element(node) else { continue };
        for (name, _, value) in element.attributes().filter(|(name, ..)| name.starts_with("on")) {
            attribute(page, node, name, value, report);
        }
    }
    let code = page.scripts();
    if code.contains("devicemotion") || code.contains("deviceorientation") {
        report.review(root, "13.12.1", "motion-listened").also("13.12.3");
    }
    let opening = page.all(local_name!("script")).find(|script| {
        opens_at_once(&page.document.text_content(*script))
    });
    if let Some(script) = opening {
        report.fail(script, "13.2.1", "window-opened");
    } else if code.contains("window.open(") {
        report.review(root, "13.2.1", "window-perhaps");
    }
    if code.contains("touchmove") || code.contains("gesturestart") {
        report.review(root, "13.10.2", "gesture-listened").also("13.10.1");
    }
}

fn attribute(page: &Page<'_>, node: NodeId, name: &str, code: &str, report: &mut Report<'_>) {
    match name {
        "onload" if opens_a_window(code) && page.is(node, local_name!("body")) => {
            report.fail(node, "13.2.1", "window-opened");
        }
        "onmousedown" | "ontouchstart" | "onpointerdown" => {
            report.review(node, "13.11.1", "pointer-down").arg("attribute", name);
        }
        "ontouchmove" => {
            report.review(node, "13.10.2", "gesture-listened").also("13.10.1");
        }
        _ => {}
    }
}

/// The code of a script begins by opening a window, at once or when the page is loaded.
fn opens_at_once(code: &str) -> bool {
    let code = code.trim_start();
    let plain: String = code.chars().take(200).filter(|c| !c.is_whitespace()).collect();
    let loaded = ["window.onload=function(){", "window.onload=()=>{", "onload=function(){"];
    opens_a_window(code)
        || loaded.iter().any(|start| plain.strip_prefix(start).is_some_and(opens_a_window))
}

/// The code begins by opening a window, whatever else happens.
fn opens_a_window(code: &str) -> bool {
    let code = code.trim_start().trim_start_matches("javascript:").trim_start();
    let opens = ["window.open(", "open('http", "open(\"http", "self.open("];
    opens.iter().any(|open| code.starts_with(open))
}
