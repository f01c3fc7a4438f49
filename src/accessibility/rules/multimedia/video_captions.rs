//! `accessibility-rules/multimedia/video-captions.md`: films with sound have captions.

use crate::accessibility::rules::player::Medium;
use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/multimedia/video-captions.md"),
    subject: Subject::Named(Medium::ELEMENTS),
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    match Medium::of(page, node) {
        Some(Medium::Film) => {}
        Some(Medium::Player) => {
            report.applies("4.3.1");
            report.applies("4.4.1");
            return;
        }
        Some(Medium::Sound | Medium::Interactive) | None => return,
    }
    report.applies("4.3.1");
    let tracks: Vec<NodeId> = page
        .document
        .child_elements(node)
        .filter(|child| page.is(*child, local_name!("track")))
        .collect();
    let kind = |track: NodeId| {
        page.attribute(track, local_name!("kind")).unwrap_or("subtitles").to_ascii_lowercase()
    };
    if tracks.iter().any(|track| kind(*track) == "captions") {
        report.applies("4.3.2");
        report.applies("4.4.1");
        return;
    }
    let worded = tracks.iter().find(|track| !matches!(&*kind(**track), "chapters" | "descriptions"));
    if let Some(track) = worded {
        report.applies("4.4.1");
        report.review(*track, "4.3.2", "track-kind").arg("kind", kind(*track));
    } else {
        report.review(node, "4.3.1", "video-captions-missing");
    }
}
