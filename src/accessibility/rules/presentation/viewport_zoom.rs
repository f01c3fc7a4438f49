//! `accessibility-rules/presentation/viewport-zoom.md`: zooming is not forbidden.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/viewport-zoom.md"),
    subject: Subject::Named(&["meta"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let name = page.attribute(node, local_name!("name")).unwrap_or_default();
    if !name.trim().eq_ignore_ascii_case("viewport") {
        return;
    }
    let content = page.attribute(node, local_name!("content")).unwrap_or_default();
    let (mut scalable, mut scale) = (None, None);
    for part in content.split([',', ';']) {
        let Some((name, value)) = part.split_once('=') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "user-scalable" => scalable = Some(value),
            "maximum-scale" => scale = Some(value),
            _ => {}
        }
    }
    if scalable.is_none() && scale.is_none() {
        return;
    }
    report.applies("10.4.2");
    if scalable.is_some_and(forbids) || scale.is_some_and(|scale| maximum(scale) < 2.0) {
        report.fail(node, "10.4.2", "viewport-zoom-forbidden");
    }
}

/// CSS Device Adaptation: numbers from -1 to 1 and unknown words mean «no».
fn forbids(value: &str) -> bool {
    let value = value.to_ascii_lowercase();
    match value.parse::<f64>() {
        Ok(number) => number.abs() < 1.0,
        Err(_) => !matches!(value.as_str(), "yes" | "device-width" | "device-height"),
    }
}

fn maximum(value: &str) -> f64 {
    let value = value.to_ascii_lowercase();
    match value.parse::<f64>() {
        // A negative scale is as if nothing were written.
        Ok(number) if number < 0.0 => f64::INFINITY,
        Ok(number) => number,
        Err(_) if value.starts_with("device-") => 10.0,
        Err(_) if value == "yes" => 1.0,
        Err(_) => 0.1,
    }
}
