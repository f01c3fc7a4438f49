//! `accessibility-rules/presentation/letter-spacing.md`: letters can be spaced out.

use crate::accessibility::css::declaration::Key;
use crate::accessibility::rules::prelude::*;
use crate::accessibility::rules::spacing;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/presentation/letter-spacing.md"),
    subject: Subject::Bearing("style"),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    for text in spacing::imposed(page, node, Key::LetterSpacing) {
        report.applies("10.12.1");
        let style = page.style(text);
        let Some(ratio) = spacing::ratio(style.letter_spacing, style) else { continue };
        if ratio < 0.12 {
            report
                .fail_unless_scripted(node, "10.12.1", "spacing-imposed")
                .arg("property", "letter-spacing");
            return;
        }
    }
}
