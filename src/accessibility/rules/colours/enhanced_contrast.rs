//! `accessibility-rules/colours/enhanced-contrast.md`: text stands out as level AAA of WCAG asks.

use super::text_contrast;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/colours/enhanced-contrast.md"),
    subject: Subject::Page,
    check,
};

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    text_contrast::check_enhanced(page, report);
}
