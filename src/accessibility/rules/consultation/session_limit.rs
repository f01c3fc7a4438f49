//! `accessibility-rules/consultation/session-limit.md`: how long a session lasts is in people's hands.

use crate::accessibility::rules::prelude::*;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/consultation/session-limit.md"),
    subject: Subject::Page,
    check,
};

/// What one who is known to the site can do.
const LEAVING: &[&str] = &[
    "déconnexion", "me déconnecter", "se déconnecter", "log out", "logout", "sign out", "log off",
];

/// Words beside «session» that speak of its end.
const ENDING: &[&str] = &["expir", "minute", "seconde", "second", "déconnect", "time out", "timeout"];

fn check(page: &Page<'_>, _: NodeId, report: &mut Report<'_>) {
    // A session ends in a script, or on the server that keeps what is sent to it.
    let kept = page.has_scripts()
        || page.all(local_name!("form")).any(|form| posts(page, form))
        || page.all(local_name!("input")).any(|input| is_password(page, input))
        || page.of_role(Role::Link).chain(page.of_role(Role::Button)).any(|node| leaves(page, node));
    if kept {
        report.doubt("13.1.4");
    }
    if !page.source.contains("ession") {
        return;
    }
    let told = page.texts().iter().find(|node| {
        let text = page.text(**node).to_lowercase();
        page.is_visible(**node)
            && text.contains("session")
            && ENDING.iter().any(|word| text.contains(word))
            && text.contains(|c: char| c.is_ascii_digit())
    });
    if let Some(node) = told {
        report.review(*node, "13.1.4", "session-ends");
    }
}

fn posts(page: &Page<'_>, form: NodeId) -> bool {
    page.attribute(form, local_name!("method"))
        .is_some_and(|method| method.trim().eq_ignore_ascii_case("post"))
}

fn is_password(page: &Page<'_>, input: NodeId) -> bool {
    page.attribute(input, local_name!("type"))
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("password"))
}

/// A link or button by which one leaves a session.
fn leaves(page: &Page<'_>, node: NodeId) -> bool {
    let text = page.name(node).text;
    let text = text.trim();
    // All begin with a letter of ASCII, and are as long in capitals.
    let may_be = |word: &&str| {
        word.len() == text.len() && word.as_bytes()[0].eq_ignore_ascii_case(&text.as_bytes()[0])
    };
    LEAVING.iter().any(may_be) && LEAVING.contains(&text.to_lowercase().as_str())
}
