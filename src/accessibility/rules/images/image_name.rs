//! `accessibility-rules/images/image-name.md`: informative images have a text alternative.

use crate::accessibility::rules::picture::{Picture, is_filled};
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/image-name.md"),
    subject: Subject::Images,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let kind = Picture::of(page, node);
    let told = matches!(kind, Some(Picture::Img | Picture::Role));
    let role = page.role(node);
    // An `<img>` that is made a button or a link is an image all the same.
    let imaged = role == Some(Role::Img)
        || (kind == Some(Picture::Img) && role.is_some_and(Role::is_widget));
    if !told || !imaged || !page.is_exposed(node) {
        return;
    }
    report.applies("1.1.1");
    match page.name(node).origin {
        // `title` is an alternative by RGAA's method, even beside an empty `alt`.
        Origin::Nothing if kind == Some(Picture::Img) && is_filled(page, node, local_name!("title")) => {}
        Origin::Nothing => {
            report.fail_unless_scripted(node, "1.1.1", "image-name-missing");
        }
        // RGAA takes a tooltip for the alternative of an `<img>` only.
        Origin::Title if kind == Some(Picture::Role) => {
            report.review(node, "1.1.1", "image-name-title-only");
        }
        _ => {}
    }
}
