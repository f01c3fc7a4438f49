//! `accessibility-rules/images/object-name.md`: objects that show an image or play a sound have a name.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/images/object-name.md"),
    subject: Subject::Named(&["object"]),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let silenced = page.role(node).is_some_and(Role::is_presentational);
    if silenced || !page.is_exposed(node) || !is_media(page, node) {
        return;
    }
    report.applies("1.1.6");
    if !page.name(node).text.is_empty() {
        return;
    }
    // A text between the tags may do; an image there is only shown when the object is not.
    if page.text(node).is_empty() {
        report.fail_unless_scripted(node, "1.1.6", "object-name-missing");
    } else {
        report.review(node, "1.1.6", "object-name-missing");
    }
}

fn is_media(page: &Page<'_>, node: NodeId) -> bool {
    if let Some(kind) = page.attribute(node, local_name!("type")) {
        let family = kind.split('/').next().unwrap_or_default();
        return ["image", "audio", "video"].contains(&family);
    }
    let data = page.attribute(node, local_name!("data")).unwrap_or_default();
    let path = data.split(['?', '#']).next().unwrap_or_default();
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    MEDIA.contains(&extension.as_str())
}

const MEDIA: &[&str] =
    &["avif", "gif", "jpeg", "jpg", "mp3", "mp4", "ogg", "png", "svg", "wav", "webm", "webp"];
