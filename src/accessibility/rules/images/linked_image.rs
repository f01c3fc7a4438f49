//! `accessibility-rules/images/linked-image.md`: an image that is all a link or button shows tells
//! something.

use crate::accessibility::rules::picture::Picture;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/linked-image.md"),
    subject: Subject::Roles(&[Role::Link, Role::Button]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    if !page.is_exposed(node) || !page.is_visible(node) {
        return;
    }
    let mut images = page.document.descendants(node).filter(|inner| {
        Picture::of(page, *inner).is_some_and(|kind| test(kind).is_some())
            && page.is_visible(*inner)
    });
    let (Some(image), None) = (images.next(), images.next()) else { return };
    let Some(test) = Picture::of(page, image).and_then(test) else { return };
    if !page.text(node).is_empty() {
        return;
    }
    report.applies(test);
    // An image without `alt` at all is told by the rule on names.
    let silent = !page.is(image, local_name!("img")) || page.has(image, local_name!("alt"));
    if page.name(node).text.is_empty() && silent {
        report.fail_unless_scripted(image, test, "linked-image-silent");
    }
}

fn test(kind: Picture) -> Option<&'static str> {
    Some(match kind {
        Picture::Img | Picture::Role => "1.1.1",
        Picture::Svg => "1.1.5",
        Picture::Object => "1.1.6",
        Picture::Embed => "1.1.7",
        Picture::Canvas => "1.1.8",
        Picture::Area | Picture::Button => return None,
    })
}
