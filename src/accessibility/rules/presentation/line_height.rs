//! `accessibility-rules/presentation/line-height.md`: lines can be spaced out.

use crate::accessibility::css::declaration::Key;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::spacing;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/line-height.md"),
    subject: Subject::Bearing("style"),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    for text in spacing::imposed(page, node, Key::LineHeight) {
        report.applies("10.12.1");
        let style = page.style(text);
        let Some(ratio) = style.line_height_ratio() else { continue };
        if ratio < 1.5 && spacing::wraps(page, text) {
            report
                .fail_unless_scripted(node, "10.12.1", "spacing-imposed")
                .arg("property", "line-height");
            return;
        }
    }
}
