//! `accessibility-rules/scripts/aria-prohibited.md`: elements that may not be named bear no name.

use crate::accessibility::aria::roles::NameFrom;
use crate::accessibility::rules::prelude::*;
use std::sync::LazyLock;

pub(crate) const RULE: Rule = Rule {
    documentation: include_str!("../../../../accessibility-rules/scripts/aria-prohibited.md"),
    subject: Subject::Described,
    check,
};

fn check(page: &Page<'_>, node: NodeId, report: &mut Report<'_>) {
    let Some(element) = page.element(node) else { return };
    if !element.attributes().any(|(name, ..)| name.starts_with("aria-")) {
        return;
    }
    let given = NAMING.iter().find(|name| {
        element.attribute(name).is_some_and(|value| !value.trim().is_empty())
    });
    let Some(given) = given else { return };
    if !page.is_exposed(node) {
        return;
    }
    report.applies("7.1.1");
    let prohibited =
        page.role(node).is_some_and(|role| role.definition().name_from == NameFrom::Prohibited);
    if prohibited {
        report.fail_unless_scripted(node, "7.1.1", "aria-prohibited").arg("attribute", &**given);
    }
}

static NAMING: LazyLock<[LocalName; 5]> = LazyLock::new(|| {
    [
        "aria-label",
        "aria-labelledby",
        "aria-roledescription",
        "aria-braillelabel",
        "aria-brailleroledescription",
    ]
    .map(LocalName::from)
});
